package ocr_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/parser/ocr"
)

func TestFolderStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "pages")
	store, err := ocr.OpenFolder(dir)
	require.NoError(t, err)
	info, err := os.Stat(dir)
	require.NoError(t, err)
	assert.Equal(t, fs.FileMode(0o700), info.Mode().Perm())

	want := ocr.Result{Words: []ocr.Word{{Text: "Añasco", Box: ocr.Box{X: 1, Y: 2, Width: 3, Height: 4}}}, Skew: 0.5, DPI: 200}
	key := (&ocr.Tesseract{Version: "5"}).Key("file", 1, 200)
	require.NoError(t, store.Save(key, want))
	got, ok := store.Load(key)
	require.True(t, ok)
	assert.Equal(t, want, got)

	name := filepath.Join(dir, key+".page")
	whole, err := os.ReadFile(name)
	require.NoError(t, err)
	for i := range whole {
		damaged := append([]byte(nil), whole...)
		damaged[i] ^= 1
		require.NoError(t, os.WriteFile(name, damaged, 0o600))
		_, ok := store.Load(key)
		require.False(t, ok, "byte %d is damaged", i)
		require.NoError(t, os.WriteFile(name, whole[:i], 0o600))
		_, ok = store.Load(key)
		require.False(t, ok, "cut at byte %d", i)
	}

	require.NoError(t, os.WriteFile(filepath.Join(dir, key+".temp"), whole, 0o600))
	require.NoError(t, store.Remove())
	assert.NoDirExists(t, dir)
}

func TestFolderStoreRefusesNames(t *testing.T) {
	store, err := ocr.OpenFolder(t.TempDir())
	require.NoError(t, err)
	for _, key := range []string{"", "../x", "a/b", "A"} {
		require.Error(t, store.Save(key, ocr.Result{}))
		_, ok := store.Load(key)
		assert.False(t, ok)
	}
	require.NoError(t, store.Close())
}

func TestRemoveLeavesTheFilesOfOthers(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.txt")
	require.NoError(t, os.WriteFile(other, nil, 0o600))
	store, err := ocr.OpenFolder(dir)
	require.NoError(t, err)
	require.Error(t, store.Remove())
	assert.FileExists(t, other)
}

func TestKeyDependsOnEverything(t *testing.T) {
	a, b := &ocr.Tesseract{Version: "5.3.0"}, &ocr.Tesseract{Version: "5.3.1"}
	keys := map[string]bool{}
	for _, k := range []string{a.Key("f", 1, 200), a.Key("g", 1, 200), a.Key("f", 2, 200), a.Key("f", 1, 300), a.Key("f1", 1, 200), b.Key("f", 1, 200)} {
		keys[k] = true
	}
	assert.Len(t, keys, 6)
}
