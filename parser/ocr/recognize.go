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

// Recognize reads one page. A page without text gives no words and no error. It fails with fault.Canceled, fault.TimeLimit,
// fault.OutputLimit, fault.OCRMissing when the program has gone, or fault.OCRFailed.
func (t *Tesseract) Recognize(ctx context.Context, img Image, dpi int) (Result, error) {
	if err := img.check(); err != nil {
		return Result{}, fault.Wrap(err, fault.OCRFailed, "the page's picture cannot be read by OCR")
	}
	if dpi < 1 {
		return Result{}, fmt.Errorf("cannot recognise at %d dpi", dpi)
	}
	img, turned := straighten(img)
	page, cancel := context.WithTimeout(ctx, t.Limit)
	defer cancel()
	out, err := t.run(page, img.writePGM, "stdin", "stdout", "--dpi", strconv.Itoa(dpi), "-l", language, "--psm", sparse, "tsv")
	if err != nil {
		return Result{}, t.explain(ctx, page, err)
	}
	words, err := parseTSV(out)
	if err != nil {
		return Result{}, fault.Wrap(err, fault.OCRFailed, "tesseract gave no text that can be read; check its installation")
	}
	words = dropRules(words, dpi)
	return Result{
		Words: words, Confidence: meanConfidence(words),
		Width: img.Width, Height: img.Height, DPI: dpi, Skew: turned,
	}, nil
}

func straighten(img Image) (straight Image, turned float64) {
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
