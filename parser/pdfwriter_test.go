package parser

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"strings"
)

// pdfFile is a PDF in the making: objects numbered from 1. It writes what it is told, sound or not.
type pdfFile struct{ objects []string }

// add appends an object and returns its number.
func (f *pdfFile) add(format string, args ...any) int {
	f.objects = append(f.objects, fmt.Sprintf(format, args...))
	return len(f.objects)
}

// reserve makes room for an object that is set later.
func (f *pdfFile) reserve() int { return f.add("null") }

func (f *pdfFile) set(n int, format string, args ...any) {
	f.objects[n-1] = fmt.Sprintf(format, args...)
}

// stream adds a stream as it is.
func (f *pdfFile) stream(dict, data string) int {
	return f.add("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// flate adds a compressed stream.
func (f *pdfFile) flate(dict, data string) int {
	return f.stream(dict+" /Filter /FlateDecode", deflate(data))
}

func deflate(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(data))
	_ = w.Close()
	return b.String()
}

// deflateRepeated is the zlib stream of a text repeated up to about a size: one compressed block of 1 MiB again and again, which takes
// no time to make. Its checksum is wrong, as nobody minds.
func deflateRepeated(text string, size int) string {
	plain := strings.Repeat(text, 1+(1<<20)/len(text))
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = w.Write([]byte(plain))
	_ = w.Flush() // ends on a whole byte, refers to nothing before it
	return "\x78\xda" + strings.Repeat(b.String(), 1+size/len(plain)) + "\x03\x00" + "sums"
}

// bytes is the file with its cross-reference table.
func (f *pdfFile) bytes(root int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.objects))
	for i, o := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, root, at)
	return b.Bytes()
}

// pdfPage is a page with the fonts F1 (Helvetica) and F2 (Helvetica-Bold).
type pdfPage struct {
	w, h      float64
	content   string
	resources string // beside the fonts
	extra     string // further entries of the page, such as /Rotate 90
}

// document is a sound file of such pages, with further entries of its catalog.
func document(catalog string, pages ...pdfPage) []byte {
	f := &pdfFile{}
	root, tree := f.reserve(), f.reserve()
	fonts := f.add("<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> " +
		"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>")
	f.set(root, "<< /Type /Catalog /Pages %d 0 R %s >>", tree, catalog)
	var kids []string
	for _, p := range pages {
		content := f.flate("", p.content)
		n := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << /Font %d 0 R %s >> %s >>",
			tree, p.w, p.h, content, fonts, p.resources, p.extra)
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
	}
	f.set(tree, "<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), strings.Join(kids, " "))
	return f.bytes(root)
}

// show is the operator that writes a line of text at a place.
func show(font string, size, x, y float64, text string) string {
	text = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text)
	return fmt.Sprintf("BT /%s %g Tf %.2f %.2f Td (%s) Tj ET\n", font, size, x, y, text)
}

// rule is the operators that draw a thin line.
func ruling(x0, y0, x1, y1 float64) string {
	return fmt.Sprintf("0.6 w %.2f %.2f m %.2f %.2f l S\n", x0, y0, x1, y1)
}

// helvetica holds the advance widths of the letters from space to tilde, in thousandths of the size.
func helvetica() [95]int {
	return [95]int{
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278,
		584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667,
		944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333,
		500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	}
}

func textWidth(text string, size float64) float64 {
	widths, sum := helvetica(), 0
	for i := range len(text) {
		if c := text[i]; c >= ' ' && c <= '~' {
			sum += widths[c-' ']
		}
	}
	return float64(sum) * size / 1000
}

// wrap breaks a text into lines of at most the width.
func wrap(text string, size, width float64) []string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(text) {
		switch {
		case line == "":
			line = w
		case textWidth(line+" "+w, size) <= width:
			line += " " + w
		default:
			lines = append(lines, line)
			line = w
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
