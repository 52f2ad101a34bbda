"""b02: groff -ms; tests as paragraphs without control numbers, responses inline, qualified, nine months, stamped and watermarked."""
import os, subprocess, tempfile
from lib import *
from bank import B, CRIT

LEGAL, CO, SYS = 'Pelican Records Management, LLC', 'Pelican', 'Pelican Records Vault System'
FIRM = 'Trask & Oyelaran CPAs, LLP'
PER = 'April 1, 2025 through December 31, 2025'
S = ['I. Report of Independent Service Auditors', "II. Management's Assertion", "III. Pelican's Description of the Pelican Records Vault System",
     'IV. Information Provided by the Service Auditor: Tests of Controls']
EXC = {
 'cab': ('Trask & Oyelaran selected thirty of the 611 releases of the period and inspected the record of each.',
         'Deviations noted. Nine of thirty releases selected had been deployed without recorded approval of the Change Board.', 30, 9,
         'Management acknowledges the deviations. Approval was given by telephone during the summer. As of January 2026, the pipeline asks for the number of the approval and stops without it.'),
 'sep': ('Inspected the pipeline settings and their history of changes.',
         'Deviation noted. Up to August 17, 2025 the deployment pipeline permitted an author to approve the same change; separation was enforced from August 18, 2025 onward.', None, None,
         'The setting was found missing by our own review and was corrected on August 18, 2025.'),
 'leaver': ('Compared the leaver list with account closing times for fifteen leavers.',
            'Deviations noted. Accounts of three (3) of the fifteen (15) leavers were closed between 6 and 20 days after the last day of work.', 15, 3,
            'Management concurs. Closing of accounts is now started by the payroll system.'),
 'bgcheck': ('Inspected check reports for twelve new hires.',
             'For one of the new hires inspected, the check report carried a date nineteen days after the start date. Deviation noted.', 12, 1, None),
 'pentest': ('Asked the Head of Platform Security for the report of the tester for the period.',
             'We were informed that the test had been put off until February 2026; no penetration test took place during the nine months. Deviation noted.', None, None,
             'The tester withdrew at short notice. A new tester has been engaged, and fieldwork began on February 2, 2026.'),
 'values': ('Requested signed receipts for a selection of staff.',
            'Deviation noted: some of the receipts requested could not be produced, and we were therefore not able to determine whether they had been signed.', None, None,
            'Paper receipts were lost in the office move in May. All staff have signed anew by electronic means.'),
 'dbadmin': ('Inspected the list of accounts with administrative rights and compared it with duties.',
             'Deviation noted. Administrative rights were held by 7 accounts of employees outside of the database team.', None, 7,
             'The rights were withdrawn on the day on which the auditor raised the matter.'),
}
NT = {'afterm': 'There was no major incident between April 1 and December 31, 2025, and so this control was not called upon. Not tested.',
      'mover': 'According to the personnel system, no member of staff changed duties during the period; operating effectiveness could not be tested.',
      'scrap': 'No equipment was retired in the period under review. Accordingly, we performed no test of the operation of this control.'}
CUEC = ['granting and withdrawing the access of their own users to the vault, and reviewing that access from time to time',
        'indexing records correctly at the time of deposit and setting their retention dates',
        'keeping credentials and hardware keys secret, and reporting their loss to Pelican at once',
        'examining the monthly activity extract and raising differences within thirty days',
        'protecting records printed or downloaded from the vault']
CSOC = ['Environmental safeguards and redundant power protect the facilities in which the vault is hosted.',
        'Entry to the data halls is limited to persons authorized by the provider, and visits are logged.',
        'The managed detection provider watches the event feed at all hours and passes events on within thirty minutes.']


