"""a02: assertion first; criteria map (IV), then tests by control (V) on landscape pages with horizontal rules only; qualified on (c)."""
from lib import *
import bank

CO, SYS = "Kestrel Bay Insurance Technologies Limited", "Kestrel Claims Hub"
d = Doc("a02_kestrelbay")
H = {"assertion": "Section I – Assertion of Management of Kestrel Bay Insurance Technologies Limited",
     "opinion": "Section II – Report of Independent Service Auditors",
     "description": "Section III – Description of the Kestrel Claims Hub System throughout the Period 1 January 2025 to 31 December 2025",
     "criteria": "Section IV – Applicable Trust Services Criteria and Related Controls",
     "tests": "Section V – Tests of Controls and Results of Tests",
     "other": "Section VI – Management's Response to Deviations (Unaudited)"}
# control no. | bank key | criteria | result
PLAN = """
Governance and People
GOV-01 | board | CC1.2 CC1.3
GOV-02 | policy | CC2.2 CC5.2 CC5.3
GOV-03 | iaudit | CC4.1 CC4.2 CC1.5
HR-01 | code | CC1.1 CC1.5
HR-02 | screen | CC1.1 CC1.4 | No deviations noted. For two (2) of the 25 joiners screening was performed by the transferring employer and relied upon; we inspected the reliance letters.
HR-03 | train | CC1.4 CC2.2
HR-04 | profile | CC1.3 CC1.4
HR-05 | perf | CC1.5
HR-06 | nda | CC1.1
COM-01 | msa | CC2.3
COM-02 | status | CC2.3 A1.1
COM-03 | intranet | CC2.2
Risk
RM-01 | risk | CC3.1 CC3.2 CC3.3 CC3.4 CC5.1
RM-02 | treat | CC3.2 CC4.2 CC9.1
RM-03 | supp | CC9.2 CC3.4
RM-04 | suppexc | CC9.2
Logical Access
LA-01 | sso | CC6.1 CC6.6
LA-02 | pwd | CC6.1
LA-03 | bastion | CC6.1 CC6.3 CC6.6
LA-04 | joiner | CC6.2 CC6.3 | !25/4 Documentation could not be provided for 4 of the 25 requests selected; therefore we were unable to determine whether access had been approved before it was granted.
LA-05 | leaver | CC6.2 CC6.3 | !25/6 Deviation noted. Six accounts were still enabled after the last working day (four to thirty-one days).
LA-06 | mover | CC6.3 CC6.2
LA-07 | review | CC6.2 CC6.3 | !-/- Deviation noted. Write access to the deployment pipeline had been left with a group of contractors whose roles did not require it, which neither review identified.
LA-08 | enc | CC6.1 CC6.7
LA-09 | dispose | CC6.4 CC6.5 | ~no occurrence in the period~ Not tested – no media were retired in 2025.
Network and Operations
OPS-01 | waf | CC6.6
OPS-02 | sg | CC6.6 CC6.1
OPS-03 | tls | CC6.7
OPS-11 | baseline | CC7.1 CC5.2 | No deviations noted. The tool reported 14 deviations from the baseline in the months selected; each had been corrected.
OPS-12 | failed | A1.2 CC7.2
OPS-04 | mdm | CC6.7 CC6.8
OPS-05 | scan | CC7.1 CC6.8
OPS-06 | pen | CC4.1 CC7.1
OPS-07 | mon | CC7.2 A1.1 CC2.1
OPS-08 | siem | CC7.2 CC7.3 | !30/5 Deviation noted. Triage exceeded the four-hour target for 5 events (16.7%).
OPS-09 | inc | CC7.3 CC7.4 CC7.5
OPS-10 | irtest | CC7.4 CC7.5
Change
CHG-01 | chg | CC8.1 CC6.8 | !25/3 Deviation noted. The author and the approver were the same person for 3 of 25 merge requests selected. An additional sample of 25 was drawn and two further deviations were found.
CHG-02 | cab | CC8.1
CHG-03 | emerg | CC8.1 | ~no occurrence in the period~ No emergency changes were raised in the period. Operating effectiveness could not be tested.
CHG-04 | sep | CC8.1
CHG-05 | waiver | CC8.1 CC5.3 | No deviations noted. None of the five waivers inspected had lapsed.
CHG-06 | static | CC8.1 CC7.1
Availability
AV-01 | bcp | A1.3 CC9.1 CC7.5
AV-02 | backup | A1.2
AV-03 | restore | A1.2 A1.3 | !-/- Deviation noted. The restore test scheduled for the third quarter did not take place.
AV-04 | cap | A1.1
"""
groups, crits, rs = [], {}, []
for line in PLAN.strip().split("\n"):
    p = [x.strip() for x in line.split("|")]
    if len(p) == 1:
        groups.append((p[0], []))
        continue
    control, test = bank.CB[p[1]]
    r = Row(None, p[0], control, test, p[3] if len(p) > 3 else "No deviations noted.")
    crits[p[0]] = p[2].split()
    groups[-1][1].append(r)
    rs.append(r)
