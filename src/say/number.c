/* Numbers, in one walk in reading order.
 *
 * Headings of body sections count down to the template's level ("2.1"). A heading marked unnumbered is skipped, with
 * those below it, whose numbers would belong to the heading before. The first heading of each appendix is "Appendix
 * 1"; headings under it and those of the other roles have none. A heading that opens a part is "Part 1", and no
 * chapter; chapters count through the parts. Figures and tables count if they have a caption, through the whole
 * document: "Figure 2". Footnotes count in their order after their section, which is the order of their marks. Ordered
 * items count by depth: "1.", "a)", "i)", then again from the start; below a numbered paragraph they begin with
 * letters. Those of a bibliography are "[1]".
 *
 * Where paragraphs are numbered, those directly in a body section (not in a list, box or quotation) count under their
 * first-level heading: "2.7". One that continues another, or is below an unnumbered heading, has no number. Then an
 * appendix is numbered as a document of its own: the headings below its title, and the paragraphs below these. */
#include "say/say_private.h"

#define HEADING_LEVELS 6

/* Of the body, or of an appendix below its title. */
typedef struct Levels {
    int headings[HEADING_LEVELS]; /* of the levels above, at this place */
    int passed_over;              /* level of the unnumbered heading that this place is below; 0: none */
    int chapters;                 /* first-level headings, numbered or not */
    int paragraphs;
} Levels;

typedef struct Counters {
    Arena *arena;
    const Numbering *how;
    Levels body, appendix;
    int parts, appendices, figures, tables, notes;
    const Node *section;
    bool appendix_named; /* the section's first heading has had its number */
} Counters;

/* level: 1 for the first that can have a number; titles are above it. */
static void number_heading_level(Counters *c, Levels *in, Node *n, int level)
{
    if (level < 1)
        return;
    if (level == 1) {
        in->chapters++;
        in->paragraphs = 0;
    }
    if (in->passed_over >= level)
        in->passed_over = 0;
    if (in->passed_over > 0)
        return;
    if (!n->u.heading.numbered)
        in->passed_over = level;
    if (level > c->how->headings - int_max(c->how->from, 1) + 1 || !n->u.heading.numbered)
        return;
    in->headings[level - 1]++;
    for (int i = level; i < HEADING_LEVELS; i++)
        in->headings[i] = 0;
    Buf text = {0};
    for (int i = 0; i < level; i++)
        buf_format(&text, "%s%d", i > 0 ? "." : "", in->headings[i]);
    n->number = buf_take(&text, c->arena);
}

/* Headings below it, before the first chapter of the part, would have the numbers of the chapter before. */
static void number_part(Counters *c, Node *n)
{
    c->body.passed_over = 1;
    if (n->u.heading.numbered && c->how->part.n)
        n->number = str_format(c->arena, STR_FMT " %d", STR_ARG(c->how->part), ++c->parts);
}

static void number_heading(Counters *c, Node *n)
{
    check(c->section);
    if (n->u.heading.opens_part) {
        number_part(c, n);
        return;
    }
    SectionRole role = c->section->u.section.role;
    int level = n->u.heading.level - int_max(c->how->from, 1) + 1;
    if (role == ROLE_BODY) {
        number_heading_level(c, &c->body, n, level);
    } else if (role == ROLE_APPENDIX && !c->appendix_named) {
        c->appendix_named = true;
        if (n->u.heading.numbered)
            n->number = str_format(c->arena, STR_FMT " %d", STR_ARG(c->how->appendix), ++c->appendices);
    } else if (role == ROLE_APPENDIX && c->how->paragraphs) {
        number_heading_level(c, &c->appendix, n, n->u.heading.level - 1);
    }
}

static void number_paragraph(Counters *c, Node *n)
{
    if (!c->how->paragraphs || !c->section || n->parent != c->section || node_is_continued(n))
        return;
    SectionRole role = c->section->u.section.role;
    Levels *in = role == ROLE_BODY ? &c->body : role == ROLE_APPENDIX ? &c->appendix : NULL;
    if (!in)
        return;
    bool headed = in->headings[0] > 0 && in->passed_over != 1;
    if (headed)
        n->number = str_format(c->arena, "%d.%d", in->headings[0], ++in->paragraphs);
    else if (c->how->headings == 0 && role == ROLE_BODY)
        n->number = str_format(c->arena, "%d.%d", int_max(in->chapters, 1), ++in->paragraphs);
}

