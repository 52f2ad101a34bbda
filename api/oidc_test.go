package api_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"countersign/api"
	"countersign/identity"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"
	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// page stands for the browser's side, which is not looked at here.
type page struct{}

func (page) Routes() []string { return nil }

func (page) Serve(string, string) (int, map[string]string, []byte) {
	return http.StatusNotFound, nil, nil
}

// issuer is an OpenID provider with a real key. It signs in whoever its claims describe, and holds clients to PKCE.
type issuer struct {
	t         *testing.T
	w         *world
	key       *rsa.PrivateKey
	keys      *oidctest.Server
	server    *httptest.Server
	claims    map[string]any // over the honest ones
	challenge string
	nonce     string
}

func newIssuer(t *testing.T, w *world, settings identity.IssuerSettings) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	i := &issuer{t: t, w: w, key: key, claims: map[string]any{}}
	i.keys = &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "k1", Algorithm: oidc.RS256}}}
	i.server = httptest.NewServer(http.HandlerFunc(i.serve))
	t.Cleanup(i.server.Close)
	i.keys.SetIssuer(i.server.URL)
	settings.Issuer, settings.ClientID, settings.ClientSecret = i.server.URL, "countersign", "client secret"
	settings.RedirectURL = "https://countersign.example.com/api/v1/oidc/callback"
	d := w.deps(func() string { return uuid.Must(uuid.NewV7()).String() })
	d.Issuer = w.people.NewIssuer(settings, i.server.Client())
	d.Page = page{}
	w.app = api.New(d)
	return i
}

func (i *issuer) serve(out http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/token" {
		i.keys.ServeHTTP(out, r)
		return
	}
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if base64.RawURLEncoding.EncodeToString(sum[:]) != i.challenge || r.FormValue("code") != "the code" {
		http.Error(out, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{
		"iss": i.server.URL, "aud": "countersign", "sub": "s-1", "exp": i.w.now.Add(time.Hour).Unix(), "iat": i.w.now.Unix(),
		"nonce": i.nonce, "email": "Bo@example.com", "email_verified": true, "name": "Bo Ek",
	}
	for k, v := range i.claims {
		claims[k] = v
	}
	raw, err := json.Marshal(claims)
	assert.NoError(i.t, err)
	out.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(out).Encode(map[string]any{
		"access_token": "a", "token_type": "Bearer", "id_token": oidctest.SignIDToken(i.key, "k1", oidc.RS256, string(raw)),
	})
}

// start goes to the issuer. It gives the state to come back with, and the cookie.
func (i *issuer) start() (state, cookie string) {
	i.t.Helper()
	a := i.w.done(i.w.send("GET", "/api/v1/oidc/start", nil), 302)
	to, err := url.Parse(a.header.Get("Location"))
	require.NoError(i.t, err)
	q := to.Query()
	assert.Equal(i.t, "S256", q.Get("code_challenge_method"))
	assert.Equal(i.t, "code", q.Get("response_type"))
	i.challenge, i.nonce = q.Get("code_challenge"), q.Get("nonce")
	c := a.cookie("countersign_oidc")
	require.NotNil(i.t, c)
	assert.True(i.t, c.HttpOnly && c.Secure)
	assert.Equal(i.t, http.SameSiteLaxMode, c.SameSite)
	return q.Get("state"), c.Name + "=" + c.Value
}

func (i *issuer) finish(state, cookie string) reply {
	return i.w.send("GET", "/api/v1/oidc/callback?code=the+code&state="+url.QueryEscape(state), nil, "Cookie", cookie)
}

// signIn walks the whole way.
func (i *issuer) signIn(claims map[string]any) reply {
	i.claims = claims
	state, cookie := i.start()
	return i.finish(state, cookie)
}

func TestSigningInElsewhere(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		i := newIssuer(t, w, identity.IssuerSettings{Domains: []string{"example.com"}})
		admin := w.admin()
		w.refused(i.signIn(nil), 403, "not-allowed") // unknown here
		w.join(admin, "bo@example.com", "procurement")
		a := w.done(i.signIn(nil), 302)
		assert.Equal(t, "/", a.header.Get("Location"))
		assert.Negative(t, a.cookie("countersign_oidc").MaxAge)
		session := a.cookie("countersign_session")
		require.NotNil(t, session)
		me := w.done(w.send("GET", "/api/v1/me", nil, "Cookie", session.Name+"="+session.Value), 200)
		assert.Equal(t, "bo@example.com", me.text("email"))
		assert.Equal(t, "procurement", me.text("role"))

		// Afterwards the subject counts, whatever the address is; and nobody else gets in by the address.
		renamed := w.done(i.signIn(map[string]any{"email": "bo.ek@example.com"}), 302).cookie("countersign_session")
		assert.Equal(t, me.text("user_id"), w.send("GET", "/api/v1/me", nil, "Cookie", renamed.Name+"="+renamed.Value).text("user_id"))
		w.refused(i.signIn(map[string]any{"sub": "s-2"}), 403, "not-allowed")

		disabled := map[string]any{"email": "bo@example.com", "name": "Bo", "role": "procurement", "disabled": true}
		w.done(w.send("PUT", "/api/v1/people/"+me.text("user_id"), disabled, "Cookie", admin, "If-Match", `"1"`), 200)
		w.refused(i.signIn(nil), 403, "not-allowed")
		assert.Contains(t, w.trail(), "person.link")
	})
}

