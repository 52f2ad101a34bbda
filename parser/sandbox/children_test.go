package sandbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"countersign/fault"
)

const childArg = "sandbox-test-child"

// TestMain is also the child: the tests start their own binary again with the name of what it is to do.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == childArg {
		os.Exit(beChild(os.Args[2]))
	}
	os.Exit(m.Run())
}

const (
	kindData byte = 1 + iota
	kindAnswer
)

func beChild(name string) int {
	setup := func() error { return nil }
	if name == "setup-fails" {
		setup = func() error { return fault.New(fault.Unsupported, "no such luck") }
	}
	if name == "parent" {
		return beParent()
	}
	if name == "mute" {
		time.Sleep(time.Hour)
	}
	if name == "wrong-program" {
		fmt.Println("usage: sandbox [flags]")
		return 0
	}
	return Serve(setup, func(conn *Conn) error { return act(name, conn) })
}

func act(name string, conn *Conn) error {
	stdout := os.NewFile(1, "stdout")
	defer runtime.KeepAlive(stdout) // or the collector would close it under the conversation
	switch name {
	case "echo":
		return echo(conn)
	case "digest":
		_, payload, err := conn.Receive()
		if err != nil {
			return err
		}
		sum := sha256.Sum256(payload)
		return conn.Send(kindAnswer, sum[:])
	case "nothing":
		return nil
	case "prints":
		fmt.Println("a stray print")
		return conn.Send(kindAnswer, []byte("unharmed"))
	case "environment":
		return conn.Send(kindAnswer, fmt.Append(nil, os.Environ()))
	case "loop":
		for { //nolint:staticcheck // a child that spins is what is wanted
		}
	case "answer-then-loop":
		if err := conn.Send(kindAnswer, nil); err != nil {
			return err
		}
		for { //nolint:staticcheck // a child that spins is what is wanted
		}
	case "sleep":
		time.Sleep(time.Hour)
	case "allocate":
		return allocate()
	case "allocate-at-once":
		big := make([]byte, 4<<30)
		for i := 0; i < len(big); i += 4096 {
			big[i] = 1
		}
		return conn.Send(kindAnswer, big[:1])
	case "write":
		for {
			if err := conn.Send(kindData, make([]byte, 1<<20)); err != nil {
				return err
			}
		}
	case "complain":
		for {
			_, _ = os.Stderr.Write(bytes.Repeat([]byte("x"), 1<<16))
		}
	case "panic":
		panic("the reader lost its way")
	case "exit-3":
		fmt.Fprintln(os.Stderr, "leaving early")
		os.Exit(3) //nolint:gocritic // the deferred call only keeps a value alive
	case "exit-0":
		os.Exit(0)
	case "fault":
		return fmt.Errorf("cannot open: %w", fault.New(fault.Damaged, "the file is\ndamaged"))
	case "close-stdout":
		_ = stdout.Close()
		time.Sleep(time.Hour)
	case "garbage":
		fmt.Fprintln(os.Stderr, "I am confused")
		_, _ = stdout.WriteString("%PDF-1.7 this is no frame at all")
		time.Sleep(time.Hour)
	case "cut-short":
		_, _ = stdout.Write([]byte{kindData, 0, 0, 1, 0, 'x'})
		os.Exit(0)
	case "lie":
		_, _ = stdout.Write([]byte{kindData, 0x0F, 0xFF, 0xFF, 0xFF, 'x'})
		time.Sleep(time.Hour)
	case "quick-stop":
		time.Sleep(50 * time.Millisecond)
		return conn.Send(kindAnswer, nil)
	case "attempts":
		return attempts(conn)
	case "inherited":
		return conn.Send(kindAnswer, fmt.Append(nil, inherited()))
	case "folder":
		return readFolder(conn)
	case "wasm":
		return runWasm(conn)
	default:
		return errors.New("no such child: " + name)
	}
	return nil
}

func echo(conn *Conn) error {
	for {
		kind, payload, err := conn.Receive()
		if err != nil {
			return err
		}
		if len(payload) == 0 {
			return nil
		}
		if err := conn.Send(kind, payload); err != nil {
			return err
		}
	}
}

