#!/usr/bin/env python3
"""leaflet.py PLANPRESS: leaflets, as a page for each panel and on the sheet, as qpdf and poppler see them.

Both have the same words and the same tags, and the tags are in the order in which panels are read, not in which they are
printed. A sheet has two pages of the sheet's size; what a side draws across its folds is one path there."""
import pathlib
import re
import sys
import tempfile
from collections import Counter

from harness import ROOT, TESTS, Report, difference, limited, run

GOLDEN = [TESTS / 'golden' / 'layout' / name for name in ('panels', 'panels-placed', 'panels-pictured')]
PUBLISHED = ROOT / 'content' / 'local-policing-summary-2011'
MM = 72 / 25.4


def build(report, program, out, document, home, *options):
    done = run(program, 'build', '--force', '-q', '-o', out, *options, document, home=home)
    report.check(done.returncode == 0 and not done.stderr, f'{document.name} {options}: builds without a finding', done.stderr)
    return out / f'{document.name}.pdf'


def tool(*command):
    return limited(command, capture_output=True, text=True).stdout


def words(text):
    return re.findall(r'\w+', text)


def words_of_page(pdf, page):
    return words(tool('pdftotext', '-f', str(page), '-l', str(page), pdf, '-'))


def tags(pdf):
    """The structure with its text, without the numbers of objects and without places."""
    return re.sub(r'Object \d+ \d+|/BBox .*', '', tool('pdfinfo', '-struct-text', pdf))


def first_missing(few, many):
    """The first of some words that is not among others in their order; empty when all are."""
    rest = iter(many)
    return next((f'{i}: {w}' for i, w in enumerate(few) if w not in rest), '')


def sizes(pdf):
    return [tuple(float(n) for n in line) for line in re.findall(r'^Page +\d+ size: +([\d.]+) x ([\d.]+)', tool('pdfinfo', '-l', '99', pdf), re.M)]


def check_both(report, name, pages, sheet):
    count, sides = len(sizes(pages)), len(sizes(sheet))
    said = [words_of_page(pages, p) for p in range(1, count + 1)]
    printed = [w for p in range(1, sides + 1) for w in words_of_page(sheet, p)]
    in_order = [w for page in said for w in page]
    report.check(Counter(in_order) == Counter(printed), f'{name}: pages and sheet have the same words',
                 str((Counter(in_order) - Counter(printed), Counter(printed) - Counter(in_order))))
    report.check(in_order != printed, f'{name}: the sheet is printed in another order than it is read')
    report.check(tags(pages) == tags(sheet), f'{name}: pages and sheet have the same tags', difference(tags(pages), tags(sheet), 'tags'))
    for pdf in (pages, sheet):
        tagged = words(' '.join(re.findall(r'^ +"(.*)"$', tags(pdf), re.M)))
        report.check(tagged and not first_missing(tagged, in_order), f'{name}: {pdf.parent.name}: tags are in reading order',
                     first_missing(tagged, in_order))
    report.check(sides <= 2 and len(set(sizes(sheet))) == 1, f'{name}: the sides have one size', str(sizes(sheet)))


def check_published(report, program, pages, sheet):
    def near(found, wanted):
        return all(abs(f - w * MM) < 0.01 for f, w in zip(found, wanted))
    panels = [(100, 210)] * 3 + [(97, 210)] * 2 + [(100, 210)]
    report.check(len(sizes(pages)) == 6 and all(map(near, sizes(pages), panels)), 'panels in reading order: cover, inside, flap, back', str(sizes(pages)))
    report.check(all(near(s, (297, 210)) for s in sizes(sheet)), 'the sheet is A4 across', str(sizes(sheet)))
    said = [words_of_page(pages, p) for p in range(1, 7)]
    ends = [page[0] for page in said] + [page[-1] for page in said]
    report.check(not any(word.isdigit() and len(word) < 3 for word in ends), 'no page numbers', str(ends))
    dump = run(program, 'build', '--dump=pages', '--panels=sheet', PUBLISHED).stdout
    for side, folds in zip(re.split(r'^page ', dump, flags=re.M)[1:], ((97, 197), (100, 200))):
        found = [float(f) for f in re.findall(r' fold ([\d.]+)', side.splitlines()[0])]
        report.check(near(found, folds), 'folds for the press', str(found))
        clips = [re.search(r' clip (-?[\d.]+) \S+ ([\d.]+) x', line) for line in side.splitlines() if line.startswith('  path')]
        whole = [c for c in clips if not c or (float(c[1]) < 0 and float(c[1]) + float(c[2]) > 297 * MM)]
        report.check(len(whole) >= 5, 'the motif crosses the folds whole', side[:500])


def check_choice(report, program, out):
    """The option overrides the manifest, and counts when a PDF is up to date; verifying takes it too."""
    document, home = TESTS / 'golden' / 'layout' / 'panels-on-sheet', TESTS / 'home'
    pdf = out / 'panels-on-sheet.pdf'
    for options, pages in (((), 2), (('--panels=pages',), 6), (('--panels=sheet',), 2)):
        run(program, 'build', '-q', '-o', out, *options, document, home=home)
        report.check(len(sizes(pdf)) == pages, f'{options}: {pages} pages', str(sizes(pdf)))
    copy = out / 'content' / 'panels-on-sheet'
    copy.mkdir(parents=True)
    for file in document.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    for option, status in (('--panels=sheet', 0), ('--panels=pages', 1)):
        done = run(program, 'verify', option, pdf.name, cwd=out, home=home)
        report.check(done.returncode == status, f'verify {option}', done.stderr)
    done = run(program, 'build', '--panels=folded', document, home=home)
    report.check(done.returncode == 2 and 'expected pages|sheet' in done.stderr, 'another word', done.stderr)


def check_marked(report, program, out):
    """A marked edition has words that neither edition has, so it may run over; nothing of it is left out."""
    old, new = out / 'old', out / 'new'
    for folder, text in ((old, 'Words that were there before.'), (new, 'Other words. ' + 'They fill the panel to its foot. ' * 5)):
        folder.mkdir()
        (folder / 'document.xml').write_text((GOLDEN[0] / 'document.xml').read_text(encoding='utf-8').replace(
            '<section file="01.md" panel="first"/>\n    <section file="02.md"/>\n', '').replace('flap', 'back'), encoding='utf-8')
        (folder / '03.md').write_text(f'# One\n\n{text}\n', encoding='utf-8')
    done = run(program, 'diff', '-q', '-o', out, old, new, home=TESTS / 'home')
    marked = out / 'new-marked.pdf'
    report.check(done.returncode == 0 and marked.exists(), 'a marked edition of a leaflet', done.stderr)
    found = ' '.join(tool('pdftotext', '-raw', marked, '-').split())
    report.check('before.' in found and found.count('fill the panel') == 5, 'nothing of the marked edition is left out', found)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        for document in (*GOLDEN, PUBLISHED):
            home = None if document == PUBLISHED else TESTS / 'home'
            views = [build(report, program, out / view, document, home, f'--panels={view}') for view in ('pages', 'sheet')]
            check_both(report, document.name, *views)
        check_published(report, program, *views)
        check_choice(report, program, out)
        check_marked(report, program, out)
    report.done()


main()
