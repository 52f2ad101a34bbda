package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// FollowUps is what the routes of follow-ups need of the workflow.
type FollowUps interface {
	FollowUps(ctx context.Context, c identity.Caller, q review.Query) (review.Page[review.FollowUp], error)
	FollowUp(ctx context.Context, c identity.Caller, id string) (review.FollowUp, error)
	AddFollowUp(ctx context.Context, c identity.Caller, reviewID string, f review.FollowUpFields) (review.FollowUp, error)
	EditFollowUp(ctx context.Context, c identity.Caller, id string, version int, p review.FollowUpProgress) (review.FollowUp, error)
}

// FollowUpChange is who answers by when, and the answer.
type FollowUpChange struct {
	Owner      string `json:"owner,omitempty" maxLength:"60" doc:"Id of a person"`
	Due        string `json:"due,omitempty" maxLength:"10" doc:"Civil date, such as 2027-03-31"`
	Status     string `json:"status,omitempty" enum:"open,answered,done,dropped"`
	Answer     string `json:"answer,omitempty" maxLength:"5000" doc:"Needed for answered and dropped"`
	DocumentID string `json:"document_id,omitempty" maxLength:"60" doc:"Evidence: a document of the same vendor"`
}

func (in *FollowUpChange) progress() review.FollowUpProgress {
	return review.FollowUpProgress{Owner: in.Owner, Due: in.Due, Status: review.FollowUpStatus(in.Status), Answer: in.Answer, DocumentID: in.DocumentID}
}

// FollowUpInput is something to do or to answer.
type FollowUpInput struct {
	Kind      string `json:"kind" enum:"condition,question,remediation"`
	Text      string `json:"text" minLength:"1" maxLength:"5000"`
	Why       string `json:"why,omitempty" maxLength:"2000"`
	Severity  string `json:"severity" enum:"critical,high,medium,low,info"`
	FindingID string `json:"finding_id,omitempty" maxLength:"60"`
	FollowUpChange
}

type (
	followUpsIn struct {
		Listing
		Kind     string `query:"kind" doc:"Several by commas: condition, question, remediation"`
		Status   string `query:"status" doc:"Several by commas"`
		Severity string `query:"severity" doc:"Several by commas"`
		Owner    string `query:"owner"`
		ReviewID string `query:"review_id" maxLength:"2000"`
		VendorID string `query:"vendor_id" maxLength:"2000"`
	}
	followUpsOut struct {
		Body review.Page[review.FollowUp]
	}
	followUpIn struct {
		ID string `path:"id" maxLength:"60"`
	}
	addFollowUpIn struct {
		ID   string `path:"id" maxLength:"60"`
		Body FollowUpInput
	}
	editFollowUpIn struct {
		ID string `path:"id" maxLength:"60"`
		IfMatch
		Body FollowUpChange
	}
	followUpOut struct {
		ETag string `header:"ETag"`
		Body review.FollowUp
	}
)

func (s *server) followUpRoutes() {
	tags := []string{"follow-ups"}
	route(s, huma.Operation{
		OperationID: "list-follow-ups", Method: http.MethodGet, Path: "/api/v1/follow-ups", Summary: "List conditions, questions and remediations", Tags: tags,
	}, identity.ReadReviews, s.listFollowUps)
	route(s, huma.Operation{
		OperationID: "add-follow-up", Method: http.MethodPost, Path: "/api/v1/reviews/{id}/follow-ups", Summary: "Add a condition, a question or a remediation",
		Tags: tags, DefaultStatus: http.StatusCreated, Errors: []int{http.StatusNotFound, http.StatusConflict},
	}, identity.AddFinding, s.addFollowUp)
	route(s, huma.Operation{
		OperationID: "get-follow-up", Method: http.MethodGet, Path: "/api/v1/follow-ups/{id}", Summary: "Get a follow-up", Tags: tags, Errors: []int{http.StatusNotFound},
	}, identity.ReadReviews, s.getFollowUp)
	route(s, huma.Operation{
		OperationID: "edit-follow-up", Method: http.MethodPut, Path: "/api/v1/follow-ups/{id}", Summary: "Assign or answer a follow-up", Tags: tags,
		Errors: []int{http.StatusNotFound, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, identity.AnswerFollowUp, s.editFollowUp)
}

func (s *server) listFollowUps(ctx context.Context, c identity.Caller, in *followUpsIn) (*followUpsOut, error) {
	page, err := s.FollowUps.FollowUps(ctx, c, in.query(map[string]string{
		"kind": in.Kind, "status": in.Status, "severity": in.Severity, "owner": in.Owner, "review_id": in.ReviewID, "vendor_id": in.VendorID,
	}))
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &followUpsOut{page}, nil
}

func (s *server) getFollowUp(ctx context.Context, c identity.Caller, in *followUpIn) (*followUpOut, error) {
	f, err := s.FollowUps.FollowUp(ctx, c, in.ID)
	return oneFollowUp(&f, err)
}

func (s *server) addFollowUp(ctx context.Context, c identity.Caller, in *addFollowUpIn) (*followUpOut, error) {
	f, err := s.FollowUps.AddFollowUp(ctx, c, in.ID, review.FollowUpFields{
		Kind: review.FollowUpKind(in.Body.Kind), Text: in.Body.Text, Why: in.Body.Why, Severity: in.Body.Severity, FindingID: in.Body.FindingID,
		FollowUpProgress: in.Body.progress(),
	})
	return oneFollowUp(&f, err)
}

func (s *server) editFollowUp(ctx context.Context, c identity.Caller, in *editFollowUpIn) (*followUpOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	f, err := s.FollowUps.EditFollowUp(ctx, c, in.ID, version, in.Body.progress())
	return oneFollowUp(&f, err)
}

func oneFollowUp(f *review.FollowUp, err error) (*followUpOut, error) {
	if err != nil {
		return nil, err
	}
	return &followUpOut{etag(f.Version), *f}, nil
}
