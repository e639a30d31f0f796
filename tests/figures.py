#!/usr/bin/env python3
"""figures.py PLANPRESS: a changed figure in the data changes every place that shows it, and nothing else.

A copy of a real plan is built, read with pdftotext, changed in its data and built again. Where the old figures stood the
new ones must stand, word for word through the whole text: in the table, the prose, the chart, the panel. A change that the data's own
checks do not bear is an error, and the PDF that was there before stays as it was."""
import collections
import fractions
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, Report, difference, run

NAME = 'local-policing-plan-2011-14'

# What changes: in which data files, from which text there to which; from which figure on the page to which, in how many
# places at least; words of some of these places, with {} for the first figure.
CHANGES = (
    ('a figure without a sum, which a table of costs repeats', {
        'headcount.xml': (('figures="1,391"', 'figures="1,287"'),),
        'officers.xml': (('<cell same-as="headcount/officers/number">1,391</cell>', '<cell same-as="headcount/officers/number">1,287</cell>'),),
    }, {'1,391': ('1,287', 4)}, (
        ('the panel', '{} police officers, with 195'), ('the prose', 'This pays for {} police officers'),
        ('the table', 'Police officers {} '))),
    ('a line and its total', {
        'value-for-money.xml': (('<cell>4,000,000</cell>', '<cell>4,700,000</cell>'), ('<cell>5,500,000</cell>', '<cell>6,200,000</cell>')),
    }, {'5,500,000': ('6,200,000', 3), '4,000,000': ('4,700,000', 2)}, (
        ('the prose of the budget', 'This year, cashable savings of £{} are planned'), ('the prose of the appendix', ': £{} in cashable savings and £2,150,000'))),
    ('an indicator', {
        'performance.xml': (('<actual note="a">84.9</actual>', '<actual note="a">85.7</actual>'),),
        'controls.xml': (('>428.7</cell>', '>429.5</cell>'),),
    }, {'84.9': ('85.7', 2)}, (('the chart and the table', '{}%'),)),
)

# Changes that the data's checks do not bear: the file, the change, the code, the figures that the message must name.
BREACHES = (
    ('a line without its total', 'value-for-money.xml', ('<cell>4,000,000</cell>', '<cell>4,700,000</cell>'), 'DAT005', ('5,500,000', '6,200,000')),
    ('a total without its lines', 'gap.xml', ('<cell>6.0</cell>', '<cell>6.1</cell>'), 'DAT005', ('6.0', '6.1')),
    ('a figure that another table repeats', 'headcount.xml', ('figures="1,391"', 'figures="1,287"'), 'DAT012', ('1,391', '1,287')),
)


def number(figure):
    """Matches the figure where it is no part of a longer one."""
    return re.compile(rf'(?<![\d.,]){re.escape(figure)}(?!\d)(?![.,]\d)')


def pages(pdf):
    return subprocess.run(['pdftotext', '-raw', pdf, '-'], capture_output=True, text=True, check=True).stdout.split('\f')


def places(pages_, figure):
    """How often each page shows the figure."""
    return collections.Counter({i + 1: n for i, page in enumerate(pages_) if (n := len(number(figure).findall(page)))})


class Plan:
    """A home of its own with a copy of the plan, what the plan needs, and an output folder. Its figures are changed on purpose, so
    nobody has signed them off."""

    def __init__(self, program, folder):
        self.program, self.home = program, folder
        for name in ('templates', 'fonts'):
            shutil.copytree(ROOT / name, folder / name)
        self.data = folder / 'content' / NAME / 'data'
        shutil.copytree(ROOT / 'content' / NAME, folder / 'content' / NAME, ignore=shutil.ignore_patterns('signed-off.xml'))
        self.pdf = folder / 'out' / f'{NAME}.pdf'

    def build(self):
        return run(self.program, 'build', NAME, '-o', self.home / 'out', cwd=self.home, home=self.home)

    def change(self, name, old, new):
        path = self.data / name
        text = path.read_text(encoding='utf-8')
        if text.count(old) != 1:
            raise SystemExit(f'{name}: {old} stands there {text.count(old)} times, not once')
        path.write_text(text.replace(old, new), encoding='utf-8')

    def restore(self, name):
        shutil.copy(ROOT / 'content' / NAME / 'data' / name, self.data / name)


