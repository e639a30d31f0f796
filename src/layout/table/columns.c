/* Widths of a table's columns, from their contents.
 *
 * A column of figures is as wide as its figures, aligned on the decimal point (or to the right, if they have several
 * units), and as its heading on two lines. The rest goes to the columns of text, in shares that grow with the root
 * of the length of their text (a column with nine times the text gets three times the width, or its rows would be
 * nine times as tall). A column is never narrower than the longest word or wider than the longest line; or it has
 * the share the author gave. Spare room widens the text columns, so that the table fills the width; or, where the style
 * or the author wants it, the table is only as wide as its content or as a share of the measure.
 *
 * A table that is too wide even so gives up, in this order: whole lines of words in columns of figures; the width
 * beyond its longest words; whole words, which are hyphenated; the size of its type; and at last words below the heads,
 * which are chopped with a warning. Its figures are never divided: where they do not fit, that is an error. In a style
 * whose words are to stay whole, heads take as many lines as they have words first, and type keeps its size. */
#include "layout/flow/image.h"
#include "layout/table/table_private.h"

#include "base/ascii.h"
#include "layout/table/look_private.h"

#define MAX_CELL_DEPTH 8
#define EASY_EMS 28 /* about 56 characters, which the eye takes in as one line of a cell */

typedef struct Need {
    Len min, max;             /* longest word, longest line */
    int64_t text, cell;       /* the paragraphs of the fullest cell, and of the one in hand, in one line */
    Len before, after, whole; /* of figures: up to the point, from it, and all of one with its marks */
    Str suffix;               /* what stands behind the figure before: "%", " crimes" */
    int decimals;             /* of that figure */
    bool pounds;              /* and whether it is stated */
    bool figure_seen, mixed;
    Len bars; /* room for bars beside its figures */
    Len head; /* of a column of figures: its head on two lines */
    int weight;
    Len width;
    bool settled;
} Need;

/* ---- what cells need ---- */

/* What measures the cells of one table. */
typedef struct Gauge {
    Pass *pass;
    CellStyles *known;
    const Node *cell; /* in hand */
} Gauge;

static bool has_marks(const Node *paragraph)
{
    for (const Node *n = paragraph->first; n; n = n->next)
        if (n->kind == NODE_NOTE_REF)
            return true;
    return false;
}

/* Marks of notes hang outside what is aligned. */
static const Para *shape_without_marks(Pass *pass, const Node *n, const Style *style)
{
    check(n);
    Pieces pieces = {0}, plain = {0};
    pieces_inlines(pass, &pieces, n->first, style);
    for (int i = 0; i < pieces.n; i++)
        if (!pieces.at[i].no_break_before)
            VEC_PUSH(pass->arena, &plain, pieces.at[i]);
    return para_prepare(pass->typesetter, pass->arena, plain.at, plain.n);
}

/* The narrowest measure for a paragraph, as things stand. */
static Len least_width(const Gauge *g, const Para *p)
{
    enum { CHOP = PT(24) };
    if (g->known->yield < YIELD_WORDS)
        return para_width_min(p);
    bool chops = g->known->yield == YIELD_LETTERS && !g->cell->u.cell.head;
    return chops ? para_width_chopped(p, CHOP) : para_width_hyphenated(p);
}

static void need_of_para(const Gauge *g, const Para *p, Len indent, Need *need)
{
    need->min = int_max(need->min, least_width(g, p) + indent);
    Len whole = para_width_max(p) + indent;
    need->max = int_max(need->max, whole);
    need->cell += whole;
}

static Str list_element(const Node *n)
{
    if (n->kind == NODE_DEFINITION)
        return STR("dd");
    return n->u.list.definitions ? STR("dl") : n->u.list.ordered ? STR("ol") : STR("ul");
}

/* A picture is as wide as it asks for, as long as the table need not give anything up; else it can be small. */
static void need_of_picture(const Gauge *g, const Node *image, const Setting *s, Need *need)
{
    enum { SMALL = PT(40) };
    Len own, height, given = image->u.image.given_width;
    picture_size(image, s, &own, &height);
    Len least = given && g->known->yield < YIELD_LINES ? own : int_min(own, SMALL);
    need->min = int_max(need->min, least);
    need->max = int_max(need->max, int_max(given ? own : int_min(own, s->measure / 3), least));
    need->cell += need->max;
}

