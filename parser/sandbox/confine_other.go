//go:build !linux

package sandbox

import "runtime"

// Confine does nothing on this system and says so.
func Confine(Confinement) (Report, error) {
	return Report{Missing: []string{"all: no confinement on " + runtime.GOOS}}, nil
}
