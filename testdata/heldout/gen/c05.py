from lib import *; from bank import *; import text
V, N, SYS = 'Brackenridge Data, Inc.', 'Brackenridge', 'Document Exchange System'; AUD = 'Tolliver & Nakamura, LLP'
when = 'throughout the period December 1, 2024 to November 30, 2025'; cats = 'security, availability, and confidentiality'
H = ['SECTION 1 Independent Service Auditors’ Report', 'SECTION 2 Assertion of Brackenridge Management', 'SECTION 3 System Description of the Document Exchange System', 'SECTION 4 Controls by Domain and Mapping to Trust Services Criteria', 'SECTION 5 Tests of Controls and Results of Tests', 'SECTION 6 Other Information Provided by Brackenridge That Is Not Covered by the Service Auditors’ Report']
d = Doc()
d.raw('<div style="background:#2b2d42;color:#fff;padding:60px 40px;height:7.2in"><div style="font:700 15px Liberation Sans;letter-spacing:6px">BRACKENRIDGE</div><div style="font:32px/1.25 P052;margin-top:2.2in">SOC 2® Type 2 Report</div><div style="font:17px/1.5 P052;margin-top:.3in">Brackenridge Data, Inc.<br>Document Exchange System</div><div style="font:14px/1.6 P052;margin-top:.5in">Independent Service Auditors’ Report on Controls Relevant to Security, Availability, and Confidentiality<br>December 1, 2024 – November 30, 2025</div></div><div style="font:13px Liberation Sans;margin-top:20px">Tolliver &amp; Nakamura, LLP<br>Certified Public Accountants</div>')
d.br(); d.h('Table of contents'); d.tb([90, 10], None, [[h, p] for h, p in zip(H, '3 6 7 10 15 20'.split())], 'toc')
d.sec('opinion', H[0])
x = len(d.ops)
text.opinion(d, V, N, SYS, when, cats, AUD, 'Columbus, Ohio', 'January 23, 2026', 'To the Management of Brackenridge Data, Inc.', 'Brackenridge uses Rackspace Technology, Inc. (“Rackspace”) for colocation and Wasabi Technologies LLC (“Wasabi”) for archive storage. The description excludes controls of the subservice organizations, and our examination did not extend to such controls; the complementary subservice organization controls assumed by Brackenridge are listed in the description.', oth='Section 6 contains responses of management to the results of our tests. They are not part of the description, and we express no opinion on them.')
d.ops[x:] = [tuple(y.replace('Section 3 titled “Brackenridge’s Description of Its Document Exchange System”', 'Section 3').replace('in Section 4', 'in Section 5') if isinstance(y, str) else y for y in o) for o in d.ops[x:]]
d.sec('assertion', H[1]); text.assertion(d, V, N, SYS, when, cats, 'System Description of the Document Exchange System', 'The description excludes the controls of the subservice organizations Rackspace and Wasabi.', sign='Management of Brackenridge Data, Inc., January 23, 2026')
d.sec('description', H[2])
d.h('Overview'); d.p('Brackenridge Data, Inc. of Columbus, Ohio, moves documents between hospitals, insurers, and print vendors. Since 2003 it has grown to 86 employees and transmits about four million documents a day. The Document Exchange System accepts documents over a web portal, SFTP, and an interface; converts them; indexes them; and delivers them to recipients. The fax gateway for legacy customers is not within the scope of the examination.')
d.h('Commitments'); d.ul(['Documents are encrypted when stored and sent.', 'The exchange is available 99.9% of each month.', 'Documents are removed from the exchange 30 days after delivery unless a longer period is agreed.'])
d.h('System Components'); d.p('The system runs on virtual machines on dedicated servers in facilities of Rackspace Technology, Inc. (“Rackspace”) in Dallas and Chicago. Archives are written to object storage of Wasabi Technologies LLC (“Wasabi”). Brackenridge’s own software is written in Java and Go.')
text.entity(d, N, ['every week', 'Finance and Risk Committee', 'Information Security Manager', 'Chief Operating Officer']); text.ops(d, N, ['OneLogin', 'Jira Service Management', 'Bitbucket', 'Zabbix and Graylog', 'every night', '24 hours', '24 hours'])
d.h('Subservice Organizations and Complementary Controls')
cs = [('Rackspace', ['CC6.4'], 'Data center entry is controlled by badge and biometric reader, and access lists are reviewed.'), ('Rackspace', ['A1.2'], 'Power, cooling, and fire suppression are maintained and tested.'), ('Rackspace', ['CC6.5'], 'Failed drives are destroyed on site.'), ('Wasabi', ['C1.1', 'A1.2'], 'Archive objects are stored encrypted and with redundancy.')]
d.tb([20, 26, 14, 40], ['Subservice organization', 'Service provided', 'Criteria', 'Controls expected'], [[a, {'Rackspace': 'Colocation', 'Wasabi': 'Archive storage'}[a], ' and '.join(c), t] for a, c, t in cs])
d.h('Complementary User Entity Controls'); d.p('User entities are responsible for:')
cu = [(['CC6.2'], 'CC6.2 – creating, changing, and removing portal users of their organization;'), (['CC6.1'], 'CC6.1 – keeping passwords and SFTP keys secret;'), (['CC6.7'], 'CC6.7 – sending documents only over the encrypted channels provided;'), (['C1.2'], 'C1.2 – instructing Brackenridge in writing if documents are to be removed early;'), (['A1.2'], 'A1.2 – keeping originals until delivery has been confirmed.')]
d.ul([t for _, t in cu])
DOM = [('Access', 'AC', 'mfa pwd enc prov term uar priv bdg disp'), ('Boundary and Malware', 'BM', 'fw tls dlp av'), ('Change', 'CH', 'chg sod emg env'), ('Confidentiality', 'CF', 'cls del'), ('Continuity', 'CO', 'bcp ins cap bkp rst'), ('Governance', 'GV', 'coc board org pol vers tos rel whist cmat ia'), ('Human Resources', 'HR', 'bgc jd trn perf'), ('Incident and Monitoring', 'IM', 'siem irp inc'), ('Risk and Vendors', 'RV', 'ra rchg ven'), ('Vulnerability', 'VU', 'pen vul cfg')]
ids = {k: f'{p}{i:02d}' for _, p, ks in DOM for i, k in enumerate(ks.split(), 1)}
d.sec('criteria', H[3]); d.p('Controls are listed by domain. The matrix that follows shows by an X which criteria each control supports. Tests and results are given in Section 5 by control identifier.'); d.h('List of Controls')
for nm, p, ks in DOM: d.h(nm, 3); d.tb([10, 90], ['ID', 'Control'], [[ids[k], A[k][1]] for k in ks.split()])
d.h('Matrix of Controls and Criteria')
for grp in (['CC1', 'CC2'], ['CC3', 'CC4', 'CC5'], ['CC6'], ['CC7', 'CC8', 'CC9'], ['A1', 'C1']):
    cr = [c for c in CRIT if c.split('.')[0] in grp]; rows = [[ids[k]] + ['X' if c in A[k][0] else '' for c in cr] for k in sorted(ids, key=ids.get) if set(cr) & set(A[k][0])]
    d.tb([16] + [84 / len(cr)] * len(cr), ['Control'] + cr, rows, 'mx')
