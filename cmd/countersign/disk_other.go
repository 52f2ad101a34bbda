//go:build !(linux || darwin || freebsd)

package main

import "countersign/fault"

// freeSpace is not known here.
func freeSpace(string) (uint64, error) {
	return 0, fault.New(fault.Unavailable, "how much space is left cannot be told on this system")
}
