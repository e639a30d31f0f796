/* Cues: short words in brackets, which tell users of a screen reader what others see as underlined or struck through.
 *
 * A cue is a NODE_SPAN of the class "cue". Its pattern is in the language of the passage around it. A value may be a
 * node, such as a reference to a page, so a pattern is filled in with markers and then cut at these. */
#include "diff/mark/mark_private.h"

enum { PLACES_MOST = 3 };
/* Control characters, which language files cannot contain. */
static const char *const place_marks[PLACES_MOST] = {"\1", "\2", "\3"};

static Str number_text(Marking *k, int number)
{
    return str_format(k->arena, "%d", number);
}

Node *mark_text(Marking *k, Node *to, Str text)
{
    Node *n = node_new(k->arena, NODE_TEXT, to->pos);
    n->u.text.text = text;
    node_append(to, n);
    return n;
}

/* Several changes may meet in one node: "3 5". */
void mark_set_change(Marking *k, Node *n, int change)
{
    if (!change)
        return;
    Str number = number_text(k, change), had = node_attr(n, "change");
    if (str_has_word(had, number))
        return;
    Attr *attrs = NEWN(k->arena, Attr, n->nattrs + 1);
    int count = 0;
    for (int i = 0; i < n->nattrs; i++)
        if (!str_is(n->attrs[i].name, "change"))
            attrs[count++] = n->attrs[i];
    if (had.n)
        number = str_format(k->arena, STR_FMT " " STR_FMT, STR_ARG(had), STR_ARG(number));
    attrs[count++] = (Attr){STR("change"), number, n->pos};
    n->attrs = attrs;
    n->nattrs = count;
}

Node *mark_span(Marking *k, Node *to, const char *class_name, int change)
{
    Node *span = node_new(k->arena, NODE_SPAN, to->pos);
    span->name = str_c(class_name);
    mark_set_change(k, span, change);
    node_append(to, span);
    return span;
}

static const Language *language_of(const Marking *k, const Node *at)
{
    return doc_language(k->doc, at);
}

/* The pattern with markers where its values go. */
static Str pattern_of(Marking *k, const Node *at, WordId id)
{
    int places = word_places(id);
    check(places <= PLACES_MOST);
    if (!places)
        return language_word(language_of(k, at), id);
    Str values[PLACES_MOST];
    for (int i = 0; i < places; i++)
        values[i] = str_c(place_marks[i]);
    return language_fill(k->arena, language_of(k, at), id, values, places);
}

CueWords cue_around(Marking *k, const Node *at, WordId id)
{
    CueWords words;
    str_cut(pattern_of(k, at, id), *place_marks[0], &words.before, &words.behind);
    return words;
}

static void put_value(Marking *k, Node *cue, const CueValue *value)
{
    if (value->node)
        node_append(cue, value->node);
    else if (value->text.n)
        mark_text(k, cue, value->text);
}

Node *cue_make(Marking *k, const Node *at, WordId id, const CueValue *values)
{
    Node *cue = node_new(k->arena, NODE_SPAN, at->pos);
    cue->name = STR("cue");
    Str pattern = pattern_of(k, at, id);
    for (int from = 0, i = 0; i <= pattern.n; i++) {
        int place = i < pattern.n ? pattern.p[i] : 0;
        if (i < pattern.n && (place < 1 || place > PLACES_MOST))
            continue;
        if (i > from)
            mark_text(k, cue, str_sub(pattern, from, i));
        if (i < pattern.n)
            put_value(k, cue, &values[place - 1]);
        from = i + 1;
    }
    return cue;
}

Node *cue_line(Marking *k, Node *to, Node *cue, int change)
{
    Node *line = node_new(k->arena, NODE_PARAGRAPH, cue->pos);
    line->name = STR("cue");
    mark_set_change(k, line, change);
    node_append(line, cue);
    node_append(to, line);
    return line;
}
