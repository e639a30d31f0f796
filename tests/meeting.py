#!/usr/bin/env python3
"""meeting.py PLANPRESS: what members of a meeting hold in their hands, in the shipped templates.

The front sheet: its business in order, its pages and links, what is exempt and why, sixty items, Welsh. The classification at the
top and bottom of every page, and in public only that of public reports. Words across the pages of one report, which nobody
hears or copies. Pages that say that a report is not for publication. Page numbers that have been published stay; supplements."""
import pathlib
import re
import shutil
import sys
import tempfile

from harness import ROOT, Report, limited, run
from pdftree import Pdf

MANIFEST = '''<document template="{template}" lang="{lang}"><title>{title}</title><organisation>Office of the Commissioner</organisation>
<date>2018-11-01</date>{more}</document>'''
EXEMPT = 'Not for publication: paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972'


def words(n, word='Words'):
    return f'{word} ' * n


def write_report(folder, title, head, text='Words.', lang='en-GB', headings=('Purpose', 'Recommendation')):
    folder.mkdir(parents=True, exist_ok=True)
    more = f'<report {head}><contact name="Ann Other"/></report><sections><section file="01.md"/></sections>'
    (folder / 'document.xml').write_text(MANIFEST.format(template='board-paper', lang=lang, title=title, more=more), encoding='utf-8')
    (folder / '01.md').write_text(
        f'# {title}\n\n## {headings[0]}\n\n{text}\n\n## {headings[1]}\n\nThe Board is asked to note this.\n', encoding='utf-8')


def write_pack(folder, items, attributes='', lang='en-GB', title='Streets Board'):
    folder.mkdir(parents=True, exist_ok=True)
    more = f'<meeting time="10.00 am" place="Room 2" chair="The Commissioner"/><reports {attributes}>{items}</reports>'
    (folder / 'document.xml').write_text(MANIFEST.format(template='board-pack', lang=lang, title=title, more=more), encoding='utf-8')


def write_board(folder):
    """Two public reports and one that is exempt."""
    write_report(folder / 'lights', 'Street lights', 'item="2.0" to="Streets Board" from="Head of Lights" for="noting" classification="Official" '
                                                     'banner="Work in progress"', words(900))
    write_report(folder / 'bins', 'Street bins', 'item="3.0" to="Streets Board" from="Head of Bins" for="noting"', words(600))
    write_report(folder / 'price', 'Zebra crossing contract', 'item="4.0" from="Treasurer" for="noting" access="exempt" paragraph="3" '
                                                              'classification="Official-Sensitive"')
    write_pack(folder, '<item number="1.0" title="Apologies for absence" for="noting"/><report document="lights"/><report document="bins"/>'
                       '<report document="price" access="exempt" paragraph="3" item="4.0" title="A contract" for="noting"/>'
                       '<item number="5.0" title="Next meeting"/>')


def pages_of(pdf):
    """The lines of each page."""
    text = limited(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True).stdout
    return [[' '.join(line.split()) for line in page.splitlines() if line.strip()] for page in text.split('\f')[:-1]]


def build(report, program, tmp, *args, status=0):
    done = run(program, 'build', '-o', tmp / 'out', *args, cwd=tmp, home=ROOT)
    report.check(done.returncode == status and 'warning' not in done.stderr, f'build {" ".join(map(str, args))}', done.stderr)
    return done


def folios(pages):
    """The pack's, as printed."""
    return [next((m[1] for m in (re.search(r'Pack page (\w+)$', line) for line in page) if m), '') for page in pages]


def check_own_pages(report, program, tmp):
    """A section of the pack's own counts in the pack alone."""
    write_board(tmp / 'board')
    manifest = (tmp / 'board/document.xml').read_text(encoding='utf-8')
    (tmp / 'board/document.xml').write_text(manifest.replace('<reports', '<sections><section file="about.md"/></sections><reports', 1), encoding='utf-8')
    (tmp / 'board/about.md').write_text('# About these papers\n\nWords.\n', encoding='utf-8')
    build(report, program, tmp, tmp / 'board')
    page = next(' '.join(p) for p in pages_of(tmp / 'out/board.pdf') if 'About these papers' in p)
    report.check('Pack page 2' in page and not re.search(r'Page \d+ of', page), 'a section of the pack is no report', page)


