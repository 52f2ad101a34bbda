package review

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/fault"
)

// clean trims the mapping and says what is wrong with it.
func (m ControlMapping) clean() (ControlMapping, error) {
	m.Reason, m.Evidence, m.Link = strings.TrimSpace(m.Reason), strings.TrimSpace(m.Evidence), strings.TrimSpace(m.Link)
	if m.Status == "" {
		m.Status = ControlNotStarted
	}
	own := []string{}
	for _, name := range m.Controls {
		name = strings.Join(strings.Fields(name), " ")
		if utf8.RuneCountInString(name) > mostName {
			return m, fault.New(fault.Invalid, "controls: at most %d characters each", mostName)
		}
		if name != "" && !slices.Contains(own, name) {
			own = append(own, name)
		}
	}
	m.Controls = own
	switch {
	case zeroed(own...), zeroed(m.Reason, m.Evidence, m.Owner, m.DocumentID):
		return m, fault.New(fault.Invalid, "take the zero characters out of the texts")
	case len(own) > mostList:
		return m, fault.New(fault.Invalid, "controls: at most %d of them", mostList)
	case !slices.Contains(ControlStatuses(), m.Status):
		return m, fault.New(fault.Invalid, "status: one of %v, not %q", ControlStatuses(), m.Status)
	case m.Status == ControlNotApplicable && reasoned(m.Reason) != nil:
		return m, fault.New(fault.Invalid, "reason: say why this control is not applicable")
	case utf8.RuneCountInString(m.Reason) > mostReason:
		return m, fault.New(fault.Invalid, "reason: at most %d characters", mostReason)
	case utf8.RuneCountInString(m.Evidence) > mostText:
		return m, fault.New(fault.Invalid, "evidence: at most %d characters", mostText)
	}
	if m.ReviewOn != "" {
		if _, err := time.Parse(time.DateOnly, m.ReviewOn); err != nil {
			return m, fault.New(fault.Invalid, "review_on: a date such as 2027-03-31, not %q", m.ReviewOn)
		}
	}
	return m, webAddress(m.Link)
}

// webAddress refuses links that a browser would run or open elsewhere than on the web.
func webAddress(link string) error {
	if link == "" {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil || len(link) > mostReason || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return fault.New(fault.Invalid, "link: an address that begins with https:// or http://, without a password in it")
	}
	return nil
}

// MissedControl is a complementary user entity control that a person adds, since the reader missed it.
type MissedControl struct {
	ReviewID string // of the report that names it; empty: the newest report
	Text     string
	Criteria []string
	Page     int    // 0: not stated
	Quote    string // the words on the page; looked up; may be empty
	ControlMapping
}

func (m MissedControl) clean() (MissedControl, error) {
	m.Text, m.Quote = strings.TrimSpace(m.Text), strings.TrimSpace(m.Quote)
	var err error
	if m.ControlMapping, err = m.ControlMapping.clean(); err != nil {
		return m, err
	}
	if m.Criteria == nil {
		m.Criteria = []string{}
	}
	switch {
	case m.Text == "" || utf8.RuneCountInString(m.Text) > mostText:
		return m, fault.New(fault.Invalid, "text: the words of the control, at most %d characters", mostText)
	case zeroed(m.Criteria...), zeroed(m.Text, m.Quote, m.ReviewID):
		return m, fault.New(fault.Invalid, "take the zero characters out of the texts")
	case len(m.Criteria) > mostList:
		return m, fault.New(fault.Invalid, "criteria: at most %d of them", mostList)
	case m.Page < 0, m.Quote != "" && m.Page == 0:
		return m, fault.New(fault.Invalid, "page: a quote needs its page, from 1 on")
	case utf8.RuneCountInString(m.Quote) > mostText:
		return m, fault.New(fault.Invalid, "quote: at most %d characters", mostText)
	}
	return m, nil
}