static bool is_picture(const Node *n)
{
    return n->kind == NODE_FIGURE && n->first && n->first->kind == NODE_IMAGE && n->first->u.image.bytes.n;
}

static void need_of_blocks(const Gauge *g, const Node *first, Setting s, Len indent, Need *need)
{
    Pass *pass = g->pass;
    for (const Node *n = first; n; n = n->next) {
        if (n->kind == NODE_PARAGRAPH || n->kind == NODE_TERM) {
            const Style *style = cell_style(pass, g->known, g->cell, n, &s);
            if (n->kind == NODE_TERM)
                style = style_inline(pass->styler, style, STR("dt"), STR(""));
            need_of_para(g, shape_inlines(pass, n, style), indent + look_room(n, style), need);
        } else if (is_picture(n)) {
            need_of_picture(g, n->first, &s, need);
        } else if (n->first && s.depth < MAX_CELL_DEPTH) {
            Setting inner = s;
            inner.depth++;
            Len more = 0;
            if (n->kind == NODE_LIST || n->kind == NODE_DEFINITION)
                more = style_block(pass->styler, list_element(n), n->name, s.place)->indent_left;
            need_of_blocks(g, n->first, inner, indent + more, need);
        }
    }
}

static int lines_at(Pass *pass, const Para *p, Len measure)
{
    return para_break(pass->typesetter, pass->arena, p, &(ParaShape){.measure = measure, .align = ALIGN_LEFT}).n;
}

