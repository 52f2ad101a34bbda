package api_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestInvitations(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		invite := func(body map[string]any) reply { return w.send("POST", "/api/v1/invitations", body, "Cookie", admin) }
		accept := func(secret, password string) reply {
			return w.send("POST", "/api/v1/invitations/accept", map[string]any{"secret": secret, "name": "Bo", "password": password})
		}
		w.refused(invite(map[string]any{"email": "bo", "role": "auditor"}), 422, "invalid-input")
		w.refused(invite(map[string]any{"email": "bo@example.com", "role": "king"}), 422, "invalid-input")
		w.refused(invite(map[string]any{"email": "ada@example.com", "role": "auditor"}), 409, "already-exists")
		w.refused(invite(map[string]any{"email": "bo@example.com", "role": "auditor", "unit": "Payments"}), 422, "invalid-input")
		w.done(w.send("POST", "/api/v1/units", map[string]any{"name": "Payments"}, "Cookie", admin), 201)
		w.refused(w.send("POST", "/api/v1/units", map[string]any{"name": " payments "}, "Cookie", admin), 409, "already-exists")

		late := w.done(invite(map[string]any{"email": "bo@example.com", "role": "auditor", "unit": "Payments"}), 201)
		w.now = w.now.Add(7 * 24 * time.Hour)
		w.refused(accept(late.text("secret"), goodPassword), 404, "not-found")
		admin = w.signIn("ada@example.com", goodPassword)
		first := w.done(invite(map[string]any{"email": "bo@example.com", "role": "auditor"}), 201)
		second := w.done(invite(map[string]any{"email": "Bo@example.com", "role": "procurement", "unit": "Payments"}), 201)
		w.refused(accept(first.text("secret"), goodPassword), 404, "not-found") // replaced
		open := w.done(w.send("GET", "/api/v1/invitations", nil, "Cookie", admin), 200).body["items"].([]any)
		require.Len(t, open, 1)
		assert.NotContains(t, open[0], "secret")
		w.refused(accept(second.text("secret"), "bo@example.com"), 422, "invalid-input")
		bo := w.done(accept(second.text("secret"), goodPassword), 201)
		assert.Equal(t, "procurement", bo.text("role"))
		assert.Equal(t, "Payments", bo.text("unit"))
		assert.Equal(t, "bo@example.com", bo.text("email"))
		w.refused(accept(second.text("secret"), goodPassword), 404, "not-found")
		w.refused(w.send("DELETE", "/api/v1/invitations/"+second.text("id"), nil, "Cookie", admin), 404, "not-found")

		gone := w.done(invite(map[string]any{"email": "cy@example.com", "role": "auditor"}), 201)
		w.done(w.send("DELETE", "/api/v1/invitations/"+gone.text("id"), nil, "Cookie", admin), 204)
		w.refused(accept(gone.text("secret"), goodPassword), 404, "not-found")
	})
}

func TestWhoIsDisabledIsOutAtOnce(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		bo := w.join(admin, "bo@example.com", "risk-officer")
		token := w.done(w.send("POST", "/api/v1/tokens", map[string]any{"name": "script", "role": "risk-officer"}, "Cookie", bo), 201).text("token")
		me := w.done(w.send("GET", "/api/v1/me", nil, "Cookie", bo), 200)
		path := "/api/v1/people/" + me.text("user_id")
		body := map[string]any{"email": "bo@example.com", "name": "Bo", "role": "auditor"}
		w.refused(w.send("PUT", path, body, "Cookie", admin), 428, "version-needed")
		w.done(w.send("PUT", path, body, "Cookie", admin, "If-Match", `"1"`), 200)
		w.refused(w.send("PUT", path, body, "Cookie", admin, "If-Match", `"1"`), 412, "changed-meanwhile")
		assert.Equal(t, "auditor", w.send("GET", "/api/v1/me", nil, "Cookie", bo).text("role"), "a role counts at once")
		w.refused(w.send("GET", "/api/v1/me", nil, "Authorization", "Bearer "+token), 401, "not-signed-in") // the token could do more now
		body["role"], body["disabled"] = "risk-officer", true
		got := w.done(w.send("PUT", path, body, "Cookie", admin, "If-Match", `"2"`), 200)
		assert.Equal(t, `"3"`, got.header.Get("ETag"))
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", bo), 401, "not-signed-in")
		w.refused(w.send("GET", "/api/v1/me", nil, "Authorization", "Bearer "+token), 401, "not-signed-in")
		w.refused(w.send("POST", "/api/v1/session", map[string]any{"email": "bo@example.com", "password": goodPassword}), 401, "not-signed-in")
		body["disabled"] = false
		w.done(w.send("PUT", path, body, "Cookie", admin, "If-Match", `"3"`), 200)
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", bo), 401, "not-signed-in") // the session does not come back
		w.done(w.send("GET", "/api/v1/me", nil, "Authorization", "Bearer "+token), 200)
		w.signIn("bo@example.com", goodPassword)
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		id := w.send("GET", "/api/v1/me", nil, "Cookie", admin).text("user_id")
		demoted := map[string]any{"email": "ada@example.com", "name": "Ada", "role": "auditor"}
		disabled := map[string]any{"email": "ada@example.com", "name": "Ada", "role": "administrator", "disabled": true}
		w.refused(w.send("PUT", "/api/v1/people/"+id, demoted, "Cookie", admin, "If-Match", `"1"`), 409, "illegal-move")
		w.refused(w.send("PUT", "/api/v1/people/"+id, disabled, "Cookie", admin, "If-Match", `"1"`), 409, "illegal-move")
		other := w.join(admin, "bo@example.com", "administrator")
		w.done(w.send("PUT", "/api/v1/people/"+id, disabled, "Cookie", other, "If-Match", `"1"`), 200)
		id = w.send("GET", "/api/v1/me", nil, "Cookie", other).text("user_id")
		demoted["email"] = "bo@example.com"
		w.refused(w.send("PUT", "/api/v1/people/"+id, demoted, "Cookie", other, "If-Match", `"1"`), 409, "illegal-move") // who is disabled does not count
	})
}

