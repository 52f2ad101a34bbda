package routetest

import (
	"context"
	"strings"
	"time"

	"countersign/review"

	"github.com/stretchr/testify/require"
)

// speaker is who a thing is made for that is somebody's own: the caller, or, for those who have none, the administrator.
func (s *site) speaker(who string) person {
	if p, known := s.users[who]; known && p.ID != "" {
		return p
	}
	return s.users["ada"]
}

// talk adds a comment of somebody's on what the last part of an address is about.
func (s *site) talk(author person, vendor string, about review.Subject) review.Comment {
	s.t.Helper()
	c := review.Comment{
		ID: newID(), VendorID: vendor, Subject: about, Text: "Asked the vendor", Author: author.ID, AuthorName: author.Name, Version: 1,
		CreatedAt: s.now(), UpdatedAt: s.now(),
	}
	require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.AddComment(c) }))
	return c
}

// mentioned adds a comment that mentions somebody, and gives the id of the mention.
func (s *site) mentioned(who person) string {
	s.t.Helper()
	p, id := s.place(review.InReview, ""), newID()
	c := s.talk(s.users["rob"], p.vendor.ID, review.Subject{Kind: review.AboutReview, ID: p.review.ID})
	require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error {
		return tx.AddMention(id, c.ID, review.Choice{ID: who.ID, Name: who.Name}, s.now())
	}))
	return id
}

// subjects are what comments are about, by the parts of their addresses.
func subjects(p *place) map[string]review.Subject {
	return map[string]review.Subject{
		"vendors": {Kind: review.AboutVendor, ID: p.vendor.ID}, "reviews": {Kind: review.AboutReview, ID: p.review.ID},
		"findings": {Kind: review.AboutFinding, ID: p.findings[0].ID}, "follow-ups": {Kind: review.AboutFollowUp, ID: p.followUp.ID},
	}
}

func words() object { return object{"text": "Who trains it?"} }

func commentRequests() map[string]maker {
	out := map[string]maker{}
	for _, kind := range []string{"vendors", "reviews", "findings", "follow-ups"} {
		on := func(body any) maker {
			return func(s *site, _ string) request {
				p := s.place(review.InReview, "")
				about := subjects(p)[kind]
				s.talk(s.users["rob"], p.vendor.ID, about)
				return request{path: "/api/v1/" + kind + "/" + about.ID + "/comments", body: body}
			}
		}
		out["GET /api/v1/"+kind+"/:id/comments"], out["POST /api/v1/"+kind+"/:id/comments"] = on(nil), on(words())
	}
	one := func(body any, headers ...string) maker {
		return func(s *site, who string) request {
			p := s.place(review.InReview, "")
			c := s.talk(s.speaker(who), p.vendor.ID, review.Subject{Kind: review.AboutReview, ID: p.review.ID})
			return request{path: "/api/v1/comments/" + c.ID, body: body, headers: headers}
		}
	}
	out["GET /api/v1/comments/:id"], out["DELETE /api/v1/comments/:id"], out["PUT /api/v1/comments/:id"] = one(nil), one(nil), one(words(), version()...)
	out["GET /api/v1/me/mentions"] = func(s *site, who string) request {
		p := s.speaker(who)
		if who == "reader" {
			p = s.users["rita"]
		}
		s.mentioned(p)
		return request{path: "/api/v1/me/mentions"}
	}
	out["POST /api/v1/me/mentions/read"] = func(s *site, who string) request {
		return request{path: "/api/v1/me/mentions/read", body: object{"ids": []string{s.mentioned(s.speaker(who))}}}
	}
	return out
}

func registerRequests() map[string]maker {
	of := func(under string, body any) maker {
		return to(func(p *place) request { return request{path: "/api/v1/vendors/" + p.vendor.ID + under, body: body} })
	}
	entry := func(body any, headers ...string) maker {
		return to(func(p *place) request {
			return request{path: "/api/v1/user-entity-controls/" + p.control.ID, body: body, headers: headers}
		})
	}
	return map[string]maker{
		"GET /api/v1/criticality":                      at("/api/v1/criticality"),
		"GET /api/v1/vendors/:id/user-entity-controls": of("/user-entity-controls", nil), "GET /api/v1/user-entity-controls/:id": entry(nil),
		"POST /api/v1/vendors/:id/user-entity-controls": of("/user-entity-controls", object{"text": "Look through the list of users each quarter"}),
		"PUT /api/v1/user-entity-controls/:id":          entry(object{"status": "in-place", "controls": []string{"IAM-4"}}, version()...),
		"GET /api/v1/reviews/:id/gaps":                  to(func(p *place) request { return request{path: "/api/v1/reviews/" + p.review.ID + "/gaps"} }),
		"GET /api/v1/people/choices":                    to(func(p *place) request { return request{path: "/api/v1/people/choices?vendor=" + p.vendor.ID} }),
		"GET /api/v1/people/names":                      at("/api/v1/people/names"),
		"GET /api/v1/audit":                             at("/api/v1/audit"), "GET /api/v1/audit/verify": at("/api/v1/audit/verify"), "GET /api/v1/audit/export": at("/api/v1/audit/export"),
	}
}

