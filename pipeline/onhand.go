package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"countersign/parser"
	"countersign/reliability"
	"countersign/review"
)

// onHand are the reports that one is held against: text that stands in another's, and the vendor's report before.
type onHand struct {
	prints  []reliability.Fingerprint
	earlier []reliability.Earlier // of the same vendor
	sums    []string              // of all of them
}

// mostPrints bounds the comparison: some 40 kB each.
const mostPrints = 500

// onHand loads them, of the vendors that whoever sees this one sees too.
func (r *Reader) onHand(ctx context.Context, t *review.Task) (onHand, error) {
	var out onHand
	rows, err := r.Shelf.Prints(ctx, t.Unit, mostPrints)
	if err != nil {
		return out, fmt.Errorf("cannot load the reports on hand: %w", err)
	}
	slices.SortFunc(rows, func(a, b review.Print) int {
		return cmp.Or(cmp.Compare(a.SHA256, b.SHA256), cmp.Compare(a.VendorID, b.VendorID))
	})
	for i := range rows {
		p := &rows[i]
		if p.SHA256 == t.Document.SHA256 {
			continue
		}
		if p.VendorID == t.Review.VendorID {
			var e reliability.Earlier
			if err := json.Unmarshal(p.Earlier, &e); err != nil {
				return out, fmt.Errorf("cannot take up an earlier report: %w", err)
			}
			out.earlier, out.sums = append(out.earlier, e), append(out.sums, "earlier:"+p.SHA256)
		}
		if n := len(out.prints); n > 0 && out.prints[n-1].SHA256 == p.SHA256 {
			continue
		}
		var f reliability.Fingerprint
		if err := json.Unmarshal(p.Fingerprint, &f); err != nil {
			return out, fmt.Errorf("cannot take up a fingerprint: %w", err)
		}
		out.prints, out.sums = append(out.prints, f), append(out.sums, p.SHA256)
	}
	return out, nil
}

// key names all that the analysis depends on. What it was held against and how pages were recognized stand in it as a hash.
func (r *Reader) key(t *review.Task, hand onHand) review.AnalysisKey {
	recognition := "none"
	if r.Recognizer != nil {
		recognition = r.Recognizer.Version
	}
	h := sha256.New()
	for _, part := range append([]string{t.Document.Name, recognition, fmt.Sprint(t.Confirmed, len(t.Sealed) > 0)}, hand.sums...) {
		_, _ = fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return review.AnalysisKey{
		SHA256: t.Document.SHA256, Engine: "countersign-" + parser.Version, Catalog: r.Catalog, AsOf: r.Now().Format(time.DateOnly),
		Options: hex.EncodeToString(h.Sum(nil)),
	}
}
