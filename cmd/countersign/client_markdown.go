package main

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"countersign/client"
	"countersign/internal/present"
)

// markdown writes a review for people: where it stands, its scores, and its findings with page, quote and decision.
func (c *exportCommand) markdown(env *environment, server *client.Client, out *bytes.Buffer) error {
	r, err := server.Review(env.ctx, c.Review)
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	v, err := server.Vendor(env.ctx, r.VendorID)
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	list, err := collect(env, server, c.Review, url.Values{})
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "# %s\n\n", marked(v.Name))
	_, _ = fmt.Fprintf(out, "- Review: %s, edition %d\n- State: %s\n- Reading: %s\n", r.ID, r.Edition, marked(r.State), marked(readingOf(&r)))
	if s := r.Summary; s != nil {
		_, _ = fmt.Fprintf(out, "- Opinion: %s; type %s; period to %s\n", marked(s.Opinion), marked(s.Type), marked(s.PeriodEnd))
		_, _ = fmt.Fprintf(out, "- Recommendation: %s\n- AI coverage: %s\n- Assurance: %s\n- Reliability: %s\n",
			marked(outcomeOf(&r)), score(s.AICoverage), score(s.Assurance), score(s.Reliability))
	}
	if r.ApprovedAt != nil {
		_, _ = fmt.Fprintf(out, "- Approved: %s: %s\n", r.ApprovedAt.Format("2006-01-02"), marked(r.Decision))
	}
	kind := ""
	for i := range list {
		if f := &list[i]; f.Kind != kind {
			kind = f.Kind
			_, _ = fmt.Fprintf(out, "\n## %s\n", marked(heading(kind)))
		}
		markFinding(out, &list[i])
	}
	return nil
}

func markFinding(out *bytes.Buffer, f *client.Finding) {
	_, _ = fmt.Fprintf(out, "\n### %s %s\n\n%s, %s", marked(f.Ref), marked(f.Title), marked(f.Severity), marked(f.Status))
	if d := decided(f); d != "" {
		out.WriteString("; " + marked(d))
	} else {
		out.WriteString("; not decided")
	}
	out.WriteString("\n")
	if f.Reason != "" {
		out.WriteString("\n" + marked(f.Reason) + "\n")
	}
	for _, q := range f.Quotes {
		_, _ = fmt.Fprintf(out, "\n> %s\n>\n> — page %d\n", marked(q.Text), q.Page)
	}
}

// heading is "Red flag" for "red-flag".
func heading(kind string) string {
	text := strings.ReplaceAll(kind, "-", " ")
	if text == "" {
		return "Other"
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// marked is text that means nothing to Markdown or HTML: a report's words must not become links, images or scripts.
func marked(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", `\#`, "|", `\|`, "!", `\!`).Replace(present.Clean(s))
}
