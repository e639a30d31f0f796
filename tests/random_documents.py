#!/usr/bin/env python3
"""random_documents.py PLANPRESS [--all] [--seed N] [--count N] [-v]: the laws of finished PDFs, over documents made at random.

A document has every form that authors can write, one in another, in a template of the tests or a real one. Its words are all
different, so that each can be followed into the PDF. For every document: it is built, or refused with a finding that names a place,
without a crash or a sanitizer's report and within a limit of processor time. Of the PDF: qpdf finds nothing wrong with it; its bytes
are the same with another number of jobs; its text holds each word once, in order; notes, alternative texts and words in charts
and diagrams are whole; nothing of the markup is left; no word is off its page or printed on another. Each batch has one more
product, in turn: it lacks no word, and in large print no word is divided or small. A failure prints the seed;
with --seed and -v its sources are kept in out/random-N."""
import argparse
import itertools
import pathlib
import random
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
import xml.etree.ElementTree as xml

from harness import ALL, ROOT, TESTS, Report, limited, out_of_time, run
from pagelist import misplaced
from pdftree import Pdf

CHUNK = 10          # documents in a batch
OURS = 'annual-report base handbook local-policing-plan police-and-crime-plan'.split()
THEIRS = ('boxes charts diagrams drop-caps figures hyphens icons loose margin-notes quotes small small-box-kept small-box-spans '
          'small-capitals small-contents small-contents-numbered small-feet '
          'small-float small-float-two small-grid small-hung small-hyphens small-justified small-lists small-margin small-mirrored small-numbered small-paper '
          'small-parentheses small-recto small-restart small-three small-turn small-two small-two-spanning small-typed spans test timelines').split()
STEMS = 'a the plan panel police council resident commission neighbourhood responsibility accountability office fund'.split()
SHORT = 'a the plan fund'.split()       # in tables, which hold more of them
# The infix says where a word belongs, and each kind is in order for itself.
TEXT, NOTE, TABLE_NOTE, SPOKEN, ELSEWHERE = 'q', 'x', 'z', 'w', 'y'
CODE = 'bcdfghjklmnprstv'
WORD = re.compile(f'({"|".join(STEMS)})([qxzwy])([{CODE}]+)o')
# What is left out or divided is reported; so such a document may lack words.
LOSSES = {'LAY002', 'LAY003', 'LAY006'}
# A document may be refused for these: no room on the small pages of some templates, for what cannot be divided.
REFUSALS = {'LAY005', 'LAY007', 'LAY008', 'DGM005', 'DGM006'}
MARKUP = ('{{', '}}', ':::', '[^', '](', '**', '{.', '{#', '<br', '<su', '</', '<!--', '|--', '&amp', '~~', '^[')


def png(width, height):
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress((b'\0' + b'\x80' * width) * height)) + chunk(b'IEND', b''))


PICTURES = {'wide.png': png(1200, 300), 'tall.png': png(600, 1500), 'icon.png': png(90, 90)}


def names_of(part, element, template, home):
    """The names of boxes or pages that a template has, with those of the templates it extends."""
    root = xml.parse(home / 'templates' / f'{template}.xml').getroot()
    extends = root.get('extends')
    return {e.get('name') for e in root.findall(f'{part}/{element}')} | (names_of(part, element, extends, home) if extends else set())


