"""Independent check of a01-a05: every labelled text against the text of its page; prints what is not wholly on that page."""
import glob, json, os, re, subprocess, unicodedata

D = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def norm(s):
    return re.sub(r"[\s\-\u2010\u00ad•]+", "", unicodedata.normalize("NFKC", s))


for f in sorted(glob.glob(D + "/a0*.truth.json")):
    t, pdf, bad, n = json.load(open(f)), f.replace(".truth.json", ".pdf"), 0, 0
    m = json.load(open(f.replace(".truth.", ".meta.")))
    txt = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode().split("\f")[:-1]
    pages = [norm(p) for p in txt]
    assert len(pages) == m["pages"]
    todo = [(s["first_page"], s["heading"]) for s in t["sections"]]
    for k in ("complementary_user_entity_controls", "complementary_subservice_controls", "exceptions"):
        todo += [(x["page"], x["text"]) for x in t[k]]
    todo += [(x["page"], x["control"]) for x in t["not_tested"] if x["control"]]
    todo += [(x["page"], x["text"]) for x in m["hard_negatives"]]
    todo += [(1, t["vendor"]), (1, t["system"])]
    for p, s in todo:
        n += 1
        if norm(s) not in pages[p - 1]:
            bad += 1
            print(os.path.basename(f), "p.", p, "split or missing:", s[:90], "| begins on page:", norm(s)[:18] in pages[p - 1])
    print(os.path.basename(f), len(pages), "pages,", n, "texts,", bad, "not wholly on their page")
