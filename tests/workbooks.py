"""workbooks.py: makes workbooks for tests, as Excel (.xlsx) and LibreOffice (.ods, .fods) write them, without either.

A sheet is a list of rows, a row a list of cells. A cell is None, a number, words, True or False, or a Cell with a formula,
a style or an error. A Book has sheets, names for ranges and table objects."""
import dataclasses
import functools
import io
import re
import xml.sax.saxutils
import zipfile

STYLES = ['General', '0', '#,##0', '0.0', '0.00', '0%', '0.0%', 'd mmm yyyy', '#,##0,', '[h]:mm', '"£"#,##0;[Red]-"£"#,##0']


@dataclasses.dataclass
class Cell:
    value: object = None        # stored; None with a formula: not stored
    formula: str = ''
    style: str = 'General'
    error: bool = False
    shared: tuple = ()          # (number, range or '') of a shared formula


@dataclasses.dataclass
class Sheet:
    name: str
    rows: list
    hidden: bool = False
    hidden_rows: tuple = ()
    hidden_columns: tuple = ()
    merges: tuple = ()
    tables: tuple = ()          # (name, range, rows of totals)


@dataclasses.dataclass
class Book:
    sheets: list
    names: dict = dataclasses.field(default_factory=dict)
    strings: str = 'shared'     # or 'inline'
    from_1904: bool = False
    more: dict = dataclasses.field(default_factory=dict)        # further members of the zip


def quoted(text):
    return xml.sax.saxutils.escape(text, {'"': '&quot;'})


def cell_name(row, column):
    letters = ''
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return f'{letters}{row}'


def as_cell(value):
    return value if isinstance(value, Cell) else Cell(value)


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


