/* Styles, boxes and table styles of a template.
 *
 * A <style> may name several elements, classes and places; it becomes one rule for each combination, in the order
 * written. The rules of a template follow those of the one it extends, so that they win where both match equally.
 * Boxes and table styles are merged by name: their attributes change the one of that name (or of like=), and the
 * rest stays. */
#include "read/template/template_private.h"

#include "base/ascii.h"
#include "base/len.h"
#include "base/str.h"

static const Choice break_choices[] = {
    {"auto", BREAK_AUTO},   {"column", BREAK_COLUMN}, {"page", BREAK_PAGE},
    {"recto", BREAK_RECTO}, {"verso", BREAK_VERSO},
};

static const Choice figure_choices[] = {
    {"lining", NUMERALS_LINING},
    {"oldstyle", NUMERALS_OLDSTYLE},
};

/* --- styles ----------------------------------------------------------- */

static bool may_be_negative(StyleProp prop)
{
    return prop == PROP_FIRST_INDENT || prop == PROP_INDENT_LEFT || prop == PROP_INDENT_RIGHT || prop == PROP_SHIFT;
}

static bool read_number_prop(Build *b, const XmlNode *e, StyleProp prop, int *out)
{
    Range range = {1, 20};
    if (prop == PROP_WEIGHT)
        range = (Range){100, 900};
    else if (prop == PROP_HYPHEN_LEFT || prop == PROP_HYPHEN_RIGHT)
        range = (Range){2, 20};
    return read_number(b, e, style_prop(prop)->name, range, out);
}

/* Letters further apart than a tenth of an em read as words of one letter. */
static bool read_share_prop(Build *b, const XmlNode *e, StyleProp prop, int *out)
{
    Range range = {0, 30};
    if (prop == PROP_TRACKING)
        range = (Range){-30, 60};
    return read_thousandths(b, e, style_prop(prop)->name, range, out);
}

static bool read_length_prop(Build *b, const XmlNode *e, StyleProp prop, Len *out)
{
    const char *name = style_prop(prop)->name;
    return may_be_negative(prop) ? read_offset(b, e, name, out) : read_length(b, e, name, out);
}

static bool read_choice_prop(Build *b, const XmlNode *e, const char *name, Choices choices, int *out)
{
    *out = read_choice(b, e, name, choices, -1);
    return *out >= 0;
}

/* False: absent or not valid. */
static bool read_prop(Build *b, const XmlNode *e, StyleProp prop, StyleRule *rule)
{
    const PropInfo *info = style_prop(prop);
    const char *name = info->name;
    void *field = (char *)&rule->value + info->offset;
    bool good = false, share = false;
    int choice = 0;
    switch (info->kind) {
    case KIND_TEXT: return read_text(b, e, name, field);
    case KIND_NUMBER: return read_number_prop(b, e, prop, field);
    case KIND_YES_NO: return read_yes_no(b, e, name, field);
    case KIND_LENGTH: return read_length_prop(b, e, prop, field);
    case KIND_SWATCH: return read_swatch(b, e, name, field);
    case KIND_LENGTH_OR_SHARE:
        good = read_length_or_share(b, e, name, field, &share);
        if (share)
            rule->share |= UINT64_C(1) << prop;
        return good;
    case KIND_ALIGN:
        good = read_choice_prop(b, e, name, CHOICES(align_choices), &choice);
        if (good)
            *(Align *)field = (Align)choice;
        return good;
    case KIND_BREAK:
        good = read_choice_prop(b, e, name, CHOICES(break_choices), &choice);
        if (good)
            *(BreakBefore *)field = (BreakBefore)choice;
        return good;
    case KIND_SHARE: return read_share_prop(b, e, prop, field);
    case KIND_FIGURES:
        good = read_choice_prop(b, e, name, CHOICES(figure_choices), &choice);
        if (good)
            *(NumeralForm *)field = (NumeralForm)choice;
        return good;
    case PROP_KIND_COUNT: break;
    }
    return false;
}

/* A property with an invalid value is not set, so that the rules before it apply. */
static StyleRule read_rule(Build *b, const XmlNode *e)
{
    StyleRule rule = {.value = {.colour = SWATCH_NONE, .mark_colour = SWATCH_NONE, .rule_colour = SWATCH_NONE}};
    for (int i = 0; i < PROP_COUNT; i++)
        if (read_prop(b, e, (StyleProp)i, &rule))
            rule.set |= UINT64_C(1) << i;
    rule.pos = xml_has(e, "colour") ? attr_place(b, e, "colour") : xml_pos(e, b->file);
    return rule;
}

