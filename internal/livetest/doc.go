// Package livetest holds the tests that run the program itself, as processes that share a database and a folder: servers that are killed at
// any moment, several servers at once, and what a server needs of memory. The databases are those of internal/dbtest; the program is built
// once for each run of the tests.
package livetest
