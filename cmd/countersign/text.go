package main

import (
	"io"
	"time"

	"countersign/report"
)

func writeText(w io.Writer, r *report.Report, asOf time.Time) error { return encode(w, r) }

func writeMarkdown(w io.Writer, r *report.Report, asOf time.Time) error { return encode(w, r) }
