package catalog_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"countersign/checklist/catalog"
	"countersign/fault"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// ownItem is an item without mistakes.
const ownItem = `
id: badge-readers
ref: OWN-1
version: 1
title: Badge readers are checked
question: Are badge readers checked?
source: {kind: own}
severity: low
criteria: [CC6.4]
elements:
  - {id: check, title: a check, ask: Who checks them, rules: [badge reader + check]}
fix: Check them.
crosswalk: {sr_11_7: []}
examples:
  good:
    - {section: III, status: described, text: Badge readers are checked.}
  bad:
    - {section: III, status: absent, text: Doors are painted.}
`

// folder writes files into a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	return dir
}

func item(t *testing.T, c *catalog.Catalog, id string) *catalog.Item {
	t.Helper()
	i := slices.IndexFunc(c.Items, func(it catalog.Item) bool { return it.ID == id })
	require.GreaterOrEqual(t, i, 0, "item %s", id)
	return &c.Items[i]
}

// TestTheBuiltInCatalogIsTheArticles holds ids, severities, sources and criteria against a copy of what the article asks for.
func TestTheBuiltInCatalogIsTheArticles(t *testing.T) {
	raw, err := os.ReadFile("testdata/article.yaml")
	require.NoError(t, err)
	var want []struct {
		Ref, ID, Severity string
		Source            catalog.Source
		Criteria          []string
	}
	require.NoError(t, yaml.Unmarshal(raw, &want))
	require.Len(t, want, 53)
	c, err := catalog.Load()
	require.NoError(t, err)
	require.Len(t, c.Items, 53)
	counts := map[string]int{}
	for i, w := range want {
		it := &c.Items[i]
		assert.Equal(t, []any{w.Ref, w.ID, w.Severity, w.Source}, []any{it.Ref, it.ID, it.Severity, it.Source})
		assert.Equal(t, w.Criteria, it.Criteria, it.Ref)
		assert.Equal(t, catalog.BuiltIn, it.Origin, it.Ref)
		counts[it.Source.Kind]++
	}
	assert.Equal(t, map[string]int{"reading": 5, "gap": 8, "risk": 40}, counts)
	assert.Equal(t, "1", c.Version)
	assert.Empty(t, c.Additions)
}

func TestWhatIsSaidOfAnItemBesideItself(t *testing.T) {
	c, err := catalog.Load()
	require.NoError(t, err)
	it := item(t, c, "prompt-injection")
	families := c.FamiliesOf(it)
	assert.Len(t, families, len(it.LooksLike))
	assert.Equal(t, "injection_word", families[0].ID)
	crosswalks := c.CrosswalksOf(it)
	require.Len(t, crosswalks, len(it.Crosswalk)+1)
	assert.Equal(t, catalog.GeneralNote, crosswalks[len(crosswalks)-1].ID)
	assert.Contains(t, c.CrosswalkNotes["sr_11_7"], "(historical)")
	ids := []string{}
	for _, x := range c.CorrectionsFor(it) {
		ids = append(ids, x.ID)
	}
	assert.Equal(t, []string{"prompt-injection-criteria", "sr-11-7-rescinded", "notified-body"}, ids)
}

func TestAFolderAddsAnItemAfterTheBuiltIn(t *testing.T) {
	dir := folder(t, map[string]string{"badges.yaml": ownItem, "readme.md": "# Ours"})
	c, err := catalog.Load(dir)
	require.NoError(t, err)
	require.Len(t, c.Items, 54)
	it := &c.Items[53]
	assert.Equal(t, "badge-readers", it.ID)
	assert.Equal(t, catalog.Added, it.Origin)
	assert.Equal(t, filepath.Join(dir, "badges.yaml"), it.File)
	assert.Equal(t, 16, it.Examples.Good[0].Line)
	assert.Equal(t, "examples.bad[1]", it.Examples.Bad[0].Field)
}

