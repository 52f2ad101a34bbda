package main

import (
	"countersign/checklist"
	"countersign/report"
)

// trial is what a passage is answered, in JSON.
type trial struct {
	Catalog    string               `json:"catalog"` // its version
	Section    string               `json:"section"`
	Items      map[string]trialItem `json:"items"` // by ref; those only that the passage speaks of
	Exceptions []trialException     `json:"exceptions"`
}

type trialItem struct {
	ID         string                    `json:"id"`
	Status     string                    `json:"status"`
	Flags      []string                  `json:"flags"`
	Described  checklist.Extent          `json:"described"`
	Elements   []checklist.ElementAnswer `json:"elements"`
	Quotes     []trialQuote              `json:"quotes"`
	NotCounted []trialQuote              `json:"not_counted"`
	LooksLike  []trialLook               `json:"looks_like"`
}

type trialQuote struct {
	Text     string   `json:"text"`
	Elements []string `json:"elements"`
	Flag     string   `json:"flag,omitempty"`
}

type trialLook struct {
	Family string `json:"family"`
	Why    string `json:"why"`
	Text   string `json:"text"`
}

// trialException leaves null what the passage does not say.
type trialException struct {
	Criteria           []string `json:"criteria"`
	ControlID          *string  `json:"control_id"`
	SampleSize         *int     `json:"sample_size"`
	Population         *int     `json:"population"`
	Deviations         *int     `json:"deviations"`
	Kind               string   `json:"kind"`
	Failure            *string  `json:"failure"`
	ManagementResponse bool     `json:"management_response"`
	QualifiesOpinion   bool     `json:"qualifies_opinion"`
	AIRelevant         bool     `json:"ai_relevant"`
	Text               string   `json:"text"`
}

func trialOf(version, section string, answers []checklist.Answer, rep *report.Report) trial {
	t := trial{Catalog: version, Section: section, Items: map[string]trialItem{}, Exceptions: []trialException{}}
	for i := range answers {
		a := &answers[i]
		item := trialItem{a.ID, a.Status, a.Flags, a.Extent, a.Elements, trialQuotes(a.Quotes), trialQuotes(a.NotCounted), []trialLook{}}
		for _, l := range a.LooksLike {
			item.LooksLike = append(item.LooksLike, trialLook{l.Family, l.Why, l.Text})
		}
		t.Items[a.Ref] = item
	}
	for i := range rep.Exceptions {
		e := &rep.Exceptions[i]
		t.Exceptions = append(t.Exceptions, trialException{
			Criteria: append([]string{}, e.Criteria...), ControlID: e.Control, SampleSize: e.Sampled, Population: e.Population, Deviations: e.Deviations,
			Kind: e.Kind, Failure: e.Failure, ManagementResponse: e.ManagementResponse, QualifiesOpinion: e.QualifiesOpinion,
			AIRelevant: aiRelevant(answers, e), Text: e.Text,
		})
	}
	return t
}

func trialQuotes(quotes []checklist.Quote) []trialQuote {
	out := []trialQuote{}
	for _, q := range quotes {
		out = append(out, trialQuote{q.Text, append([]string{}, q.Elements...), q.Flag})
	}
	return out
}

// aiRelevant tells whether an exception touches AI: its row is evidence for an item. A stand-in.
func aiRelevant(answers []checklist.Answer, e *report.Exception) bool {
	for i := range answers {
		for _, q := range answers[i].Quotes {
			if q.Control == nil || e.Control == nil || *q.Control == *e.Control {
				return true
			}
		}
	}
	return false
}
