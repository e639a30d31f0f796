#!/usr/bin/env python3
"""press_plates.py PLANPRESS [--all] [--seed N] [--count N]: what is on the plates of press files, as Ghostscript separates them.

What reaches the edge of a page is printed to the edge of the bleed on that side, and what stays inside leaves the bleed white;
marks are outside it, and those of folds stand at the folds. Where a pixel has more ink than the limit, PRS010 gives the
figure that the pixels have: fields and text are put in random places, and the plates are the oracle; photographs too. Text near an edge and
pictures with few pixels are reported, and their near misses are not."""
import argparse
import collections
import pathlib
import random
import re
import shutil
import tempfile

from harness import ALL, TESTS, Report, limited, run
from named_pictures import png

W, H, BLEED = 300, 216, 9       # points, of which each is a pixel
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB"><title>Title</title><organisation>Office</organisation>
{images}
<products><product kind="press" bleed="9pt" safe="8pt" multiple="1"{press}/></products>
<sections><section file="01.md" role="body"/></sections></document>
'''
SWATCHES = {'one': (100, 90, 40, 0), 'two': (80, 80, 80, 60), 'three': (10, 0, 0, 0), 'four': (0, 100, 100, 90), 'five': (70, 70, 70, 100)}
TEMPLATE = '''<?xml version="1.0"?>
<template extends="small">
  <swatches>{swatches}<swatch name="night" rgb="#000000" cmyk="0 0 0 100"/></swatches>
  <pages><page name="cover" replace="yes" width="300pt" height="216pt" top="36pt" bottom="36pt" inner="30pt" outer="30pt">{cover}</page></pages>
  <front><cover page="cover"/></front>
  <styles><style for="on-field" size="24pt" leading="30pt" colour="night"/></styles>
