package identity

import (
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/fault"
)

// UserFields are what an administrator sets of a person.
type UserFields struct {
	Email    string `json:"email"` // lower case; people sign in with it
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Unit     string `json:"unit"` // name of the business unit whose vendors they see; empty: all
	Disabled bool   `json:"disabled"`
}

// User is a person who signs in. What proves it is them is kept apart (Credentials), so that it can be shown nowhere by mistake.
type User struct {
	ID string `json:"id"`
	UserFields
	Version   int       `json:"version"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// Unit is a business unit. Vendors and people name it; a name is never changed.
type Unit struct {
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"`
}

// Most characters of a name, and of an address by the rules of mail.
const (
	mostName  = 200
	mostEmail = 254
	mostUnit  = 60
)

// clean trims the fields and says what is wrong with them.
func (f UserFields) clean() (UserFields, error) {
	f.Email, f.Name = cleanEmail(f.Email), strings.Join(strings.Fields(f.Name), " ")
	if err := validEmail(f.Email); err != nil {
		return f, err
	}
	switch {
	case f.Name == "":
		return f, fault.New(fault.Invalid, "name: a person needs a name")
	case utf8.RuneCountInString(f.Name) > mostName:
		return f, fault.New(fault.Invalid, "name: at most %d characters", mostName)
	case !f.Role.Known():
		return f, fault.New(fault.Invalid, "role: one of %v, not %q", Roles(), f.Role)
	}
	return f, nil
}

// cleanEmail is how an address is kept and compared.
func cleanEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func validEmail(s string) error {
	parsed, err := mail.ParseAddress(s)
	if err != nil || parsed.Address != s || len(s) > mostEmail {
		return fault.New(fault.Invalid, "email: wants an address such as name@example.com")
	}
	return nil
}
