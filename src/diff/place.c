/* Where things stand, in words.
 *
 * One walk over the blocks notes two things for each: the heading that it stands under, and its count among the
 * paragraphs or items beside it, from the last heading on. The words are put together when they are asked for, from the
 * inside out: a paragraph, its item, its box; or a cell's row and column, and the table. */
#include "diff/place.h"

#include "base/utf8.h"
#include "doc/nodemap.h"

enum {
    LABEL_MOST = 90, /* characters of a row's or column's label, or of a heading or caption */
    DEPTH_MOST = 8   /* parts of a place: box, item, paragraph */
};

typedef struct Spot {
    const Node *heading; /* NULL: before any */
    int count;           /* of paragraphs or items beside it, from the last heading on, with itself */
} Spot;

struct PlaceIndex {
    Arena *arena;
    const Doc *doc;
    NodeMap index; /* block → its Spot */
    VEC(Spot) spots;
};

static const Spot *spot_of(const PlaceIndex *p, const Node *n)
{
    int at = nodemap_find(&p->index, n);
    return at < 0 ? NULL : &p->spots.at[at];
}

static bool counts(const Node *n)
{
    return n->kind == NODE_PARAGRAPH || n->kind == NODE_ITEM;
}

static void note_spot(PlaceIndex *p, const Node *n)
{
    const Spot *before = spot_of(p, n->prev ? n->prev : n->parent);
    Spot spot = {.heading = before ? before->heading : NULL};
    if (n->kind == NODE_HEADING)
        spot.heading = n;
    else if (n->kind == NODE_SECTION)
        spot.heading = NULL;
    else
        spot.count = (n->prev && before ? before->count : 0) + counts(n);
    nodemap_put(p->arena, &p->index, n, p->spots.n);
    VEC_PUSH(p->arena, &p->spots, spot);
}

PlaceIndex *places_of(Arena *a, const Doc *doc)
{
    PlaceIndex *p = NEW(a, PlaceIndex);
    p->arena = a;
    p->doc = doc;
    for (const Node *n = doc->root; n; n = node_next_block(n, doc->root))
        note_spot(p, n);
    return p;
}

EditionPlaces places_of_both(Arena *a, const Diff *diff)
{
    return (EditionPlaces){{[SIDE_OLD] = places_of(a, diff->old_doc), [SIDE_NEW] = places_of(a, diff->new_doc)}};
}

/* ---- words ---- */

/* A label that is longer than one is loses its end, at a space. */
static Str shortened(Arena *a, Str s)
{
    int i = 0, cut = 0;
    for (int n = 0; i < s.n && n < LABEL_MOST; n++) {
        if (s.p[i] == ' ')
            cut = i;
        utf8_next(s, &i);
    }
    if (i >= s.n)
        return s;
    return str_format(a, STR_FMT " \xE2\x80\xA6", STR_ARG(str_sub(s, 0, cut ? cut : i)));
}

static Str joined(Arena *a, Str first, const char *between, Str second)
{
    if (!first.n || !second.n)
        return first.n ? first : second;
    return str_format(a, STR_FMT "%s" STR_FMT, STR_ARG(first), between, STR_ARG(second));
}

static Str headed_by(Arena *a, const Node *heading)
{
    return joined(a, heading->number, " ", shortened(a, node_title(a, heading)));
}

static Str part_words(const PlaceIndex *p, const Language *l, const Node *whole)
{
    const Node *caption = node_child(whole, NODE_CAPTION);
    if (caption)
        return joined(p->arena, whole->number, " ", shortened(p->arena, node_text(p->arena, caption)));
    return language_word(l, whole->kind == NODE_TABLE ? WORD_PLACE_TABLE : WORD_PLACE_FIGURE);
}

