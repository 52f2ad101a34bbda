package store

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"countersign/fault"
	"countersign/review"

	"gorm.io/gorm"
)

type kind int

const (
	text kind = iota
	instant
	number
	decimal
	folded // text that is compared without capitals
	civil  // a date
)

// field is a column that lists may be filtered and sorted by.
type field struct {
	column string
	kind   kind
	sorts  string // the column to sort by, where it is not the one that is filtered
	where  string // a condition in the place of "column IN values"; such a field only filters
}

// by is the column that a list is sorted by.
func (f field) by() string { return cmp.Or(f.sorts, f.column) }

// list says how a table is listed: the fields for people's filters, and the columns that are searched.
type list struct {
	fields  map[string]field
	search  []string
	alias   string // of the table that is listed, where others are joined
	newest  string // the column that tells what is newer; empty: the id, which rises with time
	counted bool   // the column at last is a number
	found   bool   // the words of the search are looked up already
}

// Limits of a page.
const (
	usualPage = 50
	mostPage  = 200
)

// after is where a page begins: behind the row with this value of the sorted column, and this id.
type after struct {
	Sort  string `json:"s"`
	Value string `json:"v"`
	ID    string `json:"i"`
}

// page reads one page. Rows of a list are ordered by the field asked for and then by id, and a page begins behind the last row of the one
// before, so that rows that come or go meanwhile neither repeat others nor hide them.
func page[R, T any](l list, g *gorm.DB, q review.Query, convert func(*R) T, id func(*R) string) (review.Page[T], error) {
	out := review.Page[T]{Items: []T{}}
	name, descending := strings.CutPrefix(q.Sort, "-")
	if q.Sort == "" {
		name, descending = "", true
	}
	sorted, known := l.fields[name]
	if (name != "" || q.Sort != "") && (!known || sorted.column == "") {
		return out, fault.New(fault.Invalid, "sort: one of %s, with a leading - for descending, not %q", l.sortable(), q.Sort)
	}
	g, err := l.filter(g, q)
	if err != nil {
		return out, err
	}
	if g, err = l.begin(g, q, name, sorted, descending); err != nil {
		return out, err
	}
	limit := q.Limit
	if limit <= 0 {
		limit = usualPage
	}
	limit = min(limit, mostPage)
	var rows []R
	if err := g.Order(l.order(name, sorted, descending)).Limit(limit + 1).Find(&rows).Error; err != nil {
		return out, fmt.Errorf("cannot list: %w", err)
	}
	if len(rows) > limit {
		rows = rows[:limit]
		last := &rows[limit-1]
		out.Next = encode(after{q.Sort, valueOf(g, last, sorted.by()), id(last)})
	}
	for i := range rows {
		out.Items = append(out.Items, convert(&rows[i]))
	}
	return out, nil
}

func (l list) at(column string) string {
	if l.alias != "" && !strings.Contains(column, ".") {
		return l.alias + "." + column
	}
	return column
}

func (l list) order(name string, f field, descending bool) string {
	way := ""
	if descending {
		way = " DESC"
	}
	if name == "" {
		return l.last() + way
	}
	return l.at(f.by()) + way + ", " + l.last() + way
}

// last is the column by which rows are ordered at last, since it is unique.
func (l list) last() string {
	if l.newest != "" {
		return l.newest
	}
	return l.at("id")
}

// filter adds the conditions that people ask for.
func (l list) filter(g *gorm.DB, q review.Query) (*gorm.DB, error) {
	for _, name := range slices.Sorted(maps.Keys(q.Where)) {
		f, known := l.fields[name]
		if !known {
			return nil, fault.New(fault.Invalid, "%s: there is no such filter; there are %s", name, l.names())
		}
		values, err := f.values(name, q.Where[name])
		if err != nil {
			return nil, err
		}
		g = g.Where(cmp.Or(f.where, l.at(f.column)+" IN ?"), values)
	}
	if l.found {
		return g, nil
	}
	for _, word := range strings.Fields(strings.ToLower(q.Search)) {
		pattern := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(word) + "%"
		or := make([]string, len(l.search))
		args := make([]any, len(l.search))
		for i, column := range l.search {
			or[i], args[i] = "LOWER("+l.at(column)+`) LIKE ? ESCAPE '\'`, pattern
		}
		g = g.Where("("+strings.Join(or, " OR ")+")", args...)
	}
	return g, nil
}

