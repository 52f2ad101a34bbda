package factsheet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countersign/fault"
	"countersign/scoring"
	"countersign/scoring/factsheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func config(t testing.TB) scoring.Config {
	t.Helper()
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	return cfg
}

// mistakes parses a sheet and gives what is wrong with it, line by line.
func mistakes(t *testing.T, text string) []string {
	t.Helper()
	_, err := factsheet.Parse("s.yaml", []byte(text), config(t))
	if err == nil {
		return nil
	}
	return strings.Split(err.Error(), "\n")
}

func TestTheWorkedExampleAsASheet(t *testing.T) {
	cfg := config(t)
	loaded, err := factsheet.Load(filepath.Join("testdata", "larkspur.yaml"), cfg)
	require.NoError(t, err)
	p, err := scoring.Provider(loaded.Sheet, loaded.Inputs, scoring.Date{Year: 2026, Month: 6, Day: 15}, cfg)
	require.NoError(t, err)
	assert.InDelta(t, 72.0943, p.Score, 1e-4)
	assert.InDelta(t, 74.4943, p.High, 1e-4)
	assert.InDelta(t, 97.6, p.Completeness, 1e-4)
	assert.Equal(t, "B", p.Grade)
	assert.Equal(t, "Larkspur Models", p.Provider)
	assert.Equal(t, "The developer's API", p.Route)
	assert.Empty(t, p.Notes)
	a := loaded.Sheet.Answers["dpa.signed"]
	assert.Equal(t, "E3, dpa.pdf (A. Reader, 2026-06-10)", a.Origin(), "defaults say who looked and when")
}

func TestTheTemplateIsAValidSheetOfUnknowns(t *testing.T) {
	cfg := config(t)
	text := factsheet.Template(cfg)
	s, err := factsheet.Parse("t.yaml", []byte(text), cfg)
	require.NoError(t, err)
	assert.Empty(t, s.Answers)
	for _, sec := range cfg.Sections() {
		for _, f := range sec.Fields {
			assert.Contains(t, text, "\n  "+f.ID+": unknown\n", "%s.%s", sec.Name, f.ID)
			assert.Contains(t, text, "# "+f.Ask+"\n")
		}
	}
	in, err := s.Inputs(nil)
	require.NoError(t, err)
	p, err := scoring.Provider(s.FactSheet, in, scoring.Date{Year: 2026, Month: 6, Day: 15}, cfg)
	require.NoError(t, err)
	assert.Zero(t, p.Score)
	assert.InDelta(t, 100, p.High, 1e-9)
	assert.Zero(t, p.Completeness)
	asked := map[string]bool{}
	for _, u := range p.Unknown {
		asked[u.Field] = true
	}
	for _, d := range cfg.Dimensions {
		for _, f := range d.Fields {
			if f.Points > 0 {
				assert.True(t, asked[d.Section+"."+f.ID], "%s.%s is asked", d.Section, f.ID)
			}
		}
	}
	assert.Nil(t, p.Inherent)
}

func TestAllMistakesAreToldAtOnceWithLineAndField(t *testing.T) {
	got := mistakes(t, `provider: [Larkspur]
rout: API
defaults: { by: A. Reader, date: 15.6.2026 }
dpa:
  sined: { value: yes, evidence: E3, source: x }
  signed: { value: maybe, evidence: E3, source: x }
  security_annex: yes
  processor_role: { value: yes, evidence: E7, source: x }
  purpose_limited: { value: yes }
  breach_notice_hours: { value: soon, evidence: E3, source: x }
  return_deletion: { value: yes, evidence: E3, sauce: x }
versioning:
  pinned: { value: yes, evidence: E1, date: 2026-02-30 }
  pinned: { value: no, evidence: E1 }
report:
  opinion: { value: unqalified, evidence: E4, source: x }
  qualified_on: { value: [CC8.1, CC8.9], evidence: E4, source: x }
  categories: { value: [security, secrecy], evidence: E4, source: x }
incidents:
  list:
    - { title: Leak, severity: bad }
    - leak
use:
  autonomy: { value: 6 }
`)
	want := []string{
		`s.yaml:1: provider: wants a single text`,
		`s.yaml:2: rout: there is no such field; did you mean route?`,
		`s.yaml:3: defaults.date: wants a date like 2026-03-31, not "15.6.2026"`,
		`s.yaml:5: dpa.sined: there is no such field; did you mean signed?`,
		`s.yaml:6: dpa.signed: wants date (when somebody looked) as well`,
		`s.yaml:6: dpa.signed.value: wants yes or no, not "maybe"`,
		`s.yaml:7: dpa.security_annex: wants unknown, or a mapping such as { value: …, evidence: E3, date: 2026-03-31, by: …, source: … }`,
		`s.yaml:8: dpa.processor_role.evidence: wants E0, E1, E2, E3 or E4, not "E7"`,
		`s.yaml:9: dpa.purpose_limited: wants evidence (E0, E1, E2, E3 or E4), date (when somebody looked) as well`,
		`s.yaml:10: dpa.breach_notice_hours.value: wants a number from 0 to 8760 (hours) or none, not "soon"`,
		`s.yaml:11: dpa.return_deletion.sauce: there is no such field; did you mean source?`,
		`s.yaml:13: versioning.pinned.date: wants a date like 2026-03-31, not "2026-02-30"`,
		`s.yaml:14: versioning.pinned: stands twice`,
		`s.yaml:16: report.opinion.value: wants unqualified, qualified, adverse or disclaimer, not "unqalified"; did you mean unqualified?`,
		`s.yaml:17: report.qualified_on.value[2]: wants a trust services criterion such as CC8.1, not "CC8.9"`,
		`s.yaml:18: report.categories.value[2]: wants security, availability, processing integrity, confidentiality or privacy, not "secrecy"`,
		`s.yaml:21: incidents.list[1].severity: wants low, moderate, high or critical, not "bad"`,
		`s.yaml:21: incidents.list[1]: wants a title and a date at least`,
		`s.yaml:22: incidents.list[2]: wants a mapping`,
		`s.yaml:24: use.autonomy.value: wants a number from 1 to 5, not "6"`,
	}
	for _, w := range want {
		assert.Contains(t, strings.Join(got, "\n"), w)
	}
}

