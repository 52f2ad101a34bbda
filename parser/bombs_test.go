package parser

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
	"countersign/report"
)

// bomb is a file made to harm its reader, and what its sender gets instead.
type bomb struct {
	name string
	file func() []byte
	code []fault.Code // one of these; none: it is read
	want func(t *testing.T, rep *report.Report)
	long bool // takes seconds
}

const harmless = "Report of Independent Service Auditors on a SOC 2 Type 2 examination of Example Systems, Inc."

// bombs are made when they are needed: a small sum of what is on the market.
func bombs() []bomb {
	letter := pdfPage{w: 612, h: 792, content: show("F1", 10, 72, 700, harmless)}
	with := func(change func(*pdfPage)) pdfPage {
		p := letter
		change(&p)
		return p
	}
	return []bomb{
		{name: "2 GiB of content in 9 kB", file: func() []byte { return contentBomb(2 << 30) }, want: unread(2), long: true},
		{name: "3 million text operators", file: func() []byte {
			return document("", letter, with(func(p *pdfPage) { p.content = strings.Repeat("BT /F1 9 Tf 10 10 Td (abc) Tj ET\n", 1e6) }))
		}, want: firstPageRead, long: true},
		{name: "a page tree that holds itself", file: cyclicTree, code: []fault.Code{fault.Damaged}},
		{name: "a page tree that says 2^31 pages", file: func() []byte { return countedTree("2147483648") }, want: firstPageRead},
		{name: "a page tree that says 4999 pages and has one", file: func() []byte { return countedTree("4999") }, want: firstPageRead},
		{name: "10,000 pages", file: func() []byte { return document("", make([]pdfPage, 10000)...) }, code: []fault.Code{fault.TooManyPages}},
		{name: "3,000 pages", file: func() []byte { return document("", many(letter, 3000)...) }, want: allRead(3000), long: true},
		{name: "a form that draws itself", file: func() []byte { return forms(1, 1, true) }, want: firstPageRead},
		{name: "forms that draw each other a billion times", file: func() []byte { return forms(9, 10, false) }, want: firstPageRead, long: true},
		{name: "an image of 100000 x 100000", file: hugeImage, want: unread(2)},
		{name: "a million nested arrays", file: func() []byte { return nested("[", "]", 1e6) }, want: firstPageRead},
		{name: "a million nested dictionaries", file: func() []byte { return nested("<</A ", ">>", 1e6) }, want: firstPageRead},
		{name: "a million nested arrays in the content", file: func() []byte {
			return document("", letter, with(func(p *pdfPage) { p.content += strings.Repeat("[", 1e6) + " TJ" }))
		}, want: firstPageRead},
		{name: "a million saved states", file: func() []byte {
			return document("", letter, with(func(p *pdfPage) { p.content = strings.Repeat("q ", 1e6) + p.content }))
		}, want: firstPageRead},
		{name: "an object stream of 1 GiB", file: objectStreamBomb, code: []fault.Code{fault.Damaged, fault.MemoryLimit}, long: true},
		{name: "a font of 1 GiB", file: func() []byte { return fontBomb("/FontFile2", 1<<30) }, want: firstPageRead, long: true},
		{name: "a character map of 512 MiB", file: func() []byte { return mapBomb(512 << 20) }, want: firstPageRead, long: true},
		{name: "a million annotations", file: func() []byte {
			return document("", letter, with(func(p *pdfPage) {
				p.extra = "/Annots [" + strings.Repeat("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>", 1e6) + "]"
			}))
		}, want: firstPageRead, long: true},
		{name: "scripts and programs to start", file: func() []byte {
			return document("/OpenAction << /S /JavaScript /JS (while(true){app.alert(1)}) >> "+
				"/AA << /WC << /S /Launch /F (/bin/sh) >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (while(1);) >>] >> >>",
				with(func(p *pdfPage) { p.extra = "/AA << /O << /S /URI /URI (http://example.invalid/) >> >>" }))
		}, want: allRead(1)},
		{name: "100,000 lines drawn", file: func() []byte {
			var b strings.Builder
			for i := range 50000 {
				b.WriteString(ruling(0, float64(i%792), 612, float64(i%792)+.1) + ruling(float64(i%612), 0, float64(i%612)+.1, 792))
			}
			return document("", letter, with(func(p *pdfPage) { p.content += b.String() }))
		}, want: firstPageRead, long: true},
		{name: "100,000 words on one line", file: func() []byte {
			return document("", letter, with(func(p *pdfPage) { p.content = show("F1", 0.01, 0, 400, strings.Repeat("no exceptions noted ", 33000)) }))
		}, want: firstPageRead, long: true},
		{name: "100,000 words all over the page", file: func() []byte {
			var b strings.Builder
			for i := range 100000 {
				b.WriteString(show("F1", 4, float64(i*37%600), float64(i*7919%780), "CC6.1"))
			}
			return document("", letter, with(func(p *pdfPage) { p.content = b.String() }))
		}, want: firstPageRead, long: true},
		{name: "one word of a million letters", file: func() []byte {
			return document("", letter, with(func(p *pdfPage) { p.content = show("F1", 9, 0, 400, strings.Repeat("a", 1e6)) }))
		}, want: firstPageRead, long: true},
	}
}

