package review

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"countersign/fault"
	"countersign/identity"
)

// KeepIn seals the words of reports from now on, as their files are.
func (s *Service) KeepIn(v identity.Vault) *Service {
	s.vault = v
	return s
}

// Marks of kept pages: packed, and sealed besides.
const (
	openPages   = 'o'
	sealedPages = 's'
	mostPages   = 512 << 20
)

// keepPages keeps the words of a file's pages, in which quotes are looked up.
func (s *Service) keepPages(tx Tx, sha256 string, pages []string) error {
	if pages == nil {
		return nil
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	err := json.NewEncoder(z).Encode(pages)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("cannot pack the pages: %w", err)
	}
	kept := append([]byte{openPages}, b.Bytes()...)
	if s.vault != nil && s.vault.Set() {
		sealed, err := s.vault.Seal(b.String())
		if err != nil {
			return fmt.Errorf("cannot seal the pages: %w", err)
		}
		kept = append([]byte{sealedPages}, sealed...)
	}
	if err := tx.SavePageTexts(sha256, kept, s.now()); err != nil {
		return fmt.Errorf("cannot keep the pages: %w", err)
	}
	return nil
}

// pages are the words of a file's pages; nil when none are kept.
func (s *Service) pages(ctx context.Context, sha256 string) ([]string, error) {
	kept, err := s.store.PageTexts(ctx, sha256)
	if fault.Is(err, fault.NotFound) || err == nil && len(kept) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot load the pages: %w", err)
	}
	packed := string(kept[1:])
	if kept[0] == sealedPages {
		if s.vault == nil {
			return nil, fault.New(fault.Unavailable, "the words of this report are sealed with a key that this server does not have")
		}
		if packed, err = s.vault.Unseal(kept[1:]); err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "the words of this report are sealed with a key that this server does not have; set BLOB_KEY as it was")
		}
	}
	z, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("cannot unpack the pages: %w", err)
	}
	var out []string
	if err := json.NewDecoder(io.LimitReader(z, mostPages)).Decode(&out); err != nil {
		return nil, fmt.Errorf("cannot unpack the pages: %w", err)
	}
	return out, nil
}

// lookUp looks a person's quote up in the pages of a review's report. missing says why it is not there; it is nil when it is, and when
// there is no quote.
func (s *Service) lookUp(ctx context.Context, c identity.Caller, reviewID string, q *FindingQuote) (missing, err error) {
	if q == nil {
		return nil, nil
	}
	if err := c.Need(identity.AddFinding); err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	r, err := s.Review(ctx, c, reviewID)
	if err != nil || r.DocumentID == "" {
		return notAtHand(), err
	}
	d, err := s.store.Document(ctx, r.DocumentID)
	if err != nil {
		return nil, fmt.Errorf("cannot load the document: %w", err)
	}
	pages, err := s.pages(ctx, d.SHA256)
	if err != nil {
		return nil, err
	}
	return stands(pages, q), nil
}

// stands looks a quote up on its page. White space and hyphens do not matter, as in the quotes of the reading itself.
func stands(pages []string, q *FindingQuote) error {
	if len(pages) == 0 {
		return notAtHand()
	}
	if q.Page > len(pages) {
		return fault.New(fault.Invalid, "quote.page: the report has %d pages", len(pages))
	}
	words := bare(q.Text)
	if words == "" {
		return fault.New(fault.Invalid, "quote.text: a quote needs words")
	}
	if strings.Contains(bare(pages[q.Page-1]), words) {
		return nil
	}
	for i := range pages {
		if strings.Contains(bare(pages[i]), words) {
			return fault.New(fault.Invalid, "quote.page: these words stand on page %d, not on page %d", i+1, q.Page)
		}
	}
	return fault.New(fault.Invalid, "quote.text: these words do not stand on page %d, nor on any other; quote word for word, or send unverified: true", q.Page)
}

func notAtHand() error {
	return fault.New(fault.Invalid, "quote: the words of this report are not at hand to look it up in; send unverified: true")
}

// bare drops what differs between a page and somebody's copy of it.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' || r == '\u2010' {
			return -1
		}
		return r
	}, s)
}
