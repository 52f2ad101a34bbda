package servertest

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"countersign/fault"
	"countersign/pipeline"
	"countersign/review"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// away are files that cannot be reached; the error speaks of what must not be kept.
type away struct{}

func (away) ReadAll(context.Context, string) ([]byte, error) {
	return nil, fault.Wrap(errors.New("a sentence of the report"), fault.Unavailable, "the file cannot be opened now; try again later")
}

// TestWhatPassesIsTriedAgain: a few times, then it is parked with its reason and can be begun again. The queue keeps codes only.
func TestWhatPassesIsTriedAgain(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		whole := k.reader
		c := k.reader.Config
		c.Files = away{}
		k.reader = pipeline.New(c)
		id := k.sent(k.vendor("Brightwater", ""), sample(t, genuine))
		q := k.start()
		require.Eventually(t, func() bool { return k.count("SELECT COUNT(*) FROM river_job WHERE errors IS NOT NULL") == 1 }, time.Minute, 50*time.Millisecond)
		stopped, cancel := context.WithCancel(t.Context())
		cancel()
		require.NoError(t, q.Stop(stopped))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM river_job WHERE CAST(errors AS TEXT) LIKE '%not-available%'"))
		assert.Zero(t, k.count("SELECT COUNT(*) FROM river_job WHERE CAST(errors AS TEXT) LIKE '%sentence%'"))
		for range review.MostTries {
			_ = k.reader.Run(t.Context(), id)
		}
		got := k.settled(id)
		assert.Equal(t, "failed", got["analysis"])
		assert.Equal(t, "not-available", got["failure"].(map[string]any)["code"])
		assert.EqualValues(t, review.MostTries, got["progress"].(map[string]any)["attempts"])
		assert.Equal(t, http.StatusAccepted, k.call("procurement", http.MethodPost, "/api/v1/reviews/"+id+"/retry", nil).StatusCode)
		require.NoError(t, whole.Run(t.Context(), id))
		assert.Equal(t, "ready", k.settled(id)["analysis"])
	})
}

// TestLostReading: a worker whose reading went to another keeps nothing and parks nothing.
func TestLostReading(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		id := k.sent(k.vendor("Larkspur", ""), tiny("one"))
		first, err := k.service.Begin(t.Context(), id, "first")
		require.NoError(t, err)
		require.NotNil(t, first)
		none, err := k.service.Begin(t.Context(), id, "second")
		require.NoError(t, err)
		assert.Nil(t, none, "one worker at a time")
		_, err = k.db.Writer().ExecContext(t.Context(), "UPDATE readings SET worker = ''")
		require.NoError(t, err)
		second, err := k.service.Begin(t.Context(), id, "second")
		require.NoError(t, err)
		require.NotNil(t, second)
		held, err := k.service.Beat(t.Context(), first, review.Progress{Stage: "read", Page: 7, Pages: 9})
		require.NoError(t, err)
		assert.False(t, held)
		require.NoError(t, k.service.Park(t.Context(), first, review.Failure{Code: "internal"}))
		held, err = k.service.Beat(t.Context(), second, review.Progress{Stage: "read", Page: 3, Pages: 9})
		require.NoError(t, err)
		assert.True(t, held)
		got := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(t)
		assert.Equal(t, "reading", got["analysis"])
		assert.EqualValues(t, 3, got["progress"].(map[string]any)["page"])
		assert.EqualValues(t, 1, got["version"], "progress is no new version")
	})
}
