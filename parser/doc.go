// Package parser turns the bytes of a PDF into a report.Report.
//
//	rep, err := parser.Read(ctx, pdf, parser.Options{…})
//
// Read starts one confined child process for the document (package sandbox), hands it the bytes, recognizes the pages that the child
// asks for (tesseract runs outside, the child has neither files nor programs), and takes the report that the child sends back. The
// caller's process never parses anything of the file.
//
// The child is the same program: its main must call Serve when it is started with the argument ChildArgument. In the child, pages are
// read in parallel by several PDFium instances (package engine), laid out (layout) and read as a report (anatomy). When the report has
// been sent, the second reader compares itself on some pages; should it hang or take too much memory, the report is already safe.
package parser

// Version names the engine: two analyses of one file by the same version are equal. Raise it with every change of what is read.
const Version = "1"

// ChildArgument is the hidden argument that makes the program a reading child.
const ChildArgument = "__read-document"
