#!/usr/bin/env python3
"""findings.py PLANPRESS: what is wrong with documents, in each form, and the statuses that follow."""
import json
import pathlib
import re
import sys
import tempfile

from harness import TESTS, Report, run

HOME = TESTS / 'home'
BAD = TESTS / 'bad'


def say(program, form, *args, **more):
    return run(program, 'check', f'--format={form}', *args, cwd=BAD, home='../home', **more)


def check_json(report, program):
    done = say(program, 'json', 'unknown-block', 'raw-html')
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    findings, summary = lines[:-1], lines[-1]
    report.check(all(line['schema'] == 1 for line in lines) and all(f['kind'] == 'finding' for f in findings), 'json: schema and kind', done.stdout)
    report.check(summary['kind'] == 'summary' and summary['errors'] == sum(f['severity'] == 'error' for f in findings) > 0 and
                 summary['warnings'] == sum(f['severity'] == 'warning' for f in findings) > 0, 'json: the summary comes last', done.stdout)
    block = next(f for f in findings if f['code'] == 'MD004')
    span = block['spans'][0]
    source = (BAD / span['path']).read_text(encoding='utf-8').splitlines()[span['line'] - 1]
    marked = source[span['column'] - 1:span['column'] - 1 + span['length']]
    report.check(span['primary'] and span['source'] == source and f'"{marked.lstrip(".")}"' in block['message'], 'json: the span is the word', str(block))
    report.check(block['column_unit'] == 'code point' and isinstance(block['help'], list), 'json: unit and help', str(block))
    report.check(done.returncode == 1 and 'MD004' not in done.stderr, 'json: status; nothing of it on stderr', done.stderr)


def check_sarif(report, program):
    done = say(program, 'sarif', *sorted(p.name for p in BAD.iterdir()))
    log = json.loads(done.stdout)
    run_ = log['runs'][0]
    rules, results = run_['tool']['driver']['rules'], run_['results']
    report.check(log['version'] == '2.1.0' and '2.1.0' in log['$schema'] and run_['columnKind'] == 'unicodeCodePoints', 'sarif: version')
    report.check(len(results) > 20 and all(rules[r['ruleIndex']]['id'] == r['ruleId'] for r in results), 'sarif: each result has its rule')
    report.check(len({rule['id'] for rule in rules}) == len(rules) and all(rule['help']['text'] for rule in rules), 'sarif: rules')
    prints = [next(iter(r['partialFingerprints'].values())) for r in results]
    report.check(len(set(prints)) == len(prints), 'sarif: fingerprints differ')
    report.check(all(r['level'] in ('note', 'warning', 'error') and r['message']['text'] for r in results), 'sarif: levels and messages')
    regions = [l['physicalLocation']['region'] for r in results for l in r.get('locations', []) if 'region' in l['physicalLocation']]
    report.check(all(g['startLine'] >= 1 and g.get('endColumn', 2) > g.get('startColumn', 1) for g in regions), 'sarif: regions')
    empty = json.loads(run(program, 'check', '--format=sarif', TESTS / 'golden/text/small', home=HOME).stdout)
    report.check(empty['runs'][0]['results'] == [], 'sarif: a document in order')
    again = say(program, 'sarif', *sorted(p.name for p in BAD.iterdir()))
    report.check(again.stdout == done.stdout, 'sarif: the same twice')


def check_gitlab(report, program):
    """What GitLab's documentation of Code Quality asks of each entry."""
    cases = sorted(p.name for p in BAD.iterdir())
    done = say(program, 'gitlab', *cases)
    entries = json.loads(done.stdout)
    report.check(done.returncode == 4 or done.returncode == 1, 'gitlab: status', str(done.returncode))
    report.check(len(entries) > 20 and all(set(e) == {'description', 'check_name', 'fingerprint', 'severity', 'location'} for e in entries), 'gitlab: names')
    report.check(len({e['fingerprint'] for e in entries}) == len(entries), 'gitlab: fingerprints differ')
    report.check({e['severity'] for e in entries} <= {'info', 'minor', 'major', 'critical', 'blocker'}, 'gitlab: severities')
    report.check(all(e['location']['lines']['begin'] >= 1 and e['location']['path'] for e in entries), 'gitlab: places')
    block = next(e for e in entries if e['location']['path'] == 'unknown-block/01.md')
    report.check(block['check_name'] == 'MD004' and block['severity'] == 'major' and 'did you mean' in block['description'], 'gitlab: a finding', str(block))
    report.check(len(entries) == len(json.loads(say(program, 'sarif', *cases).stdout)['runs'][0]['results']), 'gitlab: as many as in SARIF')
    empty = run(program, 'check', '--format=gitlab', TESTS / 'golden/text/small', home=HOME)
    report.check(empty.returncode == 0 and json.loads(empty.stdout) == [], 'gitlab: a document in order', empty.stdout)


def check_github_and_short(report, program):
    done = say(program, 'github', 'unknown-block')
    report.check(bool(re.match(r'::error title=MD004,file=unknown-block/01\.md,line=\d+,col=\d+,endColumn=\d+::unknown block "', done.stdout)),
                 'github', done.stdout)
    done = say(program, 'short', 'unknown-block')
    report.check(all(re.match(r'\S+:\d+:\d+: (error|warning)\[\w+\]: ', line) for line in done.stderr.splitlines()[:-1]) and not done.stdout,
                 'short: a line each', done.stderr)


