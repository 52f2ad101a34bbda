"""b05: Type I, vendor's name in sentences only, no result column, complementary controls in a section of their own."""
import os, re
from lib import *
from bank import B, CRIT

LEGAL, CO, SYS = 'Saltmarsh Telemetry, Inc.', 'Saltmarsh', 'Fleet Telemetry Service'
FIRM = 'Wendell Rooke CPAs PLLC'
S = ['I. Independent Accountant’s Report', 'II. Management’s Assertion', 'III. Description of the Fleet Telemetry Service as of October 31, 2025',
     'IV. Applicable Trust Services Criteria and Related Controls', 'V. Complementary Controls at User Entities and Subservice Organizations', 'VI. Additional Information from Management Not Covered by the Accountant’s Report']
C = [dict(c, crit=[x for x in c['crit'] if x[:2] in ('CC', 'A1')]) for c in B]
C = [c for c in C if c['crit']]
CUEC = [(['CC6.1', 'CC6.2', 'CC6.3'], 'CC6.1 through CC6.3', 'Create, change, and delete dispatcher accounts, and give each dispatcher the lowest role that suffices.'),
        (['CC6.4'], 'CC6.4', 'Guard devices installed in vehicles against removal and tampering.'),
        (['CC6.7', 'CC6.8'], 'CC6.7 and CC6.8', 'Keep the workstations from which the service is used free of malware and up to date.'),
        (['CC7.2', 'CC7.3', 'CC7.4', 'A1.1'], 'CC7.2 – CC7.4, A1.1', 'Watch for vehicles that cease to report and notify support within one working day.'),
        (['CC9.1', 'A1.3'], 'CC9.1, A1.3', 'Have a fallback for dispatch by radio or telephone, and practice it.')]
CSOC = [('Google LLC', ['CC6.4', 'A1.2'], 'CC6.4, A1.2', 'Data centers have guarded entry, climate control, and standby power.'),
        ('Google LLC', ['CC6.1', 'CC6.6'], 'CC6.1, CC6.6', 'The platform keeps the networks of its customers apart and blocks attacks on its own interfaces.'),
        ('Kestrel Cellular Ltd.', ['CC6.7'], 'CC6.7', 'Radio traffic between devices and the gateway is encrypted by the carrier.'),
        ('Kestrel Cellular Ltd.', ['A1.1'], 'A1.1', 'Capacity for device traffic is provided as ordered and is monitored by the carrier.')]


