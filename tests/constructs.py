"""Documents of one construct each, from verapdf/constructs: a Markdown file, with all the data and pictures there."""
import shutil

from harness import TESTS

CONSTRUCTS = TESTS / 'verapdf' / 'constructs'
PICTURE = CONSTRUCTS / 'dot.png'
ABBREVIATIONS = {'PCC': 'Police and Crime Commissioner', 'OPCC': 'Office of the Police and Crime Commissioner'}


def golden_documents():
    """The documents of the golden tests that are to give a PDF."""
    found = sorted(p.parent for p in (TESTS / 'golden').glob('*/*/document.xml'))
    assert len({d.name for d in found}) == len(found), 'two golden documents have one name, so their PDFs have'
    said = {d: d / 'expected.diag' for d in found}
    return [d for d in found if not said[d].exists() or 'error[' not in said[d].read_text(encoding='utf-8')]


def manifest(folder, title, sections, data=(), template='test'):
    """Writes document.xml for Markdown files and data files that are in the folder."""
    tables = ''.join(f'<table id="{name.removesuffix(".xml")}" file="{name}"/>' for name in data)
    short = ''.join(f'<abbreviation short="{k}" long="{v}"/>' for k, v in ABBREVIATIONS.items())
    (folder / 'document.xml').write_text(
        f'<document template="{template}" lang="en-GB"><title>{title}</title><organisation>Office of the Commissioner</organisation>'
        f'<abbreviations>{short}</abbreviations>' + (f'<data>{tables}</data>' if tables else '') +
        '<sections>' + ''.join(f'<section file="{s}"/>' for s in sections) + '</sections></document>')


def write_constructs(folder):
    """A document in a folder of its own for each construct; the folders."""
    data = sorted(CONSTRUCTS.glob('*.xml'))
    for source in sorted(CONSTRUCTS.glob('*.md')):
        home = folder / source.stem
        home.mkdir(parents=True)
        for file in (source, PICTURE, *data):
            shutil.copy(file, home)
        manifest(home, source.stem.capitalize(), [source.name], [d.name for d in data])
    return sorted(folder.iterdir())
