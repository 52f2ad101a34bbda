package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"countersign/blobs"
	"countersign/fault"
	"countersign/identity"
)

// configCommand prints the configuration.
type configCommand struct{ dataFlag }

// Run prints what is in force, without secrets.
func (c *configCommand) Run(env *environment) error {
	cfg, err := env.configured(map[string]string{"COUNTERSIGN_DATA": c.Data})
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, l := range cfg.Lines() {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", l.Name, l.Value, l.Help)
	}
	return w.Flush() //nolint:wrapcheck // nothing to add
}

// keyCommand makes a key.
type keyCommand struct{}

// Run prints a new key for BLOB_KEY.
func (keyCommand) Run(env *environment) error {
	key, err := blobs.NewKey()
	if err != nil {
		return err //nolint:wrapcheck // it says what failed
	}
	_, err = fmt.Fprintln(env.stdout, key)
	return err //nolint:wrapcheck // nothing to add
}

// migrateCommand brings the database up to date.
type migrateCommand struct{ dataFlag }

// Run migrates and prints the version.
func (c *migrateCommand) Run(env *environment) error {
	return env.with(c.Data, func(p *parts) error {
		version, _, err := p.db.Schema(env.ctx)
		if err != nil {
			return err //nolint:wrapcheck // it says what failed
		}
		_, err = fmt.Fprintln(env.stdout, "schema version", version)
		return err //nolint:wrapcheck // nothing to add
	})
}

// tokenGroup is for tokens of programs.
type tokenGroup struct {
	Create tokenCreate `cmd:"" help:"Make a token for a program and print it, once."`
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
		_, secret, err := p.people.CreateToken(env.ctx, identity.System("command line"), f)
		if err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		if _, err = fmt.Fprintln(env.stdout, secret); err != nil {
			return fault.Wrap(err, fault.WriteFailed, "the token cannot be printed")
		}
		return nil
	})
}

// with runs something with the parts of a server.
func (env *environment) with(data string, f func(*parts) error) error {
	cfg, err := env.configured(map[string]string{"COUNTERSIGN_DATA": data})
	if err != nil {
		return err
	}
	p, err := env.open(cfg)
	if err != nil {
		return err
	}
	err = f(p)
	if closed := p.close(); err == nil {
		err = closed
	}
	return err
}