// oddPages are strange rather than evil; their text is read.
func oddPages() []bomb {
	odd := func(extra, content string) func() []byte {
		return func() []byte { return document("", pdfPage{w: 612, h: 792, content: content, extra: extra}) }
	}
	text := show("F1", 10, 72, 700, harmless)
	return []bomb{
		{name: "a page turned by 90 degrees", file: odd("/Rotate 90", text), want: allRead(1)},
		{name: "a page turned by 45 degrees", file: odd("/Rotate 45", text), want: allRead(1)},
		{name: "a page turned by a million", file: odd("/Rotate 999999999999", text), want: allRead(1)},
		{name: "a page without area", file: func() []byte { return document("", pdfPage{content: text}) }, want: allRead(1)},
		{name: "a page larger than a country", file: func() []byte { return document("", pdfPage{w: 1e9, h: 1e9, content: text}) }, want: allRead(1)},
		{name: "coordinates that are no numbers", file: odd("", "BT /F1 10 Tf NaN inf Td (abc) Tj ET BT /F1 1e400 Tf 1e400 -1e400 Td (def) Tj ET "+text), want: allRead(1)},
		{name: "coordinates at the end of the world", file: odd("", "BT /F1 10 Tf 99999999999999999999 9e37 Td (abc) Tj ET "+text), want: allRead(1)},
		{name: "text of size zero", file: odd("", "BT /F1 0 Tf 72 600 Td (abc) Tj ET "+text), want: allRead(1)},
		{name: "a matrix without area", file: odd("", "q 0 0 0 0 0 0 cm BT /F1 9 Tf (abc) Tj ET Q "+text), want: allRead(1)},
		{name: "nothing on the page", file: odd("", ""), want: blank},
	}
}

// TestParentStaysSmall: what the child unpacks stays in the child. It runs alone, for it counts what this process allocates.
func TestParentStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds; run without -short")
	}
	data := contentBomb(2 << 30)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := read(t, data, options(t))
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8<<20), "bytes allocated while the child read a bomb of 2 GiB")
}

// TestHangOfTheSecondReaderIsCutOff: a file on which the independent reader never ends costs its few seconds and nothing of the report.
func TestHangOfTheSecondReaderIsCutOff(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.NoSecond = false
	began := time.Now()
	rep, err := read(t, xrefLoop(), o)
	require.NoError(t, err)
	assert.Less(t, time.Since(began), secondTime+secondGrace+5*time.Second)
	assert.Equal(t, 1, rep.Coverage.Text)
	assert.Equal(t, "stopped", rep.Coverage.Second.Status)
}

