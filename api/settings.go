package api

import (
	"context"
	"net/http"
	"time"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// PermissionOutput is the setting of reading files whose copying is switched off.
type PermissionOutput struct {
	Allowed   bool      `json:"allowed"`
	Reason    string    `json:"reason"`
	UpdatedBy string    `json:"updated_by"`
	UpdatedAt time.Time `json:"updated_at"`
}

type (
	permissionOut struct {
		ETag string `header:"ETag"`
		Body PermissionOutput
	}
	permissionIn struct {
		IfMatch
		Body struct {
			Allowed bool   `json:"allowed"`
			Reason  string `json:"reason" minLength:"1" maxLength:"1000" doc:"On what ground, such as the clause of your terms"`
		}
	}
)

func (s *server) settingRoutes() {
	const path = "/api/v1/settings/reading-permission"
	route(s, huma.Operation{
		OperationID: "get-reading-permission", Method: http.MethodGet, Path: path, Tags: []string{"settings"},
		Summary: "Whether files may be read although copying is switched off in them",
	}, identity.ReadDocuments, s.getPermission)
	route(s, huma.Operation{
		OperationID: "set-reading-permission", Method: http.MethodPut, Path: path, Tags: []string{"settings"},
		Summary: "Confirm, once for the organization, that files may be read although copying is switched off in them",
		Errors:  []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, identity.ManageSettings, s.setPermission)
}

func (s *server) getPermission(ctx context.Context, c identity.Caller, _ *struct{}) (*permissionOut, error) {
	p, row, err := s.Reviews.ReadingPermission(ctx, c)
	return onePermission(p, &row, err)
}

func (s *server) setPermission(ctx context.Context, c identity.Caller, in *permissionIn) (*permissionOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	p := review.ReadingPermission{Allowed: in.Body.Allowed, Reason: in.Body.Reason}
	row, err := s.Reviews.SetReadingPermission(ctx, c, version, p)
	return onePermission(p, &row, err)
}

func onePermission(p review.ReadingPermission, row *review.Setting, err error) (*permissionOut, error) {
	if err != nil {
		return nil, err
	}
	return &permissionOut{etag(row.Version), PermissionOutput{p.Allowed, p.Reason, row.UpdatedBy, row.UpdatedAt}}, nil
}
