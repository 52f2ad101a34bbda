package api_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestACommentSentTwiceIsKeptOnce: with the same key, the second request gets the first one's answer.
func TestACommentSentTwiceIsKeptOnce(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		vendor := w.done(w.send("POST", "/api/v1/vendors", object{"name": "Brightwater"}, "Cookie", admin), 201).text("id")
		path := "/api/v1/vendors/" + vendor + "/comments"
		send := func(text string) reply {
			return w.send("POST", path, object{"text": text}, "Cookie", admin, "Idempotency-Key", "one")
		}
		first, second := w.done(send("Hello."), 201), w.done(send("Hello."), 201)
		assert.Equal(t, first.body, second.body)
		w.refused(send("Something else."), 409, "key-reused")
		list := w.done(w.send("GET", path, nil, "Cookie", admin), 200)
		assert.Equal(t, []any{any(first.body)}, list.body["items"])
		assert.Contains(t, w.trail(), "comment.add")
	})
}
