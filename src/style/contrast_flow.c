/* Everything that may stand in the flow of text, on the ground that the template gives it.
 *
 * A ground is the page (white, or a field of colour that a master paints under all its text), a tinted box, or a row's own
 * tint. What style a text has there depends on the places round it; only places that some rule for that text
 * names make a difference. So for each element and ground the chains
 *
 *     [role] → box → [quotation or list] → text
 *
 * are gone through, each with the inlines that may stand in it and with the marks of lists. The same words in places
 * that no rule names have the same looks, so looks are worked out once, for the named places only, and kept.
 *
 * A template may have pages of several grounds, and styles meant for one of them. Text that stands on the page
 * itself is therefore at fault only when it is too weak on each kind of page. Boxes in boxes are left to the look
 * at finished pages, for the same reason: no template says which may meet. */
#include "style/contrast_parts.h"

typedef VEC(Str) Names;

static const char *const blocks[] = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "box-title", "by", "by-role", "table-note", "unit",
};
static const char *const cells[] = {"td", "th", "unit", "p", "li"};
static const char *const row_roles[] = {"head", "group", "subtotal", "total", "balance", "line"};
static const char *const roles[] = {"front", "foreword", "body", "appendix", "contact"};
static const char *const inners[] = {"quote", "list", "list2"};
static const char *const inlines[] = {"em", "strong", "code", "a", "note-ref", "note-mark", "span", "number"};

static bool is_inline(Str element)
{
    for (int i = 0; i < COUNT(inlines); i++)
        if (str_is(element, inlines[i])) return true;
    return false;
}

static void add_name(Arena *a, Names *names, Str name)
{
    for (int i = 0; i < names->n; i++)
        if (str_eq(names->at[i], name)) return;
    VEC_PUSH(a, names, name);
}

/* The classes that rules know for an element; the first is none. */
static const Names *classes_of(Contrast *c, Str element)
{
    Names *names = map_find(&c->classes, element);
    if (names) return names;
    names = NEW(c->arena, Names);
    add_name(c->arena, names, (Str){"", 0});
    for (int i = 0; i < c->t->nrules; i++)
        if (str_eq(c->t->rules[i].element, element)) add_name(c->arena, names, c->t->rules[i].class_name);
    map_put(c->arena, &c->classes, element, names);
    return names;
}

/* The places that rules for an element, for all elements or for inlines name: the keys of a map. */
static const Map *places_named(Contrast *c, Str element)
{
    Map *named = map_find(&c->named, element);
    if (named) return named;
    named = NEW(c->arena, Map);
    for (int i = 0; i < c->t->nrules; i++) {
        const StyleRule *rule = &c->t->rules[i];
        bool bears = str_eq(rule->element, element) || str_is(rule->element, "*");
        if (bears && rule->in.n) map_put(c->arena, named, rule->in, c);
    }
    for (int i = 0; i < c->for_inlines.n; i++)
        if (c->for_inlines.at[i]->in.n) map_put(c->arena, named, c->for_inlines.at[i]->in, c);
    map_put(c->arena, &c->named, element, named);
    return named;
}

static bool is_named(const Map *named, Str place)
{
    return map_find(named, place) != NULL;
}

/* The named ones of some places, put to the key in hand. */
static void key_places(Contrast *c, const Map *named, const Place *place)
{
    for (; place; place = place->outer)
        if (is_named(named, place->name)) buf_char(&c->key, '\n'), buf_str(&c->key, place->name);
}

/* --- looks of a text ------------------------------------------------------- */

/* How words look: two that need the same contrast in the same colour are alike. */
typedef struct Look {
    Swatch colour;
    int needed;
    TextUse use;
} Look;
typedef VEC(Look) Looks;

static void add_look(Contrast *c, Looks *looks, Swatch colour, int needed, const TextUse *use)
{
    for (int i = 0; i < looks->n; i++)
        if (looks->at[i].colour == colour && looks->at[i].needed == needed) return;
    VEC_PUSH(c->arena, looks, (Look){colour, needed, *use});
}

static void find_inline_looks(Contrast *c, Looks *looks, const Style *base, const TextUse *block)
{
    TextUse use = *block;
    const InlineRules *bearing = contrast_needed(base) < CONTRAST_TEXT ? &c->inlines_of_large : &c->inlines_of_small;
    for (int i = 0; i < bearing->n; i++) {
        use.inline_element = bearing->at[i]->element;
        use.inline_class = bearing->at[i]->class_name;
        const Style *style = style_inline(c->styler, base, use.inline_element, use.inline_class);
        add_look(c, looks, style->colour, contrast_needed(style), &use);
    }
}