class Draft:
    """A document made from a seed: its files, and the words that its PDF must hold, by kind."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.home, self.template = (None, self.pick(OURS)) if self.of(35) else (TESTS / 'home', self.pick(THEIRS))
        self.boxes = sorted(names_of('boxes', 'box', self.template, self.home or ROOT) - {'code'})
        self.words, self.count, self.kind = {kind: [] for kind in (TEXT, NOTE, TABLE_NOTE, SPOKEN, ELSEWHERE)}, 0, TEXT
        self.files, self.data, self.notes, self.labels, self.level, self.narrow, self.named = {}, {}, [], [], 1, False, 0
        self.sections = [self.section(i) for i in range(1 + self.below(3))]
        self.files['document.xml'] = self.manifest()

    # --- chance ---

    def below(self, n):
        return self.chance.randrange(n)

    def of(self, per_cent):
        return self.chance.random() * 100 < per_cent

    def pick(self, items):
        return self.chance.choice(items)

    def name(self, prefix):
        self.named += 1
        return f'{prefix}{self.named}'

    # --- words ---

    def word(self, kind=None):
        self.count += 1
        code, n = '', self.count
        while n:
            code, n = code + CODE[n % len(CODE)], n // len(CODE)
        kind = kind or self.kind
        found = self.pick(SHORT if self.narrow else STEMS) + kind + code + 'o'
        self.words[kind].append(found)
        return found

    def plain(self, most, kind=None):
        """Words without marks, for attributes."""
        return ' '.join(self.word(kind) for _ in range(1 + self.below(most)))

    def inline(self, most, notes=True):
        """Words with all marks that can stand in a line."""
        return ' '.join(self.marked(notes) for _ in range(1 + self.below(most)))

    def marked(self, notes):
        form = self.below(160)
        simple = {0: '*{}*', 1: '**{}**', 2: '***{}***', 3: '`{}`', 4: '"{}"', 5: "'{}'", 6: '[{}]{{lang=cy}}', 7: '[{}]{{.grey}}', 8: '[{}](https://fen.example/a_b?c=d)',
                  9: '{}<br>', 10: '{}<sup>2</sup>', 11: 'H<sub>2</sub> {}', 12: '{} <!-- a comment -->', 13: '{},', 14: '{}.', 15: '({})', 16: '{} &amp;', 17: '\\*{}',
                  18: '{} -- 2012--15', 19: '{}/{}', 20: '{} £1,200', 21: '{}-{}', 22: '*{} **{}***', 23: '{}\\_', 24: '{} <https://fen.example/abc>',
                  25: '[{}]{{expansion="full form"}}', 26: '{}\u00a0{}', 27: '[*{}*](https://fen.example/)', 28: '{} — {}', 29: '[{} {}]{{.grey lang=cy}}', 30: '`{} {}`',
                  31: '{}\u00adness', 32: '**{}** ', 33: '{} ![icon](icon.png)', 34: '{}…', 35: '{}{{{{ page {} }}}}', 36: '{} {{{{ ref {} }}}}', 37: '{}<br>{}', 38: '*{}*{}'}
        text = simple.get(form, '{}')
        if form in (35, 36):
            return self.reference(text)
        if form in (9, 37) and self.kind != TEXT:
            text = '{}'
        return text.format(*(self.word() for _ in range(text.count('{}')))).strip() + (self.note() if notes and self.of(2) else '')

    def reference(self, text):
        if not self.labels:
            return self.word()
        return text.format(self.word(), self.pick(self.labels))

    def note(self):
        """The mark of a note, which is written below or in its place."""
        if self.kind != TEXT:
            return ''
        self.kind = NOTE
        if self.of(30):
            mark = f'^[{self.inline(12)}]'
        else:
            mark = f'[^{self.name("n")}]'
            lines = self.blocks(3, 3, self.in_note()) if self.of(15) else [self.inline(200 if self.of(6) else 25)]
            self.notes.append(f'{mark}: ' + '\n'.join(('    ' + line if line and i else line) for i, line in enumerate('\n'.join(lines).split('\n'))))
        self.kind = TEXT
        return mark

    def in_note(self):
        return [self.paragraph, self.paragraph, self.list]

    # --- blocks: each gives lines ---

    def blocks(self, most, depth, kinds=None):
        lines = []
        for _ in range(1 + self.below(most)):
            made = self.pick(kinds or self.kinds(depth))(depth)
            lines += ['', *made] if lines and made else made
        return lines

    def kinds(self, depth):
        simple = [self.paragraph] * 5 + [self.list, self.list, self.code, self.quotation, self.picture, self.rule, self.comment]
        wide = [self.pipe, self.table, self.chart, self.diagram] if depth < 3 else []
        boxes = [self.box] * 3 + [self.columns] * ('columns' in self.boxes) if depth < 3 else []
        top = [self.heading] * 5 + [self.paragraph] * 2 + [self.waiting, self.landscape] + wide if depth == 0 else []
        return simple + wide + boxes + top

    def paragraph(self, depth, most=60):
        return [self.inline(400 if self.of(3) else most) + (':' if self.of(8) else '') + self.label('p', 4)]

    def label(self, prefix, per_cent):
        """A label, which only what has a number gets a reference to."""
        if not self.of(per_cent):
            return ''
        name = self.name(prefix)
        if prefix == 't':
            self.labels.append(name)
        return f' {{#{name}}}'

    def heading(self, depth):
        self.level = 2 + self.below(min(self.level, 3))
        more = self.pick(['', '', '', ' {.unnumbered}', f' {{short="{self.plain(3, ELSEWHERE)}"}}', f' {{#{self.name("h")}}}'])
        return [f'{"#" * self.level} {self.inline(9)}{more}']

    def list(self, depth):
        ordered, loose, lines = self.of(40), self.of(30), []
        for i in range(1 + self.below(6)):
            mark = f'{i + 1}.'.ljust(4) if ordered else '-   '
            lines += [mark + self.inline(30)]
            if self.of(20) and depth < 4:
                lines += [''] + ['    ' + line if line else '' for line in self.blocks(2, depth + 2)]
            if loose:
                lines.append('')
        while lines[-1] == '':
            lines.pop()
        return lines + ['', '<!-- -->']

    def quotation(self, depth):
        if depth > 3:
            return self.paragraph(depth)
        return [f'> {line}'.rstrip() for line in self.blocks(2, depth + 2)] + ['', '<!-- -->']

    def code(self, depth):
        return ['```', *(' ' * self.below(3) + self.plain(4) for _ in range(1 + self.below(6))), '```']

    def rule(self, depth):
        return [self.inline(10), '', '---']

    def comment(self, depth):
        return [f'<!-- {"words " * self.below(9)}-->']

    def caption(self):
        return f'caption="{self.plain(8)}"' if self.of(70) else ''

    def pipe(self, depth):
        caption = [f': {self.inline(8)}{self.label("t", 50)}'] if self.of(50) else []
        columns, most = 1 + self.below(2 if depth else 4), 40 if self.of(15) else 5
        self.narrow = True
        rows = [[self.inline(3) for _ in range(columns)]] + [[self.cell(most) for _ in range(columns)] for _ in range(1 + self.below(40 if self.of(15) else 6))]
        lines = ['| ' + ' | '.join(row) + ' |' for row in rows]
        self.narrow = False
        lines.insert(1, '|' + '|'.join(self.pick(['--', ':--', '--:', ':-:']) for _ in range(columns)) + '|')
        return lines + [''] * bool(caption) + caption

    def cell(self, most):
        if self.of(4):
            return f'![{self.plain(2, SPOKEN)}](icon.png){{width={self.pick(["50%", "100%", "20mm"])}}}'
        return self.pick(['', '1,234', '−5.5', '20%', '\\|']) + ' ' + self.inline(most)

    def fenced(self, attributes, lines, depth):
        colons = ':' * (8 - depth)
        return [f'{colons} {attributes}', '', *lines, '', colons]

    def box(self, depth):
        name = self.pick([b for b in self.boxes if b != 'columns'] or ['outcome'])
        title = f' title="{self.plain(4)}"' if self.of(30) and name != 'quote' else ''
        inside = self.blocks(4, depth + 1)
        by = f' by="{self.plain(3)}" role="{self.plain(3)}"' if name == 'quote' and self.of(70) else ''
        beside = f' float={self.pick(["left", "right", "margin"])} width={20 + self.below(60)}%' if self.of(15) else ''
        return self.fenced(f'{{.{name}{title}{by}{beside}}}', inside, depth)

    def columns(self, depth):
        return self.fenced('columns', self.blocks(5, depth + 1), depth)

    def waiting(self, depth):
        if self.of(30):
            return self.picture(depth, ' float=column')
        return self.fenced(f'{{.{self.pick(self.boxes)} float=column}}', self.paragraph(2), depth)

    def picture(self, depth, more=''):
        alt = self.plain(6, SPOKEN)
        caption = f' "{self.plain(6)}"' if self.of(60) else ''
        if not more and self.of(60):
            width = 10 + self.below(60)
            return [f'![{alt}]({self.pick(["wide.png", "tall.png", "icon.png"])}{caption}){{width={width}% float={self.pick(["left", "left", "right", "right", "margin"])}}}']
        return [f'![{alt}]({self.pick(["wide.png", "tall.png"])}{caption}){{width={30 + self.below(70)}%{more}}}']

    # --- data ---

    def file(self, text, element='table'):
        name = f'd{len(self.data)}'
        self.data[name] = element
        self.files[f'{name}.xml'] = text
        return name

    def landscape(self, depth):
        return self.table(depth, ' .landscape')

    def table(self, depth, more=''):
        """A table of one of the kinds; what it says is shown once."""
        caption = self.plain(6)
        kind = self.pick([self.figures, self.figures, self.texts, self.budget, self.grants, self.workforce, self.performance])
        self.narrow = True
        name = self.file(kind(caption))
        self.narrow = False
        shown = [f'::: {{.table{more} data={name}{self.label("t", 50).replace("{", "").replace("}", "")}}}', ':::']
        if self.of(30) and kind == self.figures:
            shown += ['', f'{self.word()} {{{{ {name}/a/c1 }}}} {self.word()} {{{{ {name}/total/c1 | £m 1 }}}} {self.word()}']
        return shown

    def note_of_table(self):
        """(attributes, element) of a note to a cell."""
        name = self.name('n')
        return f' note="{name}"', f'<note id="{name}">{self.plain(12, TABLE_NOTE)}</note>'

    def general_note(self):
        """Stands after the notes in the file, and before them on the page."""
        return f'<general-note>{self.plain(12, TABLE_NOTE)}</general-note>' if self.of(30) else ''

    def ending(self, notes):
        out = ''.join(notes)
        if self.of(30):
            out += f'<source>{self.plain(6, TABLE_NOTE)}</source>'
        return out

    def figures(self, caption):
        count, notes, values, rows, general = 1 + self.below(3), [], [], '', self.general_note()
        heads = f'<column id="i">{self.plain(2)}</column>' + ''.join(f'<column id="c{i + 1}" kind="amount">{self.plain(2)}</column>' for i in range(count))
        if self.of(25):
            heads += f'<spanner label="{self.plain(2)}"><column id="c{count + 1}" kind="amount">2012</column><column id="c{count + 2}" kind="amount">2013</column></spanner>'
            count += 2
        group = f'<group id="grouped" label="{self.plain(3)}">' if self.of(40) else ''
        for name in 'abcdefg'[:1 + self.below(7)]:
            label, cells = self.plain(4), ''
            values.append([1000 + self.below(90000) for _ in range(count)])
            for figure in values[-1]:
                mark, note = self.note_of_table() if self.of(6) else ('', '')
                cells += f'<cell{mark}>{figure:,}</cell>'
                notes.append(note)
            rows += f'<row id="{name}" label="{label}">{cells}</row>'
        if group:
            rows = f'{group}{rows}<subtotal label="{self.plain(3)}"/></group>'
        total = f'<total id="total" label="{self.plain(2)}">' + ''.join(f'<cell>{sum(column):,}</cell>' for column in zip(*values)) + '</total>'
        return f'<table unit="£" decimals="0"><caption>{caption}</caption><columns>{heads}</columns>{rows}{total}{self.ending(notes + [general])}</table>'

    def texts(self, caption):
        columns = [f'<column id="i" weight="2">{self.plain(2)}</column>'] + [f'<column id="x{i}">{self.plain(3)}</column>' for i in range(1 + self.below(3))]
        rows = ''
        for _ in range(1 + self.below(6)):
            rows += f'<row label="{self.plain(4)}">' + ''.join(f'<cell>{self.text_cell()}</cell>' for _ in columns[1:]) + '</row>'
        return f'<table><caption>{caption}</caption><columns>{"".join(columns)}</columns>{rows}{self.ending([self.general_note()])}</table>'

    def text_cell(self):
        if self.of(10):
            return '\n\n' + '\n'.join(f'- {self.plain(6)}' for _ in range(1 + self.below(3))) + '\n\n'
        if self.of(10):
            return f'{self.plain(8)}\n\n{self.plain(8)}'
        return self.pick(['{}', '*{}*', '**{}**', '{}', '`{}`']).format(self.plain(25 if self.of(15) else 6))

    def budget(self, caption):
        head = self.plain(2)
        years = ''.join(f'<year id="y{i}" kind="{self.pick(["budget", "budget", "forecast"])}">20{10 + i}/{11 + i}</year>' for i in range(1 + self.below(4)))
        count = years.count('<year ')
        rows = ''.join(f'<row ref="{i + 1}" id="r{i}" label="{self.plain(4)}" figures="{" ".join(f"{self.below(99999):,}" for _ in range(count))}"/>' for i in range(1 + self.below(5)))
        return f'<budget unit="£000" decimals="0"><caption>{caption}</caption><years head="{head}">{years}</years>{rows}<total label="{self.plain(2)}"/>{self.ending([self.general_note()])}</budget>'

    def grants(self, caption):
        heads = 'recipient="{}" amount="{}" rationale="{}"'.format(*(self.plain(2) for _ in range(3)))
        rows = ''
        for i in range(1 + self.below(5)):
            recipient = self.plain(5)
            rows += f'<grant id="g{i}" amount="{self.below(99999):,}"><recipient>{recipient}</recipient><rationale>{self.text_cell()}</rationale></grant>'
        return f'<grants unit="£"><caption>{caption}</caption><heads {heads}/>{rows}<total id="total" label="{self.plain(2)}"/>{self.ending([self.general_note()])}</grants>'

    def workforce(self, caption):
        columns = f'<column id="g">{self.plain(2)}</column><column id="f" measure="fte" decimals="1">{self.plain(2)}</column><column id="c" measure="cost">{self.plain(2)}</column>'
        rows = ''.join(f'<row id="r{i}" label="{self.plain(4)}" figures="{self.below(999)}.5 {self.below(99999):,}"/>' for i in range(1 + self.below(5)))
        return f'<workforce unit="£000" decimals="0"><caption>{caption}</caption><columns>{columns}</columns>{rows}<total label="{self.plain(2)}"/>{self.ending([self.general_note()])}</workforce>'

    def performance(self, caption):
        heads = 'indicator="{}" actual="{}" target="{}" verdict="{}"'.format(*(self.plain(2) for _ in range(4)))
        rows = ''.join(f'<indicator id="i{i}" label="{self.plain(8)}" good="higher" unit="%" decimals="1"><actual>{self.below(90)}.5</actual><target>50.0</target><verdict/></indicator>'
                       for i in range(1 + self.below(5)))
        return f'<performance><caption>{caption}</caption><heads {heads}/>{rows}{self.ending([self.general_note()])}</performance>'

    def chart(self, depth):
        caption, kind, count = self.plain(6), self.pick(['bar', 'bar', 'stacked', 'line', 'share', 'pie', 'status']), 1 + self.below(4)
        if kind == 'status':
            rows = ''.join(f'<indicator id="i{i}" label="{self.plain(5, ELSEWHERE)}" good="higher"><actual>{self.below(90)}</actual><target>50</target><verdict/></indicator>' for i in range(1 + self.below(6)))
            text = f'<performance><caption>{caption}</caption>{rows}</performance>'
        else:
            heads = ''.join(f'<column id="c{i}" kind="amount">20{10 + i}/{11 + i}</column>' for i in range(1 if kind in ('share', 'pie') else count))
            heads_count = heads.count('<column')
            rows = ''.join(f'<row id="r{i}" label="{self.plain(4, SPOKEN)}">' + f'<cell>{1000 + self.below(9000):,}</cell>' * heads_count + '</row>' for i in range(2 + self.below(4)))
            text = f'<table unit="£" decimals="0"><caption>{caption}</caption><columns><column id="i">Item</column>{heads}</columns>{rows}</table>'
        return [f'::: {{.chart type={kind} data={self.file(text)}}}', ':::']

    def diagram(self, depth):
        caption, count = self.plain(6), 2 + self.below(4)
        boxes = ''.join(f'<box id="b{i}" title="{self.plain(2, SPOKEN)}" row="{i // 2 + 1}" column="{i % 2 + 1}">{self.plain(5, SPOKEN) if self.of(50) else ""}</box>' for i in range(count))
        arrows = ''.join(f'<arrow from="b{i}" to="b{i + 1}" label="{self.word(SPOKEN)}"/>' for i in range(count - 1) if self.of(60))
        text = f'<diagram><caption>{caption}</caption>{boxes}{arrows}</diagram>'
        return [f'::: {{.diagram data={self.file(text, "diagram")}}}', ':::']

    # --- the whole ---

    def section(self, number):
        self.notes, self.level = [], 1
        head = [f'# {self.inline(5, notes=self.of(20))}', '']
        lines = head + self.blocks(10, 0)
        name = f's{number}.md'
        self.files[name] = '\n'.join(lines) + '\n\n' + '\n\n'.join(self.notes) + '\n'
        return name, self.pick(['body', 'body', 'body', 'appendix', 'foreword', 'contact', 'front'])

    def manifest(self):
        data = ''.join(f'<{element} id="{name}" file="{name}.xml"/>' for name, element in self.data.items())
        sections = ''.join(f'<section file="{name}" role="{role}"/>' for name, role in self.sections)
        return (f'<document template="{self.template}" lang="en-GB"><title>Random</title><organisation>Office</organisation>' +
                (f'<data>{data}</data>' if data else '') + f'<sections>{sections}</sections></document>\n')

    def write(self, folder):
        folder.mkdir(parents=True)
        for name, text in self.files.items():
            (folder / name).write_text(text, encoding='utf-8')
        for name, data in PICTURES.items():
            (folder / name).write_bytes(data)


# --- the laws ---

def found_in(text):
    """The words of a text, by kind."""
    out = {}
    for match in WORD.finditer(text):
        out.setdefault(match[2], []).append(match[0])
    return out


def first_difference(expected, found):
    for at, (a, b) in enumerate(zip(expected, found)):
        if a != b:
            return f'word {at}: {" ".join(expected[max(0, at - 3):at + 4])}\nis:     {" ".join(found[max(0, at - 3):at + 4])}'
    return f'{len(expected)} words, found {len(found)}: {" ".join((expected[len(found):] or found[len(expected):])[:8])}'


class Part:
    """The text of a PDF's elements, without what is drawn in figures; what is drawn, and the figures' alternative texts."""

    def __init__(self, path):
        pdf = Pdf(path)
        self.text, self.alternatives = '', ''
        self.pdf = pdf
        for element in pdf.all:
            if element.type == 'Part':
                self.text += self.words(element)
        self.alternatives = ' '.join(e.get('/Alt') or '' for e in pdf.all if e.type == 'Figure')

    def words(self, element):
        if element.type == 'Figure':
            return ' '
        inner = ''.join(self.of_kid(element, kid) for kid in element.kids())
        return inner if element.type in ('Span', 'Link', 'Reference', 'Code') else f' {inner} '

    def of_kid(self, element, kid):
        if isinstance(kid, str):
            return self.words(type(element)(self.pdf, kid))
        if isinstance(kid, int):
            return self.pdf.mark_text(element.entries['/Pg'], kid)
        return self.pdf.mark_text(kid.get('/Pg', element.entries.get('/Pg')), kid['/MCID']) if '/MCID' in kid else ''


def check_pdf(report, name, draft, path, said, dump):
    checked = subprocess.run(['qpdf', '--check', path], capture_output=True, text=True)
    report.check(checked.returncode == 0, f'{name}: qpdf', checked.stdout + checked.stderr)
    part = Part(path)
    lossy = LOSSES & said
    found = found_in(part.text)
    for kind in () if lossy else (TEXT, NOTE, TABLE_NOTE):
        report.check(draft.words[kind] == found.get(kind, []), f'{name}: words of kind {kind}', first_difference(draft.words[kind], found.get(kind, [])))
    missing = [w for w in draft.words[SPOKEN] if w not in part.alternatives and w not in dump]
    report.check(lossy or not missing, f'{name}: words of figures', str(missing[:5]))
    left = [mark for mark in MARKUP if mark in part.text]
    report.check(not left, f'{name}: markup is left', ' '.join(f'…{part.text[max(0, at - 60):at + 60]}…' for mark in left for at in [part.text.find(mark)]))


def words_of_product(product, path):
    if product == 'html':
        return re.sub(r'<[^>]*>', ' ', path.read_text(encoding='utf-8'))
    part = Part(path)
    return part.text + part.alternatives + ' '.join(e.text() for e in part.pdf.all if e.type == 'Figure')


def check_product(report, name, draft, product, path, said):
    """Every word of text and notes is in it. What is too wide to be set is reported."""
    report.check(path.exists(), f'{name}: {product} is built', said[:1500])
    if not path.exists():
        return
    text = words_of_product(product, path)
    found = {w for words in found_in(text).values() for w in words}
    missing = [w for kind in (TEXT, NOTE, TABLE_NOTE) for w in draft.words[kind] if w not in found]
    report.check(not missing, f'{name}: {product} has each word', ' '.join(missing[:10]))
    left = [mark for mark in MARKUP if mark in text] if product != 'html' else []
    report.check(not left, f'{name}: markup is left in {product}', str(left))
    if product != 'html':
        checked = subprocess.run(['qpdf', '--check', path], capture_output=True, text=True)
        report.check(checked.returncode == 0, f'{name}: qpdf of {product}', checked.stdout + checked.stderr)


def check_large(report, name, draft, path, said):
    """No word below 16 points; none is divided or off its page, unless that is reported: pdftotext finds all of them as they are."""
    least = 16 * 1.16       # points from the top of the tallest letters to the foot of the lowest
    pages = subprocess.run(['pdftotext', '-bbox', path, '-'], capture_output=True, text=True).stdout.split('<page ')[1:]
    words = [(float(bottom) - float(top), word) for page in pages
             for top, bottom, word in re.findall(r'<word xMin="[\d.-]+" yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*?)</word>', page)]
    small = [word for height, word in words if height < least]
    report.check(words and not small, f'{name}: size in large print', str(small[:3]))
    if 'LGP011' in said or LOSSES & set(re.findall(r'\[([A-Z]{3}\d+)\]', said)):
        return
    shown = {w for _, text in words for found in found_in(text).values() for w in found}
    divided = [w for kind in (TEXT, NOTE, TABLE_NOTE) for w in draft.words[kind] if w not in shown]
    report.check(not divided, f'{name}: no word is divided in large print', str(divided[:5]))


def check_one(report, program, name, draft, folder, out, said):
    """A document that a batch has tried to build."""
    codes = set(re.findall(r'\[([A-Z]{3}\d+)\]', said))
    errors = set(re.findall(r'(?:error|fatal)\[([A-Z]{3}\d+)\]', said))
    path = out / f'{folder.name}.pdf'
    report.check('Sanitizer' not in said and 'runtime error' not in said, f'{name}: sanitizers', said[:3000])
    if not path.exists():
        report.check(errors and errors <= REFUSALS and re.search(r':\d+:\d+: ', said), f'{name}: refused', said[:1500])
        return
    report.check(not errors, f'{name}: a PDF in spite of errors', said[:1500])
    dump = run(program, 'build', '--dump=pages', folder, home=draft.home).stdout
    check_pdf(report, name, draft, path, codes, dump)
    if not {'LAY002', 'LAY003'} & codes:
        bad = misplaced(dump)
        report.check(not bad, f'{name}: places', bad)


def messages_of(stderr, name):
    """Of one document in a batch."""
    return '\n'.join(re.findall(rf'^[^\n]*\b{name}\b[^\n]*(?:\n(?![^\n]*random-)[^\n]*)*', stderr, re.M))


def check_batch(report, program, top, drafts, product):
    """Documents of one home: built together, and once more with another number of jobs."""
    folders = []
    for seed, draft in drafts:
        folders.append(top / f'random-{seed}')
        draft.write(folders[-1])
    one, other = top / 'one', top / 'other'
    home = drafts[0][1].home
    end = {'press': '-press.pdf', 'large-print': '-large-print.pdf', 'html': '.html'}[product]
    products = f'--product=screen,{product}'
    done = run(program, 'build', '-v', products, '--jobs=2', '-o', one, *folders, home=home, cwd=ROOT)
    report.check(not out_of_time(done) and done.returncode in (0, 1), f'{", ".join(f.name for f in folders)}: exit status', f'{done.returncode} {done.stderr[-3000:]}')
    run(program, 'build', '-q', products, '--jobs=1', '-o', other, *folders, home=home, cwd=ROOT)
    for (seed, draft), folder in zip(drafts, folders):
        name = f'seed {seed} ({draft.template})'
        for ending in ('.pdf', end):
            files = [where / f'{folder.name}{ending}' for where in (one, other)]
            report.check(len({p.read_bytes() if p.exists() else None for p in files}) == 1, f'{name}: the same bytes twice')
        said = messages_of(done.stderr, folder.name)
        check_one(report, program, name, draft, folder, one, said)
        if (one / f'{folder.name}.pdf').exists():
            check_product(report, name, draft, product, one / f'{folder.name}{end}', said)
            if product == 'large-print':
                check_large(report, name, draft, one / f'{folder.name}{end}', said)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program', type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=120 if ALL else 30)
    parser.add_argument('--product', default='large-print,html,press')
    parser.add_argument('-v', action='store_true')
    args = parser.parse_args()
    report = Report()
    seeds = range(args.seed, args.seed + args.count)
    print(f'seeds {seeds.start} to {seeds.stop - 1}')
    turn = itertools.cycle(args.product.split(','))
    for begin in range(0, len(seeds), 2 * CHUNK):
        drafts = [(seed, Draft(seed)) for seed in seeds[begin:begin + 2 * CHUNK]]
        for ours in (True, False):
            chunk = [d for d in drafts if (d[1].home is None) == ours]
            with tempfile.TemporaryDirectory() as folder:
                if chunk:
                    check_batch(report, args.program, pathlib.Path(folder), chunk, next(turn))
    if args.v:
        for seed in seeds[:1]:
            shutil.rmtree(ROOT / f'out/random-{seed}', ignore_errors=True)
            Draft(seed).write(ROOT / f'out/random-{seed}')
    report.done()


if __name__ == '__main__':
    main()
