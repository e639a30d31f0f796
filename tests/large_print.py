#!/usr/bin/env python3
"""large_print.py PLANPRESS: large print as poppler sees it.

A document with one of each form is read closely: every word at 18 point or larger, nothing slanted, divided or justified, one
column, notes that are reached from their marks and lead back, headings instead of page numbers, the folio in one place, and the
same words as on screen. Of documents under content/, fonts and title."""
import pathlib
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from harness import ROOT, Report, limited, run, some

SIZE = 18
DOCUMENTS = ('local-policing-summary-2011', 'police-and-crime-plan-2013-16', 'annual-report-2013-14',
             'business-coordination-board-2018-11-01')
MANIFEST = '''<?xml version="1.0" encoding="UTF-8"?>
<document template="{template}" lang="en-GB">
  <title>Safer streets</title>
  <organisation>Borough Council</organisation>
  <date>2014-07-31</date>
  <sections><section file="one.md"/><section file="two.md"/></sections>
</document>
'''
ONE = '''# Safer streets {#one}

The *Evening Post* of 31 July 2014 wrote about anti-social behaviour, and Dr Evans answered on 01480 422 431.[^lamps] More about
neighbourhood responsibilities is on page {{ page two }}.

::: {.outcome}
Streets are well lit, and [small capitals]{.small-caps} are not used.
:::

- A long list of the things that people asked for at the meetings of the autumn of 2013 and the spring of 2014
- Another

[^lamps]: The lamps were bought for £928,000 in 2013/14, the year before they were set up in all of the twelve wards of the borough.
'''
TWO = '''# What it cost {#two}

See the [council's pages](https://www.example.org/a/long/address/of/the/council) for the accounts of the year.

## Lights {#lights}

| Ward | Lights |
|:--|--:|
| North | 1,200 |
| South | 950 |
'''


def tool(*command):
    return limited(command, capture_output=True, text=True).stdout


def build(report, program, document, out):
    done = run(program, 'build', '--force', '-q', '-o', out, '--product=large-print', document)
    name = pathlib.Path(str(document)).name
    report.check(done.returncode == 0, f'{name}: builds', done.stderr)
    return out / f'{name}-large-print.pdf'


def pages(pdf):
    """Of each page its lines, each a list of words (text, left, top, right, foot)."""
    text = re.sub(r'[\x00-\x08\x0b\x0c\x0e-\x1f]', '', tool('pdftotext', '-bbox-layout', pdf, '-'))
    space = '{http://www.w3.org/1999/xhtml}'
    for page in ElementTree.fromstring(text).iter(space + 'page'):
        yield [[(w.text, *(float(w.get(k)) for k in ('xMin', 'yMin', 'xMax', 'yMax'))) for w in line.iter(space + 'word')]
               for line in page.iter(space + 'line')]


def check_fonts(report, pdf):
    fonts = tool('pdffonts', pdf)
    report.check('OpenSans' in fonts and not re.search('Italic|Oblique', fonts), f'{pdf.name}: no slanted face', fonts)


def check_title(report, pdf):
    title = re.search(r'^Title: *(.*)$', tool('pdfinfo', pdf), re.M)
    report.check(title and '(large print)' in title[1], f'{pdf.name}: its title names large print', str(title and title[1]))


def check_ends(report, pdf, lines_of):
    """No line ends in a hyphen that divides a word: in tables that are too wide, what is too wide for its line may."""
    ends = [lines[i][-1][0] for lines in lines_of for i in range(len(lines)) if lines[i] and re.search(r'\w(?:-|\u00ad|\u2010)$', lines[i][-1][0])]
    report.check(not ends, f'{pdf.name}: no line ends in a divided word', ' '.join(ends))


def check_folios(report, pdf, lines_of):
    places = set()
    for number, lines in enumerate(lines_of, 1):
        words = [w for line in lines for w in line]
        upright = [w for w in words if w[0] == str(number) and w[4] > 780]
        if upright:
            places.add((round(upright[-1][3]), round(upright[-1][4])))
    report.check(len(places) == 1, f'{pdf.name}: the folio is in one place', str(places))


def check_small(report, pdf, lines_of):
    """A word of Open Sans at 18 point is 24.5 points high from ascender to descender; DejaVu Sans is 21."""
    small = [w[0] for lines in lines_of for line in lines for w in line if w[4] - w[2] < SIZE * 1.16]
    report.check(not small, f'{pdf.name}: no word is smaller than {SIZE} points', ' '.join(small))


def check_words(report, program, document, out, large):
    run(program, 'build', '--force', '-q', '-o', out, document)
    screen = re.findall(r'\w+', tool('pdftotext', '-raw', out / f'{document.name}.pdf', '-'))
    words = re.findall(r'\w+', tool('pdftotext', '-raw', large, '-'))
    missing = sorted(set(screen) - set(words))
    report.check(not missing, 'every word on screen is in large print', ' '.join(missing))


def check_notes(report, pdf):
    text = tool('pdftotext', '-raw', pdf, '-')
    marks = len(re.findall(r'\[note\s1\]', text))
    report.check(marks == 2, 'a mark in the line, and the note under it', text)
    report.check(re.search(r'\[back\sto\spage\s\d+\]', text), 'the note leads back', text)
    links = tool('pdfinfo', '-struct-text', pdf)
    report.check(links.count('Note') > 0, 'the note is tagged as one', links)


def check_whole(report, lines_of):
    lines = [' '.join(w[0] for w in line) for page in lines_of for line in page]
    for piece in ('31 July 2014', '01480 422 431', 'Dr Evans', 'anti-social', '£928,000'):
        report.check(any(piece in line for line in lines), f'"{piece}" is on one line', '\n'.join(lines))


def check_ragged(report, lines_of):
    lefts = {round(line[0][1]) for page in lines_of for line in page if line}
    report.check(min(lefts) == 57, 'text begins at the margin of 20 mm', str(sorted(lefts)))


def check_own(report, program, template, folder):
    document = folder / f'streets-{template}'
    document.mkdir()
    for name, text in (('document.xml', MANIFEST.format(template=template)), ('one.md', ONE), ('two.md', TWO)):
        (document / name).write_text(text, encoding='utf-8')
    pdf = build(report, program, document, folder)
    lines_of = list(pages(pdf))
    text = re.sub(r'\s+', ' ', tool('pdftotext', '-raw', pdf, '-'))
    check_fonts(report, pdf)
    check_title(report, pdf)
    check_small(report, pdf, lines_of)
    check_ends(report, pdf, lines_of)
    check_folios(report, pdf, lines_of)
    check_notes(report, pdf)
    check_whole(report, lines_of)
    check_ragged(report, lines_of)
    check_words(report, program, document, folder, pdf)
    report.check(re.search('is on the page headed “(?:[0-9]+ )?What it cost”', text), 'a heading stands for a page number', text)
    report.check('Where the printed pages are' in text and 'Large print edition' in text, 'printed pages, and the name on the cover', text)


def main():
    report = Report()
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        for template in ('annual-report', 'police-and-crime-plan', 'local-policing-plan'):
            check_own(report, program, template, out)
        for name in some(DOCUMENTS, 3):
            pdf = build(report, program, ROOT / 'content' / name, out)
            check_fonts(report, pdf)
            check_title(report, pdf)
    return report.done()


if __name__ == '__main__':
    sys.exit(main())
