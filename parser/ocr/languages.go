package ocr

import (
	"context"
	"strings"
)

// Languages are those that the program has data for. English is the one that pages are read in.
func (t *Tesseract) Languages(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	out, err := t.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil, err
	}
	var list []string
	for line := range strings.Lines(string(out)) {
		if word := strings.TrimSpace(line); word != "" && !strings.ContainsAny(word, " \t:") { // the first line is a sentence
			list = append(list, word)
		}
	}
	return list, nil
}
