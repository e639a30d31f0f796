/* Everything that can be in the flow of text, on the background that the template gives it.
 *
 * A background is the page (white, or a field of colour that a master paints under all its text), a tinted box, or a
 * row's own tint. A text's style there depends on the places around it, but only places that some rule for that text
 * names make a difference. So for each element and background the chains
 *
 *     [role] → box → [quotation or list] → text
 *
 * are checked, each with the inlines that it can contain and with the marks of lists. The same words look the same
 * in places that no rule names, so looks are worked out once, for the named places only, and kept. For that, the
 * places that rules name have numbers, and a chain is one number made of theirs: a chain costs next to nothing
 * unless it is new.
 *
 * A template may have pages with several backgrounds, and styles meant for one of them. Text on the page itself is
 * therefore wrong only when it is too weak on each kind of page. Panels of a sheet are places, so each is looked at by
 * itself. Boxes in boxes are left to the check of finished pages, for the same reason: no template says which may meet.
 */
#include "style/contrast_private.h"

#include <string.h>
#include "style/sheet.h"

static const char *const blocks[] = {
    "p",       "h1",        "h2", "h3",      "h4",         "h5",   "h6", "li",
    "caption", "box-title", "by", "by-role", "table-note", "unit", "ul", "ol",
};
static const char *const cells[] = {"td", "th", "unit", "p", "li", "ul", "ol"};
static const char *const row_roles[] = {"head", "group", "subtotal", "total", "balance", "line"};
static const char *const roles[] = {"front", "foreword", "body", "appendix", "contact"};
static const char *const inners[] = {"quote", "list", "list2", "definition", "report-head"};
static const char *const inlines[] = {"em",        "strong", "s",      "code", "a",       "note-ref",
                                      "note-mark", "span",   "number", "dt",   "drop-cap"};

static bool is_inline(Str element)
{
    for (int i = 0; i < COUNT(inlines); i++)
        if (str_is(element, inlines[i]))
            return true;
    return false;
}

/* --- chains of places ------------------------------------------------------ */

/* A chain of places: their numbers, the nearest lowest, in 16 bits each; at most four (box, table, its name, row).
 * Places that no rule names are omitted. */
typedef uint64_t Chain;
enum { PLACE_BITS = 16, PLACE_MASK = (1 << PLACE_BITS) - 1 };

static Chain within(Chain outer, int place)
{
    check(outer >> (64 - PLACE_BITS) == 0);
    return place ? outer << PLACE_BITS | (unsigned)place : outer;
}

/* The number of a place; 0: no rule names it. */
static int number_of(const Contrast *c, Str place)
{
    return map_number(&c->places, place) + 1;
}

static void number_places(Contrast *c)
{
    for (int i = 0; i < c->t->nrules; i++) {
        Str place = c->t->rules[i].in;
        if (place.n && !number_of(c, place))
            map_put_number(c->arena, &c->places, place, c->places.n);
    }
    check(c->places.n <= PLACE_MASK);
}

static void number_all(const Contrast *c, const char *const *names, int n, int *numbers)
{
    for (int i = 0; i < n; i++)
        numbers[i] = number_of(c, str_c(names[i]));
}

static const Place *places_of(Contrast *c, Chain chain)
{
    const Place *first = NULL, **link = &first;
    for (; chain; chain >>= PLACE_BITS) {
        Place *place = NEW(c->arena, Place);
        *place = (Place){NULL, c->places.entries[(chain & PLACE_MASK) - 1].key};
        *link = place;
        link = &place->outer;
    }
    return first;
}

/* What rules say of a class of an element, and where. */
typedef struct ClassNotes {
    bool own; /* not only those for all elements */
    bool colours;
    bool anywhere;   /* at least one of them names no place */
    VEC(int) places; /* the numbers of those that they name */
} ClassNotes;

/* An element as the rules describe it. */
typedef struct Kind {
    Str name;
    Map classes; /* that rules know for it → ClassNotes. The first is none */
    bool *named; /* by number of place: rules name it, for this element, for all or for inlines; never 0 */
    Map looks;   /* bytes of a chain of such places → Looks */
} Kind;

