#!/usr/bin/env python3
"""pathological.py PLANPRESS [--all] [-v] [CASE…]: documents that nobody would write, each within a time limit.

Every one is built for screens, and as one more product in turn. It must end by itself: with a PDF that qpdf finds nothing wrong with, or with a diagnostic that names the place.
A crash, a sanitizer's report, a diagnostic without a place or a run past the limit fails. The inputs are made here and
never stored. Without --all every fifth is tried."""
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

from harness import TESTS, Report, out_of_time, run, seconds_of_runs, some

LIMIT = 30      # seconds of processor time, under sanitizers on a slow machine; a case takes well under five
SENTENCE = 'Residents told the Commissioner what worries them, and the plan was changed where the evidence was good. '
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB">
  <title>Pathological</title>
  <organisation>Office of the Commissioner</organisation>
  {data}
  <sections><section file="01.md" role="{role}"/></sections>
</document>
'''
# Columns a few letters wide, and one that no letter fits.
NARROW = '''<?xml version="1.0" encoding="UTF-8"?>
<template extends="test">
  <pages><page name="body" like="body" inner="100mm" outer="{outer}mm"/></pages>
</template>
'''


PIECES = '''<?xml version="1.0" encoding="UTF-8"?>
<template extends="test">
  <styles>
    <style for="strong" in="facts" size="40pt" leading="48pt" fit="yes"/>
    <style for="p" drop-cap="3"/>
  </styles>
  <boxes continued="(continued)">
    <box name="outcome" corner="6pt" cut="open" rule-right="1pt" keep="no"/>
    <box name="facts" columns="auto" min-column="60pt" gutter="6pt"/>
    <box name="dates" timeline="auto" min-column="40pt"/>
  </boxes>
</template>
'''

# A part is named on each of its pages.
PARTS = '''<?xml version="1.0" encoding="UTF-8"?>
<template extends="test">
  <pages>
    <page name="body" like="body">
      <text x="25mm" y="5mm" width="160mm" style="running" role="head">{part} {part-title}</text>
    </page>
  </pages>
  <roles><part class="part" page="body"/></roles>
