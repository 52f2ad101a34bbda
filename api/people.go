package api

import (
	"context"
	"net/http"
	"time"

	"countersign/identity"
	"countersign/review"
)

// People is what administrators do with people, invitations and units.
type People interface {
	People(ctx context.Context, c identity.Caller, q identity.Query) (identity.Page[identity.User], error)
	Names(ctx context.Context, c identity.Caller, q identity.Query) (identity.Page[identity.Name], error)
	CreatePerson(ctx context.Context, c identity.Caller, f identity.UserFields) (identity.User, identity.Link, string, error)
	EditPerson(ctx context.Context, c identity.Caller, id string, version int, f identity.UserFields) (identity.User, error)
	RemoveSecondFactor(ctx context.Context, c identity.Caller, id string) error
	OfferReset(ctx context.Context, c identity.Caller, userID string) (identity.Link, string, error)
	Invite(ctx context.Context, c identity.Caller, email string, role identity.Role, unit string) (identity.Link, string, error)
	Invitations(ctx context.Context, c identity.Caller) ([]identity.Link, error)
	Withdraw(ctx context.Context, c identity.Caller, id string) error
	Units(ctx context.Context, c identity.Caller) ([]identity.Unit, error)
	CreateUnit(ctx context.Context, c identity.Caller, name string) (identity.Unit, error)
}

// PersonInput is what administrators set of a person.
type PersonInput struct {
	Email    string `json:"email" maxLength:"254"`
	Name     string `json:"name" maxLength:"400"`
	Role     string `json:"role" enum:"administrator,risk-officer,procurement,business-owner,auditor"`
	Unit     string `json:"unit,omitempty" maxLength:"60" doc:"Business unit whose vendors they see; without one: all"`
	Disabled bool   `json:"disabled,omitempty" doc:"Cannot sign in, and is out at once"`
}

func (in *PersonInput) fields() identity.UserFields {
	return identity.UserFields{Email: in.Email, Name: in.Name, Role: identity.Role(in.Role), Unit: in.Unit, Disabled: in.Disabled}
}

