#!/usr/bin/env python3
"""hostile.py PLANPRESS [--all] [-v]: documents that mean harm, and each limit that the handbook states, with the code that it has.

Every case must end with the exit status and the code that are expected of it, without a crash; and nothing that it says may hold a
control character or turn text round, so that a terminal is safe. The inputs are made here and never stored. Without
--all every sixth of the masses is tried."""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

from harness import TESTS, Report, environment, limited, run, seconds_of_runs, some

HOME = TESTS / 'home'
MB = 1 << 20
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB"><title>Hostile</title><organisation>Office</organisation>{data}
<sections><section file="{section}" role="body"/></sections></document>
'''
HEAD = '# Hostile\n\n'
DATA = '<data><table id="t" file="t.xml"/></data>'
BESIDE = MANIFEST.format(template='test', data='<uses><document name="{0}"/></uses>', section='{1}" from="{0}')
PLACED = HEAD + '::: {.table data=t}\n:::\n'
PICTURE = HEAD + '![A picture](p.png)\n'
UNSAFE = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(width, height, before=b''):
    """The head of a picture of that size, and next to nothing in it."""
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)) + before +
            chunk(b'IDAT', zlib.compress(bytes(100))) + chunk(b'IEND', b''))


def jpeg(width, height, colours=3):
    parts = b''.join(bytes([i + 1, 0x11, 0]) for i in range(colours))
    return (b'\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0' + bytes([8 + 3 * colours]) + b'\x08' +
            struct.pack('>HH', height, width) + bytes([colours]) + parts + b'\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0' + bytes(20) + b'\xff\xd9')


def data(text):
    return {'01.md': PLACED, 't.xml': text}


def table(columns, row='', caption='C'):
    heads = ''.join(f'<column id="c{c}" kind="amount">C</column>' for c in range(columns))
    return (f'<?xml version="1.0"?>\n<table decimals="0"><caption>{caption}</caption><columns><column id="i" kind="text">I</column>{heads}'
            f'</columns>{row}</table>')


class Sparse(int):
    """A file of that many bytes that takes no room on the disk."""


class Link(str):
    """A symbolic link to there."""


class Pipe:
    """A named pipe, which nobody fills."""


def limits():
    """(what, files, code): the limits of the handbook."""
    yield 'a section of more than 256 MB', {'01.md': Sparse(256 * MB + 1)}, 'IO003'
    yield 'data of more than 256 MB', {'01.md': PLACED, 't.xml': Sparse(256 * MB + 1)}, 'IO003'
    yield 'a picture of more than 256 MB', {'01.md': PICTURE, 'p.png': Sparse(256 * MB + 1)}, 'IO003'
    yield '501 columns', {'01.md': HEAD + '|a' * 501 + '|\n' + '|-' * 501 + '|\n'}, 'IO009'
    yield 'more than 1,000,000 cells', {'01.md': HEAD + '|a' * 100 + '|\n' + '|-' * 100 + '|\n' + '|x|\n' * 10001}, 'IO009'
    yield '501 columns of data', data(table(501)), 'IO009'
    yield 'more than 1,000,000 cells of data', data(table(400, '<row id="a" label="A"/>' * 2501).replace('<row id="a"', '<row')), 'IO009'
    line, total = '<row id="r{}" label="R"><cell>1</cell></row>', '<total id="t{}" label="T"><cell>5000</cell></total>'
    many = ''.join(line.format(i) for i in range(5000)) + ''.join(total.format(i) for i in range(5000))
    yield 'more than 20,000,000 figures in sums', data(table(1, many)), 'IO009'
    many = f'<column id="s" kind="amount" sum="{"c0 " * 30000}">S</column>'
    yield 'more than 20,000,000 figures in sums of a column', data(table(1, ''.join(f'<row id="r{i}" label="R"><cell>1</cell><cell>1</cell></row>' for i in range(1000))).replace('</columns>', many + '</columns>')), 'IO009'
    yield 'a side of 20,001 pixels', {'01.md': PICTURE, 'p.png': png(20001, 1)}, 'MD011'
    yield 'more than 100 million pixels', {'01.md': PICTURE, 'p.png': png(10001, 10000)}, 'MD011'
    yield 'a JPEG of 65,535 pixels a side', {'01.md': PICTURE, 'p.png': jpeg(65535, 65535)}, 'MD011'
    yield '101 quotations in each other', {'01.md': HEAD + '>' * 101 + ' deep\n'}, 'MD013'
    yield '101 lists in each other', {'01.md': HEAD + ''.join(f'{"  " * i}- item\n' for i in range(101))}, 'MD013'
    yield 'attributes of more than 4,000 bytes', {'01.md': HEAD + '::: {.outcome title="' + 'a' * 4001 + '"}\nText.\n:::\n'}, 'MD003'
    yield 'a placeholder of more than 1,000 bytes', {'01.md': HEAD + 'A {{ ref ' + 'a' * 1001 + ' }} b.\n'}, 'MD009'
    yield 'elements 257 deep', data('<table>' + '<group>' * 257 + '</group>' * 257 + '</table>'), 'DOC001'
    yield '201 attributes of an element', data(table(1, '<row ' + ' '.join(f'a{i}="x"' for i in range(201)) + '/>')), 'DOC001'
    yield '100,000 attributes of an element', data(table(1, '<row ' + ' '.join(f'a{i}="x"' for i in range(100000)) + '/>')), 'DOC001'
    yield 'a text of more than 10 MB in XML', data(table(1, caption='a' * (10 * MB + 1))), 'DOC001'
    names = [f'{i}.md' for i in range(20001)]
    sections = '"/><section role="body" file="'.join(names)
    yield '20,001 sections', {**dict.fromkeys(names, HEAD), 'document.xml': MANIFEST.format(template='test', data='', section='0.md').replace(
        '<section file="0.md" role="body"/>', f'<section role="body" file="{sections}"/>')}, 'DOC003'
    yield 'more than 20,000 findings of a code', {'01.md': HEAD + 'See {{ ref nowhere }}.\n' * 20001}, 'IO010'
    yield '17 templates that extend each other', {'01.md': HEAD, 'home/templates/t': 17}, 'TPL002'
    words = ' '.join(f'w{i}' for i in range(150))
    yield 'more than 20,000 styles', {'01.md': HEAD, 'home/templates/t': f'<styles><style for="p" class="{words}" in="{words}"/></styles>'}, 'DOC003'
    words = ' '.join(f'w{i}' for i in range(20000))
    yield '400,000,000 styles', {'01.md': HEAD, 'home/templates/t': f'<styles><style for="p" class="{words}" in="{words}"/></styles>'}, 'DOC003'
    swatches = ''.join(f'<swatch name="s{i}" rgb="#000000" cmyk="0 0 0 100"/>' for i in range(1001))
    yield 'more than 1,000 swatches', {'01.md': HEAD, 'home/templates/t': f'<swatches>{swatches}</swatches>'}, 'DOC003'


def attacks():
    """(what, files, code): what reaches for other files, blows up, or plays with the terminal. Code None: it is accepted."""
    letters = 'abcdefghij'
    bomb = ''.join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip(letters, letters[1:]))
    yield 'an entity bomb', data(f'<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "ha">{bomb}]><table><caption>&j;</caption></table>'), 'DOC002'
    yield 'an external entity', data('<?xml version="1.0"?><!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><table><caption>&x;</caption></table>'), 'DOC002'
    yield 'an external DTD', data('<?xml version="1.0"?><!DOCTYPE t SYSTEM "http://127.0.0.1:9/x.dtd"><table/>'), 'DOC002'
    yield 'an XInclude', data('<table xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></table>'), 'DOC003'
    for name in ('../../../../../../../../etc/passwd', '/etc/passwd', 'x/../../p.png', '//host/p.png'):
        yield f'a picture at {name}', {'01.md': f'{HEAD}![A picture]({name})\n'}, 'IO007'
    yield 'a picture that is a link out', {'01.md': PICTURE, 'p.png': Link('/proc/version')}, 'IO007'
    yield 'a picture in a folder that is a link out', {'01.md': f'{HEAD}![A picture](in/version)\n', 'in': Link('/proc')}, 'IO007'
    yield 'a picture that is a link to itself', {'01.md': PICTURE, 'p.png': Link('p.png')}, ('MD010', 'IO007', 'IO001')
    yield 'data that is a link out', {'01.md': PLACED, 't.xml': Link('/proc/version')}, 'IO007'
    yield 'a section that is a link out', {'01.md': Link('/proc/version')}, 'IO007'
    yield 'a manifest that is a link out', {'01.md': HEAD, 'document.xml': Link('/proc/version')}, 'IO007'
    yield 'a section from beside, which is a link out', {'document.xml': BESIDE.format('proc', 'version'), '../proc': Link('/proc')}, 'IO007'
    yield 'a section from beside that is a link out', {'document.xml': BESIDE.format('a', '01.md'), '../a/01.md': Link('/proc/version')}, 'IO007'
    yield 'a section from beside with a picture that is not there', {
        'document.xml': BESIDE.format('b', '01.md'), '../b/01.md': PICTURE, 'p.png': png(200, 200)}, 'MD010'
    yield 'a picture of a section from beside that is a link out', {
        'document.xml': BESIDE.format('c', '01.md'), '../c/01.md': PICTURE, '../c/p.png': Link('/proc/version')}, 'IO007'
    yield 'a picture of a section from beside that is in this document', {
        'document.xml': BESIDE.format('d', '01.md'), '../d/01.md': f'{HEAD}![A picture](../case-1/p.png)\n'}, 'IO007'
    yield 'a picture that is a pipe', {'01.md': PICTURE, 'p.png': Pipe()}, 'IO001'
    yield 'a section that is a pipe', {'01.md': Pipe()}, 'IO001'
    yield 'a picture at a URL', {'01.md': HEAD + '![A picture](file:///etc/passwd)\n'}, 'MD010'
    yield 'a PNG with sides of 31 bits', {'01.md': PICTURE, 'p.png': png(2**31 - 1, 2**31 - 1)}, 'MD011'
    yield 'a PNG without width', {'01.md': PICTURE, 'p.png': png(0, 1)}, 'MD011'
    yield 'a PNG with next to nothing in it', {'01.md': PICTURE, 'p.png': png(10000, 10000)}, 'PDF002'
    blown = zlib.compress(bytes(100 * MB))
    yield 'a PNG with a text that swells', {'01.md': PICTURE, 'p.png': png(2, 2, chunk(b'zTXt', b'a\0\0' + blown))}, None
    yield 'a PNG with a profile that swells', {'01.md': PICTURE, 'p.png': png(2, 2, chunk(b'iCCP', b'a\0\0' + blown))}, None
    yield 'a JPEG of 7 colours', {'01.md': PICTURE, 'p.png': jpeg(1, 1, 7)}, 'MD011'
    yield 'a JPEG that is cut off', {'01.md': PICTURE, 'p.png': jpeg(1, 1)[:25]}, 'MD011'
    yield 'a JPEG of empty parts', {'01.md': PICTURE, 'p.png': b'\xff\xd8' + b'\xff\xe0\0\0' * 1000}, 'MD011'
    yield 'a span over two thousand million columns', data(table(3, '<row id="r" label="R"><cell colspan="2000000000">1</cell></row>')), 'DOC003'
    yield 'NUL in Markdown', {'01.md': HEAD + 'a\0b\n'}, 'IO006'
    yield 'NUL in XML', data(table(1).replace('>C<', '>C\0D<')), 'IO006'
    yield 'Markdown that is not UTF-8', {'01.md': HEAD.encode() + b'a \xff\xc0\x80 \xed\xa0\x80\n'}, 'IO006'
    yield 'Markdown in UTF-16', {'01.md': HEAD.encode('utf-16')}, 'IO006'
    yield 'Markdown in UTF-16 without a mark', {'01.md': HEAD.encode('utf-16-le')}, 'IO006'
    yield 'a Word document as a section', {'01.md': b'PK\x03\x04\x14\0\6\0\x08\0\0\0!\0word/document.xml\n\xff\0'}, 'IO006'
    yield 'a Word document as data', {'01.md': PLACED, 't.xml': b'PK\x03\x04\x14\0\6\0'}, 'IO006'
    yield 'Rich Text Format as a section', {'01.md': '{\\rtf1 Words}'}, 'IO006'
    yield 'Markdown that begins with a mark of UTF-8', {'01.md': '\ufeff' + HEAD + 'PK is short for it (PK). {\\rtf\n'}, None
    yield 'XML in UTF-16', {'01.md': PLACED, 't.xml': table(1).encode('utf-16')}, 'IO006'
    yield 'escapes for the terminal', {'01.md': HEAD + '![\x1b[31mred](\x1b[2J.png)\n\n::: \x1b]0;title\x07\n:::\n\n{{ ref \x9b31m }}\n'}, 'MD004'
    yield 'links that stay inside', {'01.md': PICTURE, 'p.png': Link('in/q.png'), 'in': Link('real'), 'real/q.png': png(1, 1)}, None
    yield 'names that turn round', {'01.md': HEAD + '![A](a\u202egnp.exe)\n\n{{ ref \u2066abc\u200f }}\n'}, 'MD010'


def masses():
    """(what, files, code): a great deal of one thing, whose work must not grow with its square; the code is of what stands behind it."""
    for unit in ('"', "'", '.', '-', 'a~', '=', '^', '$', 'a^', '[', ']', '![', '[a](', '<a', '<sup>', '*_', '`a', '[]{a=', '{{ ', '&', '\\'):
        yield f'a megabyte of {unit}', {'01.md': HEAD + unit * (MB // len(unit)) + '\n\nSee {{ ref nowhere }}.\n'}, 'DOC005'
    cell = '|a|b|\n|-|-|\n|' + '\\|[' * 100000 + '|\n\nSee {{ ref nowhere }}.\n'
    yield '100,000 escaped bars in a cell', {'01.md': HEAD + cell}, 'DOC005'
    for unit in ('{{ ', '{{ b. ', '{', '](', '](b. ', '<a ', '<a b. ', '<!--', '<!-- b. ', '`'):
        sentence = 'It rose to {{ t/r/c0 }} ' + unit * (MB // len(unit)) + '\n\nSee {{ ref nowhere }}.\n'
        yield f'a megabyte of {unit} behind a figure', {'01.md': HEAD + sentence, 't.xml': table(1, '<row id="r" label="R"><cell>1</cell></row>')}, 'DOC005'
    for unit in ('<!--', '<script ', '< '):
        yield f'a megabyte of {unit} in a block of HTML', {'01.md': HEAD + '<div>\n' + unit * (MB // len(unit)) + '\n\nSee {{ ref nowhere }}.\n'}, 'DOC005'
    for what, unit in (('links without meaning', '[here](https://a.example/) '), ('words in capitals', 'AB{0}{1}{2} '), ('long sentences', 'A ' + 'word ' * 41 + '. ')):
        letters = [unit.format(*(chr(65 + i // 26 ** k % 26) for k in range(3))) for i in range(MB // len(unit))]
        yield f'a megabyte of {what} in a paragraph', {'01.md': HEAD + ''.join(letters) + '\n\nSee {{ ref nowhere }}.\n'}, 'DOC005'
    forms = ['Q' + ''.join(chr(65 + i // 26 ** k % 26) for k in range(4)) for i in range(60000)]
    listed = ''.join(f'<abbreviation short="{form}" long="Long {form}"/>' for form in forms)
    manifest = MANIFEST.format(template='test', data='', section='01.md').replace('</organisation>', f'</organisation><abbreviations>{listed}</abbreviations>')
    yield '60,000 abbreviations in the manifest', {'document.xml': manifest, '01.md': HEAD + '\n\n'.join(forms) + '\n\nSee {{ ref nowhere }}.\n'}, 'DOC005'
    yield '100,000 marks of a long note', {'01.md': HEAD + 'word[^1] ' * 100000 + '\n\n[^1]: ' + 'ABC word ' * 100000 + '\n\nSee {{ ref nowhere }}.\n'}, 'DOC005'
    computed = '<cell computed="yes"/>' * 499
    rows = f'<row id="r" label="R">{"<cell>1</cell>" * 499}</row>' + f'<balance label="B" cumulative="r">{computed}</balance>' * 150
    yield '150 running totals of 499 columns', {'01.md': HEAD + 'See {{ ref nowhere }}.\n', 't.xml': table(499, rows)}, 'DOC005'
    rows = ''.join(f'<row id="r{i}" label="R"><cell correct="3" reason="A reason">1</cell></row>' for i in range(50000))
    wide = '<columns><column id="i">I</column><column id="x">X</column><column id="y">Y</column></columns>'
    rows = ''.join(f'<row label="R {i}"><cell colspan="2">x</cell></row>' for i in range(60000))
    yield '60,000 cells over two columns', {'01.md': PLACED + '\nSee {{ ref nowhere }}.\n', 't.xml': f'<?xml version="1.0"?>\n<table>{wide}{rows}</table>'}, 'DOC005'
    rows = '<row label="R"><cell rowspan="60000">x</cell><cell>y</cell></row>' + '<row label="R"><cell>y</cell></row>' * 59999
    yield 'a cell over 60,000 rows', {'01.md': PLACED + '\nSee {{ ref nowhere }}.\n', 't.xml': f'<?xml version="1.0"?>\n<table>{wide}{rows}</table>'}, 'DOC005'
    yield '50,000 corrections', {'01.md': PLACED + '\nSee {{ ref nowhere }}.\n', 't.xml': table(1, rows)}, 'DOC005'


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Sparse):
        with open(path, 'wb') as f:
            f.truncate(content)
    elif isinstance(content, Link):
        path.unlink(missing_ok=True)
        path.symlink_to(content)
    elif isinstance(content, Pipe):
        os.mkfifo(path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode('utf-8'))


def chain(home, length, content=''):
    """A home whose templates t0, t1, … extend each other."""
    shutil.copytree(HOME, home, symlinks=False)
    for i in range(length):
        extends = f't{i + 1}' if i + 1 < length else 'test'
        (home / f'templates/t{i}.xml').write_text(f'<?xml version="1.0"?>\n<template extends="{extends}">{content}</template>\n', encoding='utf-8')


def check(report, program, top, number, what, files, code):
    folder, home, template = top / f'case-{number}', HOME, 'test'
    folder.mkdir()
    if chained := files.pop('home/templates/t', 0):
        home, template = top / f'home-{number}', 't0'
        chain(home, *((1, chained) if isinstance(chained, str) else (chained,)))
    put(folder, 'document.xml', MANIFEST.format(template=template, data=DATA if 't.xml' in files else '', section='01.md'))
    for name, content in files.items():
        put(folder, name, content)
    before = {p for p in top.parent.iterdir()}
    verb = ('build', '-o', top / 'out') if code in (None, 'PDF002') else ('check',)
    done = run(program, *verb, *(['--lint'] if code == 'DOC005' else []), folder, home=home)
    codes = set(re.findall(r'(?:error|warning)\[(\w+)\]', done.stderr))
    wanted = {code} if isinstance(code, str) else set(code or ())
    status = (0, 1) if code is None else (1, 4)
    report.check(done.returncode in status and (code is None or codes & wanted) and 'Sanitizer' not in done.stderr, what, f'{done.returncode} {done.stderr[:1500]}')
    report.check(not UNSAFE.search(done.stderr), f'{what}: safe for a terminal', repr(done.stderr[:1500]))
    report.check(before == {p for p in top.parent.iterdir()}, f'{what}: nothing is written elsewhere')


def check_names(report, program, top):
    """The document's own folder, and a section, have such a name."""
    folder = top / 'red\x1b[31m\u202egreen'
    put(folder, 'document.xml', MANIFEST.format(template='test', data='', section='evil\u202e.md'))
    for verb in (('check',), ('build', '-o', top / 'out'), ('check', '--format=short'), ('check', '--format=github')):
        done = run(program, *verb, folder, home=HOME)
        said = done.stdout + done.stderr
        report.check(done.returncode == 1 and said and not UNSAFE.search(said), f'{verb}: a folder with escapes in its name', repr(said))


def check_results(report, program, top):
    """What others open cannot run or hide anything: CSV in a spreadsheet, reports on a terminal, build files."""
    folder = top / 'sheet'
    rows = ''.join(f'<row label="{label}"><cell>-5</cell></row>' for label in ('=1+1', '@SUM(A1)', '+cmd|x', '-2 (a)', '-', '-7.5%', 'plain', 'a=b'))
    put(folder, 'document.xml', MANIFEST.format(template='test', data=DATA, section='01.md').replace('Hostile', 'Red \u202eneerg'))
    put(folder, '01.md', PLACED)
    put(folder, 't.xml', table(1, rows))
    out = top / 'sheets'
    done = run(program, 'data', '-o', out, folder, home=HOME)
    lines = (out / 'sheet/data/t.csv').read_text(encoding='utf-8').splitlines() if done.returncode == 0 else [done.stderr]
    wanted = ["'=1+1,-5", "'@SUM(A1),-5", "'+cmd|x,-5", "'-2 (a),-5", '-,-5', '-7.5%,-5', 'plain,-5', 'a=b,-5']
    report.check(lines[1:] == wanted, 'words that a spreadsheet would run', str(lines))
    run(program, 'report', '-o', out, folder, home=HOME)
    for name in ('sheet-accessibility.md', 'sheet-accessibility.json'):
        report.check(not UNSAFE.search((out / name).read_text(encoding='utf-8')), f'{name}: nothing is turned round')
    broken = top / 'two\nlines: x'
    put(broken, 'document.xml', MANIFEST.format(template='test', data='', section='01.md'))
    put(broken, '01.md', HEAD)
    done = run(program, 'list', '--format=ninja', broken, folder, home=HOME)
    report.check(done.returncode == 4 and done.stdout.count('\nbuild ') == 1 and '[IO001]' in done.stderr, 'Ninja and a name of two lines', done.stdout + done.stderr)
    run(program, 'build', '-o', out, '--depfile', out / 'd', broken, home=HOME)
    report.check('lines' not in (out / 'd').read_text(encoding='utf-8'), 'a depfile and a name of two lines')


def check_taken_away(report, program, top):
    """Files of the system that are not there, each hidden by an empty folder: PDF/A's colour profile, hyphenation patterns."""
    empty = top / 'empty'
    empty.mkdir()
    hide = ['unshare', *(() if os.geteuid() == 0 else ('-r',)), '-m', 'sh', '-c', 'mount --bind "$0" "$1" && shift && exec "$@"', empty]
    if not shutil.which('unshare') or subprocess.run([*hide, '/usr/share/color/icc', 'true'], capture_output=True).returncode != 0:
        print('nothing can be hidden here: PDF008 and FNT006 are left out')
        return
    for folder, code, status, more in (('/usr/share/color/icc', 'PDF008', 4, ['--pdf-standard=a-2a']), ('/usr/share/hyphen', 'FNT006', 0, [])):
        out = top / code
        done = limited([*hide, folder, program, 'build', *more, '-o', out, TESTS / 'golden/typesetting/justified'], env=environment(HOME), capture_output=True, text=True)
        report.check(done.returncode == status and f'[{code}]' in done.stderr, f'{code}: {folder} is not there', f'{done.returncode} {done.stderr}')
        report.check(out.exists() and bool(list(out.glob('*.pdf'))) == (status == 0) and not list(out.glob('.*.tmp')), f'{code}: what is left')


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder).resolve() / 'top'
        top.mkdir()
        for number, (what, files, code) in enumerate([*limits(), *attacks(), *some(masses(), 6)]):
            begun = seconds_of_runs()
            check(report, program, top, number, what, files, code)
            if '-v' in sys.argv:
                print(f'{seconds_of_runs() - begun:6.2f} s  {what}')
        check_names(report, program, top)
        check_results(report, program, top)
        check_taken_away(report, program, top)
    report.done()


main()
