package catalog_test

import (
	"os"
	"path/filepath"
	"testing"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/fault"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

// FuzzLoad reads any bytes as each of the files of a folder: there is a catalog whose rules can be prepared, or mistakes with a file.
func FuzzLoad(f *testing.F) {
	archives, err := filepath.Glob("testdata/bad/*.txtar")
	require.NoError(f, err)
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		require.NoError(f, err)
		for _, file := range a.Files {
			for kind := range uint8(4) {
				f.Add(kind, file.Data)
			}
		}
	}
	f.Add(uint8(0), []byte(ownItem))
	names := []string{"item.yaml", "shared/lexicon.yaml", "shared/near-misses.yaml", "shared/article.yaml"}
	dir := f.TempDir()
	require.NoError(f, os.Mkdir(filepath.Join(dir, "shared"), 0o750))
	f.Fuzz(func(t *testing.T, kind uint8, raw []byte) {
		path := filepath.Join(dir, names[int(kind)%len(names)])
		require.NoError(t, os.WriteFile(path, raw, 0o600))
		defer os.Remove(path)
		c, err := catalog.Load(dir)
		if err != nil {
			require.Contains(t, []fault.Code{fault.BadCatalog}, fault.Of(err).Code)
			require.ErrorContains(t, err, path)
			return
		}
		_, err = checklist.New(c)
		require.NoError(t, err, "what was checked can be prepared")
	})
}
