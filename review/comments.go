package review

import (
	"context"
	"fmt"
	"slices"

	"countersign/fault"
	"countersign/identity"
)

// Comments lists the comments on a subject, thread by thread, oldest first, if nothing else is asked for.
func (s *Service) Comments(ctx context.Context, c identity.Caller, about Subject, q Query) (Page[Comment], error) {
	if err := s.visible(ctx, c, about); err != nil {
		return Page[Comment]{}, err
	}
	if q.Sort == "" {
		q.Sort = "thread"
	}
	page, err := s.store.Comments(ctx, about, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the comments: %w", err)
	}
	return page, nil
}

// visible refuses subjects that the caller may not see.
func (s *Service) visible(ctx context.Context, c identity.Caller, about Subject) error {
	var err error
	switch about.Kind {
	case AboutVendor:
		v, missing := s.store.Vendor(ctx, about.ID)
		_, err = seen(c, identity.ReadReviews, v, missing)
	case AboutReview:
		_, err = s.Review(ctx, c, about.ID)
	case AboutFinding:
		_, err = s.Finding(ctx, c, about.ID)
	case AboutFollowUp:
		_, err = s.FollowUp(ctx, c, about.ID)
	default:
		err = unseen("subject")
	}
	return err
}

// commented is the vendor that a subject belongs to, if the caller may write comments on it.
func (s *Service) commented(tx Tx, c identity.Caller, about Subject) (Vendor, error) {
	if err := c.Need(identity.WriteComment); err != nil {
		return Vendor{}, err //nolint:wrapcheck // it is coded
	}
	id, err := about.ID, error(nil)
	switch about.Kind {
	case AboutVendor:
	case AboutReview:
		var r Review
		r, err = tx.Review(about.ID)
		id = r.VendorID
	case AboutFinding:
		var f Finding
		f, err = tx.Finding(about.ID)
		id = f.VendorID
	case AboutFollowUp:
		var f FollowUp
		f, err = tx.FollowUp(about.ID)
		id = f.VendorID
	default:
		return Vendor{}, unseen("subject")
	}
	if fault.Is(err, fault.NotFound) {
		return Vendor{}, unseen(string(about.Kind))
	}
	if err != nil {
		return Vendor{}, fmt.Errorf("cannot load what the comment is about: %w", err)
	}
	v, err := tx.Vendor(id)
	v, err = seen(c, identity.WriteComment, v, err)
	return v, other(err, string(about.Kind))
}

// AddComment adds a comment, or a reply to one. Errors: cannot-mention for people who may not see the vendor.
func (s *Service) AddComment(ctx context.Context, c identity.Caller, about Subject, replyTo string, text CommentText) (Comment, error) {
	text, err := text.clean()
	if err != nil {
		return Comment{}, err
	}
	var added Comment
	err = s.change(ctx, func(tx Tx) error {
		v, err := s.commented(tx, c, about)
		if err != nil {
			return err
		}
		if err := person(c); err != nil {
			return err
		}
		if err := repliable(tx, about, replyTo); err != nil {
			return err
		}
		now := s.now()
		added = Comment{
			ID: s.newID(), VendorID: v.ID, Subject: about, ReplyTo: replyTo, Text: text.Text, Author: c.UserID, AuthorName: c.Name, Version: 1,
			CreatedAt: now, UpdatedAt: now,
		}
		if err := tx.AddComment(added); err != nil {
			return fmt.Errorf("cannot add the comment: %w", err)
		}
		if added.Mentions, err = s.mention(tx, &v, &added, text.Mentions); err != nil {
			return err
		}
		return s.record(tx, c, "comment.add", "comment", added.ID, nil, added)
	})
	return added, err
}

// repliable refuses replies to replies, to what is deleted, and across subjects.
func repliable(tx Tx, about Subject, replyTo string) error {
	if replyTo == "" {
		return nil
	}
	to, err := tx.Comment(replyTo)
	switch {
	case fault.Is(err, fault.NotFound) || err == nil && to.Subject != about:
		return fault.New(fault.Invalid, "reply_to: there is no such comment here")
	case err != nil:
		return fmt.Errorf("cannot load the comment that is answered: %w", err)
	case to.ReplyTo != "":
		return fault.New(fault.Invalid, "reply_to: replies are one level deep; answer the comment that begins the thread")
	case to.DeletedAt != nil:
		return fault.New(fault.IllegalMove, "the comment that you answer is deleted")
	}
	return nil
}

// mention makes the people the mentioned ones of a comment. Those who were mentioned before stay so, seen or not.
func (s *Service) mention(tx Tx, v *Vendor, about *Comment, ids []string) ([]Choice, error) {
	if err := tx.DropMentions(about.ID, ids); err != nil {
		return nil, fmt.Errorf("cannot change who is mentioned: %w", err)
	}
	found := []Choice{}
	if len(ids) > 0 {
		var err error
		if found, err = tx.Among(audience(v), ids); err != nil {
			return nil, fmt.Errorf("cannot look for those who are mentioned: %w", err)
		}
	}
	for _, id := range ids {
		at := slices.IndexFunc(found, func(p Choice) bool { return p.ID == id })
		before := slices.ContainsFunc(about.Mentions, func(p Choice) bool { return p.ID == id })
		switch {
		case before && at < 0:
			found = append(found, about.Mentions[slices.IndexFunc(about.Mentions, func(p Choice) bool { return p.ID == id })])
		case before:
		case at < 0:
			return nil, fault.New(fault.CannotMention, "mentions: %s is nobody who may see this vendor, and would not learn of the comment; choose from the people offered", id)
		default:
			if err := tx.AddMention(s.newID(), about.ID, found[at], s.now()); err != nil {
				return nil, fmt.Errorf("cannot mention: %w", err)
			}
		}
	}
	slices.SortFunc(found, func(a, b Choice) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return found, nil
}
