// Package archtest holds the import table of docs/architecture.md against the code: no arrow runs back up.
package archtest

// row is one line of the table: the packages it speaks of and what they may import.
type row struct {
	of      string   // a package's path inside the module; "x/..." stands for x and all that lies under it
	may     []string // packages of ours, written the same way
	stdOnly bool     // besides, the standard library only
	never   []string // modules of others that must stay out
}

// table is docs/architecture.md as data. The first row that fits a package counts, so the special stands before the general.
func table() []row {
	return []row{
		{of: "fault", stdOnly: true},
		{of: "report", stdOnly: true},
		{of: "parser", may: []string{"parser/...", "report", "fault"}},
		{of: "parser/engine", may: []string{"fault"}},
		{of: "parser/layout", may: []string{"parser/engine", "fault"}},
		{of: "parser/anatomy", may: []string{"parser/engine", "parser/layout", "report", "fault"}},
		{of: "parser/legible", may: []string{"fault"}},
		{of: "parser/ocr", may: []string{"fault"}},
		{of: "parser/raster", may: []string{"fault"}},
		{of: "parser/sandbox", may: []string{"fault"}},
		{of: "checklist/...", may: []string{"report", "fault"}},
		{of: "reliability/...", may: []string{"report", "fault"}},
		{of: "assessment/...", may: []string{"checklist/...", "reliability", "scoring", "report", "fault"}},
		{of: "scoring/...", may: []string{"report", "checklist", "fault"}},
		{
			of: "review/...", may: []string{"identity", "audit", "report", "checklist", "scoring", "fault"},
			never: []string{"gorm.io", "github.com/gofiber"},
		},
		{of: "reminders/...", may: []string{"review", "fault"}},
		{of: "store/...", may: []string{"review", "identity", "audit", "reminders", "fault"}},
		{of: "api/...", may: []string{"review", "identity", "reminders", "fault"}},
		{of: "frontend/...", may: []string{}},
		{of: "cmd/...", may: []string{
			"fault", "report", "parser/...", "checklist/...", "reliability/...", "scoring/...", "assessment/...", "review/...",
			"reminders/...", "store/...", "api/...", "frontend/...", "internal/...", "identity", "audit",
		}},
		{of: "internal/present", may: []string{"report", "checklist/...", "reliability", "scoring", "assessment", "fault"}},
		{of: "internal/accuracy", may: []string{"parser/...", "assessment", "checklist/...", "reliability", "scoring", "report", "fault"}},
		{of: "internal/passages", may: []string{"parser", "checklist/...", "report", "fault"}},
		{of: "internal/reliabilitytest", may: []string{"internal/accuracy", "parser/...", "reliability", "report", "fault"}},
		{of: "internal/archtest", may: []string{}},
		{of: "internal/testlog", may: []string{}},
		{of: "audit", stdOnly: true},
		{of: "identity", may: []string{"audit", "fault"}, never: []string{"gorm.io", "github.com/gofiber"}},
		{of: "internal/dbtest", may: []string{"store"}},
	}
}
