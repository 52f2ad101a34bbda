"""b04: assertion first; controls by criterion in one section, numbered tests by control id in the next; adverse opinion."""
import os
from lib import *
from bank import A, CRIT
from b02 import stamp

LEGAL, CO, SYS = 'Calder & Finch Payroll Services, Inc.', 'Calder Finch', 'Calder Finch PayHub'
FIRM = 'Osei Lindqvist & Company, CPAs'
PER = 'January 1 – June 30, 2025'
S = ['Section One — Assertion of the Management of Calder & Finch Payroll Services, Inc.', 'Section Two — Report of the Independent Practitioner',
     'Section Three — Description of Calder Finch PayHub', 'Section Four — Trust Services Criteria and Controls of Calder Finch Related to Them',
     'Section Five — Tests of Controls Performed by the Independent Practitioner and Results', 'Section Six — Management’s Response to Testing Deviations']
C = [dict(c, crit=[x for x in c['crit'] if x[0] == 'C']) for c in A]
C = [c for c in C if c['crit']]
PRE = dict(conduct='HR', disc='HR', board='GOV', org='GOV', hire='HR', train='HR', perf='HR', dash='GOV', pol='DOC', ext='DOC', status='DOC', goal='GOV', risk='RM', fraud='RM', chgrisk='RM',
           iaudit='RM', defic='RM', matrix='RM', mfa='AC', enc='AC', grant='AC', term='AC', review='AC', priv='AC', badge='PH', media='PH', fw='NET', tls='NET', av='NET', scan='OPS', fim='OPS',
           siem='OPS', triage='IM', ir='IM', recov='IM', change='CM', env='CM', emerg='CM', ins='GOV', bcp='DOC', vendor='RM', nda='HR', dispose='OPS')
PRE['class'] = 'DOC'
ID, n = {}, {}
for c in C:
    p = PRE[c['key']]
    n[p] = n.get(p, 0) + 1
    ID[c['key']] = ('%s-%d' if p in ('DOC', 'GOV') else '%s-%02d') % (p, n[p])
# key: (tests, results, index of the failing result, sampled, deviations, response)
EXC = {
 'grant': (['Inquired of the Access Administrator.', 'Selected 25 access grants and inspected the ticket of each.', 'Compared the role requested with the role granted.'],
           ['No exceptions noted.', 'Exception noted: for 11 of the 25 access grants tested, no approval was on file.', 'No exceptions noted.'], 1, 25, 11, 'Approval by the system owner is enforced in the ticketing tool as of July 2025.'),
 'term': (['Inspected the termination procedure.', 'Compared the roster of leavers with the listing of active accounts for a sample of leavers.'],
          ['No exceptions noted.', 'Exception noted: eight of twenty-five terminated employees still had an active account at June 30, 2025.'], 1, 25, 8, 'All eight accounts were disabled on July 3, 2025. No use after termination was found in the logs.'),
 'review': (['Requested the user access reviews of the first and second quarter.'], ['Exception noted: neither of the two quarterly reviews was performed.'], 0, 2, 2, None),
 'priv': (['Obtained the listing of administrators.', 'Compared rights with job titles.'], ['No exceptions noted.', 'Exception noted: 14 of the 31 administrators held rights that their job title did not call for.'], 1, 31, 14, None),
 'mfa': (['Observed a remote log-in.', 'Inspected the history of settings of the identity provider and of the support gateway.'],
         ['No exceptions noted.', 'Exception noted: from January 1 to April 22, 2025 the support gateway admitted users with a password alone.'], 1, None, None, 'The gateway was placed behind the identity provider on April 23, 2025.'),
 'siem': (['Inspected alert rules.', 'Inspected a sample of 30 alerts.'], ['Exception noted: no rules existed for the payroll database. The control was not suitably designed.', 'No exceptions noted on the alerts selected.'], 0, None, None, 'A project to bring database logs into the platform is under way; completion is foreseen for March 2026.'),
 'triage': (['Inspected records of 20 events.'], ['Exception noted: records could not be provided for 7 of the 20 events; we were therefore unable to determine whether the control operated for them.'], 0, 20, 7, None),
 'change': (['Inquired of the release manager.', 'Inspected the records of 25 code changes for review, tests, and approval.'],
            ['No exceptions noted.', 'Exception noted: 20% of the code changes (5 of 25) had been released before approval.'], 1, 25, 5, 'Branch protection now demands approval before merge.'),
 'hire': (['Inspected the hiring procedure.', 'Inspected screening records for 15 new hires selected from the roster of 61.'], ['No exceptions noted.', 'Exception noted: screening of three new hires was completed after they had started.'], 1, 15, 3, None),
 'train': (['Inspected the training program.', 'Inspected training records for a sample of 25 employees.'], ['No exceptions noted.', 'No exceptions noted, save that one of the 25 employees had not finished the course by June 30, 2025.'], 1, 25, 1, None),
}
NT = {'recov': (['Inspected the incident register.', 'Inspected root cause analyses.'], ['The register held no security incidents for the six months.', 'Not tested, as there was nothing to which the control could be applied.'], 0),
      'emerg': (['Inspected the list of changes marked as emergency.'], ['No change was marked as emergency in the period; unable to test operating effectiveness.'], 0),
      'media': (['Requested certificates of destruction.'], ['Not tested. No devices left the custody of Calder Finch from January through June 2025.'], 0)}
