package parser

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"countersign/fault"
	"countersign/parser/anatomy"
	"countersign/parser/engine"
	"countersign/parser/layout"
	"countersign/parser/legible"
	"countersign/parser/raster"
	"countersign/parser/sandbox"
	"countersign/report"
)

// Serve is the life of a reading child; the program exits with its result. cacheDir holds PDFium's compiled code.
func Serve(cacheDir string) int {
	// A child lives for one document: collecting garbage rarely costs memory that is given back in a moment anyway.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(heapGoal) // from here on it collects at the usual pace
	c := &child{}
	return sandbox.Serve(func() error { return c.setUp(cacheDir) }, c.handle)
}

// child is the reading child's state.
type child struct {
	rt     *engine.Runtime
	judge  *legible.Judge
	conn   *sandbox.Conn
	req    request
	data   []byte
	reader *engine.Reader
}

// setUp loads what needs files, before confinement.
func (c *child) setUp(cacheDir string) error {
	judged := make(chan error, 1)
	go func() {
		var err error
		c.judge, err = legible.New()
		judged <- err
	}()
	var err error
	c.rt, err = engine.NewRuntime(context.Background(), engine.Options{CacheDir: cacheDir, Readers: maxReaders})
	if err = errors.Join(err, <-judged); err != nil {
		return fmt.Errorf("cannot set up the reading child: %w", err)
	}
	return nil
}

const (
	maxReaders = 4
	heapGoal   = 250 << 20 // bytes; without it a report of 1,000 pages takes 430 MiB, with it 290, in the same time
)

func (c *child) handle(conn *sandbox.Conn) error {
	c.conn = conn
	if err := c.receiveDocument(); err != nil {
		return err
	}
	reader, err := c.rt.Open(c.data, c.req.Password)
	if err != nil {
		return fmt.Errorf("cannot open the document: %w", err)
	}
	c.reader = reader
	defer reader.Close()
	perm, err := c.permission()
	if err != nil {
		return err
	}
	if n := reader.Pages(); n > c.req.MaxPages {
		return fault.New(fault.TooManyPages, "the file has %d pages, more than the limit of %d; split it or raise the limit", n, c.req.MaxPages)
	}
	if err := sendJSON(conn, msgPages, reader.Pages()); err != nil {
		return err
	}
	pages := c.readPages()
	if !slices.ContainsFunc(pages, func(p *pageWork) bool { return !p.laid.Unread }) {
		return fault.New(fault.Damaged, "no page of the file could be read: it is damaged; ask the vendor for a fresh copy")
	}
	if err := c.recognize(pages); err != nil {
		return err
	}
	rep := c.read(pages)
	rep.Permission = perm
	if err := sendJSON(conn, msgReport, rep); err != nil {
		return err
	}
	if c.req.Second {
		return sendJSON(conn, msgSecond, c.compare(pages, rep))
	}
	return nil
}

func (c *child) receiveDocument() error {
	for c.data == nil {
		kind, payload, err := c.conn.Receive()
		if err != nil {
			return fmt.Errorf("cannot receive the document: %w", err)
		}
		switch kind {
		case msgRequest:
			if c.req, err = decode[request](payload); err != nil {
				return err
			}
		case msgFile:
			c.data = payload
		}
	}
	return nil
}

// permission checks the file's own permission flags: honored unless the user confirmed that their terms allow reading.
func (c *child) permission() (report.Permission, error) {
	encrypted, forbidden := c.reader.Locked()
	p := report.Permission{Encrypted: encrypted, CopyForbidden: forbidden, PasswordUsed: c.req.Password != ""}
	if forbidden {
		p.Confirmed = c.req.Confirmed
		if !c.req.Confirmed {
			return p, fault.New(fault.PermissionNeeded, "copying is switched off in this file; confirm that your terms with the vendor allow machine reading (--confirm-permission) and try again")
		}
	}
	return p, nil
}

// read lays the pages out and reads the report.
func (c *child) read(pages []*pageWork) *report.Report {
	laid := make([]*layout.Page, len(pages))
	for i, p := range pages {
		laid[i] = p.laid
	}
	rep := anatomy.Read(layout.Assemble(laid))
	c.noteCoverage(rep, pages)
	return rep
}

