package routetest

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answers has, for each route of the document, every answer that it declares there, and how it is provoked: STATUS, or STATUS/code, then
// @way where the usual one of the status is not meant. A new route needs its line, and a declared status its word.
const answers = `
GET    /healthz                              200
GET    /metrics                              200 401 403
GET    /api/v1/openapi.json                  200
GET    /readyz                               200 503@gone
GET    /api/v1/vendors                       200 401 403 422 500
POST   /api/v1/vendors                       201 400 401 403 409/already-exists@taken 409/key-reused@key 413 415 422 500
GET    /api/v1/vendors/:id                   200 401 403 404 422 500
PUT    /api/v1/vendors/:id                   200 400 401 403 404 409/already-exists@taken 412 413 415 422 428 500
GET    /api/v1/vendors/:id/documents         200 401 403 404 422 500
POST   /api/v1/vendors/:id/documents         202 200@again 400/empty-file@empty 401 403 404 409/key-reused@key 413@huge 415@nopdf 415@html 422@kind 500 503@shut
GET    /api/v1/documents/:id                 200 401 403 404 422 500
GET    /api/v1/documents/:id/file            200 206@range 304@had 401 403 404 416/range-beyond-end@beyond 500 503/not-available@lost
GET    /api/v1/reviews                       200 401 403 422 500
GET    /api/v1/reviews/:id                   200 401 403 404 422 500
GET    /api/v1/reviews/:id/report            200 401 403 404 409@reading 422 500
GET    /api/v1/reviews/:id/moves             200 401 403 404 422 500
GET    /api/v1/events                        200 401 403 404@unwatched 500
POST   /api/v1/reviews/:id/retry             202 401 403 404 409@ready 409/review-locked@signed 409/key-reused@key 422 500
POST   /api/v1/reviews/:id/permission        202 400 401 403 404 409@ready 409/review-locked@signed 413 415 422 500
POST   /api/v1/reviews/:id/password          202 400 401 403 404 409@ready 409/review-locked@signed 413 415 422 500
POST   /api/v1/reviews/:id/submit            200 401 403 404 409@reading 409/review-locked@signed 409/key-reused@key 412 422 428 500
POST   /api/v1/reviews/:id/send-back         200 400 401 403 404 409@reading 409/review-locked@signed 412 413 415 422 428 500
POST   /api/v1/reviews/:id/approve           200 400 401 403 404 409@reading 409/review-locked@signed 412 413 415 422 428 500
POST   /api/v1/reviews/:id/reject            200 400 401 403 404 409@reading 409/review-locked@signed 412 413 415 422 428 500
POST   /api/v1/reviews/:id/expire            200 400 401 403 404 409/review-locked@refused 412 413 415 422 428 500
POST   /api/v1/reviews/:id/reopen            201 400 401 403 404 409@reading 412 413 415 422 428 500
GET    /api/v1/findings                      200 401 403 422 500
GET    /api/v1/reviews/:id/findings          200 401 403 404 422 500
POST   /api/v1/reviews/:id/findings          201 400 401 403 404 409@reading 409/review-locked@signed 409/key-reused@key 413 415 422 500
GET    /api/v1/findings/:id                  200 401 403 404 422 500
GET    /api/v1/findings/:id/decisions        200 401 403 404 422 500
POST   /api/v1/findings/:id/decision         200 400 401 403 404 409@reading 409/review-locked@signed 409/key-reused@key 412 413 415 422 428 500
PUT    /api/v1/documents/:id                 200 400 401 403 404 409@kept 412 413 415 415@text 422 428 500
OPTIONS /api/v1/uploads                       200 401 403
POST   /api/v1/uploads                       201 400@unsized 401 403 404@novendor 409@many 412/wrong-protocol@tongue 413@long 415@nopdf 422@kinds 500 503@shut
HEAD   /api/v1/uploads/:id                   200 401 403 404 415@unfit 500 503@holed
GET    /api/v1/uploads/:id                   200 401 403 404 415@unfit 500 503@holed
PATCH  /api/v1/uploads/:id                   204 400@unplaced 401 403 404 409@misplaced 412/wrong-protocol@tongue 413@long 415@nopdf 500 503@shut
DELETE /api/v1/uploads/:id                   204 401 403 404 412/wrong-protocol@tongue 500
GET    /api/v1/criticality                   200 401 403
GET    /api/v1/vendors/:id/user-entity-controls 200 401 403 404 422 500
POST   /api/v1/vendors/:id/user-entity-controls 201 400 401 403 404 409@unread 409/already-exists@named 409/key-reused@key 413 415 422 500
GET    /api/v1/user-entity-controls/:id      200 401 403 404 422 500
PUT    /api/v1/user-entity-controls/:id      200 400 401 403 404 412 413 415 422 428 500
POST   /api/v1/vendors/:id/reviews           201 400 401 403 404 409@left 409/key-reused@key 413 415 422 500
PUT    /api/v1/reviews/:id/request           200 400 401 403 404 409@ready 409/review-locked@signed 412 413 415 422 428 500
POST   /api/v1/reviews/:id/collect           200 400 401 403 404 409@ready 409/review-locked@signed 412 413 415 422 428 500
POST   /api/v1/reviews/:id/cancel            200 400 401 403 404 409@ready 409/review-locked@refused 412 413 415 422 428 500
GET    /api/v1/reviews/:id/gaps              200 401 403 404 422 500
POST   /api/v1/reviews/:id/decisions         200 400 401 403 404 409@reading 409/review-locked@signed 409/key-reused@key 412@stale 413 415 422 500
GET    /api/v1/vendors/:id/comments          200 401 403 404 422 500
POST   /api/v1/vendors/:id/comments          201 400 401 403 404 409@unsaid 409/key-reused@key 413 415 422 422/cannot-mention@stranger 500
GET    /api/v1/reviews/:id/comments          200 401 403 404 422 500
POST   /api/v1/reviews/:id/comments          201 400 401 403 404 409@unsaid 409/key-reused@key 413 415 422 422/cannot-mention@stranger 500
GET    /api/v1/findings/:id/comments         200 401 403 404 422 500
POST   /api/v1/findings/:id/comments         201 400 401 403 404 409@unsaid 409/key-reused@key 413 415 422 422/cannot-mention@stranger 500
GET    /api/v1/follow-ups/:id/comments       200 401 403 404 422 500
POST   /api/v1/follow-ups/:id/comments       201 400 401 403 404 409@unsaid 409/key-reused@key 413 415 422 422/cannot-mention@stranger 500
GET    /api/v1/comments/:id                  200 401 403 404 422 500
PUT    /api/v1/comments/:id                  200 400 401 403 403@others 404 409@unsaid 409@old 412 413 415 422 428 500
DELETE /api/v1/comments/:id                  204 401 403 403@others 404 409@unsaid 422 500
GET    /api/v1/me/mentions                   200 401 403 422 500
POST   /api/v1/me/mentions/read              200 400 401 403 409/key-reused@key 413 415 422 500
GET    /api/v1/people/choices                200 401 403 404@novendor 422 500
GET    /api/v1/people/names                  200 401 403 422 500
GET    /api/v1/audit                         200 401 403 422 500
GET    /api/v1/audit/verify                  200 401 403 422@headless 500
GET    /api/v1/audit/export                  200 401 403 422@headless 500
GET    /api/v1/follow-ups                    200 401 403 422 500
POST   /api/v1/reviews/:id/follow-ups        201 400 401 403 404 409/review-locked@condition 409/key-reused@key 413 415 422 500
GET    /api/v1/follow-ups/:id                200 401 403 404 422 500
PUT    /api/v1/follow-ups/:id                200 400 401 403 404 412 413 415 422 428 500
GET    /api/v1/risk-acceptances              200 401 403 422 500
POST   /api/v1/findings/:id/risk-acceptances 201 400 401 403 404 409/key-reused@key 413 415 422 500
POST   /api/v1/risk-acceptances/:id/approve  200 400 401 403 404 409@own 412 413 415 422 428 500
POST   /api/v1/risk-acceptances/:id/refuse   200 400 401 403 404 409@own 412 413 415 422 428 500
GET    /api/v1/settings/reading-permission   200 401 403 500
PUT    /api/v1/settings/reading-permission   200 400 401 403 412 413 415 422 428 500
POST   /api/v1/setup                         201@first 400 404 409@joined 413 415 422 500 403@elsewhere
POST   /api/v1/session                       200 400 401@wrong 401/code-needed@factor 403@elsewhere 413 415 422 429 500 503@sealed
DELETE /api/v1/session                       204 401 403 500
POST   /api/v1/invitations/accept            201 400 404@guess 409/already-exists@joined 413 415 422 500 403@elsewhere
POST   /api/v1/password-reset                204 400 404@guess 413 415 422 500 403@elsewhere
GET    /api/v1/me                            200 401 403 500
GET    /api/v1/sessions                      200 401 403 500
DELETE /api/v1/sessions                      200 401 403 500
DELETE /api/v1/sessions/:id                  204 401 403 404 422 500
POST   /api/v1/me/password                   204 400 401 403 403@unproven 409@bare 413 415 422 429 500
POST   /api/v1/me/totp                       201 400 401 403 403@unproven 409@factor 413 415 422 429 500
POST   /api/v1/me/totp/confirm               200 400 401 403 409@none 413 415 422 500 503@sealed
DELETE /api/v1/me/totp                       204 400 401 403 403@unproven 409@none 413 415 422 429 500
GET    /api/v1/tokens                        200 401 403 422 500
POST   /api/v1/tokens                        201 400 401 403 403@above 413 415 422 500
DELETE /api/v1/tokens/:id                    204 401 403 404 422 500
GET    /api/v1/people                        200 401 403 422 500
POST   /api/v1/people                        201 400 401 403 409/already-exists@taken 413 415 422 500
GET    /api/v1/people/:id                    200 401 403 404 422 500
PUT    /api/v1/people/:id                    200 400 401 403 404 409/already-exists@taken 409@last 412 413 415 422 428 500
POST   /api/v1/people/:id/password-reset     201 401 403 404 422 500
DELETE /api/v1/people/:id/totp               204 401 403 404 409@none 422 500
GET    /api/v1/units                         200 401 403 500
POST   /api/v1/units                         201 400 401 403 409/already-exists@taken 413 415 422 500
GET    /api/v1/invitations                   200 401 403 500
POST   /api/v1/invitations                   201 400 401 403 409/already-exists@taken 413 415 422 500
DELETE /api/v1/invitations/:id               204 401 403 404 422 500
`

