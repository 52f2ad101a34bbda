package present_test

import (
	"strings"
	"testing"
	"time"

	"countersign/internal/present"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ptr[T any](v T) *T { return &v }

func on(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t
}

// sample is a Type 2 report with one exception, all of whose pages were read.
func sample() *report.Report {
	return &report.Report{
		File: "sample.pdf", Vendor: ptr("Example Ltd."), System: ptr("Example System"),
		Facts: report.Facts{
			Kind: report.SOC2, Type: ptr(2), PeriodStart: ptr("2025-01-01"), PeriodEnd: ptr("2025-12-31"), IssuedOn: ptr("2026-02-10"),
			Auditor: ptr("Auditors LLP"), Opinion: ptr(report.Unqualified), OpinionStatus: report.OpinionRead,
			OpinionParts: report.OpinionParts{Description: ptr("unmodified"), Design: ptr("unmodified"), Operation: ptr("unmodified")},
			Categories:   []string{report.Security, report.Availability},
			Evidence:     map[string][]report.Evidence{"opinion": {{Page: 4, Quote: "In our opinion", Reader: report.ReaderText}}},
		},
		Sections: []report.Section{
			{Role: report.RoleTests, Heading: "Tests of Controls", PrintedNumber: ptr("IV"), FirstPage: 20, LastPage: 60, Covered: true},
			{Role: report.RoleOther, Heading: "Other Information", PrintedNumber: ptr("V"), FirstPage: 61, LastPage: 62},
		},
		Exceptions: []report.Exception{{
			Page: 58, Control: ptr("CC8.1-3"), Criteria: []string{"CC8.1"}, Sampled: ptr(25), Deviations: ptr(2), Text: "For 2 of 25 changes no approval was on file.",
			Kind: report.KindOperating, Failure: ptr("missing-approval"), ManagementResponse: true, ResponsePage: ptr(61), ResponseText: ptr("We agree."),
			ResponseIn: ptr(report.RoleOther), Places: []int{58},
		}},
		ExceptionsAnswer: report.AnswerFound,
		ControlTests:     []report.ControlTest{{Page: 58, Outcome: report.HasException}, {Page: 59, Outcome: report.Passed}},
		Coverage:         report.Coverage{Pages: 62, Text: 62},
	}
}

func text(t *testing.T, r *report.Report, asOf string) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, present.Text(&b, present.Compose(r, nil, on(asOf)), present.Style{Width: 88}))
	return b.String()
}

// unwrapped undoes line breaks, so that sentences can be looked for.
func unwrapped(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestExceptionIsToldWithCountsPageAndResponse(t *testing.T) {
	out := unwrapped(text(t, sample(), "2026-03-01"))
	assert.Contains(t, out, "Control CC8.1-3 | CC8.1 | 2 of 25 sampled (8%) (p. 58)")
	assert.Contains(t, out, "failure: missing approval")
	assert.Contains(t, out, "found in the tests section, printed as Section IV (p. 58); the responses stand in the unaudited section, printed as Section V (p. 61).")
	assert.Contains(t, out, `Management's response, unaudited: "We agree." (p. 61)`)
	assert.Contains(t, out, "not in scope: processing integrity, confidentiality, privacy")
}

func TestNothingUnknownIsShownAsGood(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*report.Report)
		want   string
		never  string
	}{
		"unread tests": {func(r *report.Report) {
			r.Exceptions, r.ExceptionsAnswer, r.Coverage.Unread = nil, report.AnswerIncomplete, []int{58, 59}
		}, "INCOMPLETE: 0 exceptions in what was read", "None in"},
		"unread opinion": {func(r *report.Report) {
			r.Facts.Opinion, r.Facts.OpinionStatus = nil, report.OpinionUnread
		}, "Unknown: its pages could not be read. Never take that for clean.", "Unqualified"},
		"no opinion": {func(r *report.Report) {
			r.Facts.Opinion, r.Facts.OpinionStatus = nil, report.OpinionMissing
		}, "No opinion was found in the pages that were read", "Unqualified"},
		"no tests": {func(r *report.Report) {
			r.Exceptions, r.ControlTests, r.ExceptionsAnswer = nil, nil, report.AnswerNoTests
		}, "Unknown: no tests with results were found", "None in"},
		"no results": {func(r *report.Report) {
			r.Exceptions, r.ExceptionsAnswer = nil, report.AnswerNone
			r.ControlTests = []report.ControlTest{{Outcome: report.NoResult}}
		}, "None stated, and no result is printed beside any of 1 control test", "every page of the opinion"},
		"no response":     {func(r *report.Report) { r.Exceptions[0].ManagementResponse = false }, "no response was found in this report", "Management's response"},
		"no counts":       {func(r *report.Report) { r.Exceptions[0].Sampled, r.Exceptions[0].Deviations = nil, nil }, "counts not stated", "of 25 sampled"},
		"no auditor":      {func(r *report.Report) { r.Facts.Auditor = nil }, "Not found in the text", "Auditors LLP"},
		"no period":       {func(r *report.Report) { r.Facts.PeriodStart, r.Facts.PeriodEnd = nil, nil }, "Unknown: no period or date was found", "since the end"},
		"no incidents":    {func(*report.Report) {}, "that does not prove that there were none", "No incidents"},
		"draft":           {func(r *report.Report) { r.Facts.Draft = true }, "DRAFT of a SOC 2 Type 2 report", "\x1b"},
		"dated too early": {func(r *report.Report) { r.Facts.IssuedOn = ptr("2025-12-30") }, "dated December 30, 2025, before the end of the period", "\x1b"},
		"stale":           {func(r *report.Report) { r.Facts.PeriodEnd = ptr("2024-12-31") }, "READ THIS FIRST ! 14 months and 1 day", "\x1b"},
		"modified": {func(r *report.Report) {
			r.Facts.Opinion, r.Facts.OpinionOn = ptr(report.Qualified), []string{"CC8.1", "CC6.1"}
		}, "! The opinion: QUALIFIED on CC8.1 and CC6.1 (p. 4).", "Unqualified"},
		"half a percent": {func(r *report.Report) { r.Exceptions[0].Sampled, r.Exceptions[0].Deviations = ptr(40), ptr(5) }, "5 of 40 sampled (12.5%)", "(12%)"},
		"no parts":       {func(r *report.Report) { r.Facts.OpinionParts.Operation = nil }, "(c) Controls operated effectively not stated", "operated effectively unmodified"},
	} {
		t.Run(name, func(t *testing.T) {
			r := sample()
			c.change(r)
			out := unwrapped(text(t, r, "2026-03-01"))
			assert.Contains(t, out, c.want)
			assert.NotContains(t, out, c.never)
		})
	}
}

