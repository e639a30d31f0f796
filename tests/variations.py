#!/usr/bin/env python3
"""variations.py PLANPRESS: the list of changes between two editions.

Documents of text, lists and data are edited at random, with a seed. The JSON must be whole, its counts those of the summary
line, each change must have a place and a page where the edition has it, and the CSV and the sentences must have as many. A
digit of the data is one change that names every place of the figure. The variations.xml that --init writes, read back,
leaves changes without a reason only because its reasons are empty; with them filled in, nothing is left to report, and
after one more edit that one alone. What is too much to compare is said. --all tries more edits."""
import csv
import io
import json
import pathlib
import random
import re
import sys
import tempfile

from harness import ALL, TESTS, Report, run

ROUNDS = 75 if ALL else 25
WORDS = ('roads paths bridges officers victims grants county parish budget crime night school river market panel district '
         'volunteer station patrol summer winter partner council visit').split()
LEADS = ('We mend', 'They review', 'Nobody closes', 'The county pays for', 'Partners look after', 'Each parish asks for')
SENTENCE = re.compile(r'\{\{ ([\w/]+)')


class Edition:
    """A document that can be edited: blocks of Markdown, and rows of a table."""

    def __init__(self, rng):
        self.rng = rng
        self.rows = [[f'r{i}', f'{rng.choice(WORDS).title()} {i}', rng.randrange(100, 90000)] for i in range(6)]
        self.blocks = [['# Money {#money}', self.bound(), '::: {.table data=budget}\n:::',
                        '::: {.chart type=bar data=budget caption="Costs"}\n:::'],
                       ['# Aims {#objective-1}', *(self.paragraph() for _ in range(4)), self.items()],
                       ['# People {#people}', *(self.paragraph() for _ in range(5))]]

    def sentence(self):
        words = [self.rng.choice(WORDS) for _ in range(self.rng.randrange(3, 7))]
        return f'{self.rng.choice(LEADS)} {" and ".join(words)} in {self.rng.choice(WORDS)} {self.rng.randrange(100, 999)}.'

    def paragraph(self):
        return ' '.join(self.sentence() for _ in range(self.rng.randrange(1, 4)))

    def bound(self):
        return f'We set aside {{{{ budget/{self.rows[0][0]}/net | £k }}}} for {self.rng.choice(WORDS)}, and then wait.'

    def items(self):
        return '\n'.join(f'- {self.sentence()}' for _ in range(4))

    def edit(self):
        rng = self.rng
        section = rng.choice(self.blocks[1:])
        at = rng.randrange(1, len(section)) if len(section) > 1 else 0
        kind = rng.choice(('insert', 'delete', 'word', 'move', 'digit', 'row', 'unrow', 'label', 'heading', 'swap'))
        if kind == 'insert':
            section.insert(at + 1, self.paragraph())
        elif kind == 'delete' and at and len(section) > 2:
            del section[at]
        elif kind == 'word' and at:
            section[at] = section[at].replace(' and ', f' or {rng.choice(WORDS)} and ', 1)
        elif kind == 'move' and at and len(section) > 2:
            rng.choice(self.blocks[1:]).append(section.pop(at))
        elif kind == 'digit':
            rng.choice(self.rows)[2] += rng.randrange(1, 9)
        elif kind == 'row':
            self.rows.insert(rng.randrange(len(self.rows)), [f'n{rng.randrange(10**6)}', f'New {rng.choice(WORDS)}', rng.randrange(100, 9000)])
        elif kind == 'unrow' and len(self.rows) > 3:
            del self.rows[rng.randrange(1, len(self.rows))]
        elif kind == 'label':
            rng.choice(self.rows)[1] += f' {rng.choice(WORDS)}'
        elif kind == 'heading':
            section[0] = section[0].replace(' {', f' and {rng.choice(WORDS)} {{', 1)
        elif kind == 'swap':
            self.blocks[1:] = self.blocks[:0:-1]

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'document.xml').write_text(
            '<document template="test" lang="en-GB"><title>Plan</title><organisation>Fen</organisation>'
            '<data><table id="budget" file="budget.xml"/></data><sections><section file="01.md"/></sections></document>', encoding='utf-8')
        rows = ''.join(f'<row id="{i}" label="{label}"><cell>{value:,}</cell></row>\n' for i, label, value in self.rows)
        (folder / 'budget.xml').write_text(
            f'<table unit="£000"><caption>Budget</caption>\n<columns><column id="item" kind="text">Item</column>'
            f'<column id="net" kind="amount">2014/15</column></columns>\n{rows}</table>\n', encoding='utf-8')
        (folder / '01.md').write_text('\n\n'.join('\n\n'.join(s) for s in self.blocks) + '\n', encoding='utf-8')


