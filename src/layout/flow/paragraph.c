/* Paragraphs: inlines become pieces in computed styles, pieces become lines, lines become strips.
 *
 * A line's strip has the height of the style's leading. Its baseline depends only on size and leading, so that a
 * fallback face or a raised mark does not move a line. The style forbids breaks next to a paragraph's first and last
 * lines (orphans, widows). */
#include "layout/flow/paragraph.h"

#include "base/ascii.h"
#include "layout/box/dropcap.h"
#include "layout/box/icon.h"
#include "layout/beside/sides.h"
#include "layout/facts.h"
#include "layout/flow/index_private.h"
#include "say/say.h"

#define MAX_INLINE_DEPTH 100

bool is_within(const Node *n, const Node *outer)
{
    while (n && n != outer)
        n = n->parent;
    return n;
}

/* ---- inlines to pieces ---- */

static Str span_lang(const Node *n)
{
    for (; n && !node_is_block(n->kind); n = n->parent)
        if (n->kind == NODE_SPAN && node_attr(n, "lang").n)
            return node_attr(n, "lang");
    return STR("");
}

/* Where a face has no small capitals, capitals a little above the height of small letters stand for them. */
static void put_small_caps(Pass *pass, Pieces *out, Str text, const Style *style, const Node *node)
{
    Style *letters = NEW(pass->job->job, Style), *rest = NEW(pass->job->job, Style);
    *rest = *letters = *style;
    rest->small_caps = letters->small_caps = false;
    letters->size = style->size * 4 / 5;
    letters->capitals = true;
    bool small = false;
    for (int from = 0, end; from < text.n; from = end) {
        end = small_letters_end(text, from, &small);
        pieces_text(pass, out, str_sub(text, from, end), small ? letters : rest, node);
    }
}

void pieces_text(Pass *pass, Pieces *out, Str text, const Style *style, const Node *node)
{
    if (typesetter_lacks_small_caps(pass->typesetter, style)) {
        put_small_caps(pass, out, text, style, node);
        return;
    }
    Piece *p = VEC_NEXT(pass->arena, out);
    *p = (Piece){.kind = PIECE_TEXT, .text = text, .style = style, .node = node, .lang = span_lang(node)};
}

/* A forced line end. A screen reader says a space there. */
void pieces_break(Pass *pass, Pieces *out, const Style *style, const Node *node)
{
    pieces_text(pass, out, STR(" "), style, node);
    Piece *p = VEC_NEXT(pass->arena, out);
    *p = (Piece){.kind = PIECE_BREAK, .style = style, .node = node};
}

/* The footnote that this mark brings to the foot of its page, or NULL: one that is referred to again stands where it
 * was first. */
static const Node *note_called(const Node *ref)
{
    const Node *note = ref->u.note_ref.note;
    return note && !note->u.note.of_table && note->u.note.ref == ref ? note : NULL;
}

