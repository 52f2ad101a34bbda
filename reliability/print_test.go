package reliability

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// copied is the sound report under another vendor's name: names, products, dates and figures changed, the rest kept.
func copied() *report.Report {
	rep := sound()
	rep.File, rep.SHA256 = "quillstone.pdf", "cc"
	set(&rep.Vendor, "Quillstone Payroll Partners, LLC")
	set(&rep.System, "Quillpay Wage Engine")
	rep.SubserviceOrganizations[0].Name = "Stratus Racks GmbH"
	for _, c := range [][2]string{
		{"Harbor Ledger, Inc.", "Quillstone Payroll Partners, LLC"},
		{"Harbor Books Platform", "Quillpay Wage Engine"},
		{"Harbor", "Quillstone"},
		{"Cumulus Hosting, LLC", "Stratus Racks GmbH"},
		{"Cumulus", "Stratus Racks"},
		{"Thursdays", "Mondays"},
		{"2025", "2024"},
	} {
		replace(rep, "", c[0], c[1])
	}
	return rep
}

func nearDuplicates(rep *report.Report, others ...*report.Report) []Signal {
	var prints []Fingerprint
	for _, o := range others {
		prints = append(prints, Print(o))
	}
	var out []Signal
	for _, s := range New().Check(rep, Options{Others: prints}) {
		if s.Code == NearDuplicate {
			out = append(out, s)
		}
	}
	return out
}

func TestACopyUnderAnotherNameIsFound(t *testing.T) {
	found := nearDuplicates(copied(), sound())
	require.Len(t, found, 1)
	assert.Equal(t, High, found[0].Severity)
	assert.Contains(t, found[0].Detail, "Harbor Ledger, Inc. (harbor.pdf)")
	assert.Len(t, found[0].Evidence, mostEvidence)
	assert.Greater(t, Similarity(Print(copied()), Print(sound())), 0.9)
}

func TestWhatReportsRightlyShareIsNoCopy(t *testing.T) {
	other := copied()
	for i, p := range other.Passages {
		if p.Role == report.RoleDescription {
			for j, s := range p.Sentences {
				words := strings.Fields(s.Text)
				rand.New(rand.NewPCG(1, 2)).Shuffle(len(words), func(a, b int) { words[a], words[b] = words[b], words[a] })
				other.Passages[i].Sentences[j].Text = strings.Join(words, " ")
			}
		}
	}
	for i := range other.ControlTests {
		other.ControlTests[i].Activity = fmt.Sprintf("Somebody sees to duty %c daily.", 'a'+i%26)
	}
	assert.Empty(t, nearDuplicates(other, sound()), "one auditor's letter and the assertion are shared, nothing else")
}

func TestTheSameVendorsEarlierReportIsExpectedToBeAlike(t *testing.T) {
	assert.Empty(t, nearDuplicates(sound(), before()))
	matches := Compare(Print(sound()), []Fingerprint{Print(before())})
	require.Len(t, matches, 1)
	assert.True(t, matches[0].SameVendor)
}

func TestTheSameFileIsNotComparedWithItself(t *testing.T) {
	assert.Empty(t, Compare(Print(sound()), []Fingerprint{Print(sound())}))
}

func TestAPrintHoldsAcrossStorage(t *testing.T) {
	raw, err := json.Marshal(Print(sound()))
	require.NoError(t, err)
	var stored Fingerprint
	require.NoError(t, json.Unmarshal(raw, &stored))
	assert.Equal(t, Print(sound()), stored)
	assert.NotContains(t, string(raw), "shipyards", "a print holds no text of the report")
}

// The hashes of a known text: a change of them makes all stored prints useless, and must come with a new printVersion.
func TestHashesNeverChange(t *testing.T) {
	set := shingles(strings.Fields("access is granted by role from a matrix that each system owner signs"))
	assert.Equal(t, []uint32{0x2218c84, 0x12075689}, minhash(set, 2))
}

func TestAPrintIsBounded(t *testing.T) {
	rep := sound()
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 900 {
		words := make([]string, 120)
		for j := range words {
			words[j] = fmt.Sprintf("w%c%c", 'a'+r.IntN(26), 'a'+r.IntN(26))
		}
		rep.Passages = append(rep.Passages, say(report.RoleDescription, 7+i/10, "Overview", strings.Join(words, " ")))
	}
	raw, err := json.Marshal(Print(rep))
	require.NoError(t, err)
	assert.Less(t, len(raw), 40_000)
}

func TestForeignPrintsAreIgnored(t *testing.T) {
	other := Print(copied())
	other.Version++
	assert.Empty(t, Compare(Print(sound()), []Fingerprint{other}))
	assert.Zero(t, Similarity(Print(sound()), other))
	broken := Print(copied())
	for i := range broken.Passages {
		broken.Passages[i].Signature = []byte{1}
	}
	assert.Empty(t, Compare(Print(sound()), []Fingerprint{broken, {Version: printVersion}}))
}
