"""What the script tests share: running planpress with the tests' own home, and comparing with expected text."""
import difflib
import os
import pathlib
import subprocess

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent


def environment(home=None, **more):
    env = {k: v for k, v in os.environ.items() if k not in ('SOURCE_DATE_EPOCH', 'PLANPRESS_HOME', 'NO_COLOR')}
    env['LC_ALL'] = 'C.UTF-8'
    if home:
        env['PLANPRESS_HOME'] = str(home)
    env.update(more)
    return env


def run(program, *args, cwd=ROOT, home=None, stdout=subprocess.PIPE, **more):
    """The finished process, with bytes as text; what is not UTF-8 is shown as such."""
    return subprocess.run([str(program), *map(str, args)], cwd=cwd, env=environment(home, **more), stdin=subprocess.DEVNULL,
                          stdout=stdout, stderr=subprocess.PIPE, encoding='utf-8', errors='backslashreplace', timeout=120)


def difference(expected, got, name):
    return ''.join(difflib.unified_diff(expected.splitlines(True), got.splitlines(True), f'{name} as expected', f'{name} now'))


class Report:
    """Collects what failed; done() ends the test."""

    def __init__(self):
        self.failed, self.passed = [], 0

    def check(self, ok, what, detail=''):
        if ok:
            self.passed += 1
        else:
            self.failed.append(what)
            print(f'FAILED {what}\n{detail}'.rstrip())

    def done(self):
        print(f'{self.passed} passed, {len(self.failed)} failed')
        raise SystemExit(1 if self.failed or not self.passed else 0)
