package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"countersign/internal/dbtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	v1 "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// receiver is a collector of traces.
type receiver struct {
	*httptest.Server
	mu    sync.Mutex
	spans []*v1.Span
	about []string // attributes of the resources
	bad   []string
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, in *http.Request) {
		raw, err := io.ReadAll(in.Body)
		var sent collector.ExportTraceServiceRequest
		if err == nil {
			err = proto.Unmarshal(raw, &sent)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if err != nil || in.URL.Path != "/v1/traces" || in.Header.Get("Content-Type") != "application/x-protobuf" {
			r.bad = append(r.bad, in.URL.Path)
			return
		}
		for _, of := range sent.GetResourceSpans() {
			r.about = append(r.about, of.GetResource().String())
			for _, scope := range of.GetScopeSpans() {
				r.spans = append(r.spans, scope.GetSpans()...)
			}
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// of are the spans of a name.
func (r *receiver) of(name string) []*v1.Span {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(r.spans), func(s *v1.Span) bool { return s.GetName() != name })
}

// under are the spans right below another.
func (r *receiver) under(parent *v1.Span) []*v1.Span {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(r.spans), func(s *v1.Span) bool { return string(s.GetParentSpanId()) != string(parent.GetSpanId()) })
}

func attributes(s *v1.Span) map[string]string {
	out := map[string]string{}
	for _, a := range s.GetAttributes() {
		v := a.GetValue()
		out[a.GetKey()] = v.GetStringValue()
		if v.GetStringValue() == "" {
			raw, _ := protojson.Marshal(v)
			out[a.GetKey()] = string(raw)
		}
	}
	return out
}

const sentTrace = "0af7651916cd43dd8448eb211c80319c"

// listed asks for vendors within a trace of the caller's, and gives the request's id.
func (l *running) listed() string {
	l.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, l.base+"/api/v1/vendors?search=hushword", http.NoBody)
	require.NoError(l.t, err)
	r.Header.Set("Authorization", "Bearer "+l.token)
	r.Header.Set("Traceparent", "00-"+sentTrace+"-b7ad6b7169203331-01")
	answer, err := http.DefaultClient.Do(r)
	require.NoError(l.t, err)
	require.NoError(l.t, answer.Body.Close())
	require.Equal(l.t, 200, answer.StatusCode)
	return answer.Header.Get("X-Request-Id")
}

// read uploads a report and waits until it is read.
func (l *running) read(vendor, path string) {
	l.t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(l.t, err)
	status, raw, err := l.call("POST", "/api/v1/vendors/"+vendor+"/documents", "application/pdf", data, "Content-Disposition", `attachment; filename="hushfile.pdf"`,
		"Reading-Permission", "our agreement allows it: hushreason")
	require.NoError(l.t, err)
	require.Equal(l.t, 202, status, "%s", raw)
	var up struct {
		Review string `json:"review_id"`
	}
	require.NoError(l.t, json.Unmarshal(raw, &up))
	for {
		status, raw, err := l.call("GET", "/api/v1/reviews/"+up.Review, "", nil)
		require.NoError(l.t, err)
		require.Equal(l.t, 200, status, "%s", raw)
		var now struct{ Analysis string }
		require.NoError(l.t, json.Unmarshal(raw, &now))
		require.NotEqual(l.t, "failed", now.Analysis, "%s", raw)
		if now.Analysis == "ready" {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// TestTracesAreExported: of requests, readings and statements; without a word of what they are about.
func TestTracesAreExported(t *testing.T) {
	report, err := filepath.Abs(filepath.Join("..", "..", "testdata", "reports", "d01_tarnhollow.pdf"))
	require.NoError(t, err)
	dbtest.EachURL(t, func(t *testing.T, url string) {
		r := newReceiver(t)
		w := newWorkspace(t, url, "WORKERS=1", "OTEL_EXPORTER_OTLP_ENDPOINT="+r.URL+"/", "OTEL_RESOURCE_ATTRIBUTES=deployment.environment=testbed")
		l := w.serve()
		vendor := l.made("/api/v1/vendors", `{"name": "Hushvendor"}`)
		request := l.listed()
		l.read(vendor, report)
		status, _, err := l.call("GET", "/nowhere/hushpath", "", nil)
		require.NoError(t, err)
		require.Equal(t, 404, status)
		l.stop() // sends what waits
		require.Empty(t, r.bad)

		listed := r.of("GET /api/v1/vendors")
		require.Len(t, listed, 1)
		assert.Equal(t, sentTrace, hex.EncodeToString(listed[0].GetTraceId()))
		assert.Equal(t, "b7ad6b7169203331", hex.EncodeToString(listed[0].GetParentSpanId()))
		got := attributes(listed[0])
		assert.Equal(t, "/api/v1/vendors", got["http.route"])
		assert.Equal(t, request, got["countersign.request_id"])
		assert.Contains(t, got["http.response.status_code"], "200")
		statements := r.under(listed[0])
		require.NotEmpty(t, statements)
		for _, s := range statements {
			assert.Regexp(t, `^SELECT `, attributes(s)["db.query.text"])
		}
		require.Len(t, r.of("GET none"), 1)
		assert.Equal(t, "not-found", attributes(r.of("GET none")[0])["error.type"])
		assert.Len(t, r.of("POST /api/v1/vendors/:id/documents"), 1)

		jobs := r.of("read report")
		require.Len(t, jobs, 1)
		assert.Equal(t, "done", attributes(jobs[0])["countersign.outcome"])
		var names []string
		for _, s := range r.under(jobs[0]) {
			names = append(names, s.GetName())
		}
		for _, want := range []string{"stage store", "stage read", "stage judge", "stage keep"} {
			assert.Contains(t, names, want)
		}
		assert.Subset(t, names, []string{"INSERT findings", "INSERT audit_entries"})
		assert.Contains(t, strings.Join(r.about, " "), "testbed", "what OpenTelemetry lets an operator say of a server is passed on")
		r.tellsNothing(t, "Hushvendor", "hushword", "hushfile", "hushpath", "hushreason", "Tarnhollow", l.token)
	})
}

// tellsNothing holds that no word stands in anything that was sent.
func (r *receiver) tellsNothing(t *testing.T, words ...string) {
	t.Helper()
	for _, s := range r.spans {
		raw, err := protojson.Marshal(s)
		require.NoError(t, err)
		for _, word := range words {
			assert.NotContains(t, strings.ToLower(string(raw)), strings.ToLower(word))
		}
	}
}

// TestServerNeedsNoCollector: where none answers, requests are served, and the server stops.
func TestServerNeedsNoCollector(t *testing.T) {
	w := newWorkspace(t, dbtest.SQLite(t), "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")
	l := w.serve()
	l.listed()
	l.stop()
}

// TestNothingIsTracedUnlessSet: no tracer is made, and nothing is sent to where collectors usually are.
func TestNothingIsTracedUnlessSet(t *testing.T) {
	var p parts
	stop, err := p.trace(context.Background())
	require.NoError(t, err)
	stop()
	assert.Nil(t, p.tracer)
}
