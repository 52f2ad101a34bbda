package api

import (
	"context"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// Transfers is what resumable uploads need of the workflow.
type Transfers interface {
	Most() int64
	Begin(ctx context.Context, c identity.Caller, vendorID string, in review.UploadInput, size int64) (review.Transfer, error)
	Transfer(ctx context.Context, c identity.Caller, id string) (review.Transfer, error)
	Receive(ctx context.Context, c identity.Caller, id string, offset int64, r io.Reader) (int64, error)
	Finish(ctx context.Context, c identity.Caller, id string) (review.Uploaded, error)
	Abandon(ctx context.Context, c identity.Caller, id string) error
}

// TransferOutput is how far a resumable upload is.
type TransferOutput struct {
	ID        string        `json:"id"`
	VendorID  string        `json:"vendor_id"`
	Name      string        `json:"name"`
	Size      int64         `json:"size" doc:"Bytes of the whole file"`
	Offset    int64         `json:"offset" doc:"Bytes that are here"`
	ExpiresAt time.Time     `json:"expires_at" doc:"What is not whole by then is thrown away"`
	Result    *UploadOutput `json:"result,omitempty" doc:"Once the file is whole: what became of it"`
}

const transferPath = "/api/v1/uploads"

// transferRoutes speak tus 1.0.0 (https://tus.io/protocols/resumable-upload), core with creation, creation-with-upload, termination and
// expiration.
func (s *server) transferRoutes() {
	if s.Transfers == nil {
		return
	}
	t, err := newTus(s.Transfers)
	if err != nil { // only settings that are wrong in this program; without them there are no such routes
		s.Log.Error("resumable uploads are not offered", "error", err)
		return
	}
	one, of := transferPath+"/:id", transferPath+"/{id}"
	version := param("header", "Tus-Resumable", "1.0.0", true)
	id := param("path", "id", "Of the upload", true)
	op := func(name, method, path, summary, about string, status int, answer string, params []*huma.Param, errors ...int) huma.Operation {
		return huma.Operation{
			OperationID: name, Method: method, Path: path, Summary: summary, Description: about, Tags: []string{"uploads"}, Parameters: params,
			Responses: map[string]*huma.Response{strconv.Itoa(status): {Description: answer}}, Errors: errors,
		}
	}
	const twisted = http.StatusPreconditionFailed
	s.plain(op("begin-upload", http.MethodPost, transferPath, "Begin a resumable upload (tus)",
		"Upload-Metadata names the vendor (`vendor`), and may give `filename`, `kind` and `permission`, each as base64.", http.StatusCreated, "Location is where the bytes go",
		[]*huma.Param{
			version, param("header", "Upload-Length", "Bytes of the whole file", true), param("header", "Upload-Metadata", "Pairs as tus writes them", true),
		}, http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, twisted, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
		http.StatusServiceUnavailable),
		transferPath, identity.UploadDocument, s.tus(t.post))
	s.plain(op("offer-uploads", http.MethodOptions, transferPath, "Ask what of tus is spoken here", "", http.StatusOK, "Tus-Version, Tus-Extension and Tus-Max-Size", nil),
		transferPath, identity.UploadDocument, s.tus(t.options))
	s.plain(op("find-upload", http.MethodHead, of, "Ask how far a resumable upload is (tus)", "", http.StatusOK, "Upload-Offset is where to go on",
		[]*huma.Param{id}, http.StatusNotFound, http.StatusUnsupportedMediaType, http.StatusServiceUnavailable), one, identity.UploadDocument, s.tus(t.head))
	s.plain(op("go-on-upload", http.MethodPatch, of, "Send bytes of a resumable upload (tus)",
		"The body is application/offset+octet-stream. With the last bytes the file becomes a document: Document-Id and Review-Id tell which.", http.StatusNoContent, "Upload-Offset is where to go on",
		[]*huma.Param{id, version, param("header", "Upload-Offset", "Where these bytes belong", true)},
		http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, twisted, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType,
		http.StatusServiceUnavailable),
		one, identity.UploadDocument, s.tus(t.patch))
	s.plain(op("abandon-upload", http.MethodDelete, of, "Throw a resumable upload away (tus)", "A document that it became stays.", http.StatusNoContent, "It is gone",
		[]*huma.Param{id, version}, http.StatusNotFound, twisted), one, identity.UploadDocument, s.tus(t.del))
	get := op("get-upload", http.MethodGet, of, "Get a resumable upload and what became of it", "", http.StatusOK, "How far it is", []*huma.Param{id}, http.StatusNotFound,
		http.StatusUnsupportedMediaType, http.StatusServiceUnavailable)
	get.Responses["200"].Content = map[string]*huma.MediaType{
		"application/json": {Schema: s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[TransferOutput](), true, "TransferOutput")},
	}
	s.plain(get, one, identity.UploadDocument, s.getTransfer)
}

