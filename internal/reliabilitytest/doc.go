// Package reliabilitytest holds package reliability against the labeled reports of testdata, read by the real parser, and against
// altered copies of them. It stands apart because package reliability may not know the parser.
//
//   - labeled_test.go: what each labeled report raises by itself, looked up by hand in the report.
//   - pairs_test.go: what the reports share with one another.
//   - recall_test.go: reports altered in one thing; how often the signal follows.
//   - copies_test.go: reports copied under another vendor's name, more and more edited.
package reliabilitytest
