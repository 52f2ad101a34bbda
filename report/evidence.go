package report

// Box is a rectangle in PDF points, [x0, y0, x1, y1], in the page's user space: origin at the lower left, y upwards.
type Box [4]float32

// Evidence is a verbatim quote with its place.
type Evidence struct {
	Page   int    `json:"page"` // PDF page, from 1
	Quote  string `json:"quote"`
	Boxes  []Box  `json:"boxes"`
	Reader string `json:"reader"` // "text" or "ocr"
}

// Readers.
const (
	ReaderText = "text"
	ReaderOCR  = "ocr"
)

// Coverage says which pages stand behind the answers.
type Coverage struct {
	Pages    int               `json:"pages"`
	Text     int               `json:"text"`
	OCR      []int             `json:"ocr"`
	Unread   []int             `json:"unread"`
	Blank    []int             `json:"blank"`
	Sections []SectionCoverage `json:"sections"`
	Second   SecondReader      `json:"second_reader"`
	Dropped  int               `json:"quotes_dropped"` // quotes that did not stand on their page and were left out: defects
}

// SectionCoverage counts a section's pages by how they were read.
type SectionCoverage struct {
	Role   Role  `json:"role"`
	Pages  int   `json:"pages"`
	OCR    int   `json:"ocr"`
	Unread []int `json:"unread"`
}

// SecondReader is the cross-check by an independent reader: the share of text on which both agree, page by page.
type SecondReader struct {
	Status    string          `json:"status"` // "compared", "unavailable", "not run"
	Agreement map[int]float64 `json:"agreement"`
	Low       []int           `json:"low"`
}
