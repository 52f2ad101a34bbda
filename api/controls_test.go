package api_test

import (
	"net/http"
	"testing"

	"countersign/internal/dbtest"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	access = "User entities review access to prompts."
	keys   = "User entities keep their API keys secret."
	limits = "User entities set limits for agents."
)

// TestTheRegisterOutlivesReports: what people set of a control stays with it from report to report, and nothing is deleted.
func TestTheRegisterOutlivesReports(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.people()
		vendor := d.retail()
		path := "/vendors/" + vendor + "/user-entity-controls"
		assert.Empty(t, d.get("audrey", path).body["items"])
		paper := d.paper(vendor)
		first := d.queued(vendor, paper)
		d.read(first, "2025-12-31", names(access, keys, "1. "+access))

		entries := d.get("audrey", path).items("text")
		require.Len(t, entries, 2)
		assert.Equal(t, "named", entries[access]["standing"])
		assert.Equal(t, "not-started", entries[access]["status"])
		assert.InDelta(t, 9, entries[access]["page"], 0)
		assert.Len(t, entries[access]["quotes"], 2)
		one := "/user-entity-controls/" + entries[access]["id"].(string)
		set := object{"controls": []string{"IAM-7", " Access  reviews "}, "owner": "olga", "status": "in-place", "evidence": "the minutes of May", "link": "https://wiki.example.com/7", "document_id": paper, "review_on": "2027-05-31"}
		mapped := d.ask("rita", http.MethodPut, one, "1", set)
		require.Equal(t, 200, mapped.status, mapped.body)
		assert.Equal(t, `"2"`, mapped.etag)
		assert.Equal(t, []any{"IAM-7", "Access reviews"}, mapped.body["controls"])
		assert.Equal(t, mapped.body, d.get("olga", one).body)

		// The same report once more, in a review of its own: nothing comes twice, and nothing is lost.
		again := d.queued(vendor, paper)
		d.read(again, "2025-12-31", names(access, keys))
		entries = d.get("audrey", path).items("text")
		require.Len(t, entries, 2)
		assert.Equal(t, "olga", entries[access]["owner"])
		assert.Equal(t, again, entries[access]["review_id"])

		// The next report names one of them, with another number, and a new one.
		next := d.queued(vendor, d.paper(vendor))
		d.read(next, "2026-12-31", names(limits, "CUEC-4: "+access))
		entries = d.get("audrey", path).items("text")
		require.Len(t, entries, 3)
		assert.Equal(t, "named", entries[access]["standing"])
		assert.Equal(t, "in-place", entries[access]["status"])
		assert.Equal(t, next, entries[access]["review_id"])
		assert.InDelta(t, 10, entries[access]["page"], 0)
		assert.Equal(t, "no-longer-named", entries[keys]["standing"])
		assert.Equal(t, again, entries[keys]["review_id"])
		assert.Len(t, d.get("audrey", one).body["sources"], 2)

		// An older report that comes later changes nothing of what the newest says; a document of another kind does not either.
		d.read(d.queued(vendor, d.paper(vendor)), "2024-12-31", names(keys))
		d.read(d.queued(vendor, d.paper(vendor)), "", nil)
		assert.Equal(t, entries, d.get("audrey", path).items("text"))

		// The report after that names the lost one again.
		d.read(d.queued(vendor, d.paper(vendor)), "2027-12-31", names(keys))
		assert.Equal(t, "named", d.get("audrey", path).items("text")[keys]["standing"])

		assert.Len(t, d.get("audrey", path+"?standing=no-longer-named").body["items"], 2)
		assert.Len(t, d.get("audrey", path+"?status=in-place,not-applicable").body["items"], 1)
		assert.Len(t, d.get("audrey", path+"?owner=olga").body["items"], 1)
		assert.Len(t, d.get("audrey", path+"?search=agents%20limits").body["items"], 1)
		assert.Len(t, d.get("audrey", path+"?search=iam-7").body["items"], 1)
		assert.Len(t, d.get("audrey", path+"?review_id="+next).items("text"), 2)
		assert.Len(t, d.get("audrey", path+"?review_id="+first).items("text"), 2)
		assert.Empty(t, d.get("audrey", path+"?review_id=none").body["items"])
		assert.Equal(t, 422, d.get("audrey", path+"?sort=shade").status)
		page := d.get("audrey", path+"?limit=2&sort=-page")
		require.Len(t, page.body["items"], 2)
		assert.Len(t, d.get("audrey", path+"?limit=2&sort=-page&cursor="+page.text("next")).body["items"], 1)
		d.trail()
	})
}

