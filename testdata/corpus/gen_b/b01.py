"""b01: one four-column table for each criterion, section titles on divider pages, AES-256 with copying switched off."""
import os, re, subprocess
from lib import *
from bank import A, CRIT

CO, LEGAL, SYS = 'Marrowstone', 'Marrowstone Freight Systems, Inc.', 'Marrowstone Freight Exchange System'
FIRM = 'Hallett Prior, P.C.'
PER = 'January 1, 2025 to December 31, 2025'
S = ["SECTION 1 INDEPENDENT SERVICE AUDITOR'S REPORT", "SECTION 2 ASSERTION OF MARROWSTONE FREIGHT SYSTEMS, INC. MANAGEMENT",
     "SECTION 3 DESCRIPTION OF THE MARROWSTONE FREIGHT EXCHANGE SYSTEM THROUGHOUT THE PERIOD JANUARY 1, 2025 TO DECEMBER 31, 2025",
     "SECTION 4 TRUST SERVICES CATEGORIES, CRITERIA, RELATED CONTROLS, AND TESTS OF CONTROLS",
     "SECTION 5 OTHER INFORMATION PROVIDED BY MARROWSTONE FREIGHT SYSTEMS, INC. THAT IS NOT COVERED BY THE SERVICE AUDITOR'S REPORT"]
IDS = {}
for c in A:
    pre = {'CC1': 'ENT', 'CC2': 'COM', 'CC3': 'RSK', 'CC4': 'MON', 'CC5': 'MON', 'CC6': 'LAC', 'CC7': 'OPS', 'CC8': 'CHG', 'CC9': 'VEN', 'A1.': 'AVL', 'C1.': 'CNF'}[c['crit'][0][:3]]
    n = sum(1 for v in IDS.values() if v.startswith(pre)) + 1
    IDS[c['key']] = '%s-%02d' % (pre, n)

# key: (test, result, sampled, deviations, response)
EXC = {
 'term': ("Selected 25 of the 143 terminated users, and compared the time of separation in the personnel system with the time at which access was disabled.",
          "Exceptions noted.  For two of the 25 terminated users tested, access to the production console was removed four and eleven business days, respectively, after the separation date.", 25, 2,
          "The two individuals were contractors whose separation was reported late by the staffing agency. Since October 2025 the agency sends a daily file, and accounts absent from it are suspended automatically."),
 'review': ("Inspected the four quarterly user access reviews of the period and a selection of the changes requested in them.",
            "No exceptions noted, other than that the sign-off of the owner of the billing module for one of the four quarterly reviews was dated 38 days after quarter end.", 4, 1, None),
 'change': ("Inquired of the Director of Engineering.\n\nFor a selection of 40 code changes out of a population of 2,218, inspected the pull request and the release record.",
            "Exception noted: evidence of peer review could not be located for 1 of 40 code changes selected.", 40, 1,
            "The change was a revert of a configuration file made from the command line. Direct pushes to the release branch have been blocked for all users."),
 'scan': ("Inspected weekly scan reports for a sample of 8 weeks, and tickets for 50 findings rated critical or high.",
          "Exceptions noted.  4% of the findings sampled (2 of 50) were closed after the 30-day objective, on days 37 and 52.", 50, 2,
          "Both findings concerned a library for which the publisher had not released a correction. A compensating rule was active in the web application firewall."),
 'vendor': ("Inspected the vendor file of 8 critical vendors selected from the vendor register.",
            "Exception noted.  The annual assessment of one vendor was not dated within the examination period.", 8, 1, None),
 'dr': ("Inquired of the Vice President, Infrastructure about the annual exercise.\n\nInspected the exercise report.",
        "The disaster recovery exercise planned for the third quarter was performed on January 22, after the end of the period.  Exception noted.", None, None,
        "Management moved the exercise because of the migration described in Section 3. The exercise has since been concluded without findings and the next one is scheduled for August 2026."),
}
NT = {
 'recov': ("Inspected the incident register for the period.", "During the examination period no security incident met the declaration threshold; accordingly, the operation of this control could not be tested."),
 'emerg': ("Inspected the list of changes generated from the deployment tool.", "The circumstances that warrant the operation of this control did not occur during the period, since no change was marked as emergency.  No testing was performed."),
 'dispose': ("Obtained the list of customer contracts and inquired of the Customer Success Manager.", "No instances of a customer contract coming to an end were reported during the period.  Unable to test operating effectiveness."),
}
HYB = {'ir': ("Inspected the incident response plan and the record of the tabletop exercise.\n\nInspected the incident register for notices to customers.",
              "No incidents that required notice to customers were recorded in the period; the notification attribute was therefore not tested.  No exceptions noted on the remaining tests.")}