/* The narrowest measure that sets it on so few lines. */
static Len width_on_lines(Pass *pass, const Para *p, int lines)
{
    Len low = para_width_min(p), high = para_width_max(p);
    while (high - low > PT(1)) {
        Len middle = low + (high - low) / 2;
        if (lines_at(pass, p, middle) <= lines)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static void need_of_head(const Gauge *g, const Setting *s, Need *need)
{
    for (const Node *n = g->cell->first; n; n = n->next)
        if (n->kind == NODE_PARAGRAPH) {
            const Para *p = shape_inlines(g->pass, n, cell_style(g->pass, g->known, g->cell, n, s));
            bool yields = g->known->yield >= YIELD_HEADS;
            need->head = int_max(need->head, yields ? least_width(g, p) : width_on_lines(g->pass, p, 2));
        }
}

static int decimals_of(Str figure)
{
    int n = 0;
    while (n < figure.n && is_digit(figure.p[figure.n - 1 - n]))
        n++;
    return n < figure.n && figure.p[figure.n - 1 - n] == '.' ? n : 0;
}

/* The words of a cell without the markers of statistics behind its figure, which hang like the marks of notes. */
static Str without_markers(Pass *pass, const Node *cell)
{
    const Node *text = cell->first ? cell->first->first : NULL;
    int marker = text && text->kind == NODE_TEXT ? str_find(text->u.text.text, "\xC2\xA0[") : -1;
    return marker < 0 ? cell_words(pass, cell) : str_sub(text->u.text.text, 0, marker);
}

/* Figures of several units have no point in common to be aligned on. A pound sign may stand before some of a column's
 * figures only; one of other decimals makes it another unit: £174.51 below thousands of pounds. */
static void compare_units(Pass *pass, const Node *cell, Need *need)
{
    Str text = without_markers(pass, cell);
    int end = text.n;
    while (end > 0 && !is_digit(text.p[end - 1]))
        end--;
    if (!end)
        return;
    Str figure = str_sub(text, 0, end), suffix = str_sub(text, end, text.n);
    int decimals = decimals_of(figure);
    bool pounds = str_find(figure, "£") >= 0;
    if (need->figure_seen && (!str_eq(suffix, need->suffix) || (pounds != need->pounds && decimals != need->decimals)))
        need->mixed = true;
    need->figure_seen = true;
    need->suffix = suffix;
    need->decimals = decimals;
    need->pounds = pounds;
}

static void need_of_figure(const Gauge *g, const CellPara *p, Need *need)
{
    const Node *n = g->cell->first;
    compare_units(g->pass, g->cell, need);
    Len whole = p->whole, before = p->to_point;
    if (has_marks(n)) {
        const Para *bare = shape_without_marks(g->pass, n, p->style);
        whole = para_width_max(bare);
        before = para_width_to_point(bare);
    }
    need->before = int_max(need->before, before);
    need->after = int_max(need->after, whole - before);
    need->whole = int_max(need->whole, p->whole);
}

/* What stands below a figure is as wide as a head may be; in a table that is too wide it wraps. */
static void need_of_old_figure(const Gauge *g, const Node *old, const Setting *s, Need *need)
{
    const Para *p = shape_inlines(g->pass, old, cell_style(g->pass, g->known, g->cell, old, s));
    need->head = int_max(need->head, g->known->yield >= YIELD_LINES ? para_width_min(p) : para_width_max(p));
}

static void need_of_cell(const Gauge *g, const CellPara *p, const Setting *s, Need *need)
{
    const Node *old = s->figures ? cell_old_figure(g->cell) : NULL;
    if (old)
        need_of_old_figure(g, old, s, need);
    if (old == g->cell->first && old)
        return;
    bool head = g->cell->u.cell.head;
    bool words = g->known->yield >= YIELD_LINES && !cell_has_figure(g->pass, g->cell);
    if (!head && s->figures && p->para && !words)
        need_of_figure(g, p, need);
    else if (head && s->figures)
        need_of_head(g, s, need);
    else if (p->para)
        need_of_para(g, p->para, p->indent, need);
    else
        need_of_blocks(g, g->cell->first, *s, 0, need);
}

static void need_of_whole_cell(const Gauge *g, const CellPara *p, const Setting *s, Need *need)
{
    need->cell = 0;
    need_of_cell(g, p, s, need);
    if (need->cell > need->text)
        need->text = need->cell;
}

/* A table whose columns are measured. */
typedef struct Widths {
    Pass *pass;
    const Node *table;
    const TableStyle *style;
    Setting s;
    CellPara *cells; /* filled, row by row; NULL: not asked for */
    int n;
    Len room;  /* for all columns, without gaps */
    int share; /* of the measure that the table takes, in per cent; 0: what its content takes */
    Yield yield;
    int shrunk; /* as in CellStyles */
} Widths;

static void need_of_rows(const Widths *w, Need *needs)
{
    Pass *pass = w->pass;
    Setting s = w->s;
    CellPara *cells = w->cells;
    CellStyles known = {.yield = w->yield, .shrunk = w->shrunk};
    cell_references(pass, &known, w->table, s);
    for (const Node *row = w->table->first; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        Place place = {s.place, str_c(row_role_name(row->u.row.role))};
        s.place = &place;
        for (const Node *cell = row->first; cell; cell = cell->next) {
            Gauge g = {pass, &known, cell};
            Setting inner = cell_setting(cell, s);
            CellPara p = cell_para(pass, &known, cell, &inner);
            if (cell->u.cell.colspan == 1)
                need_of_whole_cell(&g, &p, &inner, &needs[cell->u.cell.column]);
            if (cells)
                *cells++ = p;
        }
        s.place = place.outer;
    }
}

/* ---- who gets what ---- */

static int64_t root(int64_t n)
{
    int64_t r = 0;
    for (int64_t bit = (int64_t)1 << 31; bit; bit >>= 1)
        if ((r + bit) * (r + bit) <= n)
            r += bit;
    return r;
}

static Len floor_of(const Need *need, Len least)
{
    return int_max(need->min, int_min(need->max, least));
}

static int64_t share_of(const Need *need)
{
    return need->weight ? need->weight : root(need->text * PT(100)) / 100 + 1;
}

/* Settles one column whose share is out of bounds; false when none is. */
static bool settle_one(Need *needs, int n, Len *rest, Len least_text)
{
    int64_t shares = 0;
    for (int i = 0; i < n; i++)
        shares += needs[i].settled ? 0 : share_of(&needs[i]);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < n; i++) {
            Need *need = &needs[i];
            if (need->settled)
                continue;
            Len width = (Len)(*rest * share_of(need) / shares), least = floor_of(need, least_text);
            Len most = need->weight ? LEN_MAX : int_max(need->max, least); /* a share that was asked for is given */
            Len bound = pass == 0 ? int_max(width, least) : int_min(width, most);
            if (bound == width)
                continue;
            need->width = bound;
            need->settled = true;
            *rest = int_max(*rest - bound, 0);
            return true;
        }
    }
    return false;
}

