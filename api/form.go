package api

import (
	"errors"
	"io"
	"mime/multipart"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/gofiber/fiber/v2"
)

// UploadItem is what became of one file of several.
type UploadItem struct {
	Name   string        `json:"name"`
	Result *UploadOutput `json:"result,omitempty"`
	Error  *UploadError  `json:"error,omitempty"`
}

// UploadItems is what became of several files.
type UploadItems struct {
	Items []UploadItem `json:"items"`
}

// UploadError is why a file of several was not taken.
type UploadError struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
}

const (
	mostFiles = 100
	mostField = 4 << 10
)

// uploadForm takes the files of a form one after the other. What fails in one does not stop the others, as long as the form can be read.
func (s *server) uploadForm(c *fiber.Ctx, caller identity.Caller, vendor string, in review.UploadInput, boundary string) error {
	c.Context().SetConnectionClose() // a form may end before its body does
	if boundary == "" {
		return fault.New(fault.BadRequest, "the form has no boundary")
	}
	parts := multipart.NewReader(bodyOf(c), boundary)
	var items []UploadItem
	var first error
	var only review.Uploaded
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return broken(err)
		}
		if part.FormName() != "file" {
			if err := field(part, &in); err != nil {
				return err
			}
			continue
		}
		if len(items) == mostFiles {
			return fault.New(fault.TooLarge, "a form may have at most %d files; send the others in another", mostFiles)
		}
		in.Name = part.FileName()
		out, err := s.Documents.Upload(c.UserContext(), caller, vendor, in, part)
		if err != nil && fault.Is(err, fault.BadRequest) {
			return broken(err)
		}
		items = append(items, s.item(c, in.Name, &out, err))
		if err != nil && first == nil {
			first = err
		}
		only = out
	}
	switch {
	case len(items) == 0:
		return fault.New(fault.BadRequest, "the form has no field file")
	case len(items) == 1 && first != nil:
		return first
	case len(items) == 1:
		return answer(c, &only)
	}
	return c.Status(fiber.StatusAccepted).JSON(UploadItems{items}) //nolint:wrapcheck // nothing to add
}

// item tells what became of a file. What is no fault of the file's is logged here, and told in general.
func (s *server) item(c *fiber.Ctx, name string, out *review.Uploaded, err error) UploadItem {
	i := UploadItem{Name: review.CleanName(name)}
	if err != nil {
		p := s.told(c.UserContext(), err)
		i.Error = &UploadError{p.Code, p.Detail}
		return i
	}
	u := uploadOutput(out)
	i.Result = &u
	return i
}

// field reads a field that is no file.
func field(part *multipart.Part, in *review.UploadInput) error {
	raw, err := io.ReadAll(io.LimitReader(part, mostField+1))
	switch {
	case err != nil:
		return broken(err)
	case len(raw) > mostField:
		return fault.New(fault.Invalid, "%s: at most %d characters", part.FormName(), mostField)
	}
	switch part.FormName() {
	case "kind":
		in.Kind = review.DocumentKind(raw)
	case "review":
		in.ReviewID = string(raw)
	case "issued_on":
		in.Dates.IssuedOn = string(raw)
	case "valid_from":
		in.Dates.ValidFrom = string(raw)
	case "valid_until":
		in.Dates.ValidUntil = string(raw)
	case "permission":
		in.Confirmation = string(raw)
	}
	return nil
}

func broken(err error) error {
	return fault.Wrap(err, fault.BadRequest, "the form broke off before its end, or is no form; send it again")
}
