#!/usr/bin/env python3
"""handbook.py PLANPRESS [--write]: what the handbook shows is true.

Each fenced block of content/handbook/*.md whose info has the word `example` is taken out and given to the program:

    md example                      a section; built as a document of its own, with the handbook's data
    md example shown                the same words follow in the handbook, set
    md example file=PATH            written there, for the blocks below it
    svg example file=PATH           the same
    xml example file=data/x.xml     a data file; built as a table or a diagram. The handbook's own when that has one of this name
    xml example file=document.xml   a manifest; what it names and is not there is made up
    xml example file=templates/x.xml    a template; a document is built with it
    xml example insert=PATH before=NAME     put into that XML file before its first element of that name
    sh example                      run by the shell, in a project with templates, fonts and content/
    text output                     what the example before it says, line by line; … stands for anything
    … code=MD004                    the example has that finding, and no other

An example without code= has no findings at all. Labels that it refers to and that stand elsewhere are made up. All blocks of a chapter share a project. PATHs are from the document's folder,
content/example, or from the top when they begin with content/, templates/ or fonts/.

The appendix of codes is made from src/diag/diagnostics.def: --write makes it again, and without it the files
must be what would be written, with every code and no other."""
import os
import pathlib
import re
import shutil
import struct
import sys
import tempfile
import zlib
import xml.sax.saxutils as sax

from harness import ROOT, Report, difference, run

HANDBOOK = ROOT / 'content' / 'handbook'
FENCE = re.compile(r'^(`{3,}|~{3,})([^\n`]*)\n(.*?)^\1[ ]*$\n?', re.M | re.S)
FINDING = re.compile(r'\[([A-Z]{2,3}\d{3})\]')


# --- examples ----------------------------------------------------------------

def png(width, height):
    """A field of dark grey."""
    def chunk(name, content):
        return struct.pack('>I', len(content)) + name + content + struct.pack('>I', zlib.crc32(name + content))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress((b'\0' + b'\x40' * width) * height)) + chunk(b'IEND', b''))


class Block:
    def __init__(self, path, text, match):
        words = match[2].split()
        self.kind, self.words = (words or [''])[0], set(words[1:])
        self.options = dict(w.split('=', 1) for w in words[1:] if '=' in w)
        self.text, self.after = match[3], text[match.end():].lstrip()
        self.where = f'{path.name}:{text.count(chr(10), 0, match.start()) + 1}'