def check_statuses(report, program, tmp):
    out = ['-o', tmp]
    for args, status in ((['raw-html'], 0), (['--deny=warnings', 'raw-html'], 3), (['--deny', 'warnings', 'raw-html', 'unknown-block'], 1),
                         (['--deny', 'warnings', '-q', 'raw-html'], 3), (['--deny=warnings', 'missing-template', 'raw-html'], 1)):
        done = run(program, 'check', *args, cwd=BAD, home='../home')
        report.check(done.returncode == status, f'check {args}: {status}', f'{done.returncode}\n{done.stderr}')
    for turn in ('built', 'up to date'):                # a stamp keeps what was found
        done = run(program, 'build', *out, '--deny=warnings', 'raw-html', cwd=BAD, home='../home')
        report.check(done.returncode == 3 and 'MD007' in done.stderr and ('up to date' in done.stderr) == (turn != 'built'),
                     f'warnings are denied: {turn}', done.stderr)


def make(folder, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'document.xml').write_text('<?xml version="1.0"?>\n<document template="test" lang="en-GB"><title>T</title><organisation>O</organisation>'
                                         '<sections><section file="01.md" role="body"/></sections></document>', encoding='utf-8')
    (folder / '01.md').write_bytes(text)


def check_many(report, program, tmp):
    make(tmp / 'many', b'# Head\n\n' + b''.join(b'::: none%d\n:::\n\n' % i for i in range(40)) + b'<br>\n\n' * 30)
    done = run(program, 'check', tmp / 'many', home=HOME)
    report.check(done.stderr.count('error[MD004]') == 20 and 'and 20 more MD004' in done.stderr, 'many of one code', done.stderr[-800:])
    report.check(done.stderr.count('warning[MD007]') == 3 and 'and 27 more like this' in done.stderr, 'many alike', done.stderr[-800:])
    done = run(program, 'check', '--verbose', tmp / 'many', home=HOME)
    report.check(done.stderr.count('error[MD004]') == 40 and done.stderr.count('MD007') == 30, '--verbose shows all', done.stderr[-800:])
    done = run(program, 'check', '--max-errors=2', tmp / 'many', home=HOME)
    report.check(done.stderr.count('error[MD004]') == 2 and '38 more errors are not shown' in done.stderr, '--max-errors', done.stderr[-800:])
    done = run(program, 'check', '--max-errors=2', '--format=json', tmp / 'many', home=HOME)
    report.check(len(done.stdout.splitlines()) == 2 + 30 + 1 and json.loads(done.stdout.splitlines()[-1])['held_back'] == 38, '--max-errors in json')


def check_hostile(report, program, tmp):
    """No form lets a document talk to the terminal, or forge a command."""
    make(tmp / 'hostile', '# Head\n\n::: {.a\x1b[31m\u202eb}\n:::\n\n::: x\u009b%0A::error::forged\n:::\n'.encode())
    for form in ('human', 'short', 'json', 'sarif', 'github'):
        done = run(program, 'check', f'--format={form}', tmp / 'hostile', home=HOME)
        said = done.stdout + done.stderr
        report.check(not re.search('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]', said), f'{form}: no control characters', repr(said))
        report.check(not re.search('^::error::', said, re.M), f'{form}: nothing forged', said)
        report.check(done.returncode == 1, f'{form}: found', said)
    make(tmp / 'a\x1b[31m\n\u202eb', b'# Head\n\nWords.\n')
    for args in (['check'], ['build', '-o', tmp / 'out'], ['build', '-o', tmp / 'out'], ['data'], ['list'], ['build', '--timings', '-o', tmp / 'out']):
        done = run(program, *args, tmp / 'a\x1b[31m\n\u202eb', home=HOME)
        report.check(done.returncode == 0 and '\\x1B[31m\\x0A\\u{202E}b' in done.stdout + done.stderr and
                     not re.search('[\x00-\x08\x0b-\x1f\u202e]', done.stdout + done.stderr), f'{args[0]}: a folder\'s name', repr(done.stderr + done.stdout))


def check_explain(report, program):
    codes = run(program, 'explain').stdout.splitlines()
    report.check(len(codes) > 80 and all(re.match(r'[A-Z]{2,3}\d{3}\t\S', c) for c in codes), 'explain lists the codes', str(codes[:3]))
    done = run(program, 'explain', *(c.split('\t')[0] for c in codes))
    report.check(done.returncode == 0 and done.stdout.count('\nWhat to do:\n') == len(codes), 'every code is explained', done.stderr)
    report.check('a block is not defined in the template' in run(program, 'explain', 'md004').stdout, 'explain md004')


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder).resolve()
        check_json(report, program)
        check_sarif(report, program)
        check_gitlab(report, program)
        check_github_and_short(report, program)
        check_statuses(report, program, tmp)
        check_many(report, program, tmp)
        check_hostile(report, program, tmp)
        check_explain(report, program)
    report.done()


main()
