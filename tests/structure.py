#!/usr/bin/env python3
"""structure.py PLANPRESS [--all]: what a screen reader finds in finished PDFs, beyond what validators ask. The structure is read back
with qpdf and poppler's pdfinfo and held against the document's tree (--dump=doc) and against the pages. Without --all every fourth
golden document, each construct and the specimen are read."""
import itertools
import pathlib
import re
import subprocess
import sys
import tempfile

from constructs import golden_documents, write_constructs
from doctree import ends_with, expected_text, fields, matches, titles
from harness import ALL, ROOT, TESTS, Report, run, some
from packparts import pack_parts
from pdftree import Pdf

STANDARD = set('Document Part Sect Div H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table Caption THead TBody TFoot TR TH TD Figure Note '
               'Reference BibEntry Index Link BlockQuote Code TOC TOCI Span'.split())
NUMBERINGS = {'None', 'Disc', 'Circle', 'Square', 'Decimal', 'LowerAlpha', 'LowerRoman'}


def check_index(report, name, pdf, index):
    """Entries without labels; each page is a Reference with a Link of its own."""
    entries = [e for e in index.walk() if e.type == 'LI']
    report.check(entries and all([c.type for c in e.children()] == ['LBody'] for e in entries), f'{name}: an index is made of entries')
    report.check(all(pdf.parent(e).type in ('Index', 'LBody') for e in index.walk() if e.type == 'L'), f'{name}: lists of an index')
    pages = [e for e in index.walk() if e.type == 'Reference']
    report.check(pages and all([c.type for c in e.children()] == ['Link'] for e in pages), f'{name}: pages of an index lead there')
    report.check(all(re.fullmatch('[0-9ivxlcA-Z-]+(–[0-9ivxlcA-Z-]+)?', e.text()) for e in pages), f'{name}: pages of an index',
                 str([e.text() for e in pages]))


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
        if e.type == 'Index':
            check_index(report, name, pdf, e)
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


def first_pages(pdf):
    """Of each of a pack's papers."""
    return [min(paper.pages()) for paper in pdf.papers()]


def check_papers(report, name, pdf, parts):
    """A pack's papers are in the structure and in the outline, under the titles of its agenda."""
    titles = [part.title or ' '.join(pdf.words(next(e for e in paper.walk() if e.type == 'H1')).split())
              for part, paper in zip(parts, pdf.papers())]
    expected = list(zip(titles, first_pages(pdf)))
    found = [(' '.join(title.split()), page) for title, page, depth in pdf.outline() if depth == 0]
    report.check(len(expected) == len(parts) and found == expected, f'{name}: the papers in the outline', f'{found}\n{expected}')
    labels = pdf.labels()
    links = [e for e in pdf.papers()[0].walk() if e.type == 'Link' and pdf.parent(e).type == 'TD']
    report.check(len(links) >= len(parts) - 1, f'{name}: the agenda leads to each paper', str(len(links)))
    for e in links:
        report.check(e.text() == labels[pdf.target(e)], f'{name}: "{e.text()}" in the agenda leads to page {labels[pdf.target(e)]}')


def check_outline(report, name, pdf, names):
    """The outline's titles are headings, in their order, and lead to the pages where those stand."""
    headings = pdf.headings()
    report.check(len(headings) == len(names), f'{name}: {len(headings)} headings of {len(names)} in the document')
    at, above = 0, 0 if pdf.papers() else -1        # the depth of the papers' entries, which lead to no headings
    outline = [(title, page) for title, page, depth in pdf.outline() if depth > above]
    for title, page in outline:
        words = ' '.join(title.split())
        while at < len(names) and not ends_with(words, names[at]):
            at += 1
        report.check(at < len(names) and page in headings[at].pages(), f'{name}: outline "{words}"', f'page index {page}; {names}')
        at += 1
    report.check(outline or not [e for e in headings if e.type in ('H1', 'H2')], f'{name}: there is an outline')


def caption_words(pdf, caption):
    """Without the key, which is a list that comes after them."""
    lists = [c for c in caption.children() if c.type == 'L']
    return ' '.join((pdf.words(caption.children()[0]) if lists else pdf.words(caption)).split())


def labels_from(pdf, alone):
    """A function from an element and a page to what it is to call that: within a report of a pack the page has the label that
    it has when the report is built alone."""
    labels, first = pdf.labels(), first_pages(pdf)
    paper = {e.ref: i for i, p in enumerate(pdf.papers()) for e in p.walk()}

    def label(e, page):
        home = paper.get(e.ref)
        same = home is not None and first[home] <= page and page not in {p for f in first[home + 1:] for p in range(f, len(pdf.pages))}
        return alone[home][page - first[home]] if same and alone[home] else labels[page]
    return label


