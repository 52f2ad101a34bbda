package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// commandLine is who does what is done here, in the audit trail. Whoever may run the program on the server's data is its operator.
func commandLine() identity.Caller { return identity.System("command line") }

// allPages collects a list to its end.
func allPages[T any](list func(identity.Query) (identity.Page[T], error)) ([]T, error) {
	const most = 200
	out, q := []T{}, identity.Query{Limit: most}
	for {
		page, err := list(q)
		if err != nil {
			return nil, err
		}
		out = append(out, page.Items...)
		if page.Next == "" {
			return out, nil
		}
		q.Cursor = page.Next
	}
}

// table prints rows, of which the first is the heading.
func (env *environment) table(rows [][]string) error {
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		_, _ = fmt.Fprintln(w, strings.Join(r, "\t")) // Flush tells what failed
	}
	return printed(w.Flush())
}

// say prints lines.
func (env *environment) say(lines ...string) error {
	_, err := fmt.Fprintln(env.stdout, strings.Join(lines, "\n"))
	return printed(err)
}

func printed(err error) error {
	if err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the result cannot be printed")
	}
	return nil
}

// instant is a time for people; none is said in words.
func instant(at *time.Time, none string) string {
	if at == nil {
		return none
	}
	return at.UTC().Format("2006-01-02 15:04Z")
}
