#!/usr/bin/env python3
"""every_figure.py PLANPRESS [--all] [--each]: no figure of the data is kept twice.

In a copy of content/ one figure of a data file after another is changed in its last digit. The document then shows another
figure, or a check fires: a change that does neither would leave a figure standing that somebody typed. Where the
figure is the only one of its kind in the document's data, its old form must be gone from all that is set. And no number of
a sentence, heading, table or note is one of the data without being bound to it.

The documents that are signed off are guarded further: no digit of a figure changes, in their data, sentences, headings,
captions or typed tables, without a finding of the sign-off. Every twenty-fourth figure is tried, every third with --all, and each with --each. Of a
signed document every digit of each twenty-fourth is tried with --all, and every digit of all with --each. In a workbook the figures are the numbers that its cells hold, those of formulas too."""
import io
import pathlib
import re
import shutil
import sys
import tempfile
import zipfile

from harness import ALL, ROOT, Report, run

STEP = 24
SOME = 3            # with --all
EACH = '--each' in sys.argv     # by hand: it takes half an hour
NUMBER = r'[-−(]?\d[\d,]*(?:\.\d+)?\)?'
# Figures as the vocabularies hold them; what they are checked against or printed for is no figure of its own.
PLACES = re.compile(rf'>\s*({NUMBER})\s*</(?:cell|actual|target|baseline|previous)>|\b(?:figures|amount)="([^"]*)"')
# Data of which a document shows something else than the figures.
UNSHOWN = {('specimen', 'targets.xml'): 'a strip of verdicts'}


def figures(text):
    """Where each figure of a data file stands."""
    text = re.sub(r'<!--.*?-->', lambda m: ' ' * len(m[0]), text, flags=re.S)
    for match in PLACES.finditer(text):
        if match[1]:
            yield match.span(1)
        for word in re.finditer(r'\S+', match[2] or ''):
            if re.fullmatch(NUMBER, word[0]):
                yield match.start(2) + word.start(), match.start(2) + word.end()


# The numbers of an .xlsx, of cells and not of texts; the first column numbers the lines.
CELLS = re.compile(r'<c r="(?!A)[A-Z]+\d+"(?: s="\d+")?(?: t="n")?>(?:<f[^>]*>[^<]*</f>)?<v>(-?[\d.]+)</v></c>')


class Workbook:
    """The figures of a workbook, as a text in which they stand."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as z:
            self.parts = {n: z.read(n) for n in z.namelist()}
        self.name = next(n for n in self.parts if n.endswith('worksheets/sheet1.xml'))
        self.text = self.parts[self.name].decode('utf-8')

    def figures(self):
        return [m.span(1) for m in CELLS.finditer(self.text)]

    def with_text(self, text):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
            for name, content in self.parts.items():
                z.writestr(name, text if name == self.name else content)
        return out.getvalue()


def changed(figure):
    last = max(i for i, c in enumerate(figure) if c.isdigit())
    return figure[:last] + ('8' if figure[last] == '9' else str(int(figure[last]) + 1)) + figure[last + 1:]


def raised(text, at):
    """The text with another digit at that place."""
    return text[:at] + ('8' if text[at] == '9' else str(int(text[at]) + 1)) + text[at + 1:]


# What has digits in a section and no figure of it: comments, code, placeholders, addresses, labels and names of blocks, marks of
# notes and items, telephone numbers and postcodes.
NO_FIGURE = re.compile(r'<!--.*?-->|^```.*?^```|`[^`\n]*`|\{\{.*?\}\}|\]\([^)\s]*|https?://\S+|www\.\S+|\[\^[^\]]*\]|^:::+ *[\w-]+'
                       r'|\{[#.][^}"]*|\b(?:data|rows|columns|type|series|order|width|float)="[^"]*"|^ *\d+[.)] |(?:\+44 ?|\b0)[\d ]{8,}'
                       r'|\b[A-Z]{1,2}\d+[A-Z]? \d[A-Z]{2}\b', re.S | re.M)
TYPED = re.compile(r'(?<![A-Za-z_\d])\d+(?:[.,:/–-]\d+)*')


def typed(text):
    """Where the figures of a section stand that are typed in it."""
    text = NO_FIGURE.sub(lambda m: re.sub(r'[^\n]', '·', m[0]), text)
    return [m.span() for m in TYPED.finditer(text)]


def size(figure):
    return figure.strip('-−()')


class Document:
    def __init__(self, program, home, name):
        self.program, self.home, self.name = program, home, name
        self.data = sorted((home / 'content' / name / 'data').glob('*.xml'))
        self.before = self.dump('doc')
        self.pages = self.dump('pages').stdout
        sizes = [size(text[a:b]) for text in (p.read_text(encoding='utf-8') for p in self.data) for a, b in figures(text)]
        books = [Workbook(p) for p in (home / 'content' / name / 'data').glob('*.xlsx')]
        sizes += [f'{abs(float(b.text[a:z])):,.0f}' for b in books for a, z in b.figures()]
        self.alone = {s for s in sizes if sizes.count(s) == 1 and len(re.sub(r'\D', '', s).lstrip('0')) >= 4}

    def dump(self, what):
        return run(self.program, 'build', f'--dump={what}', self.name, cwd=self.home, home=self.home)

    def try_figure(self, report, path, text, start, end):
        old, where = text[start:end], f'{self.name}/data/{path.name}:{text.count(chr(10), 0, start) + 1}: {text[start:end]}'
        path.write_text(text[:start] + changed(old) + text[end:], encoding='utf-8')
        done = self.dump('doc')
        found = re.search(r'\[(DAT|CHT)\d+\]', done.stderr) is not None
        shown = done.stdout != self.before.stdout or self.shown_in_pages()
        report.check(found or shown or (self.name, path.name) in UNSHOWN, f'{where}: something shows it')
        if done.returncode == 0 and not found and size(old) in self.alone:
            left = [line.strip() for line in done.stdout.splitlines() if self.holds(line, size(old))]
            report.check(not left, f'{where}: nothing shows what it was', '\n'.join(left[:5]))
        path.write_text(text, encoding='utf-8')

    def try_cell(self, report, path, book, start, end):
        """A number in a workbook: in a formula's sum, or itself a formula's value, it is noticed, whatever the page shows."""
        where = f'{self.name}/data/{path.name}: {book.text[start - 60:end][-60:]}'
        before = path.read_bytes()
        path.write_bytes(book.with_text(book.text[:start] + changed(f'{float(book.text[start:end]):.10g}') + book.text[end:]))
        done = self.dump('doc')
        found = re.search(r'\[(DAT|CHT|SHT)\d+\]', done.stderr) is not None
        report.check(found or done.stdout != self.before.stdout or self.shown_in_pages(), f'{where}: something shows it', done.stderr)
        path.write_bytes(before)

    def shown_in_pages(self):
        """A chart's bars and labels are drawn, and are no part of the tree."""
        return self.dump('pages').stdout != self.pages

    @staticmethod
    def holds(line, figure):
        said = ' '.join(re.findall(r'"((?:[^"\\]|\\.)*)"', line))
        return not line.strip().startswith('code') and re.search(rf'(?<![\d.,]){re.escape(figure)}(?:,000)?(?!\d)(?![.,]\d)', said)


