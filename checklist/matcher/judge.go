package matcher

import (
	"slices"
	"strings"

	"countersign/checklist/topic"
	"countersign/report"
)

// Finding is a sentence that states an element of an item, or would do so if its flag did not speak against it.
type Finding struct {
	Target
	Flag     string // empty when it counts; else planned, negated, shifted-to-customer, carved-out, unaudited-claim or near-miss
	Role     report.Role
	Page     int
	Text     string
	Evidence []report.Evidence
	Row      *report.ControlTest // of a finding in the tests
}

// Lookalike is a sentence with words of an item that are about something else.
type Lookalike struct {
	Item, Family int
	Page         int
	Text         string
	Evidence     []report.Evidence
}

// Judgement is everything that a report's sentences say about the items, in reading order.
type Judgement struct {
	Findings   []Finding
	Lookalikes []Lookalike
}

// Flags of findings that do not count, beside those of the catalog.
const (
	FlagPlanned   = "planned"
	FlagNegated   = "negated"
	FlagCustomer  = "shifted-to-customer"
	FlagCarvedOut = "carved-out"
	FlagUnaudited = "unaudited-claim"
	FlagNearMiss  = "near-miss" // about staff and their use of AI
)

// mostLookalikes is how many are kept of an item: they are examples for a reader.
const mostLookalikes = 3

type judge struct {
	m        *Matcher
	k        *scratch
	out      Judgement
	looks    map[int]int // lookalikes by item
	headings map[string]sentence
	names    *names
	aiReport bool // enough passages speak of AI for words that have other senses to count where the topic is plain
}

// Judge reads the passages and the tests of a report.
func (m *Matcher) Judge(rep *report.Report) Judgement {
	j := &judge{m: m, k: newScratch(m), looks: map[int]int{}, headings: map[string]sentence{}, names: namesOf(rep)}
	j.aiReport = j.speaksOfAI(rep)
	var before trail
	for i := range rep.Passages {
		j.passage(&rep.Passages[i], &before)
	}
	for i := range rep.ControlTests {
		j.row(&rep.ControlTests[i])
	}
	j.sure(len(rep.Passages) + len(rep.ControlTests))
	return j.out
}

// trail is what a passage leaves to the next under the same headings.
type trail struct {
	headings []string
	lead     context // of a sentence that ends in a colon: its list inherits from it
}

func (j *judge) passage(p *report.Passage, before *trail) {
	if p.Role == report.RoleCriteria || p.Role == report.RoleTests {
		return
	}
	around, flag := j.above(p, before)
	planned := false
	first := len(j.out.Findings)
	hidden := []int(nil)
	read := make([]sentence, len(p.Sentences))
	flags := make([]string, len(p.Sentences))
	for i, s := range p.Sentences {
		read[i] = j.m.readIn(s.Text, j.names)
		around.speaks = around.speaks || read[i].speaks && !read[i].has(j.m.cues.staff)
	}
	for i := range p.Sentences {
		s, text := &read[i], &p.Sentences[i]
		hidden = s.hide(hidden)
		own := j.flagOf(s, planned)
		planned = planned || own == FlagPlanned
		if f := j.reaching(s, text.Text); f != "" {
			flag = f
		}
		if flag != "" {
			own = flag
		}
		flags[i] = own
		found := j.targets(s, &around)
		around.items = map[int]bool{}
		for _, t := range found {
			around.items[t.Item] = around.items[t.Item] || own == ""
			t.at = i
			j.out.Findings = append(j.out.Findings, Finding{t, own, p.Role, p.Page, text.Text, text.Evidence, nil})
		}
		if p.Role != report.RoleOpinion && p.Role != report.RoleAssertion {
			j.look(s, p.Page, text)
		}
		if own == "" || own == flag || own == FlagCarvedOut || own == FlagNegated {
			around.take(j.m, s)
		}
	}
	j.doubt(p, read, first)
	j.beside(first)
	j.topics(p, read, flags, first)
	j.limit(first, read)
	j.leave(p, read, before)
}