def check_front_sheet(report, program, tmp):
    write_board(tmp / 'board')
    build(report, program, tmp, tmp / 'board')
    pdf, pages = Pdf(tmp / 'out/board.pdf'), pages_of(tmp / 'out/board.pdf')
    text = ' '.join(line for page in pages[:2] for line in page)
    order = ['Agenda', 'Streets Board', 'Thursday 1 November 2018', '10.00 am', 'Room 2', 'Open to the public', 'Apologies for absence', 'Street lights',
             'Report of: Head of Lights', 'Street bins', 'Next meeting', 'Not open to the public', 'section 100A(4)', 'Exclusion of the public',
             'A contract', 'Paragraph 3: information about the financial']
    at = [text.find(words) for words in order]
    report.check(-1 not in at and at == sorted(at), 'the front sheet is in order', f'{at}\n{text}')
    rows = [[' '.join(cell.text().split()) for cell in row.children()] for row in pdf.elements() if row.type == 'TR']
    report.check(['2.0', 'Street lightsReport of: Head of Lights', 'Noting'] in [r[:3] for r in rows], 'a row for each item', str(rows))
    begins = {row[1].split('Report')[0]: row[-1] for row in rows}
    for title, found in (('Street lights', 'Street lights'), ('Street bins', 'Street bins')):
        first = next(i for i, page in enumerate(pages) if found in page and 'Agenda item' in ' '.join(page) and f'Page 1 of' in ' '.join(page))
        report.check(begins[title] == str(first + 1), f'{title}: its page', f'{begins} {first}')
        targets = {pdf.target(e) for e in pdf.elements() if e.type == 'Link' and e.text() in (title, str(first + 1))}
        report.check(targets == {first}, f'{title}: its link', str(targets))
    report.check(begins['Apologies for absence'] in ('–', 'no paper'), 'business without a paper', str(begins))
    report.check([e.type for e in pdf.elements() if e.type in ('H1', 'H2')][:3] == ['H1', 'H2', 'H2'], 'headings of the front sheet')


def check_public_alone(report, program, tmp):
    """No item exempt: no exempt part. Long titles; sixty items; the head of the table again on each page."""
    items = ''.join(f'<item number="{i}.0" title="{words(1 + i % 40, "Business")}" for="noting" from="Officer {i}"/>' for i in range(1, 61))
    write_pack(tmp / 'long', items)
    build(report, program, tmp, tmp / 'long')
    pages = pages_of(tmp / 'out/long.pdf')
    text = ' '.join(line for page in pages for line in page)
    report.check('public' not in text and '100A' not in text, 'nothing exempt, nothing said of it')
    report.check(len(pages) > 3 and all(any(line.startswith('Item Business') for line in page) for page in pages), 'heads on every page', str([p[:4] for p in pages]))
    report.check([n for n in re.findall(r'(?:^| )(\d+)\.0(?= )', text)] == [str(i) for i in range(1, 61)], 'every item once')


def check_classification(report, program, tmp):
    write_board(tmp / 'board')
    build(report, program, tmp, tmp / 'board')
    build(report, program, tmp, tmp / 'board', '--audience=members')
    for name, high in (('board', 'OFFICIAL'), ('board-members', 'OFFICIAL-SENSITIVE')):
        pages = pages_of(tmp / f'out/{name}.pdf')
        for i, page in enumerate(pages):
            own = 'Street lights' in ' '.join(page) and 'Agenda item 2.0' in ' '.join(page)
            bins, exempt = 'Agenda item 3.0' in ' '.join(page), 'Agenda item 4.0' in ' '.join(page)
            want = 'OFFICIAL' if own else None if bins else 'OFFICIAL-SENSITIVE' if exempt else high
            if want:
                report.check(page[0] == want and page[-1] == want, f'{name}, page {i + 1}: {want} at the top and bottom', str((page[0], page[-1])))
            else:
                report.check('OFFICIAL' not in ' '.join(page), f'{name}, page {i + 1}: a report without a classification', str(page))
    write_pack(tmp / 'board', '<report document="lights"/>', 'classification="Secret"')
    build(report, program, tmp, tmp / 'board', '--force')
    report.check(pages_of(tmp / 'out/board.pdf')[0][0] == 'SECRET', 'a pack may be higher than its reports')


