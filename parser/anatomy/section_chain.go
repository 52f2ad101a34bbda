package anatomy

import (
	"slices"

	"countersign/report"
)

// rank is the order in which roles follow one another; opinion and assertion change places.
func rank(r report.Role) int {
	switch r {
	case report.RoleOpinion, report.RoleAssertion:
		return 0
	case report.RoleDescription:
		return 1
	case report.RoleCriteria:
		return 2
	case roleComplement:
		return 3
	case report.RoleTests:
		return 3
	}
	return 4
}

// chain chooses the best sequence of headings: each role at most once, in an order that reports have.
func chain(cands []candidate) []candidate {
	type state struct {
		score, prev int
		used        map[report.Role]bool
	}
	best := make([]state, len(cands))
	top := -1
	for i, c := range cands {
		best[i] = state{c.score, -1, map[report.Role]bool{c.role: true}}
		for j := range i {
			p := cands[j]
			again := c.role == report.RoleAssertion && p.role == report.RoleAssertion && c.number != "" && c.number != p.number && c.page > p.page
			if rank(p.role) > rank(c.role) && c.role != roleComplement && p.role != roleComplement || best[j].used[c.role] && !again || p.end > c.at {
				continue
			}
			if s := best[j].score + c.score; s > best[i].score {
				used := map[report.Role]bool{c.role: true}
				for k := range best[j].used {
					used[k] = true
				}
				best[i] = state{s, j, used}
			}
		}
		if top < 0 || best[i].score > best[top].score {
			top = i
		}
	}
	var out []candidate
	for i := top; i >= 0; i = best[i].prev {
		out = append(out, cands[i])
	}
	slices.Reverse(out)
	return out
}

// earliestTwin moves to the divider page where the same title stands a page or two before the text.
func earliestTwin(c candidate, all []candidate, toc map[int]bool) candidate {
	for _, o := range all {
		if o.at < c.at && o.role == c.role && o.page >= c.page-2 && !toc[o.page] && similarTitle(o.key, c.key) {
			return o
		}
	}
	return c
}
