package servertest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"countersign/assessment"
	"countersign/audit"
	"countersign/parser"
	"countersign/review"
	"countersign/review/derive"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const genuine = "corpus/a01_brightwater.pdf"

// TestReportIsRead: an upload becomes the result that the command prints, and a review in which findings wait.
func TestReportIsRead(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		data := sample(t, genuine)
		if len(data) > most {
			t.Skip("the sample is larger than the cap of these tests")
		}
		k.start()
		id := k.sent(k.vendor("Brightwater", ""), data, "Content-Disposition", `attachment; filename="a.pdf"`)
		got := k.settled(id)
		require.Equal(t, "ready", got["analysis"], "%v", got["failure"])
		assert.Equal(t, "in-review", got["state"])
		summary := got["summary"].(map[string]any)
		assert.Equal(t, "soc2", summary["kind"])
		assert.NotEmpty(t, summary["recommendation"])
		assert.EqualValues(t, summary["pages"], got["progress"].(map[string]any)["pages"])

		rep, err := parser.Read(t.Context(), data, parser.Options{Name: "a.pdf", Command: child()})
		require.NoError(t, err)
		judged, err := k.reader.Assessor.Assess(rep, assessment.Options{AsOf: time.Now()})
		require.NoError(t, err)
		var want bytes.Buffer
		require.NoError(t, assessment.WriteJSON(&want, k.reader.Assessor.Print(rep, judged)))
		a := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id+"/report", nil)
		assert.Equal(t, http.StatusOK, a.StatusCode)
		assert.Equal(t, "application/json", a.Header.Get("Content-Type"))
		assert.Equal(t, withoutSecond(t, want.Bytes()), withoutSecond(t, a.raw))
		found, asked := k.count("SELECT COUNT(*) FROM findings"), k.count("SELECT COUNT(*) FROM follow_ups")
		assert.Len(t, derive.Findings(rep, judged), found)
		assert.Len(t, derive.FollowUps(judged), asked)
		assert.Zero(t, k.count("SELECT COUNT(*) FROM readings"))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM prints"))

		// Another vendor sends the same file: the analysis is used again, and its findings are the same.
		other := k.settled(k.sent(k.vendor("Sorrel", ""), data, "Content-Disposition", `attachment; filename="a.pdf"`))
		require.Equal(t, "ready", other["analysis"])
		assert.Equal(t, got["analysis_id"], other["analysis_id"])
		assert.Equal(t, got["summary"], other["summary"])
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM analyses"))
		assert.Equal(t, 2*found, k.count("SELECT COUNT(*) FROM findings"))
		assert.Zero(t, k.count("SELECT COUNT(*) FROM (SELECT 1 AS n FROM findings GROUP BY position, kind, ref, title, status, severity, reason HAVING COUNT(*) <> 2) AS unlike"))

		list := k.call("auditor", http.MethodGet, "/api/v1/reviews?analysis=ready&sort=created_at", nil).json(t)
		assert.Len(t, list["items"], 2)
		events := k.call("auditor", http.MethodGet, "/api/v1/events?review="+id, nil)
		assert.Equal(t, "text/event-stream", events.Header.Get("Content-Type"))
		assert.True(t, strings.HasPrefix(string(events.raw), "event: review\ndata: {"), "%s", events.raw)
		assert.Contains(t, string(events.raw), `"analysis":"ready"`)
		assert.Equal(t, http.StatusNotFound, k.call("elsewhere", http.MethodGet, "/api/v1/events?review="+id, nil).StatusCode)

		// Run again, a job finds nothing to do.
		trail := entries(t, k)
		require.NoError(t, k.reader.Run(t.Context(), id))
		again := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(t)
		assert.Equal(t, got, again)
		assert.Equal(t, 2*found, k.count("SELECT COUNT(*) FROM findings"))
		assert.Equal(t, 2*asked, k.count("SELECT COUNT(*) FROM follow_ups"))
		assert.Equal(t, trail, entries(t, k))
	})
}

// withoutSecond leaves out what the second reader says: it has a time and not a number of pages.
func withoutSecond(t *testing.T, raw []byte) map[string]any {
	var out map[string]any
	require.NoError(t, json.Unmarshal(raw, &out))
	delete(out["coverage"].(map[string]any), "second_reader")
	return out
}

// entries verifies the audit trail and counts it.
func entries(t *testing.T, k *kit) int {
	var v audit.Verifier
	n := 0
	head, err := k.db.AuditEntries(t.Context(), 1, func(e *audit.Entry) error {
		n++
		v.Add(e)
		assert.NotContains(t, string(e.After), "open sesame")
		return nil
	})
	require.NoError(t, err)
	v.End(head)
	require.Empty(t, v.Breaks())
	return n
}

