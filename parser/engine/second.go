package engine

import (
	"bytes"
	"fmt"

	"github.com/ledongthuc/pdf"
)

// Second is the independent reader. It is slower, opens fewer files and can panic, hang or take much memory on damaged ones, so
// it runs only inside the sandbox, after the first reader, and its silence means nothing.
type Second struct{ r *pdf.Reader }

// OpenSecond opens the file with an empty password, the only kind that the second reader handles.
func OpenSecond(data []byte) (s *Second, err error) {
	defer func() {
		if p := recover(); p != nil {
			s, err = nil, fmt.Errorf("the second reader panicked on opening: %v", p)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("cannot open with the second reader: %w", err)
	}
	return &Second{r}, nil
}

// Text is the plain text of page n (from 1). Words of separate text moves may be glued together.
func (s *Second) Text(n int) (text string, err error) {
	defer func() {
		if p := recover(); p != nil {
			text, err = "", fmt.Errorf("the second reader panicked on page %d: %v", n, p)
		}
	}()
	page := s.r.Page(n)
	if page.V.IsNull() {
		return "", fmt.Errorf("the second reader has no page %d", n)
	}
	text, err = page.GetPlainText(nil)
	if err != nil {
		return "", fmt.Errorf("cannot read page %d with the second reader: %w", n, err)
	}
	return text, nil
}
