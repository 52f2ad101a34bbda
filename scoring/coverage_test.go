package scoring

import (
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStatusesEarnPoints(t *testing.T) {
	cfg := config(t)
	for _, c := range []struct {
		status    string
		exception bool
		typ       int
		want      float64
	}{
		{StatusTested, false, 2, 1},
		{StatusTested, true, 2, .5},
		{StatusDescribed, false, 2, .5},
		{StatusPartial, false, 2, .25},
		{StatusAbsent, false, 2, 0},
		{StatusNearMiss, false, 2, 0},
		{StatusUnknown, false, 2, 0},
		{"", false, 2, 0},
		{StatusTested, false, 1, .5},
		{StatusTested, true, 1, .5},
		{StatusDescribed, false, 1, .5},
		{StatusPartial, false, 1, .25},
		{StatusTested, false, 0, .5}, // nobody knows the type
	} {
		assert.InDelta(t, c.want, cfg.Points(c.status, c.exception, c.typ), near, "%+v", c)
	}
}

func TestExceptionsHaveARuleOfTheirOwn(t *testing.T) {
	cfg := config(t)
	x := func(ids ...string) (list []ReportException) {
		for _, id := range ids {
			list = append(list, ReportException{Criteria: []string{id}})
		}
		return list
	}
	facts := func(list []ReportException) ReportFacts {
		return ReportFacts{Kind: SOC2Type2, Opinion: report.Unqualified, ExceptionsKnown: true, Exceptions: list}
	}
	for _, c := range []struct {
		list []ReportException
		want float64
	}{
		{nil, 1},
		{x("CC6.2", "CC9.2", "A1.2"), .75},
		{x("CC8.1", "CC6.2"), .5},
		{x("CC7.3", "CC6.1"), .25},
		{x("CC7.3", "CC6.1", "PI1.4"), 0},
		{x("CC7.3", "CC6.1", "PI1.4", "CC8.1"), 0},
		{[]ReportException{{}}, .5},
		{[]ReportException{{Criteria: []string{"CC2.1"}, Qualifies: true}}, 0},
	} {
		got, status := cfg.ExceptionPoints(facts(c.list))
		assert.InDelta(t, c.want, got, near, "%v", c.list)
		assert.Equal(t, StatusTested, status)
	}
	for want, change := range map[string]func(*ReportFacts){
		StatusNotTestable: func(f *ReportFacts) { f.Kind = SOC2Type1 },
		StatusUnknown:     func(f *ReportFacts) { f.ExceptionsKnown = false },
	} {
		f := facts(nil)
		change(&f)
		got, status := cfg.ExceptionPoints(f)
		assert.Zero(t, got)
		assert.Equal(t, want, status)
	}
	f := facts(nil)
	f.Opinion = ""
	_, status := cfg.ExceptionPoints(f)
	assert.Equal(t, StatusUnknown, status, "an unread opinion may be qualified for an exception")
}

func TestCoverageOfTheWorkedExample(t *testing.T) {
	s, err := AICoverage(larkspurItems(.5), config(t))
	require.NoError(t, err)
	assert.InDelta(t, 38.2386, s.Value, near)
	assert.InDelta(t, s.Value, s.High, near)
	assert.InDelta(t, 100, s.Completeness, near)
	assert.InDelta(t, .45, part(t, s.Steps, "Reading").Value, near)
	assert.InDelta(t, .30682, part(t, s.Steps, "Gaps").Value, 1e-5)
	assert.InDelta(t, .38, part(t, s.Steps, "Table").Value, near)
	assert.Empty(t, s.Unknown)
}

func TestWhatDoesNotApplyLeavesTheDenominator(t *testing.T) {
	cfg := config(t)
	items := larkspurItems(.5)
	items[1].NotApplicable = true // AI-R2, absent
	s, err := AICoverage(items, cfg)
	require.NoError(t, err)
	assert.InDelta(t, .5625, part(t, s.Steps, "Reading").Value, near)

	var only []CoverageItem
	for _, i := range items {
		i.NotApplicable = i.NotApplicable || i.Group != Reading
		only = append(only, i)
	}
	s, err = AICoverage(only, cfg)
	require.NoError(t, err)
	assert.InDelta(t, 56.25, s.Value, near, "groups without items leave their weight")
	s, err = AICoverage(nil, cfg)
	require.NoError(t, err)
	assert.Zero(t, s.Value)
}

func TestAnUnreadItemWidensTheRange(t *testing.T) {
	items := larkspurItems(.5)
	items[3].Status = StatusUnknown // AI-R4, worth 1 of 5 of .4
	s, err := AICoverage(items, config(t))
	require.NoError(t, err)
	assert.InDelta(t, 38.2386-8, s.Value, near)
	assert.InDelta(t, 38.2386, s.High, near)
	assert.InDelta(t, 92, s.Completeness, near)
	require.Len(t, s.Unknown, 1)
	assert.Equal(t, "AI-R4", s.Unknown[0].Field)
	assert.InDelta(t, 8, s.Unknown[0].Points, near)
}

func TestItemsThatFitNowhereAreRefused(t *testing.T) {
	for _, i := range []CoverageItem{{Ref: "X", Group: "other"}, {Ref: "X", Group: Gap}, {Ref: "X", Group: Table}} {
		_, err := AICoverage([]CoverageItem{i}, config(t))
		assert.ErrorContains(t, err, "X")
	}
}

func TestReliabilityCountsSignals(t *testing.T) {
	cfg := config(t)
	many := make([]Signal, 5)
	for i := range many {
		many[i] = Signal{Code: "s", Severity: High}
	}
	for _, c := range []struct {
		signals []Signal
		want    float64
		band    string
	}{
		{nil, 100, "few signals"},
		{[]Signal{{Severity: Low}, {Severity: Moderate}}, 83, "few signals"},
		{[]Signal{{Severity: High}}, 75, "some signals"},
		{many[:2], 50, "some signals"},
		{many[:3], 25, "many signals"},
		{many, 0, "many signals"},
	} {
		s, err := Reliability(c.signals, cfg)
		require.NoError(t, err)
		assert.InDelta(t, c.want, s.Value, near)
		assert.Equal(t, c.band, s.Band)
		assert.Len(t, s.Steps.Children, len(c.signals))
	}
	_, err := Reliability([]Signal{{Code: "odd", Severity: "fatal"}}, cfg)
	assert.ErrorContains(t, err, "odd")
}