/* Where one column asks for a share, the others have one share each. */
static void even_weights(Need *needs, int n)
{
    bool asked = false;
    for (int i = 0; i < n; i++)
        asked = asked || needs[i].weight;
    for (int i = 0; i < n && asked; i++)
        needs[i].weight = int_max(needs[i].weight, 1);
}

/* The least width of a column of text. Where there is no room for it in all of them they get what their words need, for
 * words are not broken to keep it. */
static Len least_text_of(const Need *needs, int n, Len rest, const TableStyle *style)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++)
        sum += needs[i].settled ? 0 : floor_of(&needs[i], style->min_text_column);
    return sum > rest ? 0 : style->min_text_column;
}

static void share_out(Need *needs, int n, Len rest, const TableStyle *style)
{
    Len least = least_text_of(needs, n, rest, style);
    while (settle_one(needs, n, &rest, least))
        ;
    int64_t shares = 0;
    for (int i = 0; i < n; i++)
        shares += needs[i].settled ? 0 : share_of(&needs[i]);
    for (int i = 0; i < n; i++)
        if (!needs[i].settled)
            needs[i].width = (Len)(rest * share_of(&needs[i]) / shares);
}

/* Makes widths that have room fill it exactly: text columns take what is over, or all when there are none. */
static void fit_exactly(Need *needs, const ColumnSet *set, int n, Len room)
{
    int64_t sum = 0, takers = 0;
    int ntext = 0, last = 0;
    for (int i = 0; i < n; i++) {
        sum += needs[i].width;
        ntext += !set[i].figures;
    }
    for (int i = 0; i < n; i++)
        if (!ntext || !set[i].figures)
            takers += needs[i].width, last = i;
    int64_t change = room - sum, given = 0;
    for (int i = 0; i < n && takers; i++) {
        if (ntext && set[i].figures)
            continue;
        int64_t part = i == last ? change - given : change * needs[i].width / takers;
        needs[i].width += (Len)part;
        given += part;
    }
}

static void settle_figures(Need *need)
{
    Len figures = need->mixed ? need->whole : need->before + need->after;
    need->width = int_max(figures + need->bars, need->head);
    need->width = int_max(need->width, need->min);
    need->settled = true;
}

static bool holds_figures(const Node *table, int column)
{
    return column < table->u.table.ncolumns && table->u.table.columns[column].align == CELL_FIGURE;
}

/* A column of figures with words in it that may wrap gets a share as one of text does. */
static void unsettle_words(Need *need)
{
    if (need->max == 0)
        return;
    need->min = need->width;
    need->max = int_max(need->max, need->width);
    need->text = need->text > need->max ? need->text : need->max;
    need->settled = false;
}

/* Of all columns; those of figures are settled. */
static Need *needs_of(const Widths *w)
{
    Need *needs = NEWN(w->pass->arena, Need, w->n);
    need_of_rows(w, needs);
    for (int i = 0; i < w->n; i++) {
        if (!holds_figures(w->table, i))
            continue;
        needs[i].bars = bars_room(w->table, w->style, i);
        settle_figures(&needs[i]);
        unsettle_words(&needs[i]);
    }
    return needs;
}

static int count_columns(const Node *table)
{
    return int_max(table->u.table.ncolumns, 1);
}

void columns_need(Pass *pass, const Node *table, Setting s, CellPara *cells, ColumnNeed *out)
{
    const TableStyle *style = template_table(pass->tpl, table->name);
    int n = count_columns(table);
    Widths w = {.pass = pass, .table = table, .style = style, .s = s, .cells = cells, .n = n, .yield = YIELD_HEADS};
    const Need *needs = needs_of(&w);
    for (int i = 0; i < n; i++)
        out[i] = (ColumnNeed){.least = needs[i].settled ? needs[i].width : needs[i].min,
                              .easy = needs[i].settled ? needs[i].width : floor_of(&needs[i], style->min_text_column),
                              .text = needs[i].settled ? 0 : needs[i].text,
                              .figures = needs[i].settled};
}