// targets are the elements that a sentence states. In a report with AI a sentence that does not speak of it may still state one, in words
// that have other senses; then the topic must be plain.
func (j *judge) targets(s *sentence, around *context) []Target {
	out := j.m.targets(s, around, j.k)
	if !j.aiReport || s.speaks || around.speaks || s.strange {
		return out
	}
	wide := *around
	wide.speaks = true
	for _, t := range j.m.targets(s, &wide, j.k) {
		if !slices.ContainsFunc(out, func(o Target) bool { return o.Item == t.Item && o.Element == t.Element }) {
			t.unsure = true
			out = append(out, t)
		}
	}
	return out
}

// beside drops the findings since first that count only beside another one of their item.
func (j *judge) beside(first int) {
	stands := map[int]bool{}
	for _, f := range j.out.Findings[first:] {
		stands[f.Item] = stands[f.Item] || !f.Beside && f.Flag == ""
	}
	kept := j.out.Findings[:first]
	for _, f := range j.out.Findings[first:] {
		if !f.Beside || stands[f.Item] {
			kept = append(kept, f)
		}
	}
	j.out.Findings = kept
}

// limit makes parts of the findings of a passage that says elsewhere that they do not hold everywhere: for other plans, not at all for one
// of the models, once only, or by a provider that is carved out and watched.
func (j *judge) limit(first int, read []sentence) {
	found := j.out.Findings[first:]
	limited := slices.ContainsFunc(read, func(s sentence) bool { return s.has(j.m.cues.limited) || s.has(j.m.cues.carved) })
	denied := map[[2]int]bool{}
	for i := range found {
		if found[i].Flag == FlagNegated {
			denied[[2]int{found[i].Item, found[i].Element}] = true
		}
	}
	for i := range found {
		f := &found[i]
		f.Partly = f.Partly || limited || f.Flag == "" && denied[[2]int{f.Item, f.Element}]
	}
}

// above is what the headings and the passage before give, and the flag that holds for the whole passage.
func (j *judge) above(p *report.Passage, before *trail) (context, string) {
	var around context
	flag := map[report.Duty]string{report.DutyOfUserEntity: FlagCustomer, report.DutyOfSubserviceOrganizations: FlagCarvedOut}[p.Duty]
	if p.Role == report.RoleOther {
		flag = FlagUnaudited
	}
	for i, h := range p.Headings {
		s := j.heading(h)
		if i >= len(p.Headings)-2 {
			around.take(j.m, &s)
		}
		if f := j.reaching(&s, h); f != "" && flag == "" {
			flag = f
		}
	}
	if slices.Equal(p.Headings, before.headings) {
		around.speaks = around.speaks || before.lead.speaks
		around.objects = append(around.objects, before.lead.objects...)
		around.weak = append(around.weak, before.lead.weak...)
	} else {
		*before = trail{headings: p.Headings}
	}
	return around, flag
}

func (j *judge) leave(p *report.Passage, read []sentence, before *trail) {
	const listItem = 2
	n := len(read)
	switch {
	case n == 0:
	case strings.HasSuffix(strings.TrimSpace(p.Sentences[n-1].Text), ":"):
		before.lead = context{}
		before.lead.take(j.m, &read[n-1])
	case n > listItem:
		before.lead = context{}
	}
}

func (j *judge) heading(h string) sentence {
	s, ok := j.headings[h]
	if !ok {
		s = j.m.readIn(h, j.names)
		j.headings[h] = s
	}
	return s
}

// flagOf says why a sentence does not count by itself.
func (j *judge) flagOf(s *sentence, planned bool) string {
	c := j.m.cues
	switch {
	case s.has(c.customer):
		return FlagCustomer
	case s.has(c.carved):
		return FlagCarvedOut
	case s.has(c.negated):
		return FlagNegated
	case s.has(c.planned), planned && s.has(c.will):
		return FlagPlanned
	case s.has(c.unaudited):
		return FlagUnaudited
	case s.has(c.staff):
		return FlagNearMiss
	}
	return ""
}

