#!/usr/bin/env python3
"""pack.py PLANPRESS [--all]: packs of reports, as their readers have them.

Nothing of an exempt report is in the public pack or in anything else that is made beside it: words, characters, names of files
and of people, figures, pictures. A report has the same words on the same pages alone and in its pack. Two folios, the outline,
the tags, attached data and links of a pack. What a build of a pack depends on. Results of reports. Packs that nobody would
write. With --all also the packs under content/."""
import base64
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time

from harness import ALL, ROOT, TESTS, Report, limited, run
from pdftree import Pdf, plain

BOARD = TESTS / 'golden' / 'packs' / 'board'
WORD = re.compile(r'[^\W_]{3,}')


def text_of(pdf, first=1, last=0):
    return limited(['pdftotext', '-f', first, '-l', last or 100000, pdf, '-'], capture_output=True, text=True).stdout


def pages_of(pdf):
    return text_of(pdf).split('\f')[:-1]


def project(tmp, *packs, home=TESTS / 'home'):
    """A folder with templates and fonts, and these packs under content/."""
    for shared in ('templates', 'fonts'):
        shutil.copytree(home / shared, tmp / shared, dirs_exist_ok=True)
    for pack in packs:
        shutil.copytree(pack, tmp / 'content' / pack.name, ignore=shutil.ignore_patterns('expected.*'))


def build(report, program, cwd, *args, status=0, verb='build'):
    done = run(program, verb, *args, cwd=cwd)
    report.check(done.returncode == status, f'{verb} {" ".join(args)}', done.stderr)
    return done


# --- what the public must not have ------------------------------------------------------------------------------------

def words_below(folder):
    """Of all files in it, and of their names."""
    found = set()
    for path in (p for p in folder.rglob('*') if p.is_file()):
        found |= set(WORD.findall(path.read_bytes().decode('utf-8', 'ignore').lower())) if path.suffix != '.png' else set()
        found |= set(WORD.findall(str(path.relative_to(folder)).lower()))
    return found


def strings(value):
    """All strings in what qpdf says of a file's objects, names and keys as well; not the bytes of streams."""
    if isinstance(value, str):
        yield '' if re.fullmatch(r'\d+ \d+ R', value) else plain(value)
    elif isinstance(value, dict):
        yield from (key for key in value if not re.fullmatch(r'obj:\d+ \d+ R', key))
        yield from (s for key, inner in value.items() if key != 'data' for s in strings(inner))
    elif isinstance(value, list):
        yield from (s for inner in value for s in strings(inner))


def is_text(stream):
    """Whether a stream is no font and no picture, in whose bytes any short word may occur."""
    return not {'/Length1', '/Length2', '/Width', '/N'} & set(stream['dict']) and 'Type0C' not in str(stream['dict'].get('/Subtype'))


def text_in(pdf):
    """The words of its pages, its strings, and its streams of text."""
    tree = Pdf(pdf)
    streams = [o['stream'] for o in tree.objects.values() if 'stream' in o]
    return '\n'.join([text_of(pdf), *strings(tree.objects), *(base64.b64decode(s['data']).decode('utf-8', 'ignore') for s in streams if is_text(s))]).lower()


def bytes_in(pdf):
    return limited(['qpdf', '--qdf', '--object-streams=disable', '--decode-level=all', pdf, '-'], capture_output=True).stdout.decode('latin-1').lower()


def leaked_into(secret, path):
    """Short words count as words; in bytes, only long ones tell anything."""
    text = text_in(path) if path.suffix == '.pdf' else path.read_bytes().decode('latin-1').lower()
    raw = bytes_in(path) if path.suffix == '.pdf' else text
    return sorted(secret & set(WORD.findall(text)) | {w for w in secret if len(w) > 6 and (w in raw or w in text)})


def characters(pdf):
    """Those that the fonts in the file have glyphs for."""
    tree = Pdf(pdf)
    fonts = [ref for ref, o in tree.objects.items() if 'value' in o and isinstance(o['value'], dict) and '/ToUnicode' in o['value']]
    return {c for ref in fonts for text in tree.to_unicode(ref.removeprefix('obj:')).values() for c in text}