bool columns_too_wide(Pass *pass, const Node *table, const TableStyle *style, Setting s)
{
    int n = count_columns(table);
    Place outer = {s.place, STR("table")}, place = {&outer, style->name};
    s.place = &place;
    Widths w = {.pass = pass, .table = table, .style = style, .s = s, .n = n};
    const Need *needs = needs_of(&w);
    int64_t sum = (int64_t)(n - 1) * style->column_gap;
    for (int i = 0; i < n; i++)
        sum += needs[i].settled ? needs[i].width : floor_of(&needs[i], style->min_text_column);
    return sum > s.measure;
}

/* ---- cells over several columns ---- */

/* Columns of figures that a cell spans are widened until its words stand on three lines, as far as the others can spare
 * it. */
static void widen_under(const Widths *w, const Node *cell, const Para *head, Need *needs, Len gap)
{
    enum { LINES = 3 };
    int first = cell->u.cell.column, end = int_min(first + cell->u.cell.colspan, w->n);
    int64_t width = (int64_t)(end - first - 1) * gap, spare = w->room;
    for (int i = 0; i < w->n; i++)
        spare -= holds_figures(w->table, i) ? needs[i].width : int_max(needs[i].min, PT(60));
    for (int i = first; i < end; i++) {
        if (!holds_figures(w->table, i))
            return;
        width += needs[i].width;
    }
    if (spare <= 0 || lines_at(w->pass, head, (Len)width) <= LINES)
        return;
    int64_t more = width_on_lines(w->pass, head, LINES) - width;
    more = more < spare ? more : spare;
    for (int i = first; i < end && more > 0; i++)
        needs[i].width += (Len)(more / (end - first));
}

static void widen_under_spans(const Widths *w, Need *needs, Len gap)
{
    const CellPara *p = w->cells;
    for (const Node *row = w->table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next, p++)
            if (cell->u.cell.colspan > 1 && p->para)
                widen_under(w, cell, p->para, needs, gap);
}

/* ---- a table that is too wide ---- */

static Len least_of(const Need *need)
{
    return need->settled ? need->width : need->min;
}

static int64_t least_sum(const Need *needs, int n)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++)
        sum += least_of(&needs[i]);
    return sum;
}

/* As much smaller as it has to be, where that is enough. Sizes are rounded, so the first guess may be too large. */
static Need *make_smaller(Widths *w, Need *needs)
{
    enum { MOST = 60, TRIES = 3 };
    int64_t sum = least_sum(needs, w->n);
    int per_cent = sum > 0 ? 100 - (int)(int_max(w->room, 0) * INT64_C(100) / sum) : 0;
    for (int i = 0; i < TRIES && least_sum(needs, w->n) > w->room; i++) {
        w->shrunk = int_min(per_cent + i, MOST);
        needs = needs_of(w);
    }
    return needs;
}

static Str name_of(Pass *pass, const Node *table)
{
    for (const Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_CAPTION)
            return str_format(pass->arena, " \"" STR_FMT "\"", STR_ARG(str_trim(node_text(pass->arena, n))));
    return table->id.n ? str_format(pass->arena, " \"" STR_FMT "\"", STR_ARG(table->id)) : STR("");
}

static int millimetres(int64_t length)
{
    enum { MM = LEN_PT * 72 * 10 / 254 };
    return (int)(length / MM);
}

static void report_too_wide(const Widths *w, int64_t needed, bool figures)
{
    const Node *table = w->table;
    w->pass->stats->overfull += figures;
    if (w->pass->quiet || w->n >= TABLE_COLUMNS_MOST) /* more columns than that are an error already */
        return;
    if (figures)
        diag(w->pass->job->diag, LAY007, table->pos,
             "the figures and headings of the table" STR_FMT " need %d mm but have %d mm; expected fewer columns, "
             "larger units or a landscape page",
             STR_ARG(name_of(w->pass, table)), millimetres(needed) + 1, int_max(millimetres(w->room), 0));
    else
        diag(w->pass->job->diag, LAY003, table->pos,
             "this table needs %d mm for its figures and longest words but has %d mm; expected fewer columns, shorter "
             "words or a landscape page",
             millimetres(needed) + 1, int_max(millimetres(w->room), 0));
}

