"""b03: landscape, one table with merged criterion cells, all five categories, AI content, scanned opinion pages, one inclusive subservice organization."""
import os, re, subprocess, tempfile
from lib import *
from bank import B, CRIT, load

LEGAL, CO, SYS = 'Ellery Claims Technology, Inc.', 'Ellery', 'Ellery Claims Adjudication Platform'
FIRM = 'Nakagawa Stroud LLP'
PER = 'July 1, 2024 to June 30, 2025'
S = ['Section I: Independent Service Auditor’s Report', 'Section II: Ellery’s Management Assertion', 'Section III: Ellery’s Description of Its Claims Adjudication Platform',
     'Section IV: Trust Services Criteria, Ellery’s Related Controls, Tests of Controls, and Results of Tests', 'Section V: Other Information Provided by Ellery (Unaudited)']
P_ = load('''pi_def|PI1.1|Data definitions for claims and remittances are kept in a catalog and approved by the Product Owner.|the catalog|definitions were complete and approved
pi_in|PI1.2|Incoming claim files are checked for format, completeness, and duplicates; rejected records are returned to the sender with a reason.|the edit rules and reperformed them on a file with seeded errors|faulty records were rejected
pi_recon|PI1.3 PI1.4|Claims received, adjudicated, pended, and rejected are reconciled every business day by Operations.|reconciliations for 60 business days|the reconciliation was complete and signed
pi_model|PI1.3 CC8.1|A new version of the adjudication model or of its prompt is released only when the evaluation on the reference set of claims has been met and the Model Steering Group has approved the release in the model register.|model release records|evaluation and approval preceded release
pi_human|PI1.3|Proposals of the adjudication model for amounts above $5,000, or with a confidence below 0.85, are decided by a claims examiner, who records decision and reason.|45 proposals over the thresholds|an examiner's decision and reason had been recorded
pi_roll|CC8.1|Model releases go to five percent of traffic first, and the former version remains available for rollback.|deployment records for 4 model releases|a staged deployment had been used and the former version was on hand
pi_out|PI1.4|Remittance files are delivered to payers by the time agreed, and a control total is sent separately.|delivery logs for 25 days|files and totals had been sent on time
pi_store|PI1.5|Claims and their images are stored with checksums which are verified nightly.|the verification job and its log for 20 nights|checksums had been verified
pv_notice|P1.1 P2.1|The privacy notice is published on the member portal and describes purposes, choices, and contacts.|the notice|purposes, choices, and contacts were described
pv_upd|P1.1|Changes to the privacy notice are announced thirty days before they take effect.|the history of the notice|changes were announced
pv_consent|P2.1 P3.2|Consent to optional uses is recorded at enrollment and can be withdrawn in the portal.|enrollment records for 25 members|the consent choice had been recorded
pv_min|P3.1|Forms ask only for the elements listed in the data inventory.|forms compared with the inventory|no further elements were requested
pv_use|P4.1|New uses of personal information require a privacy impact assessment approved by the Privacy Officer.|assessments for 6 projects|approval had been given before use
pv_ret|P4.2|Personal information is kept in line with the retention schedule.|retention settings of the claim store, the image store, and the reporting bucket|settings agreed with the schedule
pv_disp|P4.3 C1.2|Paper claims are shredded by Tolvane after ninety days, and a certificate is issued.|certificates for 6 months|shredding had been certified
pv_acc|P5.1|Requests of data subjects are authenticated and answered within 45 days.|eighteen requests selected from the request register|the request had been authenticated and answered in time
pv_corr|P5.2 P7.1|Corrections asked for by data subjects are made and passed on to payers.|correction requests for 10 members|the correction was made and passed on
pv_disc|P6.1 P6.2|Disclosures to third parties are limited to those in the register of disclosures.|the register and interface listing|each interface was in the register
pv_unauth|P6.3|Unauthorized disclosures are entered in the breach log on detection.|the breach log|entries were complete
pv_vend|P6.4 P6.5|Contracts with processors contain privacy terms and a duty to give notice of disclosures within 48 hours.|contracts with 5 processors|the terms were present
pv_breach|P6.6|Affected members, payers, and authorities are notified of a breach within the times set by law.|the breach log and notices|notices were timely
pv_account|P6.7|An accounting of disclosures is supplied on request.|accounting requests for 8 members|the accounting was supplied
pv_compl|P8.1|Complaints about privacy are logged and answered by the Privacy Officer within ten days.|the complaint log for 10 complaints|answers were given within ten days''')
ALL = B + P_
ID = {c['key']: 'C-%02d' % (i + 1) for i, c in enumerate(sorted(ALL, key=lambda c: list(CRIT).index(c['crit'][0])))}
EXC = {
 'joiner': ('Selected 25 new accounts from the listing of 214 accounts created in the period and inspected the form for each.',
            'Exception noted. The approval of the line manager was missing from two forms.', 25, 2, 'Management will reject forms without approval at the service desk.', 'In progress'),
 'perim': ('Inspected firewall and detection settings, and the reviews of rules scheduled for November and May.',
           'Exception noted. Only one of the two semi-annual reviews of firewall rules scheduled in the period was performed.', 2, 1, 'The May review was overlooked when its owner left. A calendar entry has been assigned to the role.', 'Closed'),
 'pi_recon': ('Inspected reconciliations for 60 business days selected at random.',
              'Exceptions noted. The reconciliation for 6 of 60 business days (10%) bore no evidence of review.', 60, 6, 'Sign-off is now electronic and is demanded before the next batch can be started.', 'Closed'),
 'pi_model': ('Inspected model release records for the entire population of nine model releases.',
              'Exceptions noted. For 2 of 9 model releases, the evaluation on the reference set had not been retained; approval by the Model Steering Group was on file for all nine.', 9, 2, 'Evaluation results are stored with the model register since April 2025.', 'Closed'),
 'pv_ret': ('Inspected retention settings of the claim store, the image store, and the reporting bucket.',
            'Retention of the reporting bucket had been set to 730 days, whereas the schedule calls for 365. Exception noted.', None, None, 'The setting was corrected on June 11, 2025 and the surplus deleted.', 'Closed'),
 'pv_acc': ('Inspected eighteen requests selected from the request register.',
            'Exception noted: one of the eighteen requests was answered on the fifty-second day.', 18, 1, None, None),
}
NT = {'pv_upd': 'The privacy notice was not changed between July 1, 2024 and June 30, 2025. The control did not have occasion to operate and was not tested.',
      'pv_unauth': 'No instances of unauthorized disclosure were detected or reported during the period; operating effectiveness was not tested.',
      'pv_breach': 'Not tested – no breach of personal information took place in the period.',
      'afterm': 'No major incidents occurred during the period. Therefore, no tests of operating effectiveness were performed.'}
HYB = {'handle': 'No incidents called for notice to payers in the period, and that attribute was not tested. No exceptions noted on the remaining tests.'}
CUEC = [('CC6.1\n\nCC6.2', ['CC6.1', 'CC6.2'], ['Payers remove the portal accounts of staff who have left.', 'Payers require multi-factor authentication in their identity provider when single sign-on is used.']),
        ('PI1.2', ['PI1.2'], ['Payers submit claim files in the agreed format and act upon rejected records.', 'Payers keep fee schedules and benefit rules up to date.']),
        ('PI1.4', ['PI1.4'], ['Payers compare remittance files with the control total before release of payment.']),
        ('P2.1, P3.2', ['P2.1', 'P3.2'], ['Payers obtain the consent of members where the law of their state demands it.']),
        ('CC7.3 - CC7.4', ['CC7.3', 'CC7.4'], ['Payers report suspected fraud or misuse of the portal to the service desk.', 'Payers test their own assistants for hostile instructions in uploaded documents.'])]
CSOC = [('Microsoft Corporation', 'CC6.4, A1.2', ['CC6.4', 'A1.2'], ['Access to data centers is restricted and reviewed.', 'Power, cooling, and fire protection are maintained and tested.']),
        ('Lumenary Models, Inc.', 'CC6.1, C1.1', ['CC6.1', 'C1.1'], ['Prompts and responses are encrypted and are not kept beyond thirty days.'])]