def check_change(report, plan, before, what, files, figures, near):
    for name, changes in files.items():
        for old, new in changes:
            plan.change(name, old, new)
    done = plan.build()
    report.check(done.returncode == 0 and not re.search(r'(error|warning)\[', done.stderr), f'{what}: it builds', done.stderr)
    after, expected = pages(plan.pdf), list(before)
    for old, (new, least) in figures.items():
        stood, stands = places(before, old), places(after, new)
        report.check(not places(before, new), f'{what}: {new} is new to the plan')
        report.check(stood.total() >= least, f'{what}: {old} stood in {least} places or more', f'pages {dict(stood)}')
        report.check(not places(after, old), f'{what}: {old} is gone', f'pages {dict(places(after, old))}')
        report.check(stands == stood, f'{what}: {new} stands where {old} stood', f'pages {dict(stood)}, now {dict(stands)}')
        expected = [number(old).sub(new, page) for page in expected]
    report.check(after == expected, f'{what}: nothing else changed', difference('\n'.join(expected), '\n'.join(after), 'the text'))
    old, new = next((o, n) for o, (n, _) in figures.items())
    for where, words in near:
        for text, figure in ((before, old), (after, new)):
            flat = re.sub(r'\s+', ' ', ' '.join(text))
            report.check(words.format(figure) in flat, f'{what}: {where} says {words.format(figure)!r}')
    for name in files:
        plan.restore(name)


def check_breach(report, plan, what, name, change, code, named):
    kept = plan.pdf.read_bytes()
    plan.change(name, *change)
    done = plan.build()
    report.check(done.returncode == 1 and f'error[{code}]' in done.stderr, f'{what}: {code}', f'{done.returncode}\n{done.stderr}')
    report.check(all(n in done.stderr for n in named), f'{what}: both figures are named', done.stderr)
    report.check(plan.pdf.read_bytes() == kept, f'{what}: the PDF of before stays')
    plan.restore(name)


REPORT = """\
# Crime

Burglary {{ crime/burglary/now | difference before rose-by figure }}.
Burglary {{ crime/burglary/now | change before rose-by 1 }}.
Arson {{ crime/arson/now | difference before rose-to }}.
The largest is {{ largest crime/now | label lower }}.
Burglary is {{ crime/burglary/now | rank ordinal }}.
It is {{ crime/burglary/now | share total 2 }} of all.
It is {{ crime/burglary/now | share total about }} of all.
Up were {{ count crime where now above before | words }}.
These are {{ list crime where now above before | lower }}.
Together {{ sum crime/burglary..arson/now }} and {{ sum crime/now where now at-least 100 }}.
The key figures come to {{ key/all/now }}.
"""

# Figures taken from a table that is read after this one.
KEY = """<table><columns><column id="item">Crime</column><column id="now" kind="count">2013/14</column></columns>
<row id="burglary" label="Burglary"><cell>{{ crime/burglary/now }}</cell></row>
<row id="theft" label="Theft"><cell>{{ sum crime/burglary..arson/now | difference arson }}</cell></row><total id="all" label="All"/></table>"""

# Burglary, theft and arson, before and now.
YEARS = (((300, 270), (200, 210), (40, 40)), ((300, 330), (200, 400), (41, 40)), ((100, 100), (60, 50), (45, 50)), ((1, 1000), (999, 999), (1, 1)))


def round_half_away(value, places):
    scaled = abs(value) * 10 ** places
    units = int(scaled + fractions.Fraction(1, 2))
    text = f'{units:0{places + 1}d}'
    return f'{int(text[:-places]):,}.{text[-places:]}'


def list_of(names):
    return ' and '.join([', '.join(names[:-1])] * (len(names) > 1) + names[-1:]) or 'none'


