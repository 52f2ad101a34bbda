package routetest

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"countersign/audit"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// versioned are the routes that change something which is read before.
func versioned(t *testing.T) (out []string) {
	t.Helper()
	for _, w := range wantedAnswers(t) {
		if w.code == "changed-meanwhile" {
			out = append(out, w.route)
		}
	}
	require.Greater(t, len(out), 10)
	return out
}

// keyed are the routes that take an Idempotency-Key, by the document.
func (s *site) keyed() (out []string) {
	s.t.Helper()
	for route, op := range s.operations() {
		if slices.Contains(op.parameters, "Idempotency-Key") {
			out = append(out, route)
		}
	}
	require.Greater(s.t, len(out), 20)
	return out
}

// atOnce sends a request several times at the same time.
func (s *site) atOnce(who string, q request) []reply {
	s.t.Helper()
	var wg sync.WaitGroup
	out := make([]reply, 5)
	for i := range out {
		wg.Go(func() { out[i] = s.send(who, q) })
	}
	wg.Wait()
	return out
}

// acts counts the lines of the audit trail.
func (s *site) acts() (n int) {
	s.t.Helper()
	_, err := s.db.AuditEntries(s.t.Context(), 1, func(*audit.Entry) error {
		n++
		return nil
	})
	require.NoError(s.t, err)
	return n
}

// TestOfSeveralWhoChangeTheSameVersionOneIsHeard: no change is lost without a word, whatever is changed.
func TestOfSeveralWhoChangeTheSameVersionOneIsHeard(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		refused := map[string]string{"POST /api/v1/reviews/:id/reopen": "illegal-move"} // it stays as it was, and has its later edition
		for _, route := range versioned(t) {
			if refused[route] == "" {
				refused[route] = "changed-meanwhile"
			}
			who, q := s.valid(route)
			before, heard := s.acts(), 0
			for _, a := range s.atOnce(who, q) {
				if a.status < http.StatusBadRequest {
					heard++
					continue
				}
				assert.Equal(t, refused[route], a.text("code"), "%s: %s", route, a.raw)
			}
			assert.Equal(t, 1, heard, route)
			late := s.send(who, q)
			assert.Equal(t, refused[route], late.text("code"), "%s: %s", route, late.raw)
			assert.Equal(t, before+1, s.acts(), "%s: one change, one line of the trail", route)
		}
	})
}

// TestAVersionThatIsNoneChangesNothing: what stands in If-Match is the version that was read, or the change is refused.
func TestAVersionThatIsNoneChangesNothing(t *testing.T) {
	huge := `"` + string(slices.Repeat([]byte("9"), 4000)) + `"`
	each(t, func(t *testing.T, s *site) {
		for _, route := range versioned(t) {
			if strings.HasSuffix(route, "/decisions") { // the body has the versions
				continue
			}
			who, q := s.valid(route)
			before := s.acts()
			for _, tag := range []string{"*", `"*"`, "W/", `"1", "2"`, `"1e0"`, `"0x1"`, `"-1"`, `"0"`, `"9223372036854775807"`, `"9999999999999999999"`, huge, "\xff"} {
				if tag == `"0"` && strings.Contains(route, "/settings") { // which nobody has set
					continue
				}
				q.headers = []string{"If-Match", tag}
				a := s.send(who, q)
				assert.Equal(t, http.StatusPreconditionFailed, a.status, "%s %q: %s", route, tag, a.raw)
			}
			assert.Equal(t, before, s.acts(), route)
		}
	})
}

// TestWhatIsSentTwiceIsDoneOnce: at the same time or later, with one Idempotency-Key a request is done once and answered alike.
func TestWhatIsSentTwiceIsDoneOnce(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for _, route := range s.keyed() {
			who, q := s.valid(route)
			q.headers = append(slices.Clone(q.headers), "Idempotency-Key", newID())
			before := s.acts()
			var first reply
			for _, a := range s.atOnce(who, q) {
				if a.status < http.StatusBadRequest {
					first = a
					continue
				}
				assert.Equal(t, http.StatusConflict, a.status, "%s: %s", route, a.raw)
				assert.Equal(t, "illegal-move", a.text("code"), "%s: the first is under way: %s", route, a.raw)
			}
			require.NotZero(t, first.status, "%s: one of them is done", route)
			made := s.acts()
			assert.Positive(t, made-before, route)
			again := s.send(who, q)
			assert.Equal(t, first.status, again.status, "%s: %s", route, again.raw)
			assert.Equal(t, string(first.raw), string(again.raw), route)
			assert.Equal(t, first.header.Get("ETag"), again.header.Get("ETag"), route)
			assert.Equal(t, "true", again.header.Get("Idempotent-Replay"), route)
			assert.Equal(t, made, s.acts(), "%s: nothing more was done", route)
			other := s.send("rob", q)
			assert.Empty(t, other.header.Get("Idempotent-Replay"), "%s: a key is its caller's own", route)
		}
	})
}

// TestAnswersWithSecretsAreNotKept: a link, a token or a password is not written down for the sake of a key.
func TestAnswersWithSecretsAreNotKept(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for _, route := range []string{"POST /api/v1/people", "POST /api/v1/people/:id/password-reset", "POST /api/v1/invitations", "POST /api/v1/tokens", "POST /api/v1/me/totp", "POST /api/v1/reviews/:id/password", "POST /api/v1/session"} {
			who, q := s.valid(route)
			q.headers = append(q.headers, "Idempotency-Key", "k")
			require.Less(t, s.send(who, q).status, http.StatusBadRequest, route)
		}
		n := -1
		require.NoError(t, s.db.Writer().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM answers").Scan(&n))
		assert.Zero(t, n)
	})
}
