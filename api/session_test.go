package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheFirstAdministratorComesByALink(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		first, err := w.people.EnsureSetup(t.Context())
		require.NoError(t, err)
		second, err := w.people.EnsureSetup(t.Context())
		require.NoError(t, err)
		body := map[string]any{"secret": first, "email": "Ada@Example.com ", "name": " Ada  Byron ", "password": goodPassword}
		w.refused(w.send("POST", "/api/v1/setup", body), 404, "not-found")
		body["secret"] = second
		body["password"] = "password1234"
		w.refused(w.send("POST", "/api/v1/setup", body), 422, "invalid-input")
		body["password"] = goodPassword
		w.now = w.now.Add(24 * time.Hour)
		w.refused(w.send("POST", "/api/v1/setup", body), 404, "not-found")
		third, err := w.people.EnsureSetup(t.Context())
		require.NoError(t, err)
		body["secret"] = third
		w.now = w.now.Add(24*time.Hour - time.Second)
		a := w.done(w.send("POST", "/api/v1/setup", body), 201)
		assert.Equal(t, "ada@example.com", a.text("email"))
		assert.Equal(t, "Ada Byron", a.text("name"))
		assert.Equal(t, "administrator", a.text("role"))
		body["email"] = "eve@example.com"
		w.refused(w.send("POST", "/api/v1/setup", body), 404, "not-found")
		none, err := w.people.EnsureSetup(t.Context())
		require.NoError(t, err)
		assert.Empty(t, none)
	})
}

func TestSigningIn(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.refused(w.send("GET", "/api/v1/me", nil), 401, "not-signed-in")
		w.admin()
		wrong := w.send("POST", "/api/v1/session", map[string]any{"email": "ada@example.com", "password": "another good one"})
		w.refused(wrong, 401, "not-signed-in")
		unknown := w.send("POST", "/api/v1/session", map[string]any{"email": "nobody@example.com", "password": goodPassword})
		w.refused(unknown, 401, "not-signed-in")
		assert.Equal(t, wrong.text("detail"), unknown.text("detail"), "whether an address is known does not show")
		assert.Nil(t, wrong.cookie("countersign_session"))

		a := w.done(w.send("POST", "/api/v1/session", map[string]any{"email": " ADA@example.com", "password": goodPassword}, "User-Agent", "Browser 7"), 200)
		c := a.cookie("countersign_session")
		require.NotNil(t, c)
		assert.True(t, c.HttpOnly)
		assert.True(t, c.Secure)
		assert.Equal(t, http.SameSiteLaxMode, c.SameSite)
		assert.Equal(t, "/", c.Path)
		assert.GreaterOrEqual(t, len(c.Value), 43, "256 bits")
		me := w.done(w.send("GET", "/api/v1/me", nil, "Cookie", "countersign_session="+c.Value), 200)
		assert.Equal(t, "ada@example.com", me.text("email"))
		assert.Equal(t, "all", me.body["permissions"].(map[string]any)["people.manage"])
		assert.NotContains(t, me.body["permissions"], "review.approve")
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", "countersign_session="+c.Value+"x"), 401, "not-signed-in")

		out := w.done(w.send("DELETE", "/api/v1/session", nil, "Cookie", "countersign_session="+c.Value), 204)
		assert.Negative(t, out.cookie("countersign_session").MaxAge)
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", "countersign_session="+c.Value), 401, "not-signed-in")
		assert.Subset(t, w.trail(), []string{"setup.offer", "person.join", "session.begin", "session.end"})
	})
}