def check_leaks(report, program, tmp):
    project(tmp, BOARD)
    exempt = tmp / 'content/board/advice'
    public = [tmp / 'templates', tmp / 'fonts', *(p for p in (tmp / 'content/board').iterdir() if p != exempt)]
    known = set().union(*(words_below(p) if p.is_dir() else set(WORD.findall(p.read_text(encoding='utf-8').lower())) for p in public))
    secret = words_below(exempt) - known
    report.check(len(secret) > 40, 'the exempt report has words of its own', str(sorted(secret)))
    said = build(report, program, tmp, 'board', '--depfile=out.d', '-v')
    build(report, program, tmp, '-o', 'all')
    made = [p for folder in ('out', 'all') for p in (tmp / folder).rglob('*') if p.is_file()] + [tmp / 'out.d']
    report.check(len(made) == 9, 'what is made', '\n'.join(map(str, made)))
    found = {'messages': secret & set(WORD.findall(said.stderr.lower())),
             'names of files': secret & set(WORD.findall(' '.join(str(p.relative_to(tmp)) for p in made).lower())),
             **{path.name: leaked_into(secret, path) for path in made}}
    for where, leaked in found.items():
        report.check(not leaked, f'nothing of the exempt report is in {where}', str(leaked))
    report.check('½' not in characters(tmp / 'out/board.pdf'), 'no glyph of the exempt report is in the public pack')
    build(report, program, tmp, 'board', '--audience=members')
    missing = secret - set(leaked_into(secret, tmp / 'out/board-members.pdf'))
    report.check(len(missing) < len(secret) / 3, 'members read what is exempt', str(sorted(missing)))
    report.check('½' in characters(tmp / 'out/board-members.pdf'), 'and have its glyphs')
    check_open_data(report, program, tmp)


def check_open_data(report, program, tmp):
    build(report, program, tmp, 'board', '-o', 'data', verb='data')
    report.check(sorted(p.name for p in (tmp / 'data').rglob('*.csv')) == ['cost.csv', 'cost.csv'], 'open data of public reports')
    build(report, program, tmp, 'board', '-o', 'data', '--audience=members', verb='data')
    report.check((tmp / 'data/board/advice/data/liabilities.csv').exists(), 'open data of all reports')


# --- alone and in the pack --------------------------------------------------------------------------------------------

def parts(program, cwd, pack, *args):
    """(first page, last page), from 1, of each part, in order, and the names of the reports among them."""
    dump = run(program, 'build', '--dump=pages', *args, pack, cwd=cwd).stdout
    return [(int(a), int(b)) for a, b in re.findall(r'^anchor part:\S+ page (\d+) y \S+ to page (\d+)$', dump, re.M)]


def reports_of(manifest):
    """Folders of the reports that a pack lists, public ones first, then those that are exempt."""
    listed = re.findall(r'<report\b[^>]*?/>', manifest.read_text(encoding='utf-8'))
    exempt = [('access="exempt"' in r, re.search(r'document="([^"]+)"', r)[1]) for r in listed]
    return [name for is_exempt, name in exempt if not is_exempt], [name for is_exempt, name in exempt if is_exempt]


def check_same(report, program, tmp, name):
    """Page by page the words of a report are those that it has alone, but for the pack's folio."""
    folder = tmp / 'content' / name
    public, exempt = reports_of(folder / 'document.xml')
    build(report, program, tmp, name, '--audience=members', '--force')
    spans = parts(program, tmp, name, '--audience=members')
    spans = spans[1:1 + len(public)] + spans[len(spans) - len(exempt):]
    whole = pages_of(tmp / f'out/{name}-members.pdf')
    report.check(len(spans) == len(public + exempt), f'{name}: a part for each report', str(spans))
    for (first, last), document in zip(spans, public + exempt):
        build(report, program, tmp, f'{name}/{document}', '--force')
        alone = pages_of(tmp / f'out/{name}/{document}.pdf')
        report.check(len(alone) == last - first + 1, f'{name}/{document}: as many pages', f'{len(alone)} {first} {last}')
        for i, page in enumerate(alone):
            check_page(report, f'{name}/{document}, page {i + 1}', page, whole[first - 1 + i], str(first + i))


