"""a04: no control ids; shaded criterion bands; bullets in test and result cells; responses inside the result cell; inclusive method; emphasis of matter."""
from lib import *
import bank

CO, SYS = "Tallgrass Lending Services Corporation", "Tallgrass Loan Servicing Platform"
d = Doc("a04_tallgrass")
H = {"opinion": "Section One: Independent Service Auditors' Report", "assertion": "Section Two: Assertions of Management",
     "description": "Section Three: Description of the Tallgrass Loan Servicing Platform", "tests": "Section Four: Trust Services Criteria, Controls, Test Procedures and Results"}
T = """
# CC1.1
| Tallgrass and Copper Ridge associates attest to the Standards of Conduct at hire and every January. | Inspected the Standards of Conduct. • For a sample of 25 associates, inspected the January attestation. • For a sample of 15 new hires, inspected the attestation made at hire. |
| Candidates for positions with access to borrower data are screened before they start. | For a sample of 15 new hires, inspected the screening report and its date. | !15/2 Two of fifteen screening reports were dated after the associate's first day (3 and 8 days). @@ Management's Response: Both associates were rehires within 60 days. HR has been reminded that rehires are screened as well.
# CC1.2
| The Board's Risk Committee receives a quarterly cyber report. | Inspected the reports and minutes for two of four quarters. |
# CC1.3
| Written mandates set out the authority of the Chief Risk Officer and of the Chief Information Security Officer. | Inspected both mandates. |
# CC1.4
| Associates take the information security course in each calendar year. | Inspected course records for a sample of 25 associates. | !25/2 8% (2 of 25) of the associates sampled had not completed the course by December 31, 2024. @@ Management Response - The two associates were on leave of absence and completed the course in January 2025.
# CC1.5
| Failure to comply with policies leads to discipline under the Corrective Action Standard. | Inspected the Standard. • Inquired of the HR Director and inspected the case register for corrective actions. | ~no occurrence in the period~ There were no instances of corrective action for policy violations during the examination period, and hence operation of the control was not tested.
# CC2.1
| Processing totals and interface logs are collected automatically and reviewed by Operations each business day. | For a sample of 25 business days, inspected the daily operations checklist. |
# CC2.2
| Policies and standards are published on the associate portal. | Observed the portal. • Inspected the approval date of each policy. |
# CC2.3
| Servicing commitments are agreed with lenders in a Master Servicing Agreement. | For a sample of 6 new lenders, inspected the signed agreement. |
| Lenders are notified of an incident affecting their borrowers within 72 hours. | Inquired of the Privacy Officer. • Inspected the incident register. | ~no occurrence in the period~ Per inquiry of the Privacy Officer and inspection of the register, no incident requiring notification took place between 7/1/2024 and 6/30/2025.
# CC3.1
| Business objectives are set each year in the Strategic Plan and translated into risk appetite statements. | Inspected the Strategic Plan and risk appetite statements. |
# CC3.2
| An enterprise risk assessment is completed each fall and presented to the Risk Committee. | Inspected the assessment and the minutes of the meeting at which it was presented. |
| Risks above appetite are accepted only by the Risk Committee. | Inspected risk acceptances granted in the period. |
# CC3.3
| A fraud risk assessment, including payment diversion, is part of the enterprise risk assessment. | Inspected the fraud section of the assessment. |
# CC3.4
| New products and system changes are put through a Change Impact Questionnaire. | For a sample of 4 new products, inspected the questionnaire. | ~no occurrence in the period~ Not applicable. Tallgrass launched no new products in the period.
# CC4.1
| Internal Audit performs an IT audit each year. | Inspected the IT audit report dated March 2025. |
| An outside firm performs internal and external penetration tests every year. | Inspected the reports of the penetration tests. |
# CC4.2
| Findings of audits and tests are entered in the Issues Log and reported monthly until they are closed. | For a sample of 3 months, inspected the Issues Log report. • For a sample of 10 findings, inspected evidence of follow-up. | • No exceptions noted for the monthly reports. • {{For two of ten findings, follow-up past the due date had not been escalated, as the Issues Management Standard requires.}}
# CC5.1
| Key controls are recorded in a control library and linked to risks. | Inspected the control library. |
# CC5.2
| Servers are built from a hardened image. | Inspected the image standard. • For a sample of 12 servers, compared the configuration with the standard. |
# CC5.3
| Procedures for servicing operations are documented and reviewed annually. | For a sample of 8 procedures, inspected the date of the last review. |
# CC6.1
| Users sign on through the identity provider with a second factor. | Inspected sign-on policies. • Observed a sign-on without a second factor being refused. |
| Borrower data is encrypted at rest. | Inspected the encryption settings of each database cluster. |
| Secrets and keys are held in a vault and rotated yearly. | Inspected vault settings. • For a sample of 10 keys, inspected the rotation date. | !10/1 Exception: one (1) of ten (10) keys selected had last been rotated twenty-two months earlier.
# CC6.2
| Access is requested by the manager and approved by the application owner before it is set up. | For a sample of 25 access grants, inspected the request and its approval. |
| Access of leavers is disabled within 24 hours of notice from HR. | For a sample of 25 leavers, compared the HR notice with the time of deactivation. |
# CC6.3
| Entitlements in the platform are reviewed quarterly by application owners. | Inspected the reviews of two quarters. | !2/1 No exceptions noted, except that one of two quarterly reviews lacked a sign-off date.
| Entry and release of disbursements are segregated by role. | Inspected the role matrix. • Reperformed an attempt to release one's own entry in the test environment. |
# CC6.4
| Entry to the Copper Ridge production floor requires a badge; visitors are escorted. | Observed the entrances. • Inspected the badge system's access list. • For a sample of 20 days, inspected the visitor log. |
| Badge access to the Tallgrass server room is reviewed semiannually. | Inspected both semiannual reviews. |
# CC6.5
| Spoiled and returned mail is shredded by Copper Ridge on the same day. | Observed the shredding bins. • For a sample of 20 days, inspected the shredding log. |
| Hard drives are destroyed by a certified vendor. | Inquired of the IT Asset Manager. • Inspected the destruction certificates. | ~no occurrence in the period~ The control did not operate during the period because no drives were destroyed.
# CC6.6
| Hosts that respond to unauthorised ports are reported by the perimeter scan, and differences from the approved list are resolved in five days. | For a sample of 3 months, inspected the scan and the resolution of differences. |
| Firewalls separate the platform from the Internet and from the corporate network; rules are recertified yearly. | Inspected firewall configuration and the yearly recertification. |
| Remote access is by VPN with a second factor. | Inspected the VPN configuration. |
# CC6.7
| Statement files are sent to Copper Ridge over an encrypted link. | Inspected the configuration of the transfer. • Inspected the transfer log for a sample of 25 days. |
| Use of removable media is blocked. | For a sample of 20 workstations, inspected the policy applied. | !20/3 Exceptions noted. Three workstations (15% of the sample) did not have the blocking policy applied. @@ Company Response: The workstations belonged to a test group. They were moved to the standard group on 2/11/2025.
# CC6.8
| Endpoint detection software is installed on servers and workstations. | For a sample of 20 workstations and 12 servers, inspected the agent's status. |
# CC7.1
| Vulnerability scans run monthly, and findings are remedied within the target for their severity. | For a sample of 3 months, inspected scan reports. • For a sample of 30 findings, inspected the date of the fix. | • Scan reports: no exceptions noted. • {{6 of the 30 findings selected were remedied after the target date.}} @@ Management's Response: We agree. Targets for legacy servers were missed while they awaited migration; the last of them was switched off on April 30, 2025.
| Changes to monitored configuration files raise an alert. | Inspected the file integrity tool. | !-/- The control was implemented on March 15, 2025; for the portion of the period before that date it did not operate. @@ Management's Response: File integrity monitoring came with the new platform. Before that date, administrators compared files by hand.
# CC7.2
| Logs of production systems are forwarded to the monitoring service and analyzed around the clock. | Inspected forwarding settings of each system. • Inspected the analysts' notes on alerts. | !-/- Logging was disabled for one batch processing node from June 3 to June 20, 2025.
# CC7.3
| Security events that deviate from the baseline are flagged as exceptions, and exceptions noted by the analyst are passed on to Tallgrass within one hour. | For a sample of 15 exceptions noted by analysts, inspected the time at which they were passed on. | No exceptions noted. Eight of the 15 were false positives according to the record.
| Alerts that are judged to be incidents are entered in the incident register and rated. | For a sample of 8 incidents, inspected the register. |
# CC7.4
| Incidents are handled by the Incident Response Team following runbooks. | For a sample of 8 incidents, inspected the record of handling. |
# CC7.5
| After a severe incident, a lessons-learned meeting is held. | Inquired of the CISO. • Inspected the incident register. | ~no occurrence in the period~ We were unable to test the operating effectiveness of this control since no severe incidents occurred.
# CC8.1
| Deviations from the Change Standard require a written waiver of the Chief Information Officer. | For the two waivers granted in the period, inspected the signature. | No exceptions noted. Both waivers (2 of 2) were signed.
| Failed deployments are backed out by the release tool. | Inspected the release tool's settings and the log of one failed deployment. |
| Changes are approved by the Change Advisory Board before they are put into production. | For a sample of 25 changes, inspected approval. • Observed a meeting of the Board. | !25/2 Exception noted. For 2 of 25 changes selected, approval preceding the move to production was not on file. @@ Management's Response: Approval had been given verbally at the Board meeting. Minutes now list each change.
| User acceptance testing is documented for each change to loan calculations. | For a sample of 10 changes to calculations, inspected the test record. |
| Developers cannot deploy to production. | Inspected the deployment tool's permissions. |
# CC9.1
| Business interruption insurance is in force. | Inspected the policy schedule. |
# CC9.2
| Service providers rated critical are reassessed each year. | For a sample of 5 critical providers, inspected the reassessment. |
| Copper Ridge reviews the suppliers of its mail insertion equipment each year. | Inspected the review. |
# A1.1
| Processing capacity is forecast each quarter. | Inspected two quarterly forecasts. |
# A1.2
| Databases are replicated continuously and backed up nightly. | Inspected replication and backup settings. • For a sample of 25 nights, inspected the backup log. |
| Backup tapes can be recalled from the vault for restoration. | Inspected the vault contract. • Inquired about recalls in the period. | ~no occurrence in the period~ • The recall of tapes could not be tested because none was requested. • No exceptions noted on the remaining test.
| The print facility of Copper Ridge has a generator and sprinklers, which are serviced yearly. | Observed the equipment. • Inspected service reports. |
# A1.3
| The disaster recovery plan is tested each year. | Inspected the test report. | !-/- The service auditor noted that the test of the disaster recovery plan planned for the period did not take place. @@ Management's Response: The test was put off until the new platform had settled and took place on August 21, 2025.
# PI1.1
| Record layouts and calculation rules are published to lenders. | Inspected the lender guide. |
# PI1.2
| Payment files are rejected if record counts or totals differ from the trailer. | Reperformed loading of a file with a wrong trailer. |
| Rejected payment records are worked by the next business day. | For a sample of 25 rejected records, inspected the date worked. | !25/3 Exceptions noted for three items (nos. 4, 11 and 19) of the 25 selected, which were worked two or more business days later.
# PI1.3
| Interest and escrow are recalculated by an independent tool for a tenth of loans monthly, and differences are researched. | For a sample of 3 months, inspected the comparison report. • Recalculated interest for 40 loans. |
| Exceptions listed on the daily balancing report are cleared or approved by a supervisor within three business days. | For a sample of 25 days, inspected the report and the clearing of exceptions. | None noted.
| Adjustments to borrower balances over $500 are approved by a second associate. | For a sample of 30 adjustments, inspected approval. | No exceptions noted. One of the 30 adjustments selected was below $500 and was replaced by another item.
# PI1.4
| Statements that fail the quality check at Copper Ridge are pulled and reprinted. | For a sample of 10 days, inspected the quality log. |
| Statement counts are reconciled between Tallgrass and Copper Ridge before mailing. | For a sample of 25 mailings, inspected the reconciliation. |
| Rejected payment records are worked by the next business day. | For a sample of 25 rejected records, inspected the date worked. | !25/3 Exceptions noted for three items (nos. 4, 11 and 19) of the 25 selected, which were worked two or more business days later.
# PI1.5
| Images of payments and statements are kept for seven years and 30 days' worth of interface files in each region. | Inspected retention settings. | !3/1 Exception: retention of interface files in one of the three production regions was set to 90 days rather than 30.
"""
ok = ["No exceptions noted.", "No exception noted.", "None noted.", "No exceptions noted.", "Control operated as described."]
rs = rows(T, ok)
for r in rs:
    if r.pre and not r.exc:
        m = {"For two of ten": [10, 2], "6 of the 30 fi": [30, 6]}[r.result[:14]]
        r.exc = m
