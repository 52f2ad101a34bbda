package store

import (
	"fmt"

	"countersign/fault"
)

// deferKeys lets rows come before those that they refer to, since keys may go round in a circle, and gives what holds all keys against the
// rows and makes them as strict as they were.
func (t *tx) deferKeys() (settle func() error, err error) {
	if t.d == SQLite { // until the transaction ends
		if err := t.g.Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
			return nil, fmt.Errorf("cannot defer the keys: %w", err)
		}
		return t.settleSQLite, nil
	}
	var keys []struct{ Relation, Name string }
	err = t.g.Raw("SELECT c.relname AS relation, k.conname AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid" +
		" WHERE k.contype = 'f' AND NOT k.condeferrable AND k.connamespace = current_schema()::regnamespace ORDER BY 1, 2").Scan(&keys).Error
	if err != nil {
		return nil, fmt.Errorf("cannot list the keys: %w", err)
	}
	alter := func(how string) error {
		for _, k := range keys {
			if err := t.g.Exec("ALTER TABLE " + identifiers([]string{k.Relation}) + " ALTER CONSTRAINT " + identifiers([]string{k.Name}) + how).Error; err != nil {
				return fmt.Errorf("cannot alter the key %s: %w", k.Name, err)
			}
		}
		return nil
	}
	if err := alter(" DEFERRABLE INITIALLY DEFERRED"); err != nil {
		return nil, err
	}
	return func() error {
		if err := t.g.Exec("SET CONSTRAINTS ALL IMMEDIATE").Error; err != nil {
			return fault.Wrap(err, fault.Damaged, "rows refer to others that are not there")
		}
		return alter(" NOT DEFERRABLE")
	}, nil
}

// settleSQLite holds the keys against the rows now: the end of the transaction would not say which of them is broken.
func (t *tx) settleSQLite() error {
	var broken []struct{ Table string }
	if err := t.g.Raw(`SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&broken).Error; err != nil {
		return fmt.Errorf("cannot check the keys: %w", err)
	}
	if len(broken) > 0 {
		return unfit("a row of %s refers to another that is not there", broken[0].Table)
	}
	return nil
}
