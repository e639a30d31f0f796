#!/usr/bin/env python3
"""large_tables.py PLANPRESS [--all] [--seed N] [--count N]: tables in large print.

Tables made at random (from spans.py, and wide ones of figures and of words) are set in large print and read back from the PDF's
tags. However a table is set, each cell of its body stands once; a screen reader finds the label of its row and all headings
over it, through the headers that the cell names or the geometry of its table; rows stand in order. A table is set in the first
way in which it fits: a narrow one stays as it is. Nothing leaves its page. Charts and diagrams have no words below 16 points, or
become tables and lists. In the documents under content/ the figures of each table's CSV are in the tags of the large print as
often as in those of the PDF for screens. """
import argparse
import collections
import csv
import pathlib
import random
import re
import tempfile

from harness import ALL, ROOT, Report, run
from pdftree import Pdf
from spans import MANIFEST, Table

NUMBER = re.compile(r'-?\d+(\.\d+)?$')


class WideTable(Table):
    """As Table, with as many columns as no page can hold: of figures, or of long words; some below spanning headings."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kind, self.template = 'wide', 'base'
        self.made, self.words = 0, {}
        self.wide()

    def heads_of(self, columns):
        """The columns as XML, and the heading over each: its own and the spanning one."""
        xml, over, at = '', [''] * columns, 1
        while at < columns:
            wide = min(self.random.randint(1, 4), columns - at)
            spanner = self.text(1) if wide > 1 and self.random.random() < 0.7 else ''
            inner = ''
            for c in range(at, at + wide):
                own = self.text(2)
                over[c] = f'{spanner} {own}'.strip()
                kind = ' kind="count"' if self.figures else ''
                inner += f'<column id="c{c}"{kind}>{own}</column>'
            xml += f'<spanner label="{spanner}">{inner}</spanner>' if spanner else inner
            at += wide
        return xml, over

    def wide(self):
        self.figures = self.random.random() < 0.6
        columns, rows = self.random.randint(3, 14), self.random.randint(1, 12)
        first = self.text(1)
        xml, over = self.heads_of(columns)
        self.rows, body = [], ''    # (label, {column: words})
        for row in range(rows):
            label = self.text(4)
            cells = {}
            body += f'<row id="r{row}" label="{label}">'
            for c in range(1, columns):
                self.made += 1
                words = f'{100000 + self.made:,}' if self.figures else self.text(self.random.choice([1, 2, 9, 30]))
                cells[c] = words
                body += f'<cell>{words}</cell>'
            body += '</row>'
            self.rows.append((label, cells))
        self.over = over
        self.files = {'01.md': '# Spans\n\nWords [see](#t) before.\n\n::: {.table .landscape data=t #t}\n:::\n',
                      't.xml': f'<table><caption>Caption</caption><columns><column id="c0">{first}</column>{xml}</columns>{body}</table>'}
        self.manifest = '  <data><table id="t" file="t.xml"/></data>\n'


def squeezed(text):
    return ''.join(text.split())


class Grid:
    """A table of the tags by its geometry, and the headings of each cell as a screen reader finds them."""

    def __init__(self, pdf, element):
        self.ids = {e.get('/ID'): e for e in pdf.all if e.entries.get('/ID')}
        self.cells, taken = [], {}
        rows = [e for e in element.walk() if e.type == 'TR']
        for row, tr in enumerate(rows):
            column = 0
            for cell in tr.children():
                while (row, column) in taken:
                    column += 1
                deep, wide = cell.attribute('Table', '/RowSpan') or 1, cell.attribute('Table', '/ColSpan') or 1
                for r in range(deep):
                    for c in range(wide):
                        taken[row + r, column + c] = cell
                self.cells.append((row, column, deep, wide, cell))
                column += wide
        self.taken = taken

    def heads(self, row, column, deep, wide, cell):
        named = cell.attribute('Table', '/Headers')
        if named:
            return [self.ids[n] for n in named]
        found = []
        for (r, c), other in self.taken.items():
            above = r < row and column <= c < column + wide and other.attribute('Table', '/Scope') == '/Column'
            left = row <= r < row + deep and c < column and other.attribute('Table', '/Scope') == '/Row'
            if (above or left) and other.type == 'TH' and other not in found:
                found.append(other)
        return found

    def data(self):
        """(words, words of its headings) of each data cell, in reading order."""
        for place in self.cells:
            if place[4].type == 'TD':
                yield squeezed(place[4].text()), squeezed(' '.join(h.text() for h in self.heads(*place)))


def build(program, folder, out, home):
    done = run(program, 'build', '-v', '--product=large-print', '-o', out, folder, home=home)
    way = re.search(r'LGP010\]: .* is set (on a landscape|in \d+ groups|as cards)', done.stderr)
    return done, way[1].split()[-1] if way else 'upright'


def check_wide(report, name, table, pdf):
    tables = [list(Grid(pdf, e).data()) for e in pdf.all if e.type == 'Table']
    own = {squeezed(words) for _, cells in table.rows for words in cells.values()}
    data = [d for t in tables if any(words in own for words, _ in t) for d in t if d[0]]    # not that of printed pages
    by_words = collections.defaultdict(list)
    for words, heads in data:
        by_words[words].append(heads)
    order = [w for w, _ in data]
    wrong, places = [], {}
    for row, (label, cells) in enumerate(table.rows):
        for column, words in cells.items():
            found = by_words.get(squeezed(words), [])
            places[squeezed(words)] = row
            if len(found) != 1:
                wrong.append(f'{words} stands {len(found)} times')
            elif squeezed(label) not in found[0] or any(w not in found[0] for w in table.over[column].split()):
                wrong.append(f'{words} lacks {label} or {table.over[column]} in {found[0]}')
    report.check(not wrong, f'{name}: each cell once, with its headings', '; '.join(wrong[:3]))
    report.check(len(order) == sum(len(c) for _, c in table.rows), f'{name}: no other cells', str(len(order)))


def check_spans(report, name, table, pdf):
    """Every cell's words once in cells of data; labels and headings at least once."""
    tables = [e for e in pdf.all if e.type == 'Table']
    cells = [(e.type, squeezed(e.text())) for t in tables for e in t.walk() if e.type in ('TD', 'TH')]
    joined = [squeezed(t) for _, t in cells]
    wrong = []
    for (row, column), (_, _, words) in table.cells.items():
        if row == 0 or words == 'kgreen kup':
            continue
        found = sum(squeezed(words) in text for text in joined)
        written = sum(other == words for _, _, other in table.cells.values())
        again = column == 0 or found == written or any(squeezed(words) in text and kind == 'TH' for kind, text in cells)
        if found < 1 or (found > 1 and not again):
            wrong.append(f'"{words}" stands {found} times')
    report.check(not wrong, f'{name}: the cells of the body', '; '.join(wrong[:3]))


