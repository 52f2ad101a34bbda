package sandbox

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// MaxMessage is the largest payload of one message in bytes.
const MaxMessage = 256 << 20

const (
	headerSize = 5        // one byte kind, four bytes length, big-endian
	smallFrame = 64 << 10 // up to here header and payload go out in one write
)

var errTooLong = errors.New("the message is longer than allowed")

// frameReader reads messages from a peer that may lie about their length.
type frameReader struct {
	r     io.Reader
	trust int                                // bytes allocated on the word of a header alone
	admit func(kind byte, frame int64) error // may refuse a frame of so many bytes before its payload is read; nil admits all
}

// next returns io.EOF only between two messages, and io.ErrUnexpectedEOF inside one.
func (f frameReader) next() (byte, []byte, error) {
	var header [headerSize]byte
	if _, err := io.ReadFull(f.r, header[:]); err != nil {
		return 0, nil, err
	}
	kind, size := header[0], int64(binary.BigEndian.Uint32(header[1:]))
	if size > MaxMessage {
		return 0, nil, fmt.Errorf("cannot read a message of kind %#x and %d bytes: %w", kind, size, errTooLong)
	}
	if f.admit != nil {
		if err := f.admit(kind, headerSize+size); err != nil {
			return 0, nil, err
		}
	}
	payload, err := f.payload(size)
	return kind, payload, err
}

// payload grows with what arrives once the length passes what is taken on trust.
func (f frameReader) payload(size int64) ([]byte, error) {
	var buf bytes.Buffer
	buf.Grow(int(min(size, int64(f.trust))) + bytes.MinRead)
	n, err := io.CopyN(&buf, f.r, size)
	if errors.Is(err, io.EOF) && n < size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func writeFrame(w io.Writer, kind byte, payload []byte) error {
	if len(payload) > MaxMessage {
		return fmt.Errorf("cannot send a message of %d bytes: %w", len(payload), errTooLong)
	}
	header := [headerSize]byte{kind}
	binary.BigEndian.PutUint32(header[1:], uint32(len(payload)))
	if len(payload) <= smallFrame {
		_, err := w.Write(append(header[:], payload...))
		return err
	}
	if _, err := w.Write(header[:]); err != nil {
		return err
	}
	_, err := w.Write(payload)
	return err
}