/* What columns need at least once the table has given up what it must. */
static Need *needs_squeezed(const Widths *w, Need *needs)
{
    Widths again = *w;
    if (w->pass->tpl->whole && least_sum(needs, w->n) > w->room) {
        again.yield = YIELD_HEADS;
        needs = needs_of(&again);
    }
    if (least_sum(needs, w->n) <= w->room)
        return needs;
    again.yield = YIELD_WORDS;
    needs = needs_of(&again);
    if (least_sum(needs, w->n) > w->room && !w->pass->tpl->whole)
        needs = make_smaller(&again, needs);
    int64_t sum = least_sum(needs, w->n);
    if (sum <= w->room)
        return needs;
    again.yield = YIELD_LETTERS;
    needs = needs_of(&again);
    int64_t figures = least_sum(needs, w->n);
    report_too_wide(w, figures > w->room ? figures : sum, figures > w->room);
    return needs;
}

/* Each column has what it needs at least; what is left goes to those that wish for more. */
static void squeeze(const Widths *w, Need *needs, const Len *wish)
{
    int64_t spare = w->room - least_sum(needs, w->n), wishes = 0, given = 0, asked = 0;
    for (int i = 0; i < w->n; i++)
        wishes += int_max(wish[i] - least_of(&needs[i]), 0) + 1;
    for (int i = 0; i < w->n; i++) {
        Len least = least_of(&needs[i]);
        asked += int_max(wish[i] - least, 0) + 1;
        int64_t part = spare > 0 ? spare * asked / wishes - given : 0;
        needs[i].width = least + (Len)part;
        given += part;
    }
}

static Need *widths_too_wide(const Widths *w, Need *needs)
{
    Len *wish = NEWN(w->pass->arena, Len, w->n);
    for (int i = 0; i < w->n; i++)
        wish[i] = needs[i].width;
    needs = needs_squeezed(w, needs);
    squeeze(w, needs, wish);
    return needs;
}

/* Fills the room; false: it is too little. */
static bool fill_room(const Widths *w, Need *needs, ColumnSet *set, const TableStyle *style)
{
    Len rest = w->room;
    for (int i = 0; i < w->table->u.table.ncolumns; i++) {
        needs[i].weight = w->table->u.table.columns[i].weight;
        set[i].figures = needs[i].settled;
        rest -= set[i].figures ? needs[i].width : 0;
    }
    even_weights(needs, w->n);
    int64_t sum = 0;
    int64_t least = least_sum(needs, w->n); /* sharing out settles columns of text too */
    share_out(needs, w->n, int_max(rest, 0), style);
    for (int i = 0; i < w->n; i++)
        sum += needs[i].width;
    bool enough = sum <= w->room && least <= w->room;
    if (enough)
        fit_exactly(needs, set, w->n, w->room);
    for (int i = 0; i < w->n; i++)
        needs[i].settled = set[i].figures;
    return enough;
}

/* ---- a table narrower than its measure ---- */

/* The type in its cells. */
static Len type_size(const Widths *w)
{
    return style_block(w->pass->styler, STR("td"), STR(""), w->s.place)->size;
}

/* Lines of text as long as they can be read with ease, else whole. */
static Len natural_width(const Widths *w, const Need *need, const TableStyle *style)
{
    if (need->settled)
        return need->width;
    return int_max(floor_of(need, style->min_text_column), int_min(need->max, type_size(w) * EASY_EMS));
}

/* Columns under a cell are together as wide as its words, as far as these are read with ease; the last of words takes
 * what is missing, or else all alike. */
static void widen_naturally(const Widths *w, const Node *cell, const Para *words, Len *natural, Len gap)
{
    int first = cell->u.cell.column, end = int_min(first + cell->u.cell.colspan, w->n), taker = -1;
    Len width = (end - first - 1) * gap;
    for (int i = first; i < end; i++) {
        width += natural[i];
        taker = holds_figures(w->table, i) ? taker : i;
    }
    Len wish = int_max(para_width_min(words), int_min(para_width_max(words), type_size(w) * EASY_EMS));
    for (int i = first; i < end && wish > width; i++)
        if (taker < 0 || taker == i)
            natural[i] += taker < 0 ? (wish - width + end - first - 1) / (end - first) : wish - width;
}

