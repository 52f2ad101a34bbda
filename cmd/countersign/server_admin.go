package main

import (
	"fmt"
	"text/tabwriter"

	"countersign/blobs"
	"countersign/config"
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

// with runs something with the parts of a server.
func (env *environment) with(data string, f func(*parts) error) error {
	cfg, err := env.configured(map[string]string{"COUNTERSIGN_DATA": data})
	if err != nil {
		return err
	}
	return env.over(cfg, env.open, f)
}

// over runs something with parts that are opened in a way.
func (env *environment) over(cfg config.Config, open func(config.Config) (*parts, error), f func(*parts) error) error {
	p, err := open(cfg)
	if err != nil {
		return err
	}
	err = f(p)
	if closed := p.close(); err == nil {
		err = closed
	}
	return err
}
