"""What the script tests share: running planpress with the tests' own home, and comparing with expected text."""
import difflib
import os
import pathlib
import resource
import signal
import subprocess
import sys
import time

CPU = 60        # seconds of processor time that one run may take: the same on a busy machine as on an idle one
HANG = 1800     # seconds by the clock, for what waits and never ends; no test takes anything near it

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent


# A test without this option is the short form, which runs at every change; with it the long one, which CI runs.
ALL = '--all' in sys.argv


# For processes whose memory is looked at: AddressSanitizer keeps 256 MB of what was freed, unless it has a limit.
SANITIZER = {'ASAN_OPTIONS': 'quarantine_size_mb=1'}


def saved_often(save, times=10):
    """Saves some times in a row; how many builds that may lead to. On a busy machine there may be pauses, after which a build is right."""
    began = last = time.monotonic()
    builds = 2
    for i in range(times):
        save(i)
        now = time.monotonic()
        builds += now - last > 0.02
        last = now
        time.sleep(0.005)
    return builds + int((time.monotonic() - began) / 0.25)


def environment(home=None, **more):
    env = {k: v for k, v in os.environ.items() if k not in ('SOURCE_DATE_EPOCH', 'PLANPRESS_HOME', 'NO_COLOR')}
    env['LC_ALL'] = 'C.UTF-8'
    if home:
        env['PLANPRESS_HOME'] = str(home)
    env.update(more)
    return env


def limited(command, cpu=CPU, **more):
    """subprocess.run with a limit on processor time; a run that reaches it ends by SIGXCPU (see `out_of_time`)."""
    return subprocess.run(['prlimit', f'--cpu={cpu}:', *map(str, command)], timeout=HANG, **more)


def out_of_time(done):
    """Whether a run of `limited` reached its limit."""
    return done.returncode == -signal.SIGXCPU


def seconds_of_runs():
    """Processor time of all runs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(program, *args, cwd=ROOT, home=None, stdout=subprocess.PIPE, **more):
    """The finished process, with bytes as text; what is not UTF-8 is shown as such."""
    return limited([program, *args], cwd=cwd, env=environment(home, **more), stdin=subprocess.DEVNULL,
                   stdout=stdout, stderr=subprocess.PIPE, encoding='utf-8', errors='backslashreplace')


def some(items, step):
    """All of them in the long form; every `step`th in the short one, from the first on."""
    return list(items)[::1 if ALL else step]


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