// TestWhatWasNotReadIsNotSaidToBeGone: a newest report with unread pages may name on them what it names nowhere else.
func TestWhatWasNotReadIsNotSaidToBeGone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		vendor := d.retail()
		path := "/vendors/" + vendor + "/user-entity-controls"
		d.read(d.queued(vendor, d.paper(vendor)), "2025-12-31", names(access, keys))
		scan := d.paper(vendor)
		d.readBut(3, d.queued(vendor, scan), "2026-12-31", names(keys))
		assert.Equal(t, "not-known", d.get("audrey", path).items("text")[access]["standing"])
		assert.Len(t, d.get("audrey", path+"?standing=not-known").body["items"], 1)
		d.read(d.queued(vendor, scan), "2026-12-31", names(keys))
		assert.Equal(t, "no-longer-named", d.get("audrey", path).items("text")[access]["standing"], "all of it could be read now")
		d.readBut(1, d.queued(vendor, scan), "2026-12-31", names(keys, access))
		assert.Equal(t, "named", d.get("audrey", path).items("text")[access]["standing"])
	})
}

// TestMappingAControl: who may, with which values, and what each mistake is answered with.
func TestMappingAControl(t *testing.T) {
	good := object{"status": "partly-in-place"}
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.people()
		foreign := d.paper(d.retail())
		for _, c := range []struct {
			name, who, version string
			body               object
			status             int
			code               string
		}{
			{"risk officer", "rita", "1", good, 200, ""},
			{"procurement", "paula", "1", object{"status": "not-applicable", "reason": "no prompts are kept"}, 200, ""},
			{"its business owner", "olga", "1", good, 200, ""},
			{"an owner of the unit", "rita", "1", object{"owner": "rob"}, 200, ""},
			{"another business owner", "omar", "1", good, 404, "not-found"},
			{"another unit", "bank", "1", good, 404, "not-found"},
			{"administrator", "admin", "1", good, 403, "not-allowed"},
			{"auditor", "audrey", "1", good, 403, "not-allowed"},
			{"nobody", "", "1", good, 401, "not-signed-in"},
			{"not applicable without a reason", "rita", "1", object{"status": "not-applicable"}, 422, "invalid-input"},
			{"no such status", "rita", "1", object{"status": "done"}, 422, "invalid-input"},
			{"no such day", "rita", "1", object{"review_on": "2027-02-30"}, 422, "invalid-input"},
			{"a link that runs", "rita", "1", object{"link": "javascript:alert(1)"}, 422, "invalid-input"},
			{"another vendor's document", "rita", "1", object{"document_id": foreign}, 422, "invalid-input"},
			{"an owner who sees other vendors only", "rita", "1", object{"owner": "omar"}, 422, "invalid-input"},
			{"an owner of another unit", "rita", "1", object{"owner": "bank"}, 422, "invalid-input"},
			{"an owner who left", "rita", "1", object{"owner": "gone"}, 422, "invalid-input"},
			{"an owner who is nobody", "rita", "1", object{"owner": "nobody"}, 422, "invalid-input"},
			{"no version", "rita", "", good, 428, "version-needed"},
			{"an old version", "rita", "7", good, 412, "changed-meanwhile"},
		} {
			vendor := d.retail()
			d.read(d.queued(vendor, d.paper(vendor)), "2026-06-30", names(access))
			entry := d.get("audrey", "/vendors/"+vendor+"/user-entity-controls").items("text")[access]
			path := "/user-entity-controls/" + entry["id"].(string)
			got := d.ask(c.who, http.MethodPut, path, c.version, c.body)
			assert.Equal(t, c.status, got.status, "%s: %v", c.name, got.body)
			assert.Equal(t, c.code, got.text("code"), c.name)
			kept := d.get("audrey", path)
			if c.status == http.StatusOK {
				assert.Equal(t, got.body, kept.body, c.name)
				assert.Equal(t, `"2"`, kept.etag, c.name)
			} else {
				assert.Equal(t, `"1"`, kept.etag, c.name)
			}
			assert.Equal(t, 404, d.get("bank", path).status)
			assert.Equal(t, 404, d.get("omar", "/vendors/"+vendor+"/user-entity-controls").status)
		}
		assert.Equal(t, 404, d.ask("rita", http.MethodPut, "/user-entity-controls/x", "1", good).status)
		d.trail()
	})
}

