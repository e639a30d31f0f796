#!/usr/bin/env python3
"""sheets.py PLANPRESS SHEET_DUMP [--all]: workbooks as sources of tables.

- What is read: cells, formats and formulas in each form, .xlsx, .ods and .fods alike; names, table objects, dates of both calendars.
- LibreOffice and gnumeric as the oracle: workbooks made at random are calculated and saved by them in each form, and every
  cell must come out the same, and every formula agree with what they calculated. Left out where they are not installed.
- What a reader would notice: one wrong cell after another in a budget, and the finding on it with its sheet and cell, in each
  form of findings; nothing said of the budget as it should be.
- Hostile files: bombs, lies about sizes, cut and mangled files, repeats without end, circles, depth: a finding in little time.
- The stamp: a changed workbook is a reason to build.
- Speed: a workbook of 100,000 cells."""
import json
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile

import harness
from harness import ALL, Report, TESTS, limited, out_of_time, run
from workbooks import Book, Cell, Sheet, cell_name, fods, from_sheet, ods, packed, xlsx

HOME = TESTS / 'home'
MANIFEST = ('<document template="test" lang="en-GB"><title>T</title><organisation>O</organisation>'
            '<data><table id="t" file="t.xml"/></data><sections><section file="01.md"/></sections></document>')
TABLE = '''<table source="{source}"{name} key="Line" unit="£000" decimals="0" tolerance="1">
  <caption>The plan</caption>
  <columns>
    <column id="item">Item</column>
    <column id="then" kind="amount">2012/13</column>
    <column id="now" kind="amount">2013/14</column>
    <column id="change" kind="amount">Change</column>
  </columns>
  {more}
</table>
'''


def total(formula, value):
    return Cell(value, formula, '#,##0')


def plan():
    """A budget in two groups, as a finance officer keeps it: Line, Item, 2012/13, 2013/14, Change."""
    rows = [['Line', 'Item', '2012/13', '2013/14', 'Change'], [None, 'Police']]
    def add(line, item, then, now):
        n = len(rows) + 1
        rows.append([line, item, then, now, total(f'D{n}-C{n}', value(now) - value(then))])
    def value(v):
        return v.value if isinstance(v, Cell) else v
    add(1, 'Officers', 100, 110)
    add(2, 'Staff', 50, 60)
    add(3, 'Cars', 7, 8)
    add(4, 'Police in all', total('SUM(C3:C5)', 157), total('SUM(D3:D5)', 178))
    rows.append([None, 'Other'])
    add(5, 'Grants', 20, 25)
    add(6, 'Rent', 9, 10)
    add(7, 'Other in all', total('SUM(C8:C9)', 29), total('SUM(D8:D9)', 35))
    add(8, 'Gross', total('C6+C10', 186), total('D6+D10', 213))
    add(9, 'Income', -6, -13)
    add(10, 'Net', total('C11+C12', 180), total('D11+D12', 200))
    return rows


def document(folder, workbook, source='plan.xlsx', name=' name="Plan"', more=''):
    folder.mkdir(exist_ok=True)
    (folder / 'document.xml').write_text(MANIFEST, encoding='utf-8')
    (folder / '01.md').write_text('# One\n\nWe spend {{ t/10/now | £m }}.\n\n::: {.table data=t}\n:::\n', encoding='utf-8')
    (folder / 't.xml').write_text(TABLE.format(source=source, name=name, more=more), encoding='utf-8')
    (folder / source).write_bytes(workbook)


def check(program, top, workbook, *args, **how):
    document(top / 'd', workbook, **how)
    return run(program, 'check', *args, 'd', cwd=top, home=HOME)


def changed(row, column, value):
    rows = plan()
    rows[row - 1][column - 1] = value
    return rows


# --- findings ---------------------------------------------------------------------------------------------------------

