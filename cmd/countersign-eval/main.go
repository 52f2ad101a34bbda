// Command countersign-eval measures the parser against labeled reports.
//
//	countersign-eval [--markdown] [--misses] [--try PROGRAM] DIR...
//
// Every folder under the DIRs that holds NAME.pdf beside NAME.truth.json is a set of its own; its table is printed. With --markdown
// docs/accuracy.md is written too; with --misses whatever was missed is listed. With --try the
// labeled passages under DIR/passages are judged one by one by PROGRAM's "catalog try".
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/internal/accuracy"
	"countersign/parser"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, time.Now)) }

// cacheVariable tells the reading child, which has no other environment, where PDFium's compiled code is.
const cacheVariable = "COUNTERSIGN_CACHE"

func run(args []string, stdout, stderr io.Writer, now func() time.Time) int {
	if len(args) > 0 && args[0] == parser.ChildArgument {
		return parser.Serve(os.Getenv(cacheVariable))
	}
	flags := flag.NewFlagSet("countersign-eval", flag.ContinueOnError)
	flags.SetOutput(stderr)
	markdown := flags.Bool("markdown", false, "write docs/accuracy.md too")
	misses := flags.Bool("misses", false, "list what was missed")
	try := flags.String("try", "", "program whose `catalog try` judges the labeled passages")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() == 0 {
		_, _ = fmt.Fprintln(stderr, "countersign-eval: name the folders with labeled reports, such as testdata")
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	e := evaluation{stdout: stdout, stderr: stderr, misses: *misses}
	results, err := e.results(ctx, flags.Args())
	if err == nil && *markdown {
		err = writeMarkdown(filepath.Join("docs", "accuracy.md"), results, now())
	}
	if err == nil && *try != "" {
		err = e.passages(ctx, *try, flags.Args())
	}
	if err != nil {
		_, _ = fmt.Fprintln(stderr, "countersign-eval:", err)
		return 1
	}
	return 0
}

type evaluation struct {
	stdout, stderr io.Writer
	misses         bool
}

// results reviews and scores each set and prints its table.
func (e evaluation) results(ctx context.Context, dirs []string) ([]accuracy.Result, error) {
	sets, err := accuracy.Load(dirs...)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what failed
	}
	if len(sets) == 0 {
		return nil, errors.New("no labeled reports were found")
	}
	list, err := builtIn()
	if err != nil {
		return nil, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	reader := accuracy.Reader{Cache: filepath.Join(cache, "countersign", "engine"), Jobs: 2, Log: slog.New(slog.DiscardHandler)}
	var out []accuracy.Result
	for _, set := range sets {
		reports, failed := reader.Review(ctx, set)
		res := accuracy.Score(set, reports)
		accuracy.ScoreChecklist(&res, set, reports, list)
		quotes, err := accuracy.CheckQuotes(ctx, set, reports)
		if err != nil {
			_, _ = fmt.Fprintln(e.stderr, "quotes are not checked:", err)
		} else {
			res.Measures = append(res.Measures, quotes.Measure)
			res.Misses = append(res.Misses, quotes.Missing...)
		}
		out = append(out, res)
		if err := e.print(res, failed); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (e evaluation) print(res accuracy.Result, failed map[string]error) error {
	if err := res.Table(e.stdout); err != nil {
		return err //nolint:wrapcheck // it says what failed
	}
	for _, name := range slices.Sorted(maps.Keys(failed)) {
		_, _ = fmt.Fprintf(e.stderr, "%v\n", failed[name])
	}
	if e.misses {
		for _, m := range res.Misses {
			_, _ = fmt.Fprintln(e.stdout, "miss:", m)
		}
	}
	_, _ = fmt.Fprintln(e.stdout)
	return nil
}

// builtIn is the checklist as it is shipped.
func builtIn() (*checklist.Checklist, error) {
	cat, err := catalog.Load()
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what failed
	}
	return checklist.New(cat) //nolint:wrapcheck // it says what failed
}
