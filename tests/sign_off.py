#!/usr/bin/env python3
"""sign_off.py PLANPRESS: sign-off records every figure, and what differs from then on is reported.

What the record holds of sentences of all forms; who signed what when it is signed again; what is no difference (words, lines
broken elsewhere, rows in another order) and what is one; --signed; wrong use; and that the shipped documents which are signed
off are as they were signed. That no changed digit goes unnoticed is for every_figure.py."""
import datetime
import pathlib
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from harness import ROOT, TESTS, Report, run

HOME = TESTS / 'home'
SIGNED = ('annual-report-2013-14', 'local-policing-plan-2011-14', 'police-and-crime-plan-2013-16',
          'police-and-crime-plan-2013-16-varied')

MANIFEST = '''<document template="test" lang="en-GB">
<title>Budget</title><organisation>Office</organisation>
<data><table id="t" file="t.xml"/><table id="u" file="u.xml"/><diagram id="d" file="d.xml"/></data>
<sections><section file="01.md"/></sections></document>'''
TABLE = '''<table unit="£000"><caption>Budget for 2013/14</caption><columns><column id="item" kind="text">Item</column>
<column id="y1" kind="amount">2012/13</column><column id="y2" kind="amount">2013/14</column></columns>
<row id="pay" label="Pay" note="a"><cell>1,200</cell><cell>1,250.5</cell></row>
<row label="Cars, 40 of them"><cell>30</cell><cell empty="nil"/></row>
<total id="total" label="Total"><cell>1,230</cell><cell computed="yes"/></total>
<note id="a">With {{ u/a/n }} officers and 12 cadets.</note></table>'''
OTHER = '''<table><columns><column id="item" kind="text">Item</column><column id="n" kind="count">Number</column></columns>
<row id="a" label="Officers"><cell>1,349</cell></row><row id="b" label="Staff"><cell>837</cell></row></table>'''
DIAGRAM = '''<diagram><box id="p" title="Panel of 12" row="1" column="1"/><box id="q" title="Office" row="2" column="1">Set up in 2012.</box>
<arrow from="p" to="q" label="asks 4 times a year"/></diagram>'''
# Each paragraph, and what is recorded of its figures.
SENTENCES = [
    ('It costs £22.1m, 78 per cent of £1,234.50 and 4.5%.', '£22.1m; 78 per cent; £1,234.50; 4.5%'),
    ('From 2013-14 to 2015/16 it fell by −3.2 points, then -4 more.', '2013-14; 2015/16; −3.2; -4'),
    ('Between 10–15 and £15–20m, about £10 million or £3\u00a0billion, 2½ times.', '10–15; £15–20m; £10 million; £3 billion; 2½'),
    ('The 24-hour line answers 3rd calls at 20mph by 5pm on 31 March 2014.', '24; 3rd; 20mph; 5pm; 31; 2014'),
    ('We spent {{ t/pay/y2 | £m 1 }} on **9** people, and {{ count t | words }}.', '{{ t/pay/y2 | £m 1 }}; 9; {{ count t | words }}'),
    ('Call 101, or 01480 425200, or write to PE29 6NP by the A14; see [the 3 plans](https://example.org/2013/4) and `x = 7`.', '101; 3'),
    ('Hard\nwrapped at 78\nper cent, and the number is\n300. So it goes.', '78 per cent; 300'),
    ('1. First of 5\n2. Second of 6', None),
    ('> Quoted 17 times<!-- but 18\n\nof 19 --> over.', '17'),
    ('Note[^1] and label.\n\n[^1]: The note has 44 words.', None),
    ('| Area | Posts |\n|:--|--:|\n| North | 61 |\n| South | 62 |', None),
    ('A box of words.\n\n::: {.table data=u rows="a b" caption="Posts in 2014"}\n:::', None),
]
BETWEEN = ['5', '6', '44', '61', '62', '{table u rows=a,b}; 2014']


