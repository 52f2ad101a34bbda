// Package derive turns the analysis of a report into the findings that people decide over: opinion, AI boundary, exceptions, checklist, red
// flags, complementary user entity controls, subservice organizations and reliability, in the order of the workspace.
//
// It adds no judgement of its own beside the severities of table.go. Quotes are those of the analysis, which are verbatim; what states that
// something is missing has none.
package derive
