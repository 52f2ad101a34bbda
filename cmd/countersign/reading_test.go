package main

import (
	"sync/atomic"
	"testing"
	"time"

	"countersign/assessment"
	"countersign/reliability"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAReportThatWasPutAwayComesBackWhole(t *testing.T) {
	vendor := "Example Ltd."
	rep := &report.Report{
		File: "a.pdf", Vendor: &vendor, Exceptions: []report.Exception{}, Notes: nil, Coverage: report.Coverage{Second: report.SecondReader{Agreement: map[int]float64{3: 0.25}}},
		Passages: []report.Passage{{Page: 3, Sentences: []report.Sentence{{Text: "Words.", Evidence: []report.Evidence{{Page: 3, Boxes: []report.Box{{0.1, 2, 3.25, 4}}}}}}}},
	}
	r := reading{report: rep}
	require.NoError(t, r.pack())
	assert.Nil(t, r.report)
	got, err := r.unpack()
	require.NoError(t, err)
	assert.Equal(t, rep, got)
}

func TestAReportOnHandCountsOnce(t *testing.T) {
	var h onHand
	h.add(reliability.Fingerprint{SHA256: "a"}, &reliability.Earlier{})
	h.add(reliability.Fingerprint{SHA256: "a"}, &reliability.Earlier{})
	h.add(reliability.Fingerprint{}, nil) // no SOC 2 report
	assert.Len(t, h.prints, 1)
	assert.Len(t, h.earlier, 1)
}

func TestEachPieceOfWorkIsDoneOnce(t *testing.T) {
	var sum atomic.Int64
	each(100, 7, func(i int) { sum.Add(int64(i)) }).Wait()
	assert.EqualValues(t, 4950, sum.Load())
}

// FuzzEarlier takes up results that may say anything, and holds a report against them.
func FuzzEarlier(f *testing.F) {
	f.Add([]byte(`{"file":"a.pdf","vendor":"A","report":{"kind":"SOC 2","type":2,"period_end":"2024-12-31"},"assessment":{"fingerprint":{"version":1,"sha256":"x","passages":[{"p":1,"s":"AAAA"}],"whole":"AA=="}}}`))
	f.Add([]byte(`[{"file":"a.pdf","error":{"code":"x"}},{"report":{"kind":"SOC 3"}}]`))
	f.Add([]byte(`{"report":`))
	assessor, err := newAssessor(nil)
	require.NoError(f, err)
	vendor, end := "A", "2025-12-31"
	rep := &report.Report{Vendor: &vendor, Facts: report.Facts{Kind: report.SOC2, PeriodEnd: &end}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var h onHand
		if h.takeUp(raw) != nil {
			t.Skip()
		}
		_, err := assessor.Assess(rep, assessment.Options{
			AsOf: time.Date(2026, time.August, 3, 0, 0, 0, 0, time.UTC), Others: h.prints, Previous: reliability.Preceding(rep, h.earlier),
		})
		require.NoError(t, err)
	})
}
