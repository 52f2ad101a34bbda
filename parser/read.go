package parser

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"time"

	"countersign/fault"
	"countersign/parser/layout"
	"countersign/parser/ocr"
	"countersign/parser/sandbox"
	"countersign/report"
)

// Options of reading one document. The zero value reads with the defaults and without text recognition.
type Options struct {
	Name       string // file name, for the report
	Password   string
	Confirmed  bool // the user confirmed that a copy-restricted file may be read
	MaxPages   int  // 0 means DefaultMaxPages
	MaxBytes   int  // 0 means DefaultMaxBytes
	Memory     uint64
	Readers    int // PDFium instances; 0 means one a processor
	NoSecond   bool
	Recognizer *ocr.Tesseract // nil: scanned pages stay unread
	Pages      ocr.Store      // keeps recognized pages, so that an interrupted reading goes on; may be nil
	Progress   func(Progress)
	Log        *slog.Logger
	Command    sandbox.Command // zero: this program with ChildArgument
}

// Limits that hold unless Options say otherwise.
const (
	DefaultMaxPages  = 5000
	DefaultMaxBytes  = 256 << 20
	secondTime       = 4 * time.Second
	secondGrace      = time.Second // for the page under way
	recognitionDPI   = 200
	firstOutputLimit = 1 << 30
)

// Read reads one document. Errors are faults: empty-file, file-too-large, not-a-pdf, damaged-file, unsupported-file, too-many-pages,
// password-needed, password-wrong, permission-needed, time-limit, memory-limit, output-limit, reader-crashed, canceled.
// A document of another kind than SOC 2 is no error here: the report says what it is.
func Read(ctx context.Context, data []byte, o Options) (*report.Report, error) {
	if len(data) == 0 {
		return nil, fault.New(fault.Empty, "the file is empty; export or download it again")
	}
	o = withDefaults(o)
	if len(data) > o.MaxBytes {
		return nil, fault.New(fault.TooLarge, "the file has %d MB, more than the limit of %d MB", len(data)>>20, o.MaxBytes>>20)
	}
	s, err := start(ctx, data, o)
	if err != nil {
		return nil, err
	}
	defer s.child.Close()
	rep, err := s.run()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	rep.File, rep.SHA256, rep.Engine = o.Name, hex.EncodeToString(sum[:]), "countersign-"+Version
	s.noteSecond(rep)
	return rep, nil
}

