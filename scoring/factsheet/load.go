package factsheet

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"countersign/fault"
	"countersign/scoring"
)

// The most bytes that are read of a sheet and of a review.
const (
	maxSheet  = 1 << 20
	maxReview = 64 << 20
)

// Loaded is a sheet with what its reviewed report adds: all that scoring.Provider needs.
type Loaded struct {
	Sheet  scoring.FactSheet
	Inputs scoring.Inputs
}

// Load reads a sheet and the review that it names. Faults: FileUnreadable when the sheet cannot be opened, BadFactSheet around fault.Problems
// when something in it is wrong.
func Load(path string, cfg scoring.Config) (Loaded, error) {
	raw, err := read(path, maxSheet)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Loaded{}, fault.Wrap(err, fault.FileUnreadable, "there is no file %s; `countersign provider template %s` makes one", path, path)
	case err != nil:
		return Loaded{}, fault.Wrap(err, fault.FileUnreadable, "the fact sheet %s cannot be read; check that it is a file of at most %d MB and that you may read it", path, maxSheet>>20)
	}
	s, err := Parse(path, raw, cfg)
	if err != nil {
		return Loaded{}, bad(path, err)
	}
	review, err := s.review(filepath.Dir(path))
	if err != nil {
		return Loaded{}, bad(path, err)
	}
	in, err := s.Inputs(review)
	if err != nil {
		return Loaded{}, bad(path, err)
	}
	return Loaded{Sheet: s.FactSheet, Inputs: in}, nil
}

// bad is the fault for a sheet with mistakes.
func bad(path string, err error) error {
	n := 1
	var list fault.Problems
	if errors.As(err, &list) {
		n = len(list)
	}
	what := "a mistake"
	if n > 1 {
		what = fmt.Sprintf("%d mistakes", n)
	}
	return fault.Wrap(err, fault.BadFactSheet, "the fact sheet %s has %s; correct what is listed and run again", path, what)
}

// review reads the review that the sheet names; nil when it names none.
func (s *Sheet) review(dir string) (*Review, error) {
	if s.ReportJSON == "" {
		return nil, nil //nolint:nilnil // no review is no error
	}
	path := s.ReportJSON
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	raw, err := read(path, maxReview)
	if err == nil {
		var r *Review
		if r, err = ParseReview(raw); err == nil {
			return r, nil
		}
	} else {
		err = fmt.Errorf("wants the path of a file, from the folder of the sheet: %w", err)
	}
	return nil, fault.Problems{{File: s.file, Line: s.jsonLine, Field: "report.report_json", Message: err.Error()}}
}

// read reads a file of at most so many bytes.
func read(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("cannot open the file: %w", err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	if int64(len(raw)) > most {
		return nil, fmt.Errorf("cannot read the file: it has more than %d MB", most>>20)
	}
	return raw, nil
}
