// Package matcher judges the sentences of a report by the rules of a catalog.
//
// All terms of all items are found in one walk over the words of a sentence. A term that a near miss explains ("data model") names no AI
// thing; a weak term ("response") counts only where the text around speaks of AI. A rule is tried only when one of its actions was found, so
// that a larger catalog costs little. An object may be inherited from the sentence before, the heading above or the row, unless the sentence
// has an object of another kind ("source code"). What is found under a plan, an exclusion or the duty of somebody else is kept as a finding
// that does not count, with the flag that says why.
//
// What the description calls its AI counts as AI wherever it stands alone: a name ("the Ada assistant"), or an ordinary word of which it
// says what it is ("the detectors are convolutional networks"). And a control in the tests that says in the product's own words what one
// sentence of the description states is a test of that sentence.
//
// Rules are short, so all words of the passage have a say as well (package topic): a finding in words that are foreign to its item is
// dropped, and a passage that is plainly about an item counts a little where no rule found how it is said.
package matcher
