// Package scoring turns facts about a provider and its SOC 2 report into numbers, and shows the arithmetic of each.
//
//	cfg, err := scoring.DefaultConfig()
//	score, err := scoring.Provider(sheet, scoring.Inputs{Report: facts, Coverage: coverage}, scoring.DateOf(now), cfg)
//	fmt.Println(score.Grade, score.Score, score.Steps.Children[0].Formula)
//
// The subject is a provider together with its serving route: the same model through the developer's API and through a cloud platform
// are two subjects, because report, contract, retention and region belong to who serves it.
//
// Every function is pure: no files, no clock, no state. Weights, caps and ladders stand in config.yaml alone; each result carries the
// version of the configuration that made it. A score is an ordinal index of how strong the assurance is. It is no probability and no
// amount of money.
//
// # What is unknown
//
// A missing answer earns nothing, is listed with the question to ask, and lowers completeness. Scores are therefore ranges: Value is
// the low end, with everything unknown at zero, and is what is graded; High is the same with everything unknown at full marks. A
// cap whose condition nobody has ruled out holds the low end down and leaves the high end alone, so that a blank never fares better
// than a bad answer (docs/adr/0009).
//
// # The scores
//
//   - [ReportAssurance]: what a SOC 2 report is worth by type, opinion, scope, exceptions and age (dimension D1)
//   - [AICoverage]: how much of the AI checklist a report answers (D5), from points by [Config.Points] and [Config.ExceptionPoints]
//   - [Reliability]: signals that a report deserves a closer look; reasons to ask, never a verdict
//   - [Provider]: nine dimensions, evidence grades, caps, range, completeness, sensitivity
//   - [Inherent], [Residual], [CadenceFor], [NextDue]: the risk of our own use, what is left of it, and when to look again
//
// Package factsheet reads the facts of a provider from a file.
package scoring
