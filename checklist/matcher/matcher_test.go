package matcher_test

import (
	"strings"
	"testing"

	"countersign/checklist/catalog"
	"countersign/checklist/matcher"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small is a catalog of one item with one element, so that a test shows all that decides.
func small(rules ...string) *catalog.Catalog {
	return &catalog.Catalog{
		Version: "test",
		Concepts: []catalog.Concept{
			{ID: "model", Kind: catalog.KindObject, AI: true, Terms: []string{"model", "classifier"}, Weak: []string{"release"}, Again: []string{"candidate"}},
			{ID: "approve", Kind: catalog.KindAction, Terms: []string{"approve", "sign off"}},
			{ID: "staff", Kind: catalog.KindAction, Exact: true, Terms: []string{"owner"}},
			{ID: "planned", Kind: catalog.KindCue, Terms: []string{"intends to"}},
			{ID: "will", Kind: catalog.KindCue, Terms: []string{"=will"}},
			{ID: "negated", Kind: catalog.KindCue, Terms: []string{"outside the boundaries"}},
			{ID: "shifted-to-customer", Kind: catalog.KindCue, Terms: []string{"user entities"}},
			{ID: "carved-out", Kind: catalog.KindCue, Terms: []string{"carve out"}},
			{ID: "other-object", Kind: catalog.KindCue, Terms: []string{"source code"}},
			{ID: "limited", Kind: catalog.KindCue, Terms: []string{"other models are not"}},
			{ID: "refers", Kind: catalog.KindCue, Terms: []string{"=it"}},
			{ID: "left-out", Kind: catalog.KindCue, Terms: []string{"are excluded"}},
			{ID: "training-data", Kind: catalog.KindObject, AI: true, Terms: []string{"corpus"}},
			{ID: "consent", Kind: catalog.KindAction, Terms: []string{"decline"}},
			{ID: "output", Kind: catalog.KindObject, AI: true, Terms: []string{"model output"}},
		},
		Families: []catalog.Family{{ID: "word", Phrases: []string{"operating model"}, Why: "people", Masks: true}},
		Items: []catalog.Item{{
			ID: "item", Ref: "X-1", LooksLike: []string{"word"},
			Elements: []catalog.Element{{ID: "approval", Rules: rules}},
		}},
	}
}

func judge(t *testing.T, cat *catalog.Catalog, p report.Passage) matcher.Judgement {
	t.Helper()
	m, err := matcher.Compile(cat)
	require.NoError(t, err)
	return m.Judge(&report.Report{Passages: []report.Passage{p}})
}

// paragraph is a passage of the description whose sentences are parted by " | ".
func paragraph(text string) report.Passage {
	p := report.Passage{Page: 3, Role: report.RoleDescription}
	for _, s := range strings.Split(text, " | ") {
		p.Sentences = append(p.Sentences, report.Sentence{Text: s})
	}
	return p
}

func TestASentenceStatesAnElement(t *testing.T) {
	const rule = "@model + @approve"
	for _, c := range []struct {
		name, text string
		found      int
		flag       string
	}{
		{"object and action in one sentence", "Models are approved by their owner.", 1, ""},
		{"the object alone", "Models are listed.", 0, ""},
		{"the action alone", "Invoices are approved.", 0, ""},
		{"the object of the sentence before, referred to", "The model is retrained monthly. | It is approved first.", 1, ""},
		{"a word that stands for the object again", "The model is retrained. | The candidate is approved.", 1, ""},
		{"a word that stands for nothing yet", "The candidate is approved.", 0, ""},
		{"a weak word where the text speaks of AI", "The classifier is retrained. | A release is approved.", 1, ""},
		{"a weak word where it does not", "A release is approved.", 0, ""},
		{"a sentence about another thing inherits nothing", "The model is retrained. | Source code is approved, it is signed off.", 0, ""},
		{"a near miss names no model", "The operating model is approved.", 0, ""},
		{"nor does the sentence after it", "The operating model was revised. | The model is approved.", 0, ""},
		{"a plan", "Management intends to approve models.", 1, matcher.FlagPlanned},
		{"what a plan goes on to say", "Management intends to change this. | Models will be approved.", 1, matcher.FlagPlanned},
		{"an exclusion", "Approval of models lies outside the boundaries.", 1, matcher.FlagNegated},
		{"a duty of customers", "User entities approve the model.", 1, matcher.FlagCustomer},
		{"a provider's duty", "Under the carve-out method the model is approved there.", 1, matcher.FlagCarvedOut},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := judge(t, small(rule), paragraph(c.text)).Findings
			require.Len(t, got, c.found)
			if c.found > 0 {
				assert.Equal(t, c.flag, got[0].Flag)
				assert.Equal(t, 3, got[0].Page)
			}
		})
	}
}