CUEC = [(['CC6.1', 'CC6.2', 'CC6.3', 'CC6.5'], 'CC6.1 - CC6.3 & CC6.5', 'Assigning and withdrawing the roles of their own staff in the Freight Exchange, and choosing passwords in line with their own policies.'),
        (['CC6.6', 'CC6.7'], 'CC6.6, CC6.7', 'Securing the networks and devices from which booking files are uploaded, and using only the encrypted interfaces offered.'),
        (['CC7.2', 'CC7.3', 'CC7.4'], 'CC7.2 – CC7.4', 'Telling Marrowstone without delay of any actual or suspected compromise of a user account.'),
        (['CC2.3'], 'CC2.3', 'Naming a contact for service notices and keeping that contact up to date.'),
        (['A1.2', 'A1.3'], 'A1.2 & A1.3', 'Keeping their own plans for continuing shipments while the Freight Exchange is not available.'),
        (['C1.1', 'C1.2'], 'C1.1 - C1.2', 'Classifying the documents that they upload, and exporting records they wish to keep before the contract ends.')]
CSOC = [(['CC6.4'], 'CC6.4', 'Physical access to the data halls is restricted to authorized personnel by badge, biometric reader, and guards.'),
        (['CC6.5'], 'CC6.5', 'Storage media are destroyed in a controlled manner when taken out of service.'),
        (['A1.2'], 'A1.2', 'Environmental protections such as fire suppression, cooling, and uninterruptible power are installed and maintained.'),
        (['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6'], 'CC6.1 - CC6.3, CC6.6', 'Logical access to the hypervisor and to managed service consoles is limited to authorized staff of the provider.')]

NARR = [
 ('Logical access', 'Employees sign in with a single identity. Access to production goes through a virtual private network and asks for a second factor.  Roles are defined by the owners of systems; a request names the role, and the owner approves it in the ticket. When someone leaves, Human Resources opens a termination ticket which is passed to the Service Desk, and access is withdrawn within one business day. Each quarter, owners receive a listing of users with their roles and mark what is to be removed. If an owner finds exceptions in the listing, the account concerned is suspended and the exception noted is followed up in the ticket.',
  'Administrators hold a second account for privileged work. The sessions of that account are recorded. Shared accounts are forbidden except for two break-glass accounts, the passwords of which lie in a vault and change after use.'),
 ('Physical access', 'The office in Tacoma is entered with a badge. Visitors are entered in a log and escorted. The data halls used by the Company are guarded by the subservice organizations; the Company reads about those controls in their reports and does not test them.'),
 ('Change management', 'A change begins with a ticket. A developer works on a branch, a second engineer reviews the pull request, and automated tests run on each push. The Director of Engineering or a delegate approves the release. Emergency changes may be released at once and receive approval within two business days. Infrastructure is described in code, so that it follows the same path.',
  'Data used for testing is made by a generator. Development, test, and production have accounts of their own, between which no trust exists.'),
 ('Vulnerability management and monitoring', 'A scanner examines servers, containers, and libraries each week. Findings rated critical or high should be gone within 30 days, those rated medium within 90. Where no correction is available, the Chief Information Security Officer may accept the risk for a time that is recorded, subject to limited exceptions set out in the vulnerability standard.',
  'Logs of the operating systems, the database, the firewall, and the identity provider flow into a monitoring platform. Rules raise alerts, which the on-call analyst takes up. A nightly job compares the settings of servers with the approved baseline.'),
 ('Incident response', 'Events are classed from Severity 4 (no effect) to Severity 1 (data exposed or service down). The incident plan names a commander, a scribe, and a contact for customers. A review with root cause follows after each incident of Severity 1 or 2, and its actions are tracked until they are done.'),
 ('Backup and recovery', 'Databases are copied each day to a second region. A failed copy raises an alert and is repeated. The Company restores a copy once a year to show that it can be read. The recovery plan sets a target of four hours for the Freight Exchange and is exercised annually.'),
 ('Vendor management', 'Vendors are listed in a register with a class. Critical vendors are assessed once a year: the Security team reads their assurance reports, looks at qualifications of opinion and at deviations, and writes a memorandum. New vendors sign terms on confidentiality.'),
 ('Confidential information', 'Rates, contracts, and tender documents are classed as confidential. They may not be placed in chat or e-mail. After the end of a contract customer data is deleted within 30 days and a confirmation is sent.')]