def check_draft(report, program, tmp):
    """A pack that is a draft makes its reports drafts, as --draft does."""
    project(tmp, BOARD)
    made = []
    for options in ((), ('--draft',), ()):
        build(report, program, tmp, 'board', '--force', *options)
        made.append((tmp / 'out/board.pdf').read_bytes())
        manifest = tmp / 'content/board/document.xml'
        if options:
            manifest.write_text(manifest.read_text(encoding='utf-8').replace('<document ', '<document status="draft" ', 1), encoding='utf-8')
    report.check(made[0] != made[1], '--draft marks a pack')
    report.check(made[1] == made[2], 'status="draft" marks a pack and its reports as --draft does')


def check_page(report, what, alone, together, folio):
    """What is more in the pack are lines with its folio."""
    rest = together.splitlines()
    for line in alone.splitlines():
        if line in rest:
            rest.remove(line)
        else:
            report.check(False, what, f'only alone: {line}')
    strange = [line for line in rest if line.strip() and not re.search(rf'\b{folio}\b', line)]
    report.check(not strange, what, f'only in the pack: {strange}')


# --- the file ---------------------------------------------------------------------------------------------------------

def check_file(report, program, tmp):
    build(report, program, tmp, 'board', '--force')
    pdf = Pdf(tmp / 'out/board.pdf')
    count = len(pdf.pages)
    report.check(pdf.labels() == [str(i + 1) for i in range(count)], 'page labels count through the pack', str(pdf.labels()))
    titles = [title for title, _, _ in pdf.outline()]
    begin = titles.index('2.0  Budget for the year')
    report.check(titles[begin:begin + 5] == ['2.0  Budget for the year', '1  Purpose', '2  Recommendation', '3  Background', '3.0  Adroddiad blynyddol'],
                 'the outline goes from item to heading', str(titles))
    document = pdf.all[0]
    top = document.children()
    report.check([e.type for e in top] == ['Part'] * 5, 'a part for each report and page', str([e.type for e in top]))
    report.check([e.get('/T') for e in top] == ['Coordination Board', 'Budget for the year', 'Adroddiad blynyddol', 'Exclusion of the public',
                                                'Advice on a contract'], 'with its title', str([e.get('/T') for e in top]))
    report.check([e.get('/Lang') for e in top] == [None, None, 'cy', None, None], 'each in its language', str([e.get('/Lang') for e in top]))
    names = [plain(n) for n in list(pdf.leaves(pdf.resolve(pdf.root['/Names'])['/EmbeddedFiles'], '/Names'))[::2]]
    report.check(names == ['adroddiad.cost.csv', 'budget.cost.csv'], 'data of two reports with one name', str(names))
    check_links(report, program, tmp, pdf)


def check_links(report, program, tmp, pdf):
    spans = parts(program, tmp, 'board')
    links = {e.text(): pdf.target(e) for e in pdf.elements() if e.type == 'Link'}
    budget, welsh = spans[1], spans[2]
    report.check(links.get('the budget') == budget[0] - 1, 'a link to a report', str(links))
    report.check(budget[0] <= links.get('its table', 0) <= budget[1] - 1, 'a link to a label in a report', str(links))
    report.check(welsh[0] - 1 <= links.get('the Welsh report', 0) <= welsh[1] - 1, 'a link from report to report', str(links))
    build(report, program, tmp, 'board/budget', '--force')
    alone = Pdf(tmp / 'out/board/budget.pdf')
    report.check('Compare the Welsh report.' in ' '.join(text_of(tmp / 'out/board/budget.pdf').split()), 'its words are there alone')
    report.check(not [e for e in alone.elements() if e.type == 'Link' and e.text() == 'the Welsh report'], 'and are no link')


