"""Two back ends (HTML for Chromium, Flat ODT for LibreOffice) for one block model, and truth with pages found in the PDF."""
import json, os, re, subprocess, sys, unicodedata
OUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TMP = "/tmp/e_gen"; os.makedirs(TMP, exist_ok=True)

def esc(s): return re.sub(r"&lt;(/?b|br/|/?i)&gt;", r"<\1>", s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
def plain(s): return re.sub(r"<[^>]+>", "", s)
def blocks(c): return [("p", c)] if isinstance(c, str) else c
def cell(c): return c if isinstance(c, dict) else dict(t=c)

# ---------------------------------------------------------------- HTML
def html(bs):
    o = []
    for b in bs:
        k = b[0]
        if k in ("h1", "h2", "h3", "h4"): o.append(f'<{k} class="{b[2] if len(b) > 2 else ""}">{esc(b[1])}</{k}>')
        elif k == "p": o.append(f'<p class="{b[2] if len(b) > 2 else ""}">{esc(b[1])}</p>')
        elif k in ("ul", "ol"):
            t = f' style="list-style-type:{b[2]}"' if len(b) > 2 else ""
            o.append(f"<{k}{t}>" + "".join(f"<li>{esc(x)}</li>" for x in b[1]) + f"</{k}>")
        elif k == "pb": o.append('<div class="pb"></div>')
        elif k == "raw": o.append(b[1])
        elif k == "land": o.append('<div class="land">' + html(b[1]) + "</div>")
        elif k == "table":
            d = b[1]; tot = sum(d["cols"])
            o.append(f'<table class="{d.get("cls","")}"><colgroup>' + "".join(f'<col style="width:{100*c/tot:.2f}%">' for c in d["cols"]) + "</colgroup>")
            for part, tag, rows in (("thead", "th", d.get("head", [])), ("tbody", "td", d["rows"])):
                o.append(f"<{part}>")
                for r in rows:
                    o.append("<tr>")
                    for c in map(cell, r):
                        t = c["t"]
                        o.append(f'<{tag} class="{c.get("cls","")}" rowspan="{c.get("rs",1)}" colspan="{c.get("cs",1)}">' + (esc(t) if isinstance(t, str) else html(t)) + f"</{tag}>")
                    o.append("</tr>")
                o.append(f"</{part}>")
            o.append("</table>")
    return "\n".join(o)

def chromium(name, css, bs):
    src, pdf = f"{TMP}/{name}.html", f"{TMP}/{name}.pdf"
    open(src, "w").write(f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{css}</style><body>{html(bs)}</body></html>')
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline=false", f"--print-to-pdf={pdf}", src], check=True, capture_output=True)
    return pdf

# ---------------------------------------------------------------- Flat ODT
class Fodt:
    def __init__(s, font="Liberation Sans", size=10, cellsize=8.5, head="", foot="", hb="#1f3864", hc="#ffffff", h1c="#1f3864", border="0.5pt solid #7f7f7f", margin="0.9in", band=None, crit="#d9e2f3"):
        s.__dict__.update(locals()); s.auto = []; s.n = 0
    def sp(s, t): return esc(t).replace("<b>", '<text:span text:style-name="B">').replace("</b>", "</text:span>").replace("<i>", '<text:span text:style-name="I">').replace("</i>", "</text:span>").replace("<br/>", "<text:line-break/>")
    def blk(s, bs, ctx="Body", width=None):
        o = []
        for b in bs:
            k = b[0]
            if k in ("h1", "h2", "h3", "h4"):
                st = k.upper() + ("_" + b[2] if len(b) > 2 and b[2] in ("L", "P", "B") else "")
                o.append(f'<text:h text:style-name="{st}" text:outline-level="{k[1]}">{s.sp(b[1])}</text:h>')
            elif k == "p": o.append(f'<text:p text:style-name="{b[2] if len(b) > 2 else ctx}">{s.sp(b[1])}</text:p>')
            elif k in ("ul", "ol"):
                ls = {"ul": "LB", "ol": "LN"}[k] if len(b) < 3 else {"upper-alpha": "LA", "lower-alpha": "La", "paren": "LP"}[b[2]]
                o.append(f'<text:list text:style-name="{ls}{"c" if ctx != "Body" else ""}">' + "".join(f'<text:list-item><text:p text:style-name="{ctx}">{s.sp(x)}</text:p></text:list-item>' for x in b[1]) + "</text:list>")
            elif k == "pb": o.append('<text:p text:style-name="PB"/>')
            elif k == "table": o.append(s.table(b[1], width or 6.7))
        return "".join(o)
    def table(s, d, width):
        s.n += 1; tn = f"T{s.n}"; width = d.get("width", width); tot = sum(d["cols"]); ws = [width * c / tot for c in d["cols"]]
        s.auto.append(f'<style:style style:name="{tn}" style:family="table"><style:table-properties style:width="{width}in" table:align="left" fo:margin-top="0.05in" fo:margin-bottom="0.1in"/></style:style>')
        for i, w in enumerate(ws): s.auto.append(f'<style:style style:name="{tn}.{i}" style:family="table-column"><style:table-column-properties style:column-width="{w:.3f}in"/></style:style>')
        o = [f'<table:table table:name="{tn}" table:style-name="{tn}">' + "".join(f'<table:table-column table:style-name="{tn}.{i}"/>' for i in range(len(ws)))]
        def rows(rs, headp):
            cov = {}
            for ri, r in enumerate(rs):
                o.append(f'<table:table-row table:style-name="{"RK" if d.get("keep") else "R"}">'); ci = 0; cells = list(map(cell, r))
                while cells or cov.get(ci, 0) > 0:
                    if cov.get(ci, 0) > 0: cov[ci] -= 1; o.append("<table:covered-table-cell/>"); ci += 1; continue
                    c = cells.pop(0); rs_, cs = c.get("rs", 1), c.get("cs", 1)
                    st = "CH" if headp else {"crit": "CC", "alt": "CX"}.get(c.get("cls", ""), "CX" if s.band and ri % 2 else "CN")
                    ctx = "CellW" if headp else ("CellB" if c.get("cls") == "crit" else "Cell")
                    o.append(f'<table:table-cell table:style-name="{st}" table:number-rows-spanned="{rs_}" table:number-columns-spanned="{cs}">' + s.blk(blocks(c["t"]), ctx, sum(ws[ci:ci + cs]) - 0.15) + "</table:table-cell>")
                    for j in range(cs):
                        if j: o.append("<table:covered-table-cell/>")
                        if rs_ > 1: cov[ci + j] = rs_ - 1
                    ci += cs
                o.append("</table:table-row>")
        if d.get("head"): o.append("<table:table-header-rows>"); rows(d["head"], True); o.append("</table:table-header-rows>")
        rows(d["rows"], False); o.append("</table:table>")
        return "".join(o)
    def pdf(s, name, bs):
        body = s.blk(bs)
        ps = lambda n, par="", tp="", pp="", extra="": f'<style:style style:name="{n}" style:family="paragraph" {extra}>' + f'<style:paragraph-properties {pp}/><style:text-properties style:font-name="F" fo:font-family="{s.font}" {tp}/></style:style>'
        st = [ps("Body", tp=f'fo:font-size="{s.size}pt"', pp='fo:margin-bottom="0.09in" fo:line-height="112%"'),
              ps("Center", tp=f'fo:font-size="{s.size}pt"', pp='fo:text-align="center" fo:margin-bottom="0.1in"'),
              ps("Cover1", tp=f'fo:font-size="24pt" fo:font-weight="bold" fo:color="{s.h1c}"', pp='fo:margin-top="1.6in" fo:margin-bottom="0.3in"'),
              ps("Cover2", tp=f'fo:font-size="15pt" fo:color="{s.h1c}"', pp='fo:margin-bottom="0.25in"'),
              ps("Cover3", tp='fo:font-size="11pt"', pp='fo:margin-bottom="0.15in"'),
              ps("PB", pp='fo:break-before="page"', tp='fo:font-size="2pt"'),
              ps("HF", tp='fo:font-size="7.5pt" fo:color="#595959"', pp='fo:text-align="center"')]
        for n, x in (("Cell", ""), ("CellB", 'fo:font-weight="bold"'), ("CellW", f'fo:font-weight="bold" fo:color="{s.hc}"')):
            st.append(ps(n, tp=f'fo:font-size="{s.cellsize}pt" {x}', pp='fo:margin-bottom="0.03in"'))
        h = {"H1": (15, f'fo:color="{s.h1c}"', "0.18in"), "H2": (12, f'fo:color="{s.h1c}"', "0.1in"), "H3": (10.5, "", "0.06in"), "H4": (10, 'fo:font-style="italic"', "0.05in")}
        for n, (z, x, m) in h.items():
            for suf, pg in (("", ""), ("_B", "brk"), ("_L", 'style:master-page-name="Land"'), ("_P", 'style:master-page-name="Standard"')):
                if pg == "brk": st.append(ps(n + suf, tp=f'fo:font-size="{z}pt" fo:font-weight="bold" {x}', pp=f'fo:margin-top="{m}" fo:margin-bottom="{m}" fo:keep-with-next="always" fo:break-before="page"'))
                else: s.auto.append(ps(n + suf, tp=f'fo:font-size="{z}pt" fo:font-weight="bold" {x}', pp=f'fo:margin-top="{m}" fo:margin-bottom="{m}" fo:keep-with-next="always"', extra=pg)) if pg else st.append(ps(n, tp=f'fo:font-size="{z}pt" fo:font-weight="bold" {x}', pp=f'fo:margin-top="{m}" fo:margin-bottom="{m}" fo:keep-with-next="always"'))
        def lst(n, inner, ind): return f'<text:list-style style:name="{n}">{inner}<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.2in" fo:margin-left="{ind}"/></style:list-level-properties></text:list-level-style-{"bullet" if "bullet" in inner else "number"}></text:list-style>'
        for c, ind in (("", "0.45in"), ("c", "0.22in")):
            s.auto.append(lst("LB" + c, '<text:list-level-style-bullet text:level="1" text:bullet-char="•">', ind))
            for n, f, pre, suf in (("LN", "1", "", "."), ("LA", "A", "", "."), ("La", "a", "", "."), ("LP", "1", "(", ")")):
                s.auto.append(lst(n + c, f'<text:list-level-style-number text:level="1" style:num-format="{f}" style:num-prefix="{pre}" style:num-suffix="{suf}">', ind))
        for n, bg in (("CH", s.hb), ("CC", s.crit), ("CN", None), ("CX", s.band or "#f2f2f2")):
            s.auto.append(f'<style:style style:name="{n}" style:family="table-cell"><style:table-cell-properties fo:padding="0.05in" fo:border="{s.border}" {f"""fo:background-color="{bg}" """ if bg else ""}/></style:style>')
        s.auto.append('<style:style style:name="R" style:family="table-row"><style:table-row-properties fo:keep-together="auto"/></style:style><style:style style:name="RK" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>')
        s.auto.append('<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>')
        hf = lambda t: "".join(f'<text:p text:style-name="HF">{x}</text:p>' for x in esc(t).replace("#", '<text:page-number text:select-page="current"/>').split("|"))
        pl = "".join(f'<style:page-layout style:name="{n}"><style:page-layout-properties fo:page-width="{w}" fo:page-height="{h_}" style:print-orientation="{o}" fo:margin="{s.margin}" fo:margin-top="0.5in" fo:margin-bottom="0.5in"/><style:header-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-bottom="0.15in"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-top="0.15in"/></style:footer-style></style:page-layout>' for n, w, h_, o in (("pP", "8.5in", "11in", "portrait"), ("pL", "11in", "8.5in", "landscape")))
        x = f'''<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face style:name="F" svg:font-family="'{s.font}'"/></office:font-face-decls><office:styles>{"".join(st)}</office:styles><office:automatic-styles>{"".join(s.auto)}{pl}</office:automatic-styles><office:master-styles>{"".join(f'<style:master-page style:name="{n}" style:page-layout-name="{l}"><style:header>{hf(s.head)}</style:header><style:footer>{hf(s.foot)}</style:footer></style:master-page>' for n, l in (("Standard", "pP"), ("Land", "pL")))}</office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>'''
        open(f"{TMP}/{name}.fodt", "w").write(x)
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{TMP}/lo", "--convert-to", "pdf", "--outdir", TMP, f"{TMP}/{name}.fodt"], check=True, capture_output=True)
        return f"{TMP}/{name}.pdf"

# ---------------------------------------------------------------- truth
def norm(s): return re.sub(r"[\s\u00ad\u200b•]+", "", unicodedata.normalize("NFKC", plain(s)))
class Pages:
    def __init__(s, pdf):
        s.pdf = pdf; t = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout
        s.p = [norm(x) for x in t.split("\f")[:-1]]; s.n = len(s.p); s.all = "".join(s.p); s.off = []
        a = 0
        for x in s.p: s.off.append(a); a += len(x)
    def page(s, pos): return max(i for i, o in enumerate(s.off) if o <= pos) + 1
    def find(s, text, after=0, before=None, least=28):
        n = norm(text)
        for k in [len(n)] + list(range(len(n) - 1, min(least, len(n)) - 1, -1)):
            i = s.all.find(n[:k], after)
            if i >= 0 and (before is None or i < before): return i
        raise SystemExit(f"NOT FOUND in {s.pdf}: {text[:90]!r} after {after} (page {s.page(after)})")
    def start(s, page): return s.off[page - 1]

def finish(name, pdf, T, meta, encrypt=None, stamp=None, rotate=None):
    """T: truth without pages resolved except done by caller."""
    out = f"{OUT}/{name}.pdf"; cur = pdf
    if stamp:
        open(f"{TMP}/st.html", "w").write(stamp)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={TMP}/st.pdf", f"{TMP}/st.html"], check=True, capture_output=True)
        subprocess.run(["qpdf", cur, "--overlay", f"{TMP}/st.pdf", "--from=", "--repeat=1", "--", f"{TMP}/{name}.s.pdf"], check=True); cur = f"{TMP}/{name}.s.pdf"
    if rotate:
        subprocess.run(["qpdf", cur, f"--rotate=+90:{rotate}", f"{TMP}/{name}.r.pdf"], check=True); cur = f"{TMP}/{name}.r.pdf"
    a = ["qpdf", "--object-streams=generate", cur]
    if encrypt: a += ["--encrypt", "", "owner-" + name, "256", "--extract=n", "--modify=none", "--"]
    subprocess.run(a + [out], check=True)
    T = {"file": f"{name}.pdf", **T}
    T["checklist"] = {i: {"described": "none", "tested": False, "exception": False, "pages": []} for i in "model-change-management training-data-governance output-monitoring multi-tenant-isolation inference-logging human-oversight third-party-models prompt-injection training-pii".split()}
    n = int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", out], capture_output=True, text=True).stdout)[1])
    json.dump(T, open(f"{OUT}/{name}.truth.json", "w"), indent=1, ensure_ascii=False)
    json.dump({"pages": n, "hard_negatives": [], "skip_fields": [], "readable": True, **meta}, open(f"{OUT}/{name}.meta.json", "w"), indent=1, ensure_ascii=False)
    # every labelled text stands on its page (checked in the finished file, unless turned sideways: then in the file before that)
    P = Pages(out if not (stamp or rotate) else pdf)
    for key in ("complementary_user_entity_controls", "complementary_subservice_controls", "exceptions"):
        for e in T[key]: assert norm(e["text"])[:28] in P.p[e["page"] - 1] + (P.p[e["page"]] if e["page"] < P.n else ""), e
    for e in T["exceptions"] + T["not_tested"]:
        assert norm(e["control"]) in P.p[e["page"] - 1], e
    for x in T["sections"]: assert norm(x["heading"]) in P.p[x["first_page"] - 1], x
    print(name, n, "pages", os.path.getsize(out) // 1000, "kB", {k: len(T[k]) for k in T if isinstance(T[k], list)}, [(e["control"], e["page"], e["response_page"]) for e in T["exceptions"]], [(e["control"], e["page"]) for e in T["not_tested"]], [(x["role"], x["first_page"], x["last_page"]) for x in T["sections"]])

def sections(P, items, toc_page):
    """items: (role, heading); found after the table of contents, in order."""
    pos = P.start(toc_page + 1); r = []
    for role, h in items:
        pos = P.find(h, pos, least=len(norm(h))); r.append([role, h, P.page(pos), pos]); pos += 1
    return [dict(role=a, heading=h, first_page=p, last_page=(r[i + 1][2] - 1 if i + 1 < len(r) else P.n)) for i, (a, h, p, _) in enumerate(r)], {h: q for _, h, _, q in r}
