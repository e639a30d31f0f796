#!/usr/bin/env python3
"""mutate.py PLANPRESS [--all] [--seed S] [--from N] [--cases N] [--keep FOLDER]: documents damaged at random.

Each case is a document of golden/, bad/ or lint/ with some of its files damaged: bytes, lines, elements, figures and
attributes, a file cut short, two files changed for each other, one in twelve times the template as well. It must end by
itself with status 0, 1, 3 or 4, without a sanitizer's report; status 1 comes with an error that is shown, 0 and 3 with a
PDF, and qpdf checks one in six of those. A case depends on the seed and its number alone: `--from N --cases 1 --keep F`
makes one again and leaves it in F. `--cases` says how many are tried, from the first on: 150, or 2,500 with --all."""
import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile

from harness import ALL, TESTS, Report, environment, limited, out_of_time

MEMORY = 2000       # MiB for one document, under sanitizers
NUMBERS = [b'0', b'-1', b'1', b'2', b'7', b'100', b'255', b'256', b'32767', b'32768', b'65536', b'100000', b'2147483647',
           b'2147483648', b'-2147483648', b'4294967296', b'9223372036854775807', b'-9223372036854775808',
           b'99999999999999999999', b'0.000000001', b'1e9', b'nan', b'']
WORDS = [b'\0', b'\xff', b'\xc0\x80', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', '\u202e'.encode(), '\u00ad'.encode(),
         '\u0301'.encode() * 40, '\u00a0'.encode(), '\u200d'.encode(), '\ufeff'.encode(), '\U0001f600'.encode(), 'אב'.encode(),
         b'\r\n', b'\t', b'\x1b[31m', b'&amp;', b'&#0;', b'&x;', b'<!--', b'-->', b'<![CDATA[', b']]>', b'<', b'>', b'"', b'yes',
         b'no', b'..', b'/', b'::: outcome\n', b':::\n', b'::: {.table data=t}\n', b'[^1]', b'\n[^1]: note\n', b'{{ ref a }}',
         b'{{ page a }}', b'{{ t/a/b }}', b'{#a}', b'{.b}', b'{width=0%}', b'{width=999%}', b'| a | b |\n|--|--:|\n| 1 | 2 |\n',
         b'\\|', b'`', b'```\n', b'**', b'> ', b'- ', b'1. ', b'    ', b'# ', b'###### ', b'![a](', b'](a "t")', b'\n\n', b'  \n',
         b'x' * 3000, b'w ' * 2000, b'*' * 500, b'[' * 500, b'> ' * 200, b'<em>' * 50]
ATTRIBUTE = re.compile(rb'(?<=[\w:-]=")[^"\n]*(?=")')
NUMBER = re.compile(rb'-?\d+(?:[.,]\d+)*')
ELEMENT = re.compile(rb'<([\w-]+)(?:\s[^<>]*)?(?:/>|>(?:[^<]|<(?!/\1>)){0,2000}</\1>)')


# --- damage: each takes a file's bytes and gives them changed -------------------

