package routetest

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"strconv"
	"strings"
	"time"

	"countersign/review"

	"github.com/stretchr/testify/require"
)

// tus are headers that requests of the protocol have.
func tus(more ...string) []string { return append([]string{"Tus-Resumable", "1.0.0"}, more...) }

// begins is a request that begins an upload.
func begins(vendor, kind string, size int) []string {
	pair := func(name, value string) string { return name + " " + base64.StdEncoding.EncodeToString([]byte(value)) }
	return tus("Upload-Length", strconv.Itoa(size), "Upload-Metadata", pair("vendor", vendor)+","+pair("kind", kind))
}

const octets = "application/offset+octet-stream"

// transfer begins an upload of a caller's, of which some bytes are here.
func (s *site) transfer(who, vendor string, size int, here []byte) string {
	s.t.Helper()
	x := review.Transfer{
		ID: newID(), Caller: "user:" + s.speaker(who).ID, VendorID: vendor, UploadInput: review.UploadInput{Kind: review.KindSOC2, Name: "report.pdf"},
		Size: int64(size), CreatedAt: s.now(), ExpiresAt: s.now().Add(time.Hour),
	}
	if who == "omar" || who == "lend" { // the vendor is none of theirs, so that it is somebody else's
		x.Caller = "user:" + s.users["ada"].ID
	}
	name := newID()
	if len(here) > 0 {
		_, err := s.box.PutPart(context.Background(), name, bytes.NewReader(here))
		require.NoError(s.t, err)
	}
	require.NoError(s.t, s.db.Reviews().Change(context.Background(), func(tx review.Tx) error {
		if err := tx.AddTransfer(x); err != nil || len(here) == 0 {
			return err
		}
		return tx.AddPart(x.ID, review.Part{Start: 0, Size: int64(len(here)), Name: name})
	}))
	return x.ID
}

func transferRequests() map[string]maker {
	one := func(body []byte, more ...string) maker {
		return func(s *site, who string) request {
			q := request{path: "/api/v1/uploads/" + s.transfer(who, s.place(review.InReview, "").vendor.ID, len(pdf("in parts")), nil), headers: tus(more...)}
			if body != nil {
				q.body = body
			}
			return q
		}
	}
	return map[string]maker{
		"OPTIONS /api/v1/uploads": at("/api/v1/uploads"),
		"POST /api/v1/uploads": to(func(p *place) request {
			return request{path: "/api/v1/uploads", headers: begins(p.vendor.ID, "soc2-report", 2000)}
		}),
		"GET /api/v1/uploads/:id": one(nil), "HEAD /api/v1/uploads/:id": one(nil), "DELETE /api/v1/uploads/:id": one(nil),
		"PATCH /api/v1/uploads/:id": one(pdf("in parts"), "Upload-Offset", "0", "Content-Type", octets),
	}
}

// sent is the request with another value of a header, or, with an empty one, without it.
func sent(q *request, name, value string) {
	for i := 0; i+1 < len(q.headers); i += 2 {
		if q.headers[i] == name {
			q.headers[i+1] = value
			return
		}
	}
	q.headers = append(q.headers, name, value)
}

func transferWays() map[string]way {
	header := func(name, value string) way { return but(func(_ *site, q *request) { sent(q, name, value) }) }
	whole := func(content []byte, lose bool) way {
		return but(func(s *site, q *request) {
			id := s.transfer("ada", s.place(review.InReview, "").vendor.ID, len(content), content)
			q.path = "/api/v1/uploads/" + id
			if !lose {
				return
			}
			parts, err := s.db.Reviews().Parts(context.Background(), id)
			require.NoError(s.t, err)
			require.NoError(s.t, s.box.DeletePart(context.Background(), parts[0].Name))
		})
	}
	return map[string]way{
		"tongue": header("Tus-Resumable", "0.2.0"), "unsized": header("Upload-Length", "many"), "unplaced": header("Upload-Offset", "here"), "misplaced": header("Upload-Offset", "7"),
		"kinds": but(func(s *site, q *request) { q.headers = begins(s.place(review.InReview, "").vendor.ID, "poem", 2000) }),
		"novendor": but(func(_ *site, q *request) {
			if q.headers != nil {
				q.headers = begins("none", "soc2-report", 2000)
				return
			}
			q.path = "/api/v1/people/choices?vendor=none"
		}),
		"long": but(func(_ *site, q *request) {
			sent(q, "Upload-Length", strconv.Itoa(most+1))
			if q.body != nil {
				q.body = pdf(strings.Repeat("y", most))
			}
		}),
		"many": but(func(s *site, q *request) {
			q.as = s.double("ada")
			for range 100 {
				s.transfer(q.as, s.bare(review.Active), 2000, nil)
			}
		}),
		"unfit": whole([]byte("PK\x03\x04 no PDF"), false), "holed": whole(pdf("with a hole"), true),
		"nopdf": but(func(_ *site, q *request) {
			content := []byte("PK\x03\x04" + strings.Repeat(" ", len(pdf("in parts"))-4))
			q.body = content
			switch {
			case strings.HasSuffix(q.path, "/uploads"):
				sent(q, "Upload-Length", strconv.Itoa(len(content)))
				sent(q, "Content-Type", octets)
			case !strings.Contains(q.path, "/uploads/"):
				q.body = []byte("PK\x03\x04 no PDF")
			}
		}),
		// Where files lie is no folder any more.
		"shut": but(func(s *site, q *request) {
			if strings.HasSuffix(q.path, "/uploads") {
				q.body = pdf("in parts")
				sent(q, "Upload-Length", strconv.Itoa(len(pdf("in parts"))))
				sent(q, "Content-Type", octets)
			}
			away := s.folder + "-away"
			require.NoError(s.t, os.Rename(s.folder, away))
			require.NoError(s.t, os.WriteFile(s.folder, nil, 0o600))
			s.undo = func() {
				require.NoError(s.t, os.Remove(s.folder))
				require.NoError(s.t, os.Rename(away, s.folder))
			}
		}),
	}
}