def try_signed(report, program, home, name, step):
    """Each digit of the figures of a document that has been signed off."""
    folder, count = home / 'content' / name, 0
    done = run(program, 'sign-off', name, '--by', 'A Treasurer', '--date', '2014-02-05', cwd=home, home=home)
    report.check(done.returncode == 0, f'{name} is signed off', done.stderr)
    for path in sorted([*folder.glob('*.md'), *folder.glob('data/*.xml')]):
        text = path.read_text(encoding='utf-8')
        for start, end in typed(text) if path.suffix == '.md' else figures(text):
            count += 1
            if count % step and not EACH:
                continue
            digits = [i for i in range(start, end) if text[i].isdigit()]
            for at in digits if ALL or EACH else digits[-1:]:
                path.write_text(raised(text, at), encoding='utf-8')
                done = run(program, 'check', '--format=short', name, cwd=home, home=home)
                report.check('[SGN00' in done.stderr,
                             f'{name}/{path.name}:{text.count(chr(10), 0, at) + 1}: {text[start:end]}: the sign-off notices digit {at - start + 1}')
            path.write_text(text, encoding='utf-8')
    report.check(count > 100, f'{name}: there are figures to try', str(count))


def main():
    program, step = pathlib.Path(sys.argv[1]).resolve(), 1 if EACH else SOME if ALL else STEP
    report, tried = Report(), 0
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder).resolve()
        for name in ('templates', 'fonts', 'content'):
            shutil.copytree(ROOT / name, home / name)
        for name in sorted(p.name for p in (home / 'content').iterdir()):
            document = Document(program, home, name)
            report.check(document.before.returncode == 0, f'{name} is read', document.before.stderr)
            for path in document.data:
                text = path.read_text(encoding='utf-8')
                for start, end in figures(text):
                    tried += 1
                    if tried % step == 0:
                        document.try_figure(report, path, text, start, end)
            for path in sorted((home / 'content' / name / 'data').glob('*.xlsx')):
                book = Workbook(path)
                report.check(len(book.figures()) > 10, f'{name}/data/{path.name} has figures', str(book.figures()))
                for start, end in book.figures():
                    tried += 1
                    if tried % step == 0:
                        document.try_cell(report, path, book, start, end)
        done = run(program, 'check', '-v', '--format=short', cwd=home, home=home)
        typed = [l for l in done.stdout.splitlines() + done.stderr.splitlines() if 'DAT021' in l]
        report.check(done.returncode == 0 and not typed, 'no figure of the data is typed', '\n'.join(typed))
        for name in sorted(p.parent.name for p in (ROOT / 'content').glob('*/signed-off.xml')):
            try_signed(report, program, home, name, STEP if ALL else 2 * STEP)
    report.check(tried > 500, 'there are figures to try', str(tried))
    report.done()


main()
