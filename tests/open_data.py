#!/usr/bin/env python3
"""open_data.py PLANPRESS: what a reader of the PDF sees in a table is what its CSV says, figure for figure.

For every document under content/ and every table that is placed in it, the figures of each row of the CSV, written as a
table writes them (thousands in commas, a true minus), stand in one line of the PDF's text in the row's order."""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

from harness import ROOT, Report, run

NUMBER = re.compile(r'-?\d+(\.\d+)?$')


def as_set(figure):
    whole, point, part = figure.lstrip('-').partition('.')
    return ('\u2212' if figure.startswith('-') else '') + f'{int(whole):,}' + point + part


def lines_of(pdf):
    text = subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, check=True).stdout.decode('utf-8')
    return [' '.join(line.split()) for line in text.splitlines()]


def stands_in(figures, line):
    """The figures in this order, each whole: no digit, comma or point of a longer one beside it. Only where words follow
    ("75% of tiers 1–3", a target in its author's words) may the zero after the point be missing."""
    at = 0
    for figure in figures:
        written = re.sub(r'\\\.0$', r'(?:\\.0|(?=%? [a-z]))', re.escape(figure))
        found = re.compile(rf'(?<![\d.,]){written}(?!\d)(?![.,]\d)').search(line, at)
        if not found:
            return False
        at = found.end()
    return True


def check_table(report, name, path, lines):
    rows = list(csv.reader(path.open(encoding='utf-8', newline='')))[1:]
    for number, row in enumerate(rows, 2):
        figures = [as_set(cell) for cell in row[1:] if NUMBER.match(cell)]
        if figures:
            report.check(any(stands_in(figures, line) for line in lines), f'{name}: {path.name} row {number}', ' '.join(figures))


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as folder:
        for document in sorted(p.parent.name for p in (ROOT / 'content').glob('*/document.xml')):
            run(program, 'build', '-q', '-o', folder, document)
            run(program, 'data', '-q', '-o', folder, document)
            placed = run(program, 'build', '--dump=doc', document).stdout
            lines = lines_of(pathlib.Path(folder, f'{document}.pdf'))
            for path in sorted(pathlib.Path(folder, document, 'data').glob('*.csv')):
                if re.search(rf'^ *table .*data="{path.stem}"', placed, re.M):
                    check_table(report, document, path, lines)
    report.done()


main()
