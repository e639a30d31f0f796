"""A document's tree as --dump=doc tells it: its words in reading order, its headings, the fields of its nodes."""
import re
import unicodedata

WILD = '\0'         # in expected text: words that the layout makes


def unquote(text):
    return re.sub(r'\\(n|x[0-9A-F]{2}|.)', lambda m: '\n' if m[1] == 'n' else chr(int(m[1][1:], 16)) if m[1][0] == 'x' else m[1], text)


def field(line, name):
    found = re.search(rf' {name}="((?:[^"\\]|\\.)*)"', line)
    return unquote(found[1]) if found else ''


def words_of(line):
    """A text's or code's."""
    return unquote(re.match(r'\S+ "((?:[^"\\]|\\.)*)"', line)[1])


def dump_lines(dump):
    """(depth, kind, line) of each node; below a picture there are only its other words."""
    skipped = None
    for line in dump.splitlines():
        depth = (len(line) - len(line.lstrip(' '))) // 2
        if skipped is not None and depth > skipped:
            continue
        kind = line.split()[0]
        skipped = depth if kind == 'image' else None
        yield depth, kind, line.strip()


def in_reading_order(lines):
    """The same, with the key of a table, which ends it in the tree, behind its caption, where it is set and read."""
    out, key, at = [], None, 0          # the depth of the key in hand, and where its next line goes
    for depth, kind, line in lines:
        if kind == 'note' and line.startswith('note of-table .key'):
            key, at = depth, caption_end(out, depth)
        elif key is not None and depth <= key:
            key = None
        out.insert(at if key is not None else len(out), (depth, kind, line))
        at += 1
    return out


def caption_end(lines, depth):
    """Where, in a table's lines, the nodes below it at that depth that are its caption end."""
    at = max(i for i, (d, kind, _) in enumerate(lines) if d == depth - 1 and kind == 'table') + 1
    while at < len(lines) and (lines[at][1] == 'caption' or lines[at][0] > depth):
        at += 1
    return at


BLOCKS = {'heading', 'paragraph', 'item', 'cell', 'caption', 'note', 'box', 'code-block', 'figure', 'table', 'row', 'section', 'list',
          'term', 'definition', 'quote', 'break'}


def expected_text(dump):
    """The document's words in reading order, with WILD where the layout puts words of its own."""
    out, owners, authors, silent = [], {}, [], None
    for depth, kind, line in in_reading_order(dump_lines(dump)):
        if silent is not None and depth > silent:
            continue
        silent = depth if kind == 'box' and field(line, 'repeat') == 'yes' else None    # words of the text, seen and not read
        if silent is not None:
            continue
        while authors and authors[-1][0] >= depth:
            out.append(f' {authors.pop()[1]} ')
        owners[depth] = line
        if kind in BLOCKS:
            out.append(' ')
        if kind == 'heading':
            out.append(field(line, 'number') + ' ')
        elif kind == 'caption':
            out.append(field(owners[depth - 1], 'number') + ' ')
        elif kind == 'box':
            out.append(f' {field(line, "title")} ' if ' title="' in line else WILD)
            authors.append((depth, f'{field(line, "by")} {field(line, "role")}'))
        elif kind in ('text', 'code'):
            out.append(words_of(line))
        elif kind == 'code-block':
            out.append(unquote(re.search(r' "((?:[^"\\]|\\.)*)"', line)[1]) + ' ')
        elif kind in ('soft-break', 'line-break'):
            out.append(' ')
        elif kind == 'ref':
            out.append(ref_words(line))
    out += [f' {words}' for _, words in reversed(authors)]
    words = unicodedata.normalize('NFC', ''.join(out))      # as the PDF has them, however they were typed
    return ' '.join(words.replace(WILD, f' {WILD} ').replace('\u00ad', '').split())


def ref_words(line):
    """What a reference to labels says; of one to pages only the layout knows it."""
    return WILD if line.split()[1] != 'label' else field(line, 'number')


def ends_with(words, title):
    """Whether a text ends with a title, in which page numbers may stand for anything."""
    return re.search('.+'.join(map(re.escape, title.split(WILD))) + r'\Z', words) is not None


LONGEST_WILD = 90


def parts_at(expected, found):
    """Where the text found parts from what is expected, in characters; -1 when it does not."""
    at = 0
    pieces = [piece.strip() for piece in expected.split(WILD)]
    for number, piece in enumerate(pieces):
        farthest = at + (LONGEST_WILD if number else 0)
        begin = found.find(piece, at, farthest + len(piece) + 1)
        if number and number == len(pieces) - 1 and found.endswith(piece):
            begin = len(found) - len(piece)
        if begin < 0 or begin > farthest + 1:
            return at
        at = begin + len(piece)
    return -1 if at == len(found) or expected.endswith(WILD) and len(found) - at <= LONGEST_WILD else at


def matches(expected, found):
    """What differs, as text; empty when nothing does."""
    at = parts_at(expected, found)
    if at < 0:
        return ''
    piece = found[:at][-40:]
    where = expected.find(piece) + len(piece) if piece else 0
    return f'expected: …{expected[max(0, where - 80):where + 160]}\nfound:    …{found[max(0, at - 80):at + 160]}'


def heading_lines(dump):
    """(line, words) of each heading."""
    out, inside = [], None
    for depth, kind, line in dump_lines(dump):
        if inside is not None and depth <= inside:
            inside = None
        if kind == 'heading':
            inside = depth
            out.append([line, ''])
        elif inside is not None and kind in ('text', 'code'):
            out[-1][1] += words_of(line)
        elif inside is not None and kind in ('soft-break', 'line-break'):
            out[-1][1] += ' '
        elif inside is not None and kind == 'ref':
            out[-1][1] += ref_words(line)
    return out


def titles(dump):
    """What the outline and the contents may call each heading: its words, or a short title given for them."""
    return [' '.join((field(line, 'short') or words).split()) for line, words in heading_lines(dump)]


def headings(dump):
    """(level, number and words) of each heading; in a part they are one level deeper."""
    return [(int(line.split()[1]) + (line.split()[2] == 'in-part'), ' '.join(f'{field(line, "number")} {words}'.replace('\u00ad', '').split()))
            for line, words in heading_lines(dump)]


def fields(dump, name):
    return sorted(found for _, _, line in dump_lines(dump) if (found := field(line, name)))
