package api_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"countersign/identity"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTokens(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		officer, auditor := w.join(admin, "bo@example.com", "risk-officer"), w.join(admin, "cy@example.com", "auditor")
		create := func(cookie string, body map[string]any) reply {
			return w.send("POST", "/api/v1/tokens", body, "Cookie", cookie)
		}
		w.refused(create(auditor, map[string]any{"name": "script", "role": "procurement"}), 403, "not-allowed")
		w.refused(create(officer, map[string]any{"name": "script", "role": "administrator"}), 403, "not-allowed")
		w.refused(create(officer, map[string]any{"name": "script", "role": "auditor"}), 403, "not-allowed") // who reads the audit trail
		w.refused(create(officer, map[string]any{"name": " ", "role": "procurement"}), 422, "invalid-input")
		w.refused(create(officer, map[string]any{"name": "script", "role": "procurement", "expires_at": w.now}), 422, "invalid-input")
		w.refused(create(officer, map[string]any{"name": "script", "role": "procurement", "expires_at": w.now.AddDate(1, 0, 2)}), 422, "invalid-input")

		made := w.done(create(officer, map[string]any{"name": "script", "role": "procurement", "expires_at": w.now.Add(time.Hour)}), 201)
		secret := made.text("token")
		assert.True(t, strings.HasPrefix(secret, "cs_"), secret)
		assert.NotContains(t, made.body, "digest")
		bearer := []string{"Authorization", "Bearer " + secret}
		me := w.done(w.send("GET", "/api/v1/me", nil, bearer...), 200)
		assert.Equal(t, "token", me.text("kind"))
		assert.Equal(t, "procurement", me.text("role"))
		w.done(w.send("POST", "/api/v1/vendors", map[string]any{"name": "Larkspur"}, bearer...), 201)
		w.refused(w.send("GET", "/api/v1/people", nil, bearer...), 403, "not-allowed")
		for _, r := range [][2]string{{"POST", "/api/v1/tokens"}, {"GET", "/api/v1/sessions"}, {"DELETE", "/api/v1/sessions"}, {"DELETE", "/api/v1/session"}} {
			body := map[string]any{"name": "another", "role": "procurement"}
			if r[0] != "POST" {
				body = nil
			}
			w.refused(w.send(r[0], r[1], body, bearer...), 403, "not-allowed") // a token neither makes tokens nor touches its owner's account
		}
		for _, wrong := range []string{"Bearer cs_unknown", "Bearer ", "Bearer " + strings.ToUpper(secret), "Bearer " + secret[3:]} {
			w.refused(w.send("GET", "/api/v1/me", nil, "Authorization", wrong), 401, "not-signed-in")
		}
		w.refused(w.send("GET", "/api/v1/me", nil, "Authorization", "Bearer cs_unknown", "Cookie", admin), 401, "not-signed-in") // no falling back

		mine := w.done(w.send("GET", "/api/v1/tokens", nil, "Cookie", officer), 200).body["items"].([]any)
		require.Len(t, mine, 1)
		assert.NotEmpty(t, mine[0].(map[string]any)["last_used"])
		assert.Empty(t, w.done(w.send("GET", "/api/v1/tokens", nil, "Cookie", auditor), 200).body["items"])
		assert.Len(t, w.done(w.send("GET", "/api/v1/tokens", nil, "Cookie", admin), 200).body["items"], 1)
		w.now = w.now.Add(time.Hour)
		w.refused(w.send("GET", "/api/v1/me", nil, bearer...), 401, "not-signed-in")
		w.refused(w.send("DELETE", "/api/v1/tokens/"+made.text("id"), nil, "Cookie", auditor), 404, "not-found")
		w.done(w.send("DELETE", "/api/v1/tokens/"+made.text("id"), nil, "Cookie", admin), 204)
	})
}

func TestReadingOnlyAndRevokedTokens(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		made := w.done(w.send("POST", "/api/v1/tokens", map[string]any{"name": "reader", "role": "administrator", "read_only": true}, "Cookie", admin), 201)
		assert.Equal(t, w.now.AddDate(0, 0, 90).Format(time.RFC3339), made.text("expires_at"))
		bearer := []string{"Authorization", "Bearer " + made.text("token")}
		w.done(w.send("GET", "/api/v1/vendors", nil, bearer...), 200)
		w.refused(w.send("POST", "/api/v1/vendors", map[string]any{"name": "Larkspur"}, bearer...), 403, "not-allowed")
		w.refused(w.send("POST", "/api/v1/people", map[string]any{"name": "Eve", "email": "eve@example.com", "role": "administrator"}, bearer...), 403, "not-allowed")
		w.done(w.send("DELETE", "/api/v1/tokens/"+made.text("id"), nil, "Cookie", admin), 204)
		w.refused(w.send("GET", "/api/v1/vendors", nil, bearer...), 401, "not-signed-in")
	})
}

// TestTokensOfTheCommandLine belong to nobody, and do not end by themselves.
func TestTokensOfTheCommandLine(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		token, secret, err := w.people.CreateToken(context.Background(), identity.System("token create"), identity.TokenFields{Name: "ci", Role: identity.Procurement})
		require.NoError(t, err)
		assert.Empty(t, token.Owner)
		assert.Nil(t, token.ExpiresAt)
		w.now = w.now.AddDate(5, 0, 0)
		me := w.done(w.send("GET", "/api/v1/me", nil, "Authorization", "Bearer "+secret), 200)
		assert.Equal(t, "ci", me.text("name"))
		assert.Equal(t, "procurement", me.text("role"))
		w.refused(w.send("GET", "/api/v1/people", nil, "Authorization", "Bearer "+secret), 403, "not-allowed")
	})
}
