#!/usr/bin/env python3
"""pdfjs.py PLANPRESS [--all]: the structure of finished PDFs as pdf.js reads it, which is what browsers give to screen readers. Its
headings and words are held against the document's tree (--dump=doc). Without --all every sixth
golden document and the specimen are read. Without pdf.js the test is skipped, in CI it fails."""
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

from constructs import golden_documents
from doctree import ends_with, expected_text, headings, matches
from harness import ALL, ROOT, TESTS, Report, limited, run, some
from pdftree import Pdf

SKIPPED = 77
READER = TESTS / 'verapdf' / 'structure.mjs'
LIBRARY = TESTS / 'verapdf' / 'node_modules' / 'pdfjs-dist' / 'legacy' / 'build' / 'pdf.mjs'


def skip(reason):
    """In CI there is no excuse."""
    in_ci = os.environ.get('CI') == 'true'
    print(f'{"FAILED" if in_ci else "skipped"}: {reason}; ./setup --tests installs it')
    raise SystemExit(1 if in_ci else SKIPPED)


def squeezed(text):
    """Without blanks: pdf.js has none at the ends of lines."""
    return ''.join(text.split())


def walk(node, above=()):
    """(element, the roles above it) of a page's tree, in order; an element that goes over pages is on each."""
    if 'role' in node:
        yield node, above
        for child in node['children']:
            yield from walk(child, (*above, node['role']))


def text(node):
    """Without the marks of notes."""
    return '' if node.get('role') == 'Reference' else node.get('text', '') + ''.join(map(text, node.get('children', ())))


def marks(node):
    """(page object, number) and text of all marked content, in order."""
    if 'mark' in node:
        page, number = re.fullmatch(r'p(\d+)R_mc(\d+)', node['mark']).groups()
        yield (f'{page} 0 R', int(number)), node['text']
    for child in node.get('children', ()):
        yield from marks(child)


def check_elements(report, name, read):
    """Figures have words, and links lead somewhere."""
    for number, page in enumerate(read['pages'], 1):
        annotations = {a['id'] for a in page['annotations'] if a['subtype'] == 'Link'}
        objects = []
        for element, _ in walk(page['tree']):
            own = [c['object'] for c in element['children'] if 'object' in c]
            objects += own
            if element['role'] == 'Figure':
                report.check(element.get('alt'), f'{name}: page {number}: a Figure has alt')
            if element['role'] == 'Link':
                report.check(own and set(own) <= annotations, f'{name}: page {number}: a Link has an object', f'"{text(element)}" {own}')
        report.check(sorted(objects) == sorted(annotations), f'{name}: page {number}: every link is in the structure once', f'{objects} {annotations}')


def check_headings(report, name, read, dump, pdf):
    """They are the document's; a level that was skipped there is not here."""
    order = {mark: i for i, mark in enumerate(pdf.all[0].marks())}      # a sheet's panels are not on its sides in their order
    elements = [e for page in read['pages'] for e, above in walk(page['tree'])
                if above.count('Part') == pdf.depth_of_sections() and re.fullmatch('H[1-6]', e['role'])]
    elements.sort(key=lambda e: next((order[mark] for mark, _ in marks(e)), -1))
    found = [(int(e['role'][1]), squeezed(text(e))) for e in elements]
    expected = [(level, squeezed(words)) for level, words in headings(dump)]
    same = len(found) == len(expected) and all(ends_with(here, words) for (_, here), (_, words) in zip(found, expected))
    report.check(same, f'{name}: the headings', f'{expected}\n{found}')
    report.check(all(here <= level for (here, _), (level, _) in zip(found, expected)), f'{name}: the headings\' levels', f'{expected}\n{found}')


def check_words(report, name, read, dump, pdf):
    """pdf.js tells the structure page by page. What goes over pages gets its order from the file."""
    order = list(pdf.all[0].marks())
    for number, (page, own) in enumerate(zip(read['pages'], pdf.pages), 1):
        report.check([m for m, _ in marks(page['tree'])] == [m for m in order if m[0] == own], f'{name}: page {number}: the reading order')
    pdf.texts = dict(mark for page in read['pages'] for mark in marks(page['tree']))
    problem = matches(squeezed(expected_text(dump)), squeezed(pdf.struct_text()))
    report.check(not problem, f'{name}: the structure\'s text is the document\'s, with no hyphen of a line\'s end', problem)


def check_document(report, name, read, dump, path):
    report.check(read['marked'], f'{name}: is marked as tagged')
    report.check(read['language'] and read['title'], f'{name}: has a language and a title')
    bare = [number for number, page in enumerate(read['pages'], 1) if not page['tree']]
    report.check(not bare, f'{name}: each page has a structure', str(bare))
    if not bare:
        check_elements(report, name, read)
        pdf = Pdf(path)
        check_headings(report, name, read, dump, pdf)
        check_words(report, name, read, dump, pdf)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if not LIBRARY.exists():
        skip(f'there is no {LIBRARY}')
    if not shutil.which('node'):
        skip('there is no node')
    report = Report()
    own = sorted(p.parent for p in (ROOT / 'content').glob('*/document.xml' if ALL else 'specimen/document.xml'))
    with tempfile.TemporaryDirectory() as folder:
        for what, documents, home in (('golden', some(golden_documents(), 6), TESTS / 'home'), ('content', own, None)):
            out = pathlib.Path(folder) / what
            done = run(program, 'build', '-q', '--product=screen', '-o', out, *documents, home=home)
            files = [out / f'{d.name}.pdf' for d in documents]
            report.check(all(f.exists() for f in files), f'{what}: every document is built', done.stderr[-2000:])
            done = limited(['node', READER, *filter(pathlib.Path.exists, files)], capture_output=True, encoding='utf-8')
            report.check(done.returncode == 0, f'{what}: pdf.js reads every file', done.stderr[-2000:])
            read = {r['file']: r for r in map(json.loads, done.stdout.splitlines())}
            for document, file in zip(documents, files):
                if str(file) in read:
                    dump = run(program, 'build', '--dump=doc', document, home=home).stdout
                    check_document(report, document.name, read[str(file)], dump, file)
    report.done()


main()
