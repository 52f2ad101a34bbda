package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"countersign/fault"
	"countersign/identity"
)

// OwnFinding is what a person adds to what the machine found.
type OwnFinding struct {
	Title    string
	Severity string
	Reason   string
	Quote    *FindingQuote // of the report; may be nil
	// Unverified lets a quote stand whose words are not found on its page, such as one of a picture.
	Unverified bool
}

func (f OwnFinding) clean() (OwnFinding, error) {
	f.Title = strings.Join(strings.Fields(f.Title), " ")
	var err error
	if f.Reason, err = trimmed(f.Reason); err != nil {
		return f, err
	}
	switch {
	case f.Title == "" || len(f.Title) > mostName:
		return f, fault.New(fault.Invalid, "title: a finding needs a title of at most %d characters", mostName)
	case !slices.Contains(Severities(), f.Severity):
		return f, fault.New(fault.Invalid, "severity: one of %v, not %q", Severities(), f.Severity)
	case reasoned(f.Reason) != nil:
		return f, fault.New(fault.Invalid, "reason: say what the finding rests on")
	case f.Quote != nil && (f.Quote.Page < 1 || strings.TrimSpace(f.Quote.Text) == "" || len(f.Quote.Text) > mostText):
		return f, fault.New(fault.Invalid, "quote: it needs a page from 1 on and words of at most %d characters", mostText)
	}
	return f, nil
}

// AddFinding adds a finding of one's own behind the others. It is decided over like them.
func (s *Service) AddFinding(ctx context.Context, c identity.Caller, reviewID string, own OwnFinding) (Finding, error) {
	own, err := own.clean()
	if err != nil {
		return Finding{}, err
	}
	missing, err := s.lookUp(ctx, c, reviewID, own.Quote)
	if err != nil {
		return Finding{}, err
	}
	var added Finding
	err = s.change(ctx, func(tx Tx) error {
		r, err := s.held(tx, c, identity.AddFinding, reviewID)
		if err != nil {
			return err
		}
		if err := person(c); err != nil {
			return err
		}
		if err := r.underReview(); err != nil {
			return err
		}
		if missing != nil && !own.Unverified {
			return missing
		}
		last, err := tx.LastPosition(reviewID)
		if err != nil {
			return fmt.Errorf("cannot find the place of the finding: %w", err)
		}
		now := s.now()
		added = Finding{
			ID: s.newID(), ReviewID: reviewID, VendorID: r.VendorID, Kind: FindingOwn, Title: own.Title, Status: StatusOpen, Severity: own.Severity,
			Reason: own.Reason, Flags: []string{}, Quotes: []FindingQuote{}, Position: last + 1, Decision: FindingDecision{Verdict: Open},
			Version: 1, CreatedBy: c.UserID, CreatedAt: now, UpdatedAt: now,
		}
		if own.Quote != nil {
			quote, verified := *own.Quote, missing == nil
			quote.Verified = &verified
			added.Quotes = append(added.Quotes, quote)
		}
		if err := tx.AddFindings([]Finding{added}); err != nil {
			return fmt.Errorf("cannot add the finding: %w", err)
		}
		return s.record(tx, c, "finding.add", "finding", added.ID, nil, added)
	})
	return added, err
}
