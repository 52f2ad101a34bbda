// Package present turns a report.Report into a page that a risk officer reads.
//
//	doc := present.Compose(rep, judged, asOf)
//	err := present.Text(w, doc, present.Style{Width: 88})
//	err := present.Markdown(w, doc)
//
// Compose decides what is said and in which order; Text and Markdown only set it. Both therefore say the same.
//
// The order is that of the reader's questions: what changes the conclusion, the facts at a glance, what to do, where AI stands in the
// system and what of it is covered, signals, scores and questions; then the opinion, the exceptions with management's responses, what
// was not tested, who else must do their part, what was disclosed, and how the file was read. Each statement carries its page as "(p. 58)". What the report leaves unsaid or could not be read is named as such: nothing unknown is
// shown as good.
//
// Words that come from the document are cleaned of control characters, so that a file cannot steer a terminal, and escaped in
// Markdown, so that it cannot add links or markup.
package present
