package reliability

import (
	"fmt"
	"strings"

	"countersign/report"
)

// sound composes a small type 2 report in which everything fits. Each test alters one thing.
func sound() *report.Report {
	two := 2
	str := func(s string) *string { return &s }
	rep := &report.Report{
		File: "harbor.pdf", SHA256: "aa", Vendor: str("Harbor Ledger, Inc."), System: str("Harbor Books Platform"),
		Facts: report.Facts{
			Kind: report.SOC2, Type: &two, PeriodStart: str("2025-01-01"), PeriodEnd: str("2025-12-31"), IssuedOn: str("2026-02-20"),
			Auditor: str("Wren & Tallow LLP"), Opinion: str(report.Unqualified), OpinionStatus: report.OpinionRead,
			OpinionParts: report.OpinionParts{Description: str("unmodified"), Design: str("unmodified"), Operation: str("unmodified")},
			Categories:   []string{report.Security, report.Availability}, Evidence: map[string][]report.Evidence{"period": quoted(3, "January 1, 2025 to December 31, 2025")},
		},
		Sections: []report.Section{
			{Role: report.RoleOpinion, FirstPage: 3, LastPage: 5},
			{Role: report.RoleAssertion, FirstPage: 6, LastPage: 6},
			{Role: report.RoleDescription, FirstPage: 7, LastPage: 15},
			{Role: report.RoleTests, FirstPage: 16, LastPage: 40},
		},
		SubserviceOrganizations: []report.SubserviceOrganization{{Name: "Cumulus Hosting, LLC", Method: str(report.CarveOut), Evidence: quoted(3, "Cumulus Hosting, LLC")}},
		Coverage:                report.Coverage{Pages: 40, Text: 40},
	}
	rep.Passages = append(rep.Passages, letter()...)
	rep.Passages = append(rep.Passages, assertion()...)
	rep.Passages = append(rep.Passages, description()...)
	for i, k := range report.Criteria() {
		if k.Category == report.Security || k.Category == report.Availability {
			rep.ControlTests = append(rep.ControlTests, soundTest(i, k))
		}
	}
	return rep
}

func soundTest(i int, k report.Criterion) report.ControlTest {
	id, sample := fmt.Sprintf("HL-%02d", i), 25
	t := report.ControlTest{
		Page: 16 + i/2, Control: &id, Criteria: []string{k.ID}, Activity: fmt.Sprintf("Management keeps a procedure for %s and reviews it each year.", strings.ToLower(k.Title)),
		Procedures: []string{"Inquired of the control owner.", fmt.Sprintf("Inspected records of %s and determined that they were complete.", strings.ToLower(k.Title))},
		Result:     "No exceptions noted.", Outcome: report.Passed,
	}
	if i%3 == 0 {
		t.Sample = &sample
		t.Procedures[1] = fmt.Sprintf("Inspected records of %s for 25 of the changes selected.", strings.ToLower(k.Title))
	}
	t.Evidence = quoted(t.Page, t.Activity)
	return t
}

func quoted(page int, quote string) []report.Evidence {
	return []report.Evidence{{Page: page, Quote: quote, Reader: report.ReaderText}}
}

// say makes a passage of sentences that are parted by a vertical bar.
func say(role report.Role, page int, heading, text string) report.Passage {
	p := report.Passage{Page: page, Role: role, Headings: []string{heading}}
	for s := range strings.SplitSeq(text, " | ") {
		p.Sentences = append(p.Sentences, report.Sentence{Text: s, Evidence: quoted(page, s)})
	}
	return p
}

func letter() []report.Passage {
	in := func(page int, heading, text string) report.Passage {
		return say(report.RoleOpinion, page, heading, text)
	}
	return []report.Passage{
		in(3, "Independent Service Auditor's Report", "To the Board of Directors of Harbor Ledger, Inc.:"),
		in(3, "Scope", `We have examined Harbor Ledger, Inc.'s ("Harbor") accompanying description of its Harbor Books Platform throughout the period January 1, 2025 to December 31, 2025, based on the trust services criteria relevant to security and availability (applicable trust services criteria) set forth in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy.`),
		in(3, "Scope", "Harbor uses Cumulus Hosting, LLC for hosting. | The description was prepared under the carve-out method."),
		in(4, "Service Organization's Responsibilities", "Harbor is responsible for its service commitments and system requirements."),
		in(4, "Service Auditor's Responsibilities", "Our responsibility is to express an opinion based on our examination. | We conducted it in accordance with attestation standards established by the American Institute of Certified Public Accountants. | We are required to be independent and to meet our ethical responsibilities."),
		in(4, "Inherent Limitations", "There are inherent limitations in any system of internal control."),
		in(4, "Description of Tests of Controls", "The specific controls tested and the nature, timing, and results of those tests are listed in Section IV."),
		in(5, "Opinion", "In our opinion, in all material respects,"),
		in(5, "Opinion", "the description presents the Harbor Books Platform that was designed and implemented throughout the period January 1, 2025 to December 31, 2025;"),
		in(5, "Opinion", "the controls stated in the description were suitably designed throughout the period January 1, 2025 to December 31, 2025; and"),
		in(5, "Opinion", "the controls stated in the description operated effectively throughout the period January 1, 2025 to December 31, 2025."),
		in(5, "Restricted Use", "This report is intended solely for the information and use of Harbor and its user entities."),
		in(5, "Wren & Tallow LLP", "Portland, Maine | February 20, 2026"),
	}
}

