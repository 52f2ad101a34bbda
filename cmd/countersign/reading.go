package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"sync"

	"countersign/fault"
	"countersign/reliability"
	"countersign/report"
)

// reading is what became of reading one file. Where other files wait to be read, the report is kept packed: it is a tenth of its size
// then, and no text of a vendor stands in a file of ours.
type reading struct {
	path    string
	report  *report.Report
	packed  []byte
	print   reliability.Fingerprint
	earlier *reliability.Earlier
	fault   *fault.Error
}

// pack puts the report away.
func (r *reading) pack() error {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := json.NewEncoder(z).Encode(r.report); err != nil {
		return fmt.Errorf("cannot keep the report: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("cannot keep the report: %w", err)
	}
	r.report, r.packed = nil, b.Bytes()
	return nil
}

// unpack gives the report, once.
func (r *reading) unpack() (*report.Report, error) {
	if r.packed == nil {
		return r.report, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(r.packed))
	if err != nil {
		return nil, fmt.Errorf("cannot take up the report: %w", err)
	}
	rep := &report.Report{}
	if err := json.NewDecoder(z).Decode(rep); err != nil {
		return nil, fmt.Errorf("cannot take up the report: %w", err)
	}
	r.packed = nil
	return rep, nil
}

// onHand are the reports that others are held against: those of this run and those of earlier ones, each once.
type onHand struct {
	prints  []reliability.Fingerprint
	earlier []reliability.Earlier
	seen    map[string]bool
}

func (h *onHand) add(f reliability.Fingerprint, e *reliability.Earlier) {
	if h.seen == nil {
		h.seen = map[string]bool{}
	}
	if h.seen[f.SHA256] || e == nil {
		return
	}
	h.seen[f.SHA256] = true
	h.prints, h.earlier = append(h.prints, f), append(h.earlier, *e)
}

// each does a piece of work for 0 to n-1, so many at once.
func each(n, jobs int, do func(i int)) *sync.WaitGroup {
	work := make(chan int, n)
	for i := range n {
		work <- i
	}
	close(work)
	var wg sync.WaitGroup
	for range min(jobs, n) {
		wg.Go(func() {
			for i := range work {
				do(i)
			}
		})
	}
	return &wg
}
