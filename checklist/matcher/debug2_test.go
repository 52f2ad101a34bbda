package matcher

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"countersign/checklist/catalog"
	"countersign/checklist/wording"
	"countersign/report"
)

func TestStrict(t *testing.T) {
	glob := os.Getenv("GLOB")
	if glob == "" {
		t.Skip()
	}
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	m, err := Compile(c)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	ex := map[string]string{}
	look := func(s string) {
		tok := wording.Tokens(s)
		hits := m.index.Find(tok)
		masked := m.masked(hits, len(tok))
		for _, h := range hits {
			tm := m.terms[h.Term]
			if tm.family >= 0 || tm.weak || !m.ai[tm.concept] || masked != nil && isMasked(masked, h) {
				continue
			}
			k := c.Concepts[tm.concept].ID + " :: " + s[tok[h.From].Start:tok[h.To-1].End]
			count[k]++
			ex[k] = s
		}
	}
	files, _ := filepath.Glob(glob)
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		var rep report.Report
		if err := json.Unmarshal(raw, &rep); err != nil {
			t.Fatal(err)
		}
		for _, p := range rep.Passages {
			for _, s := range p.Sentences {
				look(s.Text)
			}
			for _, h := range p.Headings {
				look(h)
			}
		}
		for _, r := range rep.ControlTests {
			look(r.Activity)
			for _, p := range r.Procedures {
				look(p)
			}
		}
	}
	for k, n := range count {
		x := ex[k]
		if len(x) > 130 {
			x = x[:130]
		}
		fmt.Println(n, k, "|", x)
	}
}
