/* .xlsx: a zip of parts that point at each other.
 *
 * Opening reads what says where things are: the workbook with its sheets and names, the links of each sheet, and table
 * objects. A sheet's cells are read when they are asked for (xlsx_cells.c), and the shared strings before the first of
 * them. */
#include "sheet/xlsx_private.h"

/* --- parts and links -------------------------------------------------------- */

bool xlsx_part(Workbook *w, Str member, Sax *sax, SheetFault *fault)
{
    XlsxSource *source = w->source;
    Buf xml = {0};
    if (zip_read(source->zip, member, &xml, fault))
        sax_read(sax, w->arena, buf_view(&xml), member, fault);
    buf_free(&xml);
    return fault->kind == SHEET_SOUND;
}

typedef struct LinkReader {
    Workbook *w;
    Str folder;
    XlsxLinks *out;
} LinkReader;

/* xl/worksheets and ../tables/table1.xml: xl/tables/table1.xml. A leading slash begins at the top. */
static Str joined(Arena *a, Str folder, Str target)
{
    if (str_starts(target, "/"))
        return str_dup(a, str_sub(target, 1, target.n));
    for (Str last; str_starts(target, "../"); target = str_sub(target, 3, target.n))
        if (!str_cut_last(folder, '/', &folder, &last))
            folder = (Str){0};
    return folder.n ? str_format(a, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(target)) : str_dup(a, target);
}

static void begin_link(void *self, Str name, const SaxAttributes *at)
{
    LinkReader *r = self;
    Arena *a = r->w->arena;
    Str type = sax_attribute(at, "Type"), before, last;
    if (!str_is(name, "Relationship"))
        return;
    if (str_cut_last(type, '/', &before, &last))
        type = last;
    XlsxLink link = {str_dup(a, sax_attribute(at, "Id")), str_dup(a, type), (Str){0}};
    link.target = joined(a, r->folder, sax_attribute(at, "Target"));
    VEC_PUSH(a, r->out, link);
}

static void end_nothing(void *self, Str name)
{
    (void)self, (void)name;
}

bool xlsx_links(Workbook *w, Str member, XlsxLinks *out, SheetFault *fault)
{
    Str folder, file;
    if (!str_cut_last(member, '/', &folder, &file))
        folder = (Str){0}, file = member;
    LinkReader r = {w, folder, out};
    Sax sax = {.begin = begin_link, .end = end_nothing, .self = &r};
    Str links =
        str_format(w->arena, STR_FMT "%s_rels/" STR_FMT ".rels", STR_ARG(folder), folder.n ? "/" : "", STR_ARG(file));
    return xlsx_part(w, links, &sax, fault);
}

static Str target_of_type(const XlsxLinks *links, const char *type)
{
    for (int i = 0; i < links->n; i++)
        if (str_is(links->at[i].type, type))
            return links->at[i].target;
    return (Str){0};
}

/* --- the workbook ----------------------------------------------------------- */

typedef struct RawName {
    Str name, range;
    int sheet;
} RawName;

typedef struct BookReader {
    Workbook *w;
    VEC(RawName) names;
    bool in_name;
    Buf text;
} BookReader;

static void begin_sheet(BookReader *r, const SaxAttributes *at)
{
    Workbook *w = r->w;
    XlsxSource *source = w->source;
    Str id = sax_attribute_in(at, "/relationships", "id"), state = sax_attribute(at, "state");
    if (w->sheets.n == SHEET_SHEETS_MOST)
        return;
    SheetGrid *s = VEC_NEXT(w->arena, &w->sheets);
    s->name = str_dup(w->arena, sax_attribute(at, "name"));
    s->hidden = str_is(state, "hidden") || str_is(state, "veryHidden");
    for (int i = 0; i < source->links.n; i++)
        if (str_eq(source->links.at[i].id, id))
            s->member = source->links.at[i].target;
}

static void begin_book(void *self, Str name, const SaxAttributes *at)
{
    BookReader *r = self;
    if (str_is(name, "workbookPr")) {
        ((XlsxSource *)r->w->source)->from_1904 = sax_yes(at, "date1904");
    } else if (str_is(name, "sheet")) {
        begin_sheet(r, at);
    } else if (str_is(name, "definedName") && r->names.n < SHEET_NAMES_MOST) {
        r->in_name = true;
        buf_clear(&r->text);
        VEC_PUSH(r->w->arena, &r->names,
                 (RawName){.name = str_dup(r->w->arena, sax_attribute(at, "name")),
                           .sheet = sax_number(at, "localSheetId", -1)});
    }
}

static void end_book(void *self, Str name)
{
    BookReader *r = self;
    if (r->in_name && str_is(name, "definedName")) {
        r->in_name = false;
        r->names.at[r->names.n - 1].range = str_dup(r->w->arena, buf_view(&r->text));
    }
}

static void text_of_book(void *self, Str text)
{
    BookReader *r = self;
    if (r->in_name)
        buf_str(&r->text, text);
}

/* Names that are ranges. Others are formulas and constants, and Excel's own begin with _xlnm. */
static void keep_names(BookReader *r)
{
    for (int i = 0; i < r->names.n; i++) {
        SheetName name = {.name = r->names.at[i].name};
        if (!str_starts(name.name, "_xlnm.")
            && workbook_parse_range(r->w, r->names.at[i].range, false, r->names.at[i].sheet, &name.range))
            VEC_PUSH(r->w->arena, &r->w->names, name);
    }
}

