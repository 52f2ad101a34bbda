package ocr_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/parser/ocr"
)

// needed skips the test when a program that it needs is not installed.
func needed(t testing.TB, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("%s is not installed (Debian: apt install tesseract-ocr poppler-utils)", p)
		}
	}
}

// reportFile is one of the labeled reports.
func reportFile(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "reports", name)
	require.FileExists(t, path)
	return path
}

func render(t testing.TB, file string, page, dpi int) ocr.Image {
	t.Helper()
	n := fmt.Sprint(page)
	out, err := exec.Command("pdftoppm", "-gray", "-r", fmt.Sprint(dpi), "-f", n, "-l", n, file).Output()
	require.NoError(t, err)
	r := bufio.NewReader(bytes.NewReader(out))
	var w, h, deepest int
	_, err = fmt.Fscanf(r, "P5\n%d %d\n%d\n", &w, &h, &deepest)
	require.NoError(t, err)
	return ocr.Image{Width: w, Height: h, Stride: w, Pix: out[len(out)-w*h:]}
}

// enlarge makes a 200 dpi rendering out of a 150 dpi scan, as a PDF renderer does.
func enlarge(m ocr.Image) ocr.Image {
	const from, to = 3, 4
	w, h := (m.Width-1)*to/from, (m.Height-1)*to/from
	out := ocr.Image{Width: w, Height: h, Stride: w, Pix: make([]byte, w*h)}
	for y := range h {
		y0, fy := y*from/to, y*from%to
		a, b := m.Pix[y0*m.Stride:], m.Pix[(y0+1)*m.Stride:]
		for x := range w {
			x0, fx := x*from/to, x*from%to
			upper := int(a[x0])*(to-fx) + int(a[x0+1])*fx
			lower := int(b[x0])*(to-fx) + int(b[x0+1])*fx
			out.Pix[y*w+x] = byte((upper*(to-fy) + lower*fy) / (to * to))
		}
	}
	return out
}

func clockwise(m ocr.Image) ocr.Image {
	out := ocr.Image{Width: m.Height, Height: m.Width, Stride: m.Height, Pix: make([]byte, m.Width*m.Height)}
	for i := range out.Pix {
		x, y := i%out.Width, i/out.Width
		out.Pix[i] = m.Pix[(m.Height-1-x)*m.Stride+y]
	}
	return out
}

func textOf(t testing.TB, file string, page int) string {
	t.Helper()
	n := fmt.Sprint(page)
	out, err := exec.Command("pdftotext", "-f", n, "-l", n, file, "-").Output()
	require.NoError(t, err)
	return string(out)
}

// recall is the share of the truth's words that are in got, each as often as it is there, in any order.
func recall(truth, got string) float64 {
	words := regexp.MustCompile(`[A-Za-z0-9]+(?:[.'-][A-Za-z0-9]+)*`)
	plain := func(s string) []string { return words.FindAllString(strings.ReplaceAll(s, "’", "'"), -1) }
	have := map[string]int{}
	for _, w := range plain(got) {
		have[w]++
	}
	want, hit := plain(truth), 0
	for _, w := range want {
		if have[w] > 0 {
			have[w]--
			hit++
		}
	}
	return float64(hit) / float64(max(len(want), 1))
}

// fake puts a tesseract on PATH that leaves an empty file in the returned folder for every page and then runs the script.
func fake(t *testing.T, script string) (tess *ocr.Tesseract, calls func() int) {
	t.Helper()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("there is no /bin/sh here")
	}
	bin, count := t.TempDir(), t.TempDir()
	body := "#!/bin/sh\ncase $1 in --version) echo 'tesseract 9.9'; exit;; --list-langs) echo eng; exit;; esac\n" +
		": > " + count + "/$$\n" + script
	require.NoError(t, os.WriteFile(filepath.Join(bin, "tesseract"), []byte(body), 0o700))
	t.Setenv("PATH", bin)
	tess, err := ocr.Find()
	require.NoError(t, err)
	return tess, func() int {
		files, err := os.ReadDir(count)
		require.NoError(t, err)
		return len(files)
	}
}

// answer is a script that reads the picture and answers with one word.
const answer = `/bin/cat >/dev/null
printf 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n'
printf '5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\thello\n'
`

func blank(_ context.Context, _, dpi int) (ocr.Image, int, error) {
	return ocr.Image{Width: 40, Height: 40, Stride: 40, Pix: make([]byte, 1600)}, dpi, nil
}
