#!/usr/bin/env python3
"""words_kept.py PLANPRESS [--all]: the words of a source without its markup are the words of its PDF, in order.

The sources are read here without the program: the examples of the CommonMark specification by the HTML that it gives for each,
the documents under content/ by a stripper for the forms that they use. There the PDF may hold more where the source has a figure
or reference, a data file, or a title that the template gives. Without --all every eighth example is read; without the
specification, which ./setup --tests installs, none."""
import html
import pathlib
import re
import sys
import tempfile
import unicodedata
from xml.etree import ElementTree

from commonmark import REFUSED, SPECIFICATION, examples, write_examples
from harness import ROOT, TESTS, Report, run, some
from pdftree import Pdf

WILD = '\ue000'         # words that are not in the source
DATA = '\ue001'         # any number of them
SOURCES = ' '           # a bibliography is open, each item of which says where it is referred to
LONGEST_WILD = 160      # characters
# Scripts and styles, which are left out; titles of pictures, which become captions; comments that are none for cmark 0.30.
UNLIKE = {170, 172, 176, 572, 573, 576, 577, 584, 585, 586, 588, 589, 591, 625, 626}
BLOCK = re.compile(r'</?(?:p|h\d|li|ul|ol|pre|blockquote|hr|br|div|table|t[rdh]|section)\b[^>]*>', re.I)


def words(text):
    text = unicodedata.normalize('NFKC', text.replace('\u00ad', ''))      # 10⁶ is 10<sup>6</sup>
    return re.findall(r'[^\W_]+', text)


# --- CommonMark ---

def words_of_html(text):
    text = re.sub(r'<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Z].*?>', '', text, flags=re.S)
    text = re.sub(r'<(?:[^>"\']|"[^"]*"|\'[^\']*\')*>', '', BLOCK.sub(' ', text))
    return words(html.unescape(text))


def check_examples(report, program, folder):
    documents = write_examples(folder / 'examples')
    for document in documents:          # whose headings have no numbers
        manifest = document / 'document.xml'
        manifest.write_text(manifest.read_text(encoding='utf-8').replace('<section ', '<section role="contact" '), encoding='utf-8')
    chosen = [n for n in some(range(1, len(documents) + 1), 8) if n not in REFUSED and n not in UNLIKE]
    done = run(program, 'build', '-q', '-o', folder / 'out', *(documents[n - 1] for n in chosen), home=TESTS / 'home')
    for n in chosen:
        path = folder / 'out' / f'example-{n:03}.pdf'
        markdown, expected = examples()[n - 1]
        found = words(Pdf(path).struct_text()) if path.exists() else done.stderr[-500:]
        report.check(found == words_of_html(expected), f'example {n}: its words', f'{markdown}\n{words_of_html(expected)}\n{found}')


# --- the documents under content/ ---

