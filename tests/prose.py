#!/usr/bin/env python3
"""prose.py PLANPRESS [-v]: sentences of finance reports, right and wrong ones, held against the tables that they speak of.

Each folder of prose/ has tables (*.xml) and sentences (*.txt): a line of "right" or "wrong", a kind, and the sentence. A
wrong sentence must have a warning (DAT022 or DAT023), a right one none. Nobody's reader finds all, so the shares are
asserted: 85 of 100 wrong ones over all and most of each kind, and no right one. With -v the ones that
come out otherwise are listed."""
import collections
import json
import pathlib
import sys
import tempfile

from harness import TESTS, Report, run

PROSE = TESTS / 'prose'
FOUND = {'DAT022', 'DAT023'}


def sentences(path):
    for line in path.read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            yield line.split(' ', 2)


def document(folder, tables, texts):
    """A document of the tables and one paragraph for each text; the line of each."""
    data = ''
    for table in tables:
        (folder / table.name).write_bytes(table.read_bytes())
        data += f'<table id="{table.stem}" file="{table.name}"/>'
    (folder / 'document.xml').write_text('<document template="test" lang="en-GB"><title>T</title><organisation>O</organisation>'
                                         f'<data>{data}</data><sections><section file="s.md"/></sections></document>', encoding='utf-8')
    (folder / 's.md').write_text('# One\n\n' + '\n\n'.join(texts) + '\n', encoding='utf-8')
    return {3 + 2 * i: text for i, text in enumerate(texts)}


def warnings(program, folder):
    done = run(program, 'check', '--format=json', '-v', folder, home=TESTS / 'home')
    found = [f for f in map(json.loads, done.stdout.splitlines()) if f['kind'] == 'finding']
    return found, done


def judge(program, source, name, report):
    """What became of each sentence: (file, verdict, kind, sentence, messages)."""
    cases = [(p.name, *c) for p in sorted(source.glob(name)) for c in sentences(p)]
    with tempfile.TemporaryDirectory() as folder:
        lines = document(pathlib.Path(folder), sorted(source.glob('*.xml')), [c[3] for c in cases])
        found, done = warnings(program, folder)
    report.check(not [f for f in found if f['severity'] == 'error'], f'{source.name}: no errors', done.stdout + done.stderr)
    said = collections.defaultdict(list)
    for f in found:
        if f['code'] in FOUND:
            said[next(s['line'] for s in f['spans'] if s['primary'])].append(f['code'] + ' ' + f['message'])
    return [(*case, said[line]) for case, line in zip(cases, lines)]


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    names = [a for a in sys.argv[2:] if not a.startswith('-')] or ['*.txt']
    report = Report()
    results = [r for source in sorted(p for p in PROSE.iterdir() if p.is_dir()) for n in names for r in judge(program, source, n, report)]
    kinds = collections.defaultdict(collections.Counter)
    for name, verdict, kind, text, said in results:
        kinds[kind][verdict, bool(said)] += 1
        kinds['all'][verdict, bool(said)] += 1
        if '-v' in sys.argv and (verdict == 'wrong') != bool(said):
            print(f'{"missed" if verdict == "wrong" else "FALSE"}  {kind}: {text}')
            for s in said:
                print('          ' + s)
    for kind, n in sorted(kinds.items(), key=lambda k: k[0] == 'all'):
        wrong, right = n['wrong', True] + n['wrong', False], n['right', True] + n['right', False]
        print(f'{kind:14} {n["wrong", True]:3} of {wrong:3} wrong ones found, {n["right", True]:2} of {right:3} right ones reported')
    n = kinds['all']
    report.check(n['wrong', True] >= 0.85 * (n['wrong', True] + n['wrong', False]), '85 of 100 wrong sentences are found')
    report.check(not n['right', True], 'no right sentence is reported', str(n['right', True]))
    report.done()


main()
