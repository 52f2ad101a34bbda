//go:build !unix

package engine

import "github.com/tetratelabs/wazero/experimental"

func allocator() experimental.MemoryAllocator { return nil }
