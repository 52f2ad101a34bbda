package parser

import (
	"countersign/parser/anatomy"
	"countersign/report"
)

// Passage reads a pasted text as if it stood in the section of a SOC 2 report that role names. The report it gives has that one section:
// its sentences, the controls tested in it, and the exceptions it tells. An empty text gives a report without any of them. There is no
// error, for any text can be read, and no file behind it: evidence quotes the text and has no boxes.
func Passage(role report.Role, text string) *report.Report {
	return anatomy.Passage(role, text)
}

// PassageReader reads many pasted texts, each as Passage does, and prepares once what it needs for all of them.
type PassageReader = anatomy.PassageReader

// NewPassageReader prepares one.
func NewPassageReader() *PassageReader { return anatomy.NewPassageReader() }
