#!/usr/bin/env python3
"""index.py PLANPRESS [--seed N] [--count N]: indexes made from marks at random.

Each mark has a word of its own, so its page can be read from the finished PDF. Every entry must have the pages of its marks, and no
others: once each, three or more in a row as a range; its links lead to these pages. The entries come in the order of the alphabet."""
import argparse
import pathlib
import random
import re
import tempfile

from harness import TESTS, Report, run
from pdftree import Pdf

MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB">
  <title>Indexes</title>
  <organisation>Office</organisation>
  <sections><section file="01.md"/><section file="02.md"/></sections>
</document>
'''
TERMS = ['Apple', 'apricot', 'Élan', 'echo', 'Mast', 'Ännel', 'Zeal', 'zoo', '9 lives', 'Brook']
SORTED = ['9 lives', 'Ännel', 'Apple', 'apricot', 'Brook', 'echo', 'Élan', 'Mast', 'Zeal', 'zoo']


def write(folder, rng):
    """The words of the marks of each term."""
    marks, blocks = {}, ['# Text']
    for number in range(rng.randint(20, 60)):
        words = [f'w{number}' for _ in range(rng.randint(5, 60))]
        for at in sorted(rng.sample(range(len(words)), min(len(words), rng.randint(0, 3)))):
            term, word = rng.choice(TERMS), f'q{number}x{at}q'
            words[at] = f'[{word}]{{index="{term}"}}'
            marks.setdefault(term, []).append(word)
        form = rng.choice(['{}', '{}', '> {}', '- {}', '## {}', '1. {}'])
        blocks.append(form.format(' '.join(words)))
    folder.mkdir(parents=True)
    (folder / 'document.xml').write_text(MANIFEST.format(template=rng.choice(['small', 'small-two', 'small-mirrored', 'test', 'spans'])),
                                         encoding='utf-8')
    (folder / '01.md').write_text('\n\n'.join(blocks) + '\n', encoding='utf-8')
    (folder / '02.md').write_text('# Index\n\n::: index\n:::\n', encoding='utf-8')
    return marks


def pages_of(dump):
    """The folio of the page where each word stands. The contents, with Roman folios, repeat words of headings."""
    found = {}
    for page in re.split(r'^page ', dump, flags=re.M)[1:]:
        folio = re.match(r'.*?"([^"]*)"', page.splitlines()[0])
        for word in re.findall(r'q\d+x\d+q', page.split('\nanchor')[0]):
            if folio and folio[1].isdigit():
                found.setdefault(word, int(folio[1]))
    return found


def as_printed(pages):
    """3, 5, 6 and 9 to 11: "3, 5, 6, 9–11"."""
    runs = []
    for page in sorted(set(pages)):
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ', '.join(f'{r[0]}–{r[-1]}' if len(r) > 2 else ', '.join(map(str, r)) for r in runs)


def check(report, name, pdf, marks, pages):
    index = next((e for e in pdf.elements() if e.type == 'Index'), None)
    entries = [' '.join(e.text().split()) for e in index.walk() if e.type == 'LBody'] if index else []
    meant = [f'{t}, {as_printed([pages[w] for w in marks[t]])}' for t in SORTED if t in marks]
    report.check(entries == meant, f'{name}: the entries', f'{entries}\n{meant}')
    labels = pdf.labels()
    led = [(e.text(), labels[pdf.target(e)]) for e in index.walk() if e.type == 'Reference'] if index else []
    wrong = [(text, page) for text, page in led if text.split('–')[0] != page]
    report.check(led and not wrong, f'{name}: links lead to their pages', str(wrong[:4]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program', type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=12)
    args = parser.parse_args()
    report = Report()
    for seed in range(args.seed, args.seed + args.count):
        rng, name = random.Random(seed), f'seed {seed}'
        with tempfile.TemporaryDirectory() as top:
            folder, out = pathlib.Path(top) / 'indexes', pathlib.Path(top) / 'out'
            marks = write(folder, rng)
            done = run(args.program, 'build', '-q', '-o', out, folder, home=TESTS / 'home')
            report.check(done.returncode == 0, f'{name}: builds', done.stderr[:1000])
            if done.returncode == 0 and marks:
                dump = run(args.program, 'build', '--dump=pages', folder, home=TESTS / 'home').stdout
                check(report, name, Pdf(out / 'indexes.pdf'), marks, pages_of(dump))
    report.done()


main()