def compose(toc):
    d = Doc(font='Liberation Sans', size=11, head='#2e74b5', shade='#deeaf6', table_size=10)
    d.masters = {'Cover': (None, None, 0), 'Std': (None, 'SOC 2® – Type I\t\t{page}', 0)}
    d.p('SOC 2® – Type I', 'Big', master='Cover')
    d.p('Report on the Description of the\n**Fleet Telemetry Service**\nand on the Suitability of the Design of Its Controls\nRelevant to Security and Availability', 'Mid')
    d.p('As of October 31, 2025', 'Mid')
    d.h('Table of Contents', 1, brk=True)
    for t, p in toc: d.p('%s\t%s' % (t, p), 'Toc')
    first = []

    def divider(s):
        m = re.match(r'(\w+\.) (.*)', s)
        d.p(m[1] + '\n' + m[2], 'Div', master='Std', num=None if first else '1')
        first.append(1)
        d.p('', brk=True)
    divider(S[0])
    d.p('To Management:')
    d.h('Scope', 2)
    d.p('We have examined the accompanying description by Saltmarsh Telemetry, Inc. (the "Service Organization") of its Fleet Telemetry Service as of October 31, 2025 (the "Description"), in accordance with the criteria of DC section 200, __2018 Description Criteria for a Description of a Service Organization\'s System in a SOC 2® Report__, and the suitability of the design of the controls described in it as of that date, to provide reasonable assurance that the Service Organization\'s service commitments and system requirements would be achieved based on the trust services criteria relevant to security and availability set forth in TSP section 100, __2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy__.')
    d.p('The Service Organization uses Google LLC for hosting and Kestrel Cellular Ltd. for data traffic of its devices. The Description presents the controls of the Service Organization and the types of complementary controls which it assumes at those subservice organizations. Our examination did not include the services of the subservice organizations, nor did we evaluate their controls or those of user entities.')
    d.p('Section VI is additional information which management has chosen to supply. We express no opinion on it.')
    d.h('Responsibilities of the Service Organization', 2)
    d.p('The Service Organization is responsible for stating its service commitments and system requirements and for designing and implementing controls with which they would be achieved. It has given an assertion in Section II. It is responsible for the Description and the assertion, their completeness, accuracy, and manner of presentation included; for providing the services; for selecting the criteria; and for identifying the risks that threaten its objectives.')
    d.h('Responsibilities of the Accountant', 2)
    d.p('We are responsible for expressing an opinion on the Description and on the suitability of the design of the controls, based on our examination, which was conducted in accordance with attestation standards established by the AICPA. Under them we plan and perform the examination so as to obtain reasonable assurance about whether, in all material respects, the Description is presented in accordance with the description criteria and the controls are suitably designed. We believe our evidence to be sufficient and appropriate as a reasonable basis for our opinion. We are required to be independent of the Service Organization and to meet other ethical requirements.')
    d.p('**We did not perform any procedures regarding the operating effectiveness of controls and, accordingly, do not express an opinion thereon.**')
    d.h('Inherent Limitations', 2)
    d.p('The Description is prepared for the common needs of many users and may leave out what one of them considers important. Because of their nature, controls may not always operate effectively. A conclusion on the suitability of the design of controls as of a date is subject to the risk that conditions change afterwards.')
    d.h('Other Matter', 2)
    d.p('The Service Organization intends to request an examination of operating effectiveness for a period that begins on November 1, 2025. This report makes no statement about that period.')
    d.h('Opinion', 2)
    d.p('In our opinion, in all material respects,')
    d.ul(['the Description presents the Fleet Telemetry Service that was designed and implemented as of October 31, 2025, in accordance with the description criteria; and',
          'the controls stated in the Description were suitably designed as of October 31, 2025, to provide reasonable assurance that service commitments and system requirements would be achieved based on the applicable trust services criteria, if the controls operated effectively as of that date and if subservice organizations and user entities applied the complementary controls assumed in the design.'])
    d.h('Restricted Use', 2)
    d.p('This report is intended solely for the information and use of Saltmarsh Telemetry, Inc., user entities of the Fleet Telemetry Service, and prospective user entities and regulators with sufficient knowledge and understanding of the subject. Except for these, it should not be used by anyone.')
    d.p('__Wendell Rooke CPAs PLLC__\nPortland, Maine\nDecember 19, 2025')
    divider(S[1])
    d.p('We have prepared the Description of the Fleet Telemetry Service of Saltmarsh Telemetry, Inc. as of October 31, 2025. It is meant to inform users about the service, and especially about the controls which we have designed and implemented for the Security and Availability categories.')
    d.p('We confirm, to the best of our knowledge and belief, that as of October 31, 2025 (1) the Description presents the service as designed and implemented, in accordance with the description criteria, and (2) the controls stated in it were suitably designed to provide reasonable assurance that service commitments and system requirements would be achieved, if the controls operated effectively and if the complementary controls in Section V were in place.')
    d.p('Management, November 28, 2025')
    divider(S[2])
    d.h('1. Background', 2)
    d.p('Saltmarsh Telemetry, Inc. was founded in Rockland, Maine, in 2014 by three former port engineers and today serves 240 operators of trucks, ferries, and school buses. Its forty-eight employees work in Engineering, Field Support, Security, Sales, and Administration. Devices built by a contract manufacturer are fitted to vehicles by the customer and report position, speed, temperature, and fuel level every thirty seconds.')
    d.p('The Fleet Telemetry Service collects these reports, shows vehicles on a map, warns dispatchers of late or idle vehicles, and passes data on to customers by an interface. Manufacture of devices, and a pilot of route optimization, are outside the boundaries of the service.')
    d.h('2. Commitments and Requirements', 2)
    d.p('The Service Organization promises its customers:')
    d.ul(['that the service is available for 99.7% of each quarter, maintenance excluded;', 'that data of a customer is shown only to users named by that customer;', 'that data travels encrypted and is stored encrypted; and', 'that news of incidents is sent within two days of confirmation.'])
    d.p('These promises stand in the service order and the published terms. From them were drawn requirements for identity, encryption, capacity, recovery, and monitoring, which are listed in a register that the Head of Platform Security maintains.')
    d.h('3. Components', 2)
    for t, x in [('Infrastructure', 'The service runs in two zones of one region of Google LLC, with copies in a second region. A device gateway receives traffic from Kestrel Cellular Ltd. over a private link. Container clusters hold the application, and a time series database the reports.'),
                 ('Software', 'Gateway, map, alert engine, interface, and administration console are written in Go and TypeScript. Sign-on, ticketing, code hosting, and endpoint management are bought as services.'),
                 ('People', 'The Chief Executive, the Head of Engineering, and the Head of Platform Security form the management. An advisory committee with two outside members meets twice a year.'),
                 ('Data', 'Reports of vehicles, names and e-mail addresses of dispatchers, and settings. Drivers are identified by number only. Reports are kept for twenty-five months.'),
                 ('Procedures', 'Procedures are held in a wiki: accounts and rights, development and release, backup, incidents, suppliers, and retirement of equipment. If someone departs from a procedure, an exception must be requested, and exceptions noted in this way are reviewed in the Monday operations meeting.')]:
        d.h(t, 3); d.p(x)
    d.h('4. Control Environment, Risk Assessment, Communication, Monitoring', 2)
    d.p('Values and standards of conduct are written in the handbook. Staff are checked before they start and appraised each year. Job profiles define duties, and responsibility for security is assigned in writing. A workshop on risk is held each spring: participants rate threats to commitments by likelihood and effect, and consider where fraud could occur, such as the sale of position data. Actions are followed up each month until closed.')
    d.p('Policies are open to all staff and announced when revised. Customers read of their duties in terms and guides and can telephone Field Support at all hours. Control owners confirm each year that their controls still answer the risks, and an outside firm is engaged for a penetration test every year; the first is due in the spring of 2026.')
    d.h('5. Incidents', 2)
    d.p('Between the start of the service and October 31, 2025 no incident is known that was caused by controls of unsuitable design or that led to a significant failure to meet commitments. A customer\'s report of missing vehicles in August 2025 was traced to a carrier outage of forty minutes.')
    d.h('6. Subservice Organizations', 2)
    d.table(['Subservice organization', 'What it does', 'How its controls are watched'], [['Google LLC', 'Hosting of servers, storage, and networks', 'Its SOC 2 report is read each year'], ['Kestrel Cellular Ltd.', 'Data traffic of devices', 'Monthly service meeting; ISO certificate']], [2, 2.3, 2.2])
    d.p('The controls expected of them are listed in Section V.')
    d.h('7. Criteria That Do Not Apply', 2)
    d.p('All criteria of the two categories apply. CC6.4 is met in the main by Google LLC; the controls of the Service Organization for it concern the office only.')
    divider(S[3])
    d.p('The criteria for Security and Availability, and the controls which Saltmarsh designed to meet them, follow. A control which meets several criteria is repeated. Operating effectiveness was not examined, and this section therefore contains no tests of it.')
    no = {c['key']: i + 1 for i, c in enumerate(C)}
    for cr, text in CRIT.items():
        L = [c for c in C if cr in c['crit']]
        if not L: continue
        if cr == 'A1.1': d.h('Additional criteria for availability', 2)
        d.table([['**%s** – %s' % (cr, text)], ['No.', 'Control in place as of October 31, 2025']], [['%d' % no[c['key']], c['control']] for c in L], [0.6, 5.9], keep=True)
    divider(S[4])
    d.h('Complementary User Entity Controls', 2)
    d.p('It is not feasible for all criteria to be achieved by the Service Organization alone. Each user entity should consider whether it has the controls below.')
    d.table(['No.', 'Each user entity should', 'Criteria'], [['%d' % (i + 1), t, p] for i, (_, p, t) in enumerate(CUEC)], [0.6, 4.2, 1.7])
    d.h('Complementary Subservice Organization Controls', 2)
    d.table(['Organization', 'Control assumed', 'Criteria'], [[n, t, p] for n, _, p, t in CSOC], [1.6, 3.5, 1.4])
    divider(S[5])
    d.p('Management plans to add the confidentiality category next year. Customers who ask for a copy of the Type II report will receive it upon signing an agreement.')
    d.p('Route optimization is expected to leave its pilot in 2026, and its forecasts will then be compared with actual arrival times.')
    return d


