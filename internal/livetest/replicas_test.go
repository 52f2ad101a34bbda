package livetest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countersign/internal/dbtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// report is the n-th copy of a genuine report: the same pages, and another file.
func report(t testing.TB, n int) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "reports", "d06_copperline.pdf"))
	require.NoError(t, err)
	return fmt.Appendf(data, "\n%% copy %d\n", n)
}

// TestTwoReplicas: two servers on one PostgreSQL share the work. One dies in the middle of it, and the other finishes all.
func TestTwoReplicas(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits until a dead server's reading goes to another")
	}
	s := newSite(t, dbtest.Postgres(t), "WORKERS=1")
	one, two := s.start(), s.start()
	a := newClient(t, one.address, s.token("procurement"))
	b := newClient(t, two.address, a.token)
	vendor := a.vendor("Brightwater")
	const reports = 6
	ids := make([]string, reports)
	for i := range ids {
		c := []*client{a, b}[i%2]
		ids[i] = c.must(http.MethodPost, "/api/v1/vendors/"+vendor+"/documents", string(report(t, i)), "Content-Type", "application/pdf")["review_id"].(string)
	}
	heard := make(chan []string, 1)
	go func() { heard <- b.listen(ids[reports-1]) }() // uploaded to the one, followed at the other, read by either
	db := s.database()
	workers := func() int {
		n := 0
		require.NoError(t, db.Writer().QueryRowContext(t.Context(), "SELECT COUNT(DISTINCT w) FROM river_job, unnest(attempted_by) AS w").Scan(&n))
		return n
	}
	held := func() int {
		n := 0
		require.NoError(t, db.Writer().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM readings WHERE worker <> ''").Scan(&n))
		return n
	}
	require.Eventually(t, func() bool { return workers() == 2 && held() == 2 }, time.Minute, 5*time.Millisecond, "both servers read at the same time")
	one.kill()
	for _, id := range ids {
		got := b.settled(id)
		require.Equal(t, "ready", got["analysis"], "%v", got["failure"])
	}
	for what, query := range map[string]string{
		"analyses": "SELECT COUNT(*) FROM analyses", "results": "SELECT COUNT(*) FROM audit_entries WHERE action = 'review.ready'", "reviews": "SELECT COUNT(DISTINCT review_id) FROM findings",
	} {
		n := 0
		require.NoError(t, db.Writer().QueryRowContext(t.Context(), query).Scan(&n))
		assert.Equal(t, reports, n, what)
	}
	events := <-heard
	require.NotEmpty(t, events)
	assert.Contains(t, events[len(events)-1], `"analysis":"ready"`)
	assert.Greater(t, len(events), 1, "a change was heard, whoever made it; how far a short report is may pass between two looks")
	assert.Contains(t, s.run("audit", "verify"), "the trail holds")
}

// listen follows a reading to its end and gives the events.
func (c *client) listen(id string) []string {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, c.where.Load().(string)+"/api/v1/events?review="+id, nil)
	if err != nil {
		return nil
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	var out []string
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
			out = append(out, data)
		}
	}
	return out
}

// TestReplicasAreOneServer: what one of them knows of people and requests, the other knows.
func TestReplicasAreOneServer(t *testing.T) {
	s := newSite(t, dbtest.Postgres(t), "WORKERS=0")
	one, two := s.start(), s.start()
	a := newClient(t, one.address, s.token("procurement"))
	b := newClient(t, two.address, a.token)
	s.officer(a)

	cookie := a.as("").signIn("olive@example.com")
	me := b.as("").must(http.MethodGet, "/api/v1/me", "", "Cookie", cookie)
	assert.Equal(t, "olive@example.com", me["email"], "who signed in at one is known at the other")
	b.as("").must(http.MethodDelete, "/api/v1/session", "", "Cookie", cookie)
	gone, err := a.as("").try(t.Context(), http.MethodGet, "/api/v1/me", nil, "Cookie", cookie)
	require.NoError(t, err)
	assert.Equal(t, http.StatusUnauthorized, gone.status, "who signed out at one has no session at the other")

	key := []string{"Idempotency-Key", "once"}
	first := a.must(http.MethodPost, "/api/v1/vendors", `{"name":"Larkspur"}`, key...)
	assert.Equal(t, first, b.must(http.MethodPost, "/api/v1/vendors", `{"name":"Larkspur"}`, key...), "a request sent again to the other is answered as before")

	// Wrong passwords, in turns: the two count together.
	statuses := map[int]int{}
	for i := range 8 {
		c := []*client{a, b}[i%2].as("")
		got, err := c.try(t.Context(), http.MethodPost, "/api/v1/session", bytes.NewReader([]byte(`{"email":"olive@example.com","password":"not the password"}`)))
		require.NoError(t, err)
		statuses[got.status]++
	}
	assert.Positive(t, statuses[http.StatusTooManyRequests], "%v", statuses)
	got, err := b.as("").try(t.Context(), http.MethodPost, "/api/v1/session", bytes.NewReader([]byte(`{"email":"olive@example.com","password":"`+password+`"}`)))
	require.NoError(t, err)
	assert.Equal(t, http.StatusTooManyRequests, got.status, "the right one has to wait as well")
	var p struct{ Code string }
	require.NoError(t, json.Unmarshal(got.raw, &p))
	assert.Equal(t, "too-many-tries", p.Code)
}
