package identity

import "slices"

// Role is what a person or a token may do.
type Role string

// Roles.
const (
	Administrator Role = "administrator"  // sets up people, units and settings
	RiskOfficer   Role = "risk-officer"   // reviews findings, decides, approves
	Procurement   Role = "procurement"    // brings vendors and their documents
	BusinessOwner Role = "business-owner" // answers for the vendors that they own, and sees no others
	Auditor       Role = "auditor"        // reads everything, changes nothing
)

// Roles lists them in the order in which people are shown them.
func Roles() []Role {
	return []Role{Administrator, RiskOfficer, Procurement, BusinessOwner, Auditor}
}

// Known tells whether a role is one of ours.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }
