#!/usr/bin/env python3
"""diff.py PLANPRESS [--all] [--approve] [--random PROGRAM --edits N] [--seed S] [CASE…]: the difference between two editions.

diff/CASE.txt holds two small documents and the merged tree that a person would want of them; diff/hashes.txt has a line for
each, so that a change of the algorithm shows its whole effect. --approve takes what comes out.

Whatever the difference is, two laws hold, byte for byte on dumps: with all changes made the merged tree is the new edition, and
with all undone the old one. They are tested on the golden documents with random edits of their text, data and manifests; on
CommonMark's examples in pairs; and on each pair of commits of the repository that touch content/. A document does not differ
from itself. --edits N makes that number of edits within one process (PROGRAM is unit/test_diff_random)."""
import argparse
import hashlib
import pathlib
import random
import re
import shutil
import subprocess
import tempfile

import commonmark
from constructs import PICTURE
from harness import ALL, ROOT, TESTS, Report, difference, environment, run, some

CASES = TESTS / 'diff'
OTHER = TESTS / 'golden/text/sample/picture.png'
HOME = TESTS / 'home'
GOLDEN = TESTS / 'golden'
DIFFERS = re.compile(r'^[^"]*(?:section "[^"]*" )?\{')      # a line of the merged tree that says how a node differs
PART = re.compile(r'^=== (.*)\n', re.M)
PICTURES = {'picture.png': PICTURE, 'other.png': OTHER}
MANIFEST = ('<document template="test" lang="en-GB"><title>Example</title><organisation>O</organisation>{images}{data}'
            '<sections><section file="01.md"/></sections></document>')


# --- cases -------------------------------------------------------------------------

def parts_of(text):
    """What the case is about, and its parts by name."""
    about, *rest = PART.split(text)
    return about, dict(zip(rest[::2], rest[1::2]))


def write_document(folder, parts, side):
    folder.mkdir(parents=True)
    files = {name.split(' ', 1)[1]: text for name, text in parts.items() if name.startswith(side)}
    data = ''.join(f'<table id="{name.removesuffix(".xml")}" file="{name}"/>' for name in files if name.endswith('.xml'))
    for name, text in files.items():
        (folder / name).write_text(text, encoding='utf-8')
    for name, picture in PICTURES.items():
        shutil.copy(picture, folder / name)
    (folder / 'document.xml').write_text(MANIFEST.format(images='', data=f'<data>{data}</data>' if data else ''), encoding='utf-8')
    return folder


def check_case(report, laws, path, approving):
    about, parts = parts_of(path.read_text(encoding='utf-8'))
    with tempfile.TemporaryDirectory() as work:
        old, new = (write_document(pathlib.Path(work) / side, parts, side) for side in ('old', 'new'))
        done = laws.merged(old, new)
        report.check(done.returncode == 0 and not done.stderr, f'{path.stem}: no findings', done.stderr)
        laws.check(path.stem, old, new)
    diff = difference(parts.get('merged', ''), done.stdout, path.stem)
    if approving and diff:
        print(diff)
        kept = path.read_text(encoding='utf-8').split('=== merged\n')[0]
        path.write_text(f'{kept}=== merged\n{done.stdout}', encoding='utf-8')
        diff = ''
    report.check(not diff, f'{path.stem}: {about.strip()}', diff)
    return hashlib.sha256(done.stdout.encode()).hexdigest()[:16]


def check_cases(report, laws, names, approving):
    listed = CASES / 'hashes.txt'
    found = {p.stem: check_case(report, laws, p, approving) for p in sorted(CASES.glob('*.txt')) if p != listed
             and (not names or p.stem in names)}
    text = ''.join(f'{value}  {name}\n' for name, value in found.items())
    if approving and not names:
        listed.write_text(text, encoding='utf-8')
    if not names:
        expected = listed.read_text(encoding='utf-8') if listed.exists() else ''
        report.check(text == expected, 'diff/hashes.txt', difference(expected, text, 'hashes'))


# --- the laws ----------------------------------------------------------------------

