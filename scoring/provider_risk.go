package scoring

// risk rates our own use, where all its factors are known, and hands the tier to the caps.
func (p *ProviderScore) risk(sheet FactSheet, cfg Config, s *situation) error {
	f := Factors{Value: map[string]float64{}, HighStakes: sheet.word(UseSection + ".high_stakes")}
	for _, c := range cfg.Inherent.Factors {
		a := sheet.Answers[UseSection+"."+c.ID]
		if !a.Known() || a.Number == nil {
			p.Unknown = append(p.Unknown, Unknown{Field: UseSection + "." + c.ID, Question: c.Ask})
			continue
		}
		f.Value[c.ID] = *a.Number
	}
	if len(f.Value) < len(cfg.Inherent.Factors) {
		return nil
	}
	r, err := Inherent(f, cfg)
	if err != nil {
		return err
	}
	p.Inherent, s.tier = &r, r.Tier
	return nil
}

// due works out what is left of the risk and when to look again.
func (p *ProviderScore) due(f ReportFacts, cfg Config) error {
	if p.Inherent == nil {
		return nil
	}
	r := Residual(p.Inherent.Value, p.Score, cfg)
	c, err := CadenceFor(p.Inherent.Tier, r.Band, cfg)
	if err != nil {
		return err
	}
	d := NextDue(p.AsOf, c, Stale(f, p.AsOf, cfg))
	p.Residual, p.Cadence, p.NextDue = &r, &c, &d
	return nil
}

// word is an answer in words; empty when it is unknown.
func (s FactSheet) word(key string) string {
	if a := s.Answers[key]; a.Known() {
		return a.Word
	}
	return ""
}

// open lists the facts without points that nobody knows and on which an open cap hangs, unless they are listed already.
func (s situation) open(caps []Cap, listed []Unknown, cfg Config) []Unknown {
	has := map[string]bool{}
	for _, u := range listed {
		has[u.Field] = true
	}
	var out []Unknown
	add := func(key string) {
		if f := cfg.field(key); !has[key] && f.Ask != "" {
			has[key] = true
			out = append(out, Unknown{Field: key, Question: f.Ask})
		}
	}
	for i, c := range caps {
		if c.Holds != HoldsUnknown {
			continue
		}
		for _, key := range sortedKeys(cfg.Caps[i].Answers) {
			if !s.sheet.Answers[key].Known() {
				add(key)
			}
		}
		s.openReport(c.ID, add)
	}
	if s.sheet.word(UseSection+".high_stakes") == "" {
		add(UseSection + ".high_stakes")
	}
	return out
}

// openReport adds the facts of the report that a cap lacks.
func (s situation) openReport(id string, add func(string)) {
	switch id {
	case "K6":
		if s.report.Opinion != "" && len(s.report.QualifiedOn) == 0 {
			add("report.qualified_on")
		}
	case "K9":
		if s.report.PeriodStart.IsZero() {
			add(fieldStart)
		}
	case "K10":
		for _, ref := range ReadingItems() {
			if status := s.reading[ref]; status == "" || status == StatusUnknown {
				add("ai_coverage." + ref)
			}
		}
	}
}
