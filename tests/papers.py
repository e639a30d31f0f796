#!/usr/bin/env python3
"""papers.py PLANPRESS: a report to a meeting, in the shipped template, as its readers and a screen reader have it.

The head is a list of labels, never a table, and its labels stand beside what they say. Numbers of sections and paragraphs hang
to the left of the text, and belong to their paragraphs. Paragraphs that go on have none. Lists below them are lettered. An appendix
is numbered as a report of its own. Sources are entries of a bibliography, and link to the places that refer to them, as these
link to the sources. Contact officers stand in the head, or in a block of their own. Welsh reports have Welsh words."""
import pathlib
import re
import sys
import tempfile

from harness import ROOT, Report, limited, run
from pdftree import Pdf

MANIFEST = '''<document template="board-paper" lang="{lang}"><title>Street lights</title><organisation>Office of the Commissioner</organisation>
<date>2018-11-01</date>
<report item="6.0" to="Streets Board" from="Head of Lights" for="decision">
<contact name="Ann Other" role="Head of Lights" telephone="01632 960001" email="ann@lights.example"/></report>
<sections><section file="01.md"/><section file="02.md" role="appendix"/></sections></document>'''
TEXT = '''# Street lights

## {purpose}

This report is about lights. It is paragraph {{{{ ref lights }}}}. {{#lights}}

It goes on here. {{.continued}}

## {recommendation}

The Board is recommended to:

1. approve the lights
2. pay for them: {{#pay}}
   1. now
   2. later.

Part {{{{ ref pay }}}} follows from {{{{ ref lamps }}}}, and so does Part {{{{ ref more }}}}.

### Lamps

Lamps are in {{{{ ref lamps }}}} too.

## Bibliography {{.unnumbered}}

These are sources.

::: {{.bibliography}}
1. Lights of the town
2. [Lamps of the town](https://lamps.example) {{#lamps}}
:::

{block}
'''
APPENDIX = '''# Lamps in detail

Lamps are bright.

## Bulbs

Bulbs are glass.

Glass is clear. {#more}

## Posts

Posts are iron.
'''
CONTACTS = '::: {.contacts}\n:::\n'


def build(program, folder, lang='en-GB', block='', purpose='Purpose', recommendation='Recommendation'):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'document.xml').write_text(MANIFEST.format(lang=lang), encoding='utf-8')
    (folder / '01.md').write_text(TEXT.format(block=block, purpose=purpose, recommendation=recommendation), encoding='utf-8')
    (folder / '02.md').write_text(APPENDIX, encoding='utf-8')
    done = run(program, 'build', folder, '-o', folder, cwd=folder, home=ROOT)
    return folder / f'{folder.name}.pdf', done


def lines_of(pdf):
    """(x, y, text) of each line of the first page."""
    xml = limited(['pdftotext', '-bbox-layout', '-l', '1', pdf, '-'], capture_output=True, encoding='utf-8').stdout
    found = []
    for line in re.findall(r'<line (.*?)</line>', xml, re.S):
        x, y = (float(v) for v in re.search(r'xMin="([\d.]+)" yMin="([\d.]+)"', line).groups())
        found.append((x, y, ' '.join(re.findall(r'>([^<\s][^<]*)</word>', line))))
    return found


def at(lines, text):
    return next(((x, y) for x, y, words in lines if words == text), (None, None))


def check_head(report, path, pdf):
    title = next(i for i, e in enumerate(pdf.elements()) if e.type == 'H1')
    head = next(e for e in pdf.elements()[title:] if e.type in ('L', 'Table'))
    report.check(head.type == 'L' and not any(e.type == 'Table' for e in pdf.elements()), 'the head is a list, and no table', head.type)
    items = {i.children()[0].text(): i.children()[1].text() for i in head.children()}
    report.check(list(items) == ['To', 'From', 'Date', 'Agenda item', 'For', 'Contact officer'], 'the head has these labels', str(items))
    report.check(items.get('Date') == '1 November 2018' and items.get('For') == 'Decision', 'the head says when and for what', str(items))
    contact = items.get('Contact officer', '')
    report.check(all(w in contact for w in ('Ann Other', 'Head of Lights', '01632 960001', 'ann@lights.example')), 'the head says whom to ask', contact)
    report.check(any(e.type == 'Link' and e.text() == 'ann@lights.example' for e in head.walk()), 'the address is a link')
    lines = lines_of(path)
    for label, value in (('To', 'Streets Board'), ('Agenda item', '6.0')):
        (x, y), (beside, level) = at(lines, label), at(lines, value)
        report.check(x and beside and abs(y - level) < 1 and beside > x + 60, f'"{label}" stands beside what it says', str(lines[:12]))


