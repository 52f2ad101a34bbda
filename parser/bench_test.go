package parser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"countersign/parser/anatomy"
	"countersign/parser/engine"
	"countersign/parser/layout"
	"countersign/parser/legible"
)

// pairs is how often a reading and pdftotext take turns; the figures are medians.
const pairs = 7

// BenchmarkReview compares a whole reading with pdftotext -bbox-layout on the same file, both in turns: x-wall and x-cpu are how many
// times as long and as much processor time it takes. Goals: 2 and 5, on two processors.
func BenchmarkReview(b *testing.B) {
	pdftotext := tool(b, "pdftotext", "poppler-utils")
	for _, c := range []struct {
		name  string
		parts []string
	}{
		{"chromium", []string{"d03_beryl", "d08_verity"}},
		{"libreoffice", []string{"d02_quillmere", "d05_ostrava"}},
		{"chromium-ghostscript-groff", []string{"d01_tarnhollow", "d04_northlight", "d06_copperline"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := concatenate(b, 1, c.parts...)
			data, pages := withPages(b, path)
			out := filepath.Join(b.TempDir(), "out.html")
			measured(b, data) // warms the cache
			var wall, cpu, perPage, peaks []float64
			for b.Loop() {
				for range pairs {
					before, start := processorTime(b), time.Now()
					run(b, pdftotext, "-bbox-layout", path, out)
					theirWall, theirCPU := time.Since(start), processorTime(b)-before
					before, start = processorTime(b), time.Now()
					peak := measured(b, data)
					ourWall, ourCPU := time.Since(start), processorTime(b)-before
					wall = append(wall, ourWall.Seconds()/theirWall.Seconds())
					cpu = append(cpu, ourCPU.Seconds()/theirCPU.Seconds())
					perPage = append(perPage, ourWall.Seconds()*1000/float64(pages))
					peaks = append(peaks, peak)
				}
			}
			b.ReportMetric(median(wall), "x-wall")
			b.ReportMetric(median(cpu), "x-cpu")
			b.ReportMetric(median(perPage), "ms/page")
			b.ReportMetric(slices.Max(peaks), "MiB")
			b.ReportMetric(float64(pages), "pages")
		})
	}
}

// BenchmarkLength reads the same pages once and ten times over: x-page is the time a page at 1,000 pages over that at 100 (goal 1.2),
// MiB the child's peak memory at 1,000 pages (goal 400).
func BenchmarkLength(b *testing.B) {
	short, shortPages := withPages(b, concatenate(b, 1, "d02_quillmere", "d05_ostrava"))
	long, longPages := withPages(b, concatenate(b, 10, "d02_quillmere", "d05_ostrava"))
	measured(b, short)
	var ratio, perPage, peaks []float64
	for b.Loop() {
		for range 3 {
			start := time.Now()
			measured(b, short)
			shortTime := time.Since(start)
			start = time.Now()
			peak := measured(b, long)
			longTime := time.Since(start)
			page := longTime.Seconds() / float64(longPages)
			ratio = append(ratio, page/(shortTime.Seconds()/float64(shortPages)))
			perPage, peaks = append(perPage, page*1000), append(peaks, peak)
		}
	}
	b.ReportMetric(median(ratio), "x-page")
	b.ReportMetric(median(perPage), "ms/page")
	b.ReportMetric(slices.Max(peaks), "MiB")
	b.ReportMetric(float64(longPages), "pages")
}

// BenchmarkStart is the time to the first page: a reading of two pages from beginning to end, cache warm. Goal: 0.2 s.
func BenchmarkStart(b *testing.B) {
	data := file(b, "hostile", "letter.pdf")
	measured(b, data)
	for b.Loop() {
		measured(b, data)
	}
}

// BenchmarkCores reads with one reader and with two.
func BenchmarkCores(b *testing.B) {
	data, pages := withPages(b, concatenate(b, 1, "d03_beryl", "d08_verity"))
	for _, readers := range []int{1, 2} {
		b.Run(fmt.Sprint(readers), func(b *testing.B) {
			o := options(b)
			o.Readers = readers
			for b.Loop() {
				_, err := read(b, data, o)
				require.NoError(b, err)
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N*pages), "ms/page")
		})
	}
}

// measured is a whole reading with the second reader, as the program does it; it returns the child's peak memory in MiB.
func measured(b *testing.B, data []byte) float64 {
	b.Helper()
	o := options(b)
	o.NoSecond = false
	s, err := start(context.Background(), data, withDefaults(o))
	require.NoError(b, err)
	_, err = s.run()
	require.NoError(b, err)
	require.NoError(b, s.child.Close())
	return float64(s.child.Peak()) / (1 << 20)
}

// processorTime is what this process and its children that have ended have used.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var total time.Duration
	for _, who := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var u unix.Rusage
		require.NoError(b, unix.Getrusage(who, &u))
		total += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return total
}

func median(xs []float64) float64 {
	xs = slices.Clone(xs)
	slices.Sort(xs)
	return xs[len(xs)/2]
}

// concatenate makes one file of several sample reports, so many times over.
func concatenate(b *testing.B, times int, names ...string) string {
	b.Helper()
	qpdf := tool(b, "qpdf", "qpdf")
	args := []string{"--empty", "--pages"}
	for range times {
		for _, n := range names {
			path := filepath.Join(testdata, "reports", n+".pdf")
			if _, err := os.Stat(path); err != nil {
				b.Skipf("the sample %s is missing", n)
			}
			args = append(args, path)
		}
	}
	out := filepath.Join(b.TempDir(), "joined.pdf")
	run(b, qpdf, append(args, "--", out)...)
	return out
}

// withPages is a file's bytes and the number of its pages.
func withPages(b *testing.B, path string) (data []byte, pages int) {
	b.Helper()
	data, err := os.ReadFile(path)
	require.NoError(b, err)
	reader, err := newRuntime(b).Open(data, "")
	require.NoError(b, err)
	defer reader.Close()
	return data, reader.Pages()
}

// BenchmarkStages is what the child does, one step after the other in this process: where the time of a page goes.
// With -cpuprofile it is what docs/performance.md was made from.
func BenchmarkStages(b *testing.B) {
	rt := newRuntime(b)
	judge, err := legible.New()
	require.NoError(b, err)
	for _, names := range [][]string{{"d03_beryl", "d08_verity"}, {"d02_quillmere", "d05_ostrava"}} {
		b.Run(names[0], func(b *testing.B) {
			data, pages := withPages(b, concatenate(b, 1, names...))
			var spent [6]time.Duration
			for b.Loop() {
				stages(b, rt, judge, data, &spent)
			}
			for i, stage := range []string{"open", "read", "judge", "analyze", "assemble", "anatomy"} {
				b.ReportMetric(spent[i].Seconds()*1000/float64(b.N*pages), stage+"-ms/page")
			}
		})
	}
}

func stages(b *testing.B, rt *engine.Runtime, judge *legible.Judge, data []byte, spent *[6]time.Duration) {
	b.Helper()
	last := time.Now()
	lap := func(stage int) {
		now := time.Now()
		spent[stage] += now.Sub(last)
		last = now
	}
	reader, err := rt.Open(data, "")
	require.NoError(b, err)
	defer reader.Close()
	lap(0)
	laid := make([]*layout.Page, reader.Pages())
	for i := range laid {
		p, err := reader.Read(i + 1)
		require.NoError(b, err)
		lap(1)
		judge.Judge(rawText(p))
		lap(2)
		laid[i] = layout.Analyze(p)
		lap(3)
	}
	doc := layout.Assemble(laid)
	lap(4)
	anatomy.Read(doc)
	lap(5)
}
