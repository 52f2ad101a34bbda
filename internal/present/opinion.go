package present

import (
	"countersign/report"
)

// opinionFact is the opinion in one line.
func (c *composer) opinionFact() Fact {
	f := c.r.Facts
	on := ""
	if len(f.OpinionOn) > 0 {
		on = " on " + enumerate(f.OpinionOn)
	}
	at := c.evidence("opinion")
	switch {
	case f.OpinionStatus == report.OpinionUnread:
		return Fact{"Opinion", spaced("Unknown: its pages could not be read. Never take that for clean.", at), Bad}
	case f.Opinion == nil && f.OpinionStatus == report.OpinionMissing:
		return Fact{"Opinion", "Not found in the pages that were read.", Bad}
	case f.Opinion == nil:
		return Fact{"Opinion", spaced("Unknown: the wording could not be understood; read it yourself.", at), Bad}
	}
	switch *f.Opinion {
	case report.Unqualified:
		return Fact{Label: "Opinion", Value: spaced("Unqualified", at)}
	case report.Qualified:
		return Fact{"Opinion", spaced("QUALIFIED"+on, at), Bad}
	case report.Adverse:
		return Fact{"Opinion", spaced("ADVERSE"+on, at), Bad}
	case report.Disclaimer:
		return Fact{"Opinion", spaced("DISCLAIMED: the auditor gives no opinion"+on, at), Bad}
	}
	return Fact{"Opinion", spaced(*f.Opinion+on, at), Bad}
}

// opinion explains the outcome, its parts and what the auditor emphasizes.
func (c *composer) opinion() Part {
	f := c.r.Facts
	blocks := []Block{Paragraph(c.meaning())}
	if f.OpinionStatus == report.OpinionRead {
		blocks = append(blocks, Facts{
			part("(a) The description presents the system", f.OpinionParts.Description, c.evidence("opinion_description", "opinion"), false),
			part("(b) Controls were suitably designed", f.OpinionParts.Design, c.evidence("opinion_design", "opinion"), false),
			part("(c) Controls operated effectively", f.OpinionParts.Operation, c.evidence("opinion_operation", "opinion"), c.typeOne()),
		})
	}
	if len(f.OpinionOn) > 0 {
		blocks = append(blocks, Paragraph(spaced("Criteria named by the auditor: "+enumerate(f.OpinionOn), c.evidence("opinion_criteria", "opinion"))+"."))
	}
	if len(f.EmphasisMatter) > 0 {
		blocks = append(blocks, disclosures(f.EmphasisMatter))
	}
	return Part{"Opinion", blocks}
}

// meaning says what the outcome lets the reader conclude.
func (c *composer) meaning() string {
	f := c.r.Facts
	if f.OpinionStatus == report.OpinionUnread {
		return "The pages of the opinion could not be read, often because the signed letter is a picture. The opinion is unknown until you read it."
	}
	if f.Opinion == nil {
		return "No opinion could be made out. A report without an opinion proves nothing."
	}
	at := c.evidence("opinion")
	switch *f.Opinion {
	case report.Unqualified:
		return spaced("Unqualified: in the auditor's opinion all parts are fairly stated in all material respects. Exceptions may stand in the tests all the same.", at)
	case report.Qualified:
		return spaced("Qualified: the auditor agrees except for the matters described in the basis of the opinion. Read that basis before anything else.", at)
	case report.Adverse:
		return spaced("Adverse: in the auditor's opinion the parts marked as modified do not hold. Rely on nothing that the named criteria protect.", at)
	case report.Disclaimer:
		return spaced("Disclaimer: the auditor could not obtain enough evidence and gives no opinion. The tests below prove nothing as a whole.", at)
	}
	return spaced("The opinion reads as: "+*f.Opinion+".", at)
}

func part(label string, value *string, at string, typeOne bool) Fact {
	switch {
	case value == nil && typeOne:
		return Fact{Label: label, Value: "not examined in a Type 1 report", Tone: Caution}
	case value == nil:
		return Fact{Label: label, Value: "not stated", Tone: Caution}
	case *value == "modified":
		return Fact{Label: label, Value: spaced("MODIFIED", at), Tone: Bad}
	}
	return Fact{Label: label, Value: spaced(*value, at)}
}

// disclosures quotes statements as they stand.
func disclosures(list []report.Disclosure) Entries {
	var out Entries
	for _, d := range list {
		head := d.Heading
		if head == "" {
			head = "Statement"
		}
		if n := len(out); n > 0 && out[n-1].Head == head {
			out[n-1].Passages = append(out[n-1].Passages, Passage{Quote: d.Text, Place: place(d.Evidence, d.Page)})
			continue
		}
		out = append(out, Entry{Head: head, Passages: []Passage{{Quote: d.Text, Place: place(d.Evidence, d.Page)}}})
	}
	return out
}
