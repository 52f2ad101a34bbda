package store

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// columnKind is what a column holds, whatever the dialect calls it.
type columnKind int

const (
	textColumn columnKind = iota
	integerColumn
	realColumn
	booleanColumn
	instantColumn
	bytesColumn
)

type column struct {
	name string
	kind columnKind
}

// table is a table as the database itself describes it.
type table struct {
	name    string
	columns []column
	refers  []string // tables that its foreign keys point to
}

// The tables that no backup holds: bookkeeping of the migrations and of the queue, the index of words, which the rows make anew, and what
// must not come back to life with an old backup: sessions, begun sign-ins, counted tries, spent rates,
// and uploads under way, whose parts are no files yet.
const queueTables = "river_"

func leftOut() []string {
	return []string{"goose_db_version", "findings_search", "sessions", "passages", "tries", "rate_limits", "transfers", "transfer_parts"}
}

// tables describes the tables that a backup holds, each behind those that it refers to.
func (t *tx) tables() ([]table, error) {
	names := "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
	if t.d == Postgres {
		names = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name"
	}
	var all []string
	if err := t.g.Raw(names).Scan(&all).Error; err != nil {
		return nil, fmt.Errorf("cannot list the tables: %w", err)
	}
	var out []table
	for _, name := range all {
		if strings.HasPrefix(name, queueTables) || slices.Contains(leftOut(), name) {
			continue
		}
		described, err := t.table(name)
		if err != nil {
			return nil, err
		}
		out = append(out, described)
	}
	return inOrder(out), nil
}

func (t *tx) table(name string) (table, error) {
	columns := "SELECT name, type FROM pragma_table_info(?) ORDER BY cid"
	refers := `SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)`
	if t.d == Postgres { // columns that the database fills by itself are not its content
		columns = "SELECT column_name AS name, data_type AS type FROM information_schema.columns" +
			" WHERE table_schema = current_schema() AND table_name = ? AND is_generated = 'NEVER' ORDER BY ordinal_position"
		refers = "SELECT DISTINCT p.relname FROM pg_constraint c JOIN pg_class p ON p.oid = c.confrelid WHERE c.contype = 'f' AND c.conrelid = to_regclass(?)"
	}
	out := table{name: name}
	var rows []struct{ Name, Type string }
	if err := t.g.Raw(columns, name).Scan(&rows).Error; err != nil {
		return out, fmt.Errorf("cannot describe the table %s: %w", name, err)
	}
	for _, r := range rows {
		kind, err := kindOfColumn(r.Type)
		if err != nil {
			return out, fmt.Errorf("cannot describe the column %s.%s: %w", name, r.Name, err)
		}
		out.columns = append(out.columns, column{r.Name, kind})
	}
	if err := t.g.Raw(refers, name).Scan(&out.refers).Error; err != nil {
		return out, fmt.Errorf("cannot describe the keys of %s: %w", name, err)
	}
	return out, nil
}

func kindOfColumn(declared string) (columnKind, error) {
	switch strings.ToLower(declared) {
	case "text", "character varying":
		return textColumn, nil
	case "integer", "bigint", "smallint":
		return integerColumn, nil
	case "real", "double precision":
		return realColumn, nil
	case "boolean":
		return booleanColumn, nil
	case "datetime", "timestamp with time zone":
		return instantColumn, nil
	case "blob", "bytea":
		return bytesColumn, nil
	}
	return 0, fmt.Errorf("a backup does not know the type %q", declared)
}

// inOrder puts each table behind those that it refers to.
func inOrder(all []table) []table {
	var out []table
	placed := map[string]bool{}
	for len(out) < len(all) {
		before := len(out)
		for _, t := range all {
			ready := !placed[t.name] && !slices.ContainsFunc(t.refers, func(other string) bool { return other != t.name && !placed[other] })
			if ready {
				out, placed[t.name] = append(out, t), true
			}
		}
		if len(out) == before { // keys go round in a circle, which has to begin somewhere: they are held against each other at the end
			i := slices.IndexFunc(all, func(t table) bool { return !placed[t.name] })
			out, placed[all[i].name] = append(out, all[i]), true
		}
	}
	return out
}

func (t *table) names() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.name
	}
	return out
}

// snapshot runs f in a transaction that sees one state of the database, and changes nothing.
func (db *DB) snapshot(g *gorm.DB, f func(*tx) error) error {
	return g.Transaction(func(g *gorm.DB) error { return f(&tx{g, db.Dialect, db.jobs}) }, db.snapshotOptions()...) //nolint:wrapcheck // f's own
}
