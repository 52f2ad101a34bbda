// Package audit is the append-only trail of what was done: each entry carries the hash of the one before, so that a line that was changed,
// taken out or put in breaks the chain where it happened. A chain cannot tell that its end was cut off; whoever wants to know that keeps
// the last sequence and hash elsewhere and verifies against them.
package audit