func assertion() []report.Passage {
	in := func(text string) report.Passage {
		return say(report.RoleAssertion, 6, "Assertion of Harbor Ledger Management", text)
	}
	return []report.Passage{
		in("We have prepared the accompanying description of the Harbor Books Platform throughout the period January 1, 2025 to December 31, 2025. | It speaks of controls for the trust services criteria relevant to security and availability."),
		in("We confirm, to the best of our knowledge and belief, that the description presents the Harbor Books Platform that was designed and implemented throughout the period January 1, 2025 to December 31, 2025."),
		in("Signed on behalf of the management of Harbor Ledger, Inc."),
	}
}

// description has passages of the service organization's own words, long enough to compare.
func description() []report.Passage {
	texts := []string{
		"Harbor was founded by two bookkeepers who wanted to close the month in a day, and today its platform keeps the ledgers of small shipyards, chandlers and fishing cooperatives along both coasts, with bank feeds, tide-aware invoicing and a mobile till for the quay.",
		"The platform runs in two regions of Cumulus on managed container clusters; each tenant has a database of its own, keys are held in a hardware module, and a nightly job copies encrypted snapshots to a third region where a restore is rehearsed every quarter.",
		"Engineers propose a change on a branch, a second engineer reads it, automated tests run against synthetic ledgers, and a release captain merges it on weekday mornings; urgent repairs follow a shorter path that is reviewed the day after by the head of engineering.",
		"People operations opens a ticket before the first working day, access is granted by role from a matrix that each system owner signs twice a year, and on the last day the ticket that closes accounts must be done before the exit talk begins.",
		"Alerts from the gateways, the clusters and the identity provider flow into one console; an engineer on call looks at each within fifteen minutes, declares an incident when customers may be touched, and writes a review without blame that is discussed on Thursdays.",
		"Risks are gathered in a spring workshop to which support, finance and two customers are invited; each is scored for harm and chance, the ten gravest get an owner and a date, and the board's audit committee hears in autumn what became of them.",
		"Suppliers who could stop the till or read a ledger are looked at before a contract and each year after; the security lead reads their reports, writes down which of their assumptions fall on Harbor, and asks for a plan where an exception concerns the service.",
		"Customers reach support by telephone during harbor hours and by message at any time; defects go to the tracker with a severity, the status page is changed within twenty minutes of an outage, and a letter explains what was learned when it lasted longer than an hour.",
	}
	var out []report.Passage
	for i, t := range texts {
		out = append(out, say(report.RoleDescription, 7+i, "Overview", t))
	}
	return out
}

// replace changes a wording everywhere in the passages with the role; every role when it is empty.
func replace(rep *report.Report, role report.Role, from, to string) {
	for i, p := range rep.Passages {
		for j := range p.Sentences {
			if role == "" || p.Role == role {
				rep.Passages[i].Sentences[j].Text = strings.ReplaceAll(p.Sentences[j].Text, from, to)
			}
		}
		for j := range p.Headings {
			if role == "" || p.Role == role {
				rep.Passages[i].Headings[j] = strings.ReplaceAll(p.Headings[j], from, to)
			}
		}
	}
}

// drop takes out the passages that fit.
func drop(rep *report.Report, fits func(report.Passage) bool) {
	var kept []report.Passage
	for _, p := range rep.Passages {
		if !fits(p) {
			kept = append(kept, p)
		}
	}
	rep.Passages = kept
}

// dropSection takes out a section with its passages.
func dropSection(rep *report.Report, role report.Role) {
	drop(rep, func(p report.Passage) bool { return p.Role == role })
	var kept []report.Section
	for _, s := range rep.Sections {
		if s.Role != role {
			kept = append(kept, s)
		}
	}
	rep.Sections = kept
	if role == report.RoleTests {
		rep.ControlTests = nil
	}
}
