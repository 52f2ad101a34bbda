package api

import (
	"context"
	"net/http"
	"slices"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// DocumentInput is what people set of a document that is kept.
type DocumentInput struct {
	Kind       string `json:"kind" maxLength:"60"`
	IssuedOn   string `json:"issued_on,omitempty" maxLength:"10" doc:"Civil date"`
	ValidFrom  string `json:"valid_from,omitempty" maxLength:"10" doc:"Civil date; of a bridge letter, the first day for which it speaks"`
	ValidUntil string `json:"valid_until,omitempty" maxLength:"10" doc:"Civil date; the last day"`
	Bridges    string `json:"bridges,omitempty" maxLength:"60" doc:"Of a bridge letter: id of the review; without it, the one whose period ends where the letter begins"`
}

// DocumentFilter are the filters of documents by date and by what they bridge.
type DocumentFilter struct {
	Bridges string `query:"bridges" doc:"Bridge letters of this review"`
	ValidTo string `query:"valid_to" doc:"Valid until this civil date or an earlier one"`
}

func (f *DocumentFilter) where(more map[string]string) map[string]string {
	more["bridges"], more["valid_to"] = f.Bridges, f.ValidTo
	return more
}

type editDocumentIn struct {
	ID string `path:"id" maxLength:"60"`
	IfMatch
	Body DocumentInput
}

func (s *server) editDocumentRoute() {
	route(s, huma.Operation{
		OperationID: "edit-document", Method: http.MethodPut, Path: "/api/v1/documents/{id}", Summary: "Change a document's kind and dates", Tags: []string{"documents"},
		Description: "A document that becomes a report gets its review.",
		Errors:      []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired, http.StatusUnsupportedMediaType},
	}, identity.UploadDocument, s.editDocument)
}

func (s *server) editDocument(ctx context.Context, c identity.Caller, in *editDocumentIn) (*documentOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	d, err := s.Documents.EditDocument(ctx, c, in.ID, version, review.DocumentFields{
		Kind: review.DocumentKind(in.Body.Kind), Bridges: in.Body.Bridges,
		DocumentDates: review.DocumentDates{IssuedOn: in.Body.IssuedOn, ValidFrom: in.Body.ValidFrom, ValidUntil: in.Body.ValidUntil},
	})
	return oneDocument(&d, err)
}

func oneDocument(d *review.Document, err error) (*documentOut, error) {
	if err != nil {
		return nil, err
	}
	return &documentOut{etag(d.Version), *d}, nil
}

// taken are the media types of bodies that are a file. What the file is shows in its content.
func taken(media string) bool {
	return slices.Contains([]string{
		"application/pdf", "application/octet-stream", "image/png", "image/jpeg", "text/plain", "text/markdown",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	}, media)
}
