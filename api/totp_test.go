package api_test

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheSecondFactor(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		cookie := w.admin()
		password := map[string]any{"password": goodPassword}
		w.refused(w.send("POST", "/api/v1/me/totp/confirm", map[string]any{"code": "123456"}, "Cookie", cookie), 409, "illegal-move")
		w.refused(w.send("POST", "/api/v1/me/totp", map[string]any{"password": "not the right one"}, "Cookie", cookie), 403, "not-allowed")
		e := w.done(w.send("POST", "/api/v1/me/totp", password, "Cookie", cookie), 201)
		assert.True(t, strings.HasPrefix(e.text("url"), "otpauth://totp/Countersign:ada@example.com?"), e.text("url"))
		drawn, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(e.text("image"), "data:image/png;base64,"))
		require.NoError(t, err)
		_, err = png.Decode(bytes.NewReader(drawn))
		require.NoError(t, err)
		code := func(at time.Time) string {
			c, err := totp.GenerateCode(e.text("secret"), at)
			require.NoError(t, err)
			return c
		}
		w.signIn("ada@example.com", goodPassword) // it does not count before it is confirmed
		w.refused(w.send("POST", "/api/v1/me/totp/confirm", map[string]any{"code": code(w.now.Add(time.Hour))}, "Cookie", cookie), 422, "invalid-input")
		used := code(w.now)
		got := w.done(w.send("POST", "/api/v1/me/totp/confirm", map[string]any{"code": used}, "Cookie", cookie), 200)
		recovery := got.body["recovery_codes"].([]any)
		require.Len(t, recovery, 10)
		assert.Equal(t, true, w.send("GET", "/api/v1/me", nil, "Cookie", cookie).body["second_factor"])
		w.refused(w.send("POST", "/api/v1/me/totp", password, "Cookie", cookie), 409, "illegal-move")

		try := func(code string) reply {
			return w.send("POST", "/api/v1/session", map[string]any{"email": "ada@example.com", "password": goodPassword, "code": code})
		}
		w.refused(try(""), 401, "code-needed")
		w.refused(w.send("POST", "/api/v1/session", map[string]any{"email": "ada@example.com", "password": "wrong marble kettle"}), 401, "not-signed-in")
		w.refused(try(used), 401, "not-signed-in") // it confirmed the factor
		w.done(try(code(w.now.Add(30*time.Second))), 200)
		w.refused(try(code(w.now.Add(30*time.Second))), 401, "not-signed-in")
		w.refused(try(code(w.now)), 401, "not-signed-in") // nor one from before
		w.now = w.now.Add(time.Minute)
		next := code(w.now)
		w.done(try(next[:3]+" "+next[3:]), 200)

		w.done(try(strings.ToUpper(recovery[3].(string))), 200)
		w.refused(try(recovery[3].(string)), 401, "not-signed-in")

		w.refused(w.send("DELETE", "/api/v1/me/totp", map[string]any{"password": "not the right one"}, "Cookie", cookie), 403, "not-allowed")
		w.done(w.send("DELETE", "/api/v1/me/totp", password, "Cookie", cookie), 204)
		w.signIn("ada@example.com", goodPassword)
	})
}

// TestCodesCannotBeGuessed: who knows the password does not clear the count of wrong codes by showing the password alone.
func TestCodesCannotBeGuessed(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		cookie := w.admin()
		e := w.done(w.send("POST", "/api/v1/me/totp", map[string]any{"password": goodPassword}, "Cookie", cookie), 201)
		code, err := totp.GenerateCode(e.text("secret"), w.now)
		require.NoError(t, err)
		w.done(w.send("POST", "/api/v1/me/totp/confirm", map[string]any{"code": code}, "Cookie", cookie), 200)
		body := map[string]any{"email": "ada@example.com", "password": goodPassword}
		for range 5 {
			body["code"] = ""
			w.refused(w.send("POST", "/api/v1/session", body), 401, "code-needed")
			body["code"] = "000000"
			w.refused(w.send("POST", "/api/v1/session", body), 401, "not-signed-in")
		}
		w.refused(w.send("POST", "/api/v1/session", body), 429, "too-many-tries")
	})
}
