/* Templates: from templates/NAME.xml, and the templates it extends, to a Template.
 *
 * The chain of extends is followed first, down to the template that extends nothing. Then the layers are read from
 * that one upwards into one Build, so each finds what it changes already there. Swatches, page masters, boxes and
 * table styles are changed by name; style rules are added after those below; the list of the front is replaced as a
 * whole; roles, numbering, grid, typographic quotation marks and the form of negatives change one by one where
 * given. A swatch keeps its index when a layer changes its colour, so everything painted with it below changes too:
 * that is how a template gets another main colour.
 *
 * Names of page masters, styles and places are looked up when all layers are merged, and missing ones are reported
 * where they were named. A template with errors is still usable: each error leaves something plain in its place.
 * Only an unreadable chain, or one without any page, gives no template. */
#include "read/template/template_private.h"

#include "base/str.h"
#include "file/file.h"
#include "read/products/products.h"

typedef struct Layer {
    Str name;
    const XmlNode *root;
    int file;
} Layer;
typedef VEC(Layer) Layers;

enum { MAX_LAYERS = 16 };

/* --- the chain -------------------------------------------------------- */

static Str template_path(const Reader *r, Str name)
{
    Str folder = path_join(r->job, r->home, STR("templates"));
    return path_join(r->job, folder, str_format(r->job, STR_FMT ".xml", STR_ARG(name)));
}

/* A template is a name, not a path: no folders, no hidden files. */
static bool is_plain_name(Str name)
{
    for (int i = 0; i < name.n; i++)
        if (name.p[i] == '/' || name.p[i] == '\0')
            return false;
    return name.n > 0 && name.p[0] != '.';
}

static void report_missing(const Reader *r, Str name, Pos from)
{
    Str *files, folder = path_join(r->job, r->home, STR("templates"));
    int count;
    if (!dir_list(r->job, folder, &files, &count)) {
        diag(r->diag, IO005, from, "no templates found in \"" STR_FMT "\"", STR_ARG(folder));
        return;
    }
    int n = 0;
    for (int i = 0; i < count; i++)
        if (str_ends(files[i], ".xml"))
            files[n++] = str_sub(files[i], 0, files[i].n - 4);
    diag(r->diag, TPL001, from, "template \"" STR_FMT "\" not found", STR_ARG(name));
    diag_nearest(r->diag, name, files, n);
}

static bool in_chain(const Layers *layers, Str name)
{
    for (int i = 0; i < layers->n; i++)
        if (str_eq(layers->at[i].name, name))
            return true;
    return false;
}

static bool refuse_chain(const Reader *r, const Layers *layers, Str name, Pos from)
{
    if (in_chain(layers, name)) {
        Buf ring = {0};
        for (int i = 0; i < layers->n; i++)
            buf_format(&ring, STR_FMT " extends ", STR_ARG(layers->at[i].name));
        buf_str(&ring, name);
        diag(r->diag, TPL002, from, "templates extend each other in a circle: " STR_FMT, STR_ARG(buf_view(&ring)));
        buf_free(&ring);
        return true;
    }
    if (layers->n == MAX_LAYERS) {
        diag(r->diag, TPL002, from, "a chain of more than %d templates extend each other; expected fewer", MAX_LAYERS);
        return true;
    }
    return false;
}

/* The requested template first, the one that extends nothing last. */
static bool follow_extends(const Reader *r, Str name, Pos from, Layers *layers)
{
    for (;;) {
        if (refuse_chain(r, layers, name, from))
            return false;
        Str path = is_plain_name(name) ? template_path(r, name) : (Str){"", 0};
        if (path.n == 0 || !path_exists(path)) {
            report_missing(r, name, from);
            return false;
        }
        Layer layer = {.name = name};
        layer.root = xml_read(r, path, "template", from, &layer.file);
        if (!layer.root)
            return false;
        VEC_PUSH(r->job, layers, layer);
        if (!xml_has(layer.root, "extends"))
            return true;
        name = xml_attr(r, layer.root, "extends");
        from = xml_attr_pos(layer.root, layer.file, "extends");
        from.len = name.n;
    }
}

/* --- small parts ------------------------------------------------------ */

