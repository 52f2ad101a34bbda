package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"countersign/api"
	"countersign/fault"
	"countersign/identity"
	"countersign/internal/promise"
	"countersign/review"
	"countersign/store"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// staff are the callers of a desk by their tokens, which are their names.
type staff map[string]identity.Caller

func (s staff) ByToken(_ context.Context, token string) (identity.Caller, error) {
	if c, known := s[token]; known {
		return c, nil
	}
	return identity.Caller{}, fault.New(fault.NotSignedIn, "there is no such token")
}

func (s staff) BySession(ctx context.Context, secret string) (identity.Caller, error) {
	return s.ByToken(ctx, secret)
}

// desk is a server with people at work: one of each role, two risk officers, one of another unit, and a token that is nobody's.
type desk struct {
	t    *testing.T
	db   *store.DB
	app  *fiber.App
	said *promise.Book
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func newDesk(t *testing.T, db *store.DB) *desk {
	t.Helper()
	return newDeskAt(t, db, time.Now)
}

// newDeskAt is a desk with a clock of its own.
func newDeskAt(t *testing.T, db *store.DB, now func() time.Time) *desk {
	t.Helper()
	people := staff{}
	for name, role := range map[string]identity.Role{
		"admin": identity.Administrator, "rita": identity.RiskOfficer, "rob": identity.RiskOfficer, "paula": identity.Procurement,
		"olga": identity.BusinessOwner, "omar": identity.BusinessOwner, "audrey": identity.Auditor,
	} {
		people[name] = identity.Caller{Kind: identity.KindUser, ID: name, UserID: name, Name: "Name of " + name, Role: role}
	}
	people["bank"] = identity.Caller{Kind: identity.KindUser, ID: "bank", UserID: "bank", Role: identity.RiskOfficer, Unit: "bank"}
	people["robot"] = identity.Caller{Kind: identity.KindToken, ID: "robot", Name: "Robot", Role: identity.RiskOfficer}
	s := review.New(db.Reviews(), now, newID)
	return &desk{t, db, api.New(api.Deps{Access: people, Vendors: s, Findings: s, Workflow: s, FollowUps: s, Acceptances: s, Log: slog.New(slog.DiscardHandler), Now: now}), book(t)}
}

// answer is what the server said.
type answer struct {
	status int
	etag   string
	body   map[string]any
}

func (a answer) text(field string) string {
	s, _ := a.body[field].(string)
	return s
}

// ask sends a request; a version of 0 sends no If-Match, and a body may be nil.
func (d *desk) ask(who, method, path string, version string, body any) answer {
	d.t.Helper()
	var sent io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		require.NoError(d.t, err)
		sent = bytes.NewReader(raw)
	}
	r := httptest.NewRequest(method, "/api/v1"+path, sent)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+who)
	}
	if version != "" {
		r.Header.Set("If-Match", `"`+version+`"`)
	}
	resp, err := d.app.Test(r, -1)
	require.NoError(d.t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(d.t, err)
	d.said.Kept(d.t, method, r.URL.Path, resp, raw)
	out := answer{status: resp.StatusCode, etag: resp.Header.Get("ETag"), body: map[string]any{}}
	require.NoError(d.t, json.Unmarshal(raw, &out.body), "%s", raw)
	return out
}

func (d *desk) get(who, path string) answer { return d.ask(who, http.MethodGet, path, "", nil) }

type object = map[string]any

// under adds a vendor of retail that olga owns, and a review in a state with a grave and a light finding.
func (d *desk) under(state review.State) (review.Review, []review.Finding) {
	d.t.Helper()
	now := time.Now().UTC().Truncate(time.Microsecond)
	v := review.Vendor{ID: newID(), Version: 1, CreatedAt: now, UpdatedAt: now, VendorFields: review.VendorFields{
		Owner: "olga", Unit: "retail", Lifecycle: review.Active, DataClasses: []string{}, Models: []review.ModelUse{},
	}}
	v.Name = "Vendor " + v.ID
	r := review.Review{
		ID: newID(), VendorID: v.ID, Edition: 1, State: state, Analysis: review.AnalysisReady, Version: 1, CreatedAt: now, UpdatedAt: now,
		Summary: &review.Summary{Kind: "soc2", Recommendation: "accept"},
	}
	if state == review.AwaitingApproval || state == review.Approved || state == review.Rejected {
		r.PreparedBy, r.PreparedAt = "paula", &now
	}
	var findings []review.Finding
	for i, severity := range []string{review.High, review.Low} {
		findings = append(findings, review.Finding{
			ID: newID(), ReviewID: r.ID, VendorID: v.ID, Kind: review.FindingChecklist, Ref: "AI-R1", Title: "Model changes", Status: "absent", Severity: severity,
			Reason: "Nothing was found.", Quotes: []review.FindingQuote{{Page: 7, Text: "Changes are tested."}}, Position: i + 1,
			Decision: review.FindingDecision{Verdict: review.Open}, Version: 1, CreatedAt: now, UpdatedAt: now,
		})
	}
	require.NoError(d.t, d.db.Reviews().Change(context.Background(), func(tx review.Tx) error {
		if err := tx.AddVendor(v); err != nil {
			return err
		}
		if err := tx.AddReview(r); err != nil {
			return err
		}
		return tx.AddFindings(findings)
	}))
	return r, findings
}
