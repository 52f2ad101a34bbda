package api

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// OpenFile opens the bytes of a document by their hash.
type OpenFile func(ctx context.Context, sum string) (f io.ReadSeekCloser, size int64, err error)

func (s *server) fileRoute() {
	pdf := map[string]*huma.MediaType{"application/pdf": {Schema: binary()}, "*/*": {Schema: binary()}}
	s.plain(huma.Operation{
		OperationID: "get-file", Method: http.MethodGet, Path: "/api/v1/documents/{id}/file", Summary: "Get a document's file, or a range of it",
		Tags: []string{"documents"}, Parameters: []*huma.Param{param("path", "id", "Of the document", true), param("header", "Range", "One range of bytes", false)},
		Responses: map[string]*huma.Response{
			"200": {Description: "The file", Content: pdf}, "206": {Description: "The range", Content: pdf}, "304": {Description: "It is the one you have"},
		},
		Errors: []int{http.StatusNotFound, http.StatusRequestedRangeNotSatisfiable, http.StatusServiceUnavailable},
	}, "/api/v1/documents/:id/file", identity.ReadDocuments, s.file)
}

// file streams a document, or a range of it.
func (s *server) file(c *fiber.Ctx, caller identity.Caller) error {
	d, err := s.Documents.Document(c.UserContext(), caller, c.Params("id"))
	if err != nil {
		return err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	tag := `"` + d.SHA256 + `"`
	fileHeaders(c, &d, tag)
	if strings.Contains(c.Get(fiber.HeaderIfNoneMatch), tag) {
		return c.SendStatus(fiber.StatusNotModified) //nolint:wrapcheck // nothing to add
	}
	from, to, part := span(c.Get(fiber.HeaderRange), d.Size)
	if condition := c.Get(fiber.HeaderIfRange); condition != "" && condition != tag {
		part = whole
	}
	if part == beyond {
		c.Set(fiber.HeaderContentRange, "bytes */"+strconv.FormatInt(d.Size, 10))
		return fault.New(fault.RangeBeyond, "the file has %d bytes; ask for a range within", d.Size)
	}
	f, size, err := s.OpenFile(context.WithoutCancel(c.UserContext()), d.SHA256)
	if fault.Is(err, fault.NotFound) { // the document is there, so this is no mistake of whoever asks
		return fault.Wrap(err, fault.Unavailable, "the file of this document is not where it is kept; tell the administrator")
	}
	if err != nil {
		return err
	}
	if part == whole {
		c.Context().SetBodyStream(f, int(size))
		return nil
	}
	if _, err := f.Seek(from, io.SeekStart); err != nil {
		_ = f.Close()
		return fault.Wrap(err, fault.Unavailable, "the file cannot be read now; try again later")
	}
	c.Set(fiber.HeaderContentRange, "bytes "+strconv.FormatInt(from, 10)+"-"+strconv.FormatInt(to, 10)+"/"+strconv.FormatInt(size, 10))
	c.Status(fiber.StatusPartialContent).Context().SetBodyStream(limited{io.LimitReader(f, to-from+1), f}, int(to-from+1))
	return nil
}

// fileHeaders keep a browser from running what an uploaded file may hold.
func fileHeaders(c *fiber.Ctx, d *review.Document, tag string) {
	c.Set(fiber.HeaderContentType, d.MediaType)
	c.Set(fiber.HeaderContentDisposition, disposition(d.Name))
	c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; sandbox")
	c.Set(fiber.HeaderAcceptRanges, "bytes")
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderLastModified, since(d.UploadedAt))
}

// limited is a part of a file that closes the file.
type limited struct {
	io.Reader
	io.Closer
}

type extent int

const (
	whole extent = iota
	partly
	beyond
)

// span reads the Range header. What is not understood, and several ranges at once, is answered with the whole file, as the standard allows.
func span(header string, size int64) (from, to int64, e extent) {
	spec, found := strings.CutPrefix(header, "bytes=")
	first, last, dash := strings.Cut(strings.TrimSpace(spec), "-")
	if !found || !dash || strings.Contains(spec, ",") {
		return 0, 0, whole
	}
	a, errA := position(first)
	b, errB := position(last)
	switch {
	case first == "" && errB == nil: // the last bytes
		from, to = max(0, size-b), size-1
		if b == 0 {
			return 0, 0, beyond
		}
	case errA == nil && last == "":
		from, to = a, size-1
	case errA == nil && errB == nil && a <= b:
		from, to = a, min(b, size-1)
	default:
		return 0, 0, whole
	}
	if from >= size {
		return 0, 0, beyond
	}
	return from, to, partly
}

// position is a number of a range: digits only.
func position(s string) (int64, error) {
	n, err := strconv.ParseUint(s, 10, 63)
	return int64(n), err // it has 63 bits; and that it is none is all that matters
}
