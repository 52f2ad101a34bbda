"""Reports with a service auditor's opinion: SOC 1, SOC 2, SOC 3, drafts, and SOC for Cybersecurity."""

from press import cover, section, write

LIMITS = """## Inherent limitations

Controls rely on people and can be circumvented or fail. What holds for the time examined need not hold later, for circumstances change
and discipline can slacken."""


def soc2_letter(vendor, system, relevant, start, end, standard, firm, city, date, more=""):
    return f"""To the Management of {vendor}:

## Scope

We have examined {vendor}'s accompanying description of its {system} throughout the period {start} to {end} based on the criteria for a
description of a service organization's system set forth in DC section 200, and the suitability of the design and operating effectiveness of
controls stated in the description throughout that period to provide reasonable assurance that the service commitments and system
requirements were achieved based on the trust services criteria relevant to {relevant} set forth in TSP section 100.

## Service auditor's responsibilities

Our responsibility is to express an opinion on the description and on the controls stated in it. {standard} Those standards require that we
plan and perform the examination to obtain reasonable assurance. We are required to be independent.

{more}

{LIMITS}

## Opinion

In our opinion, in all material respects, the description presents the {system} that was designed and implemented throughout the period
{start} to {end} in accordance with the description criteria; the controls stated in the description were suitably designed; and they
operated effectively throughout that period, to provide reasonable assurance that the commitments were achieved based on the applicable
trust services criteria.

## Restricted use

This report is intended solely for the information and use of {vendor}, its user entities, and others who understand the service.

{firm}

{city}

{date}"""


def soc2_assertion(vendor, system, start, end):
    return f"""We have prepared the accompanying description of the {system} throughout the period {start} to {end}. We confirm, to the best
of our knowledge and belief, that the description presents the system, that the controls stated in it were suitably designed, and that they
operated effectively throughout the period.

{vendor}"""


TESTS = """| Control | Control activity | Test performed | Result |
| {p}-01 | Access requests are approved by the owner of the system before access is granted. | Inspected the approval of 25 requests. | No exceptions noted. |
| {p}-02 | Leavers lose their access within one working day. | Compared 25 leavers with the directory. | No exceptions noted. |
| {p}-03 | Firewall rules are reviewed every quarter. | Inspected the record of two reviews. | No exceptions noted. |"""

STANDARD = "Our examination was conducted in accordance with attestation standards established by the AICPA (AT-C sections 105 and 205)."


def soc2(name, vendor, system, relevant, categories, start, end, firm, city, date, iso, prefix, body, lines=(), standard=STANDARD, more="",
         extra=(), description_more="", **kw):
    front = cover(vendor, system, "SOC 2® Type 2 Report", f"For the period {start} to {end}", *lines)
    tests = "# CC6.1 Logical access\n\n" + TESTS.format(p=prefix)
    sections = [
        section("opinion", "Section I: Independent Service Auditor's Report", soc2_letter(vendor, system, relevant, start, end, standard, firm, city, date, more)),
        section("assertion", f"Section II: Assertion of the Management of {vendor}", soc2_assertion(vendor, system, start, end)),
        section("description", f"Section III: Description of the {system}", body + description_more),
        section("tests", "Section IV: Trust Services Criteria, Related Controls and Tests of Controls", tests), *extra]
    write(name, front, sections, "SOC 2", vendor, system, type=2, period_start=iso[0], period_end=iso[1], issued_on=iso[2], auditor=firm,
          opinion="unqualified", categories=categories, **kw)


def soc1():
    vendor, system, firm = "Pembrook Payroll, Inc.", "Payroll Processing System", "Vance & Torrey LLP"
    start, end = "July 1, 2024", "June 30, 2025"
    front = cover(vendor, "SOC 1® Type 2 Report", f"Report on the {system} and on the suitability of the design and operating effectiveness of controls",
                  f"For the period {start} to {end}")
    letter = f"""To the Board of Directors of {vendor}

We have examined the description by {vendor} of its {system} for processing the pay of user entities' employees throughout the period {start}
to {end}, and the suitability of the design and operating effectiveness of the controls included in the description to achieve the related
control objectives stated in it. The controls are those that management believes are likely to be relevant to user entities' internal control
over financial reporting.

Our examination was conducted in accordance with attestation standards established by the American Institute of Certified Public Accountants
(AT-C section 320). Our responsibility is to express an opinion on the fairness of the presentation and on the controls. Security and
availability commitments are the subject of a SOC 2 report that we issued separately.

{LIMITS}

## Opinion

In our opinion, in all material respects, based on the criteria described in management's assertion, the description fairly presents the
{system} that was designed and implemented throughout the period {start} to {end}; the controls were suitably designed to provide reasonable
assurance that the control objectives would be achieved; and the controls operated effectively throughout the period.

{firm}

Columbus, Ohio

August 21, 2025"""
    sections = [
        section("opinion", "Section 1 - Independent Service Auditor's Report", letter),
        section("assertion", "Section 2 - Management's Assertion", f"""We have prepared the description of the {system} for user entities and their auditors, who
need it when they assess the risks of material misstatement of financial statements. We confirm, to the best of our knowledge and belief, that the
description fairly presents the system and that the controls operated effectively to achieve the control objectives.

{vendor}"""),
        section("description", f"Section 3 - Description of the {system}", """## Overview of services

Each employer sends hours and changes to master data. Gross pay, taxes and net pay are computed from them; files for banks and postings for the
general ledger are released after two persons have agreed the totals. The infrastructure is run from two data centers.

## Control environment

Duties for entry, calculation and release lie with separate teams. The audit committee meets four times a year."""),
        section("tests", "Section 4 - Control Objectives, Related Controls, Tests of Controls and Results", """## Control objective 1: pay is computed completely and accurately

| No. | Control | Test | Result |
| 1.1 | Totals of hours are agreed with the employer before calculation. | Inspected 25 reconciliations. | No exceptions noted. |
| 1.2 | Tax tables are checked by a second person when they change. | Inspected four changes. | No exceptions noted. |"""),
    ]
    write("k01_soc1_type2", front, sections, "SOC 1", vendor, system, type=2, period_start="2024-07-01", period_end="2025-06-30", issued_on="2025-08-21",
          auditor=firm, opinion="unqualified", no_notes=["standard-at-c-320", "draft"])


def soc1_criteria():
    vendor, system, firm = "Dunmore Custody Services LLC", "Securities Custody System", "Ridgely Marsh PLLC"
    front = cover(vendor, "System and Organization Controls 1", f"Type 1 report on controls at a service organization relevant to user entities' internal control over financial reporting: {system}",
                  "As of September 30, 2025")
    letter = f"""To the Management of {vendor}

We have examined {vendor}'s description of its {system} as of September 30, 2025, and the suitability of the design of controls to achieve the
related control objectives stated in the description. Controls over general technology also support another report, which uses the trust services
criteria for security and confidentiality set forth in TSP section 100; those criteria played no part here.

We conducted our examination in accordance with attestation standards established by the AICPA. Those standards require that we plan and perform
the examination to obtain reasonable assurance. Our responsibility is to express an opinion on the description and on the design of controls.

We did not perform any procedures regarding the operating effectiveness of controls and, accordingly, do not express an opinion thereon.

In our opinion, in all material respects, based on the criteria described in the assertion, the description fairly presents the {system} as of
September 30, 2025, and the controls related to the control objectives were suitably designed as of that date.

{firm}

Wilmington, Delaware

November 14, 2025"""
    sections = [
        section("opinion", "I. Report of Independent Service Auditors", letter),
        section("assertion", f"II. Assertion of {vendor} Management", f"""We have prepared the accompanying description of the {system} as of September 30, 2025. We
confirm that it fairly presents the system and that controls were suitably designed to achieve the control objectives. User entities consider it
together with their own internal control over financial reporting."""),
        section("description", f"III. Description of the {system}", """## Background

Instructions of fund managers are received, matched and settled. Positions are agreed with depositories each night. Prices come from two vendors and
are compared.

## Control objectives and related controls

- Controls provide reasonable assurance that trades are settled as instructed. - Controls provide reasonable assurance that positions are agreed with
depositories. - Controls provide reasonable assurance that access to systems is granted to authorized persons only."""),
    ]
    write("k02_soc1_criteria", front, sections, "SOC 1", vendor, system, type=1, as_of="2025-09-30", issued_on="2025-11-14", auditor=firm,
          opinion="unqualified")


