package servertest

import (
	"encoding/json"
	"net/http"
	"sync"
	"testing"
	"time"

	"countersign/parser"
	"countersign/review"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// entriesOf is the register of a vendor by the words of its entries.
func (k *kit) entriesOf(vendor string) map[string]review.UserEntityControl {
	k.t.Helper()
	a := k.call("auditor", http.MethodGet, "/api/v1/vendors/"+vendor+"/user-entity-controls?limit=200", nil)
	require.Equal(k.t, http.StatusOK, a.StatusCode, "%s", a.raw)
	var page review.Page[review.UserEntityControl]
	require.NoError(k.t, json.Unmarshal(a.raw, &page))
	out := map[string]review.UserEntityControl{}
	for i := range page.Items {
		out[page.Items[i].Text] = page.Items[i]
	}
	return out
}

// TestAReportFillsTheRegister: each complementary user entity control that a genuine report names is an entry with its page and its words,
// also where the analysis was made before for another vendor.
func TestAReportFillsTheRegister(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		data := sample(t, genuine)
		rep, err := parser.Read(t.Context(), data, parser.Options{Name: "a.pdf", Command: child()})
		require.NoError(t, err)
		require.NotEmpty(t, rep.ComplementaryUserEntityControls)
		k.start()
		for _, name := range []string{"Brightwater", "Sorrel"} {
			vendor := k.vendor(name, "")
			id := k.sent(vendor, data, "Content-Disposition", `attachment; filename="a.pdf"`)
			require.Equal(t, "ready", k.settled(id)["analysis"])
			got := k.entriesOf(vendor)
			assert.Len(t, got, len(rep.ComplementaryUserEntityControls))
			for _, want := range rep.ComplementaryUserEntityControls {
				e, found := got[want.Text]
				require.True(t, found, want.Text)
				assert.Equal(t, want.Page, e.Page)
				assert.Equal(t, want.Criteria, e.Criteria)
				assert.Equal(t, id, e.ReviewID)
				assert.Equal(t, review.Named, e.Standing)
				require.NotEmpty(t, e.Quotes)
				assert.Equal(t, want.Evidence[0].Quote, e.Quotes[0].Text)
			}
		}
	})
}

// TestTwoReportsThatEndAtOnceMakeOneRegister: neither is lost, and a control that both name is one entry.
func TestTwoReportsThatEndAtOnceMakeOneRegister(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		const reports = 6
		vendor := k.vendor("Brightwater", "")
		tasks := make([]*review.Task, reports)
		for i := range tasks {
			var err error
			tasks[i], err = k.service.Begin(t.Context(), k.sent(vendor, tiny(string(rune('a'+i)))), "worker")
			require.NoError(t, err)
			require.NotNil(t, tasks[i])
		}
		var wait sync.WaitGroup
		failed := make([]error, reports)
		for i, task := range tasks {
			wait.Go(func() {
				end := time.Date(2020+i, 12, 31, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
				failed[i] = k.service.Finish(t.Context(), task, review.ReadingResult{
					Analysis: review.Analysis{Key: review.AnalysisKey{SHA256: task.Document.SHA256}, Result: []byte("{}")},
					Summary:  review.Summary{PeriodEnd: end},
					Controls: []review.NamedControl{{Text: "Review access.", Page: i + 1}, {Text: "Only in " + end, Page: 2}},
				})
			})
		}
		wait.Wait()
		for _, err := range failed {
			assert.NoError(t, err)
		}
		got := k.entriesOf(vendor)
		assert.Len(t, got, reports+1)
		assert.Equal(t, reports, got["Review access."].Page, "as the newest report has it")
		named := 0
		for _, e := range got {
			if e.Standing == review.Named {
				named++
			}
		}
		assert.Equal(t, 2, named)
		assert.Equal(t, reports*2, k.count("SELECT COUNT(*) FROM register_sources"))
	})
}