class Xlsx:
    """The parts of an .xlsx."""

    def __init__(self, book):
        self.book = book
        self.strings = []
        self.parts = {}

    def string(self, text):
        if text not in self.strings:
            self.strings.append(text)
        return self.strings.index(text)

    def cell(self, row, column, value):
        c = as_cell(value)
        if c.value is None and not c.formula and not c.shared:
            return ''
        kind, inner = '', ''
        if c.shared:
            number, area = c.shared
            ref = f' ref="{area}"' if area else ''
            inner = f'<f t="shared"{ref} si="{number}">{quoted(c.formula)}</f>' if c.formula else f'<f t="shared" si="{number}"/>'
        elif c.formula:
            inner = f'<f>{quoted(c.formula)}</f>'
        if c.error:
            kind, inner = ' t="e"', inner + f'<v>{c.value}</v>'
        elif isinstance(c.value, bool):
            kind, inner = ' t="b"', inner + f'<v>{int(c.value)}</v>'
        elif isinstance(c.value, (int, float)):
            inner += f'<v>{c.value!r}</v>'
        elif isinstance(c.value, bytes):                # a number as it stands in the file
            inner += f'<v>{c.value.decode()}</v>'
        elif c.value is not None and c.formula:
            kind, inner = ' t="str"', inner + f'<v>{quoted(c.value)}</v>'
        elif c.value is not None and self.book.strings == 'inline':
            kind, inner = ' t="inlineStr"', f'<is><t xml:space="preserve">{quoted(c.value)}</t></is>'
        elif c.value is not None:
            kind, inner = ' t="s"', f'<v>{self.string(c.value)}</v>'
        style = STYLES.index(c.style)
        return f'<c r="{cell_name(row, column)}"' + (f' s="{style}"' if style else '') + f'{kind}>{inner}</c>'

    def sheet(self, number, sheet):
        rows = []
        for r, row in enumerate(sheet.rows, 1):
            cells = ''.join(self.cell(r, c, value) for c, value in enumerate(row, 1))
            hidden = ' hidden="1"' if r in sheet.hidden_rows else ''
            if cells:
                rows.append(f'<row r="{r}"{hidden}>{cells}</row>')
        columns = ''.join(f'<col min="{c}" max="{c}" width="9" hidden="1"/>' for c in sheet.hidden_columns)
        merges = ''.join(f'<mergeCell ref="{m}"/>' for m in sheet.merges)
        parts = ''.join(f'<tablePart r:id="rId{i}"/>' for i in range(1, len(sheet.tables) + 1))
        self.parts[f'xl/worksheets/sheet{number}.xml'] = (
            f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">' + (f'<cols>{columns}</cols>' if columns else '')
            + f'<sheetData>{"".join(rows)}</sheetData>' + (f'<mergeCells>{merges}</mergeCells>' if merges else '')
            + (f'<tableParts>{parts}</tableParts>' if parts else '') + '</worksheet>')
        links = ''
        for i, (name, area, totals) in enumerate(sheet.tables, 1):
            part = f'table{number}_{i}.xml'
            links += f'<Relationship Id="rId{i}" Type="{OFFICE}/table" Target="../tables/{part}"/>'
            self.parts[f'xl/tables/{part}'] = (f'{HEAD}<table xmlns="{MAIN}" id="{number * 100 + i}" name="{name}" displayName="{name}" '
                                               f'ref="{area}" totalsRowCount="{totals}"><autoFilter ref="{area}"/></table>')
        if links:
            self.parts[f'xl/worksheets/_rels/sheet{number}.xml.rels'] = f'{HEAD}<Relationships xmlns="{LINKS}">{links}</Relationships>'

    def workbook(self):
        book = self.book
        sheets = ''.join(f'<sheet name="{quoted(s.name)}" sheetId="{i}" r:id="rId{i}"{" state=" + chr(34) + "hidden" + chr(34) if s.hidden else ""}/>'
                         for i, s in enumerate(book.sheets, 1))
        names = ''.join(f'<definedName name="{n}">{quoted(r)}</definedName>' for n, r in book.names.items())
        self.parts['xl/workbook.xml'] = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">' + ('<workbookPr date1904="1"/>' if book.from_1904 else '')
                                         + f'<sheets>{sheets}</sheets>' + (f'<definedNames>{names}</definedNames>' if names else '') + '</workbook>')
        n = len(book.sheets)
        links = ''.join(f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, n + 1))
        links += f'<Relationship Id="rId{n + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
        if self.strings:
            links += f'<Relationship Id="rId{n + 2}" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            items = ''.join(f'<si><t xml:space="preserve">{quoted(s)}</t></si>' for s in self.strings)
            self.parts['xl/sharedStrings.xml'] = f'{HEAD}<sst xmlns="{MAIN}" count="{len(self.strings)}" uniqueCount="{len(self.strings)}">{items}</sst>'
        self.parts['xl/_rels/workbook.xml.rels'] = f'{HEAD}<Relationships xmlns="{LINKS}">{links}</Relationships>'

    def fixed(self):
        formats = ''.join(f'<numFmt numFmtId="{164 + i}" formatCode="{quoted(s)}"/>' for i, s in enumerate(STYLES) if i)
        xfs = ''.join(f'<xf numFmtId="{164 + i if i else 0}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for i in range(len(STYLES)))
        self.parts['xl/styles.xml'] = (f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(STYLES) - 1}">{formats}</numFmts>'
                                       '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
                                       '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
                                       '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
                                       f'<cellXfs count="{len(STYLES)}">{xfs}</cellXfs></styleSheet>')
        self.parts['_rels/.rels'] = f'{HEAD}<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        kinds = {'xl/workbook.xml': 'sheet.main', 'xl/styles.xml': 'styles', 'xl/sharedStrings.xml': 'sharedStrings'}
        overrides = ''
        for part in self.parts:
            kind = kinds.get(part) or ('worksheet' if part.startswith('xl/worksheets/sheet') else 'table' if part.startswith('xl/tables/') else None)
            if kind:
                overrides += f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        self.parts['[Content_Types].xml'] = (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                                             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                                             f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>')

    def bytes(self):
        for i, sheet in enumerate(self.book.sheets, 1):
            self.sheet(i, sheet)
        self.workbook()
        self.fixed()
        return packed({**self.parts, **self.book.more})


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as z:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2014, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == 'mimetype' else method
            z.writestr(info, content)
    return out.getvalue()


def xlsx(book):
    return Xlsx(book).bytes()


def from_sheet(rows, name='Sheet1', area=None, **more):
    """A workbook of one sheet, with a range called Plan over all of it."""
    wide = max(len(r) for r in rows)
    area = area or f'$A$1:${cell_name(1, wide)[:-1]}${len(rows)}'
    return Book([Sheet(name, rows, **more)], {'Plan': "'" + name.replace("'", "''") + f"'!{area}"})


# --- OpenDocument ---------------------------------------------------------------------------------------------------

SPACES = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in (
    ('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style'), ('number', 'datastyle'), ('meta', 'meta')))
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
REFERENCE = re.compile(r"(?:('(?:[^']|'')+'|\w+)!)?(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?(?![\w(])")


def of_formula(formula):
    """An Excel formula as OpenDocument writes it."""
    def reference(m):
        sheet = f'${m[1]}' if m[1] else ''
        return f'[{sheet}.{m[2]}' + (f':.{m[3]}' if m[3] else '') + ']'
    return 'of:=' + REFERENCE.sub(reference, formula).replace(',', ';')


