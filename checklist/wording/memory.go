package wording

import (
	"sync"
	"sync/atomic"
)

// mostRemembered is how many words are remembered: more than reports use, and a bound for texts made to have many.
const mostRemembered = 200_000

// memory remembers what was worked out for a word. It is safe for use by any number of goroutines.
type memory struct {
	words sync.Map
	count atomic.Int64
}

func (m *memory) get(word string) (any, bool) { return m.words.Load(word) }

func (m *memory) put(word string, value any) {
	if m.count.Load() < mostRemembered {
		m.count.Add(1)
		m.words.Store(word, value)
	}
}