FAULTS = [
    # what is done, the code, its cell
    ('a stale total', changed(6, 3, total('SUM(C3:C5)', 158)), 'SHT005', 'C6'),
    ('a stale balance', changed(13, 4, total('D11+D12', 201)), 'SHT005', 'D13'),
    ('a stale change', changed(8, 5, total('D8-C8', 4)), 'SHT005', 'E8'),
    ('a formula without a value', changed(10, 3, total('SUM(C8:C9)', None)), 'SHT004', 'C10'),
    ('an error', changed(9, 4, Cell('#REF!', '#REF!', error=True)), 'SHT006', 'D9'),
    ('a number as text', changed(5, 4, '8'), 'SHT007', 'D5'),
    ('a number as text with a comma', changed(5, 4, ' 1,008 '), 'SHT007', 'D5'),
    ('a typed total', changed(6, 4, 178), 'SHT010', 'D6'),
    ('a typed change', changed(4, 5, 10), 'SHT010', 'E4'),
    ('a sum that stops short', [r if i not in (5,) else [4, 'Police in all', total('SUM(C3:C4)', 150), total('SUM(D3:D4)', 170), total('D6-C6', 20)]
                               for i, r in enumerate(plan())], 'SHT011', 'C5'),
    ('a sum unlike its neighbours', changed(11, 4, total('D6+D9', 188)), 'SHT013', 'D11'),
    ('words', changed(8, 3, 'about 20'), 'SHT015', 'C8'),
    ('a blank cell', changed(8, 3, None), 'SHT015', 'C8'),
    ('a date', changed(8, 3, Cell(41000, style='d mmm yyyy')), 'SHT015', 'C8'),
    ('a key twice', changed(9, 1, 5), 'SHT014', 'A9'),
]


def test_faults(report, program, top):
    for form, make, source in (('xlsx', xlsx, 'plan.xlsx'), ('ods', ods, 'plan.ods'), ('fods', fods, 'plan.fods')):
        done = check(program, top, make(from_sheet(plan(), 'The plan')), '--deny=warnings', source=source)
        report.check(done.returncode == 0 and done.stderr == 'd: in order\n', f'{form}: nothing is said of a good plan', done.stderr)
        for what, rows, code, cell in FAULTS:
            if 'date' in what and form != 'xlsx':
                continue
            done = check(program, top, make(from_sheet(rows, 'The plan')), source=source)
            places = re.findall(rf"^d/{source}:'The plan'!(\w+): \w+\[{code}\]", done.stderr, re.M)
            report.check(cell in places, f'{form}: {what}', done.stderr)


def test_every_figure(report, program, top):
    """Any figure or stored value that changes is noticed, whatever it was, because every formula is worked out."""
    rows = plan()
    cells = [(r, c) for r in range(1, len(rows)) for c in range(2, len(rows[r])) if rows[r][c] is not None]
    for r, c in cells if ALL else cells[::3]:
        rows = plan()
        old = rows[r][c]
        rows[r][c] = Cell(old.value + 10, old.formula, old.style) if isinstance(old, Cell) else old + 10
        done = check(program, top, xlsx(from_sheet(rows)))
        report.check('SHT005' in done.stderr, f'{cell_name(r + 1, c + 1)} changed', done.stderr)


def test_forms(report, program, top):
    rows = changed(6, 3, total('SUM(C3:C5)', 158))
    book = xlsx(from_sheet(rows, 'Tom\'s plan: 1, 2'))
    place = "'Tom''s plan: 1, 2'!C6"
    done = check(program, top, book, '--format=json')
    spans = [json.loads(l)['spans'][0] for l in done.stdout.splitlines() + done.stderr.splitlines() if 'SHT005' in l]
    report.check(spans and spans[0].get('cell') == place and spans[0]['path'].endswith('d/plan.xlsx') and 'line' not in spans[0], 'json', done.stdout + done.stderr)
    done = check(program, top, book, '--format=github')
    report.check('file=d/plan.xlsx::' + place + ': this cell holds' in done.stdout + done.stderr, 'github', done.stdout + done.stderr)
    done = check(program, top, book, '--format=sarif')
    results = [r for r in json.loads(done.stdout or done.stderr)['runs'][0]['results'] if r['ruleId'] == 'SHT005']
    where = results[0]['locations'][0]
    report.check(where['logicalLocations'] == [{'fullyQualifiedName': place}] and 'region' not in where['physicalLocation'], 'sarif', str(results))
    # From a process of its own, as bytes; and from the stamp.
    document(top / 'e', xlsx(from_sheet(plan())))
    warned = xlsx(from_sheet(changed(6, 4, 178)))
    document(top / 'd', warned)
    for _ in range(2):
        done = run(program, 'build', '-j2', '-o', 'out', 'd', 'e', cwd=top, home=HOME)
        report.check('d/plan.xlsx:Sheet1!D6: warning[SHT010]' in done.stderr and ' | ' not in done.stderr, 'from another process and the stamp', done.stderr)