static Kind *new_kind(Contrast *c, Str name)
{
    Kind *k = NEW(c->arena, Kind);
    k->name = name;
    k->named = NEWN(c->arena, bool, c->places.n + 1);
    return k;
}

static void note_place(const Contrast *c, Kind *k, const StyleRule *rule)
{
    if (rule->in.n)
        k->named[number_of(c, rule->in)] = true;
}

static bool sets_colour(const StyleRule *rule)
{
    return rule->set >> PROP_COLOUR & 1;
}

static ClassNotes *class_of(const Contrast *c, Kind *k, Str name)
{
    ClassNotes *known = map_find(&k->classes, name);
    if (!known) {
        known = NEW(c->arena, ClassNotes);
        map_put(c->arena, &k->classes, name, known);
    }
    return known;
}

static void note_class(const Contrast *c, Kind *k, const StyleRule *rule)
{
    ClassNotes *known = class_of(c, k, rule->class_name);
    known->own |= str_eq(rule->element, k->name);
    known->colours |= str_eq(rule->element, k->name) && sets_colour(rule);
    known->anywhere |= !rule->in.n;
    if (rule->in.n)
        VEC_PUSH(c->arena, &known->places, number_of(c, rule->in));
}

/* Elsewhere, text with the class looks like text without it. */
static bool applies_in(const ClassNotes *rules, Chain chain)
{
    for (; chain && !rules->anywhere; chain >>= PLACE_BITS)
        for (int i = 0; i < rules->places.n; i++)
            if ((int)(chain & PLACE_MASK) == rules->places.at[i])
                return true;
    return rules->anywhere;
}

static Kind *kind_of(Contrast *c, const char *element)
{
    Str name = str_c(element);
    Kind *k = map_find(&c->kinds, name);
    if (k)
        return k;
    k = new_kind(c, name);
    map_put(c->arena, &c->kinds, name, k);
    ClassNotes *none = class_of(c, k, (Str){"", 0});
    none->own = none->anywhere = true;
    for (int i = 0; i < c->t->nrules; i++) {
        const StyleRule *rule = &c->t->rules[i];
        bool own = str_eq(rule->element, name), all = str_is(rule->element, "*");
        if (own || (all && rule->class_name.n))
            note_class(c, k, rule);
        if (own || all)
            note_place(c, k, rule);
    }
    for (int i = 0; i < c->for_inlines.n; i++)
        note_place(c, k, c->for_inlines.at[i]);
    return k;
}

/* What a row can contain, and what makes a difference to any of it. */
static void find_cells(Contrast *c)
{
    c->row = new_kind(c, STR("row"));
    for (int i = 0; i < COUNT(cells); i++) {
        c->cells[i] = kind_of(c, cells[i]);
        for (int j = 1; j <= c->places.n; j++)
            c->row->named[j] |= c->cells[i]->named[j];
    }
}

/* Without the places that make no difference. */
static Chain named_ones(const Kind *k, Chain chain)
{
    Chain named = 0;
    for (int shift = 0; chain; chain >>= PLACE_BITS) {
        if (!k->named[chain & PLACE_MASK])
            continue;
        named |= (chain & PLACE_MASK) << shift;
        shift += PLACE_BITS;
    }
    return named;
}

/* --- looks of a text ------------------------------------------------------- */

/* The look of words: two that need the same contrast in the same colour are alike. */
typedef struct Look {
    Swatch colour;
    int needed;
    TextUse use;
} Look;
typedef struct Looks {
    VEC(Look) all;
    uint8_t *needs; /* by number of colour: the required contrasts that `all` has */
    Chain chain;
    bool *on; /* by number of background: already checked there */
} Looks;

static Looks *new_looks(const Contrast *c)
{
    Looks *looks = NEW(c->arena, Looks);
    looks->needs = NEWN(c->arena, uint8_t, c->t->nswatches + 1);
    return looks;
}

