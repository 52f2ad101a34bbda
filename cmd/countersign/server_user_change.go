package main

import (
	"fmt"
)

// whoFlag names a person.
type whoFlag struct {
	dataFlag
	Who string `arg:"" name:"email" help:"Address or id of the person."`
}

type (
	// userDisable shuts somebody out.
	userDisable struct{ whoFlag }
	// userEnable lets somebody in again.
	userEnable struct{ whoFlag }
	// userReset offers a new password.
	userReset struct {
		whoFlag
		SecondFactor bool `help:"Switch off the second factor as well, of somebody who lost it."`
	}
)

// Run disables. The last administrator stays.
func (c *userDisable) Run(env *environment) error { return c.set(env, true, "disabled") }

// Run enables.
func (c *userEnable) Run(env *environment) error { return c.set(env, false, "enabled") }

func (c *whoFlag) set(env *environment, disabled bool, done string) error {
	return env.with(c.Data, func(p *parts) error {
		u, err := p.person(env, c.Who)
		if err != nil {
			return err
		}
		if u.Disabled == disabled {
			return env.say(u.Email + " is " + done + " already")
		}
		f := u.UserFields
		f.Disabled = disabled
		if _, err := p.people.EditPerson(env.ctx, commandLine(), u.ID, u.Version, f); err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		return env.say(done + ": " + u.Email)
	})
}

// Run prints the link. Until it is used the old password holds.
func (c *userReset) Run(env *environment) error {
	return env.with(c.Data, func(p *parts) error {
		u, err := p.person(env, c.Who)
		if err != nil {
			return err
		}
		if c.SecondFactor {
			if err := p.people.RemoveSecondFactor(env.ctx, commandLine(), u.ID); err != nil {
				return err //nolint:wrapcheck // it is coded
			}
		}
		l, secret, err := p.people.OfferReset(env.ctx, commandLine(), u.ID)
		if err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		lines := []string{p.link("reset", secret), fmt.Sprintf("It works once, until %s. Hand it to %s only.", instant(&l.ExpiresAt, ""), u.Email)}
		if u.Disabled {
			lines = append(lines, "This person is disabled and cannot sign in until: countersign user enable "+u.Email)
		}
		return env.say(lines...)
	})
}
