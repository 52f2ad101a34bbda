package store_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"countersign/fault"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/store"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const goodPassword = "tundra lantern copper"

// replicas are servers that share a database: each has connections of its own.
func replicas(t *testing.T, url string, n int) []*identity.Service {
	t.Helper()
	out := make([]*identity.Service, n)
	for i := range out {
		db := dbtest.Open(t, url)
		out[i] = identity.New(db.People(), noon, func() string { return uuid.Must(uuid.NewV7()).String() })
	}
	return out
}

func noon() time.Time { return time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC) }

// atOnce runs f for each number at the same time and counts what went well.
func atOnce(n int, f func(i int) error) (well int, errs []error) {
	var wg sync.WaitGroup
	var count atomic.Int64
	all := make([]error, n)
	for i := range n {
		wg.Go(func() {
			if all[i] = f(i); all[i] == nil {
				count.Add(1)
			}
		})
	}
	wg.Wait()
	return int(count.Load()), all
}

func TestReplicasCountTriesTogether(t *testing.T) {
	dbtest.EachURL(t, func(t *testing.T, url string) {
		t.Helper()
		servers := replicas(t, url, 2)
		_, errs := atOnce(12, func(i int) error {
			_, _, err := servers[i%2].SignIn(context.Background(), identity.Caller{Address: "192.0.2.1"}, identity.SignIn{Email: "ada@example.com", Password: "wrong"})
			return err
		})
		tried := 0
		for _, err := range errs {
			if fault.Is(err, fault.NotSignedIn) {
				tried++
			} else {
				assert.True(t, fault.Is(err, fault.TooManyTries), "%v", err)
			}
		}
		assert.Equal(t, 5, tried, "no more are looked at, however many come at once")
	})
}

func TestOneSetupLinkMakesOneAdministrator(t *testing.T) {
	dbtest.EachURL(t, func(t *testing.T, url string) {
		t.Helper()
		servers := replicas(t, url, 2)
		secret, err := servers[0].EnsureSetup(context.Background())
		require.NoError(t, err)
		well, _ := atOnce(6, func(i int) error {
			p := identity.NewPerson{Email: string(rune('a'+i)) + "@example.com", Name: "Ada", Password: goodPassword}
			_, err := servers[i%2].SetUp(context.Background(), identity.Caller{}, secret, p)
			return err
		})
		assert.Equal(t, 1, well)
	})
}

func TestTwoAdministratorsCannotDemoteOneAnother(t *testing.T) {
	dbtest.EachURL(t, func(t *testing.T, url string) {
		t.Helper()
		servers, ctx := replicas(t, url, 2), context.Background()
		var people []identity.User
		for _, email := range []string{"ada@example.com", "bo@example.com"} {
			f := identity.UserFields{Email: email, Name: "Somebody", Role: identity.Administrator}
			u, _, _, err := servers[0].CreatePerson(ctx, identity.System("test"), f)
			require.NoError(t, err)
			people = append(people, u)
		}
		well, errs := atOnce(2, func(i int) error {
			f := people[i].UserFields
			f.Role = identity.Auditor
			_, err := servers[i].EditPerson(ctx, identity.System("test"), people[i].ID, 1, f)
			return err
		})
		assert.Equal(t, 1, well, "%v", errs)
	})
}

func TestSweepTakesOutWhatHasEnded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		t.Helper()
		ctx, now := context.Background(), noon()
		s := identity.New(db.People(), func() time.Time { return now }, func() string { return uuid.Must(uuid.NewV7()).String() })
		secret, err := s.EnsureSetup(ctx)
		require.NoError(t, err)
		_, err = s.SetUp(ctx, identity.Caller{}, secret, identity.NewPerson{Email: "ada@example.com", Name: "Ada", Password: goodPassword})
		require.NoError(t, err)
		in := identity.SignIn{Email: "ada@example.com", Password: goodPassword}
		_, kept, err := s.SignIn(ctx, identity.Caller{Address: "192.0.2.1"}, in)
		require.NoError(t, err)
		_, _, err = s.Invite(ctx, identity.System("test"), "bo@example.com", identity.Auditor, "")
		require.NoError(t, err)
		count := func(table string) (n int) {
			require.NoError(t, db.Writer().QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table).Scan(&n))
			return n
		}
		require.NoError(t, s.Sweep(ctx))
		assert.Equal(t, []int{1, 2, 2}, []int{count("sessions"), count("tries"), count("links")}, "nothing that still counts")
		_, err = s.BySession(ctx, kept)
		require.NoError(t, err)
		now = now.AddDate(0, 0, 8)
		require.NoError(t, s.Sweep(ctx))
		assert.Equal(t, []int{0, 0, 1}, []int{count("sessions"), count("tries"), count("links")}, "links that were used are kept: they say who joined how")
	})
}