// usualCode is the code of a status where the table names none.
func usualCode(status int) string {
	return map[int]string{
		400: "bad-request", 401: "not-signed-in", 403: "not-allowed", 404: "not-found", 409: "illegal-move", 412: "changed-meanwhile", 413: "file-too-large",
		415: "wrong-media-type", 422: "invalid-input", 428: "version-needed", 429: "too-many-tries", 500: "internal", 503: "not-available",
	}[status]
}

// wanted is one word of the table.
type wanted struct {
	route  string
	status int
	code   string
	way    string
}

func (w wanted) String() string {
	return w.route + " " + strconv.Itoa(w.status) + " " + w.code + " @" + w.way
}

func wantedAnswers(t *testing.T) (out []wanted) {
	t.Helper()
	for line := range strings.Lines(strings.Trim(answers, "\n")) {
		f := strings.Fields(line)
		for _, word := range f[2:] {
			told, way, _ := strings.Cut(word, "@")
			number, code, _ := strings.Cut(told, "/")
			status, err := strconv.Atoi(number)
			require.NoError(t, err, line)
			if code == "" {
				code = usualCode(status)
			}
			if way == "" {
				way = number
			}
			out = append(out, wanted{f[0] + " " + f[1], status, code, way})
		}
	}
	return out
}

