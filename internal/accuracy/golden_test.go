package accuracy_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGolden holds what is read from each labeled report. When a change is meant, write the goldens anew and look at the difference:
//
//	go test ./internal/accuracy -run Golden -update
func TestGolden(t *testing.T) {
	for _, r := range fixtures(t) {
		for _, d := range r.set.Documents {
			t.Run(d.Name, func(t *testing.T) {
				rep := r.reports[d.Name]
				require.NotNil(t, rep, "it could not be read")
				if len(rep.Coverage.Unread) > 0 && len(rep.Coverage.OCR) == 0 && rep.Coverage.Text == 0 {
					t.Skip("tesseract is not installed: scanned pages are unread")
				}
				got, err := json.MarshalIndent(golden(rep), "", " ")
				require.NoError(t, err)
				path := root("testdata", "golden", d.Name+".json")
				if *update {
					require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
					require.NoError(t, os.WriteFile(path, append(got, '\n'), 0o600))
					return
				}
				want, err := os.ReadFile(path)
				require.NoError(t, err)
				assert.Equal(t, string(want), string(got)+"\n", "write the goldens anew with -update when this is meant")
			})
		}
	}
}

// golden is what matters of a report: no quotes, no boxes, and of recognized pages nothing that depends on the recognizer's version.
func golden(r *report.Report) map[string]any {
	facts := r.Facts
	facts.Evidence = nil
	out := map[string]any{
		"vendor": r.Vendor, "system": r.System, "report": facts, "sections": r.Sections, "answer": r.ExceptionsAnswer,
		"pages": r.Coverage.Pages, "ocr": r.Coverage.OCR, "unread": r.Coverage.Unread, "permission": r.Permission,
	}
	if len(r.Coverage.OCR) > 0 {
		out["sections"] = len(r.Sections)
		return out
	}
	outcomes, inquiry := map[report.Outcome]int{}, 0
	for _, t := range r.ControlTests {
		outcomes[t.Outcome]++
		if t.InquiryOnly {
			inquiry++
		}
	}
	out["outcomes"], out["inquiry_only"] = outcomes, inquiry
	out["subservice"] = each(r.SubserviceOrganizations, func(s report.SubserviceOrganization) any { return []any{s.Name, s.Method} })
	out["user_entity_controls"] = each(r.ComplementaryUserEntityControls, complementary)
	out["subservice_controls"] = each(r.ComplementarySubserviceControls, complementary)
	out["exceptions"] = each(r.Exceptions, func(e report.Exception) any {
		e.Evidence, e.ResponseEvidence = nil, nil
		return e
	})
	out["not_tested"] = each(r.NotTested, func(n report.NotTested) any { return []any{n.Page, n.Control, n.Criteria, n.Reason} })
	out["incidents"], out["changes"] = each(r.Incidents, disclosed), each(r.SignificantChanges, disclosed)
	return out
}

func complementary(c report.ComplementaryControl) any { return []any{c.Page, c.Criteria, c.Text} }

func disclosed(d report.Disclosure) any { return []any{d.Page, d.Heading, d.Text} }

func each[T any](list []T, short func(T) any) []any {
	out := make([]any, 0, len(list))
	for _, v := range list {
		out = append(out, short(v))
	}
	return out
}
