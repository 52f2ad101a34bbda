package engine

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// errTrap marks a WebAssembly trap: the instance that trapped must not be used again.
var errTrap = errors.New("the PDF reader trapped")

// module calls PDFium's C functions in one instance and reads its linear memory.
type module struct {
	ctx   context.Context
	mod   api.Module
	fns   map[string]api.Function
	stack [16]uint64
	err   error // first trap; sticky
}

func newModule(ctx context.Context, mod api.Module) *module {
	return &module{ctx: ctx, mod: mod, fns: map[string]api.Function{}}
}

// fn looks an export up once; each look-up in wazero allocates a call engine.
func (m *module) fn(name string) api.Function {
	if f, ok := m.fns[name]; ok {
		return f
	}
	f := m.mod.ExportedFunction(name)
	m.fns[name] = f
	return f
}

// call runs f and returns its result. After a trap every call returns 0 and m.err stays set: callers check it once a page.
func (m *module) call(f api.Function, args ...uint64) uint64 {
	if m.err != nil {
		return 0
	}
	if f == nil {
		m.err = fmt.Errorf("%w: a function is missing from the module", errTrap)
		return 0
	}
	copy(m.stack[:], args)
	if err := f.CallWithStack(m.ctx, m.stack[:]); err != nil {
		m.err = fmt.Errorf("%w: %w", errTrap, err)
		return 0
	}
	return m.stack[0]
}

func (m *module) callName(name string, args ...uint64) uint64 { return m.call(m.fn(name), args...) }

// alloc reserves n bytes in the instance; 0 with m.err set when it has no more.
func (m *module) alloc(n uint64) uint64 {
	p := m.callName("malloc", n)
	if p == 0 && m.err == nil {
		m.err = fmt.Errorf("%w: out of memory for %d bytes", errTrap, n)
	}
	return p
}

func (m *module) free(p uint64) {
	if p != 0 {
		m.callName("free", p)
	}
}

// view is the instance's memory from p on, n bytes; nil when out of range. It is valid until the next call.
func (m *module) view(p, n uint64) []byte {
	b, ok := m.mod.Memory().Read(uint32(p), uint32(n))
	if !ok {
		return nil
	}
	return b
}

// floats reads k 32-bit floats at p into out.
func (m *module) floats(p uint64, out []float32) bool {
	b := m.view(p, uint64(len(out))*4)
	if b == nil {
		return false
	}
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[i*4:]))
	}
	return true
}

func (m *module) uint32s(p uint64, out []uint32) bool {
	b := m.view(p, uint64(len(out))*4)
	if b == nil {
		return false
	}
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[i*4:])
	}
	return true
}
