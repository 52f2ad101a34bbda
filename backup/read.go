package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"

	"countersign/fault"

	"github.com/klauspost/compress/zstd"
)

// Check reads a backup to its end and holds every entry against the manifest. Errors: wrong-media-type when it is no backup or one that
// this program cannot read; damaged-file.
func Check(ctx context.Context, r io.Reader) (Manifest, error) {
	return walk(ctx, r, nil, func(string, io.Reader) error { return nil })
}

// mostManifest bounds what is read into memory before it is checked.
const mostManifest = 512 << 20

// walk gives each entry but the first and the last. With a manifest from before, an entry whose bytes are others ends with an error
// instead of its end.
func walk(ctx context.Context, r io.Reader, before *Manifest, each func(name string, r io.Reader) error) (Manifest, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(64<<20))
	if err != nil {
		return Manifest{}, damaged(err, "it cannot be read")
	}
	defer z.Close()
	w := &walker{tar: tar.NewReader(z), known: map[string]Entry{}}
	if before != nil {
		for _, e := range before.Entries {
			w.known[e.Name] = e
		}
	}
	if err := w.format(); err != nil {
		return Manifest{}, err
	}
	for {
		if err := ctx.Err(); err != nil {
			return Manifest{}, fault.Wrap(err, fault.Canceled, "canceled")
		}
		name, entry, err := w.next()
		if err != nil {
			return Manifest{}, err
		}
		if name == manifestEntry {
			return w.manifest(entry, z)
		}
		if err := each(name, entry); err != nil {
			return Manifest{}, err
		}
		if _, err := io.Copy(io.Discard, entry); err != nil {
			return Manifest{}, err //nolint:wrapcheck // the stream's own, which is coded
		}
		w.seen = append(w.seen, entry.entry())
	}
}

type walker struct {
	tar   *tar.Reader
	known map[string]Entry
	seen  []Entry
}

// format reads the first entry.
func (w *walker) format() error {
	none := func(err error) error {
		return fault.Wrap(err, fault.WrongMediaType, "this is no backup of Countersign")
	}
	h, err := w.tar.Next()
	if err != nil || h.Name != formatEntry || h.Size > part {
		return none(err)
	}
	e := &stream{name: h.Name, r: w.tar, hash: sha256.New()}
	raw, err := io.ReadAll(e)
	if err != nil {
		return none(err)
	}
	var f struct {
		Format  string
		Version int
	}
	if err := json.Unmarshal(raw, &f); err != nil || f.Format != formatName {
		return none(err)
	}
	if f.Version != formatVersion {
		return fault.New(fault.WrongMediaType, "this backup has the format %d, and this program reads %d; restore it with the program that made it, or a newer one", f.Version, formatVersion)
	}
	w.seen = append(w.seen, e.entry())
	return nil
}

// next is the next entry; a backup without a manifest at its end was cut.
func (w *walker) next() (string, *stream, error) {
	h, err := w.tar.Next()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return "", nil, damaged(err, "it was cut, or its bytes have changed")
	}
	ours := h.Name == manifestEntry || strings.HasPrefix(h.Name, tableFolder) || strings.HasPrefix(h.Name, fileFolder)
	if h.Typeflag != tar.TypeReg || !ours {
		return "", nil, damaged(nil, fmt.Sprintf("%q does not belong into it", h.Name))
	}
	e := &stream{name: h.Name, r: w.tar, hash: sha256.New()}
	if known, found := w.known[h.Name]; found {
		e.wanted = known.SHA256
	}
	return h.Name, e, nil
}

// manifest reads the last entry, and that nothing comes behind it.
func (w *walker) manifest(r io.Reader, rest io.Reader) (Manifest, error) {
	var m Manifest
	raw, err := io.ReadAll(io.LimitReader(r, mostManifest))
	if err == nil {
		err = json.Unmarshal(raw, &m)
	}
	if err != nil {
		return m, damaged(err, "its manifest cannot be read")
	}
	if _, err := w.tar.Next(); !errors.Is(err, io.EOF) {
		return m, damaged(err, "something comes behind its end")
	}
	if _, err := io.Copy(io.Discard, rest); err != nil {
		return m, damaged(err, "something comes behind its end")
	}
	if len(m.Entries) != len(w.seen) {
		return m, damaged(nil, fmt.Sprintf("it has %d entries, and its manifest names %d", len(w.seen), len(m.Entries)))
	}
	for i, e := range w.seen {
		if m.Entries[i] != e {
			return m, damaged(nil, e.Name+" is not what its manifest says")
		}
	}
	names := make([]string, len(w.seen))
	for i, e := range w.seen {
		names[i] = e.Name
	}
	slices.Sort(names)
	if len(slices.Compact(names)) != len(w.seen) {
		return m, damaged(nil, "it has two entries of one name")
	}
	return m, nil
}

// stream is the content of an entry. It tells a damaged archive from the caller's own errors.
type stream struct {
	name   string
	r      io.Reader
	hash   hash.Hash
	size   int64
	wanted string // hash; empty: not known yet
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.size += int64(n)
	_, _ = s.hash.Write(p[:n])
	switch {
	case err == nil:
		return n, nil
	case !errors.Is(err, io.EOF):
		return n, damaged(err, s.name+" cannot be read to its end")
	case s.wanted != "" && s.wanted != s.entry().SHA256:
		return n, damaged(nil, s.name+" is not what its manifest says")
	}
	return n, io.EOF
}

func (s *stream) entry() Entry { return Entry{s.name, s.size, hex.EncodeToString(s.hash.Sum(nil))} }
