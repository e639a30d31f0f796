#!/usr/bin/env python3
"""schedule.py PLANPRESS [--all] [--seed N] [--count N]: a schedule of variations holds every change, once, with the right pages.

Pairs of editions are compared: a document of the test's own, in which figures, paragraphs, items, tables and sections change,
and real documents under content/ with random edits; with --all more of these. Each edition is also built by itself. Then

- the numbers in the schedule, in the JSON, in the CSV and in the sentences are 1 to n, each once, and what was and what is now
  are the same in all of them, and so are reasons and pages;
- the pages of both editions are true: what was is on that page of the old PDF, what is now on that page of the new one;
- a schedule inside the new edition (`::: {.variations}`) says the same, with the pages of the PDF that it stands in."""
import csv
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile

from harness import ALL, ROOT, Report, limited, run
from pdftree import Pdf

CONTENT = ROOT / 'content'
REAL = ['police-and-crime-plan-2013-16', 'annual-report-2013-14', 'local-policing-plan-2011-14']
DASH = '–'


def argument(name, default):
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


def squeezed(text):
    """Without what lines, hyphenation and typography change."""
    return re.sub(r'[\s\u00ad\u200b]', '', text.replace('’', "'").replace('‘', "'"))


# --- what a PDF says --------------------------------------------------------------------------------------------------

class Printed:
    """A PDF's pages as text, by the labels that they have."""

    def __init__(self, path):
        self.tree = Pdf(path)
        text = limited(['pdftotext', path, '-'], capture_output=True, text=True).stdout
        self.pages = [squeezed(page) for page in text.split('\f')]
        self.labels = {}
        for i, label in enumerate(self.tree.labels()):
            self.labels.setdefault(label or str(i + 1), i)

    def has(self, label, words):
        """Whether a passage begins on the page with that label: its words are on it, or go on to the next."""
        at = self.labels.get(label)
        if at is None:
            return False
        here = self.pages[at] + (self.pages[at + 1] if at + 1 < len(self.pages) else '')
        parts = [squeezed(p) for p in re.split(r'…|;', words)]
        parts = [p for p in parts if p]
        return all(p in here for p in parts) or share(words, here) > 0.8


def share(words, page):
    """How much of a passage that is not set in one piece, such as a row, a page holds."""
    found = [squeezed(w) for w in re.split(r'[\s;]+', words.rstrip('…')) if w != 'nil']
    found = [w for w in found if w]
    return sum(w in page for w in found) / max(len(found), 1)


def cells_of(pdf, row):
    return [[p.text().strip() for p in cell.walk() if p.type == 'P'] or [cell.text().strip()] for cell in row.children()]


class Entry:
    """A change as a schedule has it."""

    def __init__(self, number, where, was, now):
        self.number, self.where = number, where
        self.was, self.now = (' '.join(p for p in side if p != DASH) for side in (was, now))


def entries_of(pdf, heads=('No.', 'Where', 'Was', 'Now')):
    """All entries of the schedules in a PDF: rows of its tables and items of its lists, with the heads of their groups."""
    out = []
    for element in pdf.elements():
        if element.type == 'TR' and pdf.parent(element).type in ('TBody', 'Table'):
            table = pdf.parent(element)
            table = table if table.type == 'Table' else pdf.parent(table)
            first = next(e for e in table.walk() if e.type == 'TR')
            cells = cells_of(pdf, element)
            if [c[0] for c in cells_of(pdf, first)] == list(heads) and element.ref != first.ref and len(cells) == 4:
                out.append(Entry(int(cells[0][0]), cells[1], cells[2], cells[3]))
        elif element.type == 'LI' and re.match(r'\d+\.', element.text()):
            parts = [p.text().strip() for p in element.walk() if p.type == 'P']
            was = [i for i, p in enumerate(parts) if p.startswith('Was: ')]
            now = [i for i, p in enumerate(parts) if p.startswith('Now: ')]
            if len(was) == len(now) == 1:
                reason = [i for i, p in enumerate(parts) if p.startswith('Reason: ')] + [len(parts)]
                old, new = parts[was[0]:now[0]], parts[now[0]:reason[0]]
                out.append(Entry(int(re.match(r'\d+', element.text())[0]), parts[:was[0]], [old[0][5:], *old[1:]], [new[0][5:], *new[1:]]))
    return out


# --- comparing --------------------------------------------------------------------------------------------------------

def pages_words(change):
    """The pages that the schedule has to print for a change of the JSON."""
    def listed(key):
        labels = []
        for place in change['places']:
            if place[key] and place[key] not in labels:
                labels.append(place[key])
        if all(label.isdigit() for label in labels):
            labels.sort(key=int)
        return ', '.join(labels[:-1]) + (' and ' if len(labels) > 1 else '') + labels[-1] if labels else ''
    old, new = listed('old-page'), listed('new-page')
    return f'{old or DASH} → {new or DASH}' if old or new else ''


