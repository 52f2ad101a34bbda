package identity

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// permissions is the table as a reader checks it: + = all, o = own vendors, . = not at all. A new action needs its line here.
const permissions = `
                 administrator risk-officer procurement business-owner auditor
vendor.read      +             +            +           o              +
vendor.create    +             +            +           .              .
vendor.edit      +             +            +           .              .
document.read    +             +            +           o              +
document.upload  +             +            +           o              .
review.read      +             +            +           o              +
review.move      .             +            +           .              .
review.approve   .             +            .           .              .
review.retry     +             +            +           .              .
finding.decide   .             +            .           .              .
finding.add      .             +            +           .              .
follow-up.answer .             +            +           o              .
user-entity-control.map . +           +            o              .
comment.write    +             +            +           o              .
people.choice.read +           +            +           o              .
mention.mark     +             +            +           +              +
audit.read       +             .            .           .              +
people.manage    +             .            .           .              .
settings.manage  +             .            .           .              .
token.own        +             +            +           +              +
self.read        +             +            +           +              +
metrics.read     +             .            .           .              +
`

func TestEachRoleMayDoWhatTheTableSays(t *testing.T) {
	lines := strings.Split(strings.Trim(permissions, "\n"), "\n")
	roles := strings.Fields(lines[0])
	require.Len(t, roles, len(Roles()))
	scopes := map[string]Scope{"+": All, "o": Own, ".": Nothing}
	listed := map[Action]bool{}
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		require.Len(t, cells, len(roles)+1, line)
		action := Action(cells[0])
		listed[action] = true
		for i, role := range roles {
			want, known := scopes[cells[i+1]]
			require.True(t, known, line)
			assert.Equal(t, want, May(Role(role), action), "%s: %s", role, action)
			c := Caller{Kind: KindUser, Role: Role(role), UserID: "me"}
			assert.Equal(t, want != Nothing, c.Need(action) == nil, "%s: %s", role, action)
			assert.Equal(t, want != Nothing, c.Sees(action, "me", "any"), "%s: %s of an own vendor", role, action)
			assert.Equal(t, want == All, c.Sees(action, "you", "any"), "%s: %s of another's vendor", role, action)
			c.Unit = "Payments"
			assert.Equal(t, want == All, c.Sees(action, "you", "Payments"), "%s: %s in the own unit", role, action)
			assert.False(t, c.Sees(action, "me", "Lending"), "%s: %s in another unit", role, action)
			c.ReadOnly = true
			assert.Equal(t, want != Nothing && strings.HasSuffix(cells[0], ".read"), c.Need(action) == nil, "%s, reading only: %s", role, action)
		}
	}
	for _, a := range Actions() {
		assert.True(t, listed[a], "the action %s has no line in the table of this test", a)
	}
	assert.Len(t, listed, len(Actions()))
	for _, role := range append(Roles(), "nobody", "") {
		assert.Equal(t, Nothing, May(role, "unheard.of"), role)
	}
	assert.Equal(t, Nothing, May("nobody", ReadVendors))
}

func TestATokenCanDoNoMoreThanWhoMakesIt(t *testing.T) {
	for role, may := range map[Role][]Role{
		Administrator: Roles(),
		RiskOfficer:   {RiskOfficer, Procurement, BusinessOwner},
		Procurement:   {Procurement, BusinessOwner},
		BusinessOwner: {BusinessOwner},
		Auditor:       {Auditor},
	} {
		var got []Role
		for _, other := range Roles() {
			if role.Covers(other) {
				got = append(got, other)
			}
		}
		assert.Equal(t, may, got, role)
	}
}
