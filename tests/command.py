#!/usr/bin/env python3
"""command.py PLANPRESS: the command line: help, mistakes in it, which documents are meant, exit statuses, installing."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, TESTS, Report, run

HOME = TESTS / 'home'
GOOD = TESTS / 'golden' / 'text' / 'small'
BAD = TESTS / 'bad' / 'unknown-block'


def check_help(report, program):
    whole = run(program, '--help')
    report.check(whole.returncode == 0 and 'Examples:' in whole.stdout and not whole.stderr, '--help', whole.stderr)
    for verb in ('build', 'check', 'report', 'data', 'verify', 'diff', 'list', 'new', 'init', 'templates', 'fonts', 'schema', 'explain', 'doctor', 'completions', 'man', 'help', 'version'):
        report.check(f'\n  {verb} ' in whole.stdout, f'--help names {verb}')
        one, other = run(program, 'help', verb), run(program, verb, '-h')
        report.check(one.returncode == 0 and f'Usage: planpress {verb}' in one.stdout, f'help {verb}', one.stderr)
        report.check(verb == 'help' or one.stdout == other.stdout, f'{verb} -h is help {verb}')
    for option in ('--output', '--jobs', '--force', '--depfile', '--pdf-standard', '--format', '--deny', '--max-errors', '--verbose', '--dump',
                   '--timings', '--quiet', '--color'):
        report.check(option in whole.stdout, f'--help names {option}')
    report.check(max(map(len, whole.stdout.splitlines())) <= 100, 'help fits on a screen')
    report.check(bool(re.fullmatch(r'planpress \d+\.\d+\.\d+\n', run(program, '--version').stdout)), '--version')


def check_usage(report, program):
    for args, says in ((['biuld'], 'did you mean "build"?'), (['build', '--timing'], 'did you mean "--timings"?'),
                       (['build', '--dump=page'], 'doc|pages'), (['build', '-o'], 'needs a value'), (['build', '-x'], 'unknown option'),
                       (['list', '--timings'], 'does not apply'), (['build', '--quiet=1'], 'no value'), ([], 'Usage:'),
                       (['help', 'lst'], 'did you mean "list"?'), (['build', '-j', '0'], 'at least 1'), (['build', '-j2x'], 'at least 1'),
                       (['build', '--format', 'xml'], 'human|short|json|sarif|github'), (['list', '--format=json'], 'text|ninja'),
                       (['build', '--pdf-standard=ua-2'], 'ua-1'), (['build', '--deny=errors'], 'warnings'), (['verify'], 'needs a file'),
                       (['new'], 'needs a name'), (['explain', 'MD04'], 'did you mean "MD004"?'), (['check', '--force'], 'does not apply'),
                       (['build', '--dump=doc', '--format=json'], 'both'), (['build', '--color', 'green'], 'auto|always|never')):
        done = run(program, *args)
        report.check(done.returncode == 2 and says in done.stderr and not done.stdout, f'usage {args}', done.stderr)


def check_build(report, program, tmp):
    out = tmp / 'out'
    done = run(program, 'build', '-o', out, GOOD, home=HOME)
    line = rf'small: \d+ pages?, \d+\.\d\d s, \d+ kB → {out}/small\.pdf\n'
    report.check(done.returncode == 0 and bool(re.fullmatch(line, done.stderr)), 'the line about a result', done.stderr)
    report.check(not done.stdout, 'nothing on stdout')
    made = out / 'small.pdf'
    report.check(made.is_file() and made.read_bytes()[:5] == b'%PDF-', 'the PDF')
    report.check(run(program, 'build', '-q', '-o', out, GOOD / 'document.xml', home=HOME).stderr == '', '--quiet, and a manifest by name')
    timed = run(program, 'build', '--timings', f'-o{out}', GOOD, home=HOME).stderr
    phases = re.findall(r'small: (\w+) +\d+\.\d\d ms', timed)
    report.check(phases == ['manifest', 'template', 'read', 'fonts', 'layout', 'screen', 'commit', 'stamp', 'total'], '--timings', timed)

    batch = run(program, 'build', '-o', tmp / 'batch', BAD, GOOD, GOOD, home=HOME)
    report.check(batch.returncode == 1 and (tmp / 'batch' / 'small.pdf').is_file(), 'a bad document and a good one', batch.stderr)
    report.check(bool(re.search(r'planpress: \d+ errors? in 2 documents\n$', batch.stderr)),
                 'the summary comes last', batch.stderr)
    report.check(batch.stderr.count('small.pdf') == 1, 'a document named twice is built once', batch.stderr)
    shutil.copytree(GOOD, tmp / 'other' / 'small')
    clash = run(program, 'build', '-o', out, GOOD, tmp / 'other' / 'small', home=HOME)
    report.check(clash.returncode == 4 and 'the same file' in clash.stderr, 'two documents of one name', clash.stderr)


def check_failures(report, program, tmp):
    missing = run(program, 'build', 'smal', cwd=tmp, home=HOME)
    report.check(missing.returncode == 4 and 'IO001' in missing.stderr and 'did you mean "small"?' in missing.stderr,
                 'a document that is not there', missing.stderr)
    (tmp / 'file').write_text('x')
    blocked = run(program, 'build', '-o', tmp / 'file' / 'below', GOOD, home=HOME)
    report.check(blocked.returncode == 4 and 'IO002' in blocked.stderr, 'an output folder that cannot be', blocked.stderr)
    nowhere = run(program, 'build', tmp / 'content' / 'small', cwd=tmp)
    report.check(nowhere.returncode == 4 and 'IO005' in nowhere.stderr, 'no home', nowhere.stderr)
    wrong = run(program, 'build', GOOD, home=tmp)
    report.check(wrong.returncode == 4 and 'IO005' in wrong.stderr, 'a home that is none', wrong.stderr)
    device = run(program, 'build', '-o', tmp / 'device', '--depfile', '/dev/full', GOOD, home=HOME)
    report.check(device.returncode == 4 and pathlib.Path('/dev/full').is_char_device(), 'a device is not replaced', device.stderr)
    with open('/dev/full', 'w') as full:
        done = run(program, 'build', '--dump=doc', GOOD, home=HOME, stdout=full)
    report.check(done.returncode == 4, 'stdout on a full disk', done.stderr)
    with tempfile.TemporaryDirectory() as empty:
        none = run(program, 'build', cwd=empty, home=HOME)
    report.check(none.returncode == 4 and 'IO004' in none.stderr, 'no documents', none.stderr)


def check_names(report, program, tmp):
    shutil.copytree(GOOD, tmp / 'content' / 'small')
    shutil.copytree(GOOD, tmp / 'content' / 'another')
    below = tmp / 'content' / 'small'
    for cwd, args in ((tmp, ['small']), (below, ['small']), (below, ['.']), (tmp, ['content/small/'])):
        done = run(program, 'build', '-o', tmp / 'names', *args, cwd=cwd, home=HOME)
        report.check(done.returncode == 0 and 'names/small.pdf' in done.stderr, f'{args} from {cwd.name}', done.stderr)
    everything = run(program, 'build', '-o', tmp / 'all', cwd=tmp / 'content', home=HOME)
    names = re.findall(r'^(\w+): \d+ page', everything.stderr, re.M)
    report.check(names == ['another', 'small'], 'all documents in order', everything.stderr)
    # Without a name, all of them; but in the folder of a document, that one, with its results where the others have theirs.
    (below / 'images').mkdir(exist_ok=True)
    for cwd in (below, below / 'images'):
        here = run(program, 'build', '--force', cwd=cwd, home=HOME)
        report.check(re.findall(r'^(\w+): \d+ page', here.stderr, re.M) == ['small'] and (tmp / 'out' / 'small.pdf').is_file(), f'the document in {cwd.name}', here.stderr)
        shutil.rmtree(tmp / 'out')
    there = run(program, 'build', '-o', 'here', cwd=below, home=HOME)
    report.check((below / 'here' / 'small.pdf').is_file(), 'an output folder that is named is in the working folder', there.stderr)
    shutil.rmtree(below / 'here')
    listed = run(program, 'list', cwd=below, home=HOME)
    report.check(len(listed.stdout.splitlines()) == 2, 'list has all documents in any folder', listed.stdout)
    checked = run(program, 'check', cwd=below, home=HOME)
    report.check(checked.stderr == 'small: in order\n', 'check in the folder of a document', checked.stderr)
    outside = tmp / 'alone' / 'small'
    shutil.copytree(GOOD, outside)
    with tempfile.TemporaryDirectory() as apart:
        shutil.move(outside, apart)
        alone = run(program, 'build', cwd=pathlib.Path(apart) / 'small', home=HOME)
        report.check((pathlib.Path(apart) / 'small' / 'out' / 'small.pdf').is_file(), 'a document in no project', alone.stderr)
    listed = run(program, 'list', cwd=tmp, home=HOME)
    report.check([l.split('\t')[0] for l in listed.stdout.splitlines()] == ['another', 'small'], 'list', listed.stderr)


def check_colour(report, program):
    for args, more, coloured in ((['--color=always'], {}, True), (['--color', 'never'], {}, False), ([], {}, False),
                                 (['--color=always'], {'NO_COLOR': '1'}, True)):
        done = run(program, 'build', *args, BAD, home=HOME, **more)
        report.check(('\033[' in done.stderr) == coloured, f'colour {args} {more}', done.stderr)


def check_installed(report, program, tmp):
    """An installed tree finds its own templates, wherever it is put."""
    build = program.parent
    done = subprocess.run(['cmake', '--install', build, '--prefix', tmp / 'first'], capture_output=True, text=True)
    report.check(done.returncode == 0, 'cmake --install', done.stderr)
    (tmp / 'first').rename(tmp / 'moved')
    installed = tmp / 'moved' / 'bin' / 'planpress'
    for name in ('templates/base.xml', 'templates/schemas/manifest.xsd', 'fonts/fonts.xml'):
        report.check((tmp / 'moved' / 'share' / 'planpress' / name).is_file(), f'{name} is installed')
    shutil.copytree(ROOT / 'content', tmp / 'apart' / 'content')
    listed = run(installed, 'list', cwd=tmp / 'apart')
    report.check(listed.returncode == 0 and len(listed.stdout.splitlines()) > 0, 'installed, list', listed.stderr)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder).resolve()
        check_help(report, program)
        check_usage(report, program)
        check_build(report, program, tmp)
        check_names(report, program, tmp)
        check_failures(report, program, tmp)
        check_colour(report, program)
        check_installed(report, program, tmp)
    report.done()


main()
