package sandbox

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
)

// growModule is (module (memory (export "m") 1) (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))).
var growModule = []byte{
	0, 'a', 's', 'm', 1, 0, 0, 0,
	1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f,
	3, 2, 1, 0,
	5, 3, 1, 0, 1,
	7, 12, 2, 1, 'm', 2, 0, 4, 'g', 'r', 'o', 'w', 0, 0,
	10, 8, 1, 6, 0, 0x20, 0, 0x40, 0, 0x0b,
}

// runWasm compiles and runs WebAssembly after the confinement: executable memory is mapped, and 64 MiB of linear memory are grown.
func runWasm(conn *Conn) error {
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigCompiler())
	module, err := r.Instantiate(ctx, growModule)
	if err != nil {
		return err
	}
	before, err := module.ExportedFunction("grow").Call(ctx, 1023)
	if err != nil {
		return err
	}
	answer := fmt.Sprintf("%d pages, then %d bytes", before[0], module.Memory().Size())
	if err := r.Close(ctx); err != nil {
		return err
	}
	return conn.Send(kindAnswer, []byte(answer))
}
