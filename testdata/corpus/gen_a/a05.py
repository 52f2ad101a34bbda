"""a05: disclaimer; AI content; a table per criterion with shaded header, ids like CC6.1-2 and cross-references 'See CC6.1-2'."""
from lib import *
import bank

CO, SYS = "Orbweaver Intelligence, Inc.", "Threadline Agent Assist Platform"
d = Doc("a05_orbweaver", smart=False)
H = {"opinion": "SECTION I - INDEPENDENT ACCOUNTANT'S REPORT", "assertion": "SECTION II - MANAGEMENT OF ORBWEAVER'S ASSERTION REGARDING ITS THREADLINE AGENT ASSIST PLATFORM",
     "description": "SECTION III - SYSTEM DESCRIPTION", "tests": "SECTION IV - CONTROLS, TESTS OF OPERATING EFFECTIVENESS AND RESULTS THEREOF", "other": "SECTION V - OTHER INFORMATION (UNAUDITED)"}
OWN = """
# CC6.1
M1 | Prompts, caches, embeddings and fine-tuned adapters of each customer are kept in a separate namespace, and requests are bound to the namespace of the calling tenant. Customer data is never used to serve, or to train models for, another customer. | Inspected the namespace configuration and the request router's policy. Reperformed requests from one test tenant for data in the cache and vector store of another and noted that they were refused.
# CC6.3
M2 | Access of service accounts to production data stores is limited to what is needed. | Inquired of the Security Manager as to the review of service accounts and requested the written procedure. | !-/- The control was not suitably designed: no procedure existed for the review of service accounts.
SEE CC6.1
# CC6.6
SEE CC6.1
# CC7.1
M3 | Assist models are red-teamed every half year, including attempts at prompt injection; findings rated high are fixed within 60 days. | Inspected the red-team report dated May 2025 and the tickets of all six findings rated high. | !6/2 Two of the six high-rated findings remained open beyond the 60-day target (71 and 94 days). Exceptions noted.
# CC7.2
M4 | Prompts and responses of the inference service are logged with time, model version and tenant in append-only, hash-chained storage; logs are kept for 180 days and may be read by the Trust team only. | Inspected logging, retention and access settings of the inference clusters and verified the hash chain of the log segments. | !-/- Exception noted. Logging was disabled for one inference cluster between June 3 and June 20, 2025. (See Section V.)
M5 | Drift of input distributions is computed daily, and alerts beyond the threshold are triaged within two business days. | Inspected the drift job's settings. For a sample of 30 alerts, inspected the date of triage. | !30/5 Exceptions were identified: triage exceeded the two-day target for five (5) of thirty (30) alerts.
# CC7.4
SEE CC7.3
# CC8.1
M6 | Model releases are classified by risk, evaluated against the benchmark set, approved by the Model Review Group, and recorded with their version in the model registry. | For a sample of 15 model promotions, inspected the risk class, evaluation results, approval and registry entry. | !15/3 Evaluation results had not been retained for 3 of the 15 model promotions selected; the remaining attributes were tested without exception.
M7 | A model is rolled back to the prior version when its error rate passes the release threshold. | Inquired of the ML Platform Lead and inspected the deployment history. | ~no occurrence in the period~ No model was rolled back from 4/1/2025 through 9/30/2025. Consequently, operating effectiveness was not tested.
# CC9.2
M8 | Providers of foundation models are assessed before use and yearly: SOC 2 report, data processing agreement, commitments on model versioning and deprecation, and history of breaches. | For both providers of foundation models, inspected the yearly assessment and the four items.
# C1.1
M9 | Confidential data is labeled under the Data Handling Policy. | Inspected the policy and the data catalog.
M10 | Dataset versions are scanned for personal information before a training job starts, and the scan result is attached to the dataset approval. | For a sample of 10 dataset versions, compared the time of the scan with the start of the training job. | !10/2 For 2 of 10 dataset versions, the scan was run after the training job had begun.
# C1.2
M11 | Customer data is purged within 30 days of contract end. | Inquired of the Support Director and inspected the purge log. | ~no occurrence in the period~ N/A - no contracts ended in the period under review.
"""
R = {"2": "!25/2 Exceptions noted. Background checks of 2 of 25 employees sampled were completed after the date of hire.",
     "16": "!25/9 Deviation: nine of the 25 deficiencies selected had no tracking ticket.",
     "23": "!25/11 Documentation could not be provided for 11 of the 25 requests selected. We were therefore unable to determine whether access was approved.",
     "24": "!25/3 12% (3 of 25) of terminated employees retained access past one business day. Exception noted.",
     "26": "~no occurrence in the period~ Not tested. No media disposals occurred.",
     "37": "~unable to test~ Unable to test. Orbweaver could not produce a complete population of changes for the period.",
     "38": "~unable to test~ Unable to test, for the reason given for the preceding control.",
     "36": "~no occurrence in the period~ There were no major incidents and therefore no post-mortems to inspect.",
     "41": "!-/- Exception noted. The review of one critical vendor was performed in August 2025 rather than by its due date of May 31. Remediated during the period."}
