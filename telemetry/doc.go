// Package telemetry exports traces by OpenTelemetry's protocol over HTTP, when an operator has set where to. What a trace holds is decided
// where spans are made: patterns of routes, status, request ids, names of stages, and statements without their values. Never a query
// string, a name, a body or a word of a report.
package telemetry