// TestRestrictedAndLocked: what a file needs is asked for, once given it is read, and a password is nowhere afterwards.
func TestRestrictedAndLocked(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		k.start()
		vendor := k.vendor("Larkspur", "")
		restricted, locked := sample(t, "encrypted/aes-256-r6.copy.pdf"), sample(t, "encrypted/aes-256-r6.user.pdf")
		id := k.sent(vendor, restricted)
		got := k.settled(id)
		require.Equal(t, "failed", got["analysis"])
		assert.Equal(t, "permission-needed", got["failure"].(map[string]any)["code"])
		path := "/api/v1/reviews/" + id
		body := []byte(`{"reason":"clause 4 of our agreement"}`)
		assert.Equal(t, http.StatusForbidden, k.call("auditor", http.MethodPost, path+"/permission", body, "Content-Type", "application/json").StatusCode)
		assert.Equal(t, http.StatusConflict, k.call("procurement", http.MethodPost, path+"/password", []byte(`{"password":"open sesame"}`), "Content-Type", "application/json").StatusCode)
		a := k.call("procurement", http.MethodPost, path+"/permission", body, "Content-Type", "application/json")
		require.Equal(t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
		assert.Equal(t, "queued", a.json(t)["analysis"])
		got = k.settled(id)
		assert.Equal(t, "ready", got["analysis"], "%v", got["failure"])
		assert.Equal(t, http.StatusConflict, k.call("procurement", http.MethodPost, path+"/retry", nil).StatusCode, "what is ready is not read again")

		id = k.sent(vendor, locked)
		got = k.settled(id)
		assert.Equal(t, "password-needed", got["failure"].(map[string]any)["code"])
		path = "/api/v1/reviews/" + id
		give := func(password string) string {
			a := k.call("procurement", http.MethodPost, path+"/password", []byte(`{"password":"`+password+`","reason":"clause 4"}`), "Content-Type", "application/json")
			require.Equal(t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
			got := k.settled(id)
			if got["failure"] != nil {
				return got["failure"].(map[string]any)["code"].(string)
			}
			return got["analysis"].(string)
		}
		assert.Equal(t, "password-wrong", give("open sesame"))
		assert.Equal(t, "ready", give(userPassword))
		assert.Zero(t, k.count("SELECT COUNT(*) FROM readings"))
		entries(t, k)
	})
}

// TestPasswordIsAskedForOnce: a file that needs a password and a permission keeps the first while it waits for the second, and not longer.
func TestPasswordIsAskedForOnce(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		k.start()
		id := k.sent(k.vendor("Larkspur", ""), sample(t, "encrypted/aes-256-r6.user.pdf"))
		say := func(what, body string) map[string]any {
			a := k.call("procurement", http.MethodPost, "/api/v1/reviews/"+id+"/"+what, []byte(body), "Content-Type", "application/json")
			require.Equal(t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
			return k.settled(id)
		}
		require.Equal(t, "failed", k.settled(id)["analysis"])
		got := say("password", `{"password":"`+userPassword+`"}`)
		require.NotNil(t, got["failure"])
		assert.Equal(t, "permission-needed", got["failure"].(map[string]any)["code"])
		n, err := k.service.Rescue(t.Context())
		require.NoError(t, err)
		assert.Zero(t, n, "nobody works on it, and nobody should")
		got = say("permission", `{"reason":"clause 4"}`)
		assert.Equal(t, "ready", got["analysis"], "%v", got["failure"])
		assert.Zero(t, k.count("SELECT COUNT(*) FROM readings"))
	})
}

const userPassword = "open-it"

