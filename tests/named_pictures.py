#!/usr/bin/env python3
"""named_pictures.py PLANPRESS: pictures that page masters place. Each is in the PDF once, with the pixels that the pages show; a crop looks
the same whether pixels are cut off or not, however a photograph lies in its file; text on pictures is judged as the page looks;
builds depend on the files; each report of a pack has its own."""
import pathlib
import re
import shutil
import struct
import sys
import tempfile
import zlib

from harness import TESTS, Report, limited, run

MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB"><title>Title</title><organisation>Office</organisation>
<images>{images}</images>
<sections><section file="01.md" role="body"/></sections></document>
'''
TEMPLATE = '''<?xml version="1.0"?>
<template extends="small"{dpi}>
  <swatches><swatch name="text" rgb="{colour}" cmyk="0 0 0 0"/><swatch name="field" rgb="#101820" cmyk="0 0 0 90"/></swatches>
  <pages><page name="cover" replace="yes" width="300pt" height="216pt" top="36pt" bottom="36pt" inner="30pt" outer="30pt">{cover}</page>
  <page name="body">{body}</page><page name="front">{body}</page></pages>
  <front><cover page="cover"/></front>
  <styles><style for="on-picture" size="{size}" leading="24pt" colour="text"/></styles>
</template>
'''


def tool(*args):
    return limited([str(a) for a in args], capture_output=True)


def png(width, height, pixel):
    rows = b''.join(b'\0' + b''.join(bytes(pixel(x / width, y / height)) for x in range(width)) for y in range(height))
    parts = ((b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)), (b'IDAT', zlib.compress(rows)), (b'IEND', b''))
    return b'\x89PNG\r\n\x1a\n' + b''.join(struct.pack('>I', len(d)) + k + d + struct.pack('>I', zlib.crc32(k + d)) for k, d in parts)


def turned(jpeg, orientation):
    """The JPEG with that EXIF orientation."""
    tiff = b'MM\0*\0\0\0\x08' + struct.pack('>HHHIHHI', 1, 0x0112, 3, 1, orientation, 0, 0)
    exif = b'Exif\0\0' + tiff
    return jpeg[:2] + b'\xff\xe1' + struct.pack('>H', len(exif) + 2) + exif + jpeg[2:]


class Place:
    def __init__(self, program, tmp):
        self.program, self.tmp, self.home = program, tmp, tmp / 'home'
        shutil.copytree(TESTS / 'home', self.home)

    def write(self, name, images, **look):
        folder = self.tmp / name
        folder.mkdir(exist_ok=True)
        look = {'dpi': '', 'colour': '#FFFFFF', 'cover': '', 'body': '', 'size': '20pt'} | look
        (self.home / 'templates' / f'own-{name}.xml').write_text(TEMPLATE.format(**look), encoding='utf-8')
        (folder / 'document.xml').write_text(MANIFEST.format(template=f'own-{name}', images=images), encoding='utf-8')
        (folder / '01.md').write_text('# One\n\nText.\n\n# Two\n\nText.\n', encoding='utf-8')
        return folder

    def build(self, folder, *more):
        return run(self.program, 'build', '-o', self.tmp, folder, *more, home=self.home)

    def pixels(self, name, page, dpi=72):
        """Rows of (r, g, b) of a page."""
        data = tool('pdftoppm', '-r', dpi, '-f', page, '-l', page, self.tmp / f'{name}.pdf').stdout
        width, height = map(int, re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data).groups())
        body = data[len(data) - width * height * 3:]
        return [[tuple(body[(y * width + x) * 3:][:3]) for x in range(width)] for y in range(height)]


def images_in(pdf):
    rows = tool('pdfimages', '-list', pdf).stdout.decode().splitlines()[2:]
    return {(r[10], int(r[3]), int(r[4])) for r in map(str.split, rows)}


def check_once(report, place):
    """A photograph of 3000 by 2000 fills an upright cover and stands small on each page: one picture, cut and reduced."""
    cover = '<picture of="photo" x="-6pt" y="-6pt" width="156pt" height="228pt" fit="cover"/><text x="160pt" y="20pt" width="120pt" style="folio">{title}</text>'
    body = '<picture of="photo" x="200pt" y="8pt" height="20pt" role="head"/>'
    photo = png(300, 200, lambda x, y: (int(255 * x), int(255 * y), 90))
    for name, dpi, wanted in (('whole', '', (300, 200)), ('small', ' picture-dpi="72"', (300, 200))):
        folder = place.write(name, '<image id="photo" file="p.png" alt="A"/>', dpi=dpi, cover=cover, body=body)
        (folder / 'p.png').write_bytes(photo)
        done = place.build(folder)
        report.check(done.returncode == 0, name, done.stderr)
        found = images_in(place.tmp / f'{name}.pdf')
        report.check([f[1:] for f in found] == [wanted], f'{name}: one picture', str(found))
    folder = place.write('cut', '<image id="photo" file="p.png" alt="A" focus="100% 50%"/>', dpi=' picture-dpi="72"', cover=cover)
    (folder / 'p.png').write_bytes(png(1500, 1000, lambda x, y: (int(255 * x), int(255 * y), 90)))
    done = place.build(folder)
    found = [f[1:] for f in images_in(place.tmp / 'cut.pdf')]
    report.check(done.returncode == 0 and len(found) == 1 and 148 <= found[0][0] <= 154 and 214 <= found[0][1] <= 220, 'cut: pixels for what is shown', f'{found}{done.stderr}')


def check_turned(report, place):
    """Cut or whole, a crop of a photograph looks the same, however it lies in its file."""
    cover = '<picture of="photo" x="20pt" y="20pt" width="60pt" height="150pt" fit="cover"/><text x="160pt" y="20pt" width="120pt" style="folio">{title}</text>'
    source = place.tmp / 'source'
    source.with_suffix('.png').write_bytes(png(240, 160, lambda x, y: (int(255 * x), int(255 * y), 255 * (x + y > 1))))
    folder = place.write('source', '<image id="photo" file="p.png" alt="A"/>', cover='<picture of="photo" x="0pt" y="0pt" width="300pt"/><text x="0pt" y="200pt" width="99pt" style="folio">{title}</text>')
    shutil.copy(source.with_suffix('.png'), folder / 'p.png')
    place.build(folder)
    tool('pdftoppm', '-r', 72, '-f', 1, '-l', 1, '-jpeg', '-singlefile', place.tmp / 'source.pdf', source)
    jpeg = source.with_suffix('.jpg').read_bytes()
    for orientation in range(1, 9):
        shown = []
        for name, dpi in (('kept', ''), ('shorn', ' picture-dpi="1200"')):
            folder = place.write(name, '<image id="photo" file="p.jpg" alt="A" focus="70% 40%"/>', dpi=dpi, cover=cover)
            (folder / 'p.jpg').write_bytes(turned(jpeg, orientation))
            done = place.build(folder)
            report.check(done.returncode == 0, f'{name} {orientation}', done.stderr)
            shown.append([p for row in place.pixels(name, 1)[22:168] for p in row[22:78]])
        sizes = [max(f[1] * f[2] for f in images_in(place.tmp / f'{n}.pdf')) for n in ('kept', 'shorn')]
        apart = sum(abs(a - b) for p, q in zip(*shown) for a, b in zip(p, q)) / len(shown[0]) / 3
        report.check(sizes[1] < sizes[0] * .8, f'orientation {orientation}: pixels are cut off', str(sizes))
        report.check(apart < 4, f'orientation {orientation}: looks the same', f'{apart:.1f} of 255 apart')


def luminance(p):
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + .055) / 1.055) ** 2.4 for c in p]
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2]


def check_contrast(report, place):
    """The ratio in the message is that of the page as it is rendered without the text."""
    looks = {'across': lambda x, y: (int(150 * x),) * 3, 'down': lambda x, y: (40, int(200 * y), 90), 'checks': lambda x, y: (200,) * 3 if (int(x * 12) + int(y * 8)) % 2 else (30, 40, 60)}
    for (name, pixel), opacity in ((n, o) for n in looks.items() for o in (0, 30, 60)):
        field = f'<rect x="0pt" y="0pt" width="300pt" height="180pt" fill="field" opacity="{opacity}%"/>' if opacity else ''
        under = '<picture of="photo" x="0pt" y="0pt" width="300pt" height="180pt" fit="cover"/>' + field
        text = '<text x="20pt" y="100pt" width="270pt" style="on-picture" when="photo">Text over the picture</text>'
        for what, cover in (('with', under + text), ('bare', under)):
            folder = place.write(f'{what}', '<image id="photo" file="p.png" decorative="yes"/>', cover=cover + '<text x="20pt" y="190pt" width="90pt" style="folio">{title}</text>', size='16pt')
            (folder / 'p.png').write_bytes(png(600, 360, pixel))
            done = place.build(folder)
            said = said if what == 'bare' else done.stderr
        page = place.pixels('bare', 1)
        worst = min((1.05) / (luminance(p) + .05) for row in page[106:122] for p in row[21:176])
        found = re.search(r'PIC006\].*contrast of ([\d.]+):1', said)
        if worst > 4.6 or worst < 4.4:
            report.check(bool(found) == (worst < 4.5), f'{name} under {opacity}%: {worst:.2f}:1', said)
        if found:
            report.check(abs(float(found[1]) - worst) < .35, f'{name} under {opacity}%: ratio', f'{found[1]}, and {worst:.2f} as rendered')


def check_inputs(report, place):
    cover = '<picture of="photo" x="20pt" y="20pt" width="60pt"/><text x="160pt" y="20pt" width="120pt" style="folio">{title}</text>'
    folder = place.write('inputs', '<image id="photo" file="p.png" decorative="yes"/>', cover=cover)
    (folder / 'p.png').write_bytes(png(60, 40, lambda x, y: (0, 0, 0)))
    place.build(folder, f'--depfile={place.tmp / "d"}')
    report.check('p.png' in (place.tmp / 'd').read_text(), 'the depfile names the picture')
    before = (place.tmp / 'inputs.pdf').read_bytes()
    report.check('up to date' in place.build(folder).stderr or (place.tmp / 'inputs.pdf').read_bytes() == before, 'nothing changed')
    (folder / 'p.png').write_bytes(png(60, 40, lambda x, y: (255, 0, 0)))
    place.build(folder)
    report.check((place.tmp / 'inputs.pdf').read_bytes() != before, 'a new picture is a new PDF')


def check_hostile(report, place):
    """Clips in clips, fills over fills and a million segments are not looked at for ever."""
    cover = '<picture of="photo" x="0pt" y="0pt" width="300pt" height="216pt" fit="cover"/><text x="20pt" y="20pt" width="200pt" style="on-picture" when="photo">{title}</text>'
    folder = place.write('hostile', '<image id="photo" file="p.svg" decorative="yes"/>', cover=cover)
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 216"><clipPath id="c"><path d="M0 0h300v216H0z"/></clipPath>'
    bodies = {'clips': '<g clip-path="url(#c)"><path d="M0 0h9v9z"/></g>' * 20000, 'fills': '<path d="M0 0h300v216H0z"/>' * 40000,
              'teeth': '<path d="M0 0' + 'L300 216L0 1' * 100000 + 'z"/>', 'far': '<path transform="scale(1e30)" d="M-1e30 -1e30L1e30 1e30L0 1z"/>'}
    for name, body in bodies.items():
        (folder / 'p.svg').write_text(head + body + '</svg>', encoding='utf-8')
        done = place.build(folder)
        report.check(done.returncode in (0, 1) and 'bug' not in done.stderr, f'hostile {name}', done.stderr[-500:])


PACK = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="own-pack" lang="en-GB"><title>Board</title><organisation>Office</organisation><date>2014-07-31</date>
<meeting time="10am" place="Town Hall"/><images><image id="logo" file="p.png" alt="The pack"/></images>
<reports><report document="lights" item="1"/><report document="offers" item="2" title="Offers" access="exempt" paragraph="3"/></reports></document>
'''
REPORT = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="own-pack" lang="en-GB"><title>{title}</title><organisation>Office</organisation><date>2014-07-31</date>
<report{access}/>{images}<sections><section file="01.md"/></sections></document>
'''


def check_pack(report, place):
    """The pack and each report have pictures of their own under one name; the public sees none of an exempt report's."""
    body = '<picture of="logo" x="200pt" y="8pt" height="20pt"/>'
    folder = place.write('pack', '', cover='<text x="0pt" y="20pt" width="99pt" style="folio">{title}</text>', body=body)
    (folder / 'document.xml').write_text(PACK, encoding='utf-8')
    (folder / 'p.png').write_bytes(png(200, 100, lambda x, y: (255, 0, 0)))
    for name, access, size in (('lights', '', 201), ('offers', ' access="exempt" paragraph="3"', 202)):
        (folder / name).mkdir(exist_ok=True)
        images = f'<images><image id="logo" file="p.png" alt="{name}"/></images>'
        (folder / name / 'document.xml').write_text(REPORT.format(title=name, access=access, images=images), encoding='utf-8')
        (folder / name / '01.md').write_text(f'# {name}\n\nText.\n', encoding='utf-8')
        (folder / name / 'p.png').write_bytes(png(size, 100, lambda x, y: (0, 0, 255)))
    for audience, stem, wanted in (('public', 'pack', {200, 201}), ('members', 'pack-members', {200, 201, 202})):
        done = place.build(folder, f'--audience={audience}')
        report.check(done.returncode == 0, f'pack for {audience}', done.stderr)
        found = images_in(place.tmp / f'{stem}.pdf')
        report.check({f[1] for f in found} == wanted, f'pack for {audience}: pictures', str(found))


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(program, pathlib.Path(folder))
        for check in (check_once, check_turned, check_contrast, check_inputs, check_pack, check_hostile):
            check(report, place)
    report.done()


if __name__ == '__main__':
    main()