def control_rows(crit, first):
    rows = []
    for c in A:
        if crit not in c['crit']: continue
        k = c['key']
        if k in EXC:
            t, r = EXC[k][:2]
            if EXC[k][4]: r += "\n\nRefer to Section 5 for management's response."
        elif k in NT: t, r = NT[k]
        elif k in HYB: t, r = HYB[k]
        else:
            i = len(k) % 3
            t = ('Inspected %s to determine whether %s.', 'Inquired of the control owner and inspected %s to ascertain that %s.',
                 'Examined %s, noting that %s.')[i] % (c['obj'], c['claim'])
            r = 'No exceptions noted.'
            if crit != c['crit'][0] and len(k) in (3, 5): t, r = 'Refer to the test of %s under %s.' % (IDS[k], c['crit'][0]), 'Refer to %s.' % c['crit'][0]
        rows.append([IDS[k], c['control'].format(co=CO), t, r])
    return rows


def compose(toc):
    d = Doc(font='Liberation Sans', size=10, head='#7f1d1d', shade='#f2dcdb', table_size=8)
    ft = 'www.hallettprior.com\tConfidential – subject to the restricted use paragraph\t{page}'
    d.masters = {'Cover': (None, None, 0), 'Front': (None, None, 0), 'Std': (None, ft, 0),
                 'Desc': (LEGAL + '\tSOC 2® Type 2\n' , ft, 0)}
    d.p('SOC 2® TYPE 2 REPORT', 'Big', master='Cover')
    d.p(LEGAL, 'Mid')
    d.p('Report on the Description of the %s and on the Suitability of the Design and Operating Effectiveness of Its Controls Relevant to Security, Availability, and Confidentiality' % SYS, 'Mid')
    d.p('Throughout the Period ' + PER, 'Mid')
    d.p('TABLE OF CONTENTS', 'H1', master='Front')
    for t, p in toc: d.p('%s\t%s' % (t, p), 'Toc')

    def divider(s, num=None):
        m = re.match(r'(SECTION \d) (.*)', s)
        d.p(m[1] + '\n\n' + m[2], 'Div', master='Std', num=num)
        d.p('', brk=True)
    divider(S[0], '1')
    d.p('To: Management of Marrowstone Freight Systems, Inc.')
    d.h('Scope', 2)
    d.p('We have examined the accompanying description of the %s of %s ("Marrowstone" or "the Company") in Section 3, titled "Description of the %s Throughout the Period %s" (the description), based on the criteria for a description of a service organization\'s system in DC section 200, __2018 Description Criteria for a Description of a Service Organization\'s System in a SOC 2® Report__ (description criteria), and the suitability of the design and operating effectiveness of controls stated in the description throughout the period %s, to provide reasonable assurance that the service commitments and system requirements of Marrowstone were achieved based on the trust services criteria relevant to security, availability, and confidentiality (applicable trust services criteria) set forth in TSP section 100, __2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy__.' % (SYS, LEGAL, SYS, PER, PER))
    d.p('Marrowstone hosts the system with cloud providers. The description indicates that certain service commitments can be met only if complementary controls at the subservice organizations, assumed in the design of the controls of Marrowstone, are suitably designed and operate effectively.  The description presents the types of those controls but not the actual controls. Our examination did not include the services provided by the subservice organizations, and we have not evaluated the design or operation of their controls.')
    d.p('The description also indicates that complementary user entity controls are necessary, along with the controls of Marrowstone. Our examination did not extend to such complementary user entity controls.')
    d.p('The information in Section 5, "Other Information Provided by Marrowstone Freight Systems, Inc.," is presented by management to provide additional information and is not a part of the description. It has not been subjected to the procedures applied in our examination and, accordingly, we express no opinion on it.')
    d.h("Service organization's responsibilities", 2)
    d.p('Marrowstone is responsible for its service commitments and system requirements and for designing, implementing, and operating effective controls to achieve them.  It has provided the accompanying assertion in Section 2 about the description and the controls, and is responsible for preparing both, including their completeness and accuracy; for providing the services; for selecting the applicable criteria; and for identifying the risks that threaten the achievement of its commitments.')
    d.h("Service auditor's responsibilities", 2)
    d.p('It is our responsibility to express an opinion on the description and on the suitability of design and operating effectiveness of controls, based on our examination. We conducted it in accordance with attestation standards established by the American Institute of Certified Public Accountants. Those standards require that we plan and perform the examination to obtain reasonable assurance about whether, in all material respects, the description is presented in accordance with the description criteria and the controls were suitably designed and operated effectively. We believe that the evidence obtained is sufficient and appropriate to provide a reasonable basis for our opinion.')
    d.p('We are required to be independent and to meet our other ethical responsibilities in accordance with relevant ethical requirements relating to the engagement.')
    d.h('Inherent limitations', 2)
    d.p('The description is prepared to meet the common needs of a broad range of report users and may not include every aspect of the system that an individual user considers important. Controls may not always operate effectively because of their nature, human error, and the circumvention of rules. Projection of any conclusion to future periods is subject to the risk that controls become inadequate. Except for those limits, no other reservations apply to the use of this section.')
    d.h('Description of tests of controls', 2)
    d.p('The specific controls we tested, and the nature, timing, and results of our tests, are listed in Section 4.')
    d.h('Opinion', 2)
    d.p('In our opinion, in all material respects,')
    d.ul(['the description presents the %s that was designed and implemented throughout the period %s in accordance with the description criteria;' % (SYS, PER),
          'the controls stated in the description were suitably designed throughout that period to provide reasonable assurance that the service commitments and system requirements would be achieved based on the applicable trust services criteria, if the controls operated effectively and if subservice organizations and user entities applied the complementary controls assumed in their design; and',
          'the controls stated in the description operated effectively throughout that period to provide the same reasonable assurance, if the complementary controls assumed in their design operated effectively.'])
    d.h('Emphasis of matter', 2)
    d.p('As described in Section 3 under the heading "Significant changes to the system", the Company moved its production systems from a leased data center to a cloud provider between May and July 2025. Controls over the former environment were examined up to the date on which it was shut down. Our opinion is not modified with respect to this matter.')
    d.h('Restricted use', 2)
    d.p('This report, including the description of tests of controls and results in Section 4, is intended solely for the information and use of Marrowstone, user entities of the system during some or all of the period, business partners subject to risks arising from interactions with it, practitioners providing services to them, prospective user entities, and regulators who have sufficient knowledge of such matters. It is not intended to be, and should not be, used by anyone other than these specified parties.')
    d.p('__Hallett Prior, P.C.__')
    d.p('Tacoma, Washington\nFebruary 27, 2026')

    divider(S[1])
    d.p('We have prepared the accompanying description of the %s of %s for the period %s, based on the description criteria.  The description is intended to give report users information about the system that may be useful when assessing the risks arising from interactions with it, particularly information about controls relevant to the Security, Availability and Confidentiality categories.' % (SYS, LEGAL, PER))
    d.p('Marrowstone uses subservice organizations for hosting and for delivery of text messages. The description sets out the types of complementary controls assumed at them and does not disclose their actual controls.')
    d.p('We confirm, to the best of our knowledge and belief, that:')
    d.ul(['the description presents the system as designed and implemented throughout the period in accordance with the description criteria;',
          'the controls stated in the description were suitably designed throughout the period; and',
          'those controls operated effectively throughout the period, subject to limited exceptions that did not keep us from achieving our principal service commitments and system requirements.'])
    d.p('Signed by the Chief Executive Officer and the Chief Information Security Officer of Marrowstone Freight Systems, Inc.')

    d.p(re.sub(r'(SECTION \d) ', r'\1\n\n', S[2]), 'Div', master='Desc')
    d.p('Overview of operations', 'H2', brk=True)
    d.p('Founded in 2009, Marrowstone Freight Systems, Inc. operates an exchange on which shippers, forwarders, and carriers publish loads, agree rates, and follow consignments.  About 1,900 organizations in North America use it. The Company is headquartered in Tacoma, Washington, and has 260 employees.')
    d.p('The %s (also called "the Freight Exchange") receives bookings by file transfer, web forms, and an application programming interface. It matches loads to carriers by lane, equipment, and price; issues tender documents; and stores proofs of delivery. Payments between the parties take place outside of the boundaries of the system.' % SYS)
    d.h('Principal service commitments and system requirements', 2)
    d.p('Commitments to user entities are set out in the master services agreement and in the service level exhibit. They include the following:')
    d.ul(['Monthly availability of 99.8%, planned maintenance windows excluded.', 'Encryption of customer data in transit and at rest.', 'Notice of a confirmed breach of customer data within 72 hours.', 'Deletion of customer data after the end of a contract.', 'Use of confidential rates and documents of a customer only for providing the service.'])
    d.p('From these commitments, the Company derives system requirements which are communicated in policies, design documents, and contracts.')
    d.h('Components of the system', 2)
    for t, x in [('Infrastructure', 'Until July 19, 2025 the production environment ran on servers owned by the Company in a leased cage at Cascadia Colocation, LLC in Tukwila, Washington. Since that date it runs in two regions of Amazon Web Services, Inc. Web servers, application servers, and the relational database are placed in separate subnets. Traffic enters through load balancers protected by a firewall.'),
                 ('Software', 'The Freight Exchange is developed by the Company in Java and TypeScript. The database is PostgreSQL.  Supporting tools include a version control system, a deployment service, a vulnerability scanner, a log platform, and a ticketing system.'),
                 ('People', 'Engineering (94), Infrastructure (21), Security (9), Customer Success (60), Finance, Legal, and Human Resources. The Chief Information Security Officer reports to the Chief Executive Officer and, twice a year, to the Audit Committee.'),
                 ('Procedures', 'Procedures for granting and removing access, development and change, backup, monitoring, incident handling, and vendor management are written, reviewed yearly, and kept on the intranet. Under the change procedure, deviations must be approved by the Director of Engineering, and any management response to exceptions identified in the report of an auditor is tracked in the remediation log.'),
                 ('Data', 'Customer data consists of load details, rates, contact data of drivers and dispatchers, tender documents, and signatures on delivery. Rates are treated as confidential. Data is kept for seven years unless the customer asks for earlier deletion.')]:
        d.h(t, 3); d.p(x)
    d.h('Control environment and risk assessment', 2)
    d.p('The Board of Directors has seven members, of whom five hold no office in management. Its Audit Committee takes note of the results of self-assessments and penetration tests. Standards of conduct, hiring, and training are described in Section 4 with the controls that carry them out.')
    d.p('Each autumn the Chief Information Security Officer leads an assessment of risks to the service commitments. Interviews, past incidents, and threat reports feed the register, in which likelihood and impact are scored from one to five. Risks scored 15 or higher go to the Risk Committee. Fraud risk, including collusion between staff and carriers about rates, forms a chapter of its own.')
    d.h('Information, communication, and monitoring', 2)
    d.p('Staff learn of their duties through the handbook, training, and the weekly operations call. Customers are told of new releases two weeks in advance, and of outages on the status page.  Monitoring consists of self-assessments, automated scans, and an annual penetration test by an outside firm; no exceptions noted by that firm stayed open at year end.')
    for t, *xs in NARR:
        d.h(t, 3)
        for x in xs: d.p(x)
    d.h('System incidents', 2)
    d.p('On March 11, 2025, an expired certificate on the carrier interface interrupted tendering for three hours and forty minutes, and the availability commitment for March was missed.  Certificates are now renewed automatically. The interruption was treated as an operational event; no data was disclosed. No other incident in the period resulted from controls that were not suitably designed or led to a significant failure to achieve commitments.')
    d.h('Significant changes to the system', 2)
    d.p('From May 5 to July 19, 2025 the production environment was moved from Cascadia Colocation, LLC to Amazon Web Services, Inc. The former servers were shut down on July 31, 2025 and their drives shredded. In September 2025 text messages to drivers were moved to Bandelier Messaging Corp. There were no other changes likely to affect report users.')
    d.h('Criteria not applicable', 2)
    d.p('All common criteria and the additional criteria for availability and confidentiality are applicable. Processing Integrity and Privacy were not in scope of the examination.')
    d.h('Subservice organizations', 2)
    d.p('Amazon Web Services, Inc. has provided cloud hosting since May 2025, and Cascadia Colocation, LLC provided a data center until July 31, 2025. Bandelier Messaging Corp. delivers text messages to drivers since September 2025. The description does not extend to controls at these organizations. The Company receives their assurance reports, or for Bandelier Messaging Corp. a completed questionnaire, each year and discusses relevant points with them.')
    d.p('The following controls are expected to be in place at Amazon Web Services, Inc. and Cascadia Colocation, LLC:')
    d.table(['Criteria', 'Control expected at the subservice organization'], [[p, t] for _, p, t in CSOC], [1.3, 5])
    d.h('Complementary user entity controls', 2)
    d.p('Controls of the Freight Exchange were designed on the assumption that user entities would apply certain controls. The list below is not exhaustive. User entities are responsible for:')
    d.table(['Trust services criteria', 'User entity control'], [[p, t] for _, p, t in CUEC], [1.6, 5])

    divider(S[3])
    d.h('Introduction', 2)
    d.p('This section lists the applicable criteria, the controls specified by Marrowstone, the tests which we applied, and their results. Our tests covered the period %s. The categories in scope are Security, Availability and Confidentiality.' % PER)
    d.p('Tests consisted of inquiry, observation, inspection, and reperformance.  Where a sample was taken, items were selected so that each item had a chance of selection. When information produced by the entity served as evidence, its completeness and accuracy was evaluated. The phrase "No exceptions noted" states that the test did not reveal a departure from the control; an exception noted does not by itself mean that a criterion was not met.')
    for cr, text in CRIT.items():
        if cr[:2] == 'PI' or cr[0] == 'P': continue
        if cr == 'A1.1': d.h('Additional Criteria for Availability', 2)
        elif cr == 'C1.1': d.h('Additional Criteria for Confidentiality', 2)
        elif cr == 'CC1.1': d.h('Common Criteria (Security)', 2)
        d.table([['**%s**  %s' % (cr, text)], ['Control #', 'Controls specified by the service organization', 'Test applied by the service auditor', 'Test results']],
                control_rows(cr, True), [0.75, 2.2, 2.2, 1.6])
        if cr in ('CC6.4', 'CC6.5'):
            d.p('Controls related to %s for the data centers are the responsibility of the subservice organizations. Refer to Section 3.' % cr)

    divider(S[4])
    d.h("Management's responses", 2)
    for k, e in EXC.items():
        if e[4]:
            c = next(x for x in A if x['key'] == k)
            d.p('**Control %s (%s).** %s' % (IDS[k], ', '.join(c['crit']), c['control']))
            d.p('__Management response__ – ' + e[4])
    d.h('Roadmap', 2)
    d.p('Management plans to open a third region in 2026 and to seek an examination of the privacy category. These plans were not subject to our auditor\'s procedures and no opinion is expressed on them.')
    return d


