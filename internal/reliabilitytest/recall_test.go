package reliabilitytest

import (
	"slices"
	"testing"

	"countersign/reliability"
	"countersign/report"

	"github.com/stretchr/testify/assert"
)

// alteration changes one thing in a report that was read; it tells whether the report had that thing. The signal with the code must
// follow in at least the share floor of the reports.
type alteration struct {
	name  string
	code  reliability.Code
	floor float64
	alter func(rep *report.Report) bool
}

func TestAlteredReportsAreFound(t *testing.T) {
	reports, c := labeled(t), reliability.New()
	for _, a := range slices.Concat(ofTheLetter(), ofTheWhole(), ofTheTests()) {
		t.Run(a.name, func(t *testing.T) {
			applied, found := 0, 0
			for _, name := range names(reports) {
				rep := clone(t, reports[name])
				if !a.alter(rep) {
					continue
				}
				applied++
				before := c.Check(reports[name], reliability.Options{AsOf: today()})
				if raises(without(c.Check(rep, reliability.Options{AsOf: today()}), before), a.code) {
					found++
				} else {
					t.Log("missed in", name)
				}
			}
			t.Logf("%s: %d of %d", a.code, found, applied)
			assert.Positive(t, applied)
			assert.GreaterOrEqual(t, float64(found), a.floor*float64(applied))
		})
	}
}

// without leaves out what the report raised before it was altered, word for word.
func without(signals, before []reliability.Signal) []reliability.Signal {
	return slices.DeleteFunc(signals, func(s reliability.Signal) bool {
		return slices.ContainsFunc(before, func(b reliability.Signal) bool { return b.Code == s.Code && b.Detail == s.Detail })
	})
}

func raises(signals []reliability.Signal, code reliability.Code) bool {
	return slices.ContainsFunc(signals, func(s reliability.Signal) bool { return s.Code == code })
}

func ofTheLetter() []alteration {
	paragraph := func(name, about string) alteration {
		return alteration{"without " + name, reliability.OpinionParagraphsMissing, 0.9, func(rep *report.Report) bool { return dropParagraph(rep, about) }}
	}
	section := func(role report.Role) alteration {
		return alteration{"without " + string(role), reliability.SectionMissing, 1, func(rep *report.Report) bool {
			dropSection(rep, role)
			if role == report.RoleTests {
				rep.ControlTests = nil
			}
			return true
		}}
	}
	return []alteration{
		section(report.RoleOpinion), section(report.RoleAssertion), section(report.RoleDescription), section(report.RoleTests),
		paragraph("scope", `^(?:scope|what we examined)`), paragraph("inherent limitations", `limit`), paragraph("restricted use", `^(?:restrict|use$)`),
		paragraph("the conclusion", `opinion$`), paragraph("all responsibilities", `responsib`),
		{"placeholder in the description", reliability.PlaceholderText, 1, func(rep *report.Report) bool {
			return swap(rep, report.RoleDescription, *rep.Vendor, "[Company Name]") || swap(rep, report.RoleDescription, "the Company ", "[Company Name] ")
		}},
		{"another firm signs", reliability.AuditorContradiction, 1, func(rep *report.Report) bool { add(rep, report.RoleOpinion, "Oddly Fenwick CPAs LLP"); return true }},
		{"nobody signs", reliability.AuditorUnidentified, 1, func(rep *report.Report) bool {
			rep.Facts.Auditor, rep.Facts.IssuedOn = nil, nil
			return true
		}},
		{"a SOC 1 letter", reliability.StandardOfOtherKind, 1, func(rep *report.Report) bool {
			return swap(rep, report.RoleOpinion, "attestation standards", "AT-C section 320")
		}},
		{"except for", reliability.OutcomeContradiction, 0.9, func(rep *report.Report) bool {
			return *rep.Facts.Opinion == report.Unqualified && swap(rep, report.RoleOpinion, "In our opinion", "In our opinion, except for the lapses told above")
		}},
	}
}

func ofTheWhole() []alteration {
	years := []string{"2024", "2021", "2025", "2022", "2026", "2023"}
	return []alteration{
		{"letter on another company", reliability.NameContradiction, 0.95, func(rep *report.Report) bool {
			return swap(rep, report.RoleOpinion, vendorNames(rep, "Vantorre")...)
		}},
		{"assertion of another company", reliability.NameContradiction, 0.8, func(rep *report.Report) bool {
			return swap(rep, report.RoleAssertion, vendorNames(rep, "Vantorre")...)
		}},
		{"letter on another system", reliability.SystemContradiction, 0.85, func(rep *report.Report) bool {
			return swap(rep, report.RoleOpinion, *rep.System, "Vanwage Wage Engine")
		}},
		{"other years in the assertion", reliability.PeriodContradiction, 0.85, func(rep *report.Report) bool { return swap(rep, report.RoleAssertion, years...) }},
		{"other years in the letter", reliability.PeriodContradiction, 0.9, func(rep *report.Report) bool { return swap(rep, report.RoleOpinion, years...) }},
		{"a letter too early", reliability.ImpossibleDate, 1, func(rep *report.Report) bool {
			early := "2023-01-05"
			rep.Facts.IssuedOn = &early
			return true
		}},
		{"another category claimed", reliability.CategoryUntested, 1, func(rep *report.Report) bool {
			for _, c := range report.Categories() {
				if !slices.Contains(rep.Facts.Categories, c) {
					rep.Facts.Categories = append(rep.Facts.Categories, c)
					return true
				}
			}
			return false
		}},
		{"the other type", reliability.TypeContradiction, 0.9, func(rep *report.Report) bool {
			other := 3 - *rep.Facts.Type
			rep.Facts.Type = &other
			if other == 2 {
				rep.Facts.OpinionParts.Operation = nil
			}
			return *rep.Facts.Opinion != report.Disclaimer
		}},
		{"subservice organizations denied", reliability.SubserviceContradiction, 1, func(rep *report.Report) bool {
			add(rep, report.RoleAssertion, "The service organization does not use any subservice organizations.")
			return len(rep.SubserviceOrganizations) > 0
		}},
	}
}

func ofTheTests() []alteration {
	each := func(change func(k *report.ControlTest)) func(*report.Report) bool {
		return func(rep *report.Report) bool {
			for i := range rep.ControlTests {
				change(&rep.ControlTests[i])
			}
			return *rep.Facts.Type == 2 && len(rep.ControlTests) > 20
		}
	}
	return []alteration{
		{"inquiry alone", reliability.InquiryOnly, 1, each(func(k *report.ControlTest) { k.InquiryOnly = true })},
		{"no samples", reliability.NoSampleSizes, 1, each(func(k *report.ControlTest) {
			k.Sample, k.Population, k.Procedures, k.Result = nil, nil, []string{"Inspected the evidence."}, "No exceptions noted."
		})},
		{"one procedure for all", reliability.GenericProcedures, 1, each(func(k *report.ControlTest) { k.Procedures = []string{"Inspected evidence that the control operated."} })},
		{"eight controls", reliability.FewTests, 1, func(rep *report.Report) bool {
			rep.ControlTests = rep.ControlTests[:min(8, len(rep.ControlTests))]
			return true
		}},
	}
}
