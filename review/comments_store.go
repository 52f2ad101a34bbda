package review

import (
	"context"
	"time"
)

// CommentStore is what comments need of storage.
type CommentStore interface {
	Comment(ctx context.Context, id string) (Comment, error)
	Comments(ctx context.Context, subject Subject, q Query) (Page[Comment], error)
	// Mentions lists the mentions of a person in comments on vendors within reach.
	Mentions(ctx context.Context, within Reach, userID string, q Query) (Page[Mention], error)
	UnreadMentions(ctx context.Context, within Reach, userID string) (int, error)
}

// CommentTx is the same within a transaction. Comments are kept without their mentions.
type CommentTx interface {
	Comment(id string) (Comment, error)
	AddComment(c Comment) error
	SaveComment(c Comment) error // as SaveVendor
	AddMention(id, commentID string, who Choice, at time.Time) error
	DropMentions(commentID string, keep []string) error // but those of the people to keep
	// ReadMentions marks a person's mentions as read, and gives those that were unread.
	ReadMentions(userID string, ids []string, at time.Time) ([]string, error)
}
