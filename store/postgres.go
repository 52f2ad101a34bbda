package store

import (
	"database/sql"
	"fmt"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named pgx
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// connections to PostgreSQL that one server opens at most, beside those of the queue.
const connections = 12

func openPostgres(url string) (*DB, error) {
	pool, err := sql.Open("pgx", url)
	if err != nil {
		return nil, fmt.Errorf("cannot open PostgreSQL: %w", err)
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	db, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), settings())
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("cannot open PostgreSQL: %w", err)
	}
	return &DB{Dialect: Postgres, write: db, read: db, pools: []*sql.DB{pool}, dsn: url}, nil
}