/* Those of a base of this colour, size and weight are the same wherever rules for inlines name the same places. */
static void add_inline_looks(Contrast *c, Looks *looks, const Style *base, const TextUse *block)
{
    const Map *named = places_named(c, STR("inline"));
    const int32_t plain[] = {base->colour, base->size, base->weight};
    buf_clear(&c->key);
    buf_put(&c->key, plain, sizeof plain);
    key_places(c, named, block->place);
    Looks *own = map_find(&c->texts, buf_view(&c->key));
    if (!own) {
        own = NEW(c->arena, Looks);
        map_put(c->arena, &c->texts, str_dup(c->arena, buf_view(&c->key)), own);
        find_inline_looks(c, own, base, block);
    }
    for (int i = 0; i < own->n; i++)
        add_look(c, looks, own->at[i].colour, own->at[i].needed, &own->at[i].use);
}

static void add_text_looks(Contrast *c, Looks *looks, Str element, const Place *place)
{
    const Names *classes = classes_of(c, element);
    for (int i = 0; i < classes->n; i++) {
        TextUse use = {.element = element, .class_name = classes->at[i], .place = place, .prop = PROP_COLOUR};
        const Style *style = style_block(c->styler, element, classes->at[i], place);
        add_look(c, looks, style->colour, contrast_needed(style), &use);
        add_inline_looks(c, looks, style, &use);
    }
}

/* The marks of lists there, of the size of the text beside them. */
static void add_mark_look(Contrast *c, Looks *looks, Str list, const Place *place)
{
    Place inside = {place, STR("list")};
    const Style *text = style_block(c->styler, STR("p"), (Str){0}, &inside);
    TextUse use = {.element = list, .place = place, .prop = PROP_MARK_COLOUR};
    add_look(c, looks, style_block(c->styler, list, (Str){0}, place)->mark_colour, contrast_needed(text), &use);
}

/* The named ones of some places. */
static const Place *reduced(Contrast *c, const Map *named, const Place *place)
{
    const Place *first = NULL, **link = &first;
    for (; place; place = place->outer) {
        if (!is_named(named, place->name)) continue;
        Place *copy = NEW(c->arena, Place);
        *copy = (Place){NULL, place->name};
        *link = copy;
        link = &copy->outer;
    }
    return first;
}

static const Looks *looks_of(Contrast *c, Str element, const Place *place)
{
    const Map *named = places_named(c, element);
    buf_clear(&c->key);
    buf_str(&c->key, element);
    key_places(c, named, place);
    Looks *looks = map_find(&c->texts, buf_view(&c->key));
    if (looks) return looks;
    looks = NEW(c->arena, Looks);
    map_put(c->arena, &c->texts, str_dup(c->arena, buf_view(&c->key)), looks);
    place = reduced(c, named, place);
    if (str_is(element, "ul") || str_is(element, "ol")) add_mark_look(c, looks, element, place);
    else add_text_looks(c, looks, element, place);
    return looks;
}

/* An element, "ul" and "ol" for their marks, in a place on one of some grounds. */
static void add_element(Contrast *c, Str element, const Place *place, const Grounds *grounds)
{
    check(grounds->n > 0 && grounds->at);
    struct { const Looks *looks; intptr_t ground; } done = {looks_of(c, element, place), grounds->at[0].colour};
    Str key = {(const char *)&done, sizeof done};
    if (map_find(&c->applied, key)) return;
    map_put(c->arena, &c->applied, str_dup(c->arena, key), c);
    for (int i = 0; i < done.looks->n; i++) {
        const Look *look = &done.looks->at[i];
        contrast_add(c, look->colour, look->needed, grounds, &look->use);
    }
}

/* --- chains of places ----------------------------------------------------- */

static void add_inner(Contrast *c, Str element, const Place *outer, const Grounds *grounds)
{
    const Map *named = places_named(c, element);
    add_element(c, element, outer, grounds);
    for (int i = 0; i < COUNT(inners); i++) {
        Place inner = {outer, str_c(inners[i])};
        if (is_named(named, inner.name)) add_element(c, element, &inner, grounds);
    }
}

/* `box`: the one round the text, or NULL. */
static void add_chains(Contrast *c, Str element, const BoxStyle *box, const Grounds *grounds)
{
    const Map *named = places_named(c, element);
    Place own = {NULL, box ? box->name : (Str){0}}, *text = box ? &own : NULL;
    add_inner(c, element, text, grounds);
    for (int i = 0; i < COUNT(roles); i++) {
        Place role = {NULL, str_c(roles[i])};
        own.outer = &role;
        if (is_named(named, role.name)) add_inner(c, element, box ? &own : &role, grounds);
    }
}

/* --- tables ---------------------------------------------------------------- */