def stripped(words):
    """Without the line about where a passage stood that moved."""
    return re.sub(r'\s*(Was|Now) in: .*', '', words, flags=re.S)


def check_entry(report, name, change, entry):
    what = f'{name}: {change["number"]}'
    pages = pages_words(change)
    where = ' '.join(entry.where)
    report.check(where.endswith(pages) if pages else True, f'{what} has its pages', f'expected {pages}\ngot {where}')
    for key, got in (('was', entry.was), ('now', entry.now)):
        expected = '' if change[key] in (None, DASH) else change[key]
        if change['at'] == 'document/date' or (change['form'] == 'moved' and key == 'was' and change['was'] == change['now']):
            continue
        if key == 'now' and change['form'] == 'replaced' and change['was'] == change['now']:
            expected = f'{expected} [format changed]'
        report.check(squeezed(stripped(got)) == squeezed(expected.replace('\n', ' ')), f'{what} says what {key}', f'expected {expected}\ngot {got}')


def check_true_pages(report, name, changes, old, new):
    """Of a figure every place that says it in words; a chart may draw it without them."""
    for change in changes:
        places = [p for p in change['places'] if p['within']] if change['data'] else change['places'][:1]
        for key, words, pdf in (('old-page', change['was'], old), ('new-page', change['now'], new)):
            for place in places:
                if place[key] and words:
                    report.check(pdf.has(place[key], words),
                                 f'{name}: {change["number"]} is on page {place[key]} of the {key[:3]} edition', words)


class Pair:
    """Two editions, compared and built."""

    def __init__(self, program, folder, old, new):
        self.out, self.name = folder / 'out', new.name
        self.done = run(program, 'diff', '--schedule', '-o', self.out, old, new, cwd=folder, home=ROOT)
        self.built = [run(program, 'build', '-o', self.out / side.parent.name, side, cwd=folder, home=ROOT) for side in (old, new)]
        self.old, self.new = (self.out / side.parent.name / f'{side.name}.pdf' for side in (old, new))

    def read(self, ending):
        return self.out / f'{self.name}-{ending}'

    def ok(self):
        return self.read('schedule.pdf').is_file() and self.old.is_file() and self.new.is_file()


def check_lists(report, name, pair, changes):
    numbers = list(range(1, len(changes) + 1))
    report.check([c['number'] for c in changes] == numbers, f'{name}: the JSON numbers its changes')
    with open(pair.read('variations.csv'), encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file))
    report.check(len(rows) == len(changes) + 1, f'{name}: the CSV has a row for each change', f'{len(rows) - 1} of {len(changes)}')
    for change, row in zip(changes, rows[1:]):
        expected = [str(change['number']), *(change[k] or '' for k in ('old-page', 'new-page', 'was', 'now', 'reason'))]
        report.check([row[0], *row[5:10]] == expected, f'{name}: {change["number"]} is the same in the CSV', f'{row}\n{expected}')
    lines = pair.read('variations.txt').read_text(encoding='utf-8').splitlines()
    report.check(lines == [f'{c["number"]}. {c["sentence"]}' for c in changes], f'{name}: the sentences are those of the JSON')


def check_schedule(report, name, pdf, changes):
    entries = entries_of(pdf)
    numbers = sorted(e.number for e in entries)
    report.check(numbers == [c['number'] for c in changes], f'{name}: every change once',
                 f'{sorted(set(numbers) ^ {c["number"] for c in changes})} are wrong')
    by_number = {e.number: e for e in entries}
    for change in changes:
        if change['number'] in by_number:
            check_entry(report, name, change, by_number[change['number']])


def check_pair(report, name, pair):
    report.check(pair.ok(), f'{name}: compared and built', pair.done.stderr + ''.join(b.stderr for b in pair.built))
    if not pair.ok():
        return []
    changes = json.loads(pair.read('variations.json').read_text(encoding='utf-8'))['changes']
    check_lists(report, name, pair, changes)
    check_schedule(report, f'{name}, schedule', Pdf(pair.read('schedule.pdf')), changes)
    check_true_pages(report, name, changes, Printed(pair.old), Printed(pair.new))
    return changes


# --- a document of the test's own -------------------------------------------------------------------------------------

