package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"
)

// FindingVersionInput is a finding and the version of it that was read.
type FindingVersionInput struct {
	ID      string `json:"id" minLength:"1" maxLength:"60"`
	Version int    `json:"version" minimum:"1" doc:"As it was read; the decision is refused when somebody changed it since"`
}

// DecisionsInput is one decision over several findings.
type DecisionsInput struct {
	DecisionInput
	Findings []FindingVersionInput `json:"findings" minItems:"1" maxItems:"200"`
}

type (
	decideTogetherIn struct {
		IDPath
		Body DecisionsInput
	}
	decideTogetherOut struct {
		Body struct {
			Items []FindingOutput `json:"items" doc:"In the order in which they were sent"`
		}
	}
)

func (s *server) decisionRoutes() {
	op := operation("decide-findings", http.MethodPost, "/reviews/{id}/decisions", "Decide over several findings of a review at once: all or none", "findings",
		http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed)
	route(s, op, identity.DecideFinding, s.decideTogether)
}

func (s *server) decideTogether(ctx context.Context, c identity.Caller, in *decideTogetherIn) (*decideTogetherOut, error) {
	over := make([]review.FindingVersion, len(in.Body.Findings))
	for i, f := range in.Body.Findings {
		over[i] = review.FindingVersion{ID: f.ID, Version: f.Version}
	}
	list, err := s.Findings.DecideTogether(ctx, c, in.ID, over, review.Ruling{
		Verdict: review.Verdict(in.Body.Verdict), Reason: in.Body.Reason, Status: in.Body.Status, Severity: in.Body.Severity,
	})
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	out := &decideTogetherOut{}
	out.Body.Items = make([]FindingOutput, len(list))
	for i := range list {
		out.Body.Items[i] = findingOutput(&list[i])
	}
	return out, nil
}
