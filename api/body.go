package api

import (
	"bytes"
	"errors"
	"io"
	"net"

	"countersign/fault"

	"github.com/gofiber/fiber/v2"
)

// body is the stream of a request's body. The server's own stream ends without an error when the line breaks, and must not be read again
// after its end: this one says what is missing, and reads no further.
type body struct {
	r    io.Reader
	left int64 // bytes to come; negative when nobody said how many
	line net.Conn
	err  error
}

func bodyOf(c *fiber.Ctx) io.Reader {
	n := int64(c.Request().Header.ContentLength())
	stream := c.Context().RequestBodyStream()
	switch {
	case n == 0:
		return bytes.NewReader(nil)
	case stream == nil:
		return bytes.NewReader(c.Request().Body())
	}
	return &body{r: stream, left: n, line: c.Context().Conn()}
}

func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.r.Read(p)
	known := b.left >= 0
	if known {
		b.left = max(0, b.left-int64(n))
	}
	switch {
	case err == nil && known && b.left == 0:
		err = io.EOF
	case errors.Is(err, io.EOF) && (known && b.left > 0 || !known && hungUp(b.line)):
		// Of a body in pieces the server does not tell its last piece from a line that broke between two. Who waits for an answer has not
		// hung up; who has, and sent all, sends it again, which is better than half a report that is taken for a whole one.
		err = broke(io.ErrUnexpectedEOF) // and not io.EOF, which whoever reads would take for the end
	case err != nil && !errors.Is(err, io.EOF):
		err = broke(err)
	}
	b.err = err
	return n, err
}

func broke(err error) error {
	return fault.Wrap(err, fault.BadRequest, "the upload broke off before its end; send the file again")
}

// prefetched is how much of a body the server itself reads before anybody looks at the request.
const prefetched = 8 << 10

// unread ends the connection after a request of whose body something may be left on it: what nobody read would be taken for the next
// request, and behind a proxy for somebody else's. It costs one handshake for each large request, and none for the many small ones.
func unread(c *fiber.Ctx) error {
	h := &c.Request().Header
	n := h.ContentLength()
	ignored := c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead // the server does not look for a body there
	if n == -1 || n > prefetched || ignored && (len(h.Peek(fiber.HeaderContentLength)) > 0 || len(h.Peek(fiber.HeaderTransferEncoding)) > 0) {
		c.Context().SetConnectionClose()
	}
	return c.Next() //nolint:wrapcheck // the chain's own
}
