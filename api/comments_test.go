package api_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"countersign/audit"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// subjects are the comments of everything that comments are on, of one vendor.
func (d *desk) subjects(state review.State) map[string]string {
	d.t.Helper()
	r, findings := d.under(state)
	up := d.ask("rita", http.MethodPost, "/reviews/"+r.ID+"/follow-ups", "", object{"kind": "question", "text": "When?", "severity": "low"})
	require.Equal(d.t, 201, up.status, up.body)
	return map[string]string{
		"vendor": "/vendors/" + r.VendorID + "/comments", "review": "/reviews/" + r.ID + "/comments", "finding": "/findings/" + findings[0].ID + "/comments",
		"follow-up": "/follow-ups/" + up.text("id") + "/comments",
	}
}

// TestWhoCommentsOnWhat: on each kind of subject, locked or not, whoever may see it writes, but auditors.
func TestWhoCommentsOnWhat(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, state := range []review.State{review.InReview, review.Approved} {
			for kind, path := range d.subjects(state) {
				wrote := 0
				for _, c := range []struct {
					who            string
					written, shown int
				}{
					{"admin", 201, 200},
					{"rita", 201, 200},
					{"paula", 201, 200},
					{"olga", 201, 200},
					{"omar", 404, 404},
					{"bank", 404, 404},
					{"audrey", 403, 200},
					{"robot", 403, 200},
					{"", 401, 401},
				} {
					got := d.ask(c.who, http.MethodPost, path, "", object{"text": " As " + c.who + "\nsays. "})
					assert.Equal(t, c.written, got.status, "%s on a %s: %v", c.who, kind, got.body)
					list := d.get(c.who, path)
					assert.Equal(t, c.shown, list.status, "%s on a %s", c.who, kind)
					if got.status != http.StatusCreated {
						continue
					}
					wrote++
					assert.Equal(t, "As "+c.who+"\nsays.", got.text("text"))
					assert.Equal(t, kind, got.text("subject_kind"))
					assert.Equal(t, c.who, got.text("author"))
					assert.Equal(t, `"1"`, got.etag)
					assert.Len(t, list.body["items"], wrote)
					assert.Equal(t, got.body, d.get("audrey", "/comments/"+got.text("id")).body)
					assert.Equal(t, 404, d.get("bank", "/comments/"+got.text("id")).status)
					assert.Equal(t, 404, d.get("omar", "/comments/"+got.text("id")).status)
				}
				none := strings.Split(path, "/")
				assert.Equal(t, 404, d.ask("rita", http.MethodPost, "/"+none[1]+"/none/comments", "", object{"text": "x"}).status)
				assert.Equal(t, 404, d.get("rita", "/"+none[1]+"/none/comments").status)
			}
		}
		d.trail()
	})
}

// TestThreads: replies are one level deep, of the same subject, and come behind what they answer.
func TestThreads(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		on := d.subjects(review.InReview)
		say := func(path, text, to string) answer {
			return d.ask("rita", http.MethodPost, path, "", object{"text": text, "reply_to": to})
		}
		first := say(on["finding"], "first", "").text("id")
		second := say(on["finding"], "second", "").text("id")
		reply := say(on["finding"], "to the first", first)
		require.Equal(t, 201, reply.status, reply.body)
		assert.Equal(t, first, reply.text("reply_to"))
		say(on["finding"], "to the second", second)
		say(on["finding"], "again to the first", first)
		for name, c := range map[string]struct {
			path, to string
			status   int
			code     string
		}{
			"a reply to a reply":      {on["finding"], reply.text("id"), 422, "invalid-input"},
			"to nothing":              {on["finding"], "none", 422, "invalid-input"},
			"to another conversation": {on["review"], first, 422, "invalid-input"},
		} {
			got := say(c.path, "x", c.to)
			assert.Equal(t, c.status, got.status, name)
			assert.Equal(t, c.code, got.text("code"), name)
		}
		for _, bad := range []object{{"text": ""}, {"text": " \n "}, {"text": strings.Repeat("é", 5001)}} {
			assert.Equal(t, 422, d.ask("rita", http.MethodPost, on["review"], "", bad).status)
		}
		assert.Equal(t, 400, d.ask("rita", http.MethodPost, on["review"], "", object{"text": "a\x00b"}).status, "no text")
		assert.Equal(t, 201, d.ask("rita", http.MethodPost, on["review"], "", object{"text": strings.Repeat("é", 5000)}).status)

		var said []string
		for cursor := ""; ; {
			page := d.get("audrey", on["finding"]+"?limit=2&cursor="+cursor)
			require.Equal(t, 200, page.status)
			for _, c := range page.body["items"].([]any) {
				said = append(said, c.(object)["text"].(string))
			}
			if cursor = page.text("next"); cursor == "" {
				break
			}
		}
		assert.Equal(t, []string{"first", "to the first", "again to the first", "second", "to the second"}, said)
		assert.Len(t, d.get("audrey", on["finding"]+"?thread="+second).body["items"], 2)
		assert.Len(t, d.get("audrey", on["finding"]+"?search=AGAIN").body["items"], 1)
		assert.Empty(t, d.get("audrey", on["finding"]+"?author=paula").body["items"])

		require.Equal(t, 204, d.deleted("rita", "/comments/"+first))
		assert.Equal(t, "illegal-move", say(on["finding"], "too late", first).text("code"))
		tomb := d.get("audrey", on["finding"]).items("id")[first]
		assert.Empty(t, tomb["text"])
		assert.NotEmpty(t, tomb["deleted_at"])
		assert.Len(t, d.get("audrey", on["finding"]).body["items"], 5, "replies stay")
	})
}

