package reliability

import (
	"testing"

	"countersign/report"
)

// each changes every test of a control.
func each(change func(i int, t *report.ControlTest)) func(*report.Report) {
	return func(rep *report.Report) {
		for i := range rep.ControlTests {
			change(i, &rep.ControlTests[i])
		}
	}
}

func TestInquiryAlone(t *testing.T) {
	only := func(n int) func(*report.Report) {
		return each(func(i int, k *report.ControlTest) { k.InquiryOnly = i < n })
	}
	fires(t, []alteration{
		{"one", only(1), InquiryOnly, Low},
		{"six", only(6), InquiryOnly, Moderate},
		{"most", only(25), InquiryOnly, High},
	})
}

func TestSampleSizes(t *testing.T) {
	without := func(procedure string) func(*report.Report) {
		return each(func(i int, k *report.ControlTest) {
			k.Sample, k.Procedures = nil, []string{procedure + " " + k.Activity}
		})
	}
	fires(t, []alteration{
		{"never sampled", without("Inspected the evidence that"), NoSampleSizes, Moderate},
		{"sizes left out", without("For a sample of records, inspected that"), NoSampleSizes, Low},
	})
	silent(t, []alteration{
		{"in words", without("Selected twenty of the records and inspected that"), NoSampleSizes, ""},
		{"few tests", func(rep *report.Report) {
			without("Inspected that")(rep)
			rep.ControlTests = rep.ControlTests[:8]
		}, NoSampleSizes, ""},
	})
}

func TestGenericProcedures(t *testing.T) {
	same := each(func(i int, k *report.ControlTest) {
		if i > 8 {
			k.Procedures = []string{"Inquired of management.", "Inspected evidence that the control operated."}
		}
	})
	fires(t, []alteration{
		{"and no exception anywhere", same, GenericProcedures, High},
		{"with exceptions", func(rep *report.Report) {
			same(rep)
			rep.Exceptions = []report.Exception{{Page: 20, Text: "Exception noted."}}
		}, GenericProcedures, Moderate},
	})
	silent(t, []alteration{
		{"the same question first", each(func(_ int, k *report.ControlTest) { k.Procedures[0] = "Inquired of the owner of the control." }), GenericProcedures, ""},
		{"one control under many criteria", func(rep *report.Report) {
			for i := range rep.ControlTests[:30] {
				rep.ControlTests[i] = rep.ControlTests[0]
			}
		}, GenericProcedures, ""},
	})
}

func TestFewTests(t *testing.T) {
	fires(t, []alteration{
		{"nine controls", func(rep *report.Report) { rep.ControlTests = rep.ControlTests[:9] }, FewTests, High},
		{"half of the criteria", func(rep *report.Report) { rep.ControlTests = rep.ControlTests[:19] }, FewTests, Moderate},
	})
	silent(t, []alteration{
		{"pages of the tests unread", func(rep *report.Report) {
			rep.ControlTests = rep.ControlTests[:9]
			rep.Coverage.Unread = []int{22}
		}, FewTests, ""},
	})
}