static void add_look(Contrast *c, Looks *looks, Swatch colour, int needed, const TextUse *use)
{
    if (contrast_known(&looks->needs[colour + 1], needed))
        return;
    VEC_PUSH(c->arena, &looks->all, (Look){colour, needed, *use});
}

static void find_inline_looks(Contrast *c, Looks *looks, const Style *base, const TextUse *block)
{
    TextUse use = *block;
    const InlineRules *bearing = contrast_needed(base) < CONTRAST_TEXT ? &c->inlines_of_large : &c->inlines_of_small;
    for (int i = 0; i < bearing->all.n; i++) {
        use.inline_element = bearing->all.at[i]->element;
        use.inline_class = bearing->all.at[i]->class_name;
        Style style = *base;
        style_apply(c->styler, &style, &(Element){use.inline_element, use.inline_class, use.place, true});
        add_look(c, looks, style.colour, contrast_needed(&style), &use);
    }
}

/* Those of a base of this colour, size and weight are the same wherever rules for inlines name the same places. */
static void add_inline_looks(Contrast *c, Looks *looks, const Style *base, const TextUse *block, Chain chain)
{
    struct {
        Chain chain;
        int32_t colour, size, weight, unused;
    } plain = {named_ones(c->inlines, chain), base->colour, base->size, base->weight, 0};
    Str key = {(const char *)&plain, sizeof plain};
    Looks *own = map_find(&c->inline_looks, key);
    if (!own) {
        own = new_looks(c);
        map_put(c->arena, &c->inline_looks, str_dup(c->arena, key), own);
        find_inline_looks(c, own, base, block);
    }
    for (int i = 0; i < own->all.n; i++)
        add_look(c, looks, own->all.at[i].colour, own->all.at[i].needed, &own->all.at[i].use);
}

/* Text that needs all the contrast there is, and whose inlines do: a class without a colour makes it no stricter. */
static bool is_strictest(const Style *style)
{
    return contrast_needed(style) == CONTRAST_TEXT && !contrast_is_bold(style);
}

static void add_text_looks(Contrast *c, Looks *looks, const Kind *k)
{
    const Place *place = places_of(c, looks->chain);
    bool strictest = false;
    for (int i = 0; i < k->classes.n; i++) {
        const ClassNotes *rules = k->classes.entries[i].value;
        if (!rules->own || (strictest && !rules->colours) || !applies_in(rules, looks->chain))
            continue;
        TextUse use = {.element = k->name,
                       .class_name = k->classes.entries[i].key,
                       .place = place,
                       .prop = PROP_COLOUR};
        Style style = style_of_block(c->styler, k->name, use.class_name, place);
        add_look(c, looks, style.colour, contrast_needed(&style), &use);
        add_inline_looks(c, looks, &style, &use, looks->chain);
        strictest = strictest || (i == 0 && is_strictest(&style));
    }
}

/* The marks of lists there, of the size of the text beside them. */
static void add_mark_look(Contrast *c, Looks *looks, Str list)
{
    const Place *place = places_of(c, looks->chain);
    Place inside = {place, STR("list")};
    Style text = style_of_block(c->styler, STR("p"), (Str){0}, &inside);
    TextUse use = {.element = list, .place = place, .prop = PROP_MARK_COLOUR};
    add_look(c, looks, style_of_block(c->styler, list, (Str){0}, place).mark_colour, contrast_needed(&text), &use);
}

static Looks *looks_in(Contrast *c, Kind *k, Chain chain, bool *fresh)
{
    Chain named = named_ones(k, chain);
    Looks *looks = map_find(&k->looks, (Str){(const char *)&named, sizeof named});
    *fresh = !looks;
    if (looks)
        return looks;
    looks = new_looks(c);
    looks->chain = named;
    looks->on = NEWN(c->arena, bool, c->t->nswatches + 2);
    map_put(c->arena, &k->looks, (Str){(const char *)&looks->chain, sizeof looks->chain}, looks);
    return looks;
}

