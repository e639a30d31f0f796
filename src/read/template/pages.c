/* Page masters of a template, and their drawings.
 *
 * A master is merged by name: its attributes change the master of that name (or of like=), and its drawings are added
 * to the earlier ones, or take their place with replace="yes". Drawings are text, rectangles, lines, circles, paths and
 * pictures (pictures.c) in page lengths from the top left corner; <clip> crops those inside it to a rectangle. Paths
 * are the absolute M, L, C and Z of SVG, in the unit of unit=.
 *
 * A master that leaves no room for text is refused here, so that layout can rely on some. */
#include "read/template/template_private.h"

#include "base/ascii.h"
#include "base/len.h"
#include "base/str.h"

typedef VEC(PathSeg) SegVec;

static const Choice folio_choices[] = {{"none", FOLIO_NONE}, {"decimal", FOLIO_DECIMAL}, {"roman", FOLIO_ROMAN}};
const Choice sides_choices[] = {{"both", SIDES_BOTH}, {"recto", SIDES_RECTO}, {"verso", SIDES_VERSO}};
static const Choice opener_choices[] = {{"yes", OPENER_TOO}, {"no", OPENER_NOT}, {"only", OPENER_ONLY}};

/* --- paths ------------------------------------------------------------ */

typedef struct PathText {
    Str rest;
    const char *unit;
} PathText;

static void skip_parting(PathText *p)
{
    int n = 0;
    while (n < p->rest.n
           && (p->rest.p[n] == ' ' || p->rest.p[n] == ',' || p->rest.p[n] == '\n' || p->rest.p[n] == '\r'
               || p->rest.p[n] == '\t'))
        n++;
    p->rest = str_sub(p->rest, n, p->rest.n);
}

/* A number in the path's unit. */
static bool path_number(PathText *p, Len *out)
{
    char text[32];
    int n = 0;
    skip_parting(p);
    while (n < p->rest.n && n < 24) {
        char c = p->rest.p[n];
        if (!(is_digit(c) || c == '.' || (n == 0 && c == '-')))
            break;
        text[n++] = c;
    }
    if (n == 0)
        return false;
    int end = n;
    for (const char *u = p->unit; *u; u++)
        text[end++] = *u;
    if (!len_parse((Str){text, end}, out))
        return false;
    p->rest = str_sub(p->rest, n, p->rest.n);
    return true;
}

static int points_of(char op)
{
    switch (op) {
    case 'M':
    case 'L': return 1;
    case 'C': return 3;
    case 'Z': return 0;
    default: return -1;
    }
}

/* One segment; *op is the current letter, because further numbers continue with it (after M with L). */
static bool path_segment(PathText *p, char *op, PathSeg *seg)
{
    char c = p->rest.p[0];
    if (points_of(c) >= 0) {
        *op = c;
        p->rest = str_sub(p->rest, 1, p->rest.n);
    } else if (*op == 'M') {
        *op = 'L';
    } else if (*op == 'Z') {
        return false;
    }
    *seg = (PathSeg){.op = (PathOp)*op};
    for (int i = 0; i < points_of(*op); i++)
        if (!path_number(p, &seg->x[i]) || !path_number(p, &seg->y[i]))
            return false;
    skip_parting(p);
    return true;
}

static bool parse_path(Arena *a, Str d, const char *unit, SegVec *out)
{
    PathText p = {d, unit};
    char op = 'Z';
    skip_parting(&p);
    if (p.rest.n == 0 || p.rest.p[0] != 'M')
        return false;
    while (p.rest.n > 0) {
        PathSeg seg;
        if (!path_segment(&p, &op, &seg))
            return false;
        VEC_PUSH(a, out, seg);
    }
    return true;
}

static void read_path(Build *b, const XmlNode *e, Placed *p)
{
    SegVec segs = {0};
    const char *unit = str_is(xml_attr(b->r, e, "unit"), "mm") ? "mm" : "pt";
    if (!parse_path(b->r->job, xml_attr(b->r, e, "d"), unit, &segs)) {
        Pos pos = xml_attr_pos(e, b->file, "d");
        diag(b->r->diag, TPL004, pos, "the path is not valid; expected M, L, C and Z with numbers, starting with M");
        return;
    }
    p->path = segs.at;
    p->npath = segs.n;
}

/* --- things placed ---------------------------------------------------- */

