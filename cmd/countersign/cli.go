package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"countersign/parser"
)

// cli is the command line.
type cli struct {
	Review      reviewCommand      `cmd:"" help:"Read SOC 2 reports and print what they say, with page and quote."`
	Provider    providerGroup      `cmd:"" help:"Score a foundation-model provider from a fact sheet, with the steps of each number."`
	Catalog     catalogGroup       `cmd:"" help:"Show, check and try the AI checklist and your own items over it."`
	Serve       serveCommand       `cmd:"" help:"Run the server: vendors, uploads, reviews and decisions that several people share."`
	Login       loginCommand       `cmd:"" help:"Sign in to a server, for the commands below."`
	Logout      logoutCommand      `cmd:"" help:"Sign out of a server: its token ends."`
	Upload      uploadCommand      `cmd:"" help:"Send a vendor's documents to a server."`
	Status      statusCommand      `cmd:"" help:"Tell how far reviews on a server are, and what comes next."`
	Findings    findingsCommand    `cmd:"" help:"List the findings of a review on a server, with page and quote."`
	Export      exportCommand      `cmd:"" help:"Take a review out of a server."`
	Token       tokenGroup         `cmd:"" help:"Make, list and revoke tokens for programs."`
	Audit       auditGroup         `cmd:"" help:"Check and export the trail of what was done."`
	User        userGroup          `cmd:"" help:"List, invite, disable and enable people, and let them set a new password."`
	Backup      backupCommand      `cmd:"" help:"Save all that a server keeps into one file, while it runs."`
	Restore     restoreCommand     `cmd:"" help:"Restore a backup into an empty workspace: all of it, or nothing."`
	Doctor      doctorCommand      `cmd:"" help:"Check a server's configuration, database, files, audit trail and surroundings, and say what to do."`
	Config      configCommand      `cmd:"" help:"Print the server's configuration in force, without secrets."`
	Key         keyCommand         `cmd:"" help:"Make a key for BLOB_KEY, which encrypts uploaded files."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the database's schema up to date; the server does so by itself when it starts."`
	OpenAPI     openapiCommand     `cmd:"" name:"openapi" hidden:"" help:"Print the description of the server's interface."`
	Healthcheck healthcheckCommand `cmd:"" hidden:"" help:"Ask the server on this machine whether it can work."`
	Version     versionCommand     `cmd:"" help:"Print the version of the reader."`
	LogLevel    level              `default:"warn" placeholder:"LEVEL" help:"What to log on standard error: debug, info, warn (the default) or error."`
}

// level is a level of logging on the command line.
type level slog.Level

// UnmarshalText reads "debug", "info", "warn" and "error" in any case.
func (l *level) UnmarshalText(text []byte) error {
	var v slog.Level
	if err := v.UnmarshalText(text); err != nil {
		return fmt.Errorf("wants debug, info, warn or error, not %q", text)
	}
	*l = level(v)
	return nil
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

// usageError is a mistake on the command line that the parser of flags cannot see.
type usageError struct{ error }

type versionCommand struct{}

// Run prints the reader's version.
func (versionCommand) Run(env *environment) error {
	_, err := fmt.Fprintln(env.stdout, "countersign engine", parser.Version)
	return err //nolint:wrapcheck // nothing to add
}
