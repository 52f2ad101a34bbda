package checklist

import (
	"slices"

	"countersign/checklist/wording"
	"countersign/report"
)

// place is the list that a sentence belongs to.
type place int

const (
	silent  place = iota // does not speak of AI
	beside               // speaks of AI, not of AI in the service
	present              // goes by its words to the next three
	inFeatures
	inModels
	inTraces
	inMarketing
	inDenied
	inTrainsNo
	inPlanned
	inExcluded
	inLeft
	places
)

// walk goes through the description and the assertion once.
type walk struct {
	v         *vocabulary
	rep       *report.Report
	lists     [places][]Mention
	headings  map[string]place
	counted   map[string]bool // headings that stand in a list already
	described bool            // there were passages to read
	theirs    []Mention       // sentences about models of somebody else
	naming    []naming
}

// naming is a sentence in which a provider may be named.
type naming struct {
	reading *reading
	mention Mention
}

func newWalk(words *vocabulary, rep *report.Report) *walk {
	own := *words
	v := &own
	v.own = nil
	if rep.System != nil {
		for _, t := range wording.Tokens(*rep.System) {
			v.own = append(v.own, t.Word)
		}
	}
	return &walk{v: v, rep: rep, headings: map[string]place{}, counted: map[string]bool{}}
}

func (w *walk) count(p place) int { return len(w.lists[p]) }

func (w *walk) shown(p place) []Mention {
	return append([]Mention{}, w.lists[p][:min(len(w.lists[p]), mostMentions)]...)
}

// hasAI tells whether the description itself names AI in the service: once by name, or by more than one trace.
func (w *walk) hasAI() bool {
	return w.count(inFeatures)+w.count(inModels) > 0 || w.count(inTraces) > 1
}

func (w *walk) read() {
	for i := range w.rep.Passages {
		p := &w.rep.Passages[i]
		if p.Role != report.RoleDescription && p.Role != report.RoleAssertion {
			continue
		}
		w.described = w.described || p.Role == report.RoleDescription
		for k := range p.Sentences {
			w.sentence(p, &p.Sentences[k])
		}
	}
}

func (w *walk) sentence(p *report.Passage, s *report.Sentence) {
	r := w.v.read(s.Text)
	m := Mention{Page: p.Page, Section: p.Role, Text: s.Text, Evidence: s.Evidence}
	if len(s.Evidence) > 0 {
		m.Page = s.Evidence[0].Page
	}
	heading, above := w.heading(p)
	at := placeOf(r, p.Duty)
	if at == silent && above == present && r.has(lacks) && !r.has(exists) && r.word(0, len(r.sense.Tokens), "such", "none") {
		at = inDenied // "The Company offers no such functions." under "Artificial intelligence"
	}
	if (at == present || at == inExcluded) && (r.has(third) || len(r.names) > 0) {
		w.theirs = append(w.theirs, m)
	}
	if at == present || at == inExcluded || at == silent {
		w.naming = append(w.naming, naming{r, m})
	}
	if above == present && (at == silent || at == present) && !w.counted[heading] && p.Duty == "" {
		w.counted[heading] = true
		h := m
		h.Heading = heading
		w.lists[inFeatures] = append(w.lists[inFeatures], h)
		if at == present && !r.has(kind) {
			return
		}
	}
	w.put(r, at, m)
}

// put puts a mention into its lists.
func (w *walk) put(r *reading, at place, m Mention) {
	switch {
	case at == silent || at == beside:
	case at != present:
		w.lists[at] = append(w.lists[at], m)
	case r.has(generic, feature, kind):
		if r.has(generic, feature) {
			w.lists[inFeatures] = append(w.lists[inFeatures], m)
		}
		if r.has(kind) {
			w.lists[inModels] = append(w.lists[inModels], m)
		}
	default:
		w.lists[inTraces] = append(w.lists[inTraces], m)
	}
}

// heading is the nearest heading that names AI as a part of the service, with what it says; a passage under none has an empty one.
func (w *walk) heading(p *report.Passage) (string, place) {
	for _, h := range slices.Backward(p.Headings) {
		at, ok := w.headings[h]
		if !ok {
			r := w.v.read(h)
			at = placeOf(r, "")
			if at == present && !r.has(generic, feature, kind) {
				at = silent // "External model providers" names no function of the service
			}
			w.headings[h] = at
		}
		if at != silent {
			return h, at
		}
	}
	return "", silent
}

// placeOf sorts a sentence by its words alone.
func placeOf(r *reading, duty report.Duty) place {
	general := !r.has(feature, kind, trace, third) && len(r.names) == 0
	boasts := r.has(praise) && (r.has(generic) || r.word(0, len(r.sense.Tokens), "models", "intelligence")) || slices.Contains(r.sense.Looks, "ai_marketing")
	switch {
	case !r.ai() && r.trainsNone():
		return inTrainsNo
	case !r.ai() && boasts && !r.has(tool):
		return inMarketing
	case !r.ai():
		return silent
	case r.has(staffUse):
		return beside
	case duty == report.DutyOfUserEntity, r.has(customer):
		return inLeft
	case duty == report.DutyOfSubserviceOrganizations:
		return beside
	case r.has(future):
		return inPlanned
	case r.denies():
		return inDenied
	case r.trainsNone():
		return inTrainsNo
	case r.has(outside) && !r.has(others):
		return inExcluded
	case general && (r.has(tool) || r.has(talk)):
		return beside
	case r.has(praise) && general, boasts && !r.has(kind, trace, third):
		return inMarketing
	}
	return present
}