# --- what is read -----------------------------------------------------------------------------------------------------

def dump(program, path):
    done = limited([program, path], cpu=20, capture_output=True, encoding='utf-8', errors='backslashreplace')
    return {line.split('\t')[0]: line.split('\t')[1:] for line in done.stdout.splitlines()}, done


def test_cells(report, dumper, top):
    rows = [['plain', 1234.5, Cell(0.1 + 0.2), Cell(b'1.1000000000000001E-2'), Cell(b'1E+3'), Cell(b'-0.0')],
            ['formats', Cell(0.125, style='0.0%'), Cell(43021600, style='#,##0,'), Cell(2.5, style='0'), Cell(-1234.5, style='"£"#,##0;[Red]-"£"#,##0')],
            ['dates', Cell(41365, style='d mmm yyyy'), Cell(1, style='d mmm yyyy'), Cell(59, style='d mmm yyyy'), Cell(61, style='d mmm yyyy'), Cell(36526, style='d mmm yyyy')],
            ['others', True, False, Cell('#DIV/0!', error=True), 'a & b <c>', 'two\nlines', '_x0041_b'],
            ['shared', Cell(1), Cell(2), Cell(3, 'B5+C$5', shared=(0, 'D5:F5')), Cell(5, shared=(0, '')), Cell(8, shared=(0, ''))]]
    wanted = {'B1': ['number', '1234.5', '1234.5'], 'C1': ['number', '0.3', '0.3'], 'D1': ['number', '0.011', '0.011'], 'E1': ['number', '1000', '1000'],
              'F1': ['number', '0', '0'], 'B2': ['number', '0.125', '12.5%'], 'C2': ['number', '43021600', '43022'], 'D2': ['number', '2.5', '3'],
              'E2': ['number', '-1234.5', '-1235'], 'B3': ['number', '41365', '2013-04-01'], 'C3': ['number', '2', '1900-01-01'],
              'D3': ['number', '60', '1900-02-28'], 'E3': ['number', '61', '1900-03-01'], 'F3': ['number', '36526', '2000-01-01'],
              'B4': ['boolean', 'TRUE', 'TRUE'], 'D4': ['error', '#DIV/0!', '#DIV/0!'], 'E4': ['words', 'a & b <c>', 'a & b <c>'],
              'F4': ['words', 'two lines', 'two lines'], 'G4': ['words', 'Ab', 'Ab'],
              'D5': ['number', '3', '3', '=B5+C5', 'agrees'], 'E5': ['number', '5', '5', '=C5+D5', 'agrees'], 'F5': ['number', '8', '8', '=D5+E5', 'agrees']}
    wanted['E5'][3] = '=C5+D5'
    for strings in ('shared', 'inline'):
        (top / 'c.xlsx').write_bytes(xlsx(Book([Sheet('S', rows)], strings=strings)))
        got, done = dump(dumper, top / 'c.xlsx')
        for cell, value in wanted.items():
            report.check(got.get(f'S!{cell}') == value, f'{strings} strings: {cell}', f'{got.get("S!" + cell)} instead of {value}; {done.stderr}')
    (top / 'c.xlsx').write_bytes(xlsx(Book([Sheet('S', [[Cell(41365 - 1462, style='d mmm yyyy')]])], from_1904=True)))
    got, _ = dump(dumper, top / 'c.xlsx')
    report.check(got['S!A1'][2] == '2013-04-01', 'the calendar that begins in 1904', str(got))


def test_names(report, program, top):
    """A table is found in each way of naming it, and stays the same."""
    plain = None
    book = from_sheet(plan(), 'The plan')
    book.sheets[0].tables = (('PlanTable', 'A1:E13', 0),)
    for form, make, source in (('xlsx', xlsx, 'plan.xlsx'), ('ods', ods, 'plan.ods')):
        for name in ('Plan', 'PLAN', 'PlanTable', "'The plan'!A1:E13", "'The plan'!$A:$E"):
            document(top / 'd', make(book), source=source, name=f' name="{name}"')
            done = run(program, 'build', '--dump=doc', 'd', cwd=top, home=HOME)
            text = re.sub(r'\S+:\d+(:\d+)?', '', done.stdout)
            plain = plain or text
            report.check(done.returncode == 0 and text == plain and 'Officers' in text, f'{form}: {name}', done.stderr)


