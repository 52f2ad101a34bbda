package sandbox

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// limitResources sets the kernel's own limits. They are the backstop of the parent's watch, so they are generous.
// There is none on the number of processes: the kernel counts threads there, of all programs of the user.
func limitResources(c Confinement, report *Report) {
	report.add("no core files", limitTo(unix.RLIMIT_CORE, 0))
	report.add("no growing files", limitTo(unix.RLIMIT_FSIZE, 0))
	report.add("no locked memory", limitTo(unix.RLIMIT_MEMLOCK, 0))
	if c.Files > 0 {
		report.add("few open files", limitTo(unix.RLIMIT_NOFILE, c.Files))
	}
	if c.CPU > 0 {
		report.add("processor time", limitTo(unix.RLIMIT_CPU, uint64((c.CPU+time.Second-1)/time.Second)))
	}
	if c.Memory > 0 {
		report.add("data memory", limitData(c.Memory))
	}
}

func limitTo(resource int, most uint64) error {
	return unix.Setrlimit(resource, &unix.Rlimit{Cur: most, Max: most})
}

// limitData keeps the child from mapping gigabytes between two looks of the parent. Unlike the address space, the data segment does
// not count what is only reserved, as the Go heap and WebAssembly memories do in plenty.
func limitData(memory uint64) error {
	mapped, err := mappedData()
	if err != nil {
		return err
	}
	return limitTo(unix.RLIMIT_DATA, mapped+2*memory)
}

func mappedData() (uint64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, fmt.Errorf("cannot read the mapped memory: %w", err)
	}
	for line := range bytes.Lines(status) {
		fields := bytes.Fields(line)
		if len(fields) < 2 || string(fields[0]) != "VmData:" {
			continue
		}
		kib, err := strconv.ParseUint(string(fields[1]), 10, 64)
		if err != nil {
			return 0, fmt.Errorf("cannot read the mapped memory: %w", err)
		}
		return kib << 10, nil
	}
	return 0, fmt.Errorf("cannot find the mapped memory")
}
