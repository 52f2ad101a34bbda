package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// Acceptances is what the routes of accepted risks need of the workflow.
type Acceptances interface {
	Acceptances(ctx context.Context, c identity.Caller, q review.Query) (review.Page[review.RiskAcceptance], error)
	RequestAcceptance(ctx context.Context, c identity.Caller, findingID, reason, expiresOn string) (review.RiskAcceptance, error)
	DecideAcceptance(ctx context.Context, c identity.Caller, id string, version int, approve bool, note string) (review.RiskAcceptance, error)
}

// AcceptanceInput is a risk that somebody wants to live with.
type AcceptanceInput struct {
	Reason    string `json:"reason" minLength:"1" maxLength:"2000"`
	ExpiresOn string `json:"expires_on" maxLength:"10" doc:"Civil date, the last day on which it holds"`
}

// AcceptanceNote is what is said to it.
type AcceptanceNote struct {
	Note string `json:"note,omitempty" maxLength:"2000" doc:"Needed for a refusal"`
}

type (
	acceptancesIn struct {
		Listing
		Status    string `query:"status" doc:"Several by commas: requested, approved, refused"`
		FindingID string `query:"finding_id" maxLength:"2000"`
		ReviewID  string `query:"review_id" maxLength:"2000"`
		VendorID  string `query:"vendor_id" maxLength:"2000"`
	}
	acceptancesOut struct {
		Body review.Page[review.RiskAcceptance]
	}
	requestAcceptanceIn struct {
		ID   string `path:"id" maxLength:"60"`
		Body AcceptanceInput
	}
	decideAcceptanceIn struct {
		ID string `path:"id" maxLength:"60"`
		IfMatch
		Body AcceptanceNote
	}
	acceptanceOut struct {
		ETag string `header:"ETag"`
		Body review.RiskAcceptance
	}
)

func (s *server) acceptanceRoutes() {
	tags := []string{"risk-acceptances"}
	route(s, huma.Operation{
		OperationID: "list-risk-acceptances", Method: http.MethodGet, Path: "/api/v1/risk-acceptances", Summary: "List accepted risks", Tags: tags,
	}, identity.ReadReviews, s.listAcceptances)
	route(s, huma.Operation{
		OperationID: "request-risk-acceptance", Method: http.MethodPost, Path: "/api/v1/findings/{id}/risk-acceptances", Summary: "Ask that a risk be accepted",
		Tags: tags, DefaultStatus: http.StatusCreated, Errors: []int{http.StatusNotFound},
	}, identity.AddFinding, s.requestAcceptance)
	for name, approve := range map[string]bool{"approve": true, "refuse": false} {
		route(s, huma.Operation{
			OperationID: name + "-risk-acceptance", Method: http.MethodPost, Path: "/api/v1/risk-acceptances/{id}/" + name,
			Summary: "Answer whoever asked that a risk be accepted: " + name, Tags: tags,
			Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
		}, identity.ApproveReview, s.decideAcceptance(approve))
	}
}

func (s *server) listAcceptances(ctx context.Context, c identity.Caller, in *acceptancesIn) (*acceptancesOut, error) {
	page, err := s.Acceptances.Acceptances(ctx, c, in.query(map[string]string{
		"status": in.Status, "finding_id": in.FindingID, "review_id": in.ReviewID, "vendor_id": in.VendorID,
	}))
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &acceptancesOut{page}, nil
}

func (s *server) requestAcceptance(ctx context.Context, c identity.Caller, in *requestAcceptanceIn) (*acceptanceOut, error) {
	a, err := s.Acceptances.RequestAcceptance(ctx, c, in.ID, in.Body.Reason, in.Body.ExpiresOn)
	return oneAcceptance(&a, err)
}

func (s *server) decideAcceptance(approve bool) handler[decideAcceptanceIn, acceptanceOut] {
	return func(ctx context.Context, c identity.Caller, in *decideAcceptanceIn) (*acceptanceOut, error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		a, err := s.Acceptances.DecideAcceptance(ctx, c, in.ID, version, approve, in.Body.Note)
		return oneAcceptance(&a, err)
	}
}

func oneAcceptance(a *review.RiskAcceptance, err error) (*acceptanceOut, error) {
	if err != nil {
		return nil, err
	}
	return &acceptanceOut{etag(a.Version), *a}, nil
}