d.p('Criterion CC6.4 is supported, in addition, by controls of Rackspace; physical security of its data centers is the responsibility of Rackspace.')
d.sec('tests', H[4]); d.p('Tolliver & Nakamura, LLP tested the controls in Section 4 for the period December 1, 2024 to November 30, 2025. The tests were planned with regard to the nature of each control and the frequency with which it operates. Unless stated otherwise, samples were selected haphazardly from complete populations.')
X = {'coc': ('Exception noted. Two (2) of 25 new hires sampled acknowledged the Code of Conduct more than 60 days after their start date.', 25, 2), 'prov': ('Exceptions noted. Out of a population of 212 access requests, 25 were sampled; approval of the system owner was not documented for 4.', 25, 4), 'vul': ('Exceptions noted. 5 of the 25 vulnerabilities sampled, two of them critical, were not remediated within 30 days. Refer to Section 6 for management’s response.', 25, 5), 'siem': ('For 3 of the 25 alerts sampled, all in July 2025, triage was not documented owing to a misconfigured routing rule.', 25, 3), 'rst': ('For one of the two quarters sampled, evidence of a restoration test was not available; we were therefore unable to determine whether the test took place.', 2, 1), 'del': ('Exception noted: data of 1 terminated customer (10 sampled) was deleted 74 days after termination of the contract.', 10, 1)}
NT = {'disp': 'No media was decommissioned during the period. The operation of the control could therefore not be tested.', 'inc': 'Per inquiry and inspection of the incident log, no security incidents occurred during the period. Operating effectiveness was not tested.'}
PART = {'emg': 'No exceptions noted as a result of testing the two emergency changes in the population.'}
R = {'coc': 'Management agrees with the finding. The acknowledgment is now part of the offer package.', 'prov': 'The four requests were for the reporting tool, whose owner approved them orally. The owner now uses the ticket queue.', 'vul': 'Management accepts the finding. Patching of the conversion servers depends on a supplier; compensating isolation has been added.', 'siem': 'The routing rule was corrected on July 29, 2025. A review of the alerts affected found no incident.', 'del': 'A calendar task for deletion is now created when notice of termination is received.'}
exc, nt = [], []
for nm, p, ks in DOM:
    d.h(f'Domain: {nm}'); rows = []
    for k in ks.split():
        res = X[k][0] if k in X else NT.get(k) or PART.get(k) or ('No relevant exceptions noted.' if p in ('GV', 'RV') else 'No exceptions noted.')
        if k in X: exc.append(dict(control=ids[k], criteria=A[k][0], text=X[k][0], sampled=X[k][1], deviations=X[k][2], response=R.get(k)))
        if k in NT: nt.append(dict(control=ids[k], criteria=A[k][0], text=NT[k], reason='no occurrence in the period'))
        rows.append([ids[k], A[k][2], res])
    d.tb([12, 50, 38], ['Control ID', 'Test performed by Tolliver & Nakamura', 'Result'], rows)
