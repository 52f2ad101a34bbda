package api

import (
	"strconv"
	"strings"

	"countersign/fault"
)

// IfMatch is the version of a thing that a caller read before changing it.
type IfMatch struct {
	IfMatch string `header:"If-Match" doc:"The ETag that came with what you read; the change is refused when somebody else was faster"`
}

// version reads If-Match.
func (m IfMatch) version() (int, error) {
	if m.IfMatch == "" {
		return 0, fault.New(fault.VersionNeeded, "send If-Match with the ETag that came with what you read")
	}
	n, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(m.IfMatch, "W/"), `"`))
	if err != nil {
		return 0, fault.New(fault.Outdated, "If-Match is not an ETag of this; load it again and repeat your change")
	}
	return n, nil
}

func etag(version int) string { return `"` + strconv.Itoa(version) + `"` }
