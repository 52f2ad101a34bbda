package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"
	"time"
)

// Entry is one act. Sequence, Previous and Hash are set when it is sealed.
type Entry struct {
	Sequence    int64           `json:"sequence"`
	At          time.Time       `json:"at"` // UTC, to the microsecond
	ActorKind   string          `json:"actor_kind"`
	ActorID     string          `json:"actor_id"`
	ActorName   string          `json:"actor_name"`
	Address     string          `json:"address"`
	Request     string          `json:"request"`
	Action      string          `json:"action"` // such as vendor.create
	SubjectKind string          `json:"subject_kind"`
	SubjectID   string          `json:"subject_id"`
	Before      json.RawMessage `json:"before,omitempty"` // null when there was nothing
	After       json.RawMessage `json:"after,omitempty"`
	Previous    string          `json:"previous"` // hash of the entry before; empty for the first
	Hash        string          `json:"hash"`     // hex SHA-256 over all the rest
}

// Head is the end of a chain.
type Head struct {
	Sequence int64
	Hash     string
}

// Seal puts an entry behind the head. It returns the entry and the new head.
func Seal(head Head, e Entry) (Entry, Head) {
	e.At = e.At.UTC().Truncate(time.Microsecond)
	e.Sequence, e.Previous = head.Sequence+1, head.Hash
	e.Hash = digest(&e)
	return e, Head{e.Sequence, e.Hash}
}

// digest hashes the fields with their lengths, so that no two entries read the same.
func digest(e *Entry) string {
	h := sha256.New()
	number(h, e.Sequence)
	number(h, e.At.UnixMicro())
	for _, s := range []string{
		e.ActorKind, e.ActorID, e.ActorName, e.Address, e.Request, e.Action, e.SubjectKind, e.SubjectID, string(e.Before), string(e.After), e.Previous,
	} {
		number(h, int64(len(s)))
		_, _ = h.Write([]byte(s))
	}
	return hex.EncodeToString(h.Sum(nil))
}

func number(h hash.Hash, n int64) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n)) //nolint:gosec // the bits are what counts
	_, _ = h.Write(b[:])
}
