/* The words of a web page, from its bytes as libxml2's HTML parser reads them. Elements of HTML 5 are unknown to it,
 * and go into its tree as any other.
 *
 * Words that no author wrote are known by where they are: navigation and the data behind a chart are in elements of
 * their own, and whatever else the page adds
 * has the attribute data-words. Nothing else is left out. */
#include "proof/proof_private.h"

#include <limits.h>
#include <string.h>

#include <libxml/HTMLparser.h>

enum { DEEPEST = 500 }; /* elements in elements: what is deeper is not read, and so is missing */

typedef struct HtmlReading {
    Proof *proof;
    int depth;
    Taker taker;
    const xmlNode *waiting; /* words to be said instead of those that follow them */
} HtmlReading;

/* What an element is to the proof, by its data-words or else its name. */
typedef enum ElementUse {
    USE_INLINE,
    USE_BLOCK,
    USE_LEFT_OUT, /* no words for anybody */
    USE_EXTRA,
    USE_COVER,
    USE_NOTE,
    USE_LABEL,
    USE_MARK,
    USE_REFERENCE,
    USE_SPOKEN,
    USE_TABLE,
    USE_DRAWING,
    USE_PICTURE,
    ELEMENT_USE_COUNT
} ElementUse;

typedef struct UseByName {
    const char *name;
    ElementUse use;
} UseByName;

static const UseByName by_words[] = {{"page", USE_EXTRA}, {"note", USE_NOTE},           {"label", USE_LABEL},
                                     {"mark", USE_MARK},  {"reference", USE_REFERENCE}, {"spoken", USE_SPOKEN},
                                     {"cover", USE_COVER}};

static const UseByName by_name[] = {
    {"head", USE_LEFT_OUT}, {"script", USE_LEFT_OUT},  {"style", USE_LEFT_OUT}, {"template", USE_LEFT_OUT},
    {"nav", USE_EXTRA},     {"details", USE_EXTRA},    {"header", USE_COVER},   {"table", USE_TABLE},
    {"svg", USE_DRAWING},   {"img", USE_PICTURE},      {"html", USE_BLOCK},     {"body", USE_BLOCK},
    {"main", USE_BLOCK},    {"article", USE_BLOCK},    {"section", USE_BLOCK},  {"aside", USE_BLOCK},
    {"footer", USE_BLOCK},  {"div", USE_BLOCK},        {"p", USE_BLOCK},        {"h1", USE_BLOCK},
    {"h2", USE_BLOCK},      {"h3", USE_BLOCK},         {"h4", USE_BLOCK},       {"h5", USE_BLOCK},
    {"h6", USE_BLOCK},      {"ul", USE_BLOCK},         {"ol", USE_BLOCK},       {"li", USE_BLOCK},
    {"dl", USE_BLOCK},      {"dt", USE_BLOCK},         {"dd", USE_BLOCK},       {"blockquote", USE_BLOCK},
    {"figure", USE_BLOCK},  {"figcaption", USE_BLOCK}, {"pre", USE_BLOCK},      {"hr", USE_BLOCK},
    {"br", USE_BLOCK},      {"address", USE_BLOCK},    {"caption", USE_BLOCK},  {"thead", USE_BLOCK},
    {"tbody", USE_BLOCK},   {"tfoot", USE_BLOCK},      {"tr", USE_BLOCK},       {"th", USE_BLOCK},
    {"td", USE_BLOCK},      {"hgroup", USE_BLOCK},
};

static Str attribute(const HtmlReading *r, const xmlNode *n, const char *name)
{
    xmlChar *value = xmlGetProp(n, (const xmlChar *)name);
    Str kept = str_dup(r->proof->book->arena, str_c((const char *)value));
    xmlFree(value);
    return kept;
}

static bool has_attribute(const xmlNode *n, const char *name)
{
    return xmlHasProp(n, (const xmlChar *)name);
}

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static ElementUse use_in(const UseByName *uses, int n, Str name)
{
    for (int i = 0; i < n; i++)
        if (str_is(name, uses[i].name))
            return uses[i].use;
    return USE_INLINE;
}

