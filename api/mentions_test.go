package api_test

import (
	"context"
	"net/http"
	"testing"

	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMentioned: people who may see the vendor learn that they are mentioned, and nobody else is.
func TestMentioned(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.people()
		path := d.subjects(review.InReview)["review"]
		say := func(text string, who ...string) answer {
			return d.ask("paula", http.MethodPost, path, "", object{"text": text, "mentions": who})
		}
		for name, ids := range map[string][]string{
			"another unit": {"bank"}, "another owner": {"omar"}, "somebody who left": {"gone"}, "nobody": {"none"}, "one of two": {"rita", "bank"},
		} {
			got := say("x", ids...)
			assert.Equal(t, 422, got.status, name)
			assert.Equal(t, "cannot-mention", got.text("code"), name)
		}
		assert.Empty(t, d.get("rita", path).body["items"], "nothing is kept of what was refused")
		assert.Empty(t, d.get("rita", "/me/mentions").body["items"])

		first := say("first", "rita", "olga", "rita", "audrey")
		require.Equal(t, 201, first.status, first.body)
		assert.Equal(t, []any{object{"id": "rita", "name": "Name of rita"}, object{"id": "olga", "name": "Name of olga"}, object{"id": "audrey", "name": "Name of audrey"}},
			first.body["mentions"])
		second, third := say("second", "rita"), say("third", "rita")
		for who, n := range map[string]int{"rita": 3, "olga": 1, "audrey": 1, "paula": 0, "bank": 0} {
			got := d.get(who, "/me/mentions")
			assert.Len(t, got.body["items"], n, who)
			assert.InDelta(t, n, got.body["unread"], 0, who)
		}
		assert.Equal(t, 401, d.get("", "/me/mentions").status)
		assert.Equal(t, 403, d.get("robot", "/me/mentions").status)
		d.marked([]answer{first, second, third})

		// An edit keeps who is mentioned, adds and drops.
		edited := d.ask("paula", http.MethodPut, "/comments/"+second.text("id"), "1", object{"text": "second", "mentions": []string{"olga", "rita"}})
		require.Equal(t, 200, edited.status, edited.body)
		assert.Len(t, d.get("rita", "/me/mentions").body["items"], 3)
		assert.Len(t, d.get("olga", "/me/mentions").body["items"], 2)
		edited = d.ask("paula", http.MethodPut, "/comments/"+second.text("id"), "2", object{"text": "second"})
		require.Equal(t, 200, edited.status, edited.body)
		assert.Empty(t, edited.body["mentions"])
		assert.Len(t, d.get("olga", "/me/mentions").body["items"], 1)

		// A deleted comment mentions nobody, and who sees the vendor no more sees no mention of it.
		assert.Equal(t, 204, d.deleted("paula", "/comments/"+third.text("id")))
		assert.Len(t, d.get("rita", "/me/mentions").body["items"], 1)
		_, err := d.db.Writer().ExecContext(context.Background(), "UPDATE vendors SET owner = 'omar'")
		require.NoError(t, err)
		got := d.get("olga", "/me/mentions")
		assert.Empty(t, got.body["items"])
		assert.InDelta(t, 0, got.body["unread"], 0)
		d.trail()
	})
}

// marked reads mentions of rita's and checks that the unread stand first.
func (d *desk) marked(said []answer) {
	d.t.Helper()
	ids := map[string]string{}
	for _, m := range d.get("rita", "/me/mentions").items("id") {
		ids[m["comment"].(object)["text"].(string)] = m["id"].(string)
	}
	mark := func(who string, list ...string) answer {
		return d.ask(who, http.MethodPost, "/me/mentions/read", "", object{"ids": list})
	}
	for who, n := range map[string]int{"olga": 0, "audrey": 0} {
		got := mark(who, ids["third"])
		require.Equal(d.t, 200, got.status, got.body)
		assert.InDelta(d.t, n, got.body["marked"], 0, "another's mention")
	}
	assert.InDelta(d.t, 1, mark("rita", ids["third"], "none").body["marked"], 0)
	assert.InDelta(d.t, 0, mark("rita", ids["third"]).body["marked"], 0, "it was read before")
	assert.Equal(d.t, 422, mark("rita").status)
	assert.Equal(d.t, 403, mark("robot", ids["third"]).status)
	var order []string
	for cursor := ""; ; {
		page := d.get("rita", "/me/mentions?limit=2&cursor="+cursor)
		require.Equal(d.t, 200, page.status)
		assert.InDelta(d.t, 2, page.body["unread"], 0)
		for _, m := range page.body["items"].([]any) {
			order = append(order, m.(object)["comment"].(object)["text"].(string))
		}
		if cursor = page.text("next"); cursor == "" {
			break
		}
	}
	assert.Equal(d.t, []string{said[1].text("text"), said[0].text("text"), said[2].text("text")}, order)
	assert.Len(d.t, d.get("rita", "/me/mentions?state=read").body["items"], 1)
	assert.NotEmpty(d.t, d.get("rita", "/me/mentions?state=read").body["items"].([]any)[0].(object)["read_at"])
}
