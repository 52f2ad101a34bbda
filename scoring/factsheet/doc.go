// Package factsheet reads what people found out about a provider and its serving route from a YAML file.
//
//	loaded, err := factsheet.Load("larkspur.yaml", cfg)
//	score, err := scoring.Provider(loaded.Sheet, loaded.Inputs, asOf, cfg)
//
// The sections and fields are those of the scoring configuration; [Template] writes an empty sheet with a comment on each. An answer is
// a value with what stands behind it:
//
//	dpa:
//	  signed: { value: yes, evidence: E3, date: 2026-06-10, by: A. Reader, source: dpa-2026.pdf, note: amended in May }
//	  security_annex: unknown
//
// evidence is a grade: E4 examined by an auditor or certification body, E3 contractual, E2 published by the provider, E1 only told, E0
// none, which makes the answer unknown. date and by say when somebody looked, and who; "defaults" gives them for the whole sheet. source
// is the link or document and must be named from E2 upwards. Answers on our own use need no grade. A field that is missing is unknown.
//
// What a reviewed report says need not be repeated: report_json names the output of `countersign review --format json`, by a path from
// the folder of the sheet. An answer in the sheet goes before the report's and the result notes where the two differ.
//
// A sheet is read strictly. [fault.Problems] lists every mistake with file, line and field, unknown fields included.
package factsheet
