package reliability

import (
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheReportBeforeThisOneIsTheSameVendorsLast(t *testing.T) {
	vendor, end := "Example Holdings, Inc.", "2025-12-31"
	rep := &report.Report{Vendor: &vendor, Facts: report.Facts{PeriodEnd: &end}}
	list := []Earlier{
		{Vendor: "Example Holdings", File: "old.pdf", Period: [2]string{"2023-01-01", "2023-12-31"}},
		{Vendor: "Example Holdings", File: "last.pdf", AsOf: "2024-12-31"},
		{Vendor: "Example Holdings", File: "same.pdf", Period: [2]string{"2025-01-01", "2025-12-31"}},
		{Vendor: "Another GmbH", File: "other.pdf", Period: [2]string{"2024-12-01", "2025-06-30"}},
		{Vendor: "Example Holdings", File: "odd.pdf", Period: [2]string{"", "soon"}},
	}
	got := Preceding(rep, list)
	require.NotNil(t, got)
	assert.Equal(t, "last.pdf", got.File)
	assert.Nil(t, Preceding(rep, list[2:]))
	assert.Nil(t, Preceding(nil, list))
	assert.Nil(t, Preceding(&report.Report{Vendor: &vendor}, list), "without a period nothing comes before")
}
