// Command countersign-topics learns the weights of package checklist/topic from the labeled passages in testdata/passages and the examples of the
// catalog, and writes them to checklist/topic/weights.tsv.
//
//	go run ./cmd/countersign-topics [-hold GLOB] [-out FILE] [DIR]
//
// With -hold, files whose path matches the glob are left out, so that they can measure what was learned. Learning is deterministic.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	hold := flag.String("hold", "", "leave out labeled files whose path matches this glob")
	out := flag.String("out", filepath.Join("checklist", "topic", "weights.tsv"), "file to write")
	flag.Parse()
	dir := filepath.Join("testdata", "passages")
	if flag.NArg() > 0 {
		dir = flag.Arg(0)
	}
	if err := run(dir, *hold, *out); err != nil {
		fmt.Fprintln(os.Stderr, "topics:", err)
		os.Exit(1)
	}
}

func run(dir, hold, out string) error {
	items, passages, err := load(dir, hold)
	if err != nil {
		return err
	}
	learned := learn(items, passages)
	if err := os.WriteFile(out, learned.write(), 0o644); err != nil { //nolint:gosec // the file is part of the source
		return fmt.Errorf("cannot write the weights: %w", err)
	}
	fmt.Printf("%d passages, %d items, %d weights\n", len(passages), len(items), learned.size())
	return nil
}
