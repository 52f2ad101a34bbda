package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"countersign/parser/ocr"
)

// SweepPages removes recognized pages that no reading took up again for so long: their workers died, and the readings went to other servers
// or were given up. It says of how many files there were.
func SweepPages(folder string, now time.Time, age time.Duration) (int, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("cannot list recognized pages: %w", err)
	}
	n := 0
	var errs []error
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() || info.ModTime().After(now.Add(-age)) {
			continue // it went meanwhile, or it is used
		}
		s, err := ocr.OpenFolder(filepath.Join(folder, e.Name()))
		if err == nil {
			err = s.Remove()
		}
		errs = append(errs, err)
		n++
	}
	return n, errors.Join(errs...)
}
