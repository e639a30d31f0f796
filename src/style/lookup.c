/* A template's lookups by name.
 *
 * A template has a few dozen masters, boxes and swatches, in the order in which the template files name them, so
 * walking the array is quick enough and keeps the data plain. One rule goes beyond finding: a table with an unknown
 * style is set in the style "default", which every template has. */
#include "style/style.h"

#include "base/str.h"

const PageMaster *template_master(const Template *t, Str name)
{
    for (int i = 0; i < t->nmasters; i++)
        if (str_eq(t->masters[i].name, name))
            return &t->masters[i];
    return NULL;
}

bool template_uses(const Template *t, const PageMaster *m)
{
    bool used = str_eq(t->landscape_master, m->name);
    for (int i = 0; i < SECTION_ROLE_COUNT; i++)
        used |= str_eq(t->role_master[i], m->name);
    for (int i = 0; i < t->nfronts; i++)
        used |= str_eq(t->fronts[i].master, m->name);
    return used;
}

const BoxStyle *template_box(const Template *t, Str name)
{
    for (int i = 0; i < t->nboxes; i++)
        if (str_eq(t->boxes[i].name, name))
            return &t->boxes[i];
    return NULL;
}

static const TableStyle *find_table(const Template *t, Str name)
{
    for (int i = 0; i < t->ntables; i++)
        if (str_eq(t->tables[i].name, name))
            return &t->tables[i];
    return NULL;
}

const TableStyle *template_table(const Template *t, Str name)
{
    const TableStyle *found = find_table(t, name);
    return found ? found : find_table(t, STR("default"));
}
