package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/gofiber/fiber/v2"
	tusd "github.com/tus/tusd/v2/pkg/handler"
	xslog "golang.org/x/exp/slog"
)

// tusHandlers are the library's handlers of the protocol.
type tusHandlers struct{ post, head, patch, del, options http.HandlerFunc }

// newTus sets the library up. It only speaks the protocol: who may do what, and where bytes go, is the workflow's.
func newTus(t Transfers) (tusHandlers, error) {
	composer := tusd.NewStoreComposer()
	composer.UseCore(tusStore{t})
	composer.UseTerminater(tusStore{t})
	h, err := tusd.NewUnroutedHandler(tusd.Config{
		StoreComposer: composer, BasePath: transferPath, MaxSize: t.Most(), DisableDownload: true, DisableConcatenation: true,
		Cors:   &tusd.CorsConfig{Disable: true},
		Logger: xslog.New(xslog.NewTextHandler(io.Discard, nil)), // requests are logged once, at the edge
	})
	if err != nil {
		return tusHandlers{}, err //nolint:wrapcheck // the caller says what failed
	}
	use := func(f http.HandlerFunc) http.HandlerFunc { return h.Middleware(f).ServeHTTP }
	return tusHandlers{use(h.PostFile), use(h.HeadFile), use(h.PatchFile), use(h.DelFile), use(nil)}, nil
}

// tusCall is one request of the protocol, and what the workflow said to it.
type tusCall struct {
	caller   identity.Caller
	cancel   context.CancelFunc
	transfer *review.Transfer
	err      error
}

// fault is what went wrong: the workflow's own word where it has one.
func (t *tusCall) fault(out *answered) error {
	if t.err != nil {
		return t.err
	}
	return tusFault(out.status, strings.TrimSpace(out.said.String()))
}

// keep notes what the workflow said.
func (t *tusCall) keep(x *review.Transfer, err error) error {
	if err != nil {
		t.err = err
		return err
	}
	t.transfer = x
	return nil
}

type tusKey struct{}

func tusCallOf(ctx context.Context) *tusCall {
	t, _ := ctx.Value(tusKey{}).(*tusCall)
	return t
}

// tusRequest is Fiber's request as the library wants it: the body streams, and only headers of the protocol are in it.
func tusRequest(c *fiber.Ctx) (*http.Request, *tusCall) {
	call := &tusCall{caller: callerOf(c.UserContext())}
	ctx, cancel := context.WithCancel(context.WithValue(c.UserContext(), tusKey{}, call))
	call.cancel = cancel
	r := &http.Request{
		Method: c.Method(), Host: c.Hostname(), URL: &url.URL{Path: "/" + c.Params("id")}, Header: http.Header{}, Body: io.NopCloser(bodyOf(c)),
		ContentLength: int64(c.Request().Header.ContentLength()), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	for _, name := range []string{"Tus-Resumable", "Upload-Length", "Upload-Offset", "Upload-Metadata", "Upload-Defer-Length", "Content-Type"} {
		if v := c.Get(name); v != "" {
			r.Header.Set(name, v)
		}
	}
	return r.WithContext(ctx), call
}

// answered collects the library's answer, which has headers and, when it refuses, a word.
type answered struct {
	header http.Header
	status int
	said   strings.Builder
}

// Header is the answer's header.
func (a *answered) Header() http.Header { return a.header }

// WriteHeader sets the status.
func (a *answered) WriteHeader(status int) { a.status = status }

// Write takes what is said in the body.
func (a *answered) Write(p []byte) (int, error) { return a.said.Write(p) } //nolint:wrapcheck // it never fails

// send gives the answer to Fiber. Location is without the host, which a proxy may know better.
func (a *answered) send(c *fiber.Ctx) error {
	for name, values := range a.header {
		switch {
		case name == fiber.HeaderContentLength || len(values) == 0:
			continue
		case name == fiber.HeaderLocation:
			if u, err := url.Parse(values[0]); err == nil {
				values = []string{u.Path}
			}
		}
		c.Set(name, values[0])
	}
	return c.SendStatus(a.status) //nolint:wrapcheck // nothing to add
}

// tusStore lets the library reach the workflow.
type tusStore struct{ Transfers }

// NewUpload begins a transfer.
func (s tusStore) NewUpload(ctx context.Context, info tusd.FileInfo) (tusd.Upload, error) {
	call := tusCallOf(ctx)
	meta := info.MetaData
	if meta["vendor"] == "" {
		return nil, call.keep(nil, fault.New(fault.Invalid, "Upload-Metadata: name the vendor, as the pair vendor and the vendor's id in base64"))
	}
	in := review.UploadInput{Kind: review.DocumentKind(meta["kind"]), Name: meta["filename"], Confirmation: meta["permission"]}
	t, err := s.Begin(ctx, call.caller, meta["vendor"], in, info.Size)
	if err := call.keep(&t, err); err != nil {
		return nil, err
	}
	return &tusUpload{s, call, t}, nil
}

// GetUpload finds one.
func (s tusStore) GetUpload(ctx context.Context, id string) (tusd.Upload, error) {
	call := tusCallOf(ctx)
	t, err := s.Transfer(ctx, call.caller, id)
	if err := call.keep(&t, err); err != nil {
		return nil, err
	}
	return &tusUpload{s, call, t}, nil
}

// AsTerminatableUpload is the upload, which can be thrown away.
func (s tusStore) AsTerminatableUpload(u tusd.Upload) tusd.TerminatableUpload {
	return u.(*tusUpload) //nolint:forcetypeassert,errcheck // the library gives back what it got
}

// tusUpload is a transfer as the library sees it.
type tusUpload struct {
	store tusStore
	call  *tusCall
	now   review.Transfer
}

// WriteChunk takes bytes in.
func (u *tusUpload) WriteChunk(ctx context.Context, offset int64, src io.Reader) (int64, error) {
	n, err := u.store.Receive(ctx, u.call.caller, u.now.ID, offset, src)
	u.now.Offset += n
	return n, u.call.keep(&u.now, err)
}

// GetInfo tells how far it is.
func (u *tusUpload) GetInfo(context.Context) (tusd.FileInfo, error) {
	return tusd.FileInfo{ID: u.now.ID, Size: u.now.Size, Offset: u.now.Offset}, nil
}

// GetReader is not for this: documents are read where documents are.
func (u *tusUpload) GetReader(context.Context) (io.ReadCloser, error) { return nil, tusd.ErrNotFound }

// FinishUpload does nothing: a file becomes a document after the library is done, so that what failed can be finished later.
func (u *tusUpload) FinishUpload(context.Context) error { return nil }

// Terminate throws it away.
func (u *tusUpload) Terminate(ctx context.Context) error {
	return u.call.keep(&u.now, u.store.Abandon(ctx, u.call.caller, u.now.ID))
}
