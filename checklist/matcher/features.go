package matcher

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"countersign/checklist/wording"
	"countersign/report"
)

// A report calls its AI by a name of its own ("the Ada assistant", "Ada is built on language models of ...") or by an ordinary word of
// which it says once what it is ("the detectors are convolutional networks", "photo libraries from which they learn", "returns an
// estimate"). From then on the name or the word alone is a model, training data or output.
const (
	featureName = `([A-Z][\p{L}\d]+(?: [A-Z][\p{L}\d]+)?)`
	featureKind = `(?:assistants?|chat ?bots?|copilots?|co-pilots?|bots?|tutors?|companions?|advisors?|advisers?)`
	aiThing     = `(?:AI|A\.I\.|artificial intelligence|machine[- ]learning|language models?|LLMs?|generative|neural|conversational (?:agent|AI)|chat ?bot|` +
		`virtual (?:assistant|agent)|(?:Claude|GPT|Gemini|Llama|Mistral|foundation|third-party) models?|models? (?:of|from|by) (?:OpenAI|Anthropic|Google|Mistral|Cohere|Meta))`
)

var (
	kindNamed = regexp.MustCompile(`\b[Tt]he ` + featureName + ` (?:AI ` + featureKind + `|` + featureKind + `|language models?)\b`)
	namedKind = regexp.MustCompile(`\b(?:AI|chat|virtual|digital|generative|conversational|writing|in-app|built-in|language) ` + featureKind + `(?:,| called| named| \(|,? known as) ?["“]?` + featureName)
	isAThing  = regexp.MustCompile(featureName + `["”]?,? (?:is|are|our|an?|the)(?: an?| the| our| its)?(?: [\w-]+){0,3}? ` + aiThing)
	builtOn   = regexp.MustCompile(featureName + ` (?:relies on|is built on|is based on|uses|is powered by|runs on|calls|draws on|is driven by|works with) (?:[\w'’-]+ ){0,5}?` + aiThing)
	technique = regexp.MustCompile(`(?i)\b(?:convolutional|neural net|deep[- ]learning|machine[- ]learn|gradient[- ]boost|boosted tree|random forest|` +
		`transformers?\b|language model|LLM|foundation model|logistic regression)`)
	featureNoun = regexp.MustCompile(`(?i)\b(?:scorecard|detector|recogni[sz]er|classifier|forecaster|estimator|predictor|ranker|recommender|matcher|tagger|` +
		`translator|transcriber|summari[sz]er|extractor|assistant|chatbot|copilot|tutor)s?\b`)
	learnedFrom = regexp.MustCompile(`(?i)\b(librar(?:y|ies)|corp(?:us|ora)|collections?|samples?|archives?|pools?)\b,? (?:from|on|with|to) which [^.;]{0,40}\b(?:learns?|trained|fitted|fit|developed|tuned)\b`)
	givesOut    = regexp.MustCompile(`(?i)\b(?:returns?|produces?|gives?|generates?|computes?|proposes?|predicts?|drafts?)\b[^.;]{0,40}?\b(?:an?|the) (?:[\w-]+ )?(score|estimate|draft|recommendation|transcript|prediction|forecast|suggestion)s?\b`)
)

// feature is a name (its words, each with a capital in the text) or an ordinary word.
type feature struct {
	words   []string
	name    bool
	concept int
}

// introduced lists the names and words that the description introduces for its AI.
func (j *judge) introduced(rep *report.Report) []feature {
	var found []feature
	for i := range rep.Passages {
		p := &rep.Passages[i]
		if p.Role != report.RoleDescription || p.Duty != "" {
			continue
		}
		if !slices.ContainsFunc(p.Sentences, func(s report.Sentence) bool { return mayIntroduce(s.Text) }) {
			continue
		}
		speaks := slices.ContainsFunc(p.Sentences, func(s report.Sentence) bool { return j.m.readIn(s.Text, j.names).speaks })
		for _, s := range p.Sentences {
			found = append(found, j.introducedIn(s.Text, speaks)...)
		}
	}
	slices.SortFunc(found, func(a, b feature) int { return slices.Compare(a.words, b.words) })
	found = slices.CompactFunc(found, func(a, b feature) bool { return slices.Equal(a.words, b.words) })
	return slices.DeleteFunc(found, func(f feature) bool {
		return f.concept < 0 || f.name && (j.names.has(f.words) || !isName(rep, f.words))
	})
}