static SwatchColour *open_swatch(Build *b, Str name)
{
    int found = map_number(&b->swatch_names, name);
    if (found >= 0)
        return &b->swatches.at[found];
    map_put_number(b->r->job, &b->swatch_names, name, b->swatches.n);
    VEC_PUSH(b->r->job, &b->swatches, (SwatchColour){.name = name, .k = 100});
    return &b->swatches.at[b->swatches.n - 1];
}

static void read_swatch_colour(Build *b, const XmlNode *e)
{
    SwatchColour *s = open_swatch(b, xml_attr(b->r, e, "name"));
    uint8_t rgb[3], cmyk[4];
    if (!parse_rgb(xml_attr(b->r, e, "rgb"), rgb))
        diag(b->r->diag, TPL004, attr_place(b, e, "rgb"),
             "the colour is not valid; expected six hexadecimal digits such as #12284C");
    else
        s->r = rgb[0], s->g = rgb[1], s->b = rgb[2];
    if (!parse_cmyk(xml_attr(b->r, e, "cmyk"), cmyk))
        diag(b->r->diag, TPL004, attr_place(b, e, "cmyk"),
             "the colour is not valid; expected four percentages such as 100 80 20 40");
    else
        s->c = cmyk[0], s->m = cmyk[1], s->y = cmyk[2], s->k = cmyk[3];
}

enum { SWATCHES_MAX = 1000 };

static void read_swatches(Build *b, const XmlNode *swatches)
{
    for (const XmlNode *e = xml_first(swatches); e; e = xml_next(e)) {
        read_swatch_colour(b, e);
        if (b->swatches.n <= SWATCHES_MAX)
            continue;
        diag(b->r->diag, DOC003, xml_pos(e, b->file), "too many swatches; expected at most %d", SWATCHES_MAX);
        return;
    }
}

static FrontKind front_kind(const XmlNode *e)
{
    static const struct {
        const char *name;
        FrontKind kind;
    } kinds[] = {
        {"cover", FRONT_COVER},
        {"contents", FRONT_CONTENTS},
        {"list-of-tables", FRONT_TABLES},
        {"list-of-figures", FRONT_FIGURES},
    };
    for (int i = 0; i < COUNT(kinds); i++)
        if (xml_is(e, kinds[i].name))
            return kinds[i].kind;
    return FRONT_CONTENTS;
}

static void read_front(Build *b, const XmlNode *front)
{
    b->fronts.n = 0;
    for (const XmlNode *e = xml_first(front); e; e = xml_next(e)) {
        Front f = {.kind = front_kind(e), .levels = 2};
        read_page_use(b, e, &f.master);
        read_text(b, e, "title", &f.title);
        read_number(b, e, "levels", (Range){1, 6}, &f.levels);
        read_yes_no(b, e, "leaders", &f.leaders);
        read_yes_no(b, e, "ranges", &f.ranges);
        VEC_PUSH(b->r->job, &b->fronts, f);
    }
}

static void read_numbering(Build *b, const XmlNode *e)
{
    Numbering *n = &b->t->numbering;
    read_number(b, e, "headings", (Range){0, 6}, &n->headings);
    read_number(b, e, "from", (Range){1, 6}, &n->from);
    read_yes_no(b, e, "paragraphs", &n->paragraphs);
    read_yes_no(b, e, "notes-restart", &n->notes_restart);
    read_text(b, e, "appendix", &n->appendix);
    read_text(b, e, "figure", &n->figure);
    read_text(b, e, "table", &n->table);
    read_text(b, e, "section", &n->section);
    read_text(b, e, "part", &n->part);
}

/* A template's list replaces that of the one it extends. */
static void read_hyphenation(Build *b, const XmlNode *e)
{
    VEC(Str) words = {0};
    Str text = xml_text(b->r, e);
    for (int i = 0, from; i < text.n; i++) {
        for (from = i; i < text.n && text.p[i] > ' '; i++)
            ;
        if (i > from)
            VEC_PUSH(b->r->job, &words, str_sub(text, from, i));
    }
    b->t->hyphenation = words.at;
    b->t->nhyphenation = words.n;
}

/* It lists none: that is for documents. */
static void read_product_settings(Build *b, const XmlNode *e)
{
    Pos listed[PRODUCT_KIND_COUNT];
    ProductsRead in = {b->r, b->file};
    read_products(&in, e, &b->t->product_settings, listed);
}

