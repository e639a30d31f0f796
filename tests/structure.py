#!/usr/bin/env python3
"""structure.py PLANPRESS: what a screen reader finds in finished PDFs, beyond what validators ask. The structure is read back
with qpdf and poppler's pdfinfo and held against the document's tree (--dump=doc) and against the pages."""
import pathlib
import re
import subprocess
import sys
import tempfile

from constructs import golden_documents, write_constructs
from harness import ROOT, TESTS, Report, run
from pdftree import Pdf

STANDARD = set('Document Part Sect Div H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table Caption THead TBody TFoot TR TH TD Figure Note '
               'Reference Link BlockQuote Code TOC TOCI Span'.split())
NUMBERINGS = {'Disc', 'Circle', 'Square', 'Decimal', 'LowerAlpha', 'LowerRoman'}
WILD = '\0'         # in expected text: words that the layout makes


# --- the document's tree, as the dump tells it ---

def unquote(text):
    return re.sub(r'\\(n|x[0-9A-F]{2}|.)', lambda m: '\n' if m[1] == 'n' else chr(int(m[1][1:], 16)) if m[1][0] == 'x' else m[1], text)


def field(line, name):
    found = re.search(rf' {name}="((?:[^"\\]|\\.)*)"', line)
    return unquote(found[1]) if found else ''


def words_of(line):
    """A text's or code's."""
    return unquote(re.match(r'\S+ "((?:[^"\\]|\\.)*)"', line)[1])


def dump_lines(dump):
    """(depth, kind, line) of each node; below a picture there are only its other words."""
    skipped = None
    for line in dump.splitlines():
        depth = (len(line) - len(line.lstrip(' '))) // 2
        if skipped is not None and depth > skipped:
            continue
        kind = line.split()[0]
        skipped = depth if kind == 'image' else None
        yield depth, kind, line.strip()


BLOCKS = {'heading', 'paragraph', 'item', 'cell', 'caption', 'note', 'box', 'code-block', 'figure', 'table', 'row', 'section', 'list',
          'quote', 'break'}


def expected_text(dump):
    """The document's words in reading order, with WILD where the layout puts words of its own."""
    out, owners, authors = [], {}, []
    for depth, kind, line in dump_lines(dump):
        while authors and authors[-1][0] >= depth:
            out.append(f' {authors.pop()[1]} ')
        owners[depth] = line
        if kind in BLOCKS:
            out.append(' ')
        if kind == 'heading':
            out.append(field(line, 'number') + ' ')
        elif kind == 'caption':
            out.append(field(owners[depth - 1], 'number') + ' ')
        elif kind == 'box':
            out.append(f' {field(line, "title")} ' if ' title="' in line else WILD)
            authors.append((depth, f'{field(line, "by")} {field(line, "role")}'))
        elif kind in ('text', 'code'):
            out.append(words_of(line))
        elif kind == 'code-block':
            out.append(unquote(re.findall(r'"((?:[^"\\]|\\.)*)"', line)[-1]) + ' ')
        elif kind in ('soft-break', 'line-break'):
            out.append(' ')
        elif kind == 'ref':
            out.append(WILD)
    out += [f' {words}' for _, words in reversed(authors)]
    return ' '.join(''.join(out).replace(WILD, f' {WILD} ').replace('\u00ad', '').split())


LONGEST_WILD = 90


def parts_at(expected, found):
    """Where the text found parts from what is expected, in characters; -1 when it does not."""
    at = 0
    pieces = [piece.strip() for piece in expected.split(WILD)]
    for number, piece in enumerate(pieces):
        farthest = at + (LONGEST_WILD if number else 0)
        begin = found.find(piece, at, farthest + len(piece) + 1)
        if number and number == len(pieces) - 1 and found.endswith(piece):
            begin = len(found) - len(piece)
        if begin < 0 or begin > farthest + 1:
            return at
        at = begin + len(piece)
    return -1 if at == len(found) or expected.endswith(WILD) and len(found) - at <= LONGEST_WILD else at


def matches(expected, found):
    """What differs, as text; empty when nothing does."""
    at = parts_at(expected, found)
    if at < 0:
        return ''
    piece = found[:at][-40:]
    where = expected.find(piece) + len(piece) if piece else 0
    return f'expected: …{expected[max(0, where - 80):where + 160]}\nfound:    …{found[max(0, at - 80):at + 160]}'


