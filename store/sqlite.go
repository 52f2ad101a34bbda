package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	engine "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// openSQLite opens a file with the engine that needs no C.
func openSQLite(path string) (*DB, error) {
	write, writePool, err := sqlitePool(path, url.Values{"_txlock": {"immediate"}}, 1)
	if err != nil {
		return nil, err
	}
	read, readPool, err := sqlitePool(path, url.Values{"_pragma": {"query_only(1)"}}, max(2, runtime.NumCPU()))
	if err != nil {
		_ = writePool.Close()
		return nil, err
	}
	return &DB{Dialect: SQLite, write: write, read: read, pools: []*sql.DB{writePool, readPool}, dsn: path}, nil
}

func sqlitePool(path string, more url.Values, connections int) (*gorm.DB, *sql.DB, error) {
	pragmas := []string{"journal_mode(WAL)", "foreign_keys(1)", "busy_timeout(15000)", "synchronous(NORMAL)", "temp_store(MEMORY)", "cache_size(-16000)"}
	v := url.Values{"_time_format": {"sqlite"}, "_pragma": append(pragmas, more["_pragma"]...)}
	if lock := more.Get("_txlock"); lock != "" {
		v.Set("_txlock", lock)
	}
	pool, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+v.Encode())
	if err != nil {
		return nil, nil, fmt.Errorf("cannot open %s: %w", path, err)
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	db, err := gorm.Open(translating{sqlite.Dialector{DriverName: "sqlite", Conn: pool}}, settings())
	if err != nil {
		_ = pool.Close()
		return nil, nil, fmt.Errorf("cannot open %s: %w", path, err)
	}
	return db, pool, nil
}

// translating gives gorm's names to this engine's errors, which the driver knows from the other engine only.
type translating struct{ sqlite.Dialector }

// Translate maps broken constraints.
func (t translating) Translate(err error) error {
	var e *engine.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case codes.SQLITE_CONSTRAINT_UNIQUE, codes.SQLITE_CONSTRAINT_PRIMARYKEY:
		return gorm.ErrDuplicatedKey
	case codes.SQLITE_CONSTRAINT_FOREIGNKEY:
		return gorm.ErrForeignKeyViolated
	case codes.SQLITE_CONSTRAINT_CHECK:
		return gorm.ErrCheckConstraintViolated
	}
	return err
}
