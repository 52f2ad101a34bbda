package reliability

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// crowd makes prints of reports that have nothing in common, of the size of a hundred pages.
func crowd(n int) []Fingerprint {
	r := rand.New(rand.NewPCG(5, 6))
	out := make([]Fingerprint, n)
	for i := range out {
		f := Fingerprint{Version: printVersion, Vendor: fmt.Sprintf("Vendor%d Inc.", i), SHA256: fmt.Sprint(i)}
		for p := range 220 {
			set := []uint64{r.Uint64(), r.Uint64(), r.Uint64()}
			f.Passages = append(f.Passages, PassagePrint{Page: p / 2, Control: p%2 == 0, Signature: pack16(minhash(set, passageHashes))})
		}
		out[i] = f
	}
	return out
}

func BenchmarkCompareWithThousandPrints(b *testing.B) {
	all := crowd(1001)
	for b.Loop() {
		Compare(all[0], all[1:])
	}
}

func BenchmarkCheck(b *testing.B) {
	c, rep := New(), sound()
	for b.Loop() {
		c.Check(rep, Options{AsOf: today()})
	}
}

func BenchmarkPrint(b *testing.B) {
	p, rep := NewPrinter(), sound()
	for b.Loop() {
		p.Print(rep)
	}
}
