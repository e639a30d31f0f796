#!/usr/bin/env python3
"""say.py [PLANPRESS]: no source composes the words of a document but those of the language files.

Looks at every string in the sources that make or write documents (messages to the person at the command line aside) and
fails on one that is a word or phrase of the English language file, or that reads as English prose. With the program it also
looks at a Welsh document from outside: no English word of ours in its text, its tags or its open data. And the
schema of language files lists the words of words.def, and every language file has them all."""
import pathlib
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from harness import ROOT, TESTS, Report, run

SRC = ROOT / 'src'
LANGUAGES = ROOT / 'templates/languages'
# base, diag, file, check and app write for the person at the command line; text/ and style/ name fonts and scripts.
FOLDERS = ('diff', 'doc', 'draw', 'html', 'layout', 'open', 'page', 'pdf', 'read/data', 'read/markdown', 'say')
# A statement that reports something to the person at the command line.
REPORTS = re.compile(r'\b(?:diag|diag_help|diag_label|check|fail|fail_unknown|report_\w+|refuse\w*|_Static_assert|png_error)\s*\(')
TOKEN = re.compile(r'/\*.*?\*/|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|;|[^"\'/;]+|/', re.S)
PROSE = re.compile(r'[A-Za-z]{2,} [a-z]{2,}')
# What reads like words of a document and is none, by file; the reason behind it.
ALLOWED = {
    'html/block.c': r'section role-[a-z]+', 'html/list.c': r'done',      # names of classes
    'html/look/base.c': r'.*', 'html/look/boxes.c': r'.*', 'html/look/look.c': r'.*', 'html/look/rules.c': r'.*',    # CSS
    'html/look.c': r'.*', 'html/svg.c': r'.*', 'html/figure.c': r'.*', 'html/picture.c': r'.*', 'html/table.c': r'.*', 'html/table_look.c': r'.*',
    'html/head.c': r"img-src data:.*",                              # a policy for browsers
    'doc/product.c': r'.*',                                         # parts of messages about settings, and names of files
    'open/grants_360.c': r'.*',                                     # the column titles of that standard
    'open/ods.c': r'(?:\\" ?)?(?:<[a-z]+:|[a-z]+:[a-z-]+=).*',      # elements and attributes of OpenDocument
    'doc/tree/dump.c': r'.*', 'page/dump.c': r'.*',                      # for tests, not for readers
    'pdf/object/object.c': r'.*', 'pdf/fonts.c': r'.*', 'pdf/writer.c': r'/.*', 'pdf/links.c': r'/.*',   # PDF's own keywords
    'pdf/colour.c': r'/.*', 'pdf/press.c': r'</?(?:pdfxid|xmpMM):.*',
    'pdf/shading.c': r'/.*', 'pdf/vector.c': r'/.*',
    'pdf/metadata.c': r'Title|Author|Subject|Keywords|Creator|Producer|<.*|.*rdf.*|/.*|en',
    'pdf/tags/write.c': r'[A-Z][A-Za-z0-9]*|/.*',
    'read/markdown/lines/forms.c': r'Table: ',                      # what Pandoc writes before a caption
    'diff/changes/skeleton.c': r'.*<variation.*|.*<change.*',      # elements of variations.xml
    'diff/changes/summary.c': r'.*',                                # for the person at the command line
    # parts of messages, put together before they are reported
    'diff/changes/kinds.c': r'a figure changes|it (?:adds something new|(?:deletes|replaces) something)',
    'diff/changes/reasons.c': r'if the reason still holds, write',
    'doc/chart.c': r'has no figures to draw|has nothing to divide into shares.*',
    'pdf/image.c': r'it .*|its .*|a marker is missing|the file is cut short', 'pdf/pixels/png.c': r'it is damaged.*', 'pdf/pixels/jpeg.c': r'the JPEG .*',
    'read/data/same.c': r'no figure|this table', 'say/say.c': r'the language .*',
    'diff/schedule/ask.c': r'kind of change', 'read/markdown/made.c': r'table of editions|list of (?:contact officers|abbreviations)',
    'say/index.c': r'(?:leads to|names an|does not say) .*; expected .*',
    'read/markdown/attrs.c': r'none',                               # a value that authors write
    'read/markdown/chart.c': r'chart type| or ', 'read/markdown/inline.c': r'passage of code',
    'read/markdown/lines/grid.c': r'expected .*|this (?:line|cell|table) .*',
    'read/markdown/lines/spans.c': r'(?:joins|leaves) .*; expected .*',
    'read/markdown/unread.c': r'expected .*| below a table\'s .*', 'read/markdown/table.c': r'(?:column|row) is read as .*',
}


def statements(text):
    """Each statement, or what stands between two semicolons, as its text and its strings; without comments and directives."""
    text = re.sub(r'^[ \t]*#[^\n]*(?:\\\n[^\n]*)*', ' ', text, flags=re.M)
    part, strings = '', []
    for token in TOKEN.findall(text):
        if token.startswith('/*'):
            continue
        part += token
        if token.startswith('"'):
            strings.append(token[1:-1])
        if token == ';':
            yield part, strings
            part, strings = '', []
    yield part, strings