// begin adds the condition that starts behind the page before.
func (l list) begin(g *gorm.DB, q review.Query, name string, f field, descending bool) (*gorm.DB, error) {
	if q.Cursor == "" {
		return g, nil
	}
	var a after
	raw, err := base64.RawURLEncoding.DecodeString(q.Cursor)
	if err == nil {
		err = json.Unmarshal(raw, &a)
	}
	if err != nil || a.Sort != q.Sort || strings.ContainsRune(a.Value+a.ID, 0) { // what JSON holds is UTF-8
		return nil, fault.New(fault.Invalid, "cursor: use the next value of the page before, with the same sort and filters")
	}
	than := ">"
	if descending {
		than = "<"
	}
	var last any = a.ID
	if l.counted {
		n, err := strconv.ParseInt(a.ID, 10, 64)
		if err != nil {
			return nil, fault.New(fault.Invalid, "cursor: use the next value of the page before")
		}
		last = n
	}
	if name == "" {
		return g.Where(l.last()+" "+than+" ?", last), nil
	}
	var value any = a.Value
	if f.kind == number {
		n, err := strconv.Atoi(a.Value)
		if err != nil {
			return nil, fault.New(fault.Invalid, "cursor: use the next value of the page before")
		}
		value = n
	}
	if f.kind == decimal {
		n, err := strconv.ParseFloat(a.Value, 64)
		if err != nil {
			return nil, fault.New(fault.Invalid, "cursor: use the next value of the page before")
		}
		value = n
	}
	if f.kind == instant {
		at, err := time.Parse(time.RFC3339Nano, a.Value)
		if err != nil {
			return nil, fault.New(fault.Invalid, "cursor: use the next value of the page before")
		}
		value = at.UTC()
	}
	return g.Where(fmt.Sprintf("(%s, %s) %s (?, ?)", l.at(f.by()), l.last(), than), value, last), nil
}

// values are what a filter is compared with: several by commas, or one number.
func (f field) values(name, said string) (any, error) {
	switch f.kind {
	case decimal:
		n, err := strconv.ParseFloat(said, 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			return nil, fault.New(fault.Invalid, "%s: a number such as 2.5, not %q", name, said)
		}
		if f.where == "" {
			return []float64{n}, nil
		}
		return n, nil
	case folded:
		list := strings.Split(said, ",")
		for i := range list {
			list[i] = review.ModelKey(list[i])
		}
		return list, nil
	case civil:
		if _, err := time.Parse(time.DateOnly, said); err != nil {
			return nil, fault.New(fault.Invalid, "%s: a date such as 2027-03-31, not %q", name, said)
		}
		return said, nil
	case text, instant, number:
	}
	return strings.Split(said, ","), nil
}

// sortable are the fields that a list may be sorted by.
func (l list) sortable() string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(l.fields)) {
		if l.fields[name].column != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func (l list) names() string {
	return strings.Join(slices.Sorted(maps.Keys(l.fields)), ", ")
}

func encode(a after) string {
	raw, err := json.Marshal(a)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// valueOf is a row's value of a column, as a cursor carries it.
func valueOf(g *gorm.DB, row any, column string) string {
	if column == "" {
		return ""
	}
	stmt := &gorm.Statement{DB: g}
	if stmt.Parse(row) != nil {
		return ""
	}
	f := stmt.Schema.LookUpField(column)
	if f == nil {
		return ""
	}
	v, _ := f.ValueOf(g.Statement.Context, reflect.ValueOf(row).Elem())
	if at, isTime := v.(time.Time); isTime {
		return at.UTC().Format(time.RFC3339Nano)
	}
	if n, isFloat := v.(float64); isFloat {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return fmt.Sprint(v)
}
