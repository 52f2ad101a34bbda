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

	Session  string // id of the session that the person is in; empty for others
	ReadOnly bool   // a token that changes nothing, whatever its role
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
	switch c.May(action) {
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
	if c.Kind == KindSystem || c.May(action) != Nothing {
		return nil
	}
	if c.ReadOnly && May(c.Role, action) != Nothing {
		return fault.New(fault.NotAllowed, "this token may read only")
	}
	return fault.New(fault.NotAllowed, "the role %s may not do this (%s); ask an administrator", c.Role, action)
}

// May is the scope of the caller's permission for an action.
func (c Caller) May(action Action) Scope {
	if c.ReadOnly && !action.Reads() {
		return Nothing
	}
	return May(c.Role, action)
}