SUB = [(r"for a sample of (new|current|terminated|customers|alerts|employees|changes|events|releases|deficiencies)", r"for a sample of 25 \1"), ("Inspected", "Obtained and inspected"), ("to determine whether", "to ascertain that"),
       (r"For a sample of terminated employees", "For a sample of 25 terminated employees"), (r"For a sample of new employees", "For a sample of 25 new employees"), ("Board of Managers", "Board of Directors"), ("Director of Information Security", "Security Manager"), ("weekly", "monthly"), ("weeks", "months")]
pool = {}
for r in rows(bank.CA, "No exceptions noted.", SUB):
    x = R.get(r.cid)
    pool.setdefault(r.crit, []).append(Row(r.crit, r.cid, r.control, r.test, x or "No exceptions noted."))
see, crit = {}, None
for line in OWN.strip().split("\n"):
    if line.startswith("# "):
        crit = line[2:]
    elif line.startswith("SEE"):
        see[crit] = line.split()[1]
    else:
        pool.setdefault(crit, []).extend(rows(f"# {crit}\n{line}", "No exceptions noted."))
rs, name, crits = [], {}, {}
for c in CRIT:
    for i, r in enumerate(pool.get(c, []), 1):
        name[r.cid] = f"{c}-{i}"
        r.cid = f"{c}-{i}"
        rs.append(r)
RESP = {name["M4"]: "Criterion CC7.2. Logging was switched off for a capacity test and not switched on again. An alert now fires when the log volume of a cluster falls to nil.",
        name["M6"]: "Criterion CC8.1. The results of three promotions in May were overwritten by a later run. Results are written to versioned storage since July 1, 2025. Management acknowledges that the change population could not be rebuilt after the loss of the ticketing database."}
SUBS = ["Larkspur Cloud LLC", "Monolith Models, Inc."]
CSOC = {SUBS[0]: ["restrict physical access to its data centers to authorized personnel", "wipe or destroy storage media before disposal", "patch the virtualization layer in good time"],
        SUBS[1]: ["keep prompts and responses of the Company out of the training of its models", "give notice of at least ninety days before a model version is withdrawn"]}
CUEC = [("CC2.3", "Customers are responsible for naming a security contact."), ("CC6.2", "Customers are responsible for approving and removing their agents' accounts."), ("CC6.2", "Customers are responsible for configuring SAML single sign-on."),
        ("CC6.7", "Customers are responsible for limiting the export of transcripts to staff who need them."), ("CC7.3", "Customers are responsible for reporting suspected incidents to security@orbweaver.example."), ("C1.1", "Customers are responsible for keeping card numbers out of free-text fields.")]

