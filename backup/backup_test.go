package backup_test

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"countersign/audit"
	"countersign/backup"
	"countersign/blobs"
	"countersign/fault"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/google/uuid"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) { os.Exit(dbtest.Main(m)) }

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// kept is what a server keeps.
type kept struct {
	db     *store.DB
	box    *blobs.Box
	folder string
	people *review.Service
}

func open(t *testing.T, db *store.DB, keys blobs.Keys) *kept {
	t.Helper()
	k := &kept{db: db, folder: t.TempDir()}
	var err error
	k.box, err = blobs.Open(context.Background(), "file://"+k.folder, keys, newID)
	require.NoError(t, err)
	t.Cleanup(func() { _ = k.box.Close() })
	k.people = review.New(db.Reviews(), time.Now, newID)
	return k
}

func key(t *testing.T) blobs.Keys {
	t.Helper()
	word, err := blobs.NewKey()
	require.NoError(t, err)
	keys, err := blobs.ParseKeys(word)
	require.NoError(t, err)
	return keys
}

// uploads keeps files of several sizes with their documents, and returns their hashes.
func (k *kept) uploads(t *testing.T) map[string][]byte {
	t.Helper()
	ctx, c, out := context.Background(), identity.System("test"), map[string][]byte{}
	v, err := k.people.CreateVendor(ctx, c, review.VendorFields{Name: "Larkspur"})
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(1, 2))
	for i, size := range []int{0, 1, 70_000, 5 << 20} {
		content := make([]byte, size)
		for j := range content {
			content[j] = byte(r.Uint32())
		}
		sum, n, err := k.box.Put(ctx, bytes.NewReader(content))
		require.NoError(t, err)
		out[sum] = content
		require.NoError(t, k.db.Reviews().Change(ctx, func(tx review.Tx) error {
			return tx.AddDocument(review.Document{
				ID: newID(), VendorID: v.ID, Kind: "soc2", Name: fmt.Sprintf("%d.pdf", i), SHA256: sum, Size: n, MediaType: "application/pdf", UploadedAt: time.Now().UTC().Truncate(time.Microsecond),
			})
		}))
	}
	return out
}

func (k *kept) backup(t *testing.T) ([]byte, backup.Manifest) {
	t.Helper()
	var b bytes.Buffer
	m, err := backup.Write(context.Background(), &b, k.db, k.box, backup.Origin{Program: "test", Database: string(k.db.Dialect), At: time.Now()})
	require.NoError(t, err)
	return b.Bytes(), m
}

func (k *kept) restore(raw []byte, o backup.Options) error {
	ctx := context.Background()
	m, err := backup.Check(ctx, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	return backup.Restore(ctx, bytes.NewReader(raw), &m, k.db, k.box, o)
}

// nothing holds that nothing is there, not even half a file.
func (k *kept) nothing(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	_, _, err := k.db.Dump(ctx, func(table string, row []byte) error {
		assert.Equal(t, "audit_head", table, "%s", row)
		return nil
	})
	require.NoError(t, err)
	require.NoError(t, filepath.WalkDir(k.folder, func(path string, d os.DirEntry, err error) error {
		assert.True(t, d.IsDir(), path)
		return err
	}))
}

// TestBackupsAreRestoredWhole: on either database, from either, with files in the clear and encrypted.
func TestBackupsAreRestoredWhole(t *testing.T) {
	for name, keys := range map[string]blobs.Keys{"plain": {}, "encrypted": key(t)} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, db *store.DB) {
				from := open(t, db, keys)
				files := from.uploads(t)
				raw, m := from.backup(t)
				assert.Equal(t, len(files), m.Files)
				assert.Empty(t, m.Problems)
				assert.Equal(t, string(db.Dialect), m.Database)
				dbtest.Each(t, func(t *testing.T, db *store.DB) {
					to := open(t, db, keys)
					require.NoError(t, to.restore(raw, backup.Options{}))
					for sum, want := range files {
						got, err := to.box.ReadAll(context.Background(), sum)
						require.NoError(t, err)
						assert.True(t, bytes.Equal(want, got))
					}
					page, err := to.people.Vendors(context.Background(), identity.System("test"), review.Query{})
					require.NoError(t, err)
					require.Len(t, page.Items, 1)
					assert.Equal(t, "Larkspur", page.Items[0].Name)
					_, again := to.backup(t)
					assert.Equal(t, m.Audit, again.Audit)
					assert.Equal(t, m.Tables, again.Tables)
					assert.Equal(t, m.Entries, again.Entries, "a backup of what was restored has the same bytes")
					err = to.restore(raw, backup.Options{})
					assert.True(t, fault.Is(err, fault.IllegalMove), "%v", err)
				})
			})
		})
	}
}

