// Package accuracy measures what the parser reads against labeled reports.
//
//	sets, err := accuracy.Load("testdata")          // folders with NAME.pdf and NAME.truth.json
//	reviewed := reader.Review(ctx, sets[0])         // package parser, one child a document
//	score := accuracy.Score(sets[0], reviewed)
//	err = score.Table(os.Stdout)
//
// # What is measured
//
// Facts are compared field by field: names without legal suffixes and punctuation, everything else letter by letter after folding
// case and white space. A section counts by its first page, then by role, then by last page. An exception is found when its control
// matches, or where controls have no number, a criterion and the page; its page, counts, criteria, text (0.9 or more by Ratio) and
// management's response are measured on top. Complementary controls match by text, subservice organizations by name.
//
// Lists are given by precision, recall and F1; a document that could not be read counts as all missed. Quotes are measured apart: the
// share of emitted quotes that stand on their page, by the reading of another program (poppler).
package accuracy
