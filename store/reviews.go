package store

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/review"

	"gorm.io/gorm"
)

type reviewRow struct {
	ID             string `gorm:"primaryKey"`
	VendorID       string
	DocumentID     *string
	Edition        int
	Follows        string
	State          string
	Analysis       string
	AnalysisID     *string
	Stage          string
	Page           int
	Pages          int
	Attempts       int
	FailureCode    string
	FailureMessage string
	Summary        *review.Summary `gorm:"serializer:json"`
	Recommendation string
	PreparedBy     string
	PreparedAt     *time.Time
	DecidedBy      string
	ApprovedAt     *time.Time
	Decision       string
	Version        int
	CreatedBy      string
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Wanted         string
	Due            string
	Note           string
}

// TableName names the table.
func (reviewRow) TableName() string { return "reviews" }

func reviewRowOf(r *review.Review) *reviewRow {
	row := &reviewRow{
		ID: r.ID, VendorID: r.VendorID, DocumentID: reference(r.DocumentID), Edition: r.Edition, Follows: r.Follows, State: string(r.State),
		Analysis: string(r.Analysis), AnalysisID: reference(r.AnalysisID), Stage: r.Progress.Stage, Page: r.Progress.Page, Pages: r.Progress.Pages,
		Attempts: r.Progress.Attempts, Summary: r.Summary, PreparedBy: r.PreparedBy, PreparedAt: r.PreparedAt, DecidedBy: r.DecidedBy,
		ApprovedAt: r.ApprovedAt, Decision: r.Decision, Version: r.Version, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
		Wanted: string(r.Wanted), Due: r.Due, Note: r.Note,
	}
	if r.Failure != nil {
		row.FailureCode, row.FailureMessage = r.Failure.Code, r.Failure.Message
	}
	if r.Summary != nil {
		row.Recommendation = r.Summary.Recommendation
	}
	return row
}

func (r *reviewRow) review() review.Review {
	out := review.Review{
		ID: r.ID, VendorID: r.VendorID, DocumentID: referred(r.DocumentID), Edition: r.Edition, Follows: r.Follows, State: review.State(r.State),
		Analysis: review.AnalysisState(r.Analysis), AnalysisID: referred(r.AnalysisID), Summary: r.Summary, PreparedBy: r.PreparedBy,
		PreparedAt: utc(r.PreparedAt), DecidedBy: r.DecidedBy, ApprovedAt: utc(r.ApprovedAt), Decision: r.Decision, Version: r.Version,
		Progress:  review.Progress{Stage: r.Stage, Page: r.Page, Pages: r.Pages, Attempts: r.Attempts},
		CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
		Wanted: review.DocumentKind(r.Wanted), Due: r.Due, Note: r.Note,
	}
	if r.FailureCode != "" {
		out.Failure = &review.Failure{Code: r.FailureCode, Message: r.FailureMessage}
	}
	return out
}

// Review is one review.
func (r *Reviews) Review(ctx context.Context, id string) (review.Review, error) {
	return oneReview(r.db.read.WithContext(ctx), id)
}

// Review is one review, as the transaction sees it.
func (t *tx) Review(id string) (review.Review, error) { return oneReview(t.g, id) }

func oneReview(g *gorm.DB, id string) (review.Review, error) {
	var row reviewRow
	if err := first(g, &row, "id = ?", id); err != nil {
		return review.Review{}, err
	}
	return row.review(), nil
}

// AddReview inserts a review.
func (t *tx) AddReview(r review.Review) error {
	return t.add(reviewRowOf(&r), "this review is there already")
}

// SaveReview replaces a review.
func (t *tx) SaveReview(r review.Review) error {
	return t.save(reviewRowOf(&r), r.ID, r.Version, "this review is there already")
}

// Reviews lists reviews of the vendors within reach.
func (r *Reviews) Reviews(ctx context.Context, within review.Reach, q review.Query) (review.Page[review.Review], error) {
	l := list{
		alias: "reviews", search: []string{"vendors.name"},
		fields: map[string]field{
			"vendor_id": {column: "vendor_id"}, "document_id": {column: "document_id"}, "state": {column: "state", wide: true}, "analysis": {column: "analysis", wide: true},
			"recommendation": {column: "recommendation", wide: true},
			"wanted":         {column: "wanted"}, "due": {column: "due"},
			"due_from": {where: "reviews.due >= ?", kind: civil}, "due_to": {where: "reviews.due <> '' AND reviews.due <= ?", kind: civil},
			"created_at": {column: "created_at", kind: instant}, "updated_at": {column: "updated_at", kind: instant},
		},
	}
	g := r.db.read.WithContext(ctx).Model(&reviewRow{}).Select("reviews.*").Joins("JOIN vendors ON vendors.id = reviews.vendor_id")
	return page(l, reach(g, within, "vendors"), q, func(v *reviewRow) review.Review { return v.review() }, func(v *reviewRow) string { return v.ID })
}

// VendorReviews are a vendor's reviews, the newest first.
func (t *tx) VendorReviews(vendorID string) ([]review.Review, error) {
	var rows []reviewRow
	if err := t.g.Where("vendor_id = ?", vendorID).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the reviews: %w", err)
	}
	out := make([]review.Review, len(rows))
	for i := range rows {
		out[i] = rows[i].review()
	}
	return out, nil
}

// ReviewToRelyOn is a vendor's newest approved review, or else its newest whose report was read.
func (r *Reviews) ReviewToRelyOn(ctx context.Context, vendorID string) (review.Review, error) {
	g := r.db.read.WithContext(ctx)
	var row reviewRow
	err := first(g.Order("approved_at DESC, id DESC"), &row, "vendor_id = ? AND state = ?", vendorID, string(review.Approved))
	if fault.Is(err, fault.NotFound) {
		open := []string{string(review.InReview), string(review.AwaitingApproval)}
		err = first(g.Order("id DESC"), &row, "vendor_id = ? AND analysis = ? AND state IN ?", vendorID, string(review.AnalysisReady), open)
	}
	if err != nil {
		return review.Review{}, err
	}
	return row.review(), nil
}

// reference is a foreign key, NULL when there is none.
func reference(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}

func referred(id *string) string {
	if id == nil {
		return ""
	}
	return *id
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}
