#!/usr/bin/env python3
"""doctor.py PLANPRESS: `planpress doctor` reports what is there as it is, and what is missing with the package that brings it."""
import hashlib
import json
import pathlib
import re
import shutil
import sys
import tempfile

from harness import ROOT, Report, run


def facts_of(program, cwd, **more):
    done = run(program, 'doctor', '--format=json', cwd=cwd, **more)
    told = json.loads(done.stdout)
    return done.returncode, told, {(f['kind'], f['name']): f for f in told['facts']}


def check_here(report, program):
    status, told, facts = facts_of(program, ROOT)
    report.check(status == 0 and told['ok'] and told['schema'] == 1 and re.fullmatch(r'[0-9a-f]{64}', told['fingerprint']), 'nothing is missing', str(told)[:500])
    for (kind, name), fact in facts.items():
        if 'sha256' in fact:
            data = (ROOT / fact['path']).read_bytes()
            report.check(hashlib.sha256(data).hexdigest() == fact['sha256'], f'{kind} {name}: its hash')
    version = run(program, 'version').stdout.split()[1]
    report.check(facts['program', 'planpress']['version'] == version, 'the version')
    report.check(pathlib.Path(facts['program', 'planpress']['path']) == program, 'the program')
    report.check(facts['home', 'templates/ and fonts/']['path'] == str(ROOT), 'the home')
    templates = {p.stem for p in (ROOT / 'templates').glob('*.xml')}
    report.check({n for k, n in facts if k == 'template'} == templates, 'all templates')
    report.check({n for k, n in facts if k == 'language'} == {p.stem for p in (ROOT / 'templates/languages').glob('*.xml')}, 'all languages')
    text = (ROOT / 'fonts/fonts.xml').read_text(encoding='utf-8')
    report.check(len([k for k, _ in facts if k == 'font']) == text.count('<face '), 'all faces')
    for name in re.findall(r'<profile name="([^"]+)"', text):
        fact = facts['profile', name]
        report.check(fact['state'] == ('found' if 'sha256' in fact else 'not-found'), f'profile {name}', str(fact))
    for library in ('libxml2', 'libharfbuzz', 'libqpdf'):
        found = [f for (k, n), f in facts.items() if k == 'library' and n.startswith(library + '.so')]
        report.check(len(found) == 1 and re.fullmatch(r'[\d.]+', found[0]['version']), f'the version of {library}', str(found))
    said = run(program, 'doctor').stdout
    report.check(told['fingerprint'] in said and 'is there' in said.splitlines()[-1], 'as text', said)
    report.check(all(n in said for _, n in facts), 'as text: the same facts', said)


def check_fingerprint(report, program):
    first = facts_of(program, ROOT)[1]['fingerprint']
    report.check(facts_of(program, ROOT, LC_ALL='C', TZ='Asia/Tokyo')[1]['fingerprint'] == first, 'the fingerprint is the same twice')
    report.check(facts_of(program, ROOT, SOURCE_DATE_EPOCH='5')[1]['fingerprint'] != first, 'a date is part of the fingerprint')


def check_missing(report, program, tmp):
    for name in ('templates', 'fonts'):
        shutil.copytree(ROOT / name, tmp / name)
    catalogue = tmp / 'fonts' / 'fonts.xml'
    before = catalogue.read_text(encoding='utf-8')
    first = facts_of(program, tmp)[1]['fingerprint']
    report.check(first == facts_of(program, ROOT)[1]['fingerprint'], 'another folder has the same fingerprint')
    # One face: another stands in. A family: every build may need it.
    catalogue.write_text(before.replace('LiberationMono-Bold.ttf', 'Absent.ttf'), encoding='utf-8')
    status, told, facts = facts_of(program, tmp)
    fact = facts['font', 'Liberation Mono 700']
    report.check(status == 0 and fact['state'] == 'not-found' and fact['package'] == 'fonts-liberation2' and told['fingerprint'] != first, 'a face that is missing', str(fact))
    catalogue.write_text(re.sub('LiberationMono-', 'Absent-', before), encoding='utf-8')
    status, told, facts = facts_of(program, tmp)
    report.check(status == 4 and not told['ok'] and facts['font', 'Liberation Mono 400']['state'] == 'missing', 'a family that is missing', str(told)[:500])
    said = run(program, 'doctor', cwd=tmp)
    report.check(said.returncode == 4 and said.stdout.endswith('sudo apt install fonts-liberation2\n'), 'the package that brings it', said.stdout)
    catalogue.write_text('<fonts>', encoding='utf-8')
    status, _, facts = facts_of(program, tmp)
    report.check(status == 4 and facts['font', 'fonts/fonts.xml']['state'] == 'missing', 'a catalogue that cannot be read', str(facts))
    with tempfile.TemporaryDirectory() as empty:
        status, told, facts = facts_of(program, empty)
        report.check(status == 4 and facts['home', 'templates/ and fonts/']['state'] == 'missing', 'no home', str(told)[:500])
    (tmp / 'bin').mkdir()
    (tmp / 'bin' / 'prlimit').symlink_to(shutil.which('prlimit'))      # which the harness runs
    status, _, facts = facts_of(program, ROOT, PATH=str(tmp / 'bin'))
    report.check(facts['program', 'git']['state'] == 'not-found' and status == 0, 'no git', str(facts['program', 'git']))


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    check_here(report, program)
    check_fingerprint(report, program)
    with tempfile.TemporaryDirectory() as folder:
        check_missing(report, program, pathlib.Path(folder).resolve())
    report.done()


main()