// mayIntroduce tells the few sentences that are worth the search.
func mayIntroduce(text string) bool {
	return slices.ContainsFunc([]string{
		"AI", "A.I.", "LLM", "model", "network", "neural", "learning", "learns", "boost", "forest", "transformer", "regression",
		"generative", "assistant", "bot", "pilot", "tutor", "companion", "advis", "agent", "classifier", "recogni", "detector", "intelligence", "algorithm", "predict", "trained",
	}, func(w string) bool { return strings.Contains(text, w) })
}

// introducedIn lists those of one sentence; speaks tells whether its passage speaks of AI.
func (j *judge) introducedIn(text string, speaks bool) []feature {
	var out []feature
	word := func(w string, concept int) {
		w = strings.ToLower(w)
		out = append(out, feature{words: []string{w}, concept: concept}, feature{words: []string{otherNumber(w)}, concept: concept})
	}
	for _, p := range [...]*regexp.Regexp{kindNamed, namedKind, isAThing, builtOn} {
		for _, m := range p.FindAllStringSubmatch(text, -1) {
			out = append(out, feature{words: wordsOf(m[1]), name: true, concept: j.m.cues.model})
		}
	}
	if technique.MatchString(text) {
		for _, n := range featureNoun.FindAllString(text, -1) {
			word(n, j.m.cues.model)
		}
	}
	if speaks {
		for _, m := range learnedFrom.FindAllStringSubmatch(text, -1) {
			word(m[1], j.m.cues.data)
		}
		for _, m := range givesOut.FindAllStringSubmatch(text, -1) {
			word(m[1], j.m.cues.output)
		}
	}
	if len(out) == 0 {
		return nil
	}
	if s := j.m.readIn(text, j.names); j.flagOf(&s, false) != "" || s.strange {
		return nil
	}
	return out
}

// isName tells a name from a word that a sentence begins with: it is hardly ever written small.
func isName(rep *report.Report, words []string) bool {
	const often = 4
	capital, small := 0, 0
	count := func(text string) {
		tokens := wording.Tokens(text)
		for i := range tokens {
			switch {
			case i+len(words) > len(tokens) || !stands(words, tokens[i:]):
			case capitals(text, tokens[i:i+len(words)]):
				capital++
			default:
				small++
			}
		}
	}
	for i := range rep.Passages {
		for _, s := range rep.Passages[i].Sentences {
			count(s.Text)
		}
	}
	for i := range rep.ControlTests {
		count(rep.ControlTests[i].Activity)
	}
	return capital > 1 && small*often <= capital
}

// mark finds the features among the words of a text; Term is the concept.
func (n *names) mark(text string, tokens []wording.Token) []wording.Match {
	var out []wording.Match
	for _, f := range n.features {
		for i := 0; i+len(f.words) <= len(tokens); i++ {
			if stands(f.words, tokens[i:]) && (!f.name || capitals(text, tokens[i:i+len(f.words)])) {
				out = append(out, wording.Match{Term: f.concept, From: i, To: i + len(f.words)})
			}
		}
	}
	return out
}

func capitals(text string, tokens []wording.Token) bool {
	return !slices.ContainsFunc(tokens, func(t wording.Token) bool {
		return !unicode.IsUpper([]rune(text[t.Start:t.End])[0])
	})
}

func wordsOf(text string) []string {
	var out []string
	for _, t := range wording.Tokens(text) {
		out = append(out, t.Word)
	}
	return out
}

// has tells whether a word of the name is one of the vendor's, its system's or its auditor's: those say nothing. So does that of a provider
// that is listed.
func (n *names) has(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return n.known[w] || slices.ContainsFunc(n.all, func(name []string) bool { return slices.Contains(name, w) })
	})
}
