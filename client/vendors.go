package client

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"countersign/fault"
)

// Vendor is a vendor by its id.
func (c *Client) Vendor(ctx context.Context, id string) (v Vendor, err error) {
	_, err = c.call(ctx, http.MethodGet, "/vendors/"+url.PathEscape(id), nil, &v)
	return v, err
}

// FindVendor is the vendor with this id or, whatever the case of its letters, this name. Errors: not-found; its message names vendors whose
// names hold the same words.
func (c *Client) FindVendor(ctx context.Context, idOrName string) (Vendor, error) {
	v, err := c.Vendor(ctx, idOrName)
	switch {
	case err == nil && v.ID == idOrName: // a name such as ".." leads to something else
		return v, nil
	case err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Invalid):
		return v, err
	}
	var near []string
	for v, err := range each[Vendor](ctx, c, "/vendors", url.Values{"search": {idOrName}}) {
		if err != nil {
			return Vendor{}, err
		}
		if strings.EqualFold(v.Name, idOrName) {
			return v, nil
		}
		if len(near) < mostNear {
			near = append(near, v.Name)
		}
	}
	if len(near) > 0 {
		return Vendor{}, fault.New(fault.NotFound, "there is no vendor %q; there are: %s", idOrName, strings.Join(near, ", "))
	}
	return Vendor{}, fault.New(fault.NotFound, "there is no vendor %q that you may see", idOrName)
}

const mostNear = 5

// CreateVendor adds a vendor. Errors: already-exists.
func (c *Client) CreateVendor(ctx context.Context, name string) (v Vendor, err error) {
	_, err = c.call(ctx, http.MethodPost, "/vendors", map[string]string{"name": name}, &v, "Idempotency-Key", NewKey())
	return v, err
}