static bool has_caption(const Node *n)
{
    for (const Node *c = n->first; c; c = c->next)
        if (c->kind == NODE_CAPTION)
            return true;
    return false;
}

static void number_note(Counters *c, Node *n)
{
    if (n->u.note.of_table)
        return; /* marked by the table that it belongs to */
    n->u.note.mark = n->number = str_format(c->arena, "%d", ++c->notes);
}

/* Below a numbered paragraph, the first letters stand for its parts: 2.1, then a). */
static bool divides_paragraphs(const Counters *c, const Node *outermost)
{
    if (!c->how->paragraphs || !c->section || outermost->parent != c->section)
        return false;
    const Levels *in = c->section->u.section.role == ROLE_APPENDIX ? &c->appendix : &c->body;
    return in->paragraphs > 0 && in->passed_over != 1;
}

static Counting counting_of(const Counters *c, const Node *list)
{
    static const Counting by_depth[] = {COUNT_FIGURES, COUNT_LETTERS, COUNT_ROMAN};
    if (node_is_bibliography(list->parent))
        return COUNT_SOURCES;
    int depth = 0;
    const Node *outermost = list;
    for (const Node *up = list->parent; up; up = up->parent) {
        if (up->kind == NODE_LIST)
            outermost = up;
        depth += up->kind == NODE_LIST && up->u.list.ordered;
    }
    return by_depth[(depth + divides_paragraphs(c, outermost)) % COUNT(by_depth)];
}

#define ROMAN_MAX 3999 /* beyond it letters of the Roman kind run out: plain figures */

static void number_items(Counters *c, Node *list)
{
    if (!list->u.list.ordered)
        return;
    Counting counting = list->u.list.counting = counting_of(c, list);
    int number = list->u.list.start;
    Buf text = {0};
    for (Node *item = list->first; item; item = item->next, number++) {
        buf_clear(&text);
        if (counting == COUNT_SOURCES)
            buf_char(&text, '[');
        if (counting == COUNT_LETTERS && number > 0)
            buf_letters(&text, number, 'a');
        else if (counting == COUNT_ROMAN && number > 0 && number <= ROMAN_MAX)
            buf_roman(&text, number);
        else
            buf_format(&text, "%d", number);
        bool point = counting == COUNT_FIGURES && !list->u.list.paren;
        buf_char(&text, point ? '.' : counting == COUNT_SOURCES ? ']' : ')');
        item->number = str_dup(c->arena, buf_view(&text));
    }
    buf_free(&text);
}

static void begin_section(Counters *c, const Node *n)
{
    c->section = n;
    c->appendix_named = false;
    c->appendix = (Levels){0};
    if (c->how->notes_restart)
        c->notes = 0;
}

static void number_node(Counters *c, Node *n)
{
    switch (n->kind) {
    case NODE_SECTION: begin_section(c, n); break;
    case NODE_HEADING: number_heading(c, n); break;
    case NODE_PARAGRAPH: number_paragraph(c, n); break;
    case NODE_LIST: number_items(c, n); break;
    case NODE_FIGURE:
        if (has_caption(n))
            n->number = str_format(c->arena, STR_FMT " %d", STR_ARG(c->how->figure), ++c->figures);
        break;
    case NODE_TABLE:
        if (has_caption(n))
            n->number = str_format(c->arena, STR_FMT " %d", STR_ARG(c->how->table), ++c->tables);
        break;
    case NODE_NOTE: number_note(c, n); break;
    default: break;
    }
}

void number_document(Say *s)
{
    Counters c = {.arena = s->arena, .how = &s->numbering};
    for (Node *n = s->doc->root; n; n = node_next_block(n, s->doc->root))
        number_node(&c, n);
}
