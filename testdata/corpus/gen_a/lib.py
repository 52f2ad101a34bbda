"""Helpers of the generator of documents a01-a05: rows -> HTML + truth, Chromium, page look-up and checks."""
import html, json, os, re, subprocess, tempfile, unicodedata

OUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
AI = ["model-change-management", "training-data-governance", "output-monitoring", "multi-tenant-isolation",
      "inference-logging", "human-oversight", "third-party-models", "prompt-injection", "training-pii"]

# Own paraphrases of the criteria (the AICPA text is not reproduced).
CRIT = dict(l.split("|") for l in """CC1.1|The entity shows that it is committed to integrity and ethical values.
CC1.2|Those charged with governance are independent of management and oversee internal control.
CC1.3|Structures, lines of reporting, authorities and responsibilities are set by management under board oversight.
CC1.4|The entity attracts, develops and keeps competent individuals.
CC1.5|Individuals are held accountable for their internal control responsibilities.
CC2.1|Relevant, quality information is obtained or produced to support internal control.
CC2.2|Objectives and responsibilities for internal control are communicated internally.
CC2.3|Matters affecting internal control are communicated with external parties.
CC3.1|Objectives are specified clearly enough for risks to be identified and assessed.
CC3.2|Risks to the objectives are identified across the entity and analyzed as a basis for managing them.
CC3.3|The potential for fraud is considered when risks are assessed.
CC3.4|Changes that could significantly affect internal control are identified and assessed.
CC4.1|Ongoing and separate evaluations ascertain whether controls are present and functioning.
CC4.2|Control deficiencies are evaluated and communicated to those who must act.
CC5.1|Control activities that mitigate risks to acceptable levels are selected and developed.
CC5.2|General control activities over technology are selected and developed.
CC5.3|Control activities are deployed through policies and procedures.
CC6.1|Logical access security software, infrastructure and architectures protect information assets.
CC6.2|New users are registered and authorized before credentials are issued; credentials are removed when no longer needed.
CC6.3|Access is authorized, modified or removed on the basis of roles, least privilege and segregation of duties.
CC6.4|Physical access to facilities and protected information assets is restricted.
CC6.5|Protections over physical assets are discontinued only once data can no longer be recovered.
CC6.6|Logical access measures protect against threats from outside the system boundaries.
CC6.7|Transmission, movement and removal of information is restricted to authorized users and protected.
CC6.8|Unauthorized or malicious software is prevented, or detected and acted upon.
CC7.1|Detection and monitoring procedures identify configuration changes and new vulnerabilities.
CC7.2|System components are monitored for anomalies that indicate malicious acts, disasters or errors.
CC7.3|Security events are evaluated to determine whether they are failures to meet objectives.
CC7.4|Identified security incidents are responded to under a defined program.
CC7.5|Activities to recover from security incidents are identified, developed and implemented.
CC8.1|Changes to infrastructure, data, software and procedures are authorized, tested, approved and implemented.
CC9.1|Risks arising from potential business disruptions are mitigated.
CC9.2|Risks associated with vendors and business partners are assessed and managed.
A1.1|Processing capacity is monitored and evaluated so that demand can be managed.
A1.2|Environmental protections, back-up processes and recovery infrastructure are maintained.
A1.3|Recovery plan procedures are tested.
C1.1|Confidential information is identified and maintained.
C1.2|Confidential information is disposed of.
PI1.1|Information about processing objectives, including data definitions, is obtained and communicated.
PI1.2|System inputs are controlled so that they are complete and accurate.
PI1.3|System processing is controlled so that products meet specifications.
PI1.4|Output is made available completely, accurately and on time to the right parties.
PI1.5|Inputs, items in processing and outputs are stored completely and accurately.""".split("\n"))


def esc(s):
    return html.escape(s, quote=False)


def curly(s):
    s = re.sub(r"(^|[\s(\[])\"", r"\1“", s).replace('"', "”")
    return s.replace("'", "’")


class Row:
    """One printed control row. Result prefix: '!25/2 ' exception (sampled/deviations, '-' = none printed), '~reason~ ' not tested."""
    def __init__(self, crit, cid, control, test, result):
        self.crit, self.cid, self.control, self.test = crit, cid, control, test
        self.exc = self.nt = self.resp = None
        m = re.match(r"!(\d+|-)/(\d+|-) ", result)
        if m:
            self.exc = [None if x == "-" else int(x) for x in m.groups()]
            result = result[m.end():]
        m = re.match(r"~(.+?)~ ", result)
        if m:
            self.nt, result = m.group(1), result[m.end():]
        if " @@ " in result:
            result, self.resp = result.split(" @@ ")
        self.pre = self.post = ""
        m = re.match(r"(.*)\{\{(.*)\}\}(.*)$", result, re.S)   # {{exception}} inside a longer result
        if m:
            self.pre, result, self.post = m.groups()
        self.result = result


