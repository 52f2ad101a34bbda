package store

import (
	"time"

	"countersign/fault"
	"countersign/identity"
)

type passageRow struct {
	State     string `gorm:"primaryKey"`
	Browser   string
	Nonce     string
	Verifier  string
	ExpiresAt time.Time
}

// TableName names the table.
func (passageRow) TableName() string { return "passages" }

// AddPassage keeps somebody's way to an issuer.
func (t *tx) AddPassage(p identity.Passage) error {
	row := passageRow(p)
	return t.add(&row, "this sign-in was begun already")
}

// TakePassage gives a passage and deletes it. Of two who take one at once, one finds nothing.
func (t *tx) TakePassage(state string) (identity.Passage, error) {
	var row passageRow
	if err := first(t.g, &row, "state = ?", state); err != nil {
		return identity.Passage{}, err
	}
	result := t.g.Where("state = ?", state).Delete(&passageRow{})
	if result.Error == nil && result.RowsAffected == 0 {
		return identity.Passage{}, fault.New(fault.NotFound, "there is no such thing")
	}
	row.ExpiresAt = row.ExpiresAt.UTC()
	return identity.Passage(row), result.Error
}

type subjectRow struct {
	Issuer  string `gorm:"primaryKey"`
	Subject string `gorm:"primaryKey"`
	UserID  string
}

// TableName names the table.
func (subjectRow) TableName() string { return "subjects" }

// UserOfIssuer is the id of the person whom an issuer calls so.
func (t *tx) UserOfIssuer(issuer, subject string) (string, error) {
	var row subjectRow
	err := first(t.g, &row, "issuer = ? AND subject = ?", issuer, subject)
	return row.UserID, err
}

// SubjectOfUser is what an issuer calls a person.
func (t *tx) SubjectOfUser(issuer, userID string) (string, error) {
	var row subjectRow
	err := first(t.g, &row, "issuer = ? AND user_id = ?", issuer, userID)
	return row.Subject, err
}

// AddSubject joins a person with what an issuer calls them.
func (t *tx) AddSubject(issuer, subject, userID string) error {
	return t.add(&subjectRow{issuer, subject, userID}, "this account of the issuer belongs to somebody already")
}
