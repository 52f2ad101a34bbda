package api

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"countersign/fault"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// elsewhere are codes that no server gives: they are of the command line.
func elsewhere() map[fault.Code]bool {
	return map[fault.Code]bool{
		fault.FileUnreadable: true, fault.BadFactSheet: true, fault.BadCatalog: true, fault.WriteFailed: true, fault.BadConfig: true, fault.NotSOC2: true,
		fault.NewerDatabase: true,
	}
}

// TestTheManualNamesEachCode: who meets a code in an answer finds it in docs/api.md, with the status that it comes with.
func TestTheManualNamesEachCode(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "docs", "api.md"))
	require.NoError(t, err)
	statuses := map[fault.Code]int{}
	for _, row := range regexp.MustCompile("(?m)^\\| (\\d{3}) \\| `([a-z0-9-]+)` \\| .+ \\|$").FindAllSubmatch(raw, -1) {
		status, err := strconv.Atoi(string(row[1]))
		require.NoError(t, err)
		statuses[fault.Code(row[2])] = status
	}
	require.Greater(t, len(statuses), 15)
	readings := map[fault.Code]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \\| .+ \\|$").FindAllSubmatch(raw, -1) {
		for _, code := range regexp.MustCompile("[a-z0-9-]+").FindAll(row[1], -1) {
			readings[fault.Code(code)] = true
		}
	}
	known := everyCode(t)
	for code := range known {
		status, told := statuses[code]
		assert.True(t, told || readings[code] || elsewhere()[code], "docs/api.md has no row for the code %s", code)
		if told {
			assert.Equal(t, statusOf(code), status, code)
		} else {
			assert.Equal(t, 500, statusOf(code), "%s has a status of its own and wants a row", code)
		}
	}
	for code := range statuses {
		assert.True(t, known[code], "docs/api.md tells of %s, which there is not", code)
	}
	for code := range readings {
		assert.True(t, known[code], "docs/api.md tells of %s, which there is not", code)
	}
}

// everyCode is each of those that package fault declares.
func everyCode(t *testing.T) map[fault.Code]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "fault", "*.go"))
	require.NoError(t, err)
	out := map[fault.Code]bool{}
	for _, path := range files {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		require.NoError(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			spec, is := n.(*ast.ValueSpec)
			if !is {
				return true
			}
			if name, is := spec.Type.(*ast.Ident); is && name.Name == "Code" {
				for _, v := range spec.Values {
					text, err := strconv.Unquote(v.(*ast.BasicLit).Value)
					require.NoError(t, err)
					out[fault.Code(text)] = true
				}
			}
			return true
		})
	}
	require.Greater(t, len(out), 30)
	return out
}
