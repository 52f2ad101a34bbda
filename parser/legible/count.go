package legible

import "unicode/utf8"

// counts is what one pass over a text finds.
type counts struct {
	words, letters int // runs of letters, and the letters and odd characters in them
	odd, loneOdd   int // characters without meaning: inside runs, and standing alone
	strange        int // odd ones inside runs and letters of another script than the rest of their run
	foreign        int // letters that are not Latin
	accented       int // Latin letters beyond a to z
	glyphs         int // words that name a glyph
	digitWords     int // words with digits between their letters, but no hexadecimal numbers
	judged         int // words of four letters and more, without digits, that are no abbreviations
	judgedLetters  int
	known, junk    int
	prose          int // judged words in small letters that stand free, so no names and no parts of identifiers
	proseKnown     int
}

const (
	minJudged   = 4
	maxSurprise = 5.0 // bits a letter: what is above is junk
)

// count reads the text once. Nothing is decoded, copied or looked up but the words.
func (j *Judge) count(text string) counts {
	var c counts
	var r run
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			i++
			if b == '-' && r.size > 0 && i < len(text) && text[i] == '\n' {
				r.broken = true
				continue
			}
			if !r.ascii(b) {
				j.finish(&c, &r, text[i-1:])
				r.before = b
			}
			continue
		}
		s, size := utf8.DecodeRuneInString(text[i:])
		if !r.wide(s) {
			j.finish(&c, &r, text[i:])
			r.before = 0
		}
		i += size
	}
	j.finish(&c, &r, "")
	return c
}

// finish enters the run, if there is one, into the counts and begins the next. Rest is the text behind it.
func (j *Judge) finish(c *counts, r *run, rest string) {
	if r.size == 0 {
		return
	}
	defer r.reset()
	signs := r.latin + r.foreign + r.odd
	switch {
	case signs == 0:
		return
	case r.odd == r.size && r.size == 1:
		c.loneOdd++
		return
	}
	c.words++
	c.letters += signs
	c.odd += r.odd
	c.foreign += r.foreign
	c.accented += r.accented
	c.strange += r.odd
	if r.latin > 0 {
		c.strange += r.foreign
	}
	switch {
	case r.namesGlyph(rest):
		c.glyphs++
	case r.digits > 0:
		if r.inner > 0 && r.digits <= r.latin && !r.hexadecimal() {
			c.digitWords++
		}
	case signs >= minJudged && !r.abbreviates():
		j.word(c, r, signs, r.standsFree(rest))
	}
}

func (j *Judge) word(c *counts, r *run, signs int, prose bool) {
	c.judged++
	c.judgedLetters += signs
	if prose {
		c.prose++
	}
	if r.latin != signs || r.accented > 0 || r.latin > len(r.plain) {
		return
	}
	w := r.plain[:r.latin]
	switch {
	case j.words.has(w):
		c.known++
		if prose {
			c.proseKnown++
		}
	case j.letters.surprise(w) > maxSurprise:
		c.junk++
	}
}