/* The words of the headings of a column, the outer one first; empty: it has none. */
static Str column_words(Arena *a, const Node *table, int column)
{
    Str found = {0};
    for (const Node *row = table->first; row; row = row->next) {
        if (row->kind == NODE_CAPTION)
            continue;
        if (row->kind != NODE_ROW || row->u.row.role != ROW_HEAD)
            break;
        for (const Node *c = row->first; c; c = c->next) {
            bool over = c->u.cell.column <= column && column < c->u.cell.column + c->u.cell.colspan;
            if (over && c->first)
                found = joined(a, found, " ", node_text(a, c->first));
        }
    }
    return found;
}

static Str row_words(Arena *a, const Node *row)
{
    return row->first ? shortened(a, node_text(a, row->first)) : (Str){0};
}

static Str in_table(const PlaceIndex *p, const Language *l, const Node *row, const Node *cell)
{
    Arena *a = p->arena;
    if (row->u.row.role == ROW_HEAD)
        return cell ? shortened(a, column_words(a, row->parent, cell->u.cell.column))
                    : language_word(l, WORD_PLACE_HEADS);
    if (!cell || cell == row->first)
        return language_fill_one(a, l, WORD_PLACE_ROW, row_words(a, row));
    return joined(a, row_words(a, row), ", ", shortened(a, column_words(a, row->parent, cell->u.cell.column)));
}

/* "3" of "3.", "b" of "b)". */
static Str bare(Str number)
{
    bool marked = number.n && (number.p[number.n - 1] == '.' || number.p[number.n - 1] == ')');
    return str_sub(number, 0, number.n - marked);
}

/* By its number, else by its count. */
static Str counted(const PlaceIndex *p, const Language *l, WordId word, const Node *n)
{
    const Spot *spot = spot_of(p, n);
    Str number = n->number.n ? bare(n->number) : str_format(p->arena, "%d", spot ? spot->count : 1);
    return language_fill_one(p->arena, l, word, number);
}

static bool is_alone(const Node *n)
{
    return !n->prev && (!n->next || n->next->kind != NODE_PARAGRAPH);
}

/* What a place has to say about a node itself; empty: nothing. */
static Str own_words(const PlaceIndex *p, const Language *l, const Node *n)
{
    Arena *a = p->arena;
    switch (n->kind) {
    case NODE_PARAGRAPH: {
        bool inner = n->parent->kind != NODE_SECTION && n->parent->kind != NODE_BOX && n->parent->kind != NODE_QUOTE;
        return inner && is_alone(n) ? (Str){0} : counted(p, l, WORD_PLACE_PARAGRAPH, n);
    }
    case NODE_ITEM:
        return n->parent->u.list.definitions ? shortened(a, node_text(a, n->first)) : counted(p, l, WORD_PLACE_ITEM, n);
    case NODE_NOTE: return str_trim(language_fill_one(a, l, WORD_PLACE_NOTE, n->u.note.mark));
    case NODE_LIST: return language_word(l, WORD_PLACE_LIST);
    case NODE_QUOTE: return language_word(l, WORD_PLACE_QUOTE);
    case NODE_BOX: {
        Str named[] = {language_word(l, WORD_PLACE_BOX), shortened(a, n->u.box.title)};
        return named[1].n ? language_fill(a, l, WORD_SENTENCE_NAMED, named, COUNT(named)) : named[0];
    }
    case NODE_CODE_BLOCK: return language_word(l, WORD_PLACE_CODE);
    case NODE_CAPTION: return language_word(l, WORD_PLACE_CAPTION);
    case NODE_HEADING: return language_word(l, WORD_PLACE_HEADING);
    case NODE_SECTION: return language_word(l, WORD_PLACE_SECTION);
    default: return (Str){0};
    }
}

/* Around something that has words, what has no name of its own. */
static bool adds_nothing(const Node *n, Str inner)
{
    bool nameless = n->kind == NODE_SECTION || n->kind == NODE_LIST || n->kind == NODE_QUOTE
                    || (n->kind == NODE_BOX && !n->u.box.title.n);
    return nameless && inner.n;
}