// TestAddingAControlThatTheReaderMissed: it is of a report that was read; words that the reading does not know are marked.
func TestAddingAControlThatTheReaderMissed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.people()
		vendor := d.retail()
		path := "/vendors/" + vendor + "/user-entity-controls"
		own := object{"text": keys, "page": 30, "quote": "retention of prompts is set by the customer.", "owner": "olga"}
		add := func(who string, body object) answer { return d.ask(who, http.MethodPost, path, "", body) }
		assert.Equal(t, "illegal-move", add("rita", own).text("code"), "no report is read yet")
		letter := d.queued(vendor, d.paper(vendor))
		d.read(letter, "", nil)
		assert.Equal(t, "illegal-move", add("rita", own).text("code"), "a letter is no report")
		paper := d.paper(vendor)
		report := d.queued(vendor, paper)
		d.read(report, "2025-12-31", names(access))

		made := add("rita", own)
		require.Equal(t, 201, made.status, made.body)
		assert.Equal(t, "rita", made.text("created_by"))
		assert.Equal(t, "named", made.text("standing"))
		assert.Equal(t, report, made.text("review_id"))
		assert.Equal(t, true, made.body["quotes"].([]any)[0].(object)["verified"])
		assert.Equal(t, made.body, d.get("audrey", "/user-entity-controls/"+made.text("id")).body)
		for name, quote := range map[string]object{
			"not read": {"text": "A.", "page": 30, "quote": "something else"}, "another page": {"text": "B.", "page": 31, "quote": "retention of prompts is set"},
		} {
			got := add("paula", quote)
			require.Equal(t, 201, got.status, name)
			assert.Equal(t, false, got.body["quotes"].([]any)[0].(object)["verified"], name)
		}
		for name, c := range map[string]struct {
			who    string
			body   object
			status int
			code   string
		}{
			"there already":             {"rita", object{"text": "3. " + keys}, 409, "already-exists"},
			"that the reader found":     {"rita", object{"text": access}, 409, "already-exists"},
			"a quote without its page":  {"rita", object{"text": "C.", "quote": "words"}, 422, "invalid-input"},
			"no words":                  {"rita", object{"text": " "}, 422, "invalid-input"},
			"of a letter":               {"rita", object{"text": "C.", "review_id": letter}, 422, "invalid-input"},
			"of no review":              {"rita", object{"text": "C.", "review_id": "none"}, 422, "invalid-input"},
			"by an auditor":             {"audrey", object{"text": "C."}, 403, "not-allowed"},
			"by a token that is nobody": {"robot", object{"text": "C."}, 403, "not-allowed"},
			"by another owner":          {"omar", object{"text": "C."}, 404, "not-found"},
			"by another unit":           {"bank", object{"text": "C."}, 404, "not-found"},
		} {
			got := add(c.who, c.body)
			assert.Equal(t, c.status, got.status, "%s: %v", name, got.body)
			assert.Equal(t, c.code, got.text("code"), name)
		}
		assert.Len(t, d.get("audrey", path).body["items"], 4)

		// Read again, the report keeps what people added. In the next report the reader misses it again, and a person says so.
		d.read(d.queued(vendor, paper), "2025-12-31", names(access))
		assert.Equal(t, "named", d.get("audrey", path).items("text")[keys]["standing"])
		d.read(d.queued(vendor, d.paper(vendor)), "2026-12-31", names(access))
		assert.Equal(t, "no-longer-named", d.get("audrey", path).items("text")[keys]["standing"])
		repeated := add("rita", object{"text": keys, "page": 12})
		require.Equal(t, 201, repeated.status, repeated.body)
		assert.Equal(t, made.text("id"), repeated.text("id"))
		assert.Equal(t, "named", repeated.text("standing"))
		assert.Equal(t, "olga", repeated.text("owner"), "what people set stays")
		assert.Len(t, repeated.body["sources"], 2)
		d.trail()
	})
}

