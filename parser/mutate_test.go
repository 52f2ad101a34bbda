package parser

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
)

// mutator damages files in the ways of broken downloads, broken producers and attackers. The same seed gives the same damage.
type mutator struct {
	rng   *rand.Rand
	other []byte // a second file to splice from
}

// mutation is one kind of damage.
type mutation struct {
	name string
	do   func(m mutator, data []byte) []byte
}

func mutations() []mutation {
	return []mutation{
		{"bytes flipped", mutator.flip},
		{"cut short", func(m mutator, d []byte) []byte { return d[:1+m.rng.IntN(len(d)-1)] }},
		{"a piece missing", func(m mutator, d []byte) []byte { from, to := m.span(d, 4096); return slices.Delete(d, from, to) }},
		{"a piece of zeros", func(m mutator, d []byte) []byte { from, to := m.span(d, 4096); clear(d[from:to]); return d }},
		{"offsets swapped", mutator.swapOffsets},
		{"an object removed", func(m mutator, d []byte) []byte {
			return m.object(d, func([]byte) []byte { return nil })
		}},
		{"an object doubled", func(m mutator, d []byte) []byte {
			return m.object(d, func(o []byte) []byte { return slices.Concat(o, []byte("\n"), o) })
		}},
		{"a length that lies", mutator.lieAboutLength},
		{"a number exchanged", mutator.exchangeNumber},
		{"a reference exchanged", mutator.exchangeReference},
		{"a piece of another file", mutator.splice},
		{"a content stream damaged inside", mutator.damageContent},
	}
}

// span is a random range of at most so many bytes.
func (m mutator) span(d []byte, most int) (from, to int) {
	from = m.rng.IntN(len(d))
	return from, min(len(d), from+1+m.rng.IntN(most))
}

func (m mutator) flip(d []byte) []byte {
	for range 1 + m.rng.IntN(60) {
		d[m.rng.IntN(len(d))] ^= byte(1 << m.rng.IntN(8))
	}
	return d
}

// pick chooses one match at random; nil when there is none.
func (m mutator) pick(re *regexp.Regexp, d []byte) []int {
	all := re.FindAllIndex(d, -1)
	if len(all) == 0 {
		return nil
	}
	return all[m.rng.IntN(len(all))]
}

// replace puts another text in the place of a random match; without a match it flips bytes.
func (m mutator) replace(re string, d []byte, with func(old []byte) []byte) []byte {
	at := m.pick(regexp.MustCompile(re), d)
	if at == nil {
		return m.flip(d)
	}
	return slices.Concat(d[:at[0]], with(d[at[0]:at[1]]), d[at[1]:])
}

func (m mutator) swapOffsets(d []byte) []byte {
	entry := regexp.MustCompile(`[0-9]{10} [0-9]{5} n`)
	a, b := m.pick(entry, d), m.pick(entry, d)
	if a == nil {
		return m.flip(d)
	}
	first, second := bytes.Clone(d[a[0]:a[1]]), bytes.Clone(d[b[0]:b[1]])
	copy(d[a[0]:], second)
	copy(d[b[0]:], first)
	return d
}

func (m mutator) object(d []byte, with func([]byte) []byte) []byte {
	return m.replace(`(?s)[0-9]+ 0 obj.*?endobj`, d, with)
}

func (m mutator) lieAboutLength(d []byte) []byte {
	return m.replace(`/Length [0-9]+`, d, func([]byte) []byte { return fmt.Appendf(nil, "/Length %d", m.wild()) })
}

func (m mutator) exchangeNumber(d []byte) []byte {
	for range 1 + m.rng.IntN(4) {
		d = m.replace(`[ \[][0-9]+[ \]/]`, d, func(old []byte) []byte {
			return slices.Concat(old[:1], fmt.Append(nil, m.wild()), old[len(old)-1:])
		})
	}
	return d
}

func (m mutator) exchangeReference(d []byte) []byte {
	return m.replace(`[0-9]+ 0 R`, d, func([]byte) []byte { return fmt.Appendf(nil, "%d 0 R", m.rng.IntN(60)) })
}

// wild is a number that nobody checks for.
func (m mutator) wild() int64 {
	odd := []int64{0, -1, 1, 2, 65535, 65536, 1<<31 - 1, 1 << 31, 1 << 32, -1 << 31, 1<<63 - 1, int64(m.rng.IntN(1 << 20))}
	return odd[m.rng.IntN(len(odd))]
}

func (m mutator) splice(d []byte) []byte {
	from, to := m.span(m.other, 4096)
	at := m.rng.IntN(len(d))
	return slices.Concat(d[:at], m.other[from:to], d[at:])
}

// damageContent flips bytes inside a decompressed stream, behind the checksums, and writes it back without compression.
func (m mutator) damageContent(d []byte) []byte {
	return m.replace(`(?s)[0-9]+ 0 obj\s*<<[^>]*/FlateDecode[^>]*>>\s*stream\r?\n.*?endstream`, d, func(o []byte) []byte {
		head, body, _ := bytes.Cut(o, []byte("stream"))
		r, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(body, "\r\n")))
		if err != nil {
			return m.flip(o)
		}
		plain, _ := io.ReadAll(r)
		if len(plain) == 0 {
			return m.flip(o)
		}
		plain = m.flip(plain)
		head = bytes.Replace(head, []byte("/FlateDecode"), []byte("/None"), 1)
		head = regexp.MustCompile(`/Filter\s*\[?\s*/None\s*\]?`).ReplaceAll(head, nil)
		head = regexp.MustCompile(`/Length [0-9]+( 0 R)?`).ReplaceAll(head, fmt.Appendf(nil, "/Length %d", len(plain)))
		return slices.Concat(head, []byte("stream\n"), plain, []byte("\nendstream"))
	})
}