def some(rng, pattern, text, replaced):
    """One place where the pattern is found, replaced by what `replaced` makes of it."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    at = rng.choice(found)
    return text[:at.start()] + replaced(at.group()) + text[at.end():]


def damage_byte(rng, text, others):
    at = rng.randrange(len(text) + 1)
    kind = rng.randrange(3)
    byte = bytes([rng.randrange(256)])
    return text[:at] + (byte if kind < 2 else b'') + text[at + (kind > 0):]


def damage_bytes(rng, text, others):
    start = rng.randrange(len(text) + 1)
    return text[:start] + text[min(len(text), start + rng.randrange(1, 60)):]


def insert_word(rng, text, others):
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(WORDS) * rng.choice((1, 1, 1, 2, 30)) + text[at:]


def change_number(rng, text, others):
    return some(rng, NUMBER, text, lambda old: rng.choice(NUMBERS))


def change_attribute(rng, text, others):
    other = ATTRIBUTE.findall(text) or [b'']
    return some(rng, ATTRIBUTE, text, lambda old: rng.choice((rng.choice(NUMBERS), rng.choice(other), b'', old + old)))


def change_lines(rng, text, others):
    lines = text.splitlines(True) or [b'']
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(5)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines[at] *= rng.choice((2, 3, 200))
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at:at + rng.randrange(1, 8)] = []
    else:
        lines[at] = rng.choice((b'    ', b'> ', b'- ', b'\t', b'| ')) + lines[at]
    return b''.join(lines)


def change_element(rng, text, others):
    kind = rng.randrange(5)
    names = re.findall(rb'<([\w-]+)', text) or [b'p']

    def changed(old):
        if kind == 0:
            return old * rng.choice((2, 3, 60))
        if kind == 1:
            return b''
        if kind == 2:
            return re.sub(rb'<(/?)[\w-]+', rb'<\1' + rng.choice(names), old)
        if kind == 3:
            return old[:-1] + old + old[-1:]
        return old[:old.index(b'>') + 1] + old + old[old.index(b'>') + 1:]
    return some(rng, ELEMENT, text, changed)


def cut_short(rng, text, others):
    return text[:rng.randrange(len(text) + 1)]


def graft(rng, text, others):
    other = rng.choice(others)
    start = rng.randrange(len(other) + 1)
    at = rng.randrange(len(text) + 1)
    return text[:at] + other[start:start + rng.randrange(1, 800)] + text[at:]


KINDS = [damage_byte, damage_byte, damage_bytes, insert_word, insert_word, insert_word, change_number, change_number, change_number,
         change_attribute, change_attribute, change_attribute, change_lines, change_lines, change_lines, change_element,
         change_element, change_element, change_element, cut_short, graft, graft]


# --- cases ----------------------------------------------------------------------

def documents():
    found = [p.parent for place in ('golden', 'bad', 'lint') for p in (TESTS / place).rglob('document.xml')]
    # More often those that are in order: they have more that can be damaged, and come out as PDFs more often.
    return sorted(found) + sorted(p for p in found if 'golden' in p.parts) * 5


def files_of(folder):
    return sorted(p for p in folder.rglob('*') if p.is_file() and not p.name.startswith('expected.'))


def damage(rng, files, others):
    if len(files) > 1 and rng.randrange(15) == 0:
        one, two = rng.sample(files, 2)
        kept = one.read_bytes()
        one.write_bytes(two.read_bytes())
        two.write_bytes(kept)
    # Oftener text than XML, since most that is done to XML makes it invalid.
    files = [p for p in files for _ in range(3 if p.suffix == '.md' else 1)]
    for path in dict.fromkeys(rng.choice(files) for _ in range(rng.choice((1, 1, 1, 2, 3)))):
        text = path.read_bytes()
        for _ in range(rng.choice((1, 1, 1, 1, 2, 3, 6))):
            text = rng.choice(KINDS)(rng, text, others)
        path.write_bytes(text[:400000])


def make_case(seed, number, sources, others, place):
    """The case's folder in `place`, and its home."""
    rng = random.Random(f'{seed} {number}')
    source = rng.choice(sources)
    folder, home = place / 'document', place / 'home'
    for path in (folder, home):
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(source, folder, symlinks=True, ignore=shutil.ignore_patterns('expected.*'))
    if rng.randrange(12) > 0:
        damage(rng, files_of(folder), others)
        return folder, TESTS / 'home'
    shutil.copytree(TESTS / 'home', home, symlinks=False)
    named = re.search(rb'template="([\w-]+)"', (folder / 'document.xml').read_bytes())
    template = home / 'templates' / (named.group(1).decode() + '.xml' if named else 'test.xml')
    damage(rng, [template if template.exists() and rng.randrange(3) else home / 'templates/test.xml'], others)
    return folder, home


def trouble(program, folder, home, out, look):
    """What is wrong with how this document ended, and its status."""
    shutil.rmtree(out, ignore_errors=True)
    limit = f'hard_rss_limit_mb={MEMORY}'
    env = environment(home, ASAN_OPTIONS=':'.join(filter(None, (os.environ.get('ASAN_OPTIONS'), limit))))
    done = limited([program, 'build', '-q', '-o', out, folder.name], cwd=folder.parent, env=env, stdin=subprocess.DEVNULL, capture_output=True)
    if out_of_time(done):
        return 'did not end', done.returncode
    said, status = done.stderr.decode('utf-8', 'backslashreplace'), done.returncode
    if status not in (0, 1, 3, 4) or 'Sanitizer' in said or 'runtime error' in said:
        return f'ended with {status}\n{said[-4000:]}', status
    if status == 1 and 'error[' not in said:
        return f'status 1 and no error\n{said[-2000:]}', status
    if any(ord(c) < 32 and c not in '\n\t' for c in said):
        return 'a control character was printed', status
    pdf = out / f'{folder.name}.pdf'
    if pdf.exists() != (status in (0, 3)):
        return f'status {status}, and a PDF is {"" if pdf.exists() else "not "}there\n{said[-2000:]}', status
    if pdf.exists() and look:
        checked = subprocess.run(['qpdf', '--check', str(pdf)], capture_output=True, text=True)
        if checked.returncode:
            return f'qpdf: {checked.stdout}{checked.stderr}', status
    return '', status


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('program', type=lambda p: str(pathlib.Path(p).resolve()))
    parser.add_argument('--seed', default='1')
    parser.add_argument('--from', dest='first', type=int, default=0)
    parser.add_argument('--cases', type=int, default=1000 if ALL else 150)
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--keep', type=pathlib.Path)
    o = parser.parse_args()
    sources = documents()
    others = [p.read_bytes() for s in sorted(set(sources)) for p in files_of(s) if p.suffix in ('.md', '.xml')]
    report, ends = Report(), {}
    tmpfs = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix='planpress-mutate-', dir=tmpfs) as temporary:
        top = pathlib.Path(temporary)
        for number in range(o.first, o.first + o.cases):
            folder, home = make_case(o.seed, number, sources, others, top)
            wrong, status = trouble(o.program, folder, home, top / 'out', number % 6 == 0 or o.cases == 1)
            ends[status] = ends.get(status, 0) + 1
            report.check(not wrong, f'case {number} of seed {o.seed}', wrong)
            if o.keep and (wrong or o.cases == 1):
                shutil.copytree(top, o.keep / f'{o.seed}-{number}', symlinks=True, dirs_exist_ok=True)
    print('ended with status: ' + ', '.join(f'{status}: {n}' for status, n in sorted(ends.items(), key=str)))
    report.done()


main()
