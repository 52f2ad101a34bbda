// Command countersign reads vendors' SOC 2 reports.
//
//	countersign review FILE... [--format text|json|markdown] [--as-of DATE] [--password-file F] [--confirm-permission]
//	                           [--catalog DIR] [--earlier DIR] [--out DIR] [--jobs N]
//	countersign provider score FILE.yaml [--format text|json|markdown] [--as-of DATE]
//	countersign provider template [FILE.yaml]
//	countersign catalog list [--catalog DIR] [--format text|json]
//	countersign catalog show ITEM [--catalog DIR] [--format text|json|markdown]
//	countersign catalog validate [DIR...]
//	countersign catalog try --section I|II|III|IV|V [--catalog DIR] [--format text|json] < passage.txt
//	countersign login URL [--email ADDRESS] [--token-stdin]
//	countersign upload FILE... --vendor NAME|ID [--create] [--kind KIND] [--permit REASON] [--password-stdin] [--wait]
//	countersign status [REVIEW]
//	countersign findings REVIEW [--kind K] [--status S] [--severity S] [--verdict V] [--search WORDS] [--format text|json]
//	countersign export REVIEW [--format json|markdown] [--decisions] [-o FILE]
//	countersign logout
//	countersign version
//
// Exit status of review: 0 reviewed; 1 the result could not be written; 2 wrong usage; 3 a password or a permission is needed; 4 not
// readable; 5 not a SOC 2 report (its kind and facts are printed all the same). Of many files the highest status counts; one bad file
// never stops the others. Of provider score: 0 scored; 4 the fact sheet is missing or has mistakes. Of catalog: 4 a folder is missing or
// has mistakes, or the passage is too long. Of upload: the same as of review for each file, 1 when the server cannot be reached or refuses;
// login, status, findings and export: 0 done, 1 not. COUNTERSIGN_SERVER and COUNTERSIGN_TOKEN stand for signing in. Results go to standard output,
// everything else to standard error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"countersign/fault"
	"countersign/parser"

	"github.com/alecthomas/kong"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now)) }

// Exit statuses.
const (
	statusOK         = 0
	statusFailed     = 1
	statusUsage      = 2
	statusNeeds      = 3
	statusUnreadable = 4
	statusOtherKind  = 5
)

func run(args []string, stdin io.Reader, stdout, stderr io.Writer, now func() time.Time) int {
	if len(args) > 0 && args[0] == parser.ChildArgument {
		return parser.Serve(cacheDir())
	}
	var c cli
	exit := -1
	k, err := kong.New(&c, kong.Name("countersign"), kong.Writers(stdout, stderr), kong.Exit(func(code int) { exit = code }),
		kong.Description("Reads a vendor's SOC 2 report and says, with page and quote, what it proves and what it leaves open."))
	if err != nil {
		return complain(stderr, err, statusFailed)
	}
	parsed, err := k.Parse(args)
	if exit >= 0 { // help was printed
		return exit
	}
	if err != nil {
		_ = complain(stderr, err, statusUsage)
		_, _ = fmt.Fprintln(stderr, `Run "countersign --help" or "countersign review --help" for what is possible.`)
		return statusUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	env := &environment{
		ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, now: now,
		log: slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: slog.Level(c.LogLevel)})),
	}
	if err := parsed.Run(env); err != nil {
		return env.failed(err)
	}
	return env.status
}

func complain(w io.Writer, err error, status int) int {
	_, _ = fmt.Fprintln(w, "countersign:", err)
	return status
}

// failed reports the error of a command, once, and gives the exit status.
func (env *environment) failed(err error) int {
	var u usageError
	if errors.As(err, &u) {
		return complain(env.stderr, err, statusUsage)
	}
	f := fault.Of(err)
	env.log.Info("command failed", "code", f.Code, "error", err)
	_, _ = fmt.Fprintf(env.stderr, "countersign: %s [%s]\n", f.Message, f.Code)
	return max(env.status, statusFailed)
}

// mistaken lists the mistakes in a file that a person wrote, one a line, and passes the error on.
func (env *environment) mistaken(err error) error {
	env.status = statusUnreadable
	var mistakes fault.Problems
	if errors.As(err, &mistakes) {
		_, _ = fmt.Fprintln(env.stderr, mistakes)
	}
	return err
}