def soc3():
    vendor, system, firm = "Larkspur Mail GmbH", "Larkspur Postbox", "Quennell Audit Partners LLP"
    span = "April 1, 2025 to March 31, 2026"
    front = cover(vendor, system, "System and Organization Controls (SOC) 3", f"Report on controls relevant to security and availability, {span}")
    letter = f"""To the Management of {vendor}

## Scope

We have examined the accompanying assertion of the management of {vendor} that the controls within {system} were effective throughout the period {span},
to provide reasonable assurance that its service commitments and system requirements were achieved, based on the trust services criteria relevant to
security and availability set forth in TSP section 100.

## Our responsibilities

Our responsibility is to express an opinion on the assertion. We conducted the examination in accordance with attestation standards established by the
AICPA. We are independent of {vendor}, as those standards require.

{LIMITS}

## Opinion

In our opinion, the assertion that the controls within {system} were effective throughout the period {span}, to provide reasonable assurance that the
commitments and requirements were achieved based on the applicable trust services criteria, is fairly stated, in all material respects.

{firm}

Boston, Massachusetts

May 19, 2026"""
    sections = [
        section("opinion", "Report of Independent Accountants", letter),
        section("assertion", "Assertion of Management", f"""We are responsible for designing, implementing, operating and maintaining effective controls within {system}. We evaluated
them for the period {span} and assert that they were effective. A SOC 2 report with more detail is open to customers under an agreement of confidence."""),
        section("description", "Attachment A: Description of the Boundaries of the System", """The system receives, stores and delivers electronic mail. It consists of infrastructure in
two regions, software built by our own engineers, people, procedures and data. Customers choose the region in which their mail is kept."""),
    ]
    write("k03_soc3", front, sections, "SOC 3", vendor, system, period_start="2025-04-01", period_end="2026-03-31", issued_on="2026-05-19", auditor=firm,
          opinion="unqualified", categories=["security", "availability"])


def cybersecurity():
    vendor = "Corran Valley Utilities, Inc."
    front = cover(vendor, "SOC for Cybersecurity", "Report on the cybersecurity risk management program", "For the period January 1, 2025 to December 31, 2025")
    letter = f"""To the Board of Directors of {vendor}

We have examined the accompanying description of {vendor}'s cybersecurity risk management program throughout the period January 1, 2025 to December 31,
2025, based on the description criteria in DC section 100, and the effectiveness of the controls within that program to achieve the entity's cybersecurity
objectives based on the trust services criteria for security, availability and confidentiality set forth in TSP section 100.

Our examination was conducted in accordance with attestation standards established by the AICPA. Our responsibility is to express an opinion. A SOC 2
report looks at a service; this one looks at the whole entity.

{LIMITS}

In our opinion, in all material respects, the description is presented in accordance with the description criteria, and the controls within the program
were effective throughout the period to achieve the cybersecurity objectives based on the control criteria.

Sedgewick Hull CPAs LLP

February 27, 2026"""
    sections = [
        section("opinion", "Independent Accountant's Report", letter),
        section("assertion", "Management's Assertion", "We have prepared the description of our cybersecurity risk management program and assert that the controls within it were effective."),
        section("description", "Description of the Cybersecurity Risk Management Program", """The entity distributes water and power to four counties. Its operational networks are kept apart
from those of its offices. Risks are assessed each spring and reported to the board."""),
    ]
    write("k19_cybersecurity", front, sections, "other")


