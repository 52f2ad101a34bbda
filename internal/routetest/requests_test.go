package routetest

import (
	"context"
	"time"

	"countersign/identity"
	"countersign/review"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"
)

// version is the If-Match of what was just made.
func version() []string { return []string{"If-Match", `"1"`} }

func why() object { return object{"reason": "as agreed with the owner"} }

// maker makes a valid request of a caller; what it is about is made anew for each.
type maker func(s *site, who string) request

// at is a request without a body to an address that needs nothing.
func at(path string) maker { return func(*site, string) request { return request{path: path} } }

// on is a request about a thing of a place in a state.
func on(state review.State, failure string, f func(p *place) request) maker {
	return func(s *site, _ string) request { return f(s.place(state, failure)) }
}

// to is a request about a thing of a place under review.
func to(f func(p *place) request) maker { return on(review.InReview, "", f) }

// move moves a review that is in a state.
func move(name string, state review.State) maker {
	return on(state, "", func(p *place) request {
		q := request{path: "/api/v1/reviews/" + p.review.ID + "/" + name, headers: version()}
		if name != "submit" {
			q.body = why()
		}
		return q
	})
}

// requests has a valid request for each route.
func requests() map[string]maker {
	out := map[string]maker{}
	for _, part := range []map[string]maker{
		openRequests(), vendorRequests(), reviewRequests(), findingRequests(), peopleRequests(), selfRequests(),
		commentRequests(), registerRequests(), awaitedRequests(), transferRequests(),
	} {
		for route, m := range part {
			out[route] = m
		}
	}
	return out
}

func openRequests() map[string]maker {
	out := map[string]maker{}
	for _, path := range []string{
		"/healthz", "/readyz", "/metrics", "/", "/setup", "/vendors", "/join", "/reset", "/people", "/me", "/settings", "/api/v1/openapi.json",
		"/api/v1/oidc/start", "/api/v1/oidc/callback",
	} {
		out["GET "+path] = at(path)
	}
	out["GET /vendors/:id"], out["GET /reviews/:id"], out["GET /page/*"] = at("/vendors/x"), at("/reviews/x"), at("/page/app.js")
	return out
}

func vendorRequests() map[string]maker {
	document := func(under string) maker {
		return to(func(p *place) request { return request{path: "/api/v1/documents/" + p.document.ID + under} })
	}
	vendor := func(under string) maker {
		return to(func(p *place) request { return request{path: "/api/v1/vendors/" + p.vendor.ID + under} })
	}
	return map[string]maker{
		"GET /api/v1/vendors":     to(func(*place) request { return request{path: "/api/v1/vendors"} }),
		"GET /api/v1/vendors/:id": vendor(""), "GET /api/v1/vendors/:id/documents": vendor("/documents"),
		"GET /api/v1/documents/:id": document(""), "GET /api/v1/documents/:id/file": document("/file"),
		"POST /api/v1/vendors": func(*site, string) request {
			return request{path: "/api/v1/vendors", body: object{"name": "Vendor " + newID()}}
		},
		"PUT /api/v1/vendors/:id": to(func(p *place) request {
			return request{path: "/api/v1/vendors/" + p.vendor.ID, body: object{"name": "New " + p.vendor.ID}, headers: version()}
		}),
		"POST /api/v1/vendors/:id/documents": to(func(p *place) request {
			return request{path: "/api/v1/vendors/" + p.vendor.ID + "/documents", body: pdf(newID())}
		}),
	}
}

func reviewRequests() map[string]maker {
	of := func(under string) maker {
		return to(func(p *place) request { return request{path: "/api/v1/reviews/" + p.review.ID + under} })
	}
	again := func(under, failure string, body any) maker {
		return on(review.Reading, failure, func(p *place) request {
			return request{path: "/api/v1/reviews/" + p.review.ID + under, body: body}
		})
	}
	return map[string]maker{
		"GET /api/v1/reviews":     to(func(*place) request { return request{path: "/api/v1/reviews"} }),
		"GET /api/v1/reviews/:id": of(""), "GET /api/v1/reviews/:id/report": of("/report"), "GET /api/v1/reviews/:id/moves": of("/moves"),
		"GET /api/v1/events":                      to(func(p *place) request { return request{path: "/api/v1/events?review=" + p.review.ID} }),
		"POST /api/v1/reviews/:id/retry":          again("/retry", "time-limit", nil),
		"POST /api/v1/reviews/:id/permission":     again("/permission", "permission-needed", why()),
		"POST /api/v1/reviews/:id/password":       again("/password", "password-needed", object{"password": "open"}),
		"POST /api/v1/reviews/:id/submit":         move("submit", review.InReview),
		"POST /api/v1/reviews/:id/send-back":      move("send-back", review.AwaitingApproval),
		"POST /api/v1/reviews/:id/approve":        move("approve", review.AwaitingApproval),
		"POST /api/v1/reviews/:id/reject":         move("reject", review.AwaitingApproval),
		"POST /api/v1/reviews/:id/expire":         move("expire", review.Approved),
		"POST /api/v1/reviews/:id/reopen":         move("reopen", review.Approved),
		"GET /api/v1/settings/reading-permission": at("/api/v1/settings/reading-permission"),
		"PUT /api/v1/settings/reading-permission": func(s *site, _ string) request {
			row, err := s.db.Reviews().Setting(context.Background(), "reading-permission")
			require.NoError(s.t, err)
			return request{path: "/api/v1/settings/reading-permission", body: object{"allowed": true, "reason": "clause 4"}, headers: []string{"If-Match", quote(row.Version)}}
		},
	}
}

