package routetest

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"countersign/review"

	"github.com/stretchr/testify/require"
)

// pdf is a PDF by its mark only.
func pdf(text string) []byte { return []byte("%PDF-1.7\n" + text + strings.Repeat(" ", 1100)) }

// place is a vendor that olga owns, of no unit, with all that there can be of it.
type place struct {
	vendor     review.Vendor
	document   review.Document
	review     review.Review
	findings   []review.Finding
	followUp   review.FollowUp
	acceptance review.RiskAcceptance
	control    review.UserEntityControl
}

// place adds a vendor with a review in a state. A failure is why its reading failed; without one it is ready.
func (s *site) place(state review.State, failure string) *place {
	s.t.Helper()
	ctx := context.Background()
	if s.sum == "" {
		sum, _, err := s.box.Put(ctx, bytes.NewReader(pdf("kept")))
		require.NoError(s.t, err)
		s.sum = sum
	}
	p := &place{}
	require.NoError(s.t, s.db.Reviews().Change(ctx, func(tx review.Tx) error { return s.fill(tx, p, state, failure) }))
	return p
}

func (s *site) fill(tx review.Tx, p *place, state review.State, failure string) error {
	now := s.now()
	owner, paul := s.users["olga"].ID, s.users["paul"].ID
	p.vendor = review.Vendor{ID: newID(), Version: 1, CreatedAt: now, UpdatedAt: now, VendorFields: review.VendorFields{
		Owner: owner, Lifecycle: review.Active, DataClasses: []string{}, Models: []review.ModelUse{},
	}}
	p.vendor.Name = "Vendor " + p.vendor.ID
	p.document = review.Document{
		ID: newID(), VendorID: p.vendor.ID, Kind: review.KindSOC2, Name: "report.pdf", SHA256: s.sum, Size: int64(len(pdf("kept"))), MediaType: "application/pdf",
		UploadedBy: paul, UploadedAt: now, Version: 1,
	}
	p.review = review.Review{
		ID: newID(), VendorID: p.vendor.ID, DocumentID: p.document.ID, Edition: 1, State: state, Analysis: review.AnalysisReady, Version: 1,
		CreatedBy: paul, CreatedAt: now, UpdatedAt: now, Summary: &review.Summary{Kind: "soc2", Recommendation: "accept"},
	}
	if failure != "" {
		p.review.Analysis, p.review.Failure = review.AnalysisFailed, &review.Failure{Code: failure, Message: "so it is"}
	}
	if state == review.Requested || state == review.Collecting {
		p.review.DocumentID, p.review.Analysis, p.review.Summary, p.review.Wanted = "", review.AnalysisNone, nil, review.KindSOC2
	}
	if state == review.AwaitingApproval || state.Locked() {
		p.review.PreparedBy, p.review.PreparedAt = paul, &now
	}
	p.findings = []review.Finding{s.finding(p, 1), s.finding(p, 2)}
	p.followUp = review.FollowUp{
		ID: newID(), ReviewID: p.review.ID, VendorID: p.vendor.ID, Kind: review.Question, Text: "Which models?", Severity: review.Low, Version: 1,
		CreatedAt: now, UpdatedAt: now, FollowUpProgress: review.FollowUpProgress{Status: review.FollowUpOpen},
	}
	p.acceptance = review.RiskAcceptance{
		ID: newID(), ReviewID: p.review.ID, VendorID: p.vendor.ID, FindingID: p.findings[0].ID, Reason: "for one month", ExpiresOn: "2027-03-31",
		Status: review.AcceptanceRequested, RequestedBy: paul, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	p.control = review.UserEntityControl{
		ID: newID(), VendorID: p.vendor.ID, Key: newID(), Text: "Remove users who have left", Criteria: []string{}, Standing: review.Named, ReviewID: p.review.ID, Page: 7,
		Quotes: []review.FindingQuote{}, ControlMapping: review.ControlMapping{Controls: []string{}, Status: review.ControlNotStarted}, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	return s.keep(tx, p)
}

func (s *site) finding(p *place, position int) review.Finding {
	return review.Finding{
		ID: newID(), ReviewID: p.review.ID, VendorID: p.vendor.ID, Kind: review.FindingChecklist, Ref: "AI-R1", Title: "Model changes", Status: "absent",
		Severity: review.Low, Reason: "Nothing was found.", Quotes: []review.FindingQuote{{Page: 7, Text: "Changes are tested."}}, Position: position,
		Flags: []string{}, Decision: review.FindingDecision{Verdict: review.Open}, Version: 1, CreatedAt: s.now(), UpdatedAt: s.now(),
	}
}

func (s *site) keep(tx review.Tx, p *place) error {
	id, err := tx.AddAnalysis(review.Analysis{
		ID: newID(), Key: review.AnalysisKey{SHA256: s.sum, Engine: "test"}, Result: []byte(`{"schema":"test"}`), CreatedAt: s.now(),
	})
	if err != nil {
		return err
	}
	if p.review.Failure == nil && p.review.DocumentID != "" {
		p.review.AnalysisID = id
	}
	for _, err := range []error{
		tx.AddVendor(p.vendor), tx.AddDocument(p.document), tx.AddReview(p.review), tx.AddFindings(p.findings),
		tx.AddFollowUps([]review.FollowUp{p.followUp}), tx.AddAcceptance(p.acceptance),
		tx.SaveRegisterReport(review.RegisterReport{DocumentID: p.document.ID, VendorID: p.vendor.ID, ReviewID: p.review.ID, ReadAt: s.now()}),
		tx.AddUserEntityControl(p.control),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// quote is a version as If-Match has it.
func quote(version int) string { return `"` + strconv.Itoa(version) + `"` }