// deleted sends a request to delete, whose answer has no body when it is done.
func (d *desk) deleted(who, path string) int {
	d.t.Helper()
	r := httptest.NewRequest(http.MethodDelete, "/api/v1"+path, nil)
	r.Header.Set("Authorization", "Bearer "+who)
	resp, err := d.app.Test(r, -1)
	require.NoError(d.t, err)
	defer resp.Body.Close()
	return resp.StatusCode
}

// TestCommentsAreChangedByTheirAuthorsForAQuarterOfAnHour: and what they said stays in the audit trail.
func TestCommentsAreChangedByTheirAuthorsForAQuarterOfAnHour(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
		d := newDeskAt(t, db, func() time.Time { return now })
		d.people()
		path := d.subjects(review.InReview)["review"]
		edit := object{"text": "Better words.", "mentions": []string{"olga"}}
		for _, c := range []struct {
			name, who, version string
			later              time.Duration
			status             int
			code               string
		}{
			{"at once", "paula", "1", 0, 200, ""},
			{"on the last moment", "paula", "1", 15 * time.Minute, 200, ""},
			{"too late", "paula", "1", 15*time.Minute + time.Microsecond, 409, "illegal-move"},
			{"another person", "rita", "1", 0, 403, "not-allowed"},
			{"an administrator", "admin", "1", 0, 403, "not-allowed"},
			{"an auditor", "audrey", "1", 0, 403, "not-allowed"},
			{"another unit", "bank", "1", 0, 404, "not-found"},
			{"nobody", "", "1", 0, 401, "not-signed-in"},
			{"no version", "paula", "", 0, 428, "version-needed"},
			{"an old version", "paula", "7", 0, 412, "changed-meanwhile"},
		} {
			made := d.ask("paula", http.MethodPost, path, "", object{"text": "Some words.", "mentions": []string{"rob"}})
			require.Equal(t, 201, made.status, made.body)
			one := "/comments/" + made.text("id")
			now = now.Add(c.later)
			got := d.ask(c.who, http.MethodPut, one, c.version, edit)
			assert.Equal(t, c.status, got.status, "%s: %v", c.name, got.body)
			assert.Equal(t, c.code, got.text("code"), c.name)
			kept := d.get("audrey", one)
			if c.status != http.StatusOK {
				assert.Equal(t, made.body, kept.body, c.name)
				continue
			}
			assert.Equal(t, got.body, kept.body, c.name)
			assert.Equal(t, "Better words.", kept.text("text"))
			assert.NotEmpty(t, kept.text("edited_at"))
			assert.Equal(t, []any{object{"id": "olga", "name": "Name of olga"}}, kept.body["mentions"])
		}
		made := d.ask("paula", http.MethodPost, path, "", object{"text": "Gone soon."}).text("id")
		for who, status := range map[string]int{"rita": 403, "audrey": 403, "bank": 404, "": 401} {
			assert.Equal(t, status, d.deleted(who, "/comments/"+made), who)
		}
		now = now.Add(time.Hour)
		assert.Equal(t, 204, d.deleted("paula", "/comments/"+made))
		assert.Equal(t, 409, d.deleted("paula", "/comments/"+made))
		assert.Equal(t, "illegal-move", d.ask("paula", http.MethodPut, "/comments/"+made, "2", edit).text("code"))
		assert.Empty(t, d.get("rita", "/comments/"+made).text("text"))
		before, after := d.last("comment.edit")
		assert.Contains(t, before, "Some words.")
		assert.Contains(t, after, "Better words.")
		before, after = d.last("comment.delete")
		assert.Contains(t, before, "Gone soon.")
		assert.NotContains(t, after, "Gone soon.")
		d.trail()
	})
}

// last is the last line of the audit trail about an action.
func (d *desk) last(action string) (before, after string) {
	d.t.Helper()
	_, err := d.db.AuditEntries(context.Background(), 1, func(e *audit.Entry) error {
		if e.Action == action {
			before, after = string(e.Before), string(e.After)
		}
		return nil
	})
	require.NoError(d.t, err)
	return before, after
}
