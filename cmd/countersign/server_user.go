package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// userGroup is for people who sign in.
type userGroup struct {
	List    userList    `cmd:"" help:"List the people, and the invitations that can still be accepted."`
	Invite  userInvite  `cmd:"" help:"Print a link by which somebody joins. It works once, for a week."`
	Disable userDisable `cmd:"" help:"Shut somebody out at once: their sessions end, and their tokens stop working."`
	Enable  userEnable  `cmd:"" help:"Let somebody in again who was disabled."`
	Reset   userReset   `cmd:"" help:"Print a link by which somebody sets a new password. It works once, for a day."`
}

// userList lists people.
type userList struct {
	dataFlag
	Format string `enum:"text,json" default:"text" help:"Output: text or json."`
}

// listedPerson is a person, or somebody who was invited.
type listedPerson struct {
	ID           string        `json:"id"`
	Email        string        `json:"email"`
	Name         string        `json:"name"`
	Role         identity.Role `json:"role"`
	Unit         string        `json:"unit"`
	State        string        `json:"state"` // active, disabled or invited
	SecondFactor bool          `json:"second_factor"`
	ExpiresAt    *time.Time    `json:"expires_at,omitempty"` // of an invitation
}

// Run prints a line a person.
func (c *userList) Run(env *environment) error {
	return env.with(c.Data, func(p *parts) error {
		all, err := p.everybody(env)
		if err != nil {
			return err
		}
		if c.Format == "json" {
			return encode(env.stdout, all)
		}
		rows := [][]string{{"EMAIL", "NAME", "ROLE", "UNIT", "STATE", "SECOND FACTOR"}}
		for i := range all {
			l := &all[i]
			state, factor, unit := l.State, "off", l.Unit
			if l.ExpiresAt != nil {
				state += " until " + instant(l.ExpiresAt, "")
			}
			if l.SecondFactor {
				factor = "on"
			}
			if unit == "" {
				unit = "all"
			}
			rows = append(rows, []string{l.Email, l.Name, string(l.Role), unit, state, factor})
		}
		return env.table(rows)
	})
}

// everybody is all people and then all who were invited, by address.
func (p *parts) everybody(env *environment) ([]listedPerson, error) {
	users, err := p.users(env, "")
	if err != nil {
		return nil, err
	}
	out := make([]listedPerson, 0, len(users))
	for i := range users {
		u := &users[i]
		l := listedPerson{ID: u.ID, Email: u.Email, Name: u.Name, Role: u.Role, Unit: u.Unit, State: "active"}
		if u.Disabled {
			l.State = "disabled"
		}
		if l.SecondFactor, err = p.people.HasSecondFactor(env.ctx, u.ID); err != nil {
			return nil, err //nolint:wrapcheck // it says what failed
		}
		out = append(out, l)
	}
	invited, err := p.people.Invitations(env.ctx, commandLine())
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what failed
	}
	slices.SortFunc(invited, func(a, b identity.Link) int { return strings.Compare(a.Email, b.Email) })
	for i := range invited {
		l := &invited[i]
		out = append(out, listedPerson{ID: l.ID, Email: l.Email, Role: l.Role, Unit: l.Unit, State: "invited", ExpiresAt: &l.ExpiresAt})
	}
	return out, nil
}

// users are the people whose name or address holds a text.
func (p *parts) users(env *environment, search string) ([]identity.User, error) {
	return allPages(func(q identity.Query) (identity.Page[identity.User], error) {
		q.Search, q.Sort = search, "email"
		return p.people.People(env.ctx, commandLine(), q)
	})
}

// person finds somebody by address or id.
func (p *parts) person(env *environment, who string) (identity.User, error) {
	who = strings.TrimSpace(who)
	found, err := p.people.Person(env.ctx, commandLine(), who)
	if err == nil || !fault.Is(err, fault.NotFound) {
		return found, err //nolint:wrapcheck // it says what failed
	}
	like, err := p.users(env, who)
	if err != nil {
		return identity.User{}, err
	}
	for i := range like {
		if strings.EqualFold(like[i].Email, who) {
			return like[i], nil
		}
	}
	return identity.User{}, fault.New(fault.NotFound, "there is nobody with the address %s; countersign user list shows all", who)
}

// userInvite invites somebody.
type userInvite struct {
	dataFlag
	Email string `arg:"" help:"Address by which the person will sign in."`
	Role  string `required:"" placeholder:"ROLE" help:"administrator, risk-officer, procurement, business-owner or auditor."`
	Unit  string `placeholder:"NAME" help:"Business unit whose vendors they see; all without."`
}

// Run prints the link.
func (c *userInvite) Run(env *environment) error {
	return env.with(c.Data, func(p *parts) error {
		l, secret, err := p.people.Invite(env.ctx, commandLine(), c.Email, identity.Role(c.Role), c.Unit)
		if err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		return env.say(p.link("join", secret), fmt.Sprintf("It works once, until %s. Hand it to %s only.", instant(&l.ExpiresAt, ""), l.Email))
	})
}

// link is an address whose secret no server and no log sees, since browsers keep what stands behind # to themselves.
func (p *parts) link(page, secret string) string {
	return strings.TrimSuffix(p.config.PublicURL, "/") + "/" + page + "#" + secret
}