/* Was it already checked on these backgrounds? From now on it counts as checked. Several backgrounds are always
 * those of the pages. */
static bool is_done(Looks *looks, const Grounds *grounds)
{
    check(grounds->n > 0 && grounds->at);
    bool *on = &looks->on[grounds->n > 1 ? 0 : grounds->at[0].colour + 2], before = *on;
    *on = true;
    return before;
}

/* An element, "ul" and "ol" for their marks, in a place on one of some grounds. */
static void add_element(Contrast *c, Kind *k, Chain chain, const Grounds *grounds)
{
    bool fresh;
    Looks *looks = looks_in(c, k, chain, &fresh);
    if (fresh && (str_is(k->name, "ul") || str_is(k->name, "ol")))
        add_mark_look(c, looks, k->name);
    else if (fresh)
        add_text_looks(c, looks, k);
    if (is_done(looks, grounds))
        return;
    for (int i = 0; i < looks->all.n; i++) {
        const Look *look = &looks->all.at[i];
        contrast_add(c, look->colour, look->needed, grounds, &look->use);
    }
}

/* --- text ------------------------------------------------------------------ */

static void add_inner(Contrast *c, Kind *k, Chain outer, const Grounds *grounds)
{
    add_element(c, k, outer, grounds);
    for (int i = 0; i < COUNT(inners); i++)
        if (k->named[c->inners[i]])
            add_element(c, k, within(outer, c->inners[i]), grounds);
}

/* `box`: the number of the one around the text. */
static void add_chains(Contrast *c, Kind *k, int box, const Grounds *grounds)
{
    add_inner(c, k, within(0, box), grounds);
    for (int i = 0; i < COUNT(roles); i++)
        if (k->named[c->roles[i]])
            add_inner(c, k, within(within(0, c->roles[i]), box), grounds);
}

/* --- tables ---------------------------------------------------------------- */

static Swatch tint_of(const TableStyle *t, const char *role)
{
    Str name = str_c(role);
    if (str_is(name, "head"))
        return t->head_tint;
    if (str_is(name, "group"))
        return t->group_tint;
    return str_is(name, "total") || str_is(name, "balance") ? t->total_tint : SWATCH_NONE;
}

static Grounds one_ground(Ground *ground)
{
    return (Grounds){.at = ground, .n = 1, .cap = 1};
}

/* A row has looks for each box, table style, role and background, and few differ. */
static void add_row(Contrast *c, Chain row, const Grounds *grounds)
{
    bool fresh;
    if (is_done(looks_in(c, c->row, row, &fresh), grounds))
        return;
    for (int i = 0; i < COUNT(cells); i++)
        add_element(c, c->cells[i], row, grounds);
}

/* A row on its own tint, else on what is under the table; and on the current column's tint, or a stripe's. */
static void add_rows(Contrast *c, const TableStyle *t, int role, Chain style, const Grounds *under)
{
    Chain row = within(style, c->row_roles[role]);
    Ground tint = {tint_of(t, row_roles[role]), t->pos}, current = {t->current_tint, t->pos},
           stripe = {t->stripe_tint, t->pos};
    Grounds on_tint = one_ground(&tint), on_current = one_ground(&current), on_stripe = one_ground(&stripe);
    bool line = str_is(STR("line"), row_roles[role]) || str_is(STR("subtotal"), row_roles[role]);
    add_row(c, row, tint.colour != SWATCH_NONE ? &on_tint : under);
    if (tint.colour == SWATCH_NONE && current.colour != SWATCH_NONE)
        add_row(c, row, &on_current);
    if (line && stripe.colour != SWATCH_NONE)
        add_row(c, row, &on_stripe);
    for (int i = 0; i < TINT_COUNT; i++) {
        Ground cell = {t->tints[i], t->pos};
        Grounds on_cell = one_ground(&cell);
        if (role && cell.colour != SWATCH_NONE)
            add_row(c, row, &on_cell);
    }
}

