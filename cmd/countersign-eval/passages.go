package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"countersign/internal/passages"
)

// passages judges the labeled passages under the folders by a program's "catalog try" and prints a line for each set.
func (e evaluation) passages(ctx context.Context, program string, dirs []string) error {
	judge := func(section, text string) (map[string]string, error) { return try(ctx, program, section, text) }
	for _, dir := range dirs {
		for _, set := range [...]string{"shared.yaml", "first.yaml", "second.yaml", "fourth.yaml", "fifth.yaml", "wordings/second", "wordings/third"} {
			cases, err := load(filepath.Join(dir, "passages", set))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return err
			}
			t, err := passages.MeasureBy(judge, cases)
			if err != nil {
				return err //nolint:wrapcheck // names the case
			}
			_, _ = fmt.Fprintf(e.stdout, "passages/%-16s status exact %.3f of %d, false positives %.3f of %d\n", set, t.ExactShare(), t.Labels, t.FalseShare(), t.Uncovered)
			if e.misses {
				for _, m := range t.Misses {
					_, _ = fmt.Fprintln(e.stdout, "miss:", m)
				}
			}
		}
	}
	return nil
}

func load(path string) ([]passages.Case, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the file
	}
	if info.IsDir() {
		return passages.Wordings(path) //nolint:wrapcheck // names the file
	}
	return passages.Load(path) //nolint:wrapcheck // names the file
}

// try runs the command on one passage.
func try(ctx context.Context, program, section, text string) (map[string]string, error) {
	if section == "" {
		section = "III"
	}
	cmd := exec.CommandContext(ctx, program, "catalog", "try", "--section", section, "--format", "json") //nolint:gosec // the program under test
	cmd.Stdin = strings.NewReader(text)
	raw, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("cannot run %s: %w", program, err)
	}
	var out struct {
		Items map[string]struct {
			Status string `json:"status"`
		} `json:"items"`
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("cannot read what %s prints: %w", program, err)
	}
	status := make(map[string]string, len(out.Items))
	for ref, it := range out.Items {
		status[ref] = it.Status
	}
	return status, nil
}
