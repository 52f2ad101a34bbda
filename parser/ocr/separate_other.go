//go:build !unix

package ocr

import "os/exec"

// separate does nothing here: the process alone is killed when the context ends.
func separate(*exec.Cmd) {}
