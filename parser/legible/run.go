package legible

import (
	"strings"
	"unicode"
)

// run is the word being read: letters, digits, marks and odd characters without anything between. Its plain letters are kept, in
// small letters, as far as they fit.
type run struct {
	plain              [32]byte
	size               int // signs of any kind
	latin              int // Latin letters, of which accented are beyond a to z and capitals are A to Z
	foreign            int // letters of other scripts
	odd                int // private-use, replacement, control and unassigned characters
	digits             int
	inner              int // digits that had letters on both sides
	pending            int // digits since the last letter
	accented, capitals int
	before             byte // what stood before the run
	broken             bool // the last sign was a hyphen that may end the line, so that the run goes on in the next
}

func (r *run) reset() {
	before := r.before
	*r = run{before: before}
}

// Hyphens that are there only at the end of a line; PDFium gives the last two for them.
const (
	softHyphen   = 0xAD
	noCharacter  = 0xFFFE
	pdfiumHyphen = 0x02
)

// ascii takes the character into the run, or says that it ends it.
func (r *run) ascii(b byte) bool {
	if r.broken {
		if b == '\n' || b == '\r' {
			return true
		}
		r.broken = false
	}
	switch {
	case 'a' <= b && b <= 'z':
		r.letter(b)
	case 'A' <= b && b <= 'Z':
		r.letter(b | 0x20)
		r.capitals++
	case '0' <= b && b <= '9':
		r.digits++
		r.pending++
	case b == pdfiumHyphen:
		r.broken = r.size > 0
		return true
	case b < ' ' && (b < '\t' || b > '\r') || b == 0x7F:
		r.odd++
	default:
		return false
	}
	r.size++
	return true
}

func (r *run) letter(small byte) {
	if r.latin < len(r.plain) {
		r.plain[r.latin] = small
	}
	if r.latin > 0 {
		r.inner += r.pending
	}
	r.pending = 0
	r.latin++
}

// wide does the same for a character beyond ASCII.
func (r *run) wide(s rune) bool {
	switch {
	case s == softHyphen || s == noCharacter:
		r.broken = r.size > 0
		return true
	case isInvisible(s):
		return true
	case ligature(s) != "":
		for _, b := range []byte(ligature(s)) {
			r.letter(b)
		}
	case isOdd(s):
		r.odd++
	case unicode.Is(unicode.Latin, s):
		r.letter('a')
		r.accented++
	case unicode.Is(unicode.Mn, s):
		return true
	case s < 0x2000 && s != 'µ' && unicode.IsLetter(s), s > 0x2BFF && s < 0x1D400 && unicode.IsLetter(s):
		r.foreign++
	default:
		return false
	}
	r.size++
	return true
}

// ligature is the letters that are printed as one by the character, or none.
func ligature(s rune) string {
	switch s {
	case 0xFB00:
		return "ff"
	case 0xFB01:
		return "fi"
	case 0xFB02:
		return "fl"
	case 0xFB03:
		return "ffi"
	case 0xFB04:
		return "ffl"
	case 0xFB05, 0xFB06:
		return "st"
	}
	return ""
}

// isInvisible tells zero-width spaces and joiners, and byte order marks.
func isInvisible(s rune) bool {
	return s >= 0x200B && s <= 0x200F || s == 0x2060 || s == 0xFEFF
}

func isOdd(s rune) bool {
	return s < 0xA0 || s == unicode.ReplacementChar || s >= 0xE000 && s <= 0xF8FF || s >= 0xF0000 || s >= 0xFFF0 && s < 0xFFFC ||
		s >= 0xFDD0 && s <= 0xFDEF
}

// abbreviates tells words such as HTTPS, which no dictionary knows and nobody can pronounce.
func (r *run) abbreviates() bool {
	const longest = 5
	return r.capitals == r.size && r.size <= longest
}

// standsFree tells words in small letters with a space before them and nothing behind them that joins identifiers.
func (r *run) standsFree(rest string) bool {
	return r.capitals == 0 && r.before <= ' ' && (rest == "" || !strings.ContainsRune(`/\_-@=:`, rune(rest[0])))
}

func (r *run) hexadecimal() bool {
	for _, b := range r.plain[:min(r.latin, len(r.plain))] {
		if b > 'f' {
			return false
		}
	}
	return true
}

// namesGlyph tells words such as g34, glyph12, uni0041, cid:12 and, of a list like /T/h/e/space, the parts.
func (r *run) namesGlyph(rest string) bool {
	if r.latin == 0 || r.latin > 8 || r.accented+r.foreign > 0 {
		return false
	}
	word := string(r.plain[:r.latin])
	numbered := r.digits > 0 && r.inner == 0 || len(rest) > 1 && rest[0] == ':' && '0' <= rest[1] && rest[1] <= '9'
	switch word {
	case "g", "gid", "cid", "glyph", "index":
		return numbered
	case "space", "period", "comma", "hyphen":
		return r.before == '/'
	}
	return r.before == '/' && r.size == 1 || r.size == 7 && r.digits > 0 && r.latin >= 3 && word[:3] == "uni"
}
