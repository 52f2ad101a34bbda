"""Flat ODT writer, PDF rendering and page finding for the corpus b (see build.py)."""
import json, os, re, subprocess, tempfile, unicodedata
from xml.sax.saxutils import escape

OUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NS = ' '.join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % p for p in
              [('office', 'office'), ('style', 'style'), ('text', 'text'), ('table', 'table'),
               ('fo', 'xsl-fo-compatible'), ('meta', 'meta')]) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def curl(s):
    s = re.sub(r'(^|[\s(\[—/“])"', r'\1“', s).replace('"', '”')
    return re.sub(r"(^|[\s(\[—])'", r'\1‘', s).replace("'", '’')


def inline(s):
    s = escape(curl(s))
    s = re.sub(r'\*\*(.+?)\*\*', r'<text:span text:style-name="B">\1</text:span>', s)
    s = re.sub(r'__(.+?)__', r'<text:span text:style-name="I">\1</text:span>', s)
    s = re.sub(r' ( +)', lambda m: ' <text:s text:c="%d"/>' % len(m[1]), s)
    return s.replace('\t', '<text:tab/>').replace('\n', '<text:line-break/>')


class Doc:
    def __init__(self, font='Liberation Sans', size=10, head='#1f3864', table_size=8, align='justify',
                 margin='1in', header='', footer='', grid='#808080', shade='#d9e2f3', num_start=True):
        self.o = dict(font=font, size=size, head=head, ts=table_size, align=align, margin=margin,
                      header=header, footer=footer, grid=grid, shade=shade)
        self.body, self.auto, self.n, self.masters = [], [], 0, {}

    def para_style(self, parent, **kw):
        self.n += 1
        name = 'a%d' % self.n
        master = kw.pop('master', None)
        props = ' '.join('%s="%s"' % (k.replace('_', ':', 1).replace('_', '-'), v) for k, v in kw.items())
        self.auto.append('<style:style style:name="%s" style:family="paragraph" style:parent-style-name="%s"%s>'
                         '<style:paragraph-properties %s/></style:style>'
                         % (name, parent, ' style:master-page-name="%s"' % master if master else '', props))
        return name

    def p(self, s, style='Body', brk=False, master=None, num=None):
        if '\n' in s and style == 'Body': style = 'BodyL'
        kw = {}
        if brk: kw['fo_break_before'] = 'page'
        if master:
            kw['master'] = master
            if num: kw['style_page_number'] = num
        if kw: style = self.para_style(style, **kw)
        self.body.append('<text:p text:style-name="%s">%s</text:p>' % (style, inline(s)))

    def h(self, s, level=1, **kw):
        self.p(s, 'H%d' % level, **kw)

    def ul(self, items, style='Bul'):
        for i in items:
            self.body.append('<text:p text:style-name="%s">•<text:tab/>%s</text:p>' % (style, inline(i)))

    def cell(self, c, head=False):
        """str with \\n\\n for paragraphs, lines with '• ' as bullets."""
        st = 'TH' if head else 'TD'
        out = []
        for x in c.split('\n\n'):
            if x.startswith('• '):
                out.append('<text:p text:style-name="TBul">•<text:tab/>%s</text:p>' % inline(x[2:]))
            else:
                out.append('<text:p text:style-name="%s">%s</text:p>' % (st, inline(x)))
        return ''.join(out)

    def table(self, head, rows, widths, total=6.5, keep=False):
        """rows: lists of cells; a cell is str, (str, rowspan), None (covered) or ('=', str) spanning the row."""
        self.n += 1
        t = 't%d' % self.n
        self.auto.append('<style:style style:name="%s" style:family="table"><style:table-properties style:width="%.2fin" '
                         'table:align="left" fo:margin-bottom="0.12in"/></style:style>' % (t, total))
        cols = ''
        for i, w in enumerate(widths):
            self.auto.append('<style:style style:name="%s.%d" style:family="table-column"><style:table-column-properties '
                             'style:column-width="%.3fin"/></style:style>' % (t, i, w * total / sum(widths)))
            cols += '<table:table-column table:style-name="%s.%d"/>' % (t, i)
        x = '<table:table table:style-name="%s">%s' % (t, cols)
        if head:
            heads = head if isinstance(head[0], list) else [head]
            x += '<table:table-header-rows>'
            for hd in heads:
                x += '<table:table-row>'
                if len(hd) == 1:
                    x += '<table:table-cell table:style-name="CH" table:number-columns-spanned="%d">%s</table:table-cell>' % (len(widths), self.cell(hd[0]))
                    x += '<table:covered-table-cell/>' * (len(widths) - 1)
                else:
                    x += ''.join('<table:table-cell table:style-name="CH">%s</table:table-cell>' % self.cell(c, True) for c in hd)
                x += '</table:table-row>'
            x += '</table:table-header-rows>'
        for r in rows:
            x += '<table:table-row%s>' % (' table:style-name="RK"' if keep else '')
            if len(r) == 2 and r[0] == '=':
                x += '<table:table-cell table:style-name="CH" table:number-columns-spanned="%d">%s</table:table-cell>' % (len(widths), self.cell(r[1]))
                x += '<table:covered-table-cell/>' * (len(widths) - 1)
            else:
                for c in r:
                    if c is None: x += '<table:covered-table-cell/>'
                    elif isinstance(c, tuple):
                        x += '<table:table-cell table:style-name="CD" table:number-rows-spanned="%d">%s</table:table-cell>' % (c[1], self.cell(c[0]))
                    else: x += '<table:table-cell table:style-name="CD">%s</table:table-cell>' % self.cell(c)
            x += '</table:table-row>'
        self.body.append(x + '</table:table>')

    def xml(self):
        o = self.o
        if not self.masters: self.masters = {'Cover': (None, None, 0), 'Std': (o['header'], o['footer'], 0)}
        fnt = 'style:font-name="%s"' % o['font']

        def st(name, par='', txt='', base=None):
            return ('<style:style style:name="%s" style:family="paragraph"%s><style:paragraph-properties %s/>'
                    '<style:text-properties %s/></style:style>' % (name, ' style:parent-style-name="%s"' % base if base else '', par, txt))
        s = ['<style:font-face style:name="x"/>'][:0]
        sz = o['size']
        s.append(st('Root', '', '%s fo:font-size="%gpt" fo:language="en" fo:country="US" fo:hyphenate="true" fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"' % (fnt, sz)))
        s.append(st('Body', 'fo:text-align="%s" fo:margin-bottom="0.09in" fo:line-height="112%%" fo:orphans="2" fo:widows="2"' % o['align'], '', 'Root'))
        s.append(st('BodyL', 'fo:text-align="left"', '', 'Body'))
        s.append(st('Bul', 'fo:text-align="left" fo:margin-left="0.4in" fo:text-indent="-0.2in" fo:margin-bottom="0.05in"', '', 'Root').replace('<style:paragraph-properties', '<style:paragraph-properties').replace('0.05in"/>', '0.05in"><style:tab-stops><style:tab-stop style:position="0in"/></style:tab-stops></style:paragraph-properties>'))
        s.append(st('TD', 'fo:margin-bottom="0.04in"', 'fo:font-size="%gpt"' % o['ts'], 'Root'))
        s.append(st('TBul', 'fo:margin-left="0.14in" fo:text-indent="-0.14in" fo:margin-bottom="0.03in"', 'fo:font-size="%gpt"' % o['ts'], 'Root').replace('0.03in"/>', '0.03in"><style:tab-stops><style:tab-stop style:position="0in"/></style:tab-stops></style:paragraph-properties>'))
        s.append(st('TH', 'fo:text-align="center"', 'fo:font-weight="bold" fo:font-size="%gpt" fo:hyphenate="false"' % o['ts'], 'Root'))
        s.append(st('H1', 'fo:margin-bottom="0.15in" fo:margin-top="0.1in" fo:keep-with-next="always"', 'fo:font-weight="bold" fo:hyphenate="false" fo:font-size="%gpt" fo:color="%s"' % (sz + 5, o['head']), 'Root'))
        s.append(st('H2', 'fo:margin-bottom="0.08in" fo:margin-top="0.14in" fo:keep-with-next="always"', 'fo:font-weight="bold" fo:hyphenate="false" fo:font-size="%gpt" fo:color="%s"' % (sz + 1.5, o['head']), 'Root'))
        s.append(st('H3', 'fo:margin-bottom="0.05in" fo:margin-top="0.06in" fo:keep-with-next="always"', 'fo:font-style="italic" fo:font-weight="bold" fo:font-size="%gpt"' % sz, 'Root'))
        s.append(st('Div', 'fo:text-align="center" fo:margin-top="2.8in"', 'fo:font-weight="bold" fo:hyphenate="false" fo:font-size="%gpt" fo:color="%s"' % (sz + 14, o['head']), 'Root'))
        s.append(st('Big', 'fo:text-align="left" fo:margin-top="1.6in" fo:margin-bottom="0.3in"', 'fo:font-weight="bold" fo:hyphenate="false" fo:font-size="%gpt" fo:color="%s"' % (sz + 15, o['head']), 'Root'))
        s.append(st('Mid', 'fo:text-align="left" fo:margin-bottom="0.15in"', 'fo:font-size="%gpt" fo:hyphenate="false"' % (sz + 3), 'Root'))
        s.append(st('Toc', 'fo:margin-bottom="0.09in"', 'fo:hyphenate="false"', 'Root').replace('0.09in"/>', '0.09in"><style:tab-stops><style:tab-stop style:position="6.4in" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties>'))
        s.append(st('Ft', 'fo:text-align="left"', 'fo:font-size="7.5pt" fo:color="#595959" fo:hyphenate="false"', 'Root').replace('"left"/>', '"left"><style:tab-stops><style:tab-stop style:position="3.25in" style:type="center"/><style:tab-stop style:position="6.5in" style:type="right"/></style:tab-stops></style:paragraph-properties>'))
        s.append('<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
                 '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>')
        auto = ['<style:style style:name="CD" style:family="table-cell"><style:table-cell-properties fo:padding="0.05in" fo:border="0.5pt solid %s"/></style:style>' % o['grid'],
                '<style:style style:name="CH" style:family="table-cell"><style:table-cell-properties fo:padding="0.05in" fo:border="0.5pt solid %s" fo:background-color="%s"/></style:style>' % (o['grid'], o['shade']),
                '<style:style style:name="RK" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>']
        lay, mas = '', ''
        for m, (hd, ft, land) in self.masters.items():
            w, h = ('11in', '8.5in') if land else ('8.5in', '11in')
            lay += ('<style:page-layout style:name="L%s"><style:page-layout-properties fo:page-width="%s" fo:page-height="%s" style:print-orientation="%s" '
                    'fo:margin-top="%s" fo:margin-bottom="0.6in" fo:margin-left="1in" fo:margin-right="1in"/>'
                    '<style:header-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-bottom="0.15in"/></style:header-style>'
                    '<style:footer-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-top="0.15in"/></style:footer-style></style:page-layout>'
                    % (m, w, h, 'landscape' if land else 'portrait', '0.6in' if hd else o['margin']))

            def hf(x):
                return ''.join('<text:p text:style-name="Ft">%s</text:p>' % inline(l).replace('{page}', '<text:page-number text:select-page="current"/>') for l in x.split('\n'))
            mas += '<style:master-page style:name="%s" style:page-layout-name="L%s">%s%s</style:master-page>' % (
                m, m, '<style:header>%s</style:header>' % hf(hd) if hd else '', '<style:footer>%s</style:footer>' % hf(ft) if ft else '')
        return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
                '<office:font-face-decls><style:font-face style:name="%s" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:font-family="&apos;%s&apos;"/></office:font-face-decls>'
                '<office:styles>%s</office:styles><office:automatic-styles>%s%s</office:automatic-styles>'
                '<office:master-styles>%s</office:master-styles><office:body><office:text>%s</office:text></office:body></office:document>'
                % (NS, o['font'], o['font'], ''.join(s), ''.join(auto + self.auto), lay, mas, ''.join(self.body)))

    def render(self, pdf):
        d = tempfile.mkdtemp()
        src = os.path.join(d, os.path.basename(pdf)[:-4] + '.fodt')
        open(src, 'w').write(self.xml())
        subprocess.run(['soffice', '--headless', '--convert-to', 'pdf:writer_pdf_Export', '--outdir', os.path.dirname(pdf), src],
                       check=True, capture_output=True)


