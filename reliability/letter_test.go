package reliability

import (
	"testing"

	"countersign/report"
)

func under(heading string) func(report.Passage) bool {
	return func(p report.Passage) bool { return p.Role == report.RoleOpinion && p.Headings[0] == heading }
}

func TestMissingSections(t *testing.T) {
	var cases []alteration
	for _, role := range []report.Role{report.RoleOpinion, report.RoleAssertion, report.RoleDescription, report.RoleTests} {
		cases = append(cases, alteration{"no " + string(role), func(rep *report.Report) { dropSection(rep, role) }, SectionMissing, High})
	}
	fires(t, cases)
	silent(t, []alteration{
		{"an unread page", func(rep *report.Report) {
			dropSection(rep, report.RoleAssertion)
			rep.Coverage.Unread = []int{6}
		}, SectionMissing, ""},
		{"under another heading", func(rep *report.Report) {
			rep.Sections = append(rep.Sections[:1:1], rep.Sections[2:]...)
		}, SectionMissing, ""},
	})
}

func TestMissingParagraphsOfTheOpinion(t *testing.T) {
	var cases []alteration
	for heading, severity := range map[string]Severity{
		"Scope": High, "Service Organization's Responsibilities": Moderate, "Service Auditor's Responsibilities": Moderate,
		"Inherent Limitations": Moderate, "Description of Tests of Controls": Moderate, "Opinion": High, "Restricted Use": Moderate,
	} {
		cases = append(cases, alteration{heading, func(rep *report.Report) { drop(rep, under(heading)) }, OpinionParagraphsMissing, severity})
	}
	cases = append(cases, alteration{"three at once", func(rep *report.Report) {
		for _, h := range []string{"Inherent Limitations", "Restricted Use", "Description of Tests of Controls"} {
			drop(rep, under(h))
		}
	}, OpinionParagraphsMissing, High})
	fires(t, cases)
	silent(t, []alteration{
		{"unread pages", func(rep *report.Report) {
			drop(rep, under("Inherent Limitations"))
			rep.Coverage.Unread = []int{4}
		}, OpinionParagraphsMissing, ""},
		{"a type 1 report tests nothing", func(rep *report.Report) {
			one := 1
			rep.Facts.Type = &one
			drop(rep, under("Description of Tests of Controls"))
		}, OpinionParagraphsMissing, ""},
		{"other words, no headings", func(rep *report.Report) {
			for i := range rep.Passages {
				if rep.Passages[i].Role == report.RoleOpinion {
					rep.Passages[i].Headings = nil
				}
			}
			replace(rep, report.RoleOpinion, "There are inherent limitations in any system of internal control", "Any control may fail by human error")
			replace(rep, report.RoleOpinion, "This report is intended solely for the information and use of", "No one else should use this report but")
		}, OpinionParagraphsMissing, ""},
	})
}

func TestPlaceholders(t *testing.T) {
	in := func(role report.Role, text string) func(*report.Report) {
		return func(rep *report.Report) { rep.Passages = append(rep.Passages, say(role, 9, "Overview", text)) }
	}
	var cases []alteration
	for _, text := range []string{
		"[Company Name] keeps a register of risks.", "The system is described in <<insert system name>> below.", "Lorem ipsum dolor sit amet.",
		"Access was reviewed on XX/XX/20XX.", "The test was done in 20XX by the team.", "The recovery site is TBD.", "Service Organization Name maintains policies.",
		"[Insert description of the network here]", "Note to preparer: describe the firewall.", "Delete if not applicable.", "Error! Reference source not found.",
		"ABC Company reviews access.", "Click here to enter text.", "Controls of {{client}} are reviewed.",
	} {
		cases = append(cases, alteration{text, in(report.RoleDescription, text), PlaceholderText, Moderate})
	}
	cases = append(cases, alteration{"in the letter", in(report.RoleOpinion, "To the Board of [Client Name]:"), PlaceholderText, High},
		alteration{"in a control", func(rep *report.Report) { rep.ControlTests[2].Activity = "[Company] reviews access." }, PlaceholderText, Moderate})
	fires(t, cases)
	silent(t, []alteration{
		{"brackets of another use", in(report.RoleDescription, "The code of conduct [version 4] is signed by all."), PlaceholderText, ""},
		{"a line to sign on", in(report.RoleAssertion, "____________________"), PlaceholderText, ""},
		{"a company's name", in(report.RoleDescription, "Templates are reviewed and the company name is checked."), PlaceholderText, ""},
	})
}

