package routetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"strings"
	"time"

	"countersign/identity"
	"countersign/review"

	"github.com/stretchr/testify/require"
)

// guest is somebody whose role this server does not know, as a newer one beside it may.
func (s *site) guest() {
	s.t.Helper()
	s.join("guest", "visitor", "")
}

// entitled is the first caller of the table of permissions whom a route serves.
func (s *site) entitled(route string) string {
	s.t.Helper()
	callers, table := rows(s.t)
	for _, r := range table {
		for _, who := range callers {
			if r.route == asked(route) && strings.HasPrefix(r.cells[who], "2") {
				return who
			}
		}
	}
	return "nobody"
}

// valid is a route's valid request and who sends it.
func (s *site) valid(route string) (string, request) {
	s.t.Helper()
	who := s.entitled(route)
	made, known := requests()[route]
	require.True(s.t, known, "%s has no valid request", route)
	q := made(s, who)
	q.method, _, _ = strings.Cut(route, " ")
	return who, q
}

// provoke makes the request that gets a wanted answer.
func (s *site) provoke(w wanted) (string, request) {
	s.t.Helper()
	if way, special := ways()[w.way]; special {
		return way(s, w.route)
	}
	who, q := s.valid(w.route)
	_, pattern, _ := strings.Cut(w.route, " ")
	with := func(id string) string { return strings.Replace(pattern, ":id", id, 1) }
	hasID := strings.Contains(pattern, ":id")
	switch w.status {
	case http.StatusUnauthorized:
		q.as = "nobody"
	case http.StatusForbidden:
		q.as = "guest"
	case http.StatusNotFound:
		if hasID {
			q.path = with("none")
		}
	case http.StatusPreconditionFailed:
		q.headers = []string{"If-Match", `"7"`}
	case http.StatusPreconditionRequired:
		q.headers = nil
	case http.StatusUnprocessableEntity:
		switch {
		case hasID:
			q.path = with(strings.Repeat("x", 61))
		case q.method == http.MethodGet:
			glue := "?"
			if strings.Contains(q.path, "?") {
				glue = "&"
			}
			q.path += glue + "limit=0"
		default:
			q.body = []string{}
		}
	case http.StatusBadRequest:
		q.body, q.headers = []byte(`{"`), append(q.headers, "Content-Type", "application/json")
	case http.StatusRequestEntityTooLarge:
		q.body, q.headers = []byte(`{"reason":"`+strings.Repeat("x", 1<<20)+`"}`), append(q.headers, "Content-Type", "application/json")
	case http.StatusUnsupportedMediaType:
		q.headers = append(q.headers, "Content-Type", "text/plain")
	case http.StatusTooManyRequests:
		s.throttle(who, &q)
	}
	return who, q
}

// throttle makes whoever a request is about wait.
func (s *site) throttle(who string, q *request) {
	s.t.Helper()
	if q.as != "" {
		who = q.as
	}
	email := who + "@example.com"
	if fields, ok := q.body.(object); ok && fields["email"] != nil {
		email = fields["email"].(string)
	}
	sum := sha256.Sum256([]byte(email))
	tries := identity.Tries{Key: "account:" + hex.EncodeToString(sum[:]), Failed: 9, LastAt: s.now(), Until: s.now().Add(time.Hour)}
	s.change(func(tx identity.Tx) error {
		if _, err := tx.Tries(tries.Key); err != nil { // which makes the row
			return err
		}
		return tx.SaveTries(tries)
	})
}

// way makes a request of a route that gets an answer which its valid one does not.
type way func(s *site, route string) (who string, q request)

// but is the valid request with something else about it.
func but(change func(s *site, q *request)) way {
	return func(s *site, route string) (string, request) {
		who, q := s.valid(route)
		change(s, &q)
		return who, q
	}
}

// with is the valid request with another value of a field.
func with(field string, value func(s *site) any) way {
	return but(func(s *site, q *request) {
		body := maps.Clone(q.body.(object))
		body[field] = value(s)
		q.body = body
	})
}

