#!/usr/bin/env python3
"""verbs.py PLANPRESS: check, verify, data, new, templates, fonts and schema."""
import csv
import hashlib
import io
import json
import pathlib
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree

from harness import ROOT, TESTS, Report, run

HOME = TESTS / 'home'
SMALL = TESTS / 'golden' / 'text' / 'small'


def check_check(report, program, tmp):
    done = run(program, 'check', SMALL, cwd=tmp, home=HOME)
    report.check(done.returncode == 0 and done.stderr == 'small: in order\n' and not list(tmp.iterdir()), 'check', done.stderr)
    timed = run(program, 'check', '--timings', SMALL, cwd=tmp, home=HOME).stderr
    report.check(re.findall(r'small: (\w+) +\d+\.\d\d ms', timed) == ['manifest', 'template', 'read', 'total'], 'check does no layout', timed)
    for case, words in (('DOC005-no-label', '1 error'), ('one-cause-unread-data', '9 errors')):
        done = run(program, 'check', case, cwd=TESTS / 'bad', home='../home')
        report.check(done.stderr.splitlines()[-1] == f'{case}: {words}', f'check counts: {case}', done.stderr)
    # All that build says of these before it lays anything out, check says too.
    for case in ('unknown-block', 'wrong-total', 'missing-picture', 'two-labels', 'raw-html', 'unknown-reference', 'invalid-manifest'):
        checked = run(program, 'check', case, cwd=TESTS / 'bad', home='../home')
        built = run(program, 'build', '-o', tmp, case, cwd=TESTS / 'bad', home='../home')
        report.check(checked.stderr.splitlines()[:-1] == built.stderr.splitlines()[:-1] and checked.returncode == built.returncode,
                     f'check says what build says: {case}', checked.stderr + built.stderr)


def check_verify(report, program, tmp):
    shutil.copytree(SMALL, tmp / 'content' / 'small')
    run(program, 'build', '-q', cwd=tmp, home=HOME)
    pdf = tmp / 'out' / 'small.pdf'
    before = sorted(p.name for p in (tmp / 'out').iterdir())
    done = run(program, 'verify', 'out/small.pdf', cwd=tmp, home=HOME)
    report.check(done.returncode == 0 and done.stderr == 'out/small.pdf: the same, byte for byte\n', 'verify', done.stderr)
    moved = tmp / 'elsewhere' / 'small.pdf'
    moved.parent.mkdir()
    moved.write_bytes(pdf.read_bytes()[:-7] + b'X' + pdf.read_bytes()[-6:])
    done = run(program, 'verify', moved, pdf, cwd=tmp, home=HOME)
    report.check(done.returncode == 1 and f'from byte {pdf.stat().st_size - 6} on' in done.stderr and 'IO008' in done.stderr and '--draft' in done.stderr and
                 'out/small.pdf: the same' in done.stderr, 'verify: a byte', done.stderr)
    for what, content in (('added', pdf.read_bytes() + b'X'), ('missing', pdf.read_bytes()[:-1])):
        moved.write_bytes(content)
        done = run(program, 'verify', moved, cwd=tmp, home=HOME)
        report.check(done.returncode == 1 and 'IO008' in done.stderr, f'verify: a byte {what} at the end', done.stderr)
    done = run(program, 'verify', pdf, cwd=tmp, home=HOME, SOURCE_DATE_EPOCH='5')
    report.check(done.returncode == 1, 'verify: another epoch', done.stderr)
    for path in ('out/none.pdf', 'content/small/document.xml'):
        done = run(program, 'verify', path, cwd=tmp, home=HOME)
        report.check(done.returncode == 4 and 'IO001' in done.stderr, f'verify {path}', done.stderr)
    shutil.copy(pdf, tmp / 'out' / 'stranger.pdf')
    done = run(program, 'verify', 'out/stranger.pdf', cwd=tmp, home=HOME)
    report.check(done.returncode == 4 and 'content/stranger' in done.stderr, 'verify: no such document', done.stderr)
    (tmp / 'out' / 'stranger.pdf').unlink()
    report.check(sorted(p.name for p in (tmp / 'out').iterdir()) == before, 'verify writes nothing')


def check_data(report, program, tmp):
    shutil.copytree(ROOT / 'content' / 'annual-report-2013-14', tmp / 'content' / 'annual')
    done = run(program, 'data', 'annual', cwd=tmp, home=ROOT)
    folder = tmp / 'out' / 'annual' / 'data'
    report.check(done.returncode == 0 and 'out/annual/data' in done.stderr, 'data', done.stderr)
    manifest = json.loads((folder / 'manifest.json').read_text(encoding='utf-8'))
    listed = {f['name']: f for f in manifest['files']}
    report.check(set(listed) | {'manifest.json'} == {p.name for p in folder.iterdir()} and len(listed) >= 4, 'data: all files are listed')
    for name, entry in listed.items():
        content = (folder / name).read_bytes()
        report.check(hashlib.sha256(content).hexdigest() == entry['sha256'] and len(content) == entry['bytes'], f'data: hash of {name}')
        if name.endswith('.ods'):
            report.check(entry['table'] is None and name == 'annual.ods', f'data: {name} has all tables')
        elif name.endswith('.json'):
            report.check(json.loads(content)['url'] == name.removesuffix('-metadata.json'), f'data: {name} describes its file')
        else:
            rows = list(csv.reader(io.StringIO(content.decode('utf-8'), newline=''), strict=True))
            report.check(len(rows) > 1 and len({len(r) for r in rows}) == 1 and b'\r\n' in content, f'data: {name} is a table')
    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    run(program, 'data', 'annual', cwd=tmp, home=ROOT, TZ='Asia/Tokyo')
    report.check(first == {p.name: p.read_bytes() for p in folder.iterdir()}, 'data: the same bytes twice')
    done = run(program, 'data', TESTS / 'bad' / 'wrong-total', cwd=tmp, home=HOME)
    report.check(done.returncode == 1 and not (tmp / 'out' / 'wrong-total').exists(), 'data: none of a document with errors', done.stderr)
    done = run(program, 'data', SMALL, cwd=tmp, home=HOME)
    report.check(done.returncode == 0, 'data: of a document without or with little data', done.stderr)