def check_banner(report, program, tmp):
    write_board(tmp / 'board')
    build(report, program, tmp, tmp / 'board')
    pdf, pages = Pdf(tmp / 'out/board.pdf'), pages_of(tmp / 'out/board.pdf')
    marked = [any('/Watermark' in a for a in pdf.marked_content(page)[1]) for page in pdf.pages]
    own = ['Agenda item 2.0' in ' '.join(page) for page in pages]
    report.check(marked == own and True in own and False in own, 'the pages of one report have a banner', f'{marked} {own}')
    heard = ' '.join(e.text() for e in pdf.elements() if e.type == 'Document') + ' '.join(line for page in pages for line in page)
    report.check('WORK IN PROGRESS' not in heard and 'PROGRESS' not in heard, 'its letters are no text')
    report.check(heard.count('Work in progress') == 2, 'the head of the report says it, once in the tags and once on the page', str(heard.count('Work in progress')))
    write_report(tmp / 'wide', 'Wide', f'to="Streets Board" for="noting" banner="{words(60, "Draft").strip()}"')
    build(report, program, tmp, tmp / 'wide')


def check_not_for_publication(report, program, tmp):
    write_board(tmp / 'board')
    build(report, program, tmp, tmp / 'board')
    build(report, program, tmp, tmp / 'board/price')
    for i, page in enumerate(pages_of(tmp / 'out/board/price.pdf')):
        report.check(page[1] == EXEMPT and page[-2] == EXEMPT, f'an exempt report alone, page {i + 1}', str(page))
    page = pages_of(tmp / 'out/board.pdf')[-1]
    text = ' '.join(page)
    report.check(page[1] == EXEMPT and page[-2] == EXEMPT, 'its access on one line, at the top and bottom', str(page))
    report.check(text.count(EXEMPT) == 3 and 'Item 4.0: A contract' in text and 'Zebra' not in text, 'the page in its place', text)
    before = ' '.join(pages_of(tmp / 'out/board.pdf')[-2])
    report.check('section 100A(4)' in before and 'Item 4.0: A contract' in before and 'Paragraph 3:' in before, 'the resolution before it', before)


def check_welsh(report, program, tmp):
    write_report(tmp / 'bwrdd/goleuadau', 'Goleuadau', 'item="1.0" to="Y Bwrdd" for="noting"', 'Geiriau.', 'cy', ('Diben', 'Argymhelliad'))
    write_pack(tmp / 'bwrdd', '<report document="goleuadau"/><report document="pris" access="exempt" paragraph="5" item="2.0" title="Cyngor"/>', lang='cy',
               title='Bwrdd y Strydoedd')
    build(report, program, tmp, tmp / 'bwrdd')
    text = ' '.join(line for page in pages_of(tmp / 'out/bwrdd.pdf') for line in page)
    for said in ('Dydd Iau 1 Tachwedd 2018', 'Agored i’r cyhoedd', 'Tudalen 1 o’r papurau', 'Eitem 1.0 ar yr agenda', 'Gwahardd y cyhoedd', 'Nid i’w gyhoeddi: paragraff 5'):
        report.check(said in text, f'Welsh: {said}', text)
    report.check(not re.search(r'\b(Page|page|Item|Business|publication|Report of)\b', text), 'and no English', text)


