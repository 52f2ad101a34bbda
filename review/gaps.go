package review

import (
	"context"
	"fmt"

	"countersign/identity"
)

// Gap is something that a review misses before somebody approves it.
type Gap struct {
	Code   string `json:"code"`   // report-not-read, findings-undecided, user-entity-controls-open
	Blocks bool   `json:"blocks"` // the review cannot be submitted; else it is a warning
	Count  int    `json:"count"`
	More   bool   `json:"more"` // there are more than were counted
	Text   string `json:"text"` // for people
}

const mostCounted = 200

// Gaps tells what a review misses: what keeps it from being submitted, and what those who sign should know.
func (s *Service) Gaps(ctx context.Context, c identity.Caller, id string) ([]Gap, error) {
	r, err := s.Review(ctx, c, id)
	if err != nil {
		return nil, err
	}
	out := []Gap{}
	if r.State.Locked() {
		return out, nil
	}
	if r.Analysis != AnalysisReady {
		out = append(out, Gap{Code: "report-not-read", Blocks: true, Count: 1, Text: "The report of this review is not read yet; there is nothing to sign."})
	}
	findings, err := s.store.Findings(ctx, Reach{}, Query{Limit: mostCounted, Where: map[string]string{
		"review_id": id, "verdict": string(Open), "severity": Critical + "," + High,
	}})
	if err != nil {
		return nil, fmt.Errorf("cannot count the open findings: %w", err)
	}
	if n := len(findings.Items); n > 0 {
		out = append(out, Gap{"findings-undecided", true, n, findings.Next != "", "Nobody has decided over findings of high or critical severity."})
	}
	if r.DocumentID == "" {
		return out, nil
	}
	open, err := s.store.UserEntityControls(ctx, Reach{}, Query{Limit: mostCounted, Where: map[string]string{
		"vendor_id": r.VendorID, "document_id": r.DocumentID, "status": string(ControlNotStarted) + "," + string(ControlPartly),
	}})
	if err != nil {
		return nil, fmt.Errorf("cannot count the open entries of the register: %w", err)
	}
	if n := len(open.Items); n > 0 {
		out = append(out, Gap{"user-entity-controls-open", false, n, open.Next != "", "Complementary user entity controls that this report names are not in place, or only partly."})
	}
	return out, nil
}