def norm(s):
    s = unicodedata.normalize('NFKC', curl(s).replace('**', '').replace('__', ''))
    return re.sub(r'[\s\-‐‑–—\u00ad•]', '', s).lower()


class Pages:
    def __init__(self, pdf):
        t = subprocess.run(['pdftotext', '-raw', pdf, '-'], check=True, capture_output=True).stdout.decode()
        self.pp = [norm(x) for x in t.split('\f')[:-1]]
        self.all, self.start = '', []
        for x in self.pp:
            self.start.append(len(self.all))
            self.all += x

    def page_of(self, pos):
        return max(i for i, s in enumerate(self.start) if s <= pos) + 1

    def find(self, text, first=1, after=None, last=None):
        """Page of text, at or after page first (and after the text `after`); the tail must stand there or overleaf."""
        pos = self.start[first - 1]
        if after:
            pos = self.all.find(norm(after), pos)
            assert pos >= 0, ('anchor not found', after)
        n = norm(text)
        for k in range(len(n), 7, -1):  # whole, or the beginning on one page and the rest overleaf
            at = self.all.find(n[:k], pos)
            while at >= 0:
                pg = self.page_of(at)
                if k == len(n) or pg < len(self.pp) and n[k:k + 15] in self.pp[pg]: break
                at = self.all.find(n[:k], at + 1)
            if at >= 0: break
        assert at >= 0, ('not found', first, text)
        assert k == len(n) or n[k:][-14:] in self.pp[pg], ('tail not found', pg, text)
        assert last is None or pg <= last, ('too late', pg, text)
        return pg


def save(name, truth, meta):
    json.dump(truth, open(os.path.join(OUT, name + '.truth.json'), 'w'), indent=1, ensure_ascii=False)
    json.dump(meta, open(os.path.join(OUT, name + '.meta.json'), 'w'), indent=1, ensure_ascii=False)


ITEMS = ['model-change-management', 'training-data-governance', 'output-monitoring', 'multi-tenant-isolation', 'inference-logging',
         'human-oversight', 'third-party-models', 'prompt-injection', 'training-pii']


def no_ai():
    return {i: {'described': 'none', 'tested': False, 'exception': False, 'pages': []} for i in ITEMS}
