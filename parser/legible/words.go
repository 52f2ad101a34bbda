package legible

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
)

// packed is the word list; words.LICENSE says where it is from.
//
//go:embed words.gz
var packed []byte

const maxList = 1 << 20

func unpack() ([][]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("cannot unpack: %w", err)
	}
	list, err := io.ReadAll(io.LimitReader(z, maxList))
	if err != nil {
		return nil, fmt.Errorf("cannot unpack: %w", err)
	}
	return bytes.Fields(list), nil
}

// wordSet is an open table of the words' 32-bit hashes, 0 being a free place. A wrong hit is once in a hundred thousand words.
type wordSet []uint32

const (
	setSize  = 1 << 16 // two thirds full
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

func newWordSet(list [][]byte) wordSet {
	s := make(wordSet, setSize)
	for _, w := range list {
		h := hash(w)
		i := h % setSize
		for s[i] != 0 && s[i] != h {
			i = (i + 1) % setSize
		}
		s[i] = h
	}
	return s
}

func (s wordSet) has(word []byte) bool {
	h := hash(word)
	for i := h % setSize; s[i] != 0; i = (i + 1) % setSize {
		if s[i] == h {
			return true
		}
	}
	return false
}

func hash(word []byte) uint32 {
	h := uint64(fnvStart)
	for _, b := range word {
		h = (h ^ uint64(b)) * fnvPrime
	}
	return max(uint32(h>>32)^uint32(h), 1)
}
