#!/usr/bin/env python3
"""includes.py [BUILD]: the shape of the sources.

Checks that a folder under src includes only the folders that it may and is linked with these alone, that the libraries'
headers stay where they belong, that includes are written from src and a source's own header comes first, that a .c opens with
a comment on its model, that a header which one folder alone uses is called private, that a type's name means one thing, and,
given a build folder, that nothing outside app/ has a variable that can be written after the program has started. In a release
that is optimised when it is linked, objects do not tell, and the last is passed over."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / 'src'

MAY_INCLUDE = {
    'base': '',
    'diag': 'base',
    'file': 'base diag',
    'language': 'base',
    'doc': 'base diag language',
    'check': 'base diag language doc',
    'diff': 'base diag language doc',
    'open': 'base language doc',
    'sheet': 'base diag',
    'style': 'base diag doc file',
    'say': 'base diag language doc style',
    'text': 'base diag doc file style',
    'draw': 'base doc style text',
    'page': 'base doc style text',
    'ink': 'base diag doc file style text page',
    'large': 'base diag language doc style text page layout',
    'press': 'base diag doc file style text page ink',
    'read': 'base diag language doc file say check diff style sheet',
    'layout': 'base diag doc say style text page draw',
    'pdf': 'base diag doc file style text page ink open',
    'preview': 'base doc style text draw page',
    'html': 'base diag file language doc say style text draw page pdf',
    'proof': 'base diag language doc text page',
    'app': 'base diag file language doc say check diff sheet open style text page ink draw read layout html preview press pdf proof large',
}
# Headers of other libraries, and the folders that know each.
WALLS = [(r'hpdf', 'pdf'), (r'png\.h', 'pdf'), (r'jpeglib|jerror', 'pdf'), (r'libdeflate', 'pdf'), (r'zlib', 'pdf'), (r'cmark', 'read'),
         (r'libxml/', 'read sheet proof'), (r'minizip/', 'open sheet'), (r'hb', 'text'), (r'utf8proc', 'text'), (r'lcms2', 'ink'), (r'qpdf/', 'press'), (r'nettle/', 'app'), (r'microhttpd', 'app'), (r'brotli/', 'text')]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
LINES_MOST = 800
FILES_MOST = 22         # in one folder


def folder_of(path):
    """The folder right under src that a source belongs to."""
    return path.relative_to(SRC).parts[0]


def comes_first(own, includes):
    """True when own, or a private header of its folder that widens it, is the first include."""
    first = includes[0][1] if includes else ''
    if first == own:
        return True
    widens = pathlib.Path(first).parent == pathlib.Path(own).parent and (SRC / first).is_file()
    return widens and own in [name for _, name in INCLUDE.findall((SRC / first).read_text(encoding='utf-8'))]


def check_file(path):
    folder = folder_of(path)
    text = path.read_text(encoding='utf-8')
    here = path.relative_to(ROOT)
    includes = INCLUDE.findall(text)
    for kind, name in includes:
        if kind == '<':
            for pattern, owner in WALLS:
                if re.match(pattern, name) and folder not in owner.split():
                    yield f'{here}: <{name}> belongs to {owner} alone'
            continue
        other = name.split('/')[0]
        if '/' not in name or not (SRC / name).is_file():
            yield f'{here}: "{name}" is not a path from src'
        elif other != folder and other not in MAY_INCLUDE[folder].split():
            yield f'{here}: {folder}/ may not include {other}/'
        elif name.endswith('_private.h') and (SRC / name).parent != path.parent:
            yield f'{here}: "{name}" is private to src/{pathlib.Path(name).parent}'
    if path.suffix == '.c':
        if not text.startswith('/*'):
            yield f'{here}: does not open with a comment that explains it'
        stem = str(path.relative_to(SRC).with_suffix(''))
        own = stem + ('.h' if (SRC / (stem + '.h')).is_file() else '_private.h')
        if (SRC / own).is_file() and not comes_first(own, includes):
            yield f'{here}: "{own}" is not the first include'
    if text.count('\n') > LINES_MOST:
        yield f'{here}: more than {LINES_MOST} lines'


def check_private():
    """A header that nothing outside its folder includes, or may see in a header that it includes, is called NAME_private.h.
    app/ stands at the top: nothing outside it includes any of its headers."""
    users = {}
    for path in SRC.rglob('*.[ch]'):
        for _, name in INCLUDE.findall(path.read_text(encoding='utf-8')):
            users.setdefault(name, []).append(path)
    headers = {str(p.relative_to(SRC)): p for p in SRC.rglob('*.h') if folder_of(p) != 'app'}
    public = {n for n, p in headers.items() if any(u.parent != p.parent for u in users.get(n, []))}
    seen = None
    while seen != public:
        seen = set(public)
        public |= {n for n in headers if any(str(u.relative_to(SRC)) in seen for u in users.get(n, []))}
    for name in sorted(set(headers) - public):
        if not name.endswith('_private.h'):
            yield f'src/{name}: only its own folder includes it; expected the name {name[:-2]}_private.h'


def check_table():
    """CMakeLists.txt and the README know the same folders; a folder links what it may include and nothing else."""
    cmake = (ROOT / 'CMakeLists.txt').read_text(encoding='utf-8')
    linked = {name: rest.split() for name, rest in re.findall(r'^planpress_folder\((\w+)([^)]*)\)', cmake, re.M)}
    linked['app'] = re.search(r'^set\(planpress_folders ([^)]*)\)', cmake, re.M)[1].split()
    for folder, may in MAY_INCLUDE.items():
        links = {name for name in linked.get(folder, []) if name in MAY_INCLUDE}
        for other in sorted(links ^ set(may.split())):
            does, lacks = ('links', 'may not include') if other in links else ('does not link', 'may include')
            yield f'CMakeLists.txt: {folder}/ {does} {other}/, which it {lacks}'
    readme = (ROOT / 'README.md').read_text(encoding='utf-8')
    told = set(re.findall(r'^\| `(\w+)/` \|', readme, re.M))
    for folder in sorted(told ^ set(MAY_INCLUDE)):
        yield f'README.md: the table of folders {"has" if folder in told else "lacks"} {folder}/'


def check_types():
    """A type's name means one thing in the whole program: it is defined in one file."""
    defined = {}
    for path in sorted(SRC.rglob('*.[ch]')):
        text = re.sub(r'/\*.*?\*/', '', path.read_text(encoding='utf-8'), flags=re.S)
        bodies = re.findall(r'^(?:typedef )?(?:struct|enum|union) (\w+) \{', text, re.M)
        others = re.findall(r'^typedef (?!struct \w+ \w+;)[^;{]*?\b(\w+);', text, re.M)
        for name in set(bodies + others):
            defined.setdefault(name, []).append(str(path.relative_to(ROOT)))
    for name, files in sorted(defined.items()):
        if len(files) > 1:
            yield f'type "{name}" is defined in {", ".join(files)}; expected one meaning for each name'


