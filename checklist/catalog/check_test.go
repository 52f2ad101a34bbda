package catalog_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"countersign/checklist/catalog"
	"countersign/fault"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// unpack writes the files of an archive below the working folder, which becomes a temporary one. It returns the folders in their order
// and what is wanted.
func unpack(t *testing.T, a *txtar.Archive) (folders []string, want string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range a.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		if top, _, _ := strings.Cut(f.Name, "/"); !slices.Contains(folders, top) {
			folders = append(folders, top)
		}
		require.NoError(t, os.MkdirAll(filepath.Dir(f.Name), 0o750))
		require.NoError(t, os.WriteFile(f.Name, f.Data, 0o600))
	}
	return folders, want
}

// With UPDATE set, what is told is written into the archives.
func TestEachMistakeIsToldWithFileLineAndField(t *testing.T) {
	archives, err := filepath.Glob("testdata/bad/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			require.NoError(t, err)
			abs, err := filepath.Abs(path)
			require.NoError(t, err)
			folders, want := unpack(t, a)
			_, err = catalog.Load(folders...)
			require.Error(t, err)
			assert.True(t, fault.Is(err, fault.BadCatalog))
			var problems fault.Problems
			require.True(t, errors.As(err, &problems))
			if os.Getenv("UPDATE") != "" {
				update(t, abs, a, problems.Error()+"\n")
				return
			}
			assert.Equal(t, want, problems.Error()+"\n")
		})
	}
}

func update(t *testing.T, path string, a *txtar.Archive, got string) {
	t.Helper()
	for i := range a.Files {
		if a.Files[i].Name == "want" {
			a.Files[i].Data = []byte(got)
		}
	}
	require.NoError(t, os.WriteFile(path, txtar.Format(a), 0o600))
}

func TestFilesThatCannotBeReadAreMistakesAmongOthers(t *testing.T) {
	large := strings.Repeat("# as large as a file may not be\n", 1<<20/32+1)
	t.Chdir(folder(t, map[string]string{"own/a.yaml": large, "own/b.yaml/c.yaml": ownItem, "own/d.yaml": strings.Replace(ownItem, "low", "dire", 1)}))
	_, err := catalog.Load("own")
	var problems fault.Problems
	require.True(t, errors.As(err, &problems))
	assert.Equal(t, `own/a.yaml: has more than 1 MB; split it into files of one item each
own/b.yaml: wants a file; this is something else
own/d.yaml:8: severity: wants high, medium or low, not "dire"`, problems.Error())
	assert.Equal(t, "the checklist has 3 mistakes; correct what is listed and run again", fault.Of(err).Message)
}

func TestMistakesComeInTheSameOrderOnEveryRun(t *testing.T) {
	dir := folder(t, map[string]string{"a.yaml": "id: a\n", "b.yaml": "id: b\n"})
	_, first := catalog.Load(dir)
	require.Error(t, first)
	for range 5 {
		_, err := catalog.Load(dir)
		assert.EqualError(t, err, first.Error())
	}
}
