package blobs_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"countersign/blobs"
	"countersign/fault"

	"github.com/google/uuid"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// each runs a test on a folder and on an S3 server, with and without a key.
func each(t *testing.T, test func(t *testing.T, address string, keys blobs.Keys)) {
	t.Helper()
	for _, kind := range []string{"folder", "s3"} {
		for _, how := range []string{"plain", "encrypted"} {
			t.Run(kind+"/"+how, func(t *testing.T) {
				address := "file://" + t.TempDir()
				if kind == "s3" {
					address = s3(t)
				}
				keys := blobs.Keys{}
				if how == "encrypted" {
					keys = newKeys(t)
				}
				test(t, address, keys)
			})
		}
	}
}

func s3(t *testing.T) string {
	t.Helper()
	backend := s3mem.New()
	require.NoError(t, backend.CreateBucket("reports"))
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	return "s3://reports?" + url.Values{"region": {"us-east-1"}, "endpoint": {server.URL}, "use_path_style": {"true"}}.Encode()
}

func newKeys(t *testing.T) blobs.Keys {
	t.Helper()
	key, err := blobs.NewKey()
	require.NoError(t, err)
	keys, err := blobs.ParseKeys(key)
	require.NoError(t, err)
	return keys
}

func open(t *testing.T, address string, keys blobs.Keys) *blobs.Box {
	t.Helper()
	box, err := blobs.Open(context.Background(), address, keys, uuid.NewString)
	require.NoError(t, err)
	t.Cleanup(func() { _ = box.Close() })
	require.NoError(t, box.Ping(context.Background()))
	return box
}

// content is what no file holds by chance.
func content(size int) []byte {
	r := rand.NewChaCha8([32]byte{byte(size)})
	data := make([]byte, size)
	_, _ = r.Read(data)
	return data
}

// TestWhatIsPutIsRead: whole, in any part, once however often it is put.
func TestWhatIsPutIsRead(t *testing.T) {
	each(t, func(t *testing.T, address string, keys blobs.Keys) {
		t.Helper()
		box, ctx := open(t, address, keys), t.Context()
		for _, size := range []int{0, 1, 64 << 10, 3<<20 + 7} {
			data := content(size)
			want := sha256.Sum256(data)
			for range 2 {
				sum, n, err := box.Put(ctx, bytes.NewReader(data))
				require.NoError(t, err)
				assert.Equal(t, hex.EncodeToString(want[:]), sum)
				assert.EqualValues(t, size, n)
			}
			got, err := box.ReadAll(ctx, hex.EncodeToString(want[:]))
			require.NoError(t, err)
			assert.True(t, bytes.Equal(data, got))
			f, err := box.Open(ctx, hex.EncodeToString(want[:]))
			require.NoError(t, err)
			assert.EqualValues(t, size, f.Size)
			for _, from := range []int{size / 2, 0, max(0, size-5)} {
				_, err = f.Seek(int64(from), io.SeekStart)
				require.NoError(t, err)
				part := make([]byte, min(1000, size-from))
				_, err = io.ReadFull(f, part)
				require.NoError(t, err)
				assert.True(t, bytes.Equal(data[from:from+len(part)], part), "from %d of %d", from, size)
			}
			require.NoError(t, f.Close())
		}
		left, err := box.Sweep(ctx, time.Now().Add(time.Hour), 0)
		require.NoError(t, err)
		assert.Zero(t, left, "nothing is left under a passing name")
	})
}

// TestBrokenUpload: one that breaks off leaves nothing visible, and its error is the uploader's own.
func TestBrokenUpload(t *testing.T) {
	each(t, func(t *testing.T, address string, keys blobs.Keys) {
		t.Helper()
		box, ctx := open(t, address, keys), t.Context()
		data, broken := content(9<<20), errors.New("the line is dead")
		_, _, err := box.Put(ctx, io.MultiReader(bytes.NewReader(data), iotest.ErrReader(broken)))
		require.ErrorIs(t, err, broken)
		sum := sha256.Sum256(data)
		_, err = box.Open(ctx, hex.EncodeToString(sum[:]))
		assert.True(t, fault.Is(err, fault.NotFound), "%v", err)
		left, err := box.Sweep(ctx, time.Now().Add(time.Hour), 0)
		require.NoError(t, err)
		assert.Zero(t, left)
	})
}

