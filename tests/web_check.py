#!/usr/bin/env python3
"""web_check.py PLANPRESS FOLDER [--all]: web pages held against independent checkers: the Nu HTML checker and html-validate have no
finding; axe-core in Debian's Chromium has no violation at 320 and 1280 px, light and dark; at 320 px nothing but regions made for
it scrolls sideways. The specimen; with --all every document under content/. The pages are made in FOLDER. Without the
checkers the test is skipped, in CI it fails."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

from harness import ALL, ROOT, TESTS, Report, limited, run

SKIPPED = 77
LIMIT = 900     # seconds of processor time for one run of a checker
# The checker takes `img-src data:` for no source at all. Chromium shows these pictures under that policy: web.py proves it.
BLOCKED = '.*violates Content Security Policy.*image.*'
WEB = TESTS / 'web'
MODULES = WEB / 'node_modules'
NU = MODULES / 'vnu-jar' / 'build' / 'dist' / 'vnu.jar'
VALIDATE = MODULES / 'html-validate' / 'bin' / 'html-validate.mjs'


def skip(reason):
    """In CI there is no excuse."""
    in_ci = os.environ.get('CI') == 'true'
    print(f'{"FAILED" if in_ci else "skipped"}: {reason}; ./setup --tests installs it')
    raise SystemExit(1 if in_ci else SKIPPED)


def find_tools():
    for needed in (NU, VALIDATE, MODULES / 'axe-core' / 'axe.min.js', MODULES / 'puppeteer-core'):
        if not needed.exists():
            skip(f'there is no {needed}')
    for tool in ('java', 'node', 'chromium'):
        if not shutil.which(tool):
            skip(f'there is no {tool}')


def build(report, program, out, documents):
    """The pages made of these documents; each has to give one."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    done = run(program, 'build', '--quiet', '--product=html', '-o', out, *documents)
    pages = sorted(out.glob('*.html'))
    report.check(len(pages) >= len(documents) > 0, f'{out.name}: every document gives a page', done.stderr[-3000:])
    return pages


def check_markup(report, pages, what):
    done = limited(['java', '-jar', NU, '--format', 'gnu', '--filterpattern', BLOCKED, *pages], cpu=LIMIT, capture_output=True, text=True)
    report.check(done.returncode == 0 and not done.stderr.strip(), f'{what}: the Nu HTML checker has no finding', done.stderr[:6000])
    done = limited(['node', VALIDATE, '--config', WEB / 'htmlvalidate.json', '--formatter', 'text', *pages], cpu=LIMIT,
                   capture_output=True, text=True)
    report.check(done.returncode == 0, f'{what}: html-validate has no finding', (done.stdout + done.stderr)[:6000])


def check_in_browser(report, pages, what):
    done = limited(['node', WEB / 'check.mjs', shutil.which('chromium'), *pages], cpu=LIMIT, capture_output=True, text=True, cwd=WEB)
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    report.check(len(seen) == 4 * len(pages), f'{what}: every page was seen at two widths, light and dark', done.stderr[-3000:])
    for one in seen:
        name = f'{pathlib.Path(one["file"]).stem} at {one["width"]} px, {one["scheme"]}'
        report.check(not one['violations'], f'{name}: axe-core', '\n'.join(one['violations']))
        wide = one['wide']
        report.check(wide['scroll'] <= wide['width'] and not wide['out'], f'{name}: nothing is wider than the screen', json.dumps(wide))
    print(f'{what}: {len(pages)} pages')


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    report = Report()
    find_tools()
    documents = sorted(p.parent for p in (ROOT / 'content').glob('*/document.xml' if ALL else 'specimen/document.xml'))
    pages = build(report, program, folder / 'content', documents)
    if pages:
        check_markup(report, pages, 'content')
        check_in_browser(report, pages, 'content')
    return report.done()


if __name__ == '__main__':
    raise SystemExit(main())
