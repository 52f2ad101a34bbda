package sandbox

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFrames(t *testing.T) {
	var wire bytes.Buffer
	lengths := []int{0, 1, smallFrame - 1, smallFrame, smallFrame + 1, 3 << 20}
	for i, length := range lengths {
		require.NoError(t, writeFrame(&wire, byte(i), bytes.Repeat([]byte{byte(i)}, length)))
	}
	reader := frameReader{r: iotest.HalfReader(&wire), trust: 1 << 10}
	for i, length := range lengths {
		kind, payload, err := reader.next()
		require.NoError(t, err)
		assert.Equal(t, byte(i), kind)
		assert.Len(t, payload, length)
	}
	_, _, err := reader.next()
	assert.Equal(t, io.EOF, err)
}

func TestFrameErrors(t *testing.T) {
	for _, test := range []struct {
		name string
		wire []byte
		want error
	}{
		{"nothing", nil, io.EOF},
		{"half a header", []byte{1, 0, 0}, io.ErrUnexpectedEOF},
		{"no payload", []byte{1, 0, 0, 0, 2}, io.ErrUnexpectedEOF},
		{"half a payload", []byte{1, 0, 0, 0, 2, 'x'}, io.ErrUnexpectedEOF},
		{"too long", []byte{1, 0xFF, 0xFF, 0xFF, 0xFF}, errTooLong},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := frameReader{r: bytes.NewReader(test.wire)}.next()
			assert.ErrorIs(t, err, test.want)
		})
	}
}

func TestRefusedFrameIsNotRead(t *testing.T) {
	no := errors.New("no")
	wire := bytes.NewReader([]byte{1, 0, 0, 0, 1, 'x'})
	_, _, err := frameReader{r: wire, admit: func(byte, int64) error { return no }}.next()
	require.ErrorIs(t, err, no)
	assert.Equal(t, 1, wire.Len())
}

func TestLyingLengthDoesNotAllocate(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err := frameReader{r: bytes.NewReader([]byte{1, 0x0F, 0xFF, 0xFF, 0xFF}), trust: 1 << 20}.next()
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(4<<20))
}

func FuzzFrameReader(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 0, 0, 0, 3, 'a', 'b', 'c'})
	f.Add([]byte{1, 0xFF, 0xFF, 0xFF, 0xFF})
	f.Add([]byte{0xF0, 0, 0, 0, 0, 1, 0, 0, 0, 9, 'x'})
	f.Fuzz(func(t *testing.T, wire []byte) {
		reader := frameReader{r: bytes.NewReader(wire), trust: 16}
		var again bytes.Buffer
		for {
			kind, payload, err := reader.next()
			if err != nil {
				break
			}
			require.NoError(t, writeFrame(&again, kind, payload))
		}
		require.True(t, bytes.HasPrefix(wire, again.Bytes()), "what was read must be what was sent")
	})
}