MODEL = 'Changes of the model version, of the prompt, or of a threshold are rated low, medium, or high by the product manager. Each is evaluated on a reference set of 4,000 claims with known outcome before release, approved by the Model Steering Group, released to five percent of traffic, and then to all. The former version is kept for rollback for ninety days. The model register records every version with its evaluation and the dates of its use.'
HUMAN = 'Proposals for amounts above $5,000, or with a confidence below 0.85, are put before a claims examiner, whose decision and reason are recorded in the case.'
THIRD = 'For Lumenary Models, Inc. the SOC 2 report is read each year, and a data processing agreement bars the provider from training on claim data.'
LOG = 'Requests to the model and its responses are written to a log and kept for 400 days.'
HN = [('output-monitoring', 'future', 'Monitoring of drift in the share of denied claims is planned for 2026.'),
      ('multi-tenant-isolation', 'desc', 'Records of payers are kept apart by a payer key in the database.'),
      ('training-data-governance', 'desc', 'The Company does not train or fine-tune models.'),
      ('prompt-injection', 'cuec', 'Payers test their own assistants for hostile instructions in uploaded documents.'),
      ('output-monitoring', 'other', 'Accuracy of proposals is compared with examiners\' decisions in a pilot; the pilot was not part of the examination.')]

NARR = [
 ('Intake and edits', 'Claims arrive in the standard electronic format, through the portal, or on paper by way of Tolvane. Edit rules check format, completeness, eligibility, and duplicates. A rejected record goes back to its sender with a code and a text, and remains in the count of the day until it has been answered.'),
 ('Adjudication', 'The claim engine applies benefit rules and fee schedules of the payer. It settles about seven claims in ten. The others are pended for a proposal by the language model or for a claims examiner. Every business day Operations reconciles claims received with those settled, pended, and rejected, and explains differences.'),
 ('Output', 'Remittance files are made at night and delivered by the time agreed with the payer. A control total travels on a separate path. Letters to members are printed by the payer.'),
 ('Access', 'Staff sign in by single sign-on with a hardware key. Accounts rest on a form approved by the line manager and end on or before the last day of work. Rights to production are recertified twice a year. Databases are administered by the database team alone.'),
 ('Changes to software', 'Work is planned in two-week cycles. The Change Board meets on Tuesdays and approves releases to production. The pipeline runs tests at each build, blocks a failed build, and keeps author and approver apart. Deviations from the schedule must be approved by the head of Engineering.'),
 ('Security operations', 'A managed detection provider watches events around the clock. Events passed on are assessed within one day. The procedure for incidents names a lead, steps, and rules for notice. No exceptions noted in the last exercise of the procedure required a change to it.'),
 ('Privacy', 'A notice on the member portal describes purposes, choices, and contacts. Consent to optional uses is recorded at enrollment. New uses of personal information call for a privacy impact assessment. Requests for access and correction go to the Privacy Officer, who authenticates the person and answers within 45 days. Complaints are answered within ten days. The retention schedule is reviewed each year.'),
 ('Recovery', 'Snapshots are taken hourly, and copies are kept in a separate region. Failover is rehearsed every year. Load is forecast monthly.')]


def rows():
    out = []
    for cr, text in CRIT.items():
        L = [c for c in ALL if cr in c['crit']]
        for i, c in enumerate(L):
            k = c['key']
            if k in EXC: t, r = EXC[k][:2]
            elif k in NT: t, r = 'Inquired of the Privacy Officer or control owner and inspected %s.' % c['obj'], NT[k]
            elif k in HYB: t, r = 'Inspected the procedure.\n\nInspected incident tickets for evaluation, containment, and notice.', HYB[k]
            else:
                t = ('Inquired of the control owner regarding the control.\n\nInspected %s and noted that %s.', 'Inspected %s and noted that %s.',
                     'Observed the control owner explain the process.\n\nInspected %s, noting that %s.')[len(c['control']) % 3] % (c['obj'], c['claim'])
                r = 'No exceptions noted.'
            first = ('**%s**\n\n%s' % (cr, text), len(L)) if i == 0 else None
            out.append([first, '**%s**  %s' % (ID[k], c['control']), t, r])
        if cr in ('CC6.4',):
            out.append(['=', 'Controls related to CC6.4 at the data centers are the responsibility of Microsoft Corporation.'])
    return out


