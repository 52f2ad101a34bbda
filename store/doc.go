// Package store keeps everything in a relational database: SQLite in one file, or PostgreSQL shared by several machines.
//
// The schema is made by SQL migrations, one folder a dialect, with the same numbers and the same meaning (0015). gorm maps rows; the
// structs of rows stand here and never leave. Instants are kept in UTC, to the microsecond. On SQLite all writing goes through one
// connection that begins its transactions as writers, since an upgrade from reader to writer fails at once when somebody else writes; reading has
// connections of its own.
package store
