package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"countersign/checklist/topic"
)

// How weights are learned: logistic regression, one item against all, by stochastic gradient descent. The numbers were chosen by holding
// out the third wordings of the examples.
const (
	rounds      = 25
	firstStep   = 0.15
	biasStep    = 0.3
	decay       = 0.0005
	start       = -2.0
	rarest      = 3    // stems in fewer passages are left out
	smallest    = 0.12 // weights below it are not written
	weighPos    = 3.0  // a passage on the item
	weighNeg    = 1.0  // a near miss of the item
	weighOthers = 0.3  // a passage that is labeled for other items only
)

type model struct {
	items   []string
	bias    []float64
	weights []map[string]float64
}

func learn(items []string, passages []passage) *model {
	df := map[string]int{}
	for _, p := range passages {
		for _, s := range p.stems {
			df[s]++
		}
	}
	for i := range passages {
		passages[i].stems = slices.DeleteFunc(passages[i].stems, func(s string) bool { return df[s] < rarest })
	}
	m := &model{items: items}
	for _, it := range items {
		b, w := one(it, passages)
		m.bias, m.weights = append(m.bias, b), append(m.weights, w)
	}
	return m
}

// one learns the weights of one item.
func one(item string, passages []passage) (float64, map[string]float64) {
	var use []int
	for i, p := range passages {
		if _, labeled := p.labels[item]; labeled || !kin(item, p.labels) {
			use = append(use, i)
		}
	}
	bias, weights := start, map[string]float64{}
	rng := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same order each time is the point
	for round := range rounds {
		rng.Shuffle(len(use), func(i, j int) { use[i], use[j] = use[j], use[i] })
		step := firstStep / (1 + firstStep*float64(round))
		for _, i := range use {
			bias = descend(&passages[i], item, bias, weights, step)
		}
	}
	return bias, weights
}

func descend(p *passage, item string, bias float64, weights map[string]float64, step float64) float64 {
	says, labeled := p.labels[item]
	weight, want := weighOthers, 0.0
	switch {
	case says:
		weight, want = weighPos, 1
	case labeled:
		weight = weighNeg
	}
	norm := topic.Scale / math.Sqrt(float64(max(1, len(p.stems))))
	z := bias
	for _, s := range p.stems {
		z += weights[s] * norm
	}
	gradient := (1/(1+math.Exp(-z)) - want) * weight * step
	for _, s := range p.stems {
		weights[s] -= gradient*norm + step*decay*weights[s]
	}
	return bias - gradient*biasStep
}

// kin tells items so close that a passage labeled for one may well be about the other, though nobody said so.
func kin(item string, labels map[string]bool) bool {
	for _, g := range families() {
		if !slices.Contains(g, item) {
			continue
		}
		for other := range labels {
			if slices.Contains(g, other) {
				return true
			}
		}
	}
	return false
}

func families() [][]string {
	return [][]string{
		{"model-change-management", "model-change-approval-workflow"},
		{"training-data-governance", "training-data-provenance", "training-data-access"},
		{"output-monitoring", "drift-and-accuracy-monitoring", "model-drift-monitoring", "accuracy-trend-monitoring", "output-accuracy-validation", "hallucination-benchmarking"},
		{"multi-tenant-isolation", "tenant-isolation-for-confidentiality", "training-data-leakage-in-outputs"},
		{"inference-logging", "inference-input-output-logging", "inference-log-confidentiality", "inference-log-retention"},
		{"human-oversight", "human-review-of-outputs", "output-monitoring"},
		{"prompt-injection", "prompt-injection-resistance", "adversarial-robustness-testing", "adversarial-input-controls"},
		{"training-pii", "pii-detection-in-training-pipelines", "personal-data-in-training", "training-data-provenance", "erasure-and-training", "purpose-based-consent-tracking"},
		{"inference-failover", "model-fallback"},
		{"unauthorized-model-access", "model-weights-confidentiality", "model-artifact-integrity"},
		{"model-unlearning", "erasure-and-training"},
	}
}

func (m *model) size() int {
	n := 0
	for _, w := range m.weights {
		n += len(w)
	}
	return n
}

func (m *model) write() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, "# Weights of package topic, learned by cmd/countersign-topics. Do not edit: run `make topics`.")
	for i, it := range m.items {
		fmt.Fprintf(&b, "%s\t%.3f\n", it, m.bias[i])
		var stems []string
		for s, w := range m.weights[i] {
			if math.Abs(w) >= smallest {
				stems = append(stems, s)
			}
		}
		slices.Sort(stems)
		for _, s := range stems {
			fmt.Fprintf(&b, "\t%s\t%.2f\n", s, m.weights[i][s])
		}
	}
	return b.Bytes()
}
