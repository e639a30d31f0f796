#!/usr/bin/env python3
"""bad.py PLANPRESS [--approve] [CASE…]: documents with something wrong, and the findings on each.

A case is a document folder bad/CASE/. Its expected.diag is what stands on stderr, with the exit status in the last line. It
may have a home of its own, with a template or a font catalogue that is wrong, and arguments. A case with a folder old/ is
the newer edition of the document in that, and the two are compared. A case CODE-… shows that code, and
no other; its twin CODE-…-silent is what the writer meant, and must have no findings. Every code has a document somewhere
in the tests, but for those in ELSEWHERE.
An older PDF must stay byte for byte when there was an error, and nothing else may be left beside it."""
import pathlib
import re
import sys
import tempfile

from harness import ROOT, TESTS, Report, difference, run

BAD = TESTS / 'bad'
CODES = re.compile(r'([A-Z]{2,3}\d{3})-')
FOUND = re.compile(r'\[([A-Z]{2,3}\d{3})\]')
ELSEWHERE = {
    'IO001': 'command.py', 'IO002': 'faults.py', 'IO003': 'hostile.py', 'IO005': 'command.py', 'IO008': 'verbs.py', 'IO010': 'hostile.py',
    'FNT004': 'test_text.c: needs a font that forbids embedding', 'FNT006': 'hostile.py: needs patterns taken away',
    'PDF001': 'test_pdf_silent.c: only a fault of the library', 'PDF006': 'test_pdf_standard.c: the readers give every table heads',
    'VAR022': 'editions.py: needs a repository', 'VAR023': 'editions.py: a chain of documents, of which each reports the next',
    'PCK007': 'pack.py: needs two homes', 'PCK008': 'pack.py', 'PCK014': 'pack.py: only of diff', 'PCK029': 'pack.py: needs a report beside a pack',
    'PRS010': 'press_plates.py', 'PRS011': 'press_plates.py', 'PRS012': 'press_plates.py', 'PRS014': 'test_press.c', 'PRS015': 'test_press.c',
    'PRS020': 'test_preflight.c: only a fault of planpress', 'PRS021': 'press.py: needs the library taken away',
    'PDF008': 'hostile.py: needs the profile taken away',
    **dict.fromkeys(('PRD020', 'PRD021', 'PRD022', 'PRD023', 'PRD024'), 'test_proof.c, products.py: only a fault of planpress, or a file that was changed'),
    'VAR006': 'variations.py: only editions that differ in too much',
}
OLDER = b'%PDF-1.7 made before\n'


def is_compared(case):
    return (case / 'old').exists()


def arguments(case):
    path = case / 'arguments'
    return path.read_text(encoding='utf-8').split() if path.exists() else []


def stem(case):
    """Of the PDF that the case makes."""
    views = {'--audience=members': '-members', '--supplement': '-supplement', '--product=large-print': '-large-print'}
    return f'{case.name}-marked' if is_compared(case) else case.name + ''.join(views.get(a, '') for a in arguments(case))


ENDINGS = {'press': '-press.pdf', 'large-print': '-large-print.pdf', 'html': '.html'}


def products(case):
    """Of those in the manifest, the ones that are made beside the PDF."""
    listed = re.findall(r'<product kind="([\w-]+)"', (case / 'document.xml').read_text(encoding='utf-8'))
    return [] if '--product=screen' in arguments(case) else [stem(case) + ENDINGS[kind] for kind in listed if kind in ENDINGS]


def made(case, status):
    """The files that lie in the folder afterwards."""
    beside = ([f'{case.name}-variations.json'] * is_compared(case) + products(case)) if status == 0 else []
    return sorted([f'{stem(case)}.pdf', *beside])


def say(program, case):
    """stderr and status; and what became of the older PDF."""
    with tempfile.TemporaryDirectory() as folder:
        older = pathlib.Path(folder, f'{stem(case)}.pdf')
        older.write_bytes(OLDER)
        home = f'{case.name}/home' if (case / 'home').exists() else '../home'
        verb = ('diff', f'{case.name}/old') if is_compared(case) else ('build',)
        done = run(program, *verb, case.name, *arguments(case), '-o', folder, cwd=BAD, home=home)
        text = done.stderr.replace(folder, 'OUT')
        if done.returncode == 0:                    # the line about the result has a time in it
            text = ''.join(l for l in text.splitlines(True) if ' → OUT/' not in l and not l.startswith(f'{case.name}: '))
        left = sorted(p.name for p in pathlib.Path(folder).iterdir() if p.name not in (f'.planpress-{case.name}.stamp', f'.planpress-{stem(case)}.stamp'))
        kept = older.read_bytes() == OLDER
    return text + f'exit status {done.returncode}\n', done.returncode, kept, left


def check_all_codes(report):
    codes = set(re.findall(r'^DIAGNOSTIC\((\w+)', (ROOT / 'src/diag/diagnostics.def').read_text(encoding='utf-8'), re.M))
    said = [p.read_text(encoding='utf-8') for p in TESTS.rglob('*.diag')]
    shown = {c for text in said for c in FOUND.findall(text) + re.findall(r'^\d+:\d+ (\w+) ', text, re.M)}     # data/bad is short
    report.check(codes - shown == set(ELSEWHERE), 'each code has a document', f'without: {sorted(codes - shown - set(ELSEWHERE))}, not to be excused: {sorted(set(ELSEWHERE) & shown)}')


def main():
    program, args = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    names = [a for a in args if a != '--approve']
    report = Report()
    for case in sorted(p for p in BAD.iterdir() if p.is_dir() and (not names or p.name in names)):
        text, status, kept, left = say(program, case)
        path = case / 'expected.diag'
        diff = difference(path.read_text(encoding='utf-8') if path.exists() else '', text, case.name)
        if '--approve' in args and diff:
            print(diff)
            path.write_text(text, encoding='utf-8')
            diff = ''
        report.check(not diff, case.name, diff)
        codes = set(CODES.findall(case.name))
        wanted = set() if case.name.endswith('-silent') else codes
        report.check(not codes or set(FOUND.findall(text)) == wanted, f'{case.name}: its code and no other', text)
        report.check(kept == (status != 0), f'{case.name}: the older PDF', f'kept: {kept}, exit status {status}')
        report.check(left == made(case, status), f'{case.name}: what is left', str(left))
    if not names:
        check_all_codes(report)
    report.done()


main()
