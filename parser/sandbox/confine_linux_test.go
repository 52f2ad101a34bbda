package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// seccompHere tells whether the kernel filters system calls.
func seccompHere() bool {
	status, err := os.ReadFile("/proc/self/status")
	return err == nil && strings.Contains(string(status), "\nSeccomp:")
}

func TestConfinement(t *testing.T) {
	if !seccompHere() {
		t.Skip("this kernel was built without seccomp filters")
	}
	const victim = "/tmp/countersign-sandbox-victim"
	require.NoError(t, os.WriteFile(victim, nil, 0o600))
	defer os.Remove(victim)
	child := startChild(t.Context(), t, "attempts", Limits{})
	tried := 0
	for {
		_, got, err := child.Receive()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		tried++
		what, outcome, _ := strings.Cut(string(got), "=")
		assert.Equal(t, "refused", outcome, what)
	}
	assert.Equal(t, 13, tried)
	assert.FileExists(t, victim)
	assert.NoFileExists(t, "/tmp/countersign-sandbox-test")
}

func TestReportIsLogged(t *testing.T) {
	var logged bytes.Buffer
	log := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	child, err := Start(t.Context(), Command{Args: []string{childArg, "nothing"}}, Limits{}, log)
	require.NoError(t, err)
	assert.Equal(t, io.EOF, drainAll(child))
	require.NoError(t, child.Close())
	assert.Equal(t, 1, strings.Count(logged.String(), "the reader is confined"))
	t.Log(logged.String())
}

func TestWasmUnderConfinement(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "wasm", Limits{})
	_, got, err := child.Receive()
	require.NoError(t, err)
	assert.Equal(t, "1 pages, then 67108864 bytes", string(got))
}

func TestReadOnlyFolder(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "font"), []byte("glyphs"), 0o600))
	child, err := Start(t.Context(), Command{Args: []string{childArg, "folder"}, ReadOnly: []string{folder}}, Limits{}, nil)
	require.NoError(t, err)
	defer child.Close()
	require.NoError(t, child.Send(kindData, []byte(folder)))
	_, got, err := child.Receive()
	require.NoError(t, err)
	if strings.HasPrefix(string(got), "refused") {
		t.Skip("this kernel has no Landlock: the folder stays closed too")
	}
	assert.Equal(t, "glyphs; write: refused; elsewhere: refused", string(got))
}

func TestInheritedFilesAreClosed(t *testing.T) {
	leak, err := syscall.Dup(int(os.Stderr.Fd())) // which, unlike what Go opens, survives an exec
	require.NoError(t, err)
	defer syscall.Close(leak)
	child := startChild(t.Context(), t, "inherited", Limits{})
	_, got, err := child.Receive()
	require.NoError(t, err)
	assert.Equal(t, "0", string(got))
}

func TestChildDiesWithItsParent(t *testing.T) {
	parent := exec.CommandContext(t.Context(), os.Args[0], childArg, "parent")
	out, err := parent.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, parent.Start())
	var pid int
	_, err = fmt.Fscan(out, &pid)
	require.NoError(t, err)
	require.True(t, alive(pid))
	require.NoError(t, parent.Process.Kill())
	require.Error(t, parent.Wait())
	require.Eventually(t, func() bool { return !alive(pid) }, 5*time.Second, 10*time.Millisecond)
}

// alive tells whether the process still runs; an unreaped one does not.
func alive(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(stat), ") Z ") && !strings.Contains(string(stat), ") X ")
}

// TestChildrenLeaveNothing starts many children that end in different ways.
func TestChildrenLeaveNothing(t *testing.T) {
	require.Equal(t, io.EOF, drainAll(startChild(t.Context(), t, "nothing", Limits{})))
	time.Sleep(50 * time.Millisecond) // for the first child's watch to end
	openBefore, routinesBefore := openFiles(t), runtime.NumGoroutine()
	names := []string{"nothing", "exit-3", "sleep", "garbage", "nothing"}
	const all, atATime = 200, 4
	for first := 0; first < all; first += atATime {
		var children []*Child
		for i := range atATime {
			child, err := Start(context.Background(), Command{Args: []string{childArg, names[(first+i)%len(names)]}}, Limits{}, nil)
			require.NoError(t, err)
			children = append(children, child)
		}
		for i, child := range children {
			if name := names[(first+i)%len(names)]; name != "sleep" {
				require.Error(t, drainAll(child), name)
			}
			require.NoError(t, child.Close())
			require.NoError(t, child.Close(), "a second Close is harmless")
		}
	}
	_, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
	assert.ErrorIs(t, err, syscall.ECHILD, "no child is left, not even a dead one")
	for deadline := time.Now().Add(2 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if runtime.NumGoroutine() <= routinesBefore && openFiles(t) <= openBefore {
			return
		}
	}
	assert.LessOrEqual(t, runtime.NumGoroutine(), routinesBefore, "goroutines are left")
	assert.LessOrEqual(t, openFiles(t), openBefore, "open files are left")
}

func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	require.NoError(t, err)
	return len(entries)
}

func TestParseStat(t *testing.T) {
	used, err := parseStat([]byte("7 (a ) b) R 1 7 7 0 -1 4194304 1 0 0 0 150 50 0 0 20 0 5 0 99 1000000 300 18446744073709551615"))
	require.NoError(t, err)
	assert.Equal(t, usage{resident: 300 * uint64(os.Getpagesize()), cpu: 2 * time.Second}, used)
	_, err = parseStat([]byte("7 (short) R 1"))
	assert.Error(t, err)
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		child, err := Start(b.Context(), Command{Args: []string{childArg, "nothing"}}, Limits{}, nil)
		require.NoError(b, err)
		require.Equal(b, io.EOF, drainAll(child))
		require.NoError(b, child.Close())
	}
}