// in is the valid request about a review in a state, or a finding of one.
func in(state review.State, failure string) way {
	return func(s *site, route string) (string, request) {
		who, q := s.valid(route)
		p := s.place(state, failure)
		_, pattern, _ := strings.Cut(route, " ")
		id := p.review.ID
		if strings.Contains(pattern, "/findings/:id") {
			id = p.findings[0].ID
		}
		q.path = strings.Replace(pattern, ":id", id, 1)
		return who, q
	}
}

func ways() map[string]way {
	out := map[string]way{
		"gone": but(func(*site, *request) {}),
		"key":  usedKey, "taken": taken, "joined": joinedMeanwhile, "last": lastAdministrator,
		"ready": in(review.InReview, ""), "signed": in(review.Approved, ""), "refused": in(review.Rejected, ""), "reading": in(review.Reading, "time-limit"),
		"condition": func(s *site, route string) (string, request) {
			who, q := in(review.Approved, "")(s, route)
			q.body = object{"kind": "condition", "text": "Add a clause", "severity": "low"}
			return who, q
		},
		"own": but(func(s *site, q *request) { // who asked for it is the one who decides
			p := s.place(review.InReview, "")
			p.acceptance.RequestedBy, p.acceptance.Version = s.users["rita"].ID, 2
			require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.SaveAcceptance(p.acceptance) }))
			q.path = "/api/v1/risk-acceptances/" + p.acceptance.ID + q.path[strings.LastIndex(q.path, "/"):]
			q.headers = []string{"If-Match", `"2"`}
		}),
		"unwatched": but(func(_ *site, q *request) { q.path = "/api/v1/events?review=none" }),
	}
	maps.Copy(out, fileWays())
	maps.Copy(out, accountWays())
	maps.Copy(out, talkWays())
	maps.Copy(out, transferWays())
	return out
}

func fileWays() map[string]way {
	headers := func(pairs ...string) way { return but(func(_ *site, q *request) { q.headers = pairs }) }
	body := func(b []byte) way { return but(func(_ *site, q *request) { q.body = b }) }
	return map[string]way{
		"again": but(func(s *site, q *request) { s.send("paul", *q) }),
		"empty": body([]byte{}), "huge": body(pdf(strings.Repeat("y", most))),
		"html": headers("Content-Type", "text/html"), "kind": but(func(_ *site, q *request) { q.path += "?kind=poem" }),
		"text": but(func(s *site, q *request) { // a note is no report
			d := s.place(review.InReview, "").document
			d.ID, d.SHA256, d.Kind, d.MediaType = newID(), strings.Repeat("cd", 32), review.KindOther, "text/plain; charset=utf-8"
			require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.AddDocument(d) }))
			q.path = "/api/v1/documents/" + d.ID
		}),
		"kept":  with("kind", func(*site) any { return string(review.KindOther) }),
		"range": headers("Range", "bytes=0-9"), "beyond": headers("Range", "bytes=999999-"),
		"had": but(func(s *site, q *request) { q.headers = []string{"If-None-Match", `"` + s.sum + `"`} }),
		"lost": but(func(s *site, q *request) { // its bytes are not where they should be
			p := s.place(review.InReview, "")
			d := p.document
			d.ID, d.SHA256 = newID(), strings.Repeat("ab", 32)
			require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.AddDocument(d) }))
			q.path = "/api/v1/documents/" + d.ID + "/file"
		}),
	}
}

