#!/usr/bin/env python3
"""svg.py PLANPRESS [--set FOLDER [--fonts FOLDER] [-v]]: SVG pictures look as librsvg draws them, and stay vectors and words.

Each picture under svg/ is printed at 100 pixels to the inch from its PDF and drawn by rsvg-convert. They agree when fewer
than 1 pixel in 100 is far off; all must. With --set it does the same for all pictures below a folder, such as a public test
suite, and prints the share that agrees by folder, and which do not: not a test. Words of the pictures are in the text of
the PDF, and the PDF has no image in it."""
import collections
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

from harness import ROOT, TESTS, Report, environment, run

SKIPPED = 77
PER_INCH = 100
FINE = 400          # for words: librsvg moves small letters to whole pixels
FAR = 40            # of 255 in one colour
FEW = 0.01          # of the pixels that may be far off
HOME = TESTS / 'home'
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="picture" lang="en-GB"><title>Picture</title><organisation>Test</organisation>
<sections><section file="01.md"/></sections></document>
'''


def pixels(png):
    """Width, height, and the rows of a PNG as RGB on white: 8 bits, RGB or RGBA, as both programs write them."""
    data, at, packed = pathlib.Path(png).read_bytes(), 8, b''
    while at < len(data):
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b'IHDR':
            width, height, depth, colour = struct.unpack('>IIBB', body[:10])
            assert depth == 8 and colour in (2, 6), (depth, colour)
        elif kind == b'IDAT':
            packed += body
        at += size + 12
    step = 4 if colour == 6 else 3
    raw, stride, above, rows = zlib.decompress(packed), width * step, bytes(width * step), []
    for y in range(height):
        begin = y * (stride + 1)
        above = unfilter(raw[begin], bytearray(raw[begin + 1:begin + 1 + stride]), above, step)
        rows.append(on_white(above) if step == 4 else bytes(above))
    return width, height, rows


def unfilter(kind, row, above, step):
    if kind == 0:
        return row
    for i, value in enumerate(row):
        left = row[i - step] if i >= step else 0
        up, corner = above[i], above[i - step] if i >= step else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            p = left + up - corner
            guess = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
        row[i] = (value + guess) & 255
    return row


def on_white(row):
    out = bytearray()
    for i in range(0, len(row), 4):
        alpha = row[i + 3]
        out += bytes(255 - (255 - c) * alpha // 255 for c in row[i:i + 3])
    return bytes(out)


def share_far(ours, theirs):
    """The share of pixels that are far off; those of the smaller picture count."""
    (w, h, a), (w2, h2, b) = ours, theirs
    if abs(w - w2) > 1 or abs(h - h2) > 1:
        return 1.0
    w, h, far = min(w, w2), min(h, h2), 0
    for one, other in zip(a, b):
        if one[:w * 3] == other[:w * 3]:
            continue
        for i in range(0, w * 3, 3):
            far += max(abs(one[i] - other[i]), abs(one[i + 1] - other[i + 1]), abs(one[i + 2] - other[i + 2])) > FAR
    return far / (w * h)


class Fonts:
    """Where planpress and librsvg find fonts: the tests' own, and with --fonts FOLDER the Noto Sans that lies there."""

    def __init__(self, more, folder):
        self.home, self.environment = HOME, environment()
        if not more:
            return
        self.home = folder / 'home'
        shutil.copytree(HOME, self.home)
        catalogue = self.home / 'fonts' / 'fonts.xml'
        faces = {'400': 'Regular', '700': 'Bold', '300': 'Light', '900': 'Black'}
        family = ''.join(f'<face weight="{w}"><file>NotoSans-{n}.ttf</file></face>' for w, n in faces.items()
                         if (more / f'NotoSans-{n}.ttf').is_file())
        catalogue.write_text(catalogue.read_text().replace(
            '<family', f'<folder path="{more}"/><family name="Noto Sans">{family}<fallback family="DejaVu Sans"/></family><family', 1))
        config = folder / 'fonts.conf'
        config.write_text(f'<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{more}</dir></fontconfig>')
        self.environment['FONTCONFIG_FILE'] = str(config)


class Picture:
    """A picture as a document of its own in a folder."""

    def __init__(self, program, svg, folder, fonts):
        self.program, self.svg, self.folder, self.fonts = program, svg, folder, fonts
        self.document = folder / 'picture'
        self.document.mkdir(exist_ok=True)
        (self.document / 'document.xml').write_text(MANIFEST)
        (self.document / '01.md').write_text('![A picture](p.svg){width=144pt}\n')
        shutil.copyfile(svg, self.document / 'p.svg')
        self.pdf = folder / 'picture.pdf'
        self.pdf.unlink(missing_ok=True)
        self.built = run(program, 'build', '--force', self.document, '-o', folder, home=fonts.home)

    def place(self):
        dump = run(self.program, 'build', '--dump=pages', self.document, home=self.fonts.home).stdout
        return [float(n) for n in re.search(r'^  image (\S+) (\S+) (\S+) x (\S+)', dump, re.M).groups()]

    def ours(self, per_inch):
        x, y, w, h = (round(v * per_inch / 72) for v in self.place())
        subprocess.run(['pdftocairo', '-png', '-singlefile', '-r', str(per_inch), '-x', str(x), '-y', str(y), '-W', str(w),
                        '-H', str(h), self.pdf, self.folder / 'ours'], check=True, capture_output=True)
        return pixels(self.folder / 'ours.png')

    def theirs(self, svg, width, height):
        out = self.folder / 'theirs.png'
        done = subprocess.run(['rsvg-convert', '-w', str(width), '-h', str(height), '-b', 'white', '-o', out, svg],
                              capture_output=True, env=self.fonts.environment)
        return pixels(out) if done.returncode == 0 else None

    def reference(self, width, height):
        """The picture that a test suite has beside the SVG, in that size."""
        png, page = self.folder / 'reference.png', self.folder / 'reference.svg'
        if not self.svg.with_suffix('.png').exists():
            return None
        shutil.copyfile(self.svg.with_suffix('.png'), png)
        page.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
                        f'<image href="reference.png" width="{width}" height="{height}"/></svg>')
        return self.theirs(page, width, height)

    def far(self, per_inch=PER_INCH):
        """The share of pixels far off from what librsvg draws, and from a reference; None: one of the two does not draw it."""
        if not self.pdf.exists():
            return None, None
        ours = self.ours(per_inch)
        both = self.theirs(self.svg, *ours[:2]), self.reference(*ours[:2])
        return [share_far(ours, theirs) if theirs else None for theirs in both]


def measure_set(program, base, more_fonts, verbose):
    agree, refer, all_of, refused = (collections.Counter() for _ in range(4))
    with tempfile.TemporaryDirectory() as folder:
        fonts = Fonts(more_fonts, pathlib.Path(folder))
        for svg in sorted(base.rglob('*.svg')):
            name = svg.relative_to(base)
            group = str(name.parent)
            picture = Picture(program, svg, pathlib.Path(folder), fonts)
            far, from_reference = picture.far()
            codes = ' '.join(sorted(set(re.findall(r'\[(\w+)\]', picture.built.stdout + picture.built.stderr))))
            if far is None:
                refused[group] += 1
            else:
                all_of[group] += 1
                agree[group] += far < FEW
                refer[group] += far < FEW or (from_reference is not None and from_reference < FEW)
            if picture.built.returncode not in (0, 1):
                print(f'status {picture.built.returncode} {name}')
            if verbose and (far is None or far >= FEW):
                print(*('not drawn' if f is None else f'{100 * f:6.2f} %' for f in (far, from_reference)), name, codes, flush=True)
    for group in sorted(set(all_of) | set(refused)):
        print(f'{agree[group]:5} {refer[group]:5} of {all_of[group]:5}, {refused[group]:3} refused  {group}')
    total = max(sum(all_of.values()), 1)
    for what, n in (('librsvg', sum(agree.values())), ('librsvg or the reference', sum(refer.values()))):
        print(f'{n} of {total} agree with {what}: {100 * n / total:.1f} %')


def check_words(report, program):
    """Words stay words, in order and as one figure, and no picture becomes pixels."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Picture(program, TESTS / 'svg' / 'words.svg', pathlib.Path(folder), Fonts(None, None))
        text = subprocess.run(['pdftotext', '-raw', picture.pdf, '-'], capture_output=True, encoding='utf-8').stdout.split()
        report.check(' '.join(text).startswith('North 52 % of votes South 48 % of votes Water (H2O) Æsop’s fable'), 'words can be searched',
                     ' '.join(text))
        images = subprocess.run(['pdfimages', '-list', picture.pdf], capture_output=True, encoding='utf-8').stdout
        report.check(len(images.splitlines()) == 2, 'no pixels', images)
        tags = subprocess.run(['pdfinfo', '-struct-text', picture.pdf], capture_output=True, encoding='utf-8').stdout
        report.check(re.search(r'Figure:\n(?: +/.*\n)* +"North52', tags) is not None, 'the words belong to the figure', tags)


def option(name):
    """The folder behind an option, or None."""
    return pathlib.Path(sys.argv[sys.argv.index(name) + 1]).resolve() if name in sys.argv else None


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if not shutil.which('rsvg-convert') or not shutil.which('pdftocairo'):
        print('skipped: rsvg-convert or pdftocairo is missing; ./setup --tests installs them')
        raise SystemExit(SKIPPED)
    if option('--set'):
        measure_set(program, option('--set'), option('--fonts'), '-v' in sys.argv)
        return
    report = Report()
    check_words(report, program)
    with tempfile.TemporaryDirectory() as folder:
        for svg in sorted((TESTS / 'svg').glob('*.svg')):
            picture = Picture(program, svg, pathlib.Path(folder), Fonts(None, None))
            far, _ = picture.far(FINE if svg.stem == 'words' else PER_INCH)
            report.check(far is not None and far < FEW, f'{svg.name} looks as librsvg draws it',
                         picture.built.stderr + (f'{100 * far:.2f} % of the pixels are far off' if far else ''))
    report.done()


if __name__ == '__main__':
    main()
