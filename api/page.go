package api

import (
	"countersign/fault"

	"github.com/gofiber/fiber/v2"
)

// Page is the browser's side.
type Page interface {
	// Routes are the patterns of its addresses.
	Routes() []string
	// Serve answers an address; have is the If-None-Match of the request. A status of 404 means that it has no such file.
	Serve(path, have string) (status int, header map[string]string, body []byte)
}

// pageRoutes serve the page. Its own headers go over those that every answer carries.
func (s *server) pageRoutes() {
	if s.Page == nil {
		return
	}
	for _, route := range s.Page.Routes() {
		s.app.Get(route, func(c *fiber.Ctx) error {
			status, header, body := s.Page.Serve(c.Path(), c.Get(fiber.HeaderIfNoneMatch))
			if status == fiber.StatusNotFound {
				return fault.New(fault.NotFound, "there is nothing at this address")
			}
			for name, value := range header {
				c.Set(name, value)
			}
			return c.Status(status).Send(body)
		})
	}
}
