package matcher

import (
	"countersign/checklist/wording"
	"countersign/report"
)

// names are those of the service organization, its system and its auditor. A word in a name says nothing: the Records Retrieval System
// need not retrieve for a model.
type names struct {
	all      [][]string
	known    map[string]bool // words of the names of subservice organizations
	features []feature       // what the report calls its AI
}

func namesOf(rep *report.Report) *names {
	n := &names{known: map[string]bool{}}
	for i := range rep.SubserviceOrganizations {
		for _, w := range wordsOf(rep.SubserviceOrganizations[i].Name) {
			n.known[w] = true
		}
	}
	for _, s := range []*string{rep.Vendor, rep.System, rep.Facts.Auditor} {
		if s == nil {
			continue
		}
		if words := wordsOf(*s); len(words) > 1 {
			n.all = append(n.all, words)
		}
	}
	return n
}

// mask adds the names found among the words.
func (n *names) mask(tokens []wording.Token, masked []int) []int {
	for _, name := range n.all {
		for i := 0; i+len(name) <= len(tokens); i++ {
			if !stands(name, tokens[i:]) {
				continue
			}
			if masked == nil {
				masked = make([]int, len(tokens))
			}
			for k := range name {
				masked[i+k] = max(masked[i+k], len(name))
			}
		}
	}
	return masked
}

func stands(name []string, tokens []wording.Token) bool {
	for i, w := range name {
		if tokens[i].Word != w {
			return false
		}
	}
	return true
}
