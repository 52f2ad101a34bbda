package accuracy_test

import (
	"strings"
	"testing"

	"countersign/internal/accuracy"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ptr[T any](v T) *T { return &v }

// labeled is a small report and its truth, in full agreement.
func labeled() (accuracy.Set, *report.Report) {
	truth := accuracy.Truth{
		Vendor: ptr("Example, Inc."), System: ptr("The Example System"),
		Report: accuracy.Facts{
			Kind: "SOC 2", Type: ptr(2), PeriodStart: ptr("2025-01-01"), PeriodEnd: ptr("2025-12-31"), IssuedOn: ptr("2026-02-10"),
			Auditor: ptr("Auditors LLP"), Opinion: ptr("unqualified"), Categories: []string{"security", "privacy"},
		},
		Sections:   []accuracy.Section{{Role: report.RoleTests, FirstPage: 10, LastPage: 20}},
		UserEntity: []accuracy.Complementary{{Page: 8, Criteria: []string{"CC6.1"}, Text: "User entities manage their own accounts."}},
		Exceptions: []accuracy.Exception{{
			Page: 12, Control: ptr("CC8.1-3"), Criteria: []string{"CC8.1"}, Sampled: ptr(25), Deviations: ptr(2),
			Text: "For 2 of 25 changes selected no approval was on file.", ManagementResponse: true, ResponsePage: ptr(21),
		}},
		NotTested: []accuracy.NotTested{{Page: 13, Criteria: []string{"CC7.5"}}},
	}
	rep := &report.Report{
		Vendor: ptr("Example"), System: ptr("Example System"),
		Facts: report.Facts{
			Kind: report.SOC2, Type: ptr(2), PeriodStart: ptr("2025-01-01"), PeriodEnd: ptr("2025-12-31"), IssuedOn: ptr("2026-02-10"),
			Auditor: ptr("AUDITORS, L.L.P."), Opinion: ptr("unqualified"), Categories: []string{"privacy", "security"},
		},
		Sections:                        []report.Section{{Role: report.RoleTests, FirstPage: 10, LastPage: 20}},
		ComplementaryUserEntityControls: []report.ComplementaryControl{{Page: 8, Criteria: []string{"CC6.1"}, Text: "User entities manage their own accounts."}},
		Exceptions: []report.Exception{{
			Page: 12, Control: ptr("Control CC8.1-3"), Criteria: []string{"CC8.1"}, Sampled: ptr(25), Deviations: ptr(2),
			Text: "For 2 of 25 changes selected no approval was on file.", ManagementResponse: true, ResponsePage: ptr(21),
		}},
		NotTested: []report.NotTested{{Page: 13, Criteria: []string{"CC7.5"}}},
	}
	return accuracy.Set{Name: "set", Documents: []accuracy.Document{{Name: "doc", Truth: truth}}}, rep
}

func score(set accuracy.Set, rep *report.Report) map[string]float64 {
	res := accuracy.Score(set, map[string]*report.Report{"doc": rep})
	return res.Values()
}

func TestFullAgreementScoresFull(t *testing.T) {
	set, rep := labeled()
	for name, value := range score(set, rep) {
		assert.InDelta(t, 1, value, 0, name)
	}
}

func TestEachMistakeLowersItsMeasure(t *testing.T) {
	for measure, spoil := range map[string]func(*report.Report){
		"facts.vendor":                        func(r *report.Report) { r.Vendor = ptr("Another") },
		"facts.system":                        func(r *report.Report) { r.System = nil },
		"facts.type":                          func(r *report.Report) { r.Facts.Type = ptr(1) },
		"facts.as_of":                         func(r *report.Report) { r.Facts.AsOf = ptr("2025-12-31") },
		"facts.opinion":                       func(r *report.Report) { r.Facts.Opinion = nil },
		"facts.categories":                    func(r *report.Report) { r.Facts.Categories = []string{"security"} },
		"sections.first_page exact":           func(r *report.Report) { r.Sections[0].FirstPage = 11 },
		"sections.role (on right first page)": func(r *report.Report) { r.Sections[0].Role = report.RoleOther },
		"sections.last_page exact (role+first page right)": func(r *report.Report) { r.Sections[0].LastPage = 21 },
		"exceptions recall":              func(r *report.Report) { r.Exceptions[0].Control = ptr("CC8.1-4") },
		"exceptions precision":           func(r *report.Report) { r.Exceptions = append(r.Exceptions, report.Exception{Page: 1}) },
		"exceptions.page exact":          func(r *report.Report) { r.Exceptions[0].Page = 11 },
		"exceptions.sampled+deviations":  func(r *report.Report) { r.Exceptions[0].Deviations = nil },
		"exceptions.criteria":            func(r *report.Report) { r.Exceptions[0].Criteria = []string{"CC8.1", "CC6.1"} },
		"exceptions.text >=0.9":          func(r *report.Report) { r.Exceptions[0].Text = "For 2 of 25 changes." },
		"exceptions.management_response": func(r *report.Report) { r.Exceptions[0].ManagementResponse = false },
		"exceptions.response_page exact": func(r *report.Report) { r.Exceptions[0].ResponsePage = ptr(22) },
		"not_tested recall":              func(r *report.Report) { r.NotTested[0].Page = 14 },
		"CUEC recall":                    func(r *report.Report) { r.ComplementaryUserEntityControls[0].Text = "Something else." },
		"CUEC.criteria":                  func(r *report.Report) { r.ComplementaryUserEntityControls[0].Criteria = nil },
		"subservice organizations precision": func(r *report.Report) {
			r.SubserviceOrganizations = []report.SubserviceOrganization{{Name: "Nobody"}}
		},
	} {
		set, rep := labeled()
		spoil(rep)
		assert.Less(t, score(set, rep)[measure], 1.0, measure)
	}
}

func TestAmbiguousFieldsAreNotScored(t *testing.T) {
	set, rep := labeled()
	rep.Vendor = nil
	set.Documents[0].Meta.Skip = []string{"vendor"}
	assert.NotContains(t, score(set, rep), "facts.vendor")
}

func TestUnreadDocumentsAreMissed(t *testing.T) {
	set, _ := labeled()
	res := accuracy.Score(set, nil)
	assert.Equal(t, 1, res.Unread)
	assert.Zero(t, res.Values()["facts (all)"])
	assert.Zero(t, res.Values()["exceptions recall"])
	assert.NotEmpty(t, res.Misses)
}

func TestLockedDocumentsDoNotCount(t *testing.T) {
	set, _ := labeled()
	set.Documents[0].Meta.Readable = ptr(false)
	assert.Zero(t, accuracy.Score(set, nil).Files)
}

func TestTableNamesMeasuresAndLists(t *testing.T) {
	set, rep := labeled()
	res := accuracy.Score(set, map[string]*report.Report{"doc": rep})
	var text, markdown strings.Builder
	require.NoError(t, res.Table(&text))
	require.NoError(t, res.Markdown(&markdown))
	assert.Regexp(t, `facts \(all\) +1\.000 +11/11`, text.String())
	assert.Contains(t, markdown.String(), "| exceptions | 1.000 | 1.000 | 1.000 | 1 / 1 / 1 |")
}
