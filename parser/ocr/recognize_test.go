package ocr_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
	"countersign/parser/ocr"
)

func TestFindTellsWhatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := ocr.Find()
	require.True(t, fault.Is(err, fault.OCRMissing), "%v", err)
	assert.Contains(t, fault.Of(err).Message, "apt install tesseract-ocr")
}

func TestFindRecordsTheVersion(t *testing.T) {
	needed(t, "tesseract")
	tess, err := ocr.Find()
	require.NoError(t, err)
	assert.Regexp(t, `^v?\d`, tess.Version)
}

func TestRecallOfCleanScan(t *testing.T) {
	needed(t, "tesseract", "pdftoppm", "pdftotext")
	file := reportFile(t, "d02_quillmere.pdf")
	tess, err := ocr.Find()
	require.NoError(t, err)
	for _, page := range []int{4, 17, 22, 27} {
		start := time.Now()
		r, err := tess.Recognize(t.Context(), enlarge(render(t, file, page, 150)), 200)
		require.NoError(t, err)
		share := recall(textOf(t, file, page), r.Text())
		t.Logf("page %d: recall %.4f, confidence %.1f, %d words in %v", page, share, r.Confidence, len(r.Words), time.Since(start))
		assert.GreaterOrEqual(t, share, 0.98)
		assert.Zero(t, r.Skew)
	}
}

func TestCellsStayApart(t *testing.T) {
	needed(t, "tesseract", "pdftoppm")
	file := reportFile(t, "d92_scanned.pdf")
	tess, err := ocr.Find()
	require.NoError(t, err)
	r, err := tess.Recognize(t.Context(), render(t, file, 10, 200), 200)
	require.NoError(t, err)
	text := r.Text()
	t.Logf("turned by %.2f degrees\n%s", r.Skew, text)
	assert.NotZero(t, r.Skew)
	for _, line := range []string{"Password settings for in-scope components", "regarding the performance of the control."} {
		assert.Contains(t, text, line+"\n", "no sign of the neighboring cell or of the rule between them")
	}
	for _, w := range r.Words {
		assert.NotContains(t, w.Text, "|")
	}
}

func TestPagesOnTheirSide(t *testing.T) {
	needed(t, "tesseract", "pdftoppm", "pdftotext")
	file := reportFile(t, "d02_quillmere.pdf")
	tess, err := ocr.Find()
	require.NoError(t, err)
	img, truth := render(t, file, 17, 200), textOf(t, file, 17)
	for _, want := range []int{270, 180, 90} {
		img = clockwise(img)
		r, err := tess.Recognize(t.Context(), img, 200)
		require.NoError(t, err)
		assert.Equal(t, want, r.Turned)
		assert.GreaterOrEqual(t, recall(truth, r.Text()), 0.98)
	}
}

func TestRecognizeFails(t *testing.T) {
	for name, c := range map[string]struct {
		script string
		code   fault.Code
	}{
		"no text":      {"echo nothing", fault.OCRFailed},
		"broken":       {"echo oops >&2; exit 1", fault.OCRFailed},
		"too much":     {"/usr/bin/head -c 9000000 /dev/zero; /bin/sleep 30", fault.OutputLimit},
		"hangs":        {"/bin/sleep 30", fault.TimeLimit},
		"reads naught": {"exec 0<&-; exit 3", fault.OCRFailed},
	} {
		t.Run(name, func(t *testing.T) {
			tess, _ := fake(t, c.script)
			tess.Limit = 500 * time.Millisecond
			img, _, _ := blank(t.Context(), 1, 200)
			start := time.Now()
			_, err := tess.Recognize(t.Context(), img, 200)
			require.Error(t, err)
			assert.Equal(t, c.code, fault.Of(err).Code, "%v", err)
			assert.Less(t, time.Since(start), 15*time.Second, "the whole process group is killed")
		})
	}
}

func TestRecognizeStopsWhenCanceled(t *testing.T) {
	tess, _ := fake(t, "/bin/sleep 30")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	img, _, _ := blank(ctx, 1, 200)
	start := time.Now()
	_, err := tess.Recognize(ctx, img, 200)
	require.True(t, fault.Is(err, fault.Canceled), "%v", err)
	assert.Less(t, time.Since(start), 15*time.Second)
}

func TestRecognizeRefusesBadPictures(t *testing.T) {
	tess, calls := fake(t, answer)
	for name, img := range map[string]ocr.Image{
		"empty":  {},
		"short":  {Width: 10, Height: 10, Stride: 10, Pix: make([]byte, 99)},
		"narrow": {Width: 10, Height: 10, Stride: 9, Pix: make([]byte, 100)},
		"huge":   {Width: 30000, Height: 30000, Stride: 30000},
	} {
		_, err := tess.Recognize(t.Context(), img, 200)
		assert.True(t, fault.Is(err, fault.OCRFailed), "%s: %v", name, err)
	}
	assert.Zero(t, calls())
}

func TestTheProcessSeesNothingOfOurs(t *testing.T) {
	t.Setenv("SECRET_OF_OURS", "1")
	tess, _ := fake(t, `[ -z "$SECRET_OF_OURS" ] && [ "$OMP_THREAD_LIMIT" = 1 ] || exit 1
for fd in 3 4 5 6 7 8 9; do [ -e /proc/self/fd/$fd ] && [ $fd != 3 ] && exit 2; done
`+answer)
	img, _, _ := blank(t.Context(), 1, 200)
	r, err := tess.Recognize(t.Context(), img, 200)
	require.NoError(t, err)
	assert.Equal(t, "hello", r.Text())
}
