# Ops -> HTML (Chromium), flat ODT (LibreOffice) or roff; page numbers of the truth are looked up in the rendered PDF.
import html, json, os, re, subprocess, sys
OUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TMP = '/tmp/gen_c'; os.makedirs(TMP, exist_ok=True)
def run(*a, **k): return subprocess.run(a, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **k).stdout
def esc(s):
    s = html.escape(s, quote=False)
    return re.sub(r'&lt;(/?[bi])&gt;', r'<\1>', s)
def plain(s): return re.sub(r'</?[bi]>', '', s)
def paras(c): return c if isinstance(c, list) else [c]

class Doc:
    def __init__(s): s.ops = []
    def sec(s, role, heading, divider=False): s.ops.append(('sec', role, heading, divider))
    def h(s, t, lv=2): s.ops.append(('h', lv, t))
    def p(s, *ts):
        for t in ts: s.ops.append(('p', t))
    def c(s, t, size=1.0): s.ops.append(('c', t, size))   # centred
    def ul(s, items, num=False): s.ops.append(('ul', items, num))
    def tb(s, widths, head, rows, cls=''): s.ops.append(('tb', widths, head, rows, cls))
    def br(s): s.ops.append(('br',))
    def sp(s, n=1): s.ops.append(('sp', n))
    def raw(s, t): s.ops.append(('raw', t))

def to_html(d, css, fixed=''):
    o = ['<!doctype html><html><head><meta charset="utf-8"><style>' + css + '</style></head><body>' + fixed]
    for x in d.ops:
        k = x[0]
        if k == 'sec':
            o.append(f'<div class="pb"></div><h1{" class=div" if x[3] else ""}>{esc(x[2])}</h1>' + ('<div class="pb"></div>' if x[3] else ''))
        elif k == 'h': o.append(f'<h{x[1]}>{esc(x[2])}</h{x[1]}>')
        elif k == 'p': o.append(f'<p>{esc(x[1])}</p>')
        elif k == 'c': o.append(f'<p style="text-align:center;font-size:{x[2]}em">{esc(x[1])}</p>')
        elif k == 'ul':
            t = 'ol' if x[2] else 'ul'; o.append(f'<{t}>' + ''.join(f'<li>{esc(i)}</li>' for i in x[1]) + f'</{t}>')
        elif k == 'br': o.append('<div class="pb"></div>')
        elif k == 'sp': o.append(f'<div style="height:{x[1]}em"></div>')
        elif k == 'raw': o.append(x[1])
        elif k == 'tb':
            _, w, hd, rows, cls = x
            o.append(f'<table class="{cls}"><colgroup>' + ''.join(f'<col style="width:{i}%">' for i in w) + '</colgroup>')
            if hd: o.append('<thead><tr>' + ''.join(f'<th>{esc(i)}</th>' for i in hd) + '</tr></thead>')
            o.append('<tbody>')
            for r in rows:
                if r[0] == 'span': o.append(f'<tr class="span"><td colspan={len(w)}>' + ''.join(f'<div>{esc(i)}</div>' for i in paras(r[1])) + '</td></tr>')
                else: o.append('<tr>' + ''.join('<td>' + ''.join(f'<div>{esc(i)}</div>' for i in paras(c)) + '</td>' for c in r) + '</tr>')
            o.append('</tbody></table>')
    return '\n'.join(o) + '</body></html>'

def chromium(name, d, css, fixed=''):
    f = f'{TMP}/{name}.html'; open(f, 'w').write(to_html(d, css, fixed))
    pdf = f'{TMP}/{name}.pdf'
    run('chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', '--print-to-pdf=' + pdf, f)
    return pdf