/* How negative figures are shown. */
static const Choice negatives_choices[] = {{"minus", false}, {"parentheses", true}};

static void read_layer(Build *b, const Layer *layer)
{
    b->file = layer->file;
    read_text(b, layer->root, "lang", &b->t->lang);
    read_length(b, layer->root, "grid", &b->t->grid);
    read_yes_no(b, layer->root, "smart", &b->t->smart);
    read_yes_no(b, layer->root, "spreads", &b->t->spreads);
    read_number(b, layer->root, "picture-dpi", (Range){72, 1200}, &b->t->picture_dpi);
    FigureStyle *figures = &b->t->figures;
    figures->parentheses = read_choice(b, layer->root, "negatives", CHOICES(negatives_choices), figures->parentheses);
    read_number(b, layer->root, "words-below", (Range){1, 100}, &figures->words_below);
    for (const XmlNode *e = xml_first(layer->root); e; e = xml_next(e)) {
        if (xml_is(e, "swatches"))
            read_swatches(b, e);
        else if (xml_is(e, "pages"))
            read_pages(b, e);
        else if (xml_is(e, "sheet"))
            read_sheet(b, e);
        else if (xml_is(e, "roles"))
            read_roles(b, e);
        else if (xml_is(e, "front"))
            read_front(b, e);
        else if (xml_is(e, "back"))
            read_back(b, e);
        else if (xml_is(e, "numbering"))
            read_numbering(b, e);
        else if (xml_is(e, "hyphenation"))
            read_hyphenation(b, e);
        else if (xml_is(e, "icons"))
            read_icons(b, e);
        else if (xml_is(e, "styles"))
            read_styles(b, e);
        else if (xml_is(e, "boxes"))
            read_boxes(b, e);
        else if (xml_is(e, "tables"))
            read_tables(b, e);
        else if (xml_is(e, "charts"))
            read_charts(b, e);
        else if (xml_is(e, "diagrams"))
            read_diagrams(b, e);
        else if (xml_is(e, "statuses"))
            read_statuses(b, e);
        else if (xml_is(e, "products"))
            read_product_settings(b, e);
    }
}

/* --- names that were used --------------------------------------------- */

/* Places that are not boxes, table styles or panels; layout and doc/doc.h provide them. */
static const char *const places[] = {
    "quote",   "list",     "list2",    "definition", "report-head", "table",     "cell",     "note", "head",
    "line",    "group",    "subtotal", "total",      "balance",     "front",     "foreword", "body", "appendix",
    "contact", "contents", "cover",    "plain",      "primary",     "secondary", "part",
};

static bool is_place(const Build *b, Str name)
{
    for (int i = 0; i < COUNT(places); i++)
        if (str_is(name, places[i]))
            return true;
    for (int i = 0; b->sheet && i < b->sheet->panels.n; i++)
        if (str_eq(name, b->sheet->panels.at[i].name))
            return true;
    return map_find(&b->t->box_names, name) || map_find(&b->t->table_names, name);
}

static bool is_known(const Build *b, const Use *use)
{
    switch (use->kind) {
    case USE_PAGE: return map_find(&b->t->master_names, use->name);
    case USE_STYLE: return map_find(&b->elements, use->name);
    case USE_PLACE: return is_place(b, use->name);
    case USE_ICON: return map_find(&b->t->icon_names, use->name);
    case USE_KIND_COUNT: break;
    }
    return false;
}

/* All places, as keys. */
static Map place_names(Build *b)
{
    Map names = {0};
    for (int i = 0; i < COUNT(places); i++)
        map_put(b->r->job, &names, str_c(places[i]), b);
    for (int i = 0; i < b->boxes.n; i++)
        map_put(b->r->job, &names, b->boxes.at[i].name, b);
    for (int i = 0; i < b->tables.n; i++)
        map_put(b->r->job, &names, b->tables.at[i].name, b);
    for (int i = 0; b->sheet && i < b->sheet->panels.n; i++)
        map_put(b->r->job, &names, b->sheet->panels.at[i].name, b);
    return names;
}

