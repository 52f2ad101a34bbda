"""Letters by management, and documents that speak of SOC reports without being one."""

from press import paras, write


def page(name, text, kind="other", **kw):
    write(name, paras(text), [], kind, **kw)


def readiness():
    page("k10_readiness", """# SOC 2 readiness assessment report

Prepared for Halden Robotics, Inc. by Thornbury Advisory LLC

October 2025

## Purpose

Halden Robotics plans its first SOC 2 Type 2 examination for the period January 1, 2026 to June 30, 2026. We examined the controls in place against the
trust services criteria relevant to security and availability (TSP section 100) and list what is missing. This is an advisory engagement, not an
examination under attestation standards; we do not express an opinion on the description or on the controls.

## Result

In our opinion the company can be ready within four months if the findings below are closed.

| Criterion | Observation | Test performed | Result |
| CC6.1 | Access is granted by role. | Inspected five requests. | No exceptions noted. |
| CC6.2 | Leavers are removed by hand. | Inspected five leavers. | Gap: one account was still active. |
| CC7.4 | An incident plan exists and was never rehearsed. | Inquired of the operations lead. | Gap: no rehearsal. |
| A1.3 | Recovery has not been tested. | Inquired of the operations lead. | Gap: plan a test. |

## Next steps

Management's draft of the system description needs a section on subservice organizations. Management's assertion follows later. Tests of controls by the
service auditor begin when the period ends.""")


def iso():
    page("k11_iso27001", """# Certificate of Registration

Information Security Management System: ISO/IEC 27001:2022

This is to certify that the management system of

# Ferrow Logistics B.V.

has been assessed by Veritable Registrars Ltd and conforms to the requirements of ISO/IEC 27001:2022.

Scope: hosting of the Ferrow Route Planner, in accordance with the Statement of Applicability version 4, dated March 3, 2025. Control objectives of Annex A
that do not apply are named there. The holder also keeps a SOC 2 report.

| Certificate number | IS 730114 |
| First issued | May 12, 2022 |
| Valid | from May 12, 2025 to May 11, 2028 |""")


def pentest():
    page("k12_pentest", """Brackish Security Ltd

November 3, 2025

To the Management of Loxton Education, Inc.

Re: letter of attestation, penetration test of the Loxton Classroom application

Dear Ms. Verrall,

We examined the web application and its interfaces from October 6, 2025 to October 17, 2025, using a method that follows common guides. There were no
material changes to the application during the test. The test supports the SOC 2 Type 2 examination that your auditor carries out (criteria CC4.1 and CC7.1).

Two findings of medium severity were reported and mended; a retest on October 29, 2025 confirmed it. In our opinion the application resists attackers of
average skill. To the best of our knowledge no finding of high severity remains.

Sincerely,

Principal consultant, Brackish Security Ltd""")


def whitepaper():
    page("k13_whitepaper", """# Trust, proven: what our SOC 2 Type 2 report means for you

A white paper by Marigold Analytics, Inc.

## Why it matters

Buyers ask for evidence. A SOC 2 report shows that an independent firm looked at our controls against the trust services criteria relevant to security,
availability and confidentiality, for the period January 1, 2025 to December 31, 2025.

## What the auditor did

The service auditor's report opens with a sentence that many readers skip: “We have examined the description of the Marigold Insights system and the
suitability of the design and operating effectiveness of controls.” It closes with another: “In our opinion, in all material respects, the controls operated
effectively throughout the period.” In between stand tests of controls and results of tests. No exceptions noted, line after line.

## What we promise

- Encryption of data at rest and in transit - A team that watches the service day and night - A bridge letter each quarter between two reports

## Where to get it

Write to your account manager; the report is shared under an agreement of confidence. Since the end of the period no material changes were made to
our security program, and none are planned.""")


def questionnaire():
    page("k14_questionnaire", """# Consensus security questionnaire

Vendor: Ostler Scheduling, Inc. Completed on January 22, 2026

| No. | Question | Answer |
| 1.1 | Do you hold a SOC 2 Type 2 report? Give the period. | Yes, for the period October 1, 2024 to September 30, 2025. |
| 1.2 | Do you issue a bridge letter? | Yes. The bridge letter says that there were no material changes since the end of the period. |
| 1.3 | Was the opinion qualified? | No. It was unqualified: “In our opinion, the controls operated effectively.” |
| 2.1 | Which trust services criteria apply? | Security and availability. |
| 2.2 | Is access reviewed? | Yes, each quarter. |
| 2.3 | Is data encrypted at rest? | Yes, with keys held in a managed service. |
| 3.1 | Have you had an incident in the past 12 months? | Not to the best of our knowledge. |
| 3.2 | Do you keep a software bill of materials? | Yes. |
| 4.1 | Are drafts of policies approved? | Yes, by the security committee. |""")


