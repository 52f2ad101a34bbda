package identity

import (
	"slices"
	"strings"
	"testing"
	"time"

	"countersign/fault"

	"github.com/alexedwards/argon2id"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPasswordsThatAreRefused(t *testing.T) {
	for _, c := range []struct{ password, why string }{
		{"", "at least 12"},
		{"kiln-otter-9", ""}, // twelve characters
		{"kiln-otter9", "at least 12"},
		{"ünïcödé-ök", "at least 12"},
		{strings.Repeat("kiln otter ", 20), "at most 200"},
		{"vera.lindqvist@example.com", "name or address"},
		{"Vera.Lindqvist", "name or address"},
		{"VERA LINDQVIST", "name or address"},
		{"password1234", "tried first"},
		{"P@ssw0rd1234", "tried first"},
		{"Countersign2026!", "tried first"},
		{"qwertyuiop123", "tried first"},
		{"1q2w3e4r5t6y", "tried first"},
		{"123456789012", "tried first"},
		{"aaaaaaaaaaaa", "tried first"},
		{"abcabcabcabcabc", "tried first"},
		{"monkeymonkey", "tried first"},
		{"Summer!2026!!", "tried first"},
		{"correct horse battery staple", "tried first"},
		{"kiln\xffotter-nine", "no text"},
		{"tundra lantern copper", ""},
		{"Zr7!mQx2#Lp9", ""},
	} {
		err := acceptable(c.password, "vera.lindqvist@example.com", "Vera Lindqvist")
		if c.why == "" {
			assert.NoError(t, err, c.password)
			continue
		}
		assert.True(t, fault.Is(err, fault.Invalid), c.password)
		assert.ErrorContains(t, err, c.why, c.password)
	}
}

func TestTheListOfKnownPasswords(t *testing.T) {
	lines := strings.Split(strings.Trim(breached, "\n"), "\n")
	assert.Greater(t, len(lines), 5000)
	assert.True(t, slices.IsSorted(lines))
	for _, l := range lines {
		assert.Equal(t, strings.ToLower(l), l)
		assert.True(t, wellKnown(l), l)
	}
}

// TestUnknownAccountsCostTheSame: the hash that stands for nobody is of today's cost.
func TestUnknownAccountsCostTheSame(t *testing.T) {
	_, params, err := argon2id.CheckHash("anything", nobody)
	require.NoError(t, err)
	assert.Equal(t, cost(), *params)
}

func TestPasswordsMatchHoweverTheyAreTyped(t *testing.T) {
	s := New(nil, time.Now, func() string { return "" })
	h, err := s.hash(t.Context(), "caf\u00e9 tundra copper")
	require.NoError(t, err)
	for _, c := range []struct {
		password, hash string
		right          bool
	}{
		{"caf\u00e9 tundra copper", h, true},
		{"cafe\u0301 tundra copper", h, true},
		{"cafe tundra copper", h, false},
		{"", h, false},
		{"", "", false},
		{"anything", "", false},
	} {
		right, stale, err := s.matches(t.Context(), c.password, c.hash)
		require.NoError(t, err)
		assert.Equal(t, c.right, right, c.password)
		assert.False(t, stale)
	}
	old, err := argon2id.CreateHash("tundra lantern copper", &argon2id.Params{Memory: 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	require.NoError(t, err)
	right, stale, err := s.matches(t.Context(), "tundra lantern copper", old)
	require.NoError(t, err)
	assert.True(t, right)
	assert.True(t, stale, "a hash of another cost is made anew")
}

func TestTheWaitDoubles(t *testing.T) {
	for failed, want := range map[int]time.Duration{
		1: 0, 4: 0, 5: time.Second, 6: 2 * time.Second, 10: 32 * time.Second, 14: 512 * time.Second, 15: longestWait, 100000: longestWait,
	} {
		assert.Equal(t, want, wait(failed, freeAccountTries), failed)
	}
}

func TestAddressesOfOneNetworkCountAsOne(t *testing.T) {
	assert.Equal(t, addressKey("2001:db8:1:2::1"), addressKey("2001:db8:1:2:ffff::9"))
	assert.NotEqual(t, addressKey("2001:db8:1:2::1"), addressKey("2001:db8:1:3::1"))
	assert.NotEqual(t, addressKey("192.0.2.1"), addressKey("192.0.2.2"))
	assert.NotEqual(t, addressKey("::ffff:192.0.2.1"), addressKey("::ffff:192.0.2.2"))
}
