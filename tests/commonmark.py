"""The examples of the CommonMark specification, which ./setup --tests installs, as documents."""
import re
import shutil

from constructs import PICTURE, manifest
from harness import TESTS

SPECIFICATION = TESTS / 'verapdf/node_modules/commonmark-spec/spec.txt'

# Examples that are no document, with what is wrong with them: letters that the tests' fonts lack, a link to a label that is
# not there, a picture without words, HTML blocks with words.
HTML_WITH_WORDS = (*range(148, 152), *range(155, 167), 169, 171, 173, 174, 177, 178, 185, 186, 189, 190)
REFUSED = {27: 'FNT003', 501: 'DOC005', 581: 'PDF003', **dict.fromkeys(HTML_WITH_WORDS, 'MD015')}


def examples():
    """(Markdown, HTML) of each, in order."""
    text = SPECIFICATION.read_text(encoding='utf-8').replace('→', '\t')
    return re.findall(r'^`{32} example\n(.*?)^\.\n(.*?)^`{32}$', text, re.M | re.S)


def write_examples(folder):
    """A document for each example, its pictures beside it. Pictures at the root of a web site are looked for there too."""
    shutil.rmtree(folder, ignore_errors=True)
    out = []
    for number, (text, _) in enumerate(examples(), 1):
        home = folder / f'example-{number:03}'
        (home / 'path' / 'to').mkdir(parents=True)
        if '![' in text:
            text = text.replace('/url', 'url').replace('/path', 'path')
            for name in ('url', 'url2', 'uri3', 'train.jpg', 'path/to/train.jpg', 'moon.jpg'):
                shutil.copy(PICTURE, home / name)
        (home / 'example.md').write_text(text, encoding='utf-8')
        manifest(home, f'Example {number}', ['example.md'])
        out.append(home)
    return out