MANIFEST = '''<document template="{template}" lang="en-GB">
  <title>Plan</title>
  <organisation>Authority</organisation>
  <date>{date}</date>
  <uses>{uses}</uses>
  <data><table id="budget" file="budget.xml"/></data>
  {editions}
  <sections><section file="01.md"/><section file="02.md" role="appendix"/></sections>
</document>
'''
BUDGET = '''<table unit="£000" decimals="0">
  <caption>What it costs</caption>
  <columns><column id="item">Item</column><column id="y1" kind="amount">2013/14</column><column id="y2" kind="amount">2014/15</column></columns>
  {rows}
  <total id="total" label="Total"/>
</table>
'''
FILLER = '\n\n'.join(f'This is paragraph {i} of those that fill the pages between, and nothing in it changes from one edition to the next.' for i in range(60))
LONG = ' '.join(f'Measure {i} is put before the panel.' for i in range(40))

OLD = f'''# Aims {{#aims}}

We spend {{{{ budget/net/y2 | £k }}}} on patrols, and patrols are what people ask for.

- Fewer burglaries
- Faster answers
- Open meetings

{FILLER}

## Money {{#money}}

::: {{.table data=budget}}
:::

The old paragraph that goes away stands here, in front of the end.

{LONG}
'''
NEW = f'''# Aims and measures {{#aims}}

We spend {{{{ budget/net/y2 | £k }}}} on patrols, and patrols are what many people ask for.

- Fewer burglaries
- Faster answers
- Open meetings
- Plain words

{FILLER}

A new paragraph pushes all that follows down the page. {LONG}

## Money {{#money}}

::: {{.table data=budget}}
:::

{LONG.replace("panel", "public")}
'''
APPENDIX = '# Figures again {#again}\n\n::: {.table data=budget caption="The same figures again"}\n:::\n'


def row(name, label, *figures):
    return f'<row id="{name}" label="{label}">' + ''.join(f'<cell>{f}</cell>' for f in figures) + '</row>'


EDITIONS = '''<editions>
    <edition id="first" date="2013-04-01" document="plan-2013"/>
    <edition id="second" date="2014-04-01" since="first"/>
  </editions>'''
REASONS = '''<variations>
  <variation id="v1" number="Variation 1" title="Money" panel="2014-02-05" decision="D-1" effective="2014-04-01">
    <change at="budget" kind="figures" reason="The budget was set"/>
    <change at="#money" kind="policy" reason="The public asked for it"/>
  </variation>
</variations>
'''


def write_edition(folder, template, date, text, figures, since=False):
    folder.mkdir(parents=True)
    uses = '<document name="plan-2013"/>' if since else ''
    manifest = MANIFEST.format(template=template, date=date, uses=uses, editions=EDITIONS if since else '')
    (folder / 'document.xml').write_text(manifest.replace('  <uses></uses>\n', ''), encoding='utf-8')
    rows = row('net', 'Patrols', *figures) + row('other', 'Other', 40, 50)
    (folder / 'budget.xml').write_text(BUDGET.format(rows=rows), encoding='utf-8')
    (folder / '01.md').write_text(text, encoding='utf-8')
    (folder / '02.md').write_text(APPENDIX, encoding='utf-8')
    return folder


def own_pair(folder, template):
    return (write_edition(folder / 'old/plan', template, '2013-04-01', OLD, (110, 120)),
            write_edition(folder / 'new/plan', template, '2014-04-01', NEW, (110, 135)))


def test_own(report, program, template):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        old, new = own_pair(folder, template)
        name = f'own document, {template}'
        pair = Pair(program, folder, old, new)
        changes = check_pair(report, name, pair)
        figures = [c for c in changes if c['data'] == 'budget/net/y2']
        report.check(len(figures) == 1 and len(figures[0]['places']) == 3, f'{name}: a figure is one change with three places', str(figures))
        if figures:
            pages = [p['new-page'] for p in figures[0]['places']]
            report.check(len(set(pages)) == 3, f'{name}: on three pages', str(pages))
        longest = max(changes, key=lambda c: len(c['now'] or '') + len(c['was'] or ''), default=None)
        report.check(longest and len(longest['now']) > 600, f'{name}: a passage too long for a cell')


