package parser

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
	"countersign/parser/layout"
	"countersign/parser/ocr"
	"countersign/report"
)

// recognizedRecall is the share of a clean scan's words that must be recognized.
const recognizedRecall = 0.98

// testdata/scan/make.sh made scan.pdf, and scan.txt from the digital original.
const scannedPageCount = 3

func tesseract(t *testing.T) *ocr.Tesseract {
	t.Helper()
	if testing.Short() {
		t.Skip("recognition takes two seconds a page; run without -short")
	}
	recognizer, err := ocr.Find()
	if err != nil {
		t.Skip("tesseract is not installed (Debian package tesseract-ocr)")
	}
	return recognizer
}

// TestCleanScanIsReadWordByWord draws, recognizes and lays out a scan of 150 dpi as a reading does.
func TestCleanScanIsReadWordByWord(t *testing.T) {
	t.Parallel()
	recognizer, rt := tesseract(t), newRuntime(t)
	reader, err := rt.Open(file(t, "scan", "scan.pdf"), "")
	require.NoError(t, err)
	defer reader.Close()
	require.Equal(t, scannedPageCount, reader.Pages())
	got, err := recognizer.Pages(t.Context(), ocr.Job{
		File: "scan", Pages: []int{1, 2, 3}, DPI: recognitionDPI, Workers: 2,
		Render: func(_ context.Context, page, dpi int) (ocr.Image, int, error) {
			img, used, err := reader.Render(page, dpi)
			return ocr.Image{Width: img.Width, Height: img.Height, Stride: img.Width, Pix: img.Pix}, used, err
		},
	})
	require.NoError(t, err)
	pages := make([]*layout.Page, len(got))
	for i, p := range got {
		require.NoError(t, p.Err)
		digital, err := reader.Read(p.Number)
		require.NoError(t, err)
		pages[i] = layout.AnalyzeRecognized(p.Number, digital.Box, digital.Rotation, recognized(p.Result))
	}
	wanted := strings.Split(string(file(t, "scan", "scan.txt")), "\f")
	var all tally
	for i, p := range layout.Assemble(pages).Pages {
		text := p.Text()
		for _, l := range p.Aside {
			text += " " + l.Text()
		}
		all.add(recall(bag(textWords(text), false), bag(textWords(wanted[i]), false)))
	}
	t.Logf("recall %.4f of %d words; missing: %q", all.share(), all.wanted, all.missing)
	assert.GreaterOrEqual(t, all.share(), recognizedRecall)
}

func TestScanIsMarkedAsRecognized(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Recognizer = tesseract(t)
	rep, err := read(t, file(t, "scan", "scan.pdf"), o)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 2, 3}, rep.Coverage.OCR)
	assert.Empty(t, rep.Coverage.Unread)
	assert.Equal(t, report.SOC2, rep.Facts.Kind)
	seen := 0
	for fact, evidence := range rep.Facts.Evidence {
		for _, e := range evidence {
			seen++
			assert.Equal(t, report.ReaderOCR, e.Reader, "%s: %q", fact, e.Quote)
		}
	}
	assert.Positive(t, seen, "facts carry evidence")
}

// TestRecognitionGoesOnWhereItStopped: a page recognized before an interruption is not recognized again.
func TestRecognitionGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	recognizer, data := tesseract(t), file(t, "scan", "scan.pdf")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	store := &memory{pages: map[string]ocr.Result{}, afterSave: cancel}
	o := options(t)
	o.Recognizer, o.Pages, o.Readers = recognizer, store, 1
	_, err := Read(ctx, data, o)
	assertCode(t, fault.Canceled, err, "interrupted after the first page")
	require.Equal(t, 1, store.saved)

	store.afterSave = func() {}
	rep, err := read(t, data, o)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 2, 3}, rep.Coverage.OCR)
	assert.Equal(t, 1, store.loaded, "pages taken from the first run")
	assert.Equal(t, scannedPageCount, store.saved, "pages recognized in both runs together")
}

// memory is a Store that counts.
type memory struct {
	mu            sync.Mutex
	pages         map[string]ocr.Result
	saved, loaded int
	afterSave     func()
}

// Load implements ocr.Store.
func (m *memory) Load(key string) (ocr.Result, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.pages[key]
	if ok {
		m.loaded++
	}
	return r, ok
}

// Save implements ocr.Store.
func (m *memory) Save(key string, r ocr.Result) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages[key] = r
	m.saved++
	m.afterSave()
	return nil
}