func TestAFolderPutsAnItemInThePlaceOfABuiltInOne(t *testing.T) {
	text := strings.Replace(ownItem, "badge-readers\nref: OWN-1", "prompt-injection\nref: AI-G7", 1)
	dir := folder(t, map[string]string{"a.yaml": text})
	for _, folders := range [][]string{{dir}, {dir, dir}, {dir, folder(t, map[string]string{"b.yaml": text})}} {
		c, err := catalog.Load(folders...)
		require.NoError(t, err)
		require.Len(t, c.Items, 53)
		it := item(t, c, "prompt-injection")
		assert.Equal(t, "Badge readers are checked", it.Title)
		assert.Equal(t, catalog.Overridden, it.Origin)
	}
}

func TestTheWorkingFolderIsAFolderLikeAnyOther(t *testing.T) {
	t.Chdir(folder(t, map[string]string{"prompt-injection.yaml": strings.Replace(ownItem, "badge-readers\nref: OWN-1", "prompt-injection\nref: AI-G7", 1)}))
	c, err := catalog.Load(".")
	require.NoError(t, err)
	assert.Equal(t, catalog.Overridden, item(t, c, "prompt-injection").Origin)
}

func TestAFolderAddsWords(t *testing.T) {
	dir := folder(t, map[string]string{
		"shared/lexicon.yaml":     "concepts:\n  - {id: model, terms: [oracle], weak: [brain]}\n  - {id: badge, kind: object, terms: [badge reader]}\n",
		"shared/near-misses.yaml": "families:\n  - {id: model_word, phrases: [fashion model]}\n  - {id: badge_word, phrases: [badge of honor], why: It opens no door.}\n",
		"shared/article.yaml":     "corrections:\n  - {id: certification, says: This., right: That.}\ncrosswalks:\n  - {id: nist_csf, name: NIST CSF 2.0, note: By topic.}\n",
		"badges.yaml":             strings.ReplaceAll(strings.Replace(ownItem, "badge reader + check", "'@badge + check'", 1), "sr_11_7", "nist_csf"),
	})
	plain, err := catalog.Load()
	require.NoError(t, err)
	c, err := catalog.Load(dir)
	require.NoError(t, err)
	model := c.Concepts[slices.IndexFunc(c.Concepts, func(k catalog.Concept) bool { return k.ID == "model" })]
	assert.Equal(t, []string{"oracle", "brain"}, []string{model.Terms[len(model.Terms)-1], model.Weak[len(model.Weak)-1]})
	assert.Len(t, c.Concepts, len(plain.Concepts)+1)
	assert.Len(t, c.Families, len(plain.Families)+1)
	assert.Len(t, c.Corrections, len(plain.Corrections))
	assert.Equal(t, "NIST CSF 2.0. By topic.", c.CrosswalkNotes["nist_csf"])
	lexicon, families := filepath.Join(dir, "shared", "lexicon.yaml"), filepath.Join(dir, "shared", "near-misses.yaml")
	assert.Equal(t, []catalog.Addition{
		{File: lexicon, Kind: "concept", ID: "model", Words: 2},
		{File: lexicon, Kind: "concept", ID: "badge", New: true, Words: 1},
		{File: families, Kind: "family", ID: "model_word", Words: 1},
		{File: families, Kind: "family", ID: "badge_word", New: true, Words: 1},
	}, c.Additions)
}

func TestTheVersionTellsFoldersApart(t *testing.T) {
	version := func(files map[string]string) string {
		c, err := catalog.Load(folder(t, files))
		require.NoError(t, err)
		return c.Version
	}
	first := version(map[string]string{"a.yaml": ownItem})
	assert.Regexp(t, `^1\+[0-9a-f]{12}$`, first)
	assert.Equal(t, first, version(map[string]string{"a.yaml": ownItem, "notes.txt": "not read"}))
	assert.NotEqual(t, first, version(map[string]string{"b.yaml": ownItem}), "another name")
	assert.NotEqual(t, first, version(map[string]string{"a.yaml": ownItem + "# changed\n"}))
}

func TestAFolderThatIsNotThereIsNamed(t *testing.T) {
	file := filepath.Join(folder(t, map[string]string{"a.yaml": ownItem}), "a.yaml")
	for _, name := range []string{"nosuch", file} {
		_, err := catalog.Load(name)
		assert.True(t, fault.Is(err, fault.FileUnreadable), "%v", err)
		assert.ErrorContains(t, err, name)
	}
}
