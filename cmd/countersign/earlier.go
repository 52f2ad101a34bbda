package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"countersign/reliability"
	"countersign/report"
)

// kept is what is taken of the result of an earlier review. What was no SOC 2 report, or was not read, has nothing to compare with.
type kept struct {
	report.Report
	Assessment *struct {
		Fingerprint *reliability.Fingerprint `json:"fingerprint"`
	} `json:"assessment"`
	Error *json.RawMessage `json:"error"`
}

// mostResult is the size up to which an earlier result is read.
const mostResult = 256 << 20

// loadEarlier takes up the results in a folder, in the order of their names. A file that is none is reported and left out.
func (c *reviewCommand) loadEarlier(env *environment, into *onHand) error {
	if c.Earlier == "" {
		return nil
	}
	names, err := os.ReadDir(c.Earlier)
	if err != nil {
		return usageError{fmt.Errorf("--earlier: the folder %s cannot be read; check its name and that you may read it", c.Earlier)}
	}
	for _, n := range names {
		if n.IsDir() || filepath.Ext(n.Name()) != ".json" {
			continue
		}
		path := filepath.Join(c.Earlier, n.Name())
		if err := takeUp(path, into); err != nil {
			_, _ = fmt.Fprintf(env.stderr, "%s: left out of the comparison: %v\n", path, err)
		}
	}
	return nil
}

// takeUp reads one file: the result of one report, or a list of them.
func takeUp(path string, into *onHand) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return errors.New("it cannot be opened")
	case info.Size() > mostResult:
		return fmt.Errorf("it has more than %d MB", mostResult>>20)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return errors.New("it cannot be read")
	}
	return into.takeUp(raw)
}

// takeUp adds the results in JSON.
func (h *onHand) takeUp(raw []byte) error {
	var list []kept
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '[' {
		raw = slices.Concat([]byte("["), raw, []byte("]"))
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return errors.New("it is no result of countersign review --format json")
	}
	for i := range list {
		k := &list[i]
		switch {
		case k.Error != nil || k.Facts.Kind != "" && k.Facts.Kind != report.SOC2:
		case k.Facts.Kind == "":
			return errors.New("it is no result of countersign review --format json")
		case k.Assessment == nil || k.Assessment.Fingerprint == nil:
			return errors.New("it was made before fingerprints were kept; review the report again")
		default:
			h.add(*k.Assessment.Fingerprint, reliability.EarlierOf(&k.Report))
		}
	}
	return nil
}
