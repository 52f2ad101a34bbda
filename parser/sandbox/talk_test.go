package sandbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
)

func TestEchoBothWays(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "echo", Limits{})
	for _, length := range []int{1, smallFrame, smallFrame + 1, 24 << 20} {
		sent := make([]byte, length)
		_, err := rand.Read(sent)
		require.NoError(t, err)
		require.NoError(t, child.Send(kindData, sent))
		kind, got, err := child.Receive()
		require.NoError(t, err)
		assert.Equal(t, kindData, kind)
		require.True(t, bytes.Equal(sent, got), "%d bytes changed on the way", length)
	}
	require.NoError(t, child.Send(kindData, nil))
	assert.Equal(t, io.EOF, drainAll(child))
	assert.Equal(t, io.EOF, drainAll(child), "the end must stay the end")
	assert.Positive(t, child.Peak())
}

func TestLargeFile(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "digest", Limits{})
	file := make([]byte, 100<<20)
	require.NoError(t, child.Send(kindData, file))
	_, got, err := child.Receive()
	require.NoError(t, err)
	want := sha256.Sum256(file)
	assert.Equal(t, want[:], got)
}

func TestSendFromManyGoroutines(t *testing.T) {
	child := startChild(t.Context(), t, "echo", Limits{})
	var senders sync.WaitGroup
	for i := range 16 {
		senders.Go(func() { assert.NoError(t, child.Send(kindData, bytes.Repeat([]byte{byte(i + 1)}, 100_000))) })
	}
	for range 16 {
		_, got, err := child.Receive()
		require.NoError(t, err)
		require.Equal(t, bytes.Repeat(got[:1], 100_000), got)
	}
	senders.Wait()
}

func TestStrayPrintsDoNotHarm(t *testing.T) {
	child := startChild(t.Context(), t, "prints", Limits{})
	_, got, err := child.Receive()
	require.NoError(t, err)
	assert.Equal(t, "unharmed", string(got))
}

func TestEnvironmentIsEmptied(t *testing.T) {
	t.Setenv("SECRET", "do not pass on")
	for _, env := range [][]string{nil, {"GOMAXPROCS=1"}} {
		child, err := Start(t.Context(), Command{Args: []string{childArg, "environment"}, Env: env}, Limits{}, nil)
		require.NoError(t, err)
		_, got, err := child.Receive()
		require.NoError(t, err)
		assert.NotContains(t, string(got), "SECRET")
		require.NoError(t, child.Close())
	}
}

func TestChildsOwnFault(t *testing.T) {
	f := requireCode(t, fault.Damaged, drainAll(startChild(t.Context(), t, "fault", Limits{})))
	assert.Equal(t, "the file is damaged", f.Message)
	assert.ErrorContains(t, f.Cause, "cannot open")
}

func TestSetupFails(t *testing.T) {
	child, err := Start(t.Context(), Command{Args: []string{childArg, "setup-fails"}}, Limits{}, nil)
	if err == nil { // the child may be gone before or after our first message
		err = child.Send(kindData, make([]byte, 1<<20))
		require.NoError(t, child.Close())
	}
	f := requireCode(t, fault.Unsupported, err)
	assert.Equal(t, "no such luck", f.Message)
}

func TestReservedKind(t *testing.T) {
	child := startChild(t.Context(), t, "echo", Limits{})
	requireCode(t, fault.Internal, child.Send(kindDone, nil))
}

func TestSendToAChildThatDoesNotRead(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "sleep", Limits{Wall: 300 * time.Millisecond})
	child.PauseClock() // not even this may hang the parent
	requireCode(t, fault.TimeLimit, child.Send(kindData, make([]byte, 1<<20)))
}

func TestSendToAChildThatIsGone(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "prints", Limits{})
	<-child.exited
	requireCode(t, fault.ReaderCrashed, child.Send(kindData, make([]byte, 1<<20)))
	_, got, err := child.Receive()
	require.NoError(t, err, "what came before is not lost")
	assert.Equal(t, "unharmed", string(got))
	assert.Equal(t, io.EOF, drainAll(child))
}

func TestCanceled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	child := startChild(ctx, t, "sleep", Limits{})
	time.AfterFunc(100*time.Millisecond, cancel)
	f := requireCode(t, fault.Canceled, drainAll(child))
	require.ErrorIs(t, f, context.Canceled)

	_, err := Start(ctx, Command{}, Limits{}, nil)
	requireCode(t, fault.Canceled, err)
}

func TestCloseWhileReceiving(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "sleep", Limits{})
	time.AfterFunc(100*time.Millisecond, func() { _ = child.Close() })
	requireCode(t, fault.Canceled, drainAll(child))
}

func TestNoSuchProgram(t *testing.T) {
	_, err := Start(t.Context(), Command{Path: "/no/such/program"}, Limits{}, nil)
	requireCode(t, fault.Internal, err)
}
