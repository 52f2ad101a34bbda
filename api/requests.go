package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// RequestInput is what is asked of a vendor before its report is there.
type RequestInput struct {
	Kind string `json:"kind,omitempty" enum:"soc2-report,soc2-type-1-report,soc3-report" doc:"soc2-report when not said"`
	Due  string `json:"due,omitempty" maxLength:"10" doc:"Civil date until which the report is wanted"`
	Note string `json:"note,omitempty" maxLength:"2000"`
}

func (in *RequestInput) request() review.Request {
	return review.Request{Kind: review.DocumentKind(in.Kind), Due: in.Due, Note: in.Note}
}

// RequestFilter are the filters of reviews by what they wait for.
type RequestFilter struct {
	Wanted  string `query:"wanted" doc:"Kind of report that was asked for; several by commas"`
	DueFrom string `query:"due_from" doc:"Wanted on this civil date or later"`
	DueTo   string `query:"due_to" doc:"Wanted on this civil date or earlier"`
}

func (f *RequestFilter) where(more map[string]string) map[string]string {
	more["wanted"], more["due_from"], more["due_to"] = f.Wanted, f.DueFrom, f.DueTo
	return more
}

type (
	requestIn struct {
		ID   string `path:"id" maxLength:"60"`
		Body RequestInput
	}
	editRequestIn struct {
		ID string `path:"id" maxLength:"60"`
		IfMatch
		Body RequestInput
	}
)

func (s *server) requestRoutes() {
	route(s, huma.Operation{
		OperationID: "request-review", Method: http.MethodPost, Path: "/api/v1/vendors/{id}/reviews", Summary: "Open a review whose report is still to be had",
		Description: "An upload with ?review= and the id of the review gives it its report.", Tags: []string{"reviews"}, DefaultStatus: http.StatusCreated,
		Errors: []int{http.StatusNotFound, http.StatusConflict},
	}, identity.MoveReview, s.requestReview)
	route(s, huma.Operation{
		OperationID: "edit-request", Method: http.MethodPut, Path: "/api/v1/reviews/{id}/request", Summary: "Change what is asked of the vendor", Tags: []string{"reviews"},
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, identity.MoveReview, s.editRequest)
	route(s, movement("collect", "Note that the report was asked of the vendor; the reason is the note"), identity.MoveReview, moved(s, Workflow.Collect))
	route(s, movement("cancel", "End a review whose report never came"), identity.MoveReview, moved(s, Workflow.Cancel))
}

func (s *server) requestReview(ctx context.Context, c identity.Caller, in *requestIn) (*moveOut, error) {
	r, err := s.Workflow.RequestReview(ctx, c, in.ID, in.Body.request())
	return oneMoved(&r, err)
}

func (s *server) editRequest(ctx context.Context, c identity.Caller, in *editRequestIn) (*moveOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Workflow.EditRequest(ctx, c, in.ID, version, in.Body.request())
	return oneMoved(&r, err)
}
