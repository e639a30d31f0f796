#!/usr/bin/env python3
"""made_together.py PLANPRESS: the products of a document as the command makes them.

Their names; what --product chooses; that a failure leaves every older file alone; that a stamp covers all of them and the open
data; what depfiles and Ninja list; that verify compares each; and that the same build gives the same bytes."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from harness import TESTS, Report, run

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<document template="test" lang="en-GB">
  <title>Title</title>
  <organisation>Office of the Commissioner</organisation>
  <data><table id="cost" file="cost.xml"/></data>
  <products>
    <product kind="screen"/>
    <product kind="press" multiple="1"/>
    <product kind="large-print"/>
    <product kind="html"/>
  </products>
  <sections><section file="01.md"/></sections>
</document>
"""
COST = """<?xml version="1.0" encoding="UTF-8"?>
<table><columns><column id="what">What</column><column id="cost" kind="count">Cost</column></columns>
<row id="a" label="Patrols"><cell>10</cell></row></table>
"""
ENDINGS = {'screen': '.pdf', 'press': '-press.pdf', 'large-print': '-large-print.pdf', 'html': '.html'}


def make_document(top):
    folder = top / 'content' / 'plan'
    folder.mkdir(parents=True)
    (folder / 'document.xml').write_text(MANIFEST, encoding='utf-8')
    (folder / 'cost.xml').write_text(COST, encoding='utf-8')
    (folder / '01.md').write_text('# Heading\n\nWords in a paragraph.\n\n::: {.table data=cost caption="What it costs"}\n:::\n', encoding='utf-8')
    for name in ('templates', 'fonts'):
        (top / name).symlink_to((TESTS / 'home' / name).resolve())
    return folder


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob('*') if p.is_file() and p.name[0] != '.'}


def test_names(report, program, top):
    done = run(program, 'build', 'plan', cwd=top)
    report.check(done.returncode == 0, 'all products are made', done.stderr)
    made = files(top / 'out')
    report.check({f'plan{e}' for e in ENDINGS.values()} == {n for n in made if '/' not in n}, 'their names', str(sorted(made)))
    report.check('plan/data/cost.csv' in made and 'plan/data/plan.ods' in made, 'the open data lies beside the page', str(sorted(made)))
    page = made.get('plan.html', b'').decode()
    for link in ('plan.pdf', 'plan-large-print.pdf', 'plan/data/cost.csv', 'plan/data/plan.ods'):
        report.check(f'href="./{link}"' in page, f'the page leads to {link}')
    report.check('-press.pdf' not in page, 'the page does not lead to the file for the printer')
    lines = done.stderr.splitlines()
    report.check(len(lines) == 4 and all('→' in l for l in lines), 'one line for each', done.stderr)
    return made


def test_stamps(report, program, top, made):
    done = run(program, 'build', 'plan', cwd=top)
    report.check(done.stderr.count('up to date') == 4, 'nothing is made twice', done.stderr)
    for name in [f'plan{e}' for e in ENDINGS.values()] + ['plan/data/cost.csv']:
        (top / 'out' / name).unlink()
        run(program, 'build', 'plan', cwd=top)
        report.check(files(top / 'out') == made, f'{name} is made again, with the same bytes')
    (top / 'out/plan.html').write_bytes(b'changed')
    run(program, 'build', 'plan', cwd=top)
    report.check(files(top / 'out') == made, 'a page that somebody changed is made again')


def test_manifest(report, program, top, folder, made):
    """A setting of a product, and the list of products, are inputs as the text is."""
    manifest, out = folder / 'document.xml', top / 'out'

    def build_with(old, new):
        manifest.write_text(MANIFEST.replace(old, new), encoding='utf-8')
        done = run(program, 'build', 'plan', cwd=top)
        again = run(program, 'build', 'plan', cwd=top)
        report.check(done.returncode == 0 and 'up to date' not in done.stderr, f'{new or "one product less"}: made again', done.stderr)
        report.check(again.stderr.count('up to date') == len(again.stderr.splitlines()), f'{new or "one product less"}: and once only', again.stderr)
        return files(out)
    got = build_with('<product kind="large-print"/>', '<product kind="large-print" size="24pt"/>')
    report.check('plan-large-print.pdf' in {n for n in made if got[n] != made[n]} <= {'plan-large-print.pdf', 'plan.html'}, 'a setting of large print', str([n for n in made if got.get(n) != made[n]]))
    got = build_with('<product kind="html"/>', '<product kind="html" data="no"/>')
    report.check(b'cost.csv' not in got['plan.html'], 'a setting of the web page')
    (out / 'plan-press.pdf').write_bytes(b'older')
    got = build_with('<product kind="press" multiple="1"/>', '')
    report.check(got['plan-press.pdf'] == b'older', 'the file of a product that is no longer listed stays as it is')
    (out / 'plan-press.pdf').unlink()
    done = run(program, 'build', 'plan', cwd=top)
    report.check(done.stderr.count('up to date') == 3 and not (out / 'plan-press.pdf').exists(), 'and is not missed', done.stderr)
    manifest.write_text(MANIFEST, encoding='utf-8')
    run(program, 'build', 'plan', cwd=top)
    report.check(files(out) == made, 'the old manifest gives the old bytes')