static Swatch tint_of(const TableStyle *t, const char *role)
{
    Str name = str_c(role);
    if (str_is(name, "head")) return t->head_tint;
    if (str_is(name, "group")) return t->group_tint;
    return str_is(name, "total") || str_is(name, "balance") ? t->total_tint : SWATCH_NONE;
}

static Grounds one_ground(Arena *a, Swatch colour, Pos pos)
{
    Grounds one = {0};
    VEC_PUSH(a, &one, (Ground){colour, pos});
    return one;
}

/* The places that make a difference to anything in a row. */
static const Map *row_named(Contrast *c)
{
    static const char *const others[] = {"ul", "ol"};
    Map *named = map_find(&c->named, STR("row"));
    if (named) return named;
    named = NEW(c->arena, Map);
    for (int i = 0; i < COUNT(cells) + COUNT(others); i++) {
        const Map *of_one = places_named(c, str_c(i < COUNT(cells) ? cells[i] : others[i - COUNT(cells)]));
        for (int k = 0; k < of_one->n; k++) map_put(c->arena, named, of_one->entries[k].key, c);
    }
    map_put(c->arena, &c->named, STR("row"), named);
    return named;
}

/* There are a row's looks for each box, style of table, role and ground, and few differ: was this one looked at? */
static bool row_is_done(Contrast *c, const Place *row, Swatch ground)
{
    buf_clear(&c->key);
    buf_puts(&c->key, "row");
    buf_put(&c->key, &ground, sizeof ground);
    key_places(c, row_named(c), row);
    if (map_find(&c->applied, buf_view(&c->key))) return true;
    map_put(c->arena, &c->applied, str_dup(c->arena, buf_view(&c->key)), c);
    return false;
}

static void add_row(Contrast *c, const Place *row, const Grounds *grounds)
{
    if (row_is_done(c, row, grounds->at[0].colour)) return;
    for (int i = 0; i < COUNT(cells); i++) add_element(c, str_c(cells[i]), row, grounds);
    add_element(c, STR("ul"), row, grounds);
    add_element(c, STR("ol"), row, grounds);
}

/* A row on its own tint, else on what is under the table; and on the current column's tint, or a stripe's. */
static void add_rows(Contrast *c, const TableStyle *t, const char *role, const Place *style, const Grounds *under)
{
    Place row = {style, str_c(role)};
    Swatch tint = tint_of(t, role);
    bool line = str_is(row.name, "line") || str_is(row.name, "subtotal");
    Grounds own = one_ground(c->arena, tint, t->pos), current = one_ground(c->arena, t->current_tint, t->pos);
    Grounds stripe = one_ground(c->arena, t->stripe_tint, t->pos);
    add_row(c, &row, tint != SWATCH_NONE ? &own : under);
    if (tint == SWATCH_NONE && t->current_tint != SWATCH_NONE) add_row(c, &row, &current);
    if (line && t->stripe_tint != SWATCH_NONE) add_row(c, &row, &stripe);
}

static void add_table(Contrast *c, const TableStyle *t, const Place *outer, const Grounds *under)
{
    Place table = {outer, STR("table")}, style = {&table, t->name};
    add_element(c, STR("caption"), &style, under);
    add_element(c, STR("table-note"), &style, under);
    for (int i = 0; i < COUNT(row_roles); i++) add_rows(c, t, row_roles[i], &style, under);
}

/* --- the whole -------------------------------------------------------------- */

static void add_all(Contrast *c, const BoxStyle *box, const Grounds *grounds)
{
    for (int i = 0; i < COUNT(blocks); i++) add_chains(c, str_c(blocks[i]), box, grounds);
    add_chains(c, STR("ul"), box, grounds);
    add_chains(c, STR("ol"), box, grounds);
    Place in_box = {NULL, box ? box->name : (Str){0}};
    for (int i = 0; i < c->t->ntables; i++) add_table(c, &c->t->tables[i], box ? &in_box : NULL, grounds);
}

/* Code stands in a box of its own, when the template has one, but its style is that of the place round it. */
static void add_code(Contrast *c, const BoxStyle *round, const Grounds *grounds)
{
    const BoxStyle *code = template_box(c->t, STR("code"));
    bool tinted = code && code->tint != SWATCH_NONE;
    Grounds own = one_ground(c->arena, tinted ? code->tint : SWATCH_NONE, tinted ? code->pos : (Pos){0});
    Place place = {NULL, round ? round->name : (Str){0}};
    add_element(c, STR("pre"), round ? &place : NULL, tinted ? &own : grounds);
}

