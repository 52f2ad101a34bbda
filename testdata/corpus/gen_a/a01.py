"""a01: criterion cell spans its rows, control id inside the control text, 'SECTION 1' dividers, responses as paragraphs in section 5."""
from lib import *
import bank

CO, SYS = "Brightwater Payroll Solutions, LLC", "HarborPay Payroll and Timekeeping System"
d = Doc("a01_brightwater")
short = "Brightwater"
H = {"opinion": "INDEPENDENT SERVICE AUDITOR'S REPORT", "assertion": "ASSERTION OF BRIGHTWATER MANAGEMENT",
     "description": "BRIGHTWATER'S DESCRIPTION OF ITS HARBORPAY PAYROLL AND TIMEKEEPING SYSTEM",
     "tests": "TRUST SERVICES CATEGORIES, CRITERIA, RELATED CONTROLS AND TESTS OF CONTROLS",
     "other": "OTHER INFORMATION PROVIDED BY BRIGHTWATER THAT IS NOT COVERED BY THE SERVICE AUDITOR'S REPORT"}

EXTRA = """
# CC9.2
44 | Exceptions noted in vendors' SOC 2 reports are evaluated for their impact, and deviations from contract terms must be approved by the Controller. | Inspected the evaluation of exceptions noted in SOC 2 reports for a sample of 8 vendors to determine whether their impact was evaluated. | No exceptions noted. Three of the eight reports contained exceptions, each of which had been evaluated.
45 | Subject to limited exceptions approved by Legal, vendors sign a confidentiality agreement prior to receiving data. | Inspected the signed agreement for a sample of 8 vendors. | No exceptions noted
# C1.1
42 | Confidential data is identified and labeled according to the Data Classification Policy. | Inspected the Data Classification Policy and the data inventory to determine whether confidential data was identified.
# C1.2
43 | Customer data is deleted within 90 days of contract termination. | Inquired of the Client Services Director and inspected the list of terminated customers to determine whether data was deleted.
24 | Access is removed within one business day of termination. | For a sample of terminated employees, compared the termination date with the date on which accounts were disabled. | TERM
46 | Purge jobs that end with errors are re-run the following day. | Inspected the job log for a sample of 15 purge jobs to determine whether jobs that ended with errors were re-run. | No exceptions note.
"""
TERM = "Exceptions noted: one (1) of twenty-five (25) terminated employees selected kept an enabled HarborPay support account for nine days after the last day worked."
R = {  # results that differ from 'No exceptions noted.'
    "2": "!22/3 Exception noted. For 3 of 22 new employees sampled, the background check was completed between two and eleven days after the start date.",
    "24": "!25/1 " + TERM,
    "25": "!-/- Exception noted. The review for the quarter ended March 31, 2025 was completed 41 days after quarter end.",
    "9": "No exceptions  noted.",
    "11": "No exception noted",
    "37": "No exceptions noted. One (1) of the 25 changes selected had been cancelled before deployment and was replaced.",
    "26": "~no occurrence in the period~ No media were disposed of during the examination period; therefore, no testing of operating effectiveness was performed.",
    "31": "!45/4 Four of 45 critical vulnerabilities selected were remediated beyond the 15-day target (range 19 to 44 days).",
    "36": "~no occurrence in the period~ The circumstances that warrant the operation of this control did not occur during the period. Accordingly, we did not test operating effectiveness.",
    "41": "!14/3 Per inspection of the population of 14 vendors with access to confidential data, no annual review was on file for three.",
    "43": "~no occurrence in the period~ No customers terminated service between October 1, 2024 and September 30, 2025. Not tested.",
}
RESP = {
    "BW-24": "The account in question belonged to a contractor whose end date was entered late by the agency. The account was disabled on May 9, 2025, and a daily comparison of the HR roster with support accounts has been in place since June 2025. No activity took place on the account after the last day worked.",
    "BW-25": "Management concurs. The system owner was on leave and no delegate had been named. A delegate has now been named for each system.",
    "BW-31": "Management acknowledges the finding. The late items were on two servers awaiting replacement; they were retired on August 30, 2025.",
    "BW-41": "The three vendor reviews were completed in October 2025, after the end of the period.",
}
rs = rows(bank.CA + EXTRA, "No exceptions noted.")
for r in rs:
    x = R.get(r.cid)
    if x:
        q = Row(r.crit, r.cid, r.control, r.test, x)
        r.exc, r.nt, r.result = q.exc, q.nt, q.result
    r.cid = f"BW-{int(r.cid):02d}"