def check_new(report, program, tmp):
    (tmp / 'content').mkdir()
    listed = run(program, 'templates', cwd=ROOT).stdout.splitlines()
    names = [line.split('\t')[0] for line in listed]
    report.check('base' in names and 'annual-report' in names and all(len(line.split('\t')) == 3 and line.split('\t')[2] for line in listed),
                 'templates', str(listed))
    for name in names:
        done = run(program, 'new', f'from-{name}', '--template', name, cwd=tmp, home=ROOT)
        report.check(done.returncode == 0 and (tmp / 'content' / f'from-{name}' / 'document.xml').is_file(), f'new with {name}', done.stderr)
        done = run(program, 'build', '--deny=warnings', f'from-{name}', cwd=tmp, home=ROOT)
        report.check(done.returncode == 0, f'new with {name} builds at once', done.stderr)
        boxes = set(re.findall(r'<box name="([\w-]+)"', (ROOT / 'templates' / f'{name}.xml').read_text(encoding='utf-8')))
        boxes.discard('contacts')               # planpress fills it
        text = (tmp / 'content' / f'from-{name}' / '03-blocks.md').read_text(encoding='utf-8')
        report.check(all(f'\n::: {box}\n' in text for box in boxes), f'new with {name}: every block', text)
    done = run(program, 'new', 'from-base', cwd=tmp, home=ROOT)
    report.check(done.returncode == 4 and 'already exists' in done.stderr, 'new: a name that is taken', done.stderr)
    done = run(program, 'new', 'x', '--template', 'anual-report', cwd=tmp, home=ROOT)
    report.check(done.returncode == 1 and 'did you mean "annual-report"?' in done.stderr and not (tmp / 'content' / 'x').exists(),
                 'new: no such template', done.stderr)
    for words in (('meeting', '--pack'), ('meeting/second',)):
        done = run(program, 'new', *words, cwd=tmp, home=ROOT)
        report.check(done.returncode == 0, f'new {" ".join(words)}', done.stderr)
    done = run(program, 'build', '--deny=warnings', 'meeting', 'meeting/first-report', 'meeting/second', cwd=tmp, home=ROOT)
    report.check(done.returncode == 0, 'a new pack and its reports build at once', done.stderr)
    done = run(program, 'new', tmp / 'far' / 'away', cwd=tmp, home=ROOT)
    report.check(done.returncode == 0 and (tmp / 'far' / 'away' / 'data' / 'budget.xml').is_file(), 'new: a path', done.stderr)
    report.check(not [p for p in tmp.rglob('.planpress-new*')], 'new: nothing is left')
    (tmp / 'templates').symlink_to(ROOT / 'templates')
    (tmp / 'fonts').symlink_to(ROOT / 'fonts')
    run(program, 'new', 'near', cwd=tmp)
    for path in ('document.xml', 'data/budget.xml', 'data/relations.xml'):
        href = re.search(r'<\?xml-model href="([^"]+)"', (tmp / 'content/near' / path).read_text(encoding='utf-8'))
        report.check(href is not None and (tmp / 'content/near' / path).parent.joinpath(href[1]).is_file(), f'new: {path} points to its schema')
    done = run(program, 'build', '--deny=warnings', 'near', cwd=tmp)
    report.check(done.returncode == 0, 'new: in a project of its own', done.stderr)


def check_shows(report, program):
    fonts = run(program, 'fonts', cwd=ROOT)
    report.check(fonts.returncode == 0 and re.search(r'^Open Sans\t.*400 400 italic.*\t/.*open-sans$', fonts.stdout, re.M) is not None, 'fonts', fonts.stdout)
    kinds = run(program, 'schema', cwd=ROOT).stdout.split()
    report.check({'manifest', 'template', 'table', 'fonts'} <= set(kinds), 'schema lists kinds', str(kinds))
    for kind in kinds:
        text = run(program, 'schema', kind, cwd=ROOT).stdout
        report.check(xml.etree.ElementTree.fromstring(text.encode()).tag.endswith('}schema'), f'schema {kind}')
    done = run(program, 'schema', 'manifst', cwd=ROOT)
    report.check(done.returncode == 4 and 'did you mean "manifest"?' in done.stderr and not done.stdout, 'schema: no such kind', done.stderr)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        for check in (check_check, check_verify, check_data, check_new):
            tmp = pathlib.Path(folder).resolve() / check.__name__
            tmp.mkdir()
            check(report, program, tmp)
        check_shows(report, program)
    report.done()


main()
