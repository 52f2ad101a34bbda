// Command countersign reads vendors' SOC 2 reports.
//
//	countersign review FILE... [--format text|json|markdown] [--as-of DATE] [--password-file F] [--confirm-permission]
//	                           [--out DIR] [--jobs N]
//
// Exit status of review: 0 reviewed; 2 wrong usage; 3 a password or a permission is needed; 4 not readable; 5 not a SOC 2 report
// (its kind and facts are printed all the same). Of many files the highest status counts; one bad file never stops the others.
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

	"countersign/parser"

	"github.com/alecthomas/kong"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now)) }

// cli is the command line.
type cli struct {
	Review   reviewCommand  `cmd:"" help:"Read SOC 2 reports and print what they say, with page and quote."`
	Version  versionCommand `cmd:"" help:"Print the version."`
	LogLevel slog.Level     `enum:"DEBUG,INFO,WARN,ERROR" default:"WARN" help:"What to log on standard error: DEBUG, INFO, WARN or ERROR."`
}

type versionCommand struct{}

// Run prints the engine's version.
func (versionCommand) Run(env *environment) error {
	_, err := fmt.Fprintln(env.stdout, "countersign engine", parser.Version)
	return err //nolint:wrapcheck // nothing to add
}

// environment is what commands may use of the outside.
type environment struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	now    func() time.Time
	log    *slog.Logger
	status int
}

// Exit statuses.
const (
	statusOK         = 0
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
		kong.Description("Reads a vendor's SOC 2 report and says, with page and quote, what it proves and what it leaves open."), kong.UsageOnError())
	if err != nil {
		_, _ = fmt.Fprintln(stderr, "countersign:", err)
		return statusUsage
	}
	kctx, err := k.Parse(args)
	if exit >= 0 { // help was printed
		return exit
	}
	if err != nil {
		_, _ = fmt.Fprintf(stderr, "countersign: %v\nRun \"countersign --help\" for the commands.\n", err)
		return statusUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	env := &environment{
		ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, now: now,
		log: slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: c.LogLevel})),
	}
	if err := kctx.Run(env); err != nil {
		var u usageError
		if errors.As(err, &u) {
			_, _ = fmt.Fprintf(stderr, "countersign: %v\n", err)
			return statusUsage
		}
		env.log.Error("command failed", "error", err)
		return max(env.status, 1)
	}
	return env.status
}

// usageError is a mistake on the command line that the parser of flags cannot see.
type usageError struct{ error }