class Pair:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.old, self.new, self.out = folder / 'old', folder / 'new', folder / 'out'

    def diff(self, *options):
        return run(self.program, 'diff', str(self.old), str(self.new), '-o', str(self.out), *options, cwd=self.folder, home=TESTS / 'home')

    def json(self):
        return json.loads((self.out / 'new-variations.json').read_text(encoding='utf-8'))


def summary_of(changes):
    """The summary line, counted again."""
    counts = {k: sum(c['kind'] == k for c in changes) for k in ('policy', 'figures', 'consequential', 'editorial')}
    line = ', '.join(f'{n} {"figure" if k == "figures" and n == 1 else k}' for k, n in counts.items() if n) or 'no changes'
    without = sum(not c['reason'] and c['at'] not in ('document/date', 'document/edition') for c in changes)
    return line + (f'; {without} without a reason' if without else '')


def faults_of(pair, done, written):
    """What is wrong with the files of a comparison."""
    changes = written['changes']
    if [c['number'] for c in changes] != list(range(1, len(changes) + 1)):
        yield 'numbers'
    if written['summary']['text'] != summary_of(changes) or f'new: {summary_of(changes)}' not in done.stdout:
        yield f'summary: {written["summary"]["text"]}, {summary_of(changes)}'
    for c in changes:
        if not c['places'] or not any(p['old-page'] or p['new-page'] for p in c['places']):
            yield f'no place: {c}'
        if c['form'] in ('replaced', 'moved') and not (c['was'] and c['now']):
            yield f'words of one edition: {c}'
        if not re.fullmatch(r'[0-9a-f]{16}', c['pin']) or not c['at'] or not c['sentence'].strip():
            yield f'incomplete: {c}'
    figures = [c['data'] for c in changes if c['data']]
    if len(figures) != len(set(figures)):
        yield f'a figure twice: {figures}'
    rows = list(csv.reader(io.StringIO((pair.out / 'new-variations.csv').read_text(encoding='utf-8'))))
    if [r[0] for r in rows[1:]] != [str(c['number']) for c in changes]:
        yield 'CSV'
    lines = (pair.out / 'new-variations.txt').read_text(encoding='utf-8').splitlines()
    if len(lines) != len(changes):
        yield 'sentences'


def fill_in(text):
    return text.replace('reason=""', 'reason="Panel report"')


def findings(done):
    return re.findall(r'\[(VAR\d+)\]', done.stderr)


def check_skeleton(pair, written):
    """--init, read back as it is and filled in; yields faults."""
    reasons = pair.new / 'variations.xml'
    reasons.unlink(missing_ok=True)
    done = pair.diff('--init')
    needed = [c for c in written['changes'] if c['at'] not in ('document/date', 'document/edition')]
    if not reasons.exists():
        yield f'--init wrote nothing: {done.stderr}'
        return
    done = pair.diff('--format=short', '--verbose')
    if findings(done).count('VAR001') != len(needed) or 'VAR002' in findings(done):
        yield f'read back: {len(needed)} changes, {done.stderr}'
    reasons.write_text(fill_in(reasons.read_text(encoding='utf-8')), encoding='utf-8')
    done = pair.diff('--format=short', '--verbose', '--deny=unexplained')
    wrong = [f for f in findings(done) if f in ('VAR001', 'VAR002', 'VAR008', 'VAR009')]
    if wrong or done.returncode != 0 or 'without a reason' in done.stdout:
        yield f'filled in: {done.stderr}'


def check_edits(report, program, folder):
    rng = random.Random(15)
    faults, total = [], 0
    for n in range(ROUNDS):
        pair = Pair(program, folder / str(n))
        edition = Edition(rng)
        edition.write(pair.old)
        for _ in range(rng.randrange(1, 6)):
            edition.edit()
        edition.write(pair.new)
        done = pair.diff('--schedule')
        if done.returncode != 0:
            faults.append(f'{n}: {done.stderr}')
            continue
        written = pair.json()
        total += len(written['changes'])
        faults += [f'{n}: {f}' for f in faults_of(pair, done, written)]
        if written['changes']:
            faults += [f'{n}: {f}' for f in check_skeleton(pair, written)]
    report.check(not faults and total > ROUNDS, f'{ROUNDS} editions with {total} changes', '\n'.join(faults[:10]))


