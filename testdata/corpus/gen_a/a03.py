"""a03: Type 1; no section numerals; running header = section title; borderless tables with white-space gutters; controls repeated under criteria."""
from lib import *
import bank

CO, SYS = "Ashgrove Health Data Cooperative, Inc.", "Vesper Clinical Exchange"
d = Doc("a03_ashgrove", smart=False)
H = {"opinion": "Independent Service Auditor's Report on a Description of a Service Organization's System and the Suitability of the Design of Controls",
     "assertion": "Ashgrove Management's Assertion",
     "description": "Ashgrove's Description of Its Vesper Clinical Exchange System as of June 30, 2025",
     "tests": "Applicable Trust Services Criteria and Related Controls"}
PLAN = """
CC1.1 code screen nda
CC1.2 board
CC1.3 board profile
CC1.4 screen train profile
CC1.5 code perf
CC2.1 mon siem
CC2.2 policy intranet train
CC2.3 msa status
CC3.1 risk
CC3.2 risk treat
CC3.3 risk
CC3.4 risk supp
CC4.1 iaudit pen
CC4.2 iaudit treat
CC5.1 risk treat
CC5.2 policy sep
CC5.3 policy intranet
CC6.1 sso pwd bastion enc
CC6.2 joiner leaver review
CC6.3 joiner mover leaver review
CC6.5 dispose
CC6.6 waf sg
CC6.7 tls mdm
CC6.8 mdm scan
CC7.1 scan pen
CC7.2 mon siem
CC7.3 siem inc
CC7.4 inc irtest
CC7.5 inc bcp
CC8.1 chg cab emerg sep
CC9.1 bcp
CC9.2 supp nda
A1.1 cap mon
A1.2 backup
A1.3 restore bcp
C1.1 class nda
C1.2 erase
"""
US = [("Code of Business Ethics", "Standards of Conduct"), ("Audit and Risk Committee", "Finance and Compliance Committee"), ("back-out plan", "rollback plan"), ("half-yearly", "semi-annual"),
      ("Staff ", "Workforce members "), ("Master Services Agreement", "Participation Agreement"), ("Back-ups", "Backups"), ("erased within 60 days of the end of the contract", "returned or destroyed within 60 days after a participant leaves the exchange"),
      ("Capacity is", "Storage and processing capacity is"), ("monthly until closure", "monthly by the Privacy and Security Officer until they are closed"), ("twice a year", "every six months"),
      ("Accounts are disabled on the last working day.", "Accounts are disabled by the end of the last day worked."), ("Security Operations", "the security analyst"), ("critical findings", "findings rated critical")]
keys, nums = [], {}
for line in PLAN.strip().split("\n"):
    for k in line.split()[1:]:
        nums.setdefault(k, f"{len(nums) // 10 + 1}.{len(nums) % 10 + 1:02d}")


def us(s):
    for a, b in US:
        s = s.replace(a, b)
    return s


SUBS = ["Cascade Peak Cloud Services, Inc.", "Redwing Identity Proofing LLC"]
CSOC = [(SUBS[0], ["CC6.4"], "Physical access to data centers is limited to approved personnel and logged."), (SUBS[0], ["CC6.5"], "Storage devices are sanitized before they leave the data center."),
        (SUBS[0], ["CC8.1"], "Changes to the virtualization platform are tested before they are rolled out."), (SUBS[0], ["A1.2"], "Data centers have redundant power, cooling and fire suppression, which are maintained and tested."),
        (SUBS[1], ["CC6.1", "CC6.7"], "Identity documents are transmitted and stored in encrypted form."), (SUBS[1], ["C1.2"], "Identity documents are deleted within thirty days of verification.")]
CUEC = [("CC2.3", ["Participants notify Ashgrove of changes in their privacy or security contacts."]),
        ("CC6.1", ["Participants configure their local interface engines so that only authorized systems connect to Vesper.", "Participants protect the private keys of the certificates issued to them."]),
        ("CC6.2", ["Participants approve each workforce member who is to have a Vesper account.", "Participants deactivate accounts upon termination of a workforce member."]),
        ("CC6.3", ["Participants review the roles assigned to their users at least annually."]),
        ("CC7.3", ["Participants report suspected misuse of Vesper within one business day."]),
        ("A1.2", ["Participants keep downtime procedures for use while the exchange is unavailable."]),
        ("C1.2", ["Participants dispose of extracts and reports downloaded from Vesper in line with their own policies."])]

