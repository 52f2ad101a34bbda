package legible

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGoodPages reads every page of testdata/good: odd, but nothing is wrong with them.
func TestGoodPages(t *testing.T) {
	j := newJudge(t)
	files, err := filepath.Glob("testdata/good/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range append(files, "testdata/page.txt") {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		v := j.Judge(string(text))
		t.Logf("%s: %+v", file, v)
		assert.False(t, v.Garbage, "%s: %+v", file, v)
		assert.Empty(t, v.Reason, file)
		assert.GreaterOrEqual(t, v.Words, minWords, file)
		caps := j.Judge(strings.ToUpper(string(text)))
		assert.False(t, caps.Garbage, "%s in capitals: %+v", file, caps)
	}
}

// breaks are what broken character maps make of a text.
func breaks() map[string]func(string) string {
	return map[string]func(string) string{
		"shifted by 1":  func(s string) string { return shift(s, 1) },
		"shifted by 3":  func(s string) string { return shift(s, 3) },
		"shifted by 13": func(s string) string { return shift(s, 13) },
		"shifted by 22": func(s string) string { return shift(s, 22) },
		"other letters": func(s string) string { return exchange(s, "qwertyuiopasdfghjklzxcvbnm") },
		"like letters":  func(s string) string { return exchange(s, "itbsezkvorglnmupqchdajwxyf") },
		"wrong letter":  strings.NewReplacer("e", "x").Replace,
		"glyph numbers": lower,
		"half shifted":  func(s string) string { return s[:len(s)/2] + shift(s[len(s)/2:], 3) },
		"private use":   private,
		"look-alikes":   cyrillic().Replace,
		"digits":        leet().Replace,
		"no spaces":     strings.NewReplacer(" ", "").Replace,
		"replacement":   strings.NewReplacer("e", "\uFFFD", "t", "\uFFFD").Replace,
		"byte order":    func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") },
		"cid":           glyphs(func(r rune) string { return fmt.Sprintf("(cid:%d)", r) }),
		"glyph index":   glyphs(func(r rune) string { return fmt.Sprintf("/g%d", r) }),
		"glyph uni":     glyphs(func(r rune) string { return fmt.Sprintf("/uni%04X", r) }),
		"glyph names":   glyphs(func(r rune) string { return "/" + strings.ReplaceAll(string(r), " ", "space") }),
		"code page":     glyphs(func(r rune) string { return string(max(r+0x60, ' ')) }),
		"greek":         glyphs(func(r rune) string { return string(r + 0x350) }),
	}
}

func TestBrokenMaps(t *testing.T) {
	j := newJudge(t)
	for name, f := range breaks() {
		v := j.Judge(f(page(t)))
		t.Logf("%s: %+v", name, v)
		assert.True(t, v.Garbage, name)
		assert.NotEmpty(t, v.Reason, name)
	}
}

func TestFewWords(t *testing.T) {
	j := newJudge(t)
	for _, text := range []string{"", "\f", "12 13 14", "", "Section 5", strings.Repeat("Wkh ", minWords-1)} {
		v := j.Judge(text)
		assert.False(t, v.Garbage, "%q", text)
		assert.Equal(t, NotEnough, v.Reason, "%q", text)
	}
}

func TestMissingLigaturesAreNoGarbage(t *testing.T) {
	j := newJudge(t)
	v := j.Judge(strings.NewReplacer("fi", "\uFFFD", "fl", "\uFFFD").Replace(page(t)))
	assert.False(t, v.Garbage)
	assert.NotZero(t, v.Strange, "but they are told")
}

func TestPrintedLigaturesAndSoftHyphens(t *testing.T) {
	j := newJudge(t)
	v := j.Judge(strings.Repeat("con\u00ADﬁguration oﬀice traﬃc workﬂow ", 10))
	assert.InDelta(t, 0.75, v.Known, 0.26)
	assert.Zero(t, v.Strange)
	assert.False(t, v.Garbage)
}

func TestMissingLetter(t *testing.T) {
	v := newJudge(t).Judge(strings.ReplaceAll(page(t), "e", ""))
	assert.True(t, v.Garbage, "%+v", v)
	assert.Contains(t, v.Reason, "letters are missing")
}

func TestHyphensAtLineEnds(t *testing.T) {
	j := newJudge(t)
	for _, hyphen := range []string{"\u00AD\n", "\u00AD\r\n", "\x02\n", "\uFFFE\n", "-\n"} {
		v := j.Judge(strings.Repeat("the con"+hyphen+"trols were exam"+hyphen+"ined and orga"+hyphen+"nized\n", 20))
		assert.Equal(t, Verdict{Words: 120, Known: 1}, v, "%q", hyphen)
	}
}

// TestReportPages judges every page of the evaluation reports, in three orders of text, as they are, and every fourth broken.
func TestReportPages(t *testing.T) {
	j := newJudge(t)
	var pages []string
	for _, file := range reports(t) {
		others := append(pagesOf(t, file, "-raw"), pagesOf(t, file, "-layout")...)
		for i, text := range append(pagesOf(t, file), others...) {
			v := j.Judge(text)
			assert.False(t, v.Garbage, "%s text %d: %+v", file, i+1, v)
			if v.Words > 80 && i%4 == 0 {
				pages = append(pages, text)
			}
		}
	}
	for name, f := range breaks() {
		found := 0
		for _, text := range pages {
			if j.Judge(f(text)).Garbage {
				found++
			}
		}
		t.Logf("%s: %d of %d pages", name, found, len(pages))
		assert.GreaterOrEqual(t, share(found, len(pages)), 0.99, name)
	}
}

func BenchmarkJudge(b *testing.B) {
	j, text := newJudge(b), strings.Repeat(page(b), 2)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		j.Judge(text)
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newJudge(b)
	}
}

func FuzzJudge(f *testing.F) {
	j := newJudge(f)
	f.Add(page(f))
	for _, broken := range breaks() {
		f.Add(broken(page(f)[:400]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := j.Judge(text)
		if v.Known < 0 || v.Known > 1 || v.Strange < 0 || v.Strange > 1 || v.Words > len(text) || v.Garbage && v.Reason == "" {
			t.Errorf("cannot be a verdict: %+v", v)
		}
	})
}
