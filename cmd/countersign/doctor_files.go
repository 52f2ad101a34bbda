package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"countersign/blobs"
	"countersign/fault"
)

// files tells whether files can be kept.
func (d *doctor) files(p *parts) {
	const name = "files"
	if err := p.box.Try(d.env.ctx); err != nil {
		d.fails(name, err, "check BLOB_URL, that its folder or bucket is there, and that the server may write, read and delete in it")
		return
	}
	how := "as they came (BLOB_KEY is not set)"
	if p.keys.Set() {
		how = "encrypted"
	}
	d.note(name, fine, "they can be written, read and deleted; new ones are kept "+how, "")
}

// comparison is what lies in the box beside what rows name.
type comparison struct {
	named   map[string]bool // hashes that rows name; true: the file is there
	orphans []blobs.Kept    // that no row names
	old     []blobs.Kept    // of those, the ones that no upload under way can mean
	sealed  string          // hash of an encrypted file
}

const lonely = 24 * time.Hour // a file is kept before its row is written, and never so long before

// compare holds files against rows.
func (d *doctor) compare(p *parts, sweep bool) {
	const name = "files and rows"
	c, err := d.comparison(p)
	if err != nil {
		d.fails(name, err, "see the log for what failed (--log-level info)")
		return
	}
	var gone []string
	for sum, there := range c.named {
		if !there {
			gone = append(gone, sum)
		}
	}
	slices.Sort(gone)
	swept := 0
	if sweep && len(gone) == 0 && len(c.named) > 0 { // another database's files look like this
		if swept, err = d.sweep(p, c.old); err != nil {
			d.fails(name, err, "run it again")
			return
		}
	}
	found := fmt.Sprintf("%d files that rows name, %d that none names", len(c.named)-len(gone), len(c.orphans)-swept)
	if swept > 0 {
		found += fmt.Sprintf("; %d were deleted", swept)
	}
	switch {
	case len(gone) > 0:
		d.note(name, failed, fmt.Sprintf("%s; %d that rows name are gone, the first is %s", found, len(gone), gone[0]),
			"check BLOB_URL; else restore them from a backup, or upload the reports again")
	case c.sealed != "" && d.cannotOpen(p, c.sealed):
		d.note(name, failed, found+"; an encrypted one cannot be opened", "set BLOB_KEY to the key that it was encrypted with; several are separated by commas")
	case len(c.old) > swept && len(c.named) == 0:
		d.note(name, warning, found, "check that DATABASE_URL and BLOB_URL belong together; nothing is deleted while no row names a file")
	case len(c.old) > swept:
		d.note(name, warning, fmt.Sprintf("%s; %d of those are older than a day", found, len(c.old)-swept), "countersign doctor --sweep deletes them")
	default:
		d.note(name, fine, found, "")
	}
}

func (d *doctor) cannotOpen(p *parts, sum string) bool {
	f, err := p.box.Open(d.env.ctx, sum)
	if err == nil {
		_ = f.Close()
	}
	return fault.Is(err, fault.BadConfig)
}

// comparison lists the files first: a row is never older than its file.
func (d *doctor) comparison(p *parts) (*comparison, error) {
	c := &comparison{named: map[string]bool{}}
	var all []blobs.Kept
	if err := p.box.Each(d.env.ctx, func(k blobs.Kept) error { all = append(all, k); return nil }); err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	if err := p.db.FileSums(d.env.ctx, func(sum string) error { c.named[sum] = false; return nil }); err != nil {
		return nil, err //nolint:wrapcheck // it says what failed
	}
	since := p.now().Add(-lonely)
	for _, k := range all {
		_, known := c.named[k.Sum]
		switch {
		case known:
			c.named[k.Sum] = true
			if k.Encrypted() {
				c.sealed = k.Sum
			}
		case k.ModifiedAt.Before(since):
			c.old = append(c.old, k)
			c.orphans = append(c.orphans, k)
		default:
			c.orphans = append(c.orphans, k)
		}
	}
	for sum, there := range c.named { // a file that came after the list was made
		if there {
			continue
		}
		if f, err := p.box.Open(d.env.ctx, sum); err == nil {
			_ = f.Close()
			c.named[sum] = true
		} else if !fault.Is(err, fault.NotFound) {
			return nil, err //nolint:wrapcheck // it is coded
		}
	}
	return c, nil
}

// sweep deletes files, after the trail says so. Each is looked at once more right before.
func (d *doctor) sweep(p *parts, old []blobs.Kept) (int, error) {
	if len(old) == 0 {
		return 0, nil
	}
	names := make([]string, len(old))
	for i, k := range old {
		names[i] = k.Name
	}
	what, err := json.Marshal(map[string]any{"files": names})
	if err == nil {
		err = p.record(d.env.ctx, "files.sweep", what)
	}
	if err != nil {
		return 0, fmt.Errorf("cannot write the audit trail: %w", err)
	}
	n := 0
	for _, k := range old {
		named, err := p.db.NamesFile(d.env.ctx, k.Sum)
		if err != nil {
			return n, err //nolint:wrapcheck // it says what failed
		}
		if named {
			continue
		}
		gone, err := p.box.RemoveOld(d.env.ctx, k.Name, p.now().Add(-lonely))
		if err != nil {
			return n, err //nolint:wrapcheck // it is coded
		}
		if gone {
			n++
		}
	}
	return n, nil
}
