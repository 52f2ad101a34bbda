package parser

import (
	"encoding/json"
	"fmt"

	"countersign/parser/layout"
)

// Kinds of messages between parent and child. Capital letters go to the child, small ones come from it.
const (
	msgRequest    byte = 'R' // request, JSON
	msgFile       byte = 'F' // the document's bytes
	msgRender     byte = 'D' // renderRequest, JSON: draw a page
	msgRecognized byte = 'O' // recognition, JSON: all recognized pages; the child goes on

	msgPages    byte = 'p' // number of pages, JSON
	msgProgress byte = 'g' // Progress, JSON
	msgScanned  byte = 's' // pages that need recognition, JSON
	msgImage    byte = 'i' // imageHeader, JSON
	msgPixels   byte = 'x' // the image's bytes
	msgReport   byte = 'r' // the report, JSON
	msgSecond   byte = '2' // report.SecondReader, JSON
)

// request tells the child what to do.
type request struct {
	Password    string `json:"password"`
	Confirmed   bool   `json:"confirmed"`
	Readers     int    `json:"readers"`
	MaxPages    int    `json:"max_pages"`
	Second      bool   `json:"second"`
	SecondMs    int    `json:"second_ms"` // time for the second reader
	Recognition bool   `json:"recognition"`
}

type renderRequest struct {
	Page int `json:"page"`
	DPI  int `json:"dpi"`
}

type imageHeader struct {
	Width  int    `json:"width"`
	Height int    `json:"height"`
	DPI    int    `json:"dpi"`
	Error  string `json:"error,omitempty"`
}

// recognition is what the parent recognized, page by page; pages that failed carry a reason.
type recognition struct {
	Pages  map[int]layout.Recognized `json:"pages"`
	Failed map[int]string            `json:"failed"`
}

// scanned are the pages that the child wants recognized, with the reason: "scan" or "garbage".
type scanned struct {
	Pages   []int          `json:"pages"`
	Reasons map[int]string `json:"reasons"`
}

// Progress of one document.
type Progress struct {
	Stage string `json:"stage"` // "reading", "recognizing", "checking"
	Done  int    `json:"done"`
	Total int    `json:"total"`
}

type sender interface {
	Send(kind byte, payload []byte) error
}

func sendJSON(to sender, kind byte, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("cannot encode message %q: %w", kind, err)
	}
	if err := to.Send(kind, b); err != nil {
		return fmt.Errorf("cannot send message %q: %w", kind, err)
	}
	return nil
}

func decode[T any](payload []byte) (T, error) {
	var v T
	if err := json.Unmarshal(payload, &v); err != nil {
		return v, brokenTalk("nothing that can be decoded: %w", err)
	}
	return v, nil
}
