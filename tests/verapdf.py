#!/usr/bin/env python3
"""verapdf.py PLANPRESS FOLDER [--all]: every document held against veraPDF's profiles for PDF/UA-1, PDF/A-3a and PDF/A-2a: those
under content/ and those of the other tests, also in large print, each construct alone, and every example of the CommonMark
specification, all as one document and one by one. The files are made in FOLDER. Without --all only the documents under content/ are
checked, for PDF/UA-1 and PDF/A-3a, and two of them in large print. Without the validator the test is skipped, in CI it fails."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from commonmark import REFUSED, SPECIFICATION, write_examples
from constructs import golden_documents, manifest, write_constructs
from harness import ALL, ROOT, TESTS, Report, limited, run

SKIPPED = 77
LIMIT = 600     # seconds of processor time for one run of the validator
MODULES = TESTS / 'verapdf' / 'node_modules'
VALIDATOR = MODULES / '@opendataloader' / 'pdf' / 'lib' / 'opendataloader-pdf-cli.jar'
RUNTIME = [pathlib.Path('/usr/share/java') / f'{name}.jar' for name in (
    'jaxb-runtime', 'jaxb-core', 'jaxb-api', 'istack-commons-runtime', 'txw2', 'stax-ex', 'FastInfoset', 'javax.activation')]
DRIVER = TESTS / 'verapdf' / 'Verify.java'


def skip(reason):
    """In CI there is no excuse."""
    in_ci = os.environ.get('CI') == 'true'
    print(f'{"FAILED" if in_ci else "skipped"}: {reason}; ./setup --tests installs it')
    raise SystemExit(1 if in_ci else SKIPPED)


def compile_driver(folder):
    """The classpath with which the driver runs."""
    for needed in (VALIDATOR, SPECIFICATION, *RUNTIME):
        if not needed.exists():
            skip(f'there is no {needed}')
    for tool in ('java', 'javac'):
        if not shutil.which(tool):
            skip(f'there is no {tool}')
    classpath = ':'.join(map(str, (folder, VALIDATOR, *RUNTIME)))
    done = subprocess.run(['javac', '-cp', classpath, '-d', folder, DRIVER], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f'FAILED javac {DRIVER.name}\n{done.stderr}')
    return classpath


def verify(report, classpath, profiles, files, what):
    """No rule of the profiles may fail on any of the files."""
    names = [f.stem for f in files]
    done = limited(['java', '-XX:TieredStopAtLevel=1', '-cp', classpath, 'Verify', profiles, *files], cpu=LIMIT, capture_output=True, text=True)
    results = [line.split('\t') for line in done.stdout.splitlines() if not line.startswith(' ')]
    report.check(len(results) == len(names) * len(profiles.split(',')), f'{what}: every file is checked', done.stderr[-2000:])
    report.check(all(r[2] == 'ok' and int(r[3]) > 100 for r in results), f'{what}: {profiles}',
                 '\n'.join(re.findall(r'^.*\tfailed\t.*\n(?:  .*\n)*', done.stdout, re.M))[:6000])
    print(f'{what}: {len(names)} files, {profiles}, {sum(int(r[3]) for r in results)} checks')


def build(report, program, out, documents, what, home=TESTS / 'home', options=(), product='screen'):
    """The files made of these documents; each has to give one, whatever products it lists."""
    shutil.rmtree(out, ignore_errors=True)
    done = run(program, 'build', '--quiet', f'--product={product}', '-o', out, *options, *documents, home=home)
    files = sorted(out.glob('*.pdf'))
    report.check(len(files) == len(documents), f'{what}: {len(files)} files of {len(documents)} documents', done.stderr[-3000:])
    return files


def check_examples(report, program, classpath, folder):
    documents = write_examples(folder / 'examples')
    report.check(len(documents) > 600, f'{len(documents)} examples')
    refused = [documents[n - 1] for n in REFUSED]
    for number, home in zip(REFUSED, refused):
        done = run(program, 'build', '-o', folder / 'refused', home, home=TESTS / 'home')
        report.check(f'error[{REFUSED[number]}]' in done.stderr and done.returncode == 1, f'example {number}: {REFUSED[number]}', done.stderr)
    fit = [d for d in documents if d not in refused]
    whole = folder / 'commonmark'
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(fit[-1], whole)
    for home in fit:
        shutil.copy(home / 'example.md', whole / f'{home.name}.md')
        for picture in home.rglob('*'):
            if picture.is_file() and picture.suffix not in ('.md', '.xml'):
                shutil.copy(picture, whole / picture.relative_to(home))
    manifest(whole, 'CommonMark', [f'{home.name}.md' for home in fit])
    verify(report, classpath, 'ua1,3a', build(report, program, folder / 'together', [whole], 'all examples as one'), 'all examples as one')
    verify(report, classpath, 'ua1,3a', build(report, program, folder / 'alone', fit, 'examples one by one'), 'examples one by one')


def content_documents():
    return sorted(p.parent for p in (ROOT / 'content').glob('*/document.xml'))


def check_content(report, program, classpath, folder):
    files = build(report, program, folder / 'content-pdf', content_documents(), 'content', None)
    verify(report, classpath, 'ua1,3a', files, 'content')


def check_large(report, program, classpath, folder):
    """Large print of two documents under content/; in the long form of all of them, and of the golden ones."""
    content = [d for d in content_documents() if ALL or d.name in ('specimen', 'local-policing-summary-2011')]
    for what, documents, home in (('large print', content, None), ('golden in large print', golden_documents() if ALL else [], TESTS / 'home')):
        if documents:
            files = build(report, program, folder / what.replace(' ', '-'), documents, what, home, product='large-print')
            verify(report, classpath, 'ua1,3a', files, what)


def check_sheets(report, program, classpath, folder):
    """Leaflets as they are printed; as pages they are among the others."""
    files = build(report, program, folder / 'sheets', [ROOT / 'content' / 'local-policing-summary-2011'], 'sheets', None, ('--panels=sheet',))
    placed = [TESTS / 'golden' / 'layout' / name for name in ('panels', 'panels-placed', 'panels-pictured')]
    files += build(report, program, folder / 'sheets-golden', placed, 'sheets', TESTS / 'home', ('--panels=sheet',))
    verify(report, classpath, 'ua1,3a', files, 'sheets')


def check_marked(report, program, classpath, folder):
    """Marked editions of the pairs under mark/, their pages with changes alone, and their schedules; those of content/."""
    files = []
    for pair in sorted(p.parent.parent for p in (TESTS / 'mark').glob('*/old/document.xml')):
        for pages in ('all', 'changed'):
            out = folder / 'marked' / pages / pair.name
            done = run(program, 'diff', '--quiet', '--schedule', f'--pages={pages}', '-o', out, pair / 'old', pair / 'new', home=TESTS / 'home')
            made = out / 'new-marked.pdf'
            report.check(made.exists(), f'{pair.name}: a marked edition', done.stderr)
            files.append(made.rename(out / f'{pair.name}-{pages}.pdf'))
            if pages == 'all':
                files.append((out / 'new-schedule.pdf').rename(out / f'{pair.name}-schedule.pdf'))
    done = run(program, 'diff', '--quiet', '--schedule', '-o', folder / 'content-diff')
    published = sorted((folder / 'content-diff').glob('*.pdf'))
    report.check(len(published) >= 2, 'content: a marked edition and its schedule', done.stderr)
    files += published
    verify(report, classpath, 'ua1,3a', files, 'marked editions')


def check_documents(report, program, classpath, folder):
    """In each profile, but for what check_content has looked at."""
    golden = golden_documents()
    shutil.rmtree(folder / 'constructs', ignore_errors=True)
    constructs = write_constructs(folder / 'constructs')
    for what, documents, home in (('content', content_documents(), None), ('golden', golden, TESTS / 'home'), ('constructs', constructs, TESTS / 'home')):
        if what != 'content':
            verify(report, classpath, 'ua1,3a', build(report, program, folder / f'{what}-pdf', documents, what, home), what)
        for profile in ('2a', '2u') if what == 'constructs' else ('2a',):
            name = f'{what} as PDF/A-{profile}'
            files = build(report, program, folder / f'{what}-{profile}', documents, name, home, ('--pdf-standard', f'a-{profile}'))
            verify(report, classpath, profile, files, name)


def main():
    program, folder = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    report = Report()
    folder.mkdir(parents=True, exist_ok=True)
    classpath = compile_driver(folder)
    check_content(report, program, classpath, folder)
    check_large(report, program, classpath, folder)
    check_sheets(report, program, classpath, folder)
    check_marked(report, program, classpath, folder)
    if ALL:
        check_documents(report, program, classpath, folder)
        check_examples(report, program, classpath, folder)
    report.done()


main()
