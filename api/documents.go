package api

import (
	"context"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strings"
	"time"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// Documents is what the routes of documents need of the workflow.
type Documents interface {
	Most() int64
	MayUpload(ctx context.Context, c identity.Caller, vendorID string) error
	Upload(ctx context.Context, c identity.Caller, vendorID string, in review.UploadInput, r io.Reader) (review.Uploaded, error)
	Documents(ctx context.Context, c identity.Caller, vendorID string, q review.Query) (review.Page[review.Document], error)
	Document(ctx context.Context, c identity.Caller, id string) (review.Document, error)
	EditDocument(ctx context.Context, c identity.Caller, id string, version int, f review.DocumentFields) (review.Document, error)
}

// UploadOutput is what became of a file.
type UploadOutput struct {
	ID        string `json:"id" doc:"Of the document"`
	ReviewID  string `json:"review_id" doc:"Of the review that was begun; empty when the document is no report"`
	VendorID  string `json:"vendor_id"`
	Duplicate bool   `json:"duplicate" doc:"The vendor had this file before: the ids are those of then, and nothing new was made"`
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	Size      int64  `json:"size"`
	State     string `json:"state"`
	Analysis  string `json:"analysis"`
}

func uploadOutput(u *review.Uploaded) UploadOutput {
	d := &u.Document
	out := UploadOutput{ID: d.ID, VendorID: d.VendorID, Duplicate: u.Duplicate, Kind: string(d.Kind), Name: d.Name, SHA256: d.SHA256, Size: d.Size}
	if u.Review != nil {
		out.ReviewID, out.State, out.Analysis = u.Review.ID, string(u.Review.State), string(u.Review.Analysis)
	}
	return out
}

type (
	documentsIn struct {
		Listing
		ID     string `path:"id" maxLength:"60"`
		Kind   string `query:"kind" doc:"Several by commas"`
		SHA256 string `query:"sha256"`
		DocumentFilter
	}
	documentsOut struct{ Body review.Page[review.Document] }
	documentIn   struct {
		ID string `path:"id" maxLength:"60"`
	}
	documentOut struct {
		ETag string `header:"ETag"`
		Body review.Document
	}
)

func (s *server) documentRoutes() {
	schemas := s.api.OpenAPI().Components.Schemas
	one := map[string]*huma.MediaType{"application/json": {Schema: schemas.Schema(reflect.TypeFor[UploadOutput](), true, "UploadOutput")}}
	accepted := &huma.Response{Description: "Kept; of a report, its reading is queued. Of several files, what became of each", Content: map[string]*huma.MediaType{
		"application/json": {Schema: &huma.Schema{AnyOf: []*huma.Schema{
			one["application/json"].Schema, schemas.Schema(reflect.TypeFor[UploadItems](), true, "UploadItems"),
		}}},
	}}
	s.plain(huma.Operation{
		OperationID: "upload-document", Method: http.MethodPost, Path: "/api/v1/vendors/{id}/documents", Summary: "Upload a document", Tags: []string{"documents"},
		Description: "The file is the body itself, or the field `file` of a form. A form may have several files: then the answer is {\"items\": […]}, one for each, with an `error` for those that were not taken; fields count for the files behind them. Reports are PDF files; other documents may also be PNG, JPEG, plain text, Markdown or Word (.docx) files. What a file is shows in its content.",
		Parameters: []*huma.Param{
			param("path", "id", "Of the vendor", true), param("query", "kind", "What it is; without it what the review waits for, or soc2-report", false),
			param("query", "review", "Id of the review that waits for this report; of a bridge letter, the review whose period it bridges", false),
			param("query", "issued_on", "Civil date", false), param("query", "valid_from", "Civil date", false), param("query", "valid_until", "Civil date", false),
			param("header", "Content-Disposition", "Of a file that is the body: its name", false),
			param("header", "Reading-Permission", "On what ground the file may be read by a machine although copying is switched off in it", false),
			idempotencyKey(),
		},
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/pdf": {Schema: binary()}, "application/octet-stream": {Schema: binary()},
			"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{
				"kind": {Type: huma.TypeString}, "review": {Type: huma.TypeString}, "issued_on": {Type: huma.TypeString},
				"valid_from": {Type: huma.TypeString}, "valid_until": {Type: huma.TypeString}, "permission": {Type: huma.TypeString}, "file": binary(),
			}}},
		}},
		Responses: map[string]*huma.Response{"202": accepted, "200": {Description: "The vendor has this file already", Content: one}},
		Errors: []int{
			http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
			http.StatusServiceUnavailable,
		},
	}, "/api/v1/vendors/:id/documents", identity.UploadDocument, s.idempotentPlain(s.upload))
	route(s, huma.Operation{
		OperationID: "list-documents", Method: http.MethodGet, Path: "/api/v1/vendors/{id}/documents", Summary: "List a vendor's documents",
		Tags: []string{"documents"}, Errors: []int{http.StatusNotFound},
	}, identity.ReadDocuments, s.listDocuments)
	route(s, huma.Operation{
		OperationID: "get-document", Method: http.MethodGet, Path: "/api/v1/documents/{id}", Summary: "Get a document", Tags: []string{"documents"},
		Errors: []int{http.StatusNotFound},
	}, identity.ReadDocuments, s.getDocument)
	s.editDocumentRoute()
	s.fileRoute()
}

