package store

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

func packed(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(data)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("cannot pack: %w", err)
	}
	return b.Bytes(), nil
}

// mostUnpacked bounds what a packed column becomes.
const mostUnpacked = 512 << 20

func unpacked(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("cannot unpack: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(z, mostUnpacked))
	if err != nil {
		return nil, fmt.Errorf("cannot unpack: %w", err)
	}
	return out, nil
}