static void check_uses(Build *b)
{
    Map named_places = {0}; /* made for the first message that needs them */
    for (int i = 0; i < b->uses.n; i++) {
        const Use *use = &b->uses.at[i];
        if (is_known(b, use))
            continue;
        if (use->kind == USE_PAGE)
            report_unknown(b, use->pos, "page master", use->name, &b->t->master_names);
        if (use->kind == USE_STYLE)
            report_unknown(b, use->pos, "style", use->name, &b->elements);
        if (use->kind == USE_ICON)
            report_unknown(b, use->pos, "icon", use->name, &b->t->icon_names);
        if (use->kind == USE_PLACE && !named_places.n)
            named_places = place_names(b);
        if (use->kind == USE_PLACE)
            report_unknown(b, use->pos, "place", use->name, &named_places);
    }
}

/* --- the whole -------------------------------------------------------- */

/* Does it have text, and none of it is the title? A cover without any text may be a picture. */
static bool lacks_title(const PageMaster *m)
{
    int texts = 0;
    for (int i = 0; i < m->nplaced; i++) {
        if (m->placed[i].kind == PLACED_TEXT && str_find(m->placed[i].text, "{title}") >= 0)
            return false;
        texts += m->placed[i].kind == PLACED_TEXT;
    }
    return texts > 0;
}

static void expect_title(Build *b, Pos pos)
{
    for (int i = 0; i < b->fronts.n; i++) {
        const Str name = b->fronts.at[i].master;
        int k = map_number(&b->t->master_names, name);
        if (k >= 0 && b->fronts.at[i].kind == FRONT_COVER && lacks_title(&b->masters.at[k]))
            diag(b->r->diag, TPL006, pos,
                 "the cover (page \"" STR_FMT "\") does not show the title; expected a text with {title}",
                 STR_ARG(name));
    }
}

static void require_default_table(Build *b, Pos pos)
{
    if (map_find(&b->t->table_names, STR("default")))
        return;
    diag(b->r->diag, TPL003, pos, "the template has no table style \"default\"");
    open_table(b, STR("default"));
}

static bool require_essentials(Build *b, Pos pos)
{
    if (b->masters.n == 0 || b->swatches.n == 0) {
        diag(b->r->diag, TPL003, pos, "the template has no %s", b->masters.n == 0 ? "page master" : "swatch");
        return false;
    }
    if (b->t->grid <= 0) {
        diag(b->r->diag, TPL004, pos, "the template has no grid; expected a baseline step such as grid=\"15pt\"");
        b->t->grid = PT(15);
    }
    finish_roles(b, pos);
    expect_title(b, pos);
    require_default_table(b, pos);
    return true;
}

static void fill_in(Build *b)
{
    Template *t = b->t;
    for (int i = 0; i < b->boxes.n; i++)
        if (!b->boxes.at[i].says_continued)
            b->boxes.at[i].continued = b->boxes_continued;
    t->swatches = b->swatches.at, t->nswatches = b->swatches.n;
    t->masters = b->masters.at, t->nmasters = b->masters.n;
    t->section_classes = b->section_classes.at, t->nsection_classes = b->section_classes.n;
    t->fronts = b->fronts.at,
    t->nfronts = b->sheet ? 0 : b->fronts.n; /* panels take the place of covers and contents */
    t->rules = b->rules.at, t->nrules = b->rules.n;
    t->icons = b->icons.at, t->nicons = b->icons.n;
    t->boxes = b->boxes.at, t->nboxes = b->boxes.n;
    t->tables = b->tables.at, t->ntables = b->tables.n;
}

Template *read_template(const Reader *r, Str name, Pos from)
{
    Layers layers = {0};
    if (!follow_extends(r, name, from, &layers))
        return NULL;
    Build b = {.r = r, .t = NEW(r->job, Template)};
    b.t->name = name;
    b.t->lang = STR("en");
    open_charts(&b);
    open_diagrams(&b);
    open_statuses(&b);
    for (int i = layers.n - 1; i >= 0; i--)
        read_layer(&b, &layers.at[i]);
    check_uses(&b);
    if (!require_essentials(&b, xml_pos(layers.at[0].root, layers.at[0].file)))
        return NULL;
    finish_sheet(&b);
    fill_in(&b);
    use_icons(&b);
    return b.t;
}
