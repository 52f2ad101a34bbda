package review

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/fault"
)

// SubjectKind is what a comment is about.
type SubjectKind string

// Kinds of subjects.
const (
	AboutVendor   SubjectKind = "vendor"
	AboutReview   SubjectKind = "review"
	AboutFinding  SubjectKind = "finding"
	AboutFollowUp SubjectKind = "follow-up"
)

// Subject is what a comment is about.
type Subject struct {
	Kind SubjectKind `json:"subject_kind"`
	ID   string      `json:"subject_id"`
}

// Comment is what a person says about a vendor, a review, a finding or a follow-up. It is no part of what is signed, so locked reviews take
// comments too.
type Comment struct {
	ID       string `json:"id"`
	VendorID string `json:"vendor_id"`
	Subject
	ReplyTo    string     `json:"reply_to"` // id of the comment that is answered; empty: it begins a thread
	Text       string     `json:"text"`     // plain; empty when deleted
	Mentions   []Choice   `json:"mentions"`
	Author     string     `json:"author"`
	AuthorName string     `json:"author_name"`
	EditedAt   *time.Time `json:"edited_at"`
	DeletedAt  *time.Time `json:"deleted_at"`
	Version    int        `json:"version"`
	CreatedAt  time.Time  `json:"created_at"`
	UpdatedAt  time.Time  `json:"updated_at"`
}

// MentionState tells whether somebody has seen that they were mentioned.
type MentionState string

// States of mentions.
const (
	MentionUnread MentionState = "unread"
	MentionRead   MentionState = "read"
)

// Mention is a comment that names a person.
type Mention struct {
	ID        string       `json:"id"`
	State     MentionState `json:"state"`
	ReadAt    *time.Time   `json:"read_at"`
	CreatedAt time.Time    `json:"created_at"`
	Comment   Comment      `json:"comment"`
}

// CommentText is what a person writes.
type CommentText struct {
	Text     string
	Mentions []string // ids of people who may see the vendor
}

// Limits of comments.
const (
	mostMentions = 20
	// Editable is how long the author may change a comment.
	Editable = 15 * time.Minute
)

// clean trims a comment and says what is wrong with it.
func (t CommentText) clean() (CommentText, error) {
	t.Text = strings.TrimSpace(t.Text)
	ids := []string{}
	for _, id := range t.Mentions {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	t.Mentions = ids
	switch {
	case t.Text == "" || utf8.RuneCountInString(t.Text) > mostText:
		return t, fault.New(fault.Invalid, "text: a comment has 1 to %d characters", mostText)
	case zeroed(t.Text):
		return t, fault.New(fault.Invalid, "text: take the zero characters out of it")
	case len(ids) > mostMentions:
		return t, fault.New(fault.Invalid, "mentions: at most %d people", mostMentions)
	}
	return t, nil
}

// zeroed tells texts with zero characters in them, which no database and no page shows alike.
func zeroed(texts ...string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.ContainsRune(text, 0) })
}

// changeable refuses changes to a comment by others, and to what is deleted.
func (c *Comment) changeable(userID string) error {
	switch {
	case userID == "" || c.Author != userID:
		return fault.New(fault.NotAllowed, "only whoever wrote a comment may change or delete it")
	case c.DeletedAt != nil:
		return fault.New(fault.IllegalMove, "this comment is deleted")
	}
	return nil
}
