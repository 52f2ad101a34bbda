package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"countersign/audit"
)

// Dump gives every row of every table that a backup holds, as JSON by the names of the columns and the same on both dialects: instants in
// UTC, bytes in base64. All rows are of one state of the database, and nobody who writes meanwhile waits. Tables come one after the other,
// each behind those that it refers to. It returns the version of the schema and the end of the trail.
func (db *DB) Dump(ctx context.Context, each func(table string, row []byte) error) (version int64, head audit.Head, err error) {
	err = db.snapshot(db.read.WithContext(ctx), func(t *tx) error {
		var h headRow
		if err := first(t.g, &h, "id = 1"); err != nil { // the first statement is what fixes the state
			return fmt.Errorf("cannot find the end of the trail: %w", err)
		}
		head = audit.Head{Sequence: h.Sequence, Hash: h.Hash}
		if err := t.g.Raw("SELECT MAX(version_id) FROM goose_db_version WHERE is_applied").Scan(&version).Error; err != nil {
			return fmt.Errorf("cannot read the schema's version: %w", err)
		}
		tables, err := t.tables()
		if err != nil {
			return err
		}
		for i := range tables {
			if err := t.dump(&tables[i], each); err != nil {
				return fmt.Errorf("cannot save the table %s: %w", tables[i].name, err)
			}
		}
		return nil
	})
	return version, head, err
}

// snapshotOptions make a transaction see one state. SQLite's do so by themselves.
func (db *DB) snapshotOptions() []*sql.TxOptions {
	if db.Dialect == SQLite {
		return nil
	}
	return []*sql.TxOptions{{Isolation: sql.LevelRepeatableRead, ReadOnly: true}}
}

// dump gives the rows of a table in the order of their first column, which is or begins the key of each.
func (t *tx) dump(of *table, each func(string, []byte) error) error {
	rows, err := t.g.Raw("SELECT " + identifiers(of.names()) + " FROM " + identifiers([]string{of.name}) + " ORDER BY 1").Rows()
	if err != nil {
		return err //nolint:wrapcheck // the caller says of which table
	}
	defer rows.Close()
	values := make([]any, len(of.columns))
	places := make([]any, len(values))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err //nolint:wrapcheck // the caller says of which table
		}
		row := make(map[string]any, len(values))
		for i, c := range of.columns {
			if row[c.name], err = c.out(values[i]); err != nil {
				return err
			}
		}
		line, err := json.Marshal(row)
		if err != nil {
			return err //nolint:wrapcheck // the caller says of which table
		}
		if err := each(of.name, line); err != nil {
			return err
		}
	}
	return rows.Err() //nolint:wrapcheck // the caller says of which table
}

// out is a value as it stands in a dump.
func (c column) out(v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	switch got := v.(type) {
	case time.Time:
		if c.kind == instantColumn {
			return got.UTC().Format(time.RFC3339Nano), nil
		}
	case []byte:
		if c.kind == bytesColumn {
			return base64.StdEncoding.EncodeToString(got), nil
		}
		if c.kind == textColumn {
			return string(got), nil
		}
	case string:
		if c.kind == textColumn {
			return got, nil
		}
	case int64:
		if c.kind == integerColumn {
			return got, nil
		}
		if c.kind == booleanColumn {
			return got != 0, nil
		}
		if c.kind == realColumn {
			return float64(got), nil
		}
	case bool:
		if c.kind == booleanColumn {
			return got, nil
		}
	case float64:
		if c.kind == realColumn {
			return got, nil
		}
	}
	return nil, fmt.Errorf("the column %s holds a %T", c.name, v)
}

// identifiers is a list of names that come from the database itself.
func identifiers(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = `"` + strings.ReplaceAll(n, `"`, `""`) + `"`
	}
	return strings.Join(out, ", ")
}
