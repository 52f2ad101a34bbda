//go:build unix

package engine

import (
	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/sys/unix"
)

// allocator reserves a Reader's whole linear memory once and lets it grow in place. wazero's own slices are copied at each growth,
// so that a hostile file that grows to the limit makes the host hold old and new at once: three times the limit was measured.
func allocator() experimental.MemoryAllocator {
	return experimental.MemoryAllocatorFunc(func(size, limit uint64) experimental.LinearMemory {
		b, err := unix.Mmap(-1, 0, int(limit), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON|mapNoReserve)
		if err != nil {
			return &sliceMemory{buf: make([]byte, size), limit: limit}
		}
		return &mappedMemory{region: b}
	})
}

type mappedMemory struct{ region []byte }

func (m *mappedMemory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.region)) {
		return nil
	}
	return m.region[:size:len(m.region)]
}

func (m *mappedMemory) Free() {
	_ = unix.Munmap(m.region)
	m.region = nil
}

// sliceMemory is the way out where address space is short.
type sliceMemory struct {
	buf   []byte
	limit uint64
}

func (m *sliceMemory) Reallocate(size uint64) []byte {
	if size > m.limit {
		return nil
	}
	if size > uint64(cap(m.buf)) {
		grown := make([]byte, size)
		copy(grown, m.buf)
		m.buf = grown
	}
	m.buf = m.buf[:size]
	return m.buf
}

func (m *sliceMemory) Free() { m.buf = nil }
