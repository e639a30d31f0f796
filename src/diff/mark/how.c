/* The first section of a marked edition: which editions it shows, how to read its marks, how many changes it has, and
 * the changes to the manifest, which appear nowhere else. */
#include "diff/edition.h"
#include "diff/mark/mark_private.h"
#include "diff/place.h"

static Node *new_block(Marking *k, Node *into, NodeKind kind)
{
    check(into);
    Node *n = node_new(k->arena, kind, into->pos);
    node_append(into, n);
    return n;
}

/* A paragraph of the words of a pattern. */
static Node *put_line(Marking *k, Node *into, WordId id, const CueValue *values)
{
    Node *line = new_block(k, into, NODE_PARAGRAPH), *words = cue_make(k, line, id, values);
    while (words->first) {
        Node *n = words->first;
        node_remove(n);
        node_append(line, n);
    }
    return line;
}

/* ---- editions ---- */

static Str edition_name(Marking *k, DiffSide side, Str given)
{
    return given.n ? given : edition_words(k->arena, k->doc->language, k->diff, side);
}

static void put_editions(Marking *k, Node *into, const MarkNames *names)
{
    Str old = edition_name(k, SIDE_OLD, names ? names->old_edition : (Str){0});
    Str fresh = edition_name(k, SIDE_NEW, names ? names->new_edition : (Str){0});
    bool same = str_eq(old, fresh);
    if (same || !old.n)
        old = k->diff->old_doc->name;
    if (same || !fresh.n)
        fresh = k->diff->new_doc->name;
    CueValue values[] = {{.text = old}, {.text = fresh}};
    put_line(k, into, WORD_MARK_HOW_EDITIONS, values);
}

/* ---- marks ---- */

static Node *sample(Marking *k, const Node *at, WordId id, const char *class_name, Str text)
{
    CueWords cue = cue_around(k, at, id);
    Node *span = node_new(k->arena, NODE_SPAN, at->pos);
    span->name = str_c(class_name);
    if (cue.before.n)
        mark_text(k, mark_span(k, span, "cue", 0), cue.before);
    mark_text(k, id == WORD_MARK_WAS ? mark_span(k, span, "was", 0) : span, text);
    if (cue.behind.n)
        mark_text(k, mark_span(k, span, "cue", 0), cue.behind);
    return span;
}

static Node *sample_figure(Marking *k, const Node *at)
{
    Node *both = node_new(k->arena, NODE_SPAN, at->pos);
    mark_text(k, mark_span(k, both, "added", 0), STR("117"));
    mark_text(k, both, STR(" "));
    node_append(both, sample(k, at, WORD_MARK_WAS, "deleted", STR("111")));
    return both;
}

static void put_marks(Marking *k, Node *into)
{
    CueValue words[] = {{.node = sample(k, into, WORD_MARK_ADDED, "added", STR("…"))},
                        {.node = sample(k, into, WORD_MARK_DELETED, "deleted", STR("…"))}};
    CueValue figure = {.node = sample_figure(k, into)};
    put_line(k, into, WORD_MARK_HOW_WORDS, words);
    put_line(k, into, WORD_MARK_HOW_FIGURES, &figure);
    put_line(k, into, WORD_MARK_HOW_MOVED, NULL);
    put_line(k, into, WORD_MARK_HOW_BARS, NULL);
}

/* ---- changes ---- */

static Node *put_item(Marking *k, Node *list)
{
    return new_block(k, new_block(k, list, NODE_ITEM), NODE_PARAGRAPH);
}

static Node *new_list(Marking *k, Node *into)
{
    Node *list = new_block(k, into, NODE_LIST);
    list->u.list.tight = true;
    return list;
}

/* How many changes of each kind. */
static void put_count(Marking *k, Node *into)
{
    int counts[CHANGE_KIND_COUNT] = {0};
    for (int i = 0; i < k->changes->n; i++)
        counts[change_kind(&k->changes->at[i])]++;
    CueValue value = {.text = str_format(k->arena, "%d", k->changes->n)};
    put_line(k, into, WORD_MARK_HOW_MANY, &value);
    Node *list = k->changes->n ? new_list(k, into) : NULL;
    for (int i = 0; i < CHANGE_KIND_COUNT; i++)
        if (counts[i])
            mark_text(k, put_item(k, list),
                      str_format(k->arena, STR_FMT ": %d", STR_ARG(change_kind_words(k->doc->language, (ChangeKind)i)),
                                 counts[i]));
}

static void put_sides(Marking *k, Node *to, const Change *c)
{
    if (c->was.n)
        node_append(to, sample(k, to, WORD_MARK_DELETED, "deleted", c->was));
    if (c->was.n && c->now.n)
        mark_text(k, to, STR(" "));
    if (c->now.n)
        node_append(to, sample(k, to, WORD_MARK_ADDED, "added", c->now));
}

static void put_details(Marking *k, Node *into)
{
    const PlaceIndex *places = NULL;
    Node *list = NULL;
    for (int i = 0; i < k->changes->n; i++) {
        const Change *c = &k->changes->at[i];
        if (c->nplaces && c->places[0].at)
            continue;
        if (!list) {
            places = places_of(k->arena, k->diff->new_doc);
            put_line(k, into, WORD_MARK_HOW_DETAILS, NULL);
            list = new_list(k, into);
        }
        Node *line = put_item(k, list);
        mark_set_change(k, line, c->number);
        Str name = place_of_field(places, k->doc->language, c->at).within;
        mark_text(k, line, str_format(k->arena, STR_FMT ": ", STR_ARG(name)));
        put_sides(k, line, c);
    }
}

/* ---- the section ---- */

static void name_edition(Marking *k)
{
    Doc *doc = k->doc;
    const Language *l = doc->language;
    doc->edition = doc->edition.n ? language_fill_one(k->arena, l, WORD_MARKED_EDITION_OF, doc->edition)
                                  : language_word(l, WORD_MARKED_EDITION);
}

void mark_how_to_read(Marking *k, const MarkNames *names)
{
    Node *part = k->doc->root->first;
    Node *section = node_new(k->arena, NODE_SECTION, (Pos){.file = k->doc->root->pos.file, .line = 1, .col = 1});
    section->u.section.role = ROLE_FRONT;
    node_prepend(part, section);
    Node *heading = new_block(k, section, NODE_HEADING);
    heading->u.heading.level = 1;
    mark_text(k, heading, language_word(k->doc->language, WORD_MARK_HOW));
    put_editions(k, section, names);
    put_marks(k, section);
    put_count(k, section);
    put_details(k, section);
    name_edition(k);
}
