package routetest

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lists are the routes of lists that have pages, with a caller who sees things there.
func lists(s *site) map[string]string {
	s.t.Helper()
	p := s.place("in-review", "")
	return map[string]string{
		"/api/v1/vendors": "ada", "/api/v1/reviews": "ada", "/api/v1/findings": "ada", "/api/v1/reviews/" + p.review.ID + "/findings": "ada",
		"/api/v1/vendors/" + p.vendor.ID + "/documents": "ada", "/api/v1/follow-ups": "ada", "/api/v1/risk-acceptances": "ada", "/api/v1/people": "ada", "/api/v1/tokens": "ada",
		"/api/v1/vendors/" + p.vendor.ID + "/user-entity-controls": "ada", "/api/v1/vendors/" + p.vendor.ID + "/comments": "ada", "/api/v1/reviews/" + p.review.ID + "/comments": "ada",
		"/api/v1/findings/" + p.findings[0].ID + "/comments": "ada", "/api/v1/follow-ups/" + p.followUp.ID + "/comments": "ada", "/api/v1/me/mentions": "ada",
	}
}

// TestListsRefuseWhatTheyDoNotKnow: a filter, a field to sort by or a cursor that is none is told, and never passed over in silence.
func TestListsRefuseWhatTheyDoNotKnow(t *testing.T) {
	cursor := func(v any) string {
		raw, err := json.Marshal(v)
		require.NoError(t, err)
		return "cursor=" + base64.RawURLEncoding.EncodeToString(raw)
	}
	queries := []string{
		"sort=color", "sort=-color", "sort=--id", "sort=id;drop", "sort=created_at%20DESC", "sort=-", "color=red", "Sort=name", "limit=0", "limit=-1", "limit=201", "limit=1e2",
		"limit=99999999999999999999", "cursor=x", "cursor=%21", "search=" + strings.Repeat("x", 201), "sort=" + strings.Repeat("x", 41), "cursor=" + strings.Repeat("x", 2001),
		"cursor=" + base64.RawURLEncoding.EncodeToString([]byte(`{"s":`)), "cursor=" + base64.RawURLEncoding.EncodeToString([]byte(`[]`)),
		cursor(object{"s": "color", "i": "x"}), cursor(object{"s": "name", "v": "x", "i": "x"}) + "&sort=id", cursor(object{"s": "", "i": "a\x00b"}),
		"search=a%00b", "search=%ff", "limit=%00",
	}
	each(t, func(t *testing.T, s *site) {
		for path, who := range lists(s) {
			for _, query := range queries {
				a := s.send(who, request{method: "GET", path: path + "?" + query})
				assert.Equal(t, http.StatusUnprocessableEntity, a.status, "%s?%s: %s", path, query, a.raw)
				assert.Equal(t, "invalid-input", a.text("code"), "%s?%s", path, query)
			}
		}
		assert.NotContains(t, s.log.String(), `"code":"internal"`)
	})
}

// TestACursorThatSomebodyMadeUpShowsNothingMore: whatever stands in it, it is a place in the caller's own list.
func TestACursorThatSomebodyMadeUpShowsNothingMore(t *testing.T) {
	values := []string{"", "x", "0", "-1", "99999999999999999999", "2026-11-25T09:00:00Z", "9999-12-31T23:59:59Z", "' OR 1=1 --", "a\x00b", "NaN", strings.Repeat("x", 900)}
	sorts := map[string][]string{
		"/api/v1/vendors": {"name", "created_at", "-updated_at"}, "/api/v1/reviews": {"created_at", "-updated_at"}, "/api/v1/findings": {"position"},
		"/api/v1/people": {"email", "created_at"},
	}
	each(t, func(t *testing.T, s *site) {
		s.place("in-review", "")
		for path, fields := range sorts {
			for _, sort := range append(fields, "") {
				for _, value := range values {
					raw, err := json.Marshal(object{"s": sort, "v": value, "i": value})
					require.NoError(t, err)
					query := url.Values{"sort": {sort}, "cursor": {base64.RawURLEncoding.EncodeToString(raw)}}.Encode()
					a := s.send("ada", request{method: "GET", path: path + "?" + query})
					assert.Contains(t, []int{http.StatusOK, http.StatusUnprocessableEntity}, a.status, "%s %s %q: %s", path, sort, value, a.raw)
					if path == "/api/v1/people" {
						continue
					}
					mine := s.send("omar", request{method: "GET", path: path + "?" + query})
					assert.Empty(t, mine.body["items"], "%s %s %q", path, sort, value)
				}
			}
		}
		assert.NotContains(t, s.log.String(), `"code":"internal"`)
	})
}

