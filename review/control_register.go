package review

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"countersign/fault"
)

// registered is what a reading did to the register, for the audit trail.
type registered struct {
	Document      string   `json:"document_id"`
	Named         int      `json:"named"`
	Added         []string `json:"added"`
	Again         []string `json:"named_again"`
	NoLongerNamed []string `json:"no_longer_named"` // or not known, where pages are unread
}

// register takes the complementary user entity controls of a report into the register of its vendor. A control that is there already, by its
// words, keeps what people set of it; one that the newest report does not name stays, and is shown as such. Reading a report again replaces
// what was read of it before, and nothing that people added.
func (s *Service) register(tx Tx, r *Review, named []NamedControl) error {
	if named == nil || r.DocumentID == "" {
		return nil
	}
	have, err := tx.HoldRegister(r.VendorID)
	if err != nil {
		return fmt.Errorf("cannot load the register: %w", err)
	}
	report := RegisterReport{DocumentID: r.DocumentID, VendorID: r.VendorID, ReviewID: r.ID, ReadAt: s.now()}
	if r.Summary != nil {
		report.PeriodEnd, report.Unread = r.Summary.PeriodEnd, r.Summary.Unread
	}
	if err := errors.Join(tx.SaveRegisterReport(report), tx.DropReadSources(r.DocumentID)); err != nil {
		return fmt.Errorf("cannot keep the report in the register: %w", err)
	}
	kept, err := tx.SourcesOf(r.DocumentID)
	if err != nil {
		return fmt.Errorf("cannot load what people added: %w", err)
	}
	named = merged(named)
	did := registered{Document: r.DocumentID, Named: len(named), Added: []string{}}
	for i := range named {
		n := &named[i]
		key := controlKey(n.Text)
		at := slices.IndexFunc(have, func(e UserEntityControl) bool { return e.Key == key })
		if at < 0 {
			e := s.newEntry(r, n, key)
			if err := tx.AddUserEntityControl(e); err != nil {
				return fmt.Errorf("cannot add to the register: %w", err)
			}
			did.Added, have, at = append(did.Added, e.ID), append(have, e), len(have)
		}
		id := have[at].ID
		if slices.ContainsFunc(kept, func(k ControlSource) bool { return k.ControlID == id }) {
			continue
		}
		if err := tx.AddSource(ControlSource{ControlID: id, DocumentID: r.DocumentID, ReviewID: r.ID, Page: n.Page, Quotes: n.Quotes}); err != nil {
			return fmt.Errorf("cannot keep where the report names a control: %w", err)
		}
	}
	if did.Again, did.NoLongerNamed, err = s.restand(tx, r.VendorID, have); err != nil {
		return err
	}
	return s.record(tx, reader(), "user-entity-control.register", "review", r.ID, nil, did)
}

// newEntry is an entry for a control that was not there.
func (s *Service) newEntry(r *Review, n *NamedControl, key string) UserEntityControl {
	now := s.now()
	return UserEntityControl{
		ID: s.newID(), VendorID: r.VendorID, Key: key, Text: cut(n.Text), Criteria: n.Criteria, Standing: Named, ReviewID: r.ID, Page: n.Page,
		Quotes: n.Quotes, ControlMapping: ControlMapping{Controls: []string{}, Status: ControlNotStarted}, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

func cut(text string) string {
	if runes := []rune(text); len(runes) > mostText {
		return string(runes[:mostText])
	}
	return text
}

// merged joins the controls that a report names in several places with the same words.
func merged(named []NamedControl) []NamedControl {
	out := make([]NamedControl, 0, len(named))
	at := map[string]int{}
	for _, n := range named {
		key := controlKey(n.Text)
		i, had := at[key]
		if !had {
			at[key] = len(out)
			n.Criteria, n.Quotes = slices.Clone(n.Criteria), slices.Clone(n.Quotes)
			out = append(out, n)
			continue
		}
		for _, id := range n.Criteria {
			if !slices.Contains(out[i].Criteria, id) {
				out[i].Criteria = append(out[i].Criteria, id)
			}
		}
		out[i].Quotes = append(out[i].Quotes, n.Quotes...)
		out[i].Page = cmp.Or(out[i].Page, n.Page)
	}
	return out
}

// restand says of each entry whether the newest report of the vendor names it, and where. It gives those of which that changed.
func (s *Service) restand(tx Tx, vendorID string, entries []UserEntityControl) (again, gone []string, err error) {
	again, gone = []string{}, []string{}
	newest, err := tx.NewestRegisterReport(vendorID)
	if fault.Is(err, fault.NotFound) {
		return again, gone, nil
	}
	if err != nil {
		return again, gone, fmt.Errorf("cannot find the newest report: %w", err)
	}
	sources, err := tx.SourcesOf(newest.DocumentID)
	if err != nil {
		return again, gone, fmt.Errorf("cannot load what the newest report names: %w", err)
	}
	missing := NoLongerNamed
	if newest.Unread > 0 {
		missing = NotKnown
	}
	for i := range entries {
		e := entries[i]
		at := slices.IndexFunc(sources, func(k ControlSource) bool { return k.ControlID == e.ID })
		switch {
		case at < 0 && e.Standing != missing:
			e.Standing = missing
			gone = append(gone, e.ID)
		case at >= 0 && (e.Standing != Named || e.ReviewID != sources[at].ReviewID || e.Page != sources[at].Page || !reflect.DeepEqual(e.Quotes, sources[at].Quotes)):
			if e.Standing != Named {
				again = append(again, e.ID)
			}
			e.Standing, e.ReviewID, e.Page, e.Quotes = Named, sources[at].ReviewID, sources[at].Page, sources[at].Quotes
		default:
			continue
		}
		e.Version, e.UpdatedAt = e.Version+1, s.now()
		if err := tx.SaveUserEntityControl(e); err != nil {
			return again, gone, fmt.Errorf("cannot save the register: %w", err)
		}
	}
	return again, gone, nil
}