def english():
    """What the language files hold: words in small letters that stand alone, and those that begin with a capital."""
    root = ElementTree.parse(LANGUAGES / 'en-GB.xml').getroot()
    words = {w.text.strip() for w in root.iter('word')} | {w.strip() for w in root.find('numbers').text.split(',')}
    phrases = {p.get('of') for p in ElementTree.parse(LANGUAGES / 'cy.xml').getroot().iter('phrase')}
    small = {w for w in words if w == w.lower() and '{' not in w}
    return small | {'minus'}, {w for w in words | phrases if w != w.lower()}


def is_value(literal, statement):
    """A word that authors write as a value, in a table of such values or compared with what they wrote: {"nil", CELL_NIL}."""
    quoted = '"' + re.escape(literal) + '"'
    return re.search(r'\{\s*' + quoted + r'\s*,', statement) or re.search(r'\b(?:str_is|STR)\([^()]*' + quoted, statement) \
        or re.search(r'=\s*' + quoted + r',', statement)


def check_sources(report):
    small, capital = english()
    looked = 0
    for folder in FOLDERS:
        for path in sorted((SRC / folder).rglob('*.[ch]')):
            name = str(path.relative_to(SRC))
            markup = folder == 'html'
            allowed = re.compile(f'(?:{ALLOWED.get(name, "(?!)")})' + r'\Z', re.S)
            for statement, literals in statements(path.read_text(encoding='utf-8')):
                for literal in literals if not REPORTS.search(statement) else ():
                    looked += 1
                    said = re.sub(r'<[^<>]*>?|[^<>]*="[^<>]*>', '', literal.replace('\\"', '"')) if markup else literal
                    bare = re.sub(r'%[-0-9.*]*[a-z]+|\\n', '', said).strip(' ,.:;()')
                    ours = bare in capital or (bare in small and not (bare == said and is_value(literal, statement)))
                    if (ours or PROSE.search(bare)) and not allowed.match(literal):
                        report.check(False, f'{name}: "{literal}" belongs in a language file')
    report.check(looked > 500, f'{looked} strings in the sources')


def check_files(report):
    words = re.findall(r'^WORD\(\w+, "([^"]+)", \d\)', (SRC / 'language/words.def').read_text(encoding='utf-8'), re.M)
    schema = (ROOT / 'templates/schemas/language.xsd').read_text(encoding='utf-8')
    report.check(re.findall(r'<xs:enumeration value="([^"]+)"', schema) == words, 'the schema lists the words of words.def, in order')
    patterns = {}
    for path in sorted(LANGUAGES.glob('*.xml')):
        root = ElementTree.parse(path).getroot()
        found = {w.get('id'): w.text for w in root.iter('word')}
        report.check(list(found) == words, f'{path.name} has every word, in the order of words.def')
        report.check(root.get('lang') == path.stem, f'{path.name} is called after its tag')
        patterns[path.stem] = {k: sorted(re.findall(r'\{\d\}', v)) for k, v in found.items()}
    for tag, found in patterns.items():
        wrong = [k for k, v in found.items() if v != patterns['en-GB'][k]]
        report.check(not wrong, f'{tag} has the places of the English patterns', str(wrong))


def check_welsh(report, program):
    english_words = re.compile(r'\b(?:Table|Tables|Figure|Contents|Appendix|Section|Outcome|Data|Source|continued|nil|minus|and|not applicable|'
                               r'to be confirmed|not recorded|n/a|n/r|tbc|Bar chart|thousand|million|February|under|Printed|Figures|'
                               r'about|just|third|half|one|rose|fell|change|rise|fall|more|less|same|higher|lower|points|none|first|second)\b')
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        done = run(program, 'build', '-o', out, 'language/welsh', cwd=TESTS / 'golden', home='../home')
        report.check(done.returncode == 0 and 'warning' not in done.stderr, 'the Welsh document is built without a warning', done.stderr)
        pages, tree = (''.join(run(program, 'build', f'--dump={what}', f'language/{name}', cwd=TESTS / 'golden', home='../home').stdout
                               for name in ('welsh', 'welsh-figures')) for what in ('pages', 'doc'))
        for what, text in (('on its pages', pages), ('in its tree', tree)):
            said = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
            wrong = [s for s in said if english_words.search(s) and not re.match(r'[a-z-]+\Z', s)]
            report.check(not wrong, f'no English word of ours {what}', str(wrong))
        run(program, 'data', '-o', out, 'language/welsh', cwd=TESTS / 'golden', home='../home')
        for path in out.rglob('*.csv'):
            report.check(not english_words.search(path.read_text(encoding='utf-8')), f'no English word of ours in {path.name}')


def main():
    report = Report()
    check_sources(report)
    check_files(report)
    if len(sys.argv) > 1:
        check_welsh(report, pathlib.Path(sys.argv[1]).resolve())
    report.done()


main()
