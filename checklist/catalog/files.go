package catalog

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
)

// The most bytes that are read of a file of a folder.
const maxFile = 1 << 20

// shared is the folder of the words that all items share.
const shared = "shared"

func decimal(n int) string { return strconv.Itoa(n) }

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// entry reads one file of a folder. Files of other kinds are no business of ours, but one that is meant for us is never passed over.
func (l *loader) entry(files fs.FS, sub string, e fs.DirEntry) {
	name := filepath.Join(l.folder, sub, e.Name())
	switch {
	case path.Ext(e.Name()) == ".yml":
		l.say(name, "", "wants the ending .yaml; files with another one are not read")
		return
	case path.Ext(e.Name()) != ".yaml":
		return
	}
	raw, err := readFile(files, path.Join(sub, e.Name()))
	if err != nil {
		l.say(name, "", "%s", err)
		return
	}
	if l.folder != builtInFolder {
		_, _ = fmt.Fprintf(l.print, "%s/%s %d\n%s", sub, e.Name(), len(raw), raw)
	}
	l.file(name, sub == shared, raw)
}

// readFile reads a file of at most maxFile bytes; the error is for people.
func readFile(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("wants a file; this is something else")
	}
	var f fs.File
	if err == nil {
		f, err = files.Open(name)
	}
	if err != nil {
		return nil, errors.New("cannot be opened; check that it is there and that you may read it")
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, errors.New("cannot be read; check that you may read it")
	}
	if len(raw) > maxFile {
		return nil, fmt.Errorf("has more than %d MB; split it into files of one item each", maxFile>>20)
	}
	return raw, nil
}
