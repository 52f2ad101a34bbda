package routetest

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWhatIsNotYoursIsAsIfItWereNotThere: whoever guesses the id of a vendor, a review, a document, a finding or whatever else of another unit
// or another owner gets the same answer, byte by byte, as for one that does not exist.
func TestWhatIsNotYoursIsAsIfItWereNotThere(t *testing.T) {
	asked := regexp.MustCompile(`"request":"[^"]+"`)
	named := map[string]string{"GET /api/v1/events": "review", "GET /api/v1/people/choices": "vendor"} // where the id is a parameter
	each(t, func(t *testing.T, s *site) {
		_, table := rows(t)
		tried := 0
		for _, r := range table {
			for who, cell := range r.cells {
				if cell != "404" || s.users[who].ID == "" || !strings.Contains(r.route, ":id") && named[r.route] == "" {
					continue
				}
				tried++
				method, pattern, _ := strings.Cut(r.route, " ")
				q := requests()[r.route](s, who)
				q.method = method
				theirs := s.send(who, q)
				q.path = strings.Replace(pattern, ":id", newID(), 1)
				if field := named[r.route]; field != "" {
					q.path += "?" + field + "=" + newID()
				}
				none := s.send(who, q)
				assert.Equal(t, http.StatusNotFound, theirs.status, "%s as %s", r.route, who)
				assert.Equal(t, asked.ReplaceAllString(string(none.raw), ""), asked.ReplaceAllString(string(theirs.raw), ""), "%s as %s", r.route, who)
				for _, name := range []string{"Etag", "Content-Type", "Content-Disposition", "Last-Modified", "Accept-Ranges"} {
					assert.Equal(t, none.header.Get(name), theirs.header.Get(name), "%s as %s: %s", r.route, who, name)
				}
			}
		}
		assert.Greater(t, tried, 40)
	})
}

// TestWhatIsNotYoursCannotBeNamed: nothing of another's is reached by the fields of a request, or through filters of lists.
func TestWhatIsNotYoursCannotBeNamed(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		theirs := s.place("in-review", "")
		mine := s.place("in-review", "")
		for name, body := range map[string]object{
			"a finding of another review":  {"kind": "question", "text": "Why?", "severity": "low", "finding_id": theirs.findings[0].ID},
			"a document of another vendor": {"kind": "question", "text": "Why?", "severity": "low", "document_id": theirs.document.ID},
		} {
			got := s.send("paul", request{method: "POST", path: "/api/v1/reviews/" + mine.review.ID + "/follow-ups", body: body})
			assert.Equal(t, http.StatusUnprocessableEntity, got.status, name)
			for field := range body {
				if strings.HasSuffix(field, "_id") {
					body[field] = newID()
				}
			}
			none := s.send("paul", request{method: "POST", path: "/api/v1/reviews/" + mine.review.ID + "/follow-ups", body: body})
			assert.Equal(t, none.text("detail"), got.text("detail"), name)
		}
		for _, path := range []string{
			"/api/v1/reviews?vendor_id=" + theirs.vendor.ID, "/api/v1/reviews?document_id=" + theirs.document.ID, "/api/v1/findings?review_id=" + theirs.review.ID,
			"/api/v1/findings?vendor_id=" + theirs.vendor.ID, "/api/v1/findings?search=model&vendor_id=" + theirs.vendor.ID,
			"/api/v1/follow-ups?review_id=" + theirs.review.ID, "/api/v1/risk-acceptances?finding_id=" + theirs.findings[0].ID,
			"/api/v1/vendors?owner=" + theirs.vendor.Owner, "/api/v1/vendors?search=vendor",
		} {
			for _, who := range []string{"omar", "lend"} {
				a := s.send(who, request{method: "GET", path: path})
				require.Equal(t, http.StatusOK, a.status, path)
				assert.Empty(t, a.body["items"], "%s as %s", path, who)
			}
			assert.NotEmpty(t, s.send("audrey", request{method: "GET", path: path}).body["items"], path)
		}
	})
}