static void add_table(Contrast *c, const TableStyle *t, Chain outer, const Grounds *under)
{
    Chain style = within(within(outer, number_of(c, STR("table"))), number_of(c, t->name));
    add_element(c, kind_of(c, "caption"), style, under);
    add_element(c, kind_of(c, "table-note"), style, under);
    for (int i = 0; i < COUNT(row_roles); i++)
        add_rows(c, t, i, style, under);
}

/* Does everything on both have the same background, and is it the same? No rule names either. */
static bool are_alike(const Contrast *c, const TableStyle *a, const TableStyle *b)
{
    return a->head_tint == b->head_tint && a->group_tint == b->group_tint && a->total_tint == b->total_tint
           && a->current_tint == b->current_tint && a->stripe_tint == b->stripe_tint
           && memcmp(a->tints, b->tints, sizeof a->tints) == 0 && !number_of(c, a->name) && !number_of(c, b->name);
}

/* Those that differ from all before them, for each box is checked with each of them. */
static void find_tables(Contrast *c)
{
    for (int i = 0; i < c->t->ntables; i++) {
        const TableStyle *t = &c->t->tables[i];
        bool known = false;
        for (int k = 0; k < c->tables.n && !known; k++)
            known = are_alike(c, c->tables.at[k], t);
        if (!known)
            VEC_PUSH(c->arena, &c->tables, t);
    }
}

/* --- the whole -------------------------------------------------------------- */

static void add_blocks(Contrast *c, int box, const Grounds *grounds)
{
    for (int i = 0; i < COUNT(blocks); i++)
        add_chains(c, kind_of(c, blocks[i]), box, grounds);
}

static void add_all(Contrast *c, int box, const Grounds *grounds)
{
    add_blocks(c, box, grounds);
    for (int i = 0; i < c->tables.n; i++)
        add_table(c, c->tables.at[i], within(0, box), grounds);
}

/* Code is in a box of its own, when the template has one, but its style is that of the place around it. */
static void add_code(Contrast *c, int round, const Grounds *grounds)
{
    const BoxStyle *code = template_box(c->t, STR("code"));
    bool tinted = code && code->tint != SWATCH_NONE;
    Ground tint = {tinted ? code->tint : SWATCH_NONE, tinted ? code->pos : (Pos){0}};
    Grounds own = one_ground(&tint);
    add_element(c, kind_of(c, "pre"), within(0, round), tinted ? &own : grounds);
}

static void add_notes_and_contents(Contrast *c, const Grounds *grounds)
{
    static const char *const in_notes[] = {"note", "p", "li"};
    static const char *const in_contents[] = {"toc-title", "toc-1", "toc-2", "toc-3"};
    Chain note = within(0, number_of(c, STR("note")));
    Chain contents = within(within(0, number_of(c, STR("front"))), number_of(c, STR("contents")));
    for (int i = 0; i < COUNT(in_notes); i++)
        add_element(c, kind_of(c, in_notes[i]), note, grounds);
    for (int i = 0; i < COUNT(in_contents); i++)
        add_element(c, kind_of(c, in_contents[i]), contents, grounds);
}

/* Words without any inlines in them. */
static void add_words(Contrast *c, const char *element, const Place *place, const Grounds *grounds)
{
    const Kind *k = kind_of(c, element);
    for (int i = 0; i < k->classes.n; i++) {
        const ClassNotes *rules = k->classes.entries[i].value;
        TextUse use = {.element = k->name,
                       .class_name = k->classes.entries[i].key,
                       .place = place,
                       .prop = PROP_COLOUR};
        if (!rules->own)
            continue;
        Style style = style_of_block(c->styler, k->name, use.class_name, place);
        contrast_add(c, style.colour, contrast_needed(&style), grounds, &use);
    }
}

/* Words in boxes are on the tint of the box's role, else on what is under the diagram, like those beside arrows. A
 * template without rules for diagrams is for documents without them. */