def soc2_reports():
    body = """## Services provided

The service keeps records that customers load through a browser or an interface. Engineers run it from a public cloud in two regions.

## Components

Infrastructure, software, people, procedures and data are described in turn. Access is granted by role, changes are reviewed by a second engineer,
and backups are restored as an exercise each quarter."""
    soc2("k04_soc2_hitrust", "Averley Health Systems, Inc.", "Averley Patient Exchange", "security, availability, and confidentiality",
         ["security", "availability", "confidentiality"], "October 1, 2024", "September 30, 2025", "Castellane & Bryce LLP", "Nashville, Tennessee", "November 25, 2025",
         ("2024-10-01", "2025-09-30", "2025-11-25"), "AVH", body, lines=["SOC 2® + HITRUST CSF"],
         more="""We have also examined whether the controls stated in the description meet the requirements of the HITRUST CSF, version 11, that management
selected. Control objectives of that framework are mapped in Section IV.""", no_notes=["draft", "standard-at-c-320"])
    soc2("k05_soc2_isae3000", "Nordhavn Skyforvaltning A/S", "Nordhavn Hosting Platform", "security", ["security"], "1 January 2025", "31 December 2025",
         "Bruun Revision LLP", "Copenhagen, Denmark", "16 February 2026", ("2025-01-01", "2025-12-31", "2026-02-16"), "NH", body,
         lines=["ISAE 3000 (Revised) and SOC 2® combined report"],
         standard="""We conducted our engagement in accordance with the International Standard on Assurance Engagements 3000 (Revised) and with attestation standards
established by the AICPA.""", no_notes=["draft", "standard-at-c-320"])
    soc2("k06_draft_mark", "Tillerman Freight Systems, Inc.", "Tillerman Dispatch", "security and availability", ["security", "availability"], "January 1, 2025",
         "December 31, 2025", "Goss Ambrose LLP", "Denver, Colorado", "March 2, 2026", ("2025-01-01", "2025-12-31", "2026-03-02"), "TF", body, mark="DRAFT",
         draft=True, notes=["draft"])
    soc2("k07_draft_header", "Osterley Grain Exchange Ltd", "Osterley Market", "security", ["security"], "May 1, 2025", "October 31, 2025", "Pryce Whitlam LLP",
         "Chicago, Illinois", "December 9, 2025", ("2025-05-01", "2025-10-31", "2025-12-09"), "OG", body, head="DRAFT – for discussion purposes only",
         draft=True, notes=["draft"])
    soc2("k08_draft_innocent", "Quillby Legal Software, Inc.", "Draft Desk Platform", "security and confidentiality", ["security", "confidentiality"],
         "February 1, 2025", "January 31, 2026", "Hartnoll & Vey LLP", "Portland, Oregon", "March 20, 2026", ("2025-02-01", "2026-01-31", "2026-03-20"), "QL", body,
         head="Quillby Legal Software, Inc. – Draft Desk Platform", description_more="""

## Drafts

Lawyers write a draft, send it to a colleague and compare two drafts side by side. A contract stays in the state DRAFT until its owner approves it.
Draft policies are marked as such until the security committee has adopted them.""",
         more="""A separate SOC 1 examination under AT-C section 320 covers the billing of customers and is the subject of another report.""",
         no_notes=["draft", "standard-at-c-320"])
    soc2("k09_soc2_wrong_standard", "Brantley Forms LLC", "Brantley Intake", "security", ["security"], "January 1, 2025", "June 30, 2025", "Moxley Trent LLP",
         "Tampa, Florida", "August 4, 2025", ("2025-01-01", "2025-06-30", "2025-08-04"), "BF", body,
         standard="We conducted our examination in accordance with SSAE 18, AT-C section 320, established by the AICPA.", notes=["standard-at-c-320"], no_notes=["draft"])


def main():
    soc1()
    soc1_criteria()
    soc3()
    soc2_reports()
    cybersecurity()
