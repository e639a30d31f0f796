#!/usr/bin/env python3
"""web.py PLANPRESS [--all]: web pages as a screen reader finds them. Chromium's accessibility tree of each page is held against the
document's tree (--dump=doc): the title and headings with their levels, lists with their items, tables with their captions and
headings, what pictures and links are called, and all words in reading order. Python's parser reads the same page: ids are unique,
every link within the page leads somewhere, a note leads back to each of its marks, and printed pages are in their order. Without
--all every eighth golden document and the specimen are read. Without Chromium the test is skipped, in CI it fails."""
import html.parser
import pathlib
import re
import sys
import tempfile
import unicodedata

from browser import Browser
from constructs import golden_documents
from doctree import WILD, expected_text, field, unquote, words_of
from harness import ALL, ROOT, TESTS, Report, run, some

SAFE = re.compile(r'(?:https?|mailto|tel):.', re.I | re.S)
VOID = {'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'}

# What only the page has is taken out before words are compared: it is checked by itself.
CLEAN = '''for (const e of document.querySelectorAll('[data-words="page"], [data-words="mark"], [data-words="label"], details, nav'))
    e.remove()'''
ALL_SHOWN = '[...document.images].every(i => i.complete && i.naturalWidth > 0)'
WITHOUT_PAGES = '''for (const e of document.querySelectorAll('[data-words="reference"]')) e.remove()'''


def squeezed(text):
    """Without blanks, and without hyphens that may show; letters with accents are one character, as on the page, however typed."""
    return unicodedata.normalize('NFC', ''.join(text.replace('\u00ad', '').replace('\u2060', '').split()))


# --- the document ---------------------------------------------------------------


def heard(dump):
    """The dump with what people hear in place of what they see, and with the words of tasks and the numbers of paragraphs."""
    out = []
    for line in dump.splitlines():
        indent, kind, spoken = line[:len(line) - len(line.lstrip())], line.split()[0], field(line, 'spoken')
        if kind in ('text', 'code') and spoken:
            line = re.sub(r'^( *\S+) "(?:[^"\\]|\\.)*"', lambda m: f'{m[1]} "{quoted(spoken)}"', line)
        out.append(line)
        if kind == 'item' and spoken:
            out.append(f'{indent}  text "{quoted(spoken.removeprefix(field(line, "number")).strip())}" 1:1')
        if kind == 'paragraph' and field(line, 'number'):
            out.append(f'{indent}  text "{quoted(field(line, "number"))}" 1:1')
    return '\n'.join(out)


def quoted(text):
    return text.replace('\\', '\\\\').replace('"', '\\"')


class Node:
    def __init__(self, kind, line):
        self.kind, self.line, self.children = kind, line, []

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def words(self, pictures=True):
        """Of a block or a link, without its notes; with what pictures in it are called."""
        if self.kind == 'ref':
            return WILD if self.line.split()[1] != 'label' else field(self.line, 'number')
        if self.kind in ('text', 'code'):
            return words_of(self.line)
        if self.kind in ('soft-break', 'line-break'):
            return ' '
        return ''.join(c.words(pictures) for c in self.children if c.kind != 'note' and (pictures or c.kind != 'image'))


def read_tree(dump):
    root = Node('document', '')
    stack = [(-1, root)]
    named = None
    for line in dump.splitlines():
        depth = (len(line) - len(line.lstrip(' '))) // 2
        if line.startswith('named ') or (named is not None and depth > 0):
            named = 0
            continue
        named = None
        while stack[-1][0] >= depth:
            stack.pop()
        node = Node(line.split()[0], line.strip())
        stack[-1][1].children.append(node)
        stack.append((depth, node))
    for table in [n for n in root.walk() if n.kind == 'table']:     # its key is read behind its caption, as in the PDF
        table.children.sort(key=lambda n: 0 if n.kind == 'caption' else 1 if n.line.startswith('note of-table .key') else 2)
    return root


