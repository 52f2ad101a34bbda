package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"countersign/fault"
	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// Answers keeps the answers to requests that came with an Idempotency-Key, for all servers alike.
type Answers interface {
	// Claim is nil for the first request with a key, which is under way from then on; else it is the answer to the first.
	Claim(ctx context.Context, k review.AnswerKey, request string, at time.Time) (*review.Answer, error)
	Keep(ctx context.Context, k review.AnswerKey, a review.Answer) error
	Drop(ctx context.Context, k review.AnswerKey) error
}

const (
	mostKey     = 200
	mostAddress = 500
)

// keyed lets a POST be sent again with its Idempotency-Key. Not those of accounts and passwords: what came with them, or the answer, holds
// secrets, which are kept nowhere.
func (s *server) keyed(op *huma.Operation, action identity.Action) {
	switch action {
	case open, identity.ReadSelf, identity.ManagePeople, identity.ManageOwnTokens, identity.UploadDocument:
		return
	default:
	}
	if op.Method != http.MethodPost {
		return
	}
	op.Parameters = append(op.Parameters, param("header", "Idempotency-Key", "A request sent again with the same key is answered as the first was", false))
	op.Errors = append(op.Errors, http.StatusConflict, http.StatusUnprocessableEntity)
	s.app.Post(strings.NewReplacer("{", ":", "}", "").Replace(op.Path), s.idempotent)
}

// idempotent lets a request that is sent twice with the same key be done once. It stands before JSON routes that change something.
func (s *server) idempotent(c *fiber.Ctx) error {
	if c.Get("Idempotency-Key") == "" || callerOf(c.UserContext()).Kind == "" {
		return c.Next() //nolint:wrapcheck // the chain's own
	}
	raw, err := io.ReadAll(io.LimitReader(bodyOf(c), jsonBody+1))
	if err != nil {
		return fault.Wrap(err, fault.BadRequest, "the request broke off before its end; send it again")
	}
	c.Request().SetBodyStream(bytes.NewReader(raw), len(raw))
	return s.once(c, c.Get(fiber.HeaderIfMatch)+"\n"+string(raw), func(claim review.Claim) error {
		c.SetUserContext(review.WithClaim(c.UserContext(), claim))
		return c.Next()
	})
}

// idempotentPlain does the same for a route whose body streams: it is known by its headers.
func (s *server) idempotentPlain(h func(*fiber.Ctx, identity.Caller) error) func(*fiber.Ctx, identity.Caller) error {
	return func(c *fiber.Ctx, caller identity.Caller) error {
		if c.Get("Idempotency-Key") == "" {
			return h(c, caller)
		}
		media, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";") // the boundary of a form differs each time
		head := fmt.Sprintf("%d %s %s %s", c.Request().Header.ContentLength(), media, c.Get(fiber.HeaderContentDisposition), c.Get("Reading-Permission"))
		// The change goes without the claim: a file that is sent twice is known by its content, and a form may make several changes.
		return s.once(c, head, func(review.Claim) error { return h(c, caller) })
	}
}

// once does a request, or answers as before. Only what was done is kept: a request that failed may be sent again with the same key.
func (s *server) once(c *fiber.Ctx, request string, do func(review.Claim) error) error {
	ctx, caller := c.UserContext(), callerOf(c.UserContext())
	k := review.AnswerKey{Caller: caller.Kind + ":" + caller.ID, Route: c.Method() + " " + named(c.OriginalURL()), Key: c.Get("Idempotency-Key")}
	if len(k.Key) > mostKey {
		return fault.New(fault.Invalid, "Idempotency-Key: at most %d characters", mostKey)
	}
	sum := sha256.Sum256([]byte(request))
	hash := hex.EncodeToString(sum[:])
	now := s.Now().UTC().Truncate(time.Microsecond)
	had, err := s.Answers.Claim(ctx, k, hash, now)
	if had != nil {
		s.readOut(c)
	}
	switch {
	case err != nil:
		return err //nolint:wrapcheck // it says what failed
	case had != nil && had.Request != hash:
		c.Context().SetConnectionClose()
		return fault.New(fault.ReusedKey, "this Idempotency-Key came with another request before; take a new one for each")
	case had != nil && had.Status == review.Done && now.Sub(had.At) > review.ClaimLost:
		c.Context().SetConnectionClose()
		return fault.New(fault.AnswerLost, "the first request with this Idempotency-Key was carried out, but its answer is lost; load what it made")
	case had != nil && had.Status <= review.Done:
		c.Context().SetConnectionClose()
		return fault.New(fault.IllegalMove, "the first request with this Idempotency-Key is still under way; wait for its answer")
	case had != nil:
		return replay(c, had)
	}
	err = do(review.Claim{AnswerKey: k, At: now})
	status := c.Response().StatusCode()
	if err != nil || status >= fiber.StatusMultipleChoices {
		if lost := s.Answers.Drop(ctx, k); lost != nil {
			s.Log.WarnContext(ctx, "key not dropped", "error", lost)
		}
		return err
	}
	a := review.Answer{Request: hash, Status: status, Headers: map[string]string{}, Body: bytes.Clone(c.Response().Body())}
	for _, name := range []string{fiber.HeaderContentType, fiber.HeaderETag, fiber.HeaderLocation} {
		if v := c.GetRespHeader(name); v != "" {
			a.Headers[name] = v
		}
	}
	if err := s.Answers.Keep(ctx, k, a); err != nil { // the request was done; the client shall know
		s.Log.WarnContext(ctx, "answer not kept", "error", err)
	}
	return nil
}

// named is an address as it stands in the key of a table, which is not made for long ones.
func named(address string) string {
	if len(address) <= mostAddress {
		return address
	}
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:])
}

// readOut reads the body of a request that is answered without it: a client that is still sending when the line ends never sees the answer,
// and what came with a key before is no more than this server takes.
func (s *server) readOut(c *fiber.Ctx) {
	most := int64(jsonBody)
	if s.Documents != nil {
		most += s.Documents.Most()
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(bodyOf(c), most)) // whatever is left ends with the line
}

// replay answers as the first request was answered.
func replay(c *fiber.Ctx, a *review.Answer) error {
	c.Context().SetConnectionClose() // the body of this one was not read
	for name, value := range a.Headers {
		c.Set(name, value)
	}
	c.Set("Idempotent-Replay", "true")
	return c.Status(a.Status).Send(a.Body) //nolint:wrapcheck // nothing to add
}
