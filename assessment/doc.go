// Package assessment joins what the checklist, the reliability signals and the scores say about one report, and recommends what to do.
//
// It is a pure function of the report, the catalog, the configuration of the scores and a day: the same input gives the same answer.
package assessment
