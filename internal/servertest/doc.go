// Package servertest holds the tests that run the server's parts together: the app, the workflow, a real database of each kind, files in a
// folder, and the worker with its reading child.
package servertest