def compose(toc):
    o = []
    a = lambda *x: o.extend(x)
    esc = lambda s: curl(s).replace('\\', '\\e').replace('**', '')

    def p(s, m='.LP'): a(m, ('\\&' if s[0] in '.’‘' else '') + esc(s))
    def h(s, n=2): a('.ne 6', '.sp .6', '.LP', '.ps %d' % {1: 16, 2: 12, 3: 11}[n], '.ft %s' % ('BI' if n == 3 else 'B'), '.na', '.nh', esc(s), '.br', '.ft R', '.ps 11', '.ad b', '.hy', '.sp .3')
    def ul(L):
        for i in L: p(i, '.IP \\(bu 3')
    a('.nr PS 11', '.nr VS 14', '.nr LL 6.3i', '.nr PO 1.1i', '.nr PD .6v', '.nr HM 1i', '.nr FM .9i', '.ds CH', '.ds LH', '.ds RH', '.ds CF')
    a('.LP', '.sp 2.4i', '.ps 26', '.vs 30', '.ce 2', 'SOC 2\\*{®\\*} Report', 'Type 2', '.ps 15', '.vs 20', '.sp 2', '.na', '.nh')
    a('.ce 9', esc(LEGAL), '.sp', esc(SYS), '.sp', 'Independent Service Auditors’ Report on the Description of the System,', 'the Design of Controls, and Their Operating Effectiveness', 'relevant to Security, Availability and Confidentiality', '.sp',
      'For the Period ' + PER, '.sp 2.5i', '.ps 10', '.vs 13', '.ce 2', 'Trask & Oyelaran CPAs, LLP', 'Certified Public Accountants · Baton Rouge, Louisiana', '.ps 11', '.vs 14', '.ad b', '.hy')
    a('.bp'); h('Contents', 1)
    a('.ta 6.3iR')
    for t, pg in toc: a('.LP', '.ta 6.3iR', esc(t) + '\t' + str(pg))
    a('.ds LH \\s8Pelican Records Management, LLC\\s0', '.ds RH \\s8SOC 2 Type 2 · I. Auditors’ Report · II. Assertion · III. Description · IV. Tests\\s0', '.ds LF \\s8Trask & Oyelaran CPAs, LLP\\s0', ".ds CF \\s9\\\\n[PN]\\s0", '.pn 1', '.bp')
    h(S[0], 1)
    p('To the Members and Management of Pelican Records Management, LLC:')
    h('Scope')
    p('We have examined the description, prepared by Pelican Records Management, LLC ("Pelican" or "the Company"), of its Pelican Records Vault System for the period %s, based on the criteria set forth in DC section 200, 2018 Description Criteria for a Description of a Service Organization\'s System in a SOC 2® Report (AICPA, Description Criteria) ("description criteria"), and the suitability of the design and the operating effectiveness of the controls included in it to provide reasonable assurance that Pelican\'s service commitments and system requirements were achieved based on the trust services criteria for security, availability, and confidentiality ("applicable trust services criteria") set forth in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy (AICPA, Trust Services Criteria).' % PER)
    p('Pelican uses two subservice organizations, named in part III, for hosting and for the watching of security events. The description was prepared under the carve-out method and excludes their controls. It presents the complementary subservice organization controls assumed in the design of Pelican\'s controls; we did not evaluate them. The description likewise presents complementary user entity controls, and we did not evaluate those either.')
    h("The Company's Responsibilities")
    p('The Company is responsible for its commitments and requirements, for the description and the assertion in part II, for the services covered, and for designing, implementing, documenting, and operating the controls.')
    h("Service Auditors' Responsibilities")
    p('Our responsibility is to express an opinion, based on our examination, on the presentation of the description and on the design and operation of the controls. We followed the attestation standards of the American Institute of Certified Public Accountants, under which we plan and perform our work to obtain reasonable assurance. An examination involves procedures to obtain evidence; their nature, timing, and extent depend on our judgment, which takes account of the risk of material misstatement, whether due to fraud or error. We are independent of Pelican and have met the other ethical requirements that apply. The evidence we obtained is sufficient and appropriate for a reasonable basis for our modified opinion.')
    h('Inherent Limitations')
    p('The description is made for a wide range of users and may leave out matters important to one of them. Because of their nature, controls may not prevent, or detect and correct, all misstatements or departures. Conclusions about effectiveness cannot be carried forward to other periods.')
    h('Basis for Qualified Opinion')
    p('The description states that releases to production are approved by the Change Board and that the author of a change cannot approve it. As noted in part IV, approval had not been recorded for nine of thirty releases tested, and until August 17, 2025 the pipeline did not enforce the separation of duties. As a result, controls did not operate effectively from April 1, 2025 through December 31, 2025 to meet criterion CC8.1, under which changes to infrastructure, data, software, and procedures are authorized, tested, and approved.')
    h('Qualified Opinion')
    p('In our opinion, except for the effects of the matter described in the preceding paragraph, in all material respects,')
    ul(['the description presents the Pelican Records Vault System as designed and implemented for the period %s in accordance with the description criteria;' % PER,
        'the controls stated in the description were suitably designed for that period to provide reasonable assurance that the service commitments and system requirements would be achieved based on the applicable trust services criteria, had they operated effectively and had subservice organizations and user entities applied the complementary controls; and',
        'the controls stated in the description operated effectively for that period to provide that assurance, if those complementary controls operated effectively as well.'])
    h('Restricted Use')
    p('Our report and the tests and results in part IV are meant only for Pelican, for user entities of the system during the nine months, and for prospective users, auditors, and regulators with sufficient understanding of the system. Nobody else should use it, with the exception of those to whom law grants a right of inspection.')
    a('.sp', '.LP', '.I', 'Trask & Oyelaran CPAs, LLP', '.R', '.br', 'March 6, 2026')
    a('.bp'); h(S[1], 1)
    p('We, the management of Pelican, have prepared the accompanying description of the Pelican Records Vault System for the period %s. It is intended to inform readers of the report about the system and, in particular, about controls for the Security, Availability and Confidentiality categories.' % PER)
    p('To the best of our knowledge and belief, and with reference to the matter about the approval of changes set out below:')
    ul(['the description presents the system as designed and implemented in accordance with the description criteria;', 'the controls were suitably designed; and', 'the controls operated effectively, other than those for the approval of releases to production, which did not operate effectively to meet CC8.1.'])
    p('Nine of thirty releases looked at by the service auditors lacked a recorded approval. We have changed the pipeline so that a release without approval is no longer possible.')
    p('Management of Pelican Records Management, LLC')
    a('.bp'); h(S[2], 1)
    h('A. Company and Services')
    p('Pelican Records Management, LLC has stored records for courts, title companies, and hospitals in the Gulf states since 1988. In 2016 it opened the Pelican Records Vault System, an electronic archive into which clients deposit documents, attach index terms and retention dates, and from which they retrieve certified copies. The paper warehouses of the Company are outside the boundaries of the system.')
    h('B. Service Commitments')
    p('The Company commits itself in its client agreements to the availability of the vault for 99.5 percent of each month, to custody of records under lock of encryption, to disclosure only to those named by the client, and to purging at the end of retention. System requirements drawn from these commitments are kept in the requirements register.')
    h('C. Components')
    h('Infrastructure and software', 3)
    p('The vault runs on virtual servers at Okatoma Cloud Services, Inc. in two regions. The application is written in C# by a team in Baton Rouge; documents rest in object storage and the index in a SQL database. A search engine, a queue, and a scanning service for malware complete it.')
    h('People', 3)
    p('Eighty-four people work for the Company, thirty-one of them on the vault. The Head of Platform Security is in charge of security and reports to the Chief Executive.')
    h('Data', 3)
    p('Deposited records are treated as confidential without exception. Index terms, retention dates, and access logs are kept with them.')
    h('Procedures', 3)
    p('Procedures cover deposit, retrieval, certification, access, change, incident handling, and backup. They apply to all staff. Should a reviewer find that a procedure was not followed, the deviation is noted in the action list and a response of management to the deviation is asked for within a week.')
    h('D. Control Environment, Risk Assessment, Monitoring, and Communication')
    p('The owners of the Company are advised by a committee with three outside members. The handbook states values and the consequences of departing from them. A workshop on risk is held in spring, and its list of risks is updated by the quarterly review of new laws, technology, and ventures. Monitoring rests on certifications of access, on the penetration test, and on confirmations by control owners. Policies are open to all staff in a wiki. Clients are informed through onboarding guides and, of incidents, by telephone and letter.')
    h('E. Incidents and Changes in the Period')
    p('On June 24, 2025 a search index was rebuilt from an outdated copy, and for two days searches by eleven clients left out documents deposited in the previous week. No document was lost. The incident arose from a release that had not been approved; its cause is discussed under Basis for Qualified Opinion in part I.')
    p('In May 2025 the office moved to Government Street. In October 2025 the event feed was handed from an in-house team to Harrow Detect, Inc. No other significant change took place.')
    h('F. Subservice Organizations')
    ul(['Okatoma Cloud Services, Inc. — hosting of servers and storage.', 'Harrow Detect, Inc. — managed detection of security events, from October 2025.'])
    p('Pelican expects the following of them:')
    ul(CSOC)
    h('G. Complementary User Entity Controls')
    p('The vault was designed with the expectation that its users do their part. User entities are responsible for:')
    ul([c + ('.' if i == len(CUEC) - 1 else ';') for i, c in enumerate(CUEC)])
    h('H. Criteria Left Out')
    p('No criterion of the three categories was left out. Criterion CC6.4 is met in part by Okatoma Cloud Services, Inc., and for its data halls our controls do not apply.')
    a('.bp'); h(S[3], 1)
    p('This part sets out, under each criterion, the control activities described by Pelican, the tests made by Trask & Oyelaran CPAs, LLP, and the results. The words "No deviations noted" mean that each item tested agreed with the control. In forming our tests we weighed the nature of the control, how often it operates, and the evidence at hand. Where a list served as the population, we checked that it was complete. Management\'s responses stand below the results; they were not subject to our procedures and we express no opinion on them.')
    for cr, text in CRIT.items():
        if cr[:2] == 'PI' or cr[0] == 'P': continue
        h('%s – %s' % (cr, text), 3)
        for c in B:
            if cr not in c['crit']: continue
            k = c['key']
            p('\x00fBControl Activity:\x00fP ' + c['control'])
            if k in EXC: t, r = EXC[k][:2]
            elif k in NT: t, r = ('Inquired of the responsible manager and inspected %s.' % c['obj']), NT[k]
            elif k == 'handle':
                t = 'Inspected the written procedure. Inspected incident tickets for notice given to clients.'
                r = 'One attribute, notice to clients of a breach, could not be tested since no breach occurred. For the remaining attributes, no deviations noted.'
            else:
                t = ('Inspected %s and found that %s.', 'Spoke with the responsible manager. Inspected %s to see that %s.', 'By inspection of %s, determined that %s.')[(len(k) + len(cr)) % 3] % (c['obj'], c['claim'])
                r = 'No deviations noted.'
            p('\x00fBTest of Control:\x00fP ' + t)
            p('\x00fBResults:\x00fP ' + r)
            if k in EXC and EXC[k][4]: p("\x00fBManagement's Response:\x00fP " + EXC[k][4])
            a('.sp .4')
    return '\n'.join(o).replace('\x00', '\\').replace('\\*{®\\*}', '®') + '\n'


