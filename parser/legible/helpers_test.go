package legible

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func newJudge(t testing.TB) *Judge {
	t.Helper()
	j, err := New()
	require.NoError(t, err)
	return j
}

// reports are the labeled reports that open without a password and have a text layer.
func reports(t testing.TB) []string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed (Debian: apt install poppler-utils)")
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "reports", "*.pdf"))
	require.NoError(t, err)
	var open []string
	for _, f := range files {
		if !strings.Contains(f, "d92_") && !strings.Contains(f, "d93_") {
			open = append(open, f)
		}
	}
	require.NotEmpty(t, open, "the labeled reports belong to the repository")
	return open
}

func pagesOf(t testing.TB, file string, options ...string) []string {
	t.Helper()
	out, err := exec.Command("pdftotext", append(options, file, "-")...).Output()
	require.NoError(t, err)
	pages := strings.Split(string(out), "\f")
	return pages[:len(pages)-1]
}

// shift moves letters along the alphabet, as a subset font with a wrong first character does.
func shift(text string, by rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return 'a' + (r-'a'+by)%26
		case 'A' <= r && r <= 'Z':
			return 'A' + (r-'A'+by)%26
		}
		return r
	}, text)
}

// exchange puts the alphabet's letters in place of a to z.
func exchange(text, alphabet string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return rune(alphabet[r-'a'])
		case 'A' <= r && r <= 'Z':
			return rune(alphabet[r-'A']) - 'a' + 'A'
		}
		return r
	}, text)
}

// lower moves every character from the space upwards down by 29, the usual outcome of glyph numbers taken for characters.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= ' ' && r < 0x7F {
			return r - 29
		}
		return r
	}, text)
}

func private(text string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7F {
			return 0xE000 + r
		}
		return r
	}, text)
}

// page is a page of composed report text.
func page(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/page.txt")
	require.NoError(t, err)
	return string(text)
}

func cyrillic() *strings.Replacer {
	return strings.NewReplacer("a", "а", "c", "с", "e", "е", "o", "о", "p", "р", "x", "х", "y", "у")
}

func leet() *strings.Replacer {
	return strings.NewReplacer("a", "4", "e", "3", "i", "1", "o", "0", "s", "5")
}

func glyphs(format func(rune) string) func(string) string {
	return func(text string) string {
		var b strings.Builder
		for _, r := range text {
			if r == '\n' {
				b.WriteRune(r)
			} else {
				b.WriteString(format(r))
			}
		}
		return b.String()
	}
}