def to_fodt(d, font='Liberation Serif', size=10.5, land=False, header='', footer='', shade='#d9e2ec', tsize=9):
    W, H = ('11in', '8.5in') if land else ('8.5in', '11in')
    tw = 9.4 if land else 6.7
    def sp(s): return re.sub(r'<(b|i)>(.*?)</\1>', lambda m: f'<text:span text:style-name="{m[1].upper()}">{m[2]}</text:span>', esc(s))
    auto, body = [], []
    def P(st, t): return f'<text:p text:style-name="{st}">{sp(t)}</text:p>'
    n = 0
    for x in d.ops:
        k = x[0]
        if k == 'sec':
            body.append(f'<text:h text:style-name="{"SD" if x[3] else "S1"}" text:outline-level="1">{sp(x[2])}</text:h>')
            if x[3]: body.append(P('PB', ''))
        elif k == 'h': body.append(f'<text:h text:style-name="H{x[1]}" text:outline-level="{x[1]}">{sp(x[2])}</text:h>')
        elif k == 'p': body.append(P('T', x[1]))
        elif k == 'c':
            st = f'C{int(x[2]*10)}'; auto.append(f'<style:style style:name="{st}" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-top="0.1in"/><style:text-properties style:font-name="{font}" fo:font-size="{size*x[2]}pt"/></style:style>'); body.append(P(st, x[1]))
        elif k == 'ul':
            for i, t in enumerate(x[1], 1): body.append(P('L', (f'{i}.  ' if x[2] else '•  ') + t))
        elif k == 'br': body.append(P('PB', ''))
        elif k == 'sp': body.extend([P('T', '')] * x[1])
        elif k == 'tb':
            _, w, hd, rows, cls = x; n += 1
            for i, v in enumerate(w): auto.append(f'<style:style style:name="T{n}.{i}" style:family="table-column"><style:table-column-properties style:column-width="{tw*v/100:.3f}in"/></style:style>')
            body.append(f'<table:table table:name="T{n}" table:style-name="TB">' + ''.join(f'<table:table-column table:style-name="T{n}.{i}"/>' for i in range(len(w))))
            cell = lambda c, st, ps, span=1: f'<table:table-cell table:style-name="{st}" office:value-type="string"' + (f' table:number-columns-spanned="{span}"' if span > 1 else '') + '>' + ''.join(P(ps, i) for i in paras(c)) + '</table:table-cell>' + '<table:covered-table-cell/>' * (span - 1)
            if hd: body.append('<table:table-header-rows><table:table-row>' + ''.join(cell(i, 'CH', 'TH') for i in hd) + '</table:table-row></table:table-header-rows>')
            for r in rows:
                if r[0] == 'span': body.append('<table:table-row>' + cell(r[1], 'CS', 'TC', len(w)) + '</table:table-row>')
                else: body.append('<table:table-row>' + ''.join(cell(c, 'CC', 'TC') for c in r) + '</table:table-row>')
            body.append('</table:table>'); body.append(P('GAP', ''))
    def ps(nm, para='', txt='', parent=''): return f'<style:style style:name="{nm}" style:family="paragraph"><style:paragraph-properties {para}/><style:text-properties style:font-name="{font}" {txt}/></style:style>'
    styles = ''.join([ps('T', 'fo:margin-bottom="0.09in" fo:text-align="justify"', f'fo:font-size="{size}pt"'), ps('L', 'fo:margin-left="0.35in" fo:text-indent="-0.2in" fo:margin-bottom="0.05in"', f'fo:font-size="{size}pt"'),
        ps('PB', 'fo:break-before="page"', 'fo:font-size="6pt"'), ps('GAP', '', 'fo:font-size="7pt"'), ps('TC', 'fo:margin-bottom="0.03in"', f'fo:font-size="{tsize}pt"'), ps('TH', 'fo:text-align="center"', f'fo:font-size="{tsize}pt" fo:font-weight="bold"'),
        ps('S1', 'fo:break-before="page" fo:margin-bottom="0.15in"', f'fo:font-size="{size+5}pt" fo:font-weight="bold" fo:color="#1f3a5f"'), ps('SD', 'fo:break-before="page" fo:margin-top="2.4in" fo:text-align="center"', 'fo:font-size="22pt" fo:font-weight="bold" fo:color="#1f3a5f"'),
        ps('H2', 'fo:margin-top="0.14in" fo:margin-bottom="0.07in" fo:keep-with-next="always"', f'fo:font-size="{size+2}pt" fo:font-weight="bold"'), ps('H3', 'fo:margin-top="0.1in" fo:margin-bottom="0.05in" fo:keep-with-next="always"', f'fo:font-size="{size}pt" fo:font-style="italic" fo:font-weight="bold"'), ps('HF', 'fo:text-align="center"', 'fo:font-size="8pt" fo:color="#555555"')])
    cs = lambda nm, bg: f'<style:style style:name="{nm}" style:family="table-cell"><style:table-cell-properties fo:padding="0.05in" fo:border="0.5pt solid #777777"{bg}/></style:style>'
    return f'''<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face style:name="{font}" svg:font-family="'{font}'"/></office:font-face-decls><office:styles>{styles}</office:styles><office:automatic-styles>{''.join(dict.fromkeys(auto))}<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style><style:style style:name="TB" style:family="table"><style:table-properties style:width="{tw}in" table:align="left"/></style:style>{cs('CC','')}{cs('CH',f' fo:background-color="{shade}"')}{cs('CS',' fo:background-color="#f1f1f1"')}<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="{W}" fo:page-height="{H}" style:print-orientation="{'landscape' if land else 'portrait'}" fo:margin="0.7in" fo:margin-left="0.8in" fo:margin-right="0.8in"/><style:header-style><style:header-footer-properties fo:margin-bottom="0.2in" fo:min-height="0.2in"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.2in" fo:min-height="0.2in"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL"><style:header>{P('HF', header)}</style:header><style:footer><text:p text:style-name="HF">{esc(footer)} <text:page-number/></text:p></style:footer></style:master-page></office:master-styles><office:body><office:text>{''.join(body)}</office:text></office:body></office:document>'''

