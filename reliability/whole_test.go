package reliability

import (
	"testing"

	"countersign/report"
)

func set(dst **string, v string) { *dst = &v }

func TestNames(t *testing.T) {
	fires(t, []alteration{
		{"the letter examined another company", func(rep *report.Report) {
			replace(rep, report.RoleOpinion, "examined Harbor Ledger, Inc.'s", "examined Quillstone Payroll, Inc.'s")
		}, NameContradiction, High},
		{"the letter is addressed to another", func(rep *report.Report) {
			replace(rep, report.RoleOpinion, "Board of Directors of Harbor Ledger, Inc.", "Board of Directors of Quillstone Payroll, Inc.")
		}, NameContradiction, High},
		{"another one signs", func(rep *report.Report) {
			replace(rep, report.RoleAssertion, "management of Harbor Ledger, Inc.", "management of Quillstone Payroll, Inc.")
		}, NameContradiction, High},
		{"the description forgot one", func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleDescription, 9, "Overview", "They were set to meet Quillstone's service commitments."))
		}, NameContradiction, Moderate},
		{"another system", func(rep *report.Report) {
			replace(rep, report.RoleOpinion, "presents the Harbor Books Platform", "presents the Quillpay Wage Engine")
		}, SystemContradiction, Moderate},
	})
	silent(t, []alteration{
		{"the company", func(rep *report.Report) { replace(rep, report.RoleDescription, "Harbor", "the Company") }, NameContradiction, ""},
		{"initials", func(rep *report.Report) {
			replace(rep, report.RoleOpinion, "Harbor is responsible", "HL is responsible")
		}, NameContradiction, ""},
	})
}

func TestPeriods(t *testing.T) {
	fires(t, []alteration{
		{"in the assertion", func(rep *report.Report) {
			replace(rep, report.RoleAssertion, "January 1, 2025 to December 31, 2025", "January 1, 2024 to December 31, 2024")
		}, PeriodContradiction, High},
		{"in the conclusion", func(rep *report.Report) {
			replace(rep, report.RoleOpinion, "operated effectively throughout the period January 1, 2025 to December 31, 2025", "operated effectively throughout the period 1 April 2025 to 31 December 2025")
		}, PeriodContradiction, High},
		{"as-of date", func(rep *report.Report) {
			one := 1
			rep.Facts.Type, rep.Facts.PeriodStart, rep.Facts.PeriodEnd = &one, nil, nil
			set(&rep.Facts.AsOf, "2025-12-31")
			replace(rep, report.RoleAssertion, "throughout the period January 1, 2025 to December 31, 2025", "as of November 30, 2025")
		}, PeriodContradiction, High},
	})
	silent(t, []alteration{
		{"part of the period", func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleOpinion, 4, "Basis", "During the period June 3, 2025 to June 20, 2025 logs were kept elsewhere."))
		}, PeriodContradiction, ""},
		{"the year before", func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleOpinion, 4, "Other Matter", "The prior description for the period January 1, 2024 to December 31, 2024 was examined by others."))
		}, PeriodContradiction, ""},
	})
}

func TestDates(t *testing.T) {
	fires(t, []alteration{
		{"the letter before the end", func(rep *report.Report) { set(&rep.Facts.IssuedOn, "2025-12-30") }, ImpossibleDate, High},
		{"the end before the start", func(rep *report.Report) { set(&rep.Facts.PeriodEnd, "2024-12-31") }, ImpossibleDate, High},
		{"still to come", func(rep *report.Report) { set(&rep.Facts.IssuedOn, "2026-09-01") }, ImpossibleDate, High},
		{"three years", func(rep *report.Report) { set(&rep.Facts.PeriodStart, "2023-01-01") }, ImpossibleDate, Moderate},
		{"a fortnight", func(rep *report.Report) { set(&rep.Facts.PeriodStart, "2025-12-18") }, ImpossibleDate, Moderate},
		{"no such day", func(rep *report.Report) { replace(rep, report.RoleOpinion, "February 20, 2026", "February 30, 2026") }, ImpossibleDate, Moderate},
	})
	silent(t, []alteration{
		{"a leap day", func(rep *report.Report) { replace(rep, report.RoleOpinion, "February 20, 2026", "February 29, 2024") }, ImpossibleDate, ""},
		{"unknown dates", func(rep *report.Report) { rep.Facts.IssuedOn, rep.Facts.PeriodStart = nil, nil }, ImpossibleDate, ""},
	})
}

func TestCategories(t *testing.T) {
	fires(t, []alteration{
		{"the assertion names more", func(rep *report.Report) {
			replace(rep, report.RoleAssertion, "relevant to security and availability", "relevant to security, availability, and privacy")
		}, CategoryContradiction, Moderate},
		{"claimed, not tested", func(rep *report.Report) { rep.Facts.Categories = append(rep.Facts.Categories, report.Confidentiality) }, CategoryUntested, High},
		{"tested, not claimed", func(rep *report.Report) { rep.Facts.Categories = []string{report.Security} }, CategoryContradiction, Moderate},
	})
	silent(t, []alteration{
		{"unread tests", func(rep *report.Report) {
			rep.Facts.Categories = append(rep.Facts.Categories, report.Confidentiality)
			rep.Coverage.Unread = []int{33}
		}, CategoryUntested, ""},
	})
}

func TestTypes(t *testing.T) {
	one := 1
	fires(t, []alteration{
		{"called the other", func(rep *report.Report) {
			replace(rep, report.RoleAssertion, "We confirm", "For this SOC 2 Type 1 report we confirm")
		}, TypeContradiction, High},
		{"operation in a type 1 letter", func(rep *report.Report) { rep.Facts.Type = &one }, TypeContradiction, Moderate},
		{"no conclusion on operation", func(rep *report.Report) {
			rep.Facts.OpinionParts.Operation = nil
			drop(rep, func(p report.Passage) bool {
				return len(p.Sentences[0].Text) > 60 && containsAny(p.Sentences[0].Text, "operated effectively throughout")
			})
		}, TypeContradiction, High},
	})
}

func TestSubserviceOrganizations(t *testing.T) {
	fires(t, []alteration{
		{"denied", func(rep *report.Report) {
			replace(rep, report.RoleAssertion, "We confirm", "Harbor does not use any subservice organizations. We confirm")
		}, SubserviceContradiction, Moderate},
		{"two methods", func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleOpinion, 3, "Scope", "Cumulus is presented under the carve-out method."),
				say(report.RoleAssertion, 6, "Assertion", "Cumulus is presented under the inclusive method."))
		}, SubserviceContradiction, Moderate},
		{"unknown to the description", func(rep *report.Report) {
			replace(rep, report.RoleDescription, "Cumulus", "a host")
		}, SubserviceContradiction, Moderate},
	})
}