// TestEveryDeclaredAnswerIsGiven: what the document says a route answers with is provoked, and nothing else is answered.
func TestEveryDeclaredAnswerIsGiven(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.guest()
		declared := s.declared()
		table := wantedAnswers(t)
		s.complete(table, declared)
		type prepared struct {
			wanted
			who string
			q   request
		}
		var later []prepared
		for _, w := range table {
			if w.way == "first" {
				s.answered(w, s.setUp, declared)
				continue
			}
			who, q := s.provoke(w)
			if w.way == "500" || w.way == "gone" {
				later = append(later, prepared{w, who, q})
				continue
			}
			s.answered(w, s.send(who, q), declared)
			if s.undo != nil {
				s.undo()
				s.undo = nil
			}
		}
		assert.NotContains(t, s.log.String(), `"code":"internal"`, "nothing but a broken database is a defect of ours")
		s.remember()
		for _, l := range later { // each caller is known before the database goes away
			s.send(l.who, request{method: http.MethodGet, path: "/healthz", as: l.q.as})
		}
		require.NoError(t, s.db.Close())
		for _, l := range later {
			a := s.send(l.who, l.q)
			s.answered(l.wanted, a, declared)
			assert.NotContains(t, string(a.raw), "sql", "%s shows internals", l.wanted)
			assert.NotContains(t, string(a.raw), "closed", "%s shows internals", l.wanted)
		}
	})
}