// PersonOutput is a person as clients get it.
type PersonOutput struct {
	ID string `json:"id"`
	PersonInput
	Version   int       `json:"version"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

func personOutput(u *identity.User) PersonOutput {
	return PersonOutput{
		ID: u.ID, Version: u.Version, CreatedAt: u.CreatedAt, UpdatedAt: u.UpdatedAt,
		PersonInput: PersonInput{Email: u.Email, Name: u.Name, Role: string(u.Role), Unit: u.Unit, Disabled: u.Disabled},
	}
}

// SecretOutput is a link's secret, which is shown this once.
type SecretOutput struct {
	Secret    string    `json:"secret" doc:"Shown this once; hand it to the person"`
	ExpiresAt time.Time `json:"expires_at"`
}

type (
	peopleIn struct {
		Listing
		Role string `query:"role" doc:"Several by commas"`
		Unit string `query:"unit"`
	}
	peopleOut struct {
		Body review.Page[PersonOutput]
	}
	namesIn struct {
		Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		Cursor string `query:"cursor" maxLength:"2000" doc:"The next value of the page before"`
	}
	namesOut struct {
		Body review.Page[identity.Name]
	}
	newPersonIn struct {
		Body PersonInput
	}
	newPersonOut struct {
		ETag string `header:"ETag"`
		Body struct {
			PersonOutput
			Link SecretOutput `json:"link" doc:"By which they set their password"`
		}
	}
	editPersonIn struct {
		IDPath
		IfMatch
		Body PersonInput
	}
	personOut struct {
		ETag string `header:"ETag"`
		Body PersonOutput
	}
	secretOut struct {
		Body SecretOutput
	}
	unitsOut struct {
		Body struct {
			Items []identity.Unit `json:"items"`
		}
	}
	newUnitIn struct {
		Body struct {
			Name string `json:"name" minLength:"1" maxLength:"200"`
		}
	}
	unitOut struct {
		Body identity.Unit
	}
)

func (s *server) peopleRoutes() {
	const tag = "people"
	route(s, operation("list-people", http.MethodGet, "/people", "List people", tag), identity.ManagePeople, s.listPeople)
	route(s, operation("list-names", http.MethodGet, "/people/names", "List the names of the people, to hand something to one of them", tag),
		identity.ReadReviews, s.listNames)
	route(s, status(operation("create-person", http.MethodPost, "/people", "Add a person", tag, http.StatusConflict), http.StatusCreated),
		identity.ManagePeople, s.createPerson)
	route(s, operation("get-person", http.MethodGet, "/people/{id}", "Get a person", tag, http.StatusNotFound), identity.ManagePeople, s.getPerson)
	route(s, operation("edit-person", http.MethodPut, "/people/{id}", "Change or disable a person", tag, http.StatusNotFound, http.StatusConflict,
		http.StatusPreconditionFailed, http.StatusPreconditionRequired), identity.ManagePeople, s.editPerson)
	route(s, status(operation("offer-password-reset", http.MethodPost, "/people/{id}/password-reset", "Make a link by which a person sets a password", tag,
		http.StatusNotFound), http.StatusCreated), identity.ManagePeople, s.offerReset)
	route(s, operation("remove-second-factor", http.MethodDelete, "/people/{id}/totp", "Switch a person's second factor off", tag, http.StatusNotFound,
		http.StatusConflict), identity.ManagePeople, s.removeSecondFactor)
	route(s, operation("list-units", http.MethodGet, "/units", "List business units", tag), identity.ReadSelf, s.listUnits)
	route(s, status(operation("create-unit", http.MethodPost, "/units", "Add a business unit", tag, http.StatusConflict), http.StatusCreated),
		identity.ManagePeople, s.createUnit)
}

func (s *server) listPeople(ctx context.Context, c identity.Caller, in *peopleIn) (*peopleOut, error) {
	q := in.query(map[string]string{"role": in.Role, "unit": in.Unit})
	page, err := s.Identity.People(ctx, c, identity.Query(q))
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what could not be done
	}
	return &peopleOut{review.Map(review.Page[identity.User](page), personOutput)}, nil
}

func (s *server) listNames(ctx context.Context, c identity.Caller, in *namesIn) (*namesOut, error) {
	page, err := s.Identity.Names(ctx, c, identity.Query{Limit: in.Limit, Cursor: in.Cursor})
	return &namesOut{review.Page[identity.Name](page)}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) createPerson(ctx context.Context, c identity.Caller, in *newPersonIn) (*newPersonOut, error) {
	u, l, secret, err := s.Identity.CreatePerson(ctx, c, in.Body.fields())
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what could not be done
	}
	out := &newPersonOut{ETag: etag(u.Version)}
	out.Body.PersonOutput, out.Body.Link = personOutput(&u), SecretOutput{secret, l.ExpiresAt}
	return out, nil
}

func (s *server) getPerson(ctx context.Context, c identity.Caller, in *IDPath) (*personOut, error) {
	u, err := s.Identity.Person(ctx, c, in.ID)
	return onePerson(&u, err)
}

func (s *server) editPerson(ctx context.Context, c identity.Caller, in *editPersonIn) (*personOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	u, err := s.Identity.EditPerson(ctx, c, in.ID, version, in.Body.fields())
	return onePerson(&u, err)
}

func (s *server) offerReset(ctx context.Context, c identity.Caller, in *IDPath) (*secretOut, error) {
	l, secret, err := s.Identity.OfferReset(ctx, c, in.ID)
	return &secretOut{SecretOutput{secret, l.ExpiresAt}}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) removeSecondFactor(ctx context.Context, c identity.Caller, in *IDPath) (*empty, error) {
	return nil, s.Identity.RemoveSecondFactor(ctx, c, in.ID) //nolint:wrapcheck // it says what could not be done
}

func (s *server) listUnits(ctx context.Context, c identity.Caller, _ *empty) (*unitsOut, error) {
	list, err := s.Identity.Units(ctx, c)
	out := &unitsOut{}
	out.Body.Items = list
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) createUnit(ctx context.Context, c identity.Caller, in *newUnitIn) (*unitOut, error) {
	u, err := s.Identity.CreateUnit(ctx, c, in.Body.Name)
	return &unitOut{u}, err //nolint:wrapcheck // it says what could not be done
}

func onePerson(u *identity.User, err error) (*personOut, error) {
	if err != nil {
		return nil, err
	}
	return &personOut{etag(u.Version), personOutput(u)}, nil
}
