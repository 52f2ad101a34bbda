package sandbox

import (
	"fmt"
	"sync"
)

// tail keeps the first and the last bytes of a stream: a crash names its reason first, and a program its last words last.
type tail struct {
	count func(n int64) // told of all bytes, kept or not

	mu      sync.Mutex
	first   []byte
	last    []byte
	skipped int64
}

const tailPart = 4 << 10

// Write never fails: the child must not notice that its words are dropped.
func (t *tail) Write(p []byte) (int, error) {
	t.count(int64(len(p)))
	t.mu.Lock()
	defer t.mu.Unlock()
	n := min(len(p), tailPart-len(t.first))
	t.first = append(t.first, p[:n]...)
	t.last = append(t.last, p[n:]...)
	if drop := len(t.last) - tailPart; drop > 0 {
		t.skipped += int64(drop)
		t.last = append(t.last[:0], t.last[drop:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.skipped == 0 {
		return string(t.first) + string(t.last)
	}
	return fmt.Sprintf("%s\n… %d bytes left out …\n%s", t.first, t.skipped, t.last)
}