func TestBombsAreDefused(t *testing.T) {
	t.Parallel()
	turns := make(chan struct{}, 2) // bombs are large: two at a time
	for _, b := range append(oddPages(), bombs()...) {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			turns <- struct{}{}
			defer func() { <-turns }()
			if b.long && testing.Short() {
				t.Skip("it takes seconds; run without -short")
			}
			o := options(t)
			o.NoSecond = false
			rep, peak, err := readWatched(t, b.file(), o)
			t.Logf("peak %d MiB, %v", peak>>20, err)
			assert.LessOrEqual(t, peak, uint64(1100<<20), "the child's memory is held")
			if len(b.code) > 0 {
				require.Error(t, err)
				assert.Contains(t, b.code, fault.Of(err).Code, "%v", err)
				return
			}
			require.NoError(t, err)
			if b.want != nil {
				b.want(t, rep)
			}
		})
	}
}

// unread: the first page was read, and the last of so many is named as unread.
func unread(page int) func(*testing.T, *report.Report) {
	return func(t *testing.T, rep *report.Report) {
		t.Helper()
		assert.Equal(t, []int{page}, rep.Coverage.Unread)
		assert.Equal(t, page-1, rep.Coverage.Text)
		require.NotEmpty(t, rep.Notes)
		assert.Equal(t, "pages-unread", rep.Notes[0].Code)
	}
}

// firstPageRead: whatever became of the others, none is passed over in silence.
func firstPageRead(t *testing.T, rep *report.Report) {
	t.Helper()
	assert.Positive(t, rep.Coverage.Text)
	assert.NotContains(t, rep.Coverage.Unread, 1)
	accounted(t, rep)
}

func accounted(t *testing.T, rep *report.Report) {
	t.Helper()
	c := rep.Coverage
	assert.Equal(t, c.Pages, c.Text+len(c.OCR)+len(c.Unread), "every page is read, recognized or named as unread")
}

func allRead(pages int) func(*testing.T, *report.Report) {
	return func(t *testing.T, rep *report.Report) {
		t.Helper()
		assert.Equal(t, pages, rep.Coverage.Text)
		accounted(t, rep)
	}
}

func blank(t *testing.T, rep *report.Report) {
	t.Helper()
	assert.Equal(t, []int{1}, rep.Coverage.Blank)
}

func many(p pdfPage, n int) []pdfPage {
	out := make([]pdfPage, n)
	for i := range out {
		out[i] = p
	}
	return out
}

// twoPages is a sound first page and a second one with these resources and this content object.
func twoPages(f *pdfFile, resources, content string) []byte {
	root, tree := f.reserve(), f.reserve()
	f.set(root, "<< /Type /Catalog /Pages %d 0 R >>", tree)
	fonts := "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
	text := f.flate("", show("F1", 10, 72, 700, harmless))
	body := f.flate("", content)
	one := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << %s >> >>", tree, text, fonts)
	two := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << %s >> >>", tree, body, resources)
	f.set(tree, "<< /Type /Pages /Count 2 /Kids [%d 0 R %d 0 R] >>", one, two)
	return f.bytes(root)
}

// repeated is a compressed stream of a text repeated up to a size, compressed once more.
func repeated(text string, size int) string { return deflate(deflateRepeated(text, size)) }

// contentBomb has a second page whose content grows to a size.
func contentBomb(size int) []byte {
	f := &pdfFile{}
	root, tree := f.reserve(), f.reserve()
	f.set(root, "<< /Type /Catalog /Pages %d 0 R >>", tree)
	fonts := "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
	text := f.flate("", show("F1", 10, 72, 700, harmless))
	body := f.stream("/Filter [/FlateDecode /FlateDecode]", repeated("q Q q Q q Q q Q ", size))
	one := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s >>", tree, text, fonts)
	two := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s >>", tree, body, fonts)
	f.set(tree, "<< /Type /Pages /Count 2 /Kids [%d 0 R %d 0 R] >>", one, two)
	return f.bytes(root)
}

func cyclicTree() []byte {
	f := &pdfFile{}
	root, tree, inner := f.reserve(), f.reserve(), f.reserve()
	f.set(root, "<< /Type /Catalog /Pages %d 0 R >>", tree)
	f.set(tree, "<< /Type /Pages /Count 8 /Kids [%d 0 R %d 0 R] >>", inner, inner)
	f.set(inner, "<< /Type /Pages /Count 4 /Kids [%d 0 R] /Parent %d 0 R >>", tree, tree)
	return f.bytes(root)
}