def lead_of(root):
    """A paragraph above the first heading that gives its short title: on the page it heads the agenda of a meeting, whose name is
    the title of the page. Else None."""
    section = next((n for n in root.walk() if n.kind == 'section'), root)
    first, heading = (section.children + [root, root])[:2]
    return first if first.kind == 'paragraph' and heading.kind == 'heading' and first.words() == field(heading.line, 'short') else None


def expected_headings(dump, title):
    """(level, words): the title, then the headings below it, closed up. A first heading that says the title is the title."""
    out, open_levels, root = [(1, squeezed(title))], [], read_tree(dump)
    lead = lead_of(root)
    for node in root.walk():
        if node.kind == 'part':
            open_levels = []
        if node.kind != 'heading':
            continue
        words = squeezed(f'{field(node.line, "number")} {node.words()}')
        written = int(node.line.split()[1]) + (' in-part ' in node.line)
        if len(out) == 1 and not open_levels and words == out[0][1] and not field(node.line, 'number'):
            if lead:
                open_levels.append(written)
                out.append((2, squeezed(lead.words())))
            continue
        while open_levels and open_levels[-1] >= written:
            open_levels.pop()
        if len(open_levels) < 5:
            open_levels.append(written)
        out.append((1 + len(open_levels), words))
    return out


def hidden(node):
    """Words of the text that are seen again, and not read again."""
    return node.kind == 'box' and field(node.line, 'repeat') == 'yes'


def blocks(node):
    if hidden(node):
        return
    yield node
    for child in node.children:
        yield from blocks(child)


# --- the page as Chromium tells it ----------------------------------------------


class Tree:
    """The accessibility tree, without what is ignored."""

    def __init__(self, browser):
        self.nodes = browser.tree()
        self.root = next(iter(self.nodes.values()))

    def role(self, node):
        return node.get('role', {}).get('value', '')

    def name(self, node):
        return node.get('name', {}).get('value', '')

    def property(self, node, name):
        return next((p['value'].get('value') for p in node.get('properties', ()) if p['name'] == name), None)

    def children(self, node):
        for child in node.get('childIds', ()):
            found = self.nodes.get(child)
            if found and found.get('ignored'):
                yield from self.children(found)
            elif found:
                yield found

    def walk(self, node=None):
        node = node or self.root
        yield node
        for child in self.children(node):
            yield from self.walk(child)

    def all(self, *roles, below=None):
        return [n for n in self.walk(below) if self.role(n) in roles]

    def above(self, node):
        while node.get('parentId') in self.nodes:
            node = self.nodes[node['parentId']]
            yield node

    def inside(self, node, role):
        """The nearest above it of a role."""
        return next((n for n in self.above(node) if self.role(n) == role), None)

    def text(self, node):
        if self.role(node) == 'StaticText':
            return self.name(node)
        if self.role(node) in ('ListMarker', 'image'):
            return ''
        return ''.join(map(self.text, self.children(node)))


def check_headings(report, name, tree, dump, title):
    found = [(tree.property(n, 'level'), squeezed(tree.name(n))) for n in tree.all('heading')]
    expected = expected_headings(dump, title)
    same = len(found) == len(expected) and all(
        here[0] == there[0] and re.fullmatch('.+'.join(map(re.escape, there[1].split(WILD))), here[1])
        for here, there in zip(found, expected))
    report.check(same, f'{name}: title and headings', f'{expected}\n{found}')


def differs(expected, found):
    """What differs between squeezed texts, as text; WILD stands for up to 90 characters. Empty when nothing does."""
    at = 0
    for number, piece in enumerate(expected.split(WILD)):
        begin = found.find(piece[:30], at, at + 90 + len(piece[:30]) if number else at + len(piece[:30]))
        same = 0 if begin < 0 else next((i for i, (a, b) in enumerate(zip(piece, found[begin:])) if a != b), min(len(piece), len(found) - begin))
        if begin < 0 or same < len(piece):
            at = max(begin, at) + same
            return f'expected: …{piece[max(0, same - 60):same + 100]}\nfound:    …{found[max(0, at - 60):at + 100]}'
        at = begin + len(piece)
    return '' if len(found) - at <= 90 and (expected.endswith(WILD) or at == len(found)) else f'found behind the end: {found[at:at + 100]}'


