// Package config is the server's one typed configuration. Everything is set by environment variables, a few of them by flags as well; all
// mistakes are told at once, and Lines prints what is in force without secrets. Without any setting the server keeps a SQLite file and
// uploaded files in one folder and listens on this machine only.
package config
