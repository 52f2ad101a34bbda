package ocr

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os/exec"
	"strconv"

	"countersign/fault"
)

// sparse is tesseract's page segmentation mode: find as much text as possible, in no order (see the package comment).
const sparse = "11"

// upright is the mean confidence under which a page may lie on its side or its head, so that the other turns are tried. Upright
// scans have about 95, the others 30 to 45.
const upright = 60

// Recognize reads one page. A page without text gives no words and no error. It fails with fault.Canceled, fault.TimeLimit,
// fault.OutputLimit, fault.OCRMissing when the program has gone, or fault.OCRFailed.
func (t *Tesseract) Recognize(ctx context.Context, img Image, dpi int) (Result, error) {
	if err := img.check(); err != nil {
		return Result{}, fault.Wrap(err, fault.OCRFailed, "the page's picture cannot be read by OCR")
	}
	if dpi < 1 {
		return Result{}, fmt.Errorf("cannot recognize at %d dpi", dpi)
	}
	page, cancel := context.WithTimeout(ctx, t.Limit)
	defer cancel()
	r, err := t.read(page, img, dpi)
	if err == nil && len(r.Words) > 0 && r.Confidence < upright {
		r = t.turned(page, img, r)
		err = ctx.Err()
	}
	if err != nil {
		return Result{}, t.explain(ctx, page, err)
	}
	return r, nil
}

// turned is the best reading of the picture in all its turns; best is the one as it lies. When the time is over, the best so far
// has to do.
func (t *Tesseract) turned(ctx context.Context, img Image, best Result) Result {
	for _, turn := range []int{90, 270, 180} {
		r, err := t.read(ctx, img.quarter(turn), best.DPI)
		if err != nil {
			break
		}
		if r.weight() > best.weight() {
			best, best.Turned = r, turn
		}
		if best.Confidence >= upright {
			break
		}
	}
	return best
}

// read recognizes the picture as it lies, but for a slight skew.
func (t *Tesseract) read(ctx context.Context, img Image, dpi int) (Result, error) {
	img, skew := straighten(img)
	out, err := t.run(ctx, img.writePGM, "stdin", "stdout", "--dpi", strconv.Itoa(dpi), "-l", language, "--psm", sparse, "tsv")
	if err != nil {
		return Result{}, err
	}
	words, err := parseTSV(out)
	if err != nil {
		return Result{}, err
	}
	words = dropRules(words, dpi)
	return Result{
		Words: words, Confidence: meanConfidence(words),
		Width: img.Width, Height: img.Height, DPI: dpi, Skew: skew,
	}, nil
}

func straighten(img Image) (straight Image, skew float64) {
	angle := math.Round(img.skew()*100) / 100
	if math.Abs(angle) < minSkew {
		return img, 0
	}
	return img.turn(angle), angle
}

// explain makes the coded error of a failed run out of what ended it.
func (t *Tesseract) explain(ctx, page context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return fault.Wrap(err, fault.Canceled, "reading the scanned pages was canceled")
	case page.Err() != nil:
		return fault.Wrap(err, fault.TimeLimit, "reading a scanned page took too long; a scan of lower resolution may help")
	case errors.Is(err, errTooMuch):
		return fault.Wrap(err, fault.OutputLimit, "a scanned page gave more text than a page can hold")
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, exec.ErrNotFound):
		return fault.Wrap(err, fault.OCRMissing, "tesseract is no longer there: %s", howToInstall)
	}
	return fault.Wrap(err, fault.OCRFailed, "tesseract could not read a scanned page; check its installation")
}
