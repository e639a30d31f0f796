#!/usr/bin/env python3
"""accessibility.py PLANPRESS: the report on accessibility, and that a template of too little contrast makes no PDF."""
import json
import pathlib
import re
import shutil
import sys
import tempfile

from harness import ROOT, TESTS, Report, run

STANDINGS = {'passed', 'failed', 'by-construction', 'not-applicable', 'person'}
HEADINGS = ['What the PDF claims', 'What it contains', 'What was found in the source', 'Contrast', 'Matterhorn Protocol 1.1', 'Known limits',
            'For an accessibility statement']
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB">
  <title>A | B</title>
  <organisation>Test office</organisation>
  <sections><section file="01.md" role="body"/></sections>
</document>
'''
FINE = '# Plan\n\n[Ein Satz]{lang=de}, a [page](https://www.example.org/) and a note.[^1]\n\n[^1]: Here.\n'
FAULTY = FINE + '\n![](map.png)\n\nSee [here](https://www.example.org/a).\n'
PALE = '<?xml version="1.0" encoding="UTF-8"?>\n<template extends="test">\n  <swatches><swatch name="blue" rgb="#8899AA" cmyk="40 20 10 10"/></swatches>\n</template>\n'


def make_home(folder):
    shutil.copytree(TESTS / 'home', folder, symlinks=False)
    (folder / 'templates' / 'pale.xml').write_text(PALE, encoding='utf-8')


def make_document(folder, text, template='test'):
    folder.mkdir()
    (folder / 'document.xml').write_text(MANIFEST.format(template=template), encoding='utf-8')
    (folder / '01.md').write_text(text, encoding='utf-8')
    shutil.copy(TESTS / 'lint' / 'ACC001' / 'map.png', folder)


def make_report(program, home, folder):
    out = folder.parent / 'out'
    done = run(program, 'report', '-o', out, folder, home=home)
    stem = out / f'{folder.name}-accessibility'
    return done, stem.with_suffix('.md').read_text(encoding='utf-8'), stem.with_suffix('.json').read_text(encoding='utf-8')


def check_form(report, name, markdown, facts):
    report.check(re.findall(r'^## (.*)$', markdown, re.M) == HEADINGS, f'{name}: headings', markdown)
    report.check('# Accessibility of “A \\| B”' in markdown, f'{name}: words of the document are escaped', markdown[:200])
    rows = facts['matterhorn']
    report.check([r['checkpoint'] for r in rows] == sorted(r['checkpoint'] for r in rows), f'{name}: checkpoints in order')
    report.check({r['checkpoint'] for r in rows} == set(range(1, 32)), f'{name}: all 31 checkpoints')
    report.check({r['standing'] for r in rows} <= STANDINGS, f'{name}: standings')
    ids = [i for r in rows for i in r['conditions']]
    report.check(len(ids) == len(set(ids)), f'{name}: each condition once')
    report.check(all(i.startswith(f'{r["checkpoint"]:02}-') for r in rows for i in r['conditions']), f'{name}: conditions are of their checkpoint')
    report.check(all(p['ratio'] >= 1 for p in facts['contrast']) and facts['contrast'], f'{name}: contrast')


def standing(facts, condition):
    return next(r['standing'] for r in facts['matterhorn'] if condition in r['conditions'])


def check_fine(report, program, home, place):
    make_document(place / 'fine', FINE)
    done, markdown, text = make_report(program, home, place / 'fine')
    facts = json.loads(text)
    report.check(done.returncode == 0, 'fine: status', done.stderr)
    check_form(report, 'fine', markdown, facts)
    counts = facts['counts']
    report.check((counts['links'], counts['notes'], counts['headings'], counts['figures']) == (1, 1, 1, 0), 'fine: counts', str(counts))
    report.check(counts['languages'] == ['en-GB', 'de'], 'fine: languages', str(counts))
    report.check(counts['smallest_text_pt'] == 8, 'fine: the smallest text is that of notes, not their raised marks', str(counts))
    report.check(facts['claims'] == ['PDF/UA-1', 'PDF/A-3a'] and facts['makes_pdf'], 'fine: claims', str(facts['claims']))
    report.check(facts['findings'] == [] and 'found no problems' in facts['statement'], 'fine: nothing is found', str(facts['findings']))
    check_numbers(report, facts)
    report.check(standing(facts, '13-004') == 'not-applicable' and standing(facts, '14-003') == 'passed', 'fine: standings')
    report.check(make_report(program, home, place / 'fine')[1:] == (markdown, text), 'fine: the same again')


def check_pictures(report, program, home, place):
    make_document(place / 'pictures', FINE + '\n![A map](map.png)\n\n![](map.png){.decorative}\n\n![](map.png){.decorative}\n')
    counts = json.loads(make_report(program, home, place / 'pictures')[2])['counts']
    report.check((counts['figures'], counts['figures_with_alt'], counts['figures_decorative']) == (3, 1, 2), 'pictures: counts', str(counts))


def check_numbers(report, facts):
    """The Matterhorn numbers of the diagnostics are those of the report."""
    known = {i for r in facts['matterhorn'] for i in r['conditions']} | {str(r['checkpoint']) for r in facts['matterhorn']}
    text = (ROOT / 'src/diag/diagnostics.def').read_text(encoding='utf-8')
    used = set(' '.join(re.findall(r'^ +"([\d -]*)"\)$', text, re.M)).split())
    report.check(used and used <= known, 'Matterhorn numbers of diagnostics', str(used - known))


def check_faulty(report, program, home, place):
    make_document(place / 'faulty', FAULTY)
    done, markdown, text = make_report(program, home, place / 'faulty')
    facts = json.loads(text)
    codes = [f['code'] for f in facts['findings']]
    report.check(done.returncode == 1, 'faulty: status', done.stderr)
    check_form(report, 'faulty', markdown, facts)
    report.check('PDF003' in codes and 'ACC004' in codes, 'faulty: findings', str(codes))
    report.check(any(f['code'] == 'ACC004' and (f['line'], f['column']) == (9, 6) for f in facts['findings']), 'faulty: places', str(facts['findings']))
    report.check(standing(facts, '13-004') == 'failed', 'faulty: the condition failed')
    report.check(facts['statement'] == '' and not facts['makes_pdf'], 'faulty: no statement while there are errors', facts['statement'])


def check_pale(report, program, home, place):
    make_document(place / 'pale', FINE, 'pale')
    done = run(program, 'build', '-o', place / 'out', place / 'pale', home=home)
    report.check(done.returncode == 1, 'pale: status', done.stderr)
    report.check(re.search(r'test\.xml:\d+:\d+: error\[TPL005\]: text in blue on white paper', done.stderr), 'pale: what is said', done.stderr)
    report.check(not (place / 'out' / 'pale.pdf').exists(), 'pale: no PDF')


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        make_home(place / 'home')
        check_fine(report, program, place / 'home', place)
        check_pictures(report, program, place / 'home', place)
        check_faulty(report, program, place / 'home', place)
        check_pale(report, program, place / 'home', place)
    report.done()


main()
