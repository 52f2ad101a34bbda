package catalog

// What fields may say.

func kinds() []string {
	return []string{"reading", "gap", "risk", "own"}
}

func severities() []string {
	return []string{"high", "medium", "low"}
}

func categories() []string {
	return []string{"CC", "A", "PI", "C", "P"}
}

func coverages() []string {
	return []string{"addressed", "critical-gap"}
}

func sections() []string {
	return []string{"I", "II", "III", "IV", "V"}
}

func statuses() []string {
	return []string{"described", "tested", "partial", "absent", "near-miss"}
}

func flags() []string {
	return []string{"planned", "negated", "shifted-to-customer", "carved-out", "unaudited-claim", "exception", "not-tested"}
}

func roles() []string {
	return []string{"trains-models", "fine-tunes", "serves-third-party-model"}
}
