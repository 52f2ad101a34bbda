package client

import (
	"context"
	"net/http"
	"net/url"

	"countersign/fault"
)

const sessionCookie = "countersign_session"

// SignIn begins a session, by which the client calls from then on. The code is that of the second factor. Errors: not-signed-in,
// code-needed, too-many-tries.
func (c *Client) SignIn(ctx context.Context, email, password, code string) error {
	in := map[string]string{"email": email, "password": password}
	if code != "" {
		in["code"] = code
	}
	header, err := c.call(ctx, http.MethodPost, "/session", in, nil)
	if err != nil {
		return err
	}
	for _, line := range header.Values("Set-Cookie") {
		if k, err := http.ParseSetCookie(line); err == nil && k.Name == sessionCookie {
			c.Cookie = k.Value
			return nil
		}
	}
	return fault.New(fault.Unavailable, "what answers at %s is no Countersign server: signing in began no session", c.Server)
}

// SignOut ends the session.
func (c *Client) SignOut(ctx context.Context) error {
	_, err := c.call(ctx, http.MethodDelete, "/session", nil, nil)
	c.Cookie = ""
	return err
}

// Me is who the client is.
func (c *Client) Me(ctx context.Context) (me Me, err error) {
	_, err = c.call(ctx, http.MethodGet, "/me", nil, &me)
	return me, err
}

// CreateToken makes a token of the caller's, who is a person.
func (c *Client) CreateToken(ctx context.Context, name, role string) (t Token, err error) {
	_, err = c.call(ctx, http.MethodPost, "/tokens", map[string]string{"name": name, "role": role}, &t)
	return t, err
}

// RevokeToken ends a token.
func (c *Client) RevokeToken(ctx context.Context, id string) error {
	_, err := c.call(ctx, http.MethodDelete, "/tokens/"+url.PathEscape(id), nil, nil)
	return err
}