def compose(toc):
    d = Doc(font='Liberation Serif', size=11, head='#000000', shade='#e7e6e6', table_size=9)
    run = "Section I Auditor's Report | Section II Assertion | Section III Description | Section IV Tests | Section V Other Information"
    ft = 'Proprietary and confidential\t\tPage {page}'
    d.masters = {'Cover': (None, None, 0), 'Std': (run, ft, 0), 'Land': (run, ft, 1), 'Port': (run, ft, 0)}
    d.p('System and Organization Controls (SOC) 2 Type II Report', 'Big', master='Cover')
    d.p('Description of the %s' % SYS, 'Mid')
    d.p('For the period ' + PER, 'Mid')
    d.p('With the Independent Service Auditor\'s Report including Tests Performed and Results Thereof', 'Mid')
    d.p(LEGAL, 'Mid')
    d.h('Contents', 1, brk=True)
    for t, p in toc: d.p('%s\t%s' % (t, p), 'Toc')
    d.h(S[0], 1, master='Std', num='1')
    d.p('Nakagawa Stroud LLP\nCertified Public Accountants\n88 Gay Street, Columbus, Ohio')
    d.p('To the Board of Directors of Ellery Claims Technology, Inc.')
    d.h('Scope', 2)
    d.p('We have examined the description by Ellery Claims Technology, Inc. ("Ellery") of its %s for processing of health claims throughout the period %s, based on the description criteria of DC section 200, and the suitability of the design and operating effectiveness of controls stated in it, to provide reasonable assurance that Ellery\'s service commitments and system requirements were achieved based on the trust services criteria relevant to Security, Availability, Processing Integrity, Confidentiality, and Privacy set forth in TSP section 100, __2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy__.' % (SYS, PER))
    d.p('Tolvane Document Services, Ltd. is an independent service organization that opens, scans, and indexes paper claims for Ellery. The description includes those elements of the services of Tolvane, and its controls over them, under the inclusive method; Tolvane has given an assertion of its own.  Microsoft Corporation hosts the platform and Lumenary Models, Inc. supplies a language model. The description presents these two under the carve-out method, and our examination did not extend to their controls.')
    d.p('Certain commitments can be met only if complementary user entity controls are suitably designed and operate effectively. We did not examine those controls. Section V is presented by management as additional information; we have not applied procedures to it and express no opinion on it.')
    d.h('Responsibilities of Ellery and Tolvane', 2)
    d.p('Ellery and Tolvane are responsible for their assertions, for the description, for providing the services, for identifying risks, for choosing and stating the criteria, and for controls which are designed and operate to give reasonable assurance that commitments and requirements are met.')
    d.h('Responsibilities of the Service Auditor', 2)
    d.p('We are to express an opinion on the description and on the design and operation of the controls, based on our examination in accordance with attestation standards established by the AICPA. Those standards require that we plan and perform it to obtain reasonable assurance about whether, in all material respects, the description accords with the criteria and the controls were suitably designed and operated effectively. The evidence we obtained is sufficient and appropriate to provide a reasonable basis for our opinion. We are required to be independent and to meet other ethical responsibilities, and we have done so.')
    d.p('Our procedures included obtaining an understanding of the system and the service commitments; assessing the risks that the description is not presented in accordance with the criteria and that controls were not suitably designed or did not operate effectively; testing the design and operation of the controls; and evaluating the overall presentation of the description.')
    d.h('Inherent Limitations', 2)
    d.p('The description may not contain every aspect of the system that each user considers important. There are limits to the effectiveness of any internal control, among them errors of judgment and the possibility that controls are overridden. Proposals made by automated means are subject to similar limits. Projection to the future is subject to the risk that conditions change.')
    d.h('Tests of Controls', 2)
    d.p('The controls tested and the nature, timing, and results of our tests are presented in Section IV.')
    d.h('Opinion', 2)
    d.p('In our opinion, in all material respects, (a) the description presents the %s that was designed and implemented throughout the period %s in accordance with the description criteria; (b) the controls stated in it were suitably designed throughout the period to provide reasonable assurance that the service commitments and system requirements would be achieved based on the applicable trust services criteria, if they operated effectively and the complementary controls were applied; and (c) the controls stated in it operated effectively throughout the period to provide that assurance, if the complementary controls operated effectively.' % (SYS, PER))
    d.h('Restricted Use', 2)
    d.p('This report is intended solely for Ellery, Tolvane, payers that used the platform during the period, prospective payers, practitioners serving them, and regulators, who have sufficient knowledge and understanding of the services, of internal control, and of the criteria. It is not intended to be and should not be used by anyone else.')
    d.p('__Nakagawa Stroud LLP__')
    d.p('Columbus, Ohio\nAugust 29, 2025')
    d.h(S[1], 1, brk=True)
    d.p('We have prepared the description of the %s for the period %s. It gives users of the report information on the system and on the controls which Ellery and Tolvane Document Services, Ltd. have designed, implemented, and operated with regard to security, availability, processing integrity, confidentiality and privacy.' % (SYS, PER))
    d.p('We confirm, to the best of our knowledge and belief, that the description presents the system in accordance with the description criteria; that the controls stated in it were suitably designed throughout the period; and that the controls operated effectively throughout the period, if complementary controls at Microsoft Corporation, Lumenary Models, Inc., and user entities operated effectively.')
    d.h('Assertion of Tolvane', 2)
    d.p('We, the management of Tolvane Document Services, Ltd., confirm the same for the parts of the description that concern our services.')
    d.h(S[2], 1, brk=True)
    d.h('Services', 2)
    d.p('Ellery Claims Technology, Inc. processes health claims for 41 payers. Its %s receives electronic and paper claims, checks them against benefit rules, proposes an outcome, and produces remittance files. Members follow their claims in a portal under the brand of the payer.' % SYS)
    d.p('For claims that rules alone cannot settle, a language model reads the clinical notes and proposes approval, denial, or a request for more information, with a confidence from 0 to 1. ' + HN[2][2])
    d.h('Service commitments and system requirements', 2)
    d.p('Ellery commits to pay-ready output within ten business days for 98% of clean claims, availability of 99.9% each month, accuracy of payment of 99%, encryption of personal information, and answers to data subjects within 45 days. Requirements follow from these commitments and from federal and state law.')
    d.h('Components', 2)
    for t, x in [('Infrastructure. ', 'The platform runs in two Azure regions of Microsoft Corporation.'),
                 ('Software. ', 'Claim engine, examiner workbench, member portal, reporting, and the model gateway are developed by Ellery.'),
                 ('People. ', '410 employees, of whom 180 are claims examiners and 95 engineers. Tolvane employs 70 persons on the account.'),
                 ('Data. ', 'Claims, clinical notes, images, member identity, and bank data of providers. All are personal information. ' + HN[1][2])]:
        d.p('**%s**%s' % (t, x))
    d.h('Use of a language model', 2)
    for x in (MODEL, HUMAN, LOG, HN[0][2]): d.p(x)
    d.h('Tolvane Document Services, Ltd. (inclusive)', 2)
    d.p('Tolvane collects mail from a post office box in Dayton, opens and scans it, keys the index fields twice, and sends images over an encrypted link. Paper is stored in a locked room and shredded after ninety days. Staff of Tolvane are screened and trained under the same rules as those of Ellery.')
    d.h('Control environment, risk, communication, and monitoring', 2)
    d.p('The advisory committee reviews risk and control twice a year. A Privacy Officer and a Head of Platform Security report to the Chief Executive. A risk workshop is held each spring, at which relevant exceptions are investigated and actions set. Policies are kept in a wiki. Control owners confirm their controls yearly, and a penetration test is conducted by an outside firm.')
    d.p('Vendors are vetted before signature and each year afterwards. ' + THIRD)
    for t, x in NARR:
        d.h(t, 2)
        d.p(x)
    d.h('Incidents', 2)
    d.p('Ellery is not aware of any incident in the period that resulted from controls not suitably designed or not operating, or that led to a significant failure to meet commitments.')
    d.h('Changes in the period', 2)
    d.p('In November 2024 the model of Lumenary Models, Inc. took the place of a rules-based note reader. In February 2025 the reporting bucket was added. There were no other significant changes.')
    d.h('Subservice organizations', 2)
    d.table(['Organization', 'Services', 'Method', 'Criteria', 'Complementary subservice organization controls'],
            [[n, {'M': 'Cloud hosting', 'L': 'Language model'}[n[0]], 'Carve-out', cs, '\n\n'.join('• ' + b for b in bs)] for n, cs, _, bs in CSOC]
            + [['Tolvane Document Services, Ltd.', 'Intake of paper claims', 'Inclusive', '–', 'Not applicable; controls of Tolvane are in Section IV.']], [1.3, 1, .8, .9, 2.6])
    d.h('Complementary user entity controls', 2)
    d.p('Payers are expected to have the following controls in operation.')
    d.table(['Criteria', 'Controls expected of payers'], [[cs, '\n\n'.join('• ' + b for b in bs)] for cs, _, bs in CUEC], [1.2, 5.3], keep=True)
    d.h(S[3], 1, master='Land')
    d.p('The table shows, for each criterion, the controls of Ellery (and of Tolvane where stated), the tests performed by Nakagawa Stroud LLP, and the results. A control that serves several criteria is shown under each of them. For tests of samples, the number of items was fixed by reference to the frequency of the control and the risk involved. Samples were drawn from populations that we checked for completeness.')
    d.table(['Criterion', 'Ellery\'s control', 'Tests performed', 'Result'], rows(), [1.6, 2.9, 2.7, 1.8], total=9)
    d.h(S[4], 1, master='Port')
    d.p('Responses of management to the exceptions in Section IV are shown below. ')
    d.table(['Exception', 'Response', 'Status'], [['%s: %s' % (ID[k], next(c for c in ALL if c['key'] == k)['control']), e[4], e[5]] for k, e in EXC.items() if e[4]], [3, 3, 1])
    d.p(HN[4][2])
    return d


