package identity

import (
	"context"
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"countersign/fault"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// IssuerSettings say at which issuer people sign in, and who may.
type IssuerSettings struct {
	Issuer       string
	ClientID     string
	ClientSecret string
	RedirectURL  string   // ours, ending in /api/v1/oidc/callback
	Domains      []string // of addresses; empty: all that the issuer vouches for
	DefaultRole  Role     // of people who are unknown here; empty: they are refused
}

// Issuer signs people in elsewhere (OpenID Connect). It asks the issuer for its addresses when they are first needed, so that a server
// starts while the issuer is away.
type Issuer struct {
	settings IssuerSettings
	client   *http.Client
	service  *Service
	lock     sync.Mutex
	provider *oidc.Provider
}

// NewIssuer makes the way to an issuer.
func (s *Service) NewIssuer(settings IssuerSettings, client *http.Client) *Issuer {
	return &Issuer{settings: settings, client: client, service: s}
}

// Passage is a person on their way to the issuer and back. Only digests of what the browser carries are kept.
type Passage struct {
	State     string // digest of what comes back in the address
	Browser   string // digest of what the browser keeps, so that nobody else's passage is ended in it
	Nonce     string
	Verifier  string // PKCE
	ExpiresAt time.Time
}

// PassageLasts is how long somebody may take to sign in at the issuer.
const PassageLasts = 10 * time.Minute

// Start gives the address at the issuer to go to, and what the browser must keep until it comes back.
func (i *Issuer) Start(ctx context.Context) (address, browser string, err error) {
	config, _, err := i.ready(ctx)
	if err != nil {
		return "", "", err
	}
	state, nonce, verifier := newSecret(), newSecret(), oauth2.GenerateVerifier()
	browser = newSecret()
	p := Passage{digest(state), digest(browser), nonce, verifier, i.service.now().Add(PassageLasts)}
	err = i.service.change(ctx, func(tx Tx) error {
		if err := tx.AddPassage(p); err != nil {
			return fmt.Errorf("cannot keep the sign-in: %w", err)
		}
		return nil
	})
	return config.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier)), browser, err
}

// Finish takes what the issuer sent back and begins a session. Errors: not-signed-in, not-allowed, not-available.
func (i *Issuer) Finish(ctx context.Context, from Caller, state, code, browser, agent string) (secret string, err error) {
	s := i.service
	p, err := i.take(ctx, state, browser)
	if err != nil {
		return "", err
	}
	who, err := i.ask(ctx, code, p)
	if err != nil {
		return "", err
	}
	if !who.Verified || who.Email == "" {
		return "", fault.New(fault.NotAllowed, "the issuer does not vouch for your address; have it verified there")
	}
	who.Email = cleanEmail(who.Email)
	_, domain, _ := strings.Cut(who.Email, "@")
	if len(i.settings.Domains) > 0 && !slices.ContainsFunc(i.settings.Domains, func(d string) bool { return strings.EqualFold(d, domain) }) {
		return "", fault.New(fault.NotAllowed, "addresses at %s may not sign in here", domain)
	}
	err = s.change(ctx, func(tx Tx) error {
		u, err := i.find(tx, from, who)
		if err != nil {
			return err
		}
		if u.Disabled {
			return fault.New(fault.NotAllowed, "you may not sign in here anymore; ask an administrator")
		}
		secret, err = s.open(tx, &u, from, agent, "oidc", 0)
		return err
	})
	return secret, err
}

// take ends a passage: it is gone after the first try.
func (i *Issuer) take(ctx context.Context, state, browser string) (p Passage, err error) {
	lost := fault.New(fault.NotSignedIn, "this sign-in was not begun in this browser, or took too long; begin again")
	err = i.service.change(ctx, func(tx Tx) error {
		p, err = tx.TakePassage(digest(state))
		if err != nil && !fault.Is(err, fault.NotFound) {
			return fmt.Errorf("cannot load the sign-in: %w", err)
		}
		return nil
	})
	if err != nil {
		return p, err //nolint:wrapcheck // it is wrapped where it happened
	}
	if p.State == "" || !i.service.now().Before(p.ExpiresAt) || subtle.ConstantTimeCompare([]byte(p.Browser), []byte(digest(browser))) != 1 {
		return p, lost
	}
	return p, nil
}

