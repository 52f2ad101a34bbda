package main

import (
	"fmt"

	"countersign/client"
	"countersign/fault"
	"countersign/internal/present"
)

// follow waits until a report is read, and gives what the reading asks for: a password, a permission. Each is given once.
func (s *sending) follow(name, id string) error {
	password, permit := s.password, s.Permit
	for {
		r, err := s.server.Watch(s.env.ctx, id, func(r client.Review) {
			s.line.show(present.Clean(name) + "  " + readingOf(&r))
		})
		s.line.clear()
		if err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		switch {
		case r.Failure == nil:
			if s.Wait && r.Summary != nil && r.Summary.Kind != "soc2" {
				s.env.status = max(s.env.status, statusOtherKind)
			}
			return s.print(name, id, outcomeOf(&r))
		case password != "" && asksForPassword(&r):
			_, err = s.server.GivePassword(s.env.ctx, id, password, permit)
			password = ""
		case permit != "" && r.Failure.Code == string(fault.PermissionNeeded):
			_, err = s.server.ConfirmReading(s.env.ctx, id, permit)
			permit = ""
		default:
			if err := s.print(name, id, r.Analysis); err != nil {
				return err
			}
			return fault.New(fault.Code(r.Failure.Code), "%s", r.Failure.Message)
		}
		if err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		if !s.Wait {
			return s.print(name, id, "queued")
		}
	}
}

func asksForPassword(r *client.Review) bool {
	code := fault.Code(r.Failure.Code)
	return code == fault.PasswordNeeded || code == fault.PasswordWrong
}

// outcomeOf is the recommendation over a SOC 2 report; of anything else, what it is.
func outcomeOf(r *client.Review) string {
	switch {
	case r.Summary == nil:
		return r.Analysis
	case r.Summary.Recommendation != "":
		return r.Analysis + ": " + present.Clean(r.Summary.Recommendation)
	}
	return r.Analysis + ": " + present.Clean(r.Summary.Kind)
}

// readingOf is how far the reading of a report is.
func readingOf(r *client.Review) string {
	switch p := r.Progress; {
	case r.Analysis == "":
		return "no report yet"
	case r.Failure != nil:
		return fmt.Sprintf("failed: %s", present.Clean(r.Failure.Code))
	case r.Analysis == "reading" && p.Pages > 0:
		return fmt.Sprintf("%s page %d of %d", present.Clean(p.Stage), p.Page, p.Pages)
	}
	return present.Clean(r.Analysis)
}
