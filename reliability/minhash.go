package reliability

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// How texts are hashed. A stored print can be compared only with prints made the same way: printVersion says which.
const (
	printVersion  = 1
	shingleWords  = 3   // words to a shingle: with longer ones an edited sentence is lost
	passageHashes = 32  // of 16 bits each: 64 bytes a passage
	wholeHashes   = 128 // of 32 bits each
)

// shingles are the hashes of all runs of shingleWords words.
func shingles(words []string) []uint64 {
	if len(words) < shingleWords {
		return nil
	}
	out := make([]uint64, 0, len(words)-shingleWords+1)
	for i := range len(words) - shingleWords + 1 {
		out = append(out, xxhash.Sum64String(strings.Join(words[i:i+shingleWords], " ")))
	}
	return out
}

// minhash gives n minima under n fixed permutations: two sets agree in a position with the probability of their Jaccard similarity.
func minhash(set []uint64, n int) []uint32 {
	out := make([]uint32, n)
	for i := range out {
		least := uint64(math.MaxUint64)
		seed := mix(uint64(i) + 1)
		for _, h := range set {
			least = min(least, mix(h^seed))
		}
		out[i] = uint32(least >> 32)
	}
	return out
}

// mix is the finalizer of SplitMix64: a fixed permutation of 64-bit words.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// pack16 keeps the low half of each minimum: enough for passages, where a chance match in 65,536 does no harm.
func pack16(minima []uint32) []byte {
	out := make([]byte, 0, 2*len(minima))
	for _, m := range minima {
		out = binary.LittleEndian.AppendUint16(out, uint16(m)) //nolint:gosec // the low half is what is wanted
	}
	return out
}

func pack32(minima []uint32) []byte {
	out := make([]byte, 0, 4*len(minima))
	for _, m := range minima {
		out = binary.LittleEndian.AppendUint32(out, m)
	}
	return out
}

// agreement is the share of positions, width bytes each, in which two signatures agree: the estimate of the sets' similarity.
func agreement(a, b []byte, width int) float64 {
	if len(a) != len(b) || len(a) < width {
		return 0
	}
	same := 0
	for i := 0; i+width <= len(a); i += width {
		if string(a[i:i+width]) == string(b[i:i+width]) {
			same++
		}
	}
	return float64(same) / float64(len(a)/width)
}

// Bands of a passage's signature: 8 of 4 hashes. Passages of similarity 0.75 meet in one with probability 0.95, of 0.3 with 0.06.
const (
	bands     = 8
	bandBytes = 2 * passageHashes / bands
)

// bandKeys hashes the bands; each key tells its band too.
func bandKeys(signature []byte) [bands]uint64 {
	var out [bands]uint64
	for i := range out {
		word := binary.LittleEndian.Uint64(signature[i*bandBytes:])
		out[i] = mix(bits.RotateLeft64(word, 8*i) ^ uint64(i))
	}
	return out
}
