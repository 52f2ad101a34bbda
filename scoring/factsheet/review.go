package factsheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"countersign/report"
	"countersign/scoring"
)

// Review is what a provider's score takes from the output of `countersign review --format json`.
type Review struct {
	report.Report
	Assessment *Assessment `json:"assessment"`
	Failure    *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// Assessment is the checklist's part of a review.
type Assessment struct {
	Scores struct {
		Coverage *struct {
			Value        *float64     `json:"value"`
			High         *float64     `json:"high"`
			Completeness *float64     `json:"completeness"`
			Steps        scoring.Step `json:"steps"`
		} `json:"ai_coverage"`
	} `json:"scores"`
	Items []struct {
		Ref    string `json:"ref"`
		Status string `json:"status"`
	} `json:"items"`
}

// ParseReview reads the review of one file. The error says what else the bytes are.
func ParseReview(raw []byte) (*Review, error) {
	if raw = bytes.TrimSpace(raw); len(raw) > 0 && raw[0] == '[' {
		return nil, errors.New("it holds the reviews of several files; name one of a single report")
	}
	var r Review
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, fmt.Errorf("it is no review of a report in JSON: %w", err)
	}
	switch {
	case r.Failure != nil:
		return nil, fmt.Errorf("the report was not read: %s", r.Failure.Message)
	case r.Facts.Kind == "":
		return nil, errors.New("it is no review of a report; make one with `countersign review --format json`")
	}
	if c := r.coverage(); c.Evidence != "" && (c.Value < 0 || c.High > 100 || c.High < c.Value) {
		return nil, errors.New("its AI coverage is no score from 0 to 100")
	}
	return &r, nil
}

// coverage is the AI coverage that the review found; without evidence when it has none.
func (r *Review) coverage() scoring.Coverage {
	c := scoring.Coverage{Reading: map[string]string{}}
	if r.Assessment == nil {
		return c
	}
	for _, i := range r.Assessment.Items {
		if slices.Contains(scoring.ReadingItems(), i.Ref) && slices.Contains(scoring.Statuses(), i.Status) {
			c.Reading[i.Ref] = i.Status
		}
	}
	s := r.Assessment.Scores.Coverage
	if s == nil || s.Value == nil {
		return c
	}
	const whole = 100
	c.Value, c.High, c.Completeness, c.Evidence, c.Source = *s.Value, *s.Value, whole, scoring.Examined, string(scoring.Examined)+", "+r.File
	c.Steps = s.Steps
	if s.High != nil {
		c.High = *s.High
	}
	if s.Completeness != nil {
		c.Completeness = *s.Completeness
	}
	return c
}
