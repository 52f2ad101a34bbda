package review

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTheSameControlIsKnownByItsWords(t *testing.T) {
	const text = "User entities are responsible for reviewing access to prompts."
	for _, same := range []string{
		text, "user entities  are responsible for reviewing access to prompts", "CUEC-3: " + text, "3. " + text, "CUEC 12 – " + text, "cuec04 " + text, "• " + text,
		"UEC.7 " + text, "(4) " + text, "2.3. " + text, "CUEC: " + text,
	} {
		assert.Equal(t, controlKey(text), controlKey(same), same)
	}
	for _, different := range []string{
		"User entities are responsible for reviewing access to models.", "User entities are responsible for reviewing access to prompts every 90 days.", "3", "",
	} {
		assert.NotEqual(t, controlKey(text), controlKey(different), different)
	}
	assert.NotEqual(t, controlKey("24 hours after leaving, access ends."), controlKey("48 hours after leaving, access ends."))
	assert.NotEqual(t, controlKey("CUEC 1: 24 hours after leaving, access ends."), controlKey("CUEC 1: 48 hours after leaving, access ends."))
	assert.NotEqual(t, controlKey("Uecker is told."), controlKey("Ker is told."))
	assert.NotEqual(t, controlKey("Keep logs for 30 days."), controlKey("Keep logs for 90 days."))
}

func TestAControlThatAReportNamesTwiceIsOneEntry(t *testing.T) {
	got := merged([]NamedControl{
		{Text: "Review access.", Criteria: []string{"CC6.1"}, Page: 9, Quotes: []FindingQuote{{Page: 9, Text: "Review access."}}},
		{Text: "Report incidents.", Criteria: []string{"CC7.3"}, Page: 9},
		{Text: "2. Review  access", Criteria: []string{"CC6.1", "CC6.2"}, Page: 12, Quotes: []FindingQuote{{Page: 12, Text: "Review access"}}},
	})
	assert.Len(t, got, 2)
	assert.Equal(t, []string{"CC6.1", "CC6.2"}, got[0].Criteria)
	assert.Equal(t, 9, got[0].Page)
	assert.Len(t, got[0].Quotes, 2)
}

func TestLinksToEvidenceLeadToTheWeb(t *testing.T) {
	for link, good := range map[string]bool{
		"": true, "https://wiki.example.com/controls?id=7": true, "http://intranet/evidence": true, "javascript:alert(1)": false, "file:///etc/passwd": false,
		"evidence": false, "//example.com/x": false, "https://user:secret@example.com/": false, "data:text/html,x": false,
	} {
		assert.Equal(t, good, webAddress(link) == nil, link)
	}
}