class Chapter:
    """The blocks of one file, worked through in a project of their own."""

    def __init__(self, program, report, path, folder):
        self.program, self.report, self.path, self.top = program, report, path, folder
        self.said, self.examples = '', 0
        for name in ('templates', 'fonts'):
            shutil.copytree(ROOT / name, folder / name)
        self.document = folder / 'content' / 'example'
        for name in ('data', 'images'):
            shutil.copytree(HANDBOOK / name, self.document / name)
        self.place('section.md').write_text('# Example\n\nWords.\n', encoding='utf-8')
        self.manifest(['section.md'])
        (folder / 'bin').mkdir()
        (folder / 'bin' / 'planpress').symlink_to(program)

    def place(self, name):
        top = name.startswith(('content/', 'templates/', 'fonts/'))
        path = (self.top if top else self.document) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def manifest(self, sections, template='base', data=None):
        names = data if data is not None else sorted(p.stem for p in (self.document / 'data').glob('*.xml'))
        tables = ''.join(f'<{self.sort(n)} id="{n}" file="data/{n}.xml"/>' for n in names)
        (self.document / 'document.xml').write_text(
            f'<document template="{template}" lang="en-GB"><title>Example</title><organisation>Office</organisation>'
            '<abbreviations><abbreviation short="FTE" long="full-time equivalent"/></abbreviations>'
            + (f'<data>{tables}</data>' if tables else '') + '<sections>'
            + ''.join(f'<section file="{s}"/>' for s in sections) + '</sections></document>', encoding='utf-8')

    def sort(self, name):
        path = self.document / 'data' / f'{name}.xml'
        return 'diagram' if path.exists() and '<diagram>' in path.read_text(encoding='utf-8') else 'table'

    def complete(self):
        """What a manifest names and the folder lacks."""
        text = (self.document / 'document.xml').read_text(encoding='utf-8')
        for name in re.findall(r'<section file="([^"]+)"', text):
            if not (self.document / name).exists():
                self.place(name).write_text('# A section\n\nIts words.\n', encoding='utf-8')
        for name in re.findall(r'<table id="[^"]+" file="([^"]+)"', text):
            if not (self.document / name).exists():
                shutil.copy(HANDBOOK / 'data' / 'grants.xml', self.place(name))
        for name in re.findall(r'<diagram id="[^"]+" file="([^"]+)"', text):
            if not (self.document / name).exists():
                shutil.copy(HANDBOOK / 'data' / 'relations.xml', self.place(name))
        for name in re.findall(r'<image id="[^"]+" file="([^"]+)"', text):
            if not (self.document / name).exists():
                self.place(name).write_bytes(png(1600, 1600))

    def build(self, block):
        done = run(self.program, 'build', '--force', 'example', cwd=self.top)
        self.said = done.stdout + done.stderr
        found, expected = set(FINDING.findall(self.said)), set(filter(None, block.options.get('code', '').split(',')))
        self.check(block, found == expected and (expected or done.returncode == 0),
                   f'expected {sorted(expected) or "nothing"} and status 0 unless there are errors, got {done.returncode}:\n{self.said}')

    def check(self, block, ok, detail):
        self.examples += 1
        self.report.check(ok, f'{block.where}: {block.kind} example', detail)

    def work(self):
        text = self.path.read_text(encoding='utf-8')
        for match in FENCE.finditer(text):
            block = Block(self.path, text, match)
            if block.words == {'output'}:
                self.compare(block)
            elif 'example' in block.words:
                getattr(self, 'do_' + block.kind)(block)
                self.shown(block)
        return self.examples

    def shown(self, block):
        if 'shown' in block.words:
            after = re.sub(r'^:::+ result[^\n]*\n+', '', block.after)
            self.report.check(after.startswith(block.text.strip()), f'{block.where}: what is shown is what is set',
                              f'{block.text}\n--- and then:\n{after[:len(block.text)]}')

    def do_md(self, block):
        if 'file' in block.options:
            self.place(block.options['file']).write_text(block.text, encoding='utf-8')
            return
        text = block.text if re.search(r'^# ', block.text, re.M) else '# Example\n\n' + block.text
        self.place('section.md').write_text(text, encoding='utf-8')
        names = [n for n in sorted(p.stem for p in (self.document / 'data').glob('*.xml'))]
        labels = [l for m in re.finditer(r'\{\{ (?:ref|pages?) ([^}]+?) \}\}', text) for l in m[1].split()]
        elsewhere = ''.join(f'\n\n## {l} {{#{l}}}\n' for l in sorted(set(labels)) if '#' + l not in text)
        self.place('elsewhere.md').write_text('# Elsewhere' + elsewhere, encoding='utf-8')
        self.manifest(['section.md'] + ['elsewhere.md'] * bool(elsewhere), block.options.get('template', 'base'), names)
        self.build(block)

    def do_svg(self, block):
        self.place(block.options['file']).write_text(block.text, encoding='utf-8')

    def do_xml(self, block):
        if 'insert' in block.options:
            return self.insert(block)
        name = block.options['file']
        if name.startswith('content/'):     # of another document, which the shell examples build
            self.place(name).write_text(block.text, encoding='utf-8')
            return
        own = HANDBOOK / name
        if own.exists() and name.startswith('data/'):
            expected = own.read_text(encoding='utf-8').split('?>\n', 1)[1]
            diff = difference(expected, block.text, name)
            self.report.check(not diff, f'{block.where}: is the handbook\'s own {name}', diff)
        self.place(name).write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + block.text.split('?>\n', 1)[-1], encoding='utf-8')
        if name == 'document.xml':
            self.complete()
        elif name.startswith('templates/'):
            self.template = pathlib.Path(name).stem
            self.place('section.md').write_text('# Title\n\n## Part\n\nWords.\n\n- One\n\n> Said.\n\n::: {.table data=stations}\n:::\n')
            self.manifest(['section.md'], self.template, ['stations'])
        else:
            data = pathlib.Path(name).stem
            self.place('section.md').write_text(f'# Example\n\n::: {{.{self.sort(data)} data={data}}}\n:::\n', encoding='utf-8')
            shown = {t for t in re.findall(r'\{\{ (?:sum |count )?([\w-]+)', block.text) if (self.document / 'data' / f'{t}.xml').exists()}
            self.manifest(['section.md'], data=sorted({data} | shown))
        self.build(block)
        if 'code' in block.options and not own.exists():
            self.place(name).unlink()

    def insert(self, block):
        path = self.place(block.options['insert'])
        text = path.read_text(encoding='utf-8')
        at = text.index(f'  <{block.options["before"]}')
        path.write_text(text[:at] + block.text + text[at:], encoding='utf-8')
        for name in re.findall(r'<file>([^<]+)</file>', block.text):     # a brand's font: another one's file stands for it
            shutil.copy('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', self.top / 'fonts' / name)
        self.place('section.md').write_text('# Example\n\nWords.\n', encoding='utf-8')
        self.manifest(['section.md'], data=[])
        self.build(block)

    def do_sh(self, block):
        env = {'PATH': f'{self.top / "bin"}:{os.environ["PATH"]}'}
        done = run('/bin/sh', '-ec', block.text, cwd=self.top, **env)
        self.said = done.stdout + done.stderr
        status = int(block.options.get('status', 0))
        self.check(block, done.returncode == status, f'expected status {status}, got {done.returncode}:\n{self.said}')

    def compare(self, block):
        said = [' '.join(l.split()) for l in self.said.splitlines()]
        for line in filter(None, (' '.join(l.split()) for l in block.text.splitlines())):
            pattern = '.*'.join(map(re.escape, line.split('…')))
            self.report.check(any(re.fullmatch(pattern, s) for s in said), f'{block.where}: "{line}" is said', self.said)