// TestBackupsSeeOneState: whoever writes meanwhile neither waits nor is seen by half.
func TestBackupsSeeOneState(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		k, ctx := open(t, db, blobs.Keys{}), context.Background()
		k.uploads(t)
		var wg sync.WaitGroup
		quit := make(chan struct{})
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-quit:
					return
				default:
				}
				_, err := k.people.CreateVendor(ctx, identity.System("test"), review.VendorFields{Name: fmt.Sprintf("Vendor %d", i)})
				assert.NoError(t, err)
			}
		})
		for range 10 {
			raw, m := k.backup(t)
			rows := map[string]int{}
			for _, table := range m.Tables {
				rows[table.Name] = table.Rows
			}
			assert.Equal(t, m.Audit.Sequence, int64(rows["audit_entries"]))
			assert.Equal(t, rows["vendors"], rows["audit_entries"], "each vendor comes with its line of the trail")
			_, err := backup.Check(ctx, bytes.NewReader(raw))
			require.NoError(t, err)
		}
		close(quit)
		wg.Wait()
	})
}

// TestDamagedBackupsLeaveNothing: cut anywhere or with any byte changed, a backup is refused and nothing is restored of it.
func TestDamagedBackupsLeaveNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		from := open(t, db, blobs.Keys{})
		from.uploads(t)
		raw, _ := from.backup(t)
		to := open(t, dbtest.Open(t, dbtest.SQLite(t)), blobs.Keys{})
		r := rand.New(rand.NewPCG(3, 4))
		refused := func(spoiled []byte, how string) {
			err := to.restore(spoiled, backup.Options{})
			require.Error(t, err, how)
			f := fault.Of(err)
			assert.Contains(t, []fault.Code{fault.Damaged, fault.WrongMediaType}, f.Code, "%s: %v", how, err)
		}
		for _, n := range []int{0, 1, 4, 100, len(raw) / 2, len(raw) - 100, len(raw) - 4, len(raw) - 1} {
			refused(raw[:n], fmt.Sprintf("cut after %d", n))
		}
		for range 25 {
			spoiled, at := bytes.Clone(raw), r.IntN(len(raw))
			spoiled[at] ^= 1 << r.IntN(8)
			refused(spoiled, fmt.Sprintf("byte %d", at))
		}
		refused(append(bytes.Clone(raw), "more"...), "something behind the end")
		refused([]byte("%PDF-1.7 and so on"), "another file")
		to.nothing(t)
		require.NoError(t, to.restore(raw, backup.Options{}), "the whole one is restored")
	})
}

// rewritten makes another archive out of one; what the change returns is written, with a manifest that fits when wanted.
func rewritten(t *testing.T, raw []byte, change func(name string, content []byte) (string, []byte, bool)) []byte {
	t.Helper()
	z, err := zstd.NewReader(bytes.NewReader(raw))
	require.NoError(t, err)
	defer z.Close()
	var b bytes.Buffer
	packed, err := zstd.NewWriter(&b)
	require.NoError(t, err)
	in, out := tar.NewReader(z), tar.NewWriter(packed)
	for {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		content, err := io.ReadAll(in)
		require.NoError(t, err)
		name, content, wanted := change(h.Name, content)
		if !wanted {
			continue
		}
		require.NoError(t, out.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: 0o600}))
		_, err = out.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	require.NoError(t, packed.Close())
	return b.Bytes()
}

// TestAlteredBackupsAreRefused: archives that unpack, and yet are not what was written.
func TestAlteredBackupsAreRefused(t *testing.T) {
	from := open(t, dbtest.Open(t, dbtest.SQLite(t)), blobs.Keys{})
	from.uploads(t)
	raw, _ := from.backup(t)
	const vendors = "tables/vendors/00001.jsonl"
	manifest := func(change func(m *backup.Manifest)) func(string, []byte) (string, []byte, bool) {
		return func(name string, content []byte) (string, []byte, bool) {
			if name != "manifest.json" {
				return name, content, true
			}
			var m backup.Manifest
			require.NoError(t, json.Unmarshal(content, &m))
			change(&m)
			content, err := json.Marshal(m)
			require.NoError(t, err)
			return name, content, true
		}
	}
	for _, c := range []struct {
		name   string
		change func(name string, content []byte) (string, []byte, bool)
		code   fault.Code
		words  string
	}{
		{"a row is another", func(n string, b []byte) (string, []byte, bool) {
			if n == vendors {
				b = bytes.Replace(b, []byte("Larkspur"), []byte("Larkspor"), 1)
			}
			return n, b, true
		}, fault.Damaged, vendors + " is not what its manifest says"},
		{"an entry is gone", func(n string, b []byte) (string, []byte, bool) { return n, b, n != vendors }, fault.Damaged, "its manifest names"},
		{"an entry has another name", func(n string, b []byte) (string, []byte, bool) {
			if n == vendors {
				n = "tables/../../etc/passwd"
			}
			return n, b, true
		}, fault.Damaged, "not what its manifest says"},
		{"a stranger", func(n string, b []byte) (string, []byte, bool) {
			if n == vendors {
				n = "/etc/passwd"
			}
			return n, b, true
		}, fault.Damaged, "does not belong into it"},
		{"no manifest", func(n string, b []byte) (string, []byte, bool) { return n, b, n != "manifest.json" }, fault.Damaged, "it was cut"},
		{"no format", func(n string, b []byte) (string, []byte, bool) { return n, b, n != "countersign-backup.json" }, fault.WrongMediaType, "no backup"},
		{"a later format", func(n string, b []byte) (string, []byte, bool) {
			if n == "countersign-backup.json" {
				b = []byte(`{"format":"countersign-backup","version":2}`)
			}
			return n, b, true
		}, fault.WrongMediaType, "the format 2"},
		{"a later schema", manifest(func(m *backup.Manifest) { m.Schema = 10_000 }), fault.IllegalMove, "newer one"},
		{"another end of the trail", manifest(func(m *backup.Manifest) { m.Audit.Sequence++ }), fault.Damaged, "ends elsewhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, db *store.DB) {
				to := open(t, db, blobs.Keys{})
				err := to.restore(rewritten(t, raw, c.change), backup.Options{})
				require.Error(t, err)
				assert.Equal(t, c.code, fault.Of(err).Code)
				assert.Contains(t, fault.Of(err).Message, c.words)
				to.nothing(t)
			})
		})
	}
}

