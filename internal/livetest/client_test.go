package livetest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// client sends requests to a server, which may be another from one moment to the next.
type client struct {
	t     testing.TB
	where *atomic.Value // string: the address
	token string
	http  *http.Client
}

func newClient(t testing.TB, address, token string) *client {
	c := &client{t: t, where: &atomic.Value{}, token: token, http: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}}
	c.where.Store(address)
	return c
}

// as is the same client with another token.
func (c *client) as(token string) *client {
	return &client{c.t, c.where, token, c.http}
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	raw    []byte
}

func (r reply) json(t testing.TB) map[string]any {
	t.Helper()
	var out map[string]any
	require.NoError(t, json.Unmarshal(r.raw, &out), "%s", r.raw)
	return out
}

// try sends a request once. Headers go in pairs. An error means that the line broke: nobody knows what the server did.
func (c *client) try(ctx context.Context, method, path string, body io.Reader, headers ...string) (reply, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.where.Load().(string)+path, body)
	if err != nil {
		return reply{}, err
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := c.http.Do(r)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return reply{resp.StatusCode, resp.Header, raw}, err
}

// persist sends a request until a server answers it, as a client with patience does. What the server cannot say yet is asked again.
func (c *client) persist(ctx context.Context, method, path string, body []byte, headers ...string) (reply, error) {
	for {
		got, err := c.try(ctx, method, path, bytes.NewReader(body), headers...)
		again := err != nil || got.status >= http.StatusInternalServerError ||
			got.status == http.StatusConflict && bytes.Contains(got.raw, []byte("still under way"))
		if !again || ctx.Err() != nil {
			return got, err
		}
		select {
		case <-ctx.Done():
			return got, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// must sends a request that succeeds.
func (c *client) must(method, path, body string, headers ...string) map[string]any {
	c.t.Helper()
	got, err := c.try(context.Background(), method, path, bytes.NewReader([]byte(body)), headers...)
	require.NoError(c.t, err)
	require.Less(c.t, got.status, http.StatusMultipleChoices, "%s %s: %s", method, path, got.raw)
	if len(got.raw) == 0 {
		return nil
	}
	return got.json(c.t)
}

// vendor adds a vendor and gives its id.
func (c *client) vendor(name string) string {
	c.t.Helper()
	return c.must(http.MethodPost, "/api/v1/vendors", `{"name":"`+name+`"}`)["id"].(string)
}

// settled waits until the reading of a review has ended.
func (c *client) settled(id string) map[string]any {
	c.t.Helper()
	var out map[string]any
	require.Eventually(c.t, func() bool {
		out = c.must(http.MethodGet, "/api/v1/reviews/"+id, "")
		return out["analysis"] == "ready" || out["analysis"] == "failed"
	}, 2*time.Minute, 50*time.Millisecond)
	return out
}

const password = "a long enough password"

// officer lets a person join as risk officer, and gives a token that is theirs.
func (s *site) officer(c *client) string {
	s.t.Helper()
	link := c.as(s.token("administrator")).must(http.MethodPost, "/api/v1/invitations", `{"email":"olive@example.com","role":"risk-officer"}`)["secret"].(string)
	nobody := c.as("")
	nobody.must(http.MethodPost, "/api/v1/invitations/accept", `{"secret":"`+link+`","name":"Olive","password":"`+password+`"}`)
	cookie := nobody.signIn("olive@example.com")
	return nobody.must(http.MethodPost, "/api/v1/tokens", `{"name":"robot","role":"risk-officer"}`, "Cookie", cookie)["token"].(string)
}

// signIn gives the cookie of a new session.
func (c *client) signIn(email string) string {
	c.t.Helper()
	got, err := c.try(context.Background(), http.MethodPost, "/api/v1/session", bytes.NewReader([]byte(`{"email":"`+email+`","password":"`+password+`"}`)))
	require.NoError(c.t, err)
	require.Equal(c.t, http.StatusOK, got.status, "%s", got.raw)
	cookie, _, _ := bytes.Cut([]byte(got.header.Get("Set-Cookie")), []byte(";"))
	return string(cookie)
}
