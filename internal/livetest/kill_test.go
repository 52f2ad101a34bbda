package livetest

import (
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"countersign/internal/dbtest"

	"github.com/stretchr/testify/require"
)

// kills is how often each database's server is killed: COUNTERSIGN_KILLS, or a few.
func kills(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("COUNTERSIGN_KILLS"))
	if os.Getenv("COUNTERSIGN_KILLS") == "" {
		return 8
	}
	require.NoError(t, err)
	return n
}

// seedOf is the run's seed: COUNTERSIGN_SEED, to have a run's moments again as far as a machine can, or a new one. It is always printed.
func seedOf(t *testing.T) uint64 {
	seed := rand.Uint64()
	if env := os.Getenv("COUNTERSIGN_SEED"); env != "" {
		var err error
		seed, err = strconv.ParseUint(env, 10, 64)
		require.NoError(t, err)
	}
	t.Logf("COUNTERSIGN_SEED=%d", seed)
	return seed
}

// TestKilledAtAnyMoment: whatever a server is doing when it dies, all that it answered for is there afterwards, once.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("it kills servers for half a minute")
	}
	for name, url := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of it is waiting
			killed(t, newSite(t, url(t)), kills(t))
		})
	}
}

func killed(t *testing.T, s *site, kills int) {
	seed := seedOf(t)
	random := rand.New(rand.NewPCG(seed, 1))
	server := s.start()
	c := newClient(t, server.address, s.token("procurement"))
	w := newWork(s, c, seed, kills)
	var all sync.WaitGroup
	for _, f := range []func(){w.upload, w.decide, w.decide} {
		all.Go(f)
	}
	const longest = 1500 // ms
	for range kills {
		time.Sleep(time.Duration(random.IntN(longest)) * time.Millisecond)
		server.kill()
		server = s.start()
		c.where.Store(server.address)
		w.holds(t)
	}
	w.stop()
	all.Wait()
	w.settle(t)
	w.holds(t)
	w.once(t)
	w.whole(t)
	server.kill()
	w.clean(t)
	t.Logf("%d kills: %s", kills, w.summary(t))
}