CSOC = [("Northern Lattice Hosting, Inc.", ["CC6.4"], "Access to data center floors is restricted by badge and biometric reader and reviewed periodically."),
        ("Northern Lattice Hosting, Inc.", ["CC6.5"], "Failed drives are degaussed and shredded prior to leaving the facility."),
        ("Northern Lattice Hosting, Inc.", ["CC7.2"], "Fire, temperature, humidity and power conditions are monitored around the clock."),
        ("Ledgerline Tax Filing Corp.", ["CC6.1", "CC6.7"], "Files received from Brightwater are encrypted in transit and at rest."),
        ("Ledgerline Tax Filing Corp.", ["CC8.1"], "Changes to the filing engine are tested and approved prior to release.")]
CUEC = ["Designating authorized contacts and notifying Brightwater when a contact leaves or changes roles.",
        "Creating, modifying and removing HarborPay access for their own employees in a timely manner.",
        "Enabling multi-factor authentication for their administrators.",
        "Reviewing payroll registers for accuracy and completeness before each payroll is released.",
        "Safeguarding the credentials and tokens used to submit time files.",
        "Reporting suspected security incidents to Brightwater without delay.",
        "Encrypting files sent to Brightwater by means other than the portal."]

d.add(f"""<section class="cover"><p class="logo">brightwater<span>▚</span></p><p class="big">System and Organization Controls (SOC) 2 Type 2 Report</p>
<p class="mid">Report on {CO}'s Description of Its {SYS} and on the Suitability of the Design and Operating Effectiveness of Its Controls Relevant to Security and Confidentiality</p>
<p class="mid">For the Period October 1, 2024 – September 30, 2025</p><p class="small">CONFIDENTIAL – PROVIDED UNDER NON-DISCLOSURE AGREEMENT</p></section>""")
toc = "".join(f"<p class='toc'>SECTION {i} &nbsp; {esc(h)} <span>#PG:{r}#</span></p>" for i, (r, h) in enumerate(H.items(), 1))
d.add(f"<section class='pb'><h2 class='c'>TABLE OF CONTENTS</h2>{toc}</section>")


def divider(i, role):
    d.add(f"<section class='divider'><p>SECTION {i}</p><p>{esc(H[role])}</p></section>")


