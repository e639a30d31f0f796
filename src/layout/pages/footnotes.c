/* Footnotes: each is set once for a column width and kept for the pass.
 *
 * The notes called in a stretch of the flow are one list of strips, in the order of their marks, with running totals
 * of their heights, so that the cost of a region's notes is known in constant time. A region takes the strips from
 * where the previous region stopped; it can leave the end of its last note to the next. */
#include "layout/pages/footnotes_private.h"

#include "layout/flow/build.h"
#include "layout/flow/heights.h"
#include "layout/flow/strip.h"

typedef struct NoteKey {
    const Node *note;
    Len measure;
} NoteKey;

/* What stands in a note must fit any page that it may come to stand on. */
static Len lowest_page(const Template *t)
{
    Len lowest = LEN_MAX;
    for (int i = 0; i < t->nmasters; i++)
        lowest = int_min(lowest, t->masters[i].height - t->masters[i].top - t->masters[i].bottom);
    return lowest;
}

static Flow *set_note(Pass *pass, const Node *note, Len measure)
{
    Place place = {NULL, STR("note")};
    const Style *style = style_block(pass->styler, STR("note"), STR(""), &place);
    Len hang = style->size * 7 / 4;
    Setting s = {.x = hang,
                 .measure = int_max(measure - hang, PT(12)),
                 .place = &place,
                 .element = STR("note"),
                 .region_height = lowest_page(pass->tpl),
                 .apart = true};
    Flow *f = build_apart(pass, node_up(note, NODE_SECTION), note->first, s);
    Label mark = {.text = note->u.note.mark,
                  .style = style_inline(pass->styler, style, STR("note-mark"), STR("")),
                  .beside = style,
                  .node = note};
    if (f->strips.n)
        strip_hang(pass, &f->strips.at[0], &mark);
    return f;
}

static const Flow *note_flow(Pass *pass, const Node *note, Len measure)
{
    NoteKey *key = NEW(pass->arena, NoteKey);
    *key = (NoteKey){note, measure};
    Str name = {(const char *)key, sizeof *key};
    Flow *f = map_find(&pass->notes, name);
    if (!f) {
        f = set_note(pass, note, measure);
        map_put(pass->arena, &pass->notes, name, f);
    }
    return f;
}

/* The rule over the notes and the space round it: one line. */
static Len separator_height(Pass *pass)
{
    return style_block(pass->styler, STR("note"), STR(""), NULL)->leading;
}

typedef struct NoteList {
    VEC(NoteStrip) strips;
    VEC(int64_t) sum;
} NoteList;

static void add_note(Pass *pass, NoteList *list, const Node *note, Len measure)
{
    const Flow *f = note_flow(pass, note, measure);
    Heights h = heights_of(pass->arena, f);
    int64_t before = list->sum.at[list->sum.n - 1];
    int first = list->strips.n;
    for (int i = 0; i < f->strips.n; i++) {
        VEC_PUSH(pass->arena, &list->strips, (NoteStrip){note, f, i, first});
        VEC_PUSH(pass->arena, &list->sum, before + height_between(&h, 0, i + 1));
    }
}

static void add_notes_beside(Pass *pass, NoteList *list, const Flow *f, Len measure)
{
    for (int k = 0; k < f->strips.n; k++)
        for (int i = 0; i < f->strips.at[k].nnotes; i++)
            add_note(pass, list, f->strips.at[k].notes[i], measure);
}

/* The notes called in a strip and beside it, and then those that they call themselves. */
static void add_notes(Pass *pass, NoteList *list, const Strip *s, Len measure)
{
    int at = list->strips.n;
    for (int i = 0; i < s->nasides; i++)
        add_notes_beside(pass, list, s->asides[i].flow, measure);
    for (int i = 0; i < s->nnotes; i++)
        add_note(pass, list, s->notes[i], measure);
    for (; at < list->strips.n; at++) {
        const NoteStrip *note = &list->strips.at[at];
        const Strip *inner = &note->flow->strips.at[note->strip];
        for (int i = 0; i < inner->nnotes; i++)
            add_note(pass, list, inner->notes[i], measure);
    }
}

Footnotes footnotes_of(Pass *pass, const Flow *f, int from, int to, Len measure)
{
    NoteList list = {0};
    Footnotes n = {.from = from, .called = NEWN(pass->arena, int, to - from + 1), .separator = separator_height(pass)};
    VEC_PUSH(pass->arena, &list.sum, 0);
    for (int i = from; i < to; i++) {
        add_notes(pass, &list, &f->strips.at[i], measure);
        n.called[i + 1 - from] = list.strips.n;
    }
    n.at = list.strips.at;
    n.n = list.strips.n;
    n.sum = list.sum.at;
    return n;
}

/* A note that is cut leaves two lines on either side, and no divided word, where it can. */
static int without_widow(const Footnotes *n, int note, int cut)
{
    while (cut > note + 1 && n->at[cut].flow->strips.at[n->at[cut].strip].penalty == PENALTY_HYPHEN)
        cut--;
    int first = n->at[cut].first, end = cut;
    while (end < n->n && n->at[end].first == first)
        end++;
    if (end - cut == 1 && cut - first > 2)
        cut--;
    if (cut - first == 1 && first > note)
        cut = first;
    return cut > note ? cut : note + 1;
}

int footnotes_fit(const Footnotes *n, int note, int strip, int64_t room)
{
    int called = n->called[strip - n->from];
    if (called <= note)
        return room >= 0 ? note : -1;
    room -= n->separator;
    if (n->sum[called] - n->sum[note] <= room)
        return called;
    int low = note, high = called; /* the strips up to low fit, those up to high do not */
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (n->sum[middle] - n->sum[note] <= room)
            low = middle;
        else
            high = middle;
    }
    return room >= 0 && low > note ? without_widow(n, note, low) : -1;
}

bool footnotes_begun(const Footnotes *n, int placed, int strip)
{
    int called = n->called[strip - n->from];
    return !called || placed > n->at[called - 1].first;
}

Len footnotes_height(const Footnotes *n, int from, int to)
{
    return from < to ? (Len)(n->sum[to] - n->sum[from]) + n->separator : 0;
}