# --- what depends on what ---------------------------------------------------------------------------------------------

def check_stamps(report, program, tmp):
    def said(*args):
        return re.findall(r'^\S+: (up to date|\d+ pages?)', build(report, program, tmp, *args).stderr, re.M)[0].split()[-1]
    out, pack = tmp / 'out', tmp / 'content/board'
    shutil.rmtree(out)
    said('board'), said('board', '--audience=members')
    before = (out / 'board.pdf').read_bytes()
    settle(tmp)
    said('board'), said('board', '--audience=members')
    report.check(said('board') == said('board', '--audience=members') == 'date', 'what has not changed is not built')
    secret = pack / 'advice/privileged.md'
    secret.write_text(secret.read_text(encoding='utf-8') + '\nMore.\n', encoding='utf-8')
    report.check(said('board') == 'date', 'an exempt report that changes leaves the public pack alone')
    report.check(said('board', '--audience=members') != 'date', 'but not that of members')
    build(report, program, tmp, 'board', '--force')
    report.check((out / 'board.pdf').read_bytes() == before, 'whose bytes would be the same')
    words = pack / 'budget/report.md'
    words.write_text(words.read_text(encoding='utf-8') + '\nMore.\n', encoding='utf-8')
    report.check(said('board') != 'date' and (out / 'board.pdf').read_bytes() != before, 'a report that changes is built again in its pack')
    shutil.move(pack / 'advice', tmp / 'advice')
    build(report, program, tmp, 'board', '--force')
    report.check(run(program, 'build', 'board', '--audience=members', cwd=tmp).returncode == 1, 'members need it')
    shutil.move(tmp / 'advice', pack / 'advice')


def settle(tmp):
    """Times of files are those of before the next build begins."""
    for path in tmp.rglob('*'):
        if path.is_file() and 'out' not in path.parts:
            os.utime(path, (time.time() - 100,) * 2)


def check_results(report, program, tmp):
    shutil.rmtree(tmp / 'out')
    build(report, program, tmp)
    listed = run(program, 'list', cwd=tmp).stdout
    report.check([line.split('\t')[0] for line in listed.splitlines()] == ['board', 'board/budget', 'board/adroddiad'], 'list', listed)
    made = sorted(str(p.relative_to(tmp / 'out')) for p in (tmp / 'out').rglob('*.pdf'))
    report.check(made == ['board.pdf', 'board/adroddiad.pdf', 'board/budget.pdf'], 'exempt reports are built only by name', str(made))
    build(report, program, tmp, 'board/advice')
    build(report, program, tmp, 'board', '--audience=members')
    pdfs = [str(p.relative_to(tmp)) for p in (tmp / 'out').rglob('*.pdf')]
    report.check(len(pdfs) == 5, 'named ones', str(pdfs))
    build(report, program, tmp, *pdfs, verb='verify')
    done = run(program, 'diff', 'board', 'board', cwd=tmp)
    report.check(done.returncode == 1 and 'PCK014' in done.stderr, 'packs are not compared', done.stderr)
    build(report, program, tmp, 'board', '--by=A Person', '--date=2018-11-01', verb='sign-off')
    signed = sorted(str(p.relative_to(tmp / 'content')) for p in tmp.rglob('signed-off.xml'))
    report.check(signed == [f'board/{n}signed-off.xml' for n in ('adroddiad/', 'budget/', '')], 'each report is signed off', str(signed))
    build(report, program, tmp, 'board', '--signed', verb='check')


# --- packs that nobody would write ------------------------------------------------------------------------------------

def manifest(reports, more=''):
    return (f'<document template="test" lang="en-GB"><title>P</title><organisation>O</organisation>{more}'
            f'<reports>{reports}</reports></document>')


def report_in(folder, head='', template='test'):
    folder.mkdir(parents=True)
    (folder / 'document.xml').write_text(
        f'<document template="{template}" lang="en-GB"><title>R</title><organisation>O</organisation><report {head}/>'
        f'<sections><section file="01.md"/></sections></document>', encoding='utf-8')
    (folder / '01.md').write_text('# One\n\nWords.\n', encoding='utf-8')