// noteCoverage says which pages were recognized and why, and which could not be read.
func (c *child) noteCoverage(rep *report.Report, pages []*pageWork) {
	byReason := map[string][]int{}
	var order []string
	add := func(code string, page int) {
		if byReason[code] == nil {
			order = append(order, code)
		}
		byReason[code] = append(byReason[code], page)
	}
	for _, p := range pages {
		switch {
		case p.laid.Unread && p.laid.Reason != "":
			add(p.laid.Reason, p.number)
		case p.laid.OCR && p.garbage:
			add("garbage", p.number)
		}
	}
	for _, reason := range order {
		n := report.Note{Code: "pages-unread", Text: reason, Pages: byReason[reason]}
		if reason == "garbage" {
			n.Code, n.Text = "text-layer-garbage", "The text layer of these pages is unusable (broken character map); they were read from their picture instead."
		}
		rep.Notes = append(rep.Notes, n)
	}
}

// recognize asks the parent for the text of scanned pages, drawing them on request.
func (c *child) recognize(pages []*pageWork) error {
	want := c.scannedPages(pages)
	if len(want.Pages) == 0 {
		return nil
	}
	if !c.req.Recognition {
		for _, n := range want.Pages {
			pages[n-1].unread("These pages hold no text that can be read (pictures, or letters coded as other letters), and text recognition is not available: install tesseract-ocr and read the file again.")
		}
		return nil
	}
	if err := sendJSON(c.conn, msgScanned, want); err != nil {
		return err
	}
	rulings := map[int][]layout.PixelLine{}
	for {
		kind, payload, err := c.conn.Receive()
		if err != nil {
			return fmt.Errorf("cannot receive recognized pages: %w", err)
		}
		switch kind {
		case msgRender:
			rq, err := decode[renderRequest](payload)
			if err != nil {
				return err
			}
			if rulings[rq.Page], err = c.draw(rq); err != nil {
				return err
			}
		case msgRecognized:
			rec, err := decode[recognition](payload)
			if err != nil {
				return err
			}
			c.place(pages, rec, rulings)
			return nil
		}
	}
}

// draw sends a page's picture and finds the rulings in it.
func (c *child) draw(rq renderRequest) ([]layout.PixelLine, error) {
	img, dpi, err := c.reader.Render(rq.Page, rq.DPI)
	if err != nil {
		if c.reader.Trapped() {
			if rerr := c.reader.Reopen(); rerr != nil {
				return nil, fmt.Errorf("cannot go on after page %d: %w", rq.Page, rerr)
			}
		}
		return nil, sendImage(c.conn, imageHeader{Error: err.Error()}, nil)
	}
	var lines []layout.PixelLine
	for _, l := range raster.Lines(img.Pix, img.Width, img.Height) {
		lines = append(lines, layout.PixelLine(l))
	}
	return lines, sendImage(c.conn, imageHeader{Width: img.Width, Height: img.Height, DPI: dpi}, img.Pix)
}

func sendImage(conn *sandbox.Conn, h imageHeader, pix []byte) error {
	if err := sendJSON(conn, msgImage, h); err != nil {
		return err
	}
	if err := conn.Send(msgPixels, pix); err != nil {
		return fmt.Errorf("cannot send a page's picture: %w", err)
	}
	return nil
}

// place puts recognized words into their pages.
func (c *child) place(pages []*pageWork, rec recognition, rulings map[int][]layout.PixelLine) {
	for n, r := range rec.Pages {
		p := pageAt(pages, n)
		if p == nil {
			continue
		}
		r.Rulings = rulings[n]
		p.laid = layout.AnalyzeRecognized(n, p.box, p.rotation, r)
		if len(r.Words) == 0 {
			p.unread("No text could be recognized on these pages; look at them yourself.")
		}
	}
	for n, why := range rec.Failed {
		if p := pageAt(pages, n); p != nil {
			p.unread(why)
		}
	}
}

func pageAt(pages []*pageWork, n int) *pageWork {
	if n < 1 || n > len(pages) {
		return nil
	}
	return pages[n-1]
}
