package review

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"countersign/fault"
)

// sniffed is how much of a file tells what it is: the mark of a PDF stands within as many bytes.
const sniffed = 1024

// Media types that are kept.
const (
	mediaPDF      = "application/pdf"
	mediaPNG      = "image/png"
	mediaJPEG     = "image/jpeg"
	mediaText     = "text/plain; charset=utf-8"
	mediaMarkdown = "text/markdown; charset=utf-8"
	mediaWord     = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// content is what a file is by its bytes, whatever it is called.
type content struct {
	media   string
	ending  string
	checked func(io.Reader) io.Reader // fails at what the first bytes cannot show
}

func notReadable() error {
	return fault.New(fault.WrongMediaType, "this is no PDF file, whatever its name says; send the document as PDF")
}

// contentOf tells by its first bytes what a file is. A report must be a PDF; other documents may be pictures, texts and Word documents too.
// The name decides only whether a text is Markdown.
func contentOf(kind DocumentKind, start []byte, name string) (content, error) {
	asItIs := func(r io.Reader) io.Reader { return r }
	detected := http.DetectContentType(start)
	switch {
	case !kind.IsReport() && detected == mediaPNG:
		return content{mediaPNG, ".png", asItIs}, nil
	case !kind.IsReport() && detected == mediaJPEG:
		return content{mediaJPEG, ".jpg", asItIs}, nil
	case bytes.Contains(start, []byte("%PDF-")):
		return content{mediaPDF, ".pdf", asItIs}, nil
	case kind.IsReport():
		return content{}, notReadable()
	case detected == "application/zip":
		return content{mediaWord, ".docx", func(r io.Reader) io.Reader { return &tailed{r: r} }}, nil
	case detected == mediaText:
		c := content{mediaText, ".txt", func(r io.Reader) io.Reader { return &texts{r: r} }}
		if ending := strings.ToLower(path.Ext(name)); ending == ".md" || ending == ".markdown" {
			c.media, c.ending = mediaMarkdown, ".md"
		}
		return c, nil
	}
	return content{}, fault.New(fault.WrongMediaType, "this is no PDF, PNG, JPEG, plain text, Markdown or Word (.docx) file, whatever its name says")
}

// texts passes a text on as long as it is one.
type texts struct {
	r    io.Reader
	rest []byte // of a letter whose other bytes are still to come
}

func (t *texts) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	chunk := slices.Concat(t.rest, p[:n])
	for len(chunk) > 0 {
		r, size := utf8.DecodeRune(chunk)
		if r == utf8.RuneError && size <= 1 && (utf8.FullRune(chunk) || errors.Is(err, io.EOF)) || r == 0 {
			return 0, fault.New(fault.WrongMediaType, "this text is not written in UTF-8, or is no text at all; save it as UTF-8, or send a PDF")
		}
		if r == utf8.RuneError && size <= 1 {
			break
		}
		chunk = chunk[size:]
	}
	t.rest = bytes.Clone(chunk)
	return n, err
}

// tailed passes an archive on and keeps its end, where its table of contents stands: at the end it fails if this is no Word document.
type tailed struct {
	r    io.Reader
	tail []byte
	size int64
}

// mostTail holds the table of contents of some thousand parts; a document has a few dozen.
const mostTail = 256 << 10

func (t *tailed) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.size += int64(n)
	if t.tail = append(t.tail, p[:n]...); len(t.tail) > 2*mostTail {
		t.tail = bytes.Clone(t.tail[len(t.tail)-mostTail:])
	}
	if errors.Is(err, io.EOF) && !t.isWord() {
		return 0, fault.New(fault.WrongMediaType, "this archive is no Word document (.docx) without macros; send the document as PDF")
	}
	return n, err
}

// isWord looks at the table of contents only; nothing is unpacked.
func (t *tailed) isWord() bool {
	z, err := zip.NewReader(t, t.size)
	if err != nil {
		return false
	}
	parts := map[string]bool{}
	for _, f := range z.File {
		if strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin") {
			return false
		}
		parts[f.Name] = true
	}
	return parts["[Content_Types].xml"] && parts["word/document.xml"]
}

// ReadAt reads the end of the archive, as far as it is kept.
func (t *tailed) ReadAt(p []byte, at int64) (int, error) {
	from := at - (t.size - int64(len(t.tail)))
	if from < 0 || from > int64(len(t.tail)) {
		return 0, io.ErrUnexpectedEOF
	}
	n := copy(p, t.tail[from:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
