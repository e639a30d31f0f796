#!/usr/bin/env python3
"""pdf.py PLANPRESS: finished PDFs, as other programs see them: qpdf, pdffonts, pdftotext, pdfinfo."""
import json
import pathlib
import re
import shutil
import string
import struct
import sys
import tempfile
import zlib

from harness import ROOT, TESTS, Report, limited, run

SAMPLE = TESTS / 'golden' / 'text' / 'sample'
RED = (200, 30, 10)
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB"><title>Title</title><organisation>Office</organisation>
<sections><section file="01.md" role="body"/></sections></document>
'''


def tool(*args):
    return limited(args, capture_output=True, encoding='utf-8', errors='backslashreplace')


def check_file(report, pdf):
    name = pdf.name
    done = tool('qpdf', '--check', pdf)
    report.check(done.returncode == 0 and 'WARNING' not in done.stdout + done.stderr, f'{name}: qpdf --check', done.stdout + done.stderr)
    fonts = tool('pdffonts', pdf)
    rows = fonts.stdout.splitlines()[2:]
    report.check(bool(rows) and not fonts.stderr, f'{name}: has fonts', fonts.stderr)
    for row in rows:
        found = re.search(r'\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$', row)
        report.check(bool(found) and found.groups() == ('yes', 'yes', 'yes'), f'{name}: embedded, subset, with Unicode', row)
        report.check(bool(re.match(r'[A-Z]{6}\+', row)), f'{name}: the name says subset', row)
    return tool('pdftotext', pdf, '-').stdout


def labels(pdf):
    """The page labels, by page, from the file's own tree."""
    data = json.loads(tool('qpdf', '--json', '--json-key=pagelabels', '--json-key=pages', pdf).stdout)
    styles = {'/D': str, '/r': roman, None: lambda n: ''}
    ranges = [(r['index'], r['label'].get('/S'), r['label'].get('/P', ''), r['label'].get('/St', 1)) for r in data['pagelabels']]
    out = []
    for page in range(len(data['pages'])):
        index, style, prefix, start = max(r for r in ((r[0], r[1] or '', r[2], r[3]) for r in ranges) if r[0] <= page)
        out.append(prefix.removeprefix('u:') + styles[style or None](start + page - index))
    return out


def roman(n):
    out = ''
    for value, letters in ((50, 'l'), (40, 'xl'), (10, 'x'), (9, 'ix'), (5, 'v'), (4, 'iv'), (1, 'i')):
        while n >= value:
            out, n = out + letters, n - value
    return out


def check_labels(report, pdf):
    """Each label that is a folio is printed on its page."""
    found = labels(pdf)
    report.check(bool(found), f'{pdf.name}: page labels')
    for page, label in enumerate(found, 1):
        if label:
            text = tool('pdftotext', '-f', page, '-l', page, '-layout', pdf, '-').stdout
            report.check(bool(re.search(rf'(?<!\S){re.escape(label)}(?!\S)', text)), f'{pdf.name}: folio {label} on page {page}', text[-300:])


def check_sample(report, program, tmp):
    done = run(program, 'build', '-o', tmp, SAMPLE, home=TESTS / 'home')
    report.check(done.returncode == 0, 'sample', done.stderr)
    pdf = tmp / 'sample.pdf'
    text = check_file(report, pdf)
    flat = ' '.join(text.replace('\u00ad', '').replace('\u00a0', ' ').split())
    for words in ('office of the finest affluent staff', '£45,820', '2013–14', 'the Commissioner’s', '“first”', '✓', 'ŵ', '1,349.2'):
        report.check(words in flat, f'sample: "{words}" can be read', flat[:3000])
    places = [flat.find(w) for w in ('Marker one', 'Marker two', 'Marker three', 'Marker four')]
    report.check(-1 not in places and places == sorted(places), f'sample: reading order {places}', flat[:3000])
    info = tool('pdfinfo', pdf).stdout
    for line in (r'Title:\s+Sample report', r'Author:\s+Office of the Commissioner', r'Subject:\s+A sample', r'Keywords:\s+sample, test',
                 r'Creator|Producer:\s+planpress', r'Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)', r'JavaScript:\s+no'):
        report.check(bool(re.search(line, info)), f'sample: pdfinfo {line}', info)
    report.check('2014' in info and 'CreationDate' in info, 'sample: dated by its manifest', info)
    check_labels(report, pdf)
    links = tool('qpdf', '--qdf', '--object-streams=disable', pdf, '-').stdout
    report.check('https://www.example.org/' in links, 'sample: a web link')
    report.check('/Dest' in links or '/GoTo' in links, 'sample: an internal link')
    report.check('/Outlines' in links, 'sample: an outline')
    report.check('/Lang' in links, 'sample: its language')

    first = pdf.read_bytes()
    run(program, 'build', '-o', tmp / 'again', SAMPLE, home=TESTS / 'home', TZ='Asia/Tokyo', LC_ALL='C')
    report.check((tmp / 'again' / 'sample.pdf').read_bytes() == first, 'sample: the same bytes twice')
    run(program, 'build', '-o', tmp / 'dated', SAMPLE, home=TESTS / 'home', SOURCE_DATE_EPOCH='0')
    report.check('1970' in tool('pdfinfo', '-isodates', tmp / 'dated' / 'sample.pdf').stdout, 'sample: SOURCE_DATE_EPOCH')


def check_places(report, program, tmp):
    """Running heads are marked as such, and stand at the head; marks of notes are raised."""
    folder = tmp / 'places'
    folder.mkdir()
    lines = '\\\n'.join(f'line {i}' for i in range(80))
    (folder / '01.md').write_text(f'# Places\n\nWords[^1]\n\n{lines}\n\n[^1]: Note.\n', encoding='utf-8')
    (folder / 'document.xml').write_text(MANIFEST.format(template='test'), encoding='utf-8')
    run(program, 'build', '-o', tmp, folder, home=TESTS / 'home')
    content = tool('qpdf', '--qdf', '--object-streams=disable', tmp / 'places.pdf', '-').stdout
    for kind, least, most in (('Header', 700, 842), ('Footer', 0, 100)):
        found = [float(y) for y in re.findall(rf'/Subtype/{kind}\b(?:(?!EMC).)*? ([\d.]+) Td', content, re.S)]
        report.check(bool(found) and all(least < y < most for y in found), f'places: {kind} at {found}')
    words = re.findall(r'yMax="([\d.]+)">(Words|1)<', tool('pdftotext', '-bbox', tmp / 'places.pdf', '-').stdout)
    word = next(i for i, (_, text) in enumerate(words) if text == 'Words')
    report.check(words[word + 1][1] == '1' and float(words[word][0]) - float(words[word + 1][0]) > 2, 'places: a raised mark', str(words))


def check_underlines(report, program, tmp):
    """The line under a link ends with its words, not with the space behind them where a line of text ends."""
    folder = tmp / 'underlines'
    folder.mkdir()
    (folder / '01.md').write_text(f'# Links\n\n[{"some words of a link " * 20}](https://www.example.org/)\n\n## Below\n', encoding='utf-8')
    (folder / 'document.xml').write_text(MANIFEST.format(template='test'), encoding='utf-8')
    done = run(program, 'build', '-o', tmp, folder, home=TESTS / 'home')
    content = tool('qpdf', '--qdf', '--object-streams=disable', tmp / 'underlines.pdf', '-').stdout
    lines = [(float(x), float(w)) for x, w, h in re.findall(r'^([\d.]+) [\d.]+ ([\d.]+) ([\d.]+) re$', content, re.M) if float(h) < 2 and float(w) > 20]
    ends = [float(x) for x in re.findall(r'xMax="([\d.]+)"', tool('pdftotext', '-bbox', tmp / 'underlines.pdf', '-').stdout)]
    wrong = [x + w for x, w in lines if not any(abs(x + w - end) < 0.3 for end in ends)]
    report.check(len(lines) > 2 and not wrong, 'underlines: each ends with a word', f'{wrong} {lines} {done.stderr}')
    check_areas(report, tmp / 'underlines.pdf')


def check_lines(report, program, tmp):
    """Letters that lines stretch are written by operators that poppler follows: lines end at the measure or hang out a little, and
    the words can be copied."""
    text = ('“Neighbourhood officers should be seen,” residents said, “and not only when something has gone wrong, late.” ' * 12).strip()
    folder = tmp / 'flexible'
    folder.mkdir()
    (folder / '01.md').write_text(f'# Lines\n\n{text} [A link of words in it](https://www.example.org/) ends this.\n\n## Below\n', encoding='utf-8')
    (folder / 'document.xml').write_text(MANIFEST.format(template='everything-lines'), encoding='utf-8')
    done = run(program, 'build', '-o', tmp, folder, home=TESTS / 'home')
    pdf = tmp / 'flexible.pdf'
    content = tool('qpdf', '--qdf', '--object-streams=disable', pdf, '-').stdout
    report.check(len(set(re.findall(r'^([\d.]+) Tz$', content, re.M))) > 3 and ' Tc\n' in content, 'lines: letters are stretched', done.stderr)
    copied = re.sub('\u00ad\\s+', '', tool('pdftotext', pdf, '-').stdout)
    report.check(' '.join(text.split()) in ' '.join(copied.split()), 'lines: all words can be copied', copied)
    rows = {}
    for x0, y0, x1, word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)<', tool('pdftotext', '-bbox', pdf, '-').stdout):
        rows.setdefault(y0, []).append((float(x0), float(x1), word))
    lines = list(rows.values())[1:-3]
    right = [210 - line[-1][1] for line in lines]
    plain = [space for space, line in zip(right, lines) if line[-1][2][-1].isalpha()]
    report.check(len(plain) > 5 and all(abs(space) < 0.25 for space in plain), 'lines: each ends at the measure', str(right))
    report.check(all(-4 < space < 0.25 for space in right) and min(right) < -1, 'lines: punctuation hangs out', str(right))
    areas = [(float(x0), float(x1)) for x0, x1 in re.findall(r'/Rect \[\s*([\d.]+)\s+[\d.]+\s+([\d.]+)', content)]
    words = [word for line in rows.values() for word in line]
    stray = [a for a in areas if not any(abs(a[0] - w[0]) < 0.3 for w in words) or not any(-0.3 < a[1] - w[1] < 3.5 for w in words)]
    report.check(areas and not stray, 'lines: a link covers its words', f'{areas} {stray}')


def check_areas(report, pdf):
    """The areas of the links to the web cover their words, and nothing else; the outline has the headings' levels."""
    objects = json.loads(tool('qpdf', '--json', '--json-key=qpdf', pdf).stdout)['qpdf'][1].values()
    links = [o['value'] for o in objects if isinstance(o, dict) and isinstance(o.get('value'), dict) and o['value'].get('/Subtype') == '/Link']
    areas = [link['/Rect'] for link in links if '/A' in link]
    text = tool('pdftotext', '-bbox', pdf, '-').stdout
    height = float(re.search(r'<page width="[\d.]+" height="([\d.]+)"', text)[1])
    words = [tuple(map(float, m)) for m in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(?:some|words|of|a|link)<', text)]
    outside = [w for w in words if not any(x0 - 1 < w[0] and w[2] < x1 + 1 and y0 < height - (w[1] + w[3]) / 2 < y1 for x0, y0, x1, y1 in areas)]
    report.check(len(words) == 100 and not outside, 'links: their areas cover their words', f'{len(words)} {outside[:5]} {areas}')
    top = json.loads(tool('qpdf', '--json', '--json-key=outlines', pdf).stdout)['outlines']
    report.check([(o['title'], [k['title'] for k in o['kids']]) for o in top] == [('1  Links', ['1.1  Below'])], 'outline: levels', str(top))


def check_pairs(report, program, tmp):
    """Each pair of letters is read as one word, however far apart the font, or a line that is stretched, sets it."""
    letters = string.ascii_letters + string.digits + 'ÄÉŴŷ'
    pairs = [a + b for a in letters for b in letters]
    styles = ('', '*', '**', '***')
    for template in ('test', 'everything-lines'):
        folder = tmp / f'pairs-{template}'
        folder.mkdir()
        (folder / '01.md').write_text('# Pairs\n\n' + '\n\n'.join(s + ' '.join(pairs) + s for s in styles) + '\n', encoding='utf-8')
        (folder / 'document.xml').write_text(MANIFEST.format(template=template), encoding='utf-8')
        done = run(program, 'build', '-o', tmp, folder, home=TESTS / 'home')
        report.check(done.returncode == 0, f'pairs, {template}', done.stderr)
        words = tool('pdftotext', tmp / f'{folder.name}.pdf', '-').stdout.split()
        apart = [p for p in pairs if words.count(p) < len(styles)]
        report.check(not apart, f'pairs, {template}: {len(pairs)} in each of {len(styles)} faces', ' '.join(apart[:200]))


def picture_sizes(pdf):
    """Of each object once, however often it is drawn."""
    rows = {(r[2], r[10]): r for r in map(str.split, tool('pdfimages', '-list', pdf).stdout.splitlines()[2:])}
    return [(r[2], int(r[3]), int(r[4]), r[8]) for r in rows.values()]


def write_png(path, width, height):
    """A picture whose left half is red and whose right half is white that cannot be seen."""
    rows = b''.join(b'\0' + (bytes(RED) + b'\xff') * (width // 2) + b'\xff\xff\xff\0' * (width // 2) for _ in range(height))
    parts = ((b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 6, 0, 0, 0)), (b'IDAT', zlib.compress(rows)), (b'IEND', b''))
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + b''.join(struct.pack('>I', len(d)) + k + d + struct.pack('>I', zlib.crc32(k + d)) for k, d in parts))


def check_reduced(report, program, tmp):
    """A template may limit the resolution of pictures: PNGs with their opacity, and JPEGs, which stay JPEGs. One that stands in two sizes is there once, for the larger."""
    folder, home = tmp / 'reduced', tmp / 'reduced-home'
    folder.mkdir()
    shutil.copytree(TESTS / 'home', home)
    (home / 'templates' / 'reduced.xml').write_text('<?xml version="1.0"?>\n<template extends="test" picture-dpi="150"/>\n', encoding='utf-8')
    write_png(folder / 'half.png', 1000, 500)
    tool('pdftoppm', '-r', 200, '-f', 1, '-l', 1, '-jpeg', '-singlefile', tmp / 'sample.pdf', folder / 'page')
    write_png(folder / 'wide.png', 1002, 500)
    pictures = '![A](half.png){width=25mm}\n\n![A](half.png){width=50mm}\n\n![A](wide.png){width=25mm}\n\n![A](wide.png){width=150mm}\n\n![A](page.jpg){width=100mm}\n'
    (folder / '01.md').write_text('# Pictures\n\n' + pictures, encoding='utf-8')
    (folder / 'document.xml').write_text(MANIFEST.format(template='reduced'), encoding='utf-8')
    done = run(program, 'build', '-o', tmp, folder, home=home)
    report.check(done.returncode == 0 and not done.stderr.count('warning'), 'reduced', done.stderr)
    found = picture_sizes(tmp / 'reduced.pdf')
    wanted = [(kind, w, h) for w, h in ((295, 148), (1002, 500)) for kind in ('image', 'smask')] + [('image', 590, 834)]
    report.check(sorted(f[:3] for f in found) == sorted(wanted), 'reduced: sizes', str(found))
    report.check([f[3] for f in found if f[1] == 590] == ['jpeg'], 'reduced: a JPEG stays one', str(found))
    tool('pdfimages', tmp / 'reduced.pdf', tmp / 'picture')
    pixels = (tmp / 'picture-000.ppm').read_bytes()[-295 * 148 * 3:]
    seen = {pixels[i:i + 3] for i in range(0, len(pixels), 3)}
    report.check(seen == {bytes(RED), bytes(3)}, 'reduced: what cannot be seen has no colour', str(seen))


def check_content(report, program, tmp):
    """The documents of the project itself."""
    done = run(program, 'build', '-o', tmp / 'content', cwd=ROOT)
    report.check(done.returncode == 0, 'content', done.stderr)
    for pdf in sorted((tmp / 'content').glob('*.pdf')):
        text = check_file(report, pdf)
        report.check('\ufffd' not in text and not re.search('[\ue000-\uf8ff]', text), f'{pdf.name}: all text can be read')
        check_labels(report, pdf)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        check_sample(report, program, pathlib.Path(folder))
        check_places(report, program, pathlib.Path(folder))
        check_underlines(report, program, pathlib.Path(folder))
        check_lines(report, program, pathlib.Path(folder))
        check_pairs(report, program, pathlib.Path(folder))
        check_reduced(report, program, pathlib.Path(folder))
        check_content(report, program, pathlib.Path(folder))
    report.done()


main()
