#!/usr/bin/env python3
"""mark.py PLANPRESS FOLDER [--approve] [CASE…]: marked editions of pairs of documents, made in FOLDER.

A case is a folder mark/CASE/ with two editions, old/ and new/, and with expected.doc and expected.pages: the tree and the page
list of the marked edition. --approve takes what comes out as expected. On the finished PDF:

  - every change of NAME-variations.json has its number beside a bar, and there is no other number;
  - what a bar stands beside has changed, and every line that changed has a bar;
  - bars, with their numbers, stand over no text, and inside the page;
  - cues are text, in the order of reading, and no line is too wide;
  - with --pages=changed the opening note and the pages with bars are left, with the labels that they had;
  - the look of marks is more than a colour."""
import json
import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree

from harness import ROOT, TESTS, Report, difference, limited, run

CASES = TESTS / 'mark'
HOME = TESTS / 'home'
CUES = {'words': ('[added: and 180 volunteers]', '1,339 [was 1,349] officers', '[deleted: a review] [added: an audit].', '[deleted: Money] [added: Budget] for patrols'),
        'blocks': ('[section added] Rural crime', '[end of added text]', '[section deleted]', '[deleted from here]', '[added: They are well lit.]'),
        'moved': ('[moved here from: First chapter, page 1] Walking', '[end of moved text]', 'A path of [deleted: nine] [added: ten] miles'),
        'tables': ('2,045 [was 2,040]', '[row deleted]', '[row moved]', '[row added]', '[column added]', '[column deleted]', '[figures changed: '),
        'columns': ('[added: and one more]',)}


class Item:
    """A line of the page list."""

    def __init__(self, line):
        self.line = line
        self.kind = line.split()[0]
        self.bar = ' change-bar' in line
        numbers = re.match(r'  \w+ (-?[\d.]+) (-?[\d.]+)', line)
        self.x, self.y = (float(numbers[1]), float(numbers[2])) if numbers else (0, 0)
        size = re.search(r' (\d+\.\d+) x (\d+\.\d+)', line)
        self.w, self.h = (float(size[1]), float(size[2])) if size else (0, 0)
        self.text = re.search(r'"((?:[^"\\]|\\.)*)"$', line)[1] if line.endswith('"') else ''


def pages_of(dump):
    """Each page as its size, its label and its items."""
    pages = []
    for line in dump.splitlines():
        head = re.match(r'page \d+ ([\d.]+) x ([\d.]+) "(.*)"', line)
        if head:
            pages.append((float(head[1]), float(head[2]), head[3], []))
        elif line.startswith('  ') and not line.startswith(('  link', '  anchor')):
            pages[-1][3].append(Item(line))
    return pages


def numbers_in(text):
    """The numbers that a bar's label stands for: "3, 5–7"."""
    for part in re.split(r', ', text):
        first, _, last = part.partition('–')
        yield from range(int(first), int(last or first) + 1)


def changed_texts(dump):
    """The texts of the tree that stand below a node with changes, and those that do not."""
    depth, changed, kept = None, [], []
    for line in dump.splitlines():
        at = len(line) - len(line.lstrip())
        if depth is not None and at <= depth:
            depth = None
        if depth is None and re.search(r' change="[\d ]+"', line):
            depth = at
        text = re.match(r'\s*(?:text|code) "((?:[^"\\]|\\.)*)"', line)
        if text:
            (kept if depth is None else changed).append(text[1])
    return changed, kept


