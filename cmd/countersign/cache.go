package main

import (
	"os"
	"path/filepath"
)

// cacheDir is where PDFium's compiled code is kept between runs; empty when there is no such place, which costs two seconds a start.
// The reading child has no environment, so it is told by the folder of the program's user.
func cacheDir() string {
	if d := os.Getenv("COUNTERSIGN_CACHE"); d != "" {
		return filepath.Join(d, "engine")
	}
	d, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(d, "countersign", "engine")
}

// pagesDir is where recognized pages are kept while a review is under way; it is removed when the review is done.
func pagesDir(sum string) (string, error) {
	d := os.Getenv("COUNTERSIGN_CACHE")
	if d == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return "", err //nolint:wrapcheck // the caller goes on without a store
		}
		d = filepath.Join(base, "countersign")
	}
	return filepath.Join(d, "pages", sum), nil
}
