package wording

// Check tells what is wrong with a term; nil when nothing is.
func Check(term string) error {
	_, _, err := parse(term)
	return err
}