// complete fails for statuses that are declared and that no word of the table provokes, and the other way about.
func (s *site) complete(table []wanted, declared map[string][]string) {
	s.t.Helper()
	has := map[string][]string{}
	for _, w := range table {
		has[w.route] = append(has[w.route], strconv.Itoa(w.status))
	}
	for route, statuses := range declared {
		if slices.Contains(statuses, "default") { // it declares no error of its own
			continue
		}
		for _, status := range statuses {
			if elsewhere(route, status) {
				continue
			}
			assert.True(s.t, slices.Contains(has[route], status), "%s declares %s, and nothing in the table of answers provokes it", route, status)
		}
	}
	for route := range has {
		assert.Contains(s.t, declared, route, "it stands in the table of answers and not in the document")
	}
}

// elsewhere tells what other tests provoke, and a 500 of routes that need nothing which could be gone: only a defect of ours would be one.
func elsewhere(route, status string) bool {
	needless := []string{"GET /healthz", "GET /readyz", "GET /metrics", "GET /api/v1/openapi.json", "GET /api/v1/criticality", "OPTIONS /api/v1/uploads"}
	return strings.Contains(route, "/oidc/") || // which wants an issuer: the tests of the interface have one
		status == "429" || // see TestWhoeverAsksTooOftenIsToldSo
		status == "500" && slices.Contains(needless, route)
}

func (s *site) answered(w wanted, a reply, declared map[string][]string) {
	s.t.Helper()
	assert.Equal(s.t, w.status, a.status, "%s: %s", w, a.raw)
	assert.True(s.t, slices.Contains(declared[w.route], strconv.Itoa(a.status)), "%s: %d is not declared", w, a.status)
	if a.status < http.StatusBadRequest {
		return
	}
	assert.Equal(s.t, "application/problem+json", a.header.Get("Content-Type"), "%s", w)
	if strings.HasPrefix(w.route, http.MethodHead) {
		return
	}
	assert.Equal(s.t, w.code, a.text("code"), "%s: %s", w, a.raw)
	assert.NotEmpty(s.t, a.text("detail"), "%s", w)
	assert.NotEmpty(s.t, a.text("request"), "%s", w)
}
