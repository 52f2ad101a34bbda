// Package api is the HTTP interface, under /api/v1: one file a resource, each handler decodes, validates, calls the workflow and responds.
//
// Every operation names the action that it is (package identity), and one middleware holds the caller's role against it; what a caller may
// see of a kind of thing is the workflow's to say. Errors are problem+json with a stable code. Whoever changes a thing sends the version
// that was read in If-Match and gets 412 when somebody was faster. Lists have one grammar: search, sort, limit, cursor, and filters by
// field. Routes that take or give files are plain Fiber routes, since a file must stream; they are described in the document all the same.
package api
