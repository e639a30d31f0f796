#!/usr/bin/env python3
"""attributes.py PLANPRESS: every attribute of the schemas is used in a golden case, and has an effect.

The cases under golden/everything, with the templates everything*.xml, use all attributes of the template, the manifest
and the data files. Each attribute is taken out of one of them (if it is required, it gets another value), and the PDF, the
messages or the open data must change. Where it stands more than once, one place that makes a difference is enough.
Blanks take the place of what goes, so that the places in messages stay; copies of the cases with more blanks prove that
blanks alone change nothing."""
import collections
import functools
import itertools
import pathlib
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET

from harness import TESTS, Report, run
from schemas import attributes, root_kind

GOLDEN = TESTS / 'golden'
TEMPLATES = TESTS / 'home' / 'templates'
EVERYTHING = 'everything'

# Without an effect for now. When one of them gets an effect, it has to go from here.
UNSEEN = {
    ('template: picture', 'required'): 'only a document without the picture is wrong (bad/PIC004-required)',
    ('template: swatch', 'cmyk'): 'no file for the press is written yet',
    ('template: style', 'tabular'): 'the fonts have figures of one width without it',
}

Place = collections.namedtuple('Place', 'path kind inside name value start end')
Variant = collections.namedtuple('Variant', 'case texts')       # texts: of files that differ from the case's, by path


# --- what is used -----------------------------------------------------------------------------------------------------

def template_files(name):
    """The files of a template, down to the one that extends nothing."""
    while name:
        path = TEMPLATES / f'{name}.xml'
        yield path
        name = ET.parse(path).getroot().get('extends')


def files_of(case):
    manifest = case / 'document.xml'
    root = ET.parse(manifest).getroot()
    yield manifest
    yield from (case / data.get('file') for data in root.iterfind('data/*') if not data.get('from'))
    yield from template_files(root.get('template'))


TAG = re.compile(r'<!--.*?-->|<(?P<name>[A-Za-z][\w.-]*)(?P<attributes>(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|\'[^\']*\'))*)\s*/?>', re.S)
ATTRIBUTE = re.compile(r'(?P<name>[\w:-]+)\s*=\s*["\'](?P<value>[^"\']*)["\']')


@functools.cache
def places(path):
    """Each attribute in a file, with where it stands in the file's text."""
    text = path.read_text(encoding='utf-8')
    root = ET.fromstring(text)
    tags = (m for m in TAG.finditer(text) if m['name'])
    return [Place(path, kind, (*above, tag['name']), a['name'], a['value'], *a.span())
            for (kind, above), tag in zip(root_kind(root).walk(root), tags)
            for a in ATTRIBUTE.finditer(text, *tag.span('attributes'))]


def test_used(report):
    files = {f for manifest in GOLDEN.glob('*/*/document.xml') for f in files_of(manifest.parent)}
    used = {(p.kind.name, p.name, p.value) for f in files for p in places(f)}
    names = {use[:2] for use in used}
    for (kind, name), attribute in attributes().items():
        report.check((kind, name) in names, f'{kind} {name}', 'no golden case has it')
        for value in attribute.values if (kind, name) in names else ():
            report.check((kind, name, value) in used, f'{kind} {name}="{value}"', 'no golden case has it')


# --- what has an effect -----------------------------------------------------------------------------------------------

def another(value, values):
    """Another value of the same form: the next of those there are, another number, or a longer word. A list may leave room for
    numbers beside its words."""
    if value in values:
        return values[(values.index(value) + 1) % len(values)]
    changed, count = re.subn(r'\d', lambda digit: str((int(digit[0]) + 1) % 10), value, count=1)
    if count:
        return changed
    first, blank, rest = value.partition(' ')
    return first if blank and rest else value + 'x'


def changes(place):
    """The text of the place's file without the attribute, unless it is required; and with another value."""
    attribute, text = place.kind.attributes[place.name], place.path.read_text(encoding='utf-8')
    instead = [] if attribute.required else [' ' * (place.end - place.start)]
    for new in instead + [f'{place.name}="{another(place.value, attribute.values)}"']:
        yield text[:place.start] + new + text[place.end:]


def with_blanks(case):
    texts = ((f, f.read_text(encoding='utf-8')) for f in everything(case))
    return Variant(case, {f: re.sub(r'/?>\s*$', lambda end: f'  {end[0]}', text) for f, text in texts})


def everything(case):
    """A case's own files: those of its folder and the templates that use everything, but not what these extend."""
    return [f for f in files_of(case) if f.parent == case or f.stem.startswith(EVERYTHING)]