def libre(name, d, **k):
    f = f'{TMP}/{name}.fodt'; open(f, 'w').write(to_fodt(d, **k))
    run('soffice', '--headless', '--convert-to', 'pdf', '--outdir', TMP, f)
    return f'{TMP}/{name}.pdf'

def to_roff(d, foot):
    def e(s):
        s = plain(s).replace('\\', '\\e').replace('’', "\\[cq]").replace('“', '\\[lq]').replace('”', '\\[rq]').replace('–', '\\[en]').replace('®', '\\[rg]').replace('§', '\\[sc]')
        return ('\\&' + s) if s[:1] in ".'" else s
    o = ['.po 1.1i', '.ll 6.3i', '.ps 11', '.vs 13.5', '.fam T', '.pl 11i', '.de FT', "'sp |10.35i", ".tl ''- % -''", f".tl ''{e(foot)}''", "'bp", '..', '.de HD', "'sp 0.9i", '..', '.wh 0 HD', '.wh -0.95i FT', '.ad b', '.hy 4']
    for x in d.ops:
        k = x[0]
        if k == 'sec': o += ['.br', '.bp', '.ce 2', '.ft B', '.ps 13', e(x[2].split('\n')[0]), *[e(y) for y in x[2].split('\n')[1:]], '.ps 11', '.ft R', '.ce 0', '.sp 1']
        elif k == 'h': o += ['.br', '.ne 5', '.sp 0.6', '.ft ' + ('B' if x[1] == 2 else 'I'), e(x[2]), '.br', '.ft R', '.sp 0.3']
        elif k == 'p':
            m = re.match(r'<i>(.*?)</i>(.*)', x[1], re.S)
            o += ['.br', '.ne 2', *((['\\fI' + e(m[1]) + '\\fR' + e(m[2])]) if m else [e(x[1])]), '.br', '.sp 0.6']
        elif k == 'c': o += ['.br', '.ce 1', f'.ps {int(11*x[2])}', e(x[1]), '.ps 11', '.sp 0.5']
        elif k == 'ul':
            for i, t in enumerate(x[1], 1): o += ['.br', '.ne 2', '.in +0.4i', '.ti -0.3i', (f'{i}.' if x[2] else '\\(bu') + "\\h'|0.3i'" + e(t), '.br', '.in -0.4i', '.sp 0.3']
        elif k == 'br': o += ['.br', '.bp']
        elif k == 'sp': o += ['.br', f'.sp {x[1]}']
    return '\n'.join(o) + '\n'
def groff(name, d, foot):
    f = f'{TMP}/{name}.roff'; open(f, 'w').write(to_roff(d, foot)); pdf = f'{TMP}/{name}.pdf'
    open(pdf, 'wb').write(run('groff', '-Kutf8', '-Tpdf', '-P-pletter', f)); return pdf

def norm(s):
    s = plain(s)
    for a, b in (('’', "'"), ('‘', "'"), ('“', '"'), ('”', '"'), ('ﬁ', 'fi'), ('ﬂ', 'fl'), ('ﬀ', 'ff'), ('ﬃ', 'ffi')): s = s.replace(a, b)
    return re.sub(r'[\s\-\u00ad–—•]', '', s).lower()
