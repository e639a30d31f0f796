#!/usr/bin/env python3
"""press.py PLANPRESS: files for a press. Their structure as qpdf sees it (PDF/X-4: boxes, output intent, metadata, nothing that is RGB, nothing
that can be pressed), what is printed over what, the inks of swatches, pictures and gradients with lcms2's own tools as oracles, the
plates as Ghostscript separates them; the same words, tags and bytes; profiles that are missing, damaged or of something else."""
import base64
import decimal
import hashlib
import json
import pathlib
import re
import shutil
import struct
import sys
import tempfile
import zlib

from harness import ROOT, TESTS, Report, limited, run
from named_pictures import png, tool

FOGRA39 = pathlib.Path('/usr/share/texlive/texmf-dist/tex/generic/colorprofiles/FOGRA39L_coated.icc')
ADOBE = pathlib.Path('/usr/share/color/icc/compatibleWithAdobeRGB1998.icc')
SRGB = pathlib.Path('/usr/share/color/icc/sRGB.icc')
SHIPPED = ('specimen', 'local-policing-summary-2011')

# Five swatches besides black and white; each is a field on every page.
SWATCHES = {'sea': '90 58 8 10', 'leaf': '75 28 100 35', 'plum': '45 92 18 28', 'sand': '0 5 15 2', 'mist': '9 3 0 0'}
TEMPLATE = '''<?xml version="1.0"?>
<template extends="test">
  <swatches><swatch name="ink" rgb="#1B2430" cmyk="60 45 35 85"/>{swatches}</swatches>
  <pages><page name="body"><rect x="0mm" y="0mm" width="210mm" height="250mm" fill="mist"/>{fields}
    <rect x="0mm" y="260mm" width="210mm" height="6mm" fill="ink"/><rect x="0mm" y="270mm" width="210mm" height="1pt" fill="ink"/></page></pages>
</template>
'''
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="press" lang="en-GB"><title>Title</title><organisation>Office</organisation><date>2014-07-31</date>
{products}<sections><section file="01.md" role="body"/></sections></document>
'''
TEXT = '''# One

