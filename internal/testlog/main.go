// Command testlog reads what `go test -json` prints and shows what a person wants to see of it: the closing line of every package,
// all output of what failed, and, as the last lines, the tests that failed and each suite that was skipped with its reason.
//
// Its arguments are further lines for that list: what the caller left out before any test ran. Whether the tests passed is told by
// go test's own exit status.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := show(os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "testlog:", err)
		os.Exit(1)
	}
}