func TestWhatIssuersSayIsChecked(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		i := newIssuer(t, w, identity.IssuerSettings{Domains: []string{"example.com"}, DefaultRole: identity.Auditor})
		for name, c := range map[string]struct {
			claims map[string]any
			status int
			code   string
		}{
			"address not verified": {map[string]any{"email_verified": false}, 403, "not-allowed"},
			"no address":           {map[string]any{"email": ""}, 403, "not-allowed"},
			"another domain":       {map[string]any{"email": "bo@example.com.evil.example"}, 403, "not-allowed"},
			"another nonce":        {map[string]any{"nonce": "other"}, 401, "not-signed-in"},
			"another audience":     {map[string]any{"aud": "someone-else"}, 401, "not-signed-in"},
			"another issuer":       {map[string]any{"iss": "https://evil.example"}, 401, "not-signed-in"},
			"out of time":          {map[string]any{"exp": w.now.Add(-time.Hour).Unix()}, 401, "not-signed-in"},
		} {
			t.Run(name, func(t *testing.T) {
				outer := w.t
				defer func() { w.t, i.t = outer, outer }()
				w.t, i.t = t, t
				a := i.signIn(c.claims)
				w.refused(a, c.status, c.code)
				assert.Nil(t, a.cookie("countersign_session"))
			})
		}
		honest := i.key
		forged, err := rsa.GenerateKey(rand.Reader, 2048)
		require.NoError(t, err)
		i.key = forged
		w.refused(i.signIn(nil), 401, "not-signed-in")
		i.key = honest

		a := w.done(i.signIn(nil), 302) // unknown people get the default role
		c := a.cookie("countersign_session")
		assert.Equal(t, "auditor", w.send("GET", "/api/v1/me", nil, "Cookie", c.Name+"="+c.Value).text("role"))
	})
}

func TestASignInEndsWhereItBegan(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		i := newIssuer(t, w, identity.IssuerSettings{DefaultRole: identity.Auditor})
		state, cookie := i.start()
		w.refused(i.finish("another state", cookie), 401, "not-signed-in")
		w.refused(i.finish(state, "countersign_oidc=another"), 401, "not-signed-in") // in another browser
		w.refused(i.finish(state, cookie), 401, "not-signed-in")                     // tried once, gone
		state, cookie = i.start()
		w.done(i.finish(state, cookie), 302)
		w.refused(i.finish(state, cookie), 401, "not-signed-in") // replayed
		state, cookie = i.start()
		w.now = w.now.Add(10 * time.Minute)
		w.refused(i.finish(state, cookie), 401, "not-signed-in") // too late
		state, cookie = i.start()
		i.challenge = "another"
		w.refused(i.finish(state, cookie), 401, "not-signed-in") // the issuer's own check
		w.refused(w.send("GET", "/api/v1/oidc/callback?error=access_denied&state="+url.QueryEscape(state), nil, "Cookie", cookie), 401, "not-signed-in")
	})
}

func TestAnIssuerThatIsAwayStopsNothing(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.refused(w.send("GET", "/api/v1/oidc/start", nil), 404, "not-found") // not set up
		w.refused(w.send("GET", "/api/v1/oidc/callback?code=c&state=s", nil), 404, "not-found")
		i := newIssuer(t, w, identity.IssuerSettings{})
		i.server.Close()
		w.refused(w.send("GET", "/api/v1/oidc/start", nil), 503, "not-available")
		w.admin()
	})
}

func TestABrowserWhoseSignInFailedComesBackToThePage(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		const html = "text/html,application/xhtml+xml,*/*;q=0.8"
		assert.Equal(t, false, w.done(w.send("GET", "/healthz", nil), 200).body["single_sign_on"])
		i := newIssuer(t, w, identity.IssuerSettings{})
		assert.Equal(t, true, w.done(w.send("GET", "/healthz", nil), 200).body["single_sign_on"])
		state, cookie := i.start()
		callback := "/api/v1/oidc/callback?code=the+code&state=" + url.QueryEscape(state)
		a := w.done(w.send("GET", callback, nil, "Cookie", cookie, "Accept", html), 302) // nobody was invited
		assert.Equal(t, "/?sign-in=not-allowed", a.header.Get("Location"))
		assert.Nil(t, a.cookie("countersign_session"))
		assert.Negative(t, a.cookie("countersign_oidc").MaxAge)
		a = w.done(w.send("GET", callback, nil, "Cookie", cookie, "Accept", html), 302)
		assert.Equal(t, "/?sign-in=not-signed-in", a.header.Get("Location"))
		i = newIssuer(t, w, identity.IssuerSettings{})
		i.server.Close()
		a = w.done(w.send("GET", "/api/v1/oidc/start", nil, "Accept", html), 302)
		assert.Equal(t, "/?sign-in=not-available", a.header.Get("Location"))
	})
}
