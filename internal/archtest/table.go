// Package archtest holds the import table of docs/architecture.md against the code: no arrow runs back up.
package archtest

// row is one line of the table: the packages it speaks of and what they may import.
type row struct {
	of      string   // a package's path inside the module; "x/..." stands for x and all that lies under it
	may     []string // packages of ours, written the same way
	stdOnly bool     // besides, the standard library only
	tests   []string // what tests may import besides: the real thing below a package that the package itself must not know
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
		{of: "review/derive", may: []string{"assessment", "checklist", "report", "review", "fault"}},
		{of: "config", may: []string{"fault"}},
		{of: "telemetry", may: []string{"fault"}},
		{of: "audit", stdOnly: true},
		{of: "identity", may: []string{"audit", "fault"}, tests: []string{"store", "internal/dbtest"}, never: []string{"gorm.io", "github.com/gofiber"}},
		{of: "blobs", may: []string{"fault"}},
		{of: "backup", may: []string{"audit", "fault"}, tests: []string{"store", "blobs", "identity", "review", "internal/dbtest"}},
		{of: "review/derive", may: []string{"review", "assessment", "checklist/...", "reliability", "scoring", "report", "fault"}},
		{
			of: "review/...", may: []string{"identity", "audit", "report", "checklist", "scoring", "fault"},
			never: []string{"gorm.io", "github.com/gofiber"},
		},
		{of: "reminders/...", may: []string{"review", "fault"}},
		{of: "store/...", may: []string{"review", "identity", "audit", "reminders", "fault"}, tests: []string{"internal/dbtest"}},
		{of: "pipeline", may: []string{"review", "review/derive", "parser/...", "assessment", "reliability", "scoring", "report", "fault"}},
		{
			of: "api/...", may: []string{"review", "identity", "audit", "reminders", "scoring", "fault"}, tests: []string{"store", "blobs", "internal/dbtest", "internal/promise"},
			never: []string{"gorm.io"},
		},
		{of: "client", may: []string{"fault"}},
		{of: "frontend/...", may: []string{}},
		{of: "cmd/...", may: []string{
			"fault", "report", "parser/...", "checklist/...", "reliability/...", "scoring/...", "assessment/...", "review/...",
			"reminders/...", "store/...", "api/...", "frontend/...", "internal/...", "config", "audit", "identity", "backup", "blobs", "pipeline", "telemetry", "client",
		}},
		{of: "internal/present", may: []string{"report", "checklist/...", "reliability", "scoring", "assessment", "fault"}},
		{of: "internal/accuracy", may: []string{"parser/...", "assessment", "review", "review/derive", "checklist/...", "reliability", "scoring", "report", "fault"}},
		{of: "internal/passages", may: []string{"parser", "checklist/...", "report", "fault"}},
		{of: "internal/reliabilitytest", may: []string{"internal/accuracy", "parser/...", "reliability", "report", "fault"}},
		{of: "internal/servertest", may: []string{
			"fault", "identity", "audit", "report", "parser/...", "checklist/...", "reliability", "scoring", "assessment", "review/...", "store/...", "api/...",
			"blobs", "pipeline", "internal/dbtest", "internal/promise",
		}},
		{of: "internal/promise", may: []string{}},
		{of: "internal/livetest", may: []string{"store/...", "blobs", "pipeline", "internal/dbtest"}},
		{of: "internal/routetest", may: []string{
			"fault", "identity", "audit", "review/...", "store/...", "api/...", "frontend", "blobs", "internal/dbtest",
		}},
		{of: "internal/dbtest", may: []string{"store", "fault"}},
		{of: "internal/archtest", may: []string{}},
		{of: "internal/testlog", may: []string{}},
	}
}
