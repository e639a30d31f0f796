#!/usr/bin/env python3
"""reproducible.py PLANPRESS [--all] [OTHER PLANPRESS…]: the same input gives the same bytes, whatever surrounds it.

Other programs (a release beside a debug build) must make the same bytes as the first; one that is older than the sources is left
out. Without --all the specimen stands for the documents under content/. Every product is made, with the open data beside the page."""
import hashlib
import pathlib
import shutil
import sys
import tempfile

from harness import ALL, ROOT, TESTS, Report, environment, limited

SAMPLES = ('text/sample', 'text/small')
PRODUCTS = ['--product=all']


def hashes(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob('*')) if p.is_file() and p.name[0] != '.'}


def build(program, out, *args, cwd=ROOT, home=ROOT, mask=None, **more):
    shutil.rmtree(out, ignore_errors=True)
    shell = ['sh', '-c', f'umask {mask} && exec "$@"', 'sh'] if mask else []
    done = limited([*shell, program, 'build', '-q', *PRODUCTS, '-o', out, *args], cwd=cwd, env=environment(home, **more), capture_output=True, text=True)
    return hashes(out), done


def main():
    programs = [pathlib.Path(p).resolve() for p in sys.argv[1:] if p != '--all']
    program = programs[0]
    newest = max(p.stat().st_mtime for p in (ROOT / 'src').rglob('*.[ch]'))
    for other in [p for p in programs[1:] if p.stat().st_mtime < newest]:
        print(f'{other} is older than the sources: it is left out')
        programs.remove(other)
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder).resolve()
        out = tmp / 'out'
        samples = [TESTS / 'golden' / s for s in SAMPLES]
        documents = sorted(p.parent for p in (ROOT / 'content').glob('*/document.xml' if ALL else 'specimen/document.xml'))
        for home, these in ((TESTS / 'home', samples), (ROOT, documents)):
            first, done = build(program, out, *these, home=home)
            report.check(bool(first), f'{len(these)} documents', done.stderr)
            for what, settings in (('again', {}), ('-j1', {'args': ['-j1']}), ('-j8', {'args': ['-j8']}),
                                   ('another locale', {'LC_ALL': 'tr_TR.UTF-8', 'LANG': 'tr_TR.UTF-8'}), ('no locale', {'LC_ALL': 'C'}),
                                   ('another time zone', {'TZ': 'Pacific/Kiritimati'}), ('another folder', {'cwd': tmp}), ('another umask', {'mask': '077'}),
                                   ('another user', {'HOME': '/nonexistent', 'USER': 'nobody', 'LOGNAME': 'nobody'})):
                got, done = build(program, out, *settings.pop('args', []), *these, home=home, **settings)
                report.check(got == first, f'{what}: the same bytes', done.stderr)
            dated = [build(program, out, *these, home=home, SOURCE_DATE_EPOCH='1700000000', TZ=zone)[0] for zone in ('UTC', 'Asia/Tokyo')]
            report.check(dated[0] == dated[1] and dated[0] != first, 'SOURCE_DATE_EPOCH: the same bytes, and others than without')
            for other in programs[1:]:
                got, done = build(other, out, *these, home=home)
                report.check(got == first, f'{other}: the same bytes', done.stderr)
        # The order in which a file system lists files, and where the project lies.
        moved = tmp / 'some where'
        for sample in reversed(samples):
            for path in sorted(sample.iterdir(), reverse=True):
                if not path.name.startswith('expected'):
                    (moved / sample.name).mkdir(parents=True, exist_ok=True)
                    if path.is_dir():
                        shutil.copytree(path, moved / sample.name / path.name)
                    else:
                        shutil.copy(path, moved / sample.name)
        first, _ = build(program, out, *samples, home=TESTS / 'home')
        got, done = build(program, out, *(moved / s.name for s in samples), home=TESTS / 'home')
        report.check(got == first, 'moved: the same bytes', done.stderr)
    report.done()


main()
