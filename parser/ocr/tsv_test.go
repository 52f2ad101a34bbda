package ocr

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGolden reads each testdata/*.tsv and compares the words left with the .golden file beside it; UPDATE_GOLDEN=1 writes those.
func TestGolden(t *testing.T) {
	update := os.Getenv("UPDATE_GOLDEN") != ""
	files, err := filepath.Glob("testdata/*.tsv")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		out, err := os.ReadFile(file)
		require.NoError(t, err)
		words, err := parseTSV(out)
		require.NoError(t, err)
		var b strings.Builder
		for _, w := range dropRules(words, 200) {
			fmt.Fprintf(&b, "%d.%d.%d\t%v\t%.1f\t%s\n", w.Block, w.Paragraph, w.Line, w.Box, w.Confidence, w.Text)
		}
		golden := strings.TrimSuffix(file, ".tsv") + ".golden"
		if update {
			require.NoError(t, os.WriteFile(golden, []byte(b.String()), 0o600))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), b.String(), file)
	}
}

func TestMalformedTSV(t *testing.T) {
	for name, rows := range map[string]string{
		"few columns": "5\t1\t1\n",
		"letters":     "5\t1\tx\t1\t1\t1\t1\t1\t1\t1\t90\tword\n",
		"far away":    "5\t1\t1\t1\t1\t1\t1\t1\t1\t99999999\t90\tword\n",
		"confidence":  "5\t1\t1\t1\t1\t1\t1\t1\t1\t1\tNaN\tword\n",
	} {
		_, err := parseTSV([]byte(tsvHeader + "\n" + rows))
		assert.ErrorContains(t, err, "line 2", name)
	}
	_, err := parseTSV(nil)
	assert.ErrorIs(t, err, errNoHeader)
}

func TestRulesAreDropped(t *testing.T) {
	for _, c := range []struct {
		word Word
		want string
	}{
		{Word{Text: "|", Box: Box{0, 0, 3, 30}, Confidence: 96}, ""},
		{Word{Text: "", Box: Box{0, 0, 900, 3}, Confidence: 95}, ""},
		{Word{Text: "____", Box: Box{0, 0, 300, 3}, Confidence: 95}, ""},
		{Word{Text: "—", Box: Box{0, 0, 300, 3}, Confidence: 90}, ""},
		{Word{Text: "—", Box: Box{0, 0, 20, 3}, Confidence: 20}, ""},
		{Word{Text: "—", Box: Box{0, 0, 20, 3}, Confidence: 90}, "—"},
		{Word{Text: "I", Box: Box{0, 0, 4, 400}, Confidence: 90}, ""},
		{Word{Text: "I", Box: Box{0, 0, 4, 22}, Confidence: 90}, "I"},
		{Word{Text: "«", Box: Box{0, 0, 9, 9}, Confidence: 47}, ""},
		{Word{Text: "&", Box: Box{0, 0, 9, 9}, Confidence: 95}, "&"},
		{Word{Text: "|regarding", Box: Box{0, 0, 90, 20}, Confidence: 95}, "regarding"},
		{Word{Text: "CC6.1", Box: Box{0, 0, 60, 20}, Confidence: 12}, "CC6.1"},
	} {
		assert.Equal(t, c.want, Result{Words: dropRules([]Word{c.word}, 200)}.Text(), "%+v", c.word)
	}
}

func FuzzParseTSV(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.tsv")
	for _, file := range files {
		out, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(out)
	}
	f.Add(append([]byte(tsvHeader), "\n5\t1\t1\t1\t1\t1\t-1\t-1\t0\t0\t1e300\t\xff\n"...))
	f.Fuzz(func(t *testing.T, out []byte) {
		words, err := parseTSV(out)
		if err != nil {
			return
		}
		for _, w := range dropRules(words, 200) {
			if w.Text == "" || w.Confidence < 0 || w.Confidence > 100 {
				t.Errorf("cannot be a word: %+v", w)
			}
		}
	})
}
