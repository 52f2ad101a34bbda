package assessment

import (
	"encoding/json"
	"io"
)

// WriteJSON writes a result as `countersign review --format json` prints it and the server keeps it.
func WriteJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v) //nolint:wrapcheck // the caller says what could not be written
}
