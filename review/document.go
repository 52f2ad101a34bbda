package review

import (
	"slices"
	"time"
)

// DocumentKind is what a document is to the vendor's file.
type DocumentKind string

// Kinds of documents. Reports of service auditors are read and judged; the others are kept with their dates.
const (
	KindSOC2            DocumentKind = "soc2-report"
	KindSOC2Type1       DocumentKind = "soc2-type-1-report"
	KindSOC3            DocumentKind = "soc3-report"
	KindBridgeLetter    DocumentKind = "bridge-letter"
	KindISO27001        DocumentKind = "iso-27001-certificate"
	KindISO42001        DocumentKind = "iso-42001-certificate"
	KindDPA             DocumentKind = "data-processing-agreement"
	KindModelCard       DocumentKind = "model-card"
	KindPenetrationTest DocumentKind = "penetration-test"
	KindOther           DocumentKind = "other"
)

// DocumentKinds lists them in the order in which people are shown them.
func DocumentKinds() []DocumentKind {
	return []DocumentKind{KindSOC2, KindSOC2Type1, KindSOC3, KindBridgeLetter, KindISO27001, KindISO42001, KindDPA, KindModelCard, KindPenetrationTest, KindOther}
}

// IsReport tells whether documents of this kind are read and judged.
func (k DocumentKind) IsReport() bool { return slices.Contains(ReportKinds(), k) }

// ReportKinds are the kinds that are read and judged.
func ReportKinds() []DocumentKind { return []DocumentKind{KindSOC2, KindSOC2Type1, KindSOC3} }

// Document is a file of a vendor's. Its bytes lie among the blobs under their hash.
type Document struct {
	ID         string       `json:"id"`
	VendorID   string       `json:"vendor_id"`
	Kind       DocumentKind `json:"kind"`
	Name       string       `json:"name"`       // file name, cleaned
	SHA256     string       `json:"sha256"`     // hex
	Size       int64        `json:"size"`       // bytes
	MediaType  string       `json:"media_type"` // by content
	Permission string       `json:"permission"` // who confirmed that a copy-restricted file may be read, and on what ground; empty: nobody
	UploadedBy string       `json:"uploaded_by"`
	UploadedAt time.Time    `json:"uploaded_at"`
	DocumentDates
	Bridges string `json:"bridges"` // of a bridge letter: the review whose period it bridges; may be empty
	Version int    `json:"version"` // rises with each change
}

// Analysis is what was read from a file and how it was judged: a pure function of its key, kept once and never changed.
type Analysis struct {
	ID        string
	Key       AnalysisKey
	Result    []byte // JSON of docs/report.schema.json
	CreatedAt time.Time
}

// AnalysisKey names all that an analysis depends on.
type AnalysisKey struct {
	SHA256  string // of the file
	Engine  string // version of the reader
	Catalog string // version of the checklist
	AsOf    string // civil date by which ages are judged
	Options string // whatever else changes the result, such as text recognition
}
