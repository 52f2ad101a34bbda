package routetest

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"countersign/api"

	"github.com/stretchr/testify/assert"
)

// TestWhoeverAsksTooOftenIsToldSo: each route that the document says is counted is, and no other.
func TestWhoeverAsksTooOftenIsToldSo(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		declared := s.declared()
		s.deps.Buckets, s.deps.Limits = s.db, api.Limits{Reads: 1, Writes: 1, Uploads: 1}
		s.app = api.New(s.deps)
		for route, statuses := range declared {
			counted := slices.Contains(statuses, "429")
			method, pattern, _ := strings.Cut(route, " ")
			q := request{method: method, path: strings.Replace(pattern, ":id", "none", 1)}
			who := s.double("ada")
			s.send(who, q)
			a := s.send(who, q)
			if !counted {
				assert.NotEqual(t, http.StatusTooManyRequests, a.status, route)
				continue
			}
			if strings.Contains(route, "/session") && a.status == http.StatusUnauthorized { // the first has ended it
				continue
			}
			assert.Equal(t, http.StatusTooManyRequests, a.status, "%s: %s", route, a.raw)
			assert.NotEmpty(t, a.header.Get("Retry-After"), route)
			if method != http.MethodHead {
				assert.Equal(t, "too-many-requests", a.text("code"), route)
			}
		}
	})
}
