#!/usr/bin/env python3
"""workbook.py PLANPRESS: the workbook that `data` writes of each document is accessible and has every figure.

Read with Python's own zip and XML, it is held against the checklist of the Government Statistical Service (a cover, contents
with links, notes with marks in words, one table on a sheet, one heading row, no merged or unexplained empty cells) and against
the CSV files, cell by cell. Gnumeric reads the same cells from it, if ssconvert is there; it has to be in CI."""
import csv
import decimal
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

from harness import ROOT, TESTS, Report, run

OFFICE, TABLE, TEXT, STYLE, XLINK, DC, META = (f'{{{n}}}' for n in (
    *(f'urn:oasis:names:tc:opendocument:xmlns:{n}:1.0' for n in ('office', 'table', 'text', 'style')),
    'http://www.w3.org/1999/xlink', 'http://purl.org/dc/elements/1.1/', 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0'))
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
NOTE = re.compile(r'\[note (\d+)\]')
SHORTHAND = {'not applicable': '[z]', 'not recorded': '[x]', 'to be confirmed': '[x]', 'No target set': '[z]', '': '[z]',
             'withheld': '[c]', 'not available': '[x]', 'close to zero': '[low]'}


def words(element):
    return ' '.join(' '.join(''.join(p.itertext()) for p in element.iter(f'{TEXT}p')).split())


class Sheet:
    """The rows of a sheet: a number is a Decimal, anything else its words."""

    def __init__(self, element):
        self.name = element.get(f'{TABLE}name')
        self.heads = element.findall(f'{TABLE}table-header-rows/{TABLE}table-row')
        rows = [r for e in element for r in ([e] if e.tag == f'{TABLE}table-row' else e.findall(f'{TABLE}table-row'))]
        self.head_at = next((i for i, r in enumerate(rows) if self.heads and r is self.heads[0]), None)
        self.cells = [[self.value(c) for c in r] for r in rows]
        self.links = [a.get(f'{XLINK}href') for a in element.iter(f'{TEXT}a')]
        self.styles = {c.get(f'{TABLE}style-name') for r in rows for c in r}
        self.merged = [c for c in element.iter() if c.tag == f'{TABLE}covered-table-cell' or c.get(f'{TABLE}number-columns-spanned')
                       or c.get(f'{TABLE}number-rows-spanned')]

    @staticmethod
    def value(cell):
        if cell.get(f'{OFFICE}value-type') == 'float':
            return decimal.Decimal(cell.get(f'{OFFICE}value'))
        return words(cell)


class Workbook:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.content = ElementTree.fromstring(self.zip.read('content.xml'))
        self.sheets = [Sheet(t) for t in self.content.iter(f'{TABLE}table')]
        self.named = {s.name: s for s in self.sheets}
        self.ranges = {r.get(f'{TABLE}name'): r.get(f'{TABLE}target-range-address') for r in self.content.iter(f'{TABLE}database-range')}


def check_package(report, name, book, path):
    entries = book.zip.infolist()
    first = entries[0]
    report.check(first.filename == 'mimetype' and first.compress_type == zipfile.ZIP_STORED and not first.extra and
                 path.read_bytes()[30:84] == b'mimetypeapplication/vnd.oasis.opendocument.spreadsheet', f'{name}: the type comes first')
    report.check(all(e.date_time == FIRST_DAY for e in entries) and book.zip.testzip() is None, f'{name}: fixed dates, whole files')
    manifest = ElementTree.fromstring(book.zip.read('META-INF/manifest.xml'))
    listed = {v for e in manifest for k, v in e.attrib.items() if k.endswith('full-path')}
    report.check(listed == {'/'} | {e.filename for e in entries} - {'mimetype', 'META-INF/manifest.xml'}, f'{name}: the manifest of the package', str(listed))
    defined = {s.get(f'{STYLE}name') for s in book.content.iter(f'{STYLE}style')}
    report.check({u for s in book.sheets for u in s.styles if u} <= defined, f'{name}: styles')


def check_about(report, name, book, document):
    meta = ElementTree.fromstring(book.zip.read('meta.xml'))
    title = document.findtext('title')
    report.check(next(meta.iter(f'{DC}title')).text == title and next(meta.iter(f'{DC}language')).text == document.get('lang'),
                 f'{name}: title and language of the file')
    report.check('fo:language="en" fo:country="GB"' in book.zip.read('styles.xml').decode(), f'{name}: language of the cells')
    cover, contents = book.sheets[:2]
    report.check(cover.name == 'Cover' and cover.cells[0] == [title] and all(len(r) == 1 and r[0] for r in cover.cells), f'{name}: the cover', str(cover.cells))
    targets = [s.name for s in book.sheets[2:]]
    linked = [re.fullmatch(r"#'(.+)'\.A1", link)[1] for link in contents.links]
    report.check(contents.name == 'Contents' and sorted(linked) == sorted(targets) and
                 [r[0] for r in contents.cells[contents.head_at + 1:]] == linked, f'{name}: the contents lead to every sheet', f'{linked} {targets}')


def check_sheet(report, where, book, sheet):
    """One table from A1 on."""
    report.check(len(sheet.heads) == 1 and not sheet.merged, f'{where}: one heading row, nothing merged')
    head, body = sheet.cells[sheet.head_at], sheet.cells[sheet.head_at + 1:]
    report.check(len(set(head)) == len(head) and all(head), f'{where}: heads', str(head))
    report.check(sheet.head_at > 0 and all(len(r) == 1 and r[0] for r in sheet.cells[:sheet.head_at]), f'{where}: what stands above the table')
    report.check(body and all(len(r) == len(head) for r in body), f'{where}: rows are complete')
    empty = [(i, c) for i, r in enumerate(body) for c, cell in enumerate(r) if cell == '' and head[c] != 'Notes']
    report.check(not empty, f'{where}: empty cells', str(empty))
    about = ' '.join(r[0] for r in sheet.cells[:sheet.head_at])
    for mark in ('[x]', '[z]'):
        used = any(cell == mark for r in body for cell in r)
        report.check(used == (f'{mark} means' in about), f'{where}: {mark} is explained where it is used', about)
    last = f'{chr(64 + len(head))}{sheet.head_at + 1 + len(body)}'
    report.check(f"'{sheet.name}'.A{sheet.head_at + 1}:'{sheet.name}'.{last}" in book.ranges.values(), f'{where}: a named table', str(book.ranges))


def check_notes(report, name, book):
    """Each mark leads to a note of that sheet, and each note has a mark."""
    notes = {int(NOTE.fullmatch(r[0])[1]): r[1] for s in book.sheets if s.name == 'Notes' for r in s.cells[s.head_at + 1:]}
    used = {}
    for sheet in book.sheets:
        if sheet.name != 'Notes':
            for row in sheet.cells:
                for cell in row:
                    used.update((int(n), sheet.name) for n in NOTE.findall(cell if isinstance(cell, str) else ''))
    report.check(used == notes, f'{name}: notes and their marks', f'{notes} {used}')


def expected(field):
    if re.fullmatch(r'-?\d+(\.\d+)?', field):
        return decimal.Decimal(field)
    return decimal.Decimal(0) if field == 'nil' else SHORTHAND.get(field, ' '.join(field.removeprefix("'").split()))


def same(cell, field, kind):
    """In an exact form too: 1.50 is not 1.5. Digits in a column of words are words."""
    wanted = field if kind == 'string' and field.isdigit() else expected(field)
    return cell == wanted and str(cell) == str(wanted)


def check_cells(report, where, sheet, path):
    rows = list(csv.reader(path.open(encoding='utf-8', newline=''), strict=True))
    head = [NOTE.sub('', h).strip() for h in sheet.cells[sheet.head_at]]
    report.check(head[:len(rows[0])] == [' '.join(h.removeprefix("'").split()) for h in rows[0]] or len(set(rows[0])) < len(rows[0]),
                 f'{where}: heads', f'{head} {rows[0]}')
    meta = json.loads(path.with_name(f'{path.name}-metadata.json').read_text(encoding='utf-8'))
    kinds = [c['datatype'] for c in meta['tableSchema']['columns']]
    report.check(len(sheet.cells) - sheet.head_at == len(rows), f'{where}: as many rows')
    for number, (row, fields) in enumerate(zip(sheet.cells[sheet.head_at + 1:], rows[1:]), 2):
        wrong = [(cell, field) for cell, field, kind in zip(row, fields, kinds) if not same(cell, field, kind)]
        report.check(not wrong, f'{where}: row {number}', str(wrong))


def as_read(cell):
    """A number in the digits that a spreadsheet keeps."""
    try:
        return decimal.Context(prec=15).create_decimal(cell).normalize()
    except decimal.InvalidOperation:
        return ' '.join(cell.split())


def check_other_reader(report, name, book, path, folder):
    """The same cells, read by Gnumeric."""
    subprocess.run(['ssconvert', '-S', path, folder / f'{name}-%n.csv'], check=True, capture_output=True, timeout=300)
    for number, sheet in enumerate(book.sheets):
        rows = list(csv.reader((folder / f'{name}-{number}.csv').open(encoding='utf-8', newline='')))
        ours = [[as_read(c) for c in r] for r in sheet.cells]
        theirs = [[as_read(c) for c in r[:len(mine)]] for r, mine in zip(rows, ours)]
        report.check(ours == theirs and len(rows) == len(ours), f'{name}: {sheet.name} as Gnumeric reads it',
                     str([(a, b) for a, b in zip(ours, theirs) if a != b][:3]))


def check_document(report, program, home, document, folder):
    name = document.name
    done = run(program, 'data', '-q', '-o', folder, document, home=home)
    root = ElementTree.parse(document / 'document.xml').getroot()
    tables = [t.get('id') for t in root.iterfind('data/table')]
    path = next(folder.rglob(f'{name}/data/{name}.ods'), None)      # a report's is in a folder of its pack's name
    report.check(done.returncode == 0 and bool(path) == bool(tables), f'{name}: a workbook if it has tables', done.stderr)
    if not path:
        return
    book = Workbook(path)
    check_package(report, name, book, path)
    check_about(report, name, book, root)
    check_notes(report, name, book)
    for sheet in book.sheets[1:]:
        check_sheet(report, f'{name}: {sheet.name}', book, sheet)
    for number, table in enumerate(tables, 1):
        check_cells(report, f'{name}: {table}', book.named[f'Table {number}'], path.parent / f'{table}.csv')
    if shutil.which('ssconvert'):
        check_other_reader(report, name, book, path, folder)


TWINS = '''<table><caption>Twins</caption><columns><column id="item">Item</column><column id="a" kind="count">Posts</column>
<column id="b" kind="count">Posts</column></columns><row id="x" label="North"><cell>1</cell><cell empty="to-be-confirmed"/></row></table>'''


def check_twins(report, program, folder):
    """Two columns with the same heading."""
    document = folder / 'content' / 'twins'
    document.mkdir(parents=True)
    (document / 't.xml').write_text(TWINS, encoding='utf-8')
    (document / '01.md').write_text('# Twins\n\nWords.\n', encoding='utf-8')
    (document / 'document.xml').write_text(
        '<document template="test" lang="en-GB"><title>Twins</title><organisation>Office</organisation><data><table id="t" file="t.xml"/></data>'
        '<sections><section file="01.md"/></sections></document>', encoding='utf-8')
    check_document(report, program, TESTS / 'home', document, folder)
    book = Workbook(folder / 'twins' / 'data' / 'twins.ods')
    report.check(book.sheets[-1].cells[-2:] == [['Item', 'Posts', 'Posts (b)', 'Notes'], ['North', 1, '[x]', '[note 1]']],
                 'a heading that would be the same, and a figure to be confirmed', str(book.sheets[-1].cells))


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    report.check(shutil.which('ssconvert') or not os.environ.get('CI'), 'ssconvert is there, from the package gnumeric')
    with tempfile.TemporaryDirectory() as folder:
        for document in sorted(p.parent for depth in ('*', '*/*') for p in (ROOT / 'content').glob(f'{depth}/document.xml')):
            check_document(report, program, ROOT, document, pathlib.Path(folder))
        for case in ('budget', 'grants', 'performance', 'table-data', 'workforce'):
            check_document(report, program, TESTS / 'home', TESTS / 'golden' / 'everything' / case, pathlib.Path(folder))
        check_twins(report, program, pathlib.Path(folder))
    report.done()


main()
