package reliability

import "countersign/report"

// Earlier is what is kept of the same vendor's report before this one.
type Earlier struct {
	Vendor     string    `json:"vendor"`
	File       string    `json:"file"`
	Auditor    string    `json:"auditor"`
	Type       int       `json:"type"`
	Period     [2]string `json:"period"`
	AsOf       string    `json:"as_of"`
	Categories []string  `json:"categories"`
	CarveOut   []string  `json:"carve_out"` // subservice organizations whose controls were left out
}

// EarlierOf takes the facts of an earlier report.
func EarlierOf(rep *report.Report) *Earlier {
	if rep == nil {
		return nil
	}
	f := rep.Facts
	e := &Earlier{
		Vendor: value(rep.Vendor), File: rep.File, Auditor: value(f.Auditor), AsOf: value(f.AsOf),
		Period: [2]string{value(f.PeriodStart), value(f.PeriodEnd)}, Categories: append([]string{}, f.Categories...), CarveOut: carvedOut(rep),
	}
	if f.Type != nil {
		e.Type = *f.Type
	}
	return e
}

func carvedOut(rep *report.Report) []string {
	out := []string{}
	for _, s := range rep.SubserviceOrganizations {
		if value(s.Method) == report.CarveOut {
			out = append(out, s.Name)
		}
	}
	return out
}