func accountWays() map[string]way {
	held := func(c identity.Credentials) way {
		return but(func(s *site, q *request) {
			name := q.as
			if email, ok := q.body.(object)["email"].(string); ok {
				name = strings.TrimSuffix(email, "@example.com")
			}
			c.UserID = s.users[name].ID
			if c.Password == "" && c.Secret != "" {
				c.Password = s.hash
			}
			s.change(func(tx identity.Tx) error { return tx.SaveCredentials(c) })
		})
	}
	return map[string]way{
		"wrong": with("password", func(*site) any { return "not this one, surely" }), "guess": with("secret", func(*site) any { return "guessed" }),
		"unproven": but(func(_ *site, q *request) {
			body := maps.Clone(q.body.(object))
			for _, field := range []string{"old", "password"} {
				if _, has := body[field]; has {
					body[field] = "not this one, surely"
					break
				}
			}
			q.body = body
		}),
		"elsewhere": but(func(_ *site, q *request) { q.headers = []string{"Origin", "https://evil.example.com"} }),
		"above": but(func(s *site, q *request) {
			q.as = s.double("paul")
			q.body = object{"name": "script", "role": "administrator"}
		}),
		"sealed": but(func(s *site, q *request) { // with a key that is not here
			const kept = "sealed:AAAA"
			c := identity.Credentials{Password: s.hash, Pending: kept}
			name := q.as
			if email, ok := q.body.(object)["email"].(string); ok {
				name, c.Secret = strings.TrimSuffix(email, "@example.com"), kept
				q.body.(object)["code"] = "123456"
			}
			c.UserID = s.users[name].ID
			s.change(func(tx identity.Tx) error { return tx.SaveCredentials(c) })
		}),
		"factor": held(identity.Credentials{Secret: totpSecret}), "bare": held(identity.Credentials{}),
		"none": func(s *site, route string) (string, request) {
			who, q := s.valid(route)
			name := s.double("rita")
			if strings.Contains(route, "/people/") {
				q.path = "/api/v1/people/" + s.users[name].ID + "/totp"
				return who, q
			}
			q.as = name
			return who, q
		},
	}
}

// usedKey is a request with a key that came with another before.
func usedKey(s *site, route string) (string, request) {
	key := []string{"Idempotency-Key", newID()}
	who, q := s.valid(route)
	q.headers = append(q.headers, key...)
	first := s.send(who, q)
	require.Less(s.t, first.status, http.StatusMultipleChoices, "%s: %s", route, first.raw)
	switch {
	case len(q.headers) > len(key):
		q.headers[1] = `"8"`
	case strings.HasSuffix(route, "/documents"):
		q.body = pdf("something else")
	default:
		q.body = object{"other": true}
	}
	return who, q
}

// taken is a request that wants what somebody else has.
func taken(s *site, route string) (string, request) {
	who, q := s.valid(route)
	body := maps.Clone(q.body.(object))
	switch {
	case strings.Contains(route, "/vendors"):
		body["name"] = s.place(review.InReview, "").vendor.Name
	case strings.Contains(route, "/units"):
		body["name"] = "lending"
	default:
		body["email"] = "paul@example.com"
	}
	q.body = body
	return who, q
}

// joinedMeanwhile uses a link when somebody is there already.
func joinedMeanwhile(s *site, route string) (string, request) {
	who, q := s.valid(route)
	kind, email := identity.SetupLink, ""
	if strings.Contains(route, "invitations") {
		kind, email = identity.InviteLink, "paul@example.com"
	}
	body := maps.Clone(q.body.(object))
	body["secret"] = s.link(kind, email, identity.Procurement)
	q.body = body
	return who, q
}

// link makes a link as the server would have made it earlier.
func (s *site) link(kind identity.LinkKind, email string, role identity.Role) string {
	s.t.Helper()
	secret := newID()
	sum := sha256.Sum256([]byte(secret))
	l := identity.Link{ID: newID(), Kind: kind, Digest: hex.EncodeToString(sum[:]), Email: email, Role: role, CreatedAt: s.now(), ExpiresAt: s.now().Add(time.Hour)}
	s.change(func(tx identity.Tx) error { return tx.AddLink(l) })
	return secret
}

// lastAdministrator is a change by which nobody would be left who can change anything.
func lastAdministrator(s *site, route string) (string, request) {
	who, q := s.valid(route)
	for name, p := range s.users {
		if name != "ada" && p.Role == identity.Administrator {
			p.Disabled, p.Version = true, 2
			s.change(func(tx identity.Tx) error { return tx.SaveUser(p.User) })
			delete(s.users, name)
		}
	}
	q.path = "/api/v1/people/" + s.users["ada"].ID
	q.body = object{"email": "ada@example.com", "name": "Ada", "role": "auditor"}
	return who, q
}