def check_numbers(report, path, pdf):
    text = limited(['pdftotext', '-layout', path, '-'], capture_output=True, encoding='utf-8').stdout
    for words in ('1 Purpose', '1.1 This report is about lights. It is paragraph 1.1.', '2 Recommendation', '2.1 The Board is', '2.2 Part 2.1 b) follows',
                  '2.3 Lamps are', 'Appendix 1 Lamps in detail', '1 Bulbs', '1.1 Bulbs are', '1.2 Glass is', '2 Posts', '2.1 Posts are', 'so does Part 1.2'):
        report.check(re.search(r'(?m)(^|\s)' + re.escape(words).replace(r'\ ', r'\s+'), text), f'"{words}"', text)
    for words in ('It goes on here', 'These are sources', 'Lamps are bright', 'Lamps', 'Bibliography'):
        report.check(re.search(r'(?m)^\s*' + words + r'\b', text), f'"{words}" has no number', text)
    lines = lines_of(path)
    (number, level), (words, base) = at(lines, '1.1'), next(((x, y) for x, y, w in lines if w.startswith('This report')), (None, None))
    goes_on = next((x for x, y, w in lines if w.startswith('It goes on')), None)
    report.check(number and words and number < words - 30 and abs(level - base) < 2, 'the number hangs to the left of its paragraph', str(lines))
    # Some letters hang a little over the edge of the text.
    report.check(abs(goes_on - words) < 1, 'what goes on is below the words, not below the number', f'{goes_on} and {words}')
    paragraph = next(e for e in pdf.elements() if e.type == 'P' and e.text().startswith('1.1This report'))
    report.check([c.type for c in paragraph.children()][:1] == ['Lbl'], 'the number is the label of its paragraph')
    letters = [e.attribute('List', '/ListNumbering') for e in pdf.elements() if e.type == 'L']
    report.check('/LowerAlpha' in letters and '/LowerRoman' in letters, 'lists below paragraphs are lettered', str(letters))


def check_sources(report, pdf):
    entries = [e for e in pdf.elements() if e.type == 'BibEntry']
    report.check(len(entries) == 2, 'each source is an entry of a bibliography', str([e.text() for e in entries]))
    report.check(entries and 'paragraphs 2.2 and 2.3' in entries[-1].text(), 'a source names the paragraphs that refer to it', str([e.text() for e in entries]))
    back = [e for e in entries[-1].walk() if e.type == 'Link' and e.text().startswith('2.2')] if entries else []
    report.check(back and pdf.target(back[0]) is not None, 'and links to them')
    references = [e for e in pdf.elements() if e.type == 'Reference' and e.text() == '[2]']
    report.check(len(references) == 2, 'references to a source are References', str([e.text() for e in pdf.elements() if e.type == 'Reference']))
    report.check(all(pdf.target(e) is not None for e in references), 'and link to it')
    label = pdf.parent(pdf.parent(entries[-1])).children()[0] if entries else None
    report.check(label and label.type == 'Lbl' and label.text() == '[2]', 'a source has its number as label', label.text() if label else '')


def check_often_cited(report, program, tmp):
    """However often a source is cited, it names all places."""
    path, done = build(program, tmp / 'often')
    section, line = tmp / 'often/01.md', 'Lamps are in {{ ref lamps }} too.\n'
    section.write_text(section.read_text(encoding='utf-8').replace(line, f'{line}\n' * 1000), encoding='utf-8')
    done = run(program, 'build', tmp / 'often', '-o', tmp / 'often', cwd=tmp, home=ROOT)
    report.check(done.returncode == 0 and 'DOC009' not in done.stderr, 'a source that is cited a thousand times', done.stderr)
    places = [e for e in Pdf(path).elements() if e.type == 'BibEntry'][-1].text()
    report.check('2.2, 2.3' in places and 'and 2.1002' in places, 'names every place', places[-200:])


def check_contacts(report, program, tmp):
    path, done = build(program, tmp / 'contacts', block=CONTACTS)
    report.check(done.returncode == 0 and not done.stderr.count('warning'), 'a block of contact officers', done.stderr)
    lists = [e for e in Pdf(path).elements() if e.type == 'L']
    report.check('Ann Other' not in lists[0].text() and 'Ann Other' in lists[-1].text(), 'contact officers move from the head to their block',
                 str([e.text() for e in lists]))


def check_welsh(report, program, tmp):
    path, done = build(program, tmp / 'welsh', lang='cy', purpose='Diben', recommendation='Argymhelliad')
    report.check('RPT' not in done.stderr and 'LNG' not in done.stderr, 'a Welsh report has its parts and its words', done.stderr)
    head = next(e for e in Pdf(path).elements() if e.type == 'L').text()
    report.check(all(w in head for w in ('Oddi wrth', '1 Tachwedd 2018', 'Penderfyniad', 'Swyddog cyswllt')), 'the head is in Welsh', head)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder)
        path, done = build(program, tmp / 'report')
        report.check(done.returncode == 0 and 'warning' not in done.stderr, 'the report has no findings', done.stderr)
        pdf = Pdf(path)
        check_head(report, path, pdf)
        check_numbers(report, path, pdf)
        check_sources(report, pdf)
        check_often_cited(report, program, tmp)
        check_contacts(report, program, tmp)
        check_welsh(report, program, tmp)
    report.done()


main()
