// Package ocr reads pages that are pictures, with the tesseract program found on PATH.
//
//	t, err := ocr.Find()
//	store, err := ocr.OpenFolder(dir)
//	pages, err := t.Pages(ctx, ocr.Job{File: sha256OfFile, Pages: scanned, DPI: 200, Workers: 2, Render: render, Store: store})
//	err = store.Remove() // when the review is finished
//
// Recognize reads one gray image: it straightens a slightly turned page, feeds it to one tesseract process of one thread, and
// returns words with pixel boxes in the straightened picture. A page that lies on its side or its head is turned. Pages works through the pages of a document with several such
// processes at once and keeps each finished page in a Store, so that a run that was canceled goes on where it stopped.
//
// Tesseract runs in its sparse-text mode (--psm 11), in which every printed line of a table cell is a line of its own; the other
// modes join the lines of neighboring cells or lose cells. Rows, columns and reading order are package layout's work, from the
// boxes. 200 dpi is the best resolution: 150 loses a few words, 300 costs a third more time and gains none.
//
// The process gets an empty environment, a process group of its own that is killed when the context ends, limits on memory,
// processor time, files and output, and no file of the document: the picture comes on its standard input.
package ocr
