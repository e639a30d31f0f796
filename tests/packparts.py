"""What a pack is made of, read from its manifests without the program: its own pages, then each report that the public may
read, then the resolution to exclude the public and the pages in place of exempt reports."""
import dataclasses
import pathlib
from xml.etree import ElementTree


@dataclasses.dataclass
class Part:
    title: str                              # as the outline has it; empty: what its heading says
    folder: pathlib.Path | None = None      # of a report that can be built alone
    prefix: str = ''                        # of the names under which its data is attached


def item_title(stated, own):
    head = own.find('report') if own is not None else None
    number = stated.get('item') or (head.get('item', '') if head is not None else '')
    return ' '.join(f'{number} {stated.get("title") or own.findtext("title")}'.split())


def pack_parts(document):
    """In the order of their pages; none for a document that is no pack."""
    root = ElementTree.parse(document / 'document.xml').getroot()
    if root.find('reports') is None:
        return []
    open_ones, exempt = [], []
    for stated in root.findall('reports/report'):
        if stated.get('access') == 'exempt':
            exempt.append(Part(item_title(stated, None)))
        else:
            folder = (document / stated.get('document')).resolve()
            title = item_title(stated, ElementTree.parse(folder / 'document.xml').getroot())
            open_ones.append(Part(title, folder, f'{folder.name}.'))
    return [Part(root.findtext('title')), *open_ones, *([Part('')] if exempt else []), *exempt]