TOC = ["Section 1 – Independent Service Auditors' Report", 'Section 2 – Assertion of Marrowstone Management', 'Section 3 – Description of the Marrowstone Freight Exchange System',
       'Section 4 – Trust Services Criteria, Related Controls, and Test of Controls', 'Section 5 – Other Information Provided by Marrowstone']


def build():
    pdf = os.path.join(OUT, 'b01_marrowstone.pdf')
    toc = [(t, '0') for t in TOC]
    for _ in range(2):
        compose(toc).render(pdf)
        P = Pages(pdf)
        sec = [P.find(s, 3) for s in S]
        toc = [(t, str(p - 2)) for t, p in zip(TOC, sec)]
    plain = Pages(pdf)
    last = [s - 1 for s in sec[1:]] + [len(P.pp)]
    exc = []
    for k, e in EXC.items():
        c = next(x for x in A if x['key'] == k)
        exc.append(dict(page=P.find(e[1], sec[3]), control=IDS[k], criteria=c['crit'], sampled=e[2], deviations=e[3], text=curl(e[1].replace('  ', ' ')),
                        management_response=bool(e[4]), response_page=P.find(e[4], sec[4]) if e[4] else None))
    nt = [dict(page=P.find((NT.get(k) or HYB[k])[1], sec[3]), control=IDS[k], criteria=next(x for x in A if x['key'] == k)['crit'], reason='no occurrence in the period') for k in list(NT)]
    comp = lambda L, at: [dict(page=P.find(t, sec[2], after=at), criteria=c, text=t) for c, _, t in L]
    truth = dict(file='b01_marrowstone.pdf', vendor=LEGAL, system=SYS,
                 report=dict(kind='SOC 2', type=2, period_start='2025-01-01', period_end='2025-12-31', as_of=None, issued_on='2026-02-27', auditor=FIRM,
                             opinion='unqualified', categories=['security', 'availability', 'confidentiality']),
                 sections=[dict(role=r, heading=curl(h), first_page=a, last_page=b) for r, h, a, b in zip(['opinion', 'assertion', 'description', 'tests', 'other'], S, sec, last)],
                 subservice_organizations=[dict(name=n, method='carve-out') for n in ('Amazon Web Services, Inc.', 'Cascadia Colocation, LLC', 'Bandelier Messaging Corp.')],
                 complementary_user_entity_controls=comp(CUEC, 'User entity control'), complementary_subservice_controls=comp(CSOC, 'Control expected at'),
                 exceptions=exc, not_tested=nt, checklist=no_ai())
    subprocess.run(['qpdf', '--encrypt', '', 'hp-owner-2026', '256', '--extract=n', '--', '--replace-input', pdf], check=True)
    save('b01_marrowstone', truth, dict(pages=len(P.pp), producer='LibreOffice', hard_negatives=[], skip_fields=[], readable=True, layout='per-criterion4',
         traps=['copying off (AES-256, no user password)', 'wrapped divider pages', 'toc wording differs', 'printed page = pdf - 2', 'control repeated under several criteria',
                'emphasis of matter', 'auditor only as signature and web address', 'criteria ranges', 'non-occurrence with remaining tests passed (%s, p. %d) not labelled' % (IDS['ir'], P.find(HYB['ir'][1], sec[3])),
                'bait sentences']))
    print('b01', len(P.pp), sec, len(exc), len(nt), len(CUEC), len(CSOC))


if __name__ == '__main__':
    build()
