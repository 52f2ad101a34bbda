package sandbox

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// Confine takes files, network, new programs and most system calls from this process, in every thread and for good. What the kernel
// lacks is named in the report and is no error. The order matters: each step may take away what an earlier one needs.
func Confine(c Confinement) (Report, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var report Report
	report.add("inherited files closed", closeInherited())
	report.add("first victim of low memory", os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0))
	report.add("no memory dumps", unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0))
	report.add("no new privileges", unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
	limitResources(c, &report)
	bounded := confineFiles(c.ReadOnly, &report)
	report.add("seccomp", filterCalls(len(c.ReadOnly) > 0 && bounded))
	return report, nil
}

// closeInherited closes what the parent left open by mistake. All that this process opened itself closes on exec and is kept.
func closeInherited() error {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return fmt.Errorf("cannot list open files: %w", err)
	}
	var failed error
	for _, entry := range entries {
		fd, err := strconv.Atoi(entry.Name())
		if err != nil || fd <= 2 {
			continue
		}
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
		if err == nil && flags&unix.FD_CLOEXEC == 0 {
			failed = errors.Join(failed, unix.Close(fd))
		}
	}
	return failed
}
