package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"countersign/config"
	"countersign/parser/ocr"
)

// recognizer tells whether scanned pages can be read.
func (d *doctor) recognizer() {
	const name = "text recognition"
	t, err := ocr.Find()
	if err != nil {
		d.env.log.Info("check failed", "check", name, "error", err)
		d.note(name, warning, "scanned pages stay unread: tesseract, or its English data, is not there",
			"install them (Debian, Ubuntu: apt install tesseract-ocr; Fedora: dnf install tesseract; macOS: brew install tesseract)")
		return
	}
	languages, err := t.Languages(d.env.ctx)
	if err != nil {
		d.fails(name, err, "run: tesseract --list-langs")
		return
	}
	d.note(name, fine, "tesseract "+t.Version+" with "+strings.Join(languages, ", ")+"; pages are read in eng", "")
}

// Free space below which people are told, and below which uploads are about to fail.
const (
	little    = 5 << 30
	tooLittle = 500 << 20
)

// disk tells how much space is left where the server writes on this machine.
func (d *doctor) disk(cfg *config.Config) {
	const name = "disk"
	for _, folder := range written(cfg) {
		free, err := freeSpace(folder)
		if err != nil {
			d.fails(name, err, "check that "+folder+" is a folder that you may use")
			continue
		}
		v, do := enough(free)
		d.note(name, v, fmt.Sprintf("%s: %d MB are free", folder, free>>20), do)
	}
}

// enough judges free space.
func enough(free uint64) (v verdict, do string) {
	switch {
	case free < tooLittle:
		return failed, "make room: uploads and readings fail when nothing is left"
	case free < little:
		return warning, "make room, or move the data to a larger disk"
	}
	return fine, ""
}

// written are the folders on this machine that the server writes to, as far up as they exist.
func written(cfg *config.Config) []string {
	all := []string{cfg.Data}
	if path, isFile := strings.CutPrefix(cfg.DatabaseURL, "sqlite:"); isFile {
		all = append(all, filepath.Dir(path))
	}
	if u, err := url.Parse(cfg.BlobURL); err == nil && u.Scheme == "file" {
		all = append(all, filepath.FromSlash(u.Path))
	}
	for i, f := range all {
		if full, err := filepath.Abs(f); err == nil {
			f = full
		}
		for ; f != filepath.Dir(f); f = filepath.Dir(f) {
			if _, err := os.Stat(f); err == nil {
				break
			}
		}
		all[i] = f
	}
	slices.Sort(all)
	return slices.Compact(all)
}