RESP = {"LA-04": "The workflow tool was migrated in February and older requests were not exported. Exports are now checked before a system is retired.",
        "LA-05": "Leavers of an acquired team were kept in a separate HR system until July. That system has been merged and accounts are disabled automatically.",
        "CHG-01": "Branch protection had been lifted for two repositories during a migration. It was restored on 14 November 2025 and alerts now fire when it is changed.",
        "AV-03": "Postponed owing to an office move; the fourth-quarter test succeeded."}
SUBS = [("Orrin Cloud Europe B.V.", "Infrastructure as a service, managed databases (Amsterdam, Dublin)"), ("Pellucid Messaging Ltd", "Delivery of e-mail and text messages to claimants"),
        ("Stanhope Secure Archive plc", "Off-site storage of encrypted archive media")]
CSOC = [("Orrin Cloud Europe B.V.", ["CC6.4"], "Physical access to the facilities is authorised, logged and reviewed."),
        ("Orrin Cloud Europe B.V.", ["CC6.1", "CC6.2", "CC6.3"], "Logical access of the provider's staff to the hypervisor is restricted and removed when no longer required."),
        ("Orrin Cloud Europe B.V.", ["A1.2"], "Environmental protection systems are installed, serviced and tested."),
        ("Pellucid Messaging Ltd", ["CC6.7"], "Messages are encrypted in transit where the recipient's server supports it."),
        ("Stanhope Secure Archive plc", ["CC6.4", "CC6.5"], "Archive media are held in a vault and destroyed under certificate on instruction.")]
CUEC = [("Administrators of the customer are appointed, and their rights reviewed at suitable intervals.", "CC6.1 - CC6.3 & CC6.5", ["CC6.1", "CC6.2", "CC6.3", "CC6.5"]),
        ("Single sign-on is configured with the customer's identity provider and multi-factor authentication.", "CC6.1", ["CC6.1"]),
        ("Kestrel Bay is told without delay when a user of the customer leaves.", "CC6.2, CC6.3", ["CC6.2", "CC6.3"]),
        ("Claim documents uploaded to the Hub are free of malicious software.", "CC6.8", ["CC6.8"]),
        ("Security incidents that concern the Hub are reported to the service desk.", "CC7.2 - CC7.4", ["CC7.2", "CC7.3", "CC7.4"]),
        ("Release notes are read and changes tested in the customer's sandbox.", "CC8.1", ["CC8.1"]),
        ("The customer maintains its own continuity plan for the event that the Hub is not available.", "A1.2 and A1.3", ["A1.2", "A1.3"])]