class Stripper:
    """A section's text without its markup, with WILD and DATA in it; notes come last, in the order of their marks."""

    def __init__(self, text):
        self.out, self.notes, self.marks, self.open, self.kept = [], {}, [], [], []
        self.captions = set()   # numbers of their lines
        text = re.sub(r'<!--.*?-->', '', self.without_code(text), flags=re.S)
        for block in self.blocks(text.split('\n')):
            self.out.append(block)
        self.out += [self.notes[mark] for mark in dict.fromkeys(self.marks)]

    def keep(self, text):
        self.kept.append(text)
        return f'\ue100{len(self.kept) - 1}\ue101'

    def without_code(self, text):
        """Code is put aside, so that nothing in it is taken for markup."""
        text = re.sub(r'^( *)(`{3,})[^\n]*\n(.*?)^ *\2[ ]*$', lambda m: f'{m[1]}{self.keep(m[3])}', text, flags=re.M | re.S)
        return re.sub(r'(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)', lambda m: self.keep(m[2].replace('\\|', '|')), text, flags=re.S)

    def text(self):
        return re.sub('\ue100(\\d+)\ue101', lambda m: self.kept[int(m[1])], '\n'.join(self.out))

    def blocks(self, lines):
        at = 0
        while at < len(lines):
            line = re.sub(r'^\s*(?:>\s?)*(?:(?:[-+*]|\d+[.)])\s+(?:\[[ xX]\]\s+)?)?', '', lines[at])
            if line.startswith(':::'):
                yield self.fence(line)
            elif re.match(r'\+[-=:]+\+', line):
                end = at
                while end < len(lines) and lines[end].startswith(('+', '|')):
                    end += 1
                yield from self.caption(lines, end)
                yield from self.grid(lines[at:end])
                at = end
                continue
            elif line.startswith('|'):
                end = at
                while end < len(lines) and lines[end].lstrip().startswith('|'):
                    end += 1
                yield from self.table(lines, at, end)
                at = end
                continue
            elif note := re.match(r'\[\^([^\]]+)\]:\s*(.*)', line):
                self.notes[note[1]] = self.inline(note[2])
            elif at in self.captions or re.match(r'\[[^\]]+\]: ', line):
                pass                    # its table has taken it; where a link goes
            elif line.startswith(': '):
                yield self.inline(line[2:])
            else:
                joined, at = self.paragraph(line, lines, at)
                yield joined
            at += 1

    def paragraph(self, line, lines, at):
        """A line, with those that follow as long as a bracket or placeholder is open."""
        while at + 1 < len(lines) and (line.count('[') > line.count(']') or line.count('{{') > line.count('}}') or line.count('(') > line.count(')')) and lines[at + 1].strip():
            at += 1
            line += ' ' + lines[at].strip()
        heading = re.match(r'(#+)\s+(.*)', line)
        if heading:
            return WILD + ' ' + self.inline(heading[2]), at
        return self.inline(line) + (WILD if self.open[-1:] == [SOURCES] else ''), at

    def fence(self, line):
        attributes = line.lstrip(':').strip()
        if not attributes:
            return self.open.pop() if self.open else ''
        get = lambda name: (re.search(rf'\b{name}="([^"]*)"', attributes) or ['', ''])[1]
        if re.search(r'\.(table|chart|diagram|variations|editions)\b', attributes):
            self.open.append('')
            return DATA
        self.open.append(SOURCES if '.bibliography' in attributes else self.inline(f'{get("by")} {get("role")}'))
        return self.inline(get('title')) if ' title="' in attributes else WILD

    def caption(self, lines, end):
        """That of a table which ends there."""
        for i in [i for i in range(end, min(end + 2, len(lines))) if lines[i].lstrip().startswith(': ')][:1]:
            self.captions.add(i)
            yield WILD + ' ' + self.inline(lines[i].lstrip()[2:])

    def table(self, lines, first, end):
        yield from self.caption(lines, end)
        for row in [lines[i] for i in range(first, end) if i != first + 1]:
            yield ' '.join(self.inline(cell) for cell in re.split(r'(?<!\\)\|', row))

    def grid(self, lines):
        """A table drawn with borders, in which no cell spans several rows."""
        edges = [i for i, c in enumerate(lines[0]) if c == '+']
        row = []
        for line in lines[1:]:
            if line.startswith('|'):
                row.append(line)
                continue
            bars = [at for at in edges if all(text[at] == '|' for text in row)]
            for left, right in zip(bars, bars[1:]):
                yield from self.blocks([text[left + 1:right].strip() for text in row])
            row = []

    def mark(self, found):
        """Takes the mark of a note out of the text, and the note where it stands there too."""
        name = found[1] or f'^{len(self.marks)}'
        self.marks.append(name)
        if found[2]:
            self.notes[name] = self.inline(found[2])
        return ''

    def inline(self, text):
        text = re.sub(r'\\([!-/:-@\[-`{-~])', lambda m: self.keep(m[1]), text)
        text = re.sub(r'\{\{.*?\}\}', WILD, text)
        text = re.sub(r'!\[[^\]]*\]\([^()\s]*(?:\s+"([^"]*)")?\)', lambda m: f' {WILD} {m[1]} ' if m[1] else ' ', text)
        text = re.sub(r'\[\^([^\]]+)\]|\^\[([^\]]+)\]', self.mark, text)
        for _ in range(4):
            text = re.sub(r'\[([^\[\]]*)\](?:\([^()]*\)|\[\w+\]|\{[^{}]*\})', r'\1', text)
        text = re.sub(r'\{[#.][^{}]*\}|\{[a-z-]+=[^{}]*\}', '', text)
        text = re.sub(r'<((?:https?|mailto):[^>]*)>', r'\1', text)
        text = re.sub(r'</?su[bp]>', '', text.replace('<br>', ' '))
        return html.unescape(re.sub(r'\*+|~~', '', text))


def missing_from(source, found):
    """The first words of the source that are not in the PDF where they should be; empty when all are."""
    at, wild = 0, 0
    for piece in re.split(f'([{WILD}{DATA}])', source):
        if piece in (WILD, DATA):
            wild += LONGEST_WILD if piece == WILD else len(found)
            continue
        wanted = ' '.join(words(piece))
        if not wanted:
            continue
        begin = found.find(wanted, at, at + wild + len(wanted) + 1)
        if begin < 0:
            same = next((n for n in range(len(wanted), 0, -1) if found.find(wanted[:n], at, at + wild + n + 1) >= 0), 0)
            begin = found.find(wanted[:same], at)
            return f'…{wanted[max(0, same - 80):same + 80]}\nis not in: …{found[max(0, begin + same - 80):begin + same + 80]}'
        at, wild = begin + len(wanted), 0
    return ''


def source_of(document):
    """Of a report, behind its title, the head; of a pack the front sheet, its own sections and its reports."""
    root = ElementTree.parse(document / 'document.xml').getroot()
    files = [document.parent / s.get('from', document.name) / s.get('file') for s in root.iter('section')]
    text = ''.join(Stripper(f.read_text(encoding='utf-8')).text() + '\n' for f in files)
    if root.find('report') is not None:
        title, rest = text.split('\n', 1)
        text = f'{title}\n{DATA}{rest}'
    reports = [source_of(document / r.get('document')) for r in root.findall('reports/report')]
    return DATA.join(['', text, *reports] if reports else [text])


def check_content(report, program, folder):
    content = ROOT / 'content'
    documents = sorted(p.parent.relative_to(content) for depth in ('*', '*/*') for p in content.glob(f'{depth}/document.xml'))
    done = run(program, 'build', '-q', '-o', folder / 'content', *(content / d for d in documents))
    for document in documents:
        path = folder / 'content' / f'{document}.pdf'
        report.check(path.exists(), f'{document} is built', done.stderr[-2000:])
        problem = missing_from(source_of(content / document), ' '.join(words(Pdf(path).struct_text())))
        report.check(not problem, f'{document}: its words', problem)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        check_content(report, program, folder)
        if SPECIFICATION.exists():
            check_examples(report, program, folder)
    report.done()


main()
