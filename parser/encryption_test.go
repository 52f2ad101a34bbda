package parser

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
	"countersign/report"
)

// variants are all standard encryptions; testdata/encrypted/make.sh made the files.
func variants() []string {
	return []string{"rc4-40", "rc4-128", "rc4-v4", "aes-128", "aes-128-clear-metadata", "aes-256-r5", "aes-256-r6"}
}

const (
	userPassword  = "open-it"
	ownerPassword = "own-it"
)

func TestEveryEncryptionWithoutPasswordOpensByItself(t *testing.T) {
	t.Parallel()
	for _, variant := range variants() {
		t.Run(variant, func(t *testing.T) {
			rep, err := read(t, file(t, "encrypted", variant+".pdf"), options(t))
			require.NoError(t, err)
			isPelican(t, rep)
			assert.Equal(t, report.Permission{Encrypted: true}, rep.Permission)
		})
	}
}

func TestPlainFileIsNotCalledEncrypted(t *testing.T) {
	t.Parallel()
	rep, err := read(t, file(t, "encrypted", "plain.pdf"), options(t))
	require.NoError(t, err)
	isPelican(t, rep)
	assert.Equal(t, report.Permission{}, rep.Permission)
}

func TestLockedFile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		password  string
		confirmed bool
		code      fault.Code
		want      report.Permission
	}{
		{name: "asks for the password", code: fault.PasswordNeeded},
		{name: "asks for the password even when reading is confirmed", confirmed: true, code: fault.PasswordNeeded},
		{name: "tells that a password is wrong", password: "open-sesame", confirmed: true, code: fault.PasswordWrong},
		{name: "minds upper and lower case", password: "Open-It", confirmed: true, code: fault.PasswordWrong},
		{name: "asks for permission when copying is switched off", password: userPassword, code: fault.PermissionNeeded},
		{
			name: "opens with the user password once the permission is confirmed", password: userPassword, confirmed: true,
			want: report.Permission{Encrypted: true, CopyForbidden: true, Confirmed: true, PasswordUsed: true},
		},
		{
			name: "opens with the owner password, who may copy", password: ownerPassword,
			want: report.Permission{Encrypted: true, PasswordUsed: true},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, variant := range variants() {
				o := options(t)
				o.Password, o.Confirmed = c.password, c.confirmed
				rep, err := read(t, file(t, "encrypted", variant+".user.pdf"), o)
				if c.code != "" {
					assertCode(t, c.code, err, variant)
					continue
				}
				require.NoError(t, err, variant)
				isPelican(t, rep)
				assert.Equal(t, c.want, rep.Permission, variant)
			}
		})
	}
}

func TestCopyProtectionIsHonouredUntilConfirmed(t *testing.T) {
	t.Parallel()
	for _, variant := range []string{"rc4-128", "aes-256-r6"} {
		t.Run(variant, func(t *testing.T) {
			data, o := file(t, "encrypted", variant+".copy.pdf"), options(t)
			_, err := read(t, data, o)
			assertCode(t, fault.PermissionNeeded, err, variant)

			o.Confirmed = true
			rep, err := read(t, data, o)
			require.NoError(t, err)
			isPelican(t, rep)
			assert.Equal(t, report.Permission{Encrypted: true, CopyForbidden: true, Confirmed: true}, rep.Permission)
		})
	}
}

func assertCode(t *testing.T, want fault.Code, err error, about string) {
	t.Helper()
	require.Error(t, err, about)
	assert.Equal(t, want, fault.Of(err).Code, "%s: %v", about, err)
	assert.NotEmpty(t, strings.TrimSpace(fault.Of(err).Message), about)
}

// isPelican holds when the text of the sample was read.
func isPelican(t *testing.T, rep *report.Report) {
	t.Helper()
	if assert.NotNil(t, rep.Vendor) {
		assert.Contains(t, *rep.Vendor, "Pelican Records Management")
	}
	assert.Empty(t, rep.Coverage.Unread)
	assert.Equal(t, 2, rep.Coverage.Pages)
}
