package sandbox

import (
	"cmp"
	"time"
)

// Limits bound one child. A zero field takes the value that Default(0) gives.
type Limits struct {
	Wall   time.Duration // on the clock, without the pauses of PauseClock
	CPU    time.Duration // processor time of all the child's threads
	Memory uint64        // resident bytes; the child's data segment is held near twice as much
	Output int64         // bytes the child may send, standard error included
	Files  uint64        // open files
}

const (
	wallBase      = 60 * time.Second
	wallPerPage   = 200 * time.Millisecond
	cpuPerWall    = 4 // the collector and a second thread work at the same time
	outputBase    = 256 << 20
	outputPerPage = 4 << 20 // a page image for OCR, in gray at 200 dpi
)

// Default returns the limits for a document of so many pages; 0 stands for "not known yet", see SetWall and SetOutput.
func Default(pages int) Limits {
	wall := wallBase + time.Duration(pages)*wallPerPage
	return Limits{
		Wall:   wall,
		CPU:    cpuPerWall * wall,
		Memory: 1 << 30,
		Output: outputBase + int64(pages)*outputPerPage,
		Files:  64,
	}
}

func (l Limits) withDefaults() Limits {
	d := Default(0)
	l.Wall = cmp.Or(l.Wall, d.Wall)
	l.CPU = cmp.Or(l.CPU, cpuPerWall*l.Wall)
	l.Memory = cmp.Or(l.Memory, d.Memory)
	l.Output = cmp.Or(l.Output, d.Output)
	l.Files = cmp.Or(l.Files, d.Files)
	return l
}

// cpuSlack is how far the kernel's own processor limit lies above ours: it is fixed at the start, while SetWall may raise ours.
const cpuSlack = 32

// confinement is what the child is told to do to itself under these limits.
func (l Limits) confinement(readOnly []string) Confinement {
	return Confinement{ReadOnly: readOnly, Memory: l.Memory, CPU: cpuSlack * l.CPU, Files: l.Files}
}