static bool all_digits(Str s)
{
    for (int i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* A mark of the face's own raised figures stands on the baseline in the size of the text. */
static const Style *mark_style(Pass *pass, const Style *text, Str mark)
{
    const Style *style = style_inline(pass->styler, text, STR("note-ref"), STR(""));
    if (!style->superiors || !all_digits(mark) || !typesetter_has_superiors(pass->typesetter, style))
        return style;
    Style *own = NEW(pass->job->job, Style);
    *own = *style;
    own->size = text->size;
    own->shift = text->shift;
    own->raised_figures = true;
    return own;
}

static void piece_note(Pass *pass, Pieces *out, const Node *ref, const Style *style)
{
    const Node *note = ref->u.note_ref.note;
    if (!note)
        return;
    const Style *mark = mark_style(pass, style, note->u.note.mark);
    if (ref->prev && ref->prev->kind == NODE_NOTE_REF) /* 1 and 2 are not 12 */
        VEC_PUSH(pass->arena, out,
                 (Piece){.kind = PIECE_SPACE, .width = mark->size / 4, .style = mark, .no_break_before = true});
    int first = out->n;
    pieces_text(pass, out, note->u.note.mark, mark, ref);
    if (out->n == first)
        return;
    if (pass->tpl->end_notes) /* the mark is words of the line */
        return;
    for (int i = first; i < out->n; i++)
        out->at[i].no_break_before = true;
    out->at[first].note = note_called(ref);
}

/* Only page numbers are filled in here. */
Str page_words(void *self, const Node *ref)
{
    Pass *pass = self;
    int n = ref->u.ref.ntargets;
    Str *begins = NEWN(pass->arena, Str, n), *ends = NEWN(pass->arena, Str, n);
    for (int i = 0; i < n; i++) {
        begins[i] = page_label_of(pass, ref->u.ref.targets[i], false);
        ends[i] = page_label_of(pass, ref->u.ref.targets[i], true);
    }
    return say_pages(pass->arena, pass->doc, ref, begins, ends);
}

Str ref_text(Pass *pass, const Node *ref)
{
    return ref->u.ref.kind == REF_LABEL ? ref->number : page_words(pass, ref);
}

Str title_text(Pass *pass, const Node *heading)
{
    return node_title_with(pass->arena, heading, page_words, pass);
}

static Str inline_element(NodeKind kind)
{
    switch (kind) {
    case NODE_EMPH: return STR("em");
    case NODE_STRONG: return STR("strong");
    case NODE_STRIKE: return STR("s");
    case NODE_CODE: return STR("code");
    case NODE_LINK: return STR("a");
    default: return STR("span");
    }
}

/* A picture in running text is an icon: no taller than fits its line. */
static Len icon_width(const Node *image, const Style *style)
{
    Len most = style->leading * 4 / 5;
    int64_t height = (int64_t)image->u.image.height * PT(72) / node_picture_density(image);
    return (Len)(int_min(most, (int)(height < most ? height : most)) * (int64_t)image->u.image.width
                 / image->u.image.height);
}

static void piece_image(Pass *pass, Pieces *out, const Node *image, const Style *style)
{
    if (!image->u.image.bytes.n || image->u.image.height < 1) {
        pieces_text(pass, out, node_text(pass->arena, image), style, image);
        return;
    }
    Piece *p = VEC_NEXT(pass->arena, out);
    *p = (Piece){.kind = PIECE_SPACE, .style = style, .node = image, .width = icon_width(image, style)};
}

/* A line does not end behind a hyphen in it. */
static Str join_hyphens(Pass *pass, Str text)
{
    Buf out = {0};
    if (str_find(text, "-") < 0)
        return text;
    for (int i = 0; i < text.n; i++) {
        buf_char(&out, text.p[i]);
        if (text.p[i] == '-')
            buf_puts(&out, "\xE2\x81\xA0"); /* a word joiner: not set, not read */
    }
    return buf_take(&out, pass->arena);
}

void pieces_keep_compounds(Pass *pass, Pieces *pieces, int first, Len measure)
{
    Pieces joined = {0};
    bool any = false;
    for (int i = 0; i < pieces->n; i++) {
        VEC_PUSH(pass->arena, &joined, pieces->at[i]);
        if (i < first || pieces->at[i].kind != PIECE_TEXT)
            continue;
        joined.at[i].text = join_hyphens(pass, pieces->at[i].text);
        any = any || joined.at[i].text.n != pieces->at[i].text.n;
    }
    if (any && para_width_min(para_prepare(pass->typesetter, pass->arena, joined.at, joined.n)) <= measure)
        *pieces = joined;
}

static void collect_inlines(Pass *pass, Pieces *out, const Node *n, const Style *style, int depth)
{
    for (; n; n = n->next) {
        switch (n->kind) {
        case NODE_TEXT: pieces_text(pass, out, n->u.text.text, style, n); break;
        case NODE_SOFT_BREAK: pieces_text(pass, out, STR(" "), style, n); break;
        case NODE_LINE_BREAK: pieces_break(pass, out, style, n); break;
        case NODE_NOTE_REF: piece_note(pass, out, n, style); break;
        case NODE_REF:
            if (n->u.ref.kind == REF_INDEX)
                pieces_mark(pass, out, n, style);
            else
                pieces_text(pass, out, ref_text(pass, n), style, n);
            break;
        case NODE_IMAGE: piece_image(pass, out, n, style); break;
        case NODE_CODE:
            pieces_text(pass, out, join_hyphens(pass, n->u.text.text), /* "--output" is copied as it stands */
                        style_inline(pass->styler, style, STR("code"), STR("")), n);
            break;
        default:
            if (depth < MAX_INLINE_DEPTH)
                collect_inlines(pass, out, n->first,
                                style_inline(pass->styler, style, inline_element(n->kind), n->name), depth + 1);
            else
                pieces_text(pass, out, node_text(pass->arena, n), style, n);
        }
    }
}

void pieces_inlines(Pass *pass, Pieces *out, const Node *first, const Style *style)
{
    collect_inlines(pass, out, first, style, 0);
}

/* ---- lines to items ---- */

static const Node *pressed_node(const Node *n)
{
    for (; n && !node_is_block(n->kind); n = n->parent)
        if (n->kind == NODE_LINK || n->kind == NODE_REF || n->kind == NODE_NOTE_REF)
            return n;
    return NULL;
}

static bool link_target(const Pass *pass, const Node *n, Str *uri, const Node **target)
{
    *uri = STR("");
    *target = NULL;
    if (n->kind == NODE_LINK) {
        *target = n->u.link.node;
        *uri = *target ? STR("") : n->u.link.target;
    } else if (n->kind == NODE_REF && n->u.ref.ntargets) {
        *target = n->u.ref.kind == REF_INDEX ? placed_node(pass, n->u.ref.targets[0]) : n->u.ref.targets[0];
    } else if (n->kind == NODE_NOTE_REF) {
        *target = n->u.note_ref.note;
    }
    return *target || uri->n;
}

/* Runs of one link side by side make one place to press. */
static void put_link(Pass *pass, PageLinks *links, const GlyphRun *run, Len x, Len baseline)
{
    const Node *pressed = pressed_node(run->node);
    PageLink link = {.x = x, .y = baseline - run->size, .w = run->width, .h = run->size * 5 / 4, .node = pressed};
    if (!pressed || !link_target(pass, pressed, &link.uri, &link.target))
        return;
    PageLink *last = links->n ? &links->at[links->n - 1] : NULL;
    if (last && last->node == pressed && last->x + last->w == x && last->y == link.y)
        last->w += link.w;
    else
        VEC_PUSH(pass->arena, links, link);
}

static void put_icon(Item *item, const GlyphRun *run, Len baseline)
{
    const Node *image = item->node;
    item->kind = ITEM_IMAGE;
    item->role = image->u.image.decorative ? ITEM_DECORATION : ITEM_CONTENT;
    item->u.image.w = run->width;
    item->u.image.h = (Len)((int64_t)run->width * image->u.image.height / int_max(image->u.image.width, 1));
    item->y = baseline - item->u.image.h;
}

void line_items(const Surface *onto, const Line *line, Point at, const Style *style, const Node *n)
{
    Pass *pass = onto->pass;
    Len baseline = at.y + style_baseline(style);
    for (int i = 0; i < line->nruns; i++) {
        const GlyphRun *run = &line->runs[i];
        const Node *node = run->node ? run->node : n;
        if (!run->nglyphs && !(node && node->kind == NODE_IMAGE)) /* a fixed space */
            continue;
        Item *item = VEC_NEXT(pass->arena, onto->items);
        bool label = node && node_is_block(node->kind) && node->kind != NODE_CODE_BLOCK;
        *item = (Item){.kind = ITEM_GLYPHS,
                       .role = ITEM_CONTENT,
                       .part = label ? PART_LABEL : PART_BODY,
                       .colour = text_colour(pass, run->colour),
                       .node = node,
                       .x = at.x + line->x[i],
                       .y = baseline};
        if (node && node->kind == NODE_IMAGE && node->u.image.bytes.n)
            put_icon(item, run, baseline);
        else
            item->u.run = run;
        if (onto->links)
            put_link(pass, onto->links, run, item->x, baseline);
    }
}

Lines set_mark(Pass *pass, Str text, const Style *style, const Node *node)
{
    Piece piece = {.kind = PIECE_TEXT, .text = text, .style = style, .node = node};
    ParaShape shape = {.measure = LEN_MAX / 4, .align = ALIGN_LEFT};
    return piece_break(pass->typesetter, pass->arena, &piece, &shape);
}

Lines set_text(Pass *pass, Str text, const Style *style, Len measure, Align align)
{
    Piece piece = {.kind = PIECE_TEXT, .text = text, .style = style};
    ParaShape shape = {.measure = measure, .align = align};
    return piece_break(pass->typesetter, pass->arena, &piece, &shape);
}

/* ---- lines to strips ---- */

static int32_t line_penalty(const Lines *lines, int i, const Style *style)
{
    enum { INSIDE = 40 };
    if (i == 0)
        return 0;
    if (style->keep_next || i < style->orphans || i > lines->n - style->widows)
        return PENALTY_NEVER;
    return lines->at[i - 1].hyphenated ? PENALTY_HYPHEN : INSIDE;
}

static void count_lines(Pass *pass, const Lines *lines, const Node *n)
{
    LayoutStats *stats = pass->stats;
    stats->lines += lines->n;
    stats->demerits += lines->demerits;
    for (int i = 0; i < lines->n; i++) {
        stats->hyphens += lines->at[i].hyphenated;
        if (!lines->at[i].overfull)
            continue;
        stats->overfull++;
        if (!pass->quiet && n)
            diag(pass->job->diag, LAY002, n->pos, "a word is too wide for its line and runs past the edge");
    }
}

typedef struct Setter {
    Builder *b;
    const Node *n;
    const Style *style;
    const Label *label;
    Len x, measure;
    const Lines *lines;
    Icon icon;               /* beside the first line */
    const LineInset *beside; /* of the first lines */
    int nbeside;
} Setter;

/* Room above the first line, or below the only one, that the icon needs more than the line has. */
static Len icon_above(const Setter *t)
{
    return t->icon.image ? int_max(t->icon.rise - style_baseline(t->style), 0) : 0;
}

static Len icon_below(const Setter *t)
{
    Len reach = t->icon.h - t->icon.rise + style_baseline(t->style);
    return t->icon.image ? int_max(reach - t->lines->n * t->style->leading, 0) : 0;
}

/* To the left of the words, which are set in. */
static void put_icon_beside(const Setter *t, Items *items, Len top)
{
    Len x = t->x + (t->nbeside ? t->beside[0].left : 0) - t->icon.w - t->icon.gap + int_min(t->style->first_indent, 0);
    Len y = top + style_baseline(t->style) - t->icon.rise;
    VEC_PUSH(t->b->pass->arena, items, icon_item(&t->icon, (Point){x, y}));
}

static void set_line(const Setter *t, int i)
{
    Pass *pass = t->b->pass;
    const Style *style = t->style;
    Items items = {0};
    PageLinks links = {0};
    Len beside = t->icon.image ? t->icon.w + t->icon.gap : 0, edge = t->x - beside;
    Len rule = style->rule_length ? style->rule_length : t->measure + beside;
    Len above = i == 0 && style->rule_above ? style->rule_above + style->rule_gap : 0;
    Len below = i == t->lines->n - 1 && style->rule_below ? style->rule_below + style->rule_gap : 0;
    Len room = i == 0 ? icon_above(t) : 0;
    if (above)
        put_rect(pass, &items, t->n, (Rect){edge, 0, rule, style->rule_above}, style->rule_colour);
    above += room;
    below += i == t->lines->n - 1 ? icon_below(t) : 0;
    if (i == 0 && t->icon.image)
        put_icon_beside(t, &items, above);
    line_items(&(Surface){pass, &items, &links}, &t->lines->at[i], (Point){t->x, above}, style, t->n);
    Len height = above + style->leading + below;
    if (style->rule_below && i == t->lines->n - 1)
        put_rect(pass, &items, t->n, (Rect){edge, height - style->rule_below, rule, style->rule_below},
                 style->rule_colour);
    if (pass->doc->has_places)
        begin_places(t->b, &t->lines->at[i], t->n);
    Strip *s = build_strip(t->b, height, i == 0 ? style->space_before : 0, line_penalty(t->lines, i, style));
    s->items = items.at, s->nitems = items.n;
    s->links = links.at, s->nlinks = links.n;
    s->notes = t->lines->at[i].notes, s->nnotes = t->lines->at[i].nnotes;
    s->keep = style->keep_next;
    s->goes_on = i > 0;
    s->inset = i < t->nbeside ? t->beside[i].left : 0;
    s->baseline = above + style_baseline(style);
    if (i == 0 && t->label) {
        Label label = *t->label;
        label.top = above;
        strip_hang(pass, s, &label);
    }
}

/* Lines of a heading or caption come out about equally long: the narrowest measure that needs no more lines. */
static Lines break_lines(Pass *pass, const Para *para, ParaShape *shape, bool level)
{
    Typesetter *ts = pass->typesetter;
    Lines best = para_break(ts, pass->arena, para, shape);
    if (!level || shape->nbeside || best.n < 2 || best.n > 6 || shape->align != ALIGN_LEFT)
        return best;
    Len low = int_max(shape->measure / 3, para_width_min(para)), high = shape->measure;
    while (high - low > PT(3)) {
        shape->measure = low + (high - low) / 2;
        Lines lines = para_break(ts, pass->arena, para, shape);
        bool good = lines.n == best.n;
        for (int i = 0; i < lines.n; i++)
            good = good && !lines.at[i].overfull;
        if (good)
            best = lines, high = shape->measure;
        else
            low = shape->measure;
    }
    return best;
}

typedef struct ShapedKey {
    const Node *node;
    const Style *style;
} ShapedKey;

static bool prints_page(const Node *paragraph)
{
    for (const Node *n = paragraph; n; n = node_next(n, paragraph))
        if (n->kind == NODE_REF && n->u.ref.kind != REF_LABEL)
            return true;
    return false;
}

static Para *prepare_inlines(Pass *pass, Arena *a, const Node *n, const Style *style)
{
    Pieces pieces = {0};
    pieces_inlines(pass, &pieces, n->first, style);
    return para_prepare(pass->typesetter, a, pieces.at, pieces.n);
}

/* Its pieces are of the pass and not needed any more when it is shaped. */
static Para *keep_inlines(Pass *pass, ShapedKey key)
{
    Arena *job = pass->job->job;
    ArenaMark mark = arena_mark(pass->arena);
    Para *p = prepare_inlines(pass, job, key.node, key.style);
    arena_rewind(pass->arena, mark);
    map_put(job, pass->shaped, (Str){arena_copy(job, &key, sizeof key), sizeof key}, p);
    return p;
}

const Para *shape_inlines(Pass *pass, const Node *n, const Style *style)
{
    if (prints_page(n))
        return prepare_inlines(pass, pass->arena, n, style);
    ShapedKey key = {n, style};
    const Para *p = map_find(pass->shaped, (Str){(const char *)&key, sizeof key});
    return p ? p : keep_inlines(pass, key);
}

static bool is_in_cell(const Setting *s)
{
    return str_is(s->element, "td") || str_is(s->element, "th");
}

/* Words of headings, captions and cells are not divided. */
static bool may_divide(const Node *n, const Setting *s)
{
    return n && n->kind == NODE_PARAGRAPH && !is_in_cell(s);
}

/* At least an em, but a column of a table may be as narrow as its only letter. */
static Len measure_of(const Style *style, const Setting *s)
{
    Len least = is_in_cell(s) ? int_min(style->size, s->measure) : style->size;
    return int_max(s->measure - style->indent_left - style->indent_right, least);
}

static ParaShape shape_of(const Node *n, const Style *style, const Setting *s)
{
    return (ParaShape){.measure = measure_of(style, s),
                       .first_indent = style->first_indent,
                       .align = s->figures ? ALIGN_RIGHT : style->align,
                       .hyphenate = style->hyphenate && may_divide(n, s),
                       .flex = is_in_cell(s) ? (Flex){0} : style->flex,
                       .no_runt = true,
                       .beside = s->beside,
                       .nbeside = s->nbeside};
}

static bool comes_out_level(const Node *n)
{
    return !n || n->kind == NODE_HEADING || n->kind == NODE_CAPTION;
}

Lines break_para(Pass *pass, const Node *n, const Para *para, const Style *style, const Setting *s)
{
    ParaShape shape = shape_of(n, style, s);
    Lines lines = break_lines(pass, para, &shape, comes_out_level(n));
    count_lines(pass, &lines, n);
    return lines;
}

/* The style of words beside an icon: set in by its width. */
static const Style *style_beside(Pass *pass, const Style *style, const Icon *icon)
{
    Style *beside = NEW(pass->arena, Style);
    *beside = *style;
    beside->indent_left += icon->w + icon->gap;
    return beside;
}

/* How far out of its setting a paragraph reaches at the left, with its label or a first line that hangs. */
static Len hang_of(const Setter *t, const Setting *s)
{
    Len label = t->label ? s->x - t->label->x : 0, first = -(t->style->indent_left + t->style->first_indent);
    return int_max(int_max(label, first), 0);
}

/* The lines are fine, unless one is too long for what it stands beside, or a word was cut for it. */
static bool fit_beside(const Lines *lines, int nbeside)
{
    for (int i = 0; i < int_min(lines->n, nbeside); i++)
        if (lines->at[i].overfull || lines->at[i].forced)
            return false;
    return true;
}

/* Breaks the text beside what stands at its sides, if there is enough room. */
static bool break_beside(Setter *t, const Para *para, const Setting *s, Lines *lines)
{
    Builder *b = t->b;
    const Style *style = t->style;
    ParaShape shape = shape_of(t->n, style, s);
    SideText text = {.x = s->x + style->indent_left,
                     .measure = shape.measure,
                     .hang = hang_of(t, s),
                     .gap = b->entering ? b->after : int_max(b->after, style->space_before),
                     .leading = style->leading};
    shape.beside = sides_insets(b, &text, &shape.nbeside);
    if (!shape.nbeside) { /* it begins below */
        *lines = break_para(b->pass, t->n, para, style, s);
        return true;
    }
    Len rest = shape.measure - shape.beside[0].left - shape.beside[0].right;
    if (rest < sides_least(style) * 3 / 4 || style->rule_above || style->rule_below)
        return false;
    *lines = break_lines(b->pass, para, &shape, comes_out_level(t->n));
    if (!fit_beside(lines, shape.nbeside))
        return false;
    count_lines(b->pass, lines, t->n);
    t->beside = shape.beside, t->nbeside = shape.nbeside;
    return true;
}

static void set_lines(Setter *t, const Lines *lines, const Setting *s)
{
    const Style *style = t->style;
    t->x = s->x + style->indent_left;
    t->measure = measure_of(style, s);
    t->lines = lines;
    if (lines->n > 1 && t->icon.h > style->leading) /* it stands beside several lines, level with the first */
        t->icon.rise = t->icon.capitals;
    for (int i = 0; i < lines->n; i++)
        set_line(t, i);
    t->b->after = style->space_after;
    if (style->keep_next)
        t->b->next_penalty = PENALTY_NEVER;
}

/* Breaks the text into lines and sets them with the setter's node, style and label. */
static void set_para(Setter t, const Para *para, const Setting *s)
{
    t.icon = icon_of(t.b->pass, t.style);
    if (t.icon.image)
        t.style = style_beside(t.b->pass, t.style, &t.icon);
    Lines lines;
    if (!sides_taken(t.b) || !break_beside(&t, para, s, &lines)) {
        build_clear(t.b);
        lines = break_para(t.b->pass, t.n, para, t.style, s);
    }
    set_lines(&t, &lines, s);
}

/* The strips beside the letter stay together. */
static void set_dropped(Setter t, const DropCap *drop, const Setting *s)
{
    int first = t.b->flow->strips.n;
    Style *style = NEW(t.b->pass->arena, Style);
    *style = *t.style;
    style->orphans = int_max(style->orphans, drop->nlines);
    t.style = style;
    set_lines(&t, &drop->lines, s);
    Len above = style->rule_above ? style->rule_above + style->rule_gap : 0;
    for (int i = drop->items.n - 1; i >= 0; i--) {
        Item item = drop->items.at[i];
        item.x += t.x;
        item.y += above;
        strip_put_first(t.b->pass, &t.b->flow->strips.at[first], item);
    }
    if (drop->above)
        strip_move_down(t.b->pass, &t.b->flow->strips.at[first], drop->above);
}

void set_paragraph(Builder *b, const Node *n, const Pieces *pieces, const Style *style, Setting s)
{
    const Para *para = para_prepare(b->pass->typesetter, b->pass->arena, pieces->at, pieces->n);
    set_para((Setter){.b = b, .n = n, .style = style}, para, &s);
}

void set_inlines(Builder *b, const Node *n, const Style *style, Setting s, const Label *label)
{
    Setter t = {.b = b, .n = n, .style = style, .label = label};
    DropCap drop;
    if (style->drop_cap > 1 && !sides_taken(b) && drop_cap(b->pass, n, style, &s, &drop))
        set_dropped(t, &drop, &s);
    else
        set_para(t, shape_inlines(b->pass, n, style), &s);
}
