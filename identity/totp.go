package identity

import (
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"image/png"
	"strings"
	"time"

	"countersign/fault"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

// Codes change every half minute; the one before and the one after count as well, since clocks differ. What every authenticator knows.
const (
	codePeriod    = 30
	codeSkew      = 1
	recoveryCodes = 10
	recoveryBytes = 10 // 80 bits each: more than anybody tries, also of a stolen database
	recoveryGroup = 4
)

// Enrolment is what an authenticator needs. It is shown once.
type Enrolment struct {
	Secret string `json:"secret"`
	URL    string `json:"url"`   // otpauth://, for a QR code
	Image  string `json:"image"` // that code, as the address of its picture (data:)
}

const imageSide = 300 // pixels

// picture draws the QR code of a key.
func picture(key *otp.Key) (string, error) {
	img, err := key.Image(imageSide, imageSide)
	if err != nil {
		return "", fmt.Errorf("cannot draw the secret: %w", err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return "", fmt.Errorf("cannot draw the secret: %w", err)
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(out.Bytes()), nil
}

// EnrolTOTP makes a secret for a second factor. It counts once it is confirmed by a code.
func (s *Service) EnrolTOTP(ctx context.Context, c Caller, password string) (Enrolment, error) {
	u, held, err := s.proven(ctx, c, password)
	if err != nil {
		return Enrolment{}, err
	}
	if held.Secret != "" {
		return Enrolment{}, fault.New(fault.IllegalMove, "a second factor is set up; take it away first")
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Countersign", AccountName: u.Email, Period: codePeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return Enrolment{}, fmt.Errorf("cannot make a secret: %w", err)
	}
	kept, err := s.kept(u.ID, key.Secret())
	if err != nil {
		return Enrolment{}, err
	}
	image, err := picture(key)
	if err != nil {
		return Enrolment{}, err
	}
	err = s.change(ctx, func(tx Tx) error {
		held, err := tx.Credentials(u.ID)
		if err != nil {
			return fmt.Errorf("cannot load the credentials: %w", err)
		}
		held.Pending = kept
		if err := tx.SaveCredentials(held); err != nil {
			return fmt.Errorf("cannot keep the secret: %w", err)
		}
		return s.record(tx, c, "totp.enrol", "user", u.ID, nil, nil)
	})
	return Enrolment{key.Secret(), key.URL(), image}, err
}

// ConfirmTOTP switches the second factor on. It gives the recovery codes, which are shown this once.
func (s *Service) ConfirmTOTP(ctx context.Context, c Caller, code string) (codes []string, err error) {
	if err := person(c); err != nil {
		return nil, err
	}
	digests := make([]string, recoveryCodes)
	for i := range recoveryCodes {
		codes = append(codes, grouped(letters(recoveryBytes)))
		digests[i] = digest(recoveryForm(codes[i]))
	}
	err = s.change(ctx, func(tx Tx) error {
		held, err := tx.Credentials(c.UserID)
		if err != nil {
			return fmt.Errorf("cannot load the credentials: %w", err)
		}
		if held.Pending == "" {
			return fault.New(fault.IllegalMove, "ask for a secret first")
		}
		if held.Secret, err = s.shut(c.UserID, held.Pending); err != nil {
			return err
		}
		held.Pending = ""
		if err := tx.SaveCredentials(held); err != nil {
			return fmt.Errorf("cannot keep the secret: %w", err)
		}
		right, err := s.useCode(tx, c.UserID, held.Secret, code)
		if err != nil {
			return err
		}
		if !right {
			return fault.New(fault.Invalid, "code: this is not the code of this moment; check the clock of the device")
		}
		if err := tx.SetRecoveryCodes(c.UserID, digests); err != nil {
			return fmt.Errorf("cannot keep the recovery codes: %w", err)
		}
		return s.record(tx, c, "totp.on", "user", c.UserID, nil, nil)
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}

// RemoveTOTP switches the caller's second factor off.
func (s *Service) RemoveTOTP(ctx context.Context, c Caller, password string) error {
	if _, _, err := s.proven(ctx, c, password); err != nil {
		return err
	}
	return s.change(ctx, func(tx Tx) error { return s.removeTOTP(tx, c, c.UserID) })
}

func (s *Service) removeTOTP(tx Tx, c Caller, userID string) error {
	held, err := tx.Credentials(userID)
	if err != nil {
		return fmt.Errorf("cannot load the credentials: %w", err)
	}
	if held.Secret == "" && held.Pending == "" {
		return fault.New(fault.IllegalMove, "no second factor is set up")
	}
	held.Secret, held.Pending = "", ""
	if err := tx.SaveCredentials(held); err != nil {
		return fmt.Errorf("cannot save the credentials: %w", err)
	}
	if err := tx.SetRecoveryCodes(userID, nil); err != nil {
		return fmt.Errorf("cannot clear the recovery codes: %w", err)
	}
	return s.record(tx, c, "totp.off", "user", userID, nil, nil)
}

// secondFactor takes a code of the authenticator, or a recovery code, which is used up.
func (s *Service) secondFactor(tx Tx, u *User, from Caller, secret, code string) (bool, error) {
	if right, err := s.useCode(tx, u.ID, secret, code); right || err != nil {
		return right, err
	}
	used, err := tx.UseRecoveryCode(u.ID, digest(recoveryForm(code)))
	if err != nil {
		return false, fmt.Errorf("cannot use the recovery code: %w", err)
	}
	if !used {
		return false, nil
	}
	return true, s.record(tx, u.as(from), "totp.recovery", "user", u.ID, nil, nil)
}

// useCode takes a code once: no code of this or an earlier moment counts afterwards.
func (s *Service) useCode(tx Tx, userID, kept, code string) (bool, error) {
	secret, err := s.opened(userID, kept)
	if err != nil {
		return false, err
	}
	now, code := s.now(), strings.ReplaceAll(code, " ", "")
	opts := totp.ValidateOpts{Period: codePeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}
	for off := -codeSkew; off <= codeSkew; off++ {
		at := now.Add(time.Duration(off) * codePeriod * time.Second)
		want, err := totp.GenerateCodeCustom(secret, at, opts)
		if err != nil {
			return false, fmt.Errorf("cannot compute the code: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) != 1 {
			continue
		}
		fresh, err := tx.UseStep(userID, at.Unix()/codePeriod)
		if err != nil {
			return false, fmt.Errorf("cannot note the code's use: %w", err)
		}
		if fresh {
			return true, nil
		}
	}
	return false, nil
}

// grouped writes abcd-efgh-ijkl-mnop.
func grouped(s string) string {
	var parts []string
	for ; len(s) > recoveryGroup; s = s[recoveryGroup:] {
		parts = append(parts, s[:recoveryGroup])
	}
	return strings.Join(append(parts, s), "-")
}

func recoveryForm(s string) string { return squeezed(strings.ToLower(s)) }
