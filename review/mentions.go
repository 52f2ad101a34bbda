package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// MentionPage is one page of the mentions of a person, with how many are unread in all.
type MentionPage struct {
	Page[Mention]
	Unread int `json:"unread"`
}

// Mentions lists where the caller is mentioned, in what they may still see: unread first, the newest first, if nothing else is asked for.
func (s *Service) Mentions(ctx context.Context, c identity.Caller, q Query) (MentionPage, error) {
	reach, err := within(c, identity.ReadReviews)
	if err != nil {
		return MentionPage{}, err
	}
	if err := person(c); err != nil {
		return MentionPage{}, err
	}
	if q.Sort == "" {
		q.Sort = "-state"
	}
	var out MentionPage
	if out.Page, err = s.store.Mentions(ctx, reach, c.UserID, q); err != nil {
		return out, fmt.Errorf("cannot list the mentions: %w", err)
	}
	if out.Unread, err = s.store.UnreadMentions(ctx, reach, c.UserID); err != nil {
		return out, fmt.Errorf("cannot count the mentions: %w", err)
	}
	return out, nil
}

const mostMarked = 200

// MarkMentions notes that the caller has seen mentions of theirs, and says how many of these were unread. Others' are left as they are.
func (s *Service) MarkMentions(ctx context.Context, c identity.Caller, ids []string) (int, error) {
	if err := c.Need(identity.MarkMention); err != nil {
		return 0, err //nolint:wrapcheck // it is coded
	}
	if err := person(c); err != nil {
		return 0, err
	}
	if len(ids) == 0 || len(ids) > mostMarked {
		return 0, fault.New(fault.Invalid, "ids: 1 to %d of them", mostMarked)
	}
	n := 0
	err := s.change(ctx, func(tx Tx) error {
		marked, err := tx.ReadMentions(c.UserID, ids, s.now())
		if err != nil {
			return fmt.Errorf("cannot mark the mentions: %w", err)
		}
		if n = len(marked); n == 0 {
			return nil
		}
		return s.record(tx, c, "mention.read", "user", c.UserID, nil, map[string][]string{"mentions": marked})
	})
	return n, err
}
