package parser

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
	"countersign/report"
)

// TestDamagedFilesNeverHarmTheReader reads 1,000 damaged files with real children. Whatever the damage, the caller gets a report or a
// coded fault that says what to do, soon, and never one that means a defect of ours.
func TestDamagedFilesNeverHarmTheReader(t *testing.T) {
	t.Parallel()
	count := 1000
	if testing.Short() {
		count = 150
	}
	files := hostileSamples(t)
	kinds := mutations()
	outcomes := map[string]int{}
	var mu sync.Mutex
	inTurns(count, func(i int) {
		kind := kinds[i%len(kinds)]
		m := mutator{rng: rand.New(rand.NewPCG(uint64(i), 1)), other: files[(i/len(kinds)+1)%len(files)]}
		data := kind.do(m, bytes.Clone(files[i/len(kinds)%len(files)]))
		about := fmt.Sprintf("mutation %d, %s", i, kind.name)
		o := options(t)
		o.Confirmed = true    // one of the samples is encrypted, copying switched off
		o.NoSecond = i%2 == 0 // the second reader is fragile: half of the files meet it
		code := survives(t, data, o, about)
		mu.Lock()
		defer mu.Unlock()
		outcomes[code]++
	})
	t.Logf("%d damaged files: %v", count, outcomes)
	assert.Greater(t, outcomes["read"], count/3, "most damage leaves something to read")
}

// survives reads a hostile file and checks what is promised for all of them; it returns the code, or "read".
func survives(t *testing.T, data []byte, o Options, about string) string {
	t.Helper()
	start := time.Now()
	rep, peak, err := readWatched(t, data, o)
	assert.Less(t, time.Since(start), 2*time.Minute, about)
	assert.Less(t, peak, uint64(1200<<20), "%s: the child's memory is held", about)
	if err == nil {
		if assert.NotNil(t, rep, about) {
			assert.Zero(t, rep.Coverage.Dropped, "%s: every quote stands on its page", about)
		}
		return "read"
	}
	var f *fault.Error
	if assert.ErrorAs(t, err, &f, about) {
		assert.NotContains(t, []fault.Code{fault.Internal, fault.Canceled}, f.Code, "%s: %v", about, err)
		assert.NotEmpty(t, f.Message, about)
		return string(f.Code)
	}
	return "no fault"
}

// readWatched is Read, and the child's peak memory.
func readWatched(t *testing.T, data []byte, o Options) (*report.Report, uint64, error) {
	t.Helper()
	s, err := start(t.Context(), data, withDefaults(o))
	if err != nil {
		return nil, 0, err
	}
	rep, err := s.run()
	return rep, s.child.Peak(), errors.Join(err, s.child.Close())
}

// inTurns runs n pieces of work, two at a time.
func inTurns(n int, work func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				work(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// hostileSamples are small files of five producers.
func hostileSamples(t *testing.T) [][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testdata, "hostile", "*.pdf"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	var out [][]byte
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		out = append(out, data)
	}
	return out
}

// TestFilesThatAreNoPDF: the code tells what the file is instead.
func TestFilesThatAreNoPDF(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data []byte
		code fault.Code
	}{
		"no bytes":            {nil, fault.Empty},
		"a text":              {[]byte("SOC 2 Report"), fault.NotPDF},
		"a zip, such as Word": {[]byte("PK\x03\x04 and so on"), fault.NotPDF},
		"zeros":               {make([]byte, 1<<20), fault.NotPDF},
		"a header alone":      {[]byte("%PDF-1.7\n"), fault.Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, c.data, options(t))
			assertCode(t, c.code, err, name)
		})
	}
}

// TestFilesPastTheSizeLimit are refused before anything is read.
func TestFilesPastTheSizeLimit(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.MaxBytes = 1000
	_, err := read(t, file(t, "hostile", "letter.pdf"), o)
	assertCode(t, fault.TooLarge, err, "33 kB, limit 1 kB")
}

// TestReadingWithSeveralReaders runs the child in this very binary, under the race detector when the tests are: pages are read by two
// readers at once.
func TestReadingWithSeveralReaders(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Command.Path, o.Readers, o.NoSecond = "", 2, false
	pages := make([]pdfPage, 40)
	for i := range pages {
		pages[i] = pdfPage{w: 612, h: 792, content: show("F1", 10, 72, 400, fmt.Sprintf("This is what page %d of the document says.", i))}
	}
	rep, err := read(t, document("", pages...), o)
	require.NoError(t, err)
	assert.Equal(t, len(pages), rep.Coverage.Text)
	assert.Empty(t, rep.Coverage.Unread)
}
