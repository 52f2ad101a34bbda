package passages_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/parser/anatomy"
	"countersign/report"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

var roles = map[string]report.Role{"I": "opinion", "II": "assertion", "III": "description", "IV": "tests", "V": "other"}

func TestMeasure(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	list, err := checklist.New(cat)
	require.NoError(t, err)
	only := os.Getenv("ONLY")
	in := func(ref string) bool { return only == "" || strings.Contains(","+only+",", ","+ref+",") }
	answers := func(role, text string) map[string]checklist.Answer {
		out := map[string]checklist.Answer{}
		for _, a := range list.Answers(anatomy.Passage(roles[role], text)) {
			out[a.Ref] = a
			out[a.ID] = a
		}
		return out
	}
	cov := func(s string) bool { return s == "described" || s == "tested" || s == "partial" }
	for _, f := range strings.Fields(os.Getenv("FILES")) {
		if f == "examples" {
			ok, tot := 0, 0
			for _, it := range cat.Items {
				if it.Rule != "" || !in(it.Ref) {
					continue
				}
				for _, e := range append(append([]catalog.Example{}, it.Examples.Good...), it.Examples.Bad...) {
					a := answers(e.Section, e.Text)[it.ID]
					tot++
					if a.Status == e.Status || !cov(a.Status) && !cov(e.Status) {
						ok++
						continue
					}
					fmt.Printf("EX %s %s want %s got %s %s\n   %s\n", it.Ref, e.Section, e.Status, a.Status, els(a), e.Text)
				}
			}
			fmt.Printf("examples %d/%d %.3f\n", ok, tot, float64(ok)/float64(max(tot, 1)))
			continue
		}
		if f == "w2" || f == "w3" {
			wordings(cat, map[string]string{"w2": "second", "w3": "third"}[f], in, answers)
			continue
		}
		raw, err := os.ReadFile("../../testdata/passages/" + f + ".yaml")
		require.NoError(t, err)
		if f == "elements" {
			var groups []struct {
				Item, Element string
				Described     []string
				Tested        []struct{ Activity, Procedure, Result string }
				Negatives     []struct{ Section, Text string }
			}
			require.NoError(t, yaml.Unmarshal(raw, &groups))
			hit, n, thit, tn, fp, nn := 0, 0, 0, 0, 0, 0
			for _, g := range groups {
				ref := answersRef(cat, g.Item)
				if !in(ref) {
					continue
				}
				for _, s := range g.Described {
					n++
					a := answers("III", s)[g.Item]
					if has(a, g.Element) {
						hit++
					} else {
						fmt.Printf("EL %s/%s got %s: %s\n", ref, g.Element, els(a), s)
					}
				}
				for _, s := range g.Tested {
					tn++
					text := s.Activity + " " + s.Procedure + " " + s.Result
					rep := &report.Report{ControlTests: []report.ControlTest{{Page: 1, Activity: s.Activity, Procedures: []string{s.Procedure}, Result: s.Result, Outcome: report.Passed}}}
					st := ""
					for _, a := range list.Answers(rep) {
						if a.ID == g.Item {
							st = a.Status
						}
					}
					if st == "tested" {
						thit++
					} else {
						fmt.Printf("ROW %s/%s got %s: %s\n", ref, g.Element, st, text)
					}
				}
				for _, s := range g.Negatives {
					nn++
					if a := answers(s.Section, s.Text)[g.Item]; cov(a.Status) {
						fp++
						fmt.Printf("NEG %s got %s %s: %s\n", ref, a.Status, els(a), s.Text)
					}
				}
			}
			fmt.Printf("elements sentences %d/%d %.3f rows %d/%d %.3f false %d/%d %.3f\n", hit, n, float64(hit)/float64(max(n, 1)), thit, tn, float64(thit)/float64(max(tn, 1)), fp, nn, float64(fp)/float64(max(nn, 1)))
			continue
		}
		var doc struct {
			Cases []struct {
				ID, Section, Text, Why string
				Labels                 map[string]string
			}
		}
		require.NoError(t, yaml.Unmarshal(raw, &doc))
		ok, tot, fp, neg := 0, 0, 0, 0
		for _, c := range doc.Cases {
			if c.Section == "" {
				c.Section = "III"
			}
			got := answers(c.Section, c.Text)
			var bad []string
			for ref, want := range c.Labels {
				if !in(ref) {
					continue
				}
				a := got[ref]
				tot++
				if !cov(want) {
					neg++
					if cov(a.Status) {
						fp++
					}
				}
				if a.Status == want || !cov(a.Status) && !cov(want) {
					ok++
					continue
				}
				bad = append(bad, fmt.Sprintf("%s want %s got %s %s", ref, want, a.Status, els(a)))
			}
			if len(bad) > 0 && os.Getenv("QUIET") == "" {
				fmt.Printf("%s %s %s\n   %s\n", c.ID, c.Section, strings.Join(bad, "; "), c.Text)
			}
		}
		fmt.Printf("%s exact %d/%d %.3f false %d/%d %.3f\n", f, ok, tot, float64(ok)/float64(max(tot, 1)), fp, neg, float64(fp)/float64(max(neg, 1)))
	}
}

func answersRef(c *catalog.Catalog, id string) string {
	for _, i := range c.Items {
		if i.ID == id {
			return i.Ref
		}
	}
	return ""
}

func has(a checklist.Answer, e string) bool {
	for _, x := range a.Elements {
		if x.ID == e && x.Found == checklist.Full {
			return true
		}
	}
	return false
}

func els(a checklist.Answer) string {
	out := []string{}
	for _, e := range a.Elements {
		if e.Found != checklist.None {
			out = append(out, e.ID+":"+string(e.Found))
		}
	}
	for _, q := range a.NotCounted {
		out = append(out, fmt.Sprintf("not(%s %v)", q.Flag, q.Elements))
	}
	for _, l := range a.LooksLike {
		out = append(out, "look("+l.Family+")")
	}
	return fmt.Sprint(out)
}

func wordings(cat *catalog.Catalog, which string, in func(string) bool, answers func(string, string) map[string]checklist.Answer) {
	cov := func(s string) bool { return s == "described" || s == "tested" || s == "partial" }
	files, _ := filepath.Glob("/work/main/testdata/passages/wordings/" + which + "/*.yaml")
	ok, tot, fp, neg := 0, 0, 0, 0
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		var d struct {
			Item, Ref string
			Cases     []struct{ Section, Status, Text, Of string }
		}
		if err := yaml.Unmarshal(raw, &d); err != nil {
			fmt.Println(f, err)
			continue
		}
		if !in(d.Ref) || d.Ref == "AI-R5" {
			continue
		}
		for _, c := range d.Cases {
			a := answers(c.Section, c.Text)[d.Item]
			tot++
			if !cov(c.Status) {
				neg++
				if cov(a.Status) {
					fp++
				}
			}
			if a.Status == c.Status || !cov(a.Status) && !cov(c.Status) {
				ok++
				continue
			}
			if os.Getenv("QUIET") == "" {
				fmt.Printf("W %s %s %s want %s got %s %s\n   %s\n", d.Ref, c.Of, c.Section, c.Status, a.Status, els(a), c.Text)
			}
		}
	}
	fmt.Printf("wordings %s %d files exact %d/%d %.3f false %d/%d %.3f\n", which, len(files), ok, tot, float64(ok)/float64(max(tot, 1)), fp, neg, float64(fp)/float64(max(neg, 1)))
}
