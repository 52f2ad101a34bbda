package present

import (
	"countersign/assessment"
	"countersign/checklist"
	"countersign/report"
)

// judgement writes the parts of the page that judge the report.
type judgement struct {
	r *report.Report
	a *assessment.Assessment
}

// parts are in the order of the reader's questions: what to do, where AI stands, what is covered, what went wrong, what to ask.
func (j judgement) parts() []Part {
	var out []Part
	for _, p := range []Part{
		j.whatToDo(), j.boundary(), j.coverage(), j.items(), j.lookalikes(), j.fixes(), j.exceptionsOnAI(), j.signals(), j.scores(), j.questions(),
		j.ownControls(), j.articleNotes(),
	} {
		if len(p.Blocks) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// hasAI tells whether the report says that the service has AI in it.
func (j judgement) hasAI() bool { return j.a.Boundary.AIInService == checklist.Yes }

// silent tells the statuses of an item on which the report states nothing.
func silent(status string) bool {
	return status == checklist.Absent || status == checklist.NearMiss || status == checklist.Unknown
}