// TestOncePermitted: what an administrator confirmed for the organization, no upload asks again; both are in the trail.
func TestOncePermitted(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		const path = "/api/v1/settings/reading-permission"
		body := []byte(`{"allowed":true,"reason":"our standard terms, clause 4"}`)
		put := func(as string, headers ...string) answer {
			return k.call(as, http.MethodPut, path, body, append([]string{"Content-Type", "application/json"}, headers...)...)
		}
		tag := k.call("auditor", http.MethodGet, path, nil).Header.Get("ETag")
		assert.Equal(t, http.StatusForbidden, put("procurement", "If-Match", tag).StatusCode)
		assert.Equal(t, http.StatusPreconditionRequired, put("administrator").StatusCode)
		assert.Equal(t, http.StatusOK, put("administrator", "If-Match", tag).StatusCode)
		assert.Equal(t, http.StatusPreconditionFailed, put("administrator", "If-Match", tag).StatusCode)
		assert.Equal(t, true, k.call("auditor", http.MethodGet, path, nil).json(t)["allowed"])
		k.start()
		up := k.upload("procurement", k.vendor("Larkspur", ""), sample(t, "encrypted/rc4-128.copy.pdf")).json(t)
		got := k.settled(up["review_id"].(string))
		assert.Equal(t, "ready", got["analysis"], "%v", got["failure"])
		d := k.call("auditor", http.MethodGet, "/api/v1/documents/"+up["id"].(string), nil).json(t)
		assert.Equal(t, "the organization's setting: our standard terms, clause 4", d["permission"])
		assert.Equal(t, 2, k.count("SELECT COUNT(*) FROM audit_entries WHERE action IN ('settings.reading-permission', 'document.permission')"))
	})
}

// TestDamagedIsParked: a fault of the document is told at once, and can be tried again.
func TestDamagedIsParked(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		k.start()
		id := k.sent(k.vendor("Larkspur", ""), tiny("nothing of a PDF follows"))
		got := k.settled(id)
		assert.Equal(t, "failed", got["analysis"])
		assert.Equal(t, "damaged-file", got["failure"].(map[string]any)["code"])
		assert.Equal(t, "reading", got["state"])
		a := k.call("procurement", http.MethodPost, "/api/v1/reviews/"+id+"/retry", nil)
		require.Equal(t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
		assert.Equal(t, "damaged-file", k.settled(id)["failure"].(map[string]any)["code"])
		assert.Zero(t, k.count("SELECT COUNT(*) FROM river_job WHERE state NOT IN ('completed', 'running')"))
	})
}

const workerArgument = "__test-worker"

// work is a server that reads reports until it is killed.
func work(url, folder string) int {
	k, err := build(url, folder, time.Now)
	if err == nil {
		var q *store.Queue
		q, err = store.NewQueue(k.db, store.QueueOptions{Work: k.reader.Run, Rescue: k.service.Rescue, Log: slog.New(slog.DiscardHandler)})
		if err == nil {
			err = q.Start(context.Background())
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	select {}
}

// TestKilledWorker: what a killed server was reading, the next one reads; nothing is lost and nothing is there twice. The next one's clock is
// ahead, so that the dead worker's silence has lasted long enough.
func TestKilledWorker(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		id := k.sent(k.vendor("Brightwater", ""), sample(t, genuine))
		cmd := exec.Command(os.Args[0], workerArgument, k.url, k.folder)
		cmd.Stderr = os.Stderr
		require.NoError(t, cmd.Start())
		require.Eventually(t, func() bool {
			return k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(t)["analysis"] == "reading"
		}, time.Minute, 5*time.Millisecond)
		require.NoError(t, cmd.Process.Kill())
		_ = cmd.Wait()
		r := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(t)
		require.Equal(t, "reading", r["analysis"], "it was killed before it was done")

		next, err := build(k.url, k.folder, func() time.Time { return time.Now().Add(2 * review.Silence) })
		require.NoError(t, err)
		next.said = k.said
		next.t = t
		t.Cleanup(func() { _ = next.db.Close() })
		next.start()
		got := next.settled(id)
		assert.Equal(t, "ready", got["analysis"], "%v", got["failure"])
		assert.EqualValues(t, 2, got["progress"].(map[string]any)["attempts"])
		assert.Positive(t, k.count("SELECT COUNT(*) FROM findings"))
		assert.Zero(t, k.count("SELECT COUNT(*) FROM (SELECT 1 AS n FROM findings GROUP BY position HAVING COUNT(*) > 1) AS twice"))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM audit_entries WHERE action = 'review.ready'"))
	})
}

// TestStoppedServerHandsBack: a server that stops gives its reading back, without counting the try.
func TestStoppedServerHandsBack(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		q := k.start()
		id := k.sent(k.vendor("Brightwater", ""), sample(t, genuine))
		require.Eventually(t, func() bool {
			return k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(t)["analysis"] == "reading"
		}, time.Minute, 5*time.Millisecond)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		require.NoError(t, q.Stop(ctx))
		r := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(t)
		require.Equal(t, "queued", r["analysis"])
		assert.EqualValues(t, 0, r["progress"].(map[string]any)["attempts"])
		k.start()
		assert.Equal(t, "ready", k.settled(id)["analysis"])
	})
}
