package scoring

import "strings"

// Section is a part of a fact sheet: the fields of a dimension, or of our own use.
type Section struct {
	Name      string
	Title     string
	Dimension string  // empty for our own use
	Weight    float64 // percent of the score
	Fields    []Field
}

// Sections lists the parts of a fact sheet in order.
func (c Config) Sections() []Section {
	out := make([]Section, 0, len(c.Dimensions)+1)
	for _, d := range c.Dimensions {
		out = append(out, Section{d.Section, d.Title, d.ID, d.Weight, d.Fields})
	}
	return append(out, Section{Name: UseSection, Title: "Our own use", Fields: append(c.factorFields(), c.Use...)})
}

// factorFields are the factors of inherent risk as fields.
func (c Config) factorFields() []Field {
	out := make([]Field, len(c.Inherent.Factors))
	for i, f := range c.Inherent.Factors {
		out[i] = Field{ID: f.ID, Title: f.Title, Ask: f.Ask, Kind: KindNumber, Min: leastFactor, Max: mostFactor}
	}
	return out
}

// field finds the field of a section; the zero Field when there is none.
func (c Config) field(key string) Field {
	section, id, _ := strings.Cut(key, ".")
	for _, d := range c.Dimensions {
		if d.Section == section {
			for _, f := range d.Fields {
				if f.ID == id {
					return f
				}
			}
		}
	}
	for _, f := range c.Use {
		if section == UseSection && f.ID == id {
			return f
		}
	}
	return Field{}
}
