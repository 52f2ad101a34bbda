package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"countersign/audit"
	"countersign/fault"
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
	expected, err := c.expected()
	if err != nil {
		return err
	}
	return env.with(c.Data, func(p *parts) error {
		var v audit.Verifier
		met := expected.Sequence == 0
		head, err := p.db.AuditEntries(env.ctx, 1, func(e *audit.Entry) error {
			v.Add(e)
			met = met || e.Sequence == expected.Sequence && e.Hash == expected.Hash
			return nil
		})
		if err != nil {
			return err //nolint:wrapcheck // it says what failed
		}
		v.End(head)
		lines := breaksOf(&v)
		if !met {
			lines = append(lines, fmt.Sprintf("entry %d does not have the hash that was written down: the trail was rewritten", expected.Sequence))
		}
		if len(lines) > 0 {
			env.status = statusFailed
			_, err = fmt.Fprintln(env.stdout, strings.Join(lines, "\n"))
			return err //nolint:wrapcheck // nothing to add
		}
		_, err = fmt.Fprintf(env.stdout, "the trail holds: %d entries, the last is %d:%s\n", v.Head().Sequence, v.Head().Sequence, v.Head().Hash)
		return err //nolint:wrapcheck // nothing to add
	})
}

func breaksOf(v *audit.Verifier) []string {
	var out []string
	for _, b := range v.Breaks() {
		out = append(out, b.Why)
	}
	return out
}

// expected reads --expect.
func (c *auditVerify) expected() (audit.Head, error) {
	if c.Expect == "" {
		return audit.Head{}, nil
	}
	number, hash, found := strings.Cut(c.Expect, ":")
	n, err := strconv.ParseInt(number, 10, 64)
	if !found || err != nil || n < 1 {
		return audit.Head{}, usageError{fmt.Errorf("--expect wants N:HASH as audit verify prints it, not %q", c.Expect)}
	}
	return audit.Head{Sequence: n, Hash: hash}, nil
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
