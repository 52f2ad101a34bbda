// Package backup writes all that a server keeps into one file while it runs, and restores it from there.
//
// A backup is a tar archive in one zstd frame (`tar --zstd -tvf FILE` lists it). Its entries, in this order:
//
//	countersign-backup.json      the format and its version
//	tables/NAME/NNNNN.jsonl      rows, one JSON object a line, of one state of the database; a table behind those that it refers to
//	files/plain|sealed/…         uploaded files as they lie; encrypted ones stay encrypted, and their key is not in the backup
//	manifest.json                versions, the end of the audit trail, and size and SHA-256 of every entry before it
//
// Rows are the same whatever database they came from, so that a backup of SQLite can be restored into PostgreSQL and the other way round.
// The manifest comes last, since nothing is written twice: a file that was cut has none.
package backup
