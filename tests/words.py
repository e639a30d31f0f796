#!/usr/bin/env python3
"""words.py [FILE…]: what people read in the project is free of turns that a British writer would not use.

Looked at: messages and help (the strings of src/ and diagnostics.def), comments of src/, README.md, CHANGELOG.md, the
handbook's prose, the documentation in the schemas, comments in templates; of the tests their names, comments, and the
titles in mutants.txt. Each form in FORMS is banned, with what to write instead."""
import pathlib
import re
import sys

from harness import ROOT, TESTS, Report

FORMS = {
    r'informations\b': 'informational messages',
    r'\b(?:is|are|was|were|be) let (?:off|pass)\b': 'is exempt, is skipped, is accepted',
    r'\bheed(?:s|ed|ing)?\b': 'use, follow',
    r'\bso many\b': 'that many, this number',
    r'\b(?:is|are|was|were|be|been) told\b(?! apart)': 'is reported; say who reports it',
    r'\b(?:says?|said|saying) so\b': 'name what is said',
    r'\b(?:is|are) said (?:of|with|once|again|here)\b': 'planpress reports, states',
    r'\bthat none has\b': 'missing from all',
    r'\bnoughts?\b': 'zero',
    r'\bkeeps? to (?:the|a) standard': 'conforms to',
    r'\bstands? against (?:it|the)\b': 'breaks, contradicts',
    r'\bfor who\b|\bby who\b|\bwho (?:wants|writes|knows) \w+ (?:will|can|must)\b': 'name the person: callers, authors, readers',
    r'\bhow it stands with\b': 'the status of',
    r'\b(?:each|every|last|no|one|next) sign\b': 'character',
    r'\bwhat is wrong is\b|\bwhatever is in doubt\b': 'begin with the subject',
    r'\ba mistake of ours\b|\bour own mistakes?\b|\bmistake of our own\b': 'a bug in planpress',
}
BANNED = [(re.compile(form, re.I), instead) for form, instead in FORMS.items()]
TOKEN = re.compile(r'/\*.*?\*/|"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*|\'(?:[^\'\\]|\\.)*\'', re.S)


def of_source(text):
    """Comments and strings, each in one line, with the byte where it begins."""
    for m in TOKEN.finditer(text):
        if m[0].startswith('/*'):
            yield m.start(), re.sub(r'\n\s*\*? ?', ' ', m[0])
        elif m[0].startswith('"') and ' ' in m[0]:         # one word is an attribute's value or a name
            yield m.start(), re.sub(r'"\s*"', '', m[0])


def of_test(text):
    """Comments, and the names of tests as words; strings are what is tested."""
    for at, words in of_source(text):
        if words.startswith('/*'):
            yield at, words
    for m in re.finditer(r'^static void (\w+)\(void \*\*state\)', text, re.M):
        yield m.start(), m[1].replace('_', ' ')


def of_script(text):
    for m in re.finditer(r'"""(.*?)"""|#([^\n]*)', text, re.S):
        yield m.start(), ' '.join((m[1] or m[2] or '').split())


def of_mutants(text):
    for m in re.finditer(r'^[^-+\n].*', text, re.M):
        yield m.start(), m[0]


def of_markdown(text):
    """Paragraphs without code; blocks of code keep their lines, so that places are right."""
    text = re.sub(r'^(`{3,}|~{3,}).*?^\1', lambda m: '\n' * m[0].count('\n'), text, flags=re.M | re.S)
    text = re.sub(r'`[^`\n]*`', lambda m: ' ' * len(m[0]), text)
    at = 0
    for paragraph in re.split(r'(\n\s*\n)', text):
        yield at, ' '.join(paragraph.split())
        at += len(paragraph)


def of_schema(text):
    for m in re.finditer(r'<xs:documentation>(.*?)</xs:documentation>|<!--(.*?)-->', text, re.S):
        yield m.start(), ' '.join((m[1] or m[2]).split())


OF = {'.md': of_markdown, '.xsd': of_schema, '.xml': of_schema, '.py': of_script, '.txt': of_mutants}


def pieces(path):
    text = path.read_text(encoding='utf-8')
    of = of_test if path.is_relative_to(TESTS) and path.suffix in ('.c', '.h') else OF.get(path.suffix, of_source)
    for at, words in of(text):
        yield text.count('\n', 0, at) + 1, words


def files():
    yield from (ROOT / 'README.md', ROOT / 'CHANGELOG.md', ROOT / 'src/diag/diagnostics.def')
    yield from sorted((ROOT / 'content/handbook').glob('*.md'))
    yield from sorted((ROOT / 'templates/schemas').glob('*.xsd'))
    yield from sorted((ROOT / 'src').rglob('*.[ch]'))
    yield from sorted((ROOT / 'templates').rglob('*.xml'))
    yield from sorted((TESTS / 'home').rglob('*.xml'))
    yield from (TESTS / 'README.md', TESTS / 'mutants.txt')
    for folder in ('unit', 'fuzz', 'bench'):
        yield from sorted((TESTS / folder).glob('*.[ch]'))
    yield from (p for p in sorted(TESTS.glob('*.py')) if p != pathlib.Path(__file__).resolve())


def main():
    report, looked = Report(), 0
    for path in [pathlib.Path(a).resolve() for a in sys.argv[1:]] or files():
        for line, words in pieces(path):
            looked += 1
            for form, instead in BANNED:
                m = form.search(words)
                if m:
                    report.check(False, f'{path.relative_to(ROOT)}:{line}: "{m[0]}"; expected: {instead}', words[:200])
    report.check(looked > 0, f'{looked} pieces of text')
    report.done()


main()