# What a signal handler must find, wherever the program is; and what the loader would write, were the library linked.
WRITABLE = {('file/outfile.c', 'unfinished'), ('press/library.c', 'library')}


def writable(build):
    """Variables in .data and .bss of objects outside app/. Tables of pointers in .data.rel.ro are constant once loaded."""
    untold = False
    for path in sorted(pathlib.Path(build).glob('CMakeFiles/*.dir/src/**/*.o')):
        folder = path.parts[path.parts.index('src') + 1]
        if folder == 'app':
            continue
        symbols = subprocess.run(['objdump', '-t', path], capture_output=True, text=True, check=True).stdout
        if '__gnu_lto_slim' in symbols:
            untold = True
            continue
        for line in symbols.splitlines():
            found = re.match(r'\S+ .{6}([O ]) (\S+)\s+([0-9a-f]+) (?:\.hidden )?(\S+)$', line)
            if not found or found[1] != 'O' or '.L' in found[4] or 'asan' in found[4]:
                continue
            if (f'{folder}/{path.name[:-2]}', found[4]) in WRITABLE:
                continue
            if re.match(r'\.data$|\.data\.(?!rel\.ro)|\.bss|\.tbss|\.tdata|\*COM\*', found[2]):
                yield f'{folder}/{path.name[:-2]}: "{found[4]}" can be written'
    if untold:
        print('passed over: variables that can be written; objects of this build are optimised when they are linked')


def main():
    faults = [f for p in sorted(SRC.rglob('*.[ch]')) for f in check_file(p)]
    faults += [*check_types(), *check_private(), *check_table()]
    for folder in sorted(p for p in SRC.rglob('*') if p.is_dir()):
        files = sum(p.is_file() for p in folder.iterdir())
        if files > FILES_MOST:
            faults.append(f'src/{folder.relative_to(SRC)}: {files} files; expected {FILES_MOST} at most')
    faults += [f'src/{p.name}: a folder that the table does not know' for p in SRC.iterdir() if p.name not in MAY_INCLUDE]
    if len(sys.argv) > 1:
        faults += writable(sys.argv[1])
    print('\n'.join(faults) or 'the sources keep their shape')
    sys.exit(1 if faults else 0)


main()
