package review

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"countersign/fault"
	"countersign/identity"
)

// ReadingPermission says whether the organization's terms with its vendors allow that files are read by a machine although copying is
// switched off in them.
type ReadingPermission struct {
	Allowed bool   `json:"allowed"`
	Reason  string `json:"reason"`
}

const readingPermission = "reading-permission"

// ReadingPermission is the setting, with its version.
func (s *Service) ReadingPermission(ctx context.Context, c identity.Caller) (ReadingPermission, Setting, error) {
	if err := c.Need(identity.ReadDocuments); err != nil {
		return ReadingPermission{}, Setting{}, err //nolint:wrapcheck // it is coded
	}
	row, err := s.store.Setting(ctx, readingPermission)
	if err != nil {
		return ReadingPermission{}, row, fmt.Errorf("cannot load the setting: %w", err)
	}
	p, err := permissionOf(row)
	return p, row, err
}

func permissionOf(row Setting) (ReadingPermission, error) {
	var p ReadingPermission
	if row.Value == "" {
		return p, nil
	}
	if err := json.Unmarshal([]byte(row.Value), &p); err != nil {
		return p, fmt.Errorf("cannot read the setting: %w", err)
	}
	return p, nil
}

// SetReadingPermission changes the setting. The version is the one that the caller read.
func (s *Service) SetReadingPermission(ctx context.Context, c identity.Caller, version int, p ReadingPermission) (Setting, error) {
	if err := c.Need(identity.ManageSettings); err != nil {
		return Setting{}, err //nolint:wrapcheck // it is coded
	}
	if p.Reason = strings.TrimSpace(p.Reason); p.Reason == "" || len(p.Reason) > mostReason {
		return Setting{}, fault.New(fault.Invalid, "reason: say on what ground, in at most %d characters", mostReason)
	}
	value, err := json.Marshal(p)
	if err != nil {
		return Setting{}, fmt.Errorf("cannot keep the setting: %w", err)
	}
	var after Setting
	err = s.change(ctx, func(tx Tx) error {
		row, err := tx.Setting(readingPermission)
		if err != nil {
			return fmt.Errorf("cannot load the setting: %w", err)
		}
		if row.Version != version {
			return outdated("setting")
		}
		before, err := permissionOf(row)
		if err != nil {
			return err
		}
		after = Setting{readingPermission, string(value), version + 1, c.ID, s.now()}
		if err := tx.SaveSetting(after); err != nil {
			return fmt.Errorf("cannot save the setting: %w", err)
		}
		return s.record(tx, c, "settings.reading-permission", "setting", readingPermission, before, p)
	})
	return after, err
}
