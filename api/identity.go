package api

import (
	"context"
	"net/http"

	"countersign/identity"

	"github.com/danielgtaylor/huma/v2"
)

// Identity is what the routes of signing in, people and tokens need.
type Identity interface {
	Doors
	Self
	People
	Tokens
}

func (s *server) identityRoutes() {
	s.sessionRoutes()
	s.selfRoutes()
	s.peopleRoutes()
	s.invitationRoutes()
	s.tokenRoutes()
	s.issuerRoutes()
}

// Doors are the ways in.
type Doors interface {
	SetUp(ctx context.Context, from identity.Caller, secret string, p identity.NewPerson) (identity.User, error)
	SignIn(ctx context.Context, from identity.Caller, in identity.SignIn) (identity.User, string, error)
	AcceptInvitation(ctx context.Context, from identity.Caller, secret string, p identity.NewPerson) (identity.User, error)
	ResetPassword(ctx context.Context, from identity.Caller, secret, password string) error
}

// empty answers with nothing but the status.
type empty struct{}

// operation is a short way to write the usual parts of one.
func operation(id, method, path, summary, tag string, errors ...int) huma.Operation {
	op := huma.Operation{OperationID: id, Method: method, Path: "/api/v1" + path, Summary: summary, Tags: []string{tag}, Errors: errors}
	if method == http.MethodDelete {
		op.DefaultStatus = http.StatusNoContent
	}
	return op
}

// status sets the status of a success.
func status(op huma.Operation, code int) huma.Operation {
	op.DefaultStatus = code
	return op
}
