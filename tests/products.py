#!/usr/bin/env python3
"""products.py PLANPRESS [--all] [--seed N] [--count N]: all products of a document have the same words and figures.

Independent of the program's own proof (src/proof): the PDFs are read through their tags with qpdf and page by page with pdftotext,
the web page with Python's html.parser. After the declared differences (marks of notes, references to pages, notes and covers
where each product has them) the words are the same, in order; each cell of a table stands once, under its heads and beside its
labels; large print lacks no word; press and screen have the same lines at the same places of the same pages. Then defects are put
into a web page one at a time: this test and `planpress verify --products` must both find each of them. Without --all the specimen
and a few random documents are read, as PDF for screens and as web page."""
import argparse
import collections
import html.parser
import itertools
import pathlib
import re
import tempfile

from harness import ALL, ROOT, Report, limited, run
from pdftree import CITATION, Element, Pdf
from random_documents import Draft

NO_WIDTH = dict.fromkeys(map(ord, '\u00ad\u200b\u2060\ufeff'))


PAGES = re.compile(r'[0-9ivxlc]+[A-Z]?((–|, |,? and | a | ac )[0-9ivxlc]+[A-Z]?)*')


def split(text):
    return text.translate(NO_WIDTH).split()


def bare_mark(text):
    """"[note 3]" and "3" are the same mark."""
    found = re.findall(r'[A-Za-z0-9]+', text)
    return found[-1] if found else text.strip()


def put_page(into):
    """What stands for a page, or for several in a row: "13–14, 37"."""
    if len(into) > 1 and into[-1] in (',', '–') and into[-2] == ('page',):
        into.pop()
    elif not into or into[-1] != ('page',):
        into.append(('page',))


class Words:
    """What a product says: `text`, `notes`, and `drawn` as lists of words, those that are no plain words as pairs; `tables`, each a
    list of (row, heads, label, words)."""

    def __init__(self):
        self.text, self.notes, self.drawn, self.cover, self.tables, self.pending = [], [], [], [], [], ''

    def put(self, into, text):
        """Text may come in pieces; only white space and end() end a word."""
        self.pending += text

    def end(self, into):
        into += split(self.pending)
        self.pending = ''


def facts(cells):
    """Of (row, column, colspan, rowspan, kind, words), kind being 'head', 'label' or 'cell'."""
    heads, first, out, beside = {}, 0, [], {}
    for row, column, colspan, rowspan, kind, words in cells:
        if kind == 'head':
            first = max(first, row + 1)
            for c in range(column, column + colspan):
                heads.setdefault(c, []).extend(w for w in words if isinstance(w, str))
    for row, column, colspan, rowspan, kind, words in cells:
        if kind == 'head':
            continue
        if kind == 'label':
            for r in range(row, row + rowspan):
                beside.setdefault(r, []).append((column, [w for w in words if isinstance(w, str)]))
    for row, column, colspan, rowspan, kind, words in cells:
        if kind != 'head' and words:
            label = [w for c, ws in sorted(beside.get(row, []), key=lambda p: p[0]) if c < column for w in ws]
            out.append((row - first, ' '.join(heads.get(column, [])), ' '.join(label), tuple(words)))
    return out


# --- a PDF by its tags ---