static ElementUse use_of(const HtmlReading *r, const xmlNode *n)
{
    if (has_attribute(n, "data-words"))
        return use_in(by_words, COUNT(by_words), attribute(r, n, "data-words"));
    return use_in(by_name, COUNT(by_name), str_c((const char *)n->name));
}

/* ---- words ---- */

static void read_node(HtmlReading *r, const xmlNode *n);

static void read_children(HtmlReading *r, const xmlNode *n)
{
    for (const xmlNode *child = n->children; child; child = child->next)
        read_node(r, child);
}

static void begin_passage(HtmlReading *r, const xmlNode *n)
{
    Arena *a = r->proof->book->arena;
    take_passage(&r->taker, (ProofPlace){.page = -1,
                                         .line = (int)xmlGetLineNo(n),
                                         .element = str_format(a, "<%s>", (const char *)n->name)});
}

/* In another sequence than the text around it. */
static void read_into(HtmlReading *r, const xmlNode *n, Stream into)
{
    Stream before = r->taker.into;
    take_end(&r->taker);
    r->taker.into = before == STREAM_EXTRA ? before : into;
    begin_passage(r, n);
    if (into == STREAM_NOTES)
        take_sign(&r->taker, TOKEN_NOTE);
    read_children(r, n);
    take_end(&r->taker);
    r->taker.into = before;
    begin_passage(r, n);
}

/* What the page alone has; inside a line it ends no word. */
static void read_extra(HtmlReading *r, const xmlNode *n)
{
    if (use_in(by_name, COUNT(by_name), str_c((const char *)n->name)) != USE_INLINE)
        take_end(&r->taker);
    Taker outer = r->taker;
    take_begin(&r->taker, r->proof);
    r->taker.into = STREAM_EXTRA;
    begin_passage(r, n);
    read_children(r, n);
    take_finish(&r->taker);
    r->taker = outer;
}

static void take_content(const xmlNode *n, Taker *to)
{
    xmlChar *content = xmlNodeGetContent(n);
    take_text(to, str_c((const char *)content));
    xmlFree(content);
}

static void read_as(HtmlReading *r, ProofTokenKind kind, Str text)
{
    take_as(&r->taker, kind);
    take_text(&r->taker, text);
    take_end(&r->taker);
    take_as(&r->taker, TOKEN_WORD);
}

/* What is shown, or what is said behind it, in the elements of a mark. */
static void put_mark(HtmlReading *r, const xmlNode *n, bool spoken, Buf *out)
{
    for (const xmlNode *child = n->children; child; child = child->next) {
        bool element = child->type == XML_ELEMENT_NODE;
        if (element && use_of(r, child) == USE_SPOKEN) {
            xmlChar *said = spoken ? xmlNodeGetContent(child) : NULL;
            buf_puts(out, said ? (const char *)said : "");
            xmlFree(said);
        } else if (element) {
            put_mark(r, child, spoken, out);
        } else if (!spoken && child->content) {
            buf_puts(out, (const char *)child->content);
        }
    }
}

/* Shown as "1" and said as "note 1"; where the two disagree, neither is the mark. */
static void read_mark(HtmlReading *r, const xmlNode *n)
{
    Buf shown = {0}, said = {0};
    put_mark(r, n, false, &shown);
    put_mark(r, n, true, &said);
    Str mark = str_trim(buf_view(&shown)), words = str_trim(buf_view(&said));
    bool agree = !words.n || (words.n >= mark.n && str_eq(str_sub(words, words.n - mark.n, words.n), mark));
    if (!agree)
        buf_puts(&shown, "x");
    take_mark(&r->taker, agree ? mark : buf_view(&shown));
    buf_free(&shown);
    buf_free(&said);
}

/* ---- what is said instead ---- */

static void say(HtmlReading *r, const xmlNode *n)
{
    take_as(&r->taker, TOKEN_SPOKEN);
    take_content(n, &r->taker);
    take_end(&r->taker);
    take_as(&r->taker, TOKEN_WORD);
}

static const xmlNode *neighbour(const xmlNode *n)
{
    const xmlNode *next = n->next;
    while (next && next->type != XML_ELEMENT_NODE && xmlIsBlankNode(next))
        next = next->next;
    return next;
}

