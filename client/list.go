package client

import (
	"context"
	"iter"
	"maps"
	"net/http"
	"net/url"
)

const largestPage = "200"

// each walks a list, page by page. It ends with the first error.
func each[T any](ctx context.Context, c *Client, path string, where url.Values) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		query := maps.Clone(where)
		if query.Get("limit") == "" {
			query.Set("limit", largestPage)
		}
		for {
			var page Page[T]
			if _, err := c.call(ctx, http.MethodGet, path+"?"+query.Encode(), nil, &page); err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			query.Set("cursor", page.Next)
		}
	}
}
