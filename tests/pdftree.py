"""A finished PDF's structure, outline, links and marked content, read with qpdf; its text by structure, read with pdfinfo."""
import base64
import json
import re

from harness import limited

INLINE = {'Span', 'Link', 'Reference', 'BibEntry', 'Code', 'Figure'}
CITATION = re.compile(r'\[\d+\]')
STRING = re.compile(rb'\((?:\\.|[^\\()])*\)', re.S)


def plain(value):
    """A string of qpdf's JSON: text, or bytes shown as text."""
    if isinstance(value, str) and value[:2] == 'u:':
        return value[2:]
    if isinstance(value, str) and value[:2] == 'b:':
        return bytes.fromhex(value[2:]).decode('latin-1')
    return value


class Element:
    def __init__(self, pdf, ref):
        self.pdf, self.ref, self.entries = pdf, ref, pdf.resolve(ref)
        self.type = self.entries['/S'][1:]

    def get(self, key):
        return plain(self.entries.get(key))

    def attribute(self, owner, key):
        sets = self.pdf.resolve(self.entries.get('/A'))
        for one in sets if isinstance(sets, list) else [sets] if sets else []:
            one = self.pdf.resolve(one)
            if one.get('/O') == f'/{owner}' and key in one:
                value = self.pdf.resolve(one[key])
                return [plain(v) for v in value] if isinstance(value, list) else plain(value)
        return None

    def kids(self):
        kids = self.entries.get('/K', [])
        return kids if isinstance(kids, list) else [kids]

    def children(self):
        return [Element(self.pdf, k) for k in self.kids() if isinstance(k, str)]

    def walk(self):
        yield self
        for child in self.children():
            yield from child.walk()

    def marks(self, deep=True):
        """(page object, number) of all its marked content, in order."""
        for kid in self.kids():
            if isinstance(kid, int):
                yield self.entries['/Pg'], kid
            elif isinstance(kid, dict) and '/MCID' in kid:
                yield kid.get('/Pg', self.entries.get('/Pg')), kid['/MCID']
            elif isinstance(kid, str) and deep:
                yield from Element(self.pdf, kid).marks()

    def text(self):
        return ''.join(self.pdf.mark_text(*m) for m in self.marks())

    def own_text(self):
        """Of a contents entry: without the entries below it."""
        return ''.join(self.pdf.mark_text(*m) for k in [self, *self.children()] if k.type in ('TOCI', 'Link', 'Span')
                       for m in k.marks(deep=k is not self))

    def pages(self):
        return {self.pdf.page_index[p] for p, _ in self.marks()}

    def annotations(self):
        return [k['/Obj'] for k in self.kids() if isinstance(k, dict) and '/Obj' in k]


