package scoring

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func on(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	require.NoError(t, err)
	return d
}

func TestMonthsAreAddedWithinTheMonth(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2025-08-31", 6, "2026-02-28"},
		{"2025-11-30", 3, "2026-02-28"},
		{"2023-02-28", 12, "2024-02-28"},
		{"2025-09-30", 12, "2026-09-30"},
		{"2025-09-30", 15, "2026-12-30"},
		{"2025-12-31", -3, "2025-09-30"},
		{"2026-06-15", 12, "2027-06-15"},
		{"2026-06-15", 0, "2026-06-15"},
	} {
		assert.Equal(t, c.want, on(t, c.from).AddMonths(c.n).String(), "%s plus %d months", c.from, c.n)
	}
}

func TestWholeMonthsAreCountedByAnniversaries(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2025-09-30", "2026-06-15", 8},
		{"2025-09-30", "2026-06-30", 9},
		{"2025-09-30", "2026-06-29", 8},
		{"2024-02-29", "2025-02-27", 11},
		{"2024-02-29", "2025-02-28", 12},
		{"2025-08-31", "2026-02-28", 6},
		{"2026-01-01", "2025-01-01", 0},
		{"2026-01-15", "2026-01-15", 0},
	} {
		assert.Equal(t, c.want, on(t, c.from).MonthsTo(on(t, c.to)), "%s to %s", c.from, c.to)
	}
}

func TestAPeriodContainsItsLastDay(t *testing.T) {
	assert.Equal(t, 9, periodMonths(on(t, "2025-01-01"), on(t, "2025-09-30")))
	assert.Equal(t, 12, periodMonths(on(t, "2024-01-01"), on(t, "2024-12-31")))
	assert.Equal(t, 5, periodMonths(on(t, "2025-01-01"), on(t, "2025-06-29")))
	assert.Equal(t, 6, periodMonths(on(t, "2024-08-31"), on(t, "2025-02-27")))
}

func TestDatesAreWrittenAndReadAsISO(t *testing.T) {
	raw, err := json.Marshal(struct{ A, B Date }{A: DateOf(time.Date(2026, 6, 15, 23, 59, 0, 0, time.UTC))})
	require.NoError(t, err)
	assert.JSONEq(t, `{"A":"2026-06-15","B":""}`, string(raw))
	var back struct{ A, B Date }
	require.NoError(t, json.Unmarshal(raw, &back))
	assert.Equal(t, on(t, "2026-06-15"), back.A)
	assert.True(t, back.B.IsZero())
	_, err = ParseDate("2026-02-30")
	assert.ErrorContains(t, err, "a date like 2026-03-31")
}
