#!/usr/bin/env python3
"""spans.py PLANPRESS [--all] [--seed N] [--count N]: cells over several rows and columns, in tables made at random.

Pipe tables, data tables and delivery plans, on pages so small that they break everywhere. Every cell holds words of its own.
Of each finished PDF: the cells in the tags fill the table's grid, each place once; each cell is where it was written, with all of
its words and no others; each cell of an irregular table names its headings. On each page the words of a cell that reaches over
rows stand beside every one of them, set again where the page begins, and no word is off its page or printed over another. The
open data has one value for each cell. """
import argparse
import csv
import pathlib
import random
import re
import tempfile

from harness import ALL, Report, run
from pagelist import misplaced
from pdftree import Pdf

MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB">
  <title>Spans</title>
  <organisation>Office</organisation>
{data}  <sections><section file="01.md" role="body"/></sections>
</document>
'''


FEW = 3     # words that are set again on any page


class Table:
    """A table made from a seed: its cells as (row, column, rows, columns, words), and how it is written."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kind = self.random.choice(['pipe', 'data', 'data', 'plan'])
        self.template = self.random.choice(['spans', 'spans-middle', 'spans-bottom', 'small', 'small-two', 'small-paper', 'test', 'base'])
        self.made = 0
        self.words, self.heads = {}, []
        getattr(self, self.kind)()

    def text(self, most):
        """Words that no other cell has."""
        self.made += 1
        n = self.random.randint(1, most)
        return ' '.join(f'w{self.made}{"abcdefghij"[i % 10]}{i // 10 or ""}' for i in range(n))

    def most(self):
        return 60 if self.random.random() < 0.06 else 9

    # --- forms ---

    def lattice(self, columns, rows):
        """A grid of areas: for each place the first place of its area."""
        first = {}
        for row in range(rows):
            for column in range(columns):
                if (row, column) in first:
                    continue
                deep, wide = (self.random.choice([1, 1, 1, 2, 3, 5]) for _ in range(2))
                wide = 1 if self.random.random() < 0.7 else wide
                wide = min(wide, columns - column)
                while any((row, column + i) in first for i in range(wide)):
                    wide -= 1
                deep = min(deep, rows - row)
                for r in range(deep):
                    for c in range(wide):
                        first[row + r, column + c] = (row, column)
        for row in range(rows):     # every row has a cell of its own
            if all(first[row, c][0] < row for c in range(columns)):
                c = columns - 1
                area = first[row, c]
                for place in [p for p, of in first.items() if of == area]:
                    first[place] = place if place[0] >= row or place[1] != area[1] or place[0] > area[0] else area
                for place in [p for p, of in first.items() if of == area and p != area]:
                    first[place] = place
        return first

    def areas(self, first):
        found = {}
        for place, area in first.items():
            found.setdefault(area, []).append(place)
        return {area: (max(p[0] for p in places) - area[0] + 1, max(p[1] for p in places) - area[1] + 1) for area, places in found.items()}

    def pipe(self):
        columns, rows = self.random.randint(2, 5), self.random.randint(2, 25)
        first = self.lattice(columns, rows)
        head = [self.text(2) for _ in range(columns)]
        self.cells = {(0, c): (1, 1, head[c]) for c in range(columns)}
        lines = ['| ' + ' | '.join(head) + ' |', '|' + '--|' * columns]
        for area, (deep, wide) in self.areas(first).items():
            self.cells[area[0] + 1, area[1]] = (deep, wide, self.text(self.most()))
        for row in range(rows):
            line = '|'
            for column in range(columns):
                area = first[row, column]
                if area == (row, column):
                    line += f' {self.cells[row + 1, column][2]} |'
                elif area[0] < row and (area[1] == column or self.random.random() < 0.5):
                    line += ' ^^ |'
                else:
                    line += ' << |'
            lines.append(line)
        self.files = {'01.md': '\n'.join(['# Spans', '', *lines, '', ': Caption {#spans}', ''])}
        self.manifest = ''

    def data(self):
        columns, groups = self.random.randint(2, 4), self.random.randint(1, 3)
        heads = [self.text(2) for _ in range(columns)]
        self.cells = {(0, c): (1, 1, heads[c]) for c in range(columns)}
        at, body = 1, ''
        for _ in range(groups):
            rows = self.random.randint(1, 12)
            grouped = self.random.random() < 0.6
            if grouped:
                label = self.text(3)
                self.cells[at, 0] = (1, columns, label)
                body += f'<group label="{label}">'
                at += 1
            first = self.lattice(columns - 1, rows)
            areas = self.areas(first)
            for row in range(rows):
                label = self.text(4)
                self.cells[at + row, 0] = (1, 1, label)
                body += f'<row id="r{at + row}" label="{label}">'
                for column in range(columns - 1):
                    if first[row, column] != (row, column):
                        continue
                    deep, wide = areas[row, column]
                    words = self.text(self.most())
                    self.cells[at + row, column + 1] = (deep, wide, words)
                    spans = (f' rowspan="{deep}"' if deep > 1 else '') + (f' colspan="{wide}"' if wide > 1 else '')
                    body += f'<cell{spans}>{words}</cell>'
                body += '</row>'
            at += rows
            body += '</group>' if grouped else ''
        columns = ''.join(f'<column id="c{i}">{head}</column>' for i, head in enumerate(heads))
        self.files = {'01.md': '# Spans\n\n::: {.table data=t}\n:::\n',
                      't.xml': f'<table><caption>Caption</caption><columns>{columns}</columns>{body}</table>'}
        self.manifest = '  <data><table id="t" file="t.xml"/></data>\n'

    def plan(self):
        key = '<key><status id="green" name="kgreen" colour="green">kmeaning</status><direction id="up" name="kup" arrow="up"/></key>'
        heads = [self.text(1) for _ in range(6)]
        names = ['action', 'lead', 'delivery', 'update', 'status', 'opportunities']
        self.cells = {(0, c): (1, 1, heads[c]) for c in range(6)}
        at, body = 1, ''
        for theme in range(self.random.randint(1, 3)):
            label = self.text(2)
            self.cells[at, 0] = (1, 6, label)
            at += 1
            body += f'<theme id="t{theme}" label="{label}">'
            for number in range(self.random.randint(1, 4)):
                n, action, lead, delivery = self.random.choice([1, 1, 2, 3, 6]), self.text(self.most()), self.text(1), self.text(3)
                own = n > 1 and self.random.random() < 0.3
                code = f'c{theme}p{number}'
                self.cells[at, 0] = (n, 1, f'{code} {action}')
                self.cells[at, 2] = (n, 1, delivery)
                if not own:
                    self.cells[at, 1] = (n, 1, lead)
                body += f'<priority code="{code}" lead="{lead}" delivery="{delivery}"><action>{action}</action>'
                for activity in range(n):
                    update, opportunity = self.text(self.most()), self.text(self.most())
                    mine = self.text(1) if own and activity == 0 else lead
                    if own:
                        self.cells[at, 1] = (1, 1, mine)
                    self.cells[at, 3] = (1, 1, f'{code}.{activity} {update}')
                    self.cells[at, 4] = (1, 1, 'kgreen kup')
                    self.cells[at, 5] = (1, 1, opportunity)
                    more = f' lead="{mine}"' if own and activity == 0 else ''
                    body += (f'<activity code="{code}.{activity}" status="green" direction="up"{more}><update>{update}</update>'
                             f'<opportunities>{opportunity}</opportunities></activity>')
                    at += 1
                body += '</priority>'
            body += '</theme>'
        attributes = ' '.join(f'{name}="{head}"' for name, head in zip(names, heads))
        self.files = {'01.md': '# Spans\n\n::: {.table .landscape data=t}\n:::\n',
                      't.xml': f'<delivery-plan><caption>Caption</caption><heads {attributes}/>{key}{body}</delivery-plan>'}
        self.manifest = '  <data><table id="t" file="t.xml"/></data>\n'

    def write(self, folder):
        folder.mkdir(parents=True)
        for name, text in self.files.items():
            (folder / name).write_text(text)
        (folder / 'document.xml').write_text(MANIFEST.format(template=self.template, data=self.manifest))


def columns_of(cells):
    return max(column + wide for (_, column), (_, wide, _) in cells.items())


def check_tags(report, name, table, pdf):
    found = [e for e in pdf.all if e.type == 'Table']
    report.check(len(found) == 1, f'{name}: one table', str(len(found)))
    taken, got = {}, {}
    rows = [e for e in found[0].walk() if e.type == 'TR']
    irregular = any(e.attribute('Table', '/Headers') for e in found[0].walk() if e.type in ('TH', 'TD'))
    for row, element in enumerate(rows):
        column = 0
        for cell in element.children():
            while (row, column) in taken:
                column += 1
            deep, wide = cell.attribute('Table', '/RowSpan') or 1, cell.attribute('Table', '/ColSpan') or 1
            for place in [(row + r, column + c) for r in range(deep) for c in range(wide)]:
                report.check(place not in taken, f'{name}: {place} is taken once')
                taken[place] = cell
            got[row, column] = (deep, wide, ''.join(cell.text().split()))
            if irregular and row and cell.type == 'TD':
                report.check(cell.attribute('Table', '/Headers'), f'{name}: {row}, {column} names its headings')
    size = len(rows), columns_of(table.cells)
    report.check(len(taken) == size[0] * size[1] and all(p in taken for p in [(r, c) for r in range(size[0]) for c in range(size[1])]),
                 f'{name}: a complete grid', f'{len(taken)} places of {size}')
    meant = {place: (deep, wide, words.replace(' ', '')) for place, (deep, wide, words) in table.cells.items()}
    report.check(got == meant, f'{name}: the cells', str([(k, got.get(k), meant.get(k)) for k in sorted({*got, *meant}) if got.get(k) != meant.get(k)][:4]))


TEXT = re.compile(r'^  text \S+ (\S+) .*?(content|repeated|running-foot)\b.* "((?:[^"\\]|\\.)*)"$')


def check_pages(report, name, table, dump):
    """Beside each row that begins on a page stand the first words of the cells that reach over it."""
    bad = misplaced(dump)
    report.check(not bad, f'{name}: places', bad)
    pages = [[m.group(2, 3, 1) for line in page.splitlines() if (m := TEXT.match(line))] for page in re.split(r'^page ', dump, flags=re.M)[1:]]
    on_page = [set(' '.join(words for _, words, _ in page).split()) for page in pages]
    own = [set(' '.join(words for role, words, _ in page if role == 'content').split()) for page in pages]
    deep = {word for _, (rows, _, words) in table.cells.items() if rows > 1 and len(words.split()) <= FEW for word in words.split()}
    for number, (page, text) in enumerate(zip(pages, re.split(r'^page ', dump, flags=re.M)[1:])):
        low = [float(y) for y in re.findall(r'^  rect \S+ (\S+) .* decoration table', text, re.M)]
        low += [float(y) for role, words, y in page if role == 'content' and not deep & set(words.split())]
        lower = [words for role, words, y in page if role != 'running-foot' and deep & set(words.split()) and float(y) > max(low, default=0)]
        report.check(not lower, f'{name}: words on page {number + 1} end with the rows that they stand beside', str(lower[:4]))
    for (row, column), (deep, wide, words) in table.cells.items():
        if deep == 1 or len(words.split()) > FEW:      # long ones are not set again
            continue
        for (r, c), (_, _, other) in table.cells.items():
            if not row < r < row + deep:
                continue
            first = other.split()[0]
            for page, content in enumerate(own):
                if first in content and first.startswith('w'):
                    report.check(words.split()[0] in on_page[page], f'{name}: "{words.split()[0]}" stands beside "{first}"', f'page {page + 1}')


def check_data(report, name, table, program, folder, out, home):
    if not table.manifest:
        return
    done = run(program, 'data', folder, '-o', out, home=home)
    files = list(out.rglob('*.csv'))
    report.check(done.returncode == 0 and len(files) == 1, f'{name}: open data', done.stderr)
    if len(files) == 1 and table.kind == 'data':
        cells = [' '.join(v.split()) for line in csv.reader(files[0].open(encoding='utf-8-sig')) for v in line]
        missing = [words for _, _, words in table.cells.values() if words not in cells]
        report.check(not missing, f'{name}: the words are in the open data', str(missing[:3]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program', type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=150 if ALL else 40)
    args = parser.parse_args()
    report = Report()
    tests = pathlib.Path(__file__).resolve().parent / 'home'
    for seed in range(args.seed, args.seed + args.count):
        table = Table(seed)
        name = f'seed {seed} ({table.kind}, {table.template})'
        home = None if table.template == 'base' else tests
        with tempfile.TemporaryDirectory() as top:
            folder, out = pathlib.Path(top) / 'spans', pathlib.Path(top) / 'out'
            table.write(folder)
            done = run(args.program, 'build', '-q', '-o', out, folder, home=home)
            refused = re.search(r'error\[LAY00[57]\]', done.stderr)
            report.check(done.returncode == 0 or refused, f'{name}: builds', done.stderr[:2000])
            if done.returncode:
                continue
            check_tags(report, name, table, Pdf(out / 'spans.pdf'))
            if not re.search(r'LAY00[23]', done.stderr):
                check_pages(report, name, table, run(args.program, 'build', '--dump=pages', folder, home=home).stdout)
            check_data(report, name, table, args.program, folder, pathlib.Path(top) / 'data', home)
    report.done()


if __name__ == '__main__':
    main()