func (s *server) listDocuments(ctx context.Context, c identity.Caller, in *documentsIn) (*documentsOut, error) {
	page, err := s.Documents.Documents(ctx, c, in.ID, in.query(in.where(map[string]string{"kind": in.Kind, "sha256": in.SHA256})))
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &documentsOut{page}, nil
}

func (s *server) getDocument(ctx context.Context, c identity.Caller, in *documentIn) (*documentOut, error) {
	d, err := s.Documents.Document(ctx, c, in.ID)
	return oneDocument(&d, err)
}

// upload takes a file, or a form with files, as a stream.
func (s *server) upload(c *fiber.Ctx, caller identity.Caller) error {
	const form = 1 << 20 // what a form may add to its file
	vendor := c.Params("id")
	in := review.UploadInput{Kind: review.DocumentKind(c.Query("kind")), Confirmation: c.Get("Reading-Permission"), ReviewID: c.Query("review")}
	in.Dates = review.DocumentDates{IssuedOn: c.Query("issued_on"), ValidFrom: c.Query("valid_from"), ValidUntil: c.Query("valid_until")}
	media, params, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil {
		media = ""
	}
	if err := s.Documents.MayUpload(c.UserContext(), caller, vendor); err != nil {
		c.Context().SetConnectionClose()
		return err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	switch {
	case media == "multipart/form-data":
		return s.uploadForm(c, caller, vendor, in, params["boundary"])
	case !taken(media):
		c.Context().SetConnectionClose()
		return fault.New(fault.WrongMediaType, "send the file itself as application/pdf or application/octet-stream, or a form (multipart/form-data) with the field file")
	}
	if err := length(c, s.Documents.Most()+form); err != nil {
		return err
	}
	if _, params, err := mime.ParseMediaType(c.Get(fiber.HeaderContentDisposition)); err == nil {
		in.Name = params["filename"]
	}
	out, err := s.Documents.Upload(c.UserContext(), caller, vendor, in, bodyOf(c))
	if err != nil {
		c.Context().SetConnectionClose() // what was not read of the body must not be taken for another request
		return err                       //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return answer(c, &out)
}

func answer(c *fiber.Ctx, u *review.Uploaded) error {
	status := fiber.StatusAccepted
	if u.Duplicate {
		status = fiber.StatusOK
	}
	return c.Status(status).JSON(uploadOutput(u)) //nolint:wrapcheck // nothing to add
}

// disposition names a file for browsers, which keep it and do not show it. Names of other alphabets go in the encoded form.
func disposition(name string) string {
	if d := mime.FormatMediaType("attachment", map[string]string{"filename": name}); d != "" {
		return d
	}
	return "attachment"
}

// since is an instant as headers carry it.
func since(t time.Time) string { return strings.Replace(t.UTC().Format(time.RFC1123), "UTC", "GMT", 1) }
