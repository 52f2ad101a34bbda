package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"
	"countersign/scoring"

	"github.com/danielgtaylor/huma/v2"
)

// CriticalityInput are answers to the criticality questions. What is null or left out is unknown.
type CriticalityInput struct {
	Answers    map[string]*int `json:"answers,omitempty" doc:"1 to 5 by the id of the question; null or left out: unknown"`
	HighStakes string          `json:"high_stakes,omitempty" enum:"yes,no,unknown"`
}

func (in *CriticalityInput) answers() *review.Criticality {
	if in == nil {
		return nil
	}
	out := &review.Criticality{Answers: map[string]int{}, HighStakes: in.HighStakes}
	for id, v := range in.Answers {
		if v != nil {
			out.Answers[id] = *v
		}
	}
	return out
}

func criticalityOf(c *review.Criticality) *CriticalityInput {
	out := &CriticalityInput{Answers: map[string]*int{}, HighStakes: "unknown"}
	if c == nil {
		return out
	}
	for id, v := range c.Answers {
		out.Answers[id] = &v
	}
	if c.HighStakes != "" {
		out.HighStakes = c.HighStakes
	}
	return out
}

// VendorDetail is a vendor with the risk that hangs on it.
type VendorDetail struct {
	VendorOutput
	InherentRisk scoring.OpenRisk       `json:"inherent_risk" doc:"value and tier count every unknown answer at its worst"`
	ResidualRisk *review.VendorResidual `json:"residual_risk" doc:"Null while no report was read, or nothing is known of the use"`
	Cadence      *scoring.Cadence       `json:"cadence" doc:"Null while the tier is unknown"`
}

// RiskFilter are the filters of vendors by risk and by the models that they use.
type RiskFilter struct {
	Tier          string `query:"tier" doc:"critical, high, moderate, low, unknown; several by commas"`
	InherentFrom  string `query:"inherent_from" doc:"Inherent risk of at least this, 1 to 5"`
	InherentTo    string `query:"inherent_to" doc:"Inherent risk of at most this, 1 to 5"`
	ModelProvider string `query:"model_provider" maxLength:"400" doc:"Who makes the models that the vendor uses; several by commas"`
}

func (f *RiskFilter) where(more map[string]string) map[string]string {
	more["tier"], more["inherent_from"], more["inherent_to"], more["model_provider"] = f.Tier, f.InherentFrom, f.InherentTo, f.ModelProvider
	return more
}

type (
	vendorDetailOut struct {
		ETag string `header:"ETag"`
		Body VendorDetail
	}
	questionsOut struct {
		Body struct {
			Items []review.CriticalityQuestion `json:"items"`
		}
	}
)

func (s *server) criticalityRoutes() {
	route(s, huma.Operation{
		OperationID: "list-criticality-questions", Method: http.MethodGet, Path: "/api/v1/criticality", Summary: "List the criticality questions",
		Description: "What is asked of each vendor, with the help text of each question. The answers go into the vendor's criticality.", Tags: []string{"vendors"},
	}, identity.ReadVendors, s.listQuestions)
}

func (s *server) listQuestions(ctx context.Context, c identity.Caller, _ *empty) (*questionsOut, error) {
	list, err := s.Vendors.Questions(ctx, c)
	out := &questionsOut{}
	out.Body.Items = list
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) getVendorRisk(ctx context.Context, c identity.Caller, in *vendorIn) (*vendorDetailOut, error) {
	v, risk, err := s.Vendors.VendorRisk(ctx, c, in.ID)
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &vendorDetailOut{etag(v.Version), VendorDetail{vendorOutput(&v), risk.Inherent, risk.Residual, risk.Cadence}}, nil
}