d.add(f"""<section class="cover"><p class="o">ORBWEAVER</p><p>{CO}</p><p><b>{SYS}</b></p><p>SOC 2 TYPE II REPORT</p><p>Security and Confidentiality</p><p>For the period 4/1/2025 - 9/30/2025</p><p class="f">Bexley Marsh LLC | Certified Public Accountants | Denver</p></section>""")
d.add("<section><h2>TABLE OF CONTENTS</h2><table class='tocx'>" + "".join(f"<tr><td>{esc(h)}</td><td>#PG:{r}#</td></tr>" for r, h in H.items()) + "</table></section>")
d.add(f"<section><h2>{esc(H['opinion'])}</h2>", P(f"""To the Board of Directors of {CO}:

### Scope

We were engaged to examine the description of the {SYS} of {CO} ("Orbweaver" or the "Company") in Section III for the period April 1, 2025 to September 30, 2025, under DC section 200, 2018 Description Criteria, and the suitability of the design and operating effectiveness of the controls stated in it to provide reasonable assurance that the Company's service commitments and system requirements were achieved based on the trust services criteria for security and confidentiality in TSP section 100, Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy.

The Company uses subservice organizations for hosting and for foundation models. Their services and controls are outside the scope of the engagement, as are controls of user entities. Section V is not a part of the description, and we do not express an opinion on it.

### Responsibilities

Management is responsible for the description, the assertion in Section II, the service commitments and system requirements, and the controls. Our responsibility is to express an opinion based on conducting the examination in accordance with attestation standards established by the AICPA. Because of the matters described below, we were not able to do so. We are required to be independent of the Company and to comply with ethical requirements.

### Inherent limitations

Controls may not prevent or detect every failure, and conclusions about a period cannot be carried forward to another.

### Basis for Disclaimer of Opinion

In July 2025 the database of the Company's ticketing system was lost and could not be restored in full. The Company was unable to supply complete populations of changes, of access requests and of deficiencies raised from April to June. We could not satisfy ourselves by other procedures whether the controls that relate to criteria CC4.2, CC6.2 and CC8.1 were designed as described or operated in the period, and the possible effects on other parts of the description are pervasive.

### Disclaimer of Opinion

Because of the significance of the matters described in the preceding paragraph, we were not able to obtain sufficient appropriate evidence to provide a basis for an opinion. Accordingly, we do not express an opinion on whether the description is presented in accordance with the description criteria, or on whether the controls stated in it were suitably designed and operated effectively throughout the period April 1, 2025 to September 30, 2025.

### Tests of controls

The tests that we were able to perform and their results are in Section IV.

### Restricted use

This report is for the information and use of the Company, its user entities and others with sufficient knowledge of the system, and no one else.

Bexley Marsh LLC

Denver, Colorado

January 30, 2026"""), "</section>")
d.add(f"<section><h2>{esc(H['assertion'])}</h2>", P(f"""January 30, 2026

We have prepared the description of the {SYS} for the period April 1, 2025 to September 30, 2025 (the "description") in accordance with DC section 200. The description is limited to the Company's own controls; those of the subservice organizations are not included.

To the best of our knowledge and belief, and apart from the loss of records in July 2025, we confirm that the description presents the system that was designed and implemented in the period; that the controls stated in it were suitably designed; and that they operated effectively, other than for the exceptions noted in Section IV.

Teodora Lindqvist, Chief Operating Officer"""), "</section>")
AI_TEXT = {
    "model": "Assist models are changed under the Model Release Standard. A release is classed as minor, moderate or major by risk; it is evaluated on a benchmark set and compared with the model in production; it is approved by the Model Review Group; it is rolled out to five percent of traffic first and then in steps; and it can be rolled back to the prior version within ten minutes. The model registry records each version, its evaluation and its approval.",
    "data": "Training corpora are built from licensed sources and from transcripts of customers who have agreed to it. Each dataset carries a version and a lineage record of its sources.",
    "pii": "An automated scanner looks for personal information in each dataset version before it is used for training, and the result of the scan is kept with the dataset's approval.",
    "iso": "Each customer's prompts, caches, embeddings and fine-tuned adapters are held in a namespace of its own, which is enforced by the request router. Data of one customer is not used to serve or to train models for others.",
    "log": "The inference service logs prompts and responses in append-only storage with a hash chain, so that tampering can be detected. Logs are kept for 180 days. Read access is limited to the role of the Trust team.",
    "drift": "Input drift is computed daily and alerts go to the ML Platform team.",
    "inj": "User input is validated, and system prompts are hardened against injection. Red-team exercises take place twice a year.",
    "fm": "Providers of foundation models are assessed as vendors before use and each year. The assessment covers their SOC 2 report, data processing agreement, commitments on model versioning, and history of breaches."}
