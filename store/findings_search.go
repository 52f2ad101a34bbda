package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"countersign/review"

	"gorm.io/gorm"
)

// wordsOf cuts a search at all that is neither letter nor digit. Nothing else of it reaches the index, so that no search can be a mistake of
// syntax.
func wordsOf(search string) []string {
	return strings.FieldsFunc(strings.ToLower(search), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// searchFindings limits a query to findings that hold each word, the last of which may be a beginning.
//
// On SQLite the index gives rows by the number in which they came, and those that hold a frequent word must not be gathered and sorted
// first: there the newest come by that number, not by id. A search within a review or a vendor is narrowed in the index itself.
func (db *DB) searchFindings(ctx context.Context, g *gorm.DB, words []string, q review.Query) (*gorm.DB, error) {
	if db.Dialect == Postgres {
		return g.Where("findings.words @@ to_tsquery('simple', ?)", strings.Join(words, " & ")+":*"), nil
	}
	last, err := db.beginning(ctx, words[len(words)-1])
	if err != nil {
		return nil, err
	}
	match := "words : ("
	for _, w := range words[:len(words)-1] {
		match += quoted(w) + " AND "
	}
	match += "(" + last + "))"
	for _, name := range []string{"review_id", "vendor_id"} {
		if ids := q.Where[name]; ids != "" {
			match += " AND place : (" + places(ids) + ")"
		}
	}
	return g.Select("findings.*, findings_words.rowid AS number").
		Joins("JOIN findings_search ON findings_search.finding_id = findings.id").
		Joins("JOIN findings_words ON findings_words.rowid = findings_search.number").
		Where("findings_words MATCH ?", match), nil
}

// beginning is what finds the words that begin so. Those of up to three letters stand in the index by themselves. Of longer ones the index
// would gather all rows before it gives the first; the few words that do begin so, one by one, give theirs at once.
func (db *DB) beginning(ctx context.Context, word string) (string, error) {
	const indexed, most = 3, 32
	if utf8.RuneCountInString(word) <= indexed {
		return quoted(word) + " *", nil
	}
	var found []string
	for from := word; ; {
		var terms []string
		err := db.read.WithContext(ctx).Raw("SELECT term FROM findings_terms WHERE term >= ? LIMIT 1", from).Scan(&terms).Error
		if err != nil {
			return "", fmt.Errorf("cannot look for words: %w", err)
		}
		if len(terms) == 0 || !strings.HasPrefix(terms[0], word) {
			break
		}
		if len(found) == most {
			return quoted(word) + " *", nil
		}
		found = append(found, quoted(terms[0]))
		from = terms[0] + "\x00" // the next one
	}
	if len(found) == 0 {
		return quoted(word), nil
	}
	return strings.Join(found, " OR "), nil
}

// quoted is a word as the index takes it; there is no quote in it, since it has letters and digits only.
func quoted(word string) string { return `"` + word + `"` }

// places are the words under which reviews and vendors stand in the index.
func places(ids string) string {
	list := strings.Split(ids, ",")
	for i, id := range list {
		list[i] = `"` + hex.EncodeToString([]byte(id)) + `"`
	}
	return strings.Join(list, " OR ")
}