static const Str text_fields[] = {
    {"title", 5},
    {"subtitle", 8},
    {"period", 6},
    {"organisation", 12},
    {"edition", 7},
    {"date", 4},
    {"section", 7},
    {"number", 6},
    {"page", 4},
    {"pages", 5},
    {"item", 4},
    {"classification", 14},
    {"from", 4},
    {"to", 2},
    {"access", 6},
    {"report-page", 11},
    {"report-pages", 12},
    {"pack-page", 9},
    {"pack-pages", 10},
    {"h1", 2},
    {"h2", 2},
    {"h3", 2},
    {"dt", 2},
    {"last-h1", 7},
    {"last-h2", 7},
    {"last-h3", 7},
    {"last-dt", 7},
    {"range-h1", 8},
    {"range-h2", 8},
    {"range-h3", 8},
    {"range-dt", 8},
    {"part", 4},
    {"part-title", 10},
};
enum { FIELDS_OF_HEADINGS = 19 }; /* the first that depends on the headings of a page */

static bool read_field(Build *b, Str name)
{
    for (int i = 0; i < COUNT(text_fields); i++) {
        if (!str_eq(text_fields[i], name))
            continue;
        b->t->names_headings = b->t->names_headings || i >= FIELDS_OF_HEADINGS;
        return true;
    }
    return false;
}

static void check_fields(Build *b, const XmlNode *e, Str text)
{
    Str before, rest = text, field;
    while (str_cut(rest, '{', &before, &rest)) {
        if (!str_cut(rest, '}', &field, &rest)) {
            diag(b->r->diag, TPL004, xml_text_pos(e, b->file), "a field in braces is not closed; expected } after it");
            return;
        }
        if (read_field(b, field))
            continue;
        diag(b->r->diag, TPL003, xml_text_pos(e, b->file), "unknown field \"" STR_FMT "\"", STR_ARG(field));
        diag_nearest(b->r->diag, field, text_fields, COUNT(text_fields));
    }
}

static void read_placed_text(Build *b, const XmlNode *e, Placed *p)
{
    p->text = str_trim(xml_text(b->r, e));
    check_fields(b, e, p->text);
    p->style = xml_attr(b->r, e, "style");
    use_name(b, USE_STYLE, p->style, attr_place(b, e, "style"));
    p->align = (Align)read_choice(b, e, "align", CHOICES(align_choices), ALIGN_LEFT);
    read_yes_no(b, e, "upwards", &p->bottom);
}

/* Kept as what it lets through, so that 0 is the usual. */
static void read_opacity(Build *b, const XmlNode *e, Placed *p)
{
    Str opacity = xml_attr(b->r, e, "opacity");
    int per_cent;
    if (!opacity.n)
        return;
    if (str_ends(opacity, "%") && str_to_int(str_sub(opacity, 0, opacity.n - 1), &per_cent) && per_cent >= 1
        && per_cent <= 100)
        p->clear = 100 - per_cent;
    else
        diag(b->r->diag, TPL004, attr_place(b, e, "opacity"),
             "opacity is \"" STR_FMT "\"; expected a percentage from 1%% to 100%%", STR_ARG(opacity));
}

static void read_shape(Build *b, const XmlNode *e, Placed *p)
{
    p->fill = p->stroke = SWATCH_NONE;
    read_swatch(b, e, "fill", &p->fill);
    read_swatch(b, e, "stroke", &p->stroke);
    read_length(b, e, "stroke-width", &p->stroke_width);
    read_opacity(b, e, p);
    if (p->kind == PLACED_CIRCLE)
        read_length(b, e, "radius", &p->w);
    if (p->kind == PLACED_PATH)
        read_path(b, e, p);
}

static PlacedKind placed_kind(const XmlNode *e)
{
    if (xml_is(e, "text"))
        return PLACED_TEXT;
    if (xml_is(e, "rect"))
        return PLACED_RECT;
    if (xml_is(e, "line"))
        return PLACED_LINE;
    if (xml_is(e, "circle"))
        return PLACED_CIRCLE;
    if (xml_is(e, "picture"))
        return PLACED_PICTURE;
    if (xml_is(e, "tab"))
        return PLACED_TAB;
    return PLACED_PATH;
}

static const Choice tab_choices[] = {{"part", false}, {"section", true}};

