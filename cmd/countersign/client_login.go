package main

import (
	"cmp"
	"fmt"
	"os"
	"strings"

	"countersign/client"
	"countersign/fault"
	"countersign/internal/present"
)

// loginCommand signs in to a server.
type loginCommand struct {
	URL        string `arg:"" help:"The server, such as https://countersign.example.com."`
	Email      string `placeholder:"ADDRESS" help:"Who you are; without, you are asked."`
	TokenStdin bool   `help:"Read a token from standard input instead of asking for a password."`
}

// Run signs in and keeps a token of this machine's own. The password is not kept.
func (c *loginCommand) Run(env *environment) error {
	server, err := client.New(c.URL, "")
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	env.warnPlain(server.Server)
	kept, err := logins()
	if err != nil {
		return err
	}
	before := kept.Servers[server.Server]
	login, who, err := c.enter(env, server)
	if err != nil {
		return err
	}
	kept.Set(server.Server, login)
	if err := kept.Save(); err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	if before.Made && before.Token != login.Token { // nobody needs the token of the last time
		if old, err := client.New(server.Server, before.Token); err == nil {
			_ = old.RevokeToken(env.ctx, before.ID)
		}
	}
	_, err = fmt.Fprintf(env.stdout, "Signed in to %s as %s\n", server.Server, who)
	return err //nolint:wrapcheck // nothing to add
}

func (c *loginCommand) enter(env *environment, server *client.Client) (l client.Login, who string, err error) {
	ask := env.asker()
	if c.TokenStdin {
		if server.Token, err = ask.line("Token"); err != nil {
			return l, "", err
		}
		server.Token = strings.TrimSpace(server.Token)
		me, err := server.Me(env.ctx)
		return client.Login{Token: server.Token, ID: me.ID}, described(me), err
	}
	if err := c.prove(env, server, ask); err != nil {
		return l, "", err
	}
	me, err := server.Me(env.ctx)
	if err != nil {
		return l, "", err //nolint:wrapcheck // it is coded
	}
	host, err := os.Hostname()
	if err != nil {
		host = "a computer"
	}
	t, err := server.CreateToken(env.ctx, "countersign on "+host, me.Role)
	if err != nil {
		return l, "", err //nolint:wrapcheck // it is coded
	}
	if err := server.SignOut(env.ctx); err != nil {
		env.log.Warn("the session of signing in is not ended; it ends by itself", "error", err)
	}
	who = described(me)
	if t.ExpiresAt != nil {
		who += "; sign in again by " + t.ExpiresAt.Format("2006-01-02")
	}
	return client.Login{Token: t.Secret, ID: t.ID, Made: true}, who, nil
}

func described(me client.Me) string {
	return present.Clean(fmt.Sprintf("%s (%s)", cmp.Or(me.Email, me.Name), me.Role))
}

// prove asks who the person is, and for the second factor when there is one.
func (c *loginCommand) prove(env *environment, server *client.Client, ask *asker) (err error) {
	if c.Email == "" {
		if c.Email, err = ask.line("Email"); err != nil {
			return err
		}
	}
	password, err := ask.secret("Password")
	if err != nil {
		return err
	}
	err = server.SignIn(env.ctx, strings.TrimSpace(c.Email), password, "")
	if !fault.Is(err, fault.CodeNeeded) {
		return err //nolint:wrapcheck // it is coded
	}
	code, err := ask.line("Code of your second factor")
	if err != nil {
		return err
	}
	return server.SignIn(env.ctx, strings.TrimSpace(c.Email), password, strings.TrimSpace(code)) //nolint:wrapcheck // it is coded
}

// logoutCommand signs out.
type logoutCommand struct {
	serverFlag
	Forget bool `help:"Forget the token even if the server cannot be told to end it."`
}

// Run ends the token that signing in made, and forgets it.
func (c *logoutCommand) Run(env *environment) error {
	kept, err := logins()
	if err != nil {
		return err
	}
	address, err := c.named(kept)
	if err != nil {
		return err
	}
	login, found := kept.Servers[address]
	if !found {
		return fault.New(fault.NotSignedIn, "you are not signed in to %s", address)
	}
	server, err := client.New(address, login.Token)
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	if login.Made { // one that came by --token-stdin may be somebody else's too
		err = server.RevokeToken(env.ctx, login.ID)
		if err != nil && !c.Forget && !fault.Is(err, fault.NotSignedIn) && !fault.Is(err, fault.NotFound) {
			return err //nolint:wrapcheck // it is coded
		}
	}
	kept.Drop(address)
	if err := kept.Save(); err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	_, err = fmt.Fprintln(env.stdout, "Signed out of", address)
	return err //nolint:wrapcheck // nothing to add
}