func withDefaults(o Options) Options {
	if o.MaxPages == 0 {
		o.MaxPages = DefaultMaxPages
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Readers == 0 {
		o.Readers = runtime.NumCPU()
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Command.Args == nil {
		o.Command.Args = []string{ChildArgument}
	}
	return o
}

// session is the parent's side of reading one document.
type session struct {
	ctx    context.Context
	child  *sandbox.Child
	data   []byte
	o      Options
	pages  int
	second *report.SecondReader
}

func start(ctx context.Context, data []byte, o Options) (*session, error) {
	limits := sandbox.Default(0)
	if o.Memory > 0 {
		limits.Memory = o.Memory
	}
	child, err := sandbox.Start(ctx, o.Command, limits, o.Log)
	if err != nil {
		return nil, fmt.Errorf("cannot start the reading child: %w", err)
	}
	s := &session{ctx: ctx, child: child, data: data, o: o}
	req := request{
		Password: o.Password, Confirmed: o.Confirmed, Readers: o.Readers, MaxPages: o.MaxPages, Second: !o.NoSecond,
		SecondMs: int(secondTime.Milliseconds()), Recognition: o.Recognizer != nil,
	}
	err = sendJSON(child, msgRequest, req)
	if err == nil {
		if err = child.Send(msgFile, data); err != nil {
			err = fmt.Errorf("cannot hand over the document: %w", err)
		}
	}
	if err != nil {
		// The child may have said why before it went: its own word is better than the broken pipe.
		if _, _, rerr := child.Receive(); rerr != nil && !errors.Is(rerr, io.EOF) {
			err = rerr
		}
		_ = child.Close()
		return nil, fmt.Errorf("cannot read the document: %w", err)
	}
	return s, nil
}

// run talks with the child until the report is there and the second reader has had its time.
func (s *session) run() (*report.Report, error) {
	var rep *report.Report
	for {
		kind, payload, err := s.child.Receive()
		switch {
		case err == nil:
		case rep != nil: // the second reader failed, or all is done; the report is safe
			return rep, nil
		case errors.Is(err, io.EOF):
			return nil, fault.New(fault.ReaderCrashed, "the reader ended without a result; try again, and report the file if it happens twice")
		default:
			return nil, fmt.Errorf("cannot read the document: %w", err)
		}
		if kind == msgReport {
			r, err := decode[report.Report](payload)
			if err != nil {
				return nil, err
			}
			rep = &r
			// The second reader may hang on a hostile file. It had its time; nobody waits for the rest of the child's.
			late := time.AfterFunc(secondTime+secondGrace, func() { _ = s.child.Close() })
			defer late.Stop()
			continue
		}
		if err := s.handle(kind, payload); err != nil {
			return nil, err
		}
		if s.second != nil && rep != nil {
			return rep, nil // nothing more will come that anybody waits for
		}
	}
}

func (s *session) handle(kind byte, payload []byte) error {
	switch kind {
	case msgPages:
		n, err := decode[int](payload)
		if err != nil {
			return err
		}
		if n < 1 || n > s.o.MaxPages || s.pages > 0 {
			return brokenTalk("a file of %d pages", n)
		}
		l := sandbox.Default(n)
		s.pages = n
		s.child.SetWall(l.Wall)
		s.child.SetOutput(max(l.Output, firstOutputLimit))
		s.o.Progress(Progress{"reading", 0, n})
	case msgProgress:
		p, err := decode[Progress](payload)
		if err != nil {
			return err
		}
		s.o.Progress(p)
	case msgScanned:
		want, err := decode[scanned](payload)
		if err != nil {
			return err
		}
		if err := s.plausible(want); err != nil {
			return err
		}
		return s.recognize(want)
	case msgSecond:
		second, err := decode[report.SecondReader](payload)
		if err != nil {
			return err
		}
		s.second = &second
	}
	return nil
}

// The child has met a hostile file and may have been taken over: what it says is checked before anything is done about it.

// plausible refuses pages that the document does not have, and a recognition that was not offered.
func (s *session) plausible(want scanned) error {
	if s.o.Recognizer == nil || len(want.Pages) == 0 || len(want.Pages) > s.pages {
		return brokenTalk("%d pages to recognize of %d", len(want.Pages), s.pages)
	}
	last := 0
	for _, n := range want.Pages {
		if n <= last || n > s.pages {
			return brokenTalk("page %d to recognize of %d", n, s.pages)
		}
		last = n
	}
	return nil
}

// fits tells whether the header can belong to a picture of so many bytes.
func (h imageHeader) fits(bytes int) bool {
	return h.Width > 0 && h.Height > 0 && h.Width <= sandbox.MaxMessage && h.Height <= sandbox.MaxMessage &&
		h.Width*h.Height == bytes && h.DPI > 0 && h.DPI <= recognitionDPI
}

func brokenTalk(format string, args ...any) error {
	return fault.Wrap(fmt.Errorf("the child speaks of "+format, args...), fault.ReaderCrashed,
		"the reader lost its way in the file, which may be damaged or hostile; ask the vendor for a fresh copy, or report the problem")
}

// recognize runs tesseract over the pages that the child names; the child draws each one on request.
func (s *session) recognize(want scanned) error {
	sum := sha256.Sum256(s.data)
	job := ocr.Job{
		File: hex.EncodeToString(sum[:]), Pages: want.Pages, DPI: recognitionDPI, Workers: s.o.Readers, Store: s.o.Pages,
		Render:   s.picture,
		Progress: func(done, total int) { s.o.Progress(Progress{"recognizing", done, total}) },
	}
	s.child.PauseClock()
	got, err := s.o.Recognizer.Pages(s.ctx, job)
	s.child.ResumeClock()
	if err != nil {
		return fmt.Errorf("cannot recognize the scanned pages: %w", err)
	}
	rec := recognition{Pages: map[int]layout.Recognized{}, Failed: map[int]string{}}
	for _, p := range got {
		if p.Err != nil {
			s.o.Log.Warn("page not recognized", "page", p.Number, "error", p.Err)
			rec.Failed[p.Number] = "These pages are pictures whose text could not be recognized; look at them yourself."
			continue
		}
		rec.Pages[p.Number] = recognized(p.Result)
	}
	return sendJSON(s.child, msgRecognized, rec)
}

func recognized(r ocr.Result) layout.Recognized {
	out := layout.Recognized{Width: r.Width, Height: r.Height, DPI: r.DPI, Turned: r.Turned, Skew: r.Skew}
	for _, w := range r.Words {
		x, y := float64(w.Box.X), float64(w.Box.Y)
		out.Words = append(out.Words, layout.RecognizedWord{Text: w.Text, X0: x, Y0: y, X1: x + float64(w.Box.Width), Y1: y + float64(w.Box.Height)})
	}
	return out
}

// picture asks the child to draw a page.
func (s *session) picture(_ context.Context, page, dpi int) (ocr.Image, int, error) {
	if err := sendJSON(s.child, msgRender, renderRequest{page, dpi}); err != nil {
		return ocr.Image{}, 0, err
	}
	var head imageHeader
	for {
		kind, payload, err := s.child.Receive()
		if err != nil {
			return ocr.Image{}, 0, fmt.Errorf("cannot receive the picture of page %d: %w", page, err)
		}
		switch kind {
		case msgImage:
			if head, err = decode[imageHeader](payload); err != nil {
				return ocr.Image{}, 0, err
			}
		case msgPixels:
			if head.Error != "" {
				return ocr.Image{}, 0, fmt.Errorf("cannot draw page %d: %s", page, head.Error)
			}
			if !head.fits(len(payload)) {
				return ocr.Image{}, 0, brokenTalk("a picture of %d x %d in %d bytes", head.Width, head.Height, len(payload))
			}
			return ocr.Image{Width: head.Width, Height: head.Height, Stride: head.Width, Pix: payload}, head.DPI, nil
		}
	}
}

// noteSecond adds the second reader's figures to the report.
func (s *session) noteSecond(rep *report.Report) {
	switch {
	case s.second != nil:
		rep.Coverage.Second = *s.second
	case s.o.NoSecond:
		rep.Coverage.Second.Status = "not run"
	default:
		rep.Coverage.Second.Status = "stopped"
	}
	if rep.Coverage.Second.Agreement == nil {
		rep.Coverage.Second.Agreement = map[int]float64{}
	}
	if rep.Coverage.Second.Low == nil {
		rep.Coverage.Second.Low = []int{}
	}
	if low := rep.Coverage.Second.Low; len(low) > 0 {
		rep.Notes = append(rep.Notes, report.Note{Code: "readers-disagree", Text: "Two independent readers saw different text on these pages; compare the quotes with the page itself.", Pages: low})
	}
}
