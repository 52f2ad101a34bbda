package ocr

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Columns of tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
const (
	tsvColumns = 12
	levelWord  = 5
	maxNumber  = 1 << 20
)

const tsvHeader = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"

var errNoHeader = errors.New("the output does not begin with the TSV header")

// parseTSV reads the words of tesseract's TSV output. A page without words has only a header and is no error.
func parseTSV(out []byte) ([]Word, error) {
	head, rest, _ := bytes.Cut(out, []byte{'\n'})
	if string(bytes.TrimRight(head, "\r")) != tsvHeader {
		return nil, errNoHeader
	}
	var words []Word
	for n := 2; len(rest) > 0; n++ {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte{'\n'})
		w, isWord, err := parseRow(string(bytes.TrimRight(line, "\r")))
		if err != nil {
			return nil, fmt.Errorf("cannot read line %d of the TSV: %w", n, err)
		}
		if isWord {
			words = append(words, w)
		}
	}
	return words, nil
}

func parseRow(line string) (w Word, isWord bool, err error) {
	if line == "" {
		return Word{}, false, nil
	}
	f := strings.SplitN(line, "\t", tsvColumns)
	if len(f) < tsvColumns-1 {
		return Word{}, false, fmt.Errorf("%d columns instead of %d", len(f), tsvColumns)
	}
	var n [10]int
	for i := range n {
		if n[i], err = strconv.Atoi(f[i]); err != nil {
			return Word{}, false, fmt.Errorf("cannot read column %d: %w", i+1, err)
		}
		if n[i] < -maxNumber || n[i] > maxNumber {
			return Word{}, false, fmt.Errorf("column %d is out of range", i+1)
		}
	}
	if n[0] != levelWord || len(f) < tsvColumns {
		return Word{}, false, nil
	}
	conf, err := strconv.ParseFloat(f[10], 64)
	if err != nil || !(conf >= -1 && conf <= 101) { // also refuses NaN
		return Word{}, false, fmt.Errorf("confidence %q is none", f[10])
	}
	return Word{
		Text:       strings.TrimSpace(strings.ToValidUTF8(f[11], "\uFFFD")),
		Box:        Box{n[6], n[7], n[8], n[9]},
		Confidence: min(max(conf, 0), 100),
		Block:      n[2], Paragraph: n[3], Line: n[4],
	}, true, nil
}
