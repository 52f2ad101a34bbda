package reliability

import (
	"cmp"
	"slices"
	"strings"

	"countersign/report"
)

// Fingerprint is what is kept of a report to compare others with it: a few facts and hashes. Its text cannot be read from it.
type Fingerprint struct {
	Version    int            `json:"version"`
	Vendor     string         `json:"vendor"`
	File       string         `json:"file"`
	SHA256     string         `json:"sha256"`
	Auditor    string         `json:"auditor"`
	Type       int            `json:"type"` // 0 where it is not known
	Period     [2]string      `json:"period"`
	AsOf       string         `json:"as_of"`
	Categories []string       `json:"categories"`
	Subservice []string       `json:"subservice_organizations"`
	Whole      []byte         `json:"whole"`
	Passages   []PassagePrint `json:"passages"`
}

// PassagePrint is the signature of a passage of the description, or of a control activity.
type PassagePrint struct {
	Page      int    `json:"p"`
	Control   bool   `json:"c,omitempty"`
	Signature []byte `json:"s"`
}

const (
	mostPassages   = 260 // keeps a print below 40 kB; the longest are kept
	wordsOfPassage = 25  // shorter ones are said alike by many
	wordsOfControl = 10
	mostFields     = 40
)

// Printer makes fingerprints.
type Printer struct{ finder *report.CriteriaFinder }

// NewPrinter prepares one.
func NewPrinter() *Printer { return &Printer{finder: report.NewCriteriaFinder()} }

// Print makes the fingerprint of one report. Who prints many keeps a Printer.
func Print(rep *report.Report) Fingerprint { return NewPrinter().Print(rep) }

// Print makes the fingerprint of a report.
func (p *Printer) Print(rep *report.Report) Fingerprint {
	f := Fingerprint{Version: printVersion, Categories: []string{}, Subservice: []string{}, Passages: []PassagePrint{}}
	if rep == nil {
		return f
	}
	f.Vendor, f.File, f.SHA256, f.Auditor = value(rep.Vendor), rep.File, rep.SHA256, value(rep.Facts.Auditor)
	f.Period, f.AsOf = [2]string{value(rep.Facts.PeriodStart), value(rep.Facts.PeriodEnd)}, value(rep.Facts.AsOf)
	f.Categories = append(f.Categories, rep.Facts.Categories...)
	f.Subservice = append(f.Subservice, subserviceNames(rep)[:min(len(rep.SubserviceOrganizations), mostFields)]...)
	if rep.Facts.Type != nil {
		f.Type = *rep.Facts.Type
	}
	var all []uint64
	for _, t := range p.texts(rep) {
		set := shingles(t.words)
		all = append(all, set...)
		f.Passages = append(f.Passages, PassagePrint{t.page, t.control, pack16(minhash(set, passageHashes))})
	}
	if len(all) > 0 {
		f.Whole = pack32(minhash(all, wholeHashes))
	}
	return f
}

// Similarity estimates how much of the description and the control activities two reports share, from 0 to 1.
func Similarity(a, b Fingerprint) float64 {
	if a.Version != b.Version {
		return 0
	}
	return agreement(a.Whole, b.Whole, 4)
}

// ownText is a text that a service organization wrote itself, masked.
type ownText struct {
	page     int
	control  bool
	words    []string
	evidence []report.Evidence
}

// texts are what should be the service organization's own words: paragraphs of the description and control activities. What many
// reports rightly share is left out: opinion, assertion, complementary controls with their lead-ins, the criteria's text.
func (p *Printer) texts(rep *report.Report) []ownText {
	m := newMasker(rep)
	var out []ownText
	for _, g := range rep.Passages {
		if g.Role != report.RoleDescription || g.Duty != "" || p.standard(g) {
			continue
		}
		t := ownText{page: g.Page}
		for _, s := range g.Sentences {
			t.words = append(t.words, m.words(s.Text)...)
			t.evidence = append(t.evidence, s.Evidence...)
		}
		if len(t.words) >= wordsOfPassage {
			out = append(out, t)
		}
	}
	seen := map[string]bool{} // a control stands under several criteria
	for _, c := range rep.ControlTests {
		words := m.words(c.Activity)
		if text := strings.Join(words, " "); len(words) >= wordsOfControl && !seen[text] {
			seen[text] = true
			out = append(out, ownText{c.Page, true, words, c.Evidence})
		}
	}
	return longest(out)
}

// standard tells passages whose wording the profession gives: they speak of the criteria, or introduce controls of others.
func (p *Printer) standard(g report.Passage) bool {
	if len(g.Sentences) > 0 && p.finder.Leading(g.Sentences[0].Text) != "" {
		return true
	}
	for _, h := range g.Headings {
		if containsAny(strings.ToLower(h), "complementary", "user entity", "trust services criteria", "trust services categor", "subservice organi") {
			return true
		}
	}
	for _, s := range g.Sentences {
		if containsAny(strings.ToLower(s.Text), "complementary", "trust services criteria", "tsp section", "dc section", "description criteria", "carve-out method", "inclusive method") {
			return true
		}
	}
	return false
}

// longest keeps the longest texts, in the order of the report.
func longest(texts []ownText) []ownText {
	if len(texts) <= mostPassages {
		return texts
	}
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(texts[b].words), len(texts[a].words)) })
	order = order[:mostPassages]
	slices.Sort(order)
	out := make([]ownText, 0, mostPassages)
	for _, i := range order {
		out = append(out, texts[i])
	}
	return out
}