def check_published(report, program, tmp):
    folder, out = tmp / 'board', tmp / 'out'
    write_board(folder)
    build(report, program, tmp, folder, '--lock')
    first = folios(pages_of(out / 'board.pdf'))
    lock = (folder / 'pages.lock.xml').read_text(encoding='utf-8')
    build(report, program, tmp, folder, '--lock', '--audience=members')
    both = (folder / 'pages.lock.xml').read_text(encoding='utf-8')
    report.check(lock.replace('</pages-lock>\n', '') in both and 'audience="members"' in both, 'each audience has its numbers', both)
    build(report, program, tmp, folder)
    report.check(folios(pages_of(out / 'board.pdf')) == first, 'nothing changed, nothing moves')
    lights = len([p for p in pages_of(out / 'board.pdf') if 'Agenda item 2.0' in ' '.join(p)])
    # A report grows, another shrinks, one comes between them.
    write_report(folder / 'lights', 'Street lights', 'item="2.0" to="Streets Board" for="noting"', words(2100))
    write_report(folder / 'bins', 'Street bins', 'item="3.0" to="Streets Board" for="noting"', 'Few words.')
    write_report(folder / 'benches', 'Street benches', 'item="2.5" to="Streets Board" for="noting"', words(700))
    manifest = (folder / 'document.xml').read_text(encoding='utf-8')
    (folder / 'document.xml').write_text(manifest.replace('<report document="bins"/>', '<report document="benches"/><report document="bins"/>'), encoding='utf-8')
    build(report, program, tmp, folder)
    later = pages_of(out / 'board.pdf')
    by_item = {item: [f for f, page in zip(folios(later), later) if f'Agenda item {item}' in ' '.join(page)] for item in ('2.0', '2.5', '3.0')}
    last = by_item['2.0'][lights - 1]
    letters = [f'{last}{c}' for c in 'ABCDEFGH']
    grown = len(by_item['2.0']) - lights
    report.check(grown > 1 and by_item['2.0'][lights:] == letters[:grown], 'a report that grew', str(by_item))
    report.check(by_item['2.5'] == letters[grown:grown + len(by_item['2.5'])], 'a late report goes on with the letters', str(by_item))
    report.check(by_item['3.0'] == [str(int(last) + 1)] and folios(later)[-2:] == first[-2:], 'what follows keeps its numbers', str(folios(later)))
    labels = Pdf(out / 'board.pdf').labels()
    report.check(labels == folios(later) and len(set(labels)) == len(labels), 'as page labels, each once', str(labels))
    check_supplement(report, program, tmp, by_item['2.5'])


def check_supplement(report, program, tmp, late):
    folder, out = tmp / 'board', tmp / 'out'
    build(report, program, tmp, folder, '--supplement')
    pages = pages_of(out / 'board-supplement.pdf')
    text = ' '.join(pages[0])
    report.check(folios(pages) == ['', *late], 'a supplement has what is late, with its numbers', str(folios(pages)))
    report.check('Supplement to the agenda' in text and 'Street benches' in text and 'Street lights' not in text, 'and its own front sheet', text)
    everything = ' '.join(e.text() for e in Pdf(out / 'board-supplement.pdf').elements())
    report.check('Street lights' not in everything, 'nothing else is read out')
    build(report, program, tmp, folder, '--supplement', '--lock')
    lock = (folder / 'pages.lock.xml').read_text(encoding='utf-8')
    report.check(f'<report name="benches" pages="{" ".join(late)}"/>' in lock, 'a supplement is published in its turn', lock)
    build(report, program, tmp, folder)
    pages = pages_of(out / 'board.pdf')
    report.check([f for f, p in zip(folios(pages), pages) if 'Agenda item 2.5' in ' '.join(p)] == late, 'and its pages stay')
    # A report marked as a supplement comes after the last page.
    write_report(folder / 'paint', 'Paint', 'item="3.5" to="Streets Board" for="noting"')
    manifest = (folder / 'document.xml').read_text(encoding='utf-8')
    (folder / 'document.xml').write_text(manifest.replace('<report document="price"', '<report document="paint" supplement="yes"/><report document="price"'), encoding='utf-8')
    build(report, program, tmp, folder)
    pages = pages_of(out / 'board.pdf')
    own = [f for f, p in zip(folios(pages), pages) if 'Agenda item 3.5' in ' '.join(p)]
    report.check(own == [str(max(int(f) for f in folios(pages) if f.isdigit()))], 'a supplement continues after the last page', str(folios(pages)))
    report.check('Late item' in ' '.join(pages[0] + pages[1]), 'and the front sheet says that it is late')


def check_numbers_stay_taken(report, program, tmp):
    """The last report gets shorter, and the one before it goes: their numbers are nobody else's."""
    folder, out = tmp / 'streets', tmp / 'out'
    for item, name in (('1.0', 'lights'), ('2.0', 'benches'), ('3.0', 'bins')):
        write_report(folder / name, name.title(), f'item="{item}" to="Streets Board" for="noting"', words(1200))
    write_pack(folder, '<report document="lights"/><report document="benches"/><report document="bins"/>')
    build(report, program, tmp, folder, '--lock')
    last = max(int(f) for f in folios(pages_of(out / 'streets.pdf')))
    write_report(folder / 'bins', 'Bins', 'item="3.0" to="Streets Board" for="noting"')
    write_report(folder / 'paint', 'Paint', 'item="4.0" to="Streets Board" for="noting"')
    write_pack(folder, '<report document="lights"/><report document="bins"/><report document="paint"/>')
    for again in ('', '--lock', ''):
        done = run(program, 'build', '-o', out, folder, *filter(None, [again]), cwd=tmp, home=ROOT)
        report.check(done.returncode == 0 and done.stderr.count('PCK022') == 1, 'a report that was published is gone', done.stderr)
        pages = pages_of(out / 'streets.pdf')
        report.check(folios(pages)[-1] == str(last + 1), 'a late report comes after all numbers that were published', str(folios(pages)))


