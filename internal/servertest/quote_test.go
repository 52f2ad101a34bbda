package servertest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOwnQuotesAreLookedUp: what a person quotes stands on its page, or is marked as not verified because they said so.
func TestOwnQuotesAreLookedUp(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		k.start()
		id := k.sent(k.vendor("Brightwater", ""), sample(t, genuine))
		require.Equal(t, "ready", k.settled(id)["analysis"])
		var page float64
		var text string
		for _, f := range k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id+"/findings?limit=200", nil).json(t)["items"].([]any) {
			for _, q := range f.(object)["quotes"].([]any) {
				if words := q.(object)["text"].(string); len(words) > 60 {
					page, text = q.(object)["page"].(float64), words
				}
			}
		}
		require.NotEmpty(t, text)
		add := func(page float64, text string, unverified bool) answer {
			return k.put("risk-officer", http.MethodPost, "/reviews/"+id+"/findings", "", object{
				"title": "Seen", "severity": "low", "reason": "as quoted", "quote": object{"page": page, "text": text}, "unverified": unverified,
			})
		}
		verified := func(a answer) any {
			require.Equal(t, http.StatusCreated, a.StatusCode, "%s", a.raw)
			return a.json(t)["quotes"].([]any)[0].(object)["verified"]
		}
		assert.Equal(t, true, verified(add(page, text, false)))
		assert.Equal(t, true, verified(add(page, "\n"+strings.ReplaceAll(text, " ", "\n  ")+" ", false)), "line ends do not matter")
		assert.Equal(t, true, verified(add(page, text[10:40], true)), "what stands is verified, whatever was said")
		assert.Equal(t, false, verified(add(page, "Pigs can fly.", true)))
		for name, c := range map[string]struct {
			page float64
			text string
			says string
		}{
			"no such words":    {page, "Pigs can fly.", "nor on any other"},
			"other capitals":   {page, strings.ToUpper(text), "word for word"},
			"another page":     {page + 1, text, "quote.page: these words stand on page"},
			"beyond the end":   {9999, text, "the report has"},
			"nothing to quote": {page, " - ", "needs words"},
		} {
			a := add(c.page, c.text, false)
			assert.Equal(t, http.StatusUnprocessableEntity, a.StatusCode, "%s: %s", name, a.raw)
			assert.Equal(t, "invalid-input", a.json(t)["code"], name)
			assert.Contains(t, a.json(t)["detail"], c.says, name)
		}
		assert.Equal(t, 4, k.count("SELECT COUNT(*) FROM findings WHERE kind = 'own'"))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM page_texts"))
		var kept []byte
		require.NoError(t, k.db.Writer().QueryRowContext(t.Context(), "SELECT pages FROM page_texts").Scan(&kept))
		assert.Equal(t, byte('s'), kept[0], "the words are sealed as the file is")
		report := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id+"/report", nil)
		assert.NotContains(t, string(report.raw), "page_texts")

		_, err := k.db.Writer().ExecContext(t.Context(), "DELETE FROM page_texts")
		require.NoError(t, err)
		assert.Contains(t, add(page, text, false).json(t)["detail"], "not at hand")
		assert.Equal(t, false, verified(add(page, text, true)))
		entries(t, k)
	})
}
