// Package legible tells from the text of a page alone whether a PDF's text layer can be believed.
//
//	j, err := legible.New() // once; some milliseconds and 0.3 MB
//	v := j.Judge(text)
//	if v.Garbage { … read the page by OCR, and say v.Reason … }
//
// A text layer is garbage when its character map is broken or missing: letters shifted along the alphabet, private-use and
// control characters, look-alikes of other scripts, digits in place of letters, names of glyphs, no spaces, or a letter that is
// missing or wrong. Judge counts what such maps leave behind and trusts everything else: rare words, names, accents, identifiers
// and tables are no signs of it. A word speaks against a page when English does not know it and its letters also follow each
// other as in no language that is written with them, or when it is one of many in prose that is English otherwise. A page in
// another European language is no garbage.
//
// Agreement compares what two readers made of the same page; it does not mind lost spaces or another order.
package legible
