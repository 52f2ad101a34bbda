package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"text/tabwriter"

	"countersign/client"
	"countersign/fault"
	"countersign/internal/present"
)

// statusCommand tells how far reviews are.
type statusCommand struct {
	serverFlag
	Review string `arg:"" optional:"" help:"Id of a review; without, the newest are listed."`
	Limit  int    `default:"20" help:"How many to list."`
}

// Run prints where a review stands and what comes next, or a list.
func (c *statusCommand) Run(env *environment) error {
	server, err := c.connect(env)
	if err != nil {
		return err
	}
	if c.Review == "" {
		return c.list(env, server)
	}
	r, err := server.Review(env.ctx, c.Review)
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	v, err := server.Vendor(env.ctx, r.VendorID)
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	open, err := openFindings(env.ctx, server, &r)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(w, "Review\t%s\nVendor\t%s\nState\t%s\nReading\t%s\n", r.ID, present.Clean(v.Name), present.Clean(r.State), readingOf(&r))
	if s := r.Summary; s != nil {
		_, _ = fmt.Fprintf(w, "Recommendation\t%s\nAI coverage\t%s\nAssurance\t%s\nReliability\t%s\n", outcomeOf(&r), score(s.AICoverage), score(s.Assurance), score(s.Reliability))
	}
	_, _ = fmt.Fprintf(w, "Next\t%s\n", nextStep(&r, open))
	return printed(w.Flush())
}

// list is one line a review.
func (c *statusCommand) list(env *environment, server *client.Client) error {
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "REVIEW\tVENDOR\tSTATE\tREADING\tNEXT")
	names, left := map[string]string{}, c.Limit
	for r, err := range server.Reviews(env.ctx, url.Values{"limit": {strconv.Itoa(min(max(left, 1), 200))}}) {
		if err != nil {
			return err
		}
		if left--; left < 0 {
			break
		}
		name, known := names[r.VendorID]
		if !known {
			v, err := server.Vendor(env.ctx, r.VendorID)
			if err != nil {
				return err //nolint:wrapcheck // it is coded
			}
			name = present.Clean(v.Name)
			names[r.VendorID] = name
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", r.ID, name, present.Clean(r.State), readingOf(&r), nextStep(&r, -1))
	}
	return printed(w.Flush())
}

// openFindings counts those that nobody has decided over yet.
func openFindings(ctx context.Context, server *client.Client, r *client.Review) (n int, err error) {
	if r.State != "in-review" {
		return 0, nil
	}
	for _, err := range server.Findings(ctx, r.ID, url.Values{"verdict": {"open"}}) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// nextStep is what a person does next. A negative number of open findings is one that was not counted.
func nextStep(r *client.Review, open int) string {
	if r.Failure != nil {
		switch fault.Code(r.Failure.Code) { //nolint:exhaustive // all others say it themselves
		case fault.PasswordNeeded, fault.PasswordWrong:
			return "give its password: upload the file again with --password-stdin"
		case fault.PermissionNeeded:
			return "confirm that it may be read: upload the file again with --permit REASON"
		}
		return present.Clean(r.Failure.Message)
	}
	switch {
	case !r.Settled():
		return "wait until it is read"
	case r.State == "requested", r.State == "collecting":
		return "upload the report"
	case r.State == "in-review" && open > 0:
		return fmt.Sprintf("decide over %d open findings, then submit it", open)
	case r.State == "in-review" && open < 0:
		return "decide over its findings, then submit it"
	case r.State == "in-review":
		return "submit it for approval"
	case r.State == "awaiting-approval":
		return "approval, or rejection, by somebody other than who prepared it"
	case r.State == "approved", r.State == "rejected", r.State == "expired":
		return "nothing; a change begins a new edition"
	}
	return "-"
}

func score(v *float64) string {
	if v == nil {
		return "unknown"
	}
	return strconv.FormatFloat(*v, 'f', 1, 64)
}
