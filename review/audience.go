package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// Choice is a person as others choose them: to own something, or to be mentioned.
type Choice struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Audience are the people who may see a vendor, as storage looks for them: active, of its unit or of none, and of one of the roles, or its
// owner in one of the roles that see own vendors.
type Audience struct {
	Unit     string
	Roles    []string
	Owner    string
	OwnRoles []string
}

// ChoiceStore is what choosing people needs of storage.
type ChoiceStore interface {
	Choices(ctx context.Context, a Audience, q Query) (Page[Choice], error) // Query.Search looks in names
}

// ChoiceTx is the same within a transaction.
type ChoiceTx interface {
	Among(a Audience, ids []string) ([]Choice, error) // those of the people who belong to the audience
}

// audience says who may see a vendor, by the one table of permissions.
func audience(v *Vendor) Audience {
	a := Audience{Unit: v.Unit, Owner: v.Owner}
	for _, role := range identity.Roles() {
		switch identity.May(role, identity.ReadVendors) {
		case identity.All:
			a.Roles = append(a.Roles, string(role))
		case identity.Own:
			a.OwnRoles = append(a.OwnRoles, string(role))
		case identity.Nothing:
		}
	}
	return a
}

// Choices lists the people who may see a vendor, by name, for somebody who may see it too.
func (s *Service) Choices(ctx context.Context, c identity.Caller, vendorID string, q Query) (Page[Choice], error) {
	v, err := s.store.Vendor(ctx, vendorID)
	if v, err = seen(c, identity.ChoosePeople, v, err); err != nil {
		return Page[Choice]{}, err
	}
	if len(q.Where) > 0 {
		return Page[Choice]{}, fault.New(fault.Invalid, "people to choose from are not filtered; search for a name")
	}
	if q.Sort == "" {
		q.Sort = "name"
	}
	page, err := s.store.Choices(ctx, audience(&v), q)
	if err != nil {
		return page, fmt.Errorf("cannot list the people: %w", err)
	}
	return page, nil
}
