//go:build unix

package ocr

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// separate gives the process a group of its own and has the whole group killed when the context ends.
func separate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		if errors.Is(err, syscall.ESRCH) {
			return os.ErrProcessDone
		}
		if err != nil {
			return fmt.Errorf("cannot kill tesseract: %w", err)
		}
		return nil
	}
}