/* From the inside out, up to the table or figure that it is part of, or to the section. */
static Str words_within(const PlaceIndex *p, const Language *l, const Node *n, const Node **whole)
{
    const Node *cell = NULL;
    Str words = {0};
    for (int depth = 0; n && n->kind != NODE_PART && n->kind != NODE_ROOT; n = n->parent) {
        if (n->kind == NODE_CELL)
            cell = n;
        if (n->kind == NODE_TABLE || n->kind == NODE_FIGURE) {
            *whole = n;
            return words;
        }
        Str own = n->kind == NODE_ROW      ? in_table(p, l, n, cell)
                  : adds_nothing(n, words) ? (Str){0}
                                           : own_words(p, l, n);
        if (own.n && depth++ < DEPTH_MOST)
            words = joined(p->arena, own, ", ", words);
    }
    return words;
}

/* A footnote stands where its mark is. */
static const Node *standing(const Node *n)
{
    const Node *note = n->kind == NODE_NOTE ? n : node_up(n, NODE_NOTE);
    bool of_section = note && !note->u.note.of_table && note->u.note.ref;
    return of_section ? note->u.note.ref : n;
}

static const Spot *nearest_spot(const PlaceIndex *p, const Node *n)
{
    const Spot *spot = NULL;
    for (; n && !spot; n = n->parent)
        spot = spot_of(p, n);
    return spot;
}

PlaceWords place_of_node(const PlaceIndex *p, const Language *l, const Node *n)
{
    PlaceWords words = {0};
    const Spot *spot = nearest_spot(p, standing(n));
    words.heading = n->kind == NODE_SECTION ? node_child(n, NODE_HEADING) : spot ? spot->heading : NULL;
    if (words.heading)
        words.headed = headed_by(p->arena, words.heading);
    words.within = words_within(p, l, n, &words.whole);
    if (words.whole)
        words.part_of = part_words(p, l, words.whole);
    return words;
}

Str place_of_column(const PlaceIndex *p, const Language *l, const Node *table, int column)
{
    return language_fill_one(p->arena, l, WORD_PLACE_COLUMN,
                             shortened(p->arena, column_words(p->arena, table, column)));
}

PlaceWords place_of_field(const PlaceIndex *p, const Language *l, Str at)
{
    static const struct {
        const char *field;
        WordId word;
    } fields[] = {
        {"title", WORD_FIELD_TITLE},
        {"subtitle", WORD_FIELD_SUBTITLE},
        {"organisation", WORD_FIELD_ORGANISATION},
        {"edition", WORD_FIELD_EDITION},
        {"subject", WORD_FIELD_SUBJECT},
        {"period", WORD_FIELD_PERIOD},
        {"date", WORD_FIELD_DATE},
        {"author", WORD_FIELD_AUTHOR},
        {"keywords", WORD_FIELD_KEYWORDS},
        {"template", WORD_FIELD_TEMPLATE},
        {"abbreviations", WORD_FIELD_ABBREVIATIONS},
        {"language", WORD_FIELD_LANGUAGE},
    };
    PlaceWords words = {.headed = language_word(l, WORD_PLACE_DOCUMENT)};
    Str before, field;
    str_cut_last(at, '/', &before, &field);
    words.within = shortened(p->arena, field);
    for (int i = 0; i < COUNT(fields); i++)
        if (str_is(field, fields[i].field))
            words.within = language_word(l, fields[i].word);
    return words;
}

PlaceWords place_of_change(const EditionPlaces *p, const Language *l, const Change *c, const ChangePlace *at)
{
    if (at->new_node)
        return place_of_node(p->of[SIDE_NEW], l, at->new_node);
    if (at->old_node)
        return place_of_node(p->of[SIDE_OLD], l, at->old_node);
    return place_of_field(p->of[SIDE_NEW], l, c->at);
}