// TestGapsWarnOfOpenControls: an open entry of the register is told to those who sign, and keeps nobody from signing.
func TestGapsWarnOfOpenControls(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.people()
		vendor := d.retail()
		r := d.queued(vendor, d.paper(vendor))
		assert.Equal(t, true, d.get("rita", "/reviews/"+r+"/gaps").items("code")["report-not-read"]["blocks"])
		d.read(r, "2026-06-30", names(access, keys))
		gaps := d.get("audrey", "/reviews/"+r+"/gaps").items("code")
		require.Len(t, gaps, 1)
		assert.Equal(t, false, gaps["user-entity-controls-open"]["blocks"])
		assert.InDelta(t, 2, gaps["user-entity-controls-open"]["count"], 0)
		assert.Equal(t, 404, d.get("bank", "/reviews/"+r+"/gaps").status)
		submitted := d.ask("rita", http.MethodPost, "/reviews/"+r+"/submit", "2", nil)
		assert.Equal(t, 200, submitted.status, submitted.body)
		for _, e := range d.get("audrey", "/vendors/"+vendor+"/user-entity-controls").items("id") {
			require.Equal(t, 200, d.ask("rita", http.MethodPut, "/user-entity-controls/"+e["id"].(string), "1", object{"status": "in-place"}).status)
		}
		assert.Empty(t, d.get("audrey", "/reviews/"+r+"/gaps").body["items"])

		grave, _ := d.under("in-review")
		assert.Equal(t, true, d.get("rita", "/reviews/"+grave.ID+"/gaps").items("code")["findings-undecided"]["blocks"])
		signed, _ := d.under("approved")
		assert.Empty(t, d.get("rita", "/reviews/"+signed.ID+"/gaps").body["items"])
	})
}

// TestPeopleToChooseFrom: those who may see the vendor, and nobody else.
func TestPeopleToChooseFrom(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.people()
		path := "/people/choices?vendor=" + d.retail()
		for who, status := range map[string]int{"admin": 200, "rita": 200, "paula": 200, "olga": 200, "omar": 404, "bank": 404, "audrey": 403, "": 401} {
			assert.Equal(t, status, d.get(who, path).status, who)
		}
		got := d.get("olga", path)
		offered := got.items("id")
		require.Len(t, offered, 6)
		for _, id := range []string{"admin", "rita", "rob", "paula", "olga", "audrey"} {
			assert.Equal(t, object{"id": id, "name": "Name of " + id}, offered[id])
		}
		assert.Len(t, d.get("rita", path+"&search=OF%20RI").body["items"], 1)
		page := d.get("rita", path+"&limit=4")
		assert.Len(t, d.get("rita", path+"&limit=4&cursor="+page.text("next")).body["items"], 2)
		assert.Equal(t, 404, d.get("rita", "/people/choices?vendor=none").status)
		assert.Equal(t, 422, d.get("rita", "/people/choices").status)
	})
}
