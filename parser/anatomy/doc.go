// Package anatomy reads a laid-out document as a service auditor's report: what kind of document it is, its sections, the facts of
// the examination, subservice organizations, complementary controls, control tests with their results, exceptions, management's
// responses, and disclosures.
//
// Read is the entry. It flattens the layout into a stream of nodes (paragraphs and table rows), finds the sections, and lets each
// part read its own stretch of the stream. Rules know the profession's wording, never a particular report. Numerals before headings
// are hints only: an assertion may stand first, tests may stand in section V. Null means that the report is silent.
package anatomy