def check_targets(report, name, pdf, names, alone):
    """A contents entry, and a link that is a page's number, lead to the page of that label, where the heading or caption is.
    alone: the page labels of each of a pack's papers when it is built alone, or None."""
    label, headings = labels_from(pdf, alone), pdf.headings()
    captions = [(caption_words(pdf, e), e.pages()) for e in pdf.elements() if e.type == 'Caption']
    for e in pdf.elements():
        target = pdf.target(e) if e.type in ('TOCI', 'Link') else None
        words = e.own_text().split() if e.type == 'TOCI' else e.text().split()
        if target is None or not words:
            continue
        here = [n for n, h in zip(names, headings) if target in h.pages()] + [c for c, pages in captions if target in pages]
        if e.type == 'TOCI' and any(ends_with(' '.join(words), n) for n in here):
            continue                # an entry that the template prints without a page number
        if e.type == 'TOCI' or (re.fullmatch(r'(pages? )?[0-9ivxl–]+', ' '.join(words)) and pdf.is_page_reference(e)):
            report.check(words[-1].split('–')[0] == label(e, target), f'{name}: "{" ".join(words)}" leads to page {label(e, target)}')
        if e.type == 'TOCI':
            title = ' '.join(words[:-1])
            report.check(any(ends_with(title, n) for n in here), f'{name}: the heading "{title}" is on its page', str(here))


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
    if len(pdf.pages) <= (12 if ALL else 2):
        problem = matches(expected_text(dump), pdf.popplers_struct_text(path))
        report.check(not problem, f'{name}: the structure\'s text is the document\'s, by pdfinfo', problem)


def attached_names(dump, parts):
    """Of the data of each table and chart; in a pack that of a report begins with its name."""
    tables = re.sub(r'^ *figure [^\n]*\n *image diagram ', '', dump, flags=re.M)       # a diagram has no figures that others could use
    papers = re.split(r'^  part .*\n', tables, flags=re.M)[1:] if parts else [tables]
    prefixes = [part.prefix for part in parts] or ['']
    return sorted({f'{prefix}{data}' for prefix, paper in zip(prefixes, papers) for data in fields(paper, 'data')})


def labels_alone(report, name, pdf, parts, out):
    """The page labels of each of a pack's papers that can be built alone, after a check that it has the same pages there."""
    alone, ends = [], [*first_pages(pdf)[1:], len(pdf.pages)]
    for part, first, end in zip(parts, first_pages(pdf), ends):
        path = next(iter(out.rglob(f'{part.folder.name}.pdf')), None) if part.folder else None
        report.check(path or not part.folder, f'{name}: {part.title} is built alone')
        alone.append(Pdf(path).labels() if path else None)
        report.check(not path or len(alone[-1]) == end - first, f'{name}: {part.title} has {end - first} pages here and alone')
    return alone


def check_document(report, program, path, folder, home):
    name = path.stem
    parts = pack_parts(folder)
    pdf, dump = Pdf(path), run(program, 'build', '--dump=doc', folder, home=home).stdout
    names = titles(dump)
    check_tags(report, name, pdf)
    check_outline(report, name, pdf, names)
    report.check(len(pdf.papers()) == len(parts), f'{name}: {len(parts)} papers', str(len(pdf.papers())))
    alone = []
    if parts:
        check_papers(report, name, pdf, parts)
        out = path.parent / f'{name}-alone'
        run(program, 'build', '-q', '--product=screen', '-o', out, *(part.folder for part in parts if part.folder), home=home)
        alone = labels_alone(report, name, pdf, parts, out)
    check_targets(report, name, pdf, names, alone)
    check_content(report, name, pdf)
    check_text(report, name, dump, path, pdf)
    for key, attribute in (('/ActualText', 'spoken'), ('/E', 'expansion')):
        given = sorted(e.get(key) for e in pdf.elements() if e.get(key))
        report.check(given == fields(dump, attribute), f'{name}: {key} is what the document says', f'{given}\n{fields(dump, attribute)}')
    report.check(name != 'abbreviations' or len(fields(dump, 'expansion')) > 8, f'{name}: the manifest\'s are found')
    attached = subprocess.run(['pdfdetach', '-list', path], capture_output=True, text=True).stdout
    report.check(sorted(re.findall(r'^\d+: (.*)\.csv$', attached, re.M)) == attached_names(dump, parts), f'{name}: the data is attached', attached)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        golden = some(golden_documents(), 4)
        own = sorted(p.parent for depth in (('*', '*/*') if ALL else ('specimen',)) for p in (ROOT / 'content').glob(f'{depth}/document.xml'))
        constructs = write_constructs(folder / 'constructs')
        for what, documents, home in (('golden', golden, TESTS / 'home'), ('constructs', constructs, TESTS / 'home'), ('content', own, None)):
            for parent, together in itertools.groupby(documents, lambda d: d.parent):
                out, together = folder / 'out' / what / parent.name, list(together)
                done = run(program, 'build', '-q', '--product=screen', '-o', out, *together, home=home)
                for document in together:
                    path = next(out.rglob(f'{document.name}.pdf'), out / f'{document.name}.pdf')      # a report's is in a folder of its pack's name
                    report.check(path.exists(), f'{document.name} is built', done.stderr[-2000:])
                    if path.exists():
                        check_document(report, program, path, document, home)
    report.done()


main()
