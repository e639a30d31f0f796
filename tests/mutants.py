#!/usr/bin/env python3
"""mutants.py [--list] [--sample N] [--jobs N] [FOLDER|FILE…]: whether the quick tests notice defects.

mutants.txt lists one-line edits of the sources, each a defect that somebody would notice in print or in use. Each is made in a
copy of the project under out/build/mutants, built incrementally without sanitizers, and given to the quick tests until
one fails. At least 95 of 100 must be caught. An edit whose text no longer stands exactly once in its file is an error, so that
the list follows the sources. --list looks for that alone.
--sample takes N of them, others at each commit. Which test caught a mutant is
remembered beside the copies, so that it runs first the next time."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import queue
import random
import re
import shutil
import subprocess
import sys
import time

from harness import ROOT, TESTS

WORK = ROOT / 'out/build/mutants'
LIST = TESTS / 'mutants.txt'
REMEMBERED = WORK / 'caught.json'      # which test caught a mutant the last time
LEAST = 0.95
LIMIT = ['prlimit', '--cpu=200:', '--data=4000000000']     # a mutant may loop or eat memory
HANG = 1800     # seconds by the clock: only what waits for ever
# Not about what the program does, or slow and seldom the only ones that notice.
LEFT_OUT = {'mutants', 'style', 'includes', 'mutate', 'pathological', 'hostile', 'faults', 'reproducible', 'verapdf'}
# Which tests are asked first about a folder; the others follow, the fastest first.
FIRST = {
    'base': ('test_base', 'test_markdown', 'golden'), 'file': ('test_base_file', 'command', 'batch'),
    'diag': ('test_base_diag', 'bad', 'findings'), 'doc': ('test_figure_forms', 'test_data', 'test_data_place', 'test_casting', 'test_chart', 'golden'),
    'say': ('test_doc', 'test_chart', 'test_diagram', 'golden'), 'language': ('test_language', 'golden'), 'check': ('test_casting', 'test_lint', 'bad', 'audit'),
    'style': ('test_style', 'test_contrast', 'accessibility', 'bad'), 'text': ('test_text', 'test_text_breaks', 'test_text_fit', 'test_text_hyphen', 'golden'),
    'draw': ('test_drawing', 'test_chart_drawing', 'test_diagram_drawing', 'golden'), 'page': ('test_pdf_pages', 'golden'), 'layout': ('golden', 'test_layout_random'),
    'read': ('test_manifest', 'test_markdown', 'test_template', 'test_casting', 'bad', 'golden'), 'open': ('test_data_open', 'verbs', 'open_data'),
    'pdf': ('test_pdf', 'test_pdf_tags', 'test_pdf_pages', 'structure', 'pdf', 'pdfjs'), 'app': ('command', 'verbs', 'batch', 'accessibility'),
}


class Mutant:
    def __init__(self, file, what, old, new):
        self.file, self.what, self.old, self.new = file, what, old, new

    def __str__(self):
        return f'src/{self.file}: {self.what}'

    @property
    def folder(self):
        return self.file.split('/')[0]


def read_list():
    """Blocks of three lines: "FILE: what it breaks", "- " and the text, "+ " and what stands there instead."""
    text = re.sub(r'^#.*\n', '', LIST.read_text(encoding='utf-8'), flags=re.M)
    out = []
    for block in filter(None, re.split(r'\n\n+', text.strip('\n'))):
        match = re.fullmatch(r'(\S+): (.*)\n- (.*)\n\+(?: (.*))?', block)
        if not match:
            sys.exit(f'{LIST.name}: cannot be read:\n{block}')
        out.append(Mutant(match[1], match[2], match[3], match[4] or ''))
    return out


def check_places(mutants):
    wrong = []
    for m in mutants:
        path = ROOT / 'src' / m.file
        count = path.read_text(encoding='utf-8').count(m.old) if path.exists() else 0
        if count != 1:
            wrong.append(f'{m}\n    stands {count} times in the file: {m.old}')
    if wrong:
        sys.exit(f'{LIST.name} does not fit the sources:\n' + '\n'.join(wrong))


def changed_every_commit():
    done = subprocess.run(['git', 'rev-parse', 'HEAD'], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or '0'


class Copy:
    """A copy of the project with a build of its own, in which one mutant at a time is made."""

    def __init__(self, number):
        self.root = WORK / f'copy-{number}'
        self.build = self.root / 'out/build/debug'
        self.refresh()
        self.tests = {}

    def refresh(self):
        """Copies what has changed only, so that what was built stays."""
        wanted = set()
        for folder, folders, names in os.walk(ROOT):
            folders[:] = [f for f in folders if f not in ('out', '.git', 'node_modules', '__pycache__')]
            here = pathlib.Path(folder)
            links = [f for f in folders if (here / f).is_symlink()]
            for name in [*names, *links]:
                source = here / name
                relative = source.relative_to(ROOT)
                wanted.add(relative)
                self.copy_file(source, self.root / relative)
        for path in [p for p in self.root.rglob('*') if p.is_file() or p.is_symlink()]:
            relative = path.relative_to(self.root)
            if relative.parts[0] != 'out' and 'node_modules' not in relative.parts and relative not in wanted:
                path.unlink()
        modules = self.root / 'tests/verapdf/node_modules'
        if (ROOT / 'tests/verapdf/node_modules').exists() and not modules.is_symlink():
            modules.symlink_to(ROOT / 'tests/verapdf/node_modules')

    @staticmethod
    def copy_file(source, target):
        if source.is_symlink():
            if not target.is_symlink() or os.readlink(target) != os.readlink(source):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                target.symlink_to(os.readlink(source))
        elif not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)

    def configure(self):
        generator = ['-G', 'Ninja'] if shutil.which('ninja') else []
        command = ['cmake', '-S', self.root, '-B', self.build, *(generator if not (self.build / 'CMakeCache.txt').exists() else []),
                   '-DCMAKE_BUILD_TYPE=Debug', '-DCMAKE_C_FLAGS_DEBUG=-O1', '-DPLANPRESS_TESTS=ON']
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)

    def make(self, *targets):
        done = subprocess.run(['cmake', '--build', str(self.build), '-j1', '--target', *targets], capture_output=True, text=True)
        return '' if done.returncode == 0 else done.stdout + done.stderr

    def run(self, name):
        """Whether a test passes; and what it said."""
        if name.startswith('test_') and (problem := self.make(name)):
            return False, problem
        test = self.tests[name]
        properties = {p['name']: p['value'] for p in test['properties']}
        environment = dict(os.environ, **dict(e.split('=', 1) for e in properties.get('ENVIRONMENT', ())))
        try:
            done = subprocess.run([*LIMIT, *test['command']], cwd=properties.get('WORKING_DIRECTORY', self.build), env=environment, timeout=HANG,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace')
        except subprocess.TimeoutExpired:
            return False, 'did not end'
        return done.returncode in (0, 77), done.stdout

    def prepare(self):
        """Builds all, and lists the tests."""
        self.configure()
        if problem := self.make('all'):
            sys.exit(problem)
        said = subprocess.run(['ctest', '--show-only=json-v1', '-L', 'quick'], cwd=self.build, capture_output=True, text=True).stdout
        self.tests = {t['name']: t for t in json.loads(said)['tests'] if t['name'] not in LEFT_OUT}

    def try_tests(self):
        """How long each test takes; one that fails without any mutant ends the run."""
        times = {}
        for name in self.tests:
            begun = time.monotonic()
            good, said = self.run(name)
            times[name] = time.monotonic() - begun
            if not good:
                sys.exit(f'{name} fails without any mutant:\n{said[-3000:]}')
        return times


class Hunt:
    def __init__(self, copies, times, memory):
        self.copies, self.times, self.memory = copies, times, memory

    def order(self, mutant):
        known = self.memory.get(f'{mutant.file} {mutant.old} {mutant.new}')
        first = [n for n in (known, *FIRST.get(mutant.folder, ())) if n in self.times]
        return list(dict.fromkeys([*first, *sorted(self.times, key=self.times.get)]))

    def catch(self, mutant):
        """The name of the test that catches it, or an empty one."""
        copy = self.copies.get()
        path = copy.root / 'src' / mutant.file
        text = path.read_text(encoding='utf-8')
        try:
            path.write_text(text.replace(mutant.old, mutant.new), encoding='utf-8')
            if problem := copy.make('planpress'):
                return 'the compiler', problem
            for name in self.order(mutant):
                good, _ = copy.run(name)
                if not good:
                    return name, ''
            return '', ''
        finally:
            path.write_text(text, encoding='utf-8')
            self.copies.put(copy)

    def report(self, mutant):
        begun = time.monotonic()
        name, problem = self.catch(mutant)
        if name == 'the compiler':
            sys.exit(f'{mutant}\n    is no defect that compiles:\n{problem[-2000:]}')
        print(f'{"caught by " + name if name else "SURVIVED":28} {time.monotonic() - begun:5.0f} s  {mutant}', flush=True)
        if name:
            self.memory[f'{mutant.file} {mutant.old} {mutant.new}'] = name
            REMEMBERED.write_text(json.dumps(self.memory, indent=1))
        return bool(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('places', nargs='*', help='folders or files under src')
    parser.add_argument('--sample', type=int)
    parser.add_argument('--list', action='store_true')
    parser.add_argument('--jobs', type=int, default=2)
    o = parser.parse_args()
    mutants = read_list()
    check_places(mutants)
    if o.list:
        print(f'{len(mutants)} mutants, each in its place')
        return
    if o.places:
        mutants = [m for m in mutants if any(m.file == p or m.file.startswith(p.rstrip('/') + '/') for p in o.places)]
    if o.sample:
        mutants = random.Random(changed_every_commit()).sample(mutants, min(o.sample, len(mutants)))
    copies, every = queue.Queue(), [Copy(i) for i in range(o.jobs)]
    with concurrent.futures.ThreadPoolExecutor(o.jobs) as pool:
        list(pool.map(Copy.prepare, every))
    times = every[0].try_tests()
    print(f'{len(mutants)} mutants, {len(times)} tests of {sum(times.values()):.0f} s', flush=True)
    for copy in every:
        copies.put(copy)
    memory = json.loads(REMEMBERED.read_text()) if REMEMBERED.exists() else {}
    hunt = Hunt(copies, times, memory)
    with concurrent.futures.ThreadPoolExecutor(o.jobs) as pool:
        caught = list(pool.map(hunt.report, mutants))
    survivors = [m for m, c in zip(mutants, caught) if not c]
    print(f'{sum(caught)} of {len(mutants)} mutants were caught')
    for m in survivors:
        print(f'survived: {m}\n    {m.old}\n    {m.new}')
    sys.exit(0 if sum(caught) >= LEAST * len(mutants) else 1)


if __name__ == '__main__':
    main()