def check_bars(report, name, dump, pages, changes):
    numbers = [n for page in pages for i in page[3] if i.bar and i.kind == 'text' for n in numbers_in(i.text)]
    report.check(set(numbers) == set(range(1, changes + 1)), f'{name}: the numbers beside bars are those of the changes',
                 f'{sorted(set(numbers))} of {changes}')
    changed, kept = changed_texts(dump)
    for width, height, label, items in pages:
        bars = [i for i in items if i.bar and i.kind == 'rect']
        words = [i for i in items if not i.bar and i.kind == 'text' and ' content' in i.line and ' toc-' not in i.line]
        columns = {round(w.x) // 200 for w in words}
        for i in items:
            if i.bar:
                report.check(0 <= i.x and i.x + i.w <= width and 0 <= i.y <= height, f'{name}: a bar is on page {label}', i.line)
        for bar in bars:
            covered = [w for w in words if bar.y <= w.y <= bar.y + bar.h + 0.01]
            report.check(not any(w.x < bar.x < w.x + text_width(w) for w in covered), f'{name}: page {label}: no bar over text', bar.line)
        for w in words:
            beside = any(b.y - 0.01 <= w.y <= b.y + b.h + 0.01 for b in bars)
            line = [o for o in words if abs(o.y - w.y) < 3]
            if all(is_in(kept, changed, o) for o in line) and len(columns) == 1:
                report.check(not beside, f'{name}: page {label}: what has not changed has no bar', w.line)
            if ' content text:' in w.line and len(w.text.strip()) > 3 and is_in(changed, kept, w):
                report.check(beside, f'{name}: page {label}: what changed has a bar', w.line)


def is_in(texts, others, item):
    """Whether the words are among these texts alone."""
    words = item.text.strip()
    return any(words in t for t in texts) and not any(words in t for t in others)


def text_width(item):
    return float(re.search(r' w ([\d.]+)', item.line)[1])


def text_of(pdf, *options):
    done = limited(['pdftotext', *options, pdf, '-'], capture_output=True, text=True)
    return re.sub(r'\s+', ' ', done.stdout)


def spoken(pdf):
    """Its text in the order of its structure, without spaces."""
    done = limited(['pdfinfo', '-struct-text', pdf], capture_output=True, text=True)
    return re.sub(r'\s+', '', ''.join(re.findall(r'"([^"]*)"', done.stdout)))


def check_pdf(report, program, name, old, new, out, home, cues=()):
    """The PDF of a pair of editions, and what is left of it with --pages=changed."""
    done = run(program, 'diff', '-o', out, old, new, home=home)
    report.check(done.returncode == 0 and 'LAY00' not in done.stderr, f'{name}: is made, and no line is too wide', done.stderr[-800:])
    if done.returncode:
        return
    tree = run(program, 'diff', '--dump=doc', old, new, home=home).stdout
    pages = pages_of(run(program, 'diff', '--dump=pages', old, new, home=home).stdout)
    changes = json.loads((out / f'{new.name}-variations.json').read_text(encoding='utf-8'))['changes']
    check_bars(report, name, tree, pages, len(changes))
    pdf = out / f'{new.name}-marked.pdf'
    seen, heard = text_of(pdf), spoken(pdf)
    for cue in cues:
        report.check(re.sub(r'\s+', '', cue) in heard, f'{name}: "{cue}" is read out', heard[-3000:])
    for number in range(1, len(changes) + 1):
        alone = re.search(rf'(?<![\d.]){number}(?![\d.])', seen)
        ranges = any(int(a) <= number <= int(b) for a, b in re.findall(r'(\d+)–(\d+)', seen))
        report.check(alone or ranges, f'{name}: number {number} is in the text of the PDF')
    some = pages_of(run(program, 'diff', '--dump=pages', '--pages=changed', old, new, home=home).stdout)
    barred = [p[2] for p in pages if any(i.bar for i in p[3])]
    labels = [p[2] for p in some]
    report.check([p for p in labels if p in barred] == barred and len(labels) <= len(barred) + 1,
                 f'{name}: --pages=changed leaves the pages with bars, and the note', f'{labels} of {barred}')
    done = run(program, 'diff', '-o', out / 'changed', '--pages=changed', old, new, home=home)
    report.check(done.returncode == 0, f'{name}: --pages=changed makes a PDF', done.stderr)
    checked = limited(['qpdf', '--check', out / 'changed' / f'{new.name}-marked.pdf'], capture_output=True, text=True)
    report.check(checked.returncode == 0, f'{name}: --pages=changed is a whole PDF', checked.stderr)


def check_look(report):
    """What the real templates say of marks."""
    look = {}
    for style in ElementTree.parse(ROOT / 'templates' / 'base.xml').getroot().iter('style'):
        for element in style.get('for').split():
            for name in (style.get('class') or '').split():
                look[element, name] = style.attrib
    report.check(look['span', 'added'].get('underline') == 'yes', 'added words are underlined')
    report.check(look['span', 'deleted'].get('strike') == 'yes', 'deleted words are struck through')
    report.check(look['span', 'was'].get('strike') == 'yes', 'so is the figure that was')
    report.check(look['span', 'cue'].get('strike') == 'no' == look['span', 'cue'].get('underline'), 'no line runs through a cue')


def check_golden(report, program, case, approving):
    for kind in ('doc', 'pages'):
        got = run(program, 'diff', f'--dump={kind}', f'{case.name}/old', f'{case.name}/new', cwd=CASES, home='../home')
        path = case / f'expected.{kind}'
        diff = difference(path.read_text(encoding='utf-8') if path.exists() else '', got.stdout, f'{case.name}/{kind}')
        if approving and diff:
            print(diff)
            path.write_text(got.stdout, encoding='utf-8')
        elif not approving:
            report.check(not diff, f'{case.name}: the {kind} of the marked edition', diff + got.stderr)


def main():
    program, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    args = sys.argv[3:]
    wanted = [a for a in args if not a.startswith('--')]
    report = Report()
    shutil.rmtree(out, ignore_errors=True)
    for case in sorted(p.parent.parent for p in CASES.glob('*/old/document.xml')):
        if wanted and case.name not in wanted:
            continue
        check_golden(report, program, case, '--approve' in args)
        if '--approve' not in args:
            check_pdf(report, program, case.name, case / 'old', case / 'new', out / case.name, HOME, CUES.get(case.name, ()))
    if not wanted and '--approve' not in args:
        plan = ROOT / 'content' / 'police-and-crime-plan-2013-16'
        check_pdf(report, program, 'plan', plan, plan.with_name(f'{plan.name}-varied'), out / 'plan', None)
    check_look(report)
    report.done()


if __name__ == '__main__':
    main()