def agreement():
    page("k18_agreement", """# Data Processing Agreement

between Wrenfield Retail plc (“Controller”) and Stavely Cloud, Inc. (“Processor”)

Effective as of February 1, 2026

1. Subject. The Processor processes personal data on behalf of the Controller and on its instructions only.

2. Security. The Processor keeps up the measures in Annex II. It has them examined each year by an independent auditor against the trust services criteria and
gives the Controller its current SOC 2 Type 2 report on request, for the period from January 1, 2025 to December 31, 2025 and each period that follows, and a
bridge letter for the interval since the end of the period.

3. Changes. The Processor warrants that, to the best of its knowledge, there have been no material changes to its controls since that report, and tells the
Controller of any significant change to the system 30 days before.

4. Subprocessors. Those in Annex III are approved. The Processor is liable for them as for itself.

5. Incidents. The Processor tells the Controller of a personal data breach without undue delay and within 48 hours.

6. Audit. Reports under SOC 2 or ISO/IEC 27001 satisfy the right to audit unless an authority asks for more.

Signed for Wrenfield Retail plc and for Stavely Cloud, Inc.""")


def bridges():
    page("k15_bridge_unnamed", """Hollin Water Analytics, Inc.

March 12, 2026

To our customers:

Hollin Water Analytics, Inc. engages an independent firm once a year to examine the Hollin Flow Platform. The latest SOC 2 Type 2 report on the Hollin Flow
Platform for the period January 1, 2025 to December 31, 2025 is available in our trust center.

Since the end of the period, and up to the date of this letter, there have been no material changes to the system or to the controls described in that report,
and we are not aware of any deficiency that would alter what the report concludes.

This statement has not been audited, and it does not replace the report. The next one will cover the twelve months to December 31, 2026.

Sincerely,

Chief Trust Officer, Hollin Water Analytics, Inc.""", "bridge letter", vendor="Hollin Water Analytics, Inc.", system="Hollin Flow Platform",
         period_start="2026-01-01", period_end="2026-03-12", issued_on="2026-03-12", no_notes=["bridge-letter-date", "bridge-letter-by-auditor"])
    page("k16_bridge_early", """# Gap letter

Cavendish Tickets Ltd

November 28, 2025

To whom it may concern,

Our SOC 2 Type 2 report on the Cavendish Box Office for the period October 1, 2024 to September 30, 2025, dated December 15, 2025, was issued by Lanyon Grey LLP.

This letter covers the period from October 1, 2025 to November 27, 2025. We confirm that no significant changes were made to our internal control environment
in that time which would affect the conclusions of the report.

Yours faithfully,

Head of Risk""", "bridge letter", vendor="Cavendish Tickets Ltd", system="Cavendish Box Office", period_start="2025-10-01", period_end="2025-11-27",
         issued_on="2025-11-28", notes=["bridge-letter-date"], no_notes=["bridge-letter-by-auditor"])
    page("k17_bridge_auditor", """Ashdown Mercer LLP

Certified Public Accountants

April 20, 2026

To the customers of Tidewick Systems, Inc.

Subject: interim letter on the Tidewick Ledger

As the service auditor of Tidewick Systems, Inc. we issued our SOC 2 Type 2 report on the Tidewick Ledger for the period January 1, 2025 to December 31, 2025, dated
February 18, 2026. Management has told us that its controls have not changed significantly from January 1, 2026 to March 31, 2026.

We have not examined controls after December 31, 2025 and express no opinion on them. The reader should weigh this letter together with our report.

Ashdown Mercer LLP

Sacramento, California""", "bridge letter", vendor="Tidewick Systems, Inc.", system="Tidewick Ledger", period_start="2026-01-01", period_end="2026-03-31",
         issued_on="2026-04-20", notes=["bridge-letter-by-auditor"], no_notes=["bridge-letter-date"])
    page("k20_bridge_ahead", """Perrin Claims Technology LLC

Date: October 30, 2025

Re: SOC 1 bridge letter

Dear customer,

Perrin Claims Technology LLC obtained a SOC 1 Type 2 report covering the Perrin Adjudication System for the period October 1, 2024 through September 30, 2025. It was
prepared by Sallow & Finch CPAs.

The present letter covers October 1, 2025 through December 31, 2025. In this interval the controls described in the report continued to operate, and
management knows of no change that would be material to them.

Kind regards,

Chief Financial Officer
""", "bridge letter", vendor="Perrin Claims Technology LLC", system="Perrin Adjudication System", period_start="2025-10-01", period_end="2025-12-31",
         issued_on="2025-10-30", notes=["bridge-letter-date"], no_notes=["bridge-letter-by-auditor"])


def main():
    readiness()
    iso()
    pentest()
    whitepaper()
    questionnaire()
    agreement()
    bridges()
