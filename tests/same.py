#!/usr/bin/env python3
"""same.py OLD NEW: whether two checkouts make the same of the same documents.

OLD and NEW are the top folders of two checkouts, each with a release built in out/build/release. Every document under
content/, tests/golden, tests/bad and tests/lint and every construct is built by both programs from NEW's sources, each
with the templates and schemas of its own checkout. Differences in the PDF's bytes, the messages and the exit status are
listed; with --text the first lines of text that differ too. To prove a move of code, commit by commit."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import constructs
from harness import difference, environment


def documents(root, work):
    """Pairs of a document's folder and the home it needs, of NEW's sources."""
    tests = root / 'tests'
    found = [(p.parent, '.') for p in sorted((root / 'content').glob('*/document.xml'))]
    for pattern in ('golden/*/*', 'bad/*', 'lint/*'):
        found += [(p.parent, 'tests/home') for p in sorted(tests.glob(pattern + '/document.xml'))]
    return found + [(p, 'tests/home') for p in constructs.write_constructs(work / 'constructs')]


def build(root, new, document, home, out):
    """Exit status, messages without what may differ between two runs, and the PDF's bytes."""
    program = root / 'out/build/release/planpress'
    command = [program, 'build', '--force', '-v', '-o', out, document]
    done = subprocess.run(command, cwd=document.parent, env=environment(root / home), stdin=subprocess.DEVNULL,
                          capture_output=True, encoding='utf-8', errors='backslashreplace')
    pdf = out / f'{document.name}.pdf'
    words = done.stderr.replace(str(out), 'OUT').replace(str(new), 'ROOT').replace(str(root), 'ROOT')
    words = re.sub(r', [0-9.]+ s, ', ', ', words)
    return done.returncode, words, pdf.read_bytes() if pdf.exists() else b''


def text_of(pdf, work):
    path = work / 'text.pdf'
    path.write_bytes(pdf)
    return subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, encoding='utf-8').stdout if pdf else ''


def compare(old, new, showing_text):
    same = differing = 0
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for document, home in documents(new, work):
            results = []
            for root in (old, new):
                out = work / 'out'
                shutil.rmtree(out, ignore_errors=True)
                results.append(build(root, new, document, home, out))
            what = [n for n, a, b in zip(('status', 'messages', 'PDF'), *results) if a != b]
            same, differing = same + (not what), differing + bool(what)
            if what:
                print(f'{os.path.relpath(document, new)}: {", ".join(what)}')
            if 'messages' in what and showing_text:
                print(difference(results[0][1], results[1][1], 'messages'))
            if 'PDF' in what and showing_text:
                print(difference(text_of(results[0][2], work), text_of(results[1][2], work), 'text')[:2000])
    print(f'{same} the same, {differing} different')
    return 1 if differing else 0


def main():
    roots = [pathlib.Path(a).resolve() for a in sys.argv[1:] if a != '--text']
    sys.exit(compare(*roots, '--text' in sys.argv))


main()
