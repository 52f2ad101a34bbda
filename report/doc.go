// Package report is the vocabulary of a SOC 2 report: what a service auditor and the management of a service organization state
// in it, with the evidence for each statement. It imports the standard library only.
//
// The words are the AICPA's: DC section 200 for the description, TSP section 100 for the criteria, AT-C 105 and 205 for the
// examination. docs/glossary.md lists them. Marshaled to JSON, a Report is what `countersign review --format json` prints;
// docs/report.schema.json describes it.
//
// A nil pointer means that the report is silent. An empty list with Coverage complete means "looked and found none".
package report
