package identity

import "countersign/fault"

// Kinds of callers.
const (
	KindUser   = "user"
	KindToken  = "token"
	KindSystem = "system" // jobs and the command line
)

// Caller is who an act is done for. Every method that reads or changes something of the organization's takes one.
type Caller struct {
	Kind    string
	ID      string // of the user or the token
	Name    string // as shown to people
	Role    Role
	UserID  string // the person behind a token, or the user; empty for the system
	Unit    string // the unit whose vendors the caller sees; empty: all
	Address string // where the request came from
	Request string // its id
}

// System is the caller of jobs and of the command line.
func System(name string) Caller {
	return Caller{Kind: KindSystem, ID: name, Name: name, Role: Administrator}
}

// Sees tells whether a vendor of this owner and unit is within the caller's reach for the action.
func (c Caller) Sees(action Action, owner, unit string) bool {
	if c.Kind == KindSystem {
		return true
	}
	if c.Unit != "" && unit != c.Unit {
		return false
	}
	switch May(c.Role, action) {
	case All:
		return true
	case Own:
		return c.UserID != "" && owner == c.UserID
	case Nothing:
	}
	return false
}

// Need refuses an action that the caller's role does not have at all.
func (c Caller) Need(action Action) error {
	if c.Kind == KindSystem || May(c.Role, action) != Nothing {
		return nil
	}
	return fault.New(fault.NotAllowed, "the role %s may not do this (%s); ask an administrator", c.Role, action)
}