</template>
'''


def png(width, height):
    """A grey picture of that size."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = (b'\0' + b'\x80' * width) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def table(rows, columns, cell='{row}', group=0):
    """A data table of figures; a group's head before every `group` rows."""
    heads = ''.join(f'<column id="c{c}" kind="amount">C{c}</column>' for c in range(1, columns))
    body, opened = [], False
    for r in range(rows):
        if group and r % group == 0:
            body.append(('</group>' if opened else '') + f'<group id="g{r}" label="Group {r}">')
            opened = True
        cells = ''.join(f'<cell>{cell.format(row=r, column=c)}</cell>' for c in range(1, columns))
        body.append(f'<row id="r{r}" label="Row {r}">{cells}</row>')
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<table decimals="0"><caption>A table</caption>'
            f'<columns><column id="item" kind="text">Item</column>{heads}</columns>{"".join(body)}'
            f'{"</group>" if opened else ""}</table>')


def pipe(rows):
    return '\n'.join('| ' + ' | '.join(row) + ' |' for row in rows) + '\n'


def nested_lists(depth):
    return ''.join(f'{"  " * i}- level {i}\n' for i in range(depth))


def nested_boxes(depth, name='outcome', inside=''):
    colons = [':' * (depth + 3 - i) for i in range(depth)]
    return (''.join(f'{c} {name}\n\nText {i}.\n\n' for i, c in enumerate(colons)) + inside +
            ''.join(f'{c}\n\n' for c in reversed(colons)))


def interleaved(depth):
    """Box in list in quote in box …, by indent and fence."""
    out = []
    for i in range(depth):
        out.append('> ' * i + f'- item {i}\n' + '> ' * i + '\n')
    return ''.join(out)


HEAD = '# Pathological\n\n'


def notes(count, of):
    return ''.join(f'word[^{i}] ' for i in range(count)) + '\n\n' + ''.join(f'[^{i}]: {of.format(i)}\n\n' for i in range(count))


def texts():
    """Cases of Markdown alone."""
    yield 'quotes', '>' * 10000 + ' deep\n'
    yield 'quotes with text between', '\n'.join('>' * i + f' level {i}\n' for i in range(1, 300))
    yield 'word', 'w' * 100000 + '\n'
    yield 'word of a megabyte', 'word' * (1 << 18) + '\n'
    yield 'word in a cell', pipe([['a', 'b'], ['--', '--'], ['w' * 5000, 'short']])
    yield 'words in a heading', '## ' + 'Heading ' * 3000 + '\n'
    yield 'heading of 40,000 words', '## ' + ' '.join(f'w{i}' for i in range(40000)) + '\n'
    yield 'link of 20,000 words', '[' + 'words ' * 20000 + '](https://example.org/)\n'
    yield 'paragraph', SENTENCE * 3000 + '\n'
    yield 'paragraphs', (SENTENCE + '\n\n') * 10000
    yield 'headings', '\n\n'.join(f'## Heading {i}' for i in range(2000)) + '\n'
    yield 'headings of all levels', '\n\n'.join(f'{"#" * (2 + i % 5)} Heading {i}\n\n{SENTENCE}' for i in range(1000))
    # Chosen so that the text before each heading leaves one line of the page.
    yield 'heading at the foot of every page', ''.join(f'## Heading {i}\n\n' + 'line  \n' * 46 + '\n' for i in range(60))
    yield 'row taller than a page', pipe([['a', 'b'], ['--', '--'], [SENTENCE * 60, SENTENCE], ['x', 'y']])
    yield 'rows just taller than a page', pipe([['a', 'b'], ['--', '--']] + [[SENTENCE * n, 'x'] for n in range(28, 40)])
    yield 'head nearly as tall as a page', pipe([[SENTENCE * 60, 'b'], ['--', '--']] + [['x', 'y']] * 200)
    yield 'note longer than a page', 'Text.[^1] More.\n\n[^1]: ' + SENTENCE * 120 + '\n'
    yield 'notes longer than a page', notes(5, SENTENCE * 90)
    yield 'notes in one paragraph', notes(2000, 'Note {}.')
    yield 'note of paragraphs', 'Text.[^1]\n\n[^1]: First.\n\n' + ''.join(f'    {SENTENCE}\n\n' for _ in range(100))
    yield 'a note many times', 'word[^1] ' * 2000 + '\n\n[^1]: The note.\n'
    yield 'empty table', pipe([['', ''], ['--', '--']])
    yield 'table of empty cells', pipe([['', '', ''], ['--', '--', '--']] + [['', '', '']] * 50)
    yield 'columns', pipe([[f'c{i}' for i in range(300)], ['--'] * 300] + [[str(i) for i in range(300)]] * 3)
    yield 'columns of text', pipe([[f'Column {i}' for i in range(60)], ['--'] * 60] + [['Residents told us'] * 60] * 3)
    # 65,536 squared is 0 in 32 bits; and a thousand cells from each of many short lines.
    yield 'cells', '|a' * 65536 + '|\n' + '|-' * 65536 + '|\n' + '|x|\n' * 65536
    yield 'columns without cells', '|a' * 499 + '|\n' + '|-' * 499 + '|\n' + '|x|\n' * 50000
    yield 'placeholders that do not end', '{{ ' * 100000 + '\n'
    yield 'rows', pipe([['a', 'b', 'c'], ['--', '--', '--:']] + [[f'row {i}', 'text', str(i)] for i in range(5000)])
    yield 'lists', nested_lists(100)
    yield 'lists of numbers', ''.join(f'{"   " * i}1. level {i}\n' for i in range(60))
    yield 'list numbers', '999999998. a\n999999999. b\n1000000000. c\n'
    yield 'list of empty items', '-\n' * 3000
    yield 'long list', ''.join(f'{i}. item\n' for i in range(1, 5001))
    yield 'boxes', nested_boxes(100)
    yield 'columns in columns', nested_boxes(40, 'columns', SENTENCE * 200 + '\n\n')
    yield 'boxes side by side', '::: columns\n' + (SENTENCE + '\n\n') * 200 + ':::\n'
    yield 'empty boxes', '::: outcome\n:::\n\n' * 500
    yield 'box that stays whole', '::: outcome\n' + (SENTENCE + '\n\n') * 60 + ':::\n'
    yield 'quotes in lists in quotes', interleaved(40)
    yield 'table in a list in a box', '::: outcome\n\n- item\n\n  | a | b |\n  |--|--:|\n  | x | 1 |\n\n  : In a list\n\n- more\n\n:::\n'
    yield 'code', '```\n' + 'x' * 20000 + '\n' + 'line\n' * 3000 + '```\n'
    yield 'code of tabs', '```\n' + '\t' * 3000 + 'x\n```\n'
    yield 'emphasis', '*' * 3000 + 'a' + '*' * 3000 + '\n'
    yield 'emphasis nested', '*a **b ' * 1000 + 'c' + '** d*' * 1000 + '\n'
    yield 'brackets', '[' * 5000 + 'a' + ']' * 5000 + '\n'
    yield 'links', '[a](https://example.org/' + 'path/' * 2000 + ')\n'
    yield 'address', 'See <https://example.org/' + 'abcdefghij' * 500 + '>.\n'
    yield 'a word in each column of sixty', pipe([['responsibility' * 4] * 60, ['--'] * 60] + [['accountability' * 9, 'ŵ'] * 30] * 3)
    yield 'notes everywhere', ('## A heading[^1]\n\n::: outcome\n### In a box[^2]\n\nText.[^3]\n\n| a[^4] | b |\n|--|--|\n| x[^5] | y |\n\n- item[^6]\n'
                               ':::\n\n' + ''.join(f'[^{i}]: Note {i}.\n\n' for i in range(1, 7)))
    yield 'names from right to left', 'Yusuf \u064a\u0648\u0633\u0641 and \u05d3\u05d5\u05d3 \u05db\u05d4\u05df: \u202eabc\u202c. ' * 300 + '\n'
    yield 'table in boxes in lists', '- item\n\n' + '  > quote\n  >\n' + '  > | ' + ' | '.join(['heading'] * 12) + ' |\n  > |' + '--|' * 12 + '\n' + (
        '  > | ' + ' | '.join(['Cambridgeshire'] * 12) + ' |\n') * 9
    yield 'forced line ends', 'a\\\n' * 3000 + 'b\n'
    yield 'spaces', 'a' + '\u00a0' * 5000 + 'b ' + '\u2003' * 2000 + '\n'
    yield 'nothing to draw', '\u200b' * 5000 + '\n\n\u00ad\u00ad\n\n\u2060\n'
    yield 'soft hyphens', 'soft\u00ad' * 5000 + '\n'
    yield 'combining marks', 'a' + '\u0301' * 5000 + '\n'
    yield 'numbers that hold', '\u00a3 1,000 ' * 3000 + '\n'
    yield 'initials', 'A. B. C. ' * 1500 + 'Smith\n'
    yield 'rules', '---\n\n' * 1500
    yield 'nothing', ''
    yield 'references', '## A {#a}\n\n' + '{{ page a }} {{ ref a }} ' * 2000 + '\n'
    yield 'references that move', ''.join(f'## H{i} {{#h{i}}}\n\nSee {{{{ page h{399 - i} }}}}.\n\n' for i in range(400))


def cases():
    for name, text in texts():
        yield name, {'01.md': HEAD + text}, {}
    data = '<data><table id="t" file="t.xml"/></data>'
    placed = HEAD + '::: {.table data=t}\n:::\n'
    yield 'data rows', {'01.md': placed, 't.xml': table(5000, 4)}, {'data': data}
    yield 'data groups', {'01.md': placed, 't.xml': table(600, 3, group=1)}, {'data': data}
    yield 'data columns', {'01.md': placed, 't.xml': table(2, 300)}, {'data': data}
    yield 'data of a hundred thousand columns', {'01.md': placed, 't.xml': table(1, 100000)}, {'data': data}
    yield 'wide figures', {'01.md': placed, 't.xml': table(3, 12, '999,999,999,999,999')}, {'data': data}
    yield 'a cell with a list and footnotes', {'01.md': placed + '\n[^n]: A note from a cell.\n', 't.xml': table(1, 1).replace(
        '<column id="item" kind="text">Item</column>', '<column id="item" kind="text">Item</column><column id="x" kind="text">X</column>')
        .replace('</row>', '<cell>Before:\n\n- one[^a]\n- two[^a]\n\n  1. three\n\n[^a]: In the cell.</cell></row>')}, {'data': data}
    spanned = ('<?xml version="1.0" encoding="UTF-8"?>\n<table><caption>Spans</caption><columns><column id="a" kind="text">A</column>'
               '<column id="b" kind="text">B</column><column id="c" kind="text">C</column></columns>'
               '<row id="r0" label="First"><cell rowspan="300">' + SENTENCE * 5 + '</cell><cell>x</cell></row>' +
               ''.join(f'<row id="r{i}" label="Row {i}"><cell>x {i}</cell></row>' for i in range(1, 300)) + '</table>')
    yield 'span over many rows', {'01.md': placed, 't.xml': spanned}, {'data': data}
    yield from diagram_cases()
    for width, height in ((1, 1), (20000, 1), (1, 20000)):
        yield f'picture {width} x {height}', {'01.md': HEAD + '![A picture](p.png "Caption")\n\nIn ![small](p.png) text.\n',
                                              'p.png': png(width, height)}, {}
    yield 'a column one letter wide', {'01.md': HEAD + SENTENCE}, {'template': 'narrowest'}
    yield 'a column a word wide', {'01.md': HEAD + (SENTENCE + '\n\n') * 20 + '- item\n  - inner\n\n::: outcome\nBox.\n:::\n'}, {'template': 'narrow'}
    yield 'cells one letter wide', {'01.md': HEAD + pipe([['a', 'b', 'c'], ['--', '--:', '--'], ['Residents', '1,234.5', 'told']])}, {'template': 'narrow'}
    figures = ''.join(f'- **{i * 1234:,}** {SENTENCE}\n' for i in range(300))
    dates = ''.join(f'May {1900 + i}\n: {SENTENCE}\n\n' for i in range(300))
    for name, text in (('a box of many pages', '::: outcome\n' + (SENTENCE + '\n\n') * 2000 + ':::\n'),
                       ('many figures', f'::: facts\n{figures}:::\n'),
                       ('a figure too wide', f'::: facts\n- **{"9" * 3000}** words\n- **1** word\n:::\n'),
                       ('strips in strips', nested_boxes(40, 'facts', '**9** words\n\n')),
                       ('many dates', f'::: dates\n{dates}:::\n'),
                       ('timelines in timelines', ''.join(f'{"  " * i}{":" * 60} dates\n{"  " * i}T\n{"  " * i}: m\n\n' for i in range(30))
                        + ''.join(f'{"  " * i}{":" * 60}\n' for i in reversed(range(30))))):
        yield name, {'01.md': HEAD + text}, {'template': 'pieces'}
    yield 'a part with a heading of 40,000 words', {'01.md': '# ' + 'Part ' * 40000 + '{.part}\n\n' + 'word\n\n' * 40000}, {'template': 'parts'}
    for name, text in (('two columns of headings', '\n\n'.join(f'## Heading {i}\n\n{SENTENCE}' for i in range(500))),
                       ('two columns of notes', notes(400, SENTENCE)),
                       ('two columns with tall rows', pipe([['a', 'b'], ['--', '--'], [SENTENCE * 60, SENTENCE * 3], ['x', 'y']])),
                       ('two columns of boxes', ('::: outcome\n' + SENTENCE * 6 + '\n:::\n\n') * 60)):
        yield name, {'01.md': HEAD + text}, {'role': 'appendix'}


def diagram(places, arrows, text=''):
    """Boxes at (row, column), and arrows between them as (from, to, label)."""
    boxes = ''.join(f'<box id="b{i}" title="Box {i}" row="{r}" column="{c}">{text}</box>' for i, (r, c) in enumerate(places))
    lines = ''.join(f'<arrow from="b{a}" to="b{b}" label="{label}"/>' for a, b, label in arrows)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<diagram><caption>Boxes</caption>{boxes}{lines}</diagram>'


def diagram_cases():
    full = [(r, c) for r in range(1, 13) for c in range(1, 7)]
    two = [(1, 1), (1, 2)]
    ring = [(i, (i + 1) % 72, 'informs') for i in range(72)]
    pairs = [(a, b, SENTENCE[:20]) for a in range(10) for b in range(10) if a != b]
    cases = (('all cells', diagram(full, ())), ('a ring through all cells', diagram(full, ring)),
             ('every pair of ten', diagram(full[:10], pairs)), ('every pair of ten in a column', diagram([(r, 1) for r in range(1, 11)], pairs)),
             ('500 boxes', diagram([(i, 1) for i in range(1, 501)], ())), ('500 boxes in one place', diagram([(1, 1)] * 500, ())),
             ('5000 arrows', diagram(full, [(i % 72, i * 7 % 72, 'x') for i in range(5000)])),
             ('arrows to nowhere', diagram(two, [(0, i, 'x') for i in range(2, 500)])),
             ('arrows to themselves', diagram(two, [(0, 0, 'x')] * 500)),
             ('a label of 10,000 words', diagram(two, [(0, 1, 'word ' * 10000)])), ('a box of 10,000 words', diagram(two[:1], (), 'word ' * 10000)),
             ('a label of a million words', diagram(two, [(0, 1, '“why” ' * 1000000)])), ('a label of one word', diagram(two, [(0, 1, 'word' * 2500)])), ('a box of one word', diagram(two, (), 'word' * 2500)))
    for name, text in cases:
        for template in ('diagrams', 'narrow', 'narrowest'):
            yield f'diagram, {name}, {template}', {'01.md': HEAD + '::: {.diagram data=t}\n:::\n', 't.xml': text}, {
                'data': '<data><diagram id="t" file="t.xml"/></data>', 'template': template}


def make(folder, files, settings):
    folder.mkdir(parents=True)
    fields = {'template': 'test', 'data': '', 'role': 'body', **settings}
    (folder / 'document.xml').write_text(MANIFEST.format(**fields), encoding='utf-8')
    for name, content in files.items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            (folder / name).write_text(content, encoding='utf-8')


def make_home(home):
    shutil.copytree(TESTS / 'home', home, symlinks=False)
    (home / 'templates/narrow.xml').write_text(NARROW.format(outer=97), encoding='utf-8')
    (home / 'templates/pieces.xml').write_text(PIECES, encoding='utf-8')
    (home / 'templates/parts.xml').write_text(PARTS, encoding='utf-8')
    (home / 'templates/narrowest.xml').write_text(NARROW.format(outer=107), encoding='utf-8')


FOOT = 85       # the lower margin of all pages of the tests' template, in points
TEXT = re.compile(r'  text (\S+) (\S+) w (\S+) .* (content|repeated) ')


def outside(pages, too_wide):
    """Text in the lower margin or off its page, by the dump; sideways only when nothing was said of it."""
    width = height = 0
    for line in pages.splitlines():
        if line.startswith('page '):
            _, _, width, _, height, *_ = line.split(' ')
        elif found := TEXT.match(line):
            x, y, w = map(float, found.group(1, 2, 3))
            if not 0 < y < float(height) - FOOT or (not too_wide and not -1 < x <= x + w < float(width) + 1):
                return line
    return ''


PRODUCTS = {'large-print': '-large-print.pdf', 'html': '.html', 'press': '-press.pdf'}


def trouble_as(program, home, folder, out, product):
    """The same of another product than the PDF for screens."""
    done = run(program, 'build', f'--product={product}', '-o', out, folder.name, cwd=folder.parent, home=home)
    if out_of_time(done):
        return f'{product} did not end'
    if 'Sanitizer' in done.stderr or 'runtime error' in done.stderr or done.returncode not in (0, 1):
        return f'{product} crashed ({done.returncode})\n{done.stderr[:3000]}'
    made = out / f'{folder.name}{PRODUCTS[product]}'
    if done.returncode == 0 and product != 'html':
        checked = subprocess.run(['qpdf', '--check', str(made)], capture_output=True, text=True)
        return '' if checked.returncode == 0 else f'qpdf of {product}: {checked.stdout}{checked.stderr}'
    placed = made.exists() if done.returncode == 0 else re.search(r'^\S+:\d+:\d+: ', done.stderr, re.M)
    return '' if placed else f'{product}: exit status {done.returncode} and no place:\n{done.stderr[-3000:]}'


def trouble(program, home, folder, out):
    """What is wrong with how this document ended; empty: nothing."""
    done = run(program, 'build', '-o', out, folder.name, cwd=folder.parent, home=home)
    if out_of_time(done):
        return 'did not end'
    said = done.stderr[-3000:]
    if 'Sanitizer' in done.stderr or 'runtime error' in done.stderr or done.returncode not in (0, 1):
        return f'crashed ({done.returncode})\n{done.stderr[:3000]}'
    if done.returncode == 0:
        pdf = out / f'{folder.name}.pdf'
        dump = run(program, 'build', '--dump=pages', folder.name, cwd=folder.parent, home=home).stdout
        if off := outside(dump, 'LAY002' in done.stderr):
            return f'text outside its place: {off[:200]}'
        checked = subprocess.run(['qpdf', '--check', str(pdf)], capture_output=True, text=True)
        return '' if checked.returncode == 0 else f'qpdf: {checked.stdout}{checked.stderr}'
    return '' if re.search(r'^\S+:\d+:\d+: ', done.stderr, re.M) else f'exit status {done.returncode} and no place:\n{said}'


def main():
    program, wanted = pathlib.Path(sys.argv[1]).resolve(), [a for a in sys.argv[2:] if a not in ('--all', '-v')]
    report = Report()
    with tempfile.TemporaryDirectory() as temporary:
        top = pathlib.Path(temporary)
        make_home(top / 'home')
        chosen = [c for c in cases() if c[0] in wanted] if wanted else some(cases(), 5)
        for i, (name, files, settings) in enumerate(chosen):
            folder = top / 'documents' / f'case-{i}'
            make(folder, files, settings)
            for product in (None, list(PRODUCTS)[i % 3]):
                begun = seconds_of_runs()
                wrong = trouble_as(program, top / 'home', folder, top / 'out', product) if product else trouble(program, top / 'home', folder, top / 'out')
                seconds = seconds_of_runs() - begun
                report.check(not wrong, f'{name}, {product or "screen"}', wrong)
                report.check(seconds < LIMIT, f'{name}, {product or "screen"}: time', f'{seconds:.1f} s')
                if '-v' in sys.argv or seconds > 3:
                    print(f'{seconds:6.1f} s  {name}, {product or "screen"}')
    report.done()


main()
