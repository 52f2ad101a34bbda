package checklist_test

import (
	"testing"

	"countersign/checklist"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func organization(name string, method, service *string, quote string) report.SubserviceOrganization {
	return report.SubserviceOrganization{Name: name, Method: method, Service: service, Evidence: quoted(16, quote)}
}

func TestProvidersOfModelsAreFound(t *testing.T) {
	c := newChecklist(t)
	carve := new(report.CarveOut)
	for _, x := range []struct {
		name string
		orgs []report.SubserviceOrganization
		text string
		want []string
	}{
		{"by a subservice organization's service", []report.SubserviceOrganization{organization("Lumenary, Inc.", carve, new("Language model"), "Lumenary, Inc. Language model")}, "Replies are drafted by a language model.", []string{"Lumenary, Inc."}},
		{"by what a quote says of one of two", []report.SubserviceOrganization{
			organization("Quarrel Hosting, Inc.", carve, nil, "The Company uses Quarrel Hosting, Inc. for hosting and Talmont, Inc. for language model inference."),
			organization("Talmont, Inc.", carve, nil, "The Company uses Quarrel Hosting, Inc. for hosting and Talmont, Inc. for language model inference."),
		}, "Replies are drafted by a language model.", []string{"Talmont, Inc."}},
		{"by a known name, once", []report.SubserviceOrganization{organization("OpenAI, L.L.C.", carve, nil, "OpenAI, L.L.C.")}, "Prompts and completions are exchanged with OpenAI.", []string{"OpenAI, L.L.C."}},
		{"by a known name alone", nil, "Replies are drafted by a language model of Anthropic.", []string{"Anthropic"}},
		{"through a cloud", []report.SubserviceOrganization{organization("Microsoft Corporation", carve, new("Cloud hosting"), "Microsoft Corporation Cloud hosting")}, "Requests go to the Azure OpenAI service, which serves the language model.", []string{"Azure OpenAI"}},
		{"by what a sentence says", nil, "Brockmere Labs, provider of the large language model, is assessed each year.", []string{"Brockmere Labs"}},
		{"by the passive", nil, "Replies come from a language model supplied by Brockmere, Inc. under contract.", []string{"Brockmere, Inc."}},
		{"not a team", nil, "The language model is operated by the Model Platform Team.", nil},
		{"not a library", nil, "The service uses Kubernetes for inference of the language model.", nil},
		{"not a cloud without its models", []report.SubserviceOrganization{organization("Google LLC", carve, nil, "The Company uses Google LLC for cloud hosting.")}, "Replies are drafted by a language model.", nil},
		{"not a verb", nil, "Policies and the language model cohere.", nil},
		{"not the vendor", nil, "Fernwick Systems, Inc., developer of the language model, trains it each month.", nil},
		{"not what is denied", nil, "The service does not use OpenAI.", nil},
		{"not what is planned", nil, "A language model of OpenAI will be added in a later release.", nil},
		{"not what staff use", nil, "Employees must not paste customer data into ChatGPT.", nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			rep := described(passage("Overview", x.text))
			rep.SubserviceOrganizations = x.orgs
			b := c.Boundary(rep, checklist.BoundaryOptions{})
			var got []string
			for _, p := range b.Providers {
				got = append(got, p.Name)
				assert.NotEmpty(t, p.Evidence)
			}
			assert.Equal(t, x.want, got)
		})
	}
}

func TestACarvedOutProviderStaysOpen(t *testing.T) {
	rep := described(passage("Overview", "Replies are drafted by a language model."))
	rep.SubserviceOrganizations = []report.SubserviceOrganization{organization("Anthropic, PBC", new(report.CarveOut), nil, "Anthropic, PBC")}
	b := newChecklist(t).Boundary(rep, checklist.BoundaryOptions{})
	assert.Equal(t, []string{"Anthropic, PBC"}, b.CarvedOut)
	assert.Contains(t, codes(b), checklist.OpenCarvedOut)
}

func TestAProviderWithoutMethodIsNotTakenForExamined(t *testing.T) {
	b := newChecklist(t).Boundary(described(passage("Overview", "Replies are drafted by a language model of Anthropic.")), checklist.BoundaryOptions{})
	require.Len(t, b.Providers, 1)
	assert.Nil(t, b.Providers[0].Method)
	assert.Empty(t, b.CarvedOut)
	assert.Contains(t, codes(b), checklist.OpenMethodUnknown)
}

func TestModelsOfNobodyNamedStayOpen(t *testing.T) {
	b := newChecklist(t).Boundary(described(passage("Overview", "The service combines retrieval with language models supplied by others.")), checklist.BoundaryOptions{})
	assert.Contains(t, codes(b), checklist.OpenUnnamed)
}

func TestProcessingIntegrityMattersOnlyWhereThereIsAI(t *testing.T) {
	c := newChecklist(t)
	ai, none := passage("Overview", "A language model drafts replies."), passage("Overview", "Documents are stored.")
	b := c.Boundary(described(ai), checklist.BoundaryOptions{})
	assert.False(t, b.ProcessingIntegrityInScope)
	assert.Equal(t, quoted(3, "relevant to security"), b.ProcessingIntegrityEvidence)
	assert.Contains(t, codes(b), checklist.OpenNoPI)
	assert.NotContains(t, codes(c.Boundary(described(none), checklist.BoundaryOptions{})), checklist.OpenNoPI)

	rep := described(ai)
	rep.Facts.Categories = []string{report.Security, report.ProcessingIntegrity}
	b = c.Boundary(rep, checklist.BoundaryOptions{})
	assert.True(t, b.ProcessingIntegrityInScope)
	assert.NotContains(t, codes(b), checklist.OpenNoPI)

	rep.Facts.Categories = nil
	assert.Contains(t, codes(c.Boundary(rep, checklist.BoundaryOptions{})), checklist.OpenCategoriesUnknown)
}

func TestAIWithoutControlsIsSaid(t *testing.T) {
	c := newChecklist(t)
	assert.Contains(t, codes(c.Boundary(described(passage("Overview", "Our AI-powered platform keeps customers a step ahead.")), checklist.BoundaryOptions{})), checklist.OpenNotDescribed)
	assert.Contains(t, codes(c.Boundary(described(passage("Overview", "Documents are stored.")), checklist.BoundaryOptions{})), checklist.OpenNotStated)

	rep := described(passage("Overview", "Documents are stored."))
	rep.ControlTests = []report.ControlTest{{Activity: "New versions of the language model are approved by the model owner."}}
	assert.Contains(t, codes(c.Boundary(rep, checklist.BoundaryOptions{})), checklist.OpenOnlyInTests)

	b := c.Boundary(described(passage("Overview", "The system contains no machine learning component."), passage("Replies", "A language model drafts replies.")), checklist.BoundaryOptions{})
	assert.Equal(t, checklist.Yes, b.AIInService)
	assert.Contains(t, codes(b), checklist.OpenContradicted)
}