# --- checks ---

def check_tags(report, name, pdf):
    elements = list(pdf.elements())
    types = {e.type for e in elements}
    report.check(types <= STANDARD, f'{name}: standard types only', str(types - STANDARD))
    levels = [int(e.type[1]) for e in elements if re.fullmatch('H[1-6]', e.type)]
    skipped = [b for a, b in zip([0] + levels, levels) if b > a + 1]
    report.check(levels and levels[0] == 1 and not skipped, f'{name}: headings begin with H1 and skip no level', str(levels))
    for e in elements:
        if e.type == 'Figure':
            report.check(e.get('/Alt') and len(e.attribute('Layout', '/BBox') or []) == 4, f'{name}: a Figure has Alt and BBox', str(e.entries))
        if e.type == 'L':
            report.check((e.attribute('List', '/ListNumbering') or '/')[1:] in NUMBERINGS, f'{name}: a list has ListNumbering', str(e.entries))
        if e.type == 'Note':
            report.check(e.get('/ID'), f'{name}: a Note has an ID', str(e.entries))
        if e.type == 'Table':
            check_table(report, name, pdf, e)
    ids = [e.get('/ID') for e in elements if e.get('/ID')]
    report.check(len(set(ids)) == len(ids), f'{name}: IDs are unique')
    report.check(pdf.id_tree() == {e.get('/ID'): e.ref for e in elements if e.get('/ID')}, f'{name}: the tree of IDs holds them all')


def check_table(report, name, pdf, table):
    parts = [k.type for k in table.children()]
    order = [p for p in parts if p != 'Caption']
    report.check(order in (['THead', 'TBody', 'TFoot'], ['THead', 'TBody'], ['TBody'], ['TBody', 'TFoot']) or set(order) == {'TR'},
                 f'{name}: a table has its parts in order', str(parts))
    heads = {}
    for part in table.children():
        for e in part.walk():
            if e.type == 'TH':
                scope = e.attribute('Table', '/Scope')
                right = '/Column' if part.type in ('THead', 'TR') else '/Row'
                report.check(scope == right, f'{name}: a TH in {part.type} has the scope {right}', str(e.entries))
                heads[e.get('/ID')] = e
    width = None
    for part in table.children():
        for e in part.walk():
            named = e.attribute('Table', '/Headers') if e.type in ('TH', 'TD') else None
            report.check(named is None or (set(named) <= set(heads) and e.get('/ID') not in named and len(set(named)) == len(named)),
                         f'{name}: Headers are heads of the same table', str(named))
            if e.type == 'TH':
                width = max(width or 1, e.attribute('Table', '/ColSpan') or 1)
    # A head over several columns, or over the rows below it, is one that geometry does not find.
    spanning = width and width > 1
    cells = [e for part in table.children() for e in part.walk() if e.type == 'TD']
    if spanning:
        report.check(all(e.attribute('Table', '/Headers') for e in cells), f'{name}: an irregular table has Headers on each cell')


def titles(dump):
    """What the outline and the contents may call each heading: its words, or a short title given for them."""
    out, inside = [], None
    for depth, kind, line in dump_lines(dump):
        if inside is not None and depth <= inside:
            inside = None
        if kind == 'heading':
            inside = depth
            out.append([field(line, 'short'), ''])
        elif inside is not None and kind in ('text', 'code'):
            out[-1][1] += words_of(line)
        elif inside is not None and kind in ('soft-break', 'line-break'):
            out[-1][1] += ' '
    return [' '.join((short or words).split()) for short, words in out]


def check_outline(report, name, pdf, names):
    """The outline's titles are headings, in their order, and lead to the pages where those stand."""
    headings = pdf.headings()
    report.check(len(headings) == len(names), f'{name}: {len(headings)} headings of {len(names)} in the document')
    at, outline = 0, pdf.outline()
    for title, page in outline:
        words = ' '.join(title.split())
        while at < len(names) and not words.endswith(names[at]):
            at += 1
        report.check(at < len(names) and page in headings[at].pages(), f'{name}: outline "{words}"', f'page index {page}; {names}')
        at += 1
    report.check(outline or not [e for e in headings if e.type in ('H1', 'H2')], f'{name}: there is an outline')


