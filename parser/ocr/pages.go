package ocr

import (
	"context"
	"fmt"
	"sync"

	"countersign/fault"
)

// Job is the scanned pages of one document. Render gives a page's picture at DPI, or less if that is too large, and the dots per
// inch that it has; it is called by one goroutine at a time and only when a worker is free, so that no more than Workers
// pictures are in memory. Store and Progress may be nil. Progress is
// called after each page, stored ones included, by one goroutine at a time.
type Job struct {
	File     string // hash of the document's content
	Pages    []int
	DPI      int
	Workers  int // tesseract processes at once, of one thread each; less than 1 means 1
	Render   func(ctx context.Context, page, dpi int) (img Image, used int, err error)
	Store    Store
	Progress func(done, total int)
}

// Page is the outcome of one page: its result, or the error that this page alone failed with.
type Page struct {
	Number int
	Result Result
	Stored bool // taken from the store
	Err    error
}

// Pages recognizes the job's pages and returns those that it came to, in the job's order. A page that cannot be read carries its
// error and stops nothing. The returned error is what ended the work early: fault.Canceled, fault.OCRMissing, or
// fault.WriteFailed when the store refused a page. Pages finished by then are in the store, and the next run goes on with the
// others.
func (t *Tesseract) Pages(ctx context.Context, job Job) ([]Page, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s := &schedule{tesseract: t, job: job, pages: make([]*Page, len(job.Pages)), stop: cancel}
	var workers sync.WaitGroup
	for range min(max(job.Workers, 1), len(job.Pages)) {
		workers.Go(func() { s.work(ctx) })
	}
	workers.Wait()
	var pages []Page
	for _, p := range s.pages {
		if p != nil {
			pages = append(pages, *p)
		}
	}
	if ctx.Err() == nil {
		return pages, nil
	}
	if cause := context.Cause(ctx); fault.Of(cause).Code != fault.Internal {
		return pages, cause
	}
	return pages, fault.Wrap(context.Cause(ctx), fault.Canceled, "reading the scanned pages was canceled")
}

// schedule is one run of Pages.
type schedule struct {
	tesseract *Tesseract
	job       Job
	stop      context.CancelCauseFunc

	rendering sync.Mutex // a document is rendered by one goroutine at a time

	mu    sync.Mutex // guards the rest
	next  int
	done  int
	pages []*Page
}

func (s *schedule) work(ctx context.Context) {
	for {
		i, ok := s.claim()
		if !ok || ctx.Err() != nil {
			return
		}
		page := s.read(ctx, s.job.Pages[i])
		if ctx.Err() != nil && page.Err != nil {
			return
		}
		if fault.Is(page.Err, fault.OCRMissing) || fault.Is(page.Err, fault.WriteFailed) {
			s.stop(page.Err)
			return
		}
		s.finish(i, page)
	}
}

func (s *schedule) claim() (index int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	index = s.next
	s.next++
	return index, index < len(s.pages)
}

func (s *schedule) finish(i int, page *Page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[i] = page
	s.done++
	if s.job.Progress != nil {
		s.job.Progress(s.done, len(s.pages))
	}
}

func (s *schedule) read(ctx context.Context, number int) *Page {
	page := &Page{Number: number}
	key := s.tesseract.Key(s.job.File, number, s.job.DPI)
	if s.job.Store != nil {
		if page.Result, page.Stored = s.job.Store.Load(key); page.Stored {
			return page
		}
	}
	img, dpi, err := s.render(ctx, number)
	if err != nil {
		page.Err = renderFault(err, number)
		return page
	}
	if page.Result, page.Err = s.tesseract.Recognize(ctx, img, dpi); page.Err != nil || s.job.Store == nil {
		return page
	}
	if err := s.job.Store.Save(key, page.Result); err != nil {
		page.Err = fault.Wrap(err, fault.WriteFailed, "a recognized page cannot be kept; is the disk full?")
	}
	return page
}

func (s *schedule) render(ctx context.Context, number int) (img Image, dpi int, err error) {
	s.rendering.Lock()
	defer s.rendering.Unlock()
	if err := ctx.Err(); err != nil {
		return Image{}, 0, err
	}
	return s.job.Render(ctx, number, s.job.DPI)
}

// renderFault keeps the code that the renderer gave, if it gave one.
func renderFault(err error, number int) error {
	if fault.Of(err).Code == fault.Internal {
		return fault.Wrap(err, fault.OCRFailed, "page %d cannot be turned into a picture", number)
	}
	return fmt.Errorf("cannot render page %d: %w", number, err)
}
