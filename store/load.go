package store

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"countersign/audit"
	"countersign/fault"

	"gorm.io/gorm/clause"
)

// Load fills an empty database with what Dump gave on either dialect, and leaves it with the schema of that version: bring it up to date
// afterwards. All of it is kept, or nothing. The check looks at the trail as it was loaded, and its error undoes everything. Readings that had
// not ended are left as a dead worker's, so that whoever serves next queues them anew. Errors: illegal-move when the database is not empty
// or is newer; damaged-file when rows do not fit.
func (db *DB) Load(ctx context.Context, version int64, rows func(put func(table string, row []byte) error) error, check func([]audit.Break, audit.Head) error) error {
	if err := db.atVersion(ctx, version); err != nil {
		return err
	}
	return db.transact(ctx, func(t *tx) error {
		l, err := t.loader()
		if err != nil {
			return err
		}
		settle, err := t.deferKeys()
		if err != nil {
			return err
		}
		if err := rows(l.put); err != nil {
			return err
		}
		if err := l.flush(); err != nil {
			return err
		}
		if err := settle(); err != nil {
			return err
		}
		if err := t.g.Exec("UPDATE readings SET worker = 'restored', beat_at = ?", time.Unix(0, 0).UTC()).Error; err != nil {
			return fmt.Errorf("cannot hand back the readings: %w", err)
		}
		breaks, head, err := t.verify()
		if err != nil {
			return err
		}
		return check(breaks, head)
	})
}

// atVersion brings an empty database to a version of the schema.
func (db *DB) atVersion(ctx context.Context, version int64) error {
	p, err := db.migrator()
	if err != nil {
		return err
	}
	sources := p.ListSources()
	if newest := sources[len(sources)-1].Version; version > newest || version < 1 {
		return fault.New(fault.IllegalMove, "the backup has the schema version %d, and this program knows versions 1 to %d; restore it with the program that made it, or a newer one", version, newest)
	}
	has, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("cannot read the schema's version: %w", err)
	}
	if has > 0 {
		if err := db.transact(ctx, func(t *tx) error { _, err := t.empty(); return err }); err != nil {
			return err
		}
	}
	if has > version {
		_, err = p.DownTo(ctx, version)
	} else if err = db.MigrateTo(ctx, version); err == nil {
		err = db.migrateQueue(ctx)
	}
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "the database's schema cannot be made; see the log for the statement that failed")
	}
	return nil
}

// loader inserts rows, many at once.
type loader struct {
	t      *tx
	tables map[string]table
	of     *table // whose rows wait
	args   []any
	rows   int
	size   int
}

// loader begins to load into what is empty.
func (t *tx) loader() (*loader, error) {
	all, err := t.empty()
	if err != nil {
		return nil, err
	}
	l := &loader{t: t, tables: map[string]table{}}
	for _, each := range all {
		l.tables[each.name] = each
	}
	if err := t.g.Where("id = 1").Delete(&headRow{}).Error; err != nil {
		return nil, fmt.Errorf("cannot begin the trail anew: %w", err)
	}
	return l, nil
}

// empty makes sure that there is nothing yet, and describes the tables. Whoever comes at the same time waits at the head of the trail.
func (t *tx) empty() ([]table, error) {
	var head headRow
	if err := first(t.g.Clauses(clause.Locking{Strength: "UPDATE"}), &head, "id = 1"); err != nil {
		return nil, fmt.Errorf("cannot find the end of the trail: %w", err)
	}
	all, err := t.tables()
	if err != nil {
		return nil, err
	}
	for _, each := range all {
		var n int64
		if err := t.g.Table(each.name).Count(&n).Error; err != nil {
			return nil, fmt.Errorf("cannot look into the table %s: %w", each.name, err)
		}
		if n > 0 && (each.name != headRow{}.TableName() || head.Sequence > 0) {
			return nil, fault.New(fault.IllegalMove, "the database is not empty (%s has %d rows); restore into a new one", each.name, n)
		}
	}
	return all, nil
}

// Rows that are inserted at once: fewer than a statement has places for, and not much memory.
const (
	mostPlaces = 2000
	mostBytes  = 4 << 20
)

// put inserts a row, sooner or later.
func (l *loader) put(name string, row []byte) error {
	of, known := l.tables[name]
	if !known {
		return unfit("there is no table %q", name)
	}
	if l.of == nil || l.of.name != name || (l.rows+1)*len(of.columns) > mostPlaces || l.size+len(row) > mostBytes {
		if err := l.flush(); err != nil {
			return err
		}
		l.of = &of
	}
	in := json.NewDecoder(bytes.NewReader(row))
	in.UseNumber()
	var values map[string]any
	if err := in.Decode(&values); err != nil || len(values) != len(of.columns) {
		return unfit("a row of %s has %d columns that can be read, not %d", name, len(values), len(of.columns))
	}
	for _, c := range of.columns {
		v, there := values[c.name]
		if !there {
			return unfit("a row of %s lacks %s", name, c.name)
		}
		v, err := c.in(v)
		if err != nil {
			return fault.Wrap(err, fault.Damaged, "a row of %s does not fit: %s", name, c.name)
		}
		l.args = append(l.args, v)
	}
	l.rows, l.size = l.rows+1, l.size+len(row)
	return nil
}

func unfit(format string, args ...any) error { return fault.New(fault.Damaged, format, args...) }

func (l *loader) flush() error {
	if l.rows == 0 {
		return nil
	}
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(l.of.columns)), ",") + ")"
	statement := "INSERT INTO " + identifiers([]string{l.of.name}) + " (" + identifiers(l.of.names()) + ") VALUES " + strings.TrimSuffix(strings.Repeat(one+",", l.rows), ",")
	if err := l.t.g.Exec(statement, l.args...).Error; err != nil {
		return fault.Wrap(err, fault.Damaged, "rows of %s cannot be inserted; see the log for the reason", l.of.name)
	}
	l.args, l.rows, l.size = l.args[:0], 0, 0
	return nil
}

// in is a value of a dump as the database takes it.
func (c column) in(v any) (any, error) {
	switch got := v.(type) {
	case nil:
		return nil, nil
	case bool:
		if c.kind == booleanColumn {
			return got, nil
		}
	case json.Number:
		if c.kind == integerColumn {
			return got.Int64() //nolint:wrapcheck // the caller says of which row
		}
		if c.kind == realColumn {
			return got.Float64() //nolint:wrapcheck // the caller says of which row
		}
	case string:
		switch c.kind { //nolint:exhaustive // the others are not written as strings
		case textColumn:
			return got, nil
		case bytesColumn:
			return base64.StdEncoding.DecodeString(got) //nolint:wrapcheck // the caller says of which row
		case instantColumn:
			at, err := time.Parse(time.RFC3339Nano, got)
			return at.UTC(), err
		}
	}
	return nil, fmt.Errorf("it holds a %T", v)
}