func findingRequests() map[string]maker {
	finding := func(under string, body any, headers ...string) maker {
		return to(func(p *place) request {
			return request{path: "/api/v1/findings/" + p.findings[0].ID + under, body: body, headers: headers}
		})
	}
	under := func(path string, body any) maker {
		return to(func(p *place) request { return request{path: "/api/v1/reviews/" + p.review.ID + path, body: body} })
	}
	followUp := func(body any, headers ...string) maker {
		return to(func(p *place) request {
			return request{path: "/api/v1/follow-ups/" + p.followUp.ID, body: body, headers: headers}
		})
	}
	acceptance := func(under string) maker {
		return to(func(p *place) request {
			return request{path: "/api/v1/risk-acceptances/" + p.acceptance.ID + under, body: object{"note": "as agreed"}, headers: version()}
		})
	}
	list := func(path string) maker { return to(func(*place) request { return request{path: path} }) }
	return map[string]maker{
		"GET /api/v1/findings": list("/api/v1/findings"), "GET /api/v1/follow-ups": list("/api/v1/follow-ups"),
		"GET /api/v1/risk-acceptances": list("/api/v1/risk-acceptances"), "GET /api/v1/findings/:id": finding("", nil),
		"GET /api/v1/findings/:id/decisions": finding("/decisions", nil), "GET /api/v1/reviews/:id/findings": under("/findings", nil),
		"POST /api/v1/reviews/:id/findings":          under("/findings", object{"title": "No exit plan", "severity": "high", "reason": "Asked on the phone"}),
		"POST /api/v1/reviews/:id/follow-ups":        under("/follow-ups", object{"kind": "question", "text": "Which models?", "severity": "low"}),
		"POST /api/v1/findings/:id/decision":         finding("/decision", object{"verdict": "accepted"}, version()...),
		"POST /api/v1/findings/:id/risk-acceptances": finding("/risk-acceptances", object{"reason": "for a month", "expires_on": "2027-01-31"}),
		"GET /api/v1/follow-ups/:id":                 followUp(nil),
		"PUT /api/v1/follow-ups/:id":                 followUp(object{"status": "answered", "answer": "None."}, version()...),
		"POST /api/v1/risk-acceptances/:id/approve":  acceptance("/approve"), "POST /api/v1/risk-acceptances/:id/refuse": acceptance("/refuse"),
	}
}

// about is a request about a person, who is made for it.
func about(under string, body func(email string) any, headers ...string) maker {
	return func(s *site, _ string) request {
		name := "somebody" + newID()
		s.join(name, identity.Procurement, "")
		q := request{path: "/api/v1/people/" + s.users[name].ID + under, headers: headers}
		if under == "/totp" {
			s.secondFactor(name)
		}
		if body != nil {
			q.body = body(name + "@example.com")
		}
		return q
	}
}

func peopleRequests() map[string]maker {
	someone := func(email string) any { return object{"email": email, "name": "Some One", "role": "procurement"} }
	fresh := func(path string, body func(email string) any) maker {
		return func(*site, string) request { return request{path: path, body: body("new" + newID() + "@example.com")} }
	}
	return map[string]maker{
		"GET /api/v1/people": at("/api/v1/people"), "GET /api/v1/units": at("/api/v1/units"), "GET /api/v1/invitations": at("/api/v1/invitations"),
		"POST /api/v1/people": fresh("/api/v1/people", someone), "GET /api/v1/people/:id": about("", nil),
		"PUT /api/v1/people/:id": about("", someone, version()...), "POST /api/v1/people/:id/password-reset": about("/password-reset", nil),
		"DELETE /api/v1/people/:id/totp": about("/totp", nil),
		"POST /api/v1/units":             fresh("/api/v1/units", func(string) any { return object{"name": "unit " + newID()} }),
		"POST /api/v1/invitations":       fresh("/api/v1/invitations", func(email string) any { return object{"email": email, "role": "auditor"} }),
		"DELETE /api/v1/invitations/:id": func(s *site, _ string) request {
			id, _ := s.invite()
			return request{path: "/api/v1/invitations/" + id}
		},
	}
}

