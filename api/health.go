package api

import (
	"context"
	"net/http"

	"countersign/fault"
	"countersign/identity"

	"github.com/danielgtaylor/huma/v2"
)

// Health tells whether what the server stands on can be used.
type Health interface {
	// Ready is nil when the database answers and its schema is the newest.
	Ready(ctx context.Context) error
}

type healthOut struct {
	Body struct {
		Status       string `json:"status" enum:"ok"`
		Version      string `json:"version"`
		SingleSignOn bool   `json:"single_sign_on" doc:"People can sign in at an issuer: GET /api/v1/oidc/start"`
	}
}

// healthRoutes are for whoever runs the server: alive means that it answers, ready that it can do its work.
func (s *server) healthRoutes() {
	route(s, huma.Operation{OperationID: "healthz", Method: http.MethodGet, Path: "/healthz", Summary: "Tell that the server is alive", Tags: []string{"operations"}},
		open, func(context.Context, identity.Caller, *struct{}) (*healthOut, error) { return s.healthy(), nil })
	route(s, huma.Operation{
		OperationID: "readyz", Method: http.MethodGet, Path: "/readyz", Summary: "Tell that the server can do its work", Tags: []string{"operations"},
		Errors: []int{http.StatusServiceUnavailable},
	}, open, func(ctx context.Context, _ identity.Caller, _ *struct{}) (*healthOut, error) {
		if err := s.Health.Ready(ctx); err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "the database cannot be used now; see the server's log")
		}
		return s.healthy(), nil
	})
}

func (s *server) healthy() *healthOut {
	out := &healthOut{}
	out.Body.Status, out.Body.Version, out.Body.SingleSignOn = "ok", s.Version, s.Issuer != nil
	return out
}