class Pages:
    def __init__(s, pdf):
        s.n = int(re.search(rb'Pages:\s+(\d+)', run('pdfinfo', pdf))[1]); s.v = []
        for i in range(1, s.n + 1):
            s.v.append([norm(run('pdftotext', *o, '-f', str(i), '-l', str(i), pdf, '-').decode()) for o in ([], ['-raw'], ['-layout'])])
    def find(s, t, lo=1, hi=None, head=False):
        k = norm(t); hi = hi or s.n
        for p in range(lo, hi + 1):
            for v in s.v[p-1]:
                i = v.find(k)
                if i >= 0 and (not head or i < 330): return p
        if head: raise SystemExit('heading not found: ' + t)
        for n in range(len(k) - 1, 24, -1):   # runs over the page: the longest beginning that stands on one page
            for p in range(lo, hi + 1):
                if any(k[:n] in v for v in s.v[p-1]):
                    nxt = s.v[p] if p < s.n else ['']
                    if not any(k[-25:] in v for v in nxt + s.v[p-1]): print('  ! tail not seen:', t[:60], '...', p)
                    else: print('  split over pages', p, p + 1, t[:50])
                    return p
        raise SystemExit('not found: ' + t)

def finish(name, pdf, d, report, vendor, system, subs, cuec, csoc, exc, nt, meta, first=3, sections=None, ref=None):
    """exc: dicts control, criteria, sampled, deviations, text, response; ref: PDF to read text from (before scanning)."""
    pg = Pages(ref or pdf); secs = []
    for role, hd in sections or [(x[1], x[2]) for x in d.ops if x[0] == 'sec']:
        secs.append({'role': role, 'heading': hd.replace('\n', ' '), 'first_page': pg.find(hd, max(first, secs[-1]['first_page'] if secs else 1), head=True), 'last_page': 0})
    for a, b in zip(secs, secs[1:]): a['last_page'] = b['first_page'] - 1
    secs[-1]['last_page'] = pg.n
    rng = {}
    for x in secs: rng.setdefault(x['role'], (x['first_page'], x['last_page']))
    D, T = rng['description'], rng['tests']
    cu = [{'page': pg.find(t, D[0], D[1]), 'criteria': c, 'text': plain(t)} for c, t in cuec]
    cs = [{'page': pg.find(t, D[0], D[1]), 'criteria': c, 'text': plain(t)} for c, t in csoc]
    E = []
    for e in exc:
        p = pg.find(e['text'], *T); r = e.get('response')
        E.append({'page': p, 'control': e['control'], 'criteria': e['criteria'], 'sampled': e['sampled'], 'deviations': e['deviations'], 'text': plain(e['text']), 'management_response': bool(r), 'response_page': pg.find(r, T[0]) if r else None})
    N = []
    for e in nt: N.append({'page': pg.find(e['text'], e.get('lo', T[0]), T[1]), 'control': e['control'], 'criteria': e['criteria'], 'reason': e['reason']})
    N.sort(key=lambda x: x['page'])
    ids = ['model-change-management', 'training-data-governance', 'output-monitoring', 'multi-tenant-isolation', 'inference-logging', 'human-oversight', 'third-party-models', 'prompt-injection', 'training-pii']
    truth = {'file': name + '.pdf', 'vendor': vendor, 'system': system, 'report': report, 'sections': secs, 'subservice_organizations': [{'name': a, 'method': b} for a, b in subs], 'complementary_user_entity_controls': cu, 'complementary_subservice_controls': cs, 'exceptions': E, 'not_tested': N,
             'checklist': {i: {'described': 'none', 'tested': False, 'exception': False, 'pages': []} for i in ids}}
    m = {'pages': pg.n, 'hard_negatives': [], 'skip_fields': [], 'readable': True}; m.update(meta)
    json.dump(truth, open(f'{OUT}/{name}.truth.json', 'w'), indent=1, ensure_ascii=False); json.dump(m, open(f'{OUT}/{name}.meta.json', 'w'), indent=1, ensure_ascii=False)
    run('cp', pdf, f'{OUT}/{name}.pdf')
    print(name, pg.n, 'pages', os.path.getsize(f'{OUT}/{name}.pdf') // 1000, 'kB;', [(x['role'], x['first_page'], x['last_page']) for x in secs], 'exc', [(x['control'], x['page'], x['response_page']) for x in E], 'nt', [(x['control'], x['page']) for x in N], 'cuec', len(cu), 'csoc', len(cs))

def rep(t, a, b, issued, auditor, opinion, cats):
    return {'kind': 'SOC 2', 'type': t, 'period_start': a if t == 2 else None, 'period_end': b if t == 2 else None, 'as_of': a if t == 1 else None, 'issued_on': issued, 'auditor': auditor, 'opinion': opinion, 'categories': cats}