static void add_diagram(Contrast *c, const BoxStyle *round, const Grounds *grounds)
{
    static const char *const diagram_roles[DIAGRAM_ROLE_COUNT] = {
        [DIAGRAM_PLAIN] = "plain",
        [DIAGRAM_PRIMARY] = "primary",
        [DIAGRAM_SECONDARY] = "secondary",
    };
    const DiagramStyle *dress = &c->t->diagrams;
    Place outer = {NULL, round ? round->name : (Str){0}};
    for (int i = 0; i < DIAGRAM_ROLE_COUNT && dress->pos.line; i++) {
        Place place = {round ? &outer : NULL, str_c(diagram_roles[i])};
        Ground tint = {dress->tints[i], dress->pos};
        Grounds own = one_ground(&tint);
        add_words(c, "diagram", &place, tint.colour == SWATCH_NONE ? grounds : &own);
    }
    if (dress->pos.line)
        add_words(c, "diagram-label", round ? &outer : NULL, grounds);
}

/* Their names, as keys. */
static Map flow_masters(Contrast *c)
{
    const Template *t = c->t;
    Map names = {0};
    for (int i = 0; i < SECTION_ROLE_COUNT; i++) {
        map_put(c->arena, &names, t->role_master[i], c);
        map_put(c->arena, &names, t->role_opener[i], c);
        map_put(c->arena, &names, t->role_picture_opener[i], c);
    }
    for (int i = 0; i < t->nsection_classes; i++) {
        map_put(c->arena, &names, t->section_classes[i].master, c);
        map_put(c->arena, &names, t->section_classes[i].opener, c);
        map_put(c->arena, &names, t->section_classes[i].picture_opener, c);
    }
    for (int i = 0; i < t->nfronts; i++)
        if (t->fronts[i].kind != FRONT_COVER)
            map_put(c->arena, &names, t->fronts[i].master, c);
    map_put(c->arena, &names, t->landscape_master, c);
    return names;
}

static Grounds panel_grounds(Contrast *c)
{
    Grounds pages = {0};
    for (int i = 0; i < c->t->sheet->npanels; i++)
        contrast_page_grounds(c->arena, &c->t->sheet->panels[i].page, &pages);
    return pages;
}

static Grounds master_grounds(Contrast *c)
{
    Grounds pages = {0};
    Map masters = flow_masters(c);
    for (int i = 0; i < masters.n; i++) {
        const PageMaster *m = template_master(c->t, masters.entries[i].key);
        if (m)
            contrast_page_grounds(c->arena, m, &pages);
    }
    return pages;
}

/* Where all text is on pictures, it is judged as on paper. */
static Grounds page_grounds(Contrast *c)
{
    Grounds pages = c->t->sheet ? panel_grounds(c) : master_grounds(c);
    if (!pages.n)
        VEC_PUSH(c->arena, &pages, (Ground){.colour = SWATCH_NONE});
    return pages;
}

/* One rule represents all of its element and class. */
static void add_bearing(Arena *a, InlineRules *rules, const StyleRule *rule)
{
    Str both = str_format(a, STR_FMT " " STR_FMT, STR_ARG(rule->element), STR_ARG(rule->class_name));
    if (map_put(a, &rules->known, both, rules))
        VEC_PUSH(a, &rules->all, rule);
}

/* Large text needs less contrast, so a smaller size in it affects contrast as well. */
static void find_rules_for_inlines(Contrast *c)
{
    for (int i = 0; i < c->t->nrules; i++) {
        const StyleRule *rule = &c->t->rules[i];
        if (!is_inline(rule->element))
            continue;
        bool colours = sets_colour(rule), sizes = rule->set >> PROP_SIZE & 1;
        VEC_PUSH(c->arena, &c->for_inlines, rule);
        if (colours)
            add_bearing(c->arena, &c->inlines_of_small, rule);
        if (colours || sizes)
            add_bearing(c->arena, &c->inlines_of_large, rule);
    }
}

/* Text on a panel has the background of that panel alone. Tables have no looks of their own there: a leaflet has
 * none as a rule, and one with tints would need rules for every dark panel. */