d.add(f"<section><h2>{esc(H['description'])}</h2>", P(f"""## Background
{CO} was founded in 2020 in Boulder, Colorado. It provides software that suggests replies to agents of customer service centers.

## Services provided
The {SYS} listens to chats and calls, retrieves articles from the customer's knowledge base, and proposes answers which the agent may accept, edit or discard. Orbweaver Labs, the research demonstrator, lies outside the boundary of the system.

## Principal service commitments and system requirements
Commitments are stated in the Subscription Agreement and the Data Protection Addendum: encryption, segregation of customers, notice of incidents within 72 hours, and purge of data within 30 days of contract end.

## Infrastructure, software and data
Services run in Kubernetes clusters; inference runs on clusters with graphics processors. Transcripts, knowledge articles, embeddings and model artifacts are the main types of data.

## Artificial intelligence
### Model changes
{AI_TEXT["model"]}

### Training data
{AI_TEXT["data"]} {AI_TEXT["pii"]}

### Inference
{AI_TEXT["iso"]}

{AI_TEXT["log"]} {AI_TEXT["drift"]}

{AI_TEXT["inj"]}

### Foundation models
{AI_TEXT["fm"]}

The Company plans to have specialists review suggestions that concern refunds above a threshold from the first quarter of 2026.

## Incidents
In July 2025 a failed upgrade destroyed the database of the ticketing system. Customer data was not affected. See the report of the independent accountants.

## Changes in the period
The base model was replaced by a later version of the same provider on 8/12/2025.
""" + bank.A.format(co="Orbweaver", sys="Threadline").replace("weekly", "monthly").replace("Director of Information Security", "Security Manager").replace("Board of Managers", "Board of Directors") + f"""
## Subservice organizations
- {SUBS[0]} - infrastructure as a service
- {SUBS[1]} - foundation models reached by API

Controls of these organizations are not part of the description. The Company expects them to operate the following.
"""), "".join(f"<p>{n} is expected to:</p><ul>" + "".join(f"<li>{esc(t)}</li>" for t in ts) + "</ul>" for n, ts in CSOC.items()),
      P("## Complementary user entity controls\nThe Company's controls were designed on the assumption that customers operate the following controls."),
      "".join(f"<p class='cu'><b>{c}</b><span>{esc(t)}</span></p>" for c, t in CUEC), "</section>")
d.add(f"<section><h2>{esc(H['tests'])}</h2>", P("""The controls in this section were specified by the Company; tests and results were added by Bexley Marsh LLC. "Exception noted" is used where a control did not operate as described. Where a control also serves another criterion, reference is made to the place where it is tested ("See CC6.1-1")."""))
for c in CRIT:
    g = [r for r in rs if r.crit == c]
    if not g and c not in see:
        if c == "CC6.4":
            d.add(f"<h3>CC6.4 - {esc(CRIT[c])}</h3><p>Controls for this criterion are the responsibility of {SUBS[0]}</p>")
        continue
    body = [[f"<b>{r.cid}</b>", esc(r.control), esc(r.test), esc(r.result)] for r in g]
    if c in see:
        s = next(r for r in rs if r.cid == see[c] + "-1")
        body.append(["", esc(s.control), f"See {s.cid}", f"See {s.cid}"])
    d.add(f"<h3>{c} - {esc(CRIT[c])}</h3>", table(["Control #", "Controls Specified by the Company", "Tests Performed", "Results of Tests"], body, "g"))