func (s *server) getTransfer(c *fiber.Ctx, caller identity.Caller) error {
	t, err := s.Transfers.Transfer(c.UserContext(), caller, c.Params("id"))
	if err != nil {
		return err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	out := TransferOutput{ID: t.ID, VendorID: t.VendorID, Name: t.Name, Size: t.Size, Offset: t.Offset, ExpiresAt: t.ExpiresAt}
	if t.Whole() {
		u, err := s.Transfers.Finish(c.UserContext(), caller, t.ID)
		if err != nil {
			return err //nolint:wrapcheck // the workflow's errors say what could not be done
		}
		result := uploadOutput(&u)
		out.Result = &result
	}
	return c.JSON(out) //nolint:wrapcheck // nothing to add
}

// tus answers a request of the protocol through its library. Once all bytes are here, the file becomes a document: with the request that
// brings the last of them, or, if that failed, with the next one that asks.
func (s *server) tus(do http.HandlerFunc) func(*fiber.Ctx, identity.Caller) error {
	return func(c *fiber.Ctx, caller identity.Caller) error {
		if err := length(c, s.Transfers.Most()); err != nil {
			return err
		}
		out := &answered{header: http.Header{}}
		in, called := tusRequest(c)
		defer called.cancel()
		do(out, in)
		if out.status >= fiber.StatusBadRequest {
			c.Context().SetConnectionClose() // what was not read of the body must not be taken for another request
			return called.fault(out)
		}
		if called.transfer != nil && called.transfer.Whole() && c.Method() != fiber.MethodDelete {
			u, err := s.Transfers.Finish(c.UserContext(), caller, called.transfer.ID)
			if err != nil {
				return err //nolint:wrapcheck // the workflow's errors say what could not be done
			}
			out.header.Set("Document-Id", u.Document.ID)
			if u.Review != nil {
				out.header.Set("Review-Id", u.Review.ID)
			}
		}
		if called.transfer != nil {
			out.header.Set("Upload-Expires", since(called.transfer.ExpiresAt))
		}
		return out.send(c)
	}
}

// tusFault is a fault for what the library refused by itself.
func tusFault(status int, said string) error {
	switch status {
	case http.StatusPreconditionFailed:
		return fault.New(fault.WrongProtocol, "this speaks tus 1.0.0: send Tus-Resumable: 1.0.0")
	case http.StatusConflict:
		return fault.New(fault.IllegalMove, "the upload is at another byte than Upload-Offset says; ask where it is (HEAD), and go on from there")
	case http.StatusRequestEntityTooLarge:
		return review.TooLarge() //nolint:wrapcheck // it is coded
	case http.StatusNotFound:
		return fault.New(fault.NotFound, "there is no such upload")
	}
	if status < http.StatusInternalServerError {
		return fault.New(fault.BadRequest, "%s", said)
	}
	return fault.New(fault.Internal, "the upload cannot go on; ask where it is (HEAD), and try again")
}
