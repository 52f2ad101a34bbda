package legible

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAgreement(t *testing.T) {
	text := page(t)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	half := len(lines) / 2
	moved := strings.Join(append(append([]string(nil), lines[half:]...), lines[:half]...), "\n")
	for name, c := range map[string]struct {
		a, b   string
		lo, hi float64
	}{
		"both empty":   {"", " \n", 1, 1},
		"one empty":    {text, "", 0, 0},
		"same":         {text, text, 1, 1},
		"no spaces":    {text, strings.Join(strings.Fields(text), ""), 1, 1},
		"capitals":     {text, strings.ToUpper(text), 1, 1},
		"other order":  {text, moved, 0.98, 0.9999},
		"half missing": {text, text[:len(text)/2], 0.6, 0.72},
		"shifted":      {text, shift(text, 3), 0, 0.12},
		"private use":  {text, private(text), 0, 0.05},
		"short same":   {"A1", "a 1", 1, 1},
		"short other":  {"A1", "A2", 0, 0},
		"ligatures":    {"office configuration", "oﬃce conﬁguration", 1, 1},
	} {
		got := Agreement(c.a, c.b)
		assert.GreaterOrEqual(t, got, c.lo, name)
		assert.LessOrEqual(t, got, c.hi, name)
		assert.InDelta(t, got, Agreement(c.b, c.a), 1e-12, name)
	}
}

// TestAgreementOfReaders compares pdftotext with a reader that glues words together, page by page. Where that reader gives
// nothing or garbage the pages do not agree; elsewhere they do, and far more than with the page that follows.
func TestAgreementOfReaders(t *testing.T) {
	j := newJudge(t)
	for _, file := range reports(t) {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Logf("%s: not opened by the second reader", filepath.Base(file))
			continue
		}
		texts, least, next, compared := pagesOf(t, file), 1.0, 0.0, 0
		for i, text := range texts {
			second, err := r.Page(i + 1).GetPlainText(nil)
			require.NoError(t, err)
			if len(second) < minLetters {
				continue
			}
			if j.Judge(second).Garbage {
				assert.Less(t, Agreement(text, second), 0.2, "%s page %d", file, i+1)
				continue
			}
			compared++
			least = min(least, Agreement(text, second))
			if i+1 < len(texts) {
				next = max(next, Agreement(texts[i+1], second))
			}
		}
		t.Logf("%s: %d of %d pages compared, least %.3f, next page at most %.3f", filepath.Base(file), compared, len(texts), least, next)
		assert.GreaterOrEqual(t, least, 0.8, file)
		assert.LessOrEqual(t, next, 0.6, file)
	}
}

func BenchmarkAgreement(b *testing.B) {
	text := strings.Repeat(page(b), 2)
	glued := strings.Join(strings.Fields(text), "")
	b.ReportAllocs()
	for b.Loop() {
		Agreement(text, glued)
	}
}

func FuzzAgreement(f *testing.F) {
	f.Add("Access is reviewed", "Accessisreviewed")
	f.Add("", "\xff\x00ﬁ")
	f.Add(page(f), private(page(f)))
	f.Fuzz(func(t *testing.T, a, b string) {
		got := Agreement(a, b)
		if !(got >= 0 && got <= 1) || got != Agreement(b, a) || Agreement(a, a) != 1 {
			t.Errorf("cannot be an agreement: %v", got)
		}
	})
}