class Project:
    def __init__(self, program, top):
        self.program, self.top, self.folder = program, top, top / 'content' / 'doc'
        self.folder.mkdir(parents=True)
        self.put('document.xml', MANIFEST)
        self.put('t.xml', TABLE)
        self.put('u.xml', OTHER)
        self.put('d.xml', DIAGRAM)
        self.put('01.md', '# Budget\n\n' + '\n\n'.join(text for text, _ in SENTENCES) + '\n')

    def put(self, name, text):
        (self.folder / name).write_text(text, encoding='utf-8')

    def change(self, name, *pairs):
        text = before = (self.folder / name).read_text(encoding='utf-8')
        for old, new in pairs:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        self.put(name, text)
        return before

    def run(self, *args, **more):
        return run(self.program, *args, cwd=self.top, home=HOME, **more)

    def sign(self, by='A Treasurer', on='2014-02-05', **more):
        return self.run('sign-off', 'doc', '--by', by, *(['--date', on] if on else []), **more)

    def record(self):
        return (self.folder / 'signed-off.xml').read_bytes()

    def codes(self):
        done = self.run('check', 'doc', '-v', '--format=short')
        return done, sorted(re.findall(r'\[(SGN\d+)\]', done.stderr))


def check_record(report, project):
    done = project.sign()
    report.check(done.returncode == 0 and 'figures, 4 of 4 tables and sections signed off by A Treasurer' in done.stderr, 'sign-off', done.stderr)
    root = ElementTree.fromstring(project.record())
    section = [w.text for w in root.find('section')]
    expected = [figures for _, figures in SENTENCES if figures]
    report.check([f for f in expected if f not in section] == [] and [f for f in section if f not in expected] == BETWEEN,
                 'the figures of sentences', '\n'.join(section))
    rows = {(r.get('id') or r.get('label')): [c.text for c in r] for r in root.find('table[@id="t"]').iter('row')}
    report.check(rows == {'pay': [None, '1,200', '1,250.5'], 'Cars, 40 of them': ['40', '30', 'nil'], 'total': [None, '1,230', '1,250.5']},
                 'the figures of a table', str(rows))
    words = {w.get('of'): w.text for w in root.iter('words') if w.get('of')}
    report.check(words == {'caption': '2013/14', 'note a': '{{ u/a/n }}; 12', 'box p': '12', 'box q': '2012', 'arrow': '4'},
                 'the figures of captions, notes and diagrams', str(words))
    done, found = project.codes()
    report.check(done.returncode == 0 and not found, 'nothing differs from what has just been signed', done.stderr)


def check_again(report, project):
    before = project.record()
    done = project.sign(by='Someone Else', on='2015-01-01')
    report.check(project.record() == before and 'all as signed off before' in done.stderr, 'the same figures, the same bytes', done.stderr)
    project.change('u.xml', ('837', '838'))
    done = project.sign(by='Someone Else', on='2015-01-01')
    root = ElementTree.fromstring(project.record())
    signed = {p.get('id') or p.get('file'): (p.get('by'), p.get('on')) for p in root}
    report.check({k for k, v in signed.items() if v == ('Someone Else', '2015-01-01')} == {'u'} and
                 all(v == ('A Treasurer', '2014-02-05') for k, v in signed.items() if k != 'u'), 'only what changed is signed anew', str(signed))
    report.check('SGN001' in done.stderr and 'was 837 when signed off by A Treasurer on 2014-02-05' in done.stderr and '1 of 4' in done.stderr,
                 'the signer sees what changed', done.stderr)
    changed = [line for line in project.record().splitlines() if line not in before.splitlines()]
    report.check(len(changed) == 2, 'one changed figure is one line, and the signature of its table', str(changed))


def check_days(report, project):
    (project.folder / 'signed-off.xml').unlink()
    project.sign(on=None, SOURCE_DATE_EPOCH='1391558400')
    report.check(b'on="2014-02-05"' in project.record(), 'the day of SOURCE_DATE_EPOCH')
    (project.folder / 'signed-off.xml').unlink()
    days = {datetime.date.today().isoformat()}
    project.sign(on=None)
    days.add(datetime.date.today().isoformat())
    report.check(any(f'on="{day}"'.encode() in project.record() for day in days), 'today')