d.add(f"""<section class="cover"><p class="co">{CO}</p><p class="sy">{SYS}</p><hr><p>SOC 2® Type II Report</p><p>Report on the Description of the System and on the Suitability of the Design and Operating Effectiveness of Controls Relevant to Security and Availability</p>
<p>1 January 2025 to 31 December 2025</p><p class="firm">Wrenfield Audley LLP<br>Certified Public Accountants</p></section>""")
d.add("<section><h2>Contents</h2>" + "".join(f"<p class='toc'>{esc(h.replace('of Tests', 'Thereof') if r == 'tests' else h)} <span>#PG:{r}#</span></p>" for r, h in H.items()) + "</section>")
d.add(f"<section><h2>{H['assertion']}</h2>", P(f"""20 February 2026

We have prepared the description in Section III of the {SYS} system of {CO} ("Kestrel Bay", the "Company") throughout the period 1 January 2025 to 31 December 2025 on the basis of the description criteria in DC section 200. We have done so to give readers information about the system that may help them assess the risks arising from their dealings with it.

Kestrel Bay uses the subservice organisations listed in Section III. The description excludes their controls. It also indicates that complementary controls of user entities and of subservice organisations are necessary.

Except for the matters described below, we confirm to the best of our knowledge and belief that

- the description presents the system that was designed and implemented throughout the period in accordance with the description criteria;
- the controls stated in it were suitably designed throughout the period to provide reasonable assurance that the service commitments and system requirements would be achieved on the basis of the applicable trust services criteria; and
- those controls operated effectively throughout the period.

Controls over the granting and removal of access did not operate effectively, and approval of changes was not independent in all cases. As a result, criteria CC6.2 and CC8.1 were not met in full.

Ingrid Vasarely, Chief Executive Officer"""), "</section>")
d.add(f"<section class='letter'><h2>{H['opinion']}</h2>", P(f"""To the Board of Directors of {CO}

### Scope

We have examined the description in Section III of the {SYS} system of Kestrel Bay throughout the period 1 January 2025 to 31 December 2025 against the criteria of DC section 200, 2018 Description Criteria for a Description of a Service Organization's System in a SOC 2® Report. We have also examined whether the controls stated in it were suitably designed and operated effectively throughout that period to provide reasonable assurance that the service commitments and system requirements of Kestrel Bay were achieved on the basis of the trust services criteria relevant to security and availability contained in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy.

Kestrel Bay uses subservice organisations for hosting, messaging and archiving. The description presents the controls of Kestrel Bay alone and the types of complementary controls assumed of those organisations. Our examination did not extend to the controls of the subservice organisations, nor to complementary user entity controls.

Section VI is additional information supplied by management. We have performed no procedures on it and accordingly express no opinion on it.

### Responsibilities of Kestrel Bay

Kestrel Bay is responsible for its commitments and requirements, for effective controls, and for the assertion in Section I and the description, including their completeness, accuracy and presentation.

### Our responsibilities

Our responsibility is to express an opinion on the basis of our examination, which we conducted under the attestation standards of the American Institute of Certified Public Accountants. Those standards call for us to obtain reasonable assurance in all material respects. We believe that our evidence is sufficient and appropriate to provide a reasonable basis for our qualified opinion. We are independent of Kestrel Bay and have met the ethical requirements that apply to us.

### Inherent limitations

No system of controls can prevent or detect every error or omission. Users with particular needs may find that the description does not cover matters of importance to them. The projection of any evaluation to the future is subject to the risk that conditions change.

### Tests of controls

The controls tested, and the nature, timing and results of our tests, are presented in Section V.

### Basis for Qualified Opinion

As set out in Section V, accounts of leavers were not disabled on time (LA-05) and evidence of approval of access was not available for a part of the requests selected (LA-04). Controls were therefore not operating effectively during the period to meet criterion CC6.2, "New users are registered and authorized before credentials are issued; credentials are removed when no longer needed." In addition, changes were approved by their own authors (CHG-01), so that criterion CC8.1 was not met in the period.

### Qualified Opinion

In our opinion, except for the effects of the matters described in the preceding paragraph, in all material respects,

- the description presents the system that was designed and implemented throughout the period 1 January 2025 to 31 December 2025 in accordance with the description criteria;
- the controls stated in the description were suitably designed throughout the period to provide reasonable assurance that the service commitments and system requirements of Kestrel Bay would be achieved, if its controls, and the complementary controls of subservice organisations and user entities, operated effectively; and
- the controls stated in the description operated effectively throughout the period to provide reasonable assurance that those commitments and requirements were achieved, if the complementary controls operated effectively.

### Restricted use

This report is intended solely for Kestrel Bay, for user entities of the {SYS} system during some or all of the period, and for business partners, practitioners, regulators and prospective customers who have sufficient knowledge of the matters that it deals with. It must not be used by others.

Wrenfield Audley LLP

Boston, Massachusetts

20 February 2026"""), "</section>")
d.add(f"<section><h2>{H['description']}</h2>", P(f"""## About the Company
{CO} was founded in Bristol in 2014 and provides software to insurers and brokers in eleven countries. It employs 640 people.

## The {SYS}
The Hub takes in notifications of loss, gathers documents, routes claims to handlers, and settles payments through the insurer's bank. It is used through a browser or by API. The analytics product Kestrel Insight is outside the scope of this report.

## Service commitments and system requirements
The Company commits to availability of 99.8% per calendar month; to protecting claim data against unauthorised access and disclosure; to notifying customers of incidents within 48 hours; and to a recovery time of 8 hours and a recovery point of 1 hour. System requirements are laid down in policies, design documents and contracts.

## Components
### Infrastructure and software
The Hub runs in containers on a public cloud in Amsterdam with a standby in Dublin. Data is kept in managed relational databases and object storage. Source code is held in a hosted repository, from which a pipeline builds and deploys.

### People
Product Engineering (310), Platform Operations (48), Security (14), Service Desk (60) and corporate functions.

### Data
Policy references, claim files, photographs, medical reports and payment details. All claim data is classed as restricted.

### Procedures
Procedures are documented for each area of control and listed in the policy library.
""" + bank.B.format(sys="the Hub") + """
## Incidents
One incident on 3 June 2025 made the Hub unavailable for 2 hours 50 minutes after a faulty certificate renewal; monthly availability remained within the commitment. No other incidents that affected commitments were identified.

## Changes during the period
The workflow tool for access requests was replaced in February 2025. Staff of Tidewell Claims Ltd, acquired in December 2024, were transferred by July 2025.

## Subservice organisations
The Company uses the organisations below. Their controls are excluded from the description.
"""), table(["Organisation", "Service"], [[esc(a), esc(b)] for a, b in SUBS]), P("The controls that the Company assumes to be in place at them, in the design of its own, are:"),
      table(["Organisation", "Complementary subservice organisation control", "Criteria"], [[n, esc(t), ", ".join(c)] for n, c, t in CSOC]),
      P("""## Complementary user entity controls
The Hub was designed on the understanding that user entities operate the following controls. Each should consider whether they are in place."""),
      table(["Complementary user entity control", "Related criteria"], [[esc(t), esc(c)] for t, c, _ in CUEC]), "</section>")