func TestAdministratorsAddPeopleAndResetPasswords(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		bo := map[string]any{"email": "bo@example.com", "name": "Bo", "role": "auditor"}
		made := w.done(w.send("POST", "/api/v1/people", bo, "Cookie", admin), 201)
		w.refused(w.send("POST", "/api/v1/people", bo, "Cookie", admin), 409, "already-exists")
		w.refused(w.send("POST", "/api/v1/session", map[string]any{"email": "bo@example.com", "password": ""}), 401, "not-signed-in")
		reset := func(secret, password string) reply {
			return w.send("POST", "/api/v1/password-reset", map[string]any{"secret": secret, "password": password})
		}
		first := made.body["link"].(map[string]any)["secret"].(string)
		w.done(reset(first, goodPassword), 204)
		w.refused(reset(first, goodPassword), 404, "not-found")
		session := w.signIn("bo@example.com", goodPassword)

		path := "/api/v1/people/" + made.text("id")
		w.refused(w.send("POST", "/api/v1/people/nobody/password-reset", nil, "Cookie", admin), 404, "not-found")
		link := w.done(w.send("POST", path+"/password-reset", nil, "Cookie", admin), 201)
		w.done(w.send("GET", "/api/v1/me", nil, "Cookie", session), 200) // until the link is used the old password holds
		w.refused(reset(link.text("secret"), "short"), 422, "invalid-input")
		w.done(reset(link.text("secret"), "glacier violin nutmeg"), 204)
		w.refused(w.send("GET", "/api/v1/me", nil, "Cookie", session), 401, "not-signed-in")
		w.refused(w.send("POST", "/api/v1/session", map[string]any{"email": "bo@example.com", "password": goodPassword}), 401, "not-signed-in")
		w.signIn("bo@example.com", "glacier violin nutmeg")
		link = w.done(w.send("POST", path+"/password-reset", nil, "Cookie", admin), 201)
		w.now = w.now.Add(24 * time.Hour)
		w.refused(reset(link.text("secret"), "marble kettle orchid"), 404, "not-found")

		admin = w.signIn("ada@example.com", goodPassword)
		w.refused(w.send("DELETE", path+"/totp", nil, "Cookie", admin), 409, "illegal-move")
		page := w.done(w.send("GET", "/api/v1/people?search=BO&role=auditor,procurement&sort=email", nil, "Cookie", admin), 200)
		require.Len(t, page.body["items"], 1)
		w.refused(w.send("GET", "/api/v1/people?sort=password", nil, "Cookie", admin), 422, "invalid-input")
		w.refused(w.send("GET", "/api/v1/people/nobody", nil, "Cookie", admin), 404, "not-found")
	})
}

func TestEverybodyWhoReadsReviewsSeesTheNamesOfPeopleAndNoAddress(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.refused(w.send("GET", "/api/v1/people/names", nil), 401, "not-signed-in")
		admin := w.admin()
		w.join(admin, "bo@example.com", "business-owner")
		first := w.done(w.send("GET", "/api/v1/people/names?limit=1", nil, "Cookie", w.signIn("bo@example.com", goodPassword)), 200)
		next := w.done(w.send("GET", "/api/v1/people/names?limit=1&cursor="+url.QueryEscape(first.text("next")), nil, "Cookie", admin), 200)
		items := append(first.body["items"].([]any), next.body["items"].([]any)...)
		require.Len(t, items, 2)
		for _, one := range items {
			person := one.(map[string]any)
			assert.NotContains(t, person, "email")
			assert.NotEmpty(t, person["id"])
			assert.NotEmpty(t, person["name"])
			assert.Equal(t, false, person["disabled"])
		}
		assert.NotEqual(t, items[0], items[1])
		assert.Empty(t, next.text("next"))
	})
}
