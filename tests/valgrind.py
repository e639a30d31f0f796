#!/usr/bin/env python3
"""valgrind.py PLANPRESS: no memory used that was not written, none past its end, none lost.

Runs the program, built without sanitizers, under valgrind on small documents in order and out of order. What the libraries still
hold at the end is accepted; memory that nothing can reach is not. Ends with status 77 where valgrind is not installed."""
import pathlib
import shutil
import sys
import tempfile

from harness import TESTS, Report, run

HOME = TESTS / 'home'
FOUND = 9       # a status of valgrind's own
RUNS = (('build', '--force', '-o', 'OUT', 'golden/text/small'), ('build', '--force', '-o', 'OUT', 'golden/typesetting/figure-caption'),
        ('build', '--force', '-o', 'OUT', 'bad/broken-picture'), ('check', 'bad/broken-xml'), ('check', 'bad/wrong-total'),
        ('report', '-o', 'OUT', 'golden/data/table'), ('data', '-o', 'OUT', 'golden/data/table'))


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if not shutil.which('valgrind'):
        print('skipped: valgrind is not installed; ./setup --tests installs it')
        sys.exit(77)
    report = Report()
    with tempfile.TemporaryDirectory() as out:
        for args in RUNS:
            done = run('valgrind', '--quiet', f'--error-exitcode={FOUND}', '--leak-check=full', '--errors-for-leak-kinds=definite',
                       '--show-leak-kinds=definite', program, *(out if a == 'OUT' else a for a in args), cwd=TESTS, home=HOME)
            report.check(done.returncode in (0, 1) and '==' not in done.stderr, ' '.join(args), f'{done.returncode}\n{done.stderr[-3000:]}')
    report.done()


main()