d.add(f"<section><h2>{H['criteria']}</h2>", P("""The criteria for security (common criteria) and availability are listed with the controls that Kestrel Bay has put in place to meet them. Each control is described once, in Section V, where it is tested. Criterion CC6.4 is met mainly by controls of Orrin Cloud Europe B.V."""))
body = []
for c, t in CRIT.items():
    if c.startswith(("CC", "A1")):
        body.append([f"<b>{c}</b>", esc(t), ", ".join(k for k, v in crits.items() if c in v) or "See subservice organisations in Section III"])
d.add(table(["Ref.", "Criterion", "Controls"], body), "</section>")
d.add(f"<section class='land'><h2>{H['tests']}</h2>", P("""Wrenfield Audley LLP planned its tests in view of the nature of the controls, the evidence available, and the risk that criteria would not be met. Tests were made by inquiry, observation, examination of records and reperformance. Inquiry alone was not relied upon. Deviations are reported whatever their significance. Where the number of items selected is stated, it is stated in the column headed "Test"."""))
for g, xs in groups:
    d.add(f"<h3>{g}</h3>", table(["No.", "Control", "Test", "Result"], [[r.cid, esc(r.control), esc(r.test), esc(r.result)] for r in xs], "t4"))
d.add("</section>", f"<section><h2>{H['other']}</h2>", P("The following was provided by management and was not examined by the service auditors."),
      table(["Control", "Response of management", "Status"], [[k, esc(v), "Closed" if k != "LA-04" else "In progress"] for k, v in RESP.items()]), "</section>")