// TestScanWithoutRecognitionIsNeverCalledClean: what nobody read is named, and the answer about exceptions stays open.
func TestScanWithoutRecognitionIsNeverCalledClean(t *testing.T) {
	t.Parallel()
	rep, err := read(t, file(t, "scan", "scan.pdf"), options(t))
	require.NoError(t, err)
	assert.Equal(t, []int{1, 2, 3}, rep.Coverage.Unread)
	assert.Zero(t, rep.Coverage.Text)
	assert.Equal(t, report.AnswerIncomplete, rep.ExceptionsAnswer)
	assert.Nil(t, rep.Facts.Opinion)
	require.NotEmpty(t, rep.Notes)
	assert.Equal(t, "pages-unread", rep.Notes[0].Code)
	assert.Contains(t, rep.Notes[0].Text, "tesseract-ocr", "the note says what to install")
}

// TestReportWithScannedOpinion: the rest of the report is read, but neither the opinion nor the exceptions are given as clean.
func TestReportWithScannedOpinion(t *testing.T) {
	t.Parallel()
	rep, err := read(t, file(t, "corpus", "b03_ellery.pdf"), confirmed(t))
	require.NoError(t, err)
	assert.Equal(t, []int{3, 4}, rep.Coverage.Unread)
	assert.Equal(t, report.SOC2, rep.Facts.Kind)
	assert.Nil(t, rep.Facts.Opinion)
	assert.Equal(t, report.OpinionUnread, rep.Facts.OpinionStatus)
	assert.Equal(t, report.AnswerIncomplete, rep.ExceptionsAnswer)
	assert.NotEmpty(t, rep.ControlTests, "the tests were read")
}

func confirmed(t *testing.T) Options {
	t.Helper()
	o := options(t)
	o.Confirmed = true
	return o
}

// TestBrokenCharacterMap: the page shows one text and its text layer says another. The picture is believed.
func TestBrokenCharacterMap(t *testing.T) {
	t.Parallel()
	data := shiftedMap()

	t.Run("is recognized from its picture", func(t *testing.T) {
		o := options(t)
		o.Recognizer = tesseract(t)
		rep, err := read(t, data, o)
		require.NoError(t, err)
		assert.Equal(t, []int{1}, rep.Coverage.OCR)
		assert.Equal(t, []string{"text-layer-garbage"}, codes(rep))
		assert.Equal(t, report.SOC2, rep.Facts.Kind)
	})
	t.Run("is unread without recognition", func(t *testing.T) {
		rep, err := read(t, data, options(t))
		require.NoError(t, err)
		assert.Equal(t, []int{1}, rep.Coverage.Unread)
		assert.Equal(t, report.AnswerIncomplete, rep.ExceptionsAnswer)
		assert.Equal(t, []string{"pages-unread"}, codes(rep))
	})
}

func codes(rep *report.Report) []string {
	var out []string
	for _, n := range rep.Notes {
		out = append(out, n.Code)
	}
	return out
}

// shiftedMap is a page in Helvetica whose map to Unicode is off by one letter, as subsetting gone wrong leaves it.
func shiftedMap() []byte {
	const opinion = "Independent Service Auditor's Report on a SOC 2 Type 2 examination. To the management of Example Systems, Inc. We have examined the " +
		"description of the system throughout the period January 1, 2025 to December 31, 2025, based on the criteria for a description of a " +
		"service organization's system, and the suitability of the design and operating effectiveness of controls stated in the description " +
		"to provide reasonable assurance that the service commitments and system requirements were achieved based on the trust services " +
		"criteria relevant to security. In our opinion, in all material respects, the description presents the system that was designed and " +
		"implemented throughout the period in accordance with the description criteria, and the controls stated in the description were " +
		"suitably designed and operated effectively throughout the period."
	f := &pdfFile{}
	root, tree := f.reserve(), f.reserve()
	f.set(root, "<< /Type /Catalog /Pages %d 0 R >>", tree)
	var cmap strings.Builder
	cmap.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Off def /CMapType 2 def\n" +
		"1 begincodespacerange <00> <FF> endcodespacerange\n52 beginbfchar\n")
	for c := 'A'; c <= 'z'; c++ {
		if c <= 'Z' || c >= 'a' {
			fmt.Fprintf(&cmap, "<%02X> <%04X>\n", c, (c|0x20-'a'+7)%26+c&^0x1F+1)
		}
	}
	cmap.WriteString("endbfchar\nendcmap\nend" + "\nend")
	toUnicode := f.flate("", cmap.String())
	font := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode %d 0 R >>", toUnicode)
	var content strings.Builder
	for i, l := range wrap(opinion, 11, 440) {
		content.WriteString(show("F1", 11, 80, 700-float64(i)*15, l))
	}
	body := f.flate("", content.String())
	page := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>", tree, body, font)
	f.set(tree, "<< /Type /Pages /Count 1 /Kids [%d 0 R] >>", page)
	return f.bytes(root)
}
