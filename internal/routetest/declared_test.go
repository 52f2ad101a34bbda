package routetest

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"
)

// declared reads, from the server's own document, which statuses each route says that it answers with.
func (s *site) declared() map[string][]string {
	s.t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			Responses map[string]any `json:"responses"`
		} `json:"paths"`
	}
	require.NoError(s.t, json.Unmarshal(s.send("nobody", request{method: "GET", path: "/api/v1/openapi.json"}).raw, &doc))
	parameter := regexp.MustCompile(`\{([a-z_]+)\}`)
	out := map[string][]string{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			out[strings.ToUpper(method)+" "+parameter.ReplaceAllString(path, ":$1")] = slices.Sorted(maps.Keys(op.Responses))
		}
	}
	require.NotEmpty(s.t, out)
	return out
}
