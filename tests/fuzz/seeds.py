#!/usr/bin/env python3
"""seeds.py FOLDER: what fuzzing begins with, gathered from the tests' documents, data and templates.

FOLDER gets a folder of seeds for each target and two dictionaries: xml.dict with the names and words of the schemas, and
markdown.dict with our forms."""
import hashlib
import io
import pathlib
import re
import sys
import zipfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))
from workbooks import Cell, fods, from_sheet, ods, packed, xlsx  # noqa: E402  the path must be known first

PICTURES = ['<path d="M0 0', '<rect width="', ' transform="rotate(', ' viewBox="0 0 ', 'url(#', '<use href="#', '<g opacity=".5">', '<clipPath id="',
            '<linearGradient id="', '<radialGradient id="', '<stop offset="', '<text x="', '<tspan dx="', ' style="', '<style>', ' fill="',
            ' stroke-dasharray="', '<marker id="', '<symbol id="', '<svg xmlns="http://www.w3.org/2000/svg" ', 'objectBoundingBox']
FORMS = ['::: ', '\n:::\n', '::: {.', '::: {.table data=t}\n:::\n', '::: outcome\n', '{#', '{.', 'title="', 'columns="', 'rows="',
         'caption="', 'width=', 'lang=', 'data=t', '.landscape', '.unnumbered', '.decorative', 'short="', '[^1]', '\n[^1]: ',
         '{{ ref ', '{{ page ', '{{ pages ', '{{ t/a/cost }}', ' }}', '|--', '|--:', ':-:|', '\\|', '\n: ', '![', '](', '```\n',
         '~~~\n', '\n> ', '\n- ', '\n1. ', '\n# ', '\n## ', '**', '  \n', '\\\n', '<!--', '-->', '<br>', '...', '--', "'", '"']


def quoted(word):
    return '"' + ''.join(c if ' ' <= c <= '~' and c not in '"\\' else ''.join(f'\\x{b:02x}' for b in c.encode()) for c in word) + '"'


def words_of_schemas():
    words = set()
    for path in (TESTS / 'home/templates/schemas').glob('*.xsd'):
        for kind, word in re.findall(r'\b(name|value)="([^"]{1,60})"', path.read_text(encoding='utf-8')):
            words.add(word)
            if kind == 'name':
                words.update((f'<{word}>', f'</{word}>', f'<{word}/>', f' {word}="'))
    return sorted(words)


def put(folder, content):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


def parts_of(book):
    with zipfile.ZipFile(io.BytesIO(book)) as z:
        return {n: z.read(n) for n in z.namelist()}


def files_of(folder):
    return [p for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith('expected.')]


def main():
    top = pathlib.Path(sys.argv[1])
    top.mkdir(parents=True, exist_ok=True)
    (top / 'xml.dict').write_text(''.join(quoted(w) + '\n' for w in words_of_schemas() + PICTURES), encoding='ascii')
    (top / 'markdown.dict').write_text(''.join(quoted(w) + '\n' for w in FORMS), encoding='ascii')
    for manifest in sorted(p for place in ('golden', 'bad', 'lint') for p in (TESTS / place).rglob('document.xml')):
        put(top / 'manifest', manifest.read_bytes())
        files = files_of(manifest.parent)
        put(top / 'document', b''.join(b'%%% ' + p.name.encode() + b'\n' + p.read_bytes() + b'\n' for p in files))
        for path in files:
            if path.suffix == '.md':
                put(top / 'markdown', path.read_bytes())
            elif path.suffix == '.xml' and path != manifest:
                put(top / ('signed' if path.name == 'signed-off.xml' else 'data'), path.read_bytes())
    for path in sorted((TESTS / 'bad').rglob('plan.*')):
        put(top / 'sheet', path.read_bytes())
    good = from_sheet([['Line', 'Item', '2012/13', '2013/14', 'Change'], [1, 'One', 100, Cell(110.5, '', '0.0'), Cell(0.105, 'D2/C2-1', '0.0%')],
                       [2, 'Two', 3, None, None], [3, 'All', Cell(103, 'SUM(C2:C3)'), Cell(110.5, 'SUM(D2:D3)'), None]])
    for form in (xlsx, ods, fods):
        put(top / 'sheet', form(good))
    put(top / 'sheet', packed(parts_of(xlsx(good)), zipfile.ZIP_STORED))
    for path in TESTS.rglob('*.svg'):
        put(top / 'svg', path.read_bytes())
    for path in (TESTS / 'data').rglob('*.xml'):
        put(top / 'data', path.read_bytes())
    for path in (TESTS / 'home/templates').glob('*.xml'):
        put(top / 'template', path.read_bytes())
    for path in (TESTS / 'home/templates/languages').glob('*.xml'):
        put(top / 'language', path.read_bytes())


main()