d.sec('other', H[5]); d.p('This section contains information that is not covered by the service auditors’ report. It is provided by management for the convenience of readers.'); d.h('Response of Management to Results of Tests')
for k in R: d.h(f'Control {ids[k]}', 3); d.p(R[k])
d.h('Looking Ahead'); d.p('Brackenridge plans to retire the fax gateway in 2026 and to add a third archive region.')
css = '''@page{size:letter;margin:.9in;@bottom-right{content:"Page " counter(page);font:9px Liberation Sans}@bottom-left{content:"Brackenridge Data, Inc. | SOC 2® Type 2";font:9px Liberation Sans}}@page:first{margin:.6in;@bottom-right{content:""}@bottom-left{content:""}}
body{font:13.5px/1.45 P052}h1{font-size:21px}h2{font-size:16px;border-bottom:1px solid #2b2d42;break-after:avoid}h3{font-size:13.5px;break-after:avoid;margin:10px 0 4px}.pb{break-before:page}table{border-collapse:collapse;width:100%;table-layout:fixed;margin:6px 0 12px}td,th{border:1px solid #888;padding:5px;vertical-align:top;text-align:left;font-size:12.5px}th{background:#2b2d42;color:#fff}.mx td,.mx th{text-align:center;font-size:11px;padding:2px}.toc td{border:0}tr{break-inside:avoid}'''
ref = chromium('c05_brackenridge', d, css)
pg = Pages(ref); a, b = (next(p for p in range(3, pg.n) if any(norm(h) in v[:330] for v in pg.v[p-1])) for h in (H[0], H[1])); b -= 1
# opinion pages as 150 dpi scans, slightly turned
objs = []
def jpg_pdf(files, out):
    o = [b'<</Type/Catalog/Pages 2 0 R>>', b'']; kids = []
    for f in files:
        j = open(f, 'rb').read(); w, h = map(int, run('identify', '-format', '%w %h', f).split()); n = len(o) + 1; kids.append(b'%d 0 R' % (n + 2))
        o.append(b'<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n' % (w, h, len(j)) + j + b'\nendstream')
        o.append(b'<</Length 29>>stream\nq 612 0 0 792 0 0 cm /I Do Q\n\nendstream'); o.append(b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>' % (n, n + 1))
    o[1] = b'<</Type/Pages/Kids[' + b' '.join(kids) + b']/Count %d>>' % len(kids)
    s = b'%PDF-1.4\n'; x = []
    for i, v in enumerate(o, 1): x.append(len(s)); s += b'%d 0 obj\n' % i + v + b'\nendobj\n'
    q = len(s); s += b'xref\n0 %d\n0000000000 65535 f \n' % (len(o) + 1) + b''.join(b'%010d 00000 n \n' % y for y in x) + b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF' % (len(o) + 1, q)
    open(out, 'wb').write(s)
fs = []
for i in range(a, b + 1):
    run('pdftoppm', '-r', '150', '-gray', '-f', str(i), '-l', str(i), '-singlefile', ref, f'{TMP}/s{i}'); f = f'{TMP}/s{i}.jpg'; fs.append(f)
    run('convert', f'{TMP}/s{i}.pgm', '-background', 'gray98', '-rotate', ['0.5', '-0.4', '0.3'][i % 3], '-gravity', 'center', '-extent', '1275x1650', '-blur', '0x0.5', '-attenuate', '0.15', '+noise', 'Gaussian', '-colorspace', 'Gray', '-quality', '42', f)
jpg_pdf(fs, f'{TMP}/scan.pdf')
pdf = f'{TMP}/c05_final.pdf'; run('qpdf', '--empty', '--pages', ref, f'1-{a-1}', f'{TMP}/scan.pdf', ref, f'{b+1}-z', '--', '--object-streams=generate', pdf)
finish('c05_brackenridge', pdf, d, rep(2, '2024-12-01', '2025-11-30', '2026-01-23', AUD, 'unqualified', ['security', 'availability', 'confidentiality']), V, SYS, [('Rackspace Technology, Inc.', 'carve-out'), ('Wasabi Technologies LLC', 'carve-out')], cu, [(c, t) for _, c, t in cs], exc, nt, {'producer': 'Chromium, opinion pages scanned (ImageMagick), merged by qpdf', 'layout': 'controls by domain, matrix of ids and criteria (X), then tests by domain: Control ID | Test | Result', 'traps': [f'opinion pages {a}-{b} are 150 dpi scans without text layer: opinion, date, auditor\'s city by OCR only', 'criteria of a control only in the matrix', 'tests in Section 5, responses in Section 6 under control headings', 'one exception without response', 'population and sample both printed', 'sample in parentheses after the deviations', 'CUEC bullets beginning with the criterion']}, ref=ref)
