package archtest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNoArrowRunsBackUp(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && foreign(d.Name()) {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		seen++
		holds(t, root, path)
		return nil
	}))
	assert.Greater(t, seen, 50, "the walk must have met the code")
}

// foreign tells folders that hold no code of the module.
func foreign(name string) bool {
	switch name {
	case "testdata", "node_modules", "build", "bin", "data", "dist", "tools":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// holds checks the imports of one file; tests too: a test that needs an arrow the code must not have stands in the wrong package.
func holds(t *testing.T, root, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	require.NoError(t, err)
	dir, err := filepath.Rel(root, filepath.Dir(path))
	require.NoError(t, err)
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		if testLibrary(path, imported) || strings.HasSuffix(path, "_test.go") && ofTests(table(), filepath.ToSlash(dir), imported) {
			continue
		}
		if wrong := judge(table(), filepath.ToSlash(dir), imported); wrong != "" {
			t.Errorf("%s: %s", path, wrong)
		}
	}
}

// testLibrary lets the tests of packages that need the standard library only use testify.
func testLibrary(path, imported string) bool {
	return strings.HasSuffix(path, "_test.go") && strings.HasPrefix(imported, "github.com/stretchr/testify/")
}

func TestTableNamesTheArrow(t *testing.T) {
	for _, c := range []struct{ pkg, imports, want string }{
		{"parser/anatomy", "countersign/parser/layout", ""},
		{"parser", "countersign/parser/sandbox", ""},
		{"parser/layout", "countersign/parser/anatomy", "the arrow parser/layout -> parser/anatomy is not in the table: " +
			"parser/layout may import parser/engine, fault"},
		{"fault", "countersign/report", "the arrow fault -> report is not in the table: fault imports nothing of ours"},
		{"report", "countersign/fault", "the arrow report -> fault is not in the table: report imports nothing of ours"},
		{"report", "time", ""},
		{"report", "go.yaml.in/yaml/v3", "the arrow report -> go.yaml.in/yaml/v3 is not in the table: report imports the standard library only"},
		{"review", "gorm.io/gorm", "the arrow review -> gorm.io/gorm is not in the table: review must not know gorm.io/gorm"},
		{"store/sqlite", "countersign/store/migrations", ""},
		{"cmd/countersign", "countersign/parser/engine", ""},
		{"cmd/countersign", "countersign/cmd/countersign-eval", "the arrow cmd/countersign -> cmd/countersign-eval is not in the table: " +
			"cmd may import fault, report, parser/..., checklist/..., reliability/..., scoring/..., assessment/..., review/..., reminders/..., store/..., api/..., " +
			"frontend/..., internal/..., config, audit, identity, backup, blobs, pipeline, telemetry, client"},
		{"parser", "countersign/cmd/countersign", "the arrow parser -> cmd/countersign is not in the table: " +
			"parser may import parser/..., report, fault"},
		{"parser/new", "fmt", "package parser/new stands in no row of the table: " +
			"add it to internal/archtest/table.go and docs/architecture.md"},
	} {
		assert.Equal(t, c.want, judge(table(), c.pkg, c.imports), "%s imports %s", c.pkg, c.imports)
	}
}