HYB = {'ir': (['Inspected the plan and the record of the exercise.', 'Inspected notices to customers.'], ['No exceptions noted.', 'No notices to customers fell due in the period, and this step could not be carried out.'])}
CUEC = [(['CC6.2', 'CC6.3'], 'CC6.2-CC6.3', 'Clients authorize their payroll administrators in PayHub and remove them upon departure.'),
        (['CC6.1'], 'CC6.1', 'Clients keep the passwords and tokens of their administrators confidential.'),
        (['CC6.7'], 'CC6.7', 'Clients transmit hours and bank details only by the upload page or the encrypted interface.'),
        (['CC2.3', 'CC7.4'], 'CC2.3; CC7.4', 'Clients inform Calder Finch at once of payments that they did not order.')]
CSOC = [(['CC6.4', 'CC6.5'], 'CC6.4 and CC6.5', 'Brightrail Hosting, LLC keeps unauthorized persons out of its data center and destroys media at the end of use.'),
        (['CC6.8', 'CC7.1'], 'CC6.8 and CC7.1', 'Brightrail Hosting, LLC patches the hypervisor and protects it against malicious software.')]

NARR = [
 ('Payroll cycle', 'An employer opens a period, enters hours or loads a file, looks at the preview, and submits it. PayHub computes gross and net pay, withholdings, and contributions, and prepares instructions for the bank of the employer. Pay statements are published in PayHub for employees to see. At year end it prepares tax forms.'),
 ('Who has access', 'The Access Administrator creates accounts after approval by the owner of the system, and removes them within a business day of a termination. Owners look through the users of their systems each quarter. Administrative rights are limited by duties, and remote access calls for a second factor. Relevant exceptions are investigated by the Access Administrator.'),
 ('How the system is watched', 'Events of servers, firewalls, and applications are forwarded to a monitoring platform. An analyst on call takes up alerts and classes events by severity. Scans for weaknesses are run weekly.'),
 ('How the system is changed', 'Code is changed by pull request. A second engineer reviews it, tests are run, and the release manager approves it. Changes that cannot wait are marked as emergency and approved afterwards. Customer data is not used in tests.'),
 ('People and policies', 'Candidates are screened before they start. Each employee acknowledges the code of conduct and completes a course in security every year. Policies are approved yearly and published on the intranet.'),
 ('Physical security', 'The office in Saint Paul is entered by badge and visitors are escorted. Servers stand with Brightrail Hosting, LLC; its controls are not part of this description.'),
 ('Confidentiality', 'Wage data is confidential. It is encrypted with AES-256 at rest and by TLS in transit, and it is deleted within 30 days after the end of an agreement.')]


