package main

import "countersign/fault"

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
