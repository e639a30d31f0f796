"""XML Schemas as far as this project uses them: which attributes an element has, and which elements it holds.

A Kind is an element with its type. It is known by the schema that defines the type and the element's name, so that a
<row> of a budget and a <row> of a table are one kind, since both have the type that data.xsd gives."""
import functools
import xml.etree.ElementTree as ET

from harness import ROOT

SCHEMAS = ROOT / 'templates' / 'schemas'
SOURCED = 'sheet'       # the schema of data whose rows come from a sheet: its roots are those of other schemas
XS = '{http://www.w3.org/2001/XMLSchema}'


class Attribute:
    def __init__(self, values, required):
        self.values, self.required = values, required


class Kind:
    def __init__(self, schema, name):
        self.name = f'{schema}: {name}'
        self.attributes = {}        # by name
        self.children = {}          # Kinds by the element's name

    def walk(self, element, above=()):
        """The kind of each element in it, itself first, with the names of those around it."""
        yield self, above
        for child in element:
            yield from self.children[child.tag].walk(child, (*above, element.tag))


class Schema:
    def __init__(self, path):
        self.named, self.kinds = {}, {}
        self.read(path)
        elements = ET.parse(path).getroot().findall(f'{XS}element')
        self.roots = {e.get('name'): self.kind(e, e.get('name') if path.stem == SOURCED else path.stem) for e in elements}

    def read(self, path):
        for node in ET.parse(path).getroot():
            if node.tag == f'{XS}include':
                self.read(path.parent / node.get('schemaLocation'))
            else:
                self.named[node.tag, node.get('name')] = node, self.home(path.stem, node.get('name'))

    @staticmethod
    def home(schema, name):
        """Types of data whose rows come from a sheet belong where those of other data do."""
        return schema if schema != SOURCED else 'workforce' if name.startswith('workforce') else 'data'

    def values(self, attribute):
        simple = attribute.find(f'{XS}simpleType')
        if simple is None:
            simple = self.named.get((f'{XS}simpleType', attribute.get('type')), (None,))[0]
        return [] if simple is None else [v.get('value') for v in simple.iter(f'{XS}enumeration')]

    def kind(self, element, schema):
        name = element.get('type')
        content, home = self.named.get((f'{XS}complexType', name), (element.find(f'{XS}complexType'), schema))
        key = home, element.get('name'), name or id(element)
        if key not in self.kinds:
            kind = self.kinds[key] = Kind(home, element.get('name'))
            if content is not None:
                self.fill(kind, content, home)
        return self.kinds[key]

    def fill(self, kind, node, home):
        """The attributes and elements under a node of a type, by way of the types and groups that it names."""
        for part in node:
            if part.tag == f'{XS}attribute':
                kind.attributes[part.get('name')] = Attribute(self.values(part), part.get('use') == 'required')
            elif part.tag == f'{XS}element':
                kind.children[part.get('name')] = self.kind(part, home)
            elif part.tag in (f'{XS}attributeGroup', f'{XS}group'):
                self.fill(kind, *self.named[part.tag, part.get('ref')])
            else:
                if (f'{XS}complexType', part.get('base')) in self.named:
                    self.fill(kind, *self.named[f'{XS}complexType', part.get('base')])
                self.fill(kind, part, home)


@functools.cache
def roots():
    """The kind of each element that a file of a document or a template can begin with."""
    found = {}
    for name in ('template', 'manifest', 'table', 'budget', 'workforce', 'performance', 'grants', 'diagram', 'delivery-plan'):
        found.update(Schema(SCHEMAS / f'{name}.xsd').roots)
    found.update({f'{name} {SOURCED}': kind for name, kind in Schema(SCHEMAS / f'{SOURCED}.xsd').roots.items()})
    return found


def root_kind(root):
    return roots()[f'{root.tag} {SOURCED}' if 'source' in root.attrib and f'{root.tag} {SOURCED}' in roots() else root.tag]


def attributes():
    """All attributes, by the names of their kinds and their own."""
    found, seen, ahead = {}, set(), list(roots().values())
    while ahead:
        kind = ahead.pop()
        if id(kind) not in seen:
            seen.add(id(kind))
            found.update({(kind.name, name): attribute for name, attribute in kind.attributes.items()})
            ahead += kind.children.values()
    return found
