package livetest

import (
	"os"
	"path/filepath"
)

// wanted tells whether somebody asked for what takes long.
func wanted(variable string) bool { return os.Getenv(variable) != "" }

// quillmere is a labeled report.
func quillmere() string { return filepath.Join("..", "..", "testdata", "reports", "d02_quillmere.pdf") }