def check_without_names(report, program, tmp):
    """--supplement and --lock take the packs that were published, and pass over everything else."""
    board = tmp / 'content/board'
    write_board(board)
    write_board(tmp / 'content/draft')
    for folder in ('content/alone', 'content/gone'):
        write_report(tmp / folder, 'Alone', 'item="1.0" to="Streets Board" for="noting"')
    done = build(report, program, tmp, '--lock', status=4)
    report.check('IO004' in done.stderr and 'expected the name of a pack' in done.stderr, 'nothing was published', done.stderr)
    build(report, program, tmp, board, '--lock')
    done = build(report, program, tmp, '--supplement')
    report.check(done.stderr == 'board: no late reports\n', 'nothing is late', done.stderr)
    write_report(board / 'paint', 'Paint', 'item="6.0" to="Streets Board" for="noting"')
    manifest = (board / 'document.xml').read_text(encoding='utf-8')
    (board / 'document.xml').write_text(manifest.replace('<report document="price"', '<report document="paint"/><report document="price"'), encoding='utf-8')
    done = build(report, program, tmp, '--supplement')
    report.check(done.stderr.count('\n') == 1 and 'board-supplement.pdf' in done.stderr, 'only the pack with a late report', done.stderr)
    check_verified(report, program, tmp)
    for name, said in (('content/board/lights', 'planpress build --lock board'), ('content/alone', 'no pack')):
        done = build(report, program, tmp, name, '--lock', status=1)
        report.check('PCK026' in done.stderr and said in done.stderr, f'--lock {name}', done.stderr)


def check_verified(report, program, tmp):
    pdf = tmp / 'out/board-supplement.pdf'
    done = run(program, 'verify', pdf, cwd=tmp, home=ROOT)
    report.check(done.returncode == 0 and 'byte for byte' in done.stderr, 'a supplement can be made again', done.stderr)
    done = build(report, program, tmp, '--supplement', '--lock')
    done = run(program, 'verify', pdf, cwd=tmp, home=ROOT)
    report.check(done.returncode == 1 and 'until it is built with --lock' in done.stderr, 'until it is published', done.stderr)


def check_both_audiences(report, program, tmp):
    """A report that came late for the public first: the members' pack must not give its number to another page."""
    folder = tmp / 'board'
    write_board(folder)
    for more in ((), ('--audience=members',)):
        build(report, program, tmp, folder, '--lock', *more)
    manifest = (folder / 'document.xml').read_text(encoding='utf-8')

    def add_late(name, item, before):
        nonlocal manifest
        write_report(folder / name, name, f'item="{item}" to="Streets Board" for="noting"')
        manifest = manifest.replace(before, f'<report document="{name}"/>{before}')
        (folder / 'document.xml').write_text(manifest, encoding='utf-8')

    add_late('paint', '2.6', '<report document="bins"/>')
    build(report, program, tmp, folder, '--supplement', '--lock')
    build(report, program, tmp, folder, '--audience=members')
    add_late('benches', '2.5', '<report document="paint"/>')
    build(report, program, tmp, folder, '--lock')
    done = run(program, 'build', '-o', tmp / 'out', folder, '--audience=members', cwd=tmp, home=ROOT)
    report.check(done.stderr.count('PCK027') == 2 and '"benches" begins on page' in done.stderr and 'published for the public' in done.stderr,
                 'members have another page than the public', done.stderr)


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    for check in (check_front_sheet, check_own_pages, check_public_alone, check_classification, check_banner, check_not_for_publication, check_welsh,
                  check_published, check_numbers_stay_taken, check_without_names, check_both_audiences):
        with tempfile.TemporaryDirectory() as folder:
            check(report, program, pathlib.Path(folder))
    report.done()


main()
