// Package reliability finds signals that a SOC 2 report may not be genuine, or may not be worth much. It gives signals, never
// verdicts: each says what was seen, quotes it, and states in Limit what it cannot tell.
//
//	signals := reliability.New().Check(rep, reliability.Options{
//		AsOf:     now,                        // the civil date on which the report is looked at
//		Previous: reliability.EarlierOf(old), // the same vendor's report before this one
//		Others:   prints,                     // what Print kept of other reports on hand
//	})
//
// # What is looked at
//
// The letter: sections and paragraphs of the opinion that AT-C 205 asks for, text left over from a template, an auditor that cannot be
// identified, standards that belong to another kind of report, an outcome that the letter's own words contradict.
//
// The whole: names, dates, categories, type and subservice organizations that differ from one section to another, and dates that
// cannot be.
//
// The tests: controls tested by inquiry alone, no sample sizes anywhere, one procedure's text for most controls, few controls for the
// categories that the report claims, criteria without a test.
//
// Other reports: passages of the description and control activities that also stand in another vendor's report, names and figures
// masked; and what changed since the same vendor's earlier report.
//
// # What is never said
//
// Something is missing only when every page on which it could stand was read. A report that is no SOC 2 report has no signals here.
// The signals of a report are the same for the same input, in a fixed order: gravest first.
//
// # Prints
//
// Print keeps what is needed to compare a report later and nothing that could be read: hashes of masked text (MinHash over groups of
// three words), a few names and dates. docs/adr/0010 tells why the thresholds are as they are and what was measured.
package reliability
