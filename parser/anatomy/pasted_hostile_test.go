package anatomy_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"countersign/parser/anatomy"
	"countersign/report"
)

func passageRoles() []report.Role {
	return []report.Role{report.RoleOpinion, report.RoleAssertion, report.RoleDescription, report.RoleTests, report.RoleOther}
}

// FuzzPassage reads any text in any section. It must not panic or hang, and every quote must stand in the text: what parts cells, and labels, may
// be left out.
func FuzzPassage(f *testing.F) {
	for _, path := range []string{"testdata/passages.yaml", "../../testdata/passages/second.yaml"} {
		for _, c := range loadPassages(f, path) {
			f.Add(c.Text, uint8(len(c.ID)))
		}
	}
	f.Add("Control AC-1 Description a Test For 15 b Result 13 of 15 c", uint8(3))
	f.Add("CC6.1\x00\xff | \t of 0 of 0, 1 | Result: the other 99999999999999999999", uint8(3))
	f.Fuzz(func(t *testing.T, text string, section uint8) {
		if len(text) > 20000 {
			return // long enough
		}
		rep := anatomy.Passage(passageRoles()[int(section)%5], text)
		source := strings.ToValidUTF8(text, "\ufffd")
		for _, e := range evidence(t, rep) {
			assert.True(t, utf8.ValidString(e.Quote))
			assert.True(t, inOrder(source, strings.Fields(e.Quote)), "%q in %q", e.Quote, source)
		}
		for _, e := range rep.Exceptions {
			if e.Sampled != nil && e.Deviations != nil {
				assert.LessOrEqual(t, *e.Deviations, *e.Sampled)
			}
		}
	})
}

// inOrder tells whether words stand in a text, one after the other.
func inOrder(text string, words []string) bool {
	for _, w := range words {
		i := strings.Index(text, w)
		if i < 0 {
			return false
		}
		text = text[i+len(w):]
	}
	return true
}

// TestHostilePassagesAreRead reads a megabyte without a blank or a stop, and much of what takes work. What took more than its share of time
// would run into the limit of the whole test.
func TestHostilePassagesAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes")
	}
	const size, some = 1 << 20, 1 << 15
	rnd := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, size>>4)
	for i := range noise {
		noise[i] = byte(rnd.UintN(256))
	}
	for name, text := range map[string]string{
		"one word":        strings.Repeat("a", size),
		"one number":      strings.Repeat("7", size),
		"one sentence":    strings.Repeat("of 25 ", size/6),
		"control signs":   strings.Repeat("\x00\x01\x1b\x7f", size/4),
		"invalid":         strings.Repeat("\xff\xc0\xaf", size/3),
		"noise":           string(noise),
		"identifiers":     strings.Repeat("CC6.1-02. ", some/10),
		"exceptions":      strings.Repeat("CC6.1-02. Inspected 25. For 2 of 25 it was not done. ", some/53),
		"responses":       strings.Repeat("Reply: ", some/7),
		"columns":         strings.Repeat("Control AC-1 Test For 1 Result 2 of 3 failed ", some/45),
		"blank lines":     strings.Repeat("\n\n", size/2),
		"bars":            strings.Repeat("a | b\n", some/6),
		"one long clause": "CC6.1-02. Inspected 25. Exceptions noted: " + strings.Repeat("that were not done, ", size/20),
	} {
		for _, role := range passageRoles() {
			t.Run(name+" "+string(role), func(t *testing.T) {
				assert.NotNil(t, anatomy.Passage(role, text))
			})
		}
	}
}
