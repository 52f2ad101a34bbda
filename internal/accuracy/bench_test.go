package accuracy_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"countersign/assessment"
	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/internal/accuracy"
	"countersign/report"
	"countersign/scoring"

	"github.com/stretchr/testify/require"
)

// hundredPages is a labeled report, its passages and tests repeated until they fill a hundred pages.
func hundredPages(b *testing.B) *report.Report {
	b.Helper()
	sets, err := accuracy.Load(root("testdata", "reports"))
	require.NoError(b, err)
	set := sets[0]
	for _, d := range set.Documents {
		if d.Name == "d08_verity" {
			set.Documents = []accuracy.Document{d}
		}
	}
	cache, err := os.UserCacheDir()
	require.NoError(b, err)
	reports, failed := accuracy.Reader{Cache: cache + "/countersign/engine", Jobs: 1}.Review(b.Context(), set)
	require.Empty(b, failed)
	one := reports[set.Documents[0].Name]
	require.NotNil(b, one)
	full := *one
	for full.Coverage.Pages < 100 {
		more := min(100-full.Coverage.Pages, one.Coverage.Pages)
		share := func(n int) int { return n * more / one.Coverage.Pages }
		full.Passages = append(full.Passages, one.Passages[:share(len(one.Passages))]...)
		full.ControlTests = append(full.ControlTests, one.ControlTests[:share(len(one.ControlTests))]...)
		full.Coverage.Pages += more
	}
	return &full
}

// BenchmarkAssess is the whole judgement: checklist, boundary, exceptions, signals, scores and recommendation.
func BenchmarkAssess(b *testing.B) {
	rep := hundredPages(b)
	cat, err := catalog.Load()
	require.NoError(b, err)
	cfg, err := scoring.DefaultConfig()
	require.NoError(b, err)
	a, err := assessment.New(cat, cfg)
	require.NoError(b, err)
	asOf := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		_, err := a.Assess(rep, assessment.Options{AsOf: asOf})
		require.NoError(b, err)
	}
}

// BenchmarkChecklist shows what a larger catalog costs: the items once, and ten times with rules of their own.
func BenchmarkChecklist(b *testing.B) {
	rep := hundredPages(b)
	for _, times := range []int{1, 10} {
		cat, err := catalog.Load()
		require.NoError(b, err)
		multiply(cat, times)
		list, err := checklist.New(cat)
		require.NoError(b, err)
		b.Run(fmt.Sprintf("catalog-x%d", times), func(b *testing.B) {
			for b.Loop() {
				list.Answers(rep)
			}
		})
	}
}

// multiply adds copies of all items whose rules differ from the first ones by a word that no report has.
func multiply(cat *catalog.Catalog, times int) {
	n := len(cat.Items)
	for k := 1; k < times; k++ {
		other := func(rules []string) []string {
			out := make([]string, len(rules))
			for i, r := range rules {
				out[i] = fmt.Sprintf("%s + ! never%d", r, k)
			}
			return out
		}
		for i := range n {
			it := cat.Items[i]
			it.ID = fmt.Sprintf("%s-%d", it.ID, k)
			it.Elements = append([]catalog.Element{}, it.Elements...)
			for e := range it.Elements {
				it.Elements[e].Rules, it.Elements[e].Partly = other(it.Elements[e].Rules), other(it.Elements[e].Partly)
			}
			cat.Items = append(cat.Items, it)
		}
	}
}
