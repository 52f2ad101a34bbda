package reliability

import (
	"testing"
	"time"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func today() time.Time { return time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC) }

// alteration changes one thing in a sound report; the signal with the code and the severity must follow, and no other high one.
type alteration struct {
	name     string
	alter    func(rep *report.Report)
	code     Code
	severity Severity
}

// fires runs the alterations of one kind of signal.
func fires(t *testing.T, alterations []alteration) {
	t.Helper()
	for _, a := range alterations {
		t.Run(a.name, func(t *testing.T) {
			rep := sound()
			a.alter(rep)
			found := New().Check(rep, Options{AsOf: today()})
			var got []Signal
			for _, s := range found {
				if s.Code == a.code {
					got = append(got, s)
				}
			}
			require.NotEmpty(t, got, "no %s among %v", a.code, codes(found))
			assert.Equal(t, a.severity, got[0].Severity, got[0].Detail)
			assert.NotEmpty(t, got[0].Limit)
			assert.NotNil(t, got[0].Evidence)
			assert.NotNil(t, got[0].Pages)
			assert.LessOrEqual(t, len(got[0].Evidence), mostEvidence)
		})
	}
}

// silent runs alterations that a genuine report may have: the code must not follow.
func silent(t *testing.T, alterations []alteration) {
	t.Helper()
	for _, a := range alterations {
		t.Run(a.name, func(t *testing.T) {
			rep := sound()
			a.alter(rep)
			assert.NotContains(t, codes(New().Check(rep, Options{AsOf: today()})), a.code)
		})
	}
}

func codes(signals []Signal) []Code {
	var out []Code
	for _, s := range signals {
		out = append(out, s.Code)
	}
	return out
}

func TestASoundReportHasNoSignals(t *testing.T) {
	assert.Empty(t, New().Check(sound(), Options{AsOf: today()}))
}

func TestOnlySOC2ReportsAreChecked(t *testing.T) {
	rep := sound()
	dropSection(rep, report.RoleOpinion)
	for _, k := range []report.Kind{report.SOC1, report.SOC3, report.BridgeLetter, report.OtherKind} {
		rep.Facts.Kind = k
		assert.Empty(t, Check(rep, Options{}))
	}
	assert.Empty(t, Check(nil, Options{}))
}

func TestTheSameReportAlwaysReadsTheSameGravestFirst(t *testing.T) {
	altered := func() *report.Report {
		rep := sound()
		dropSection(rep, report.RoleAssertion)
		replace(rep, report.RoleDescription, "two bookkeepers", "[Insert founders]")
		replace(rep, report.RoleOpinion, "inherent limitations", "such things")
		replace(rep, report.RoleOpinion, "Inherent Limitations", "Remarks")
		rep.ControlTests[3].InquiryOnly = true
		return rep
	}
	first := New().Check(altered(), Options{AsOf: today()})
	require.GreaterOrEqual(t, len(first), 4)
	for i := 1; i < len(first); i++ {
		assert.LessOrEqual(t, grade(first[i-1].Severity), grade(first[i].Severity))
	}
	for range 5 {
		assert.Equal(t, first, New().Check(altered(), Options{AsOf: today()}))
	}
}