// TestBackupChangedBetweenItsReadings: a file that was whole when it was checked and is not when it is restored leaves nothing either.
func TestBackupChangedBetweenItsReadings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		from := open(t, db, blobs.Keys{})
		files := from.uploads(t)
		raw, _ := from.backup(t)
		ctx := context.Background()
		m, err := backup.Check(ctx, bytes.NewReader(raw))
		require.NoError(t, err)
		altered := rewritten(t, raw, func(n string, b []byte) (string, []byte, bool) {
			if len(b) == 5<<20 {
				b[17] ^= 1
			}
			return n, b, true
		})
		dbtest.Each(t, func(t *testing.T, db *store.DB) {
			to := open(t, db, blobs.Keys{})
			for sum, content := range files { // one was there before, and stays
				if len(content) == 1 {
					_, _, err := to.box.Put(ctx, bytes.NewReader(content))
					require.NoError(t, err)
					defer func() {
						got, err := to.box.ReadAll(ctx, sum)
						require.NoError(t, err)
						assert.Equal(t, content, got)
					}()
				}
			}
			err := backup.Restore(ctx, bytes.NewReader(altered), &m, to.db, to.box, backup.Options{})
			assert.True(t, fault.Is(err, fault.Damaged), "%v", err)
			left := 0
			require.NoError(t, to.box.Names(ctx, func(string) error { left++; return nil }))
			assert.Equal(t, 1, left)
		})
	})
}

// TestBackupsTellWhatIsWrong: files that are gone or have changed, and a trail that was tampered with, are told and do not stop a backup.
func TestBackupsTellWhatIsWrong(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		from, ctx := open(t, db, blobs.Keys{}), context.Background()
		for sum, content := range from.uploads(t) {
			path := filepath.Join(from.folder, "plain", sum[:2], sum[2:4], sum)
			switch len(content) {
			case 1:
				require.NoError(t, os.Remove(path))
			case 70_000:
				require.NoError(t, os.WriteFile(path, []byte("something else"), 0o600))
			}
		}
		_, err := db.Writer().ExecContext(ctx, "UPDATE audit_entries SET actor_name = 'nobody' WHERE sequence = 1")
		require.NoError(t, err)
		raw, m := from.backup(t)
		require.Len(t, m.Problems, 2)
		assert.Contains(t, m.Problems[0], "its bytes have changed")
		assert.Contains(t, m.Problems[1], "is gone")
		to := open(t, dbtest.Open(t, dbtest.SQLite(t)), blobs.Keys{})
		err = to.restore(raw, backup.Options{})
		assert.True(t, fault.Is(err, fault.Damaged), "%v", err)
		assert.ErrorContains(t, err, "entry 1 was changed after it was written")
		to.nothing(t)
		require.NoError(t, to.restore(raw, backup.Options{BrokenTrail: true}))
		var v audit.Verifier
		_, err = to.db.AuditEntries(ctx, 1, func(e *audit.Entry) error { v.Add(e); return nil })
		require.NoError(t, err)
		assert.Len(t, v.Breaks(), 1, "it is told as before")
	})
}

// TestAnotherFileInTheWay: a file of the same name with other bytes is not written over.
func TestAnotherFileInTheWay(t *testing.T) {
	keys := key(t)
	from := open(t, dbtest.Open(t, dbtest.SQLite(t)), keys)
	files := from.uploads(t)
	raw, _ := from.backup(t)
	to := open(t, dbtest.Open(t, dbtest.SQLite(t)), key(t))
	for _, content := range files {
		_, _, err := to.box.Put(context.Background(), bytes.NewReader(content)) // encrypted anew: other bytes
		require.NoError(t, err)
		break
	}
	err := to.restore(raw, backup.Options{})
	assert.True(t, fault.Is(err, fault.Duplicate), "%v", err)
}