def check_digit(report, program, folder):
    pair = Pair(program, folder)
    edition = Edition(random.Random(3))
    edition.write(pair.old)
    edition.rows[0][2] += 1000
    edition.write(pair.new)
    pair.diff()
    changes = pair.json()['changes']
    places = [p['part-of'] or p['within'] for c in changes for p in c['places']]
    report.check(len(changes) == 1 and changes[0]['kind'] == 'figures' and changes[0]['at'] == 'budget/r0/net',
                 'a figure of the data is one change', str(changes))
    report.check(len(places) == 3 and any('Budget' in p for p in places) and any('Costs' in p for p in places) and
                 any('paragraph' in p for p in places), 'with a sentence, a table and a chart as its places', str(places))


def check_later_edit(report, program, folder):
    """A reason holds for what it was written for, and not for what somebody does next."""
    pair = Pair(program, folder)
    edition = Edition(random.Random(4))
    edition.write(pair.old)
    edition.blocks[1][1] = edition.blocks[1][1].replace(' and ', ' or night and ', 1)
    edition.blocks[2][1] = edition.blocks[2][1].replace(' and ', ' or night and ', 1)
    edition.write(pair.new)
    pair.diff('--init')
    reasons = pair.new / 'variations.xml'
    reasons.write_text(fill_in(reasons.read_text(encoding='utf-8')), encoding='utf-8')
    before = reasons.read_text(encoding='utf-8')
    edition.blocks[2][1] += ' And one thing more.'
    edition.write(pair.new)
    done = pair.diff('--format=short')
    report.check(sorted(findings(done)) == ['VAR001', 'VAR002'] and '1 without a reason' in done.stdout, 'a later edit needs a reason again', done.stderr)
    hashes = re.findall(r'write hash="([0-9a-f]{16})"', pair.diff().stderr)
    report.check(len(hashes) == 1, 'the new hash is said', str(hashes))
    done = pair.diff('--init')
    report.check(reasons.read_text(encoding='utf-8') == before and done.stdout.count('<change ') == 1, '--init leaves a file that exists alone',
                 done.stdout + done.stderr)
    if hashes:
        old = re.findall(r'hash="([0-9a-f]{16})"', before)[-1]
        reasons.write_text(before.replace(old, hashes[0]), encoding='utf-8')
        done = pair.diff('--format=short')
        report.check(not findings(done), 'with it, nothing is left to report', done.stderr)


def check_limit(report, program, folder):
    """A thousand words that are all alike have no best comparison."""
    pair, rng = Pair(program, folder), random.Random(5)
    for name in ('old', 'new'):
        edition = Edition(random.Random(5))
        edition.blocks[2].append('{} Roads lead to {}.'.format(edition.sentence(), ' '.join(rng.choice(WORDS[:4]) for _ in range(1000))))
        edition.write(folder / name)
    done = pair.diff('--format=short')
    report.check('VAR006' in done.stderr and done.returncode == 0 and pair.json()['bounded'], 'too much to compare is said', done.stderr[:2000])


def sentences_of(program, folder, old, new):
    """The sentences between two editions of one section."""
    pair = Pair(program, folder)
    for place, text in ((pair.old, old), (pair.new, new)):
        edition = Edition(random.Random(6))
        edition.blocks[2].append(text)
        edition.write(place)
    pair.diff()
    return [c['sentence'] for c in pair.json()['changes']]


