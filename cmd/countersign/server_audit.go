package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"countersign/audit"
	"countersign/fault"
	"countersign/review"
)

// auditGroup is for the trail of what was done.
type auditGroup struct {
	Verify auditVerify `cmd:"" help:"Check the whole trail for tampering."`
	Export auditExport `cmd:"" help:"Print the trail as JSON Lines, oldest first."`
}

// auditVerify checks the chain.
type auditVerify struct {
	dataFlag
	Expect string `placeholder:"N:HASH" help:"An end that was written down before: the trail must still contain it. Without, only its own end is known."`
}

// Run prints where the trail ends, or where it breaks; a broken trail is status 1.
func (c *auditVerify) Run(env *environment) error {
	noted, err := review.NotedHead(c.Expect)
	if err != nil {
		return usageError{fmt.Errorf("--expect wants N:HASH as audit verify prints it, not %q", c.Expect)}
	}
	return env.with(c.Data, func(p *parts) error {
		v, err := review.NewTrail(p.db).Verify(env.ctx, commandLine(), noted)
		if err != nil {
			return err //nolint:wrapcheck // it says what failed
		}
		if len(v.Breaks) > 0 {
			env.status = statusFailed
			_, err = fmt.Fprintln(env.stdout, strings.Join(v.Breaks, "\n"))
			return err //nolint:wrapcheck // nothing to add
		}
		_, err = fmt.Fprintf(env.stdout, "the trail holds: %d entries, the last is %s\n", v.Entries, review.HeadText(v.Head))
		return err //nolint:wrapcheck // nothing to add
	})
}

// auditExport prints entries.
type auditExport struct {
	dataFlag
	From int64 `default:"1" placeholder:"N" help:"First entry."`
}

// Run prints one entry a line.
func (c *auditExport) Run(env *environment) error {
	return env.with(c.Data, func(p *parts) error {
		out := json.NewEncoder(env.stdout)
		_, err := p.db.AuditEntries(env.ctx, c.From, func(e *audit.Entry) error {
			if err := out.Encode(e); err != nil {
				return fault.Wrap(err, fault.WriteFailed, "the trail cannot be printed")
			}
			return nil
		})
		return err //nolint:wrapcheck // it says what failed
	})
}
