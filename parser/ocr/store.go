package ocr

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// Store keeps recognized pages between runs. It is used by many goroutines at once, never for the same key.
type Store interface {
	// Load returns the page kept under the key. Whatever cannot be read back whole is not there.
	Load(key string) (Result, bool)
	// Save keeps the page so that Load returns all of it or nothing, even after a crash.
	Save(key string, r Result) error
}

// keyVersion changes when the meaning of a stored page changes.
const keyVersion = "1"

// Key names a page's result by all that it depends on. The file is named by the hash of its content.
func (t *Tesseract) Key(file string, page, dpi int) string {
	h := sha256.New()
	for _, part := range []string{keyVersion, t.Version, language, sparse, file, strconv.Itoa(page), strconv.Itoa(dpi)} {
		_, _ = fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}