/* --- table objects ---------------------------------------------------------- */

typedef struct ObjectReader {
    Workbook *w;
    int sheet;
} ObjectReader;

static void begin_table(void *self, Str name, const SaxAttributes *at)
{
    ObjectReader *r = self;
    if (!str_is(name, "table") || r->w->names.n >= SHEET_NAMES_MOST)
        return;
    Str shown = sax_attribute(at, "displayName");
    SheetName object = {.of_table = true, .totals = sax_number(at, "totalsRowCount", 0)};
    object.name = str_dup(r->w->arena, shown.n ? shown : sax_attribute(at, "name"));
    if (workbook_parse_range(r->w, sax_attribute(at, "ref"), false, r->sheet, &object.range))
        VEC_PUSH(r->w->arena, &r->w->names, object);
}

static bool read_objects(Workbook *w, int sheet, SheetFault *fault)
{
    XlsxLinks links = {0};
    Str member = w->sheets.at[sheet].member;
    if (!xlsx_links(w, member, &links, fault))
        return false;
    for (int i = 0; i < links.n; i++) {
        ObjectReader r = {w, sheet};
        Sax sax = {.begin = begin_table, .end = end_nothing, .self = &r};
        if (str_is(links.at[i].type, "table") && !xlsx_part(w, links.at[i].target, &sax, fault))
            return false;
    }
    return true;
}

static bool read_book(Workbook *w, Str member, SheetFault *fault)
{
    BookReader r = {.w = w};
    Sax sax = {.begin = begin_book, .end = end_book, .text = text_of_book, .self = &r};
    bool read = xlsx_part(w, member, &sax, fault);
    buf_free(&r.text);
    for (int i = 0; read && i < w->sheets.n; i++)
        read = read_objects(w, i, fault);
    if (read)
        keep_names(&r);
    return read;
}

/* --- what is refused -------------------------------------------------------- */

static bool refuse(Workbook *w, SheetFault *fault, const char *what, Str member, const char *help)
{
    workbook_error(fault, SHEET_REFUSED, str_format(w->arena, "the workbook %s (" STR_FMT ")", what, STR_ARG(member)));
    fault->help = str_c(help);
    return false;
}

static bool is_acceptable(Workbook *w, SheetFault *fault)
{
    const Map *members = &((XlsxSource *)w->source)->zip->members;
    static const char macros[] = "save it without macros: as Excel Workbook (.xlsx) or OpenDocument Spreadsheet (.ods)";
    static const char links[] = "in Excel, choose Data, Edit Links, Break Link; or copy the figures into the workbook";
    for (int i = 0; i < members->n; i++) {
        Str name = members->entries[i].key;
        bool of_office = str_starts(name, "Basic/") || str_starts(name, "Scripts/");
        if (str_ends(name, "vbaProject.bin") || str_starts(name, "xl/macrosheets/") || of_office)
            return refuse(w, fault, "contains macros", name, macros);
        if (str_starts(name, "xl/externalLinks/"))
            return refuse(w, fault, "takes figures from other workbooks", name, links);
        if (str_is(name, "xl/workbook.bin"))
            return refuse(w, fault, "is in the binary form .xlsb", name,
                          "in Excel, choose Save As, Excel Workbook (.xlsx)");
    }
    return true;
}

/* --- OpenDocument in a zip -------------------------------------------------- */

static void begin_manifest(void *self, Str name, const SaxAttributes *at)
{
    (void)at;
    if (str_is(name, "encryption-data"))
        *(bool *)self = true;
}

static bool open_office(Workbook *w, SheetFault *fault)
{
    XlsxSource *source = w->source;
    bool encrypted = false;
    Sax sax = {.begin = begin_manifest, .end = end_nothing, .self = &encrypted};
    Buf content = {0}, styles = {0};
    if (!xlsx_part(w, STR("META-INF/manifest.xml"), &sax, fault))
        return false;
    if (encrypted)
        return refuse(w, fault, "is encrypted; expected one without a password", STR("META-INF/manifest.xml"),
                      "in LibreOffice, choose Save As and clear Save with password");
    bool read = zip_read(source->zip, STR("content.xml"), &content, fault);
    zip_read(source->zip, STR("styles.xml"), &styles, fault);
    read = read && fault->kind == SHEET_SOUND && ods_read(w, buf_view(&styles), buf_view(&content), fault);
    buf_free(&content);
    buf_free(&styles);
    return read;
}

bool xlsx_open(Workbook *w, Str bytes, SheetFault *fault)
{
    XlsxSource *source = NEW(w->arena, XlsxSource);
    w->source = source;
    source->zip = zip_open(w->arena, bytes, fault);
    if (!source->zip || !is_acceptable(w, fault))
        return false;
    if (zip_has(source->zip, STR("content.xml")))
        return open_office(w, fault);
    XlsxLinks top = {0};
    if (!xlsx_links(w, STR(""), &top, fault))
        return false;
    Str book = target_of_type(&top, "officeDocument");
    if (!book.n)
        book = STR("xl/workbook.xml");
    if (!zip_has(source->zip, book)) {
        workbook_error(fault, SHEET_DAMAGED, STR("this is a packed file, but not a workbook; expected .xlsx or .ods"));
        return false;
    }
    if (!xlsx_links(w, book, &source->links, fault) || !read_book(w, book, fault))
        return false;
    source->strings_member = target_of_type(&source->links, "sharedStrings");
    return xlsx_styles(w, target_of_type(&source->links, "styles"), fault);
}
