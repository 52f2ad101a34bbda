package audit

import "fmt"

// Break is where a chain does not hold.
type Break struct {
	Sequence int64  // of the entry at which it shows
	Why      string // for people
}

// Verifier checks a chain entry by entry, oldest first.
type Verifier struct {
	head   Head
	breaks []Break
}

// Add checks the next entry.
func (v *Verifier) Add(e *Entry) {
	switch {
	case e.Sequence != v.head.Sequence+1:
		v.note(e, "entry %d follows entry %d: what stood between is gone, or an entry was put in", e.Sequence, v.head.Sequence)
	case e.Previous != v.head.Hash:
		v.note(e, "entry %d does not carry the hash of the entry before it", e.Sequence)
	}
	if digest(e) != e.Hash {
		v.note(e, "entry %d was changed after it was written", e.Sequence)
	}
	v.head = Head{e.Sequence, e.Hash}
}

// End compares the end of the chain with the head that is kept beside it or that somebody wrote down.
func (v *Verifier) End(kept Head) {
	if kept != v.head {
		v.breaks = append(v.breaks, Break{v.head.Sequence, fmt.Sprintf("the trail ends with entry %d and not with entry %d as it should: its end was cut off or rewritten",
			v.head.Sequence, kept.Sequence)})
	}
}

// Head is the last entry seen.
func (v *Verifier) Head() Head { return v.head }

// Breaks are all places where the chain does not hold; none when it does.
func (v *Verifier) Breaks() []Break { return v.breaks }

func (v *Verifier) note(e *Entry, format string, args ...any) {
	v.breaks = append(v.breaks, Break{e.Sequence, fmt.Sprintf(format, args...)})
}
