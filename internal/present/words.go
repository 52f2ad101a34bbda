package present

import (
	"fmt"
	"slices"
	"strings"

	"countersign/report"
)

const notStated = "not found in the report"

// count joins a number and its noun: "1 control", "3 controls".
func count(n int, singular string) string {
	if n == 1 {
		return "1 " + singular
	}
	return fmt.Sprintf("%d %ss", n, singular)
}

// pages writes a list of pages: "p. 4-7, 9".
func pages(list []int) string {
	list = slices.Clone(list)
	slices.Sort(list)
	list = slices.Compact(list)
	var runs []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if j > i {
			runs = append(runs, fmt.Sprintf("%d-%d", list[i], list[j]))
		} else {
			runs = append(runs, fmt.Sprint(list[i]))
		}
		i = j + 1
	}
	if len(runs) == 0 {
		return ""
	}
	return "p. " + strings.Join(runs, ", ")
}

// place writes where evidence stands: " (p. 58)", " (p. 58, OCR)"; empty without evidence.
func place(evidence []report.Evidence, page int) string {
	var list []int
	ocr := false
	for _, e := range evidence {
		list = append(list, e.Page)
		ocr = ocr || e.Reader == report.ReaderOCR
	}
	if len(list) == 0 && page > 0 {
		list = []int{page}
	}
	switch p := pages(list); {
	case p == "":
		return ""
	case ocr:
		return "(" + p + ", OCR)"
	default:
		return "(" + p + ")"
	}
}

// spaced joins parts that are not empty with a space.
func spaced(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// enumerate writes "a, b and c".
func enumerate(list []string) string {
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	default:
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
}

// orElse is the text behind the pointer, or what to say when the report is silent.
func orElse(s *string, silent string) string {
	if s == nil || *s == "" {
		return silent
	}
	return *s
}

// capital begins a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// controlName names a control by its identifier, else by its criteria.
func controlName(id *string) string {
	if id == nil || *id == "" {
		return "Control without a number"
	}
	return "Control " + *id
}

// criteriaList writes criteria, or says that none is named.
func criteriaList(ids []string) string {
	if len(ids) == 0 {
		return "criteria not stated"
	}
	return strings.Join(ids, ", ")
}
