package ocr

import (
	"time"

	"golang.org/x/sys/unix"
)

const (
	maxMemory = 3 << 30
	maxFiles  = 64
	spareTime = 5 * time.Second
)

// confine limits the process, which waits for its input meanwhile. It may not write files or dump core. A limit that cannot be
// set is let go: the time limit and the group kill stand anyway.
func confine(pid int, limit time.Duration) {
	seconds := uint64((limit + spareTime) / time.Second)
	for resource, value := range map[int]uint64{
		unix.RLIMIT_AS:     maxMemory,
		unix.RLIMIT_CPU:    seconds,
		unix.RLIMIT_FSIZE:  0,
		unix.RLIMIT_CORE:   0,
		unix.RLIMIT_NOFILE: maxFiles,
	} {
		_ = unix.Prlimit(pid, resource, &unix.Rlimit{Cur: value, Max: value}, nil)
	}
}
