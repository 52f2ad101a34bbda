package main

import (
	"fmt"
	"strings"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/fault"
	"countersign/parser"
)

// runExamples judges the examples of an item as if each stood in the section that it names, and lists those with another answer.
func runExamples(list *checklist.Checklist, it *catalog.Item) fault.Problems {
	var out fault.Problems
	for _, e := range append(append([]catalog.Example{}, it.Examples.Good...), it.Examples.Bad...) {
		if wrong := runExample(list, it, e); wrong != "" {
			out = append(out, fault.Problem{File: it.File, Line: e.Line, Field: e.Field, Message: wrong})
		}
	}
	return out
}

// runExample says how the answer differs from the example's; empty when it does not.
func runExample(list *checklist.Checklist, it *catalog.Item, e catalog.Example) string {
	rep := parser.Passage(roleOf(e.Section), e.Text)
	if it.Rule == catalog.ByExceptions {
		if n := len(rep.Exceptions); n != *e.Exceptions {
			return fmt.Sprintf("wants %d exceptions, but %d are found", *e.Exceptions, n)
		}
		return ""
	}
	for _, a := range list.Answers(rep) {
		if a.ID == it.ID && covered(a.Status) != covered(e.Status) {
			return fmt.Sprintf("wants %s, but the answer is %s; %s", e.Status, a.Status, why(&a))
		}
	}
	return ""
}

// covered is a status, with those that stand for no coverage at all as one.
func covered(status string) string {
	if status == checklist.NearMiss {
		return checklist.Absent
	}
	return status
}

// why says what an answer rests on: "found: approval; found in part: rollback; not counted: testing (planned)".
func why(a *checklist.Answer) string {
	var parts []string
	for _, kind := range []struct {
		found checklist.Extent
		label string
	}{{checklist.Full, "found: "}, {checklist.Partly, "found in part: "}} {
		var ids []string
		for _, e := range a.Elements {
			if e.Found == kind.found {
				ids = append(ids, e.ID)
			}
		}
		if len(ids) > 0 {
			parts = append(parts, kind.label+strings.Join(ids, ", "))
		}
	}
	for _, q := range a.NotCounted {
		parts = append(parts, fmt.Sprintf("not counted: %s (%s)", strings.Join(q.Elements, ", "), q.Flag))
	}
	if len(parts) == 0 {
		return "no element is found"
	}
	return strings.Join(parts, "; ")
}