def check_words(report, name, tree, dump, title):
    main = tree.all('main')
    report.check(len(main) == 1, f'{name}: one main landmark')
    text = squeezed(expected_text(heard(dump)))
    found = squeezed(''.join(map(tree.text, main)))
    first = next((n for n in read_tree(dump).walk() if n.kind == 'heading'), None)
    if first and not field(first.line, 'number') and squeezed(first.words()) == squeezed(title) and not found.startswith(squeezed(title)):
        text = text.replace(squeezed(title), '', 1)     # it is the page's, above
    problem = differs(text, found)
    report.check(not problem, f'{name}: the words, in order', problem)


def check_lists(report, name, tree, root):
    main = tree.all('main')[0]
    notes = {n['nodeId'] for e in tree.all('doc-endnotes', below=main) for n in tree.all('list', below=e)}
    found = [sum(tree.role(c) == 'listitem' for c in tree.children(n)) for n in tree.all('list', below=main) if n['nodeId'] not in notes]
    inside = [n for s in root.walk() if s.kind == 'note' and 'of-table' not in s.line for n in s.walk() if n.kind == 'list']
    expected = [len(n.children) for n in blocks(root) if n.kind == 'list' and ' definitions' not in n.line and n not in inside]
    report.check(found == expected, f'{name}: lists and their items', f'{expected}\n{found}')
    footnotes = [sum(c.kind == 'note' for c in s.children) for s in root.walk() if s.kind == 'section']
    found = [sum(tree.role(c) == 'doc-endnote' for c in tree.children(tree.all('list', below=e)[0]))
             for e in tree.all('doc-endnotes', below=main)]
    report.check(found == [n for n in footnotes if n], f'{name}: footnotes of sections', f'{footnotes}\n{found}')
    # <dt><dfn> is a term in a term; it is read once.
    terms = [squeezed(tree.text(n)) for n in tree.all('term', below=main) if not any(tree.role(p) == 'term' for p in tree.above(n))]
    expected = [squeezed(n.words()) for n in blocks(root) if n.kind == 'term']
    report.check(terms == expected, f'{name}: terms', f'{expected}\n{terms}')


def check_tables(report, name, tree, root):
    tables = [n for n in blocks(root) if n.kind == 'table']
    found = tree.all('table', below=tree.all('main')[0])
    report.check(len(found) == len(tables), f'{name}: tables', f'{len(tables)} in the document, {len(found)} on the page')
    for node, here in zip(tables, found):
        caption = next((c for c in node.children if c.kind == 'caption'), None)
        title = squeezed(f'{field(node.line, "number")} {caption.words()}') if caption else ''
        report.check(squeezed(tree.name(here)).startswith(title.split(WILD)[0]), f'{name}: a table is called "{title}"', tree.name(here))
        rows = [r for r in node.children if r.kind == 'row']
        own = [n for n in tree.all('row', 'columnheader', 'rowheader', below=here) if tree.inside(n, 'table') is here]  # of no table in it
        report.check(sum(tree.role(n) == 'row' for n in own) == len(rows), f'{name}: rows of "{title}"')
        heads = [squeezed(c.words(pictures=False)) for r in rows for c in r.children if c.line.split()[3:4] == ['head'] or ' head ' in c.line]
        told = [squeezed(tree.text(n)) for n in own if tree.role(n) != 'row']
        report.check([h for h in heads if h] == [t for t in told if t], f'{name}: headings of "{title}"', f'{heads}\n{told}')


def check_pictures(report, name, tree, root):
    found = [squeezed(tree.name(n)) for n in tree.all('image', below=tree.all('main')[0])]
    expected = [squeezed(n.words()) for n in blocks(root) if n.kind == 'image' and ' decorative' not in n.line]
    report.check(all(found), f'{name}: every picture has a name')
    report.check([f for f in found if f in expected] == [e for e in expected if e], f'{name}: what pictures are called', f'{expected}\n{found}')


