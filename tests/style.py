#!/usr/bin/env python3
"""style.py: the sources keep to .clang-format and .editorconfig, lines to 120 characters, functions to five parameters.

Places are printed as FILE:LINE. Where clang-format is not installed the rest is still checked, and the test is then
skipped; in CI it fails."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from harness import ROOT, Report

SKIPPED = 77
WIDTH = 120
PARAMETERS = 5
# Functions whose parameters a library fixes.
CALLED_BY_LIBRARIES = {
    'nominal_glyphs',           # HarfBuzz: hb_font_get_nominal_glyphs_func_t
    'outline_move', 'outline_line', 'outline_curve',    # HarfBuzz: hb_draw_funcs_t
    'answer',                   # libmicrohttpd: MHD_AccessHandlerCallback
    'begin_unless_annotation',  # libxml2: startElementNsSAX2Func
    'on_begin',                 # the same
}
OUTSIDE = {'.git', 'out', 'node_modules', '__pycache__'}


def project_files():
    """All files of the project, without what is built or installed in it, and without links."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - OUTSIDE)
        yield from (p for p in (pathlib.Path(folder, name) for name in sorted(names)) if not p.is_symlink())


def place(path, text, offset):
    return f'{path.relative_to(ROOT)}:{text.count(chr(10), 0, offset) + 1}'


# --- C --------------------------------------------------------------------------

def without_comments_and_strings(text):
    """The same lines and columns, with blanks for what a comment, string or character holds."""
    def blank(match):
        return re.sub(r'[^\n]', ' ', match[0])
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', blank, text, flags=re.S)


def closing(text, start):
    """Where the bracket closes that opens at `start`."""
    depth = 0
    for at in range(start, len(text)):
        depth += {'(': 1, ')': -1}.get(text[at], 0)
        if depth == 0:
            return at
    return len(text)


def top_level(text):
    """The same without the bodies of functions, types and values, and without the preprocessor's lines."""
    text = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', lambda m: re.sub(r'[^\n]', ' ', m[0]), text, flags=re.M)
    out, depth = [], 0
    for c in text:
        depth -= c == '}'
        out.append(c if depth == 0 or c == '\n' else ' ')
        depth += c == '{'
    return ''.join(out)


def functions(text):
    """(offset, name, number of parameters) of each function that is declared or defined, by the first list of names in
    brackets after a name at the top level."""
    text = top_level(without_comments_and_strings(text))
    for match in re.finditer(r'(?<![\w)])(\w+)\s*\(', text):
        before = re.split(r'[;}]', text[:match.start()])[-1]
        if '=' in before or '(' in before or not re.search(r'\w', before):
            continue        # a value, a part of another declaration, a macro
        end = closing(text, match.end() - 1)
        parameters, depth = 1, 0
        for c in text[match.end():end]:
            depth += {'(': 1, ')': -1}.get(c, 0)
            parameters += c == ',' and depth == 0
        yield match.start(1), match[1], parameters


def check_sources(report, files):
    wide, many, count = [], [], 0
    for path in files:
        text = path.read_text(encoding='utf-8')
        wide += [f'{path.relative_to(ROOT)}:{n}: {len(line)} characters' for n, line in enumerate(text.split('\n'), 1) if len(line) > WIDTH]
        if path.is_relative_to(ROOT / 'src'):
            found = list(functions(text))
            count += len(found)
            many += [(name, f'{place(path, text, at)}: {name} has {n} parameters') for at, name, n in found if n > PARAMETERS]
    report.check(not wide, f'no line of C is over {WIDTH} characters', '\n'.join(wide))
    own = [where for name, where in many if name not in CALLED_BY_LIBRARIES]
    report.check(not own, f'functions have at most {PARAMETERS} parameters', '\n'.join(own))
    report.check(count > len(files), f'functions are found: {count} in {len(files)} files')


