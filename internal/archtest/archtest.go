package archtest

import (
	"fmt"
	"strings"
)

const module = "countersign"

// judge says what is wrong with pkg, a path inside the module, importing path; empty when the table allows it.
func judge(rows []row, pkg, path string) string {
	r, ok := find(rows, pkg)
	if !ok {
		return fmt.Sprintf("package %s stands in no row of the table: add it to internal/archtest/table.go and docs/architecture.md", pkg)
	}
	ours, inside := strings.CutPrefix(path, module+"/")
	switch {
	case inside && ours != pkg && !sameTree(r, ours) && !r.allows(ours):
		return fmt.Sprintf("the arrow %s -> %s is not in the table: %s", pkg, ours, r.sentence())
	case !inside && r.stdOnly && !standard(path):
		return fmt.Sprintf("the arrow %s -> %s is not in the table: %s imports the standard library only", pkg, path, pkg)
	case !inside && r.bans(path):
		return fmt.Sprintf("the arrow %s -> %s is not in the table: %s must not know %s", pkg, path, pkg, path)
	}
	return ""
}

// ofTests tells whether the tests of a package may import a package of ours that the package itself may not.
func ofTests(rows []row, pkg, path string) bool {
	r, ok := find(rows, pkg)
	ours, inside := strings.CutPrefix(path, module+"/")
	return ok && inside && row{may: r.tests}.allows(ours)
}

func find(rows []row, pkg string) (row, bool) {
	for _, r := range rows {
		if covers(r.of, pkg) {
			return r, true
		}
	}
	return row{}, false
}

// covers tells whether a path of the table stands for the package.
func covers(pattern, pkg string) bool {
	tree, ok := strings.CutSuffix(pattern, "/...")
	return pkg == tree || ok && strings.HasPrefix(pkg, tree+"/")
}

// sameTree tells whether a package belongs to the row's own tree. Programs are no libraries: cmd is none.
func sameTree(r row, pkg string) bool { return r.of != "cmd/..." && covers(r.of, pkg) }

func (r row) allows(pkg string) bool {
	for _, pattern := range r.may {
		if covers(pattern, pkg) {
			return true
		}
	}
	return false
}

func (r row) bans(path string) bool {
	for _, banned := range r.never {
		if covers(banned+"/...", path) {
			return true
		}
	}
	return false
}

func (r row) sentence() string {
	name := strings.TrimSuffix(r.of, "/...")
	if len(r.may) == 0 {
		return name + " imports nothing of ours"
	}
	return name + " may import " + strings.Join(r.may, ", ")
}

// standard tells a path of the standard library: its first element has no dot.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}
