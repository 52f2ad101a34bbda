// Package passages measures the checklist on labeled passages, each judged as if it stood alone in a section of a report.
//
// The files stand in testdata/passages. Labels are statuses by item; items that a case does not label are not asserted. A near miss and
// an absent item are the same coverage. A false positive is a status of coverage where the label has none.
package passages
