#!/usr/bin/env python3
"""furniture.py PLANPRESS: parts, empty pages, the back, tabs, heads and drafts in finished PDFs, as qpdf and poppler see them.

Random documents of parts are built with templates whose parts begin on either side. A part's title is one H1 on a page of
its own, whose text is content; headings below it are a level deeper. Every word of the source is in the structure once;
empty pages have none and nothing is printed on them. A draft has the text and the tags of the final document, one form for
all its banners, and "(draft)" in its title. A document that lists the press product has empty pages before its back for its
binding, in all products; one that does not list it has none."""
import pathlib
import random
import re
import sys
import tempfile

from harness import TESTS, Report, limited, run
from pdftree import Pdf

HOME = TESTS / 'home'
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="{lang}"{more}>
  <title>Title</title>
  <organisation>Borough</organisation>{products}
  <sections>
{sections}
  </sections>
</document>
'''
TEMPLATES = {
    'next': ('', ''), 'recto': (' on="recto"', ''), 'verso': (' on="verso" then="recto"', ' multiple="4"'),
    'both': (' on="recto" then="recto"', ' multiple="2"'), 'eights': ('', ' multiple="8"'),
}
TEMPLATE = '''<template extends="small-parts">
  <roles><part class="part" page="part"{sides}/></roles>
  <back page="back"{multiple}/>
