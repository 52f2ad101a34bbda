package api

import (
	"context"
	"net/http"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// Reviews is what the routes of reviews and of their reading need of the workflow.
type Reviews interface {
	Reviews(ctx context.Context, c identity.Caller, q review.Query) (review.Page[review.Review], error)
	Review(ctx context.Context, c identity.Caller, id string) (review.Review, error)
	Result(ctx context.Context, c identity.Caller, id string) ([]byte, error)
	RetryReading(ctx context.Context, c identity.Caller, id string) (review.Review, error)
	ConfirmReading(ctx context.Context, c identity.Caller, id, reason string) (review.Review, error)
	GivePassword(ctx context.Context, c identity.Caller, id string, sealed []byte, reason string) (review.Review, error)
	ReadingPermission(ctx context.Context, c identity.Caller) (review.ReadingPermission, review.Setting, error)
	SetReadingPermission(ctx context.Context, c identity.Caller, version int, p review.ReadingPermission) (review.Setting, error)
}

type (
	reviewsIn struct {
		Listing
		VendorID       string `query:"vendor_id"`
		DocumentID     string `query:"document_id"`
		State          string `query:"state" doc:"Several by commas"`
		Analysis       string `query:"analysis" doc:"queued, reading, ready, failed; several by commas"`
		Recommendation string `query:"recommendation"`
		RequestFilter
	}
	reviewsOut struct{ Body review.Page[review.Review] }
	reviewIn   struct {
		ID string `path:"id" maxLength:"60"`
	}
	reviewOut struct {
		ETag string `header:"ETag"`
		Body review.Review
	}
	resultOut struct {
		ContentType string `header:"Content-Type"`
		ETag        string `header:"ETag"`
		Body        []byte
	}
	reasonIn struct {
		ID   string `path:"id" maxLength:"60"`
		Body struct {
			Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"On what ground this file may be read by a machine"`
		}
	}
	filePasswordIn struct {
		ID   string `path:"id" maxLength:"60"`
		Body struct {
			Password string `json:"password" minLength:"1" maxLength:"1000"`
			Reason   string `json:"reason,omitempty" maxLength:"1000" doc:"Confirms at the same time that the file may be read although copying is switched off"`
		}
	}
)

func (s *server) reviewRoutes() {
	op := func(id, method, path, summary string, errors ...int) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: "/api/v1/reviews" + path, Summary: summary, Tags: []string{"reviews"}, Errors: errors}
	}
	route(s, op("list-reviews", http.MethodGet, "", "List reviews"), identity.ReadReviews, s.listReviews)
	route(s, op("get-review", http.MethodGet, "/{id}", "Get a review", http.StatusNotFound), identity.ReadReviews, s.getReview)
	report := op("get-report", http.MethodGet, "/{id}/report", "Get what was read from the report, and how it is judged", http.StatusNotFound, http.StatusConflict)
	report.Description = "What `countersign review --format json` prints; docs/report.schema.json describes it."
	report.Responses = map[string]*huma.Response{"200": {Description: "The report with its judgement", Content: map[string]*huma.MediaType{
		"application/json": {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}},
	}}}
	route(s, report, identity.ReadReviews, s.getResult)
	queue := func(id, path, summary string) huma.Operation {
		o := op(id, http.MethodPost, path, summary, http.StatusNotFound, http.StatusConflict)
		o.DefaultStatus = http.StatusAccepted
		return o
	}
	route(s, queue("retry-reading", "/{id}/retry", "Read a report again whose reading failed"), identity.RetryReading, s.retryReading)
	route(s, queue("confirm-reading", "/{id}/permission", "Confirm that a report may be read although copying is switched off"), identity.UploadDocument, s.confirmReading)
	route(s, queue("give-password", "/{id}/password", "Give the password that opens a report"), identity.UploadDocument, s.givePassword)
}

func (s *server) listReviews(ctx context.Context, c identity.Caller, in *reviewsIn) (*reviewsOut, error) {
	page, err := s.Reviews.Reviews(ctx, c, in.query(in.where(map[string]string{
		"vendor_id": in.VendorID, "document_id": in.DocumentID, "state": in.State, "analysis": in.Analysis, "recommendation": in.Recommendation,
	})))
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &reviewsOut{page}, nil
}

func (s *server) getReview(ctx context.Context, c identity.Caller, in *reviewIn) (*reviewOut, error) {
	r, err := s.Reviews.Review(ctx, c, in.ID)
	return oneReview(&r, err)
}

func (s *server) getResult(ctx context.Context, c identity.Caller, in *reviewIn) (*resultOut, error) {
	raw, err := s.Reviews.Result(ctx, c, in.ID)
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &resultOut{ContentType: "application/json", Body: raw}, nil
}

func (s *server) retryReading(ctx context.Context, c identity.Caller, in *reviewIn) (*reviewOut, error) {
	r, err := s.Reviews.RetryReading(ctx, c, in.ID)
	return oneReview(&r, err)
}

func (s *server) confirmReading(ctx context.Context, c identity.Caller, in *reasonIn) (*reviewOut, error) {
	r, err := s.Reviews.ConfirmReading(ctx, c, in.ID, in.Body.Reason)
	return oneReview(&r, err)
}

// givePassword seals the password at once: nothing behind this line sees it, but the worker that opens the file.
func (s *server) givePassword(ctx context.Context, c identity.Caller, in *filePasswordIn) (*reviewOut, error) {
	sealed, err := s.Seal(in.Body.Password)
	if err != nil {
		return nil, fault.Wrap(err, fault.Internal, "the password cannot be kept for the reading")
	}
	r, err := s.Reviews.GivePassword(ctx, c, in.ID, sealed, in.Body.Reason)
	return oneReview(&r, err)
}

func oneReview(r *review.Review, err error) (*reviewOut, error) {
	if err != nil {
		return nil, err
	}
	return &reviewOut{etag(r.Version), *r}, nil
}
