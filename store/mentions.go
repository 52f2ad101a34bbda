package store

import (
	"context"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm"
)

type mentionRow struct {
	ID        string `gorm:"primaryKey"`
	CommentID string
	UserID    string
	Name      string
	State     string
	ReadAt    *time.Time
	CreatedAt time.Time
}

// TableName names the table.
func (mentionRow) TableName() string { return "comment_mentions" }

// AddMention makes a person mentioned in a comment.
func (t *tx) AddMention(id, commentID string, who review.Choice, at time.Time) error {
	return t.add(&mentionRow{id, commentID, who.ID, who.Name, string(review.MentionUnread), nil, at}, "this person is mentioned already")
}

// DropMentions deletes the mentions of a comment, but those of the people to keep.
func (t *tx) DropMentions(commentID string, keep []string) error {
	g := t.g.Where("comment_id = ?", commentID)
	if len(keep) > 0 {
		g = g.Where("user_id NOT IN ?", keep)
	}
	if err := g.Delete(&mentionRow{}).Error; err != nil {
		return fmt.Errorf("cannot delete: %w", err)
	}
	return nil
}

// ReadMentions marks a person's mentions as read.
func (t *tx) ReadMentions(userID string, ids []string, at time.Time) ([]string, error) {
	marked := []string{}
	unread := func() *gorm.DB {
		return t.g.Model(&mentionRow{}).Where("user_id = ? AND state = ? AND id IN ?", userID, string(review.MentionUnread), ids)
	}
	if err := unread().Order("id").Pluck("id", &marked).Error; err != nil {
		return nil, fmt.Errorf("cannot look for the mentions: %w", err)
	}
	if err := unread().Updates(map[string]any{"state": string(review.MentionRead), "read_at": at}).Error; err != nil {
		return nil, fmt.Errorf("cannot mark: %w", err)
	}
	return marked, nil
}

// mentionsOf are the mentions of a person in comments on vendors within reach.
func (r *Reviews) mentionsOf(ctx context.Context, within review.Reach, userID string) *gorm.DB {
	g := r.db.read.WithContext(ctx).Model(&mentionRow{}).Joins("JOIN comments ON comments.id = comment_mentions.comment_id").
		Joins("JOIN vendors ON vendors.id = comments.vendor_id").Where("comment_mentions.user_id = ?", userID)
	return reach(g, within, "vendors")
}

// UnreadMentions counts those that the person has not seen.
func (r *Reviews) UnreadMentions(ctx context.Context, within review.Reach, userID string) (int, error) {
	var n int64
	if err := r.mentionsOf(ctx, within, userID).Where("comment_mentions.state = ?", string(review.MentionUnread)).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("cannot count: %w", err)
	}
	return int(n), nil
}

// Mentions lists the mentions of a person.
func (r *Reviews) Mentions(ctx context.Context, within review.Reach, userID string, q review.Query) (review.Page[review.Mention], error) {
	l := list{
		alias: "comment_mentions", search: []string{"comments.text", "comments.author_name"},
		fields: map[string]field{
			"state": {column: "state"}, "created_at": {column: "created_at", kind: instant},
		},
	}
	rows, err := page(l, r.mentionsOf(ctx, within, userID).Select("comment_mentions.*"), q,
		func(m *mentionRow) mentionRow { return *m }, func(m *mentionRow) string { return m.ID })
	if err != nil {
		return review.Page[review.Mention]{}, err
	}
	ids := make([]string, len(rows.Items))
	for i := range rows.Items {
		ids[i] = rows.Items[i].CommentID
	}
	said, err := r.commentsOf(ctx, ids)
	if err != nil {
		return review.Page[review.Mention]{}, err
	}
	return review.Map(rows, func(m *mentionRow) review.Mention {
		return review.Mention{ID: m.ID, State: review.MentionState(m.State), ReadAt: utc(m.ReadAt), CreatedAt: m.CreatedAt.UTC(), Comment: said[m.CommentID]}
	}), nil
}

// commentsOf are comments by their ids.
func (r *Reviews) commentsOf(ctx context.Context, ids []string) (map[string]review.Comment, error) {
	g := r.db.read.WithContext(ctx)
	var rows []commentRow
	if err := g.Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the comments: %w", err)
	}
	list := make([]review.Comment, len(rows))
	for i := range rows {
		list[i] = rows[i].comment()
	}
	if err := addMentioned(g, list); err != nil {
		return nil, err
	}
	out := make(map[string]review.Comment, len(list))
	for _, c := range list {
		out[c.ID] = c
	}
	return out, nil
}
