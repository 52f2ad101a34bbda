package api_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"countersign/identity"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEachRouteHoldsEachRole asks every route of the document as nobody, and as each role: who may not is refused, who may is not.
func TestEachRouteHoldsEachRole(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		cookies := map[identity.Role]string{identity.Administrator: admin}
		for _, role := range identity.Roles()[1:] {
			cookies[role] = w.join(admin, string(role)+"@example.com", string(role))
		}
		asked := 0
		for _, r := range w.routes() {
			if r.action == "" || r.id == "sign-out" || r.id == "end-other-sessions" || r.method == http.MethodHead { // ends what the others need, or has no body
				continue
			}
			asked++
			nobody := w.send(r.method, r.path, r.body())
			w.refused(nobody, 401, "not-signed-in")
			for role, cookie := range cookies {
				a := w.send(r.method, r.path, r.body(), "Cookie", cookie)
				if identity.May(role, r.action) == identity.Nothing {
					assert.Equal(t, 403, a.status, "%s as %s", r.id, role)
					assert.Equal(t, "not-allowed", a.text("code"), "%s as %s", r.id, role)
					continue
				}
				assert.NotContains(t, []int{401, 403}, a.status, "%s as %s: %v", r.id, role, a.body)
				assert.Less(t, a.status, 500, "%s as %s: %v", r.id, role, a.body)
			}
		}
		assert.Greater(t, asked, 20)
	})
}

type described struct {
	id, method, path string
	action           identity.Action
}

// body is one that no route takes for good: what is asked is only whether it is looked at.
func (r described) body() any {
	if r.method == "GET" || r.method == "DELETE" {
		return nil
	}
	return map[string]any{}
}

// routes reads the document: each operation says which permission it needs.
func (w *world) routes() (out []described) {
	w.t.Helper()
	res, err := w.app.Test(httptest.NewRequest(http.MethodGet, "/api/v1/openapi.json", nil), -1)
	require.NoError(w.t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	require.NoError(w.t, err)
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Description string `json:"description"`
		} `json:"paths"`
	}
	require.NoError(w.t, json.Unmarshal(raw, &doc))
	parameter := regexp.MustCompile(`\{[a-z_]+\}`)
	for path, methods := range doc.Paths {
		for method, op := range methods {
			_, action, _ := strings.Cut(op.Description, "Permission: ")
			out = append(out, described{op.OperationID, strings.ToUpper(method), parameter.ReplaceAllString(path, "none"), identity.Action(action)})
		}
	}
	return out
}
