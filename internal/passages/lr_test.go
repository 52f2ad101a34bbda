package passages_test

import (
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/checklist/matcher"
	"countersign/checklist/wording"
	"countersign/parser/anatomy"
	"countersign/report"

	"github.com/kljensen/snowball/english"
	"gopkg.in/yaml.v3"
)

type inst struct {
	text   string
	labels map[string]bool
	sec    string
}

func feats(s string) []string {
	var out []string
	prev := ""
	seen := map[string]bool{}
	add := func(f string) {
		if !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	for _, t := range wording.Tokens(s) {
		w := english.Stem(t.Word, false)
		if len(w) < 2 {
			continue
		}
		if w[0] >= '0' && w[0] <= '9' {
			w = "#"
		}
		add(w)
		if prev != "" && os.Getenv("BI") != "" {
			add(prev + " " + w)
		}
		prev = w
	}
	return out
}

func TestLR(t *testing.T) {
	if os.Getenv("LR") == "" {
		t.Skip()
	}
	cat, _ := catalog.Load()
	cov := func(s string) bool { return s == "described" || s == "tested" || s == "partial" }
	id2ref := map[string]string{}
	var train, test []inst
	for _, it := range cat.Items {
		id2ref[it.ID] = it.Ref
		for _, e := range append(append([]catalog.Example{}, it.Examples.Good...), it.Examples.Bad...) {
			if it.Rule == "" {
				train = append(train, inst{e.Text, map[string]bool{it.Ref: cov(e.Status)}, e.Section})
			}
		}
	}
	w := func(which string) []inst {
		var out []inst
		files, _ := filepath.Glob("/work/main/testdata/passages/wordings/" + which + "/*.yaml")
		for _, f := range files {
			raw, _ := os.ReadFile(f)
			var d struct {
				Item, Ref string
				Cases     []struct{ Section, Status, Text string }
			}
			yaml.Unmarshal(raw, &d)
			if d.Ref == "AI-R5" {
				continue
			}
			for _, c := range d.Cases {
				out = append(out, inst{c.Text, map[string]bool{d.Ref: cov(c.Status)}, c.Section})
			}
		}
		return out
	}
	train = append(train, w("second")...)
	test = w("third")
	for _, f := range []string{"first", "second"} {
		raw, _ := os.ReadFile("../../testdata/passages/" + f + ".yaml")
		var doc struct {
			Cases []struct {
				Section, Text string
				Labels        map[string]string
			}
		}
		yaml.Unmarshal(raw, &doc)
		for _, c := range doc.Cases {
			l := map[string]bool{}
			for k, v := range c.Labels {
				l[k] = cov(v)
			}
			if len(l) > 0 {
				train = append(train, inst{c.Text, l, c.Section})
			}
		}
	}
	raw, _ := os.ReadFile("../../testdata/passages/elements.yaml")
	var groups []struct {
		Item, Element string
		Described     []string
		Tested        []struct{ Activity, Procedure, Result string }
		Negatives     []struct{ Section, Text string }
	}
	yaml.Unmarshal(raw, &groups)
	for _, g := range groups {
		for _, s := range g.Described {
			train = append(train, inst{s, map[string]bool{id2ref[g.Item]: true}, "III"})
		}
		for _, s := range g.Tested {
			train = append(train, inst{s.Activity + " " + s.Procedure + " " + s.Result, map[string]bool{id2ref[g.Item]: true}, "IV"})
		}
		for _, s := range g.Negatives {
			train = append(train, inst{s.Text, map[string]bool{id2ref[g.Item]: false}, s.Section})
		}
	}
	near := [][]string{{"AI-R1", "AI-G1"}, {"AI-R2", "AI-G2", "AI-CO-01"}, {"AI-R3", "AI-G3", "AI-PI-06", "AI-PI-08", "AI-PI-05", "AI-PI-07"}, {"AI-R4", "AI-CO-04", "AI-CO-05"}, {"AI-G4", "AI-PI-02", "AI-CO-03", "AI-PR-02"}, {"AI-G5", "AI-PI-09", "AI-R3"}, {"AI-G7", "AI-CC-06", "AI-CC-09", "AI-CC-03"}, {"AI-G8", "AI-PR-06", "AI-PR-01", "AI-G2", "AI-PR-03", "AI-PR-07"}, {"AI-AV-03", "AI-AV-05"}, {"AI-CC-01", "AI-CO-02", "AI-CC-05"}, {"AI-PR-05", "AI-PR-03"}}
	rel := func(a string, ls map[string]bool) bool {
		for b := range ls {
			for _, g := range near {
				x, y := false, false
				for _, r := range g {
					x = x || r == a
					y = y || r == b
				}
				if x && y {
					return true
				}
			}
		}
		return false
	}
	df := map[string]int{}
	tf := make([][]string, len(train))
	for i, x := range train {
		tf[i] = feats(x.text)
		for _, f := range tf[i] {
			df[f]++
		}
	}
	rng := rand.New(rand.NewSource(1))
	type sc struct {
		s   float64
		pos bool
	}
	var all []sc
	m, _ := matcher.Compile(cat)
	list, _ := checklist.New(cat)
	already, alreadyFP, cand, candNeg := 0, 0, 0, 0
	ok := map[int]bool{}
	for i, x := range test {
		roles := map[string]report.Role{"I": "opinion", "II": "assertion", "III": "description", "IV": "tests", "V": "other"}
		ref := ""
		for k := range x.labels {
			ref = k
		}
		covd, flagged := false, false
		for _, a := range list.Answers(anatomy.Passage(roles[x.sec], x.text)) {
			if a.Ref == ref {
				covd = cov(a.Status)
				flagged = len(a.NotCounted) > 0
			}
		}
		se := m.Sense(x.text)
		cue := false
		for _, c := range se.Cues {
			if c == "planned" || c == "negated" || c == "shifted-to-customer" || c == "carved-out" || c == "unaudited" || c == "staff-policy" {
				cue = true
			}
		}
		if covd {
			if x.labels[ref] {
				already++
			} else {
				alreadyFP++
			}
			continue
		}
		if len(se.Things) > 0 && !flagged && !cue && x.sec != "V" {
			ok[i] = true
			if x.labels[ref] {
				cand++
			} else {
				candNeg++
			}
		}
	}
	fmt.Println("rules hit", already, "rules fp", alreadyFP, "candidates pos", cand, "neg", candNeg)
	for _, it := range cat.Items {
		if it.Rule != "" {
			continue
		}
		wts := map[string]float64{}
		b := -2.0
		var idx []int
		for i := range train {
			if _, ok := train[i].labels[it.Ref]; ok || !rel(it.Ref, train[i].labels) {
				idx = append(idx, i)
			}
		}
		for ep := 0; ep < 25; ep++ {
			rng.Shuffle(len(idx), func(i, j int) { idx[i], idx[j] = idx[j], idx[i] })
			lr := 0.15 / (1 + 0.15*float64(ep))
			for _, i := range idx {
				y, lab := train[i].labels[it.Ref]
				wt := 0.3
				if lab {
					wt = 1
					if y {
						wt = 3
					}
				}
				z := b
				n := math.Sqrt(float64(len(tf[i])))
				for _, f := range tf[i] {
					if df[f] >= 3 {
						z += wts[f] / n * 3
					}
				}
				p := 1 / (1 + math.Exp(-z))
				yy := 0.0
				if y {
					yy = 1
				}
				g := (p - yy) * wt * lr
				b -= g * 0.3
				for _, f := range tf[i] {
					if df[f] >= 3 {
						wts[f] -= g/n*3 + lr*0.0005*wts[f]
					}
				}
			}
		}
		for ti, x := range test {
			y, has := x.labels[it.Ref]
			if !has || !ok[ti] {
				continue
			}
			fs := feats(x.text)
			z := b
			n := math.Sqrt(float64(len(fs)))
			for _, f := range fs {
				z += wts[f] / n * 3
			}
			all = append(all, sc{z, y})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].s > all[j].s })
	pos, neg := 0, 0
	for _, x := range all {
		if x.pos {
			pos++
		} else {
			neg++
		}
	}
	tp, fp := 0, 0
	next := 0.0
	for _, x := range all {
		if x.pos {
			tp++
		} else {
			fp++
		}
		if r := float64(fp) / float64(neg); r >= next {
			fmt.Printf("fp %.3f recall %.3f threshold %.2f\n", r, float64(tp)/float64(pos), x.s)
			next += 0.02
		}
		if next > 0.9 {
			break
		}
	}
	fmt.Println(len(train), len(test), pos, neg)
}