// TestLeftoversAreSwept: what a killed server left goes, once it is old enough to be nobody's.
func TestLeftoversAreSwept(t *testing.T) {
	dir := t.TempDir()
	box, ctx := open(t, "file://"+dir, blobs.Keys{}), t.Context()
	left := filepath.Join(dir, "arriving", "fileblob12345")
	require.NoError(t, os.WriteFile(left, []byte("half a rep"), 0o600))
	n, err := box.Sweep(ctx, time.Now(), time.Hour)
	require.NoError(t, err)
	assert.Zero(t, n)
	assert.FileExists(t, left)
	n, err = box.Sweep(ctx, time.Now().Add(2*time.Hour), time.Hour)
	require.NoError(t, err)
	assert.Equal(t, 1, n)
	assert.NoFileExists(t, left)
}

// TestKeys: files from before the key stay readable, those with a key need it, an older key still opens, and no text lies on the disk.
func TestKeys(t *testing.T) {
	address, ctx := "file://"+t.TempDir(), t.Context()
	first, err := blobs.NewKey()
	require.NoError(t, err)
	second, err := blobs.NewKey()
	require.NoError(t, err)
	keys := func(s string) blobs.Keys {
		k, err := blobs.ParseKeys(s)
		require.NoError(t, err)
		return k
	}
	put := func(k blobs.Keys, text string) string {
		sum, _, err := open(t, address, k).Put(ctx, strings.NewReader(text))
		require.NoError(t, err)
		return sum
	}
	before, with := put(blobs.Keys{}, "kept in the clear"), put(keys(first), "kept with the first key")
	for _, sum := range []string{before, with} {
		_, err = open(t, address, keys(second+","+first)).ReadAll(ctx, sum)
		require.NoError(t, err)
	}
	_, err = open(t, address, keys(second)).ReadAll(ctx, with)
	assert.True(t, fault.Is(err, fault.BadConfig), "%v", err)
	_, err = open(t, address, blobs.Keys{}).ReadAll(ctx, with)
	assert.True(t, fault.Is(err, fault.BadConfig), "%v", err)
	_, err = blobs.ParseKeys("hunter2hunter2")
	require.True(t, fault.Is(err, fault.BadConfig))
	assert.NotContains(t, err.Error(), "hunter2")

	sealed, err := keys(first).Seal("correct horse")
	require.NoError(t, err)
	assert.NotContains(t, string(sealed), "correct horse")
	secret, err := keys(second + "," + first).Unseal(sealed)
	require.NoError(t, err)
	assert.Equal(t, "correct horse", secret)
	_, err = keys(second).Unseal(sealed)
	assert.Error(t, err)
}

// TestChangedBytesAreNoticed: whoever reads a file to its end does not take other bytes for those that were put.
func TestChangedBytesAreNoticed(t *testing.T) {
	for _, keys := range []blobs.Keys{{}, newKeys(t)} {
		dir := t.TempDir()
		box, ctx := open(t, "file://"+dir, keys), t.Context()
		sum, _, err := box.Put(ctx, bytes.NewReader(content(200<<10)))
		require.NoError(t, err)
		found, err := filepath.Glob(filepath.Join(dir, "*", sum[:2], sum[2:4], sum))
		require.NoError(t, err)
		require.Len(t, found, 1)
		raw, err := os.ReadFile(found[0])
		require.NoError(t, err)
		assert.Equal(t, keys.Set(), !bytes.Equal(raw, content(200<<10)))
		raw[len(raw)/2] ^= 1
		require.NoError(t, os.WriteFile(found[0], raw, 0o600))
		_, err = box.ReadAll(ctx, sum)
		assert.True(t, fault.Is(err, fault.Damaged), "%v", err)
		f, err := box.Open(ctx, sum)
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, f)
		assert.True(t, fault.Is(err, fault.Damaged), "%v", err)
		require.NoError(t, f.Close())
	}
}

// TestOddNames: a key is a hash and nothing else.
func TestOddNames(t *testing.T) {
	box := open(t, "file://"+t.TempDir(), blobs.Keys{})
	for _, sum := range []string{"", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("g", 64)} {
		_, err := box.Open(t.Context(), sum)
		assert.True(t, fault.Is(err, fault.NotFound), sum)
	}
	_, err := blobs.Open(t.Context(), "ftp://x", blobs.Keys{}, uuid.NewString)
	assert.True(t, fault.Is(err, fault.BadConfig), "%v", err)
}
