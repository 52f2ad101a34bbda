"""Prints a document from HTML with Chromium and writes its truth beside it, in the form of the labeled reports.

Beyond that form, "report.draft" says whether the document is a draft, and "notes" lists the codes of notes that a reading must give,
"no_notes" those that it must not.
"""

import json
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
CHECKLIST = ["model-change-management", "training-data-governance", "output-monitoring", "multi-tenant-isolation", "inference-logging",
             "human-oversight", "third-party-models", "prompt-injection", "training-pii"]
STYLE = """
@page { size: Letter; margin: 20mm 22mm 20mm 22mm }
body { font: 10.5pt/1.35 'Liberation Serif', serif } h1 { font-size: 19pt; font-weight: normal } h2 { font-size: 14pt; font-weight: normal }
h3 { font-size: 11.5pt; font-weight: normal } section { break-before: page } .cover h1 { margin-top: 70mm }
table { border-collapse: collapse; width: 100%; margin: 3mm 0 } td { border: 0.6pt solid #555; padding: 1.5mm; vertical-align: top }
"""
MARK = """
.mark { position: fixed; top: 105mm; left: 20mm; font-size: 80pt; color: #ddd; transform: rotate(-45deg) }
.head { position: fixed; top: -12mm; left: 0; font-size: 8.5pt }
"""


def paras(text):
    """Paragraphs of a text: '# ' and '## ' begin headings, '- ' a list item, '| ' a row of a table."""
    out, rows = [], []
    for block in re.split(r"\n\s*\n", text.strip()):
        block = " ".join(line.strip() for line in block.splitlines()) if not block.lstrip().startswith("|") else block
        if block.lstrip().startswith("|"):
            for line in block.splitlines():
                cells = [c.strip() for c in line.strip().strip("|").split("|")]
                rows.append("<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>")
            out.append("<table>" + "".join(rows) + "</table>")
            rows = []
        elif block.startswith("## "):
            out.append(f"<h3>{block[3:]}</h3>")
        elif block.startswith("# "):
            out.append(f"<h2>{block[2:]}</h2>")
        elif block.startswith("- "):
            out.append("<ul>" + "".join(f"<li>{i.strip()}</li>" for i in block[2:].split(" - ")) + "</ul>")
        else:
            out.append(f"<p>{block}</p>")
    return "\n".join(out)


def cover(*lines):
    return '<div class="cover"><h1>' + lines[0] + "</h1>" + "".join(f"<h2>{line}</h2>" for line in lines[1:]) + "</div>"


def section(role, heading, text):
    return role, heading, f"<section><h2>{heading}</h2>{paras(text)}</section>"


def render(html, target):
    with tempfile.TemporaryDirectory() as tmp:
        page = pathlib.Path(tmp) / "page.html"
        page.write_text(html, encoding="utf-8")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                        f"--print-to-pdf={target}", page.as_uri()], check=True, capture_output=True)


def places(target, sections):
    """The pages of sections: each begins on a page of its own with its heading."""
    texts = subprocess.run(["pdftotext", target, "-"], check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    squeezed = [re.sub(r"\s+", "", t.replace("®", "")) for t in texts]
    first = []
    for _, heading, _ in sections:
        key = re.sub(r"\s+", "", heading)
        first.append(next(i + 1 for i, t in enumerate(squeezed) if key in t[:len(key) + 120] and i + 1 not in first))
    ends = [f - 1 for f in first[1:]] + [len(texts)]
    return [{"role": r, "heading": h, "first_page": f, "last_page": e} for (r, h, _), f, e in zip(sections, first, ends)]


def write(name, front, sections, kind, vendor=None, system=None, draft=False, notes=(), no_notes=(), mark="", head="", **facts):
    """Prints NAME.pdf and writes NAME.truth.json."""
    target = HERE / f"{name}.pdf"
    over = (f'<div class="mark">{mark}</div>' if mark else "") + (f'<div class="head">{head}</div>' if head else "")
    render(f'<html lang="en"><meta charset="utf-8"><title>{name}</title><style>{STYLE}{MARK}</style><body>{over}{front}'
           + "".join(s[2] for s in sections) + "</body></html>", target)
    stated = {"kind": kind, "draft": draft, "type": None, "period_start": None, "period_end": None, "as_of": None, "issued_on": None,
              "auditor": None, "opinion": None, "categories": [], **facts}
    truth = {"file": target.name, "vendor": vendor, "system": system, "report": stated, "notes": list(notes), "no_notes": list(no_notes),
             "sections": places(target, sections) if kind != "other" else [], "subservice_organizations": [], "complementary_user_entity_controls": [],
             "complementary_subservice_controls": [], "exceptions": [], "not_tested": [],
             "checklist": {c: {"described": "none", "tested": False, "exception": False, "pages": []} for c in CHECKLIST}}
    (HERE / f"{name}.truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