# --- codes -------------------------------------------------------------------

AREAS = {'IO': 'Input and output', 'DOC': 'Manifest and document', 'MD': 'Markdown', 'DAT': 'Data', 'SHT': 'Spreadsheets', 'SGN': 'Sign-off',
         'VAR': 'Variations', 'PCK': 'Meeting packs', 'RPT': 'Reports to meetings', 'CHT': 'Charts', 'DGM': 'Diagrams', 'SVG': 'SVG pictures',
         'TPL': 'Templates', 'LNG': 'Languages', 'FNT': 'Fonts', 'LAY': 'Layout', 'IDX': 'Index and glossary', 'PNL': 'Panels of leaflets', 'PIC': 'Pictures', 'PDF': 'The PDF', 'ACC': 'Accessibility', 'PRD': 'Products',
         'PRS': 'Press', 'LGP': 'Large print', 'WEB': 'The web page'}
# What stands in messages as it is typed.
TYPED = re.compile(
    r'\{\{.*?\}\}|!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|\[[^\]]*\]\{[^}]*\}|\{[.#][^}]*\}|</?[a-z][^>]*>|\[\^\d\](?::)?|:::+'
    r'|&amp;|&lt;|\b[a-z-]+="[^"]*"|--[a-z][a-z-]*(?:=[A-Za-z]+)?|\b(?:PLANPRESS_HOME|SOURCE_DATE_EPOCH|document\.xml)\b'
    r'|\b(?:templates|fonts|content)/(?:schemas|fonts\.xml|NAME)?|planpress (?:new NAME --template TEMPLATE|schema KIND|(?:build|check|report|data|fonts|templates|explain)\b)'
    r'|iconv -f [^ ]+ -t UTF-8 old\.md > new\.md|\\\\\||#{1,6} [A-Z][A-Za-z ]+$|(?<![\w£])(?:a\.\.b|1-6)(?![\w])')


