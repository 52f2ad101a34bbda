package main

import (
	"regexp"
	"strings"
)

// place is what the testing package puts before a message: four spaces for each level, the file and the line.
var place = regexp.MustCompile(`^\s+\S+\.go:\d+: `)

// reason is the last message of a skipped test.
func reason(output []string) string {
	lines := strings.Split(strings.Join(output, ""), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if at := place.FindString(lines[i]); at != "" {
			said := append([]string{lines[i][len(at):]}, lines[i+1:]...)
			return clean(said)
		}
	}
	return "no reason given"
}

// clean joins a message's lines and leaves out the frame that the testing package draws around them.
func clean(lines []string) string {
	var words []string
	for _, line := range lines {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "--- SKIP") {
			continue
		}
		words = append(words, strings.Fields(line)...)
	}
	return strings.Join(words, " ")
}