AMB = "Amberline Cloud, Inc."
CSOC = [(["CC6.4"], "Data center entry is limited by multi-factor badge readers and cameras."), (["CC6.5"], "Media are destroyed on site at the end of their life."), (["CC7.1"], "Hypervisors are patched within the provider's published windows."),
        (["CC6.4", "A1.2"], "Power, cooling and fire protection of the data centers are maintained and tested."), (["A1.2"], "Storage snapshots are replicated to the paired region as configured by Tallgrass.")]
CUEC = [(["CC6.2"], ["Lenders should approve and promptly remove access of their staff to the lender portal."]),
        (["CC6.3"], ["Lenders should review quarterly the list of portal users provided to them.", "Lenders should assign the payment-release role to no one who can enter payments."]),
        (["CC7.3"], ["Lenders should report suspected compromise of credentials at once."]),
        (["PI1.2"], ["Lenders should submit loan boarding files in the agreed layout.", "Lenders should correct rejected boarding records by the date stated in the reject report."]),
        (["PI1.4"], ["Lenders should reconcile remittance reports to their own ledgers.", "Lenders should check sample statements each time a template changes."])]

d.add(f"""<section class="cover"><div class="bar"></div><p class="t1">{CO}</p><p class="t2">{SYS}</p><p>SOC 2 Type 2 Report<br>including Copper Ridge Print &amp; Mail, LLC</p><p>July 1, 2024 through June 30, 2025</p></section>""")
d.add("<section class='toc'><h2>Contents</h2>" + "".join(f"<p>{esc(h)}<span>#PG:{r}#</span></p>" for r, h in H.items()) + "</section>")
d.add(f"<section class='first'><h2>{esc(H['opinion'])}</h2>", P(f"""To the Board of Directors of {CO} and the Members of Copper Ridge Print & Mail, LLC

### Scope

We have examined the description of the {SYS} of {CO} ("Tallgrass") and of the print and mail services supplied to it by Copper Ridge Print & Mail, LLC ("Copper Ridge"), an independent subservice organization, for the period 7/1/2024 to 6/30/2025, as set out in Section Three, and the suitability of the design and the operating effectiveness of the controls of both that are stated in it. The criteria used are those of DC section 200 for the description and, for the controls, the criteria relevant to security, availability, and processing integrity in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy (AICPA, Trust Services Criteria).

The description includes the system components and relevant controls of Copper Ridge. Tallgrass also uses Amberline Cloud, Inc. for infrastructure; the description excludes the controls of Amberline, and our examination did not extend to them. Complementary controls of user entities and of Amberline are assumed in the design of the controls described; we have not evaluated these complementary controls.

### Responsibilities of Tallgrass and Copper Ridge

Management of Tallgrass and of Copper Ridge have each provided an assertion (Section Two). Each is responsible for its own part of the description and its assertion, for the services it provides, for naming the criteria and the risks, and for controls that work.

### Our Responsibilities

We are responsible for expressing an opinion based upon our examination, performed under attestation standards of the American Institute of Certified Public Accountants. These require that we plan and carry out our procedures so that we obtain reasonable assurance, in all material respects. The procedures chosen depend on our judgment, including our assessment of the risk of material misstatement whether due to fraud or error. We consider our evidence sufficient and appropriate as a basis for the opinion. We are independent of both companies and have fulfilled our ethical responsibilities.

### Inherent Limitations

Controls at a service organization or subservice organization may not prevent or detect all errors, and their effectiveness may change over time. A description for general needs cannot address every interest.

### Tests of Controls

Section Four lists what we tested, how, and with what result. Management's responses to exceptions that appear there in the results column have not been examined, and we express no opinion on them.

### Opinion

In our opinion, in all material respects, based on the criteria named above:

- the description presents the system of Tallgrass and the services of Copper Ridge used by it that were designed and implemented throughout the period July 1, 2024 to June 30, 2025;
- the controls of Tallgrass and Copper Ridge stated in the description were suitably designed throughout that period to give reasonable assurance that the service commitments and system requirements of Tallgrass would be achieved, provided that the complementary controls assumed were applied; and
- those controls operated effectively throughout that period, provided that the complementary controls assumed operated effectively.

### Emphasis of Matter

As stated in Section Three under "Significant changes", Tallgrass moved its servicing platform from its own data center to Amberline Cloud, Inc. in the weekend of March 15, 2025. Certain controls differ before and after that date. Our opinion is not modified in respect of this matter.

### Restriction on Use

This report is solely for the use of Tallgrass, Copper Ridge, lenders that used the platform in some or all of the period, their auditors and regulators, and business partners and prospective lenders with sufficient knowledge of the system, its users and the criteria. Others should not use it, except for authorities entitled to do so.
"""), "<p>Hollis Penrose &amp; Associates, LLP</p><p>Omaha, Nebraska</p><p>September 12, 2025</p></section>")
for_assert = """- the description presents {0} that was designed and implemented throughout the period 7/1/2024 to 6/30/2025 in accordance with the description criteria;
- the controls stated in it were suitably designed throughout the period; and
- the controls stated in it operated effectively throughout the period."""
d.add(f"<section><h2>{esc(H['assertion'])}</h2>", P(f"""## Assertion of Tallgrass

We have prepared the description of the {SYS} in Section Three. We assert that

{for_assert.format("our system")}

Some deviations occurred in the period. In our judgment they did not keep us from achieving our commitments. The controls of Amberline Cloud, Inc. are excluded from the description, those of Copper Ridge included.

Delphine Okonjo-Barr, Chief Executive Officer, {CO}

## Assertion of Copper Ridge

We have prepared the parts of the description that concern our services to Tallgrass. We assert that

{for_assert.format("the print and mail services")}

Rutger Mbeki, Managing Member, Copper Ridge Print & Mail, LLC"""), "</section>")
d.add(f"<section><h2>{esc(H['description'])}</h2>", P(f"""## Company background
{CO}, of Lincoln, Nebraska, services consumer and small-business loans on behalf of 74 lenders. It boards loans, bills borrowers, takes payments, administers escrow and reports to lenders and investors. 1,140 associates work in three centers.

## System overview and boundaries
The {SYS} consists of the servicing ledger, the borrower portal, the lender portal, the payment hub and the statement composer. The collection dialer and the corporate e-mail system are not part of it.

## Copper Ridge
Copper Ridge Print & Mail, LLC prints, inserts and mails statements, letters and tax forms at its plant in Council Bluffs, Iowa. Its controls are included in the description and were examined.

## Amberline
Since March 2025 the platform has run on virtual servers and managed databases of {AMB} Up to that time it ran in the data center of Tallgrass in Lincoln, whose server room is still used for network equipment. The controls of Amberline are carved out.

## Service commitments and requirements
Commitments appear in the Master Servicing Agreement:
- Borrower data is protected against unauthorised access
- Portals are available 99.7% of the time, measured monthly
- Payments are posted on the day of receipt, and statements mailed within two days of the cycle date
- Records are accurate and kept for seven years

## Significant changes
On the weekend of March 15, 2025 the platform was moved to Amberline. File integrity monitoring was put in place at the same time, and manual comparison was discontinued. The monitoring service was changed in November 2024.

## Incidents
On February 4, 2025 a batch of 1,900 statements was mailed one day late owing to an equipment fault at Copper Ridge. No other incident affected commitments.
""" + bank.A.format(co="Tallgrass", sys="the platform").replace("Board of Managers", "Board of Directors").replace("weekly", "monthly").replace("Director of Information Security", "Chief Information Security Officer") + """
## Processing integrity
Boarding and payment files are validated for layout, duplicates and control totals. Rejected records are placed in a work queue. Interest, fees and escrow are computed by the ledger each night, and balancing reports compare the sum of transactions with the change in balances. Statement counts are passed to Copper Ridge with each file and returned with the number of pieces mailed.

## Controls expected of Amberline
"""), table(["Subservice organization", "Control expected", "Criteria"], [[AMB if i == 0 else "", esc(t), " / ".join(c)] for i, (c, t) in enumerate(CSOC)], "grid"),
      P("""## Controls expected of user entities
The controls of Tallgrass reach their aim only if lenders apply controls of their own. These are listed by criterion."""),
      table(["Criterion", "Complementary user entity controls"], [[", ".join(c), "<ul>" + "".join(f"<li>{esc(t)}</li>" for t in ts) + "</ul>"] for c, ts in CUEC], "grid"), "</section>")