d.add("</section>", f"<section><h2>{esc(H['other'])}</h2>", P("This section was written by management and is not covered by the accountant's report.\n\n### Management's responses"),
      "".join(f"<p>{esc(v)}</p>" for v in RESP.values()), P("""### Other matters
Although it was not examined, management has started to have team leads check a share of suggested replies for tone."""), "</section>")
CSS = """@page{size:Letter;margin:0.9in 0.8in;@top-right{content:"Threadline SOC 2 Type II";font:8pt 'Nimbus Sans';color:#666}@bottom-center{content:counter(page) " | Confidential";font:8pt 'Nimbus Sans'}@bottom-left{content:"www.bexleymarsh.example";font:8pt 'Nimbus Sans'}}
body{font:11pt/1.5 'Nimbus Sans'}section{break-before:page}.cover{break-before:auto;padding-top:1.5in;text-align:center;font-size:14pt}.o{font-size:40pt;letter-spacing:12px;font-weight:bold}.f{margin-top:2.5in;font-size:10pt}
.tocx td{border:0;padding:6pt}h2{font-size:14pt;background:#222;color:#fff;padding:6pt}h3{font-size:11.5pt;margin-bottom:4pt}h4{font-size:11pt;font-style:italic;margin-bottom:2pt}h3,h4{break-after:avoid}
table{border-collapse:collapse;width:100%;font-size:9.5pt;line-height:1.35}.g td,.g th{border:.8pt solid #222;padding:5pt;vertical-align:top;text-align:left}.g th{background:#d7d7d7}.g th:nth-child(1){width:11%}.g th:nth-child(2){width:31%}.g th:nth-child(3){width:32%}.cu b{display:inline-block;width:60px}"""
d.make(CSS, list(H.items()), 2)
d.lists("complementary_subservice_controls", [([], t) for ts in CSOC.values() for t in ts])
d.lists("complementary_user_entity_controls", [([c], t) for c, t in CUEC])
d.results(rs, responses=RESP)
D, E = d.sec["description"], d.sec["tests"]
control = {r.cid: r.control for r in rs}


def item(level, texts, ctl=None, exc=False):
    pg = {d.page(AI_TEXT[t], D["first_page"], D["last_page"]) for t in texts}
    pg |= {d.page(control[name[m]], E["first_page"], E["last_page"]) for m in ctl or []}
    return {"described": level, "tested": bool(ctl), "exception": exc, "pages": sorted(pg)}


check = {"model-change-management": item("full", ["model"], ["M6", "M7"], True), "training-data-governance": item("partial", ["data"]),
         "output-monitoring": item("partial", ["drift"], ["M5"], True), "multi-tenant-isolation": item("full", ["iso"], ["M1"]),
         "inference-logging": item("full", ["log"], ["M4"], True), "third-party-models": item("full", ["fm"], ["M8"]),
         "prompt-injection": item("partial", ["inj"], ["M3"], True), "training-pii": item("partial", ["pii"], ["M10"], True)}
HN = [("future", "The Company plans to have specialists review suggestions that concern refunds above a threshold from the first quarter of 2026."),
      ("other", "Although it was not examined, management has started to have team leads check a share of suggested replies for tone.")]
d.save({"vendor": CO, "system": SYS, "report": report("2025-04-01", "2025-09-30", None, "2026-01-30", "Bexley Marsh LLC", "disclaimer", ["security", "confidentiality"])},
       [(n, "carve-out") for n in SUBS],
       {"hard_negatives": [{"item": "human-oversight", "place": k, "page": d.page(t), "text": t} for k, t in HN], "layout": "one table per criterion; shaded header; ids like CC6.1-2",
        "traps": ["disclaimer of opinion", "AI content", "cross-references 'See CC6.1-1'", "'(See Section V.)' in a result", "design deficiency", "'unable to test' for want of a population", "responses headed by criterion in section V; missing for most", "CSOC bullets after 'X is expected to:' without criteria", "CUEC as criterion + sentence lines", "auditor's web address in the footer", "six-month period", "CC6.4 left to subservice organization"],
        "ambiguous": ["CC8.1-1, CC8.1-2: 'Unable to test' because the population was missing: labelled not tested, a reader may call it an exception",
                      "cross-referenced controls keep the criteria of the place where they are tested (none of them has an exception)"]}, check)