def read_definitions():
    """(id, severity, meaning, how to mend it) of every code, in order."""
    text = (ROOT / 'src/diag/diagnostics.def').read_text(encoding='utf-8')
    string = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    value = lambda s: re.sub(r'\\(.)', lambda m: '\n' if m[1] == 'n' else m[1], ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', s)))
    entries = re.finditer(rf'^DIAGNOSTIC\((\w+), SEV_(\w+), {string},\s*{string},\s*{string},\s*{string},\s*{string}\)', text, re.M)
    return [(m[1], m[2].lower(), value(m[3]), value(m[6])) for m in entries]


def as_markdown(text):
    """Words as they are, and what is typed in backticks."""
    out, at = '', 0
    plain = lambda s: re.sub(r'([\\`*_{}\[\]<>#|&])', r'\\\1', s)
    for m in TYPED.finditer(text):
        out += plain(text[at:m.start()]) + '`' + m[0].replace('\\\\|', '\\|') + '`'
        at = m.end()
    return out + plain(text[at:])


def codes_section():
    return '# Every message {#codes}\n\n' + CODES_INTRODUCTION + '\n::: {.table .compact data=codes}\n:::\n'


CODES_INTRODUCTION = """\
Every message has a code, and the meaning of a code never changes. `planpress explain CODE` explains one, with an example.
A **fatal** error stops work on a document. An **error** means that its PDF is not written, and a **warning** does not.
**Info** messages appear only with `-v`.
"""


def codes_data(codes):
    row = ('    <row id="{0}" label="{0}"><cell>{1}</cell><cell>{2}</cell><cell>{3}</cell></row>\n').format
    text = CODES_HEAD
    for area, title in AREAS.items():
        rows = [row(c, s, sax.escape(as_markdown(m[:1].upper() + m[1:])), sax.escape(as_markdown(h)) or '–')
                for c, s, m, h in codes if c.rstrip('0123456789') == area]
        if rows:
            text += f'  <group id="{area}" label="{title}">\n{"".join(rows)}  </group>\n'
    return text + '</table>\n'


CODES_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by tests/handbook.py from src/diag/diagnostics.def. -->
<table>
  <columns>
    <column id="code" weight="8">Code</column>
    <column id="kind" weight="8">Kind</column>
    <column id="meaning" weight="38">What it means</column>
    <column id="mending" weight="46">How to mend it</column>
  </columns>
"""


def check_codes(report, write):
    codes = read_definitions()
    known = len(re.findall(r'^DIAGNOSTIC\(', (ROOT / 'src/diag/diagnostics.def').read_text(), re.M))
    report.check(len(codes) == known, f'all {known} codes are read', f'{len(codes)} were')
    lost = {c[0].rstrip('0123456789') for c in codes} - set(AREAS)
    report.check(not lost, 'each area has a title', str(lost))
    for name, text in (('13-codes.md', codes_section()), ('data/codes.xml', codes_data(codes))):
        path = HANDBOOK / name
        if write:
            path.write_text(text, encoding='utf-8')
        diff = difference(path.read_text(encoding='utf-8'), text, f'content/handbook/{name}')
        report.check(not diff, f'{name} is what diagnostics.def says (mend it with: tests/handbook.py PLANPRESS --write)', diff)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    check_codes(report, '--write' in sys.argv[2:])
    examples = 0
    for path in sorted(HANDBOOK.glob('*.md')):
        with tempfile.TemporaryDirectory() as folder:
            examples += Chapter(program, report, path, pathlib.Path(folder)).work()
    print(f'{examples} examples')
    with tempfile.TemporaryDirectory() as folder:
        done = run(program, 'build', '-o', folder, 'handbook')
        report.check(done.returncode == 0 and not FINDING.search(done.stderr), 'the handbook is built without findings', done.stderr)
    report.done()


main()
