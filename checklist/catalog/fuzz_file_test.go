package catalog

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

// FuzzFile reads any bytes as each kind of file, without the built-in ones, which take most of the time of Load.
func FuzzFile(f *testing.F) {
	archives, err := filepath.Glob("testdata/bad/*.txtar")
	require.NoError(f, err)
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		require.NoError(f, err)
		for _, file := range a.Files {
			f.Add(uint8(len(filepath.Dir(file.Name))), file.Data)
		}
	}
	names := append(sharedFiles(), "item.yaml")
	f.Fuzz(func(t *testing.T, kind uint8, raw []byte) {
		l := newLoader()
		l.folder = "own"
		name := names[int(kind)%len(names)]
		l.file(name, name != "item.yaml", raw)
		l.check()
		for _, p := range l.problems {
			require.Equal(t, name, p.File)
			require.NotEmpty(t, p.Message)
			require.LessOrEqual(t, p.Line, len(raw)+1)
		}
	})
}