static void add_panels(Contrast *c)
{
    for (int i = 0; c->t->sheet && i < c->t->sheet->npanels; i++) {
        const Panel *panel = &c->t->sheet->panels[i];
        Grounds grounds = {0};
        contrast_page_grounds(c->arena, &panel->page, &grounds);
        if (grounds.n)
            add_blocks(c, number_of(c, panel->name), &grounds);
    }
}

/* Words on the page that opens a part, and inlines in them that have no class. */
static void add_opening_words(Contrast *c, const char *element, Str class_name, const Place *place, const Grounds *own)
{
    static const char *const in_opening[] = {"number", "em", "strong", "code", "a", "note-ref"};
    TextUse use = {.element = str_c(element), .class_name = class_name, .place = place, .prop = PROP_COLOUR};
    Style style = style_of_block(c->styler, use.element, class_name, place);
    contrast_add(c, style.colour, contrast_needed(&style), own, &use);
    for (int i = 0; i < COUNT(in_opening); i++) {
        Style inner = style;
        use.inline_element = str_c(in_opening[i]);
        use.inline_class = i ? (Str){0} : class_name;
        style_apply(c->styler, &inner, &(Element){use.inline_element, use.inline_class, place, true});
        contrast_add(c, inner.colour, contrast_needed(&inner), own, &use);
    }
}

static void add_opening_mark(Contrast *c, const char *list, const Place *place, const Grounds *own)
{
    Style style = style_of_block(c->styler, str_c(list), (Str){0}, place),
          text = style_of_block(c->styler, STR("p"), (Str){0}, place);
    TextUse use = {.element = str_c(list), .place = place, .prop = PROP_MARK_COLOUR};
    contrast_add(c, style.mark_colour, contrast_needed(&text), own, &use);
}

/* The page that opens a part has words of few kinds on a background of its own. Classes that text may have anywhere are
 * not asked for there: a dark page would need a rule for each. */
static void add_part_page(Contrast *c)
{
    const PartOpening *part = &c->t->part;
    const PageMaster *m = part->class_name.n ? template_master(c->t, part->master) : NULL;
    Place place = {NULL, STR("part")}, list = {&place, STR("list")};
    Grounds own = {0};
    if (!m)
        return;
    contrast_page_grounds(c->arena, m, &own);
    add_opening_words(c, "h1", part->class_name, &place, &own);
    add_opening_words(c, "p", (Str){0}, &place, &own);
    add_opening_words(c, "p", (Str){0}, &list, &own);
    add_opening_mark(c, "ul", &place, &own);
    add_opening_mark(c, "ol", &place, &own);
}

void contrast_flow(Contrast *c)
{
    _Static_assert(COUNT(roles) == COUNT(c->roles) && COUNT(inners) == COUNT(c->inners)
                       && COUNT(row_roles) == COUNT(c->row_roles),
                   "a number for each place");
    find_rules_for_inlines(c);
    number_places(c);
    number_all(c, roles, COUNT(roles), c->roles);
    number_all(c, inners, COUNT(inners), c->inners);
    number_all(c, row_roles, COUNT(row_roles), c->row_roles);
    c->inlines = kind_of(c, "inline");
    find_cells(c);
    find_tables(c);
    Grounds pages = page_grounds(c);
    add_all(c, 0, &pages);
    add_code(c, 0, &pages);
    add_diagram(c, NULL, &pages);
    add_notes_and_contents(c, &pages);
    add_panels(c);
    add_part_page(c);
    for (int i = 0; i < c->t->nboxes; i++) {
        const BoxStyle *box = &c->t->boxes[i];
        Ground tint = {box->tint, box->pos};
        Grounds own = one_ground(&tint);
        const Grounds *grounds = tint.colour == SWATCH_NONE ? &pages : &own;
        int place = number_of(c, box->name);
        if (!str_is(box->name, "code"))
            add_all(c, place, grounds);
        add_code(c, place, grounds);
        add_diagram(c, box, grounds);
    }
}
