//go:build !linux

package sandbox

import (
	"errors"
	"os"
	"syscall"
	"time"
)

func ownProgram() (string, error) { return os.Executable() }

func processAttributes() *syscall.SysProcAttr { return nil }

type usage struct {
	resident uint64
	cpu      time.Duration
}

// probe cannot watch memory and processor time on this system: only the wall clock and the output are limited.
type probe struct{}

func openProbe(int) (probe, error) { return probe{}, nil }

func (probe) read() (usage, error) { return usage{}, errors.ErrUnsupported }

func (probe) close() error { return nil }
