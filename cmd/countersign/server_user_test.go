package main

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"countersign/internal/dbtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const phrase = "seven quiet lanterns"

// secretOf is what stands behind # in a link that was printed.
func secretOf(t *testing.T, out, page string) string {
	t.Helper()
	first, _, _ := strings.Cut(out, "\n")
	u, err := url.Parse(first)
	require.NoError(t, err)
	require.Equal(t, "/"+page, u.Path, out)
	require.NotEmpty(t, u.Fragment)
	return u.Fragment
}

func (l *running) joins(out, name string) {
	l.t.Helper()
	body, err := json.Marshal(map[string]string{"secret": secretOf(l.t, out, "join"), "name": name, "password": phrase})
	require.NoError(l.t, err)
	status, raw, err := l.call("POST", "/api/v1/invitations/accept", "application/json", body)
	require.NoError(l.t, err)
	require.Equal(l.t, 201, status, "%s", raw)
}

// signsIn is the status of a try of Bo's.
func (l *running) signsIn(password string) int {
	l.t.Helper()
	body, err := json.Marshal(map[string]string{"email": "bo@example.com", "password": password})
	require.NoError(l.t, err)
	status, _, err := l.call("POST", "/api/v1/session", "application/json", body)
	require.NoError(l.t, err)
	return status
}

// TestPeopleAreLookedAfterOnTheCommandLine: while the server runs, and all of it stands in the trail.
func TestPeopleAreLookedAfterOnTheCommandLine(t *testing.T) {
	eachWorkspace(t, func(t *testing.T, w *workspace) {
		l := w.serve()
		defer l.stop()
		link := w.done("user", "invite", "ada@example.com", "--role", "administrator")
		assert.Contains(t, w.done("user", "list"), "invited until")
		l.joins(link, "Ada")
		l.joins(w.done("user", "invite", "Bo@Example.com", "--role", "auditor"), "Bo")
		require.Equal(t, 200, l.signsIn(phrase))

		var all []listedPerson
		require.NoError(t, json.Unmarshal([]byte(w.done("user", "list", "--format", "json")), &all))
		require.Len(t, all, 2)
		assert.Equal(t, []string{"ada@example.com", "bo@example.com"}, []string{all[0].Email, all[1].Email})
		assert.Equal(t, "active", all[1].State)

		w.refused("already", "user", "invite", "bo@example.com", "--role", "auditor")
		w.refused("role", "user", "invite", "cy@example.com", "--role", "king")
		w.refused("last administrator", "user", "disable", "ada@example.com")
		w.refused("nobody", "user", "disable", "cy@example.com")
		w.refused("no second factor", "user", "reset", "--second-factor", "bo@example.com")

		assert.Contains(t, w.done("user", "disable", "BO@example.com"), "disabled: bo@example.com")
		assert.Contains(t, w.done("user", "disable", "bo@example.com"), "already")
		assert.Equal(t, 401, l.signsIn(phrase))
		w.done("user", "enable", all[1].ID)
		assert.Equal(t, 200, l.signsIn(phrase))

		secret := secretOf(t, w.done("user", "reset", "bo@example.com"), "reset")
		assert.Equal(t, 200, l.signsIn(phrase), "until the link is used the old password holds")
		body, err := json.Marshal(map[string]string{"secret": secret, "password": phrase + " more"})
		require.NoError(t, err)
		status, raw, err := l.call("POST", "/api/v1/password-reset", "application/json", body)
		require.NoError(t, err)
		require.Equal(t, 204, status, "%s", raw)
		assert.Equal(t, 401, l.signsIn(phrase))
		assert.Equal(t, 200, l.signsIn(phrase+" more"))

		got := w.actions()
		for _, action := range []string{"invitation.create", "person.edit", "password.offer-reset", "password.reset"} {
			assert.Contains(t, got, action)
		}
		assert.Equal(t, 2, count(got, "person.edit"), "one line a change, and none for what was so already")
	})
}

func count(all []string, what string) int {
	return len(slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s != what }))
}

// TestManyPeopleAreAllListed: more than a page of them.
func TestManyPeopleAreAllListed(t *testing.T) {
	eachWorkspace(t, func(t *testing.T, w *workspace) {
		w.done("migrate")
		people(t, w.url, 450)
		var all []listedPerson
		require.NoError(t, json.Unmarshal([]byte(w.done("user", "list", "--format", "json")), &all))
		assert.Len(t, all, 450)
	})
}

// TestTokensAreListedAndRevoked: and a revoked one is dead at once.
func TestTokensAreListedAndRevoked(t *testing.T) {
	eachWorkspace(t, func(t *testing.T, w *workspace) {
		l := w.serve()
		defer l.stop()
		w.done("token", "create", "--name", "reader", "--role", "auditor", "--read-only", "--expires", "24h")
		out := w.done("token", "list")
		assert.Contains(t, out, "reader")
		assert.NotContains(t, out, l.token)
		var all []struct{ ID, Name string }
		require.NoError(t, json.Unmarshal([]byte(w.done("token", "list", "--format", "json")), &all))
		require.Len(t, all, 2)
		status, _, err := l.call("GET", "/api/v1/vendors", "", nil)
		require.NoError(t, err)
		require.Equal(t, 200, status)
		for _, one := range all {
			if one.Name == "test" {
				w.done("token", "revoke", one.ID)
				w.refused("no such token", "token", "revoke", one.ID)
			}
		}
		status, _, err = l.call("GET", "/api/v1/vendors", "", nil)
		require.NoError(t, err)
		assert.Equal(t, 401, status)
		assert.Equal(t, 1, count(w.actions(), "token.revoke"))
	})
}

// TestLinksFollowThePublicAddress: whatever the server listens on.
func TestLinksFollowThePublicAddress(t *testing.T) {
	w := newWorkspace(t, dbtest.SQLite(t), "PUBLIC_URL=https://soc2.example.com/")
	assert.True(t, strings.HasPrefix(w.done("user", "invite", "a@example.com", "--role", "auditor"), "https://soc2.example.com/join#"))
}
