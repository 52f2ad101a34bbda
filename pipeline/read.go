package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"countersign/assessment"
	"countersign/fault"
	"countersign/parser"
	"countersign/parser/ocr"
	"countersign/reliability"
	"countersign/report"
	"countersign/review"
	"countersign/review/derive"
)

// read makes the result of a task. A panic of ours is an error, without its text, which may be the report's.
func (r *Reader) read(ctx context.Context, t *review.Task, p *progress) (out review.ReadingResult, err error) {
	defer func() {
		if recover() != nil {
			err = fault.New(fault.Internal, "something went wrong inside Countersign while this file was read; please report it")
		}
	}()
	hand, err := r.onHand(ctx, t)
	if err != nil {
		return out, err
	}
	key := r.key(t, hand)
	had, err := r.Shelf.AnalysisOf(ctx, key)
	switch {
	case err == nil:
		return r.again(had)
	case !fault.Is(err, fault.NotFound):
		return out, fmt.Errorf("cannot look for an analysis: %w", err)
	}
	data, err := r.Files.ReadAll(ctx, t.Document.SHA256)
	if err != nil {
		return out, fmt.Errorf("cannot fetch the file: %w", err)
	}
	rep, err := r.parse(ctx, t, data, p)
	if err != nil {
		return out, err
	}
	p.show("judge", rep.Coverage.Pages, rep.Coverage.Pages)
	judged, err := r.Assessor.Assess(rep, assessment.Options{AsOf: r.Now(), Others: hand.prints, Previous: reliability.Preceding(rep, hand.earlier)})
	if err != nil {
		return out, fmt.Errorf("cannot judge the report: %w", err)
	}
	var b bytes.Buffer
	if err := assessment.WriteJSON(&b, r.Assessor.Print(rep, judged)); err != nil {
		return out, fmt.Errorf("cannot write the analysis: %w", err)
	}
	out, err = r.result(review.Analysis{Key: key, Result: b.Bytes()}, rep, judged)
	out.Pages = rep.PageTexts
	return out, err
}

// again takes up an analysis that was made before: of the same file, for another vendor or an earlier review.
func (r *Reader) again(had review.Analysis) (review.ReadingResult, error) {
	var printed struct {
		report.Report
		Assessment *assessment.Assessment `json:"assessment"`
	}
	if err := json.Unmarshal(had.Result, &printed); err != nil {
		return review.ReadingResult{}, fmt.Errorf("cannot take up the analysis: %w", err)
	}
	return r.result(had, &printed.Report, printed.Assessment)
}

func (r *Reader) result(a review.Analysis, rep *report.Report, judged *assessment.Assessment) (review.ReadingResult, error) {
	out := review.ReadingResult{Analysis: a, Summary: summary(rep, judged), Findings: derive.Findings(rep, judged), FollowUps: derive.FollowUps(judged)}
	var err error
	if judged != nil {
		out.Controls = derive.Controls(rep)
		out.Print, err = kept(rep, judged)
	}
	return out, err
}

// parse has the file read in the child.
func (r *Reader) parse(ctx context.Context, t *review.Task, data []byte, p *progress) (*report.Report, error) {
	password := ""
	if len(t.Sealed) > 0 {
		var err error
		if password, err = r.Unseal(t.Sealed); err != nil {
			return nil, fmt.Errorf("cannot open the password: %w", err)
		}
	}
	o := parser.Options{
		Name: t.Document.Name, Password: password, Confirmed: t.Confirmed, Recognizer: r.Recognizer, Readers: r.Readers, Log: r.Log,
		Progress: p.read, Command: r.Command,
	}
	if pages := r.pages(t.Document.SHA256); pages != nil {
		defer func() { _ = pages.Close() }()
		o.Pages = pages
	}
	rep, err := parser.Read(ctx, data, o)
	if err != nil {
		return nil, fmt.Errorf("cannot read the report: %w", err)
	}
	return rep, nil
}

// kept is what others are held against from now on.
func kept(rep *report.Report, judged *assessment.Assessment) (*review.Print, error) {
	fingerprint, err := json.Marshal(judged.Fingerprint)
	if err != nil {
		return nil, fmt.Errorf("cannot keep the fingerprint: %w", err)
	}
	earlier, err := json.Marshal(reliability.EarlierOf(rep))
	if err != nil {
		return nil, fmt.Errorf("cannot keep the facts: %w", err)
	}
	return &review.Print{SHA256: rep.SHA256, Fingerprint: fingerprint, Earlier: earlier}, nil
}

// pages keeps recognized pages until the result is kept, so that the next try goes on where this one stopped.
func (r *Reader) pages(sum string) *ocr.FolderStore {
	if r.Recognizer == nil || r.Pages == "" {
		return nil
	}
	s, err := ocr.OpenFolder(filepath.Join(r.Pages, sum))
	if err != nil {
		r.Log.Warn("recognized pages are not kept", "error", err)
		return nil
	}
	return s
}

// tidy removes the recognized pages of a file whose result is kept.
func (r *Reader) tidy(sum string) {
	if r.Recognizer == nil || r.Pages == "" {
		return
	}
	if _, err := os.Stat(filepath.Join(r.Pages, sum)); err != nil {
		return
	}
	s, err := ocr.OpenFolder(filepath.Join(r.Pages, sum))
	if err == nil {
		err = s.Remove()
	}
	if err != nil {
		r.Log.Warn("recognized pages are left", "error", err)
	}
}