# What an author may do, and the findings.
CHANGES = [
    ('reworded', '01.md', [('It costs', 'The whole of it costs')], []),
    ('lines broken elsewhere', '01.md', [('wrapped at 78\nper cent', 'wrapped\nat 78 per cent')], []),
    ('a paragraph moved', '01.md', [('It costs £22.1m, 78 per cent of £1,234.50 and 4.5%.\n\n', ''), ('| Area', 'It costs £22.1m, 78 per cent of £1,234.50 and 4.5%.\n\n| Area')], []),
    ('a sentence added without a figure', '01.md', [('So it goes.', 'So it goes.\n\nNo more.')], []),
    ('a paragraph divided', '01.md', [('So it goes.', 'So it goes.\n\nAgain.'), ('per cent, and the number', 'per cent.\n\nThe number')], []),
    ('a figure added at each end', '01.md', [('It costs', 'In 2012 it cost'), ('and 4.5%.', 'and 4.5%, or 6%.')], ['SGN002', 'SGN002']),
    ('a figure changed', '01.md', [('£22.1m', '£22.2m')], ['SGN001']),
    ('a unit changed', '01.md', [('£10 million', '£10 billion')], ['SGN001']),
    ('a sign gone', '01.md', [('−3.2', '3.2')], ['SGN001']),
    ('two figures changed for each other', '01.md', [('| North | 61 |\n| South | 62 |', '| North | 62 |\n| South | 61 |')], ['SGN001', 'SGN001']),
    ('another figure of the data', '01.md', [('t/pay/y2 | £m', 't/pay/y1 | £m')], ['SGN001']),
    ('a row of a table not shown', '01.md', [('rows="a b"', 'rows="a"')], ['SGN001']),
    ('a telephone number', '01.md', [('425200', '425201')], []),
    ('a comment', '01.md', [('but 18', 'but 20')], []),
    ('rows in another order', 'u.xml', [('<row id="a" label="Officers"><cell>1,349</cell></row>', ''), ('</table>', '<row id="a" label="Officers"><cell>1,349</cell></row></table>')], []),
    ('another label', 'u.xml', [('"Staff"', '"Police staff"')], []),
    ('a computed figure', 't.xml', [('<cell>1,250.5</cell>', '<cell>1,251.5</cell>')], ['SGN001', 'SGN001']),
    ('a figure instead of none', 't.xml', [('<cell empty="nil"/>', '<cell>0</cell>')], ['SGN001']),
    ('decimals', 't.xml', [('<cell>1,200</cell>', '<cell>1,200.0</cell>')], []),
    ('the unit of a table', 't.xml', [('£000', '£m')], ['SGN001', 'SGN001']),
    ('a year in a heading', 't.xml', [('>2012/13<', '>2011/12<')], ['SGN001']),
    ('a figure in a label', 't.xml', [('Cars, 40', 'Cars, 41')], ['SGN002', 'SGN003']),
    ('a figure in a note', 't.xml', [('12 cadets', '13 cadets')], ['SGN001']),
    ('a figure of the data in a note', 'u.xml', [('1,349', '1,350')], ['SGN001']),
    ('a new row', 'u.xml', [('</table>', '<row id="c" label="Volunteers"><cell>5</cell></row></table>')], ['SGN002']),
    ('another id', 'u.xml', [('id="b"', 'id="bb"')], ['SGN003']),
    ('a row gone', 'u.xml', [('<row id="b" label="Staff"><cell>837</cell></row>', '')], ['SGN003']),
    ('a new column', 'u.xml', [('</columns>', '<column id="m" kind="count">More</column></columns>'), ('1,349</cell>', '1,349</cell><cell>1</cell>'), ('837</cell>', '837</cell><cell>2</cell>')], ['SGN002']),
    ('a diagram', 'd.xml', [('Panel of 12', 'Panel of 13')], ['SGN001']),
    ('a table under another id', 'document.xml', [('id="d" file', 'id="dd" file')], ['SGN003']),
]


def check_changes(report, project):
    (project.folder / 'signed-off.xml').unlink()
    project.put('u.xml', OTHER)
    project.sign()
    for what, name, pairs, expected in CHANGES:
        before = project.change(name, *pairs)
        done, found = project.codes()
        report.check(found == expected, f'{what}: {expected or "nothing"}', done.stderr)
        project.put(name, before)


