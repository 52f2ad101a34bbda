package reliabilitytest

import (
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// swap replaces wordings in sentences and headings of a section; in all of them, and in controls, when role is empty. It tells whether
// anything changed.
func swap(rep *report.Report, role report.Role, pairs ...string) bool {
	r := strings.NewReplacer(pairs...)
	changed := false
	edit := func(s *string) {
		n := r.Replace(*s)
		changed = changed || n != *s
		*s = n
	}
	for i := range rep.Passages {
		if role != "" && rep.Passages[i].Role != role {
			continue
		}
		for j := range rep.Passages[i].Sentences {
			edit(&rep.Passages[i].Sentences[j].Text)
		}
		for j := range rep.Passages[i].Headings {
			edit(&rep.Passages[i].Headings[j])
		}
	}
	if role == "" {
		for i := range rep.ControlTests {
			edit(&rep.ControlTests[i].Activity)
		}
	}
	return changed
}

// vendorNames are the pairs that give the vendor another name: the legal name, and each word that tells it from others.
func vendorNames(rep *report.Report, to string) []string {
	name := *rep.Vendor
	out := []string{name, to + " Ferrovia, LLC"}
	words := strings.Fields(strings.NewReplacer(",", "", ".", "").Replace(name))
	first := words[0]
	if len(first) <= 2 || first == "Société" {
		first = words[1]
	}
	var initials strings.Builder
	for _, w := range words {
		initials.WriteString(w[:1])
	}
	if acronym := initials.String()[:min(3, len(words))]; len(acronym) == 3 {
		out = append(out, acronym+" ", to+" ", acronym+"'", to+"'", acronym+"’", to+"’")
	}
	return append(out, first, to)
}

// dropParagraph takes out the passages of the letter that speak of something, by heading or by words.
func dropParagraph(rep *report.Report, about string) bool {
	re := regexp.MustCompile(`(?i)` + about)
	before := len(rep.Passages)
	rep.Passages = slices.DeleteFunc(rep.Passages, func(p report.Passage) bool {
		if p.Role != report.RoleOpinion {
			return false
		}
		return slices.ContainsFunc(p.Headings[min(1, len(p.Headings)):], re.MatchString)
	})
	return len(rep.Passages) < before
}

func dropSection(rep *report.Report, role report.Role) {
	rep.Passages = slices.DeleteFunc(rep.Passages, func(p report.Passage) bool { return p.Role == role })
	rep.Sections = slices.DeleteFunc(rep.Sections, func(s report.Section) bool { return s.Role == role })
}

// add puts a sentence into a section.
func add(rep *report.Report, role report.Role, text string) {
	rep.Passages = append(rep.Passages, report.Passage{Page: 4, Role: role, Headings: []string{}, Sentences: []report.Sentence{{Text: text, Evidence: []report.Evidence{{Page: 4, Quote: text}}}}})
}
