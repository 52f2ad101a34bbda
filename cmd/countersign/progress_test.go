package main

import (
	"strings"
	"testing"

	"countersign/parser"

	"github.com/stretchr/testify/assert"
)

func TestProgressIsForTerminalsOnly(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b, 2)
	p.show("report.pdf", parser.Progress{Stage: "reading", Done: 1, Total: 2})
	p.clear()
	assert.Empty(t, b.String())
}

func TestProgressShowsFileStageAndPage(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b, 2)
	p.visible = true
	p.show("report.pdf", parser.Progress{Stage: "reading", Done: 0, Total: 0})
	assert.Empty(t, b.String(), "nothing is known yet")
	p.done()
	p.show("a-report-with-a-very-long-name-indeed.pdf", parser.Progress{Stage: "reading", Done: 5, Total: 10})
	assert.Equal(t, "\r\x1b[K[2/2] a-report-with-a-very-long...  reading ██████████░░░░░░░░░░  page 5 of 10", b.String())
	b.Reset()
	p.clear()
	p.clear()
	assert.Equal(t, "\r\x1b[K", b.String(), "the bar is wiped once")
}
