package sandbox

import (
	"errors"
	"fmt"

	"github.com/landlock-lsm/go-landlock/landlock"
	llsys "github.com/landlock-lsm/go-landlock/landlock/syscall"
)

// The versions of Landlock in which something that matters here came.
const (
	landlockTCP   = 4
	landlockScope = 6
)

var errOldKernel = errors.New("the kernel is too old or it is switched off")

// confineFiles takes away all files but the folders given, TCP, and signals to other processes. It tells whether files are bounded.
func confineFiles(readOnly []string, report *Report) bool {
	version, err := llsys.LandlockGetABIVersion()
	if err != nil || version < 1 {
		report.add("landlock", errOldKernel)
		return false
	}
	const read = llsys.AccessFSReadFile | llsys.AccessFSReadDir
	var rules []landlock.Rule
	if len(readOnly) > 0 {
		rules = append(rules, landlock.PathAccess(read, readOnly...))
	}
	err = landlock.V11.BestEffort().Restrict(rules...)
	report.add(fmt.Sprintf("landlock version %d", version), err)
	if err == nil && version < landlockTCP {
		report.add("landlock for TCP", errOldKernel)
	}
	if err == nil && version < landlockScope {
		report.add("landlock for signals", errOldKernel)
	}
	return err == nil
}