func allocate() error {
	var kept [][]byte
	for {
		block := make([]byte, 1<<20)
		for i := 0; i < len(block); i += 4096 {
			block[i] = 1
		}
		kept = append(kept, block)
		if len(kept) > 1<<20 {
			return errors.New("a terabyte was not enough")
		}
	}
}

// beParent starts a child of its own, tells its number once it runs for ever and waits to be killed.
func beParent() int {
	child, err := Start(context.Background(), Command{Args: []string{childArg, "answer-then-loop"}}, Limits{}, nil)
	if err != nil {
		return 1
	}
	if _, _, err := child.Receive(); err != nil {
		return 1
	}
	fmt.Println(child.cmd.Process.Pid)
	time.Sleep(time.Hour)
	return 0
}

// inherited counts open files that would survive an exec, beyond the first three.
func inherited() (count int) {
	for fd := uintptr(3); fd < 64; fd++ {
		flags, err := unix.FcntlInt(fd, unix.F_GETFD, 0)
		if err == nil && flags&unix.FD_CLOEXEC == 0 {
			count++
		}
	}
	return count
}

// attempts tries what must be refused and says for each how it went.
func attempts(conn *Conn) error {
	tries := map[string]func() error{
		"read a file":     func() error { _, err := os.ReadFile("/etc/passwd"); return err },
		"list a folder":   func() error { _, err := os.ReadDir("/"); return err },
		"create a file":   func() error { return os.WriteFile("/tmp/countersign-sandbox-test", []byte("x"), 0o600) },
		"remove a file":   func() error { return os.Remove("/tmp/countersign-sandbox-victim") },
		"dial TCP":        func() error { _, err := net.DialTimeout("tcp", "127.0.0.1:1", time.Second); return err },
		"listen on TCP":   func() error { _, err := net.Listen("tcp", "127.0.0.1:0"); return err },
		"send UDP":        func() error { _, err := net.Dial("udp", "127.0.0.1:53"); return err },
		"unix socket":     func() error { _, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0); return err },
		"run a program":   func() error { return exec.CommandContext(context.Background(), "/bin/sh", "-c", "true").Run() },
		"become a shell":  func() error { return syscall.Exec("/bin/sh", []string{"sh", "-c", "exit 9"}, nil) },
		"signal the boss": func() error { return syscall.Kill(os.Getppid(), 0) },
		"raise a limit":   func() error { return syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: 1 << 40, Max: 1 << 40}) },
		"change root":     func() error { return syscall.Chroot("/") },
	}
	for name, try := range tries {
		outcome := "done"
		if err := try(); err != nil {
			outcome = "failed: " + err.Error()
			if errors.Is(err, os.ErrPermission) {
				outcome = "refused"
			}
		}
		if err := conn.Send(kindAnswer, []byte(name+"="+outcome)); err != nil {
			return err
		}
	}
	return nil
}

// readFolder reads inside the folder it is told, and tries to write there and to read elsewhere.
func readFolder(conn *Conn) error {
	_, folder, err := conn.Receive()
	if err != nil {
		return err
	}
	word := func(err error) string {
		if os.IsPermission(err) {
			return "refused"
		}
		return fmt.Sprint(err)
	}
	text, err := os.ReadFile(filepath.Join(string(folder), "font"))
	if err != nil {
		text = []byte(word(err))
	}
	write := os.WriteFile(filepath.Join(string(folder), "new"), nil, 0o600)
	_, elsewhere := os.ReadFile("/etc/passwd")
	return conn.Send(kindAnswer, fmt.Appendf(nil, "%s; write: %s; elsewhere: %s", text, word(write), word(elsewhere)))
}

func startChild(ctx context.Context, t testing.TB, name string, limits Limits) *Child {
	t.Helper()
	child, err := Start(ctx, Command{Args: []string{childArg, name}}, limits, nil)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, child.Close()) })
	return child
}

// drainAll receives until the end and returns how it ended.
func drainAll(child *Child) error {
	for {
		if _, _, err := child.Receive(); err != nil {
			return err
		}
	}
}

func requireCode(t *testing.T, code fault.Code, err error) *fault.Error {
	t.Helper()
	var f *fault.Error
	require.ErrorAs(t, err, &f)
	require.Equal(t, code, f.Code, "%v", err)
	require.NotEqual(t, io.EOF, err)
	return f
}
