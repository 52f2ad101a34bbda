package api_test

import (
	"context"
	"time"

	"countersign/identity"
	"countersign/review"

	"github.com/stretchr/testify/require"
)

// people adds those of the staff who are persons to the database, each in their unit, and one who has left.
func (d *desk) people() {
	d.t.Helper()
	now := time.Now().UTC().Truncate(time.Microsecond)
	require.NoError(d.t, d.db.People().Change(context.Background(), func(tx identity.Tx) error {
		for _, name := range []string{"retail", "bank"} {
			if err := tx.AddUnit(identity.Unit{Name: name, CreatedAt: now}); err != nil {
				return err
			}
		}
		for _, u := range []struct {
			id, unit string
			role     identity.Role
			gone     bool
		}{
			{"admin", "", identity.Administrator, false},
			{"rita", "", identity.RiskOfficer, false},
			{"rob", "retail", identity.RiskOfficer, false},
			{"paula", "", identity.Procurement, false},
			{"olga", "retail", identity.BusinessOwner, false},
			{"omar", "retail", identity.BusinessOwner, false},
			{"audrey", "", identity.Auditor, false},
			{"bank", "bank", identity.RiskOfficer, false},
			{"gone", "", identity.RiskOfficer, true},
		} {
			user := identity.User{ID: u.id, Version: 1, CreatedAt: now, UpdatedAt: now, UserFields: identity.UserFields{
				Email: u.id + "@example.com", Name: "Name of " + u.id, Role: u.role, Unit: u.unit, Disabled: u.gone,
			}}
			if err := tx.AddUser(user); err != nil {
				return err
			}
		}
		return nil
	}))
}

// retail adds a vendor of retail that olga owns.
func (d *desk) retail() string {
	d.t.Helper()
	now := time.Now().UTC().Truncate(time.Microsecond)
	v := review.Vendor{ID: newID(), Version: 1, CreatedAt: now, UpdatedAt: now, VendorFields: review.VendorFields{
		Owner: "olga", Unit: "retail", Lifecycle: review.Active, DataClasses: []string{}, Models: []review.ModelUse{},
	}}
	v.Name = "Vendor " + v.ID
	require.NoError(d.t, d.db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.AddVendor(v) }))
	return v.ID
}

// queued adds a review of a report that waits for its reading.
func (d *desk) queued(vendorID, documentID string) string {
	d.t.Helper()
	now := time.Now().UTC().Truncate(time.Microsecond)
	r := review.Review{
		ID: newID(), VendorID: vendorID, DocumentID: documentID, Edition: 1, State: review.Reading, Analysis: review.AnalysisQueued, Version: 1,
		CreatedAt: now, UpdatedAt: now,
	}
	require.NoError(d.t, d.db.Reviews().Change(context.Background(), func(tx review.Tx) error {
		if err := tx.AddReview(r); err != nil {
			return err
		}
		return tx.Enqueue(r.ID, nil)
	}))
	return r.ID
}

// read ends the reading of a review with the controls that its report names; nil: the document does not speak of them.
func (d *desk) read(reviewID, periodEnd string, controls []review.NamedControl) {
	d.t.Helper()
	d.readBut(0, reviewID, periodEnd, controls)
}

// readBut ends it with pages that nobody could read.
func (d *desk) readBut(unread int, reviewID, periodEnd string, controls []review.NamedControl) {
	d.t.Helper()
	s := review.New(d.db.Reviews(), time.Now, newID)
	task, err := s.Begin(context.Background(), reviewID, newID())
	require.NoError(d.t, err)
	require.NotNil(d.t, task)
	pages := make([]string, 40)
	pages[29] = "The  retention of prompts is set by the customer. " + reviewID
	require.NoError(d.t, s.Finish(context.Background(), task, review.ReadingResult{
		Analysis: review.Analysis{Key: review.AnalysisKey{SHA256: task.Document.SHA256, Engine: "1", Catalog: "1", AsOf: reviewID}, Result: []byte(`{}`)},
		Summary:  review.Summary{Kind: "soc2", Recommendation: "accept", PeriodEnd: periodEnd, Pages: 40, Unread: unread}, Controls: controls, Pages: pages,
	}))
}

// names are controls as a report names them.
func names(texts ...string) []review.NamedControl {
	out := []review.NamedControl{}
	for i, text := range texts {
		out = append(out, review.NamedControl{Text: text, Criteria: []string{"CC6.1"}, Page: i + 9, Quotes: []review.FindingQuote{{Page: i + 9, Text: text}}})
	}
	return out
}

// items are those of a list, by a field.
func (a answer) items(field string) map[string]object {
	out := map[string]object{}
	list, _ := a.body["items"].([]any)
	for _, item := range list {
		o, _ := item.(object)
		key, _ := o[field].(string)
		out[key] = o
	}
	return out
}
