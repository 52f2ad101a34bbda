package main

import (
	"strings"
	"unicode"

	"countersign/fault"
)

// plain makes what a server or a report says safe for a terminal: one line, without control characters and invisible formatting.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// exitOf is the exit status that a failed reading asks for, the same as that of review.
func exitOf(code fault.Code) int {
	switch code { //nolint:exhaustive // all others are failures of something else
	case fault.PasswordNeeded, fault.PasswordWrong, fault.PermissionNeeded:
		return statusNeeds
	case fault.NotPDF, fault.WrongMediaType, fault.Damaged, fault.Unsupported, fault.Empty, fault.TooLarge, fault.TooManyPages, fault.TimeLimit,
		fault.MemoryLimit, fault.OutputLimit, fault.ReaderCrashed, fault.FileUnreadable:
		return statusUnreadable
	}
	return statusFailed
}
