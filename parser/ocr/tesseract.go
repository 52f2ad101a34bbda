package ocr

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"countersign/fault"
)

const (
	program      = "tesseract"
	language     = "eng"
	pageLimit    = 60 * time.Second
	askLimit     = 10 * time.Second
	howToInstall = "install tesseract with its English data (Debian, Ubuntu: apt install tesseract-ocr; " +
		"Fedora: dnf install tesseract; macOS: brew install tesseract) and try again"
)

// Tesseract is an installed tesseract program. It holds no state of a run and may be used by many goroutines at once.
type Tesseract struct {
	Path    string
	Version string        // such as "5.3.0"
	Limit   time.Duration // for one page
}

// Find looks for tesseract on PATH and asks for its version and its English data. It fails with fault.OCRMissing.
func Find() (*Tesseract, error) {
	path, err := exec.LookPath(program)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.OCRMissing, "scanned pages need tesseract, which is not installed: %s", howToInstall)
	}
	t := &Tesseract{Path: path, Limit: pageLimit}
	ctx, cancel := context.WithTimeout(context.Background(), askLimit)
	defer cancel()
	if t.Version, err = t.askVersion(ctx); err != nil {
		return nil, fault.Wrap(err, fault.OCRMissing, "the tesseract on this machine does not work: %s", howToInstall)
	}
	if err := t.askLanguage(ctx); err != nil {
		return nil, fault.Wrap(err, fault.OCRMissing, "tesseract has no English data: %s", howToInstall)
	}
	return t, nil
}

func (t *Tesseract) askVersion(ctx context.Context) (string, error) {
	out, err := t.run(ctx, nil, "--version")
	if err != nil {
		return "", fmt.Errorf("cannot ask for the version: %w", err)
	}
	first, _, _ := strings.Cut(string(out), "\n")
	name, version, _ := strings.Cut(strings.TrimSpace(first), " ")
	if name != program || version == "" {
		return "", fmt.Errorf("cannot find a version in %q", first)
	}
	return version, nil
}

func (t *Tesseract) askLanguage(ctx context.Context) error {
	out, err := t.run(ctx, nil, "--list-langs")
	if err != nil {
		return fmt.Errorf("cannot ask for the languages: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		if strings.TrimSpace(line) == language {
			return nil
		}
	}
	return fmt.Errorf("language %q is not listed", language)
}
