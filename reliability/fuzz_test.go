package reliability

import (
	"encoding/json"
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/require"
)

// FuzzCheck decodes a report, and an earlier one, from JSON that may say anything.
func FuzzCheck(f *testing.F) {
	for _, rep := range []*report.Report{sound(), copied(), {Facts: report.Facts{Kind: report.SOC2}}} {
		raw, err := json.Marshal(rep)
		require.NoError(f, err)
		f.Add(raw)
	}
	f.Add([]byte(`{"report":{"kind":"SOC 2","type":1,"period_start":"x","as_of":"2025-02-31","categories":["x"]},"sections":[{"role":"opinion","first_page":-3,"last_page":2000000000}],"passages":[{"role":"opinion","sentences":[{"text":"İ as of "}]}]}`))
	c, other := New(), Print(sound())
	f.Fuzz(func(t *testing.T, raw []byte) {
		rep := &report.Report{}
		if json.Unmarshal(raw, rep) != nil {
			t.Skip()
		}
		o := Options{AsOf: today(), Previous: EarlierOf(rep), Others: []Fingerprint{other}}
		first := c.Check(rep, o)
		require.Equal(t, first, c.Check(rep, o))
		mine := Print(rep)
		Compare(mine, []Fingerprint{other, mine})
	})
}

// FuzzWords puts any words into every place of a sound report where a vendor's words may stand.
func FuzzWords(f *testing.F) {
	for _, words := range []string{
		"", "We have examined X's description as of February 30, 2025", "İ as of İİİ", "carve-out method (\"A\" or \"B\")", "Ünïcode, Inc. \xff\xfe",
		"In our opinion, except for CC6.1 - CC6.3, relevant to security (", "[insert name] January 1 to 2025-13-41",
	} {
		f.Add(words, words, 3)
	}
	c, other := New(), Print(sound())
	f.Fuzz(func(_ *testing.T, words, name string, n int) {
		rep := sound()
		for i := range rep.Passages {
			if i%3 == n%3 {
				rep.Passages[i].Sentences = append(rep.Passages[i].Sentences, report.Sentence{Text: words})
				rep.Passages[i].Headings = []string{words}
			}
		}
		rep.Vendor, rep.System, rep.Facts.Auditor, rep.Facts.PeriodStart, rep.Facts.IssuedOn = &name, &words, &name, &words, &name
		rep.SubserviceOrganizations[0].Name = name
		rep.Sections[0].FirstPage, rep.Sections[3].LastPage, rep.Facts.Type = n, n, &n
		rep.ControlTests[0].Activity, rep.ControlTests[1].Procedures = words, []string{words, name}
		c.Check(rep, Options{AsOf: today(), Previous: EarlierOf(rep), Others: []Fingerprint{other}})
	})
}