def check_explained(report, project):
    """A reason holds for one figure."""
    record = project.record().decode()
    change = '<changed row="b" column="n" was="837" to="838" reason="Recount"/>'
    project.put('signed-off.xml', record.replace('</table>', f'{change}</table>', 2).replace(f'{change}</table>', '</table>', 1))
    for figure, expected in (('838', ['SGN005']), ('839', ['SGN001', 'SGN006']), ('837', ['SGN006'])):
        before = project.change('u.xml', ('837', figure)) if figure != '837' else OTHER
        done, found = project.codes()
        report.check(found == expected, f'837 to 838 is explained, and it is {figure}', done.stderr)
        project.put('u.xml', before)
    project.put('signed-off.xml', record)


def check_signed(report, project):
    for verb in ('check', 'build'):
        done = project.run(verb, '--signed', 'doc')
        report.check(done.returncode == 0 and 'SGN' not in done.stderr, f'{verb} --signed: as signed', done.stderr)
    record = project.record()
    before = project.change('u.xml', ('837', '839'))
    for verb in ('check', 'build'):
        done = project.run(verb, '--signed', 'doc')
        report.check(done.returncode == 1 and 'error[SGN004]: 1 difference from' in done.stderr, f'{verb} --signed: one differs', done.stderr)
        report.check(project.run(verb, 'doc').returncode == 0, f'{verb}: only a warning')
    report.check(project.run('check', '--deny=warnings', 'doc').returncode == 3, 'check --deny=warnings')
    done = project.run('build', 'doc')
    report.check('up to date' in done.stderr and 'SGN001' in done.stderr, 'a build that is up to date repeats the warning', done.stderr)
    (project.folder / 'signed-off.xml').unlink()
    done = project.run('build', 'doc')
    report.check('up to date' not in done.stderr and 'SGN001' not in done.stderr, 'without the file, it is built again', done.stderr)
    report.check(project.run('check', '--signed', 'doc').returncode == 1, 'check --signed: no file')
    (project.folder / 'signed-off.xml').write_bytes(record)
    done = project.run('build', 'doc')
    report.check('up to date' not in done.stderr and 'SGN001' in done.stderr, 'with the file, it is built again', done.stderr)
    project.put('u.xml', before)


def check_use(report, project):
    for args in (['sign-off', '--by', 'A'], ['sign-off', 'doc'], ['sign-off', 'doc', '--by', ' '], ['sign-off', 'doc', '--by', 'A\nB'],
                 ['sign-off', 'doc', '--by', 'A', '--date', '2014-02-30'], ['check', '--by', 'A', 'doc'], ['list', '--signed']):
        done = project.run(*args)
        report.check(done.returncode == 2 and done.stderr, f'wrong use: {args}', done.stderr)
    (project.folder / 'signed-off.xml').unlink()
    before = project.change('t.xml', ('1,230', '1,231'))
    done = project.sign()
    report.check(done.returncode == 1 and 'DAT005' in done.stderr and 'not signed off' in done.stderr and
                 not (project.folder / 'signed-off.xml').exists(), 'a document with errors is not signed', done.stderr)
    project.put('t.xml', before)
    done = project.sign(by='Ø <i>"&"', on='2014-02-05')
    report.check(ElementTree.fromstring(project.record())[0].get('by') == 'Ø <i>"&"' and not project.codes()[1], 'a name with marks', done.stderr)


def check_long(report, project):
    """Forms that never end, and lists of figures without end: the time grows with the length."""
    for piece in ('{{ ', '[^', '` ', '](', '<a ', '{a', '<!-- ', '1 ', '12-', 'A1 ', '&a', '"', '0', '{.a b="'):
        project.put('01.md', '# Long\n\nWords\n\n' + piece * (600000 // len(piece)) + '\n')
        (project.folder / 'signed-off.xml').write_text('<signed-off version="1"/>', encoding='utf-8')
        done = project.run('check', '--format=short', '-q', 'doc')
        report.check(done.returncode in (0, 1), f'{piece!r} again and again', done.stderr[-2000:])


def check_shipped(report, program):
    for name in SIGNED:
        done = run(program, 'check', '--signed', '--deny=warnings', name)
        report.check(done.returncode == 0, f'{name} is as it was signed off', done.stderr)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(program, pathlib.Path(folder).resolve())
        for part in (check_record, check_again, check_days, check_changes, check_explained, check_signed, check_use, check_long):
            part(report, project)
    check_shipped(report, program)
    report.done()


main()
