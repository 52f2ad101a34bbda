package api

import (
	"countersign/review"
)

// Listing are the parameters of every list.
type Listing struct {
	Search string `query:"search" maxLength:"200" doc:"Words; each must be found"`
	Sort   string `query:"sort" maxLength:"40" doc:"A field, with a leading - for descending; without it the newest come first"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Cursor string `query:"cursor" maxLength:"2000" doc:"The next value of the page before"`
}

// query joins the parameters with filters by field; empty ones are left out.
func (l *Listing) query(where map[string]string) review.Query {
	kept := map[string]string{}
	for name, value := range where {
		if value != "" {
			kept[name] = value
		}
	}
	return review.Query{Search: l.Search, Where: kept, Sort: l.Sort, Limit: l.Limit, Cursor: l.Cursor}
}