func TestSessionsEnd(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		idle := w.admin()
		w.now = w.now.Add(12 * time.Hour)
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", idle), 401, "not-signed-in")

		busy := w.signIn("ada@example.com", goodPassword)
		for range 15 {
			w.now = w.now.Add(11 * time.Hour)
			w.done(w.send("GET", "/api/v1/me", nil, "Cookie", busy), 200)
		}
		w.now = w.now.Add(3 * time.Hour) // a week in all
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", busy), 401, "not-signed-in")

		mine, other, third := w.signIn("ada@example.com", goodPassword), w.signIn("ada@example.com", goodPassword), w.signIn("ada@example.com", goodPassword)
		items := w.done(w.send("GET", "/api/v1/sessions", nil, "Cookie", mine), 200).body["items"].([]any)
		require.Len(t, items, 3, "those that ended are not listed")
		current := 0
		for _, i := range items {
			if i.(map[string]any)["current"] == true {
				current++
			}
			assert.NotContains(t, i, "digest")
		}
		assert.Equal(t, 1, current)
		id := items[0].(map[string]any)["id"].(string) // the newest: third
		w.done(w.send("DELETE", "/api/v1/sessions/"+id, nil, "Cookie", mine), 204)
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", third), 401, "not-signed-in")
		w.refused(w.send("DELETE", "/api/v1/sessions/"+id, nil, "Cookie", mine), 404, "not-found")
		ended := w.done(w.send("DELETE", "/api/v1/sessions", nil, "Cookie", mine), 200)
		assert.GreaterOrEqual(t, ended.body["ended"], float64(1))
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", other), 401, "not-signed-in")
		w.done(w.send("GET", "/api/v1/me", nil, "Cookie", mine), 200)

		guest := w.join(mine, "guest@example.com", "auditor")
		items = w.done(w.send("GET", "/api/v1/sessions", nil, "Cookie", guest), 200).body["items"].([]any)
		id = items[0].(map[string]any)["id"].(string)
		w.refused(w.send("DELETE", "/api/v1/sessions/"+id, nil, "Cookie", mine), 404, "not-found")
		w.done(w.send("GET", "/api/v1/me", nil, "Cookie", guest), 200)
	})
}

func TestLastUseIsWrittenOnceAMinute(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		cookie := w.admin()
		begun := w.now
		used := func() string {
			items := w.done(w.send("GET", "/api/v1/sessions", nil, "Cookie", cookie), 200).body["items"].([]any)
			return items[0].(map[string]any)["last_used"].(string)
		}
		w.now = begun.Add(59 * time.Second)
		assert.Equal(t, begun.Format(time.RFC3339), used())
		w.now = begun.Add(60 * time.Second)
		assert.Equal(t, w.now.Format(time.RFC3339), used())
	})
}

func TestGuessingIsSlowedDown(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.admin()
		try := func(email, password string) reply {
			return w.send("POST", "/api/v1/session", map[string]any{"email": email, "password": password})
		}
		for _, email := range []string{"ada@example.com", "nobody@example.com"} {
			for i := range 5 {
				w.refused(try(email, "wrong marble kettle"), 401, "not-signed-in")
				assert.Less(t, i, 5)
			}
			w.refused(try(email, goodPassword), 429, "too-many-tries")
		}
		w.now = w.now.Add(time.Second)
		w.refused(try("ada@example.com", "wrong marble kettle"), 401, "not-signed-in")
		w.now = w.now.Add(time.Second)
		w.refused(try("ada@example.com", goodPassword), 429, "too-many-tries")
		w.now = w.now.Add(time.Second)
		w.done(try("ada@example.com", goodPassword), 200)
		for range 5 { // after a sign-in the account begins anew
			w.refused(try("ada@example.com", "wrong marble kettle"), 401, "not-signed-in")
		}
		w.now = w.now.Add(time.Hour)
		for i := range 4 { // other accounts from the same address: with those above, twenty have failed
			w.refused(try(fmt.Sprintf("guess%d@example.com", i), goodPassword), 401, "not-signed-in")
		}
		w.refused(try("ada@example.com", goodPassword), 429, "too-many-tries")
		w.now = w.now.Add(time.Hour)
		w.done(try("ada@example.com", goodPassword), 200)
	})
}

func TestChangingAPassword(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		mine := w.admin()
		other := w.signIn("ada@example.com", goodPassword)
		change := func(old, password string) reply {
			return w.send("POST", "/api/v1/me/password", map[string]any{"old": old, "password": password}, "Cookie", mine)
		}
		w.refused(change("not the old one", "glacier violin nutmeg"), 403, "not-allowed")
		w.refused(change(goodPassword, "short"), 422, "invalid-input")
		w.refused(change(goodPassword, goodPassword), 422, "invalid-input")
		w.done(change(goodPassword, "glacier violin nutmeg"), 204)
		w.done(w.send("GET", "/api/v1/me", nil, "Cookie", mine), 200)
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", other), 401, "not-signed-in")
		w.refused(w.send("POST", "/api/v1/session", map[string]any{"email": "ada@example.com", "password": goodPassword}), 401, "not-signed-in")
		w.signIn("ada@example.com", "glacier violin nutmeg")
		for range 5 {
			w.refused(change("guess marble kettle", "marble kettle orchid"), 403, "not-allowed")
		}
		w.refused(change("glacier violin nutmeg", "marble kettle orchid"), 429, "too-many-tries")
	})
}
