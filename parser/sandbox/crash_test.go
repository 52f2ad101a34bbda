package sandbox

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
)

func TestCrashes(t *testing.T) {
	for _, test := range []struct {
		child string
		cause []string // what the log must say, and the user must not see
	}{
		{"panic", []string{"exit status 2", "the reader lost its way"}},
		{"exit-3", []string{"exit status 3", "leaving early"}},
		{"exit-0", []string{"exit status 0"}},
		{"close-stdout", []string{"closed its output"}},
		{"garbage", []string{"kind 0x25", "longer than allowed", "I am confused"}},
		{"cut-short", []string{"cut short"}},
		{"wrong-program", []string{"longer than allowed"}},
	} {
		t.Run(test.child, func(t *testing.T) {
			t.Parallel()
			f := requireCode(t, fault.ReaderCrashed, drainAll(startChild(t.Context(), t, test.child, Limits{})))
			require.Error(t, f.Cause)
			for _, words := range test.cause {
				assert.ErrorContains(t, f.Cause, words)
				assert.NotContains(t, f.Message, words)
			}
		})
	}
}

func TestKilledFromOutside(t *testing.T) {
	t.Parallel()
	child := startChild(t.Context(), t, "sleep", Limits{})
	time.AfterFunc(100*time.Millisecond, func() { _ = child.cmd.Process.Kill() })
	f := requireCode(t, fault.ReaderCrashed, drainAll(child))
	assert.ErrorContains(t, f.Cause, "signal: killed")
}

func TestTailIsBounded(t *testing.T) {
	var counted int64
	words := &tail{count: func(n int64) { counted += n }}
	_, err := words.Write([]byte("panic: the reason"))
	require.NoError(t, err)
	for range 1000 {
		_, err := words.Write(bytes.Repeat([]byte("."), 1000))
		require.NoError(t, err)
	}
	_, err = words.Write([]byte("last words"))
	require.NoError(t, err)
	assert.EqualValues(t, 17+1_000_000+10, counted)
	assert.Less(t, len(words.String()), 3*tailPart)
	assert.Contains(t, words.String(), "panic: the reason")
	assert.Contains(t, words.String(), "bytes left out")
	assert.Contains(t, words.String(), "last words")
}

func TestFailureIsNotTrusted(t *testing.T) {
	for _, test := range []struct {
		name, payload string
		code          fault.Code
		message       string
	}{
		{"good", `{"code":"damaged-file","message":"it is damaged"}`, fault.Damaged, "it is damaged"},
		{"cleaned", `{"code":"damaged-file","message":"a\u001b[31mb\u202ec"}`, fault.Damaged, "a [31mb c"},
		{"no JSON", `{`, fault.ReaderCrashed, ""},
		{"odd code", `{"code":"<script>","message":"x"}`, fault.ReaderCrashed, ""},
		{"no code", `{"message":"x"}`, fault.ReaderCrashed, ""},
		{"no message", `{"code":"damaged-file"}`, fault.ReaderCrashed, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := failureOf([]byte(test.payload))
			assert.Equal(t, test.code, f.Code)
			if test.message != "" {
				assert.Equal(t, test.message, f.Message)
			}
		})
	}
	long := newFailure(fault.New(fault.Damaged, "%s", bytes.Repeat([]byte("x"), 10_000)))
	assert.Len(t, failureOf([]byte(`{"code":"damaged-file","message":"`+long.Message+`"}`)).Message, maxMessage)
}
