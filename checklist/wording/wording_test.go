package wording_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/checklist/wording"
)

func words(text string) []string {
	out := []string{}
	for _, t := range wording.Tokens(text) {
		out = append(out, t.Word)
	}
	return out
}

func TestTokensAreWordsWhateverTheirSpelling(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"case", "Model Weights", "model weights"},
		{"hyphens", "fine-tuned role–based co‑pilot", "fine tuned role based co pilot"},
		{"slashes", "CI/CD and/or", "ci cd and or"},
		{"criteria", "CC6.1", "cc6 1"},
		{"possessive", "the model's weights", "the model weights"},
		{"curly possessive", "the model’s weights", "the model weights"},
		{"possessive in capitals", "THE MODEL'S WEIGHTS", "the model weights"},
		{"possessive at the end", "the model's", "the model"},
		{"possessive of a plural", "the users' data", "the users data"},
		{"no possessive", "it'sy don't", "it sy don t"},
		{"soft hyphen", "infer\u00adence", "inference"},
		{"soft hyphens alone", "model \u00ad\u00ad log", "model log"},
		{"soft hyphen at a line's end", "infer\u00ad ence", "infer ence"},
		{"accents", "Résumé naïve", "résumé naïve"},
		{"other scripts", "модель 模型", "модель 模型"},
		{"digits", "30 days, 99.9%", "30 days 99 9"},
		{"ise", "authorise authorised authorising authorises", "authorize authorized authorizing authorizes"}, //nolint:misspell // spelled the British way on purpose
		{"isation", "organisation organisations anonymisation", "organization organizations anonymization"},   //nolint:misspell // spelled the British way on purpose
		{"s everywhere", "exercise supervised advertised compromised enterprise otherwise precise", "exercise supervised advertised compromised enterprise otherwise precise"},
		{"short words", "raise noise wise rise advise", "raise noise wise rise advise"},
		{"licence", "licence licences", "license licenses"},           //nolint:misspell // spelled the British way on purpose
		{"labelled", "labelled labelling", "labeled labeling"},        //nolint:misspell // spelled the British way on purpose
		{"behaviour", "behaviour behavioural", "behavior behavioral"}, //nolint:misspell // spelled the British way on purpose
		{"programme", "programme catalogue", "program catalog"},       //nolint:misspell // spelled the British way on purpose
		{"nothing", "", ""},
		{"signs only", " -- ''’ \t\n|", ""},
		{"invalid", "a\xffb", "a b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, strings.Fields(c.want), words(c.text))
		})
	}
}

func TestTokensTellWhereTheyStand(t *testing.T) {
	text := "The model’s infer\u00adence-log, 2×."
	got := []string{}
	for _, tok := range wording.Tokens(text) {
		got = append(got, text[tok.Start:tok.End])
	}
	assert.Equal(t, []string{"The", "model", "infer\u00adence", "log", "2"}, got)
}

// find lists the spans of text in which a term is found.
func find(t *testing.T, term, text string) []string {
	t.Helper()
	x := wording.NewIndex()
	require.NoError(t, x.Add(term, 7))
	tokens := wording.Tokens(text)
	out := []string{}
	for _, m := range x.Find(tokens) {
		assert.Equal(t, 7, m.Term)
		out = append(out, text[tokens[m.From].Start:tokens[m.To-1].End])
	}
	return out
}

func TestTermsFindTheirWords(t *testing.T) {
	for _, c := range []struct{ name, term, text, want string }{
		{"stem", "approve", "Approved, approving, approves; approval; proven.", "Approved approving approves approval"},
		{"stem of the term", "approvals", "approved", "approved"},
		{"not a longer word", "log", "logs logic login blog", "logs"},
		{"exact", "=log", "log logs logged LOG", "log LOG"},
		{"exact of a plural", "=logs", "log logs", "logs"},
		{"prefix", "approv*", "approve approver approvable prove", "approve approver approvable"},
		{"prefix as a whole word", "log*", "log", "log"},
		{"one or the other", "sign|approve", "signed approved signal", "signed approved"},
		{"alternatives with marks", "=sign|approv*", "signed sign approver", "sign approver"},
		{"alternatives of one stem", "approve|approved|approv*", "approved", "approved"},
		{"American term", "authorize", "authorised", "authorised"}, //nolint:misspell // spelled the British way on purpose
		{"British term", "authorised", "authorized", "authorized"}, //nolint:misspell // spelled the British way on purpose
		{"exact in British", "=organisation", "organization", "organization"},
		{"capitals in the term", "Model Weights", "model weights", "model weights"},
		{"possessive", "model weights", "the model's weights", "model's weights"},
		{"possessive term", "model's weights", "model weights", "model weights"},
		{"hyphen in the text", "fine tune", "fine-tuned", "fine-tuned"},
		{"hyphen in the term", "fine-tune", "fine tuned", "fine tuned"},
		{"slash", "ci/cd", "CI/CD", "CI/CD"},
		{"marks in hyphenated words", "fine-tun*", "fine-tuning", "fine-tuning"},
		{"exact in hyphenated words", "=fine-tuned", "fine-tuned fine-tuning", "fine-tuned"},
		{"phrase in order only", "model card", "card model", ""},
		{"phrase without a gap", "model card", "model risk card", ""},
		{"across signs", "model card", "model, card", "model, card"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, strings.Join(find(t, c.term, c.text), " "))
		})
	}
}

