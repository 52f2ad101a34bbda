package main

import (
	"fmt"
	"os"

	"countersign/audit"
	"countersign/checklist/catalog"
	"countersign/config"
	"countersign/fault"
	"countersign/review"
)

// doctorCommand checks a server from its machine, whether it runs or not.
type doctorCommand struct {
	dataFlag
	Format string `enum:"text,json" default:"text" help:"Output: text or json."`
	Expect string `placeholder:"N:HASH" help:"An end of the audit trail that was written down before: the trail must still contain it."`
	Sweep  bool   `help:"Delete files that no row names and that are older than a day."`
}

// verdict is how a check ended.
type verdict string

const (
	fine    verdict = "OK"
	warning verdict = "warning"
	failed  verdict = "failed"
	skipped verdict = "not checked" // something that it needs has failed
)

// finding is what a check found, and what to do about it.
type finding struct {
	Check   string  `json:"check"`
	Verdict verdict `json:"verdict"`
	Found   string  `json:"found"`
	Do      string  `json:"do,omitempty"`
}

// doctor collects findings.
type doctor struct {
	env      *environment
	findings []finding
}

func (d *doctor) note(check string, v verdict, found, do string) {
	d.findings = append(d.findings, finding{check, v, found, do})
}

// fails notes an error, as people may see it.
func (d *doctor) fails(check string, err error, do string) {
	d.env.log.Info("check failed", "check", check, "error", err)
	d.note(check, failed, fault.Of(err).Message, do)
}

// Run checks all and prints what it found: status 1 when anything failed. Warnings do not count.
func (c *doctorCommand) Run(env *environment) error {
	noted, err := review.NotedHead(c.Expect)
	if err != nil {
		return usageError{fmt.Errorf("--expect wants N:HASH as audit verify prints it, not %q", c.Expect)}
	}
	d := &doctor{env: env}
	cfg, err := config.Load(os.Environ(), map[string]string{"COUNTERSIGN_DATA": c.Data})
	if err != nil {
		d.fails("configuration", err, "mend these settings; countersign config prints what is in force")
		for _, name := range []string{"database", "schema", "audit trail", "files", "files and rows", "readings", "disk"} {
			d.note(name, skipped, "the configuration has mistakes", "")
		}
	} else {
		d.configuration(&cfg)
		d.kept(&cfg, noted, c.Sweep)
		d.disk(&cfg)
	}
	d.recognizer()
	for _, f := range d.findings {
		if f.Verdict == failed {
			env.status = statusFailed
		}
	}
	return d.print(c.Format)
}

// configuration looks at settings that can be read and are doubtful all the same.
func (d *doctor) configuration(cfg *config.Config) {
	const name = "configuration"
	if _, err := catalog.Load(cfg.Catalog...); err != nil {
		d.fails(name, err, "mend the folders of CATALOG_DIRS; countersign catalog validate shows each mistake")
		return
	}
	if !isPrivate(cfg.PublicURL) {
		d.note(name, warning, "people reach the server without TLS: "+cfg.PublicURL, "put a proxy with TLS in front, and set PUBLIC_URL to its https:// address")
		return
	}
	d.note(name, fine, "people reach the server at "+cfg.PublicURL, "")
}

// kept checks what the server keeps: each needs what stands before it.
func (d *doctor) kept(cfg *config.Config, noted audit.Head, sweep bool) {
	rest := []string{"schema", "audit trail", "files", "files and rows", "readings"}
	err := hasDatabase(cfg)
	var p *parts
	if err == nil {
		p, err = d.env.connect(*cfg)
	}
	if err == nil {
		defer func() { _ = p.close() }()
		err = p.db.Sound(d.env.ctx)
	}
	if err != nil {
		d.fails("database", err, "check DATABASE_URL and BLOB_URL, that what stands behind them runs, and that you may use it; of a damaged file, restore a backup")
		for _, name := range rest {
			d.note(name, skipped, "the database cannot be used", "")
		}
		return
	}
	d.note("database", fine, "it answers: "+string(p.db.Dialect), "")
	if !d.schema(p) {
		for _, name := range rest[1:] {
			d.note(name, skipped, "the schema is another", "")
		}
		return
	}
	d.trail(p, noted)
	d.files(p)
	d.compare(p, sweep)
	d.readings(p)
}

func (d *doctor) print(format string) error {
	if format == "json" {
		return encode(d.env.stdout, struct {
			Holds    bool      `json:"holds"`
			Findings []finding `json:"findings"`
		}{d.env.status == statusOK, d.findings})
	}
	rows := make([][]string, 0, len(d.findings))
	for _, f := range d.findings {
		rows = append(rows, []string{string(f.Verdict), f.Check, oneLine(f.Found)})
		if f.Do != "" {
			rows = append(rows, []string{"", "", "→ " + f.Do})
		}
	}
	return d.env.table(rows)
}