divider(1, "opinion")
d.add("<section class='pb'>", P(f"""## INDEPENDENT SERVICE AUDITOR'S REPORT

To the Management of {CO} ("Brightwater"):

### Scope

We have examined Brightwater's accompanying description of its {SYS} found in Section 3 titled "Brightwater's Description of Its HarborPay Payroll and Timekeeping System" throughout the period October 1, 2024 to September 30, 2025 (the "description"), based on the criteria for a description of a service organization's system set forth in DC Section 200, 2018 Description Criteria for a Description of a Service Organization's System in a SOC 2® Report (With Revised Implementation Guidance – 2022) (the "description criteria"), and the suitability of the design and operating effectiveness of the controls stated in the description throughout that period, to provide reasonable assurance that Brightwater's service commitments and system requirements were achieved based on the trust services criteria relevant to security and confidentiality (the "applicable trust services criteria") set forth in TSP Section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy (With Revised Points of Focus – 2022).

Brightwater uses Northern Lattice Hosting, Inc. to house its servers and Ledgerline Tax Filing Corp. to transmit tax filings. The description indicates that certain complementary subservice organization controls, suitably designed and operating effectively, are necessary, along with controls at Brightwater, to achieve the service commitments and system requirements. The description presents the types of controls expected at those organizations; it does not disclose their actual controls. Our examination did not include the services provided by the subservice organizations, and we have not evaluated whether their controls were suitable or operated effectively.

The description also indicates that complementary user entity controls are necessary. Our examination did not extend to such controls.

The information in Section 5, "Other Information Provided by Brightwater That Is Not Covered by the Service Auditor's Report", is presented by management and is not part of the description. We did not perform any procedures on that information and, accordingly, we do not express an opinion on it.

### Service Organization's Responsibilities

Brightwater is responsible for its service commitments and system requirements and for designing, implementing and operating effective controls to provide reasonable assurance that they were achieved. It has provided the accompanying assertion in Section 2, and is responsible for the completeness, accuracy and method of presentation of the description and the assertion; for providing the services covered; for selecting the criteria; and for identifying the risks that threaten the achievement of its service commitments and system requirements.

### Service Auditor's Responsibilities

It is our responsibility to express an opinion on the description and on the controls stated in it, based on our examination. We conducted the examination in accordance with attestation standards established by the American Institute of Certified Public Accountants. Those standards require us to plan and perform the examination so as to obtain reasonable assurance about whether, in all material respects, the description is presented in accordance with the description criteria and the controls were suitably designed and operated effectively. We believe that the evidence we obtained is sufficient and appropriate to provide a reasonable basis for our opinion.

An examination of this kind involves obtaining an understanding of the system; assessing the risks that the description is not so presented or that controls were not so designed or did not so operate; testing; and evaluating the overall presentation. We are required to be independent and to meet our other ethical responsibilities in accordance with the relevant ethical requirements.

### Inherent Limitations

The description is prepared to meet the common needs of a broad range of report users and may not include every aspect of the system that an individual user would consider important. Any system of internal control has limits, among them human error and the circumvention of controls. Projecting conclusions to future periods is subject to the risk that controls become inadequate because conditions change, or that compliance deteriorates.

### Description of Tests of Controls

The specific controls we tested, and the nature, timing and results of those tests, are listed in Section 4.

### Opinion

In our opinion, in all material respects:

- the description presents the {SYS} that was designed and implemented throughout the period October 1, 2024 to September 30, 2025 in accordance with the description criteria;
- the controls stated in the description were suitably designed throughout that period to provide reasonable assurance that Brightwater's service commitments and system requirements would be achieved based on the applicable trust services criteria, if the controls operated effectively and if the subservice organizations and user entities applied the complementary controls assumed in the design of Brightwater's controls; and
- the controls stated in the description operated effectively throughout that period to provide reasonable assurance that those commitments and requirements were achieved based on the applicable trust services criteria, if the complementary controls assumed in the design operated effectively.

### Restricted Use

This report, including the description of tests of controls and results thereof in Section 4, is intended solely for the information and use of Brightwater; user entities of the system during some or all of the period; business partners subject to risks arising from interactions with the system; practitioners serving such parties; prospective user entities; and regulators, who have sufficient knowledge and understanding of the nature of the service, of how the system interacts with others, of internal control and its limitations, and of the criteria and risks. It is not intended to be, and should not be, used by anyone other than these specified parties, except for those to whom disclosure is required by law.
"""), "<p class='sig'>Castellan &amp; Moore, P.C.</p><p>Tampa, Florida<br>November 21, 2025</p></section>")
divider(2, "assertion")
d.add("<section class='pb'>", P(f"""We have prepared the accompanying description of {CO}'s {SYS} for the period October 1, 2024 to September 30, 2025, based on the criteria in DC Section 200. The description is intended to give report users information about the system that may be useful when assessing the risks of their interactions with it, particularly information about system controls that Brightwater has designed, implemented and operated to provide reasonable assurance that its service commitments and system requirements were achieved based on the trust services criteria relevant to security and confidentiality.

Brightwater uses subservice organizations for hosting and for tax filing. The description includes only the controls of Brightwater and leaves out the controls of those organizations.

We confirm, to the best of our knowledge and belief, that:

- the description presents Brightwater's system that was designed and implemented throughout the period, in accordance with the description criteria;
- the controls stated in the description were suitably designed throughout the period; and
- the controls stated in the description operated effectively throughout the period, subject to limited exceptions that did not prevent achievement of our commitments.

Brightwater Management"""), "</section>")
divider(3, "description")
d.add("<section class='pb'>", P(f"""## COMPANY OVERVIEW

Founded in 2009 in Clearwater, Florida, {CO} provides payroll, timekeeping and tax filing services to about 3,100 small and mid-size employers in the United States. The company has 214 employees in two offices.

## SERVICES PROVIDED

HarborPay lets employers collect time, calculate gross-to-net pay, pay employees and file payroll taxes. The boundaries of the system in this report are the HarborPay web application, its application programming interface and the mobile time clock. The Brightwater Benefits marketplace is not included.

## PRINCIPAL SERVICE COMMITMENTS AND SYSTEM REQUIREMENTS

Commitments to user entities are documented in the Client Services Agreement and include:

- Protecting customer data against unauthorized access by means of role-based security
- Encrypting confidential data at rest and in transit
- Retaining and disposing of confidential data as agreed
- Notifying customers of a breach within 72 hours of its confirmation

## COMPONENTS OF THE SYSTEM

### Infrastructure

HarborPay runs on virtual machines in two leased cages at Northern Lattice Hosting in Tampa and Atlanta. Firewalls, load balancers and storage are owned and administered by Brightwater.
"""), table(["Component", "Technology", "Purpose"], [["Application servers", "Linux, Tomcat", "Business logic of HarborPay"], ["Databases", "PostgreSQL 15", "Employee, time and pay data"], ["Firewalls", "Active/passive pair", "Perimeter filtering and VPN"], ["SIEM", "Hosted service", "Log collection and alerting"]], "plain"),
      P("""### People

Functional areas are Executive, Product and Engineering, Infrastructure, Information Security, Client Services, Tax Operations, and Human Resources.

### Data

Data comprises employee master records, bank details, time entries, pay results and tax forms. All of it is classed as confidential.

### System Incidents

There were no incidents during the period that resulted from controls that were not suitably designed or operating effectively, or that led to a significant failure to achieve the service commitments and system requirements.

### Significant Changes

In January 2025 the ticketing system was replaced. There were no other significant changes during the period.
""" + bank.A.format(co=short, sys="HarborPay") + """
## SUBSERVICE ORGANIZATIONS

Northern Lattice Hosting, Inc. provides data center space, power and physical security. Ledgerline Tax Filing Corp. transmits returns to tax agencies. Brightwater reviews the SOC reports of both each year. The following controls are expected to be in place at these organizations; controls for criterion CC6.4 are wholly the responsibility of Northern Lattice Hosting, Inc.
"""), table(["Subservice Organization", "Complementary Subservice Organization Control", "Criteria"],
            [([f'<td rowspan="{sum(1 for x in CSOC if x[0] == n)}">{n}'] if i == 0 or CSOC[i - 1][0] != n else []) + [t, ", ".join(c)] for i, (n, c, t) in enumerate(CSOC)], "grid"),
      P("""## COMPLEMENTARY USER ENTITY CONTROLS

HarborPay was designed on the assumption that certain controls would be operated by user entities. The list below is not a complete list of the controls that a user entity should have. User entities are responsible for:
"""), "<ul>" + "".join(f"<li>{esc(x)}</li>" for x in CUEC) + "</ul>", P("""## CRITERIA NOT APPLICABLE

All criteria for security and confidentiality apply to the system. No controls are listed for CC6.4 for the reason given above."""), "</section>")
divider(4, "tests")
d.add("<section class='pb'>", P("""## INFORMATION PROVIDED BY THE SERVICE AUDITOR

This section describes the tests performed by Castellan & Moore, P.C. and their results. Tests consisted of inquiry, observation, inspection and, where stated, reperformance. Samples were drawn from populations whose completeness we assessed. Relevant exceptions, that is departures from the control as described, are reported irrespective of their significance; an exception noted does not necessarily mean that the criterion was not met.

Where a control supports more than one criterion it may be repeated."""))
groups = []
for r in rs:
    if not groups or groups[-1][0] != r.crit:
        groups.append((r.crit, []))
    groups[-1][1].append(r)
