package main

import (
	"fmt"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// tokenGroup is for tokens of programs.
type tokenGroup struct {
	Create tokenCreate `cmd:"" help:"Make a token for a program and print it, once."`
	List   tokenList   `cmd:"" help:"List the tokens of all people and programs."`
	Revoke tokenRevoke `cmd:"" help:"End a token at once."`
}

// tokenCreate makes a token that belongs to nobody.
type tokenCreate struct {
	dataFlag
	Name     string        `required:"" help:"What the token is for, as people are shown it."`
	Role     string        `required:"" placeholder:"ROLE" help:"administrator, risk-officer, procurement, business-owner or auditor."`
	ReadOnly bool          `help:"Let it read only."`
	Expires  time.Duration `placeholder:"TIME" help:"How long it works, such as 2160h; without, until it is revoked."`
}

// Run prints the token.
func (c *tokenCreate) Run(env *environment) error {
	if !identity.Role(c.Role).Known() {
		return usageError{fmt.Errorf("--role wants one of %v, not %q", identity.Roles(), c.Role)}
	}
	return env.with(c.Data, func(p *parts) error {
		f := identity.TokenFields{Name: c.Name, Role: identity.Role(c.Role), ReadOnly: c.ReadOnly}
		if c.Expires > 0 {
			end := env.now().Add(c.Expires).UTC()
			f.ExpiresAt = &end
		}
		_, secret, err := p.people.CreateToken(env.ctx, commandLine(), f)
		if err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		if _, err = fmt.Fprintln(env.stdout, secret); err != nil {
			return fault.Wrap(err, fault.WriteFailed, "the token cannot be printed")
		}
		return nil
	})
}

// tokenList lists tokens.
type tokenList struct {
	dataFlag
	Format string `enum:"text,json" default:"text" help:"Output: text or json."`
}

// Run prints a line a token. What a token says is known to nobody but its holder.
func (c *tokenList) Run(env *environment) error {
	return env.with(c.Data, func(p *parts) error {
		all, err := allPages(func(q identity.Query) (identity.Page[identity.Token], error) {
			return p.people.Tokens(env.ctx, commandLine(), q)
		})
		if err != nil {
			return err
		}
		if c.Format == "json" {
			return encode(env.stdout, all)
		}
		rows := [][]string{{"ID", "NAME", "ROLE", "MAY", "OWNER", "ENDS", "LAST USED"}}
		for i := range all {
			t := &all[i]
			may := "write"
			if t.ReadOnly {
				may = "read"
			}
			owner := t.Owner
			if owner == "" {
				owner = "command line"
			}
			rows = append(rows, []string{t.ID, t.Name, string(t.Role), may, owner, instant(t.ExpiresAt, "never"), instant(t.LastUsed, "never")})
		}
		return env.table(rows)
	})
}

// tokenRevoke ends a token.
type tokenRevoke struct {
	dataFlag
	ID string `arg:"" help:"Id of the token, as token list prints it."`
}

// Run ends the token.
func (c *tokenRevoke) Run(env *environment) error {
	return env.with(c.Data, func(p *parts) error {
		if err := p.people.RevokeToken(env.ctx, commandLine(), c.ID); err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		return env.say("revoked: " + c.ID)
	})
}