class PdfWords(Words):
    BLOCKS = set('Document Part Sect Div H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Caption TR TH TD Note BlockQuote Index TOC TOCI'.split())

    def __init__(self, path, numbers=False):
        """numbers: page numbers are words, as between products that have the same pages."""
        super().__init__()
        self.pdf, self.numbers = Pdf(path), numbers
        self.labels = self.pdf.labels()
        for section in self.pdf.sections():
            self.walk(section, self.text)
        self.end(self.text)

    def walk(self, e, into):
        if e.type == 'Table':
            self.table(e, into)
        elif e.type == 'Note':
            self.end(into)
            self.notes.append(('note',))
            self.children(e, self.notes)
            self.end(self.notes)
        elif e.type == 'Figure':
            self.figure(e, into)
        elif e.type == 'Reference' and not CITATION.fullmatch(e.text().strip()) and not (self.numbers and self.is_indexed(e)):
            self.end(into)
            put_page(into) if self.is_indexed(e) else into.append(('mark', bare_mark(e.text())))
        elif e.type == 'Lbl' and self.pdf.parent(e).type in ('LI', 'Note') and not e.children():
            self.said(e, into)
        elif e.type == 'Link' and not self.numbers and self.is_page(e, into):
            self.end(into)
            put_page(into)
        else:
            if e.type in self.BLOCKS:
                self.end(into)
            self.children(e, into)
            if e.type in self.BLOCKS:
                self.end(into)
            self.said(e, into)

    def is_page(self, e, into):
        """A page's number or several: that of the page where the link leads, or behind a word for pages."""
        words, target = e.text().strip(), self.pdf.target(e)
        before = (into[-1:] if not self.pending.strip() else split(self.pending))[-1:]
        said = bool(before and re.fullmatch(r'\(?(pages?|tudalen(nau)?)', str(before[0]), re.I))
        return bool(PAGES.fullmatch(words)) and (said or target is not None and self.labels[target] == re.match(r'\w+', words)[0])

    def is_indexed(self, e):
        while e.ref in self.pdf.parents and e.type != 'Index':
            e = self.pdf.parent(e)
        return e.type == 'Index'

    def said(self, e, into):
        if e.get('/ActualText'):
            self.end(into)
            into += [('said', w) for w in split(e.get('/ActualText'))]

    def children(self, e, into):
        for kid in e.kids():
            if isinstance(kid, str):
                self.walk(Element(self.pdf, kid), into)
            elif isinstance(kid, int):
                self.put(into, self.pdf.mark_text(e.entries['/Pg'], kid))
            elif '/MCID' in kid:
                self.put(into, self.pdf.mark_text(kid.get('/Pg', e.entries.get('/Pg')), kid['/MCID']))

    def figure(self, e, into):
        self.end(into)
        into += [('picture', w) for w in split(e.get('/Alt'))]
        self.drawn.append(sorted(split(e.text())))

    def table(self, e, into):
        cells, row, reach = [], 0, {}
        for part in e.children():
            if part.type == 'Caption':
                self.walk(part, into)
        self.end(into)
        into.append(('table',))
        for part in e.children():
            for tr in [part] if part.type == 'TR' else part.children() if part.type != 'Caption' else []:
                column = 0
                for cell in tr.children():
                    while reach.get(column, 0) > row:
                        column += 1
                    wide, high = cell.attribute('Table', '/ColSpan') or 1, cell.attribute('Table', '/RowSpan') or 1
                    words = []
                    self.children(cell, words)
                    self.end(words)
                    self.said(cell, words)
                    kind = 'cell' if cell.type == 'TD' else 'head' if part.type == 'THead' else 'label'
                    cells.append((row, column, wide, high, kind, words))
                    reach.update((c, row + high) for c in range(column, column + wide))
                    column += wide
                row += 1
        self.tables.append(facts(cells))


# --- a web page ---

class HtmlTree(html.parser.HTMLParser):
    VOID = set('area base br col embed hr img input link meta source track wbr'.split())

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = ('', {}, [])
        self.open = [self.root]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        node = (tag, dict(attributes), [])
        self.open[-1][2].append(node)
        if tag not in self.VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attributes):
        self.open[-1][2].append((tag, dict(attributes), []))

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag, f'</{tag}> ends <{self.open[-1][0]}>'
        self.open.pop()

    def handle_data(self, data):
        self.open[-1][2].append(data)


def content(node):
    return node if isinstance(node, str) else ''.join(map(content, node[2]))