// TestPagesOfOtherSitesChangeNothing: no route that changes something does it for a page of another site.
func TestPagesOfOtherSitesChangeNothing(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, table := rows(t)
		tried := 0
		for _, r := range table {
			if strings.HasPrefix(r.route, "GET ") || strings.HasPrefix(r.route, "OPTIONS ") || s.entitled(r.route) == "nobody" {
				continue
			}
			who, q := s.valid(r.route)
			before := s.acts()
			for _, pair := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example.com"}, {"Origin", "null"}, {"Origin", "http://example.com.evil.example"}} {
				tried++
				bad := q
				bad.headers = append(append([]string{}, q.headers...), pair...)
				a := s.send(who, bad)
				assert.Equal(t, http.StatusForbidden, a.status, "%s %v: %s", r.route, pair, a.raw)
				assert.Equal(t, "not-allowed", a.text("code"), r.route)
				assert.Empty(t, a.header.Get("Set-Cookie"), r.route)
			}
			assert.Equal(t, before, s.acts(), r.route)
		}
		assert.Greater(t, tried, 100)
	})
}

// TestASessionThatIsOverIsOverEverywhere: by its age, by not being used, by its owner, by a new password, and when its person is disabled.
func TestASessionThatIsOverIsOverEverywhere(t *testing.T) {
	const hour = int64(3600e9)
	each(t, func(t *testing.T, s *site) {
		me := request{method: "GET", path: "/api/v1/me"}
		for name, end := range map[string]func(who string){
			"not used":   func(string) { s.ahead.Add(12 * hour) },
			"signed out": func(who string) { s.send(who, request{method: "DELETE", path: "/api/v1/session"}) },
			"ended by its id": func(who string) {
				id := s.users[who].session
				s.signIn(who+"", s.now())
				s.send(who, request{method: "DELETE", path: "/api/v1/sessions/" + id})
			},
			"all others ended": func(who string) {
				s.signIn(who, s.now())
				s.send(who, request{method: "DELETE", path: "/api/v1/sessions"})
			},
			"new password": func(who string) {
				s.signIn(who, s.now())
				s.send(who, request{method: "POST", path: "/api/v1/me/password", body: object{"old": password, "password": "another " + password}})
			},
			"disabled": func(who string) {
				s.signIn("ada", s.now())
				u := s.users[who]
				body := object{"email": u.Email, "name": u.Name, "role": string(u.Role), "disabled": true}
				s.send("ada", request{method: "PUT", path: "/api/v1/people/" + u.ID, body: body, headers: version()})
			},
		} {
			who := s.double("rita")
			s.headers["old"] = s.headers[who]
			require.Equal(t, http.StatusOK, s.send("old", me).status, name)
			end(who)
			for _, path := range []string{"/api/v1/me", "/api/v1/vendors", "/api/v1/documents/x/file", "/api/v1/events?review=x", "/metrics"} {
				a := s.send("old", request{method: "GET", path: path})
				assert.Equal(t, http.StatusUnauthorized, a.status, "%s: %s", name, path)
				assert.Equal(t, "not-signed-in", a.text("code"), "%s: %s", name, path)
			}
		}
		who := s.double("rita")
		for range 15 { // used every eleven hours, but a week is the most
			s.send(who, me)
			s.ahead.Add(11 * hour)
		}
		assert.Equal(t, http.StatusOK, s.send(who, me).status)
		s.ahead.Add(4 * hour)
		assert.Equal(t, http.StatusUnauthorized, s.send(who, me).status, "a week is over")
	})
}

// TestWhatIsSomebodyElsesIsNotEnded: who guesses the id of another's session or token ends neither, and does not learn that it is there.
func TestWhatIsSomebodyElsesIsNotEnded(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for _, path := range []string{"/api/v1/sessions/" + s.users["rob"].session, "/api/v1/tokens/" + s.tokenOf("rob")} {
			none := path[:strings.LastIndex(path, "/")+1] + newID()
			for _, who := range []string{"rita", "audrey", "olga"} {
				theirs, nobodys := s.send(who, request{method: "DELETE", path: path}), s.send(who, request{method: "DELETE", path: none})
				assert.Equal(t, http.StatusNotFound, theirs.status, "%s as %s", path, who)
				assert.Equal(t, nobodys.text("detail"), theirs.text("detail"), "%s as %s", path, who)
			}
		}
		assert.Equal(t, http.StatusOK, s.send("rob", request{method: "GET", path: "/api/v1/me"}).status)
	})
}
