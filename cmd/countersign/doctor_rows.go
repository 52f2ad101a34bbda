package main

import (
	"fmt"
	"net"
	"net/url"
	"strings"

	"countersign/audit"
	"countersign/review"
)

// isPrivate tells whether what people send to an address is read by nobody else: over TLS, or on this machine.
func isPrivate(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// schema tells whether the rows can be understood.
func (d *doctor) schema(p *parts) bool {
	const name = "schema"
	version, newest, err := p.db.Schema(d.env.ctx)
	switch {
	case err != nil:
		d.fails(name, err, "check that the database's user may read its tables")
	case version > p.db.Newest():
		d.note(name, failed, fmt.Sprintf("version %d is newer than this program's %d", version, p.db.Newest()), "use the program that the server runs, or a newer one")
	case !newest:
		d.note(name, failed, fmt.Sprintf("version %d is older than this program's %d", version, p.db.Newest()), "make a backup, then: countersign migrate (the server does so when it starts)")
	default:
		d.note(name, fine, fmt.Sprintf("version %d, the newest", version), "")
		return true
	}
	return false
}

// trail holds the chain together.
func (d *doctor) trail(p *parts, noted audit.Head) {
	const name = "audit trail"
	v, err := review.NewTrail(p.db).Verify(d.env.ctx, commandLine(), noted)
	switch {
	case err != nil:
		d.fails(name, err, "see the log for the statement that failed (--log-level info)")
	case len(v.Breaks) > 0:
		d.note(name, failed, fmt.Sprintf("it does not hold, in %d places: %s", len(v.Breaks), v.Breaks[0]),
			"countersign audit verify shows all places; find out who could write to the database, and compare with an export or a backup")
	default:
		d.note(name, fine, fmt.Sprintf("%d entries hold; the last is %s", v.Entries, review.HeadText(v.Head)), "")
	}
}

// readings tells of reports that nobody reads.
func (d *doctor) readings(p *parts) {
	const (
		name = "readings"
		show = 5
	)
	w, err := p.db.Work(d.env.ctx, p.now(), show)
	if err != nil {
		d.fails(name, err, "see the log for the statement that failed (--log-level info)")
		return
	}
	found := fmt.Sprintf("%d wait, %d are being read, %d are parked", w.Waiting, w.Reading, w.Parked)
	switch {
	case w.Parked > 0:
		each := make([]string, len(w.First))
		for i, f := range w.First {
			each[i] = f.ReviewID + " (" + f.Code + ")"
		}
		d.note(name, warning, found+": "+strings.Join(each, ", "), "open these reviews: each says why, and can be retried")
	case w.Silent > 0:
		d.note(name, warning, fmt.Sprintf("%s; the workers of %d give no sign of life", found, w.Silent), "start the server: it takes them up again")
	default:
		d.note(name, fine, found, "")
	}
}