body = []
for c, g in groups:
    for i, r in enumerate(g):
        body.append(([f'<td rowspan="{len(g)}"><b>{c}</b><br>{esc(CRIT[c])}'] if i == 0 else []) + [f"<b>{r.cid}:</b> {esc(r.control)}", esc(r.test), esc(r.result)])
d.add(table(["Trust Services Criteria", "Control Activity", "Tests Performed by Service Auditor", "Results"], body, "grid tests"), "</section>")
divider(5, "other")
NAMES = {"BW-24": "BW-24 (CC6.2, C1.2)", "BW-25": "BW-25 – Quarterly access review", "BW-31": "Control BW-31", "BW-41": "BW-41 – Vendor reviews"}
d.add("<section class='pb'>", P("""The information below was prepared by management. It has not been subjected to the procedures of the examination.

## MANAGEMENT'S RESPONSES TO TESTING DEVIATIONS"""), "".join(f"<p class='rh'>{NAMES[k]}</p><p>{esc(v)}</p>" for k, v in RESP.items()),
      P("""## FUTURE PLANS

Brightwater expects to move its disaster recovery site to a public cloud in the next fiscal year."""), "</section>")

CSS = """@page{size:Letter;margin:0.95in 0.9in;@bottom-center{content:"Brightwater Payroll Solutions, LLC – Proprietary and Confidential";font:8pt 'Liberation Sans'}@bottom-right{content:counter(page);font:8pt 'Liberation Sans'}}
@page cover{@bottom-center{content:""}@bottom-right{content:""}}
body{font:10.5pt/1.42 'Liberation Sans';text-align:justify} section{break-before:page} .cover{page:cover;break-before:auto;padding-top:1.6in;text-align:left}
.logo{font:bold 30pt 'Nimbus Sans';color:#0b5c7a;letter-spacing:-1px}.big{font-size:22pt;color:#0b5c7a;margin-top:1in}.mid{font-size:13pt}.small{font-size:8pt;margin-top:2in}
.divider{padding-top:3.2in;text-align:center;font:bold 17pt/1.5 'Liberation Sans';color:#0b5c7a}.c{text-align:center}.toc{font-size:10pt}.toc span{float:right}
h3,h4{break-after:avoid}h3{font-size:12pt;color:#0b5c7a}h4{font-size:10.5pt;margin-bottom:2pt}table{border-collapse:collapse;width:100%;text-align:left;font-size:9.5pt}td,th{border:0.7pt solid #555;padding:4pt;vertical-align:top}
th{background:#0b5c7a;color:#fff}.tests td:first-child{width:auto}.tests th:nth-child(1){width:19%}.tests th:nth-child(2){width:28%}.tests th:nth-child(3){width:29%}.sig{font:italic 20pt 'Z003';margin-top:24pt}.rh{font-weight:bold;margin-bottom:0}"""
d.make(CSS, list(H.items()), 2, encrypt=["--encrypt", "", "owner-a01", "256", "--modify=none", "--"])
d.lists("complementary_subservice_controls", [(c, t) for _, c, t in CSOC])
d.lists("complementary_user_entity_controls", [([], t) for t in CUEC])
d.results(rs, responses=RESP)
d.save({"vendor": CO, "system": d.t(SYS), "report": report("2024-10-01", "2025-09-30", None, "2025-11-21", "Castellan & Moore, P.C.", "unqualified", ["security", "confidentiality"])},
       [("Northern Lattice Hosting, Inc.", "carve-out"), ("Ledgerline Tax Filing Corp.", "carve-out")],
       {"layout": "criterion cell spanning rows; id in control text", "traps": ["typo and variants in clean results ('No exceptions note.')", "clean results with counts (BW-37, BW-44)", "divider pages, 'SECTION 1' without separator", "toc with printed numbers", "system name within a sentence on the cover", "carve-out without the word", "encrypted (AES-256, empty user password)", "BW-24 under CC6.2 and C1.2", "CUEC bullets without criteria", "responses as paragraphs headed by control", "bait: 'subject to limited exceptions', 'relevant exceptions'"]})
