package accuracy_test

import (
	"os"
	"path/filepath"
	"testing"

	"countersign/internal/accuracy"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
}

func TestEachFolderWithLabelsIsASet(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "one", "a.truth.json"), `{"vendor": "A"}`)
	write(t, filepath.Join(dir, "one", "a.meta.json"), `{"readable": false, "user_password": "secret", "skip_fields": ["type"]}`)
	write(t, filepath.Join(dir, "two", "deep", "b.truth.json"), `{"vendor": "B"}`)
	sets, err := accuracy.Load(dir)
	require.NoError(t, err)
	require.Len(t, sets, 2)
	assert.Equal(t, "one", sets[0].Name)
	a := sets[0].Documents[0]
	assert.Equal(t, filepath.Join(dir, "one", "a.pdf"), a.Path)
	assert.Equal(t, "secret", a.Meta.Password)
	assert.False(t, a.Scored())
	assert.Equal(t, "deep", sets[1].Name)
	assert.True(t, sets[1].Documents[0].Scored())
}

func TestBrokenLabelsAreNamed(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.truth.json"), `{`)
	_, err := accuracy.Load(dir)
	require.ErrorContains(t, err, "a.truth.json")
}

func TestEvidenceIsFoundWhereverItStands(t *testing.T) {
	quote := func(s string) []report.Evidence {
		return []report.Evidence{{Page: 1, Quote: s, Reader: report.ReaderText}}
	}
	r := &report.Report{
		Facts:      report.Facts{Evidence: map[string][]report.Evidence{"vendor": quote("a")}},
		Exceptions: []report.Exception{{Evidence: quote("b"), ResponseEvidence: quote("c")}},
		Incidents:  []report.Disclosure{{Evidence: quote("d")}},
	}
	var found []string
	for _, e := range accuracy.Evidence(r) {
		found = append(found, e.Quote)
	}
	assert.ElementsMatch(t, []string{"a", "b", "c", "d"}, found)
}
