/* Tabs: what has a step is counted through its document, so that closed pages show where each part is. */
#include "layout/furniture/heads.h"

static const TabColour *colour_of_class(const Tab *tab, Str class_name)
{
    for (int i = 0; i < tab->ncolours; i++)
        if (str_eq(tab->colours[i].class_name, class_name))
            return &tab->colours[i];
    return NULL;
}

static bool has_step(const Tab *tab, const Node *n)
{
    bool opens = n->kind == NODE_HEADING && n->u.heading.level == 1
                 && (tab->of_sections ? n == n->parent->first : n->u.heading.opens_part);
    return opens && (!tab->ncolours || colour_of_class(tab, n->name));
}

/* The steps of a tab in one part of the document. */
typedef struct TabSteps {
    NodeMap of; /* heading → its step, from 0 */
    int n;
} TabSteps;

static const TabSteps *count_steps(Arena *a, const Tab *tab, const Node *part)
{
    TabSteps *steps = NEW(a, TabSteps);
    for (const Node *section = part->first; section; section = section->next)
        for (const Node *n = section->first; n; n = n->next)
            if (has_step(tab, n))
                nodemap_put(a, &steps->of, n, steps->n++);
    return steps;
}

typedef struct TabKey {
    const Tab *tab;
    const Node *part;
} TabKey;

/* Counted once. */
static const TabSteps *steps_of(Press *p, const Tab *tab)
{
    Arena *a = p->pass->arena;
    TabKey key = {tab, p->pass->part->node};
    const TabSteps *steps = map_find(&p->tabs, (Str){(const char *)&key, sizeof key});
    if (!steps) {
        steps = count_steps(a, tab, key.part);
        map_put(a, &p->tabs, (Str){arena_copy(a, &key, sizeof key), sizeof key}, (void *)steps);
    }
    return steps;
}

bool tab_mark(Press *p, int page, const Placed *placed, Placed *mark)
{
    const Tab *tab = placed->tab;
    const Node *section = p->pressed.at[page].section;
    const Node *heading = tab->of_sections ? section ? section->first : NULL : p->heads[page].part.heading;
    const TabSteps *steps = steps_of(p, tab);
    int step = heading ? nodemap_find(&steps->of, heading) : -1;
    if (step < 0)
        return false;
    Len height = placed->h / steps->n;
    const TabColour *colour = colour_of_class(tab, heading->name);
    *mark = *placed;
    mark->kind = PLACED_RECT;
    mark->y += (Len)((int64_t)placed->h * step / steps->n);
    mark->h = tab->length ? int_min(tab->length, height) : height;
    mark->fill = colour ? colour->fill : placed->fill;
    return true;
}