Text in black, with [a link](https://example.org) and a [reference](#two).

![Patches](patches.png){width=40%}

![Patches of Adobe RGB](adobe.png){width=40%}

![Half seen](alpha.png){width=40%}

![Grey](grey.png){width=40%}

![A photograph](photo.jpg){width=40%}

![Inks](inks.jpg){width=40%}

![A drawing](drawing.svg){width=60%}

# Two {#two}

More text.
'''
DRAWING = '''<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">
<linearGradient id="g"><stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient>
<linearGradient id="m"><stop offset="0" stop-color="#00ff00"/><stop offset="1" stop-color="#00ff00" stop-opacity="0"/></linearGradient>
<rect width="100" height="50" fill="url(#g)"/><rect x="100" width="100" height="50" fill="url(#m)"/>
<g opacity="0.5"><rect x="200" width="60" height="50" fill="#1d5b99"/><rect x="230" width="60" height="50" fill="#a3231f"/></g>
<path d="M0 60H300" stroke="#111111" stroke-width="1"/><text x="10" y="90" font-size="20" fill="#111111">Words</text></svg>
'''
COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (29, 91, 153), (128, 128, 128), (0, 0, 0), (255, 255, 255), (200, 150, 120)]


def patches(colours, profile=None, alpha=False):
    """A PNG of fields, with the profile in it, or half of it transparent."""
    n, side = len(colours), 20
    row = lambda y: b'\0' + b''.join(bytes(colours[x // side]) + (bytes([255 if y < side // 2 else 60]) if alpha else b'') for x in range(n * side))
    parts = [(b'IHDR', struct.pack('>IIBBBBB', n * side, side, 8, 6 if alpha else 2, 0, 0, 0))]
    if profile:
        parts.append((b'iCCP', b'own\0\0' + zlib.compress(profile.read_bytes())))
    parts += [(b'IDAT', zlib.compress(b''.join(map(row, range(side))))), (b'IEND', b'')]
    return b'\x89PNG\r\n\x1a\n' + b''.join(struct.pack('>I', len(d)) + k + d + struct.pack('>I', zlib.crc32(k + d)) for k, d in parts)


def grey():
    parts = ((b'IHDR', struct.pack('>IIBBBBB', 160, 20, 8, 0, 0, 0, 0)), (b'IDAT', zlib.compress((b'\0' + bytes(range(160))) * 20)), (b'IEND', b''))
    return b'\x89PNG\r\n\x1a\n' + b''.join(struct.pack('>I', len(d)) + k + d + struct.pack('>I', zlib.crc32(k + d)) for k, d in parts)


class Place:
    """A home of the test's own, with FOGRA39 in its fonts/, and a document with every kind of picture."""

    def __init__(self, program, tmp):
        self.program, self.tmp, self.home = program, tmp, tmp / 'home'
        shutil.copytree(TESTS / 'home', self.home)
        self.profile = self.home / 'fonts' / FOGRA39.name
        self.profile.write_bytes(FOGRA39.read_bytes())
        swatches = ''.join(f'<swatch name="{n}" rgb="#{40 + 20 * i:02X}80{200 - i:02X}" cmyk="{c}"/>' for i, (n, c) in enumerate(SWATCHES.items()))
        fields = ''.join(f'<rect x="{20 * i}mm" y="252mm" width="15mm" height="5mm" fill="{n}"/>' for i, n in enumerate(SWATCHES))
        (self.home / 'templates' / 'press.xml').write_text(TEMPLATE.format(swatches=swatches, fields=fields), encoding='utf-8')
        self.document = tmp / 'pictures'
        self.document.mkdir()
        self.manifest('')
        for name, data in {'01.md': TEXT.encode(), 'patches.png': patches(COLOURS), 'adobe.png': patches(COLOURS, ADOBE), 'alpha.png': patches(COLOURS, alpha=True),
                           'grey.png': grey(), 'drawing.svg': DRAWING.encode()}.items():
            (self.document / name).write_bytes(data)
        jpegs = TESTS / 'bad' / 'PDF002-jpeg-ends-early-silent'
        shutil.copy(jpegs / 'cmyk.jpg', self.document / 'inks.jpg')
        shutil.copy(jpegs / 'turned.jpg', self.document / 'photo.jpg')

    def manifest(self, products):
        (self.document / 'document.xml').write_text(MANIFEST.format(products=products and f'<products>{products}</products>'), encoding='utf-8')

    def build(self, *args, document=None, out='out', home=True):
        return run(self.program, 'build', *args, '-o', self.tmp / out, document or self.document, cwd=self.tmp if home else ROOT, home=self.home if home else None)


# --- what qpdf sees ----------------------------------------------------------

class File:
    def __init__(self, path):
        self.bytes = path.read_bytes()
        done = limited(['qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=specialized', path], capture_output=True)
        self.objects = json.loads(done.stdout, parse_float=decimal.Decimal)['qpdf'][1]
        self.trailer = self.objects['trailer']['value']

    def dictionary(self, ref):
        """Of an object or a stream; anything that is no reference is itself."""
        while isinstance(ref, str) and re.fullmatch(r'\d+ \d+ R', ref):
            entry = self.objects[f'obj:{ref}']
            ref = entry['stream']['dict'] if 'stream' in entry else entry['value']
        return ref

    def stream(self, ref):
        return base64.b64decode(self.objects[f'obj:{ref}']['stream']['data'])

    def all(self):
        return [(name, e['stream']['dict'] if 'stream' in e else e['value']) for name, e in self.objects.items()]

    def walk(self):
        """Every value in all objects, with its key, or None in an array."""
        todo = [(None, v) for _, v in self.all()]
        while todo:
            key, value = todo.pop()
            yield key, value
            todo += value.items() if isinstance(value, dict) else [(None, v) for v in value] if isinstance(value, list) else []

    def pages(self):
        return [v for _, v in self.all() if isinstance(v, dict) and v.get('/Type') == '/Page']

    def contents(self):
        """The content streams of pages and forms."""
        found = [self.stream(p['/Contents'].removeprefix('obj:')) for p in self.pages()]
        return found + [self.stream(n.removeprefix('obj:')) for n, v in self.all() if isinstance(v, dict) and v.get('/Subtype') == '/Form']

    def images(self):
        return [(v, self.stream(n.removeprefix('obj:'))) for n, v in self.all() if isinstance(v, dict) and v.get('/Subtype') == '/Image']


STRING = re.compile(rb'\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>|<<.*?>>', re.S)
PAINTED = {b'f': 'fill', b'f*': 'fill', b'B': 'both', b'B*': 'both', b'S': 'stroke', b'TJ': 'fill', b'Tj': 'fill'}


def painted(stream):
    """(operator, colour of fills, of strokes, what of them prints over): what each painting operator paints with."""
    state = {'fill': None, 'stroke': None, 'over': 0}
    stack, operands = [], []
    for token in re.sub(STRING, b' ', stream).split():
        token = token.strip(b'[]')
        if token == b'q':
            stack.append(dict(state))
        elif token == b'Q':
            state = stack.pop()
        elif token in (b'k', b'K'):
            state['fill' if token == b'k' else 'stroke'] = tuple(map(float, operands[-4:]))
        elif token in (b'scn', b'SCN', b'g', b'G', b'rg', b'RG'):
            state['fill' if token.islower() else 'stroke'] = token.decode()
        elif token == b'gs' and re.fullmatch(rb'/O[0-3]', operands[-1]):
            state['over'] = int(operands[-1][2:])
        elif token in PAINTED or token == b'Do':
            yield token, state['fill'], state['stroke'], state['over']
        if re.match(rb"[A-Za-z'\"*]+$", token):
            operands = []
        elif token:
            operands.append(token)


def check_structure(report, name, path):
    pdf = File(path)
    report.check(limited(['qpdf', '--check', path], capture_output=True).returncode == 0, f'{name}: qpdf finds nothing wrong')
    report.check(pdf.bytes.startswith(b'%PDF-1.6\n') and '/ID' in pdf.trailer and '/Encrypt' not in pdf.trailer, f'{name}: head and trailer')
    everything = list(pdf.walk())
    wrong = {str(v) for _, v in everything if v in ('/DeviceRGB', '/CalRGB', '/Lab', '/CalGray')} | {str(v) for k, v in everything if k == '/N' and v == 3}
    report.check(not wrong, f'{name}: no object is RGB', str(wrong))
    for content in pdf.contents():
        found = re.findall(rb'(?<![\w/])(?:rg|RG|sc|SC)(?!\w)', re.sub(STRING, b' ', content))
        report.check(not found, f'{name}: no content is RGB', str(found[:3]))
    keys = {k for k, _ in everything}
    forbidden = {'/Annots', '/AA', '/OpenAction', '/A', '/AF', '/EmbeddedFiles', '/JavaScript', '/AcroForm', '/OCProperties', '/Alternates', '/OPI', '/TR', '/HTP'} & keys
    actions = [v for k, v in everything if k == '/A' and not (isinstance(v, (dict, list)) or re.match(r'\d', str(v)))]
    report.check(not forbidden - {'/A'} and not actions, f'{name}: nothing can be pressed, attached or left out', str(forbidden))
    spaces = {v['/Group']['/CS'] for _, v in pdf.all() if isinstance(v, dict) and isinstance(v.get('/Group'), dict)}
    report.check(spaces <= {'/DeviceCMYK', '/DeviceGray'}, f'{name}: groups are in inks', str(spaces))
    check_boxes(report, name, pdf)
    check_intent(report, name, pdf)
    check_metadata(report, name, pdf)
    check_overprint(report, name, pdf)
    return pdf


def check_boxes(report, name, pdf):
    inside = lambda small, large: large[0] <= small[0] and large[1] <= small[1] and small[2] <= large[2] and small[3] <= large[3]
    for page in pdf.pages():
        own = [page.get(f'/{b}Box') for b in ('Media', 'Bleed', 'Trim')]
        report.check(all(own) and '/ArtBox' not in page and '/CropBox' not in page, f'{name}: each page has three boxes', str(page))
        report.check(all(own) and inside(own[1], own[0]) and inside(own[2], own[1]), f'{name}: trim in bleed in media', str(own))
        report.check(own[2][0] == 0 and own[2][1] == 0, f'{name}: places count from the trim', str(own))


def check_intent(report, name, pdf):
    catalog = pdf.dictionary(pdf.trailer['/Root'])
    intents = catalog.get('/OutputIntents', [])
    report.check(len(intents) == 1, f'{name}: one output intent')
    intent = pdf.dictionary(intents[0])
    said = [intent.get(k) for k in ('/S', '/OutputConditionIdentifier', '/RegistryName')]
    report.check(said == ['/GTS_PDFX', 'u:FOGRA39', 'u:http://www.color.org'], f'{name}: the intent', str(said))
    profile = pdf.stream(intent['/DestOutputProfile'])
    report.check(profile == FOGRA39.read_bytes() and profile[12:20] == b'prtrCMYK', f'{name}: the profile is the file')
    report.check(pdf.dictionary(intent['/DestOutputProfile']).get('/N') == 4, f'{name}: of four inks')
    report.check('/StructTreeRoot' in catalog and catalog.get('/MarkInfo', {}).get('/Marked') is True, f'{name}: tags are kept')


def check_metadata(report, name, pdf):
    info = pdf.dictionary(pdf.trailer['/Info'])
    xmp = pdf.stream(pdf.dictionary(pdf.trailer['/Root'])['/Metadata']).decode()
    value = lambda key: (re.search(rf'<{key}(?: [^>]*)?>(?:<[^/][^>]*>)*([^<]*)<', xmp) or [None, None])[1]
    date = re.sub(r'\D', '', info['/CreationDate'])
    report.check(value('pdfxid:GTS_PDFXVersion') == 'PDF/X-4' and info.get('/Trapped') == '/False' and value('pdf:Trapped') == 'False', f'{name}: claims PDF/X-4', xmp)
    report.check(re.fullmatch(r'uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', value('xmpMM:DocumentID') or '') and value('xmpMM:VersionID') and value('xmpMM:RenditionClass'),
                 f'{name}: has an identity', xmp)
    report.check(info['/CreationDate'] == info['/ModDate'] and all(re.sub(r'\D', '', value(f'xmp:{d}Date')) == date for d in ('Create', 'Modify', 'Metadata')),
                 f'{name}: one date', str(info))
    report.check('u:' + (value('dc:title') or '') == info['/Title'], f'{name}: one title', xmp)
    report.check('<pdfuaid:' not in xmp and '<pdfaid:' not in xmp, f'{name}: claims nothing else', xmp)


def check_overprint(report, name, pdf):
    """Only black of its own plate prints over what is under it, and text in that always does; pictures and forms never."""
    states = {k: v for v in [pdf.dictionary(v) for k, v in pdf.walk() if k == '/ExtGState'] for k, v in v.items() if re.fullmatch('/O[0-3]', k)}
    report.check(all(states[f'/O{i}'].get('/op') == bool(i & 1) and states[f'/O{i}'].get('/OP') == bool(i & 2) and states[f'/O{i}'].get('/OPM') == 1 for i in range(4)),
                 f'{name}: the states', str(states))
    black, wrong, texts = (0, 0, 0, 1), [], 0
    for content in pdf.contents():
        for operator, fill, stroke, over in painted(content):
            fills = PAINTED.get(operator) in ('fill', 'both')
            wrong += [(operator, fill, over)] * (operator == b'Do' and over != 0)
            wrong += [(operator, fill, over)] * (fills and bool(over & 1) and fill != black)
            wrong += [(operator, stroke, over)] * (PAINTED.get(operator) in ('stroke', 'both') and bool(over & 2) and stroke != black)
            wrong += [(operator, fill, over)] * (operator in (b'TJ', b'Tj') and fill == black and not over & 1)
            texts += operator in (b'TJ', b'Tj') and fill == black
    report.check(not wrong and texts > 0, f'{name}: what prints over what', f'{texts} in black; {wrong[:5]}')


# --- colours -----------------------------------------------------------------

def oracle(colours, source='*sRGB'):
    """Inks of 0 to 255 that transicc gives."""
    lines = ''.join(''.join(f'{v}\n' for v in c) for c in colours) + 'q\n'
    done = limited(['transicc', '-n', '-t1', '-b', f'-i{source}', f'-o{FOGRA39}'], input=lines.encode(), capture_output=True)
    numbers = [float(n) for n in done.stdout.decode().split() if re.fullmatch(r'[\d.]+', n)]
    return [tuple(v * 2.55 for v in numbers[4 * i:4 * i + 4]) for i in range(len(colours))]


def near(got, wanted, off):
    return len(got) == len(wanted) and all(abs(a - b) <= off for g, w in zip(got, wanted) for a, b in zip(g, w))


def check_colours(report, pdf):
    text = b'\n'.join(pdf.contents())
    literal = lambda c: b' '.join(re.sub(rb'^0(?=\.)', b'', b'%g' % (int(v) / 100)) for v in c.split()) + b' k'
    for name, inks in SWATCHES.items():
        report.check(literal(inks) in text, f'pictures: the inks of {name} stand in the file', literal(inks).decode())
    report.check(literal('60 45 35 85') in text, 'pictures: a large field in ink keeps its inks')
    images = pdf.images()
    wide = {im['/Width']: None for im, _ in images}
    flat = [(im, data) for im, data in images if im['/Width'] == 160 and im['/ColorSpace'] == '/DeviceCMYK']
    at = lambda data: [tuple(data[4 * (20 * i + 10):4 * (20 * i + 10) + 4]) for i in range(8)]
    wanted = [oracle(COLOURS), oracle(COLOURS, ADOBE)]
    found = [sum(near(at(data), w, 2) for _, data in flat) for w in wanted]
    report.check(found == [2, 1] and not near(*wanted, 2), 'pictures: RGB is converted as transicc does, from the profile in the file', f'{found} {[at(d) for _, d in flat]} {wanted}')
    report.check(all(at(data)[6] == (0, 0, 0, 0) for im, data in flat if near(at(data), wanted[0], 2)), 'pictures: white is bare paper')
    masks = [im for im, _ in flat if '/SMask' in im]
    report.check(len(masks) == 1 and pdf.dictionary(masks[0]['/SMask'])['/ColorSpace'] == '/DeviceGray', 'pictures: one is seen through')
    report.check(any(im['/ColorSpace'] == '/DeviceGray' and im['/Width'] == 160 and data[:160] == bytes(range(160)) for im, data in images), 'pictures: grey stays as it is')
    inks = [im for im, _ in images if im['/Width'] == 40]
    report.check(len(inks) == 1 and inks[0]['/ColorSpace'] == '/DeviceCMYK' and inks[0]['/Filter'] == '/DCTDecode', 'pictures: a JPEG in CMYK is kept', str(inks))
    photos = [im for im, _ in images if im['/Width'] == 60]
    report.check(len(photos) == 1 and photos[0]['/ColorSpace'] == '/DeviceCMYK', 'pictures: a photograph is converted', str(wide))
    check_gradient(report, pdf)


def check_gradient(report, pdf):
    samples = [[tuple(float(x) * 255 for x in f['/C0']) for f in v['/Functions']] + [tuple(float(x) * 255 for x in v['/Functions'][-1]['/C1'])]
               for _, v in pdf.walk() if isinstance(v, dict) and v.get('/FunctionType') == 3 and len(v['/Functions']) == 8]
    steps = [tuple((a * (8 - i) + b * i + 4) // 8 for a, b in zip((255, 0, 0), (0, 0, 255))) for i in range(9)]
    report.check(any(near(s, oracle(steps), 1) for s in samples), 'pictures: a gradient has the inks of the colours along it', f'{samples} {oracle(steps)}')


def tiff(path):
    """A plate of Ghostscript's, without compression: its width, and its bytes, 255 where there is no ink."""
    data = path.read_bytes()
    order = '<' if data[:2] == b'II' else '>'
    at = struct.unpack(order + 'I', data[4:8])[0]
    tags = {}
    for i in range(struct.unpack(order + 'H', data[at:at + 2])[0]):
        tag, kind, n = struct.unpack(order + 'HHI', data[at + 2 + 12 * i:at + 10 + 12 * i])
        size = {3: 2, 4: 4}.get(kind, 1) * n
        raw = data[at + 10 + 12 * i:at + 14 + 12 * i]
        if size > 4:
            start = struct.unpack(order + 'I', raw)[0]
            raw = data[start:start + size]
        tags[tag] = struct.unpack(order + {3: 'H', 4: 'I'}.get(kind, 'B') * n, raw[:size])
    strips = zip(tags[273], tags[279])
    return tags[256][0], b''.join(data[a:a + n] for a, n in strips)


def check_plates(report, place, path):
    """The page of text: black alone has the letters, and the tint under them is whole on the other plates."""
    pages = len(File(path).pages())
    out = place.tmp / 'plates'
    out.mkdir(exist_ok=True)
    limited(['gs', '-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-sDEVICE=tiffsep', '-sCompression=none', '-r72', f'-dFirstPage={pages}', f'-dLastPage={pages}',
             f'-sOutputFile={out / "p.tif"}', path], capture_output=True)
    plates = {c: tiff(out / f'p({c}).tif') for c in ('Cyan', 'Magenta', 'Yellow', 'Black')}
    part = lambda c: plates[c][1][plates[c][0] * 60:plates[c][0] * 600]           # the tint's, and the text's
    report.check(min(part('Black')) < 128, 'plates: the letters are on the black plate', str(sorted(set(part('Black')))))
    flat = {c: sorted(set(part(c))) for c in ('Cyan', 'Magenta', 'Yellow')}
    report.check(all(len(v) == 1 for v in flat.values()), 'plates: the tint under them is whole on the others', str(flat))
    report.check(abs(255 - flat['Cyan'][0] - 255 * .09) < 2 and flat['Yellow'] == [255], 'plates: and has its inks', str(flat))
    line = lambda c: min(plates[c][1][plates[c][0] * 773:plates[c][0] * 777])     # a thin rule in ink
    report.check(line('Black') < 128 and all(line(c) == 255 for c in ('Cyan', 'Magenta', 'Yellow')), 'plates: a thin rule is on the black plate alone', str([line(c) for c in plates]))
    field = lambda c: min(plates[c][1][plates[c][0] * 745:plates[c][0] * 748])
    report.check(abs(255 - field('Cyan') - 255 * .6) < 3, 'plates: a field in ink is on four', str([field(c) for c in plates]))


# --- the whole ---------------------------------------------------------------

def check_same(report, name, screen, press):
    """Words and tags are those of the file for screens, without its links."""
    text = lambda p, *o: limited(['pdftotext', *o, p, '-'], capture_output=True).stdout
    report.check(text(screen) == text(press) and text(screen), f'{name}: the same words on the same pages')
    tags = lambda p: b'\n'.join(l.strip() for l in limited(['pdfinfo', '-struct-text', p], capture_output=True).stdout.splitlines()
                                if not re.fullmatch(rb' *(?:Object \d+ 0|Link \(inline\))', l)).replace(b'"\n"', b'')
    report.check(tags(screen) == tags(press) and tags(screen), f'{name}: the same tags')


def check_shipped(report, place, name):
    done = place.build('--product=screen,press', '--panels=sheet', document=f'content/{name}', home=False, out='shipped')
    report.check(done.returncode == 0, f'{name}: builds', done.stderr)
    screen, press = place.tmp / 'shipped' / f'{name}.pdf', place.tmp / 'shipped' / f'{name}-press.pdf'
    check_structure(report, name, press)
    check_same(report, name, screen, press)


def check_rich(report, place):
    place.manifest('<product kind="press" rich-black="yes"/>')
    done = place.build(out='rich')
    text = b'\n'.join(File(place.tmp / 'rich' / 'pictures-press.pdf').contents()) if done.returncode == 0 else b''
    report.check(b'.3 .3 .3 1 k' in text and b'.6 .45 .35 .85' not in text and b'0 0 0 1 k' in text, 'rich black: fields have it, text does not', done.stderr)
    place.manifest('')


def check_again(report, place):
    """The same bytes; and the profile is one of the inputs."""
    path = place.tmp / 'out' / 'pictures-press.pdf'
    digest = lambda: hashlib.sha256(path.read_bytes()).hexdigest()
    first = digest()
    place.build('--product=press', '--force')
    report.check(digest() == first, 'two builds: the same bytes')
    place.build('--product=press', f'--depfile={place.tmp / "dep"}', '--force')
    report.check(FOGRA39.name in (place.tmp / 'dep').read_text(encoding='utf-8'), 'the profile is in the depfile')
    changed = bytearray(place.profile.read_bytes())
    at = changed.find(b'FOGRA39L Coated')
    changed[at:at + 8] = b'FOGRA93L'
    place.profile.write_bytes(changed)
    place.build('--product=press')
    report.check(digest() != first, 'another profile: built again')
    place.profile.write_bytes(FOGRA39.read_bytes())


def check_hostile(report, place):
    path = place.tmp / 'out' / 'pictures-press.pdf'
    before = path.read_bytes()
    whole = FOGRA39.read_bytes()
    class_of_monitor = whole[:12] + b'mntr' + whole[16:]
    newer = whole[:8] + b'\x05' + whole[9:]
    offsets = bytearray(whole)
    for i in range(int.from_bytes(whole[128:132], 'big')):
        offsets[132 + 12 * i + 4:132 + 12 * i + 8] = (len(whole) - 2).to_bytes(4, 'big')
    for name, data in {'empty': b'', 'cut short': whole[:5000], 'no profile': b'\0' * 4000, 'for screens': SRGB.read_bytes(), 'of a monitor': class_of_monitor,
                       'newer': newer, 'tables outside': bytes(offsets)}.items():
        place.profile.write_bytes(data)
        done = place.build('--product=press', '--force')
        report.check(done.returncode == 1 and 'error[PRS003]' in done.stderr and path.read_bytes() == before, f'a profile that is {name}', f'{done.returncode} {done.stderr}')
    place.profile.write_bytes(whole)
    for products, code, status, words in (('<product kind="press" profile="FOGRA93"/>', 'PRS001', 1, 'did you mean'), ('<product kind="press" profile="Nowhere"/>', 'PRS002', 4, 'Nowhere.icc')):
        place.manifest(products)
        done = place.build('--force')
        report.check(done.returncode == status and f'[{code}]' in done.stderr and words in done.stderr and path.read_bytes() == before, f'{code}: said', f'{done.returncode} {done.stderr}')
    place.manifest('')
    for at in range(0, len(whole), len(whole) // 40):                    # anything but a crash
        place.profile.write_bytes(whole[:at] + bytes(200) + whole[at + 200:])
        done = place.build('--product=press', '--force', out='spoilt')
        report.check(done.returncode in (0, 1), f'a profile with nothing at {at}', f'{done.returncode} {done.stderr}')
    place.profile.write_bytes(whole)


def check_without_library(report, place):
    """A press file that nothing can read back is given to nobody; the screen product needs no such library."""
    path = place.tmp / 'out' / 'pictures-press.pdf'
    before = path.read_bytes()
    shadow = place.tmp / 'shadow'
    shadow.mkdir()
    (shadow / 'libqpdf.so.29').write_text('no library', encoding='utf-8')
    build = lambda product: run(place.program, 'build', '--force', f'--product={product}', '-o', place.tmp / 'out', place.document,
                                cwd=place.tmp, home=place.home, LD_LIBRARY_PATH=str(shadow))
    done = build('press')
    report.check(done.returncode == 4 and 'error[PRS021]' in done.stderr and path.read_bytes() == before, 'no libqpdf: no press file', f'{done.returncode} {done.stderr}')
    done = build('screen')
    report.check(done.returncode == 0, 'no libqpdf: the screen product is made', done.stderr)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    missing = [t for t in ('gs', 'transicc') if not shutil.which(t)] + [str(p) for p in (FOGRA39,) if not p.exists()]
    if missing:
        print('skipped: there is no', ', '.join(missing))
        sys.exit(77)
    with tempfile.TemporaryDirectory() as tmp:
        place = Place(program, pathlib.Path(tmp))
        done = place.build('--product=screen,press')
        report.check(done.returncode == 0, 'pictures: builds', done.stderr)
        screen, press = place.tmp / 'out' / 'pictures.pdf', place.tmp / 'out' / 'pictures-press.pdf'
        pdf = check_structure(report, 'pictures', press)
        check_same(report, 'pictures', screen, press)
        check_colours(report, pdf)
        check_plates(report, place, press)
        check_rich(report, place)
        check_again(report, place)
        check_hostile(report, place)
        check_without_library(report, place)
        for name in SHIPPED:
            check_shipped(report, place, name)
        listed = run(program, 'fonts', cwd=ROOT)
        report.check(re.search(rf'^FOGRA39\t.*coated paper\t{FOGRA39}$', listed.stdout, re.M), 'planpress fonts lists profiles', listed.stdout)
    report.done()


if __name__ == '__main__':
    main()
