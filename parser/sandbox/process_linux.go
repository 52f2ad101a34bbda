package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
)

// ownProgram stays true even when the file was replaced since we started.
func ownProgram() (string, error) { return "/proc/self/exe", nil }

// processAttributes make the child die with its parent and keep the terminal's signals from it.
func processAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}

type usage struct {
	resident uint64
	cpu      time.Duration
}

// probe reads what a process uses. It holds the process's file open, so it can never read about another with the same number.
type probe struct {
	stat *os.File
}

func openProbe(pid int) (probe, error) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return probe{}, fmt.Errorf("cannot watch the child: %w", err)
	}
	return probe{stat: f}, nil
}

func (p probe) read() (usage, error) {
	var buf [1024]byte
	n, err := p.stat.ReadAt(buf[:], 0)
	if n == 0 {
		return usage{}, fmt.Errorf("cannot watch the child: %w", err)
	}
	return parseStat(buf[:n])
}

func (p probe) close() error { return p.stat.Close() }

// The fields of /proc/PID/stat that follow the program's name, counted from the first one.
const (
	statUser     = 11
	statSystem   = 12
	statResident = 21
	ticksASecond = 100 // fixed in the kernel's interface
)

var errStat = errors.New("cannot read the child's state")

// parseStat starts behind the program's name, which may contain anything.
func parseStat(line []byte) (usage, error) {
	fields := bytes.Fields(line[bytes.LastIndexByte(line, ')')+1:])
	if len(fields) <= statResident {
		return usage{}, errStat
	}
	number := func(i int) uint64 {
		n, _ := strconv.ParseUint(string(fields[i]), 10, 64)
		return n
	}
	return usage{
		resident: number(statResident) * uint64(os.Getpagesize()),
		cpu:      time.Duration(number(statUser)+number(statSystem)) * (time.Second / ticksASecond),
	}, nil
}