def stamp(pdf, c=None):
    """One page in plain PDF operators: a line for the recipient and a pale rotated watermark; overlaid on all pages."""
    c = c or ('q 0.90 g BT /F 46 Tf 0.707 0.707 -0.707 0.707 120 190 Tm (BRINDLE SAVINGS BANK) Tj ET '
         '0.45 g BT /F 7 Tf 1 0 0 1 72 8 Tm (Provided to m.adeyinka@brindlesavings.example on 2026-03-19 14:07 UTC under NDA 20417 - do not forward) Tj ET Q')
    objs = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
            '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
            '<</Length %d>>stream\n%s\nendstream' % (len(c), c), '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
    f = pdf + '.stamp'
    open(f, 'w').write('%PDF-1.4\n' + ''.join('%d 0 obj%s endobj\n' % (i + 1, x) for i, x in enumerate(objs)) + 'trailer<</Root 1 0 R/Size 6>>\n')
    subprocess.run(['qpdf', pdf, '--underlay', f, '--from=1', '--repeat=1', '--', pdf + '.2'], capture_output=True)
    os.remove(f); os.replace(pdf + '.2', pdf)


TOC = ['I. Report of Independent Service Auditor', 'II. Assertion of Management', "III. Pelican's Description of the Records Vault System", 'IV. Information Provided by Service Auditor: Tests of Controls']