def test_structured(report, dumper, top):
    """Formulas of table objects, of names and of other sheets."""
    rows = [['Item', '2012/13', 'Now'], ['A', 1, 2], ['B', 3, 4], ['Total', Cell(4, 'SUBTOTAL(109,Plan[2012/13])'), Cell(6, 'SUBTOTAL(9,Plan[Now])')],
            ['x', Cell(3, 'Plan[[#This Row],[Now]]+1')], ['y', Cell(10, 'SUM(Figures)'), Cell(7, "SUM('Other one'!A1:A3,1)")],
            ['z', Cell(0.5, "'Other one'!A2/(Plan[[#This Row],[Now]]*0+4)"), Cell(12, 'SUM($B$2:C$3)+2')]]
    rows[4] = ['x', None, None]
    rows[6] = ['z', None, Cell(12, 'SUM($B$2:C$3)+2')]
    book = Book([Sheet('S', rows, tables=(('Plan', 'A1:C4', 1),)), Sheet('Other one', [[1], [2], [3]])], {'Figures': 'S!$B$2:$C$3'})
    (top / 'n.xlsx').write_bytes(xlsx(book))
    got, done = dump(dumper, top / 'n.xlsx')
    for cell in ('B4', 'C4', 'B6', 'C6', 'C7'):
        report.check(got.get(f'S!{cell}', [''])[-1] == 'agrees', f'formula in {cell}', f'{got.get("S!" + cell)} {done.stderr}')


def test_text(report, program, top):
    """A .csv in the ways in which programs write it."""
    lines = [['Line', 'Item', '2012/13', '2013/14', 'Change'], ['1', 'Officers', '1,100', '1200', '100'], ['10', 'Net, in "all"', '(5)', '£6', '11']]
    outcome = set()
    for separator, end, mark in ((',', '\n', ''), (';', '\r\n', '\ufeff'), ('\t', '\r\n', ''), ('|', '\n', ''), (';', '\n', 'sep=;\n')):
        def field(s, separator=separator):
            return '"' + s.replace('"', '""') + '"' if separator in s or '"' in s else s
        text = mark + end.join(separator.join(map(field, l)) for l in lines) + end
        document(top / 'd', text.encode(), source='plan.csv', name='')
        done = run(program, 'build', '--dump=doc', 'd', cwd=top, home=HOME)
        outcome.add(re.sub(r'\S+:\d+(:\d+)?', '', done.stdout))
        report.check(done.returncode == 0 and not done.stderr, f'separator {separator!r}', done.stderr)
    report.check(len(outcome) == 1 and 'Net, in' in outcome.pop(), 'all the same', str(outcome))
    for name, content, code in (('UTF-16', 'a,b'.encode('utf-16'), 'IO006'), ('Windows-1252', b'Item,\xa31\n', 'IO006')):
        done = check(program, top, content, source='plan.csv', name='')
        report.check(code in done.stderr, name, done.stderr)


# --- the oracle -------------------------------------------------------------------------------------------------------

