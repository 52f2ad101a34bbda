package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// Workflow is what the routes that move reviews need.
type Workflow interface {
	Submit(ctx context.Context, c identity.Caller, id string, version int) (review.Review, error)
	SendBack(ctx context.Context, c identity.Caller, id string, version int, reason string) (review.Review, error)
	Approve(ctx context.Context, c identity.Caller, id string, version int, reason string) (review.Review, error)
	Reject(ctx context.Context, c identity.Caller, id string, version int, reason string) (review.Review, error)
	Expire(ctx context.Context, c identity.Caller, id string, version int, reason string) (review.Review, error)
	Reopen(ctx context.Context, c identity.Caller, id string, version int, reason string) (review.Review, error)
	RequestReview(ctx context.Context, c identity.Caller, vendorID string, q review.Request) (review.Review, error)
	EditRequest(ctx context.Context, c identity.Caller, id string, version int, q review.Request) (review.Review, error)
	Collect(ctx context.Context, c identity.Caller, id string, version int, note string) (review.Review, error)
	Cancel(ctx context.Context, c identity.Caller, id string, version int, reason string) (review.Review, error)
	Moves(ctx context.Context, c identity.Caller, id string) ([]review.Move, error)
}

// ReasonInput is why a review is moved.
type ReasonInput struct {
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Needed, but for an approval that the recommendation agrees with"`
}

type (
	submitIn struct {
		ID string `path:"id" maxLength:"60"`
		IfMatch
	}
	moveIn struct {
		ID string `path:"id" maxLength:"60"`
		IfMatch
		Body ReasonInput
	}
	moveOut struct {
		ETag string `header:"ETag"`
		Body review.Review
	}
	movesIn struct {
		ID string `path:"id" maxLength:"60"`
	}
	movesOut struct {
		Body struct {
			Items []review.Move `json:"items"`
		}
	}
)

// mover is a move of a review with its reason.
type mover func(w Workflow, ctx context.Context, c identity.Caller, id string, version int, reason string) (review.Review, error)

func (s *server) workflowRoutes() {
	route(s, movement("submit", "Hand a review over for approval"), identity.MoveReview, s.submitReview)
	route(s, movement("send-back", "Send a review back to those who prepare it"), identity.MoveReview, moved(s, Workflow.SendBack))
	route(s, movement("approve", "Approve a review; never the one who prepared it"), identity.ApproveReview, moved(s, Workflow.Approve))
	route(s, movement("reject", "Reject a review; never the one who prepared it"), identity.ApproveReview, moved(s, Workflow.Reject))
	route(s, movement("expire", "End a review that is not relied on any more"), identity.ApproveReview, moved(s, Workflow.Expire))
	s.requestRoutes()
	reopen := movement("reopen", "Begin a new edition of a locked review, with its findings and decisions")
	reopen.DefaultStatus = http.StatusCreated
	route(s, reopen, identity.MoveReview, moved(s, Workflow.Reopen))
	route(s, huma.Operation{
		OperationID: "list-moves", Method: http.MethodGet, Path: "/api/v1/reviews/{id}/moves", Summary: "List the moves of a review, oldest first",
		Tags: []string{"reviews"}, Errors: []int{http.StatusNotFound},
	}, identity.ReadReviews, s.listMoves)
}

func movement(name, summary string) huma.Operation {
	return huma.Operation{
		OperationID: name + "-review", Method: http.MethodPost, Path: "/api/v1/reviews/{id}/" + name, Summary: summary, Tags: []string{"reviews"},
		Description: "Send the version of the review in If-Match.",
		Errors:      []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}
}

func (s *server) submitReview(ctx context.Context, c identity.Caller, in *submitIn) (*moveOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Workflow.Submit(ctx, c, in.ID, version)
	return oneMoved(&r, err)
}

func moved(s *server, do mover) handler[moveIn, moveOut] {
	return func(ctx context.Context, c identity.Caller, in *moveIn) (*moveOut, error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		r, err := do(s.Workflow, ctx, c, in.ID, version, in.Body.Reason)
		return oneMoved(&r, err)
	}
}

func oneMoved(r *review.Review, err error) (*moveOut, error) {
	if err != nil {
		return nil, err
	}
	return &moveOut{etag(r.Version), *r}, nil
}

func (s *server) listMoves(ctx context.Context, c identity.Caller, in *movesIn) (*movesOut, error) {
	list, err := s.Workflow.Moves(ctx, c, in.ID)
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	out := &movesOut{}
	out.Body.Items = list
	return out, nil
}
