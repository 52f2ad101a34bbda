// Package engine reads the pages of a PDF: characters with their boxes, ruling lines, images, page geometry, and rendered pages.
//
// The reader is PDFium, compiled to WebAssembly and shipped by github.com/klippa-app/go-pdfium; no cgo. A Runtime owns the
// compiled module (from a disk cache when one is given) and hands out Readers. A Reader is one WebAssembly instance with the
// document opened in it; it is not safe for concurrent use, so pages are read in parallel by several Readers of one Runtime.
//
// Calls go to the module's exports directly instead of through go-pdfium's request and response types: those cost a lock, a map
// look-up and five crossings of the WebAssembly border per character, ours cost one crossing of about 20 ns (docs/adr/0003).
//
// Coordinates are PDF points in the page's own user space: origin at the lower left, y upwards, before /Rotate is applied.
// Page.Box and Page.Rotation say how the page is shown; package layout turns one into the other.
//
// Second is the independent reader (github.com/ledongthuc/pdf). It never decides anything alone.
package engine
