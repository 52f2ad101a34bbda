package store

import (
	"encoding/hex"
	"strings"
	"unicode"

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
func (db *DB) searchFindings(g *gorm.DB, words []string, q review.Query) *gorm.DB {
	if db.Dialect == Postgres {
		return g.Where("findings.words @@ to_tsquery('simple', ?)", strings.Join(words, " & ")+":*")
	}
	match := `words : ("` + strings.Join(words, `" "`) + `" *)`
	for _, name := range []string{"review_id", "vendor_id"} {
		if ids := q.Where[name]; ids != "" {
			match += " AND place : (" + places(ids) + ")"
		}
	}
	return g.Select("findings.*, findings_words.rowid AS number").
		Joins("JOIN findings_search ON findings_search.finding_id = findings.id").
		Joins("JOIN findings_words ON findings_words.rowid = findings_search.number").
		Where("findings_words MATCH ?", match)
}

// places are the words under which reviews and vendors stand in the index.
func places(ids string) string {
	list := strings.Split(ids, ",")
	for i, id := range list {
		list[i] = `"` + hex.EncodeToString([]byte(id)) + `"`
	}
	return strings.Join(list, " OR ")
}