/* It comes behind what is shown, wherever it stands. */
static void read_spoken(HtmlReading *r, const xmlNode *n)
{
    const xmlNode *shown = neighbour(n);
    if (shown && shown->type == XML_ELEMENT_NODE && has_attribute(shown, "aria-hidden"))
        r->waiting = n;
    else
        say(r, n);
}

static void read_inline(HtmlReading *r, const xmlNode *n)
{
    const xmlNode *waiting = r->waiting;
    r->waiting = NULL;
    read_children(r, n);
    if (waiting)
        say(r, waiting);
}

/* ---- pictures ---- */

static Str first_content(const HtmlReading *r, const xmlNode *n, const char *name)
{
    Str found = {0};
    for (const xmlNode *child = n->children; child; child = child->next)
        if (is_named(child, name)) {
            xmlChar *content = xmlNodeGetContent(child);
            found = str_dup(r->proof->book->arena, str_c((const char *)content));
            xmlFree(content);
            break;
        }
    return found;
}

static void read_drawn(HtmlReading *r, const xmlNode *n)
{
    for (const xmlNode *child = n->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            take_text(&r->taker, str_c((const char *)child->content));
        if (child->type != XML_ELEMENT_NODE || is_named(child, "title") || is_named(child, "desc")
            || is_named(child, "style"))
            continue;
        if (is_named(child, "text"))
            take_end(&r->taker);
        if (r->depth < DEEPEST) {
            r->depth++;
            read_drawn(r, child);
            r->depth--;
        }
    }
}

static void read_drawing(HtmlReading *r, const xmlNode *n)
{
    Stream before = r->taker.into;
    if (has_attribute(n, "aria-hidden"))
        return;
    begin_passage(r, n);
    read_as(r, TOKEN_PICTURE, first_content(r, n, "title"));
    read_as(r, TOKEN_PICTURE, first_content(r, n, "desc"));
    read_as(r, TOKEN_PICTURE, attribute(r, n, "aria-label"));
    r->taker.into = before == STREAM_EXTRA ? before : STREAM_DRAWN;
    take_sign(&r->taker, TOKEN_NOTE);
    read_drawn(r, n);
    take_end(&r->taker);
    r->taker.into = before;
}

/* Without alternative text it is decoration. */
static void read_image(HtmlReading *r, const xmlNode *n)
{
    Str alt = attribute(r, n, "alt");
    read_as(r, TOKEN_PICTURE, alt);
    if (alt.n)
        take_picture(&r->taker, false);
}

/* ---- tables ---- */

enum { SPAN_MOST = 1000 };

static int span_of(const HtmlReading *r, const xmlNode *cell, const char *name)
{
    int span;
    bool given = has_attribute(cell, name) && str_to_int(attribute(r, cell, name), &span);
    return given && span > 0 ? int_min(span, SPAN_MOST) : 1;
}

typedef struct HtmlGrid {
    ProofCells cells;
    VEC(int) taken; /* by column: the first row that no cell above reaches */
    int row;
} HtmlGrid;

static int free_column(const HtmlGrid *g, int column)
{
    while (column < g->taken.n && g->taken.at[column] > g->row)
        column++;
    return column;
}

static void take_columns(HtmlReading *r, HtmlGrid *g, const ProofCell *cell)
{
    while (g->taken.n < cell->column + cell->colspan)
        VEC_PUSH(r->proof->book->arena, &g->taken, 0);
    for (int c = cell->column; c < cell->column + cell->colspan; c++)
        g->taken.at[c] = cell->row + cell->rowspan;
}

static int read_cell(HtmlReading *r, HtmlGrid *g, const xmlNode *n, int column, bool head)
{
    const ProofTokens *tokens = &r->proof->streams[STREAM_CELLS];
    ProofCell cell = {.row = g->row,
                      .column = free_column(g, column),
                      .colspan = span_of(r, n, "colspan"),
                      .rowspan = span_of(r, n, "rowspan"),
                      .head = head,
                      .label = !head && is_named(n, "th"),
                      .from = tokens->n};
    begin_passage(r, n);
    cell.passage = r->taker.passage;
    read_children(r, n);
    take_end(&r->taker);
    cell.to = tokens->n;
    VEC_PUSH(r->proof->book->arena, &g->cells, cell);
    take_columns(r, g, &cell);
    return cell.column + cell.colspan;
}

