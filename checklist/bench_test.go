package checklist_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/report"

	"github.com/stretchr/testify/require"
)

func dumped(b *testing.B) *report.Report {
	raw, err := os.ReadFile("/tmp/dump/reports__d08_verity.json")
	require.NoError(b, err)
	var rep report.Report
	require.NoError(b, json.Unmarshal(raw, &rep))
	return &rep
}

func BenchmarkAnswers(b *testing.B) {
	rep := dumped(b)
	for _, times := range []int{1, 10} {
		cat, err := catalog.Load()
		require.NoError(b, err)
		n := len(cat.Items)
		for k := 1; k < times; k++ {
			for i := range n {
				it := cat.Items[i]
				it.ID += fmt.Sprint("-", k)
				it.Elements = append([]catalog.Element{}, it.Elements...)
				for e := range it.Elements {
					for _, rules := range []*[]string{&it.Elements[e].Rules, &it.Elements[e].Partly} {
						*rules = append([]string{}, *rules...)
						for r := range *rules {
							(*rules)[r] += fmt.Sprintf(" + ! never%d", k)
						}
					}
				}
				cat.Items = append(cat.Items, it)
			}
		}
		list, err := checklist.New(cat)
		require.NoError(b, err)
		b.Run(fmt.Sprintf("catalog-x%d", times), func(b *testing.B) {
			for b.Loop() {
				list.Answers(rep)
			}
		})
	}
}
