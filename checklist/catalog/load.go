package catalog

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"countersign/fault"
)

//go:embed *.yaml shared/*.yaml
var builtIn embed.FS

// version of the built-in catalog; it goes up when a rule or an item changes what a report is answered.
const version = "1"

// The most bytes that are read of a file of a folder.
const maxFile = 1 << 20

// Load reads the built-in catalog and, over it, the folders in their order. The fault BadCatalog stands around fault.Problems when
// something in a folder is wrong, FileUnreadable when a folder cannot be read.
func Load(folders ...string) (*Catalog, error) {
	l := &loader{catalog: Catalog{Version: version, CrosswalkNotes: map[string]string{}}, print: sha256.New()}
	if err := l.read("", builtIn); err != nil {
		return nil, err
	}
	for _, f := range folders {
		info, err := os.Stat(f)
		if err != nil || !info.IsDir() {
			return nil, fault.Wrap(err, fault.FileUnreadable, "there is no folder %s; name the folder that holds your checklist items", f)
		}
		if err := l.read(f, os.DirFS(f)); err != nil {
			return nil, err
		}
	}
	if len(folders) > 0 {
		l.catalog.Version += "+" + hex.EncodeToString(l.print.Sum(nil))[:12]
	}
	slices.SortFunc(l.catalog.Items, func(a, b Item) int { return cmp.Or(cmp.Compare(rank(a.Ref), rank(b.Ref)), cmp.Compare(a.Ref, b.Ref)) })
	l.check()
	if len(l.problems) > 0 {
		return nil, fault.Wrap(l.problems.Sorted(), fault.BadCatalog, "the checklist has %s; correct what is listed and run again", counted(len(l.problems)))
	}
	return &l.catalog, nil
}

// rank puts the reading items first, then the gaps, then the table by category, then a customer's own.
func rank(ref string) int {
	for i, p := range [...]string{"AI-R", "AI-G", "AI-CC", "AI-AV", "AI-PI", "AI-CO", "AI-PR"} {
		if strings.HasPrefix(ref, p) {
			return i
		}
	}
	return len(ref) + 7
}

// read reads one folder, or the built-in files.
func (l *loader) read(folder string, files fs.FS) error {
	for _, pattern := range [...]string{"shared/*.yaml", "*.yaml"} {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			return fault.Wrap(err, fault.FileUnreadable, "the folder %s cannot be read", folder)
		}
		for _, name := range names {
			raw, err := readFile(files, name)
			if err != nil {
				return fault.Wrap(err, fault.FileUnreadable, "the file %s cannot be read; check that it is a file of at most 1 MB and that you may read it", filepath.Join(folder, name))
			}
			if folder != "" {
				l.print.Write(raw)
			}
			l.file(filepath.Join(folder, name), path.Dir(name) == "shared", raw)
		}
	}
	return nil
}

func readFile(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return nil, err //nolint:wrapcheck // the caller wraps
	}
	if info.Size() > maxFile {
		return nil, errors.New("the file is too large")
	}
	return fs.ReadFile(files, name) //nolint:wrapcheck // the caller wraps
}
