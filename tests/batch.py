#!/usr/bin/env python3
"""batch.py PLANPRESS: many documents at once, stamps, dependencies, Ninja."""
import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from harness import TESTS, Report, environment, limited, run

HOME = TESTS / 'home'
SMALL = TESTS / 'golden' / 'text' / 'small'
BAD = TESTS / 'bad' / 'unknown-block'
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="test" lang="en-GB"><title>{title}</title><organisation>O</organisation>
<sections><section file="01 a.md" role="body"/></sections></document>
'''


def make(folder, text, title='T'):
    folder.mkdir(parents=True)
    (folder / 'document.xml').write_text(MANIFEST.format(title=title), encoding='utf-8')
    (folder / '01 a.md').write_text(text, encoding='utf-8')


def without_times(text):
    return re.sub(r'\d+\.\d\d s', 'T', text)


def check_jobs(report, program, tmp):
    """Whatever finishes first, results and messages come in the documents' order, and the bytes are the same."""
    for i in range(8):          # the first take longest
        make(tmp / 'content' / f'd{i}', f'# Number {i}\n\n' + 'Words of a paragraph. ' * 300 * (8 - i) + ('\n\n::: none\n:::\n' if i % 3 == 1 else '\n'))
    said = []
    for jobs in (1, 2, 8):
        done = run(program, 'build', f'-j{jobs}', '-o', 'out', '--force', cwd=tmp, home=HOME)
        report.check(done.returncode == 1, f'-j{jobs}', done.stderr)
        said.append((without_times(done.stderr), [p.read_bytes() for p in sorted((tmp / 'out').glob('*.pdf'))]))
    report.check(said[0] == said[1] == said[2], 'the same with any number of jobs', said[0][0] + said[2][0])
    names = re.findall(r'^(d\d): \d+ (?:page|error)', said[0][0], re.M)
    report.check(names == [f'd{i}' for i in range(8)], 'told in order', said[0][0])
    dumps = [run(program, 'build', '--dump=doc', f'-j{jobs}', cwd=tmp, home=HOME).stdout for jobs in (1, 8)]
    report.check(dumps[0] == dumps[1] and [dumps[0].find(f'Number {i}') for i in range(8)] == sorted(dumps[0].find(f'Number {i}') for i in range(8)) and 'Number 7' in dumps[0], 'dumps in order')


def children(pid):
    try:
        return [int(p) for p in pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split()]
    except OSError:
        return []


def check_crash(report, program, tmp):
    """One that is killed costs itself alone."""
    make(tmp / 'crash' / 'content' / 'a', '# Short\n\nWords.\n')
    make(tmp / 'crash' / 'content' / 'b', '# Long\n\n' + ('Words of a paragraph. ' * 50 + '\n\n') * 3000)
    make(tmp / 'crash' / 'content' / 'c', '# Short\n\nWords.\n')
    out = tmp / 'crash' / 'out'
    with subprocess.Popen([program, 'build', '-j2', '-o', out], cwd=tmp / 'crash', env=environment(HOME), stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not ((out / 'c.pdf').exists() and len(children(running.pid)) == 1):
            time.sleep(0.01)
        left = children(running.pid)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        said = running.stderr.read()
        status = running.wait()
    report.check(len(left) >= 1 and status == 5, 'a crash gives status 5', f'{status}\n{said}')
    report.check('signal 9 (SIGKILL: Killed)' in said and 'content/b' in said, 'a crash is named', said)
    report.check(bool(re.search(r'^a: \d+ page.*^content/b: .*^c: \d+ page', said, re.M | re.S)), 'the others are built, in order', said)
    report.check((out / 'a.pdf').exists() and not (out / 'b.pdf').exists(), 'no PDF of the one that was killed')


def check_stamp(report, program, tmp):
    folder, out, home = tmp / 'stamp' / 'doc', tmp / 'stamp' / 'out', tmp / 'stamp' / 'home'
    shutil.copytree(SMALL, folder)
    shutil.copytree(HOME, home, symlinks=False)
    pdf = out / 'doc.pdf'

    def built(*args, cwd=tmp, **more):
        done = run(program, 'build', '-o', out, *args, folder, cwd=cwd, home=home, **more)
        report.check(done.returncode == 0, f'stamp: status of {args}', done.stderr)
        return 'up to date' not in done.stderr

    def settle():
        """Changes within the clock's grain leave a stamp uncertain, and then there is none."""
        for _ in range(20):
            time.sleep(0.02)
            if not built():
                return
        report.check(False, 'stamp: it never settles')

    report.check(built(), 'stamp: first')
    settle()
    before = pdf.stat().st_mtime_ns
    report.check(not built() and pdf.stat().st_mtime_ns == before, 'stamp: nothing is done')
    report.check(built('--force') and pdf.stat().st_mtime_ns != before, 'stamp: --force')
    report.check(run(program, 'build', '-q', '-o', out, folder, cwd=tmp, home=home).stderr == '', 'stamp: quiet')
    settle()

    section = next(folder.glob('*.md'))
    text = section.read_bytes()
    section.write_bytes(text.replace(b'e', b'a', 1))
    report.check(built(), 'stamp: a section changed, of the same length')
    changed = pdf.read_bytes()
    section.write_bytes(text)
    report.check(built() and pdf.read_bytes() != changed, 'stamp: and back')
    settle()
    os.utime(section)
    report.check(not built(), 'stamp: only touched')
    for path in (home / 'templates/test.xml', home / 'fonts/fonts.xml', home / 'templates/schemas/manifest.xsd'):
        path.write_text(path.read_text(encoding='utf-8') + '\n', encoding='utf-8')
        report.check(built(), f'stamp: {path.name}')
        settle()
    pdf.write_bytes(pdf.read_bytes() + b'%\n')
    report.check(built(), 'stamp: someone changed the PDF')
    settle()
    pdf.unlink()
    report.check(built() and pdf.exists(), 'stamp: the PDF is gone')
    settle()
    report.check(built(SOURCE_DATE_EPOCH='1000000000'), 'stamp: another epoch')
    report.check(built(), 'stamp: no epoch')
    settle()
    report.check(built('--pdf-standard=none'), 'stamp: another standard')
    settle_standard = built()
    report.check(settle_standard, 'stamp: the first standard again')
    settle()
    report.check(built('--lint'), 'stamp: with lints')
    report.check(built(), 'stamp: without them again')
    settle()
    report.check(built(cwd=out), 'stamp: from another folder, since messages name other paths')
    settle()
    (home / 'fonts' / 'new').mkdir()
    report.check(built(), 'stamp: a folder for fonts more')
    settle()
    stamp = out / '.planpress-doc.stamp'
    whole = stamp.read_bytes()
    for n in (0, 1, len(whole) // 2, len(whole) - 1):
        stamp.write_bytes(whole[:n])
        report.check(built(), f'stamp: cut to {n} bytes')
    stamp.write_bytes(whole.replace(b'sha256', b'sha257', 1))
    report.check(built(), 'stamp: changed')
    settle()
    (folder / 'document.xml').write_text((folder / 'document.xml').read_text().replace('</sections>', '<section file="gone.md" role="body"/></sections>'))
    done = run(program, 'build', '-o', out, folder, cwd=tmp, home=home)
    report.check(done.returncode == 1 and 'up to date' not in done.stderr, 'stamp: an error that came', done.stderr)


def check_depfile(report, program, tmp):
    folder, out = tmp / 'dep end$ #1' / 'a b', tmp / 'dep out'
    make(folder, '# Head\n\nWords.\n')
    dep = tmp / 'x.d'
    args = ['build', '-o', out, '--depfile', dep, folder]
    for turn in ('built', 'up to date'):
        done = run(program, *args, home=HOME)
        text = dep.read_text()
        report.check(done.returncode == 0 and text.startswith(str(out).replace(' ', '\\ ') + '/a\\ b.pdf: \\\n'), f'depfile: target, {turn}', text)
        for wanted in ('document.xml', '01\\ a.md', 'dep\\ end$$\\ \\#1', 'templates/test.xml', 'fonts/fonts.xml', 'manifest.xsd', '.ttf'):
            report.check(wanted in text, f'depfile: {wanted}, {turn}', text)
        time.sleep(0.05)
        dep.unlink()
    (folder / '01 a.md').write_text('::: none\n:::\n')
    done = run(program, *args, home=HOME)
    report.check(done.returncode == 1 and '01\\ a.md' in dep.read_text(), 'depfile: on failure', done.stderr)
    (folder / 'document.xml').write_text('<document')
    run(program, *args, home=HOME)
    report.check('document.xml' in dep.read_text(), 'depfile: a broken manifest', dep.read_text())
    run(program, 'build', '--depfile', dep, tmp / 'nowhere', home=HOME)
    report.check(len(dep.read_text()) > 0, 'depfile: never empty')
    if shutil.which('make'):
        makefile = tmp / 'Makefile'
        makefile.write_text(f'include {dep}\n')
        (folder / 'document.xml').write_text(MANIFEST.format(title='T'))
        (folder / '01 a.md').write_text('# Head\n\nWords.\n')
        run(program, *args, home=HOME)
        done = subprocess.run(['make', '-n', '-f', makefile], capture_output=True, text=True)
        report.check(done.returncode == 0, 'depfile: make reads it', done.stderr)


def check_ninja(report, program, tmp):
    if not shutil.which('ninja'):
        print('ninja is not installed: its test is left out')
        return
    top = tmp / "nin ja's"
    for i in range(50):
        make(top / 'content' / (f'd{i}' if i % 10 else f'd $ {i}'), f'# Document {i}\n\nWords.\n', title=f'Number {i}')
    (top / 'build.ninja').write_text(run(program, 'list', '--format=ninja', '-o', 'out put', cwd=top, home=HOME).stdout)

    def ninja():
        done = limited(['ninja'], cwd=top, env=environment(HOME), capture_output=True, text=True)
        report.check(done.returncode == 0, 'ninja', done.stdout + done.stderr)
        return done.stdout

    (top / 'content' / 'notes').mkdir()
    done = run(program, 'list', '--format=ninja', cwd=top, home=HOME)
    report.check(done.returncode == 4 and 'IO004' in done.stderr and 'content/notes/' not in done.stdout and done.stdout.count('\nbuild ') == 50,
                 'ninja: a folder that is no document', done.stderr)
    first = ninja()
    made = sorted((top / 'out put').glob('*.pdf'))
    report.check(len(made) == 50 and '[50/50]' in first, f'ninja: 50 documents, {len(made)}', first)
    report.check('no work to do' in ninja(), 'ninja: nothing to do')
    time.sleep(0.05)
    (top / 'content' / 'd7' / '01 a.md').write_text('# Changed\n\nWords.\n')
    report.check('[1/1]' in ninja(), 'ninja: one section, one PDF')
    report.check('no work to do' in ninja(), 'ninja: nothing to do again')
    os.utime(top / 'content' / 'd7' / '01 a.md')
    ninja()
    report.check('no work to do' in ninja(), 'ninja: touched and not changed')


def on_terminal(program, args, cwd, **more):
    """What arrives at a terminal that is its standard error."""
    here, there = pty.openpty()
    env = {**environment(HOME, **more), 'TERM': 'xterm'}
    if 'CI' not in more:
        env.pop('CI', None)
    process = subprocess.Popen([program, *args], cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=there)
    os.close(there)
    told = b''
    try:
        while piece := os.read(here, 1 << 16):
            told += piece
    except OSError:         # how Linux reports that the other end is closed
        pass
    os.close(here)
    return process.wait(), told.decode('utf-8').replace('\r\n', '\n')


CLEAR = '\r\033[K'


def check_progress(report, program, tmp):
    """A line on a terminal, once a batch has taken a second, of which nothing stays; nothing anywhere else."""
    for i in range(10):
        make(tmp / 'content' / f'd{i}', '# Title\n\n' + 'Words of a paragraph. ' * 2000 + '\n')
    began = time.monotonic()
    run(program, 'build', '-j1', '--force', cwd=tmp, home=HOME)
    count = max(10, min(400, int(25 / (time.monotonic() - began)) + 10))
    for i in range(10, count):
        shutil.copytree(tmp / 'content' / 'd0', tmp / 'content' / f'd{i}')
    arguments = ['build', '-j1', '--force', '--color=never']
    status, told = on_terminal(program, arguments, tmp)
    shown = re.findall(re.escape(CLEAR) + r'(\d+) of (\d+) documents; (d\d+)', told)
    report.check(status == 0 and len(shown) > 0 and all(int(n) == count for _, n, _ in shown), 'progress is shown on a terminal', told[:1000])
    report.check([int(n) for n, _, _ in shown] == sorted(int(n) for n, _, _ in shown), 'progress goes on', str(shown))
    stays = [line.split(CLEAR)[-1] for line in told.split('\n')]
    report.check(stays[-1] == '' and all(re.match(r'd\d+: \d+ page', line) for line in stays[:-1]) and len(stays) == count + 1, 'nothing of it stays', '\n'.join(stays)[-1000:])
    for name, args, more in (('--quiet', ['--quiet'], {}), ('CI', [], {'CI': 'true'})):
        told = on_terminal(program, arguments + args, tmp, **more)[1]
        report.check('\033' not in told and 'documents;' not in told, f'no progress with {name}', told[:1000])
    done = run(program, *arguments, cwd=tmp, home=HOME)
    report.check('\033' not in done.stderr and 'documents;' not in done.stderr, 'no progress where there is no terminal', done.stderr[:1000])


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder).resolve()
        for check in (check_jobs, check_crash, check_stamp, check_depfile, check_ninja, check_progress):
            (tmp / check.__name__).mkdir()
            check(report, program, tmp / check.__name__)
    report.done()


main()