d.add(f"""<section class="cover"><p class="tag">SOC 2® – TYPE 1</p><h1>{CO}</h1><p>Report on Management's Description of the {SYS} System and the Suitability of the Design of Controls Relevant to Security, Availability, and Confidentiality as of June 30, 2025</p></section>
<section class="toc"><h2>Table of Contents</h2>""" + "".join(f"<p>{esc(h)} <span>#PG:{r}#</span></p>" for r, h in H.items()) + "</section>")
d.add(f"<section class='s1'><h2>{esc(H['opinion'])}</h2>", P(f"""To: {CO}

Scope

We have examined the description by {CO} ("Ashgrove") of its {SYS} system as of June 30, 2025, included in the pages that follow (the "Description"), for its conformity with the criteria in DC section 200 (2018, with implementation guidance of 2022). We have likewise examined the suitability of the design of the controls included in the Description as of that date to provide reasonable assurance that Ashgrove's service commitments and system requirements would be achieved based on the criteria relevant to security, availability, and confidentiality ("applicable trust services criteria") in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy.

Ashgrove uses Cascade Peak Cloud Services, Inc. for hosting and Redwing Identity Proofing LLC for verification of patients' identity. The Description does not include controls at these vendors. It does state which controls Ashgrove assumed to be in place at the vendors and at participants. We did not examine whether such controls are suitably designed.

Service Organization's Responsibilities

Ashgrove is responsible for stating its service commitments and system requirements; for controls to achieve them; and for the preparation of the Description and the Assertion.

Service Auditor's Responsibilities

Our responsibility is to express an opinion on the presentation of the Description and on the suitability of the design of the controls based on our examination. The examination was conducted in accordance with attestation standards established by the AICPA, which require that we plan and perform it to obtain reasonable assurance in all material respects. We believe that the evidence obtained is sufficient and appropriate to provide a reasonable basis for our opinion. We are required to be independent of Ashgrove and to meet other ethical requirements.

We did not perform any procedures regarding the operating effectiveness of the controls stated in the Description and, accordingly, do not express an opinion thereon.

Inherent Limitations

The Description is meant for the common needs of a broad range of users. Because of their nature, controls may not always prevent, or detect and correct, all misstatements, errors or deviations. Projection of this evaluation to a future date is subject to the risk that controls may become ineffective.

Opinion

In our opinion, in all material respects,

- the Description presents the {SYS} system that was designed and implemented as of June 30, 2025 in accordance with the description criteria; and
- the controls stated in the Description were suitably designed as of June 30, 2025 to provide reasonable assurance that Ashgrove's service commitments and system requirements would be achieved based on the applicable trust services criteria, if its controls operated effectively as of that date and if the vendors and participants applied the complementary controls assumed in the design.

Restricted Use

This report is intended solely for the information and use of Ashgrove, participants in the exchange as of June 30, 2025, business partners, regulators, and practitioners serving them, who have sufficient knowledge to consider it along with other information. It is not intended to be and should not be used by anyone other than these parties, with the exception of recipients entitled to it by law.
""").replace("<p>Scope</p>", "<h4>Scope</h4>").replace("<p>Opinion</p>", "<h4>Opinion</h4>"), "<p class='sig'>Dunmore &amp; Tolliver CPAs, PLLC</p><p>Spokane, Washington</p><p>August 8, 2025</p></section>")
d.add(f"<section class='s2'><h2>{esc(H['assertion'])}</h2>", P(f"""August 8, 2025

We have prepared the accompanying Description of the {SYS} system as of June 30, 2025. We assert, to the best of our knowledge and belief, that

- the Description presents the {SYS} system that was designed and implemented as of June 30, 2025 in accordance with the description criteria; and
- the controls included in it were suitably designed as of June 30, 2025 to provide reasonable assurance that our service commitments and system requirements would be achieved based on the trust services criteria relevant to security, availability, and confidentiality.

The Description leaves out the controls of Cascade Peak Cloud Services, Inc. and Redwing Identity Proofing LLC.

/s/ Marguerite Oyelaran
President and Chief Executive Officer"""), "</section>")
d.add(f"<section class='s3'><h2>{esc(H['description'])}</h2>", P(f"""## Overview of Ashgrove

{CO} is a member-owned cooperative of hospitals and clinics in Washington, Idaho and Montana. It was formed in 2016 to operate a health information exchange and today serves 212 participants.

## Overview of the System

The {SYS} receives admission, discharge and transfer messages, laboratory results, and clinical summaries from participants and makes them available at the point of care. The system consists of an interface engine, a master patient index, a document registry and repository, a clinician portal and an alerting service.

## Principal Service Commitments and System Requirements

Ashgrove's commitments are set out in the Participation Agreement and its exhibits: protection of health information as required by law; availability of 99.5 percent each month excluding maintenance; delivery of alerts within 15 minutes; and return or destruction of data when a participant leaves. From these commitments Ashgrove has derived system requirements which are communicated in policies, system design documentation and contracts.

## Infrastructure and Software

The system is hosted in two regions of a cloud provider. The interface engine and index run on virtual servers; documents are held in encrypted object storage. Administration takes place over a bastion service.

## People

Ashgrove has 68 workforce members. A Privacy and Security Officer leads compliance. An interface team builds and supports connections. The help desk is available on business days from 6 a.m. to 6 p.m. Pacific time and by pager at other times.

## Data

Protected health information is the principal class of data. Data elements are described in the data dictionary. Data is retained for seven years.

## Procedures
{us(bank.B.format(sys="Vesper"))}
## Incidents

No system incidents were identified as of June 30, 2025 that were the result of controls not suitably designed or that otherwise led to a significant failure in the achievement of commitments.

## Subservice Organizations

Ashgrove uses the following vendors, whose functions are not part of the Description:

- Cascade Peak Cloud Services, Inc. – infrastructure hosting, storage and key management
- Redwing Identity Proofing LLC – identity proofing of patients who register for the portal

Management reviews the vendors' assurance reports each year and investigates exceptions. The types of controls that Ashgrove expects of them are:
"""), "".join(f"<h4>{n}</h4>" + table(["Criteria", "Expected control"], [[", ".join(c), esc(t)] for m, c, t in CSOC if m == n], "bare cs") for n in SUBS),
      P("""## Complementary User Entity Controls

Ashgrove's controls were designed with the assumption that participants would apply the controls below, which are grouped by the criterion that they support. """), "".join(f"<h4>{c}</h4><ul>" + "".join(f"<li>{esc(t)}</li>" for t in ts) + "</ul>" for c, ts in CUEC),
      P("""## Trust Services Criteria Not Applicable to the System

Controls addressing CC6.4 are the responsibility of Cascade Peak Cloud Services, Inc. All other criteria are applicable."""), "</section>")
d.add(f"<section class='s4'><h2>{esc(H['tests'])}</h2>", P("""The criteria for the security, availability, and confidentiality categories are listed with the controls designed by Ashgrove. A control may be listed under more than one criterion. As this is a report as of a point in time, no tests of operating effectiveness are reported."""))
body = []
for line in PLAN.strip().split("\n"):
    c, *ks = line.split()
    for i, k in enumerate(ks):
        body.append([f"<b>{c}</b><br>{esc(CRIT[c])}" if i == 0 else "", nums[k], esc(us(bank.CB[k][0]))])
    if c == "CC6.3":
        body.append([f"<b>CC6.4</b><br>{esc(CRIT['CC6.4'])}", "–", "Controls related to CC6.4 are the responsibility of Cascade Peak Cloud Services, Inc."])
