package accuracy

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"countersign/parser"
	"countersign/parser/ocr"
	"countersign/parser/sandbox"
	"countersign/report"
)

// Reader reviews labeled documents with package parser. The program that uses it must serve as reading child (parser.Serve).
type Reader struct {
	Cache string // where the child keeps PDFium's compiled code
	Jobs  int    // documents at once
	Log   *slog.Logger
}

// Review reads all documents of a set, locked ones with their password. A document that cannot be read is missing in the reports and
// stands among the errors.
func (r Reader) Review(ctx context.Context, set Set) (map[string]*report.Report, map[string]error) {
	reports, failed := map[string]*report.Report{}, map[string]error{}
	recognizer, err := ocr.Find()
	if err != nil {
		recognizer = nil // scans stay unread
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan struct{}, max(1, r.Jobs))
	for _, d := range set.Documents {
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			rep, err := r.read(ctx, d, recognizer)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed[d.Name] = err
				return
			}
			reports[d.Name] = rep
		}()
	}
	wg.Wait()
	return reports, failed
}

func (r Reader) read(ctx context.Context, d Document, recognizer *ocr.Tesseract) (*report.Report, error) {
	data, err := os.ReadFile(d.Path)
	if err != nil {
		return nil, fmt.Errorf("cannot open %s: %w", d.Name, err)
	}
	rep, err := parser.Read(ctx, data, parser.Options{
		Name: filepath.Base(d.Path), Password: d.Meta.Password, Confirmed: true, Recognizer: recognizer, Log: r.Log,
		Command: sandbox.Command{Args: []string{parser.ChildArgument}, Env: []string{"COUNTERSIGN_CACHE=" + r.Cache}},
	})
	if err != nil {
		return nil, fmt.Errorf("cannot review %s: %w", d.Name, err)
	}
	return rep, nil
}
