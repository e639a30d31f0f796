#!/usr/bin/env python3
"""golden.py PLANPRESS [--approve] [AREA/CASE…]: dumps of small documents, compared with what is expected.

A case is a document folder golden/AREA/CASE/ with any of expected.doc (the tree), expected.pages (the page list) and
expected.diag (what was said); without expected.diag nothing may be said. --approve shows the differences and takes what
comes out as expected; a new case gets the tree and the pages."""
import pathlib
import sys

from harness import TESTS, Report, difference, run

GOLDEN = TESTS / 'golden'


def cases(names):
    found = sorted(p.parent for p in GOLDEN.glob('*/*/document.xml'))
    return [c for c in found if not names or str(c.relative_to(GOLDEN)) in names]


def produce(program, case):
    """What comes out now, by kind; diag from the run that goes furthest."""
    name = str(case.relative_to(GOLDEN))
    out = {}
    for kind in ('doc', 'pages'):
        done = run(program, 'build', f'--dump={kind}', name, cwd=GOLDEN, home='../home')
        out[kind], out['diag'] = done.stdout, done.stderr
        if done.returncode not in (0, 1):
            out['diag'] += f'exit status {done.returncode}\n'
    return name, out


def wanted(case):
    kinds = [k for k in ('doc', 'pages') if (case / f'expected.{k}').exists()]
    return (kinds or ['doc', 'pages']) + ['diag']


def expected(case, kind):
    path = case / f'expected.{kind}'
    return path.read_text(encoding='utf-8') if path.exists() else ''


def approve(case, kind, text):
    path = case / f'expected.{kind}'
    if kind == 'diag' and not text:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text, encoding='utf-8')


def main():
    program, args = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    approving = '--approve' in args
    report = Report()
    for case in cases([a for a in args if a != '--approve']):
        name, out = produce(program, case)
        for kind in wanted(case):
            diff = difference(expected(case, kind), out[kind], f'{name}/{kind}')
            if approving and diff:
                print(diff)
                approve(case, kind, out[kind])
                diff = ''
            report.check(not diff, f'{name} {kind}', diff)
            if kind != 'diag' and not out[kind]:
                report.check(False, f'{name} {kind}', 'nothing was printed\n' + out['diag'])
    report.done()


main()