def test_dump(report, program, top):
    """The pages of the product that is chosen; each kind has something of its own."""
    dumps = {k: run(program, 'build', '--dump=pages', *([f'--product={k}'] if k else []), 'plan', cwd=top).stdout for k in ('', 'screen', 'press', 'large-print')}
    report.check(dumps[''] == dumps['screen'] and dumps[''].startswith('page 1 '), 'the pages for screens', dumps[''][:300])
    report.check(' bleed ' in dumps['press'] and ' bleed ' not in dumps['screen'], 'the pages for the printer', dumps['press'][:300])
    smallest = {k: min(map(float, re.findall(r'^  text \S+ \S+ w \S+ \S+ (\S+) ', d, re.M)), default=0) for k, d in dumps.items()}
    report.check(smallest['large-print'] == 18 > smallest['screen'] > 0, 'the pages in large print', dumps['large-print'][:300])
    for words in ('html', 'all', 'screen,press'):
        done = run(program, 'build', '--dump=pages', f'--product={words}', 'plan', cwd=top)
        report.check(done.returncode == 2 and not done.stdout and 'choose --product=' in done.stderr, f'the pages of {words}', done.stderr)


def test_choice(report, program, top):
    for words, kinds in (('html', ['html']), ('screen,html', ['screen', 'html']), ('all', list(ENDINGS)), ('large-print', ['large-print'])):
        out = top / f'of-{words}'
        done = run(program, 'build', f'--product={words}', '-o', out, 'plan', cwd=top)
        got = {n for n in files(out) if '/' not in n}
        report.check(got == {f'plan{ENDINGS[k]}' for k in kinds}, f'--product={words}', f'{sorted(got)}\n{done.stderr}')
    for words in ('paper', '', 'html,', 'html,paper'):
        done = run(program, 'build', f'--product={words}', '-o', top / 'other', 'plan', cwd=top)
        report.check(done.returncode == (0 if words == 'html,' else 2), f'--product={words!r}', done.stderr)


def test_failure(report, program, top, folder, made):
    text = (folder / '01.md').read_text(encoding='utf-8')
    (folder / '01.md').write_text(text + '\n{{ cost/a/none }}\n', encoding='utf-8')
    done = run(program, 'build', 'plan', cwd=top)
    report.check(done.returncode == 1 and 'the previous files are unchanged' in done.stderr, 'an error is said', done.stderr)
    report.check(files(top / 'out') == made, 'after an error all older files stay')
    (folder / '01.md').write_text(text + '\nMore words.\n', encoding='utf-8')
    (top / 'out/plan.html').unlink()
    (top / 'out/plan.html').mkdir()                  # the last product cannot be written
    done = run(program, 'build', 'plan', cwd=top)
    (top / 'out/plan.html').rmdir()
    left = files(top / 'out')
    report.check(done.returncode == 4, 'a product that cannot be written', done.stderr)
    report.check(left == {n: b for n, b in made.items() if n != 'plan.html'}, 'then all others stay as they were', str(sorted(left)))
    report.check(not list((top / 'out').rglob('*.tmp')), 'and nothing is left behind')
    done = run(program, 'build', 'plan', cwd=top, stdout=subprocess.DEVNULL)
    (folder / '01.md').write_text(text, encoding='utf-8')
    run(program, 'build', 'plan', cwd=top)
    report.check(files(top / 'out') == made, 'the old words give the old bytes')


def test_once(report, program, top, folder):
    """A finding is of the document, however many products show it."""
    text = (folder / '01.md').read_text(encoding='utf-8')
    (folder / '01.md').write_text(text + '\nWords with a [link](#nowhere).\n', encoding='utf-8')
    done = run(program, 'build', '-o', top / 'once', '--format=short', 'plan', cwd=top)
    report.check(done.stderr.count('nowhere') == 1, 'a finding is reported once', done.stderr)
    (folder / '01.md').write_text(text, encoding='utf-8')


def test_depfile(report, program, top):
    run(program, 'build', '--force', '--depfile=out.d', 'plan', cwd=top)
    rules = (top / 'out.d').read_text(encoding='utf-8')
    for ending in ENDINGS.values():
        report.check(re.search(rf'^out/plan{re.escape(ending)}: .*?01\.md', rules, re.M | re.S), f'plan{ending} is in the depfile', rules)
    ninja = run(program, 'list', '--format=ninja', cwd=top).stdout
    report.check(all(f'out/plan{e}' in ninja for e in ENDINGS.values()), 'Ninja knows all products', ninja)
    chosen = run(program, 'list', '--format=ninja', '--product=html', cwd=top).stdout
    report.check('build out/plan.html:' in chosen and '--product html' in chosen, 'and those that are chosen', chosen)


def test_verify(report, program, top):
    for ending in ENDINGS.values():
        done = run(program, 'verify', f'out/plan{ending}', cwd=top)
        report.check(done.returncode == 0, f'verify plan{ending}', done.stderr)
    with open(top / 'out/plan-press.pdf', 'ab') as file:
        file.write(b' ')
    done = run(program, 'verify', 'out/plan-press.pdf', cwd=top)
    report.check(done.returncode == 1 and 'IO008' in done.stderr, 'a changed file is found', done.stderr)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        folder = make_document(top)
        made = test_names(report, program, top)
        test_stamps(report, program, top, made)
        test_manifest(report, program, top, folder, made)
        test_dump(report, program, top)
        test_choice(report, program, top)
        test_failure(report, program, top, folder, made)
        test_once(report, program, top, folder)
        test_depfile(report, program, top)
        test_verify(report, program, top)
        shutil.rmtree(top / 'out')
    report.done()


if __name__ == '__main__':
    main()