def build():
    pdf = os.path.join(OUT, 'b02_pelican.pdf')
    toc = [(t, 0) for t in TOC]
    for _ in range(2):
        r = subprocess.run(['groff', '-ms', '-k', '-Tps', '-P-pletter'], input=compose(toc).encode(), capture_output=True, check=True)
        if r.stderr: print(r.stderr.decode()[:600])
        open(pdf + '.ps', 'wb').write(r.stdout)
        subprocess.run(['ps2pdf', '-sPAPERSIZE=letter', pdf + '.ps', pdf], check=True)
        os.remove(pdf + '.ps')
        P = Pages(pdf)
        sec = [P.find(s, 3) for s in S]
        toc = [(t, p - 2) for t, p in zip(TOC, sec)]
    stamp(pdf)
    P = Pages(pdf)
    last = [s - 1 for s in sec[1:]] + [len(P.pp)]
    exc = []
    for k, e in EXC.items():
        c = next(x for x in B if x['key'] == k)
        exc.append(dict(page=P.find(e[1], sec[3]), control=None, criteria=c['crit'], sampled=e[2], deviations=e[3], text=curl(e[1]),
                        management_response=bool(e[4]), response_page=P.find(e[4], sec[3]) if e[4] else None))
    nt = [dict(page=P.find(r, sec[3]), control=None, criteria=next(x for x in B if x['key'] == k)['crit'], reason='no occurrence in the period') for k, r in NT.items()]
    comp = lambda L, at: [dict(page=P.find(t, sec[2], after=at), criteria=[], text=curl(t)) for t in L]
    truth = dict(file='b02_pelican.pdf', vendor=LEGAL, system=SYS,
                 report=dict(kind='SOC 2', type=2, period_start='2025-04-01', period_end='2025-12-31', as_of=None, issued_on='2026-03-06', auditor=FIRM,
                             opinion='qualified', categories=['security', 'availability', 'confidentiality']),
                 sections=[dict(role=r, heading=curl(h), first_page=x, last_page=y) for r, h, x, y in zip(['opinion', 'assertion', 'description', 'tests'], S, sec, last)],
                 subservice_organizations=[dict(name=n, method='carve-out') for n in ('Okatoma Cloud Services, Inc.', 'Harrow Detect, Inc.')],
                 complementary_user_entity_controls=comp(CUEC, 'do their part'), complementary_subservice_controls=comp(CSOC, 'Pelican expects the following'),
                 exceptions=exc, not_tested=nt, checklist=no_ai())
    save('b02_pelican', truth, dict(pages=len(P.pp), producer='groff', hard_negatives=[], skip_fields=[], readable=True, layout='paragraphs',
         traps=['tests as paragraphs, no control ids', 'nine months', 'stamped for a recipient on each page', 'rotated watermark', 'running header names all sections', 'toc wording differs',
                'responses inline', 'no section V', 'printed page = pdf - 2', 'part non-occurrence (CC7.4) not labelled', 'same exception under CC4.1 and CC7.1']))
    print('b02', len(P.pp), sec, len(exc), len(nt), len(CUEC), len(CSOC))


if __name__ == '__main__':
    build()
