#!/usr/bin/env python3
"""audit.py PLANPRESS: what an audit by hand found in two published plans is found, with both places, and what it found in order
is passed over: but not unseen, for when such a figure is changed by ten it is found as well.

The figures are in data/*-as-printed.xml and the files beside them."""
import json
import pathlib
import re
import shutil
import sys
import tempfile

from harness import TESTS, Report, run

FILES = {'budget': 'budget-as-printed', 'officers': 'officers-as-printed', 'staff': 'staff-as-printed', 'grants': 'grants-as-printed',
         'victims': 'victims-as-printed', 'outturn': 'outturn', 'forces': 'forces', 'funding': 'safety-funding', 'rates': 'rates'}

# Code; the words of the message; the figure that is marked, and those that its other places mark.
FOUND = (
    ('DAT005', '42,286 in "2012-13"; expected 43,286, the sum of "8-16": 1,000 too little', '42,286', ('433', '683')),
    ('DAT005', '85,593 in "2015-16"; expected 84,593, the sum of "1-6": 1,000 too much', '85,593', ('46,671', '6,113')),
    ('DAT005', '135,033 in "2012-13"; expected 134,033, the sum of "7 17 31 32 37": 1,000 too much', '135,033', ('75,507', '2,929')),
    ('DAT005', '138,127 in "2015-16"; expected 139,127, the sum of "7 17 31 32 37": 1,000 too little', '138,127', ('85,593', '2,732')),
    ('DAT007', '−3,538 in "2015-16"; expected −3,549, the change since the previous column of "52": 11 too much', '-3,538', ('-5,086', '-1,537')),
    ('DAT005', '−5,086 in "2015-16"; expected −5,075, the running total of "53": 11 too little', '-5,086', ('-3,538', 'not-applicable')),
    ('DAT005', '−7,326 in "2016-17"; expected −7,316, the running total of "53": 10 too little', '-7,326', ('-2,241', 'not-applicable')),
    ('DAT005', '1,349.2 in "estimate-fte"; expected 1,339.2, the sum of its 4 lines: 10.0 too much', '1,349.2', ('988.5', '13.3')),
    ('DAT002', '43.022 has 3 decimals; expected 0', '43.022', ()),
    ('DAT005', '55,477 in "revised-cost"; expected 12,498.022, the sum of its 4 lines: 42,978.978 too much', '55,477', ('43.022', '1,351')),
    ('DAT016', '43.022 for 988.5, or 0.0 each', '43.022', ('988.5',)),
    ('DAT016', '1,817 for 256.0, or 7.1 each', '1,817', ('256.0',)), ('DAT016', '1,122 for 239.6, or 4.7 each', '1,122', ('239.6',)),
    ('DAT016', '1,145 for 239.6, or 4.8 each', '1,145', ('239.6',)), ('DAT016', '8,737 for 82.6, or 105.8 each', '8,737', ('82.6',)),
    ('DAT016', '9,982 for 92.4, or 108.0 each', '9,982', ('92.4',)), ('DAT016', '10,251 for 97.8, or 104.8 each', '10,251', ('97.8',)),
    ('DAT012', '27,375 in "original-cost"; expected 23,993, as at budget/4+9/2012-13: 3,382 too much', '27,375', ('2,645',)),
    ('DAT012', '902,443 (£) in "amount"; expected 928 (£000), as at budget/32/2013-14', '<total', ('928',)),
    ('DAT012', '284,000 (£) in "amount"; expected 299 (£000), as at outturn/victims/received', '<total', ('2',)),
)
# What is out by one, and is found when the budget's tolerance is taken away.
ROUNDED = (
    ('DAT005', '138,056 in "2016-17"; expected 138,055, the sum of "43 44": 1 too much', '138,056', ('138,055', '0')),
    ('DAT005', '127,615 in "2012-13"; expected 127,616, the sum of "46-50": 1 too little', '127,615', ('77,852', '-202')),
    ('DAT005', '131,579 in "2013-14"; expected 131,580, the sum of "46-50": 1 too little', '131,579', ('80,211', '-155')),
    ('DAT005', '130,567 in "2015-16"; expected 130,566, the sum of "46-50": 1 too much', '130,567', ('77,034', '0')),
    ('DAT007', '−5,086 in "2015-16"; expected −5,085, the difference of "51 45": 1 too little', '-5,086', ('130,567', '135,652')),
    ('DAT007', '−2,241 in "2016-17"; expected −2,240, the change since the previous column of "52": 1 too little', '-2,241', ('-7,326', '-5,086')),
)
# What holds: the data, how its row is known, and which of its figures.
YEARS = range(5)
HOLDS = (
    ('budget', 'ref="7"', (0, 1, 2, 4)), ('budget', 'ref="17"', (1, 2, 3, 4)), ('budget', 'ref="31"', YEARS), ('budget', 'ref="37"', YEARS),
    ('budget', 'ref="42"', YEARS), ('budget', 'ref="43"', YEARS), ('budget', 'ref="45"', (0, 1, 2, 3)), ('budget', 'ref="51"', (2, 4)),
    ('budget', 'ref="52"', (2, 4)), ('budget', 'ref="38"', (1, 2, 4)), ('budget', 'id="growth"', (2, 3, 4)),
    ('officers', 'id="total"', (0, 1, 2, 5)), ('staff', 'id="total"', range(6)), ('staff', 'id="staff"', (5,)), ('staff', 'id="pcsos"', (1, 5)),
    ('rates', 'id="band-d"', YEARS), ('rates', 'id="rise"', (1, 2, 3, 4)), ('rates', 'id="csas"', (1,)),
    ('funding', 'id="group"', (0,)), ('funding', 'id="partnerships-all"', (1,)), ('funding', 'id="total"', (1,)),
    ('outturn', 'id="underspend"', (0,)), ('outturn', 'id="capital"', (0,)), ('outturn', 'id="reserves"', (0,)), ('outturn', 'id="share"', (0,)),
    ('outturn', 'id="next"', (0,)), ('forces', 'count="forces"', (0,)), ('forces', 'count="variations"', (0,)),
)