class Pdf:
    def __init__(self, path):
        done = limited(['qpdf', '--json', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=generalized', path],
                       capture_output=True, text=True)
        self.objects = json.loads(done.stdout)['qpdf'][1]
        self.root = self.resolve(self.objects['trailer']['value']['/Root'])
        self.pages = list(self.walk_pages(self.root['/Pages']))
        self.page_index = {p: i for i, p in enumerate(self.pages)}
        self.texts, self.unicode, self.missing = {}, {}, []
        for page in self.pages:
            self.read_page(page)
        self.all = list(Element(self, self.resolve(self.root['/StructTreeRoot'])['/K']).walk())
        self.parents = {c.ref: e for e in self.all for c in e.children()}

    def resolve(self, value):
        while isinstance(value, str) and re.fullmatch(r'\d+ 0 R', value):
            found = self.objects[f'obj:{value}']
            value = found['value'] if 'value' in found else found['stream']['dict']
        return value

    def stream(self, ref):
        return base64.b64decode(self.objects[f'obj:{ref}']['stream']['data'])

    def walk_pages(self, ref):
        node = self.resolve(ref)
        if '/Kids' not in node:
            yield ref
        for kid in node.get('/Kids', []):
            yield from self.walk_pages(kid)

    def elements(self):
        return self.all

    def papers(self):
        """In a pack the Parts of its own pages and of each report, in which their sections are; else none."""
        return [e for e in self.all if e.type == 'Part' and any(c.type == 'Part' for c in e.children())]

    def sections(self):
        """The Parts that are the document's own sections."""
        papers = {e.ref for e in self.papers()}
        return [e for e in self.all if e.type == 'Part' and e.ref not in papers]

    def depth_of_sections(self):
        """How many Parts a section's words are in, its own among them."""
        return 2 if self.papers() else 1

    def headings(self):
        """Those of the document's own sections."""
        return [e for part in self.sections() for e in part.walk() if re.fullmatch('H[1-6]', e.type)]

    def parent(self, element):
        return self.parents[element.ref]

    def leaves(self, ref, key):
        """The entries of a name or number tree, in order."""
        node = self.resolve(ref)
        if not node:
            return
        yield from node.get(key, [])
        for kid in node.get('/Kids', []):
            yield from self.leaves(kid, key)

    def id_tree(self):
        flat = list(self.leaves(self.resolve(self.root['/StructTreeRoot']).get('/IDTree'), '/Names'))
        names = [plain(n) for n in flat[::2]]
        assert names == sorted(names), 'the tree of IDs is in order'
        return dict(zip(names, flat[1::2]))

    def outline(self):
        """(title, page index, depth from 0) of each entry, in order."""
        def entries(ref, depth=0):
            while ref:
                entry = self.resolve(ref)
                yield plain(entry['/Title']), self.page_index[entry['/Dest'][0]], depth
                yield from entries(entry.get('/First'), depth + 1)
                ref = entry.get('/Next')
        top = self.resolve(self.root.get('/Outlines'))
        return list(entries(top.get('/First'))) if top else []

    def labels(self):
        """Each page's label."""
        flat = list(self.leaves(self.root['/PageLabels'], '/Nums'))
        out, style, prefix, start, since = [], None, '', 1, 0
        ranges = dict(zip(flat[::2], flat[1::2]))
        for page in range(len(self.pages)):
            if page in ranges:
                entry = self.resolve(ranges[page])
                style, prefix, start, since = entry.get('/S'), plain(entry.get('/P', '')), entry.get('/St', 1), page
            number = start + page - since
            out.append(prefix + (roman(number) if style == '/r' else str(number) if style == '/D' else ''))
        return out

    def target(self, element):
        """The page index that a link, or the link in it, leads to; None when it leads out of the document."""
        for e in [element, *element.children()]:
            for annotation in e.annotations():
                dest = self.resolve(annotation).get('/Dest')
                return self.page_index[dest[0]] if dest else None
        return None

    def is_page_reference(self, element):
        """Whether the words before a link say that it is one: "page 12"."""
        siblings = [m for m in self.parent(element).marks()]
        first = next(element.marks(), None)
        before = ''.join(self.mark_text(*m) for m in siblings[:siblings.index(first)]) if first in siblings else ''
        return bool(re.search(r'\bpages?\s*$', before + ' ' + element.text().rstrip('0123456789ivxl ')))

    # --- content ---

    def mark_text(self, page, number):
        return self.texts.get((page, number), '')

    def to_unicode(self, ref):
        """Text by code, from a font's ToUnicode."""
        if ref not in self.unicode:
            cmap = self.stream(self.resolve(ref)['/ToUnicode']).decode('latin-1')
            table = {}
            for block in re.findall(r'beginbfchar(.*?)endbfchar', cmap, re.S):
                for code, text in re.findall(r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>', block):
                    table[int(code, 16)] = bytes.fromhex(text).decode('utf-16-be')
            for block in re.findall(r'beginbfrange(.*?)endbfrange', cmap, re.S):
                for low, high, text in re.findall(r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>', block):
                    first = bytes.fromhex(text).decode('utf-16-be')
                    for code in range(int(low, 16), int(high, 16) + 1):
                        table[code] = first[:-1] + chr(ord(first[-1]) + code - int(low, 16))
            self.unicode[ref] = table
        return self.unicode[ref]

    def read_page(self, page):
        """Fills texts with what each stretch of marked content shows, and missing with glyphs that have no text."""
        value = self.resolve(page)
        fonts = self.resolve(self.resolve(value['/Resources'])['/Font'])
        mark, table = None, {}
        for artifact, number, font, string in re.findall(rb'(/Artifact)|/MCID (\d+)|/(F[0-9v]+) [-.\d]+ Tf|(\((?:\\.|[^\\()])*\))', self.stream(value['/Contents']), re.S):
            if artifact or number:
                mark = int(number) if number else None
            elif font:
                table = self.to_unicode(fonts[f'/{font.decode()}'])
            elif string:
                codes = re.sub(rb'\\(.)', lambda m: b'\r' if m[1] == b'r' else m[1], string[1:-1], flags=re.S)
                for i in range(0, len(codes), 2):
                    code = codes[i] << 8 | codes[i + 1]
                    text = table.get(code)
                    if not text or not code:
                        self.missing.append((self.page_index[page] + 1, code))
                    self.texts[page, mark] = self.texts.get((page, mark), '') + (text or '').replace('\u00ad', '')

    def unmapped_glyphs(self):
        return self.missing

    def marked_content(self, page):
        """How deep it is nested, the artifacts' properties, and operators that draw outside it."""
        content = STRING.sub(b'()', self.stream(self.resolve(page)['/Contents'])).decode('latin-1')
        depth = deepest = 0
        artifacts, outside = [], []
        for artifact, begin, end, drawing in re.findall(
                r'(?:/Artifact *(<<.*?>>)? *B[DM]C)|(B[DM]C)|(EMC)|((?<=[\s\])])(?:TJ|Tj|f|S|B|Do)(?=\s))', content, re.S):
            if drawing:
                outside += [drawing] if depth == 0 else []
                continue
            if end:
                depth -= 1
                continue
            if not begin:
                artifacts.append(artifact)
            depth += 1
            deepest = max(deepest, depth)
        return deepest, artifacts, outside

    def words(self, element):
        """An element's in the order of the structure tree, without marks of lists and notes and without what is drawn in a
        Figure, as its Alt is heard instead; what cites a source of the bibliography, "[2]", is among them."""
        if element.type == 'Figure':
            return ' '
        if element.type == 'Reference':
            return element.text() if CITATION.fullmatch(element.text().strip()) else ''
        if element.type == 'Lbl':               # a term is an element in it, a mark is not
            return ' '.join(['', *(self.words(Element(self, k)) for k in element.kids() if isinstance(k, str)), ''])
        parts = [self.words(Element(self, k)) if isinstance(k, str) else
                 self.mark_text(element.entries['/Pg'], k) if isinstance(k, int) else
                 self.mark_text(k.get('/Pg', element.entries.get('/Pg')), k['/MCID']) for k in element.kids()
                 if not isinstance(k, dict) or '/MCID' in k]
        return ''.join(parts) if element.type in INLINE else f' {"".join(parts)} '

    def struct_text(self):
        """The words of the document's own sections. A glyph that says nothing, as a large first letter, is a word joiner."""
        return ' '.join(''.join(self.words(e) for e in self.sections()).replace('\u2060', '').split())

    def popplers_struct_text(self, path):
        """The same as pdfinfo gives it, which takes long for long documents."""
        done = limited(['pdfinfo', '-struct-text', path], capture_output=True, text=True)
        out, stack = [], []
        for line in done.stdout.splitlines():
            body = line.strip()
            tag = re.match(r'([A-Z][A-Za-z0-9]*)(?: <[^>]*>)?(?: \((?:block|inline)\))?:?$', body)
            if not tag and not body.startswith('"'):
                continue
            depth = (len(line) - len(line.lstrip(' '))) // 2
            while stack and stack[-1][0] >= depth:
                stack.pop()
            inside = [name for _, name in stack]
            if tag:
                stack.append((depth, tag[1]))
                out.append('' if tag[1] in INLINE else ' ')
            elif inside.count('Part') == self.depth_of_sections() and inside[-1] != 'Lbl' and 'Figure' not in inside:
                text = line[2 * depth + 1:-1]
                out.append(text if 'Reference' not in inside or CITATION.fullmatch(text.strip()) else '')
        return ' '.join(''.join(out).replace('\u00ad', '').replace('\u2060', '').split())


def roman(n):
    out = ''
    for value, letters in ((100, 'c'), (90, 'xc'), (50, 'l'), (40, 'xl'), (10, 'x'), (9, 'ix'), (5, 'v'), (4, 'iv'), (1, 'i')):
        while n >= value:
            out, n = out + letters, n - value
    return out
