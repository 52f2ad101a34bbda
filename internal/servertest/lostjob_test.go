package servertest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestJobOfDeadServer: a server that died between taking a job and taking its reading, or before it noted the job's end, leaves a reading that
// nobody holds and a job that seems to run. The next server makes a new job of it; one that waits, or was just taken, it leaves alone.
func TestJobOfDeadServer(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		id := k.sent(vendor, tiny("one"))
		rescued := func() int {
			n, err := k.service.Rescue(t.Context())
			require.NoError(t, err)
			return n
		}
		exec := func(query string) {
			_, err := k.db.Writer().ExecContext(t.Context(), query)
			require.NoError(t, err)
		}
		assert.Zero(t, rescued(), "the job waits")
		exec("UPDATE river_job SET state = 'running', attempted_at = '2999-01-01 00:00:00.000'")
		assert.Zero(t, rescued(), "the job was just taken")
		exec("UPDATE river_job SET attempted_at = '2026-01-01 00:00:00.000'")
		assert.Equal(t, 1, rescued(), "whoever took the job is gone")
		assert.Zero(t, rescued(), "its new job waits")
		assert.Equal(t, 2, k.count("SELECT COUNT(*) FROM river_job"))
		exec("DELETE FROM river_job")
		assert.Equal(t, 1, rescued(), "no job at all")
		k.start()
		assert.Equal(t, "failed", k.settled(id)["analysis"])
		assert.Zero(t, rescued())
	})
}