</template>
'''


class Press:
    def __init__(self, program, tmp):
        self.program, self.tmp, self.home = program, tmp, tmp / 'home'
        shutil.copytree(TESTS / 'home', self.home)

    def build(self, name, cover, press='', images='', files=()):
        """The findings of a document whose cover is drawn so."""
        folder = self.tmp / name
        folder.mkdir()
        swatches = ''.join(f'<swatch name="{n}" rgb="#{20 * i + 80:02X}60A0" cmyk="{" ".join(map(str, c))}"/>' for i, (n, c) in enumerate(SWATCHES.items()))
        (self.home / 'templates' / f'own-{name}.xml').write_text(TEMPLATE.format(cover=cover, swatches=swatches), encoding='utf-8')
        (folder / 'document.xml').write_text(MANIFEST.format(template=f'own-{name}', press=press, images=images and f'<images>{images}</images>'), encoding='utf-8')
        (folder / '01.md').write_text('# One\n\nText.\n', encoding='utf-8')
        for file, data in files:
            (folder / file).write_bytes(data)
        done = run(self.program, 'build', '-o', self.tmp, folder, home=self.home)
        return done.stderr if done.returncode == 0 else f'FAILED {done.stderr}'

    def plates(self, name, slug=BLEED, page=1):
        """Pixels of a page's sheet by place on the trimmed page: (x, y) → four shares of 255."""
        width, height = W + 2 * slug, H + 2 * slug
        done = limited(['gs', '-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=bitcmyk', '-dGrayValues=256', '-r72', f'-dFirstPage={page}',
                        f'-dLastPage={page}', '-o', '-', str(self.tmp / f'{name}-press.pdf')], capture_output=True)
        data = done.stdout
        assert len(data) == width * height * 4, (len(data), width, height, done.stderr)
        return {(i % width - slug, i // width - slug): data[4 * i:4 * i + 4] for i in range(width * height)}


def inked(plates):
    return {at for at, p in plates.items() if any(p)}


def rect(x, y, w, h, fill='one', **more):
    return f'<rect x="{x}pt" y="{y}pt" width="{w}pt" height="{h}pt" fill="{fill}"' + ''.join(f' {k}="{v}"' for k, v in more.items()) + '/>'


def outside(places):
    return {(x, y) for x, y in places if not (0 <= x < W and 0 <= y < H)}


def box(x0, y0, x1, y1):
    return {(x, y) for x in range(x0, x1) for y in range(y0, y1)}


def check_bleed(report, press):
    """A field on each side, one across a corner, one that stops a point short; then a picture all over the page."""
    cases = (('left', rect(0, 50, 40, 40), box(-9, 50, 0, 90)), ('top', rect(50, 0, 40, 40), box(50, -9, 90, 0)),
             ('right', rect(260, 50, 40, 40), box(300, 50, 309, 90)), ('bottom', rect(50, 176, 40, 40), box(50, 216, 90, 225)),
             ('corner', rect(0, 0, 40, 40), box(-9, -9, 40, 40) - box(0, 0, 40, 40)), ('beyond', rect(-30, 50, 60, 40), box(-9, 50, 0, 90)),
             ('short', rect(1, 50, 40, 40), set()), ('all', rect(0, 0, 300, 216), box(-9, -9, 309, 225) - box(0, 0, W, H)),
             ('tint', rect(0, 50, 40, 40, opacity='50%'), box(-9, 50, 0, 90)))
    for name, cover, wanted in cases:
        found = press.build(name, cover)
        got = outside(inked(press.plates(name)))
        report.check('FAILED' not in found and got == wanted, f'bleed: {name}', f'{found}\nlacks {sorted(wanted - got)[:5]}, has {sorted(got - wanted)[:5]}')
    photo = png(1400, 1000, lambda x, y: (200, int(255 * x), int(255 * y)))
    press.build('photo', '<picture of="photo" x="0pt" y="0pt" width="300pt" height="216pt" fit="cover"/>', images='<image id="photo" file="p.png" alt="A"/>', files=[('p.png', photo)])
    report.check(outside(inked(press.plates('photo'))) == box(-9, -9, 309, 225) - box(0, 0, W, H), 'bleed: a picture all over the page')


def check_marks(report, press):
    cover = rect(0, 0, 300, 216)
    press.build('marks', cover, press=' marks="yes"')
    sheet = re.search(r'MediaBox:\s+(\S+)', limited(['pdfinfo', '-box', str(press.tmp / 'marks-press.pdf')], capture_output=True).stdout.decode())
    slug = -round(float(sheet[1]))
    plates = press.plates('marks', slug)
    marks = inked(plates) - box(-9, -9, 309, 225)
    report.check(marks and all(min(plates[at][:4]) > 0 for at in marks), 'marks are on all plates')
    for edge, along in ((0, 0), (W, 0), (0, 1), (H, 1)):
        near = {at for at in marks if abs(at[along] - edge) <= 1}
        report.check({at[1 - along] < 0 for at in near} == {True, False}, f'marks at both ends of the edge at {edge}')
    between = box(-12, -12, 312, 228) - box(-9, -9, 309, 225)
    report.check(not marks & between, 'marks keep away from the bleed')


def highest(plates):
    """The largest share of ink of a pixel, in per cent, where no neighbour differs: the edge of a letter may be between two."""
    total = collections.Counter()
    for at, p in plates.items():
        total[at] = sum(p)
    return max(total.values()) * 100 / 255


def random_cover(rng):
    """Fields and, over all of them, text: what hides text is not a matter of ink."""
    parts, texts = [], []
    for _ in range(rng.randint(2, 7)):
        x, y, w, h = (12 * rng.randint(-1, 20), 12 * rng.randint(-1, 14), 12 * rng.randint(3, 12), 12 * rng.randint(3, 9))
        fill = rng.choice(list(SWATCHES))
        kind = rng.random()
        if kind < .25:
            texts.append(f'<text x="{max(x, 24)}pt" y="{max(min(y, 150), 24)}pt" width="150pt" style="on-field">mmmmmm</text>')
        else:
            parts.append(rect(x, y, w, h, fill, **({'opacity': f'{rng.choice((30, 60, 80))}%'} if kind > .75 else {})))
    return ''.join(parts + texts)


def check_hidden(report, press):
    """Black over a dark field under a later one: not seen when the later one is over all of it."""
    under = rect(40, 40, 200, 100, 'two') + '<text x="60pt" y="60pt" width="150pt" style="on-field">mmmmmm</text>'
    for name, over, told in (('whole', rect(40, 40, 200, 100, 'three'), False), ('part', rect(40, 40, 60, 100, 'three'), True)):
        found = press.build(f'hidden-{name}', under + over, press=' ink="300%"')
        most = highest(press.plates(f'hidden-{name}'))
        report.check(('PRS010' in found) == told == (most > 300.5), f'ink: hidden, {name}', f'plates {most:.1f}\n{found}')


def check_ink(report, press, seeds):
    limit = 300
    seen = collections.Counter()
    for seed in seeds:
        name, cover = f'ink{seed}', random_cover(random.Random(seed))
        found = press.build(name, cover, press=f' ink="{limit}%"')
        told = [int(n) for n in re.findall(r'has (\d+)% of ink', found)]
        most = max(highest(press.plates(name, page=p)) for p in (1,))
        over = most > limit + .5
        seen[over] += 1
        good = 'FAILED' not in found and bool(told) == over and (not over or abs(max(told) - most) < 1.5)
        report.check(good, f'ink: cover of seed {seed}', f'plates {most:.1f}, told {told}\n{cover}\n{found}')
    report.check(len(seeds) < 20 or min(seen[True], seen[False]) > 2, 'ink: some covers are over the limit, and some are not', str(seen))


def check_picture_ink(report, press):
    """A photograph has the ink that the profile gives its darkest parts; a few dark pixels are no matter."""
    def quarters(x, y):
        return ((12, 12, 12), (250, 240, 230))[x > .5 or y > .5]

    jpeg = (TESTS / 'bad' / 'PDF002-jpeg-ends-early-silent' / 'cmyk.jpg').read_bytes()
    files = {'dark': ('p.png', png(900, 648, quarters)), 'specks': ('p.png', png(900, 648, lambda x, y: (12, 12, 12) if x + y < .01 else (250, 240, 230))),
             'light': ('p.png', png(900, 648, lambda x, y: (250, 240, 230))), 'inks': ('p.jpg', jpeg)}
    cover = '<picture of="photo" x="0pt" y="0pt" width="300pt" height="216pt" fit="cover"/>'
    for name, (file, data) in files.items():
        for limit in (320, 300, 120):
            made = f'{name}{limit}'
            found = press.build(made, cover, press=f' ink="{limit}%" picture-dpi="72"', images=f'<image id="photo" file="{file}" alt="A"/>', files=[(file, data)])
            told = [int(n) for n in re.findall(r'has (\d+)% of ink where it is darkest', found)]
            most = highest(press.plates(made))
            over = most > limit + .5 and name != 'specks'
            report.check('FAILED' not in found and bool(told) == over and (not over or abs(told[0] - most) < 2), f'ink of a picture: {made}',
                         f'plates {most:.1f}, told {told}\n{found}')


def check_findings(report, press):
    near = '<text x="60pt" y="{y}pt" width="150pt" style="folio">near</text>'
    report.check('PRS012' in press.build('near', near.format(y=203)), 'text near an edge is reported')
    report.check('PRS012' not in press.build('far', near.format(y=190)), 'text 8pt from it is not')
    photo = png(300, 216, lambda x, y: (200, int(255 * x), int(255 * y)))
    picture = '<picture of="photo" x="40pt" y="40pt" width="{w}pt" height="100pt"/>'
    image = '<image id="photo" file="p.png" alt="A"/>'
    for name, w, told in (('soft', 100, True), ('sharp', 85, False)):
        found = press.build(name, picture.format(w=w), images=image, files=[('p.png', photo)])
        report.check(('PRS011' in found) == told, f'a picture with few pixels: {name}', found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=150 if ALL else 25)
    args = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as tmp:
        press = Press(args.program, pathlib.Path(tmp))
        check_bleed(report, press)
        check_marks(report, press)
        check_findings(report, press)
        check_picture_ink(report, press)
        check_hidden(report, press)
        check_ink(report, press, range(args.seed, args.seed + args.count))
    report.done()


if __name__ == '__main__':
    main()