def compose(toc):
    d = Doc(font='P052', size=10.5, head='#1d4d3a', shade='#e2efda', table_size=9, grid='#a6a6a6', align='left')
    d.masters = {'Cover': (None, None, 0), 'Std': ('%s\t\tSOC 2 Type II' % LEGAL, 'Osei Lindqvist & Company, CPAs\t– {page} –\tRestricted use', 0)}
    d.p(LEGAL, 'Big', master='Cover')
    d.p('Calder Finch PayHub', 'Mid')
    d.p('SOC 2 Type II: Report of the Independent Practitioner on the Description of the System and on Controls Relevant to Security and Confidentiality', 'Mid')
    d.p('Period ' + PER, 'Mid')
    d.h('Table of Contents', 1, master='Std', num='2')
    for t, p in toc: d.p('%s\t%s' % (t, p), 'Toc')
    d.h(S[0], 1, brk=True)
    d.p('Management of Calder & Finch Payroll Services, Inc. ("Calder Finch") has prepared the description of Calder Finch PayHub for the period January 1, 2025 to June 30, 2025. Calder Finch makes the following assertion with regard to the Security and Confidentiality categories.')
    d.p('Controls over logical access, over monitoring of the payroll database, and over changes were not suitably designed or did not operate effectively for all or part of the period, as the practitioner reports in Section Two. For the other controls, management asserts that they were suitably designed and operated effectively. The description was written before those matters came to light and speaks of them as being in operation.')
    d.p('Chief Executive Officer, Calder & Finch Payroll Services, Inc.')
    d.h(S[1], 1, brk=True)
    d.p('To the Directors of Calder & Finch Payroll Services, Inc.:')
    d.h('Scope', 2)
    d.p('We have examined the description of Calder Finch PayHub in Section Three, and the suitability of the design and operating effectiveness of the controls stated in it, throughout the period January 1, 2025 to June 30, 2025. The criteria for the description are those of DC section 200. For controls they are the trust services criteria relevant to security and confidentiality of TSP section 100, __2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy__ (the applicable trust services criteria).')
    d.p('PayHub is hosted by Brightrail Hosting, LLC. Controls of that organization are carved out of the description and our examination did not include them. Nor did it include complementary user entity controls. Section Six contains responses of management; they were not subject to our procedures and we do not express an opinion on them.')
    d.h('Responsibilities', 2)
    d.p('Management is responsible for the description, the assertion in Section One, and the controls. Our responsibility is to express an opinion on them on the strength of our examination, which we conducted in accordance with attestation standards established by the American Institute of Certified Public Accountants. We believe that the evidence that we have obtained is sufficient and appropriate to provide a reasonable basis for our adverse opinion. We are independent of Calder Finch.')
    d.h('Inherent limitations', 2)
    d.p('Controls, however well designed, can fail, and conclusions about one period cannot be projected to another. Except for statutory inspections, no one may rely on such projections.')
    d.h('Basis for adverse opinion', 2)
    d.p('The description states that access is approved before it is granted, removed within a business day, reviewed each quarter, limited by duties, and guarded by a second factor. Section Five shows that none of these controls operated throughout the period. It also states that events are alerted on for all systems in scope, whereas no rules were in place for the payroll database, and that changes are approved before release, which was not so for one change in five. Criteria CC6.1, CC6.2, CC6.3, CC7.2, CC7.3, and CC8.1 were for these reasons not met.')
    d.h('Adverse opinion', 2)
    d.p('In our opinion, because of the significance of the matters described in the preceding paragraph, in all material respects, based on the description criteria and the applicable trust services criteria,')
    d.ul(['the description does not present Calder Finch PayHub as designed and implemented throughout the period January 1, 2025 to June 30, 2025;', 'the controls stated in the description were not suitably designed to provide reasonable assurance that service commitments and system requirements would be achieved; and', 'the controls stated in the description did not operate effectively throughout that period.'])
    d.h('Restricted use', 2)
    d.p('This report is for Calder Finch and for clients of PayHub, their auditors, and regulators who understand the system. It is not for general distribution.')
    d.p('__Osei Lindqvist & Company, CPAs__\nMinneapolis, Minnesota\nSeptember 12, 2025')
    d.h(S[2], 1, brk=True)
    d.h('What the Company does', 2)
    d.p('Calder & Finch Payroll Services, Inc. pays the staff of some 700 small employers in the upper Midwest. Employers enter hours in Calder Finch PayHub, which computes wages, withholdings, and deposits. The transfer of money by banks is outside the boundaries of PayHub.')
    d.h('Commitments and requirements', 2)
    d.p('Client agreements promise that access to wage data is limited to persons named by the client, that wage data is encrypted, that incidents are reported within five days, and that data is deleted after the agreement ends. The requirements that follow from these promises are laid down in policies.')
    d.h('Components', 2)
    for x in ('**Infrastructure.** Forty virtual servers at Brightrail Hosting, LLC in Eau Claire, Wisconsin, and a second site for copies.', '**Software.** The PayHub application, written in PHP, a MariaDB database, and a support gateway.', '**People.** 130 employees in Operations, Tax, Client Service, Technology, and Administration.',
              '**Procedures.** Written procedures for access, changes, events, and vendors. According to the change procedure, deviations must be approved by the Chief Technology Officer.', '**Data.** Names, tax identifiers, wages, and bank details, all of which are classed as confidential.'): d.p(x)
    d.h('Environment, risk, information, monitoring', 2)
    d.p('The Board has five directors, three of them independent. Management sets objectives each year, assesses risks against them, fraud included, and holds a meeting on security each month. Clients reach the Company by telephone and portal. Self-assessments are performed twice a year. In the last of them management found that limited exceptions existed in access reviews and asked for a plan.')
    for t, x in NARR:
        d.h(t, 2)
        d.p(x)
    d.h('Incidents', 2)
    d.p('On April 19, 2025, an outsider signed in to the support gateway with a guessed password and viewed pay statements of 212 employees of three clients. The clients were informed on April 24. The gateway was placed behind the identity provider on April 23, 2025. The Company regards this incident as the result of a control that did not operate.')
    d.h('Significant changes', 2)
    d.p('None, other than the change to the gateway.')
    d.h('Subservice organization', 2)
    d.p('Brightrail Hosting, LLC provides servers, storage, and network. Calder Finch reads its SOC 2 report each year. The Company counts on the controls below.')
    d.ul(['%s (%s)' % (t, p) for _, p, t in CSOC])
    d.h('Complementary user entity controls', 2)
    d.p('Controls of PayHub alone cannot meet every criterion. Clients should have these controls in place:')
    d.ul(['%s (%s)' % (t, p) for _, p, t in CUEC])
    d.h(S[3], 1, brk=True)
    d.p('Criteria are set out below together with the controls by which Calder Finch means to meet them. The number in parentheses refers to Section Five, where the tests of the control are found.')
    for cr, text in CRIT.items():
        if cr[0] != 'C': continue
        d.h('%s  %s' % (cr, text), 3)
        d.ul(['%s (%s)' % (c['control'].format(co=CO).rstrip('.'), ID[c['key']]) for c in C if cr in c['crit']])
    d.h(S[4], 1, brk=True)
    d.p('Tests are numbered, and the results bear the number of the test to which they belong. "No exceptions noted" means that the test showed no departure from the control as described. Samples were drawn at random from populations obtained from the systems concerned.')
    rows = []
    for pre in sorted(n, key=lambda p: ['GOV', 'DOC', 'HR', 'RM', 'AC', 'PH', 'NET', 'OPS', 'IM', 'CM'].index(p)):
        for c in C:
            k = c['key']
            if PRE[k] != pre: continue
            if k in EXC: t, r = EXC[k][:2]
            elif k in NT: t, r = NT[k][:2]
            elif k in HYB: t, r = HYB[k]
            else:
                t = ['Inquired of the owner of the control.', 'Inspected %s and determined that %s.' % (c['obj'], c['claim'])]
                if len(k) == 4: t = t[1:]
                if len(k) == 3: t.append('Inspected evidence that the owner had reviewed the control.')
                r = ['No exceptions noted.'] * len(t)
            num = lambda L: '\n\n'.join('%d. %s' % (i + 1, x) for i, x in enumerate(L))
            rows.append([ID[k], c['control'].format(co=CO), num(t), num(r)])
    d.table(['ID', 'Control', 'Tests', 'Results'], rows, [0.65, 2, 2.2, 1.75])
    d.h(S[5], 1, brk=True)
    d.p('Management of Calder Finch has considered the results in Section Five. It acknowledges them and responds as follows. This section is not covered by the report of the practitioner.')
    for k, e in EXC.items():
        if e[5]:
            d.p('“%s”' % (lambda s: s[0].upper() + s[1:])(e[1][e[2]].replace('Exception noted: ', '')), 'H3')
            d.p('Response: ' + e[5])
    return d


