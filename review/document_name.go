package review

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostFileName is the length that a name may have on every file system, in bytes.
const mostFileName = 200

// unnamed is a file whose uploader gave it no name.
const unnamed = "document.pdf"

// CleanName makes a harmless name of what an uploader calls a file: no folders, nothing that is not seen, nothing that turns the direction of
// writing, and not too long.
func CleanName(name string) string {
	name = strings.ToValidUTF8(name, "_")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs), r == utf8.RuneError:
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	if name == "" || name == "pdf" {
		return unnamed
	}
	if len(name) > mostFileName {
		ending := path.Ext(name)
		if len(ending) > len(".jpeg") {
			ending = ""
		}
		name = strings.ToValidUTF8(name[:mostFileName-len(ending)], "") + ending
	}
	return name
}