static void add_notes_and_contents(Contrast *c, const Grounds *grounds)
{
    static const char *const in_notes[] = {"note", "p", "li"};
    static const char *const in_contents[] = {"toc-title", "toc-1", "toc-2", "toc-3"};
    Place note = {NULL, STR("note")}, front = {NULL, STR("front")}, contents = {&front, STR("contents")};
    for (int i = 0; i < COUNT(in_notes); i++) add_element(c, str_c(in_notes[i]), &note, grounds);
    for (int i = 0; i < COUNT(in_contents); i++) add_element(c, str_c(in_contents[i]), &contents, grounds);
}

/* Words without any inlines in them. */
static void add_words(Contrast *c, Str element, const Place *place, const Grounds *grounds)
{
    const Names *classes = classes_of(c, element);
    for (int i = 0; i < classes->n; i++) {
        TextUse use = {.element = element, .class_name = classes->at[i], .place = place, .prop = PROP_COLOUR};
        const Style *style = style_block(c->styler, element, classes->at[i], place);
        contrast_add(c, style->colour, contrast_needed(style), grounds, &use);
    }
}

/* Words in boxes stand on the tint of the box's role, else on what is under the diagram, as those beside arrows do. A template that
 * says nothing of diagrams is for documents without. */
static void add_diagram(Contrast *c, const BoxStyle *round, const Grounds *grounds)
{
    static const char *const diagram_roles[DIAGRAM_ROLE_COUNT] = {
        [DIAGRAM_PLAIN] = "plain", [DIAGRAM_PRIMARY] = "primary", [DIAGRAM_SECONDARY] = "secondary",
    };
    const DiagramStyle *dress = &c->t->diagrams;
    Place outer = {NULL, round ? round->name : (Str){0}};
    for (int i = 0; i < DIAGRAM_ROLE_COUNT && dress->pos.line; i++) {
        Place place = {round ? &outer : NULL, str_c(diagram_roles[i])};
        Grounds own = one_ground(c->arena, dress->tints[i], dress->pos);
        add_words(c, STR("diagram"), &place, dress->tints[i] == SWATCH_NONE ? grounds : &own);
    }
    if (dress->pos.line)
        add_words(c, STR("diagram-label"), round ? &outer : NULL, grounds);
}

static Names flow_masters(const Contrast *c)
{
    const Template *t = c->t;
    Names names = {0};
    for (int i = 0; i < SECTION_ROLE_COUNT; i++) add_name(c->arena, &names, t->role_master[i]);
    for (int i = 0; i < t->nfronts; i++)
        if (t->fronts[i].kind != FRONT_COVER) add_name(c->arena, &names, t->fronts[i].master);
    add_name(c->arena, &names, t->landscape_master);
    return names;
}

static Grounds page_grounds(Contrast *c)
{
    Grounds pages = {0};
    Names masters = flow_masters(c);
    for (int i = 0; i < masters.n; i++) {
        const PageMaster *m = template_master(c->t, masters.at[i]);
        if (m) contrast_page_grounds(c->arena, m, &pages);
    }
    return pages;
}

/* One rule stands for all of its element and class. */
static void add_bearing(Arena *a, InlineRules *rules, const StyleRule *rule)
{
    for (int i = 0; i < rules->n; i++)
        if (str_eq(rules->at[i]->element, rule->element) && str_eq(rules->at[i]->class_name, rule->class_name)) return;
    VEC_PUSH(a, rules, rule);
}

/* Large text asks for less contrast, so that a smaller size in it bears on contrast as well. */
static void find_rules_for_inlines(Contrast *c)
{
    for (int i = 0; i < c->t->nrules; i++) {
        const StyleRule *rule = &c->t->rules[i];
        if (!is_inline(rule->element)) continue;
        bool colours = rule->set >> PROP_COLOUR & 1, sizes = rule->set >> PROP_SIZE & 1;
        VEC_PUSH(c->arena, &c->for_inlines, rule);
        if (colours) add_bearing(c->arena, &c->inlines_of_small, rule);
        if (colours || sizes) add_bearing(c->arena, &c->inlines_of_large, rule);
    }
}

void contrast_flow(Contrast *c)
{
    find_rules_for_inlines(c);
    Grounds pages = page_grounds(c);
    add_all(c, NULL, &pages);
    add_code(c, NULL, &pages);
    add_diagram(c, NULL, &pages);
    add_notes_and_contents(c, &pages);
    for (int i = 0; i < c->t->nboxes; i++) {
        const BoxStyle *box = &c->t->boxes[i];
        Grounds own = one_ground(c->arena, box->tint, box->pos);
        const Grounds *grounds = box->tint == SWATCH_NONE ? &pages : &own;
        if (!str_is(box->name, "code")) add_all(c, box, grounds);
        add_code(c, box, grounds);
        add_diagram(c, box, grounds);
    }
}