func TestWhatHoldsForSomeOnlyIsAPart(t *testing.T) {
	got := judge(t, small("@model + @approve"), paragraph("The fraud model is approved. | Other models are not.")).Findings
	require.Len(t, got, 1)
	assert.True(t, got[0].Partly)
}

func TestAHeadingGivesTheObject(t *testing.T) {
	p := paragraph("It is approved before use.")
	p.Headings = []string{"Section III", "Classifier releases"}
	assert.Len(t, judge(t, small("@model + @approve"), p).Findings, 1)
}

func TestAListInheritsFromTheSentenceThatLeadsIn(t *testing.T) {
	m, err := matcher.Compile(small("@model + @approve"))
	require.NoError(t, err)
	rep := &report.Report{Passages: []report.Passage{paragraph("For each model:"), paragraph("it is approved."), paragraph("it is signed off.")}}
	assert.Len(t, m.Judge(rep).Findings, 2)
}

func TestTheUnauditedSectionNeverCounts(t *testing.T) {
	p := paragraph("Models are approved.")
	p.Role = report.RoleOther
	got := judge(t, small("@model + @approve"), p).Findings
	require.Len(t, got, 1)
	assert.Equal(t, matcher.FlagUnaudited, got[0].Flag)
}

func TestARuleBesideCountsOnlyWithAnother(t *testing.T) {
	cat := small("@model + @approve", "~ @model + @staff")
	cat.Items[0].Elements = append(cat.Items[0].Elements, catalog.Element{ID: "owner", Rules: []string{"~ @model + @staff"}})
	cat.Items[0].Elements[0].Rules = []string{"@model + @approve"}
	assert.Empty(t, judge(t, cat, paragraph("A model has an owner.")).Findings)
	assert.Len(t, judge(t, cat, paragraph("A model is approved. | It has an owner.")).Findings, 2)
}

func TestANearMissIsKeptWithItsSentence(t *testing.T) {
	got := judge(t, small("@model + @approve"), paragraph("The operating model is approved.")).Lookalikes
	require.Len(t, got, 1)
	assert.Equal(t, "The operating model is approved.", got[0].Text)
}

func TestARowIsJudgedByItsControl(t *testing.T) {
	m, err := matcher.Compile(small("@model + @approve"))
	require.NoError(t, err)
	row := func(activity string, procedures ...string) int {
		rep := &report.Report{ControlTests: []report.ControlTest{{Activity: activity, Procedures: procedures}}}
		return len(m.Judge(rep).Findings)
	}
	assert.Equal(t, 2, row("Models are approved.", "Inspected the approvals for a sample."), "the tests inherit the object")
	assert.Zero(t, row("Changes are tracked.", "Inspected the approval of one model."), "the tests alone do not make it a control over models")
}

func TestARowThatRepeatsADescribedSentenceIsItsTest(t *testing.T) {
	m, err := matcher.Compile(small("@model + @approve"))
	require.NoError(t, err)
	described := paragraph("Each classifier that marks claims for the special unit is approved by the chief examiner before it is used.")
	others := paragraph("Laptops are encrypted. | Visitors are escorted in the data center. | Backups are restored twice a year.")
	tested := func(activity string) int {
		n := 0
		rep := &report.Report{
			Passages:     []report.Passage{described, others},
			ControlTests: []report.ControlTest{{Activity: activity, Procedures: []string{"Inspected the record."}, Page: 7}},
		}
		for _, f := range m.Judge(rep).Findings {
			if f.Row != nil {
				n++
				assert.Equal(t, 7, f.Page)
			}
		}
		return n
	}
	assert.Equal(t, 1, tested("What marks claims for the special unit is cleared by the chief examiner before it is used."))
	assert.Zero(t, tested("Laptops are encrypted before they are used."), "it repeats another sentence")
	assert.Zero(t, tested("Job candidates are screened by the people team."), "it repeats none")
}

