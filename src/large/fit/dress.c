/* The look of cards, from that of the template's tables: each card opens with its label below the rule that heads have;
 * below it, thin rules part the headings of columns and what belongs to them. */
#include "large/fit/fit_private.h"

enum { BOLD = 700, SEMIBOLD = 600, RULES = 4 };
#define PROP(name) (UINT64_C(1) << PROP_##name)

static TableStyle card_style(const TableStyle *of)
{
    TableStyle s = *of;
    s.name = STR("cards");
    s.group_rule = of->head_rule;
    s.head_rule = 0; /* the first card has one */
    s.group_space = 3 * of->row_pad;
    s.width = TABLE_WIDTH_MEASURE;
    s.repeat_groups = s.cut_rows = true;
    return s;
}

static void add_table(Fitting *f, Template *t)
{
    TableStyle *tables = NEWN(f->arena, TableStyle, t->ntables + 1);
    Map names = {0};
    for (int i = 0; i < t->ntables; i++) {
        tables[i] = t->tables[i];
        map_put_number(f->arena, &names, tables[i].name, i);
    }
    tables[t->ntables] = card_style(template_table(t, STR("default")));
    map_put_number(f->arena, &names, tables[t->ntables].name, t->ntables);
    t->tables = tables;
    t->ntables++;
    t->table_names = names;
}

static StyleRule weight_of(const char *element, const char *class_name, int weight)
{
    return (StyleRule){.element = str_c(element),
                       .class_name = str_c(class_name),
                       .set = PROP(WEIGHT),
                       .value = {.weight = weight}};
}

/* Labels of groups of cards are larger than those of cards. */
static void add_rules(Fitting *f, Template *t)
{
    StyleRule *rules = NEWN(f->arena, StyleRule, t->nrules + RULES), *own = rules + t->nrules;
    for (int i = 0; i < t->nrules; i++)
        rules[i] = t->rules[i];
    own[0] = weight_of("th", "cards", BOLD);
    own[0].set |= PROP(SIZE);
    own[0].share = PROP(SIZE);
    own[0].value.size = LEN_PT * 6 / 5;
    own[1] = weight_of("th", "card", SEMIBOLD);
    own[2] = weight_of("th", "card-part", SEMIBOLD);
    own[3] = weight_of("*", "card-total", BOLD);
    t->rules = rules;
    t->nrules += RULES;
}

void cards_dress(Fitting *f)
{
    for (Node *part = f->job->large->doc->root->first; part; part = part->next) {
        Template *own = NEW(f->arena, Template);
        *own = *part->u.part.tpl;
        add_table(f, own);
        add_rules(f, own);
        part->u.part.tpl = own;
    }
}
