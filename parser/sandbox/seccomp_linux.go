package sandbox

import (
	"fmt"
	"os"
	"runtime"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"golang.org/x/sys/unix"
)

// filterCalls allows the system calls that a Go program, wazero's compiled code included, needs to compute and to talk over files
// that are open already. All others fail with EPERM: sockets, programs, files, mounts, tracing, other processes' memory, io_uring,
// and every call made through another architecture's numbers.
func filterCalls(files bool) error {
	info, err := arch.GetInfo("")
	if err != nil {
		return fmt.Errorf("cannot tell this machine's system calls: %w", err)
	}
	known := func(names []string) (there []string) {
		for _, name := range names {
			if _, ok := info.SyscallNames[name]; ok {
				there = append(there, name)
			}
		}
		return there
	}
	allowed := computing()
	if files {
		allowed = append(allowed, reading()...)
	}
	policy := seccomp.Policy{
		DefaultAction: seccomp.ActionErrno,
		Syscalls: []seccomp.SyscallGroup{
			{Action: seccomp.ActionAllow, Names: known(allowed), NamesWithCondtions: conditional()},
			// Its flags cannot be seen by a filter; without it, the C library falls back to clone.
			{Action: seccomp.Action(unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)), Names: known([]string{"clone3"})},
		},
	}
	runtime.LockOSThread() // the privilege bit and the filter must be set by the same thread
	defer runtime.UnlockOSThread()
	err = seccomp.LoadFilter(seccomp.Filter{NoNewPrivs: true, Flag: seccomp.FilterFlagTSync, Policy: policy})
	if err != nil {
		return fmt.Errorf("cannot filter system calls: %w", err)
	}
	return nil
}

func computing() []string {
	return []string{
		// open files
		"read", "write", "readv", "writev", "pread64", "pwrite64", "lseek", "close", "fcntl", "fstat", "dup", "dup3", "pipe2",
		"poll", "ppoll", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2", "eventfd2",
		// memory
		"mmap", "mprotect", "munmap", "mremap", "madvise", "mincore", "brk",
		// threads and signals of this process
		"futex", "sched_yield", "sched_getaffinity", "set_robust_list", "set_tid_address", "rseq", "membarrier", "gettid", "getpid",
		"getppid", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group",
		// time
		"nanosleep", "clock_nanosleep", "clock_gettime", "clock_getres", "gettimeofday", "time", "setitimer", "timer_create",
		"timer_settime", "timer_delete",
		// facts
		"getrandom", "getrusage", "times", "uname", "sysinfo", "getcpu", "getuid", "geteuid", "getgid", "getegid",
	}
}

func reading() []string {
	return []string{"openat", "newfstatat", "fstatat", "statx", "getdents64", "readlinkat", "faccessat", "faccessat2"}
}

// conditional allows new threads but no new processes or name spaces, signals to this process alone, and naming memory and threads.
func conditional() []seccomp.NameWithConditions {
	const spaces = unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWUSER |
		unix.CLONE_NEWPID | unix.CLONE_NEWNET
	first := func(op seccomp.Operation, value uint64) seccomp.Condition {
		return seccomp.Condition{Argument: 0, Operation: op, Value: value}
	}
	return []seccomp.NameWithConditions{
		{Name: "clone", Conditions: seccomp.ArgumentConditions{first(seccomp.BitsSet, unix.CLONE_THREAD), first(seccomp.BitsNotSet, spaces)}},
		{Name: "tgkill", Conditions: seccomp.ArgumentConditions{first(seccomp.Equal, uint64(os.Getpid()))}},
		{Name: "prctl", Conditions: seccomp.ArgumentConditions{first(seccomp.Equal, unix.PR_SET_VMA)}},
		{Name: "prctl", Conditions: seccomp.ArgumentConditions{first(seccomp.Equal, unix.PR_SET_NAME)}},
	}
}