class HtmlWords(Words):
    INLINE = set('a abbr b bdi cite code del em i ins kbd mark q s small span strong sub sup time u wbr'.split())
    LEFT_OUT = {'head', 'script', 'style', 'nav', 'details'}

    def __init__(self, text):
        super().__init__()
        self.waiting = None
        self.walk(HtmlTree(text).root, self.text)
        self.end(self.text)

    def walk(self, node, into):
        if isinstance(node, str):
            self.put(into, node)
            return
        tag, attributes, kids = node
        use = attributes.get('data-words')
        if tag in self.LEFT_OUT or use in ('page', 'label'):
            self.end(into) if tag in self.LEFT_OUT else None
        elif tag == 'header':
            self.inside(node, into, self.cover)
        elif use == 'note':
            self.end(into)
            self.notes.append(('note',))
            self.inside(node, into, self.notes)
        elif use in ('mark', 'reference'):
            self.end(into)
            put_page(into) if use == 'reference' else into.append(('mark', bare_mark(content(node))))
        elif use == 'spoken':
            self.end(into)
            into += [('said', w) for w in split(content(node))]
        elif tag == 'table':
            self.table(node, into)
        elif tag == 'svg':
            self.svg(node, into)
        elif tag == 'img':
            self.end(into)
            into += [('picture', w) for w in split(attributes.get('alt') or '')]
            self.drawn.append([])
        elif tag in self.INLINE:
            self.kids(kids, into)
        else:
            self.inside(node, into, into)

    def inside(self, node, before, into):
        self.end(before)
        self.kids(node[2], into)
        self.end(into)

    def kids(self, kids, into):
        """What is said stands behind what is shown."""
        kids = list(kids)
        for i, kid in enumerate(kids[:-1]):
            after = kids[i + 1]
            if not isinstance(kid, str) and kid[1].get('data-words') == 'spoken' and not isinstance(after, str) and 'aria-hidden' in after[1]:
                kids[i], kids[i + 1] = after, kid
        for kid in kids:
            self.walk(kid, into)

    def svg(self, node, into):
        if 'aria-hidden' in node[1]:
            return
        self.end(into)
        for kid in node[2]:
            if not isinstance(kid, str) and kid[0] in ('title', 'desc'):
                into += [('picture', w) for w in split(content(kid))]
        into += [('picture', w) for w in split(node[1].get('aria-label') or '')]
        self.drawn.append(sorted(split(self.texts(node))))

    def texts(self, node):
        if isinstance(node, str):
            return ''
        if node[0] == 'text':
            return f' {content(node)} '
        return ''.join(self.texts(k) for k in node[2])

    def table(self, node, into):
        cells, row, reach = [], 0, {}
        parts = [k for k in node[2] if not isinstance(k, str)]
        for part in parts:
            if part[0] == 'caption':
                self.walk(part, into)
        self.end(into)
        into.append(('table',))
        for part in parts:
            for tr in [part] if part[0] == 'tr' else [k for k in part[2] if not isinstance(k, str) and k[0] == 'tr']:
                column = 0
                for cell in [k for k in tr[2] if not isinstance(k, str)]:
                    while reach.get(column, 0) > row:
                        column += 1
                    wide, high, words = int(cell[1].get('colspan', 1)), int(cell[1].get('rowspan', 1)), []
                    self.inside(cell, words, words)
                    kind = 'cell' if cell[0] == 'td' else 'head' if part[0] == 'thead' else 'label'
                    cells.append((row, column, wide, high, kind, words))
                    reach.update((c, row + high) for c in range(column, column + wide))
                    column += wide
                row += 1
        self.tables.append(facts(cells))


# --- two products ---

def parts_at(a, b):
    """Where two lists differ first, as something to read; empty when they do not."""
    for i in range(max(len(a), len(b))):
        if a[i:i + 1] != b[i:i + 1]:
            return f'…{a[max(i - 6, 0):i]}\nscreen: {a[i:i + 10]}\nother:  {b[i:i + 10]}'
    return ''


def without_title(text, other):
    """The title of a web page may be the first heading of the document, which then does not stand there again."""
    same = next((i for i, (a, b) in enumerate(zip(text, other.text)) if a != b), len(text))
    titles = {tuple(other.cover[i:k]) for k in range(len(other.cover) + 1) for i in range(k)} if same < 10 else set()
    for n in range(len(other.cover), 0, -1):
        if tuple(text[same:same + n]) in titles and text[same + n:same + n + 20] == other.text[same:same + 20]:
            return text[:same] + text[same + n:]
    return text


def differences(screen, other):
    yield 'text', parts_at(without_title(screen.text, other), other.text)
    yield 'notes', parts_at(screen.notes, other.notes)
    yield 'tables', '' if len(screen.tables) == len(other.tables) else f'{len(screen.tables)} and {len(other.tables)}'
    for n, (a, b) in enumerate(zip(screen.tables, other.tables), 1):
        yield f'table {n}', parts_at(a, b)


def same(screen, other):
    return not any(found for _, found in differences(screen, other))


