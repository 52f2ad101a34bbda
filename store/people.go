package store

import (
	"context"
	"fmt"
	"time"

	"countersign/identity"
	"countersign/review"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// People keeps people and how they prove who they are: it is an identity.Store.
type People struct{ db *DB }

// People is the view of the database that package identity has.
func (db *DB) People() *People { return &People{db} }

// Change runs f in one transaction.
func (p *People) Change(ctx context.Context, f func(identity.Tx) error) error {
	return p.db.transact(ctx, func(t *tx) error { return f(t) })
}

type userRow struct {
	ID        string `gorm:"primaryKey"`
	Email     string
	Name      string
	Role      string
	Unit      *string
	Disabled  bool
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// TableName names the table.
func (userRow) TableName() string { return "users" }

const emailTaken = "there is a person with this address already"

func userRowOf(u *identity.User) *userRow {
	return &userRow{u.ID, u.Email, u.Name, string(u.Role), reference(u.Unit), u.Disabled, u.Version, u.CreatedAt, u.UpdatedAt}
}

func (r *userRow) user() identity.User {
	return identity.User{
		ID: r.ID, Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
		UserFields: identity.UserFields{Email: r.Email, Name: r.Name, Role: identity.Role(r.Role), Unit: referred(r.Unit), Disabled: r.Disabled},
	}
}

// User is one person.
func (p *People) User(ctx context.Context, id string) (identity.User, error) {
	return user(p.db.read.WithContext(ctx), "id = ?", id)
}

// User is one person, as the transaction sees it.
func (t *tx) User(id string) (identity.User, error) { return user(t.g, "id = ?", id) }

// UserByEmail is the person with an address.
func (t *tx) UserByEmail(email string) (identity.User, error) { return user(t.g, "email = ?", email) }

func user(g *gorm.DB, where string, args ...any) (identity.User, error) {
	var row userRow
	if err := first(g, &row, where, args...); err != nil {
		return identity.User{}, err
	}
	return row.user(), nil
}

// Users lists people.
func (p *People) Users(ctx context.Context, q identity.Query) (identity.Page[identity.User], error) {
	l := list{
		fields: map[string]field{
			"email": {column: "email"}, "name": {column: "name"}, "role": {column: "role"}, "unit": {column: "unit"},
			"created_at": {column: "created_at", kind: instant}, "updated_at": {column: "updated_at", kind: instant},
		},
		search: []string{"name", "email"},
	}
	g := p.db.read.WithContext(ctx).Model(&userRow{})
	got, err := page(l, g, review.Query(q), func(r *userRow) identity.User { return r.user() }, func(r *userRow) string { return r.ID })
	return identity.Page[identity.User](got), err
}

// CountUsers counts people.
func (t *tx) CountUsers() (int, error) {
	var n int64
	if err := t.g.Model(&userRow{}).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("cannot count: %w", err)
	}
	return int(n), nil
}

// Administrators counts those who are not disabled. Their rows are locked, so that of two who demote one another one fails.
func (t *tx) Administrators() (int, error) {
	var ids []string
	err := t.g.Clauses(clause.Locking{Strength: "UPDATE"}).Model(&userRow{}).Where("role = ? AND NOT disabled", string(identity.Administrator)).Order("id").Pluck("id", &ids).Error
	if err != nil {
		return 0, fmt.Errorf("cannot count: %w", err)
	}
	return len(ids), nil
}

// AddUser inserts a person.
func (t *tx) AddUser(u identity.User) error { return t.add(userRowOf(&u), emailTaken) }

// SaveUser replaces a person.
func (t *tx) SaveUser(u identity.User) error {
	return t.save(userRowOf(&u), u.ID, u.Version, emailTaken)
}

type unitRow struct {
	Name      string `gorm:"primaryKey"`
	CreatedAt time.Time
}

// TableName names the table.
func (unitRow) TableName() string { return "units" }

// AddUnit inserts a unit.
func (t *tx) AddUnit(u identity.Unit) error {
	return t.add(&unitRow{u.Name, u.CreatedAt}, "there is a unit of this name already; names differ by more than capitals and spaces")
}

// Unit is one unit.
func (t *tx) Unit(name string) (identity.Unit, error) {
	var row unitRow
	err := first(t.g, &row, "name = ?", name)
	return identity.Unit{Name: row.Name, CreatedAt: row.CreatedAt.UTC()}, err
}

// Units lists all units by name.
func (p *People) Units(ctx context.Context) ([]identity.Unit, error) {
	var rows []unitRow
	if err := p.db.read.WithContext(ctx).Order("name").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot list: %w", err)
	}
	out := make([]identity.Unit, len(rows))
	for i := range rows {
		out[i] = identity.Unit{Name: rows[i].Name, CreatedAt: rows[i].CreatedAt.UTC()}
	}
	return out, nil
}

var _ identity.Store = (*People)(nil)