def is_link(node):
    """A reference, or a link that leads somewhere: one that planpress made, in an agenda or an index, has no address."""
    if node.kind == 'ref':
        return node.line.split()[1] == 'label'
    address = re.search(r'"((?:[^"\\]|\\.)*)"', node.line)
    return node.kind == 'link' and (not address or ' -> ' in node.line or SAFE.match(unquote(address[1])))


def check_links(report, name, tree, root):
    found = [squeezed(tree.name(n)) for n in tree.all('link', below=tree.all('main')[0])]
    expected = [squeezed(n.words()) for n in blocks(root) if is_link(n)]
    report.check(found == expected, f'{name}: links', f'{expected}\n{found}')


# --- the page as Python's parser tells it ---------------------------------------


class Page(html.parser.HTMLParser):
    """Elements with their attributes, in order, and the ids of those around each."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.faults = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if len({k for k, _ in attrs}) != len(attrs):
            self.faults.append(f'<{tag}> has an attribute twice')
        self.elements.append((tag, dict(attrs), tuple(i for _, i in self.open if i)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get('id')))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f'</{tag}> where {self.open[-1:]} is open')
        else:
            self.open.pop()


def check_places(report, name, text):
    page = Page(text)
    report.check(not page.faults and not page.open, f'{name}: every element is closed', str(page.faults[:5] or page.open))
    ids = [a['id'] for _, a, _ in page.elements if 'id' in a]
    report.check(len(set(ids)) == len(ids), f'{name}: ids are unique', str(sorted({i for i in ids if ids.count(i) > 1})))
    links = [(a, around) for tag, a, around in page.elements if tag == 'a']
    astray = [a['href'] for a, _ in links if a['href'].startswith('#') and a['href'][1:] not in ids]
    report.check(not astray, f'{name}: links within the page lead somewhere', str(astray))
    refs = [w for _, a, _ in page.elements for k in ('aria-labelledby', 'aria-describedby', 'headers') for w in a.get(k, '').split()]
    report.check(set(refs) <= set(ids), f'{name}: names and headings that elements refer to', str(set(refs) - set(ids)))
    marks = {(a['href'][1:], a['id']) for a, _ in links if a.get('role') == 'doc-noteref'}
    backs = {(note, a['href'][1:]) for a, around in links if a.get('role') == 'doc-backlink' for note in around[-1:]}
    report.check(marks == backs, f'{name}: notes lead back to their marks', f'{marks ^ backs}')
    return [a['id'] for _, a, _ in page.elements if a.get('role') == 'doc-pagebreak']


def loaded(browser):
    """What the browser asked for outside the page, which is the first of it."""
    return [r for r in browser.requests() if not r.startswith('data:')]


def check_document(report, browser, name, path, dump, printed):
    text = path.read_text(encoding='utf-8')
    pages = check_places(report, name, text)
    report.check(pages == printed, f'{name}: printed pages, in their order', f'{printed}\n{pages}')
    browser.open(path)
    report.check(len(loaded(browser)) == 1, f'{name}: nothing is loaded', str(loaded(browser)))
    root, title = read_tree(dump), browser.run('document.querySelector("h1").innerText')
    report.check(browser.run(ALL_SHOWN), f'{name}: every picture shows under the policy of the page')
    browser.run(CLEAN)
    tree = Tree(browser)
    check_headings(report, name, tree, dump, title)
    check_words(report, name, tree, dump, title)
    check_lists(report, name, tree, root)
    check_tables(report, name, tree, root)
    check_pictures(report, name, tree, root)
    browser.run(WITHOUT_PAGES)
    check_links(report, name, Tree(browser), root)


def check_marked(report, browser, program, out):
    """Marked editions: what was added is an insertion and what was deleted a deletion, with the words of its cues."""
    for case in some(sorted(p for p in (TESTS / 'mark').iterdir() if p.is_dir()), 3):
        name, told = f'marked {case.name}', {'insertion': 0, 'deletion': 0}
        done = run(program, 'diff', '-q', '--product=html', '-o', out / case.name, case / 'old', case / 'new', home=TESTS / 'home')
        path = out / case.name / 'new-marked.html'
        report.check(path.exists() and not path.with_suffix('.pdf').exists(), f'{name}: the page alone is made', done.stderr[-2000:])
        if not path.exists():
            continue
        dumps = [run(program, 'diff', f'--dump={d}', case / 'old', case / 'new', home=TESTS / 'home').stdout for d in ('doc', 'pages')]
        check_document(report, browser, name, path, dumps[0], folios(dumps[1]))
        browser.open(path)
        tree = Tree(browser)
        for role in told:
            told[role] = len(tree.all(role))
        spans = {role: len(re.findall(rf'^ *(?:span|code-block) .*\.{word}\b', dumps[0], re.M))
                 for role, word in (('insertion', 'added'), ('deletion', 'deleted'))}
        report.check(told == spans, f'{name}: insertions and deletions', f'{spans}\n{told}')


def folios(dump):
    """The names of the places of printed pages, from the page list. Where folios begin anew, the second page 5 is page-5-2."""
    out = []
    for label in re.findall(r'^page \S+ \S+ x \S+ "([^"]+)"', dump, re.M):
        nth = sum(re.fullmatch(rf'page-{re.escape(label)}(-\d+)?', p) is not None for p in out) + 1
        out.append(f'page-{label}' if nth == 1 else f'page-{label}-{nth}')
    return out


def check_fonts(report, browser, program, folder):
    """With fonts="yes" the page brings the template's faces: Chromium takes each, and sets the words with them, rare letters too."""
    document = folder / 'own-faces'
    document.mkdir(parents=True)
    products = '<products><product kind="html" fonts="yes"/></products>'
    (document / 'document.xml').write_text(
        f'<document template="small" lang="en-GB"><title>Faces</title><organisation>Office</organisation>{products}'
        '<sections><section file="01.md"/></sections></document>', encoding='utf-8')
    (document / '01.md').write_text('# Words\n\nLlŷn and Ŵyn, *slanted* and **bold**, office and £1,250.\n', encoding='utf-8')
    made = []
    for out in ('first', 'second'):
        done = run(program, 'build', '-q', '-o', folder / out, document, home=TESTS / 'home')
        report.check(done.returncode == 0, 'own faces: the page is made', done.stderr)
        made.append((folder / out / 'own-faces.html').read_bytes())
    report.check(made[0] == made[1], 'own faces: the same bytes')
    browser.open(folder / 'first' / 'own-faces.html')
    faces = browser.run("document.fonts.ready.then(() => Promise.allSettled([...document.fonts].map(f => f.load())))"
                        ".then(() => [...document.fonts].map(f => [f.weight, f.style, f.status]))")
    report.check(len(faces) >= 3 and {f[2] for f in faces} == {'loaded'} and {'italic', 'normal'} == {f[1] for f in faces}, 'own faces: the browser takes each', faces)
    node = browser.send('DOM.querySelector', nodeId=browser.send('DOM.getDocument')['root']['nodeId'], selector='main p')['nodeId']
    browser.send('CSS.enable')
    used = browser.send('CSS.getPlatformFontsForNode', nodeId=node)['fonts']
    report.check(used and all(f['isCustomFont'] for f in used), 'own faces: every letter is set with them', used)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = Report()
    own = sorted(p.parent for p in (ROOT / 'content').glob('*/document.xml' if ALL else 'specimen/document.xml'))
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        for what, documents, home in (('golden', some(golden_documents(), 8), TESTS / 'home'), ('content', own, None)):
            out = pathlib.Path(folder) / what
            done = run(program, 'build', '-q', '--product=html', '-o', out, *documents, home=home)
            files = [out / f'{d.name}.html' for d in documents]
            report.check(all(f.exists() for f in files), f'{what}: every page is made', done.stderr[-2000:])
            for document, file in zip(documents, files):
                if file.exists():
                    dumps = [run(program, 'build', f'--dump={d}', document, home=home).stdout for d in ('doc', 'pages')]
                    check_document(report, browser, document.name, file, dumps[0], folios(dumps[1]))
        check_fonts(report, browser, program, pathlib.Path(folder) / 'fonts')
        check_marked(report, browser, program, pathlib.Path(folder) / 'marked')
    report.done()


if __name__ == '__main__':
    main()
