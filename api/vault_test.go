package api_test

import (
	"testing"
	"time"

	"countersign/api"
	"countersign/blobs"
	"countersign/identity"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sealing starts the server anew with a key; an empty key is none.
func (w *world) sealing(key string) {
	w.t.Helper()
	keys, err := blobs.ParseKeys(key)
	require.NoError(w.t, err)
	w.people = identity.New(w.db.People(), w.clock, newID).KeepIn(keys)
	w.app = api.New(w.deps(newID))
}

// stored are ada's secrets as the database has them.
func (w *world) stored() (secret, pending string) {
	w.t.Helper()
	row := w.db.Writer().QueryRowContext(w.t.Context(), "SELECT secret, pending FROM credentials JOIN users ON users.id = user_id WHERE email = 'ada@example.com'")
	require.NoError(w.t, row.Scan(&secret, &pending))
	return secret, pending
}

// TestSecondFactorsAreSealed: with a key no secret lies open in the database, and codes work as before.
func TestSecondFactorsAreSealed(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		key, err := blobs.NewKey()
		require.NoError(t, err)
		w.sealing(key)
		cookie := w.admin()
		secret := w.enrolled(cookie)
		kept, pending := w.stored()
		assert.Contains(t, kept, "sealed:")
		assert.NotContains(t, kept, secret)
		assert.Empty(t, pending)
		w.now = w.now.Add(time.Minute)
		w.done(w.withCode(secret), 200)

		w.sealing("")
		w.now = w.now.Add(time.Minute)
		w.refused(w.withCode(secret), 503, "not-available")
		other, err := blobs.NewKey()
		require.NoError(t, err)
		w.sealing(other)
		w.refused(w.withCode(secret), 503, "not-available")
		w.sealing(other + "," + key)
		w.now = w.now.Add(time.Hour)
		w.done(w.withCode(secret), 200)
	})
}

// TestOpenSecretsStayReadable: those from before the key work, and are sealed when they are used.
func TestOpenSecretsStayReadable(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		cookie := w.admin()
		secret := w.enrolled(cookie)
		kept, _ := w.stored()
		assert.Equal(t, secret, kept)
		key, err := blobs.NewKey()
		require.NoError(t, err)
		w.sealing(key)
		w.now = w.now.Add(time.Minute)
		w.refused(w.send("POST", "/api/v1/session", map[string]any{"email": "ada@example.com", "password": goodPassword, "code": "000000"}), 401, "not-signed-in")
		kept, _ = w.stored()
		assert.Equal(t, secret, kept, "a wrong code changes nothing")
		w.done(w.withCode(secret), 200)
		kept, _ = w.stored()
		assert.NotContains(t, kept, secret)
		w.now = w.now.Add(time.Minute)
		w.done(w.withCode(secret), 200)
	})
}

// TestSealedSecretsAreTheirOwners: one that is put in another's place opens nothing.
func TestSealedSecretsAreTheirOwners(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		key, err := blobs.NewKey()
		require.NoError(t, err)
		w.sealing(key)
		admin := w.admin()
		rita := w.join(admin, "rita@example.com", "risk-officer")
		w.enrolled(admin)
		known := w.enrolled(rita)
		_, err = w.db.Writer().ExecContext(t.Context(), "UPDATE credentials SET secret = (SELECT c.secret FROM credentials c JOIN users ON users.id = c.user_id WHERE email = 'rita@example.com')")
		require.NoError(t, err)
		w.now = w.now.Add(time.Minute)
		w.refused(w.withCode(known), 503, "not-available")
	})
}

// enrolled sets a second factor up and gives its secret.
func (w *world) enrolled(cookie string) string {
	w.t.Helper()
	secret := w.done(w.send("POST", "/api/v1/me/totp", map[string]any{"password": goodPassword}, "Cookie", cookie), 201).text("secret")
	code, err := totp.GenerateCode(secret, w.now)
	require.NoError(w.t, err)
	w.done(w.send("POST", "/api/v1/me/totp/confirm", map[string]any{"code": code}, "Cookie", cookie), 200)
	return secret
}

// withCode signs ada in with the code of the moment.
func (w *world) withCode(secret string) reply {
	w.t.Helper()
	code, err := totp.GenerateCode(secret, w.now)
	require.NoError(w.t, err)
	return w.send("POST", "/api/v1/session", map[string]any{"email": "ada@example.com", "password": goodPassword, "code": code})
}