def check_hostile(report, program, tmp):
    project(tmp)
    report_in(tmp / 'content/pack/good')
    report_in(tmp / 'elsewhere')
    (tmp / 'content/pack/link').symlink_to(tmp / 'elsewhere')
    (tmp / 'content/link').symlink_to(tmp / 'elsewhere')
    tricks = ['../../elsewhere', '/etc', str(tmp / 'elsewhere'), 'good/../../../elsewhere', '../pack/../../elsewhere', 'link', '../link', '..', '../',
              'good/../good', '../../content/pack/good']
    for trick in tricks:
        (tmp / 'content/pack/document.xml').write_text(manifest(f'<report document="{trick}"/>'), encoding='utf-8')
        done = run(program, 'build', 'pack', cwd=tmp)
        report.check(done.returncode == 1 and 'IO007' in done.stderr, f'the path {trick}', done.stderr)
    for name in ('good', './good', 'good/', '../pack/good', 'good/.'):
        (tmp / 'content/pack/document.xml').write_text(manifest(f'<report document="{name}"/>'), encoding='utf-8')
        build(report, program, tmp, 'pack')
    for itself in ('.', '../pack', './'):
        (tmp / 'content/pack/document.xml').write_text(manifest(f'<report document="{itself}"/>'), encoding='utf-8')
        done = run(program, 'build', 'pack', cwd=tmp)
        report.check(done.returncode == 1 and 'PCK005' in done.stderr, f'a pack in itself: {itself}', done.stderr)
    shutil.copytree(TESTS / 'home', tmp / 'content/visitors', symlinks=True)
    report_in(tmp / 'content/visitors/report')
    (tmp / 'content/pack/document.xml').write_text(manifest('<report document="../visitors/report"/>'), encoding='utf-8')
    done = run(program, 'build', 'pack', cwd=tmp)
    report.check(done.returncode == 1 and 'PCK007' in done.stderr, 'a report with templates and fonts of its own', done.stderr)
    many = ''.join(f'<report document="r{i}"/>' for i in range(10000))
    (tmp / 'content/pack/document.xml').write_text(manifest(many), encoding='utf-8')
    done = run(program, 'build', 'pack', cwd=tmp)
    report.check(done.returncode == 1 and 'PCK008' in done.stderr, '10,000 reports', done.stderr)
    business = ''.join(f'<item number="{i}" title="Business"/>' for i in range(1000))
    (tmp / 'content/pack/document.xml').write_text(manifest(business), encoding='utf-8')
    build(report, program, tmp, 'pack')


def check_alone(report, program, tmp):
    """Public reports by themselves take nothing from exempt ones; what a pack calls exempt is not built as public."""
    project(tmp)
    public, secret, pack = (tmp / 'content/pack' / name for name in ('public', 'secret', 'document.xml'))
    report_in(public)
    report_in(secret, 'item="2" access="exempt" paragraph="3"')
    pack.write_text(manifest('<report document="public"/><report document="secret" item="2" title="T" access="exempt" paragraph="3"/>'), encoding='utf-8')
    build(report, program, tmp, 'pack/public')
    table = ('<table><caption>C</caption><columns><column id="i">I</column><column id="n" kind="count">N</column></columns>'
             '<row id="a" label="A"><cell>7</cell></row></table>')
    (secret / 'cost.xml').write_text(table, encoding='utf-8')
    whole = (public / 'document.xml').read_text(encoding='utf-8')
    uses = '<uses><document name="secret"/></uses>'
    for more in (f'{uses}<data><table id="c" file="cost.xml" from="secret"/></data><sections>',
                 f'{uses}<sections><section file="01.md" from="secret"/>'):
        (public / 'document.xml').write_text(whole.replace('<sections>', more), encoding='utf-8')
        for verb in ('build', 'data', 'check'):
            done = run(program, verb, 'pack/public', cwd=tmp)
            report.check(done.returncode == 1 and 'PCK012' in done.stderr, f'{verb}: what is taken from an exempt report', done.stderr)
    (public / 'document.xml').write_text(whole, encoding='utf-8')
    manifest_of_secret = secret / 'document.xml'
    manifest_of_secret.write_text(manifest_of_secret.read_text(encoding='utf-8').replace('access="exempt" paragraph="3"', ''), encoding='utf-8')
    done = run(program, 'build', 'pack/secret', cwd=tmp)
    report.check(done.returncode == 1 and 'PCK003' in done.stderr, 'exempt only in the pack', done.stderr)
    pack.write_text(manifest('<report document="public"/><report document="secret"/>'), encoding='utf-8')
    settle(tmp)
    build(report, program, tmp, 'pack/secret')
    pack.write_text(manifest('<report document="public"/><report document="secret" item="2" title="T" access="exempt" paragraph="3"/>'), encoding='utf-8')
    report.check(run(program, 'build', 'pack/secret', cwd=tmp).returncode == 1, 'a report that its pack makes exempt is built again')


