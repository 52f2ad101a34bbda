package routetest

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"
)

// operation is what the document says of a route.
type operation struct{ statuses, parameters []string }

// operations reads, from the server's own document, what it says of each route.
func (s *site) operations() map[string]operation {
	s.t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			Responses  map[string]any `json:"responses"`
			Parameters []struct {
				Name string `json:"name"`
			} `json:"parameters"`
		} `json:"paths"`
	}
	require.NoError(s.t, json.Unmarshal(s.send("nobody", request{method: "GET", path: "/api/v1/openapi.json"}).raw, &doc))
	parameter := regexp.MustCompile(`\{([a-z_]+)\}`)
	out := map[string]operation{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			is := operation{statuses: slices.Sorted(maps.Keys(op.Responses))}
			for _, p := range op.Parameters {
				is.parameters = append(is.parameters, p.Name)
			}
			out[strings.ToUpper(method)+" "+parameter.ReplaceAllString(path, ":$1")] = is
		}
	}
	require.NotEmpty(s.t, out)
	return out
}

// declared are the statuses that each route says that it answers with.
func (s *site) declared() map[string][]string {
	s.t.Helper()
	out := map[string][]string{}
	for route, op := range s.operations() {
		out[route] = op.statuses
	}
	return out
}
