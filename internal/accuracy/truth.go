package accuracy

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"countersign/checklist"
	"countersign/report"
)

// Document is a labeled file.
type Document struct {
	Name  string // the file's name without its ending
	Path  string
	Truth Truth
	Meta  Meta
}

// Truth is what a labeled report states. Pages are those of the PDF, dates are ISO 8601, null is what the report does not say.
type Truth struct {
	Vendor     *string   `json:"vendor"`
	System     *string   `json:"system"`
	Report     Facts     `json:"report"`
	Sections   []Section `json:"sections"`
	Subservice []struct {
		Name   string `json:"name"`
		Method string `json:"method"`
	} `json:"subservice_organizations"`
	UserEntity         []Complementary `json:"complementary_user_entity_controls"`
	SubserviceControls []Complementary `json:"complementary_subservice_controls"`
	Exceptions         []Exception     `json:"exceptions"`
	NotTested          []NotTested     `json:"not_tested"`
	Checklist          map[string]Item `json:"checklist"` // by item of the checklist
}

// Item is what a labeled report says of an item of the checklist.
type Item struct {
	Described checklist.Extent `json:"described"`
	Tested    bool             `json:"tested"`
	Exception bool             `json:"exception"`
	Pages     []int            `json:"pages"`
}

// Facts of the examination.
type Facts struct {
	Kind        string   `json:"kind"`
	Type        *int     `json:"type"`
	PeriodStart *string  `json:"period_start"`
	PeriodEnd   *string  `json:"period_end"`
	AsOf        *string  `json:"as_of"`
	IssuedOn    *string  `json:"issued_on"`
	Auditor     *string  `json:"auditor"`
	Opinion     *string  `json:"opinion"`
	Categories  []string `json:"categories"`
}

// Section of a labeled report.
type Section struct {
	Role      report.Role `json:"role"`
	FirstPage int         `json:"first_page"`
	LastPage  int         `json:"last_page"`
}

// Complementary control of a labeled report.
type Complementary struct {
	Page     int      `json:"page"`
	Criteria []string `json:"criteria"`
	Text     string   `json:"text"`
}

// Exception of a labeled report.
type Exception struct {
	Page               int      `json:"page"`
	Control            *string  `json:"control"`
	Criteria           []string `json:"criteria"`
	Sampled            *int     `json:"sampled"`
	Deviations         *int     `json:"deviations"`
	Text               string   `json:"text"`
	ManagementResponse bool     `json:"management_response"`
	ResponsePage       *int     `json:"response_page"`
}

// NotTested control of a labeled report.
type NotTested struct {
	Page     int      `json:"page"`
	Control  *string  `json:"control"`
	Criteria []string `json:"criteria"`
}

// Meta says how to treat a document. Fields in Skip are ambiguous for it and are not scored.
type Meta struct {
	Readable *bool    `json:"readable"`
	Password string   `json:"user_password"`
	Skip     []string `json:"skip_fields"`
}

// Scored tells whether the document counts: one locked with a password does not.
func (d Document) Scored() bool { return d.Meta.Readable == nil || *d.Meta.Readable }

// Set is a folder of labeled documents.
type Set struct {
	Name      string
	Documents []Document
}

// Load reads the labeled documents under the folders, one set a folder that holds any.
func Load(dirs ...string) ([]Set, error) {
	by := map[string]*Set{}
	var order []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			name, ok := strings.CutSuffix(path, ".truth.json")
			if err != nil || d.IsDir() || !ok {
				return err
			}
			doc, err := load(name)
			if err != nil {
				return err
			}
			folder := filepath.Dir(path)
			if by[folder] == nil {
				by[folder] = &Set{Name: filepath.Base(folder)}
				order = append(order, folder)
			}
			by[folder].Documents = append(by[folder].Documents, doc)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("cannot load labeled reports from %s: %w", dir, err)
		}
	}
	sets := make([]Set, 0, len(order))
	for _, f := range slices.Compact(order) {
		sets = append(sets, *by[f])
	}
	return sets, nil
}

func load(stem string) (Document, error) {
	d := Document{Name: filepath.Base(stem), Path: stem + ".pdf"}
	if err := decode(stem+".truth.json", &d.Truth); err != nil {
		return d, err
	}
	if err := decode(stem+".meta.json", &d.Meta); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return d, err
	}
	return d, nil
}

func decode(path string, v any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("cannot read labels: %w", err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("cannot decode %s: %w", path, err)
	}
	return nil
}