static void read_tab_colours(Build *b, const XmlNode *e, Tab *tab)
{
    VEC(TabColour) colours = {0};
    for (const XmlNode *one = xml_first(e); one; one = xml_next(one)) {
        TabColour colour = {xml_attr(b->r, one, "class"), SWATCH_NONE};
        read_swatch(b, one, "fill", &colour.fill);
        note_class(b, colour.class_name, STR("h1"));
        VEC_PUSH(b->r->job, &colours, colour);
    }
    tab->colours = colours.at;
    tab->ncolours = colours.n;
}

static void read_tab(Build *b, const XmlNode *e, Placed *p)
{
    Tab *tab = NEW(b->r->job, Tab);
    b->t->names_headings = true;
    read_swatch(b, e, "fill", &p->fill);
    read_length(b, e, "length", &tab->length);
    tab->of_sections = read_choice(b, e, "by", CHOICES(tab_choices), false);
    read_tab_colours(b, e, tab);
    p->tab = tab;
}

/* Only the clip of `clip` is used. */
static Placed read_placed(Build *b, const XmlNode *e, const Placed *clip)
{
    Placed p = *clip;
    p.kind = placed_kind(e);
    p.fill = p.stroke = SWATCH_NONE;
    p.pos = xml_pos(e, b->file);
    read_offset(b, e, "x", &p.x);
    read_offset(b, e, "y", &p.y);
    read_offset(b, e, "width", &p.w);
    read_offset(b, e, "height", &p.h);
    read_yes_no(b, e, "mirror", &p.mirror);
    p.sides = (Sides)read_choice(b, e, "on", CHOICES(sides_choices), SIDES_BOTH);
    p.opener = (OnOpener)read_choice(b, e, "on-opener", CHOICES(opener_choices), OPENER_TOO);
    p.when = xml_attr(b->r, e, "when");
    p.unless = xml_attr(b->r, e, "unless");
    Str role = xml_attr(b->r, e, "role");
    p.running_head = str_is(role, "head");
    p.running_foot = str_is(role, "foot");
    if (p.kind == PLACED_TEXT)
        read_placed_text(b, e, &p);
    else if (p.kind == PLACED_PICTURE)
        read_placed_picture(b, e, &p);
    else if (p.kind == PLACED_TAB)
        read_tab(b, e, &p);
    else
        read_shape(b, e, &p);
    return p;
}

static Placed read_clip(Build *b, const XmlNode *e)
{
    Placed p = {.clipped = true};
    read_offset(b, e, "x", &p.clip_x);
    read_offset(b, e, "y", &p.clip_y);
    read_length(b, e, "width", &p.clip_w);
    read_length(b, e, "height", &p.clip_h);
    return p;
}

static bool is_drawing(const XmlNode *e)
{
    static const char *const names[] = {"text", "rect", "line", "circle", "path", "picture", "tab"};
    for (int i = 0; i < COUNT(names); i++)
        if (xml_is(e, names[i]))
            return true;
    return false;
}

void read_drawings(Build *b, const XmlNode *parent, PlacedVec *out)
{
    const Placed unclipped = {0};
    for (const XmlNode *e = xml_first(parent); e; e = xml_next(e)) {
        if (is_drawing(e))
            VEC_PUSH(b->r->job, out, read_placed(b, e, &unclipped));
        if (!xml_is(e, "clip"))
            continue;
        Placed clip = read_clip(b, e);
        for (const XmlNode *inner = xml_first(e); inner; inner = xml_next(inner))
            VEC_PUSH(b->r->job, out, read_placed(b, inner, &clip));
    }
}

static void read_drawing(Build *b, const XmlNode *page, PageMaster *m)
{
    PlacedVec placed = {0};
    bool replaces = false;
    read_yes_no(b, page, "replace", &replaces);
    for (int i = 0; i < m->nplaced && !replaces; i++)
        VEC_PUSH(b->r->job, &placed, m->placed[i]);
    read_drawings(b, page, &placed);
    m->placed = placed.at;
    m->nplaced = placed.n;
}

/* --- masters ---------------------------------------------------------- */

static PageMaster *find_master(Build *b, Str name)
{
    int found = map_number(&b->t->master_names, name);
    return found < 0 ? NULL : &b->masters.at[found];
}

