// Package review is the workflow of a team: vendors, their documents, reviews of these, decisions over findings, and approval. It knows the
// rules and nothing of databases or HTTP: it declares what it needs of storage (Store), and every method takes the caller for whom it is
// done. Each change and its line in the audit trail are written in one transaction.
//
// Errors are faults: not-found (also for what the caller may not see), not-allowed, invalid-input, already-exists, changed-meanwhile (the
// version that was read is not the newest), illegal-move and review-locked.
package review
