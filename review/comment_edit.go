package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// Comment is one comment.
func (s *Service) Comment(ctx context.Context, c identity.Caller, id string) (Comment, error) {
	got, err := s.store.Comment(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return Comment{}, unseen("comment")
	}
	if err != nil {
		return Comment{}, fmt.Errorf("cannot load the comment: %w", err)
	}
	v, err := s.store.Vendor(ctx, got.VendorID)
	if _, err = seen(c, identity.ReadReviews, v, err); err != nil {
		return Comment{}, other(err, "comment")
	}
	return got, nil
}

// EditComment changes a comment of the caller's own within 15 minutes. What it said before stays in the audit trail. The version is the one
// that the caller read. Errors: illegal-move when it is deleted or the time is over.
func (s *Service) EditComment(ctx context.Context, c identity.Caller, id string, version int, text CommentText) (Comment, error) {
	text, err := text.clean()
	if err != nil {
		return Comment{}, err
	}
	var after Comment
	err = s.change(ctx, func(tx Tx) error {
		before, v, err := s.ownComment(tx, c, id)
		if err != nil {
			return err
		}
		if err := before.changeable(c.UserID); err != nil {
			return err
		}
		now := s.now()
		if now.Sub(before.CreatedAt) > Editable {
			return fault.New(fault.IllegalMove, "a comment can be changed for %d minutes; write another", int(Editable.Minutes()))
		}
		if before.Version != version {
			return outdated("comment")
		}
		after = before
		after.Text, after.EditedAt, after.Version, after.UpdatedAt = text.Text, &now, version+1, now
		if err := tx.SaveComment(after); err != nil {
			return fmt.Errorf("cannot save the comment: %w", err)
		}
		if after.Mentions, err = s.mention(tx, &v, &before, text.Mentions); err != nil {
			return err
		}
		return s.record(tx, c, "comment.edit", "comment", id, before, after)
	})
	return after, err
}

// DeleteComment empties a comment of the caller's own; that there was one stays, and replies do. What it said stays in the audit trail.
func (s *Service) DeleteComment(ctx context.Context, c identity.Caller, id string) error {
	return s.change(ctx, func(tx Tx) error {
		before, _, err := s.ownComment(tx, c, id)
		if err != nil {
			return err
		}
		if err := before.changeable(c.UserID); err != nil {
			return err
		}
		now := s.now()
		after := before
		after.Text, after.Mentions, after.DeletedAt, after.Version, after.UpdatedAt = "", []Choice{}, &now, before.Version+1, now
		if err := tx.SaveComment(after); err != nil {
			return fmt.Errorf("cannot delete the comment: %w", err)
		}
		if err := tx.DropMentions(id, nil); err != nil {
			return fmt.Errorf("cannot delete whom the comment mentions: %w", err)
		}
		return s.record(tx, c, "comment.delete", "comment", id, before, after)
	})
}

// ownComment is a comment with its vendor, if the caller may write comments there.
func (s *Service) ownComment(tx Tx, c identity.Caller, id string) (Comment, Vendor, error) {
	if err := c.Need(identity.WriteComment); err != nil {
		return Comment{}, Vendor{}, err //nolint:wrapcheck // it is coded
	}
	got, err := tx.Comment(id)
	if fault.Is(err, fault.NotFound) {
		return got, Vendor{}, unseen("comment")
	}
	if err != nil {
		return got, Vendor{}, fmt.Errorf("cannot load the comment: %w", err)
	}
	v, err := tx.Vendor(got.VendorID)
	v, err = seen(c, identity.WriteComment, v, err)
	return got, v, other(err, "comment")
}