// claims are what the issuer says of a person.
type claims struct {
	Subject  string `json:"sub"`
	Email    string `json:"email"`
	Verified bool   `json:"email_verified"`
	Name     string `json:"name"`
}

// ask trades the code for the issuer's word, and checks that.
func (i *Issuer) ask(ctx context.Context, code string, p Passage) (claims, error) {
	config, provider, err := i.ready(ctx)
	if err != nil {
		return claims{}, err
	}
	ctx = oidc.ClientContext(ctx, i.client)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(p.Verifier))
	if err != nil {
		return claims{}, fault.Wrap(err, fault.NotSignedIn, "the issuer does not confirm this sign-in; begin again")
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: i.settings.ClientID, Now: i.service.now}).Verify(ctx, raw)
	if err != nil {
		return claims{}, fault.Wrap(err, fault.NotSignedIn, "the issuer's answer cannot be trusted; begin again, and tell an administrator if that does not help")
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(p.Nonce)) != 1 {
		return claims{}, fault.New(fault.NotSignedIn, "the issuer's answer is for another sign-in; begin again")
	}
	var c claims
	if err := id.Claims(&c); err != nil {
		return claims{}, fault.Wrap(err, fault.NotSignedIn, "the issuer's answer cannot be read")
	}
	return c, nil
}

// find is the person behind the issuer's word: by its subject, or the first time by the address.
func (i *Issuer) find(tx Tx, from Caller, who claims) (User, error) {
	s, issuer := i.service, i.settings.Issuer
	id, err := tx.UserOfIssuer(issuer, who.Subject)
	if err == nil {
		return known(tx, id)
	}
	if !fault.Is(err, fault.NotFound) {
		return User{}, fmt.Errorf("cannot look for the person: %w", err)
	}
	u, err := tx.UserByEmail(who.Email)
	switch {
	case fault.Is(err, fault.NotFound) && i.settings.DefaultRole == "":
		return u, fault.New(fault.NotAllowed, "you are not known here; ask an administrator for an invitation")
	case fault.Is(err, fault.NotFound):
		name := who.Name
		if name == "" {
			name = who.Email
		}
		if u, err = s.add(tx, UserFields{Email: who.Email, Name: name, Role: i.settings.DefaultRole}); err != nil {
			return u, err
		}
		if err := s.record(tx, u.as(from), "person.join", "user", u.ID, nil, u); err != nil {
			return u, err
		}
	case err != nil:
		return u, fmt.Errorf("cannot look for the person: %w", err)
	}
	// Somebody else may have this address at the issuer now: who is joined to one subject is not joined to another by the address.
	if _, err := tx.SubjectOfUser(issuer, u.ID); err == nil {
		return u, fault.New(fault.NotAllowed, "this address belongs to another account of the issuer; ask an administrator")
	} else if !fault.Is(err, fault.NotFound) {
		return u, fmt.Errorf("cannot look for the person: %w", err)
	}
	if err := tx.AddSubject(issuer, who.Subject, u.ID); err != nil {
		return u, fmt.Errorf("cannot join the person with the issuer: %w", err)
	}
	return u, s.record(tx, u.as(from), "person.link", "user", u.ID, nil, map[string]string{"issuer": issuer, "subject": who.Subject})
}

// ready asks the issuer for its addresses, once it answers.
func (i *Issuer) ready(ctx context.Context) (*oauth2.Config, *oidc.Provider, error) {
	i.lock.Lock()
	defer i.lock.Unlock()
	if i.provider == nil {
		// The provider keeps the context for fetching keys later: it must not end with this request.
		p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), i.client), i.settings.Issuer)
		if err != nil {
			return nil, nil, fault.Wrap(err, fault.Unavailable, "the issuer does not answer; try again later, or sign in with a password")
		}
		i.provider = p
	}
	return &oauth2.Config{
		ClientID: i.settings.ClientID, ClientSecret: i.settings.ClientSecret, RedirectURL: i.settings.RedirectURL,
		Endpoint: i.provider.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "email", "profile"},
	}, i.provider, nil
}
