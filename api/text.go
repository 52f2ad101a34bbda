package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"strings"
	"unicode/utf8"

	"countersign/fault"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// legible refuses addresses and headers that are no text and would be looked for or kept as such: not every database takes them, and none
// of them has anything by such a name.
func legible(c *fiber.Ctx) error {
	bad := !keepable(string(c.Request().URI().Path()))
	c.Request().URI().QueryArgs().VisitAll(func(name, value []byte) {
		bad = bad || !keepable(string(name)) || !keepable(string(value))
	})
	for _, name := range []string{"Idempotency-Key", "Reading-Permission"} {
		bad = bad || !keepable(c.Get(name))
	}
	if bad {
		return fault.New(fault.Invalid, "the address or a header holds bytes that are no text; send UTF-8 without NUL")
	}
	return c.Next() //nolint:wrapcheck // the chain's own
}

// keepable tells whether a text can be kept by every database.
func keepable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// formats are how bodies are read: JSON only, and strictly. The standard library would put a replacement sign where bytes are no text.
func formats() map[string]huma.Format {
	strict := huma.Format{
		Marshal: func(w io.Writer, v any) error {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			return enc.Encode(v)
		},
		Unmarshal: func(data []byte, v any) error {
			switch {
			case !utf8.Valid(data):
				return errors.New("this is no UTF-8")
			case bytes.IndexByte(data, 0) >= 0:
				return errors.New("it broke off before its end, or is no JSON")
			case holdsNUL(data):
				return errors.New("a text holds NUL (\\u0000), which cannot be kept")
			}
			return json.Unmarshal(data, v)
		},
	}
	return map[string]huma.Format{"application/json": strict, "json": strict}
}

// sound is a request whose body cannot fail to be read: the framework would call that a defect of the server's. Where a body breaks off, or is
// not in pieces as its header says, a byte stands that makes it no JSON.
type sound struct{ asked }

type asked = huma.Context // under a name that is none of its methods

// Unwrap is the request itself.
func (s sound) Unwrap() huma.Context { return s.asked }

// BodyReader is the body.
func (s sound) BodyReader() io.Reader {
	if r := s.asked.BodyReader(); r != nil {
		return &marked{r: r}
	}
	return nil
}

// marked ends with a zero byte where the reader fails.
type marked struct {
	r     io.Reader
	ended bool
}

func (m *marked) Read(p []byte) (int, error) {
	if m.ended || len(p) == 0 {
		return 0, io.EOF
	}
	n, err := m.r.Read(p)
	var late net.Error
	if err == nil || errors.Is(err, io.EOF) || errors.As(err, &late) && late.Timeout() {
		return n, err //nolint:wrapcheck // the stream's own
	}
	m.ended = true
	p[0] = 0
	return 1, nil
}

// holdsNUL tells whether JSON has an escaped NUL in it. A backslash that is itself escaped begins no escape.
func holdsNUL(data []byte) bool {
	for {
		at := bytes.IndexByte(data, '\\')
		if at < 0 || at+1 == len(data) {
			return false
		}
		if bytes.HasPrefix(data[at:], []byte(`\u0000`)) {
			return true
		}
		data = data[at+2:]
	}
}
