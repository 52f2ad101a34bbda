package api

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"countersign/audit"
	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// Trail is what the routes of the audit trail need.
type Trail interface {
	List(ctx context.Context, c identity.Caller, q review.Query) (review.Page[audit.Entry], error)
	Walk(ctx context.Context, c identity.Caller, from int64, each func(*audit.Entry) error) (audit.Head, error)
	Verify(ctx context.Context, c identity.Caller, noted audit.Head) (review.TrailVerdict, error)
}

type (
	trailIn struct {
		Sort        string `query:"sort" enum:"sequence,-sequence" default:"-sequence" doc:"Oldest or newest first"`
		Limit       int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		Cursor      string `query:"cursor" maxLength:"2000" doc:"The next value of the page before"`
		SubjectKind string `query:"subject_kind" maxLength:"200" doc:"Several by commas"`
		SubjectID   string `query:"subject_id" maxLength:"2000" doc:"Several by commas"`
		ActorID     string `query:"actor_id" maxLength:"2000" doc:"Several by commas"`
		Action      string `query:"action" maxLength:"2000" doc:"Several by commas"`
	}
	trailOut struct {
		Body review.Page[audit.Entry]
	}
	verifyIn struct {
		Expect string `query:"expect" maxLength:"90" doc:"An end that was written down before, N:HASH: the trail must still contain it"`
	}
	verifyOut struct {
		Body TrailVerdict
	}
)

// TrailVerdict is whether the trail holds.
type TrailVerdict struct {
	Holds   bool     `json:"holds"`
	Entries int64    `json:"entries"`
	Head    string   `json:"head" doc:"The last entry, N:HASH; write it down elsewhere to find later that an end was cut off"`
	Breaks  []string `json:"breaks" doc:"Where the trail does not hold, for people"`
}

func (s *server) trailRoutes() {
	const tag = "audit"
	route(s, operation("list-audit", http.MethodGet, "/audit", "List the audit trail", tag), identity.ReadAudit, s.listTrail)
	route(s, operation("verify-audit", http.MethodGet, "/audit/verify", "Check the whole audit trail for tampering", tag), identity.ReadAudit, s.verifyTrail)
	s.plain(huma.Operation{
		OperationID: "export-audit", Method: http.MethodGet, Path: "/api/v1/audit/export", Summary: "Export the audit trail as JSON Lines, oldest first", Tags: []string{tag},
		Description: "One entry a line. The last line is `{\"head\":{\"sequence\":N,\"hash\":…}}`, the end that is kept beside the entries; where it is missing, the export broke off.",
		Parameters:  []*huma.Param{param("query", "from", "Sequence of the first entry; 1 without", false)},
		Responses: map[string]*huma.Response{"200": {
			Description: "The entries", Content: map[string]*huma.MediaType{jsonLines: {Schema: &huma.Schema{Type: huma.TypeString}}},
		}},
		Errors: []int{http.StatusUnprocessableEntity},
	}, "/api/v1/audit/export", identity.ReadAudit, s.exportTrail)
}

const jsonLines = "application/jsonl"

func (s *server) listTrail(ctx context.Context, c identity.Caller, in *trailIn) (*trailOut, error) {
	l := Listing{Sort: in.Sort, Limit: in.Limit, Cursor: in.Cursor}
	page, err := s.Trail.List(ctx, c, l.query(map[string]string{
		"subject_kind": in.SubjectKind, "subject_id": in.SubjectID, "actor_id": in.ActorID, "action": in.Action,
	}))
	return &trailOut{page}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) verifyTrail(ctx context.Context, c identity.Caller, in *verifyIn) (*verifyOut, error) {
	noted, err := review.NotedHead(in.Expect)
	if err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	v, err := s.Trail.Verify(ctx, c, noted)
	return &verifyOut{TrailVerdict{len(v.Breaks) == 0, v.Entries, review.HeadText(v.Head), append([]string{}, v.Breaks...)}}, err //nolint:wrapcheck // it says what could not be done
}

// trailEnd is the last line of an export.
type trailEnd struct {
	Head struct {
		Sequence int64  `json:"sequence"`
		Hash     string `json:"hash"`
	} `json:"head"`
}

// exportTrail streams the trail. Who may not read it is told so before the first line.
func (s *server) exportTrail(c *fiber.Ctx, caller identity.Caller) error {
	from, err := strconv.ParseInt(c.Query("from", "1"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "from: wants the sequence of an entry")
	}
	ctx := context.WithoutCancel(c.UserContext())
	if _, err := s.Trail.List(ctx, caller, review.Query{Limit: 1}); err != nil {
		return err //nolint:wrapcheck // it says what could not be done
	}
	c.Set(fiber.HeaderContentType, jsonLines)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="audit.jsonl"`)
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		out := json.NewEncoder(w)
		head, err := s.Trail.Walk(ctx, caller, from, func(e *audit.Entry) error { return out.Encode(e) })
		if err == nil {
			var end trailEnd
			end.Head.Sequence, end.Head.Hash = head.Sequence, head.Hash
			err = out.Encode(end)
		}
		if err != nil { // the line that says where the trail ends is missing now, which is how a reader knows
			s.Log.WarnContext(ctx, "an export of the trail broke off", "request", requestID(ctx), "error", err)
		}
	})
	return nil
}
