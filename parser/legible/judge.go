package legible

import "fmt"

// Judge knows English words. It is never changed after New and may be used by many goroutines at once.
type Judge struct {
	words   wordSet
	letters letterPairs
}

// New unpacks the word list.
func New() (*Judge, error) {
	list, err := unpack()
	if err != nil {
		return nil, fmt.Errorf("cannot load the English words: %w", err)
	}
	return &Judge{words: newWordSet(list), letters: newLetterPairs(list)}, nil
}

// Verdict is what the text says about itself.
type Verdict struct {
	Words   int     // runs of letters
	Known   float64 // share of English words among the words of four letters and more
	Strange float64 // share of private-use, replacement and control characters and of mixed scripts among the letters of words
	Garbage bool
	Reason  string // why it is garbage, or why that cannot be told; else empty
}

// NotEnough is the reason of a verdict on a page with too few words.
const NotEnough = "not enough text to tell"

// Below minWords words nothing is told, unless they make up minLetters, as words do that have lost their spaces.
const (
	minWords   = 20
	minLetters = 200
)

// Shares above which a page is garbage. On the pages of genuine-looking reports each stays far below (see the tests).
const (
	maxStrange  = 0.05
	maxOdd      = 0.5  // characters of no meaning, bullets and other lone ones included
	maxForeign  = 0.5  // letters of other scripts than Latin
	maxGlyphs   = 0.3  // words such as cid:12 or uni0041
	maxDigits   = 0.4  // words such as c0ntr0l
	maxJunk     = 0.25 // words neither known nor pronounceable
	maxAccented = 0.4  // Latin letters beyond a to z
	maxLength   = 11.0 // mean length of the words of four letters and more …
	minKnown    = 0.35 // … when fewer than this are known
	minProse    = 40   // words in small letters, of which at least this share is known …
	minEnglish  = 0.65
	isEnglish   = 0.12 // … unless so few are that the page is in another language
)

// Judge looks at the text of one page.
func (j *Judge) Judge(text string) Verdict {
	c := j.count(text)
	v := Verdict{Words: c.words, Known: share(c.known, c.judged), Strange: share(c.strange, c.letters)}
	if c.words < minWords && c.letters+c.loneOdd < minLetters {
		v.Reason = NotEnough
		return v
	}
	v.Reason = c.reason()
	v.Garbage = v.Reason != ""
	return v
}

func (c *counts) reason() string {
	switch {
	case share(c.odd+c.loneOdd, c.letters+c.loneOdd) > maxOdd:
		return "most characters have no meaning outside their font"
	case share(c.glyphs, c.words) > maxGlyphs:
		return "glyph names stand in place of letters"
	case share(c.strange, c.letters) > maxStrange:
		return "characters without meaning or of other scripts stand inside words"
	case share(c.foreign, c.letters) > maxForeign:
		return "most letters are not Latin"
	case share(c.accented, c.letters) > maxAccented:
		return "most letters are none of English"
	case share(c.digitWords, c.digitWords+c.judged) > maxDigits:
		return "digits stand in place of letters"
	case share(c.judgedLetters, c.judged) > maxLength && share(c.known, c.judged) < minKnown:
		return "the spaces between words are missing"
	case c.judged >= minWords/2 && share(c.junk, c.judged) > maxJunk:
		return "the words are no words of any language"
	case c.prose >= minProse && share(c.proseKnown, c.prose) < minEnglish && share(c.proseKnown, c.prose) > isEnglish:
		return "letters are missing or wrong in many words"
	}
	return ""
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