def check_targets(report, name, pdf, names):
    """A contents entry, and a link that is a page's number, lead to the page of that label, where the heading is."""
    labels, headings = pdf.labels(), pdf.headings()
    for e in pdf.elements():
        target = pdf.target(e) if e.type in ('TOCI', 'Link') else None
        words = e.own_text().split() if e.type == 'TOCI' else e.text().split()
        if target is None or not words:
            continue
        here = [n for n, h in zip(names, headings) if target in h.pages()]
        if e.type == 'TOCI' and any(' '.join(words).endswith(n) for n in here):
            continue                # an entry that the template prints without a page number
        if e.type == 'TOCI' or (re.fullmatch(r'(pages? )?[0-9ivxl–]+', ' '.join(words)) and pdf.is_page_reference(e)):
            report.check(words[-1].split('–')[0] == labels[target], f'{name}: "{" ".join(words)}" leads to page {labels[target]}')
        if e.type == 'TOCI':
            title = ' '.join(words[:-1])
            report.check(any(title.endswith(n) for n in here), f'{name}: the heading "{title}" is on its page', str(here))


def check_content(report, name, pdf):
    for number, page in enumerate(pdf.pages, 1):
        deepest, artifacts, outside = pdf.marked_content(page)
        report.check(deepest <= 1, f'{name}: page {number}: no marked content within another')
        report.check(not outside, f'{name}: page {number}: everything drawn is marked', str(outside[:3]))
        for properties in artifacts:
            bare = 'Attached' in properties and '/Subtype/Header' not in properties and '/Subtype/Footer' not in properties
            report.check('/Type/' in properties and not bare, f'{name}: page {number}: artifact {properties}')
    missing = pdf.unmapped_glyphs()
    report.check(not missing, f'{name}: every glyph has its text', str(missing[:5]))


def check_text(report, name, dump, path, pdf):
    problem = matches(expected_text(dump), pdf.struct_text())
    report.check(not problem, f'{name}: the structure\'s text is the document\'s', problem)
    if len(pdf.pages) <= 12:
        problem = matches(expected_text(dump), Pdf.popplers_struct_text(path))
        report.check(not problem, f'{name}: the structure\'s text is the document\'s, by pdfinfo', problem)


def fields(dump, name):
    return sorted(found for _, _, line in dump_lines(dump) if (found := field(line, name)))


def check_document(report, program, path, folder, home):
    name = path.stem
    pdf, dump = Pdf(path), run(program, 'build', '--dump=doc', folder, home=home).stdout
    names = titles(dump)
    check_tags(report, name, pdf)
    check_outline(report, name, pdf, names)
    check_targets(report, name, pdf, names)
    check_content(report, name, pdf)
    check_text(report, name, dump, path, pdf)
    for key, attribute in (('/ActualText', 'spoken'), ('/E', 'expansion')):
        given = sorted(e.get(key) for e in pdf.elements() if e.get(key))
        report.check(given == fields(dump, attribute), f'{name}: {key} is what the document says', f'{given}\n{fields(dump, attribute)}')
    report.check(name != 'abbreviations' or len(fields(dump, 'expansion')) > 8, f'{name}: the manifest\'s are found')
    attached = subprocess.run(['pdfdetach', '-list', path], capture_output=True, text=True).stdout
    report.check(sorted(re.findall(r'^\d+: (.*)\.csv$', attached, re.M)) == sorted(set(fields(dump, 'data'))), f'{name}: the data is attached', attached)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        golden = golden_documents()
        own = sorted(p.parent for p in (ROOT / 'content').glob('*/document.xml'))
        constructs = write_constructs(folder / 'constructs')
        for what, documents, home in (('golden', golden, TESTS / 'home'), ('constructs', constructs, TESTS / 'home'), ('content', own, None)):
            done = run(program, 'build', '-q', '-o', folder / what, *documents, home=home)
            for document in documents:
                path = folder / what / f'{document.name}.pdf'
                report.check(path.exists(), f'{document.name} is built', done.stderr[-2000:])
                if path.exists():
                    check_document(report, program, path, document, home)
    report.done()


main()