TOC = ['Section I: Independent Service Auditor’s Report', 'Section II: Assertion of Ellery’s Management', 'Section III: Ellery’s Description of the Claims Adjudication Platform',
       'Section IV: Trust Services Criteria, Related Controls, Tests of Controls, and Results', 'Section V: Other Information Provided by Ellery']


def jpeg_pdf(files, out):
    """Letter pages that hold nothing but a grey JPEG of 1275 x 1650."""
    o = b'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
    o += b'2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n' % (len(files), b' '.join(b'%d 0 R' % (3 * i + 3) for i in range(len(files))))
    for i, f in enumerate(files):
        n, j = 3 * i + 3, open(f, 'rb').read()
        o += b'%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>endobj\n' % (n, n + 1, n + 2)
        o += b'%d 0 obj<</Length 28>>stream\nq 612 0 0 792 0 0 cm /I Do Q\nendstream endobj\n' % (n + 1)
        o += b'%d 0 obj<</Subtype/Image/Width 1275/Height 1650/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n' % (n + 2, len(j)) + j + b'\nendstream endobj\n'
    open(out, 'wb').write(o + b'trailer<</Root 1 0 R/Size 99>>\n')
    subprocess.run(['qpdf', '--replace-input', out], capture_output=True)


def scan(pdf, a, b):
    """Pages a..b become images: 150 dpi, grey, a little turned and noisy."""
    with tempfile.TemporaryDirectory() as t:
        subprocess.run(['pdftoppm', '-r', '150', '-gray', '-f', str(a), '-l', str(b), '-png', pdf, t + '/s'], check=True)
        f = sorted(os.listdir(t))
        for i, x in enumerate(f):
            subprocess.run(['convert', t + '/' + x, '-background', 'white', '-rotate', '0.%d' % (3 + i), '-gravity', 'center', '-crop', '1275x1650+0+0', '+repage',
                            '-attenuate', '0.08', '+noise', 'Gaussian', '-colorspace', 'Gray', '-quality', '38', t + '/j%d.jpg' % i], check=True)
        jpeg_pdf([t + '/j%d.jpg' % i for i in range(len(f))], t + '/o.pdf')
        subprocess.run(['qpdf', pdf, '--pages', pdf, '1-%d' % (a - 1), t + '/o.pdf', '1-z', pdf, '%d-z' % (b + 1), '--', t + '/n.pdf'], check=True)
        os.replace(t + '/n.pdf', pdf) if os.stat(t).st_dev == os.stat(OUT).st_dev else subprocess.run(['cp', t + '/n.pdf', pdf], check=True)


