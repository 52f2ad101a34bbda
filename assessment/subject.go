package assessment

import (
	"fmt"
	"slices"
	"strings"

	"countersign/checklist"
	"countersign/report"
	"countersign/scoring"
)

// subject is what the rules look at.
type subject struct {
	rep    *report.Report
	a      *Assessment
	asOf   scoring.Date
	end    scoring.Date // of the period; of a Type 1 report, its date
	stale  scoring.Date // the last day on which the report is relied on
	future *report.Evidence
}

// tests are the conditions of the rules by their ids. A test gives what it met; nothing when the rule does not hold.
func tests() map[string]func(*subject, Rule) []hit {
	return map[string]func(*subject, Rule) []hit{
		"not-soc2":                              notSOC2,
		"opinion-adverse":                       opinionIs(report.Adverse),
		"opinion-disclaimer":                    opinionIs(report.Disclaimer),
		"opinion-unknown":                       opinionUnknown,
		"opinion-modified-on-ai-criteria":       qualifiedOnAI,
		"opinion-qualified":                     qualifiedElsewhere,
		"draft":                                 draft,
		"pages-unread":                          pagesUnread,
		"description-missing":                   descriptionMissing,
		"exceptions-incomplete":                 exceptionsIncomplete,
		"tests-missing":                         testsMissing,
		"results-missing":                       resultsMissing,
		"type-unknown":                          typeUnknown,
		"type-1":                                typeOne,
		"type-1-dated":                          typeOneDated,
		"period-unknown":                        periodUnknown,
		"period-ahead":                          periodAhead,
		"stale":                                 stale,
		"bridge-needed":                         bridgeNeeded,
		"auditor-unknown":                       auditorUnknown,
		"categories-unknown":                    categoriesUnknown,
		"reading-doubtful":                      readingDoubtful,
		"signals-high":                          signals("high"),
		"signals-moderate":                      signals("moderate"),
		"exception-on-ai-control":               flagged(checklist.FlagOnAI),
		"several-on-change-management":          flagged(checklist.FlagSeveralOnChanges),
		"several-on-monitoring":                 flagged(checklist.FlagSeveralOnWatching),
		"control-failed-under-several-criteria": flagged(checklist.FlagUnderSeveral),
		"evidence-not-available":                flagged(checklist.FlagEvidenceWasMissing),
		"exceptions-without-response":           flagged(checklist.FlagNoResponse),
		"ai-excluded":                           aiExcluded,
		"ai-partly-excluded":                    aiPartlyExcluded,
		"ai-contradicted":                       open("", checklist.OpenContradicted, checklist.OpenOnlyInTests),
		"ai-not-stated":                         aiNotStated,
		"ai-left-to-customers":                  open("", checklist.OpenLeftToCustomers),
		"provider-carved-out":                   providerCarvedOut,
		"reading-items":                         readingItems,
		"gaps-high":                             gapsHigh,
	}
}

// met is a hit with its evidence and the pages of it.
func met(name string, evidence []report.Evidence, format string, args ...any) hit {
	const most = 5 // enough to look, not a copy of the report
	h := hit{name, Ground{Text: fmt.Sprintf(format, args...), Pages: []int{}, Evidence: append([]report.Evidence{}, evidence[:min(len(evidence), most)]...)}}
	for _, e := range evidence {
		h.Pages = append(h.Pages, e.Page)
	}
	slices.Sort(h.Pages)
	h.Pages = slices.Compact(h.Pages)
	return h
}

func one(h hit) []hit { return []hit{h} }

func (s *subject) facts() *report.Facts { return &s.rep.Facts }

func (s *subject) evidence(fact string) []report.Evidence { return s.rep.Facts.Evidence[fact] }

func (s *subject) isType(n int) bool { return s.facts().Type != nil && *s.facts().Type == n }

// pagesOf words pages: "page 4", "pages 4, 5 and 9".
func pagesOf(pages []int) string {
	pages = slices.Clone(pages)
	slices.Sort(pages)
	pages = slices.Compact(pages)
	words := make([]string, len(pages))
	for i, p := range pages {
		words[i] = fmt.Sprint(p)
	}
	if len(words) == 1 {
		return "page " + words[0]
	}
	return "pages " + enumerate(words)
}

// onAny compares criteria such as CC7.2 with patterns such as CC7.* or CC8.1.
func onAny(criteria, patterns []string) bool {
	return slices.ContainsFunc(criteria, func(id string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool {
			family, whole := strings.CutSuffix(p, "*")
			return id == p || whole && strings.HasPrefix(id, family)
		})
	})
}
