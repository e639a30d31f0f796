#!/usr/bin/env python3
"""allocations.py PLANPRESS FAILING_MALLOC [--each]: memory that runs out, at one allocation after another.

The library FAILING_MALLOC is put in front of the C library's malloc and lets the Nth allocation fail, in any library, once or from
then on. A build must then end with status 4, a message, the older PDF untouched and no temporary left; or, where nobody
needed the memory, with the very bytes that it always makes. All of the first and the last allocations are tried and
an even sample of those between; --each tries each."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from harness import TESTS, Report, environment, limited, out_of_time

HOME = TESTS / 'home'
OLDER = b'%PDF-1.7 made before\n' * 40
ENDS, BETWEEN = 100, 300        # how many are tried at either end, and between
MESSAGE = 'planpress: out of memory\n'


class Walk:
    def __init__(self, program, library, folder):
        self.program, self.library, self.folder = program, library, folder

    def run(self, out, *args, **more):
        preload = ['env', f'LD_PRELOAD={self.library}', *(f'{k}={v}' for k, v in more.items())]
        return limited([*preload, self.program, *(out if a == 'OUT' else a for a in args)], cwd=TESTS, env=environment(HOME),
                       stdin=subprocess.DEVNULL, capture_output=True, text=True, errors='backslashreplace')

    def count(self, args, name):
        """How many allocations there are when none fails; and the PDF."""
        out = self.folder / f'whole-{name}'
        done = self.run(out, *args, FAIL_COUNT=str(self.folder / 'count'))
        return int((self.folder / 'count').read_text()), done, (out / name).read_bytes() if (out / name).exists() else OLDER

    def wrong(self, n, args, name, status, whole):
        """What is wrong with how a run ended whose nth allocation failed; empty: nothing."""
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        (out / name).write_bytes(OLDER)
        done = self.run(out, *args, FAIL_AT=str(n), FAIL_ON=str(n % 2))
        if out_of_time(done):
            return 'did not end'
        pdf = (out / name).read_bytes()
        left = sorted(p.name for p in out.iterdir() if not p.name.endswith('.stamp'))
        shutil.rmtree(out)
        if left != [name]:
            return f'left behind: {left}'
        if done.returncode == status:
            return '' if pdf == whole else 'another PDF'
        if done.returncode != 4 or MESSAGE not in done.stderr:
            return f'status {done.returncode}: {done.stderr[-500:]}'
        return '' if pdf in (OLDER, whole) else 'the older PDF is spoilt'


def sample(count):
    step = 1 if '--each' in sys.argv else max(1, (count - 2 * ENDS) // BETWEEN)
    return sorted({*range(1, min(count, ENDS) + 1), *range(1, count + 1, step), *range(max(1, count - ENDS), count + 1)})


def check(report, walk, args, name, status):
    count, done, whole = walk.count(args, name)
    report.check(done.returncode == status and count > 1000, f'{" ".join(args)}: {count} allocations', done.stderr)
    numbers = sample(count)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = list(pool.map(lambda n: walk.wrong(n, args, name, status, whole), numbers))
    for n, what in zip(numbers, wrong):
        report.check(not what, f'{" ".join(args)}: allocation {n} of {count}', what)
    print(f'{" ".join(args)}: {len(numbers)} of {count} allocations failed in turn')


def check_little_memory(report, program, folder):
    """The system itself gives no more, from far too little to enough. With less than the first, no program with these libraries
    is loaded."""
    out, ends = folder / 'little', []
    run = [str(program), 'build', '--force', '-o', str(out), 'golden/text/small']
    for most in range(5 << 18, 9 << 20, 1 << 18):
        done = limited(['prlimit', f'--data={most}', *run], cwd=TESTS, env=environment(HOME), capture_output=True, text=True)
        ends.append(done.returncode)
        report.check(done.returncode in (0, 4) and (done.returncode == 0 or MESSAGE in done.stderr), f'{most} bytes of memory', done.stderr)
    report.check(ends[0] == 4 and ends[-1] == 0, 'too little memory, and enough', str(ends))
    report.check([p.name for p in out.iterdir() if p.name[0] != '.' or p.name.endswith('.tmp')] == ['small.pdf'], 'little memory: nothing is left')


def main():
    program, library = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(program, library, pathlib.Path(folder).resolve())
        check(report, walk, ('build', '-o', 'OUT', 'golden/text/small'), 'small.pdf', 0)
        check(report, walk, ('build', '-o', 'OUT', 'golden/typesetting/figure-caption'), 'figure-caption.pdf', 0)
        check(report, walk, ('check', 'bad/wrong-total'), 'wrong-total.pdf', 1)
        check_little_memory(report, program, pathlib.Path(folder))
    report.done()


main()
