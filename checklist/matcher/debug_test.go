package matcher

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"countersign/checklist/catalog"
	"countersign/checklist/wording"
)

// TestDebug prints what is found in the sentences of TEXT (parted by |).
func TestDebug(t *testing.T) {
	text := os.Getenv("TEXT")
	if text == "" {
		t.Skip()
	}
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	m, err := Compile(c)
	if err != nil {
		t.Fatal(err)
	}
	name := func(i int) string {
		if i < len(c.Concepts) {
			return c.Concepts[i].ID
		}
		return fmt.Sprint("lit", i)
	}
	for _, s := range strings.Split(text, "|") {
		tok := wording.Tokens(s)
		hits := m.index.Find(tok)
		masked := m.masked(hits, len(tok))
		fmt.Println("##", s)
		for _, h := range hits {
			t := m.terms[h.Term]
			w := s[tok[h.From].Start:tok[h.To-1].End]
			switch {
			case t.family >= 0:
				fmt.Println("   LOOK", c.Families[t.family].ID, w)
			default:
				x := ""
				if t.weak {
					x += " weak"
				}
				if m.ai[t.concept] {
					x += " AI"
				}
				if m.kinds[t.concept] == object && masked != nil && isMasked(masked, h) {
					x += " MASKED"
				}
				fmt.Println("  ", name(t.concept), w, x)
			}
		}
	}
}