func countedTree(count string) []byte {
	f := &pdfFile{}
	root, tree := f.reserve(), f.reserve()
	f.set(root, "<< /Type /Catalog /Pages %d 0 R >>", tree)
	text := f.flate("", show("F1", 10, 72, 700, harmless))
	page := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "+
		"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>", tree, text)
	f.set(tree, "<< /Type /Pages /Count %s /Kids [%d 0 R] >>", count, page)
	return f.bytes(root)
}

// forms is a second page that draws a form, which draws the next one so many times, and so on to a depth; or each draws itself.
func forms(depth, times int, itself bool) []byte {
	f := &pdfFile{}
	next := f.stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792]", "0 0 m 10 10 l S")
	for range depth {
		n := f.reserve()
		if itself {
			next = n
		}
		body := strings.Repeat("/X Do ", times)
		f.set(n, "<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream",
			next, len(body), body)
		next = n
	}
	return twoPages(f, fmt.Sprintf("/XObject << /X %d 0 R >>", next), "/X Do")
}

func hugeImage() []byte {
	f := &pdfFile{}
	image := f.flate("/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray /BitsPerComponent 8", "little")
	return twoPages(f, fmt.Sprintf("/XObject << /X %d 0 R >>", image), "q 612 0 0 792 0 0 cm /X Do Q")
}

func nested(open, shut string, depth int) []byte {
	f := &pdfFile{}
	n := f.add("%s", strings.Repeat(open, depth)+"0"+strings.Repeat(shut, depth))
	return twoPages(f, fmt.Sprintf("/XObject %d 0 R", n), "/X Do")
}

// objectStreamBomb keeps its page tree in an object stream that grows to 1 GiB.
func objectStreamBomb() []byte {
	f := &pdfFile{}
	root := f.reserve()
	f.stream("/Type /ObjStm /N 1000000 /First 10 /Filter [/FlateDecode /FlateDecode]", repeated("2 0 3 0 4 0 5 0 ", 1<<30))
	f.set(root, "<< /Type /Catalog /Pages 3 0 R >>")
	body := f.bytes(root)
	return append(body, "\ntrailer << /Root 1 0 R /Size 9 >>\n"...)
}

func xrefLoop() []byte {
	sound := string(document("", pdfPage{w: 612, h: 792, content: show("F1", 10, 72, 700, harmless)}))
	at := strings.LastIndex(sound, "xref\n0 ")
	return []byte(strings.Replace(sound, "trailer\n<<", fmt.Sprintf("trailer\n<< /Prev %d", at), 1))
}

// fontBomb has a font whose program grows to a size.
func fontBomb(key string, size int) []byte {
	f := &pdfFile{}
	program := f.stream("/Filter [/FlateDecode /FlateDecode]", repeated("\x00\x01\x00\x00\x00\x10abcdefghij", size))
	descriptor := f.add("<< /Type /FontDescriptor /FontName /Bomb /Flags 32 %s %d 0 R >>", key, program)
	font := f.add("<< /Type /Font /Subtype /TrueType /BaseFont /Bomb /FirstChar 0 /LastChar 2000000000 /Widths [500] /FontDescriptor %d 0 R >>", descriptor)
	return twoPages(f, fmt.Sprintf("/Font << /F1 %d 0 R >>", font), show("F1", 10, 72, 700, "text in a strange font"))
}

// mapBomb has a font whose map to Unicode grows to a size.
func mapBomb(size int) []byte {
	f := &pdfFile{}
	cmap := f.stream("/Filter [/FlateDecode /FlateDecode]", repeated("1 beginbfrange\n<0000> <FFFF> <0041>\nendbfrange\n", size))
	font := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode %d 0 R >>", cmap)
	return twoPages(f, fmt.Sprintf("/Font << /F1 %d 0 R >>", font), show("F1", 10, 72, 700, "text in a strange font"))
}