def build():
    pdf = os.path.join(OUT, 'b03_ellery.pdf')
    toc = [(t, '0') for t in TOC]
    for _ in range(2):
        compose(toc).render(pdf)
        P = Pages(pdf)
        sec = [P.find(s, 3) for s in S]
        toc = [(t, str(p - 2)) for t, p in zip(TOC, sec)]
    last = [s - 1 for s in sec[1:]] + [len(P.pp)]
    crit = {c['key']: c['crit'] for c in ALL}
    ctl = {c['key']: c['control'] for c in ALL}
    exc = [dict(page=P.find(e[1], sec[3]), control=ID[k], criteria=crit[k], sampled=e[2], deviations=e[3], text=curl(e[1]), management_response=bool(e[4]),
                response_page=P.find(e[4], sec[4]) if e[4] else None) for k, e in EXC.items()]
    nt = [dict(page=P.find(r, sec[3]), control=ID[k], criteria=crit[k], reason='no occurrence in the period') for k, r in NT.items()]
    f = lambda t, a=2: P.find(t, sec[a])
    ai = no_ai()
    ai['model-change-management'] = dict(described='full', tested=True, exception=True, pages=sorted({f(MODEL)} | {f(ctl[k], 3) for k in ('pi_model', 'pi_roll')} | {P.find(ctl['pi_model'], sec[3], after=ctl['pi_recon'][:40])}))
    ai['human-oversight'] = dict(described='partial', tested=True, exception=False, pages=sorted({f(HUMAN), f(ctl['pi_human'], 3)}))
    ai['third-party-models'] = dict(described='partial', tested=False, exception=False, pages=[f(THIRD)])
    ai['inference-logging'] = dict(described='partial', tested=False, exception=False, pages=[f(LOG)])
    truth = dict(file='b03_ellery.pdf', vendor=LEGAL, system=SYS,
                 report=dict(kind='SOC 2', type=2, period_start='2024-07-01', period_end='2025-06-30', as_of=None, issued_on='2025-08-29', auditor=FIRM, opinion='unqualified',
                             categories=['security', 'availability', 'processing integrity', 'confidentiality', 'privacy']),
                 sections=[dict(role=r, heading=h, first_page=x, last_page=y) for r, h, x, y in zip(['opinion', 'assertion', 'description', 'tests', 'other'], S, sec, last)],
                 subservice_organizations=[dict(name='Tolvane Document Services, Ltd.', method='inclusive'), dict(name='Microsoft Corporation', method='carve-out'), dict(name='Lumenary Models, Inc.', method='carve-out')],
                 complementary_user_entity_controls=[dict(page=f(b), criteria=c, text=curl(b)) for _, c, bs in CUEC for b in bs],
                 complementary_subservice_controls=[dict(page=f(b), criteria=c, text=curl(b)) for _, _, c, bs in CSOC for b in bs],
                 exceptions=exc, not_tested=nt, checklist=ai)
    hn = [dict(item=i, place=pl, page=f(t), text=curl(t)) for i, pl, t in HN]
    scan(pdf, sec[0], last[0])
    subprocess.run(['qpdf', '--encrypt', '', 'ns-owner', '256', '--extract=n', '--modify=none', '--', '--replace-input', pdf], check=True)
    assert all(len(x) < 5 for x in Pages(pdf).pp[sec[0] - 1:last[0]])
    save('b03_ellery', truth, dict(pages=len(P.pp), producer='LibreOffice', hard_negatives=hn, skip_fields=[], readable=True, layout='rowspan4 landscape',
         traps=['scanned opinion (pages %d-%d, no text layer; opinion, date, auditor to be read by OCR only, auditor also in section IV)' % (sec[0], last[0]), 'landscape tests', 'criterion cell merged over rows and pages',
                'running header names all sections', 'toc wording differs', 'inclusive and carve-out together', 'CUEC bullets in cells', 'response table', 'copying off (AES-256)',
                'part non-occurrence (%s) not labelled' % ID['handle'], 'criterion left to the subservice organization']))
    print('b03', len(P.pp), sec, last, len(exc), len(nt), sum(len(c[2]) for c in CUEC), sum(len(c[3]) for c in CSOC), {k: v for k, v in ai.items() if v['pages']})


if __name__ == '__main__':
    build()