def of_address(area):
    sheet, _, cells = area.replace('$', '').rpartition('!')
    first, _, last = cells.partition(':')
    return f'${sheet}.{first}' + (f':.{last}' if last else '')


def of_cell(value, merge):
    c = as_cell(value)
    attributes = f' table:style-name="ce{STYLES.index(c.style)}"' if c.style in STYLES[1:7] else ''
    if c.formula:
        attributes += f' table:formula="{quoted(of_formula(c.formula))}"'
    if merge:
        attributes += ' table:number-columns-spanned="{}" table:number-rows-spanned="{}"'.format(*merge)
    if c.value is None:
        return f'<table:table-cell{attributes}/>'
    text = '' if isinstance(c.value, (int, float)) and not isinstance(c.value, bool) else quoted(str(c.value)).upper() if isinstance(c.value, bool) else quoted(c.value)
    if c.error:
        attributes += ' office:value-type="string" office:string-value="" calcext:value-type="error"'
    elif isinstance(c.value, bool):
        attributes += f' office:value-type="boolean" office:boolean-value="{str(c.value).lower()}"'
    elif isinstance(c.value, (int, float)):
        attributes += f' office:value-type="{"percentage" if c.style.endswith("%") else "float"}" office:value="{c.value!r}"'
        text = repr(c.value)
    else:
        attributes += ' office:value-type="string"'
    return f'<table:table-cell{attributes}><text:p>{text}</text:p></table:table-cell>'


def of_sheet(sheet):
    merges = {}
    for area in sheet.merges:
        corners = re.findall(r'([A-Z]+)(\d+)', area)
        columns = [functools.reduce(lambda n, l: n * 26 + ord(l) - 64, letters, 0) for letters, _ in corners]
        merges[(int(corners[0][1]), columns[0])] = (columns[1] - columns[0] + 1, int(corners[1][1]) - int(corners[0][1]) + 1)
    wide = max((len(r) for r in sheet.rows), default=1)
    collapsed = ' table:visibility="collapse"'
    lines = [f'<table:table table:name="{quoted(sheet.name)}"{" table:style-name=" + chr(34) + "hidden" + chr(34) if sheet.hidden else ""}>']
    lines += [f'<table:table-column{collapsed if c in sheet.hidden_columns else ""}/>' for c in range(1, wide + 1)]
    for r, row in enumerate(sheet.rows, 1):
        cells = ''.join('\n  ' + of_cell(value, merges.get((r, c))) for c, value in enumerate(row, 1))
        lines.append(f'<table:table-row{collapsed if r in sheet.hidden_rows else ""}>{cells or "<table:table-cell/>"}</table:table-row>')
    return '\n'.join(lines) + '\n</table:table>\n'


def of_styles():
    out = '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>\n'
    for i, style in enumerate(STYLES[1:7], 1):
        kind = 'percentage' if style.endswith('%') else 'number'
        places = len(style.strip('%').partition('.')[2])
        out += (f'<number:{kind}-style style:name="n{i}"><number:number number:decimal-places="{places}"/></number:{kind}-style>'
                f'<style:style style:name="ce{i}" style:family="table-cell" style:data-style-name="n{i}"/>\n')
    return out


def of_content(book, top, more=''):
    names = ''.join(f'<table:named-range table:name="{n}" table:cell-range-address="{quoted(of_address(a))}"/>' for n, a in book.names.items())
    ranges = ''.join(f'<table:database-range table:name="{n}" table:target-range-address="{quoted(of_address(s.name + "!" + a))}"/>'
                     for s in book.sheets for n, a, _ in s.tables)
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{top} {SPACES} office:version="1.2"{more}>\n<office:automatic-styles>\n{of_styles()}</office:automatic-styles>\n'
            f'<office:body><office:spreadsheet>\n{"".join(of_sheet(s) for s in book.sheets)}'
            + (f'<table:named-expressions>{names}</table:named-expressions>\n' if names else '') + (f'<table:database-ranges>{ranges}</table:database-ranges>\n' if ranges else '')
            + f'</office:spreadsheet></office:body>\n</office:{top}>\n')


KIND = 'application/vnd.oasis.opendocument.spreadsheet'


def fods(book):
    return of_content(book, 'document', f' office:mimetype="{KIND}"').encode()


def ods(book):
    manifest = (f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    return packed({'mimetype': KIND, 'content.xml': of_content(book, 'document-content'), 'META-INF/manifest.xml': manifest, **book.more})