def check_parser(report):
    """The count of parameters is right where the text is awkward."""
    text = ('#define A(a, b, c, d, e, f) \\\n    (a)\nstatic const int *one(int a, void (*b)(int, int, int), /* c, d, */ char c)\n{\n'
            '    return call(a, b, c, d, e, f);\n}\nint two(int a, int b, int c,\n        int d, int e, int f);\nstatic const T x[] = {F(1, 2, 3, 4, 5, 6)};\n'
            'typedef int (*Three)(int a);\n')
    found = [(name, n) for _, name, n in functions(text)]
    report.check(('one', 3) in found and ('two', 6) in found and not {'A', 'F', 'call'} & {name for name, _ in found}, 'parameters are counted', str(found))


def check_format(report, files):
    """False where there is no clang-format."""
    tool = shutil.which('clang-format')
    if tool:
        done = subprocess.run([tool, '--dry-run', '-Werror', *files], cwd=ROOT, capture_output=True, text=True)
        report.check(done.returncode == 0, 'clang-format has nothing to change', done.stderr[:4000])
    return bool(tool)


# --- .editorconfig --------------------------------------------------------------

def pattern(glob):
    """A section's glob as a regular expression on the path from the top: *, ** and {a,b}."""
    out = re.escape(glob).replace(r'\*\*', '.*').replace(r'\*', '[^/]*')
    out = re.sub(r'\\{(.*?)\\}', lambda m: '(?:' + m[1].replace(',', '|') + ')', out)
    return re.compile(out if '/' in glob else '(?:.*/)?' + out)


def settings():
    """The sections of .editorconfig in order: (pattern, {key: value})."""
    out = []
    for line in (ROOT / '.editorconfig').read_text(encoding='utf-8').splitlines():
        if section := re.fullmatch(r'\[(.*)\]', line.strip()):
            out.append((pattern(section[1]), {}))
        elif out and (setting := re.fullmatch(r'\s*(\w+)\s*=\s*(\S+)\s*', line)):
            out[-1][1][setting[1]] = setting[2]
    return out


def faults(data, wanted):
    """In which of the wanted settings a file's bytes fail."""
    lines = data.split(b'\n')
    if wanted.get('end_of_line') == 'lf' and b'\r' in data:
        yield 'has a carriage return'
    if wanted.get('insert_final_newline') == 'true' and data and not data.endswith(b'\n'):
        yield 'does not end with a newline'
    if wanted.get('trim_trailing_whitespace') == 'true':
        yield from (f'has blanks at the end of line {n}' for n, line in enumerate(lines, 1) if line.endswith((b' ', b'\t')))
    if wanted.get('charset') == 'utf-8':
        try:
            data.decode('utf-8')
        except UnicodeDecodeError as error:
            yield f'is not UTF-8: {error}'


def check_editorconfig(report):
    sections = settings()
    report.check(any(wanted.get('end_of_line') == 'lf' for _, wanted in sections), '.editorconfig is read', str(sections))
    found = []
    for path in project_files():
        data = path.read_bytes()
        if b'\0' in data:
            continue        # a picture
        wanted = {}
        for glob, values in sections:
            if glob.fullmatch(str(path.relative_to(ROOT))):
                wanted.update(values)
        found += [f'{path.relative_to(ROOT)} {fault}' for fault in faults(data, wanted)]
    report.check(not found, 'text files keep to .editorconfig', '\n'.join(found[:50]))


def main():
    report = Report()
    files = sorted(p for place in ('src', 'tests') for p in (ROOT / place).rglob('*.[ch]') if not OUTSIDE & set(p.parts[len(ROOT.parts):]))
    check_parser(report)
    check_sources(report, files)
    check_editorconfig(report)
    if not check_format(report, files) and not report.failed:
        in_ci = os.environ.get('CI') == 'true'
        print(f'{"FAILED" if in_ci else "skipped"}: there is no clang-format; ./setup --tests installs it')
        sys.exit(1 if in_ci else SKIPPED)
    report.done()


main()