class Formulas:
    """Formulas at random over the figures of the sheet Data."""

    def __init__(self, r, wide, deep):
        self.r, self.wide, self.deep = r, wide, deep

    def cell(self):
        return 'Data!' + cell_name(self.r.randint(2, self.deep), self.r.randint(2, self.wide))

    def area(self):
        top, left = self.r.randint(2, self.deep - 2), self.r.randint(2, self.wide)
        return f'Data!{cell_name(top, left)}:{cell_name(self.r.randint(top, self.deep), self.r.randint(left, self.wide))}'

    def formula(self, depth=0):
        r = self.r
        inner = lambda: self.formula(depth + 1)
        leaves = [self.cell, self.cell, lambda: r.choice(['1', '2.5', '100', '10%']), lambda: f'SUM({self.area()})', lambda: f'SUBTOTAL(9,{self.area()})',
                  lambda: f'{r.choice(["MIN", "MAX", "AVERAGE", "COUNT"])}({self.area()})', lambda: 'SUM(Figures)', lambda: f'SUM({self.area()},{self.cell()},1)']
        if depth > 2:
            return r.choice(leaves)()
        return r.choice(leaves + [
            lambda: f'{inner()}+{inner()}', lambda: f'{inner()}-({inner()})', lambda: f'({inner()})*({inner()})', lambda: f'IFERROR(({inner()})/({inner()}),0)',
            lambda: f'{r.choice(["ROUND", "ROUNDUP", "ROUNDDOWN"])}({inner()},{r.choice([0, 1, 2, -2])})', lambda: f'ABS({inner()})', lambda: f'-({inner()})',
            lambda: f'IF({inner()}{r.choice(["<", ">", "<=", ">=", "=", "<>"])}{inner()},{inner()},{inner()})',
            lambda: f'IF(AND({self.cell()}>0,OR({self.cell()}>10,NOT({self.cell()}<5))),{inner()},{inner()})'])()


def random_book(seed):
    """A sheet of figures, and one of formulas over them, without stored values."""
    r, wide, deep = random.Random(seed), 5, 12
    def figure():
        return r.choice([r.randint(-9999, 99999), round(r.uniform(-500, 500), r.randint(1, 4)), 0, r.randint(0, 10)])
    styles = ['General', '0', '0.0', '0.00', '0.0%', '#,##0']
    rows = [[f'Head {c}' for c in range(wide)]]
    rows += [[f'Row {n}'] + [Cell(figure(), style=r.choice(styles)) for _ in range(wide - 1)] for n in range(2, deep + 1)]
    formulas = Formulas(r, wide, deep)
    results = [[], *([None, f'Result {n}'] + [Cell(None, formulas.formula()) for _ in range(4)] for n in range(20))]
    return Book([Sheet('Data', rows), Sheet('The results', results)], {'Figures': f'Data!$B$2:${cell_name(1, wide)[:-1]}${deep}'})


def by_libreoffice(sources, top):
    """Each source calculated and saved in each form: {source: {form: path}}."""
    for form in ('xlsx', 'ods', 'fods'):
        subprocess.run(['soffice', f'-env:UserInstallation=file://{top}/profile', '--headless', '--convert-to', form, '--outdir', top / 'libreoffice', *sources],
                       capture_output=True, timeout=harness.HANG, check=False)
    return {s: {f'LibreOffice {form}': top / 'libreoffice' / f'{s.stem}.{form}' for form in ('xlsx', 'ods', 'fods')} for s in sources}


def by_gnumeric(sources, top):
    made = {s: {f'gnumeric {form}': top / f'{s.stem}-gnumeric.{form}' for form in ('xlsx', 'ods')} for s in sources}
    for source, targets in made.items():
        for target in targets.values():
            subprocess.run(['ssconvert', '--recalc', source, target], capture_output=True, timeout=harness.HANG, check=False)
    return made


def test_oracle(report, dumper, top):
    makers = [make for tool, make in (('soffice', by_libreoffice), ('ssconvert', by_gnumeric)) if shutil.which(tool)]
    if not makers:
        print('left out: LibreOffice and gnumeric, which are not installed')
        return
    sources = [top / f'random{seed}.xlsx' for seed in range(40 if ALL else 4)]
    for seed, source in enumerate(sources):
        source.write_bytes(xlsx(random_book(seed)))
    everything = [make(sources, top) for make in makers]
    for source in sources:
        made = {name: path for some in everything for name, path in some[source].items()}
        dumps = {name: dump(dumper, path)[0] for name, path in made.items()}
        first = next(iter(dumps.values()))
        report.check(len(first) > 140, f'{source.name}: cells', str(len(first)))
        for name, cells in dumps.items():
            for cell in sorted(set(first) | set(cells)):
                a, b = first.get(cell, ['none']), cells.get(cell, ['none'])
                same = a[0] == b[0] and (a[0] != 'number' or is_near(a[1], b[1])) and a[3:4] == b[3:4]
                report.check(same and (len(b) < 5 or b[4] == 'agrees'), f'{source.name} {name}: {cell}', f'{a} and {b}')


