#!/usr/bin/env python3
"""fonts.py PLANPRESS [--all]: whatever lies in fonts/, a build ends: with status 0, or 1 with FNT002 or FNT003 that names what is wrong.

The fonts are the installed Open Sans with a table cut short, moved outside the file, or filled with other bytes; and things that are no
files at all. The neighbours that must stay silent are a whole copy, and folders that lead back to themselves."""
import os
import pathlib
import random
import re
import shutil
import sys
import tempfile

from harness import TESTS, Report, run, some

FONT = pathlib.Path('/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf')
DOCUMENT = TESTS / 'golden' / 'text' / 'small'
TABLES = ('GDEF', 'GPOS', 'GSUB', 'OS/2', 'cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post')


def entry_of(font, tag):
    """Where the directory describes the table: its tag, checksum, offset and length."""
    for at in range(12, 12 + 16 * int.from_bytes(font[4:6], 'big'), 16):
        if font[at:at + 4] == tag.encode():
            return at
    return None


def number_at(font, at):
    return int.from_bytes(font[at:at + 4], 'big')


def without_end(font, tag):
    at = entry_of(font, tag)
    font[at + 12:at + 16] = (number_at(font, at + 12) // 3).to_bytes(4, 'big')


def outside(font, tag):
    at = entry_of(font, tag)
    font[at + 8:at + 12] = (len(font) - 4).to_bytes(4, 'big')


def renamed(font, tag):
    at = entry_of(font, tag)
    font[at:at + 4] = b'none'


def filled(byte):
    def change(font, tag):
        at = entry_of(font, tag)
        begin, n = number_at(font, at + 8), number_at(font, at + 12)
        font[begin:begin + n] = bytes([byte]) * n
    change.__name__ = f'filled with {byte}'
    return change


def stirred(seed):
    def change(font, tag):
        at = entry_of(font, tag)
        begin, n = number_at(font, at + 8), number_at(font, at + 12)
        chance = random.Random(f'{seed} {tag}')
        for _ in range(1 + n // 50):
            font[begin + chance.randrange(n)] = chance.randrange(256)
    change.__name__ = f'stirred by {seed}'
    return change


def few_glyphs(font, tag):
    begin = number_at(font, entry_of(font, tag) + 8)
    font[begin + 4:begin + 6] = b'\0\1'


def cases():
    """(what, change, table, whether it must be an error)."""
    yield 'one glyph', few_glyphs, 'maxp', True
    for tag in TABLES:
        must = tag not in ('GDEF', 'OS/2', 'name', 'post')  # without these, text is set all the same
        yield 'cut short', without_end, tag, must and tag not in ('GPOS', 'GSUB', 'glyf', 'cmap')
        yield 'outside', outside, tag, True
        yield 'left out', renamed, tag, must and tag not in ('GPOS', 'GSUB')
        for change in (filled(0), filled(255), *(stirred(seed) for seed in range(4))):
            yield change.__name__, change, tag, False


class Homes:
    """A home for each case: the tests' own, with what the case puts into fonts/."""

    def __init__(self, program, tmp):
        self.program, self.tmp, self.n = program, tmp, 0

    def build(self, put):
        self.n += 1
        home = self.tmp / f'home{self.n}'
        shutil.copytree(TESTS / 'home', home)
        put(home / 'fonts')
        done = run(self.program, 'build', '--force', '-o', self.tmp / f'out{self.n}', DOCUMENT, home=home)
        pdf = self.tmp / f'out{self.n}' / 'small.pdf'
        return done, pdf.read_bytes() if pdf.exists() else None


def check_damaged(report, homes, whole):
    for what, change, tag, must in some(cases(), 3):
        font = bytearray(FONT.read_bytes())
        change(font, tag)
        done, _ = homes.build(lambda fonts, bytes_=bytes(font): (fonts / FONT.name).write_bytes(bytes_))
        wrong = done.returncode == 1 and re.search(r'\[FNT00[234]\]', done.stderr)
        report.check((wrong or (done.returncode == 0 and not must)) and 'Sanitizer' not in done.stderr, f'{tag} {what}', f'{done.returncode} {done.stderr[:800]}')
        report.check(not done.stderr.count('[FNT002]') or FONT.name in done.stderr or 'OpenSans-Regular' in done.stderr, f'{tag} {what}: the file is named', done.stderr[:800])
    for end in (0, 3, 11, 40, 300, 5000):
        done, _ = homes.build(lambda fonts: (fonts / FONT.name).write_bytes(FONT.read_bytes()[:end]))
        report.check(done.returncode == 1 and '[FNT002]' in done.stderr and FONT.name in done.stderr, f'the first {end} bytes', f'{done.returncode} {done.stderr[:800]}')


def check_no_file(report, homes, whole):
    def pipe(fonts):
        os.mkfifo(fonts / FONT.name)

    def device(fonts):
        (fonts / FONT.name).symlink_to('/dev/zero')

    def leads_nowhere(fonts):
        (fonts / FONT.name).symlink_to('nowhere.ttf')

    for put in (pipe, device, leads_nowhere):
        done, _ = homes.build(put)
        report.check(done.returncode == 1 and '[FNT002]' in done.stderr and FONT.name in done.stderr, put.__name__, f'{done.returncode} {done.stderr}')

    def pipe_of_no_use(fonts):
        os.mkfifo(fonts / 'Other.ttf')

    done, pdf = homes.build(pipe_of_no_use)
    report.check(done.returncode == 0 and pdf == whole, 'a pipe that no family names', done.stderr)


def check_silent(report, homes, whole):
    def copy(fonts):
        shutil.copy(FONT, fonts)

    def loops(fonts):
        for i in range(5):
            (fonts / f'loop{i}').symlink_to('.')
        (fonts / 'a').mkdir()
        (fonts / 'a' / 'up').symlink_to('../..')

    for put in (copy, loops):
        done, pdf = homes.build(put)
        report.check(done.returncode == 0 and 'FNT' not in done.stderr and pdf == whole, put.__name__, done.stderr)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        homes = Homes(program, pathlib.Path(folder).resolve())
        done, whole = homes.build(lambda fonts: None)
        report.check(done.returncode == 0 and whole, 'with the fonts of the system', done.stderr)
        for check in (check_damaged, check_no_file, check_silent):
            check(report, homes, whole)
    report.done()


main()
