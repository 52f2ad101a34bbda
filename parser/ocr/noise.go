package ocr

import (
	"strings"
	"unicode"
)

// Shapes of table rules, in inches, and the confidence under which a word without a letter or digit is believed no more.
const (
	ruleLength   = 0.5  // a single sign that is higher than this is an upright rule
	dashLength   = 0.33 // a dash that is wider than this is a lying rule
	ruleRatio    = 8    // times as high as wide
	minSureSigns = 50
)

// dropRules removes what tesseract reads out of table rules: empty words, bars, underscores, overlong dashes and unlikely signs.
// Bars glued to a word are cut off it.
func dropRules(words []Word, dpi int) []Word {
	kept := words[:0]
	for _, w := range words {
		w.Text = strings.Trim(w.Text, "|¦")
		if !isRule(w, dpi) {
			kept = append(kept, w)
		}
	}
	return kept
}

func isRule(w Word, dpi int) bool {
	runes := []rune(w.Text)
	if strings.Trim(w.Text, "_ ") == "" || w.Box.Width < 1 || w.Box.Height < 1 {
		return true
	}
	high, wide := inches(w.Box.Height, dpi), inches(w.Box.Width, dpi)
	if len(runes) == 1 && high > ruleLength && w.Box.Height > ruleRatio*w.Box.Width {
		return true
	}
	if strings.ContainsFunc(w.Text, isLetterOrDigit) {
		return false
	}
	if w.Confidence < minSureSigns {
		return true
	}
	return strings.Trim(w.Text, "-–—―=~_") == "" && (wide > dashLength || high > dashLength)
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func inches(px, dpi int) float64 { return float64(px) / float64(dpi) }
