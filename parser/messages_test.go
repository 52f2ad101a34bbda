package parser

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/fault"
	"countersign/parser/sandbox"
)

// A child that was taken over may say what it likes. The parent neither crashes nor does what no sound child asks for.
func TestParentRefusesWhatNoSoundChildSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind    byte
		payload string
	}{
		"more pages than allowed":               {msgPages, "1000000000000000000"},
		"no pages":                              {msgPages, "0"},
		"pages that raise its own time limit":   {msgPages, "5001"},
		"fewer than no pages":                   {msgPages, "-5"},
		"no JSON":                               {msgPages, "%PDF-1.7"},
		"pages to recognize, though nobody can": {msgScanned, `{"pages":[1]}`},
	} {
		t.Run(name, func(t *testing.T) {
			err := parentOf(nil).handle(c.kind, []byte(c.payload))
			assertCode(t, fault.ReaderCrashed, err, name)
		})
	}
}

func TestPicturesMustHoldWhatTheirHeaderSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		head  imageHeader
		bytes int
		fits  bool
	}{
		"sound":                       {imageHeader{Width: 30, Height: 20, DPI: 200}, 600, true},
		"too few bytes":               {imageHeader{Width: 30, Height: 20, DPI: 200}, 599, false},
		"negative sides":              {imageHeader{Width: -30, Height: -20, DPI: 200}, 600, false},
		"sides whose product is 2^64": {imageHeader{Width: 1 << 32, Height: 1 << 32, DPI: 200}, 0, false},
		"no resolution":               {imageHeader{Width: 30, Height: 20}, 600, false},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.fits, c.head.fits(c.bytes)) })
	}
}

// parentOf is the parent's side of a document of so many pages, without a child.
func parentOf(pages *int) *session {
	s := &session{child: &sandbox.Child{}, o: withDefaults(Options{})}
	if pages != nil {
		s.pages = *pages
	}
	return s
}

// FuzzMessages hands the parent any message of a child: it must not crash, and fail with the one code for it.
func FuzzMessages(f *testing.F) {
	for _, seed := range []struct {
		kind  byte
		value any
	}{
		{msgPages, 12},
		{msgProgress, Progress{"reading", 3, 12}},
		{msgScanned, scanned{Pages: []int{1, 2}, Reasons: map[int]string{1: "scan", 2: "garbage"}}},
		{msgImage, imageHeader{Width: 10, Height: 10, DPI: 200}},
		{msgReport, map[string]any{"report": map[string]any{"kind": "SOC 2"}}},
		{msgSecond, map[string]any{"status": "compared", "agreement": map[int]float64{3: 0.9}}},
	} {
		payload, err := json.Marshal(seed.value)
		require.NoError(f, err)
		f.Add(seed.kind, payload, 12)
	}
	f.Fuzz(func(t *testing.T, kind byte, payload []byte, pages int) {
		s := parentOf(&pages)
		if err := s.handle(kind, payload); err != nil {
			assert.Equal(t, fault.ReaderCrashed, fault.Of(err).Code, "%v", err)
		}
		if head, err := decode[imageHeader](payload); err == nil && head.fits(len(payload)) {
			assert.Len(t, payload, head.Width*head.Height)
		}
		if rec, err := decode[recognition](payload); err == nil {
			(&child{}).place(make([]*pageWork, 0), rec, nil)
		}
		_, _ = decode[request](payload)
		_, _ = decode[renderRequest](payload)
	})
}
