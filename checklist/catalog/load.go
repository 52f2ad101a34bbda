package catalog

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"countersign/fault"
)

//go:embed *.yaml shared/*.yaml
var builtIn embed.FS

// version of the built-in catalog; it goes up when a rule or an item changes what a report is answered.
const version = "1"

// builtInFolder stands for the folder of the built-in files; no folder of a customer is called so.
const builtInFolder = "<built-in>"

// Load reads the built-in catalog and, over it, the folders in their order. The fault BadCatalog stands around fault.Problems when
// something in a folder is wrong, FileUnreadable when a folder cannot be read. A folder that is named twice is read once.
func Load(folders ...string) (*Catalog, error) {
	l := newLoader()
	if err := l.read(builtInFolder, builtIn); err != nil {
		return nil, err
	}
	var seen []string
	for _, f := range folders {
		info, err := os.Stat(f)
		if err != nil || !info.IsDir() {
			return nil, fault.Wrap(err, fault.FileUnreadable, "there is no folder %s; name the folder that holds your checklist items", f)
		}
		if f = filepath.Clean(f); slices.Contains(seen, f) {
			continue
		}
		seen = append(seen, f)
		if err := l.read(f, os.DirFS(f)); err != nil {
			return nil, err
		}
	}
	if len(folders) > 0 {
		l.catalog.Version += "+" + hex.EncodeToString(l.print.Sum(nil))[:12]
	}
	slices.SortStableFunc(l.catalog.Items, func(a, b Item) int { return byRef(a.Ref, b.Ref) })
	l.check()
	if len(l.problems) > 0 {
		return nil, fault.Wrap(l.problems.Sorted(), fault.BadCatalog, "the checklist has %s; correct what is listed and run again", Counted(len(l.problems)))
	}
	return &l.catalog, nil
}

func newLoader() *loader {
	return &loader{catalog: Catalog{Version: version, CrosswalkNotes: map[string]string{}}, print: sha256.New(), files: map[string]*source{}}
}

// byRef puts AI-G2 before AI-G10.
func byRef(a, b string) int {
	const digits = "0123456789"
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(strings.TrimRight(a, digits), strings.TrimRight(b, digits)), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// rank puts the reading items first, then the gaps, then the table by category, then a customer's own.
func rank(ref string) int {
	known := [...]string{"AI-R", "AI-G", "AI-CC-", "AI-AV-", "AI-PI-", "AI-CO-", "AI-PR-"}
	for i, p := range known {
		if rest, ok := strings.CutPrefix(ref, p); ok && rest != "" && strings.Trim(rest, "0123456789") == "" {
			return i
		}
	}
	return len(known)
}

// Counted writes "a mistake" or "3 mistakes".
func Counted(n int) string {
	if n == 1 {
		return "a mistake"
	}
	return strings.Replace("# mistakes", "#", decimal(n), 1)
}

// read reads one folder, or the built-in files: first the words, then the items.
func (l *loader) read(folder string, files fs.FS) error {
	l.folder = folder
	for _, sub := range [...]string{shared, "."} {
		entries, err := fs.ReadDir(files, sub)
		if err != nil && (sub == "." || !isMissing(err)) {
			return fault.Wrap(err, fault.FileUnreadable, "the folder %s cannot be read; check that you may read it", filepath.Join(folder, sub))
		}
		for _, e := range entries {
			l.entry(files, sub, e)
		}
	}
	return nil
}