/* Names of four letters, each with a minus or without. */
static bool are_features(Str features)
{
    Str word;
    while (next_word(&features, &word)) {
        int minus = word.n && word.p[0] == '-';
        bool good = word.n - minus == FEATURE_LETTERS;
        for (int i = minus; i < word.n && good; i++)
            good = is_alphanumeric(word.p[i]);
        if (!good)
            return false;
    }
    return true;
}

static void refuse_odd_features(Build *b, const XmlNode *e, StyleRule *rule)
{
    uint64_t bit = UINT64_C(1) << PROP_FEATURES;
    if (!(rule->set & bit) || are_features(rule->value.features))
        return;
    diag(b->r->diag, TPL004, attr_place(b, e, "features"),
         "features=\"" STR_FMT "\" is not valid; expected names of four letters, such as \"case -liga\"",
         STR_ARG(rule->value.features));
    rule->set &= ~bit;
}

/* Text without height would never fill a page. */
static void refuse_no_size(Build *b, const XmlNode *e, StyleRule *rule)
{
    static const StyleProp sizes[] = {PROP_SIZE, PROP_LEADING};
    for (int i = 0; i < COUNT(sizes); i++) {
        const PropInfo *info = style_prop(sizes[i]);
        uint64_t bit = UINT64_C(1) << sizes[i];
        if (!(rule->set & bit) || *(Len *)((char *)&rule->value + info->offset) > 0)
            continue;
        diag(b->r->diag, TPL004, attr_place(b, e, info->name), "%s must be more than 0", info->name);
        rule->set &= ~bit;
    }
}

/* The words of an attribute; one empty word when it is absent, for "any". */
static int split_names(Build *b, const XmlNode *e, const char *name, Str **out)
{
    VEC(Str) words = {0};
    Str rest = xml_attr(b->r, e, name), word;
    while (next_word(&rest, &word))
        VEC_PUSH(b->r->job, &words, word);
    if (words.n == 0)
        VEC_PUSH(b->r->job, &words, (Str){"", 0});
    *out = words.at;
    return words.n;
}

void note_class(Build *b, Str class_name, Str element)
{
    Arena *a = b->r->job;
    Map *classes = &b->t->classes, *elements;
    if (!class_name.n)
        return;
    elements = map_find(classes, class_name);
    if (!elements)
        map_put(a, classes, class_name, elements = NEW(a, Map));
    map_put(a, elements, element, b);
}

enum { RULES_MAX = 20000 };

/* False: the template has too many rules; already reported. */
static bool read_style(Build *b, const XmlNode *e)
{
    Str *elements, *classes, *places;
    int nelements = split_names(b, e, "for", &elements);
    int nclasses = split_names(b, e, "class", &classes);
    int nplaces = split_names(b, e, "in", &places);
    int64_t rules = (int64_t)nelements * nclasses;
    if (rules > RULES_MAX || b->rules.n + rules * nplaces > RULES_MAX) {
        diag(b->r->diag, DOC003, xml_pos(e, b->file),
             "too many styles; expected at most %d, counting each element, class and place separately", RULES_MAX);
        return false;
    }
    for (int i = 0; i < nelements; i++)
        map_put(b->r->job, &b->elements, elements[i], b);
    StyleRule rule = read_rule(b, e);
    refuse_no_size(b, e, &rule);
    refuse_odd_features(b, e, &rule);
    if (rule.value.icon.n && !str_is(rule.value.icon, "none"))
        use_name(b, USE_ICON, rule.value.icon, attr_place(b, e, "icon"));
    for (int i = 0; i < nplaces; i++)
        if (places[i].n)
            use_name(b, USE_PLACE, places[i], attr_place(b, e, "in"));
    for (int i = 0; i < rules * nplaces; i++) {
        rule.element = elements[i / (nclasses * nplaces)];
        rule.class_name = classes[i / nplaces % nclasses];
        rule.in = places[i % nplaces];
        VEC_PUSH(b->r->job, &b->rules, rule);
        note_class(b, rule.class_name, rule.element);
    }
    return true;
}

void read_styles(Build *b, const XmlNode *styles)
{
    for (const XmlNode *e = xml_first(styles); e && read_style(b, e);)
        e = xml_next(e);
}

/* --- boxes ------------------------------------------------------------ */

/* Where a box stands, and its edges where the end of a page cuts it. */
static const Choice timeline_choices[] = {
    {"none", TIMELINE_NONE},
    {"auto", TIMELINE_AUTO},
    {"down", TIMELINE_DOWN},
    {"across", TIMELINE_ACROSS},
};
static const Choice float_choices[] = {{"none", false}, {"margin", true}};
static const Choice cut_choices[] = {{"closed", false}, {"open", true}};

static BoxStyle *find_box(Build *b, Str name)
{
    int found = map_number(&b->t->box_names, name);
    return found < 0 ? NULL : &b->boxes.at[found];
}

