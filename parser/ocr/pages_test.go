package ocr_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
	"countersign/parser/ocr"
)

func TestCanceledRunGoesOnWithTheRemainingPages(t *testing.T) {
	tess, calls := fake(t, "/bin/sleep 0.05\n"+answer)
	store, err := ocr.OpenFolder(filepath.Join(t.TempDir(), "pages"))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	job := ocr.Job{File: "f", Pages: []int{3, 5, 7, 9, 11, 13}, DPI: 200, Workers: 2, Render: blank, Store: store}
	job.Progress = func(done, total int) {
		assert.Equal(t, 6, total)
		if done == 3 {
			cancel()
		}
	}
	first, err := tess.Pages(ctx, job)
	require.True(t, fault.Is(err, fault.Canceled), "%v", err)
	require.Less(t, len(first), 6)
	before := calls()

	job.Progress = nil
	pages, err := tess.Pages(t.Context(), job)
	require.NoError(t, err)
	require.Len(t, pages, 6)
	stored := 0
	for i, p := range pages {
		assert.Equal(t, job.Pages[i], p.Number)
		assert.NoError(t, p.Err)
		assert.Equal(t, "hello", p.Result.Text())
		if p.Stored {
			stored++
		}
	}
	assert.GreaterOrEqual(t, stored, len(first))
	assert.Equal(t, 6-stored, calls()-before, "only the remaining pages are recognized")

	before = calls()
	_, err = tess.Pages(t.Context(), job)
	require.NoError(t, err)
	assert.Equal(t, before, calls())
	require.NoError(t, store.Remove())
}

func TestWorkersAndRendering(t *testing.T) {
	tess, _ := fake(t, "/bin/sleep 0.02\n"+answer)
	var rendering, most atomic.Int32
	job := ocr.Job{Pages: make([]int, 12), DPI: 200, Workers: 4}
	job.Render = func(ctx context.Context, page, dpi int) (ocr.Image, int, error) {
		most.Store(max(most.Load(), rendering.Add(1)))
		defer rendering.Add(-1)
		time.Sleep(time.Millisecond)
		return blank(ctx, page, dpi)
	}
	last := 0
	job.Progress = func(done, _ int) { assert.Equal(t, last+1, done); last = done }
	pages, err := tess.Pages(t.Context(), job)
	require.NoError(t, err)
	assert.Len(t, pages, 12)
	assert.EqualValues(t, 1, most.Load(), "one rendering at a time")
	assert.Equal(t, 12, last)
}

func TestPageThatFailsStopsNothing(t *testing.T) {
	tess, _ := fake(t, answer)
	job := ocr.Job{Pages: []int{1, 2, 3}, DPI: 200, Workers: 1}
	job.Render = func(ctx context.Context, page, dpi int) (ocr.Image, int, error) {
		if page == 2 {
			return ocr.Image{}, 0, errors.New("no such picture")
		}
		return blank(ctx, page, dpi)
	}
	pages, err := tess.Pages(t.Context(), job)
	require.NoError(t, err)
	require.Len(t, pages, 3)
	assert.NoError(t, pages[0].Err)
	assert.True(t, fault.Is(pages[1].Err, fault.OCRFailed))
	assert.NoError(t, pages[2].Err)
}

func TestProgramThatGoesAwayStopsTheRun(t *testing.T) {
	tess, _ := fake(t, answer)
	require.NoError(t, os.Remove(tess.Path))
	pages, err := tess.Pages(t.Context(), ocr.Job{Pages: []int{1, 2, 3}, DPI: 200, Render: blank})
	require.True(t, fault.Is(err, fault.OCRMissing), "%v", err)
	assert.Empty(t, pages)
}

type fullStore struct{}

func (fullStore) Load(string) (ocr.Result, bool) { return ocr.Result{}, false }
func (fullStore) Save(string, ocr.Result) error  { return errors.New("no space left") }

func TestStoreThatRefusesStopsTheRun(t *testing.T) {
	tess, calls := fake(t, answer)
	_, err := tess.Pages(t.Context(), ocr.Job{Pages: []int{1, 2, 3}, DPI: 200, Render: blank, Store: fullStore{}})
	require.True(t, fault.Is(err, fault.WriteFailed), "%v", err)
	assert.Equal(t, 1, calls())
}