static void read_rows(HtmlReading *r, HtmlGrid *g, const xmlNode *n, bool head)
{
    for (const xmlNode *child = n->children; child; child = child->next) {
        bool part = is_named(child, "thead") || is_named(child, "tbody") || is_named(child, "tfoot");
        if (part && is_named(n, "table"))
            read_rows(r, g, child, is_named(child, "thead"));
        if (!is_named(child, "tr"))
            continue;
        int column = 0;
        for (const xmlNode *cell = child->children; cell; cell = cell->next)
            if (is_named(cell, "th") || is_named(cell, "td"))
                column = read_cell(r, g, cell, column, head);
        g->row++;
    }
}

static void read_table(HtmlReading *r, const xmlNode *n)
{
    Proof *p = r->proof;
    Stream before = r->taker.into;
    HtmlGrid grid = {0};
    for (const xmlNode *child = n->children; child; child = child->next)
        if (is_named(child, "caption"))
            read_node(r, child);
    if (before == STREAM_EXTRA || before == STREAM_CELLS) {
        read_children(r, n);
        return;
    }
    begin_passage(r, n);
    take_sign(&r->taker, TOKEN_TABLE);
    int passage = r->taker.passage;
    r->taker.into = STREAM_CELLS;
    read_rows(r, &grid, n, false);
    r->taker.into = before;
    TableProof *t = VEC_NEXT(p->book->arena, &p->tables);
    t->passage = passage;
    table_add(p, t, &grid.cells, 0);
}

/* ---- elements ---- */

static void read_block(HtmlReading *r, const xmlNode *n)
{
    take_end(&r->taker);
    begin_passage(r, n);
    r->taker.solid = is_named(n, "pre");
    read_children(r, n);
    take_end(&r->taker);
    r->taker.solid = false;
}

/* In the head of the page. */
static void read_title(HtmlReading *r, const xmlNode *n)
{
    Proof *p = r->proof;
    take_end(&r->taker);
    p->title_from = p->streams[STREAM_COVER].n;
    read_block(r, n);
    p->title_to = p->streams[STREAM_COVER].n;
}

static void read_element(HtmlReading *r, const xmlNode *n)
{
    if (is_named(n, "h1") && r->taker.into == STREAM_COVER) {
        read_title(r, n);
        return;
    }
    switch (use_of(r, n)) {
    case USE_INLINE: read_inline(r, n); break;
    case USE_BLOCK: read_block(r, n); break;
    case USE_EXTRA: read_extra(r, n); break;
    case USE_COVER: read_into(r, n, STREAM_COVER); break;
    case USE_NOTE: read_into(r, n, STREAM_NOTES); break;
    case USE_MARK: read_mark(r, n); break;
    case USE_REFERENCE: take_reference(&r->taker); break;
    case USE_SPOKEN: read_spoken(r, n); break;
    case USE_TABLE: read_table(r, n); break;
    case USE_DRAWING: read_drawing(r, n); break;
    case USE_PICTURE: read_image(r, n); break;
    case USE_LABEL:
    case USE_LEFT_OUT:
    case ELEMENT_USE_COUNT: break;
    }
}

static void read_node(HtmlReading *r, const xmlNode *n)
{
    if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
        take_text(&r->taker, str_c((const char *)n->content));
    if (n->type != XML_ELEMENT_NODE || r->depth >= DEEPEST)
        return;
    r->depth++;
    read_element(r, n);
    r->depth--;
}

Proof *proof_of_html(WordBook *l, Str name, Str bytes)
{
    Proof *p = NEW(l->arena, Proof);
    *p = (Proof){.book = l, .name = name, .web = true};
    HtmlReading r = {.proof = p};
    htmlDocPtr doc = htmlReadMemory(bytes.p, bytes.n, NULL, "UTF-8",
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                                        | HTML_PARSE_COMPACT | XML_PARSE_HUGE | XML_PARSE_BIG_LINES);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    take_begin(&r.taker, p);
    if (root)
        read_node(&r, root);
    take_finish(&r.taker);
    xmlFreeDoc(doc);
    return root ? p : NULL;
}
