package sandbox

import (
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
)

func TestDefault(t *testing.T) {
	assert.Equal(t, 60*time.Second, Default(0).Wall)
	assert.Equal(t, 80*time.Second, Default(100).Wall)
	assert.Equal(t, Default(0), Limits{}.withDefaults())
	assert.Equal(t, 4*time.Second, Limits{Wall: time.Second}.withDefaults().CPU)
}

func TestTimeLimit(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"loop", "sleep", "mute"} {
		t.Run(name, func(t *testing.T) {
			child := startChild(t.Context(), t, name, Limits{Wall: 300 * time.Millisecond})
			start := time.Now()
			f := requireCode(t, fault.TimeLimit, drainAll(child))
			assert.Contains(t, f.Message, "300ms")
			assert.Less(t, time.Since(start), 20*time.Second) // it would go on for ever
		})
	}
}

func TestProcessorTimeLimit(t *testing.T) {
	t.Parallel()
	f := requireCode(t, fault.TimeLimit, drainAll(startChild(t.Context(), t, "loop", Limits{CPU: 300 * time.Millisecond})))
	assert.Contains(t, f.Message, "processor time than the limit of 300ms")
}

func TestKernelsProcessorTimeLimit(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux sets it")
	}
	child := startChild(t.Context(), t, "loop", Limits{CPU: time.Second / cpuSlack})
	child.SetWall(time.Hour) // which lifts our own limit out of the way
	f := requireCode(t, fault.TimeLimit, drainAll(child))
	assert.Contains(t, f.Message, "processor time than the limit of 1s")
}

func TestSetWall(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "sleep", Limits{})
	child.SetWall(200 * time.Millisecond)
	requireCode(t, fault.TimeLimit, drainAll(child))
}

func TestMemoryLimit(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("memory is watched on Linux only")
	}
	const limit = 192 << 20
	t.Run("step by step", func(t *testing.T) {
		child := startChild(t.Context(), t, "allocate", Limits{Memory: limit})
		f := requireCode(t, fault.MemoryLimit, drainAll(child))
		assert.Contains(t, f.Message, "192 MiB")
		assert.Less(t, child.Peak(), uint64(3*limit), "the kernel's limit holds it between two looks")
		t.Logf("killed at %d MiB of %d MiB", child.Peak()>>20, limit>>20)
	})
	t.Run("at once", func(t *testing.T) {
		child := startChild(t.Context(), t, "allocate-at-once", Limits{Memory: limit})
		requireCode(t, fault.MemoryLimit, drainAll(child))
		assert.Less(t, child.Peak(), uint64(3*limit))
	})
}

func TestOutputLimit(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"write", "complain", "lie"} {
		t.Run(name, func(t *testing.T) {
			child := startChild(t.Context(), t, name, Limits{Output: 8 << 20})
			f := requireCode(t, fault.OutputLimit, drainAll(child))
			assert.Contains(t, f.Message, "8 MiB")
		})
	}
	t.Run("raised", func(t *testing.T) {
		child := startChild(t.Context(), t, "write", Limits{Output: 1 << 20})
		child.SetOutput(4<<20 + 1<<19)
		for range 4 {
			_, payload, err := child.Receive()
			require.NoError(t, err)
			require.Len(t, payload, 1<<20)
		}
		requireCode(t, fault.OutputLimit, drainAll(child))
	})
}

func TestPauseClock(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "echo", Limits{Wall: 800 * time.Millisecond})
	child.PauseClock()
	child.PauseClock()
	child.ResumeClock()
	time.Sleep(time.Second)
	child.ResumeClock()
	require.NoError(t, child.Send(kindData, []byte("still there?")))
	_, got, err := child.Receive()
	require.NoError(t, err)
	assert.Equal(t, "still there?", string(got))
	requireCode(t, fault.TimeLimit, drainAll(child))
}

func TestClock(t *testing.T) {
	now := time.Unix(0, 0)
	clock := newClock(func() time.Time { return now })
	pass := func() { now = now.Add(time.Second) }
	pass()
	assert.Equal(t, 1*time.Second, clock.elapsed(), "it runs")
	clock.change(1, 0)
	pass()
	assert.Equal(t, 1*time.Second, clock.elapsed(), "it is paused")
	clock.change(0, 1)
	pass()
	assert.Equal(t, 2*time.Second, clock.elapsed(), "a hold makes it run through the pause")
	clock.change(0, -1)
	pass()
	assert.Equal(t, 2*time.Second, clock.elapsed(), "and then it is paused again")
	clock.change(-1, 0)
	clock.change(-1, 0)
	pass()
	assert.Equal(t, 3*time.Second, clock.elapsed(), "one resume too many does no harm")
	clock.change(1, 0)
	pass()
	assert.Equal(t, 3*time.Second, clock.elapsed())
}

func TestLimitsLeaveGoodChildrenAlone(t *testing.T) {
	child := startChild(t.Context(), t, "quick-stop", Limits{Wall: 20 * time.Second, Output: 1 << 20})
	assert.Equal(t, io.EOF, drainAll(child))
}
