package api

import (
	"context"
	"net/http"
	"time"

	"countersign/identity"
	"countersign/review"
)

// Tokens is what people do with API tokens.
type Tokens interface {
	Tokens(ctx context.Context, c identity.Caller, q identity.Query) (identity.Page[identity.Token], error)
	CreateToken(ctx context.Context, c identity.Caller, f identity.TokenFields) (identity.Token, string, error)
	RevokeToken(ctx context.Context, c identity.Caller, id string) error
}

type (
	tokensIn struct {
		Listing
		Role  string `query:"role" doc:"Several by commas"`
		Owner string `query:"owner"`
	}
	tokensOut struct {
		Body review.Page[identity.Token]
	}
	newTokenIn struct {
		Body struct {
			Name      string     `json:"name" minLength:"1" maxLength:"400" doc:"Such as what it is for"`
			Role      string     `json:"role" enum:"administrator,risk-officer,procurement,business-owner,auditor" doc:"One that may do no more than you"`
			ReadOnly  bool       `json:"read_only,omitempty" doc:"Changes nothing, whatever its role"`
			ExpiresAt *time.Time `json:"expires_at,omitempty" doc:"At most a year ahead; without it, in 90 days"`
		}
	}
	newTokenOut struct {
		Body struct {
			identity.Token
			Secret string `json:"token" doc:"Shown this once: Authorization: Bearer TOKEN"`
		}
	}
)

func (s *server) tokenRoutes() {
	const tag = "tokens"
	route(s, operation("list-tokens", http.MethodGet, "/tokens", "List my tokens; administrators see all", tag), identity.ManageOwnTokens, s.listTokens)
	route(s, status(operation("create-token", http.MethodPost, "/tokens", "Make a token", tag), http.StatusCreated), identity.ManageOwnTokens, s.createToken)
	route(s, operation("revoke-token", http.MethodDelete, "/tokens/{id}", "End a token", tag, http.StatusNotFound), identity.ManageOwnTokens, s.revokeToken)
}

func (s *server) listTokens(ctx context.Context, c identity.Caller, in *tokensIn) (*tokensOut, error) {
	q := in.query(map[string]string{"role": in.Role, "owner": in.Owner})
	page, err := s.Identity.Tokens(ctx, c, identity.Query(q))
	return &tokensOut{review.Page[identity.Token](page)}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) createToken(ctx context.Context, c identity.Caller, in *newTokenIn) (*newTokenOut, error) {
	f := identity.TokenFields{Name: in.Body.Name, Role: identity.Role(in.Body.Role), ReadOnly: in.Body.ReadOnly, ExpiresAt: in.Body.ExpiresAt}
	t, secret, err := s.Identity.CreateToken(ctx, c, f)
	out := &newTokenOut{}
	out.Body.Token, out.Body.Secret = t, secret
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) revokeToken(ctx context.Context, c identity.Caller, in *IDPath) (*empty, error) {
	return nil, s.Identity.RevokeToken(ctx, c, in.ID) //nolint:wrapcheck // it says what could not be done
}
