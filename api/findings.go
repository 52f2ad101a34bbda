package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// Findings is what the routes of findings need of the workflow.
type Findings interface {
	Findings(ctx context.Context, c identity.Caller, q review.Query) (review.Page[review.Finding], error)
	ReviewFindings(ctx context.Context, c identity.Caller, reviewID string, q review.Query) (review.Page[review.Finding], error)
	Finding(ctx context.Context, c identity.Caller, id string) (review.Finding, error)
	Decisions(ctx context.Context, c identity.Caller, findingID string) ([]review.FindingDecision, error)
	Decide(ctx context.Context, c identity.Caller, id string, version int, d review.Ruling) (review.Finding, error)
	DecideTogether(ctx context.Context, c identity.Caller, reviewID string, over []review.FindingVersion, d review.Ruling) ([]review.Finding, error)
	AddFinding(ctx context.Context, c identity.Caller, reviewID string, own review.OwnFinding) (review.Finding, error)
}

// DecisionInput is what a person says of a finding.
type DecisionInput struct {
	Verdict  string `json:"verdict" enum:"accepted,edited,rejected,not-applicable"`
	Reason   string `json:"reason,omitempty" maxLength:"2000" doc:"Needed for all but accepted"`
	Status   string `json:"status,omitempty" maxLength:"40" doc:"Of an edited finding: what it should say instead"`
	Severity string `json:"severity,omitempty" maxLength:"40" doc:"Of an edited finding: what it should say instead"`
}

// OwnFindingInput is a finding that a person adds.
type OwnFindingInput struct {
	Title    string      `json:"title" minLength:"1" maxLength:"200"`
	Severity string      `json:"severity" enum:"critical,high,medium,low,info"`
	Reason   string      `json:"reason" minLength:"1" maxLength:"2000" doc:"What it rests on"`
	Quote    *QuoteInput `json:"quote,omitempty"`

	Unverified bool `json:"unverified,omitempty" doc:"Take the quote although its words are not found on the page; it is marked as not verified"`
}

// QuoteInput is a place of the report that a person quotes.
type QuoteInput struct {
	Page int    `json:"page" minimum:"1"`
	Text string `json:"text" minLength:"1" maxLength:"5000" doc:"The words as they stand on the page; spaces, line ends and hyphens do not matter"`
}

// FindingOutput is a finding as clients get it. Where a person edited it, the effective status and severity are theirs.
type FindingOutput struct {
	review.Finding
	EffectiveStatus   string `json:"effective_status"`
	EffectiveSeverity string `json:"effective_severity"`
}

func findingOutput(f *review.Finding) FindingOutput {
	out := FindingOutput{*f, f.Status, f.Severity}
	if f.Decision.Status != "" {
		out.EffectiveStatus = f.Decision.Status
	}
	if f.Decision.Severity != "" {
		out.EffectiveSeverity = f.Decision.Severity
	}
	return out
}

// FindingFilter are the filters of lists of findings. Structs that are embedded must be exported, or their parameters are not read.
type FindingFilter struct {
	Listing
	Kind     string `query:"kind" doc:"Several by commas"`
	Status   string `query:"status" doc:"As it stands: a person's edit goes before what the report gave; several by commas"`
	Severity string `query:"severity" doc:"As it stands: a person's edit goes before what the report gave; several by commas"`
	Verdict  string `query:"verdict" doc:"Several by commas: open, accepted, edited, rejected, not-applicable"`
}

type (
	findingsIn struct {
		FindingFilter
		ReviewID string `query:"review_id" maxLength:"2000"`
		VendorID string `query:"vendor_id" maxLength:"2000"`
	}
	reviewFindingsIn struct {
		ID string `path:"id" maxLength:"60"`
		FindingFilter
	}
	findingsOut struct {
		Body review.Page[FindingOutput]
	}
	findingIn struct {
		ID string `path:"id" maxLength:"60"`
	}
	findingOut struct {
		ETag string `header:"ETag"`
		Body FindingOutput
	}
	decideIn struct {
		ID string `path:"id" maxLength:"60"`
		IfMatch
		Body DecisionInput
	}
	addFindingIn struct {
		ID   string `path:"id" maxLength:"60"`
		Body OwnFindingInput
	}
	decisionsOut struct {
		Body struct {
			Items []review.FindingDecision `json:"items"`
		}
	}
)