def every_word(product):
    """How often each word is said anywhere but in pictures, which are drawn anew."""
    cells = [w for table in product.tables for fact in table for w in fact[3]]
    return collections.Counter(w for w in product.text + product.notes + cells if isinstance(w, str))


def lost(screen, large):
    """Words that large print has less often, but for the word before a page, which a heading stands for there."""
    return sorted(w for w in (every_word(screen) - every_word(large)) - collections.Counter({w: 10 ** 6 for p in ('page', 'pages', 'Page', 'Pages') for w in (p, f'({p}')}) if re.search(r'\w', w))


def lines_of(path):
    """Of each page, its lines as (x, y, letters), counted from the page's first word: a page for press has a bleed around it.
    Without spaces, because where pdftotext sees one depends on where on the sheet the words are."""
    done = limited(['pdftotext', '-bbox', path, '-'], capture_output=True, text=True)
    assert done.returncode == 0
    pages = []
    for page in done.stdout.split('<page ')[1:]:
        words = [(float(y), float(x), word) for x, y, word in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>(.*?)</word>', page)]
        words.sort()
        rows = []
        for y, x, word in words:
            if not rows or y - rows[-1][0][1] > 0.3:
                rows.append([])
            rows[-1].append((x, y, word))
        rows = [sorted(row) for row in rows]
        pages.append([(row[0][0] - rows[0][0][0], row[0][1] - rows[0][0][1], ''.join(w for _, _, w in row)) for row in rows])
    return pages


def moved(page, other):
    """The first line that is not at the same place of both pages, or has other words; None: there is none."""
    for a, b in itertools.zip_longest(page, other, fillvalue=(0, 0, None)):
        if a[2] != b[2] or abs(a[0] - b[0]) > 0.1 or abs(a[1] - b[1]) > 0.1:
            return a, b
    return None


def check_press(report, name, screen_path, press_path, shown_by):
    found = parts_at(PdfWords(screen_path, numbers=True).text, PdfWords(press_path, numbers=True).text)
    report.check(not found, f'{name}: the words for press', found)
    if 'LAY002' in shown_by.stderr:     # pdftotext leaves out what is beyond the edge of a page
        return
    screen, press = lines_of(screen_path), lines_of(press_path)
    report.check(len(screen) == len(press), f'{name}: pages for press', f'{len(screen)} and {len(press)}')
    found = [(number, moved(*pages)) for number, pages in enumerate(zip(screen, press), 1) if moved(*pages)]
    report.check(not found, f'{name}: press has the lines of the screen product at the same places', str(found[:3]))


def check_products(report, program, name, out, shown_by):
    """Those that are in the folder."""
    screen_path = out / f'{name}.pdf'
    report.check(screen_path.exists(), f'{name} is built', shown_by.stderr[-2000:])
    if not screen_path.exists():
        return
    screen = PdfWords(screen_path)
    page = out / f'{name}.html'
    if page.exists():
        web = HtmlWords(page.read_text(encoding='utf-8'))
        for what, found in differences(screen, web):
            report.check(not found, f'{name}: the web page: {what}', found)
    large = out / f'{name}-large-print.pdf'
    if large.exists():
        found = lost(screen, PdfWords(large))
        report.check(not found, f'{name}: nothing is lost in large print', str(found[:20]))
    press = out / f'{name}-press.pdf'
    if press.exists():
        check_press(report, name, screen_path, press, shown_by)


# --- defects ---

def edits(page):
    """(what, the page with it), one at a time."""
    cells = [m for m in re.finditer(r'<td[^>]*>([^<]*\d[^<]*)</td>', page)]
    if len(cells) > 1:
        a, b = next(((x, y) for x, y in zip(cells, cells[1:]) if x[1] != y[1] and y.start() - x.end() < 200), (None, None))
        yield 'a cell is dropped', page[:cells[0].start(1)] + page[cells[0].end(1):]
        if a:
            yield 'two cells change places', page[:a.start(1)] + b[1] + page[a.end(1):b.start(1)] + a[1] + page[b.end(1):]
    paragraph = re.search(r'<p>([^<>]*?)(\d)([^<>]*)</p>', page)
    if paragraph:
        digit = '8' if paragraph[2] == '9' else str(int(paragraph[2]) + 1)
        yield 'a digit changes', page[:paragraph.start(2)] + digit + page[paragraph.end(2):]
    minus = re.search(r'>(−)\d', page)
    if minus:
        yield 'a minus is dropped', page[:minus.start(1)] + page[minus.end(1):]
    pair = re.search(r'<p>([^<>]{20,})</p>\s*<p>([^<>]{20,})</p>', page)
    if pair:
        yield 'two paragraphs change places', page[:pair.start(1)] + pair[2] + page[pair.end(1):pair.start(2)] + pair[1] + page[pair.end(2):]
    note = re.search(r'<(\w+)( [^>]*)?data-words="note"', page)
    if note:
        yield 'a note is dropped', page[:note.start()] + page[note.start():].replace('data-words="note"', 'data-words="page"', 1)


    drawn = re.search(r'<text[^>]*>(\d[\d,.]*)(\d)</text>', page)
    if drawn:
        yield 'a figure in a drawing changes', page[:drawn.start(2)] + str((int(drawn[2]) + 1) % 10) + page[drawn.end(2):]
    mark = re.search(r'data-words="mark"[^>]*>(?:<[^>]*>)*(\w)', page)
    if mark:
        yield 'the mark of a note is another than is said', page[:mark.start(1)] + 'z' + page[mark.end(1):]
    caption = re.search(r'<caption[^>]*>.*?</span> (\w+)', page)
    if caption:
        yield 'a word of a caption is dropped', page[:caption.start(1)] + page[caption.end(1):]
    alternative = re.search(r'<img[^>]* alt="(\w+)', page)
    if alternative:
        yield 'a word of an alternative text changes', page[:alternative.start(1)] + 'other' + page[alternative.end(1):]


def check_defects(report, program, folder, home, name, out):
    path, screen = out / f'{name}.html', PdfWords(out / f'{name}.pdf')
    page = path.read_text(encoding='utf-8')
    tried = 0
    for what, defect in edits(page):
        tried += 1
        looks = 'drawing' not in what and 'is said' not in what     # at which this test does not
        report.check(not looks or not same(screen, HtmlWords(defect)), f'{name}: {what}: this test finds it')
        path.write_text(defect, encoding='utf-8')
        done = run(program, 'verify', '--products', '--product=screen,html', '-o', out, folder, home=home)
        report.check(done.returncode == 1 and re.search(r'\[PRD02\d\]', done.stderr), f'{name}: {what}: verify finds it', done.stderr[-1500:])
    path.write_text(page, encoding='utf-8')
    report.check(tried >= 9, f'{name}: there are defects to try', str(tried))


def build(program, folder, out, products, home=None):
    """A leaflet as the sheet that it is printed as."""
    return run(program, 'build', '-q', f'--product={products}', '--panels=sheet', '-o', out, folder, home=home)


def check_verify(report, program, folder, out, products, home=None):
    done = run(program, 'verify', '--products', f'--product={products}', '--panels=sheet', '-o', out, folder, home=home)
    report.check(done.returncode == 0 and ', the same in ' in done.stderr, f'{folder.name}: verify --products', done.stderr[-3000:])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--products', default='all' if ALL else 'screen,html')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=20 if ALL else 3)
    parser.add_argument('names', nargs='*')
    args = parser.parse_args()
    program, report = pathlib.Path(args.program).resolve(), Report()
    names = args.names or ([p.parent.name for p in sorted((ROOT / 'content').glob('*/document.xml'))] if ALL else ['specimen'])
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        for name in names:
            done = build(program, ROOT / 'content' / name, top / 'out', args.products)
            check_products(report, program, name, top / 'out', done)
            check_verify(report, program, ROOT / 'content' / name, top / 'out', args.products)
        if 'specimen' in names:
            check_defects(report, program, ROOT / 'content/specimen', None, 'specimen', top / 'out')
        for seed in range(args.seed, args.seed + args.count):
            folder = top / f'random-{seed}'
            draft = Draft(seed)
            draft.write(folder)
            done = build(program, folder, top / 'out', args.products, draft.home)
            if done.returncode == 0:
                check_products(report, program, folder.name, top / 'out', done)
                check_verify(report, program, folder, top / 'out', args.products, draft.home)
    report.done()


if __name__ == '__main__':
    main()
