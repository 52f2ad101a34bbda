package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"
)

// demo fills an empty workspace: a vendor for each PDF in a folder, with the PDF as its report.
func (p *parts) demo(ctx context.Context, folder string) (int, error) {
	c := identity.System("demo")
	page, err := p.reviews.Vendors(ctx, c, review.Query{Limit: 1})
	if err != nil || len(page.Items) > 0 {
		return 0, err //nolint:wrapcheck // it says what failed
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil || len(files) == 0 {
		return 0, fault.Wrap(errors.Join(err, os.ErrNotExist), fault.FileUnreadable, "there are no PDF files in %s", folder)
	}
	uploads := review.NewUploads(p.reviews, p.box, 0)
	for _, path := range files {
		if err := p.sample(ctx, c, uploads, path); err != nil {
			return 0, fmt.Errorf("cannot add the sample %s: %w", filepath.Base(path), err)
		}
	}
	return len(files), nil
}

func (p *parts) sample(ctx context.Context, c identity.Caller, uploads *review.Uploads, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("cannot open: %w", err)
	}
	defer f.Close()
	v, err := p.reviews.CreateVendor(ctx, c, review.VendorFields{Name: vendorOf(path), Services: "Sample"})
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	_, err = uploads.Upload(ctx, c, v.ID, review.UploadInput{Name: filepath.Base(path)}, f)
	return err //nolint:wrapcheck // it is coded
}

// vendorOf makes a name of a file's: "d02_quillmere.pdf" is Quillmere.
func vendorOf(path string) string {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	name = strings.ReplaceAll(regexp.MustCompile(`^[a-z]\d+_`).ReplaceAllString(name, ""), "_", " ")
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[size:]
}