def write(variant, name, home, documents):
    """A document of its own, with templates of its own."""
    folder, templates = documents / name, home / 'templates'
    shutil.copytree(variant.case, folder, ignore=shutil.ignore_patterns('expected.*'))
    for file in everything(variant.case):
        text = variant.texts.get(file) or file.read_text(encoding='utf-8')
        text = re.sub(rf'(<document\b[^>]*?template|<template\b[^>]*?extends)="({EVERYTHING}[\w-]*)"', rf'\1="\2-{name}"', text)
        target = folder / file.relative_to(variant.case) if file.parent == variant.case else templates / f'{file.stem}-{name}.xml'
        target.write_text(text, encoding='utf-8')


def outcomes(program, verb, variants):
    """What comes of each variant: messages, and the PDF or the open data, in some order."""
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        shutil.copytree(TESTS / 'home', top / 'home', symlinks=True, ignore=shutil.ignore_patterns('schemas', 'languages'))
        for shared in ('schemas', 'languages'):
            (top / 'home/templates' / shared).symlink_to((TEMPLATES / shared).resolve())
        found = {f'v{i:04}': [] for i in range(len(variants))}
        shutil.copytree(GOLDEN / EVERYTHING / 'beside', top / 'docs/beside')    # a document that others use
        for name, variant in zip(found, variants):
            write(variant, name, top / 'home', top / 'docs')
        done = run(program, verb, '-q', '--format=short', '-o', '../out', *found, cwd=top / 'docs', home='../home')
        # Stamps, whose names begin with a dot, hold digests of the sources.
        out = top / 'out'
        made = (f.relative_to(out) for f in out.rglob('*') if f.is_file() and f.name[0] != '.')
        keep(found, done.stderr.splitlines(), lambda line: line)
        keep(found, made, lambda file: (out / file).read_bytes().decode('latin-1'))
        return [sorted(things) for things in found.values()]


def keep(found, things, text):
    """Adds the text of each thing to what was found of the document that the thing names, without that name."""
    for thing in things:
        for name in re.findall(r'v\d{4}', str(thing))[:1]:
            found[name].append(text(thing).replace(name, ''))


def candidates(cases):
    """For each attribute the variants to try: in a template first with the case of the part's name."""
    found = collections.defaultdict(list)
    for case in cases:
        for place in (p for file in everything(case) for p in places(file)):
            found[place.kind.name, place.name].append((case.name not in place.inside, case, place))
    return {key: variants(sorted(tries, key=lambda t: t[0])) for key, tries in found.items()}


def variants(tries):
    for _, case, place in tries:
        yield from (Variant(case, {place.path: text}) for text in changes(place))


def plain_outcomes(report, program, cases):
    """By verb and case; those of cases with more blanks have to be the same."""
    plain = {}
    for verb in ('build', 'data'):
        results = outcomes(program, verb, [Variant(c, {}) for c in cases] + [with_blanks(c) for c in cases])
        plain[verb] = dict(zip(cases, results))
        for case, blanks in zip(cases, results[len(cases):]):
            report.check(blanks == plain[verb][case], f'{verb} {case.name} with blanks', 'blanks change what is made')
    for case, made in plain['build'].items():
        report.check(any(thing.startswith('%PDF') for thing in made), case.name, '\n'.join(made))
    return plain


def test_effects(report, program):
    cases = sorted(p.parent for p in (GOLDEN / EVERYTHING).glob('*/document.xml'))
    plain = plain_outcomes(report, program, cases)
    waiting = {key: itertools.islice(more, 1 if key in UNSEEN else None) for key, more in candidates(cases).items()}
    keys = list(waiting)
    while tries := {key: variant for key, more in waiting.items() for variant in itertools.islice(more, 1)}:
        for verb in ('build', 'data'):      # open data only where the PDF is the same
            results = zip(tries.items(), outcomes(program, verb, list(tries.values())))
            changed = {key for (key, variant), result in results if result != plain[verb][variant.case]}
            tries = {key: variant for key, variant in tries.items() if key not in changed}
            waiting = {key: more for key, more in waiting.items() if key not in changed}
    for key in keys:
        report.check((key in waiting) == (key in UNSEEN), ' '.join(key), f'golden/{EVERYTHING} comes out ' +
                     ('the same without it' if key in waiting else 'differently without it, though UNSEEN says otherwise'))


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    test_used(report)
    test_effects(report, program)
    report.done()


main()
