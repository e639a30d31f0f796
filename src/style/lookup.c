/* A template's lookups by name.
 *
 * The arrays stay in the order in which the template files name things; maps say where each name is. One rule goes
 * beyond finding: a table with an unknown style is set in the style "default", which every template has. */
#include "style/style.h"

#include "base/str.h"
#include "style/sheet.h"

const PageMaster *template_master(const Template *t, Str name)
{
    int i = map_number(&t->master_names, name);
    return i < 0 ? NULL : &t->masters[i];
}

bool master_places(const PageMaster *m, Str picture)
{
    for (int i = 0; i < m->nplaced; i++)
        if (m->placed[i].kind == PLACED_PICTURE && str_eq(m->placed[i].picture.of, picture))
            return true;
    return false;
}

bool template_places(const Template *t, Str picture)
{
    for (int i = 0; i < t->nmasters; i++)
        if (master_places(&t->masters[i], picture))
            return true;
    for (int i = 0; t->sheet && i < t->sheet->npanels; i++) /* with the drawings of their sides */
        if (master_places(&t->sheet->panels[i].page, picture))
            return true;
    return false;
}

bool template_uses(const Template *t, const PageMaster *m)
{
    bool used = str_eq(t->landscape_master, m->name);
    if (t->sheet)
        return false;
    for (int i = 0; i < SECTION_ROLE_COUNT; i++)
        used |= str_eq(t->role_master[i], m->name) || str_eq(t->role_opener[i], m->name)
                || str_eq(t->role_picture_opener[i], m->name);
    for (int i = 0; i < t->nsection_classes; i++) {
        const SectionClass *c = &t->section_classes[i];
        used |= str_eq(c->master, m->name) || str_eq(c->opener, m->name) || str_eq(c->picture_opener, m->name);
    }
    used |= str_eq(t->part.master, m->name) || str_eq(t->back.master, m->name);
    for (int i = 0; i < t->nfronts; i++)
        used |= str_eq(t->fronts[i].master, m->name);
    return used;
}

static const PageMaster *usable_master(const Template *t, Str name)
{
    const PageMaster *m = template_master(t, name);
    return m ? m : &t->masters[0];
}

static const SectionClass *class_named(const Template *t, Str name)
{
    for (int i = 0; i < t->nsection_classes && name.n; i++)
        if (str_eq(t->section_classes[i].name, name))
            return &t->section_classes[i];
    return NULL;
}

SectionPages template_pages(const Template *t, SectionRole role, Str class_name, bool pictured)
{
    const SectionClass *c = class_named(t, class_name);
    Str opener = c ? c->opener : t->role_opener[role];
    Str picture_opener = c ? c->picture_opener : t->role_picture_opener[role];
    Str first = pictured && picture_opener.n ? picture_opener : opener;
    const PageMaster *rest = usable_master(t, c ? c->master : t->role_master[role]);
    return (SectionPages){first.n ? usable_master(t, first) : rest, rest};
}

const BoxStyle *template_box(const Template *t, Str name)
{
    int i = map_number(&t->box_names, name);
    return i < 0 ? NULL : &t->boxes[i];
}

const Node *template_icon(const Template *t, Str name)
{
    int i = map_number(&t->icon_names, name);
    return i < 0 ? NULL : t->icons[i].image;
}

static const TableStyle *find_table(const Template *t, Str name)
{
    int i = map_number(&t->table_names, name);
    return i < 0 ? NULL : &t->tables[i];
}

const char *status_colour_name(StatusColour colour)
{
    static const char *const names[STATUS_COLOUR_COUNT] = {"red", "amber", "yellow", "green", "blue", "grey", "white"};
    return names[colour];
}

bool table_width_parse(Str s, int *width)
{
    int percent;
    if (str_is(s, "measure") || str_is(s, "content")) {
        *width = str_is(s, "content") ? TABLE_WIDTH_CONTENT : TABLE_WIDTH_MEASURE;
        return true;
    }
    if (!str_ends(s, "%") || !str_to_int(str_sub(s, 0, s.n - 1), &percent) || percent < 1 || percent > 100)
        return false;
    *width = percent;
    return true;
}

const TableStyle *template_table(const Template *t, Str name)
{
    const TableStyle *found = find_table(t, name);
    return found ? found : find_table(t, STR("default"));
}
