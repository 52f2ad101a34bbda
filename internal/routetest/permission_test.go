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

// permissions says, as a reader checks it, what each caller gets of a valid request: the status, and of a list whether the vendor's things
// are in it (+) or not (-). It is written out and not computed, so that a wrong table of permissions is found. A new route needs its line
// here, and its valid request in requests.
//
// ada: administrator. rita: risk officer. paul: procurement. olga: business owner, of the vendor. omar: business owner, of none. audrey:
// auditor. lend: risk officer of the unit lending, to which the vendor does not belong. reader: a risk officer's token that may read only.
// late: a risk officer whose session has ended. What is about an account is for people who are signed in, and for no token. HEAD is answered as GET is.
const permissions = `
                                                ada  rita paul olga omar audrey lend reader late nobody
GET    /healthz                                 200  200  200  200  200  200    200  200    200  200
GET    /readyz                                  200  200  200  200  200  200    200  200    200  200
GET    /metrics                                 200  403  403  403  403  200    403  403    401  401
GET    /api/v1/openapi.json                     200  200  200  200  200  200    200  200    200  200
GET    /                                        200  200  200  200  200  200    200  200    200  200
GET    /setup                                   200  200  200  200  200  200    200  200    200  200
GET    /join                                    200  200  200  200  200  200    200  200    200  200
GET    /reset                                   200  200  200  200  200  200    200  200    200  200
GET    /people                                  200  200  200  200  200  200    200  200    200  200
GET    /me                                      200  200  200  200  200  200    200  200    200  200
GET    /settings                                200  200  200  200  200  200    200  200    200  200
GET    /vendors                                 200  200  200  200  200  200    200  200    200  200
GET    /vendors/:id                             200  200  200  200  200  200    200  200    200  200
GET    /reviews/:id                             200  200  200  200  200  200    200  200    200  200
GET    /page/*                                  200  200  200  200  200  200    200  200    200  200
GET    /api/v1/vendors                          200+ 200+ 200+ 200+ 200- 200+   200- 200+   401  401
POST   /api/v1/vendors                          201  201  201  403  403  403    201  403    401  401
GET    /api/v1/vendors/:id                      200  200  200  200  404  200    404  200    401  401
PUT    /api/v1/vendors/:id                      200  200  200  403  403  403    404  403    401  401
GET    /api/v1/vendors/:id/documents            200+ 200+ 200+ 200+ 404  200+   404  200+   401  401
POST   /api/v1/vendors/:id/documents            202  202  202  202  404  403    404  403    401  401
GET    /api/v1/documents/:id                    200  200  200  200  404  200    404  200    401  401
GET    /api/v1/documents/:id/file               200  200  200  200  404  200    404  200    401  401
GET    /api/v1/reviews                          200+ 200+ 200+ 200+ 200- 200+   200- 200+   401  401
GET    /api/v1/reviews/:id                      200  200  200  200  404  200    404  200    401  401
GET    /api/v1/reviews/:id/report               200  200  200  200  404  200    404  200    401  401
GET    /api/v1/reviews/:id/moves                200  200  200  200  404  200    404  200    401  401
GET    /api/v1/events                           200  200  200  200  404  200    404  200    401  401
POST   /api/v1/reviews/:id/retry                202  202  202  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/permission           202  202  202  202  404  403    404  403    401  401
POST   /api/v1/reviews/:id/password             202  202  202  202  404  403    404  403    401  401
POST   /api/v1/reviews/:id/submit               403  200  200  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/send-back            403  200  200  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/approve              403  200  403  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/reject               403  200  403  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/expire               403  200  403  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/reopen               403  201  201  403  403  403    404  403    401  401
GET    /api/v1/findings                         200+ 200+ 200+ 200+ 200- 200+   200- 200+   401  401
GET    /api/v1/reviews/:id/findings             200+ 200+ 200+ 200+ 404  200+   404  200+   401  401
POST   /api/v1/reviews/:id/findings             403  201  201  403  403  403    404  403    401  401
GET    /api/v1/findings/:id                     200  200  200  200  404  200    404  200    401  401
GET    /api/v1/findings/:id/decisions           200  200  200  200  404  200    404  200    401  401
POST   /api/v1/findings/:id/decision            403  200  403  403  403  403    404  403    401  401
GET    /api/v1/follow-ups                       200+ 200+ 200+ 200+ 200- 200+   200- 200+   401  401
POST   /api/v1/reviews/:id/follow-ups           403  201  201  403  403  403    404  403    401  401
GET    /api/v1/follow-ups/:id                   200  200  200  200  404  200    404  200    401  401
PUT    /api/v1/follow-ups/:id                   403  200  200  200  404  403    404  403    401  401
GET    /api/v1/risk-acceptances                 200+ 200+ 200+ 200+ 200- 200+   200- 200+   401  401
POST   /api/v1/findings/:id/risk-acceptances    403  201  201  403  403  403    404  403    401  401
POST   /api/v1/risk-acceptances/:id/approve     403  200  403  403  403  403    404  403    401  401
POST   /api/v1/risk-acceptances/:id/refuse      403  200  403  403  403  403    404  403    401  401
PUT    /api/v1/documents/:id                    200  200  200  200  404  403    404  403    401  401
OPTIONS /api/v1/uploads                          200  200  200  200  200  403    200  403    401  401
POST   /api/v1/uploads                          201  201  201  201  404  403    404  403    401  401
GET    /api/v1/uploads/:id                      200  200  200  200  404  403    404  403    401  401
PATCH  /api/v1/uploads/:id                      204  204  204  204  404  403    404  403    401  401
DELETE /api/v1/uploads/:id                      204  204  204  204  404  403    404  403    401  401
GET    /api/v1/criticality                      200  200  200  200  200  200    200  200    401  401
GET    /api/v1/vendors/:id/user-entity-controls 200+ 200+ 200+ 200+ 404  200+   404  200+   401  401
POST   /api/v1/vendors/:id/user-entity-controls 403  201  201  201  404  403    404  403    401  401
GET    /api/v1/user-entity-controls/:id         200  200  200  200  404  200    404  200    401  401
PUT    /api/v1/user-entity-controls/:id         403  200  200  200  404  403    404  403    401  401
POST   /api/v1/vendors/:id/reviews              403  201  201  403  403  403    404  403    401  401
PUT    /api/v1/reviews/:id/request              403  200  200  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/collect              403  200  200  403  403  403    404  403    401  401
POST   /api/v1/reviews/:id/cancel               403  200  200  403  403  403    404  403    401  401
GET    /api/v1/reviews/:id/gaps                 200  200  200  200  404  200    404  200    401  401
POST   /api/v1/reviews/:id/decisions            403  200  403  403  403  403    404  403    401  401
GET    /api/v1/vendors/:id/comments             200+ 200+ 200+ 200+ 404  200+   404  200+   401  401
POST   /api/v1/vendors/:id/comments             201  201  201  201  404  403    404  403    401  401
GET    /api/v1/reviews/:id/comments             200+ 200+ 200+ 200+ 404  200+   404  200+   401  401
POST   /api/v1/reviews/:id/comments             201  201  201  201  404  403    404  403    401  401
GET    /api/v1/findings/:id/comments            200+ 200+ 200+ 200+ 404  200+   404  200+   401  401
POST   /api/v1/findings/:id/comments            201  201  201  201  404  403    404  403    401  401
GET    /api/v1/follow-ups/:id/comments          200+ 200+ 200+ 200+ 404  200+   404  200+   401  401
POST   /api/v1/follow-ups/:id/comments          201  201  201  201  404  403    404  403    401  401
GET    /api/v1/comments/:id                     200  200  200  200  404  200    404  200    401  401
PUT    /api/v1/comments/:id                     200  200  200  200  404  403    404  403    401  401
DELETE /api/v1/comments/:id                     204  204  204  204  404  403    404  403    401  401
GET    /api/v1/me/mentions                      200+ 200+ 200+ 200+ 200- 200+   200- 200+   401  401
POST   /api/v1/me/mentions/read                 200  200  200  200  200  200    200  403    401  401
GET    /api/v1/people/choices                   200+ 200+ 200+ 200+ 404  403    404  200+   401  401
GET    /api/v1/people/names                     200+ 200+ 200+ 200+ 200+ 200+   200+ 200+   401  401
GET    /api/v1/audit                            200+ 403  403  403  403  200+   403  403    401  401
GET    /api/v1/audit/verify                     200  403  403  403  403  200    403  403    401  401
GET    /api/v1/audit/export                     200  403  403  403  403  200    403  403    401  401
GET    /api/v1/settings/reading-permission      200  200  200  200  200  200    200  200    401  401
PUT    /api/v1/settings/reading-permission      200  403  403  403  403  403    403  403    401  401
POST   /api/v1/setup                            404  404  404  404  404  404    404  404    404  404
POST   /api/v1/session                          200  200  200  200  200  200    200  200    200  200
DELETE /api/v1/session                          204  204  204  204  204  204    204  403    401  401
POST   /api/v1/invitations/accept               201  201  201  201  201  201    201  201    201  201
POST   /api/v1/password-reset                   204  204  204  204  204  204    204  204    204  204
GET    /api/v1/oidc/start                       404  404  404  404  404  404    404  404    404  404
GET    /api/v1/oidc/callback                    404  404  404  404  404  404    404  404    404  404
GET    /api/v1/me                               200  200  200  200  200  200    200  200    401  401
GET    /api/v1/sessions                         200  200  200  200  200  200    200  403    401  401
DELETE /api/v1/sessions                         200  200  200  200  200  200    200  403    401  401
DELETE /api/v1/sessions/:id                     204  204  204  204  204  204    204  403    401  401
POST   /api/v1/me/password                      204  204  204  204  204  204    204  403    401  401
POST   /api/v1/me/totp                          201  201  201  201  201  201    201  403    401  401
POST   /api/v1/me/totp/confirm                  200  200  200  200  200  200    200  403    401  401
DELETE /api/v1/me/totp                          204  204  204  204  204  204    204  403    401  401
GET    /api/v1/tokens                           200  200  200  200  200  200    200  403    401  401
POST   /api/v1/tokens                           201  201  201  201  201  201    201  403    401  401
DELETE /api/v1/tokens/:id                       204  204  204  204  204  204    204  403    401  401
GET    /api/v1/people                           200  403  403  403  403  403    403  403    401  401
POST   /api/v1/people                           201  403  403  403  403  403    403  403    401  401
GET    /api/v1/people/:id                       200  403  403  403  403  403    403  403    401  401
PUT    /api/v1/people/:id                       200  403  403  403  403  403    403  403    401  401
POST   /api/v1/people/:id/password-reset        201  403  403  403  403  403    403  403    401  401
DELETE /api/v1/people/:id/totp                  204  403  403  403  403  403    403  403    401  401
GET    /api/v1/units                            200  200  200  200  200  200    200  200    401  401
POST   /api/v1/units                            201  403  403  403  403  403    403  403    401  401
GET    /api/v1/invitations                      200  403  403  403  403  403    403  403    401  401
POST   /api/v1/invitations                      201  403  403  403  403  403    403  403    401  401
DELETE /api/v1/invitations/:id                  204  403  403  403  403  403    403  403    401  401
`

