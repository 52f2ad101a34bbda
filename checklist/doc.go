// Package checklist judges a report by the AI coverage checklist: each item described, tested, partial or absent, with the sentences that
// say so; the exceptions that touch AI; and where AI stands in the examined system.
package checklist