class Laws:
    def __init__(self, program, report):
        self.program, self.report, self.pairs, self.passed_over = program, report, 0, 0

    def run(self, *args, home=HOME):
        return run(self.program, *args, home=home)

    def merged(self, old, new, home=HOME):
        return self.run('diff', '--dump=merged', old, new, home=home)

    def tree(self, document, home, statuses):
        """The dump of a document; None when it has none, or ends with another status."""
        done = self.run('build', '--dump=doc', document, home=home)
        return done.stdout if done.stdout and done.returncode in statuses else None

    def check(self, name, old, new, home=HOME):
        """Both laws. A pair is passed over when the new edition has errors, or the old one cannot be read."""
        was, now = self.tree(old, home, (0, 1)), self.tree(new, home, (0,))
        if was is None or now is None:
            self.passed_over += 1
            return
        self.pairs += 1
        for option, expected in (('--reject', was), ('--accept', now)):
            done = self.run('diff', option, old, new, home=home)
            same = done.returncode == 0 and done.stdout == expected
            self.report.check(same, f'{name} {option}', '' if same else done.stderr + difference(expected, done.stdout, name)[:4000])

    def check_itself(self, name, document, home=HOME):
        done = self.merged(document, document, home)
        if done.returncode == 1:
            self.passed_over += 1
            return
        wrong = [line for line in done.stdout.splitlines() if line[:1] != ' ' or DIFFERS.search(line)]
        self.report.check(done.returncode == 0 and done.stdout and not wrong, f'{name} against itself', done.stderr + '\n'.join(wrong[:20]))


# --- random edits ------------------------------------------------------------------

def paragraphs(text):
    return text.split('\n\n')


def insert(rng, parts):
    parts.insert(rng.randrange(len(parts) + 1), rng.choice(['A new paragraph of a few words.', '## A new heading', '- one\n- two', rng.choice(parts)]))


def delete(rng, parts):
    del parts[rng.randrange(len(parts))]


def move(rng, parts):
    part = parts.pop(rng.randrange(len(parts)))
    parts.insert(rng.randrange(len(parts) + 1), part)


def split(rng, parts):
    at = rng.randrange(len(parts))
    words = parts[at].split(' ')
    middle = rng.randrange(len(words))
    parts[at:at + 1] = [' '.join(words[:middle]), ' '.join(words[middle:])]


def merge(rng, parts):
    at = rng.randrange(len(parts))
    parts[at:at + 2] = [' '.join(parts[at:at + 2])]


def rename(rng, parts):
    heads = [i for i, p in enumerate(parts) if p.startswith('#')]
    if heads:
        at = rng.choice(heads)
        parts[at] = re.sub(r'(?<=# )[^{\n]+', 'Another heading ', parts[at], count=1)


def change_digit(rng, parts):
    at = rng.randrange(len(parts))
    parts[at] = re.sub(r'\d', str(rng.randrange(10)), parts[at], count=rng.randrange(1, 3))


def reorder_columns(rng, parts):
    tables = [i for i, p in enumerate(parts) if p.startswith('|') and p.count('\n') > 1]
    if tables:
        at = rng.choice(tables)
        rows = [line.strip('|').split('|') for line in parts[at].split('\n')]
        order = list(range(min(map(len, rows))))
        rng.shuffle(order)
        parts[at] = '\n'.join('|' + '|'.join(row[c] for c in order) + '|' for row in rows)


EDITS = (insert, delete, move, split, merge, rename, change_digit, reorder_columns)
ROW = re.compile(r'^ *<row\b.*</row>\n', re.M)
SECTION = re.compile(r'<section\b[^>]*/>')


def edit_text(rng, path):
    parts = paragraphs(path.read_text(encoding='utf-8'))
    for _ in range(rng.randrange(1, 5)):
        if parts:
            rng.choice(EDITS)(rng, parts)
    path.write_text('\n\n'.join(parts), encoding='utf-8')


def swap(rng, pattern, text):
    """Two of what the pattern finds change places, or one of them goes."""
    found = list(pattern.finditer(text))
    if len(found) < 2:
        return text
    a, b = sorted(rng.sample(found, 2), key=lambda m: m.start())
    if rng.randrange(3) == 0:
        return text[:a.start()] + text[a.end():]
    return text[:a.start()] + b[0] + text[a.end():b.start()] + a[0] + text[b.end():]


def edit_data(rng, path):
    text = path.read_text(encoding='utf-8')
    if rng.randrange(2):
        text = swap(rng, ROW, text)
    else:
        cells = list(re.finditer(r'(?<=<cell>)[\d,.]+(?=</cell>)', text))
        for cell in rng.sample(cells, min(len(cells), 1)):
            text = text[:cell.start()] + re.sub(r'\d', str(rng.randrange(1, 10)), cell[0], count=1) + text[cell.end():]
    path.write_text(text, encoding='utf-8')


def edit_document(rng, folder):
    texts, data = sorted(folder.rglob('*.md')), [p for p in sorted(folder.rglob('*.xml')) if p.name != 'document.xml']
    manifest = folder / 'document.xml'
    kind = rng.randrange(6)
    if kind == 0:
        manifest.write_text(swap(rng, SECTION, manifest.read_text(encoding='utf-8')), encoding='utf-8')
    elif kind < 3 and data:
        edit_data(rng, rng.choice(data))
    elif texts:
        edit_text(rng, rng.choice(texts))


