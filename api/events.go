package api

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// Times of a stream of events. It ends after a while by itself, so that whoever has no access any more does not listen on; clients come back.
const (
	lookEvery = time.Second
	beatEvery = 15 // looks
	mostLooks = 15 * 60
)

func (s *server) eventRoutes() {
	s.plain(huma.Operation{
		OperationID: "watch-review", Method: http.MethodGet, Path: "/api/v1/events", Summary: "Follow the reading of a report, live", Tags: []string{"reviews"},
		Description: "Server-sent events named `review`, each with the state, the analysis, its progress and its failure, whenever one of these changed. The stream ends when the reading has.",
		Parameters:  []*huma.Param{param("query", "review", "Id of the review", true)},
		Responses: map[string]*huma.Response{"200": {
			Description: "Events", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}},
		}},
		Errors: []int{http.StatusNotFound},
	}, "/api/v1/events", identity.ReadReviews, s.events)
}

// event is what a listener gets.
type event struct {
	ID       string               `json:"id"`
	State    review.State         `json:"state"`
	Analysis review.AnalysisState `json:"analysis"`
	Progress review.Progress      `json:"progress"`
	Failure  *review.Failure      `json:"failure"`
}

// events looks at the review once a second, in the database, so that it does not matter which server reads the report.
func (s *server) events(c *fiber.Ctx, caller identity.Caller) error {
	ctx, id := context.WithoutCancel(c.UserContext()), c.Query("review")
	r, err := s.Reviews.Review(ctx, caller, id)
	if err != nil {
		return err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no")
	over := c.Context().Done() // the server stops
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) { s.follow(ctx, caller, r, w, over) })
	return nil
}

func (s *server) follow(ctx context.Context, caller identity.Caller, r review.Review, w *bufio.Writer, over <-chan struct{}) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	last, err := "", error(nil)
	for n := range mostLooks {
		if n > 0 {
			if r, err = s.Reviews.Review(ctx, caller, r.ID); fault.Is(err, fault.NotFound) {
				return
			}
		}
		raw, bad := json.Marshal(event{r.ID, r.State, r.Analysis, r.Progress, r.Failure})
		switch {
		case err != nil || bad != nil || string(raw) == last && n%beatEvery != 0:
		case string(raw) == last:
			_, _ = fmt.Fprint(w, ": still here\n\n")
		default:
			last = string(raw)
			_, _ = fmt.Fprintf(w, "event: review\ndata: %s\n\n", raw)
		}
		if w.Flush() != nil || err == nil && r.Analysis != review.AnalysisQueued && r.Analysis != review.AnalysisReading {
			return
		}
		select {
		case <-over:
			return
		case <-tick.C:
		}
	}
}