def is_near(a, b):
    """Both programs calculate in binary, each in its own order."""
    return abs(float(a) - float(b)) <= 1e-11 * max(abs(float(a)), 1)


# --- hostile files ----------------------------------------------------------------------------------------------------

def part(book, name, edit):
    """An .xlsx with one part edited."""
    out = {}
    with zipfile.ZipFile(__import__('io').BytesIO(xlsx(book))) as z:
        for n in z.namelist():
            text = z.read(n)
            out[n] = edit(text) if n == name else text
    return packed(out)


def lying(data, size):
    """The directory claims another size for the first sheet."""
    data = bytearray(data)
    at = data.find(b'PK\x01\x02')
    while at >= 0:
        n = struct.unpack_from('<H', data, at + 28)[0]
        if data[at + 46:at + 46 + n].endswith(b'sheet1.xml'):
            struct.pack_into('<I', data, at + 24, size)
        at = data.find(b'PK\x01\x02', at + 1)
    return bytes(data)


def encrypted(data):
    data = bytearray(data)
    at = data.find(b'PK\x01\x02')
    data[at + 8] |= 1
    return bytes(data)


def hostile():
    book = from_sheet(plan())
    good, sheet1 = xlsx(book), 'xl/worksheets/sheet1.xml'
    text = fods(book).decode()
    row = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}" office:value-type="float" office:value="1"/></table:table-row>'
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    yield 'a whole workbook', good, 'plan.xlsx', ''
    yield 'a bomb', part(book, sheet1, lambda t: t.replace(b'</sheetData>', b' ' * (150 << 20) + b'</sheetData>')), 'plan.xlsx', 'SHT002'
    yield 'a bomb beyond every limit', part(book, sheet1, lambda t: t + b' ' * (250 << 20)), 'plan.xlsx', 'SHT002'
    yield 'a size that is too small', lying(good, 10), 'plan.xlsx', 'SHT001'
    yield 'a size that is too large', lying(good, 100 << 20), 'plan.xlsx', 'SHT00[12]'
    yield 'a size of four gigabytes', lying(good, 0xfffffffe), 'plan.xlsx', 'SHT002'
    yield 'a member twice', double(good), 'plan.xlsx', 'SHT002'
    yield 'an encrypted member', encrypted(good), 'plan.xlsx', 'SHT002'
    yield 'an encrypted workbook', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600) + 'EncryptedPackage'.encode('utf-16-le') + bytes(200), 'plan.xlsx', 'SHT002'
    yield 'an old workbook', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(2000), 'plan.xls', 'SHT001'
    yield 'macros', xlsx(Book(book.sheets, book.names, more={'xl/vbaProject.bin': b'x'})), 'plan.xlsm', 'SHT002'
    yield 'external links', xlsx(Book(book.sheets, book.names, more={'xl/externalLinks/externalLink1.xml': b'<x/>'})), 'plan.xlsx', 'SHT002'
    yield 'macros of LibreOffice', ods(Book(book.sheets, book.names, more={'Basic/Standard/M.xml': b'<x/>'})), 'plan.ods', 'SHT002'
    yield 'an encrypted .ods', packed({'mimetype': 'x', 'content.xml': 'x', 'META-INF/manifest.xml': '<m><encryption-data/></m>'}), 'plan.ods', 'SHT002'
    yield 'links of LibreOffice', text.replace('<table:table-column/>', '<table:table-source/>', 1).encode(), 'plan.fods', 'SHT002'
    yield 'a Word document', packed({'word/document.xml': '<x/>', '_rels/.rels': '<x/>'}), 'plan.xlsx', 'SHT001'
    yield 'a DOCTYPE', part(book, sheet1, lambda t: t.replace(b'<worksheet', b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)), 'plan.xlsx', 'SHT002'
    yield 'entities without end', text.replace('<office:document', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><office:document', 1).encode(), 'plan.fods', 'SHT002'
    yield 'depth', text.replace('<office:body>', '<office:body>' + '<a>' * 100000, 1).encode(), 'plan.fods', 'SHT001'
    yield 'repeats of blank cells', text.replace('</table:table>', blank + '</table:table>', 1).encode(), 'plan.fods', ''
    yield 'repeats of cells', text.replace('</table:table>', row.format(1000000, 16384) + '</table:table>', 1).encode(), 'plan.fods', 'SHT002'
    yield 'repeats of many blank rows', text.replace('</table:table>', blank * 3000 + '</table:table>', 1).encode(), 'plan.fods', ''
    yield 'a circle of formulas', xlsx(from_sheet(changed(3, 3, Cell(100, 'C4+50')) [:3] + [[2, 'Staff', Cell(50, 'C3-50'), 60, total('D4-C4', 10)]] + plan()[4:])), 'plan.xlsx', ''
    yield 'a formula of depth', xlsx(from_sheet(changed(3, 3, Cell(100, '(' * 3000 + '1' + ')' * 3000)))), 'plan.xlsx', ''
    yield 'signs without end', xlsx(from_sheet(changed(3, 3, Cell(100, '-' * 8000 + '1')))), 'plan.xlsx', ''
    yield 'a range of everything', xlsx(from_sheet(plan() + [[11, 'x', *[Cell(0, 'SUM(A1:XFD1048576)') for _ in range(3)]]])), 'plan.xlsx', 'SHT005'
    yield 'a cell beyond the sheet', part(book, sheet1, lambda t: t.replace(b'r="C3"', b'r="ZZZZ9999999"', 1)), 'plan.xlsx', 'SHT002'
    yield 'a name without end', xlsx(Book(book.sheets, {'Plan': "Sheet1!$A$1:$XFD$1048576"})), 'plan.xlsx', ''
    yield 'numbers beyond all bounds', xlsx(from_sheet(changed(3, 3, Cell(b'1E+308')))), 'plan.xlsx', 'SHT015'
    yield 'numbers that are none', xlsx(from_sheet(changed(3, 3, Cell(b'NaN')))), 'plan.xlsx', 'SHT015'


def double(data):
    import io
    import warnings
    out = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(out, 'a') as z:
        warnings.simplefilter('ignore')
        z.writestr('xl/workbook.xml', '<x/>')
    return out.getvalue()


def test_hostile(report, program, top):
    for what, data, source, code in hostile():
        before = harness.seconds_of_runs()
        document(top / 'h', data, source=source)
        done = run(program, 'check', 'h', cwd=top, home=HOME)
        took = harness.seconds_of_runs() - before
        report.check(not out_of_time(done) and done.returncode in (0, 1) and took < 20, f'{what}: ends well', f'{done.returncode}, {took:.1f} s\n{done.stderr[-2000:]}')
        found = re.findall(r'\[(SHT\d+)\]', done.stderr)
        report.check(not code or any(re.fullmatch(code, f) for f in found), f'{what}: {code}', done.stderr[-2000:])
        shutil.rmtree(top / 'h')
    r = random.Random(1)
    whole = [xlsx(from_sheet(plan())), ods(from_sheet(plan())), fods(from_sheet(plan()))]
    for i in range(300 if ALL else 45):
        data = bytearray(whole[i % 3])
        if i % 2:
            data = data[:r.randrange(len(data))]
        else:
            for _ in range(r.randint(1, 12)):
                data[r.randrange(len(data))] = r.randrange(256)
        document(top / 'h', bytes(data), source=['plan.xlsx', 'plan.ods', 'plan.fods'][i % 3])
        done = run(program, 'check', 'h', cwd=top, home=HOME)
        report.check(done.returncode in (0, 1) and not out_of_time(done), f'mangled {i}', f'{done.returncode}\n{done.stderr[-2000:]}')
        shutil.rmtree(top / 'h')


# --- paths and stamps -------------------------------------------------------------------------------------------------

def test_places(report, program, top):
    book = xlsx(from_sheet(plan()))
    (top / 'outside.xlsx').write_bytes(book)
    for source in ('../outside.xlsx', str(top / 'outside.xlsx')):
        document(top / 'd', book)
        (top / 'd/t.xml').write_text(TABLE.format(source=source, name=' name="Plan"', more=''), encoding='utf-8')
        done = run(program, 'check', 'd', cwd=top, home=HOME)
        report.check('IO007' in done.stderr, f'{source} is outside', done.stderr)
    document(top / 'd', book)
    (top / 'd/plan.xlsx').unlink()
    done = run(program, 'check', 'd', cwd=top, home=HOME)
    report.check('DOC007' in done.stderr, 'a workbook that is not there', done.stderr)
    (top / 'd/plan.xlsx').symlink_to('../outside.xlsx')
    done = run(program, 'check', 'd', cwd=top, home=HOME)
    report.check('IO007' in done.stderr, 'a link that leads out', done.stderr)
    (top / 'd/plan.xlsx').unlink()
    # In the folder of the data file, or from the document's.
    (top / 'd/data').mkdir()
    for place, source in (('data/plan.xlsx', 'plan.xlsx'), ('plan.xlsx', 'plan.xlsx'), ('data/plan.xlsx', 'data/plan.xlsx')):
        (top / 'd' / place).write_bytes(book)
        (top / 'd/data/t.xml').write_text(TABLE.format(source=source, name=' name="Plan"', more=''), encoding='utf-8')
        (top / 'd/document.xml').write_text(MANIFEST.replace('t.xml', 'data/t.xml'), encoding='utf-8')
        done = run(program, 'check', 'd', cwd=top, home=HOME)
        report.check(done.returncode == 0, f'{source} for {place}', done.stderr)
        (top / 'd' / place).unlink()


def test_stamp(report, program, top):
    document(top / 's', xlsx(from_sheet(plan())))
    first = run(program, 'build', '-o', 'out', '--depfile', 's.d', 's', cwd=top, home=HOME)
    if first.returncode == 2:
        first = run(program, 'build', '-o', 'out', 's', cwd=top, home=HOME)
    again = run(program, 'build', '-o', 'out', 's', cwd=top, home=HOME)
    rows = changed(3, 3, 100)
    rows[0][4] = 'Change'
    rows[2][1] = 'Police officers'
    (top / 's/plan.xlsx').write_bytes(xlsx(from_sheet(rows)))
    third = run(program, 'build', '-o', 'out', 's', cwd=top, home=HOME)
    report.check('up to date' in again.stderr + again.stdout or '3 pages' not in again.stderr, 'the same workbook: nothing to do', again.stderr)
    report.check('pages' in third.stderr, 'a changed workbook: built again', third.stderr)
    text = subprocess.run(['pdftotext', top / 'out/s.pdf', '-'], capture_output=True, text=True, check=False).stdout
    report.check('Police officers' in text, 'the new words are on the page', text)


# --- speed ------------------------------------------------------------------------------------------------------------

def large():
    """100,000 cells: 10,000 rows of ten, with a column of sums and a row of totals."""
    rows = [['Line', 'Item', '2012/13', '2013/14', 'Change', *(f'Q{i}' for i in range(5))]]
    n = 9998
    for i in range(2, n + 2):
        rows.append([i, f'Item {i}', i % 977, i % 1009, Cell(i % 1009 - i % 977, f'D{i}-C{i}'), i, i + 1, i + 2, i + 3, i + 4])
    end = n + 1
    rows.append([0, 'Total', *(Cell(sum(r[c].value if isinstance(r[c], Cell) else r[c] for r in rows[1:]), f'SUM({cell_name(2, c + 1)}:{cell_name(end, c + 1)})') for c in range(2, 5))])
    return rows


def test_speed(report, program, dumper, top):
    sanitized = b'__asan_init' in pathlib.Path(program).read_bytes()
    document(top / 'l', xlsx(from_sheet(large())), more='')
    (top / 'l/01.md').write_text('# One\n\nWords.\n', encoding='utf-8')
    before = harness.seconds_of_runs()
    done = run(program, 'check', 'l', cwd=top, home=HOME)
    took = harness.seconds_of_runs() - before
    cells = sum(len(r) for r in large())
    print(f'{cells} cells: {took:.2f} s')
    report.check(done.returncode == 0 and took < (8 if sanitized else 2), f'{cells} cells', f'{took:.2f} s {done.stderr[:500]}')


def main():
    program, dumper, report = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), Report()
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        test_cells(report, dumper, top)
        test_structured(report, dumper, top)
        test_names(report, program, top)
        test_text(report, program, top)
        test_faults(report, program, top)
        test_every_figure(report, program, top)
        test_forms(report, program, top)
        test_places(report, program, top)
        test_stamp(report, program, top)
        test_hostile(report, program, top)
        test_speed(report, program, dumper, top)
        test_oracle(report, dumper, top)
    report.done()


main()
