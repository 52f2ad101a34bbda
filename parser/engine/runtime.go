package engine

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// wasmPage is the size of a WebAssembly memory page in bytes.
const wasmPage = 64 << 10

// Options configure a Runtime.
type Options struct {
	CacheDir    string // folder for compiled code; empty compiles anew at every start (about two seconds)
	MemoryLimit uint64 // bytes of linear memory per Reader; 0 means DefaultMemoryLimit
	Readers     int    // most Readers open at once; 0 means 1
}

// DefaultMemoryLimit is enough for the largest page seen in genuine reports many times over.
const DefaultMemoryLimit = 320 << 20

// Runtime holds the compiled module. Close it when the document is done.
type Runtime struct {
	pool  pdfium.Pool
	ctx   context.Context
	mu    sync.Mutex
	fresh api.Module // the module of the instance that is being made, caught by the listener
}

// NewRuntime compiles PDFium or loads it from the cache.
func NewRuntime(ctx context.Context, o Options) (*Runtime, error) {
	if o.MemoryLimit == 0 {
		o.MemoryLimit = DefaultMemoryLimit
	}
	if o.Readers == 0 {
		o.Readers = 1
	}
	cfg := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(uint32(o.MemoryLimit / wasmPage))
	if o.CacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(o.CacheDir)
		if err != nil {
			return nil, fmt.Errorf("cannot open the compile cache: %w", err)
		}
		cfg = cfg.WithCompilationCache(cache)
	}
	rt := &Runtime{}
	rt.ctx = experimental.WithMemoryAllocator(
		experimental.WithFunctionListenerFactory(ctx, moduleCatcher{rt}), allocator())
	pool, err := webassembly.Init(webassembly.Config{
		Context: rt.ctx, RuntimeConfig: cfg, MaxIdle: 0, MaxTotal: o.Readers,
		FSConfig: wazero.NewFSConfig(), // explicit and empty: the default mounts the whole file system
		Stdout:   io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("cannot start the PDF reader: %w", err)
	}
	rt.pool = pool
	return rt, nil
}

// Close frees the module and every Reader of it.
func (rt *Runtime) Close() error {
	if err := rt.pool.Close(); err != nil {
		return fmt.Errorf("cannot stop the PDF reader: %w", err)
	}
	return nil
}

// instance makes one WebAssembly instance and returns its module, for direct calls.
func (rt *Runtime) instance() (pdfium.Pdfium, api.Module, error) {
	rt.mu.Lock()
	defer rt.mu.Unlock()
	rt.fresh = nil
	inst, err := rt.pool.GetInstance(time.Minute)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot make a PDF reader instance: %w", err)
	}
	if rt.fresh == nil {
		_ = inst.Close()
		return nil, nil, fmt.Errorf("cannot reach the PDF reader's module: FPDF_InitLibrary was not seen")
	}
	return inst, rt.fresh, nil
}

// moduleCatcher listens to the one call that every new instance makes, to learn its module. The other functions are compiled
// without a listener and cost nothing.
type moduleCatcher struct{ rt *Runtime }

func (c moduleCatcher) NewFunctionListener(def api.FunctionDefinition) experimental.FunctionListener {
	for _, name := range def.ExportNames() {
		if name == "FPDF_InitLibrary" {
			return experimental.FunctionListenerFunc(func(_ context.Context, mod api.Module, _ api.FunctionDefinition, _ []uint64, _ experimental.StackIterator) {
				c.rt.fresh = mod
			})
		}
	}
	return nil
}
