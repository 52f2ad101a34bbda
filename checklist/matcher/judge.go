package matcher

import (
	"slices"
	"strings"

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

// mostLookalikes is how many are kept of an item: they are examples for a reader.
const mostLookalikes = 3

type judge struct {
	m        *Matcher
	k        *scratch
	out      Judgement
	looks    map[int]int // lookalikes by item
	headings map[string]sentence
	names    *names
	echoes   *echoes
	aiReport bool // enough passages speak of AI for words that have other senses to count where the topic is plain
}

// Judge reads the passages and the tests of a report.
func (m *Matcher) Judge(rep *report.Report) Judgement {
	j := &judge{m: m, k: newScratch(m), looks: map[int]int{}, headings: map[string]sentence{}, names: namesOf(rep), echoes: newEchoes()}
	j.names.features = j.introduced(rep)
	j.aiReport = j.speaksOfAI(rep)
	var before trail
	for i := range rep.Passages {
		j.passage(&rep.Passages[i], &before)
	}
	controls := make([]control, len(rep.ControlTests))
	for i := range rep.ControlTests {
		controls[i] = j.row(&rep.ControlTests[i])
	}
	j.echo(controls)
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
	if p.Role == report.RoleDescription && p.Duty == "" {
		j.echoes.hear(read, j.out.Findings[first:])
	}
	j.leave(p, read, before)
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