// reaching is the flag that a title or the start of a list sets for all that follows in its passage.
func (j *judge) reaching(s *sentence, text string) string {
	const title = 90
	if s.has(j.m.cues.unaudited) {
		return FlagUnaudited
	}
	if len(text) > title && !strings.HasSuffix(strings.TrimSpace(text), ":") {
		return ""
	}
	switch c := j.m.cues; {
	case !isTitle(text):
	case s.has(c.customer), s.has(c.customerTitle):
		return FlagCustomer
	case s.has(c.carved), s.has(c.carvedTitle):
		return FlagCarvedOut
	}
	return ""
}

// isTitle tells a heading, "Complementary user entity controls.", or the start of a list from a plain sentence.
func isTitle(text string) bool {
	const words = 7
	t := strings.TrimSpace(text)
	return strings.HasSuffix(t, ":") || len(strings.Fields(t)) <= words
}

func (j *judge) look(s *sentence, page int, text *report.Sentence) {
	for _, f := range s.looks {
		for _, item := range j.m.lookers[f] {
			if j.looks[item] < mostLookalikes {
				j.looks[item]++
				j.out.Lookalikes = append(j.out.Lookalikes, Lookalike{item, f, page, text.Text, text.Evidence})
			}
		}
	}
}

// row reads a control with its tests. The tests inherit the objects of the control, and count only for items that the control itself
// states; where no control is printed they stand for it.
func (j *judge) row(t *report.ControlTest) {
	texts := append([]string{t.Activity}, t.Procedures...)
	var around context
	flag := ""
	first := len(j.out.Findings)
	states := map[int]bool{}
	speaks := false
	var stems [][]string
	for i, text := range texts {
		s := j.m.readIn(text, j.names)
		stems = append(stems, s.stems)
		s.refers = true
		s.strange = s.strange && i == 0
		if i == 0 {
			flag = j.flagOf(&s, false)
		}
		for _, target := range j.targets(&s, &around) {
			if states[target.Item] = states[target.Item] || i == 0 || t.Activity == ""; states[target.Item] {
				j.out.Findings = append(j.out.Findings, Finding{target, flag, report.RoleTests, t.Page, text, t.Evidence, t})
			}
		}
		if i == 0 && (s.speaks || !s.strange) {
			around.take(j.m, &s)
		}
		speaks = speaks || i == 0 && s.speaks
		j.look(&s, t.Page, &report.Sentence{Text: text, Evidence: t.Evidence})
	}
	whole, control := j.m.topics.ScoreStems(stems...), j.m.topics.ScoreStems(stems[0]) // procedures are full of words that all tests share
	j.drop(first, func(f Finding) topic.Scores {
		if id := j.m.catalog.Items[f.Item].ID; control.Of(id) > whole.Of(id) {
			return control
		}
		return whole
	})
	j.beside(first)
	if !speaks {
		return
	}
	for _, target := range j.about(stems, j.since(first)) {
		j.out.Findings = append(j.out.Findings, Finding{target, flag, report.RoleTests, t.Page, t.Activity, t.Evidence, t})
	}
}

// speaksOfAI tells whether several passages or rows of a report speak of AI by words that mean nothing else.
func (j *judge) speaksOfAI(rep *report.Report) bool {
	const enough = 4
	n := 0
	for i := range rep.Passages {
		p := &rep.Passages[i]
		if p.Role != report.RoleDescription || p.Duty != "" {
			continue
		}
		for _, s := range p.Sentences {
			if one := j.m.readIn(s.Text, j.names); one.speaks && j.flagOf(&one, false) == "" {
				n++
				break
			}
		}
		if n >= enough {
			return true
		}
	}
	return false
}