def check_doubt(report, program, tmp):
    """A report that a pack with errors may list as exempt is not built as public."""
    project(tmp)
    content = tmp / 'content'
    inside, beside, other, pack = content / 'pack/inside', content / 'beside', content / 'other', content / 'pack/document.xml'
    for folder in (inside, beside, other):
        report_in(folder)
    whole = manifest('<report document="inside"/><report document="../beside" item="2" title="T" access="exempt" paragraph="3"/>')
    everything, elsewhere, nothing = {'beside.pdf', 'other.pdf', 'pack/inside.pdf'}, {'other.pdf'}, set()
    damages = {
        'misspelt access': (whole.replace('access="exempt"', 'access="exemt"'), elsewhere),
        'no paragraph': (whole.replace('paragraph="3"', 'paragraph="x"'), elsewhere),
        'tags that do not match': (whole.replace('</reports>', '</report>'), elsewhere),
        'cut short': (whole[:whole.index('../beside')], nothing),
        'cut short before the word': (whole[:whole.index('access=')], nothing),
        'UTF-16': (whole.replace('UTF-8', 'UTF-16').encode('utf-16'), nothing),
        'numbers for characters': (whole.replace('../beside', '../bes&#105;de').replace('</reports>', '</report>'), nothing),
    }
    for name, (damaged, built) in damages.items():
        pack.write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode())
        shutil.rmtree(tmp / 'out', ignore_errors=True)
        done = run(program, 'build', cwd=tmp)
        made = {str(p.relative_to(tmp / 'out')) for p in (tmp / 'out').rglob('*.pdf')} & everything
        report.check(done.returncode == 1 and made == built, f'{name}: no report is built that may be exempt', f'{made}\n{done.stderr}')
        report.check('PCK029' in run(program, 'build', 'beside', cwd=tmp).stderr, f'{name}: nor by its name', done.stderr)
    pack.write_text(whole.replace('../beside', '../other'), encoding='utf-8')
    build(report, program, tmp, 'beside')
    pack.write_text(manifest('<report document="inside"/><report document="../beside"/>').replace('</reports>', '</report>'), encoding='utf-8')
    build(report, program, tmp, 'beside')


def main():
    program, report = pathlib.Path(sys.argv[1]).resolve(), Report()
    for check in (check_leaks, check_alone, check_draft, check_doubt, check_hostile):
        with tempfile.TemporaryDirectory() as folder:
            check(report, program, pathlib.Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder)
        project(tmp, BOARD)
        check_same(report, program, tmp, 'board')
        for check in (check_file, check_stamps, check_results):
            check(report, program, tmp)
    for pack in [m.parent for m in sorted(ROOT.glob('content/*/document.xml')) if '<reports>' in m.read_text(encoding='utf-8')] if ALL else ():
        with tempfile.TemporaryDirectory() as folder:
            project(pathlib.Path(folder), pack, home=ROOT)
            check_same(report, program, pathlib.Path(folder), pack.name)
    report.done()


main()