// TestSearchesOfAnySignsAreAnswered: what people type into a search is never a mistake of syntax.
func TestSearchesOfAnySignsAreAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for path, who := range lists(s) {
			for _, search := range []string{"'", `"`, `"a`, "%", "_", `\`, "a:*", "a & | !b", "(a", "NEAR(a b)", "a OR", "a*", "-a", "^a", "ä", "日本", "\u202e", "\u0301", "½ ²", "🙂", "{a}", "words:a", "\u0660\u0661"} {
				a := s.send(who, request{method: "GET", path: path + "?search=" + url.QueryEscape(search)})
				assert.Equal(t, http.StatusOK, a.status, "%s %q: %s", path, search, a.raw)
			}
		}
	})
}

// TestTextThatCannotBeKeptIsRefused: a body that is no text, or holds a NUL, which one of the databases does not keep, is refused by both,
// by each route and in each field.
func TestTextThatCannotBeKeptIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		tried := 0
		for _, w := range wantedAnswers(t) {
			if w.status != http.StatusUnsupportedMediaType || w.way != "415" {
				continue
			}
			who, q := s.valid(w.route)
			body := q.body.(object)
			q.headers = append(q.headers, "Content-Type", "application/json")
			before := s.acts()
			for field, value := range body {
				if _, isText := value.(string); !isText {
					continue
				}
				for _, part := range []string{`a\u0000b`, "a\xffb", "a\xc3", `\\\u0000`, "\xed\xa0\x80"} {
					tried++
					rest := object{}
					for name, v := range body {
						if name != field {
							rest[name] = v
						}
					}
					raw, err := json.Marshal(rest)
					require.NoError(t, err)
					q.body = []byte(strings.TrimSuffix(strings.TrimSuffix(string(raw), "}")+`,`, "{,") + `"` + field + `":"` + part + `"}`)
					if len(rest) == 0 {
						q.body = []byte(`{"` + field + `":"` + part + `"}`)
					}
					a := s.send(who, q)
					assert.Equal(t, http.StatusBadRequest, a.status, "%s %s %q: %s", w.route, field, part, a.raw)
					assert.Equal(t, "bad-request", a.text("code"), "%s %s %q", w.route, field, part)
				}
			}
			for _, deep := range []string{strings.Repeat("[", 50000), strings.Repeat(`{"a":`, 50000), strings.Repeat("[", 20000) + strings.Repeat("]", 20000), "", "null", "nul", "\x00", "{}{}", "\ufeff{}"} {
				q.body = []byte(deep)
				a := s.send(who, q)
				assert.Contains(t, []int{http.StatusBadRequest, http.StatusUnprocessableEntity}, a.status, "%s %.20q: %s", w.route, deep, a.raw)
				assert.Less(t, len(a.raw), 4000, "%s %.20q: it sends back what came in", w.route, deep)
			}
			assert.Equal(t, before, s.acts(), w.route)
		}
		assert.Greater(t, tried, 100)
		a := s.send("ada", request{method: "POST", path: "/api/v1/vendors", body: []byte(`{"name":"C:\\u0000 is a path"}`), headers: []string{"Content-Type", "application/json"}})
		assert.Equal(t, http.StatusCreated, a.status, "a backslash before it, and it is no NUL: %s", a.raw)
	})
}

// TestOddAddressesAndHeadersAreAnswered: what is no text in an address or a header breaks nothing.
func TestOddAddressesAndHeadersAreAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for name := range s.routes {
			method, pattern, _ := strings.Cut(name, " ")
			s.signIn("ada", s.now()) // one of the routes has ended it
			for _, id := range []string{"%00", "%ff", "a%00b", "%2e%2e%2fsetup", "..", "%c0%ae", "'", "%E2%80%AE", "*"} {
				a := s.send("ada", request{method: method, path: strings.NewReplacer(":id", id, "*", id).Replace(pattern), headers: version()})
				assert.Less(t, a.status, http.StatusInternalServerError, "%s %s: %s", name, id, a.raw)
			}
		}
		s.signIn("ada", s.now())
		for header, values := range map[string][]string{
			"User-Agent": {"\xff\xfe", strings.Repeat("ä", 2000), strings.Repeat("x", 4000)}, "Idempotency-Key": {"\xff", strings.Repeat("ä", 200)},
			"Reading-Permission": {"\xff"}, "Content-Disposition": {"\xff", `attachment; filename="` + "\xff" + `"`}, "Cookie": {"countersign_session=\xff"},
			"Authorization": {"Bearer \xff", "Bearer", "Bearer cs_" + strings.Repeat("x", 4000), "Basic eDp4"}, "Accept": {"text/html", "\xff"}, "X-Forwarded-For": {"\xff, 1.2.3.4"},
			"Content-Type": {"\xff", "application/json; charset=\xff", strings.Repeat("x", 4000)}, "If-None-Match": {"\xff", strings.Repeat(`"x",`, 1000)}, "Host": {"\xff"},
		} {
			for _, value := range values {
				for _, route := range []string{"POST /api/v1/session", "POST /api/v1/vendors", "POST /api/v1/vendors/:id/documents", "GET /api/v1/documents/:id/file"} {
					who, q := s.valid(route)
					q.headers = append(q.headers, header, value)
					a := s.send(who, q)
					assert.Less(t, a.status, http.StatusInternalServerError, "%s %s %.20q: %s", route, header, value, a.raw)
				}
			}
		}
		for _, route := range s.keyed() {
			who, q := s.valid(route)
			q.headers = append(q.headers, "Idempotency-Key", strings.Repeat("k", 201))
			assert.Equal(t, http.StatusUnprocessableEntity, s.send(who, q).status, route)
		}
		_, q := s.valid("POST /api/v1/vendors/:id/documents")
		q.path += "?kind=soc2-report&x=" + strings.Repeat("0123456789abcdef", 500)
		q.headers = []string{"Idempotency-Key", "long"}
		a := s.send("paul", q)
		assert.Less(t, a.status, http.StatusInternalServerError, "%s", a.raw)
		assert.NotContains(t, s.log.String(), `"code":"internal"`)
	})
}