func TestAgeIsCountedFromTheEndOfThePeriod(t *testing.T) {
	for asOf, want := range map[string]string{
		"2026-01-31": "1 month (31 days) since the end of the period",
		"2026-03-31": "3 months (90 days) since the end of the period, on March 31, 2026. Report dated",
		"2026-04-03": "3 months and 3 days (93 days) since the end of the period, on April 3, 2026. Ask for a bridge letter",
		"2026-12-31": "12 months (365 days) since the end of the period, on December 31, 2026. Ask for a bridge letter",
		"2027-01-01": "12 months and 1 day (366 days) since the end of the period, on January 1, 2027. Stale",
		"2025-12-01": "still lies 30 days ahead",
		"2025-12-31": "0 days since the end of the period",
	} {
		assert.Contains(t, unwrapped(text(t, sample(), asOf)), want, asOf)
	}
}

func TestTypeOneSaysNothingAboutOperation(t *testing.T) {
	r := sample()
	r.Facts.Type, r.Facts.PeriodStart, r.Facts.PeriodEnd, r.Facts.AsOf = ptr(1), nil, nil, ptr("2026-01-31")
	r.Facts.OpinionParts.Operation = nil
	out := unwrapped(text(t, r, "2026-02-28"))
	assert.Contains(t, out, "SOC 2 Type 1 report, as of January 31, 2026")
	assert.Contains(t, out, "not examined in a Type 1 report")
	assert.Contains(t, out, "1 month (28 days) since the date of the report's statements")
}

func TestOtherKindsSayWhatTheyAreAndWhatTheyAreWorth(t *testing.T) {
	for kind, want := range map[report.Kind]string{
		report.SOC1: "a SOC 1 report", report.SOC3: "a summary for general use", report.BridgeLetter: "management's own statement",
		report.OtherKind: "check that it is the right file",
	} {
		r := &report.Report{File: "x.pdf", Facts: report.Facts{Kind: kind}, Coverage: report.Coverage{Pages: 1, Text: 1}}
		out := unwrapped(text(t, r, "2026-02-28"))
		assert.Contains(t, out, "This is not a SOC 2 report.")
		assert.Contains(t, out, want)
		assert.NotContains(t, out, "EXCEPTIONS")
	}
}

func TestLinesFit(t *testing.T) {
	for _, l := range strings.Split(text(t, sample(), "2026-03-01"), "\n") {
		assert.LessOrEqual(t, len([]rune(l)), 88, l)
	}
}

func TestTheDocumentCannotSteerATerminalOrAddMarkup(t *testing.T) {
	r := sample()
	r.Vendor = ptr("Evil \x1b[2J\u202eLtd. <script>alert(1)</script> [x](http://evil.example) `a` *b* |")
	r.Exceptions[0].Text = "# heading\n- item | cell https://evil.example"
	for _, color := range []bool{false, true} {
		var b strings.Builder
		require.NoError(t, present.Text(&b, present.Compose(r, nil, on("2026-03-01")), present.Style{Color: color}))
		assert.NotContains(t, b.String(), "\x1b[2J")
		assert.NotContains(t, b.String(), "\u202e")
		assert.Equal(t, color, strings.Contains(b.String(), "\x1b[1m"))
	}
	var b strings.Builder
	require.NoError(t, present.Markdown(&b, present.Compose(r, nil, on("2026-03-01"))))
	assert.Contains(t, b.String(), `\<script\>alert(1)\</script\> \[x\](http\://evil.example)`)
	assert.Contains(t, b.String(), `> \# heading - item \| cell https\://evil.example`)
}