func TestGapsSpanUpToThreeWords(t *testing.T) {
	for _, c := range []struct {
		name, term, text string
		want             []string
	}{
		{"none", "log .. prompt", "log prompt", []string{"log prompt"}},
		{"three", "log .. prompt", "log of every user prompt", []string{"log of every user prompt"}},
		{"four", "log .. prompt", "log of every single user prompt", []string{}},
		{"two gaps", "log .. user .. prompt", "log of the user and their prompt", []string{"log of the user and their prompt"}},
		{"each end", "log .. prompt", "log prompt prompt", []string{"log prompt", "log prompt prompt"}},                    //nolint:dupword // the words repeat on purpose
		{"each start", "log .. prompt", "log log prompt", []string{"log log prompt", "log prompt"}},                        //nolint:dupword // the words repeat on purpose
		{"two ways through the middle", "log .. user .. prompt", "log user user prompt", []string{"log user user prompt"}}, //nolint:dupword // the words repeat on purpose
		{"gap after a phrase", "inference log .. kept", "inference log is kept", []string{"inference log is kept"}},
		{"at the end of the text", "log .. prompt", "log of", []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.ElementsMatch(t, c.want, find(t, c.term, c.text))
		})
	}
}

func TestBadTermsAreRefused(t *testing.T) {
	for _, term := range []string{"", "  ", "..", ".. log", "log ..", "log .. .. prompt", "=", "*", "log|", "|log", "a||b", "=|a", "!!!", "=\u00ad", "\u00ad*", "-*", "=--", "a|--", "a|fine-tuned", "=a b|c-d*"} {
		t.Run(term, func(t *testing.T) {
			err := wording.NewIndex().Add(term, 1)
			require.Error(t, err)
			assert.Contains(t, err.Error(), fmt.Sprintf("%q", term), "the error names the term")
			assert.Equal(t, err, wording.Check(term))
		})
	}
	assert.NoError(t, wording.Check("approv* .. =log|record"))
}

func TestFindListsAllTermsInOrderAndOnce(t *testing.T) {
	x := wording.NewIndex()
	for id, term := range []string{"model", "model card", "card", "model .. owner", "=model", "mod*"} {
		require.NoError(t, x.Add(term, id))
	}
	require.NoError(t, x.Add("models|model", 0), "an identifier may have several terms")
	require.NoError(t, x.Add("model", 0))
	got := x.Find(wording.Tokens("The model card names a model owner."))
	assert.ElementsMatch(t, []wording.Match{
		{0, 1, 2}, {4, 1, 2}, {5, 1, 2}, {1, 1, 3}, {2, 2, 3}, {0, 5, 6}, {4, 5, 6}, {5, 5, 6}, {3, 5, 7},
	}, got)
	for i := 1; i < len(got); i++ {
		assert.LessOrEqual(t, got[i-1].From, got[i].From)
	}
	assert.Empty(t, x.Find(nil))
	assert.Equal(t, got, x.Find(wording.Tokens("The model card names a model owner.")), "an index is not changed by use")
}

func TestRepeatedWordsDoNotMultiplyTheWalk(t *testing.T) {
	x := wording.NewIndex()
	require.NoError(t, x.Add(strings.Repeat("a .. ", 30)+"a", 1))
	found := x.Find(wording.Tokens(strings.Repeat("a ", 60))) // 4 to the 30th ways, were each walked
	assert.NotEmpty(t, found)
}

// FuzzFind looks for any terms in any text. It must not panic; matches lie inside the tokens, tokens inside the text.
func FuzzFind(f *testing.F) {
	f.Add("approv* .. =log|record", "The approver's log", "fine-tune")
	f.Add("a .. a .. a", "a a a a a a", "=a|a*") //nolint:dupword // the words repeat on purpose
	f.Add("\u00ad*", "\u00ad", "=\u00ad")
	f.Add("ISE|=Organisation", "organisations’S\xff", "é") //nolint:misspell // spelled the British way on purpose
	f.Fuzz(func(t *testing.T, first, text, second string) {
		if len(first)+len(second)+len(text) > 5000 {
			return // long enough
		}
		x := wording.NewIndex()
		for id, term := range []string{first, second} {
			assert.Equal(t, wording.Check(term), x.Add(term, id))
		}
		tokens := wording.Tokens(text)
		end := 0
		for _, tok := range tokens {
			require.NotEmpty(t, tok.Word)
			require.True(t, end <= tok.Start && tok.Start < tok.End && tok.End <= len(text))
			end = tok.End
		}
		seen := map[wording.Match]bool{}
		from := 0
		for _, m := range x.Find(tokens) {
			require.True(t, from <= m.From && m.From < m.To && m.To <= len(tokens))
			require.False(t, seen[m], "%v twice", m)
			from, seen[m] = m.From, true
		}
	})
}
