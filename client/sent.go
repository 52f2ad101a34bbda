package client

import (
	"errors"
	"io"
	"sync"
)

// sent is the body of an upload: it tells how much has gone, and keeps the error of the file apart from those of the line.
type sent struct {
	io.ReadCloser
	told func(int64)

	mu  sync.Mutex
	n   int64
	err error
}

func (s *sent) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	s.mu.Lock()
	s.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) && s.err == nil {
		s.err = err
	}
	total := s.n
	s.mu.Unlock()
	if s.told != nil && n > 0 {
		s.told(total)
	}
	return n, err
}

// failed is the error of the file itself.
func (s *sent) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
