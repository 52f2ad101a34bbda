package reliabilitytest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"countersign/reliability"
	"countersign/report"

	"github.com/stretchr/testify/assert"
)

// copyOf makes another vendor's report of one: vendor, system and suppliers renamed, years changed, words of the
// prose exchanged here and there.
func copyOf(t *testing.T, rep *report.Report, edited float64) *report.Report {
	t.Helper()
	out := clone(t, rep)
	swap(out, "", vendorNames(rep, "Vantorre")...)
	swap(out, "", *rep.System, "Vanwage Wage Engine", "2024", "2021", "2025", "2022", "2026", "2023", "Monday", "Friday")
	vendor, system := "Vantorre Ferrovia, LLC", "Vanwage Wage Engine"
	out.Vendor, out.System, out.File, out.SHA256 = &vendor, &system, "copy.pdf", "copy"
	for i := range out.SubserviceOrganizations {
		was, is := out.SubserviceOrganizations[i].Name, fmt.Sprintf("Stratus Racks %d GmbH", i)
		swap(out, "", was, is)
		out.SubserviceOrganizations[i].Name = is
	}
	r := rand.New(rand.NewPCG(7, 8)) // the same edits each time
	for i := range out.Passages {
		for j := range out.Passages[i].Sentences {
			words := strings.Fields(out.Passages[i].Sentences[j].Text)
			for k := range words {
				if r.Float64() < edited {
					words[k] = []string{"relevant", "properly", "staff", "periodic", "handled", "defined"}[r.IntN(6)]
				}
			}
			out.Passages[i].Sentences[j].Text = strings.Join(words, " ")
		}
	}
	return out
}

func TestCopiesUnderAnotherNameAreFound(t *testing.T) {
	reports, c := labeled(t), reliability.New()
	for _, e := range []struct{ edited, floor float64 }{{0, 1}, {0.02, 0.95}, {0.05, 0.95}, {0.1, 0.85}, {0.2, 0.8}} {
		found, by := 0, map[reliability.Severity]int{}
		for _, name := range names(reports) {
			original := []reliability.Fingerprint{reliability.Print(reports[name])}
			severity := reliability.Severity("")
			for _, s := range c.Check(copyOf(t, reports[name], e.edited), reliability.Options{Others: original}) {
				if s.Code == reliability.NearDuplicate {
					severity = s.Severity
					assert.NotEmpty(t, s.Evidence, name)
					assert.Contains(t, s.Detail, *reports[name].Vendor)
				}
			}
			by[severity]++
			if severity != "" {
				found++
			} else {
				t.Logf("%.0f%% of the words exchanged: missed %s", 100*e.edited, name)
			}
		}
		t.Logf("%.0f%% of the words exchanged: %d of %d found, by severity %v", 100*e.edited, found, len(reports), by)
		assert.GreaterOrEqual(t, float64(found), e.floor*float64(len(reports)))
	}
}

// TestHalfACopyIsFound keeps every other passage and writes the rest anew.
func TestHalfACopyIsFound(t *testing.T) {
	reports, c := labeled(t), reliability.New()
	found := 0
	for _, name := range names(reports) {
		half := copyOf(t, reports[name], 0)
		for i := range half.Passages {
			if i%2 == 0 {
				for j := range half.Passages[i].Sentences {
					half.Passages[i].Sentences[j].Text = fmt.Sprintf("sentence %c%c of another hand altogether about matters of its own kind", 'a'+i%26, 'a'+j%26)
				}
			}
		}
		if raises(c.Check(half, reliability.Options{Others: []reliability.Fingerprint{reliability.Print(reports[name])}}), reliability.NearDuplicate) {
			found++
		} else {
			t.Log("missed", name)
		}
	}
	t.Logf("half of the passages: %d of %d found", found, len(reports))
	assert.GreaterOrEqual(t, float64(found), 0.8*float64(len(reports)))
}

// TestTheNextYearsReportOfTheSameVendorIsNoCopy changes years only.
func TestTheNextYearsReportOfTheSameVendorIsNoCopy(t *testing.T) {
	c := reliability.New()
	for name, rep := range labeled(t) {
		next := clone(t, rep)
		next.SHA256 = "next"
		swap(next, "", "2025", "2026")
		found := c.Check(next, reliability.Options{Others: []reliability.Fingerprint{reliability.Print(rep)}})
		assert.False(t, raises(found, reliability.NearDuplicate), name)
	}
}
