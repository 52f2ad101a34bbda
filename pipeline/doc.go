// Package pipeline reads a report that was uploaded: it takes a task from the workflow, fetches the file, has it read in a confined child
// process, judges it against the reports on hand, and gives the result back.
//
// It may be stopped anywhere. Pages that were recognized are kept until the result is; an analysis that is there under its key is used and
// not made again; the last step is one transaction, and changes nothing when another worker was faster. Faults of the document park the
// reading at once; what may pass, such as a lack of memory, is tried again, a few times.
package pipeline