def rows(text, ok="No exceptions noted.", sub=()):
    """'# CC6.1' starts a criterion; other lines: id | control | test | result. Empty result = ok (a string or a list used in turn)."""
    out, crit, n = [], None, 0
    oks = [ok] if isinstance(ok, str) else ok
    for line in text.strip().split("\n"):
        line = line.strip()
        if not line:
            continue
        for a, b in sub:
            line = re.sub(a, b, line)
        if line.startswith("# "):
            crit = line[2:].strip()
            continue
        p = [x.strip() for x in line.split("|")] + ["", ""]
        r = p[3]
        if not r:
            r, n = oks[n % len(oks)], n + 1
        out.append(Row(crit, p[0] or None, p[1], p[2], r))
    return out


def norm(s):
    return re.sub(r"[\s\-\u2010\u00ad\u200b•]+", "", unicodedata.normalize("NFKC", s))


class Doc:
    def __init__(self, name, smart=True):
        self.name, self.smart, self.body = name, smart, []
        self.truth = {"file": name + ".pdf"}
        self.todo = []

    def add(self, *h):
        self.body += h

    def render(self, css, lang="en-US", encrypt=None):
        h = "".join(self.body)
        if self.smart:
            h = "".join(x if x.startswith("<") else curly(x) for x in re.split(r"(<[^>]+>)", h))
        doc = f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{self.name}</title><style>{css}</style></head><body>{h}</body></html>'
        pdf = os.path.join(OUT, self.name + ".pdf")
        with tempfile.TemporaryDirectory() as t:
            src, raw = os.path.join(t, "in.html"), os.path.join(t, "out.pdf")
            open(src, "w").write(doc)
            subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={t}/p",
                            f"--print-to-pdf={raw}", src], check=True, capture_output=True, timeout=120)
            subprocess.run(["qpdf", *(encrypt or []), raw, pdf], check=True)
        txt = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True).stdout.decode()
        self.pages = [norm(p) for p in txt.split("\f")[:-1]]
        self.n = len(self.pages)

    def make(self, css, items, toc_page, offset=0, **kw):
        """Two passes: the table of contents ('#PG:role#') needs the page numbers; offset = printed minus PDF number."""
        src = self.body
        self.body = [re.sub(r"#PG:(\w+)#", "9", x) for x in src]
        self.render(css, **kw)
        self.sections(items, toc_page)
        at = {x["role"]: x["first_page"] + offset for x in self.truth["sections"]}
        self.body = [re.sub(r"#PG:(\w+)#", lambda m: str(at[m[1]]), x) for x in src]
        self.render(css, **kw)
        self.sections(items, toc_page)

    def t(self, s):
        return curly(s) if self.smart else s

    def page(self, s, first=1, last=None, after=None):
        """PDF page of text s (or of its longest beginning) at or after page `first`; `after` must stand before it."""
        s = norm(self.t(s))
        lo = 0
        if after:
            first = self.page(after, first, last)
            a = norm(self.t(after))
            k = len(a)
            while a[:k] not in self.pages[first - 1]:
                k -= 1
            lo = self.pages[first - 1].index(a[:k]) + k
        for k in (len(s), len(s) * 2 // 3, len(s) // 2, 30, 18):
            if k > len(s) or k < 10 and k < len(s):
                continue
            for p in range(first, (last or self.n) + 1):
                if self.pages[p - 1].find(s[:k], lo if p == first else 0) >= 0:
                    return p
        raise SystemExit(f"{self.name}: not found: {s}")

    def sections(self, items, toc_page):
        """items: (role, heading as printed in the body); pages found in turn after the table of contents."""
        out, p = [], toc_page + 1
        for role, h in items:
            p = self.page(h, p)
            out.append({"role": role, "heading": self.t(h), "first_page": p, "last_page": None})
            p += 1
        for a, b in zip(out, out[1:] + [{"first_page": self.n + 1}]):
            a["last_page"] = b["first_page"] - 1
        self.truth["sections"] = out
        self.sec = {}
        for s in out:
            self.sec.setdefault(s["role"], s)

    def lists(self, key, items):
        """CUEC/CSOC: (criteria, text)."""
        d = self.sec["description"]
        p, out = d["first_page"], []
        for c, text in items:
            p = self.page(text, p, d["last_page"])
            out.append({"page": p, "criteria": c, "text": self.t(text)})
        self.truth[key] = out

    def results(self, rs, crits=None, responses=None):
        """rs: printed rows in order; crits: control -> criteria where a map says so; responses: control id/text -> response text."""
        s = self.sec["tests"]
        p, exc, nts = s["first_page"], {}, {}
        for r in rs:
            if not (r.exc or r.nt):
                continue
            key = r.cid or r.control
            cs = crits[r.cid] if crits else [r.crit]
            tgt = exc if r.exc else nts
            if key in tgt:
                tgt[key]["criteria"] += [c for c in cs if c not in tgt[key]["criteria"]]
                continue
            pg = self.page(r.result, p, s["last_page"], after=r.control)
            p = self.page(r.control, p, s["last_page"])
            e = {"page": pg, "control": r.cid, "criteria": list(cs)}
            if r.exc:
                resp = r.resp or (responses or {}).get(key)
                rp = None
                if resp:
                    rp = self.page(resp, pg) if r.resp else self.page(resp, s["first_page"])
                e.update(sampled=r.exc[0], deviations=r.exc[1], text=self.t(r.result), management_response=bool(resp), response_page=rp)
            else:
                e["reason"] = r.nt
            tgt[key] = e
        self.truth["exceptions"], self.truth["not_tested"] = list(exc.values()), list(nts.values())

    def save(self, head, subs, meta, checklist=None):
        t = self.truth
        cl = {k: {"described": "none", "tested": False, "exception": False, "pages": []} for k in AI}
        cl.update(checklist or {})
        out = {"file": t["file"], **head, "sections": t["sections"],
               "subservice_organizations": [{"name": n, "method": m} for n, m in subs],
               "complementary_user_entity_controls": t["complementary_user_entity_controls"],
               "complementary_subservice_controls": t["complementary_subservice_controls"],
               "exceptions": t["exceptions"], "not_tested": t["not_tested"], "checklist": cl}
        base = os.path.join(OUT, self.name)
        json.dump(out, open(base + ".truth.json", "w"), indent=1, ensure_ascii=False)
        size = os.path.getsize(base + ".pdf")
        assert size < 1_000_000
        json.dump({"pages": self.n, "producer": "Chromium (Skia/PDF)", "hard_negatives": [], "skip_fields": [], "readable": True, **meta, "size": size},
                  open(base + ".meta.json", "w"), indent=1, ensure_ascii=False)
        print(self.name, self.n, "pages", size, "bytes; exc", len(t["exceptions"]), "nt", len(t["not_tested"]),
              "cuec", len(t["complementary_user_entity_controls"]), "csoc", len(t["complementary_subservice_controls"]))
        for x in t["sections"]:
            print("  ", x["role"], x["first_page"], x["last_page"], x["heading"])
        for x in t["exceptions"]:
            print("   E", x["page"], x["control"], x["criteria"], x["sampled"], x["deviations"], x["response_page"], x["text"][:60])
        for x in t["not_tested"]:
            print("   N", x["page"], x["control"], x["criteria"], x["reason"])


def report(start, end, as_of, issued, auditor, opinion, cats, type_=2):
    return {"kind": "SOC 2", "type": type_, "period_start": start, "period_end": end, "as_of": as_of, "issued_on": issued,
            "auditor": auditor, "opinion": opinion, "categories": cats}


def P(text):
    """Blank-line separated: '## ' heading, '### ' sub-heading, '- ' bullets, else paragraph."""
    out = []
    text = re.sub(r"(?m)^(?!- |#)(.+)\n- ", r"\1\n\n- ", text.strip())
    text = re.sub(r"(?m)^(#.*)\n- ", r"\1\n\n- ", text)
    for b in re.split(r"\n\s*\n", text):
        b, rest = b.strip(), ""
        if b.startswith("#") and "\n" in b:
            b, rest = b.split("\n", 1)
        if b.startswith("### "):
            out.append(f"<h4>{esc(b[4:])}</h4>")
        elif b.startswith("## "):
            out.append(f"<h3>{esc(b[3:])}</h3>")
        elif b.startswith("- "):
            out.append("<ul>" + "".join(f"<li>{esc(x.strip())}</li>" for x in re.split(r"(?:^|\n)- ", b) if x.strip()) + "</ul>")
        else:
            out.append(f"<p>{esc(b)}</p>")
        if rest:
            out.append(P(rest))
    return "".join(out)


def table(head, body, cls=""):
    return (f'<table class="{cls}"><thead><tr>' + "".join(f"<th>{esc(h)}</th>" for h in head) + "</tr></thead><tbody>"
            + "".join("<tr>" + "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in r) + "</tr>" for r in body) + "</tbody></table>")
