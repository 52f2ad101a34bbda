package scoring

// verdict on a condition when facts may be missing.
type verdict int

const (
	no verdict = iota
	maybe
	yes
)

// all holds when each does; a single no settles it.
func all(list ...verdict) verdict {
	v := yes
	for _, x := range list {
		v = min(v, x)
	}
	return v
}

// either holds when one does; a single yes settles it.
func either(list ...verdict) verdict {
	v := no
	for _, x := range list {
		v = max(v, x)
	}
	return v
}

func not(v verdict) verdict { return yes - v }

func when(known, holds bool) verdict {
	switch {
	case !known:
		return maybe
	case holds:
		return yes
	}
	return no
}

// stated compares an answer in words; an empty one is unknown.
func stated(word, want string) verdict { return when(word != "", word == want) }