func TestAnAnswerSaysWhatStandsBehindIt(t *testing.T) {
	for answer, want := range map[string]string{
		"{ value: yes, evidence: E2, date: 2026-06-10, by: A }": "wants source (a link or document) as well",
		"{ value: yes, evidence: E1, date: 2026-06-10, by: A }": "",
		"{ value: yes, evidence: E1, date: 2026-06-10 }":        "wants by (who looked) as well",
		"{ value: yes, evidence: E0 }":                          "",
		"{ value: unknown, evidence: E4 }":                      "",
		"{ note: asked on June 1 }":                             "",
		"unknown":                                               "",
		"":                                                      "",
		"~":                                                     "",
		"[yes]":                                                 "wants unknown, or a mapping",
		"{ value: [yes], evidence: E1, date: 2026-06-10, by: A }":                 "wants a single text",
		"{ value: yes, evidence: E1, date: 2026-06-10, by: A, until: 2027-01-01}": "does not expire",
		"{ value: true, evidence: E1, date: 2026-06-10, by: A }":                  "",
	} {
		got := strings.Join(mistakes(t, "dpa:\n  signed: "+answer+"\n"), "\n")
		if want == "" {
			assert.Empty(t, got, answer)
		} else {
			assert.Contains(t, got, want, answer)
		}
	}
}

func TestWhatIsNoSheet(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "the file is empty",
		"a: [":                        "no valid YAML",
		"- a":                         "wants a fact sheet",
		"provider: a\n---\nroute: b":  "a second sheet begins here",
		"x: &a b\nprovider: *a":       "wants the value itself",
		"dpa: 3":                      "wants a mapping",
		"dpa: {signed: {<<: {a: b}}}": "there is no such field",
		"report: {exceptions: {value: maybe, evidence: E1, by: a, date: 2026-01-01}}": "wants a list of mappings, or none",
	} {
		assert.Contains(t, strings.Join(mistakes(t, text), "\n"), want, text)
	}
}

func TestFaultsOfLoading(t *testing.T) {
	cfg := config(t)
	dir := t.TempDir()
	_, err := factsheet.Load(filepath.Join(dir, "nosuch.yaml"), cfg)
	assert.True(t, fault.Is(err, fault.FileUnreadable))
	_, err = factsheet.Load(dir, cfg)
	assert.True(t, fault.Is(err, fault.FileUnreadable))

	path := filepath.Join(dir, "bad.yaml")
	require.NoError(t, os.WriteFile(path, []byte("dpa: 3\nrout: x\n"), 0o600))
	_, err = factsheet.Load(path, cfg)
	require.True(t, fault.Is(err, fault.BadFactSheet))
	assert.Contains(t, fault.Of(err).Message, "2 mistakes")
	var list fault.Problems
	require.ErrorAs(t, err, &list)
	assert.Len(t, list, 2)

	require.NoError(t, os.WriteFile(path, []byte("report:\n  report_json: nosuch.json\n"), 0o600))
	_, err = factsheet.Load(path, cfg)
	require.ErrorAs(t, err, &list)
	assert.Equal(t, 2, list[0].Line)
	assert.Contains(t, list[0].String(), "report.report_json: wants the path of a file")

	require.NoError(t, os.WriteFile(path, make([]byte, 1<<20+1), 0o600))
	_, err = factsheet.Load(path, cfg)
	assert.True(t, fault.Is(err, fault.FileUnreadable))
}

// FuzzParse holds that no sheet makes the reader fail in another way than by fault.Problems, and that what it takes can be scored.
func FuzzParse(f *testing.F) {
	raw, err := os.ReadFile(filepath.Join("testdata", "larkspur.yaml"))
	require.NoError(f, err)
	cfg := config(f)
	f.Add(raw)
	f.Add([]byte(factsheet.Template(cfg)))
	f.Add([]byte("dpa: {signed: {value: yes}}"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := factsheet.Parse("s.yaml", raw, cfg)
		if err != nil {
			var list fault.Problems
			require.ErrorAs(t, err, &list)
			return
		}
		in, err := s.Inputs(nil)
		require.NoError(t, err)
		p, err := scoring.Provider(s.FactSheet, in, scoring.Date{Year: 2026, Month: 6, Day: 15}, cfg)
		require.NoError(t, err)
		require.LessOrEqual(t, p.Score, p.High+1e-9)
	})
}