func TestStandardsOfOtherKinds(t *testing.T) {
	add := func(text string) func(*report.Report) {
		return func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleOpinion, 4, "Scope", text))
		}
	}
	fires(t, []alteration{
		{"SOC 1", add("We followed AT-C section 320."), StandardOfOtherKind, Moderate},
		{"SAS 70", add("Our work was done under SAS 70."), StandardOfOtherKind, High},
		{"a certificate", add("We hereby certify that the controls are in place."), StandardOfOtherKind, Moderate},
	})
	silent(t, []alteration{
		{"the right ones", add("We followed AT-C sections 105 and 205."), StandardOfOtherKind, ""},
		{"accountants", add("We are certified public accountants."), StandardOfOtherKind, ""},
	})
}

func TestOutcomes(t *testing.T) {
	qualified := report.Qualified
	fires(t, []alteration{
		{"except for", func(rep *report.Report) {
			replace(rep, report.RoleOpinion, "In our opinion, in all material respects,", "In our opinion, except for what is told above, in all material respects,")
		}, OutcomeContradiction, High},
		{"a basis", func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleOpinion, 5, "Basis for Qualified Opinion", "Access was not removed in time."))
		}, OutcomeContradiction, High},
		{"management's view", func(rep *report.Report) {
			rep.Facts.Opinion = &qualified
			rep.Passages = append(rep.Passages, say(report.RoleOther, 41, "Other", "We received an unqualified opinion in this report."))
		}, OutcomeContradiction, Moderate},
	})
	silent(t, []alteration{
		{"restricted use", func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleOpinion, 5, "Restricted Use", "It should not be used by others, except for what law requires."))
		}, OutcomeContradiction, ""},
		{"a supplier's report", func(rep *report.Report) {
			rep.Facts.Opinion = &qualified
			rep.Passages = append(rep.Passages, say(report.RoleDescription, 9, "Suppliers", "The report of our provider carried an unqualified opinion."))
		}, OutcomeContradiction, ""},
	})
}

func TestTheAuditorIsKnown(t *testing.T) {
	unsigned := under("Wren & Tallow LLP")
	fires(t, []alteration{
		{"nothing", func(rep *report.Report) {
			drop(rep, unsigned)
			rep.Facts.Auditor, rep.Facts.IssuedOn = nil, nil
		}, AuditorUnidentified, High},
		{"no firm", func(rep *report.Report) { rep.Facts.Auditor = nil }, AuditorUnidentified, Moderate},
		{"no city", func(rep *report.Report) { drop(rep, unsigned) }, AuditorUnidentified, Low},
		{"another firm signs", func(rep *report.Report) {
			replace(rep, report.RoleOpinion, "Wren & Tallow LLP", "Oddly Marsh CPAs LLP")
		}, AuditorContradiction, High},
	})
	silent(t, []alteration{
		{"a picture", func(rep *report.Report) {
			rep.Facts.Auditor = nil
			rep.Coverage.Unread = []int{5}
		}, AuditorUnidentified, ""},
		{"the firm before", func(rep *report.Report) {
			rep.Passages = append(rep.Passages, say(report.RoleOpinion, 5, "Other Matter", "The prior period was examined by Oddly Marsh CPAs LLP."))
		}, AuditorContradiction, ""},
	})
}