def check_edits(laws, count, seed):
    documents = sorted(p.parent for p in GOLDEN.glob('*/*/document.xml') if '<reports' not in p.read_text(encoding='utf-8'))
    for number in range(count):
        rng = random.Random(f'{seed} {number}')
        source = rng.choice(documents)
        with tempfile.TemporaryDirectory() as work:
            old, new = pathlib.Path(work) / 'old' / source.name, pathlib.Path(work) / 'new' / source.name
            for folder in (old, new):
                shutil.copytree(source, folder)
            for _ in range(rng.randrange(1, 4)):
                edit_document(rng, new)
            laws.check(f'edit {number} of {source.relative_to(GOLDEN)} (seed {seed})', old, new)


# --- documents that there are -------------------------------------------------------

def check_themselves(laws):
    for path in some(sorted(GOLDEN.glob('*/*/document.xml')), 6):
        laws.check_itself(str(path.parent.relative_to(GOLDEN)), path.parent)
    for path in some(sorted(ROOT.glob('content/*/document.xml')), 3):
        laws.check_itself(path.parent.name, path.parent, ROOT)


def check_commonmark(laws):
    if not commonmark.SPECIFICATION.exists():
        print('passed over: CommonMark\'s examples in pairs; ./setup --tests installs them')
        return
    with tempfile.TemporaryDirectory() as work:
        documents = commonmark.write_examples(pathlib.Path(work))
        for old, new in list(zip(documents, documents[1:]))[::4 if ALL else 20]:
            laws.check(f'{old.name} and {new.name}', old, new)


def git(*args):
    done = subprocess.run(['git', *args], cwd=ROOT, capture_output=True, check=False, env=environment())
    return done.stdout if done.returncode == 0 else b''


def commits():
    """Those that touch content/, from the oldest, each with the folders that it touches."""
    found = []
    for part in git('log', '--reverse', '--format=%x00%H', '--name-only', '--', 'content').decode().split('\0')[1:]:
        commit, *names = part.split()
        folders = {str(folder) for name in names for folder in pathlib.PurePath(name).relative_to('content').parents}
        found.append((commit, sorted(folders - {'.'})))
    return found


def archive(commit, folder):
    """content/ as it was, with the templates of today."""
    folder.mkdir()
    tar = git('archive', commit, 'content')
    subprocess.run(['tar', 'x', '-C', folder], input=tar, check=True)
    return folder / 'content'


def check_history(laws):
    """A pack is passed over, as packs are not compared; its reports are."""
    history = commits()
    if len(history) < 2:
        print('passed over: pairs of commits; there is no history here')
        return
    with tempfile.TemporaryDirectory() as work:
        for number, (commit, names) in enumerate(history[1:], 1):
            if number % (3 if ALL else 12):
                continue
            old = archive(history[number - 1][0], pathlib.Path(work) / f'{number}-old')
            new = archive(commit, pathlib.Path(work) / f'{number}-new')
            for name in names:
                manifests = [edition / name / 'document.xml' for edition in (old, new)]
                if all(map(pathlib.Path.exists, manifests)) and not any('<reports' in m.read_text(encoding='utf-8') for m in manifests):
                    laws.check(f'{name} at {commit[:10]}', old / name, new / name, ROOT)
            shutil.rmtree(old.parent)
            shutil.rmtree(new.parent)


def check_in_process(report, program, edits):
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False, env=environment(DIFF_EDITS=str(edits)))
    made = re.search(r'^(\d+) edits$', done.stdout, re.M)
    report.check(done.returncode == 0 and made and int(made[1]) >= edits, f'{edits} edits in one process', done.stdout[-2000:] + done.stderr[-2000:])
    print(f'{made[1] if made else 0} edits in one process')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program', type=pathlib.Path)
    parser.add_argument('--random', type=pathlib.Path)
    parser.add_argument('cases', nargs='*')
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--approve', action='store_true')
    parser.add_argument('--edits', type=int, default=0)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    report = Report()
    laws = Laws(args.program.resolve(), report)
    check_cases(report, laws, args.cases, args.approve)
    if not args.cases and not args.approve:
        check_themselves(laws)
        check_edits(laws, 150 if ALL else 25, args.seed)
        check_commonmark(laws)
        check_history(laws)
        print(f'{laws.pairs} pairs of editions; {laws.passed_over} passed over, as the new edition has errors')
    if args.edits:
        check_in_process(report, args.random.resolve(), args.edits)
    report.done()


main()