func TestWhatAReportCallsItsAIIsAModel(t *testing.T) {
	m, err := matcher.Compile(small("@model / @output / @training-data + @approve"))
	require.NoError(t, err)
	vendor := "Brill Systems, Inc."
	for _, c := range []struct {
		name, introduction, then string
		found                    int
	}{
		{"a name for the assistant", "The Ada assistant answers members.", "Ada wordings are approved.", 1},
		{"what a name is built on", "Ada is built on language models of two suppliers.", "Ada wordings are approved.", 1},
		{"what a name is", "Members chat with Ada. | Ada is a conversational AI.", "Ada wordings are approved.", 1},
		{"a name never said to be AI", "Ada stores invoices.", "Ada wordings are approved.", 0},
		{"a word that a sentence begins with", "Search relies on language models. | Members search invoices, and search again.", "Search settings are approved.", 0},
		{"the vendor's name", "Brill uses language models in one product.", "Brill policies are approved.", 0},
		{"a word for a network", "The detectors are convolutional networks.", "Replacement of a detector is approved.", 1},
		{"the same word for anything else", "Smoke detectors hang in each room.", "Replacement of a detector is approved.", 0},
		{"what a model returns", "A classifier reads the file and returns an estimate.", "High estimates are approved.", 1},
		{"what a model learns from", "Photo libraries from which the classifier learns are bought.", "Each library is approved.", 1},
		{"a plan", "Management intends to offer an assistant, the Ada assistant.", "Ada wordings are approved.", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			rep := &report.Report{
				Vendor:       &vendor,
				Passages:     []report.Passage{paragraph(c.introduction)},
				ControlTests: []report.ControlTest{{Activity: c.then}},
			}
			assert.Len(t, m.Judge(rep).Findings, c.found)
		})
	}
}

func TestWhoDeclinesIsKeptOutOfTraining(t *testing.T) {
	got := judge(t, small("@training-data + @consent"), paragraph("Records of those who decline are excluded from the corpus.")).Findings
	require.Len(t, got, 1)
	assert.Empty(t, got[0].Flag)
	got = judge(t, small("@training-data + are"), paragraph("Controls over the corpus are excluded.")).Findings
	require.Len(t, got, 1)
	assert.Equal(t, matcher.FlagNegated, got[0].Flag)
}

func TestTheNameOfTheSystemSaysNothing(t *testing.T) {
	m, err := matcher.Compile(small("@model + @approve"))
	require.NoError(t, err)
	name := "Model Depot"
	rep := &report.Report{System: &name, Passages: []report.Passage{paragraph("Access to Model Depot is approved.")}}
	assert.Empty(t, m.Judge(rep).Findings)
}

func TestTheSameReportIsAlwaysJudgedAlike(t *testing.T) {
	cat, err := catalog.Load()
	require.NoError(t, err)
	m, err := matcher.Compile(cat)
	require.NoError(t, err)
	rep := &report.Report{Passages: []report.Passage{paragraph("Each new version of the ranking model is tested and approved. | It is rolled back on failure. | Prompts are kept for 30 days.")}}
	first := m.Judge(rep)
	require.NotEmpty(t, first.Findings)
	for range 5 {
		assert.Equal(t, first, m.Judge(rep))
	}
}

func TestAnUnknownConceptIsAnError(t *testing.T) {
	_, err := matcher.Compile(small("@nothing + @approve"))
	assert.ErrorContains(t, err, "@nothing")
}

func FuzzJudge(f *testing.F) {
	cat, err := catalog.Load()
	require.NoError(f, err)
	m, err := matcher.Compile(cat)
	require.NoError(f, err)
	f.Add("Models are approved. | It will be so.", "AI")
	f.Add("\x00\xff:", "…")
	f.Fuzz(func(_ *testing.T, text, heading string) {
		p := paragraph(text)
		p.Headings = []string{heading}
		m.Judge(&report.Report{Passages: []report.Passage{p}, ControlTests: []report.ControlTest{{Activity: text, Procedures: []string{heading}}}})
	})
}
