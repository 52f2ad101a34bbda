package store

import (
	"context"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm"
)

type commentRow struct {
	ID          string `gorm:"primaryKey"`
	VendorID    string
	SubjectKind string
	SubjectID   string
	Thread      string
	Text        string
	Author      string
	AuthorName  string
	EditedAt    *time.Time
	DeletedAt   *time.Time
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// TableName names the table.
func (commentRow) TableName() string { return "comments" }

func commentRowOf(c *review.Comment) *commentRow {
	thread := c.ReplyTo
	if thread == "" {
		thread = c.ID
	}
	return &commentRow{
		c.ID, c.VendorID, string(c.Kind), c.Subject.ID, thread, c.Text, c.Author, c.AuthorName, c.EditedAt, c.DeletedAt, c.Version, c.CreatedAt, c.UpdatedAt,
	}
}

func (r *commentRow) comment() review.Comment {
	out := review.Comment{
		ID: r.ID, VendorID: r.VendorID, Subject: review.Subject{Kind: review.SubjectKind(r.SubjectKind), ID: r.SubjectID}, ReplyTo: r.Thread, Text: r.Text,
		Mentions: []review.Choice{}, Author: r.Author, AuthorName: r.AuthorName, EditedAt: utc(r.EditedAt), DeletedAt: utc(r.DeletedAt), Version: r.Version,
		CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
	if r.Thread == r.ID {
		out.ReplyTo = ""
	}
	return out
}

// Comment is one comment.
func (r *Reviews) Comment(ctx context.Context, id string) (review.Comment, error) {
	return comment(r.db.read.WithContext(ctx), id)
}

// Comment is one comment, as the transaction sees it.
func (t *tx) Comment(id string) (review.Comment, error) { return comment(t.g, id) }

func comment(g *gorm.DB, id string) (review.Comment, error) {
	var row commentRow
	if err := first(g, &row, "id = ?", id); err != nil {
		return review.Comment{}, err
	}
	one := []review.Comment{row.comment()}
	return one[0], addMentioned(g, one)
}

// AddComment inserts a comment.
func (t *tx) AddComment(c review.Comment) error {
	return t.add(commentRowOf(&c), "this comment is there already")
}

// SaveComment replaces a comment.
func (t *tx) SaveComment(c review.Comment) error {
	return t.save(commentRowOf(&c), c.ID, c.Version, "this comment is there already")
}

// Comments lists the comments on a subject.
func (r *Reviews) Comments(ctx context.Context, about review.Subject, q review.Query) (review.Page[review.Comment], error) {
	l := list{
		fields: map[string]field{
			"thread": {column: "thread"}, "author": {column: "author"},
			"created_at": {column: "created_at", kind: instant}, "updated_at": {column: "updated_at", kind: instant},
		},
		search: []string{"text", "author_name"},
	}
	g := r.db.read.WithContext(ctx)
	out, err := page(l, g.Model(&commentRow{}).Where("subject_kind = ? AND subject_id = ?", string(about.Kind), about.ID), q,
		func(c *commentRow) review.Comment { return c.comment() }, func(c *commentRow) string { return c.ID })
	if err != nil {
		return out, err
	}
	return out, addMentioned(g, out.Items)
}

// addMentioned adds to comments whom they mention.
func addMentioned(g *gorm.DB, comments []review.Comment) error {
	if len(comments) == 0 {
		return nil
	}
	at := make(map[string]int, len(comments))
	ids := make([]string, len(comments))
	for i := range comments {
		ids[i] = comments[i].ID
		at[ids[i]] = i
	}
	var rows []mentionRow
	if err := g.Session(&gorm.Session{NewDB: true}).Where("comment_id IN ?", ids).Order("id").Find(&rows).Error; err != nil {
		return fmt.Errorf("cannot load whom the comments mention: %w", err)
	}
	for _, m := range rows {
		c := &comments[at[m.CommentID]]
		c.Mentions = append(c.Mentions, review.Choice{ID: m.UserID, Name: m.Name})
	}
	return nil
}
