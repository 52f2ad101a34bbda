package scoring

import (
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// part finds a step by its label, anywhere below.
func part(t *testing.T, s Step, label string) Step {
	t.Helper()
	found, ok := find(s, label)
	require.True(t, ok, "no step %q", label)
	return found
}

func find(s Step, label string) (Step, bool) {
	if s.Label == label {
		return s, true
	}
	for _, c := range s.Children {
		if found, ok := find(c, label); ok {
			return found, true
		}
	}
	return Step{}, false
}

func TestTypeEarnsByTheLengthOfThePeriod(t *testing.T) {
	cfg := config(t)
	for _, c := range []struct {
		kind       ReportKind
		start, end string
		want       float64
	}{
		{SOC2Type2, "2025-01-01", "2025-12-31", 40},
		{SOC2Type2, "2025-01-01", "2025-06-30", 40},
		{SOC2Type2, "2025-01-01", "2025-06-29", 30},
		{SOC2Type2, "2025-01-01", "2025-03-31", 30},
		{SOC2Type2, "2025-01-01", "2025-03-30", 20},
		{SOC2Type2, "2025-01-01", "2025-01-01", 20},
		{SOC2Type1, "", "2025-06-30", 15},
		{SOC3, "2025-01-01", "2025-12-31", 10},
	} {
		f := larkspurReport(t)
		f.Kind, f.PeriodStart, f.PeriodEnd = c.kind, Date{}, on(t, c.end)
		if c.start != "" {
			f.PeriodStart = on(t, c.start)
		}
		s := ReportAssurance(f, on(t, c.end), cfg)
		assert.InDelta(t, c.want, part(t, s.Steps, "Kind of the newest report").Value, near, "%s %s to %s", c.kind, c.start, c.end)
	}
}

func TestOpinionEarns(t *testing.T) {
	cfg := config(t)
	for o, want := range map[string]float64{report.Unqualified: 30, report.Qualified: 12, report.Adverse: 0, report.Disclaimer: 0, "": 0} {
		f := larkspurReport(t)
		f.Opinion = o
		s := part(t, ReportAssurance(f, f.PeriodEnd, cfg).Steps, "The service auditor's opinion")
		assert.InDelta(t, want, s.Value, near, o)
		assert.Equal(t, o == "", s.Unknown, "an unread opinion is unknown, an adverse one is not")
	}
}

func TestScopeEarnsByCategory(t *testing.T) {
	cfg := config(t)
	for _, c := range []struct {
		categories []string
		want       float64
	}{
		{report.Categories(), 20},
		{[]string{report.Security}, 5},
		{[]string{report.Security, report.Privacy}, 7},
		{[]string{report.Security, report.ProcessingIntegrity}, 10},
		{nil, 0},
	} {
		f := larkspurReport(t)
		f.Categories = c.categories
		s := ReportAssurance(f, f.PeriodEnd, cfg)
		assert.InDelta(t, c.want, part(t, s.Steps, "Trust services categories in scope").Value, near, "%v", c.categories)
	}
}

func TestExceptionsTakeAway(t *testing.T) {
	cfg := config(t)
	x := func(criterion string) ReportException { return ReportException{Criteria: []string{criterion}} }
	for name, c := range map[string]struct {
		list []ReportException
		want float64
	}{
		"none":                          {nil, 10},
		"on access":                     {[]ReportException{x("CC6.1")}, 7},
		"on other access":               {[]ReportException{x("CC6.2")}, 9},
		"on monitoring":                 {[]ReportException{x("CC7.4")}, 7},
		"on change management":          {[]ReportException{x("CC8.1")}, 7},
		"on vendors":                    {[]ReportException{x("CC9.2")}, 7},
		"on processing":                 {[]ReportException{x("PI1.5")}, 7},
		"on privacy":                    {[]ReportException{x("P1.1")}, 9},
		"on AI":                         {[]ReportException{{Criteria: []string{"CC1.4"}, AI: true}}, 7},
		"without a criterion":           {[]ReportException{{}}, 7},
		"answered and fixed":            {[]ReportException{{Criteria: []string{"CC8.1"}, Responded: true, Fixed: true}}, 8},
		"answered only":                 {[]ReportException{{Criteria: []string{"CC8.1"}, Responded: true}}, 7},
		"minor, answered and fixed":     {[]ReportException{{Criteria: []string{"CC2.1"}, Responded: true, Fixed: true}}, 10},
		"three heavy and one other":     {[]ReportException{x("CC8.1"), x("CC6.1"), x("CC7.1"), x("CC1.1")}, 0},
		"many; the floor is zero":       {[]ReportException{x("CC8.1"), x("CC6.1"), x("CC7.1"), x("CC7.2"), x("CC7.3")}, 0},
		"listed under several criteria": {[]ReportException{{Criteria: []string{"CC2.2", "CC7.1"}}}, 7},
	} {
		f := larkspurReport(t)
		f.Exceptions = c.list
		s := ReportAssurance(f, f.PeriodEnd, cfg)
		assert.InDelta(t, c.want, part(t, s.Steps, "Exceptions among the tests").Value, near, name)
	}
	f := larkspurReport(t)
	f.ExceptionsKnown = false
	assert.True(t, part(t, ReportAssurance(f, f.PeriodEnd, cfg).Steps, "Exceptions among the tests").Unknown, "an incomplete reading is never none")
	f.Kind = SOC2Type1
	assert.Zero(t, part(t, ReportAssurance(f, f.PeriodEnd, cfg).Steps, "Exceptions among the tests").Value, "what was not tested has earned nothing")
}

func TestRecencyByAnniversaries(t *testing.T) {
	cfg := config(t)
	for _, c := range []struct {
		end, at string
		want    float64
	}{
		{"2025-09-30", "2025-06-01", 1}, // the period is under way
		{"2025-09-30", "2025-09-30", 1},
		{"2025-09-30", "2026-03-30", 1},
		{"2025-09-30", "2026-03-31", .95},
		{"2025-09-30", "2026-06-15", .95},
		{"2025-09-30", "2026-06-30", .95},
		{"2025-09-30", "2026-07-01", .9},
		{"2025-09-30", "2026-09-30", .9},
		{"2025-09-30", "2026-10-01", .55},
		{"2025-09-30", "2026-12-30", .55},
		{"2025-09-30", "2026-12-31", .35},
		{"2025-09-30", "2027-03-30", .35},
		{"2025-09-30", "2027-03-31", .15},
		{"2025-09-30", "2027-09-30", .15},
		{"2025-09-30", "2027-10-01", 0},
		{"2024-02-29", "2025-02-28", .9},
		{"2024-02-29", "2025-03-01", .55},
		{"2025-08-31", "2026-02-28", 1},
		{"2025-08-31", "2026-03-01", .95},
		{"2023-02-28", "2024-02-28", .9},
		{"2023-02-28", "2024-02-29", .55},
	} {
		f := larkspurReport(t)
		f.PeriodEnd, f.LetterKnown = on(t, c.end), true
		s := ReportAssurance(f, on(t, c.at), cfg)
		assert.InDelta(t, c.want, part(t, s.Steps, "Recency").Value, near, "%s on %s", c.end, c.at)
	}
}

func TestALetterHelpsOnlyInTheQuarterAfterTheYear(t *testing.T) {
	cfg := config(t)
	good := Letter{Dated: on(t, "2026-10-05"), NamesAuditor: true, NamesPeriod: true, Expected: on(t, "2026-12-01")}
	at := func(day string, l *Letter, known bool) Step {
		f := larkspurReport(t)
		f.Letter, f.LetterKnown = l, known
		return part(t, ReportAssurance(f, on(t, day), cfg).Steps, "Recency")
	}
	assert.InDelta(t, .75, at("2026-11-15", &good, true).Value, near)
	assert.InDelta(t, .75, at("2026-12-30", &good, true).Value, near)
	assert.InDelta(t, .35, at("2026-12-31", &good, true).Value, near, "no letter reaches further")
	assert.InDelta(t, .9, at("2026-09-30", &good, true).Value, near, "nor raises what is young")

	for what, flaw := range map[string]func(*Letter){
		"names no auditor":             func(l *Letter) { l.NamesAuditor = false },
		"does not name the new period": func(l *Letter) { l.NamesPeriod = false },
		"does not say when":            func(l *Letter) { l.Expected = Date{} },
		"bears no date":                func(l *Letter) { l.Dated = Date{} },
		"older than 3 months":          func(l *Letter) { l.Dated = on(t, "2026-08-14") },
		"later than the assessment":    func(l *Letter) { l.Dated = on(t, "2026-11-16") },
		"more than 3 months":           func(l *Letter) { l.SpanStart, l.SpanEnd = on(t, "2026-07-01"), on(t, "2026-10-01") },
		"follows an earlier letter":    func(l *Letter) { l.Follows = true },
	} {
		l := good
		flaw(&l)
		s := at("2026-11-15", &l, true)
		assert.InDelta(t, .55, s.Value, near, what)
		assert.Contains(t, s.Formula, what)
	}
	l := good
	l.SpanStart, l.SpanEnd, l.Dated = on(t, "2026-07-01"), on(t, "2026-09-30"), on(t, "2026-08-15")
	assert.InDelta(t, .75, at("2026-11-15", &l, true).Value, near, "exactly 3 months, in both respects")

	f := larkspurReport(t)
	s := ReportAssurance(f, on(t, "2026-11-15"), cfg)
	assert.InDelta(t, 89*.55, s.Value, near)
	assert.InDelta(t, 89*.75, s.High, near, "while nobody looked for a letter, there may be one")
	require.Len(t, s.Unknown, 1)
	assert.Equal(t, "report.renewal_letter", s.Unknown[0].Field)
}

func TestALetterIsValidForThreeMonthsAtMost(t *testing.T) {
	cfg := config(t)
	assert.Equal(t, "2025-12-31", Letter{SpanStart: on(t, "2025-10-01"), SpanEnd: on(t, "2025-12-31")}.ValidUntil(cfg).String())
	assert.Equal(t, "2026-01-01", Letter{SpanStart: on(t, "2025-10-01"), SpanEnd: on(t, "2026-06-30")}.ValidUntil(cfg).String())
	assert.True(t, Letter{}.ValidUntil(cfg).IsZero())
}

func TestAReportGoesStale(t *testing.T) {
	cfg := config(t)
	f := larkspurReport(t)
	assert.Equal(t, "2026-09-30", Stale(f, on(t, "2026-06-15"), cfg).String())
	f.Letter = &Letter{Dated: on(t, "2026-09-01"), NamesAuditor: true, NamesPeriod: true, Expected: on(t, "2026-12-01")}
	assert.Equal(t, "2026-12-30", Stale(f, on(t, "2026-10-01"), cfg).String())
	f.Kind = SOC2Type1
	assert.Equal(t, "2026-03-30", Stale(f, on(t, "2026-10-01"), cfg).String())
	assert.True(t, Stale(ReportFacts{Kind: NoReport}, on(t, "2026-10-01"), cfg).IsZero())
}

func TestAReportOnAnotherServiceIsWorthNothing(t *testing.T) {
	cfg := config(t)
	f := larkspurReport(t)
	f.InBoundary = No
	s := ReportAssurance(f, on(t, "2026-06-15"), cfg)
	assert.Zero(t, s.Value)
	assert.Zero(t, s.High)
	assert.InDelta(t, 100, s.Completeness, near)
	f.InBoundary = ""
	s = ReportAssurance(f, on(t, "2026-06-15"), cfg)
	assert.Zero(t, s.Value)
	assert.InDelta(t, 84.55, s.High, near)
	assert.Zero(t, s.Completeness)
	assert.Equal(t, "report.service_in_boundary", s.Unknown[0].Field)
}

func TestWhatWasOnlyToldEarnsHalf(t *testing.T) {
	cfg := config(t)
	f := larkspurReport(t)
	f.Evidence.Opinion = Told
	s := ReportAssurance(f, on(t, "2026-06-15"), cfg)
	assert.InDelta(t, (40+15+13+6)*.95, s.Value, near)
	assert.InDelta(t, 100, s.Completeness, near)
	f.Evidence.Opinion = None
	s = ReportAssurance(f, on(t, "2026-06-15"), cfg)
	assert.InDelta(t, (40+13+6)*.95, s.Value, near)
	assert.InDelta(t, 70, s.Completeness, near)
}

func TestNothingKnownOfAReport(t *testing.T) {
	s := ReportAssurance(ReportFacts{}, on(t, "2026-06-15"), config(t))
	assert.Zero(t, s.Value)
	assert.InDelta(t, 100, s.High, near)
	assert.Zero(t, s.Completeness)
	assert.Len(t, s.Unknown, 6)
}