// row is a line of the table.
type row struct {
	route string // method and pattern
	cells map[string]string
}

// asked is the route whose line counts for a route: HEAD has that of GET.
func asked(route string) string {
	if path, is := strings.CutPrefix(route, http.MethodHead+" "); is {
		return http.MethodGet + " " + path
	}
	return route
}

// rows reads the table.
func rows(t *testing.T) (callers []string, out []row) {
	t.Helper()
	lines := strings.Split(strings.Trim(permissions, "\n"), "\n")
	callers = strings.Fields(lines[0])
	for _, line := range lines[1:] {
		f := strings.Fields(line)
		require.Len(t, f, len(callers)+2, line)
		r := row{route: f[0] + " " + f[1], cells: map[string]string{}}
		for i, who := range callers {
			r.cells[who] = f[i+2]
		}
		out = append(out, r)
	}
	return callers, out
}

// codes are those that belong to a refusal's status in the table of permissions.
func codes() map[int]string {
	return map[int]string{401: "not-signed-in", 403: "not-allowed", 404: "not-found"}
}

// TestEveryRouteHasItsLineInTheTables: nobody adds a route without saying who may use it, and nothing stands in the tables that is no route.
func TestEveryRouteHasItsLineInTheTables(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, table := rows(t)
		listed := map[string]bool{}
		for _, r := range table {
			assert.False(t, listed[r.route], "%s has two lines", r.route)
			listed[r.route] = true
			assert.Contains(t, s.routes, r.route, "%s stands in the table and is no route", r.route)
		}
		for name := range s.routes {
			name = asked(name)
			assert.True(t, listed[name], "%s has no line in the table of permissions", name)
			_, known := requests()[name]
			assert.True(t, known, "%s has no valid request", name)
		}
	})
}