TOC = ['Section One — Assertion of Management of Calder & Finch Payroll Services, Inc.', 'Section Two — Report of the Independent Practitioners', 'Section Three — Description of the Calder Finch PayHub System',
       'Section Four — Trust Services Criteria and Related Controls', 'Section Five — Tests of Controls and Results', 'Section Six — Management’s Responses to Testing Deviations']


def docusign(pdf):
    """A line at the top of every page, as left by a signing service."""
    c = 'BT /F 7 Tf 1 0 0 1 24 778 Tm (DocuSign Envelope ID: 7B1F03D2-94AC-4E55-8E0B-21C6D0A4F9E3) Tj ET'
    stamp(pdf, c)


def build():
    pdf = os.path.join(OUT, 'b04_calderfinch.pdf')
    toc = [(t, '0') for t in TOC]
    for _ in range(2):
        compose(toc).render(pdf)
        P = Pages(pdf)
        sec = [P.find(s, 3) for s in S]
        toc = [(t, str(p)) for t, p in zip(TOC, sec)]
    last = [s - 1 for s in sec[1:]] + [len(P.pp)]
    crit = {c['key']: c['crit'] for c in C}
    ctl = {c['key']: c['control'].format(co=CO) for c in C}
    exc = [dict(page=P.find(e[1][e[2]], sec[4], last=last[4]), control=ID[k], criteria=crit[k], sampled=e[3], deviations=e[4], text=curl(e[1][e[2]]), management_response=bool(e[5]),
                response_page=P.find(e[5], sec[5]) if e[5] else None) for k, e in EXC.items()]
    nt = [dict(page=P.find(x[1][x[2]], sec[4]), control=ID[k], criteria=crit[k], reason='no occurrence in the period') for k, x in NT.items()]
    comp = lambda L: [dict(page=P.find(t, sec[2]), criteria=c, text=curl(t)) for c, _, t in L]
    truth = dict(file='b04_calderfinch.pdf', vendor=LEGAL, system=SYS,
                 report=dict(kind='SOC 2', type=2, period_start='2025-01-01', period_end='2025-06-30', as_of=None, issued_on='2025-09-12', auditor=FIRM, opinion='adverse', categories=['security', 'confidentiality']),
                 sections=[dict(role=r, heading=h, first_page=x, last_page=y) for r, h, x, y in zip(['assertion', 'opinion', 'description', 'criteria', 'tests', 'other'], S, sec, last)],
                 subservice_organizations=[dict(name='Brightrail Hosting, LLC', method='carve-out')],
                 complementary_user_entity_controls=comp(CUEC), complementary_subservice_controls=comp(CSOC), exceptions=exc, not_tested=nt, checklist=no_ai())
    docusign(pdf)
    save('b04_calderfinch', truth, dict(pages=len(P.pp), producer='LibreOffice', hard_negatives=[], skip_fields=[], readable=True, layout='controls by criterion, tests by id',
         traps=['assertion before opinion', 'criteria and tests in different sections, joined by id', 'numbered tests and results in a cell', 'adverse opinion', 'responses quote the result, no id', 'several responses missing',
                'cover period without the first year', 'DocuSign line on every page', 'toc wording differs', 'part non-occurrence (%s) not labelled' % ID['ir']]))
    print('b04', len(P.pp), sec, len(exc), len(nt), len(CUEC), len(CSOC))


if __name__ == '__main__':
    build()
