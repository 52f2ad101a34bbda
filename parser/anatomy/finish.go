package anatomy

import (
	"slices"
	"strings"

	"countersign/report"
)

// finish writes sections, coverage and the answer about exceptions.
func (r *reading) finish() {
	o := r.out
	o.Sections = []report.Section{}
	for _, s := range r.parts {
		o.Sections = append(o.Sections, s.Section)
	}
	r.coverage()
	r.noteUnclear()
	if r.out.Facts.Kind != report.BridgeLetter && r.out.Facts.Kind != report.OtherKind {
		o.Passages = r.passages()
	}
	o.ExceptionsAnswer = r.exceptionsAnswer()
	fillLists(o)
	o.Coverage.Dropped = r.proof.dropped
	o.PageTexts = r.proof.texts()
}

// noteUnclear names the pages of results that say something which no rule understood: they are neither passes nor exceptions.
func (r *reading) noteUnclear() {
	var pages []int
	for i := range r.out.ControlTests {
		t := &r.out.ControlTests[i]
		if t.Outcome == report.NoResult && len(strings.Fields(t.Result)) > 1 && !r.words.reference.MatchString(t.Result) && !slices.Contains(pages, t.Page) {
			pages = append(pages, t.Page)
		}
	}
	if len(pages) > 0 {
		r.note("results-unclear", "Results on these pages say something that could not be told as a pass or an exception; read them yourself.", pages...)
	}
}

func (r *reading) coverage() {
	c := &r.out.Coverage
	c.Pages, c.OCR, c.Unread, c.Blank = len(r.doc.Pages), []int{}, []int{}, []int{}
	for _, p := range r.doc.Pages {
		switch {
		case p.Unread:
			c.Unread = append(c.Unread, p.Number)
		case p.OCR:
			c.OCR = append(c.OCR, p.Number)
		default:
			c.Text++
			if p.Words == 0 {
				c.Blank = append(c.Blank, p.Number)
			}
		}
	}
	c.Sections = []report.SectionCoverage{}
	for _, s := range r.parts {
		sc := report.SectionCoverage{Role: s.Role, Unread: []int{}}
		for n := s.FirstPage; n <= s.LastPage && n <= len(r.doc.Pages); n++ {
			p := r.doc.Pages[n-1]
			sc.Pages++
			if p.OCR {
				sc.OCR++
			}
			if p.Unread {
				sc.Unread = append(sc.Unread, n)
			}
		}
		c.Sections = append(c.Sections, sc)
	}
}

// exceptionsAnswer never says "none" while a page that could hold an exception is unread.
func (r *reading) exceptionsAnswer() report.Answer {
	if c := r.out.Coverage; c.Pages > 0 && len(c.Unread)+len(c.Blank) == c.Pages && len(c.Unread) > 0 {
		return report.AnswerIncomplete // nothing was read: it may be anything
	}
	if r.out.Facts.Kind != report.SOC2 {
		return report.AnswerNoTests
	}
	tests := false
	for _, s := range r.out.Coverage.Sections {
		if s.Role == report.RoleTests {
			tests = true
		}
		if (s.Role == report.RoleTests || s.Role == report.RoleOpinion) && len(s.Unread) > 0 {
			return report.AnswerIncomplete
		}
	}
	switch {
	case !tests && len(r.out.Coverage.Unread) > 0:
		return report.AnswerIncomplete
	case !tests || len(r.out.ControlTests) == 0:
		return report.AnswerNoTests
	case len(r.out.Exceptions) > 0:
		return report.AnswerFound
	}
	return report.AnswerNone
}

// fillLists makes empty lists of nil ones: in JSON null means "the report is silent", an empty list "looked and found none".
func fillLists(o *report.Report) {
	if o.SubserviceOrganizations == nil {
		o.SubserviceOrganizations = []report.SubserviceOrganization{}
	}
	if o.ComplementaryUserEntityControls == nil {
		o.ComplementaryUserEntityControls = []report.ComplementaryControl{}
	}
	if o.ComplementarySubserviceControls == nil {
		o.ComplementarySubserviceControls = []report.ComplementaryControl{}
	}
	if o.Exceptions == nil {
		o.Exceptions = []report.Exception{}
	}
	if o.NotTested == nil {
		o.NotTested = []report.NotTested{}
	}
	if o.ControlTests == nil {
		o.ControlTests = []report.ControlTest{}
	}
	if o.Incidents == nil {
		o.Incidents = []report.Disclosure{}
	}
	if o.SignificantChanges == nil {
		o.SignificantChanges = []report.Disclosure{}
	}
	if o.Facts.EmphasisMatter == nil {
		o.Facts.EmphasisMatter = []report.Disclosure{}
	}
	if o.Facts.OpinionOn == nil {
		o.Facts.OpinionOn = []string{}
	}
	if o.Facts.Categories == nil {
		o.Facts.Categories = []string{}
	}
	if o.Notes == nil {
		o.Notes = []report.Note{}
	}
}