// TestEachRouteAnswersEachCallerAsTheTableSays asks every route as everybody, with a request that is valid but for who sends it.
func TestEachRouteAnswersEachCallerAsTheTableSays(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		callers, table := rows(t)
		declared := s.declared()
		for _, r := range table {
			for _, who := range callers {
				s.cell(r, who, declared)
			}
		}
		assert.NotContains(t, s.log.String(), `"level":"ERROR"`)
	})
}

// cell asks a route as one caller.
func (s *site) cell(r row, who string, declared map[string][]string) {
	s.t.Helper()
	want, err := strconv.Atoi(strings.TrimRight(r.cells[who], "+-"))
	require.NoError(s.t, err, r.route)
	method, pattern, _ := strings.Cut(r.route, " ")
	q := requests()[r.route](s, who)
	q.method = method
	a := s.send(who, q)
	name := r.route + " as " + who
	assert.Equal(s.t, want, a.status, "%s: %s", name, a.raw)
	if statuses, described := declared[r.route]; described {
		assert.True(s.t, slices.Contains(statuses, strconv.Itoa(a.status)), "%s: %d is not declared", name, a.status)
	}
	if want >= http.StatusBadRequest {
		assert.Equal(s.t, codes()[want], a.text("code"), name)
		assert.NotEmpty(s.t, a.text("detail"), name)
		assert.Equal(s.t, a.header.Get("X-Request-Id"), a.text("request"), name)
		assert.Equal(s.t, "application/problem+json", a.header.Get("Content-Type"), name)
	}
	if list := strings.TrimLeft(r.cells[who], "0123456789"); list != "" {
		items, _ := a.body["items"].([]any)
		assert.Equal(s.t, list == "+", len(items) > 0, "%s: %s", name, a.raw)
	}
	if _, has := s.routes[http.MethodHead+" "+pattern]; has && method == http.MethodGet {
		q.method = http.MethodHead
		head := s.send(who, q)
		assert.Equal(s.t, want, head.status, "HEAD, as %s", name)
		assert.Empty(s.t, head.raw, "HEAD, as %s", name)
	}
}
