#!/usr/bin/env python3
"""one_figure.py PLANPRESS: a figure is kept once.

In a copy of the Annual Report one figure of one data file is changed: every place of the PDF that showed it, in a table or a
sentence, shows the new one and none the old. A changed figure that breaks a sum makes no PDF, and the older one stays."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, Report, run

NAME = 'annual-report-2013-14'
OLD, NEW = '2,171,110', '3,282,221'


def text_of(pdf):
    return subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, check=True).stdout.decode('utf-8')


def change(path, old, new):
    text = path.read_text(encoding='utf-8')
    assert text.count(old) == 1, f'{old} stands {text.count(old)} times in {path.name}'
    path.write_text(text.replace(old, new), encoding='utf-8')


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as folder:
        document, out = pathlib.Path(folder, NAME), pathlib.Path(folder, 'out')
        shutil.copytree(ROOT / 'content' / NAME, document)
        pdf = out / f'{NAME}.pdf'

        done = run(program, 'build', '-q', '-o', out, document, home=ROOT)
        before = text_of(pdf)
        report.check(done.returncode == 0 and before.count(OLD) >= 2, 'the figure stands in a table and in a sentence', done.stderr)

        change(document / 'data' / 'economic-crime.xml', OLD, NEW)
        done = run(program, 'build', '-q', '-o', out, document, home=ROOT)
        after = text_of(pdf)
        report.check(done.returncode == 0, 'the changed document is built', done.stderr)
        report.check(after.count(OLD) == 0, 'the old figure stands nowhere', after)
        report.check(after.count(NEW) == before.count(OLD), 'the new one stands wherever the old one did', after)

        kept = pdf.read_bytes()
        change(document / 'data' / 'reserves.xml', '<cell>24.9</cell>', '<cell>25.9</cell>')
        done = run(program, 'build', '-q', '-o', out, document, home=ROOT)
        report.check(done.returncode == 1 and 'error[DAT005]' in done.stderr, 'a total that no longer casts is an error', done.stderr)
        report.check(pdf.read_bytes() == kept, 'the older PDF stays as it was')
    report.done()


main()