def test_inside(report, program, template, in_front):
    """A schedule in the new edition itself: behind what it speaks of, or in front, where it moves all of that."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        block = '\n::: {.variations}\n:::\n'
        text = f'# What changed {{#changes}}\n{block}\n{NEW}' if in_front else NEW + f'\n## What changed {{#changes}}\n{block}'
        old = write_edition(folder / 'both/plan-2013', template, '2013-04-01', OLD, (110, 120))
        new = write_edition(folder / 'both/plan-2014', template, '2014-04-01', text, (110, 135), since=True)
        (new / 'variations.xml').write_text(REASONS, encoding='utf-8')
        name = f'schedule {"in front" if in_front else "behind"}, {template}'
        pair = Pair(program, folder, old, new)
        changes = check_pair(report, name, pair)
        if not changes:
            return
        pdf = Pdf(pair.new)
        check_schedule(report, f'{name}, inside', pdf, changes)
        words = ' '.join(e.text() for e in pdf.elements() if e.type in ('P', 'TH'))
        for expected in ('Variation 1: Money', 'Considered by the panel on 5 February 2014.', 'Decision D-1.', 'In effect from 1 April 2014.',
                         'Reason: The budget was set', 'No reason given'):
            report.check(words.count(expected) > 0, f'{name}: "{expected}"')
        links = [e for e in pdf.elements() if e.type == 'Link' and pdf.target(e) is not None and pdf.parent(e).type in ('P', 'Span', 'TD')]
        report.check(len(links) >= sum(c['new-page'] is not None for c in changes), f'{name}: pages of the new edition are links', str(len(links)))
        for link in links:
            label = pdf.labels()[pdf.target(link)]
            report.check(re.match(rf'{label}\b', link.text().strip()), f'{name}: the link {link.text()!r} leads to page {label}')


def test_same(report, program):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        old, _ = own_pair(folder, 'annual-report')
        pair = Pair(program, folder, old, old)
        said = ' '.join(p.text() for p in Pdf(pair.read('schedule.pdf')).elements() if p.type == 'P')
        report.check('Nothing changed between the two editions.' in said, 'a schedule without changes is a sentence', said)


def test_varied_plan(report, program):
    """The plan under content/ and the edition that varies it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name in REAL + [f'{REAL[0]}-varied']:
            shutil.copytree(CONTENT / name, folder / 'both' / name)
        pair = Pair(program, folder, folder / 'both' / REAL[0], folder / 'both' / f'{REAL[0]}-varied')
        changes = check_pair(report, 'the varied plan', pair)
        check_schedule(report, 'the varied plan, schedule in its marked edition', Pdf(pair.read('marked.pdf')), changes)
        report.check('[VAR' not in pair.done.stderr, 'the varied plan: a reason for each change', pair.done.stderr)


# --- random edits -----------------------------------------------------------------------------------------------------

WORDS = 'officers victims partners crime safety budget neighbourhood response support service review measure report public'.split()


def is_prose(block):
    return re.match(r'[A-Za-z“]', block) and not re.search(r'[|{}<>\[\]`]|^\s*:', block, re.M) and len(block.split()) > 6


def sentence(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randint(5, 30))]
    return ' '.join(words).capitalize() + '.'


def edit_word(chance, blocks, i):
    words = blocks[i].split(' ')
    words[chance.randrange(1, len(words))] = chance.choice(WORDS)
    blocks[i] = ' '.join(words)


def edit_end(chance, blocks, i):
    blocks[i] += ' ' + sentence(chance)


def insert(chance, blocks, i):
    blocks.insert(i, sentence(chance))


def delete(chance, blocks, i):
    del blocks[i]


def swap(chance, blocks, i):
    if i + 1 < len(blocks) and is_prose(blocks[i + 1]):
        blocks[i], blocks[i + 1] = blocks[i + 1], blocks[i]


def edit(chance, folder):
    """A few edits in the prose of a document's sections."""
    for path in sorted(folder.glob('*.md')):
        blocks = re.split(r'\n\n+', path.read_text(encoding='utf-8'))
        for _ in range(chance.choice((0, 1, 1, 2, 4))):
            prose = [i for i, b in enumerate(blocks) if is_prose(b)]
            if len(prose) > 2:
                chance.choice((edit_word, edit_word, edit_end, insert, delete, swap))(chance, blocks, chance.choice(prose))
        path.write_text('\n\n'.join(blocks), encoding='utf-8')


def copied(folder, name):
    """Two copies of a document, in old/ and in new/, beside the documents whose figures and changes it has."""
    sides = [folder / side / name for side in ('old', 'new')]
    for side in sides:
        for document in REAL + [f'{REAL[0]}-varied']:
            shutil.copytree(CONTENT / document, side.parent / document)
    for side in sides:
        (side / 'signed-off.xml').unlink(missing_ok=True)
    return sides


def test_random(report, program):
    first, count = argument('--seed', 1), argument('--count', 8 if ALL else 3)
    for seed in range(first, first + count):
        chance = random.Random(seed)
        name = REAL[seed % len(REAL)]
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            old, new = copied(folder, name)
            edit(chance, new)
            check_pair(report, f'{name}, seed {seed}', Pair(program, folder, old, new))


def main():
    report = Report()
    program = pathlib.Path(sys.argv[1]).resolve()
    for template in ('annual-report', 'police-and-crime-plan', 'local-policing-plan'):
        test_own(report, program, template)
        for in_front in (False, True):
            test_inside(report, program, template, in_front)
    test_same(report, program)
    test_varied_plan(report, program)
    test_random(report, program)
    report.done()


main()