CSS = """@page{size:A4;margin:25mm 22mm;@top-left{content:"Kestrel Claims Hub | SOC 2 Type II";font:8pt 'Nimbus Roman'}@bottom-left{content:"Licensed to Priya Adeyemi <p.adeyemi@northmoor.example> · 02 Mar 2026 09:14 UTC · do not forward";font:7pt 'Liberation Mono';color:#999;white-space:nowrap}@bottom-right{content:"Page " counter(page);font:8pt 'Nimbus Roman'}}
@page land{size:A4 landscape;margin:20mm 18mm;@top-left{content:"Section V – Tests of Controls and Results of Tests";font:8pt 'Nimbus Roman'}@bottom-left{content:"Licensed to Priya Adeyemi <p.adeyemi@northmoor.example> · 02 Mar 2026 09:14 UTC · do not forward";font:7pt 'Liberation Mono';color:#999;white-space:nowrap}@bottom-right{content:"Page " counter(page);font:8pt 'Nimbus Roman'}}
body{font:11.5pt/1.45 'Nimbus Roman';hyphens:auto;text-align:justify}section{break-before:page}.cover{break-before:auto;text-align:left;padding-top:40mm;font-size:14pt}.co{font-size:24pt}.sy{font-size:20pt;color:#555}.firm{margin-top:70mm}
.land{page:land}h2{font-size:17pt;font-weight:normal;hyphens:none;text-align:left}h3,h4{break-after:avoid}h3{font-size:13pt}h4{font-size:11.5pt;font-style:italic;margin-bottom:2pt}
.toc span{float:right}table{border-collapse:collapse;width:100%;text-align:left;font-size:10.5pt;border-top:1pt solid #000;border-bottom:1pt solid #000}td,th{border:0;border-bottom:.5pt solid #777;padding:4pt 10pt 4pt 0;vertical-align:top}th{font-weight:bold}
.t4 th:nth-child(1){width:8%}.t4 th:nth-child(2){width:30%}.t4 th:nth-child(3){width:30%}.t4 tr{break-inside:auto}"""
d.make(CSS, list(H.items()), 2, lang="en-GB")
d.lists("complementary_subservice_controls", [(c, t) for _, c, t in CSOC])
d.lists("complementary_user_entity_controls", [(c, t) for t, _, c in CUEC])
d.results(rs, crits, RESP)
d.save({"vendor": CO, "system": SYS, "report": report("2025-01-01", "2025-12-31", None, "2026-02-20", "Wrenfield Audley LLP", "qualified", ["security", "availability"])},
       [(n, "carve-out") for n, _ in SUBS],
       {"ambiguous": ["CHG-01: first sample 25/3, second sample 25/2; the first is labelled", "HR-02: clean result with a remark on two of 25"], "layout": "criteria map, then tests by control number; landscape; horizontal rules only", "traps": ["assertion first", "IV split: tests in V, responses in VI", "landscape tests section", "per-recipient stamp on each page", "day-first dates", "auto-hyphenation", "qualified on (c): CC6.2, CC8.1", "toc differs in a word from the body", "sample in the test cell, deviations in the result", "second sample (CHG-01)", "HR-02: 'two (2) of the 25' in a clean result", "CUEC criteria as ranges", "CC6.4 left to subservice organization"]})