static Len *natural_widths(const Widths *w, const Need *needs, const TableStyle *style)
{
    Len *natural = NEWN(w->pass->arena, Len, w->n);
    for (int i = 0; i < w->n; i++)
        natural[i] = natural_width(w, &needs[i], style);
    const CellPara *p = w->cells;
    for (const Node *row = w->table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next, p++)
            if (cell->u.cell.colspan > 1 && p->para)
                widen_naturally(w, cell, p->para, natural, style->column_gap);
    return natural;
}

/* The room in which columns that were given shares are all as wide as they would be by themselves. */
static int64_t room_for_weights(const Widths *w, const Len *natural)
{
    const TableColumn *columns = w->table->u.table.columns;
    int64_t shares = 0, room = 0, figures = 0;
    for (int i = 0; i < w->n; i++)
        holds_figures(w->table, i) ? (figures += natural[i]) : (shares += int_max(columns[i].weight, 1));
    for (int i = 0; i < w->n; i++) {
        int64_t whole = natural[i] * shares / int_max(columns[i].weight, 1);
        room = !holds_figures(w->table, i) && whole > room ? whole : room;
    }
    return room + figures;
}

static bool has_weights(const Node *table)
{
    for (int i = 0; i < table->u.table.ncolumns; i++)
        if (table->u.table.columns[i].weight)
            return true;
    return false;
}

/* Widths of a table that takes less than its room; false: it takes all. */
static bool set_narrow(const Widths *w, Need *needs, ColumnSet *set, const TableStyle *style)
{
    if (w->share == TABLE_WIDTH_MEASURE)
        return false;
    int64_t sum = 0, gaps = (int64_t)(w->n - 1) * style->column_gap;
    const Len *natural = natural_widths(w, needs, style);
    bool weights = has_weights(w->table);
    for (int i = 0; i < w->n; i++)
        sum += natural[i];
    if (weights)
        sum = room_for_weights(w, natural);
    int64_t wished = (w->room + gaps) * w->share / 100 - gaps;
    if (sum >= w->room)
        return false;
    Widths narrow = *w;
    narrow.room = (Len)(wished > sum ? wished : sum);
    if (weights)
        return fill_room(&narrow, needs, set, style);
    for (int i = 0; i < w->n; i++) {
        set[i].figures = needs[i].settled;
        needs[i].width = natural[i];
    }
    fit_exactly(needs, set, w->n, narrow.room);
    return true;
}

/* ---- the columns ---- */

static Need *needs_with_heads(const Widths *w, const TableStyle *style)
{
    Need *needs = needs_of(w);
    if (w->cells)
        widen_under_spans(w, needs, style->column_gap);
    return needs;
}

static Need *widths_of(const Widths *w, ColumnSet *set, const TableStyle *style)
{
    Need *needs = needs_with_heads(w, style);
    if (set_narrow(w, needs, set, style) || fill_room(w, needs, set, style))
        return needs;
    Widths again = *w;
    again.yield = YIELD_LINES;
    needs = needs_with_heads(&again, style);
    return fill_room(&again, needs, set, style) ? needs : widths_too_wide(&again, needs);
}

int table_share(const Node *table, const TableStyle *style)
{
    int share = style->width;
    table_width_parse(node_attr(table, "width"), &share);
    return share;
}

ColumnSet *columns_of(Pass *pass, const Node *table, const TableStyle *style, Setting s, CellPara *cells)
{
    int n = count_columns(table);
    ColumnSet *set = NEWN(pass->arena, ColumnSet, n);
    Widths w = {.pass = pass,
                .table = table,
                .style = style,
                .s = s,
                .cells = cells,
                .n = n,
                .room = s.measure - (n - 1) * style->column_gap,
                .share = table_share(table, style)};
    const Need *needs = widths_of(&w, set, style);
    Len x = 0;
    for (int i = 0; i < n; i++) {
        set[i].x = x;
        set[i].width = int_max(needs[i].width, PT(1));
        set[i].after_point = needs[i].after;
        set[i].mixed = needs[i].mixed;
        set[i].bars = bars_room(table, style, i);
        x += needs[i].width + style->column_gap;
    }
    if (node_attr(table, "bars").n)
        bars_measure(pass, table, set);
    return set;
}
