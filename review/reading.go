package review

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// Task is a reading that a worker has taken.
type Task struct {
	Review    Review
	Document  Document
	Unit      string // of the vendor
	Worker    string // the one who holds it; different for each try
	Sealed    []byte // the password, if one was given
	Confirmed bool   // somebody confirmed that the file may be read although copying is switched off
}

// How long and how often.
const (
	// Silence is how long a worker may give no sign of life before its reading goes to another.
	Silence = 15 * time.Second
	// MostTries is how often a reading is begun before it is parked, whatever ended the tries.
	MostTries = 4
)

func reader() identity.Caller { return identity.System("reader") }

// Begin gives the reading of a review to a worker. There is no task when there is nothing to do: another holds it, it is done, or the
// review is closed. A reading that was begun too often without an end, which is how a file that kills the server shows, is parked.
func (s *Service) Begin(ctx context.Context, reviewID, worker string) (*Task, error) {
	var out *Task
	err := s.change(ctx, func(tx Tx) error {
		sealed, taken, err := tx.Take(reviewID, worker, s.now())
		if err != nil || !taken {
			return err //nolint:wrapcheck // the caller says what failed
		}
		r, err := tx.Review(reviewID)
		if err != nil {
			return fmt.Errorf("cannot load the review: %w", err)
		}
		if r.State.Locked() || r.Analysis != AnalysisQueued && r.Analysis != AnalysisReading {
			return tx.Forget(reviewID)
		}
		if r.Progress.Attempts >= MostTries {
			const text = "reading this file was interrupted several times and is given up; try again, and report the file if it happens once more"
			if err := s.park(tx, r, Failure{string(fault.ReaderCrashed), text}); err != nil {
				return err
			}
			return tx.Forget(reviewID)
		}
		r.Analysis, r.Progress = AnalysisReading, Progress{Attempts: r.Progress.Attempts + 1}
		if err := tx.ShowAnalysis(r.ID, r.Analysis, r.Progress); err != nil {
			return fmt.Errorf("cannot show the progress: %w", err)
		}
		out, err = s.task(tx, r)
		if out != nil {
			out.Worker, out.Sealed = worker, sealed
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("cannot begin the reading: %w", err)
	}
	return out, nil
}

// task gathers what a reading needs.
func (s *Service) task(tx Tx, r Review) (*Task, error) {
	d, err := tx.Document(r.DocumentID)
	if err != nil {
		return nil, fmt.Errorf("cannot load the document: %w", err)
	}
	v, err := tx.Vendor(r.VendorID)
	if err != nil {
		return nil, fmt.Errorf("cannot load the vendor: %w", err)
	}
	row, err := tx.Setting(readingPermission)
	if err != nil {
		return nil, fmt.Errorf("cannot load the setting: %w", err)
	}
	p, err := permissionOf(row)
	if err != nil {
		return nil, err
	}
	if d.Permission == "" && p.Allowed { // the file's own line says on what ground it was read
		before := d
		d.Permission, d.Version = "the organization's setting: "+p.Reason, d.Version+1
		if err := tx.SaveDocument(d); err != nil {
			return nil, fmt.Errorf("cannot save the document: %w", err)
		}
		if err := s.record(tx, reader(), "document.permission", "document", d.ID, before, d); err != nil {
			return nil, err
		}
	}
	return &Task{Review: r, Document: d, Unit: v.Unit, Confirmed: d.Permission != ""}, nil
}

// Beat is a worker's sign of life, with how far it is. It is false once the reading is another's.
func (s *Service) Beat(ctx context.Context, t *Task, p Progress) (bool, error) {
	p.Attempts = t.Review.Progress.Attempts
	held, err := s.store.Beat(ctx, t.Review.ID, t.Worker, p, s.now())
	if err != nil {
		return false, fmt.Errorf("cannot show the progress: %w", err)
	}
	return held, nil
}

// ReadingResult is what came of reading and judging.
type ReadingResult struct {
	Analysis  Analysis
	Summary   Summary
	Findings  []Finding
	FollowUps []FollowUp     // what to ask the vendor
	Controls  []NamedControl // complementary user entity controls; nil of documents that do not speak of them
	Print     *Print         // nil of documents that others are not held against
	Pages     []string       // the words of each page; nil when they were kept before
}

// Finish keeps the result, once: a worker that lost its reading to another changes nothing.
func (s *Service) Finish(ctx context.Context, t *Task, result ReadingResult) error {
	return s.end(ctx, t, Tx.Forget, func(tx Tx, before Review) error {
		now := s.now()
		if result.Analysis.ID == "" {
			result.Analysis.ID, result.Analysis.CreatedAt = s.newID(), now
		}
		after := before
		var err error
		if after.AnalysisID, err = tx.AddAnalysis(result.Analysis); err != nil {
			return fmt.Errorf("cannot keep the analysis: %w", err)
		}
		after.Analysis, after.Summary, after.Failure = AnalysisReady, &result.Summary, nil
		after.Progress = Progress{Attempts: before.Progress.Attempts, Page: result.Summary.Pages, Pages: result.Summary.Pages}
		if after.State == Reading {
			after.State = InReview
		}
		after.Version, after.UpdatedAt = before.Version+1, now
		if err := tx.SaveReview(after); err != nil {
			return fmt.Errorf("cannot save the review: %w", err)
		}
		if err := tx.AddFindings(s.numbered(after, result.Findings)); err != nil {
			return fmt.Errorf("cannot keep the findings: %w", err)
		}
		if err := tx.AddFollowUps(s.asked(after, result.FollowUps)); err != nil {
			return fmt.Errorf("cannot keep what is to be asked: %w", err)
		}
		if err := s.register(tx, &after, result.Controls); err != nil {
			return err
		}
		if err := s.keepPages(tx, t.Document.SHA256, result.Pages); err != nil {
			return err
		}
		if result.Print != nil {
			result.Print.CreatedAt = now
			if err := tx.AddPrint(*result.Print); err != nil {
				return fmt.Errorf("cannot keep the fingerprint: %w", err)
			}
		}
		return s.record(tx, reader(), "review.ready", "review", after.ID, before, after)
	})
}

// numbered gives findings what the review knows.
func (s *Service) numbered(r Review, findings []Finding) []Finding {
	for i := range findings {
		f := &findings[i]
		f.ID, f.ReviewID, f.VendorID, f.Position, f.Version, f.CreatedAt, f.UpdatedAt = s.newID(), r.ID, r.VendorID, i+1, 1, r.UpdatedAt, r.UpdatedAt
		if f.Decision.Verdict == "" {
			f.Decision.Verdict = Open
		}
	}
	return findings
}

// asked gives follow-ups what the review knows.
func (s *Service) asked(r Review, list []FollowUp) []FollowUp {
	for i := range list {
		f := &list[i]
		f.ID, f.ReviewID, f.VendorID, f.Version, f.CreatedAt, f.UpdatedAt = s.newID(), r.ID, r.VendorID, 1, r.UpdatedAt, r.UpdatedAt
	}
	return list
}

// Park ends a reading with the reason why it failed.
func (s *Service) Park(ctx context.Context, t *Task, why Failure) error {
	leave := Tx.Forget
	if why.Code == string(fault.PermissionNeeded) { // a password that opened the file must not be asked for again
		leave = Tx.Rest
	}
	return s.end(ctx, t, leave, func(tx Tx, before Review) error { return s.park(tx, before, why) })
}

func (s *Service) park(tx Tx, before Review, why Failure) error {
	after := before
	after.Analysis, after.Failure, after.Version, after.UpdatedAt = AnalysisFailed, &why, before.Version+1, s.now()
	after.Progress = Progress{Attempts: before.Progress.Attempts}
	if err := tx.SaveReview(after); err != nil {
		return fmt.Errorf("cannot save the review: %w", err)
	}
	return s.record(tx, reader(), "review.parked", "review", after.ID, before, after)
}

// end runs the last step of a reading, if it is still the worker's, and leaves it.
func (s *Service) end(ctx context.Context, t *Task, leave func(Tx, string) error, last func(Tx, Review) error) error {
	return s.change(ctx, func(tx Tx) error {
		held, err := tx.Holds(t.Review.ID, t.Worker)
		if err != nil || !held {
			return err //nolint:wrapcheck // it says what failed
		}
		r, err := tx.Review(t.Review.ID)
		if err != nil {
			return fmt.Errorf("cannot load the review: %w", err)
		}
		if !r.State.Locked() && r.Analysis == AnalysisReading {
			if err := last(tx, r); err != nil {
				return err
			}
		}
		if err := leave(tx, r.ID); err != nil {
			return fmt.Errorf("cannot end the reading: %w", err)
		}
		return nil
	})
}

// Release gives a reading back for another try, which its own job makes. A try that ended with the server is not counted.
func (s *Service) Release(ctx context.Context, t *Task, counted bool) error {
	return s.change(ctx, func(tx Tx) error {
		held, err := tx.Holds(t.Review.ID, t.Worker)
		if err != nil || !held {
			return err //nolint:wrapcheck // it says what failed
		}
		p := Progress{Attempts: t.Review.Progress.Attempts}
		if !counted {
			p.Attempts--
		}
		if err := tx.ShowAnalysis(t.Review.ID, AnalysisQueued, p); err != nil {
			return fmt.Errorf("cannot show the progress: %w", err)
		}
		return tx.Return(t.Review.ID)
	})
}

// restedLasts is how long a password waits for the permission to use it.
const restedLasts = 7 * 24 * time.Hour

// Rescue gives readings whose workers died to others, and says how many there were.
func (s *Service) Rescue(ctx context.Context) (int, error) {
	n := 0
	err := s.change(ctx, func(tx Tx) error {
		if err := tx.ForgetRested(s.now().Add(-restedLasts)); err != nil {
			return fmt.Errorf("cannot forget passwords: %w", err)
		}
		lost, err := tx.Abandoned(s.now().Add(-Silence))
		if err != nil {
			return fmt.Errorf("cannot look for readings: %w", err)
		}
		n = len(lost)
		for _, id := range lost {
			r, err := tx.Review(id)
			if err != nil {
				return fmt.Errorf("cannot load the review: %w", err)
			}
			if err := tx.ShowAnalysis(id, AnalysisQueued, Progress{Attempts: r.Progress.Attempts}); err != nil {
				return fmt.Errorf("cannot show the progress: %w", err)
			}
			if err := tx.Requeue(id); err != nil {
				return fmt.Errorf("cannot queue the reading: %w", err)
			}
		}
		return nil
	})
	return n, err
}