/* Copies the box that like= names into `box`, which keeps its own name. */
static void copy_like_box(Build *b, const XmlNode *e, BoxStyle *box)
{
    if (!xml_has(e, "like"))
        return;
    Str name = xml_attr(b->r, e, "like"), own = box->name;
    const BoxStyle *like = find_box(b, name);
    if (like) {
        *box = *like;
        box->name = own;
        return;
    }
    report_unknown(b, attr_place(b, e, "like"), "box", name, &b->t->box_names);
}

static BoxStyle *open_box(Build *b, Str name)
{
    BoxStyle *box = find_box(b, name);
    if (box)
        return box;
    map_put_number(b->r->job, &b->t->box_names, name, b->boxes.n);
    VEC_PUSH(b->r->job, &b->boxes,
             (BoxStyle){.name = name, .tint = SWATCH_NONE, .rule_colour = SWATCH_NONE, .columns = 1});
    return &b->boxes.at[b->boxes.n - 1];
}

/* As many columns as there are shares. */
static bool read_shares(Build *b, const XmlNode *e, const char *name, BoxStyle *box)
{
    static const char expected[] = "a whole number from 1 to 99 for each of 2 to 6 columns, such as \"1 2\"";
    uint8_t shares[BOX_COLUMNS] = {0};
    int n = 0, share;
    if (!xml_has(e, name))
        return false;
    Str rest = xml_attr(b->r, e, name), word;
    while (next_word(&rest, &word)) {
        if (n == BOX_COLUMNS || !str_to_int(word, &share) || share < 1 || share > 99)
            return unreadable(b, e, name, expected);
        shares[n++] = (uint8_t)share;
    }
    if (n < 2)
        return unreadable(b, e, name, expected);
    memcpy(box->shares, shares, sizeof shares);
    box->columns = n, box->own_columns = false;
    return true;
}

static void read_box(Build *b, const XmlNode *e)
{
    BoxStyle *box = open_box(b, xml_attr(b->r, e, "name"));
    copy_like_box(b, e, box);
    read_text(b, e, "title", &box->title);
    read_swatch(b, e, "tint", &box->tint);
    if (xml_has(e, "tint"))
        box->pos = attr_place(b, e, "tint");
    box->says_continued |= read_text(b, e, "continued", &box->continued);
    read_length(b, e, "rule-left", &box->rule_left);
    read_length(b, e, "rule-right", &box->rule_right);
    read_length(b, e, "rule-top", &box->rule_top);
    read_length(b, e, "rule-bottom", &box->rule_bottom);
    read_swatch(b, e, "rule-colour", &box->rule_colour);
    read_length(b, e, "corner", &box->corner);
    box->cut_open = read_choice(b, e, "cut", CHOICES(cut_choices), box->cut_open);
    read_length(b, e, "pad-left", &box->pad_left);
    read_length(b, e, "pad-right", &box->pad_right);
    read_length(b, e, "pad-top", &box->pad_top);
    read_length(b, e, "pad-bottom", &box->pad_bottom);
    read_length(b, e, "space-before", &box->space_before);
    read_length(b, e, "space-after", &box->space_after);
    if (xml_has(e, "columns"))
        box->own_columns = str_is(xml_attr(b->r, e, "columns"), "auto");
    if (!box->own_columns && read_number(b, e, "columns", (Range){1, BOX_COLUMNS}, &box->columns))
        memset(box->shares, 0, sizeof box->shares);
    read_shares(b, e, "column-widths", box);
    read_length(b, e, "min-column", &box->min_column);
    read_length(b, e, "gutter", &box->gutter);
    box->timeline = (TimelineForm)read_choice(b, e, "timeline", CHOICES(timeline_choices), box->timeline);
    read_length(b, e, "portrait", &box->portrait);
    box->in_margin = read_choice(b, e, "float", CHOICES(float_choices), box->in_margin);
    read_yes_no(b, e, "keep", &box->keep);
    read_yes_no(b, e, "keep-next", &box->keep_next);
    read_yes_no(b, e, "span", &box->span);
}

void read_boxes(Build *b, const XmlNode *boxes)
{
    read_text(b, boxes, "continued", &b->boxes_continued);
    for (const XmlNode *e = xml_first(boxes); e; e = xml_next(e))
        read_box(b, e);
}

/* --- tables ----------------------------------------------------------- */

static TableStyle *find_table(Build *b, Str name)
{
    int found = map_number(&b->t->table_names, name);
    return found < 0 ? NULL : &b->tables.at[found];
}

static void copy_like_table(Build *b, const XmlNode *e, TableStyle *table)
{
    if (!xml_has(e, "like"))
        return;
    Str name = xml_attr(b->r, e, "like"), own = table->name;
    const TableStyle *like = find_table(b, name);
    if (like) {
        *table = *like;
        table->name = own;
        return;
    }
    report_unknown(b, attr_place(b, e, "like"), "table style", name, &b->t->table_names);
}