class Audit:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        for name in FILES.values():
            shutil.copy(TESTS / 'data' / f'{name}.xml', folder)
        tables = ''.join(f'<table id="{i}" file="{f}.xml"/>' for i, f in FILES.items())
        (folder / 'document.xml').write_text(f'<document template="test" lang="en-GB"><title>T</title><organisation>O</organisation><data>{tables}</data>'
                                             '<sections><section file="1.md"/></sections></document>', encoding='utf-8')
        (folder / '1.md').write_text('# One\n\nWords.\n', encoding='utf-8')

    def findings(self):
        done = run(self.program, 'check', '--format=json', self.folder, home=TESTS / 'home')
        return [f for f in map(json.loads, done.stdout.splitlines()) if f['kind'] == 'finding']

    def text(self, data):
        return (self.folder / f'{FILES[data]}.xml').read_text(encoding='utf-8')

    def write(self, data, text):
        (self.folder / f'{FILES[data]}.xml').write_text(text, encoding='utf-8')


def marked(span):
    return span['source'][span['column'] - 1:span['column'] - 1 + span['length']]


def is_like(finding, expected):
    code, words, figure, others = expected
    first = [marked(s) for s in finding['spans'] if s['primary']]
    rest = tuple(marked(s) for s in finding['spans'] if not s['primary'])
    return finding['code'] == code and words in finding['message'] and first == [figure] and rest == others


def check_found(report, findings, expected, what):
    for row in expected:
        report.check(any(is_like(f, row) for f in findings), f'{what}: {row[1]}', '\n'.join(f'{f["message"]} {[marked(s) for s in f["spans"]]}' for f in findings))
    report.check(len(findings) == len(expected), f'{what}: nothing else', '\n'.join(f['message'] for f in findings))


def changed(line, at):
    """The line with one of its figures ten more, or with another number word."""
    listed = re.search(r'figures="([^"]*)"', line)
    figures = list(re.finditer(r'\S+', listed[1])) if listed else list(re.finditer(r'(?<=<cell>)[^<]+(?=</cell>)|<cell empty="[\w-]+"/>', line))
    offset = listed.start(1) if listed else 0
    start, end = figures[at].start() + offset, figures[at].end() + offset
    digits = re.sub(r'\D', '', line[start:end])
    new = str(int(digits) + 10).zfill(len(digits)) if digits else 'four'
    places = len(line[start:end].partition('.')[2])
    if places:
        new = f'{new[:-places] or "0"}.{new[-places:]}'
    return line[:start] + ('-' if line[start] == '-' else '') + new + line[end:]


def check_holds(report, audit):
    for data, row, figures in HOLDS:
        text = audit.text(data)
        line = next(l for l in text.splitlines() if row in l)
        for at in figures:
            audit.write(data, text.replace(line, changed(line, at)))
            report.check(len(audit.findings()) > len(FOUND), f'{data} {row}: its figure {at + 1} is looked at', changed(line, at))
        audit.write(data, text)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as folder:
        audit = Audit(program, pathlib.Path(folder).resolve())
        check_found(report, audit.findings(), FOUND, 'as printed')
        check_holds(report, audit)
        audit.write('budget', audit.text('budget').replace('tolerance="1"', 'tolerance="0"'))
        check_found(report, audit.findings(), FOUND + ROUNDED, 'without tolerance')
    report.done()


main()