TOC = ['I. Report of Independent Accountants', 'II. Management’s Assertion', 'III. Description of the Fleet Telemetry Service', 'IV. Trust Services Criteria and Related Controls', 'V. Complementary Controls of User Entities and Subservice Organizations', 'VI. Additional Information from Management']


def build():
    pdf = os.path.join(OUT, 'b05_saltmarsh.pdf')
    toc = [(t, '0') for t in TOC]
    for _ in range(2):
        compose(toc).render(pdf)
        P = Pages(pdf)
        sec = [P.find(s, 3) for s in S]
        toc = [(t, str(p - 2)) for t, p in zip(TOC, sec)]
    last = [s - 1 for s in sec[1:]] + [len(P.pp)]
    truth = dict(file='b05_saltmarsh.pdf', vendor=LEGAL, system=SYS,
                 report=dict(kind='SOC 2', type=1, period_start=None, period_end=None, as_of='2025-10-31', issued_on='2025-12-19', auditor=FIRM, opinion='unqualified', categories=['security', 'availability']),
                 sections=[dict(role=r, heading=h, first_page=x, last_page=y) for r, h, x, y in zip(['opinion', 'assertion', 'description', 'tests', 'description', 'other'], S, sec, last)],
                 subservice_organizations=[dict(name='Google LLC', method='carve-out'), dict(name='Kestrel Cellular Ltd.', method='carve-out')],
                 complementary_user_entity_controls=[dict(page=P.find(t, sec[4]), criteria=c, text=curl(t)) for c, _, t in CUEC],
                 complementary_subservice_controls=[dict(page=P.find(t, sec[4]), criteria=c, text=curl(t)) for _, c, _, t in CSOC],
                 exceptions=[], not_tested=[], checklist=no_ai())
    hn = [dict(item='output-monitoring', place='other', page=P.find(x, sec[5]), text=x) for x in ['Route optimization is expected to leave its pilot in 2026, and its forecasts will then be compared with actual arrival times.']]
    save('b05_saltmarsh', truth, dict(pages=len(P.pp), producer='LibreOffice', hard_negatives=hn, skip_fields=[], readable=True, layout='type1, two columns per criterion',
         traps=['vendor only in sentences', 'Type I disclaimer sentence on operating effectiveness', 'wrapped divider pages', 'toc wording differs', 'complementary controls in a section of their own', 'assertion dated before the report',
                'printed page = pdf - 2', 'numbers instead of control ids', 'future period named in other matter', 'carve-out not named so']))
    print('b05', len(P.pp), sec, 0, 0, len(CUEC), len(CSOC))


if __name__ == '__main__':
    build()