</template>
'''


def write_home(home):
    (home / 'templates').mkdir(parents=True)
    for path in (HOME / 'templates').iterdir():
        (home / 'templates' / path.name).symlink_to(path.resolve())
    (home / 'fonts').symlink_to((HOME / 'fonts').resolve())
    for name, (sides, multiple) in TEMPLATES.items():
        (home / 'templates' / f'{name}.xml').write_text(TEMPLATE.format(sides=sides, multiple=multiple), encoding='utf-8')


class Writer:
    """Sections of words that no other place has."""

    def __init__(self, seed):
        self.random, self.n, self.parts = random.Random(seed), 0, []

    def word(self):
        self.n += 1
        return f'w{self.n:04}x'

    def paragraphs(self, most):
        return ''.join(' '.join(self.word() for _ in range(self.random.randint(1, 60))) + '\n\n' for _ in range(self.random.randint(0, most)))

    def part(self):
        title = self.word()
        self.parts.append(title)
        return f'# {title} {{.part}}\n\n' + self.paragraphs(2)

    def chapter(self, level=1):
        kind = self.random.choice(['', ' {.green}', ' {.unnumbered}'])
        return f'{"#" * level} {self.word()}{kind if level == 1 else ""}\n\n' + self.paragraphs(3)

    def section(self):
        pieces = [self.part()] if self.random.random() < .4 else []
        for _ in range(self.random.randint(not pieces, 3)):
            pieces.append(self.chapter(1 if not pieces else self.random.choice([1, 2])))
            if self.random.random() < .15:
                pieces.append(self.part())
        return ''.join(pieces)


def write_document(folder, seed, template, lang='en-GB', more='', products=''):
    writer = Writer(seed)
    folder.mkdir(parents=True)
    sections = [writer.section() for _ in range(writer.random.randint(1, 5))]
    roles = ['body'] * len(sections)
    if seed % 2:        # its text is on the back
        roles.append('contact')
        sections.append(f'# {writer.word()}\n\n{writer.word()}\n')
    for i, text in enumerate(sections):
        (folder / f'{i}.md').write_text(text, encoding='utf-8')
    lines = '\n'.join(f'    <section file="{i}.md" role="{role}"/>' for i, role in enumerate(roles))
    (folder / 'document.xml').write_text(MANIFEST.format(template=template, lang=lang, sections=lines, more=more, products=products), encoding='utf-8')
    return writer


def text_of_pages(path, pages):
    done = [limited(['pdftotext', '-f', str(i), '-l', str(i), path, '-'], capture_output=True, text=True).stdout for i in range(1, pages + 1)]
    return [re.findall(r'\w+', text) for text in done]


def check_parts(report, name, writer, pdf, pages, sides):
    found = {e.text().split()[-1]: e for e in pdf.elements() if re.fullmatch('H[1-6]', e.type) and e.text().split()[-1] in writer.parts}
    report.check(list(found) == writer.parts, f'{name}: a part is one heading', str((list(found), writer.parts)))
    on = re.search(r'on="(\w+)"', sides)
    for title, e in found.items():
        page = min(e.pages())
        report.check(e.type == 'H1', f'{name}: a part is an H1', e.type)
        report.check(not on or (page % 2 == 1) == (on[1] == 'verso'), f'{name}: a part is on its side', f'{title} on page {page + 1}')
        report.check(pages[page][:3][-1] == title or title in pages[page][:3], f'{name}: a part begins its page', str(pages[page][:4]))
    levels = [int(e.type[1]) for e in pdf.elements() if re.fullmatch('H[1-6]', e.type)]
    report.check(all(b <= a + 1 for a, b in zip([0] + levels, levels)), f'{name}: no level is skipped', str(levels))


def check_random(report, program, tmp, home):
    for seed in range(24):
        template = list(TEMPLATES)[seed % 4]
        sides, multiple = TEMPLATES[template]
        folder, name = tmp / f'd{seed}', f'seed {seed}, {template}'
        writer = write_document(folder, seed, template)
        done = run(program, 'build', '-q', '-o', tmp / 'out', folder, home=home)
        report.check(done.returncode == 0, f'{name}: builds', done.stderr)
        if done.returncode:
            continue
        path = tmp / 'out' / f'd{seed}.pdf'
        pdf = Pdf(path)
        pages = text_of_pages(path, len(pdf.pages))
        words = [w for e in pdf.elements() if e.type == 'Document' for w in re.findall(r'w\d{4}x', e.text())]
        body = words[-writer.n:]
        report.check(body == [f'w{i:04}x' for i in range(1, writer.n + 1)], f'{name}: every word once, in order', str(body[:20]))
        step = int((re.search(r'\d+', multiple) or ['1'])[0])
        report.check(len(pages) % step == 0, f'{name}: {len(pages)} pages are a multiple of {step}')
        report.check('Borough' in pages[-1], f'{name}: the back comes last', str(pages[-1]))
        report.check(not any(re.fullmatch(r'\d+', w) for page in pages if len(page) < 2 for w in page), f'{name}: an empty page has no folio')
        report.check(pdf.root.get('/PageLayout') == '/TwoPageRight', f'{name}: facing pages', str(pdf.root.get('/PageLayout')))
        check_parts(report, name, writer, pdf, pages, sides)


BINDINGS = (        # template, what the manifest lists, a multiple of which the pages are
    ('next', '', 1), ('next', '<product kind="html"/>', 1), ('next', '<product kind="press"/>', 4), ('eights', '', 8),
    ('next', '<product kind="press" multiple="2"/>', 2), ('next', '<product kind="press" multiple="1"/>', 1),
    ('eights', '<product kind="press"/>', 8), ('eights', '<product kind="press" multiple="2"/>', 2))


def check_binding(report, program, tmp, home):
    for seed in range(1, 5):
        bare = None
        for i, (template, listed, step) in enumerate(BINDINGS):
            folder, name = tmp / f'b{seed}' / f'b{i}', f'binding: seed {seed}, {template}, {listed}'
            write_document(folder, seed, template, products=f'<products>{listed}</products>' if listed else '')
            pages, told = {}, ''
            for product, ending in (('screen', '.pdf'), ('press', '-press.pdf')):
                done = run(program, 'build', '-q', '-o', tmp / 'bound', f'--product={product}', folder, home=home)
                report.check(done.returncode == 0, f'{name}: builds', done.stderr)
                pages[product], told = len(Pdf(tmp / 'bound' / f'b{i}{ending}').pages), done.stderr
            bare = bare or pages['screen']
            wanted = -(-bare // step) * step
            report.check(set(pages.values()) == {wanted}, f'{name}: {wanted} pages', str(pages))
            report.check(('PRS013' in told) == ('press' not in listed and wanted % (8 if template == 'eights' else 4) != 0), f'{name}: PRS013', told)


def tags_of(path):
    return re.sub(r'Object \d+ \d+', 'Object', limited(['pdfinfo', '-struct-text', path], capture_output=True, text=True).stdout)


def title_of(path):
    return re.search(r'^Title: +(.*)', limited(['pdfinfo', path], capture_output=True, text=True).stdout, re.M)[1]


def check_drafts(report, program, tmp, home):
    for lang, title in (('en-GB', 'Title (draft)'), ('cy', 'Title (drafft)')):
        made = {}
        for kind, more, options in (('final', '', []), ('manifest', ' status="draft"', []), ('option', '', ['--draft'])):
            folder = tmp / kind / f'draft-{lang}'
            write_document(folder, 7, 'small', lang, more)
            done = run(program, 'build', '-q', '-o', tmp / kind / 'out', *options, folder, home=home)
            report.check(done.returncode == 0, f'{lang}, {kind}: builds', done.stderr)
            made[kind] = tmp / kind / 'out' / f'draft-{lang}.pdf'
        final, draft = made['final'], made['manifest']
        report.check(draft.read_bytes() == made['option'].read_bytes(), f'{lang}: --draft and status="draft" make the same')
        report.check(tags_of(final) == tags_of(draft), f'{lang}: a draft has the tags and text of the final document')
        report.check((title_of(final), title_of(draft)) == ('Title', title), f'{lang}: the title says that it is a draft', title_of(draft))
        pdf = Pdf(draft)
        forms = [o for o in pdf.objects.values() if 'stream' in o and o['stream']['dict'].get('/Subtype') == '/Form']
        report.check(len(forms) == 1, f'{lang}: one form for all pages', str(len(forms)))
        drawn = [pdf.stream(pdf.resolve(page)['/Contents']).count(b'/B0 Do') for page in pdf.pages]
        report.check(set(drawn) == {1}, f'{lang}: a banner on every page', str(drawn))
        report.check(b'Watermark' in pdf.stream(pdf.resolve(pdf.pages[0])['/Contents']), f'{lang}: the banner is a watermark')
    again = run(program, 'build', '-o', tmp / 'final' / 'out', '--draft', tmp / 'final' / 'draft-cy', home=home)
    report.check('draft-cy' in again.stdout + again.stderr and title_of(tmp / 'final' / 'out' / 'draft-cy.pdf') == 'Title (drafft)',
                 'a final document is built again as a draft', again.stdout + again.stderr)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        write_home(tmp / 'home')
        check_random(report, program, tmp, tmp / 'home')
        check_binding(report, program, tmp, tmp / 'home')
        check_drafts(report, program, tmp, tmp / 'home')
    report.done()


main()