def expected_report(rows):
    """The sentences without the two that are checked by their meaning."""
    (before, now), _, arson = rows
    names = ('burglary', 'theft', 'arson')
    verb = lambda old, new: 'rose' if new > old else 'fell'
    up = [name for name, (old, new) in zip(names, rows) if new > old]
    largest = [name for name, row in zip(names, rows) if row[1] == max(r[1] for r in rows)]
    total = sum(row[1] for row in rows)
    change = fractions.Fraction(abs(now - before) * 100, before)
    return [
        'Burglary did not change.' if now == before else f'Burglary {verb(before, now)} by {abs(now - before):,}.',
        'Burglary did not change.' if now == before else f'Burglary {verb(before, now)} by {round_half_away(change, 1)}%.',
        f'Arson stayed at {arson[1]}.' if arson[0] == arson[1] else f'Arson {verb(*arson)} to {arson[1]}.',
        f'The largest is {list_of(largest)}.',
        f'Burglary is {("first", "second", "third")[sum(row[1] > now for row in rows)]}.',
        f'It is {round_half_away(fractions.Fraction(now * 100, total), 2)}% of all.',
        f'Up were {("nought", "one", "two", "three")[len(up)]}.',
        f'These are {list_of(up)}.',
        f'Together {total:,} and {sum(row[1] for row in rows if row[1] >= 100):,}.',
        f'The key figures come to {now + total - arson[1]:,}.',
    ]


FRACTIONS = {'a tenth': (1, 10), 'a fifth': (1, 5), 'a quarter': (1, 4), 'a third': (1, 3), 'two fifths': (2, 5), 'half': (1, 2),
             'three fifths': (3, 5), 'two thirds': (2, 3), 'three quarters': (3, 4), 'four fifths': (4, 5), 'nine tenths': (9, 10)}


def is_true(words, share):
    """Whether "just under a third" holds of a share."""
    near, rounded = re.fullmatch(r'(about |just under |just over |)(.*)', words).groups()
    value = fractions.Fraction(*FRACTIONS[rounded]) if rounded in FRACTIONS else fractions.Fraction(int(rounded.rstrip('%')), 100)
    return {'': share == value, 'about ': abs(share - value) <= fractions.Fraction(1, 50),
            'just under ': 0 < value - share <= fractions.Fraction(1, 100), 'just over ': 0 < share - value <= fractions.Fraction(1, 100)}[near]


def check_words(report, program, folder):
    """The same report over one set of figures after another."""
    case = folder / 'content' / 'words'
    case.mkdir(parents=True)
    (case / 'document.xml').write_text('<document template="annual-report" lang="en-GB"><title>Crime</title><organisation>Council</organisation>'
                                       '<data><table id="key" file="key.xml"/><table id="crime" file="crime.xml"/></data><sections><section file="01.md"/></sections></document>')
    (case / 'key.xml').write_text(KEY)
    (case / '01.md').write_text(REPORT.replace('\n', '\\\n').replace('# Crime\\\n\\\n', '# Crime\n\n').rstrip('\\\n') + '\n', encoding='utf-8')
    for rows in YEARS:
        lines = ''.join(f'<row id="{name.lower()}" label="{name}"><cell>{old:,}</cell><cell>{new:,}</cell></row>'
                        for name, (old, new) in zip(('Burglary', 'Theft', 'Arson'), rows))
        (case / 'crime.xml').write_text('<table><columns><column id="item">Crime</column><column id="before" kind="count">2012/13</column>'
                                        f'<column id="now" kind="count">2013/14</column></columns>{lines}<total id="total" label="All"/></table>')
        done = run(program, 'build', '--dump=doc', 'words', cwd=folder, home=folder)
        said = [s for s in re.findall(r'text "([^"]*)"', done.stdout) if s != 'Crime']
        about = [s for s in said if s.startswith('It is') and s.endswith(' of all.')][-1:]
        report.check([s for s in said if s not in about] == expected_report(rows), f'{rows}: the words follow the figures', f'{said}\n{expected_report(rows)}\n{done.stderr}')
        share = fractions.Fraction(rows[0][1], sum(row[1] for row in rows))
        report.check(about and is_true(about[0][6:-8], share), f'{rows}: a rounding word is true', f'{about}: {float(share)}')


def files(plan):
    return {p.name for p in plan.pdf.parent.iterdir()}


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(program, pathlib.Path(folder).resolve())
        done = plan.build()
        report.check(done.returncode == 0, 'the plan builds', done.stderr)
        before, first, made = pages(plan.pdf), plan.pdf.read_bytes(), files(plan)
        for change in CHANGES:
            check_change(report, plan, before, *change)
        done = plan.build()
        report.check(plan.pdf.read_bytes() == first, 'changed back: the first PDF again', done.stderr)
        for breach in BREACHES:
            check_breach(report, plan, *breach)
        check_words(report, program, pathlib.Path(folder).resolve())
        left = files(plan)
        report.check(left == made, 'no other file is left', str(left ^ made))
    report.done()


main()