// invite makes an invitation.
func (s *site) invite() (id, secret string) {
	s.t.Helper()
	l, secret, err := s.people.Invite(context.Background(), identity.System("test"), "new"+newID()+"@example.com", identity.Auditor, "")
	require.NoError(s.t, err)
	return l.ID, secret
}

// secondFactor gives a person one, or what waits to be confirmed.
func (s *site) secondFactor(name string) {
	s.t.Helper()
	held := identity.Credentials{UserID: s.users[name].ID, Password: s.hash, Secret: totpSecret, Pending: totpSecret}
	s.change(func(tx identity.Tx) error { return tx.SaveCredentials(held) })
}

const totpSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

func (s *site) code() string {
	code, err := totp.GenerateCode(totpSecret, s.now().Add(time.Second))
	require.NoError(s.t, err)
	return code
}

// own is a request of a double of the caller's, about their own account.
func own(f func(s *site, name string) request) maker {
	return func(s *site, who string) request {
		name := s.double(who)
		q := f(s, name)
		q.as = name
		return q
	}
}

func selfRequests() map[string]maker {
	mine := func(path string, body any) maker {
		return own(func(*site, string) request { return request{path: path, body: body} })
	}
	factor := func(path string, body func(s *site) any) maker {
		return own(func(s *site, name string) request {
			if _, has := s.users[name]; has {
				s.secondFactor(name)
			}
			return request{path: path, body: body(s)}
		})
	}
	return map[string]maker{
		"GET /api/v1/me": at("/api/v1/me"), "GET /api/v1/sessions": at("/api/v1/sessions"), "GET /api/v1/tokens": at("/api/v1/tokens"),
		"POST /api/v1/setup": func(*site, string) request {
			return request{path: "/api/v1/setup", body: object{"secret": "guessed", "email": "eve@example.com", "name": "Eve", "password": password}}
		},
		"POST /api/v1/session": func(s *site, _ string) request {
			name := s.double("audrey")
			return request{path: "/api/v1/session", body: object{"email": name + "@example.com", "password": password}}
		},
		"POST /api/v1/invitations/accept": func(s *site, _ string) request {
			_, secret := s.invite()
			return request{path: "/api/v1/invitations/accept", body: object{"secret": secret, "name": "New", "password": password}}
		},
		"POST /api/v1/password-reset": func(s *site, _ string) request {
			_, secret, err := s.people.OfferReset(context.Background(), identity.System("test"), s.users[s.double("audrey")].ID)
			require.NoError(s.t, err)
			return request{path: "/api/v1/password-reset", body: object{"secret": secret, "password": "another " + password}}
		},
		"DELETE /api/v1/session": mine("/api/v1/session", nil), "DELETE /api/v1/sessions": mine("/api/v1/sessions", nil),
		"DELETE /api/v1/sessions/:id": own(func(s *site, name string) request {
			return request{path: "/api/v1/sessions/" + s.users[name].session}
		}),
		"POST /api/v1/me/password":     mine("/api/v1/me/password", object{"old": password, "password": "another " + password}),
		"POST /api/v1/me/totp":         mine("/api/v1/me/totp", object{"password": password}),
		"POST /api/v1/me/totp/confirm": factor("/api/v1/me/totp/confirm", func(s *site) any { return object{"code": s.code()} }),
		"DELETE /api/v1/me/totp":       factor("/api/v1/me/totp", func(*site) any { return object{"password": password} }),
		"POST /api/v1/tokens": func(s *site, who string) request {
			role := identity.Auditor
			if p, has := s.users[who]; has {
				role = p.Role
			}
			return request{path: "/api/v1/tokens", body: object{"name": "script", "role": string(role)}}
		},
		"DELETE /api/v1/tokens/:id": func(s *site, who string) request { return request{path: "/api/v1/tokens/" + s.tokenOf(who)} },
	}
}

// tokenOf is the id of a new token of a caller's; of the administrator's for those who have none.
func (s *site) tokenOf(who string) string {
	s.t.Helper()
	p, has := s.users[who]
	if !has {
		p = s.users["ada"]
	}
	c := identity.Caller{Kind: identity.KindUser, ID: p.ID, UserID: p.ID, Role: p.Role}
	t, _, err := s.people.CreateToken(context.Background(), c, identity.TokenFields{Name: "old", Role: p.Role})
	require.NoError(s.t, err)
	return t.ID
}