d.add(table(["Criteria", "No.", "Control Activity Specified by Ashgrove"], body, "bare"), "</section>")
run = "".join(f"@page s{i}{{@top-center{{content:\"{t}\";font:italic 8.5pt 'URW Bookman';width:100%}}}}" for i, t in enumerate([H["opinion"], H["assertion"], H["description"], H["tests"]], 1))
CSS = f"""@page{{size:Letter;margin:1.1in 1in;@bottom-left{{content:"dtcpas.example";font:8pt 'URW Bookman'}}@bottom-right{{content:counter(page);font:8pt 'URW Bookman'}}}}{run}
body{{font:10.5pt/1.5 'URW Bookman'}}section{{break-before:page}}.cover{{break-before:auto;padding-top:2in;text-align:right}}.s1{{page:s1}}.s2{{page:s2}}.s3{{page:s3}}.s4{{page:s4}}.toc span{{float:right}}
h1{{font-size:25pt;font-weight:normal}}h2{{font-size:15pt;font-weight:normal}}h3{{font-size:12pt}}h3,h4{{break-after:avoid;margin-bottom:3pt}}.tag{{letter-spacing:3px}}.sig{{font-size:12pt;margin-top:30pt}}
table{{width:100%;border-spacing:22pt 9pt;margin:0 -22pt}}th{{text-align:left;font-weight:normal;text-decoration:underline}}td{{vertical-align:top;padding:0}}.bare th:nth-child(1){{width:34%}}.bare th:nth-child(2){{width:9%}}.cs th:nth-child(1){{width:18%}}.cs th:nth-child(2){{width:80%}}"""
d.make(CSS, list(H.items()), 2, encrypt=["--encrypt", "", "owner-a03", "128", "--use-aes=y", "--extract=n", "--modify=none", "--"])
d.lists("complementary_subservice_controls", [(c, t) for _, c, t in CSOC])
d.lists("complementary_user_entity_controls", [([c], t) for c, ts in CUEC for t in ts])
d.results([])
d.save({"vendor": CO, "system": SYS, "report": report(None, None, "2025-06-30", "2025-08-08", "Dunmore & Tolliver CPAs, PLLC", "unqualified", ["security", "availability", "confidentiality"], 1)},
       [(n, "carve-out") for n in SUBS],
       {"layout": "Type 1; borderless, white-space gutters; control no. in own column", "traps": ["no numerals in section titles", "section title as running header on each page", "encrypted (AES-128), copying switched off", "auditor named in the signature block only", "system name within a sentence on the cover", "carve-out without the word", "'do not express an opinion' on operating effectiveness", "CUEC as bullets grouped by criterion", "same control under several criteria", "no heading markup around sub-headings of the opinion"]})