static void copy_like(Build *b, const XmlNode *e, PageMaster *m)
{
    if (!xml_has(e, "like"))
        return;
    Str name = xml_attr(b->r, e, "like"), own = m->name;
    const PageMaster *like = find_master(b, name);
    if (like) {
        *m = *like;
        m->name = own;
        return;
    }
    report_unknown(b, attr_place(b, e, "like"), "page master", name, &b->t->master_names);
}

/* A4 with plain margins: the start of every master. */
static PageMaster plain_master(Str name)
{
    PageMaster m = {.name = name, .columns = 1};
    check(len_parse(STR("210mm"), &m.width) && len_parse(STR("297mm"), &m.height));
    check(len_parse(STR("24mm"), &m.top) && len_parse(STR("5mm"), &m.margin_gap));
    m.bottom = m.inner = m.outer = m.top;
    return m;
}

static bool has_room(const PageMaster *m)
{
    int64_t across = (int64_t)m->width - m->inner - m->outer - (int64_t)m->gutter * (m->columns - 1);
    int64_t down = (int64_t)m->height - m->top - m->bottom - m->sink;
    return across >= (int64_t)PT(36) * m->columns && down >= PT(72);
}

static void read_master_attributes(Build *b, const XmlNode *e, PageMaster *m)
{
    read_length(b, e, "width", &m->width);
    read_length(b, e, "height", &m->height);
    read_length(b, e, "top", &m->top);
    read_length(b, e, "bottom", &m->bottom);
    read_length(b, e, "inner", &m->inner);
    read_length(b, e, "outer", &m->outer);
    read_yes_no(b, e, "mirror", &m->mirror);
    read_number(b, e, "columns", (Range){1, 6}, &m->columns);
    read_length(b, e, "gutter", &m->gutter);
    read_length(b, e, "column-rule", &m->column_rule);
    read_swatch(b, e, "column-rule-colour", &m->column_rule_colour);
    read_length(b, e, "margin-width", &m->margin_width);
    read_length(b, e, "margin-gap", &m->margin_gap);
    read_length(b, e, "sink", &m->sink);
    m->folio = (FolioStyle)read_choice(b, e, "folio", CHOICES(folio_choices), (int)m->folio);
    read_yes_no(b, e, "folio-restart", &m->folio_restart);
    read_yes_no(b, e, "level-feet", &m->feet);
    read_yes_no(b, e, "snap", &m->snap);
}

static int millimetres(Len length)
{
    return (int)(((int64_t)length * 254 + PT(360)) / PT(720));
}

/* The margin column lies in the outer margin. */
static void check_margin_column(Build *b, const XmlNode *e, PageMaster *m)
{
    if (!m->margin_width || (int64_t)m->margin_width + m->margin_gap <= m->outer)
        return;
    const char *attribute = xml_has(e, "margin-width") ? "margin-width"
                            : xml_has(e, "margin-gap") ? "margin-gap"
                                                       : "outer";
    diag(b->r->diag, TPL004, xml_attr_pos(e, b->file, attribute),
         "the margin column of page \"" STR_FMT "\" and the gap before it take %d mm; expected at most the outer "
         "margin, %d mm",
         STR_ARG(m->name), millimetres(m->margin_width + m->margin_gap), millimetres(m->outer));
    m->margin_width = 0;
}

static void read_page(Build *b, const XmlNode *e)
{
    Str name = xml_attr(b->r, e, "name");
    PageMaster *old = find_master(b, name);
    PageMaster m = old ? *old : plain_master(name);
    copy_like(b, e, &m);
    read_master_attributes(b, e, &m);
    check_margin_column(b, e, &m);
    read_drawing(b, e, &m);
    if (!has_room(&m)) {
        diag(b->r->diag, TPL004, xml_pos(e, b->file),
             "the margins of page \"" STR_FMT "\" leave no room for text; expected at least 36pt across each column "
             "and 72pt down",
             STR_ARG(name));
        PageMaster plain = plain_master(name);
        plain.placed = m.placed;
        plain.nplaced = m.nplaced;
        m = plain;
    }
    if (old) {
        *old = m;
        return;
    }
    map_put_number(b->r->job, &b->t->master_names, name, b->masters.n);
    VEC_PUSH(b->r->job, &b->masters, m);
}

void read_pages(Build *b, const XmlNode *pages)
{
    for (const XmlNode *e = xml_first(pages); e; e = xml_next(e))
        read_page(b, e);
}
