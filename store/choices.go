package store

import (
	"context"
	"fmt"

	"countersign/review"

	"gorm.io/gorm"
)

// of limits a query to the people of an audience.
func of(g *gorm.DB, a review.Audience) *gorm.DB {
	return g.Where("NOT disabled AND (unit IS NULL OR unit = ?) AND (role IN ? OR (role IN ? AND id = ?))", a.Unit, a.Roles, a.OwnRoles, a.Owner)
}

func choiceOf(r *userRow) review.Choice { return review.Choice{ID: r.ID, Name: r.Name} }

// Choices lists the people of an audience.
func (r *Reviews) Choices(ctx context.Context, a review.Audience, q review.Query) (review.Page[review.Choice], error) {
	l := list{fields: map[string]field{"name": {column: "name"}}, search: []string{"name"}}
	return page(l, of(r.db.read.WithContext(ctx).Model(&userRow{}), a), q, choiceOf, func(u *userRow) string { return u.ID })
}

// Among are those of the people who belong to an audience.
func (t *tx) Among(a review.Audience, ids []string) ([]review.Choice, error) {
	var rows []userRow
	if err := of(t.g, a).Where("id IN ?", ids).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot look for people: %w", err)
	}
	out := make([]review.Choice, len(rows))
	for i := range rows {
		out[i] = choiceOf(&rows[i])
	}
	return out, nil
}
