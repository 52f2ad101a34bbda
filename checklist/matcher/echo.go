package matcher

import (
	"math"

	"countersign/report"
)

// A control in the tests mostly says in short what the description says at length, in the product's own words ("marks", "drafts") and
// without the model's. Where its words fit one sentence of the description better than all others, it is a test of what that sentence
// states. These say how well they must fit: the shared words' weight against that of both (likeness) and of the control (share), and how
// near the control is to the item by all its words.
const (
	echoLikeness, echoShare, echoTopic    = 0.35, 0.35, -2.5
	repeatLikeness, repeatShare, repeated = 0.5, 0.75, -5.0
)

// saying is a sentence of the description with the elements that it states, none for most.
type saying struct {
	stems   []string
	targets []Target
}

// echoes knows the sentences of the description by their words.
type echoes struct {
	sayings []saying
	by      map[string][]int // sayings by stem
	docs    map[string]int   // sentences and controls with a stem
	total   int
}

func newEchoes() *echoes { return &echoes{docs: map[string]int{}, by: map[string][]int{}} }

// hear takes the sentences of a passage with what was found in them.
func (e *echoes) hear(read []sentence, found []Finding) {
	for i := range read {
		say := saying{stems: e.count(read[i].stems)}
		for _, f := range found {
			if f.at == i && f.Flag == "" && f.Element != NoElement {
				say.targets = append(say.targets, f.Target)
			}
		}
		for _, s := range say.stems {
			e.by[s] = append(e.by[s], len(e.sayings))
		}
		e.sayings = append(e.sayings, say)
	}
}

// count takes a text as one of those that make a stem common; it returns its different stems.
func (e *echoes) count(stems []string) []string {
	e.total++
	var out []string
	seen := make(map[string]bool, len(stems))
	for _, s := range stems {
		if !seen[s] {
			seen[s] = true
			e.docs[s]++
			out = append(out, s)
		}
	}
	return out
}

// weight is how much a stem tells: nothing where every text has it.
func (e *echoes) weight(stem string) float64 {
	return math.Log(float64(e.total+1) / float64(1+e.docs[stem]))
}

func (e *echoes) weights(stems []string) float64 {
	sum := 0.0
	for _, s := range stems {
		sum += e.weight(s)
	}
	return sum
}

// like is the sentence that a control is most like.
func (e *echoes) like(control []string) (say *saying, likeness, share float64) {
	shared := make([]float64, len(e.sayings))
	for _, s := range control {
		w := e.weight(s)
		for _, k := range e.by[s] {
			shared[k] += w
		}
	}
	own := e.weights(control)
	for k, w := range shared {
		if w == 0 {
			continue
		}
		if l := w / math.Sqrt(own*e.weights(e.sayings[k].stems)); l > likeness {
			say, likeness, share = &e.sayings[k], l, w/own
		}
	}
	return say, likeness, share
}

// control is a row's control by its words, with the items that it states by itself.
type control struct {
	row    *report.ControlTest
	stems  []string
	states map[int]bool
	flag   string
}

// echo adds what controls repeat of the description.
func (j *judge) echo(controls []control) {
	for i := range controls {
		controls[i].stems = j.echoes.count(controls[i].stems)
	}
	for _, c := range controls {
		if c.flag != "" || c.row.Activity == "" {
			continue
		}
		say, likeness, share := j.echoes.like(c.stems)
		floor := echoTopic
		switch {
		case say == nil || likeness < echoLikeness || share < echoShare:
			continue
		case likeness >= repeatLikeness && share >= repeatShare:
			floor = repeated
		}
		scores := j.m.topics.ScoreStems(c.stems)
		for _, t := range say.targets {
			id := j.m.catalog.Items[t.Item].ID
			if !c.states[t.Item] && (!scores.Knows(id) || scores.Of(id) >= floor) {
				j.out.Findings = append(j.out.Findings, Finding{t, "", report.RoleTests, c.row.Page, c.row.Activity, c.row.Evidence, c.row})
			}
		}
	}
}