def check_random(report, args, top):
    tests = pathlib.Path(__file__).resolve().parent / 'home'
    ways = collections.Counter()
    for seed in range(args.seed, args.seed + args.count):
        table = WideTable(seed) if seed % 3 else Table(seed)
        name = f'seed {seed} ({table.kind}, {table.template})'
        folder, out = top / f'{seed}' / 'spans', top / f'{seed}' / 'out'
        table.write(folder)
        done, way = build(args.program, folder, out, None if table.template == 'base' else tests)
        if 'LAY007' in done.stderr and run(args.program, 'build', '-o', out, folder, home=None if table.template == 'base' else tests).returncode:
            continue    # too wide for the page of the screen product
        report.check(done.returncode == 0, f'{name}: builds', done.stderr[:2000])
        if done.returncode:
            continue
        pdf = Pdf(out / 'spans-large-print.pdf')
        ways[way] += 1
        (check_wide if table.kind == 'wide' else check_spans)(report, f'{name}, {way}', table, pdf)
    for way in ('upright', 'landscape', 'groups', 'cards'):
        report.check(ways[way] > 0, f'some table is set {way}', str(ways))


def check_order(report, program, top):
    """Columns are added one by one: a table moves from one way to the next, and never back."""
    ways, order = [], ['upright', 'landscape', 'groups', 'cards']
    for columns in (2, 4, 6, 8, 10, 12):
        folder = top / f'order{columns}' / 'spans'
        folder.mkdir(parents=True)
        head = '| Force | ' + ' | '.join(f'2011/{i:02}' for i in range(columns)) + ' |\n|--|' + '--:|' * columns
        rows = '\n'.join(f'| Cambridgeshire {r} | ' + ' | '.join(f'{1000 + 100 * r + i:,}' for i in range(columns)) + ' |' for r in range(3))
        (folder / '01.md').write_text(f'# Spans\n\n{head}\n{rows}\n\n: Caption {{#t .landscape}}\n')
        (folder / 'document.xml').write_text(MANIFEST.format(template='base', data=''))
        done, way = build(program, folder, top / f'order{columns}' / 'out', None)
        report.check(done.returncode == 0, f'{columns} columns: builds', done.stderr[:500])
        ways.append(order.index(way))
    report.check(ways == sorted(ways) and ways[0] == 0 and {1, 2} <= set(ways), 'ways in order', str(ways))


def without(text, parts):
    for part in parts:
        text = text.replace(part, ' ', 1)
    return text


def figures_of(pdf):
    """How often each figure stands in a cell of data, without links, which may say what page they lead to, and without the tables
    of printed pages, of which each report of a pack has one."""
    links = lambda cell: [e.text() for e in cell.walk() if e.type in ('Link', 'Reference')]
    printed = {e.ref for t in pdf.all if t.type == 'Table' and t.text().startswith('HeadingPrinted page') for e in t.walk()}
    cells = (without(e.text(), links(e)) for part in pdf.sections() for e in part.walk() if e.type == 'TD' and e.ref not in printed)
    return collections.Counter(f for c in cells for f in re.findall(r'\d[\d,]*(?:\.\d+)?', c))


def check_content(report, program, top):
    documents = sorted(p.parent.name for p in (ROOT / 'content').glob('*/document.xml'))
    seen = 0
    for document in documents if ALL else ['police-and-crime-plan-2013-16']:
        done = run(program, 'build', '-q', '--product=screen,large-print', '-o', top, document)
        report.check(done.returncode == 0, f'{document}: builds', done.stderr[:500])
        run(program, 'data', '-q', '-o', top, document)
        screen, large = figures_of(Pdf(top / f'{document}.pdf')), figures_of(Pdf(top / f'{document}-large-print.pdf'))
        figures = {f'{int(c.lstrip("-").partition(".")[0]):,}' + ''.join(c.partition('.')[1:])
                   for path in (top / document / 'data').glob('*.csv') for row in csv.reader(path.open(encoding='utf-8-sig')) for c in row
                   if NUMBER.match(c)}
        wrong = [f'{f}: {screen[f]} and {large[f]}' for f in sorted(figures) if screen[f] != large[f]]
        report.check(not wrong, f'{document}: figures as often as on screen', '; '.join(wrong[:5]))
        seen += len(figures)
    report.check(seen > 0, 'the documents have figures')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program', type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=300 if ALL else 30)
    args = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as top:
        check_order(report, args.program, pathlib.Path(top))
        check_random(report, args, pathlib.Path(top))
        check_content(report, args.program, pathlib.Path(top) / 'content')
    report.done()


main()
