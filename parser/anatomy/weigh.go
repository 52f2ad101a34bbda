package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// finding is a paragraph of a result. One result may run over several paragraphs; first marks where one begins: a row of the table, or
// an item of a list in a cell.
type finding struct {
	layout.Passage
	first bool
}

// findings are the paragraphs of a result cell.
func findings(cl *cell) []finding {
	var out []finding
	for i, p := range cl.paras {
		out = append(out, finding{p, i == 0 || cl.marks[i] != ""})
	}
	return out
}

func passages(fs []finding) []layout.Passage {
	out := make([]layout.Passage, len(fs))
	for i, f := range fs {
		out[i] = f.Passage
	}
	return out
}

// mend joins pieces of a sentence that a page break or a narrow column tore apart.
func mend(fs []finding) []finding {
	var out []finding
	for _, f := range fs {
		if n := len(out); n > 0 && !f.Empty() && !endsSentence(out[n-1].Text) && (startsLower(f.Text) || strings.HasSuffix(out[n-1].Text, ",") || endsOpen(out[n-1].Text)) {
			out[n-1].Passage = layout.Join(out[n-1].Passage, f.Passage)
			continue
		}
		out = append(out, f)
	}
	return out
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"') `)
	return s != "" && strings.ContainsAny(s[len(s)-1:], ".!?;:")
}

// endsOpen tells a text whose last word cannot end a sentence.
func endsOpen(s string) bool {
	f := strings.Fields(s)
	if len(f) == 0 {
		return false
	}
	return slices.Contains([]string{"the", "a", "an", "of", "for", "to", "in", "and", "or", "by", "with", "that", "was", "were", "from", "on", "at"}, strings.ToLower(f[len(f)-1]))
}

// splitResponse parts management's response from the result that it stands under.
func (r *reading) splitResponse(results []finding, response []layout.Passage) (left []finding, replies []layout.Passage) {
	replies = response
	inside := false
	for _, p := range results {
		m := r.words.response.FindStringSubmatchIndex(p.Text)
		switch {
		case m != nil && !pointsElsewhere(p.Text[m[2]:]) && !r.words.pointer.MatchString(p.Text):
			if head := p.Slice(0, m[2]); !head.Empty() {
				left = append(left, finding{head, p.first})
			}
			replies = append(replies, p.Slice(m[3], len(p.Text)))
			inside = true
		case inside && !r.startsResult(p.Text):
			replies = append(replies, p.Passage)
		default:
			inside = false
			left = append(left, p)
		}
	}
	return left, replies
}

// startsResult tells a further result from the rest of a response: results open with what they found.
func (r *reading) startsResult(s string) bool {
	head := s[:min(len(s), 60)]
	for _, re := range []*regexp.Regexp{r.words.clean, r.words.noted} {
		if m := re.FindStringIndex(head); m != nil && m[0] < 14 {
			return true
		}
	}
	return false
}

// pointsElsewhere tells "see Section V for management's response" from a response.
func pointsElsewhere(s string) bool {
	t := lower(s)
	return len(t) < 60 && containsAny(t, "section", "page ", "appendix")
}

// weigh judges a result and gives the paragraphs that report the failure. Paragraphs that follow a failure and say nothing of their own
// belong to it; after a clean result of the same item only plain words of failure count, for auditors add remarks to clean results.
func (r *reading) weigh(results []finding) (fails []layout.Passage, outcome report.Outcome) {
	outcome = report.NoResult
	open, clean, passed := false, false, false
	all := layout.Join(passages(results)...)
	for _, p := range results {
		if p.first {
			clean = false
		}
		j := r.words.judge(p.Text)
		if j.outcome == report.HasException && clean && !j.strong {
			j.outcome = report.NoResult
		}
		switch j.outcome {
		case report.HasException:
			fails = append(fails, p.Passage)
			open = true
		case report.NoResult:
			if open {
				fails = append(fails, p.Passage)
			}
		default:
			open = false
		}
		clean = clean || j.outcome == report.Passed
		passed = passed || j.outcome == report.Passed
		outcome = worse(outcome, j.outcome)
	}
	if passed && (outcome == report.NonOccurrence || outcome == report.UnableToTest) && r.words.step.MatchString(all.Text) {
		outcome = report.Passed // one attribute had nothing to test, the others passed
	}
	if len(results) > 1 && outcome == report.NoResult && len(all.Text) < 600 { // a sentence may run over paragraphs
		if j := r.words.judge(all.Text); j.outcome != report.NoResult {
			return passages(results), j.outcome
		}
	}
	return fails, outcome
}

// worse keeps what a reader must see: an exception before what could not be tested, before a pass, before silence.
func worse(a, b report.Outcome) report.Outcome {
	order := []report.Outcome{report.HasException, report.UnableToTest, report.NonOccurrence, report.Passed, report.NotApplicable, report.NoResult}
	if slices.Index(order, b) < slices.Index(order, a) {
		return b
	}
	return a
}
