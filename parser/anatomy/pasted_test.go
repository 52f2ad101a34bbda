package anatomy_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"countersign/parser/anatomy"
	"countersign/report"
)

// passageCase is a labeled passage. Only what a case gives is asserted; of an exception, a missing number is one that is not stated.
type passageCase struct {
	ID, Section, Text string
	Exceptions        *[]wantedException
	Tests             []wantedTest
}

type wantedException struct {
	Criteria               []string
	ControlID              string `yaml:"control_id"`
	SampleSize             *int   `yaml:"sample_size"`
	Population, Deviations *int
	Kind, Failure          string
	ManagementResponse     bool `yaml:"management_response"`
	QualifiesOpinion       bool `yaml:"qualifies_opinion"`
}

type wantedTest struct {
	Control, Outcome string
	Sample           *int
	InquiryOnly      bool `yaml:"inquiry_only"`
}

// passageFigures counts what was found in a file of passages, as evaluation does: an exception is the labeled one when it shares a
// criterion or the control.
type passageFigures struct {
	cases, found, missed, wrong int
	counts, countsRight         int
	details, detailsRight       int
	fields                      map[string][2]int // of each field: how many there were, and how many were right
	faults                      []string
}

func (f *passageFigures) recall() float64    { return share(f.found, f.found+f.missed) }
func (f *passageFigures) precision() float64 { return share(f.found, f.found+f.wrong) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

func roleOf(section string) report.Role {
	return map[string]report.Role{
		"I": report.RoleOpinion, "II": report.RoleAssertion, "III": report.RoleDescription, "IV": report.RoleTests, "V": report.RoleOther,
	}[section]
}

func loadPassages(t testing.TB, path string) []passageCase {
	t.Helper()
	raw, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		t.Skip("no labeled passages at " + path)
	}
	require.NoError(t, err)
	var doc struct{ Cases []passageCase }
	require.NoError(t, yaml.Unmarshal(raw, &doc))
	return doc.Cases
}

func measure(cases []passageCase) *passageFigures {
	f := &passageFigures{fields: map[string][2]int{}}
	reader := anatomy.NewPassageReader()
	for _, c := range cases {
		if c.Exceptions == nil {
			continue
		}
		f.cases++
		got := slices.Clone(reader.Read(roleOf(c.Section), c.Text).Exceptions)
		for _, want := range *c.Exceptions {
			at := slices.IndexFunc(got, want.is)
			if at < 0 && len(*c.Exceptions) == 1 && len(got) == 1 {
				at = 0
			}
			if at < 0 {
				f.missed++
				f.faults = append(f.faults, c.ID+": missed an exception")
				continue
			}
			f.found++
			f.compare(c.ID, want, got[at])
			got = slices.Delete(got, at, at+1)
		}
		f.wrong += len(got)
		for _, e := range got {
			f.faults = append(f.faults, fmt.Sprintf("%s: no exception: %q", c.ID, e.Text))
		}
	}
	return f
}

func (w wantedException) is(e report.Exception) bool {
	if w.ControlID != "" && e.Control != nil && *e.Control == w.ControlID {
		return true
	}
	return slices.ContainsFunc(w.Criteria, func(c string) bool { return slices.Contains(e.Criteria, c) })
}

func (f *passageFigures) compare(id string, w wantedException, e report.Exception) {
	check := func(what string, want, got any, all, right *int) {
		n := f.fields[what]
		n[0]++
		if *all++; assert.ObjectsAreEqual(want, got) {
			*right++
			f.fields[what] = [2]int{n[0], n[1] + 1}
			return
		}
		f.fields[what] = n
		f.faults = append(f.faults, fmt.Sprintf("%s: %s: wanted %v, read %v: %q", id, what, want, got, e.Text))
	}
	check("sample", digits(w.SampleSize), digits(e.Sampled), &f.counts, &f.countsRight)
	check("deviations", digits(w.Deviations), digits(e.Deviations), &f.counts, &f.countsRight)
	check("population", digits(w.Population), digits(e.Population), &f.details, &f.detailsRight)
	check("criteria", slices.Sorted(slices.Values(w.Criteria)), slices.Sorted(slices.Values(e.Criteria)), &f.details, &f.detailsRight)
	check("control", w.ControlID, deref(e.Control), &f.details, &f.detailsRight)
	check("kind", w.Kind, e.Kind, &f.details, &f.detailsRight)
	check("response", w.ManagementResponse, e.ManagementResponse, &f.details, &f.detailsRight)
	check("qualifies", w.QualifiesOpinion, e.QualifiesOpinion, &f.details, &f.detailsRight)
	if w.Failure != "" {
		check("failure", w.Failure, deref(e.Failure), &f.details, &f.detailsRight)
	}
}

func digits(n *int) string {
	if n == nil {
		return "not stated"
	}
	return fmt.Sprint(*n)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// TestExceptionsInPassages holds what is found in labeled passages above floors, and shows each fault.
func TestExceptionsInPassages(t *testing.T) {
	for _, set := range []struct {
		path                               string
		recall, precision, counts, details float64
	}{
		{"testdata/passages.yaml", 0.95, 0.95, 0.95, 0.95},
		{"../../testdata/passages/shared.yaml", 0.97, 0.97, 0.97, 0.97},
		{"../../testdata/passages/second.yaml", 0.97, 0.97, 0.97, 0.97},
	} {
		t.Run(set.path, func(t *testing.T) {
			f := measure(loadPassages(t, set.path))
			t.Logf("%d cases, %d exceptions: recall %.3f, precision %.3f, counts %.3f, other fields %.3f", f.cases, f.found+f.missed, f.recall(), f.precision(), share(f.countsRight, f.counts), share(f.detailsRight, f.details))
			for _, what := range slices.Sorted(maps.Keys(f.fields)) {
				t.Logf("%s: %d of %d", what, f.fields[what][1], f.fields[what][0])
			}
			for _, s := range f.faults {
				t.Log(s)
			}
			assert.GreaterOrEqual(t, f.recall(), set.recall)
			assert.GreaterOrEqual(t, f.precision(), set.precision)
			assert.GreaterOrEqual(t, share(f.countsRight, f.counts), set.counts)
			assert.GreaterOrEqual(t, share(f.detailsRight, f.details), set.details)
		})
	}
}

// TestControlsInPassages shows that controls, their samples and outcomes are read where passages label them.
func TestControlsInPassages(t *testing.T) {
	reader := anatomy.NewPassageReader()
	for _, c := range loadPassages(t, "testdata/passages.yaml") {
		if c.Tests == nil {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			got := reader.Read(roleOf(c.Section), c.Text).ControlTests
			require.Len(t, got, len(c.Tests))
			for i, w := range c.Tests {
				assert.Equal(t, w.Control, deref(got[i].Control))
				assert.Equal(t, w.Outcome, string(got[i].Outcome))
				assert.Equal(t, w.InquiryOnly, got[i].InquiryOnly)
				if w.Sample != nil {
					assert.Equal(t, *w.Sample, *got[i].Sample)
				}
			}
		})
	}
}
