//go:build !linux

package ocr

import "time"

// confine does nothing here: limits of another process can be set on Linux only.
func confine(int, time.Duration) {}
