package anatomy

import (
	"strconv"
	"strings"
)

// value of a number as printed; the digits in parentheses win.
func value(word, paren string) int {
	if paren != "" {
		word = paren
	}
	word = strings.ToLower(strings.ReplaceAll(word, ",", ""))
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	units := map[string]int{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
		"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100,
	}
	if n, ok := units[word]; ok {
		return n
	}
	tens, ones, _ := strings.Cut(strings.ReplaceAll(word, " ", "-"), "-")
	return units[tens] + units[ones]
}

// notCounted are units after which a number is a measure, not a count of deviations.
func notCounted(noun string) bool {
	for _, w := range strings.Fields(strings.ToLower(noun)) {
		switch strings.Trim(w, "'-") {
		case "day", "days", "hour", "hours", "minute", "minutes", "month", "months", "week", "weeks", "year", "years", "percent", "quarter",
			"quarters", "business", "calendar", "working", "times", "am", "pm", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december":
			return true
		}
		if strings.HasSuffix(w, "-day") || strings.HasSuffix(w, "-hour") || strings.HasSuffix(w, "-month") {
			return true
		}
	}
	return false
}