d.add(f"<section><h2>{esc(H['tests'])}</h2>", P("""## Test procedures
Inquiry was made of suitable personnel for every control and is not repeated below. Other procedures were observation, inspection and reperformance. For information produced by the entity we considered completeness and accuracy. Sample sizes follow our firm's tables and depend on how often a control operates and on the size of the population.

Exceptions identified, if any, are shown together with the management response to exceptions, where management chose to give one."""))


def bul(s):
    xs = [x.strip() for x in s.split("•") if x.strip()]
    return esc(s) if len(xs) < 2 else "<ul>" + "".join(f"<li>{esc(x)}</li>" for x in xs) + "</ul>"


body, last = [], None
for r in rs:
    if r.crit != last:
        body.append([f'<td colspan="3" class="band"><b>{r.crit}</b> {esc(CRIT[r.crit])}'])
        last = r.crit
    res = bul(r.pre + r.result + r.post) + (f"<p>{esc(r.resp)}</p>" if r.resp else "")
    body.append([esc(r.control), bul(r.test), res])
d.add(table(["Control", "Test Procedures", "Results"], body, "grid t"), "</section>")
CSS = """@page{size:Letter;margin:1in;@bottom-left{content:"HOLLIS PENROSE & ASSOCIATES, LLP";font:7.5pt 'Liberation Serif'}@bottom-right{content:counter(page);font:9pt 'Liberation Serif'}}
html{counter-reset:page -2}@page front{@bottom-left{content:""}@bottom-right{content:""}}.cover,.toc{page:front}body{font:11pt/1.4 'Liberation Serif'}section{break-before:page}.cover{break-before:auto}.bar{height:3in;background:#5a6b2f}.t1{font-size:25pt}.t2{font-size:17pt;color:#5a6b2f}
.toc span{float:right}h2{font-size:16pt;color:#5a6b2f;text-align:left}h3{font-size:12.5pt;color:#5a6b2f}h3,h4{break-after:avoid}h4{font-size:11pt;text-decoration:underline;font-weight:normal}
table{border-collapse:collapse;width:100%;font-size:9.5pt;margin:8pt 0}td,th{border:.6pt solid #9a9a9a;padding:5pt;vertical-align:top;text-align:left}th{background:#5a6b2f;color:#fff}.band{background:#e4e8d6}td ul{margin:0;padding-left:12pt}td p{margin:5pt 0 0;font-style:italic}
.t th:nth-child(1){width:30%}.t th:nth-child(2){width:34%}"""
d.make(CSS, list(H.items()), 2, offset=-2)
d.lists("complementary_subservice_controls", CSOC)
d.lists("complementary_user_entity_controls", [(c, t) for c, ts in CUEC for t in ts])
d.results(rs)
d.save({"vendor": CO, "system": SYS, "report": report("2024-07-01", "2025-06-30", None, "2025-09-12", "Hollis Penrose & Associates, LLP", "unqualified", ["security", "availability", "processing integrity"])},
       [("Copper Ridge Print & Mail, LLC", "inclusive"), (AMB, "carve-out")],
       {"layout": "no control ids; criterion bands; bullets in cells; responses in the result cell",
        "traps": ["inclusive and carve-out in one report, two assertions in one section", "emphasis of matter", "m/d/yyyy dates", "auditor named in signature block and footer only", "five wordings of a clean result", "hybrid results", "bulleted results, one of them an exception", "no 'other' section", "same control and exception under PI1.2 and PI1.4", "CUEC table with bullets in a cell", "incident of one day late mailing in description", "bait: 'Exceptions identified, if any', 'management response to exceptions'"],
        "ambiguous": ["A1.2 tape recall: one attribute not tested, the other clean: labelled not tested", "exception text of bulleted results is the bullet alone"]})