def check_sentences(report, program, folder):
    """What is easily said wrong."""
    note = 'Roads are mended[^a] and kept{}.\n\n[^a]: In every parish.'
    said = sentences_of(program, folder / 'mark', note.format('[^a]'), note.format(''))
    report.check(len(said) == 1 and said[0].startswith('Set the mark of note 1') and 'in paragraph 6' in said[0],
                 'a mark that went while its note stays', str(said))
    chart = '::: {{.chart type={} data=budget caption="More"}}\n:::'
    said = sentences_of(program, folder / 'chart', chart.format('bar'), chart.format('line'))
    report.check(len(said) == 1 and 'Line chart' in said[0], 'a chart of another type is one change', str(said))
    said = sentences_of(program, folder / 'list', 'We mend every lamp.\n\nWe sweep each road.', '- We mend every lamp.\n- We sweep each road.')
    report.check(not any(s.startswith('At the beginning') for s in said) and any('insert what is now' in s for s in said),
                 'paragraphs that became a list', str(said))
    notes = '{0}\n\n{1}\n\n[^a]: In every parish.\n\n[^b]: In winter.'
    first, second = 'We mend every lamp[^a].', 'We sweep each road and path[^b].'
    said = sentences_of(program, folder / 'order', notes.format(first, second), notes.format(second, first))
    report.check(len(said) == 1 and 'note' not in said[0], 'notes that come in another order are no change', str(said))
    said = sentences_of(program, folder / 'note', notes.format('We mend.', 'We sweep.').split('\n\n[')[0], notes.format('We mend.', 'We sweep[^a].').split('\n\n[^b]')[0])
    report.check(any(s.startswith('In note 1') for s in said), 'an added note stands with its mark', str(said))
    box = '::: {{.outcome title="{}"}}\nWe mend every lamp.\n:::'
    said = sentences_of(program, folder / 'box', box.format('Promise'), box.format('Vows'))
    report.check(len(said) == 1 and '“Promise” and insert “Vows”' in said[0], 'the title of a box', str(said))
    marked = Pair(program, folder / 'box').diff('--dump=doc').stdout
    report.check('"Promise"' in marked and '"[was "' in marked, 'the title that a box had is in the marked edition', marked[-2000:])
    said = sentences_of(program, folder / 'link', 'See [the plan](https://e.org/a) and [the map](https://e.org/m) for more.',
                        'See [the plan](https://e.org/b) and [the map](https://e.org/n) for less.')
    report.check(len(said) == 1 and all(f'(https://e.org/{x})' in said[0] for x in 'abmn'), 'links that lead elsewhere, beside other words', str(said))
    ordered = '1. We mend every lamp in spring.\n2. We sweep each road in autumn.\n3. We close no bridge.'
    turned = '- We mend every lamp in spring.\n- We sweep each road in winter.\n- We close no bridge.'
    said = sentences_of(program, folder / 'kind', ordered, turned)
    report.check(len(said) == 2 and said[0].startswith('Set the list') and 'item 2' in said[1] and 'People' in said[1],
                 'a list of another kind, and words in it', str(said))
    between = 'Patrols go to the market hall.\n\nBridges stay open in winter.'
    said = sentences_of(program, folder / 'moved', f'{box.format("Promise")}\n\n{between}', f'{between}\n\n{box.format("Vows")}')
    report.check(len(said) == 2 and any('“Promise” and insert “Vows”' in s for s in said), 'a box that moved and has another title', str(said))


def check_chart(report, program, folder):
    """A chart that draws one row more is a change that quotes this row alone, even where another figure of it changed."""
    for name, digit in (('row', 0), ('both', 10)):
        pair, edition = Pair(program, folder / name), Edition(random.Random(8))
        edition.blocks[0][2:3] = []
        edition.write(pair.old)
        edition.rows[0][2] += digit
        edition.rows.append(['n1', 'Grants', 99])
        edition.write(pair.new)
        pair.diff()
        drawn = [c['sentence'] for c in pair.json()['changes'] if not c['data']]
        report.check(len(drawn) == 1 and drawn[0].startswith('In Figure 1 Costs') and drawn[0].endswith(' insert “Grants 99”.') and
                     'leave out' not in drawn[0], f'a chart of one row more, {name}', str(pair.json()['changes']))


def check_decimals(report, program, folder):
    """Other decimals of the same figures are no other figures."""
    pair, edition = Pair(program, folder), Edition(random.Random(9))
    edition.write(pair.old)
    edition.write(pair.new)
    data = pair.new / 'budget.xml'
    data.write_text(data.read_text(encoding='utf-8').replace('kind="amount"', 'kind="amount" decimals="2"')
                    .replace('</cell>', '.00</cell>'), encoding='utf-8')
    pair.diff()
    changes = pair.json()['changes']
    report.check(len(changes) > len(edition.rows) - 1 and all(c['looks'] == 'editorial' for c in changes), 'figures with other decimals', str(changes))


def check_once(report, program, folder):
    """Words that moved into a block that is new, or out of one that went, are in one change."""
    pair, edition = Pair(program, folder), Edition(random.Random(10))
    lines = ['We mend every lamp in the parish.', 'We sweep each road in autumn.']
    edition.blocks[2].append('\n\n'.join(lines))
    edition.write(pair.old)
    edition.blocks[2][-1] = '\n'.join(f'- {line}' for line in [*lines, 'Paths are new.'])
    edition.write(pair.new)
    pair.diff()
    changes = pair.json()['changes']
    found = [sum(line in (c['now'] or '') for c in changes) for line in [*lines, 'Paths are new.']]
    report.check(found == [1, 1, 1], 'words that moved into a list are in one change', str(changes))


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_digit(report, program, folder / 'digit')
        check_later_edit(report, program, folder / 'later')
        check_sentences(report, program, folder / 'sentences')
        check_chart(report, program, folder / 'chart')
        check_decimals(report, program, folder / 'decimals')
        check_once(report, program, folder / 'once')
        check_limit(report, program, folder / 'limit')
        check_edits(report, program, folder / 'edits')
    report.done()


main()