func (f *FindingFilter) where(more map[string]string) review.Query {
	more["kind"], more["status"], more["severity"], more["verdict"] = f.Kind, f.Status, f.Severity, f.Verdict
	return f.query(more)
}

func (s *server) findingRoutes() {
	tags := []string{"findings"}
	route(s, huma.Operation{
		OperationID: "list-findings", Method: http.MethodGet, Path: "/api/v1/findings", Summary: "List and search findings of all vendors", Tags: tags,
		Description: "search looks in titles, reasons and quotes; its last word may be a beginning.",
	}, identity.ReadReviews, s.listFindings)
	route(s, huma.Operation{
		OperationID: "list-review-findings", Method: http.MethodGet, Path: "/api/v1/reviews/{id}/findings", Summary: "List the findings of a review", Tags: tags,
		Description: "In the order of the workspace, if sort does not say otherwise.", Errors: []int{http.StatusNotFound},
	}, identity.ReadReviews, s.listReviewFindings)
	route(s, huma.Operation{
		OperationID: "add-finding", Method: http.MethodPost, Path: "/api/v1/reviews/{id}/findings", Summary: "Add a finding of one's own", Tags: tags,
		DefaultStatus: http.StatusCreated, Errors: []int{http.StatusNotFound, http.StatusConflict},
	}, identity.AddFinding, s.addFinding)
	route(s, huma.Operation{
		OperationID: "get-finding", Method: http.MethodGet, Path: "/api/v1/findings/{id}", Summary: "Get a finding", Tags: tags, Errors: []int{http.StatusNotFound},
	}, identity.ReadReviews, s.getFinding)
	route(s, huma.Operation{
		OperationID: "list-decisions", Method: http.MethodGet, Path: "/api/v1/findings/{id}/decisions", Summary: "List the decisions over a finding, oldest first",
		Tags: tags, Errors: []int{http.StatusNotFound},
	}, identity.ReadReviews, s.listDecisions)
	route(s, huma.Operation{
		OperationID: "decide-finding", Method: http.MethodPost, Path: "/api/v1/findings/{id}/decision", Summary: "Decide over a finding", Tags: tags,
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, identity.DecideFinding, s.decideFinding)
}

func (s *server) listFindings(ctx context.Context, c identity.Caller, in *findingsIn) (*findingsOut, error) {
	page, err := s.Findings.Findings(ctx, c, in.where(map[string]string{"review_id": in.ReviewID, "vendor_id": in.VendorID}))
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &findingsOut{review.Map(page, findingOutput)}, nil
}

func (s *server) listReviewFindings(ctx context.Context, c identity.Caller, in *reviewFindingsIn) (*findingsOut, error) {
	page, err := s.Findings.ReviewFindings(ctx, c, in.ID, in.where(map[string]string{}))
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &findingsOut{review.Map(page, findingOutput)}, nil
}

func (s *server) getFinding(ctx context.Context, c identity.Caller, in *findingIn) (*findingOut, error) {
	f, err := s.Findings.Finding(ctx, c, in.ID)
	return oneFinding(&f, err)
}

func (s *server) listDecisions(ctx context.Context, c identity.Caller, in *findingIn) (*decisionsOut, error) {
	list, err := s.Findings.Decisions(ctx, c, in.ID)
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	out := &decisionsOut{}
	out.Body.Items = list
	return out, nil
}

func (s *server) decideFinding(ctx context.Context, c identity.Caller, in *decideIn) (*findingOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	f, err := s.Findings.Decide(ctx, c, in.ID, version, review.Ruling{
		Verdict: review.Verdict(in.Body.Verdict), Reason: in.Body.Reason, Status: in.Body.Status, Severity: in.Body.Severity,
	})
	return oneFinding(&f, err)
}

func (s *server) addFinding(ctx context.Context, c identity.Caller, in *addFindingIn) (*findingOut, error) {
	own := review.OwnFinding{Title: in.Body.Title, Severity: in.Body.Severity, Reason: in.Body.Reason, Unverified: in.Body.Unverified}
	if q := in.Body.Quote; q != nil {
		own.Quote = &review.FindingQuote{Page: q.Page, Text: q.Text}
	}
	f, err := s.Findings.AddFinding(ctx, c, in.ID, own)
	return oneFinding(&f, err)
}

func oneFinding(f *review.Finding, err error) (*findingOut, error) {
	if err != nil {
		return nil, err
	}
	return &findingOut{etag(f.Version), findingOutput(f)}, nil
}
