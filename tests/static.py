#!/usr/bin/env python3
"""static.py clang-tidy|cppcheck BUILD [--deep] [FILE…]: the sources as static analysis sees them, without a finding.

BUILD holds compile_commands.json. What clang-tidy looks for is in .clang-tidy, with what is left out and why; what cppcheck
does not understand is in static/. Ends with status 77 where the tool is not installed."""
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, TESTS

SKIPPED = 77

# How many states of a function clang's analyzer visits before it goes on to the next: a tenth of its default. That takes two fifths of
# the time of 75,000. A limit on how far it follows calls is quicker still, but then it finds what is not there. `--deep`, by hand, is
# the analyzer's default.
LIMITS = ('max-nodes=20000',)
DEEP = '--deep' in sys.argv


def commands(build, names):
    """How each source is compiled, once."""
    wanted = {str(p) for p in (ROOT / 'src').rglob('*.c') if not names or str(p.relative_to(ROOT)) in names}
    once = {}
    for entry in json.loads((build / 'compile_commands.json').read_text(encoding='utf-8')):
        if entry['file'] in wanted:
            once.setdefault(entry['file'], entry)
    if set(once) != wanted:
        sys.exit(f'not in compile_commands.json: {sorted(wanted - set(once))}')
    return [once[name] for name in sorted(once)]


def clang_tidy(tool, folder, files):
    """The findings on each file, in a process of its own. A release has flags of gcc's that clang does not know."""
    limit = [f'--extra-arg={word}' for one in LIMITS for word in ('-Xclang', '-analyzer-config', '-Xclang', one) if not DEEP]

    def look(name):
        done = subprocess.run([tool, '--quiet', '--extra-arg=-Wno-ignored-optimization-argument', *limit, '-p', str(folder), name],
                              capture_output=True, text=True, cwd=ROOT)
        return done.stdout + (done.stderr if done.returncode else '')
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return ''.join(pool.map(look, files))


def cppcheck(tool, folder, _files):
    done = subprocess.run([tool, f'--project={folder}/compile_commands.json', f'-j{os.cpu_count()}', '--quiet', '--std=c11', '--error-exitcode=1',
                           '--enable=warning,performance,portability', f'--library={TESTS}/static/planpress.cfg',
                           f'--suppressions-list={TESTS}/static/suppressions.txt'], capture_output=True, text=True, cwd=ROOT)
    return done.stdout + done.stderr if done.returncode else ''


def main():
    name, build = sys.argv[1], pathlib.Path(sys.argv[2])
    tool = shutil.which(name)
    if not tool:
        print(f'skipped: {name} is not installed; ./setup --tests installs it')
        sys.exit(SKIPPED)
    entries = commands(build, [a for a in sys.argv[3:] if a != '--deep'])
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, 'compile_commands.json').write_text(json.dumps(entries), encoding='utf-8')
        said = {'clang-tidy': clang_tidy, 'cppcheck': cppcheck}[name](tool, folder, [e['file'] for e in entries])
    print(said or f'{name} finds nothing in {len(entries)} sources')
    sys.exit(1 if said else 0)


main()