TableStyle *open_table(Build *b, Str name)
{
    TableStyle *table = find_table(b, name);
    if (table)
        return table;
    map_put_number(b->r->job, &b->t->table_names, name, b->tables.n);
    VEC_PUSH(b->r->job, &b->tables,
             (TableStyle){.name = name,
                          .column_gap = PT(10),
                          .width = TABLE_WIDTH_MEASURE,
                          .bar = SWATCH_NONE,
                          .bar_negative = SWATCH_NONE,
                          .bar_width = PT(50),
                          .head_rule_colour = SWATCH_NONE,
                          .row_rule_colour = SWATCH_NONE,
                          .total_rule_colour = SWATCH_NONE,
                          .head_tint = SWATCH_NONE,
                          .group_tint = SWATCH_NONE,
                          .total_tint = SWATCH_NONE,
                          .current_tint = SWATCH_NONE,
                          .stripe_tint = SWATCH_NONE});
    table = &b->tables.at[b->tables.n - 1];
    for (int i = 0; i < TINT_COUNT; i++)
        table->tints[i] = SWATCH_NONE;
    return table;
}

static void read_table_rules(Build *b, const XmlNode *e, TableStyle *table)
{
    read_length(b, e, "head-rule", &table->head_rule);
    read_length(b, e, "row-rule", &table->row_rule);
    read_length(b, e, "subtotal-rule", &table->subtotal_rule);
    read_length(b, e, "total-rule-above", &table->total_rule_above);
    read_length(b, e, "total-rule-below", &table->total_rule_below);
    read_swatch(b, e, "head-rule-colour", &table->head_rule_colour);
    read_swatch(b, e, "row-rule-colour", &table->row_rule_colour);
    read_swatch(b, e, "total-rule-colour", &table->total_rule_colour);
}

static const Choice vertical_choices[] = {
    {"top", VERTICAL_TOP},
    {"middle", VERTICAL_MIDDLE},
    {"bottom", VERTICAL_BOTTOM},
};

static void read_tint(Build *b, const XmlNode *e, TableStyle *table)
{
    Str of = xml_attr(b->r, e, "of");
    int kind = 0;
    while (kind < STATUS_COLOUR_COUNT && !str_is(of, status_colour_name((StatusColour)kind)))
        kind++;
    read_swatch(b, e, "fill", &table->tints[kind]);
}

static void read_table(Build *b, const XmlNode *e)
{
    TableStyle *table = open_table(b, xml_attr(b->r, e, "name"));
    copy_like_table(b, e, table);
    read_table_rules(b, e, table);
    table->pos = xml_pos(e, b->file);
    read_length(b, e, "row-pad", &table->row_pad);
    read_length(b, e, "column-gap", &table->column_gap);
    read_swatch(b, e, "head-tint", &table->head_tint);
    read_swatch(b, e, "group-tint", &table->group_tint);
    read_swatch(b, e, "total-tint", &table->total_tint);
    read_swatch(b, e, "current-tint", &table->current_tint);
    read_swatch(b, e, "stripe-tint", &table->stripe_tint);
    read_text(b, e, "tint-by", &table->tint_by);
    for (const XmlNode *tint = xml_first(e); tint; tint = xml_next(tint))
        read_tint(b, tint, table);
    read_swatch(b, e, "bar", &table->bar);
    read_swatch(b, e, "bar-negative", &table->bar_negative);
    read_length(b, e, "bar-width", &table->bar_width);
    read_length(b, e, "space-before", &table->space_before);
    read_length(b, e, "space-after", &table->space_after);
    read_length(b, e, "group-space", &table->group_space);
    read_length(b, e, "min-text-column", &table->min_text_column);
    table_width_parse(xml_attr(b->r, e, "width"), &table->width); /* the schema has seen to other values */
    table->vertical = (Vertical)read_choice(b, e, "vertical", CHOICES(vertical_choices), (int)table->vertical);
    table->head_vertical =
        (Vertical)read_choice(b, e, "head-vertical", CHOICES(vertical_choices), (int)table->head_vertical);
    read_yes_no(b, e, "turn", &table->turn);
    read_yes_no(b, e, "span", &table->span);
    read_yes_no(b, e, "cut-rows", &table->cut_rows);
    read_yes_no(b, e, "repeat-groups", &table->repeat_groups);
    read_text(b, e, "continued", &table->continued);
}

void read_tables(Build *b, const XmlNode *tables)
{
    for (const XmlNode *e = xml_first(tables); e; e = xml_next(e))
        read_table(b, e);
}
