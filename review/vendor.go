package review

import (
	"slices"
	"strings"
	"time"

	"countersign/fault"
)

// Lifecycle is where a vendor stands with the organization.
type Lifecycle string

// Lifecycles.
const (
	Proposed   Lifecycle = "proposed"
	Active     Lifecycle = "active"
	Restricted Lifecycle = "restricted"
	Exiting    Lifecycle = "exiting"
	Offboarded Lifecycle = "offboarded"
)

// Lifecycles lists them in their usual order.
func Lifecycles() []Lifecycle {
	return []Lifecycle{Proposed, Active, Restricted, Exiting, Offboarded}
}

// VendorFields are what people set of a vendor.
type VendorFields struct {
	Name        string     `json:"name"`
	Owner       string     `json:"owner"` // id of the business owner; may be empty
	Unit        string     `json:"unit"`  // business unit; may be empty
	Services    string     `json:"services"`
	DataClasses []string   `json:"data_classes"`
	Lifecycle   Lifecycle  `json:"lifecycle"`
	Models      []ModelUse `json:"models"`

	Criticality *Criticality `json:"criticality"` // on the way in, nil keeps what is there
}

// Vendor is an organization whose service is bought or may be.
type Vendor struct {
	ID string `json:"id"`
	VendorFields
	Rating
	Version   int       `json:"version"` // rises with each change
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// Most characters of short and of long fields.
const (
	mostName = 200
	mostText = 5000
	mostList = 50
)

// clean trims the fields and says what is wrong with them.
func (f VendorFields) clean() (VendorFields, error) {
	f.Name, f.Services = strings.Join(strings.Fields(f.Name), " "), strings.TrimSpace(f.Services)
	if f.Lifecycle == "" {
		f.Lifecycle = Proposed
	}
	if f.DataClasses == nil {
		f.DataClasses = []string{}
	}
	switch {
	case f.Name == "":
		return f, fault.New(fault.Invalid, "name: a vendor needs a name")
	case len(f.Name) > mostName:
		return f, fault.New(fault.Invalid, "name: at most %d characters", mostName)
	case len(f.Services) > mostText:
		return f, fault.New(fault.Invalid, "services: at most %d characters", mostText)
	case len(f.DataClasses) > mostList, len(f.Models) > mostList:
		return f, fault.New(fault.Invalid, "data_classes and models: at most %d entries each", mostList)
	case !slices.Contains(Lifecycles(), f.Lifecycle):
		return f, fault.New(fault.Invalid, "lifecycle: one of %v, not %q", Lifecycles(), f.Lifecycle)
	}
	var err error
	f.Models, err = cleanModels(f.Models)
	return f, err
}
