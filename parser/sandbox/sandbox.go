// Package sandbox runs untrusted work in a child process and survives whatever the child does.
//
// A hostile file may loop, allocate, crash or take over the code that reads it. The parent therefore starts one child per file:
// the same program, executed again with a hidden argument, with an emptied environment. The child first does what needs the file
// system (its setup), then gives up files, network and new programs, and only then is handed untrusted bytes. The parent watches
// the clock, the processor time, the resident memory and the bytes received, and kills the child that passes a limit.
//
// The package moves framed messages both ways over the child's standard input and output and knows nothing of their meaning.
//
// The parent:
//
//	child, err := sandbox.Start(ctx, sandbox.Command{Args: []string{"read-child"}}, sandbox.Default(0), log)
//	if err != nil { … }
//	defer child.Close()
//	if err := child.Send(kindFile, pdf); err != nil { … }
//	for {
//		kind, payload, err := child.Receive()
//		if err == io.EOF { break } // the child ended in good order
//		if err != nil { … }        // a *fault.Error: which limit, or the child's own fault
//		…
//	}
//
// The child, in main:
//
//	os.Exit(sandbox.Serve(warmUp, func(conn *sandbox.Conn) error { … }))
//
// Either side's Send blocks until the other reads. Two sides that send at once and do not read block each other until the wall
// clock runs out, so agree on who speaks, or read in a goroutine of its own.
package sandbox

// Command says what is executed as the child.
type Command struct {
	Path     string   // the program; empty means this program
	Args     []string // its arguments, without the program's name
	Env      []string // its whole environment, such as GOMAXPROCS=2; nothing is inherited
	ReadOnly []string // folders the child may read after its setup; they stay closed where the kernel cannot limit it to them
}

// MaxKind is the largest message kind that callers may use; those above are the package's own.
const MaxKind byte = 0xEF

// The package's own messages.
const (
	kindConfine byte = 0xF0 + iota // parent to child: the Confinement, as JSON
	kindReport                     // child to parent: the Report, as JSON; always the first message
	kindFailed                     // child to parent: a failure, as JSON; always the last message
	kindDone                       // child to parent: finished in good order; always the last message
)