func awaitedRequests() map[string]maker {
	return map[string]maker{
		"POST /api/v1/vendors/:id/reviews": to(func(p *place) request {
			return request{path: "/api/v1/vendors/" + p.vendor.ID + "/reviews", body: object{"due": "2027-03-31", "note": "asked by mail"}}
		}),
		"PUT /api/v1/reviews/:id/request": on(review.Requested, "", func(p *place) request {
			return request{path: "/api/v1/reviews/" + p.review.ID + "/request", body: object{"due": "2027-03-31"}, headers: version()}
		}),
		"POST /api/v1/reviews/:id/collect": move("collect", review.Requested), "POST /api/v1/reviews/:id/cancel": move("cancel", review.Collecting),
		"POST /api/v1/reviews/:id/decisions": to(func(p *place) request {
			over := []object{{"id": p.findings[0].ID, "version": 1}}
			return request{path: "/api/v1/reviews/" + p.review.ID + "/decisions", body: object{"verdict": "accepted", "findings": over}}
		}),
		"PUT /api/v1/documents/:id": to(func(p *place) request {
			return request{path: "/api/v1/documents/" + p.document.ID, body: object{"kind": "soc2-report", "issued_on": "2026-01-31"}, headers: version()}
		}),
	}
}

// talkWays are ways to answers about comments, the register and what is awaited.
func talkWays() map[string]way {
	comment := func(change func(c *review.Comment, s *site)) way {
		return func(s *site, route string) (string, request) {
			who, q := s.valid(route)
			p := s.place(review.InReview, "")
			_, pattern, _ := strings.Cut(route, " ")
			kind := strings.Split(pattern, "/")[3]
			about, isSubject := subjects(p)[kind]
			if !isSubject {
				about = review.Subject{Kind: review.AboutReview, ID: p.review.ID}
			}
			c := s.talk(s.speaker(who), p.vendor.ID, about)
			change(&c, s)
			c.Version++
			require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.SaveComment(c) }))
			if isSubject {
				q.path, q.body = strings.Replace(pattern, ":id", about.ID, 1), object{"text": "So what?", "reply_to": c.ID}
				return who, q
			}
			q.path = "/api/v1/comments/" + c.ID
			if q.headers != nil {
				q.headers = []string{"If-Match", `"2"`}
			}
			return who, q
		}
	}
	return map[string]way{
		"unsaid": comment(func(c *review.Comment, s *site) { now := s.now(); c.DeletedAt, c.Text = &now, "" }),
		"others": but(func(s *site, q *request) {
			p := s.place(review.InReview, "")
			q.path = "/api/v1/comments/" + s.talk(s.users["rob"], p.vendor.ID, review.Subject{Kind: review.AboutReview, ID: p.review.ID}).ID
		}),
		"old":      but(func(s *site, _ *request) { s.ahead.Add(int64(review.Editable + time.Minute)) }),
		"stranger": with("mentions", func(s *site) any { return []string{s.users["omar"].ID} }),
		"stale": but(func(s *site, q *request) {
			p := s.place(review.InReview, "")
			q.path = "/api/v1/reviews/" + p.review.ID + "/decisions"
			q.body = object{"verdict": "accepted", "findings": []object{{"id": p.findings[0].ID, "version": 7}}}
		}),
		"named": but(func(s *site, q *request) { s.send("rita", *q) }),
		"headless": but(func(_ *site, q *request) {
			q.path += map[bool]string{true: "?expect=x", false: "?from=x"}[strings.HasSuffix(q.path, "/verify")]
		}),
		"unread": but(func(s *site, q *request) {
			q.path = "/api/v1/vendors/" + s.bare(review.Active) + "/user-entity-controls"
		}),
		"left": but(func(s *site, q *request) { q.path = "/api/v1/vendors/" + s.bare(review.Offboarded) + "/reviews" }),
	}
}

// bare is a vendor of which there is nothing yet.
func (s *site) bare(lifecycle review.Lifecycle) string {
	s.t.Helper()
	v := review.Vendor{ID: newID(), Version: 1, CreatedAt: s.now(), UpdatedAt: s.now(), VendorFields: review.VendorFields{
		Name: "Vendor " + newID(), Lifecycle: lifecycle, DataClasses: []string{}, Models: []review.ModelUse{},
	}}
	require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.AddVendor(v) }))
	return v.ID
}
