package sandbox

import "time"

// Confinement is what a process gives up, for good.
type Confinement struct {
	ReadOnly []string      `json:"read_only,omitempty"` // folders that may still be read
	Memory   uint64        `json:"memory,omitempty"`    // data beyond what is mapped now is held to twice this; 0 sets no limit
	CPU      time.Duration `json:"cpu,omitempty"`       // processor time; 0 sets no limit
	Files    uint64        `json:"files,omitempty"`     // open files; 0 sets no limit
}

// Report names the means of confinement that are in force and those that the kernel lacks.
type Report struct {
	Applied []string `json:"applied,omitempty"`
	Missing []string `json:"missing,omitempty"`
}

// add notes the outcome of one means.
func (r *Report) add(name string, err error) {
	if err != nil {
		r.Missing = append(r.Missing, name+": "+err.Error())
		return
	}
	r.Applied = append(r.Applied, name)
}
