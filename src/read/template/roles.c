/* Which page serves what: the sections of a role, those of a class whatever their role, the openings of parts, wide
 * tables and the back. An opener serves the first page of its sections, and takes part in their flow of text: so it has
 * their measure, whatever its height and drawings. */
#include "read/template/template_private.h"

#include "base/str.h"

static const Choice role_choices[] = {
    {"foreword", ROLE_FOREWORD}, {"body", ROLE_BODY},   {"appendix", ROLE_APPENDIX},
    {"contact", ROLE_CONTACT},   {"front", ROLE_FRONT},
};

/* --- reading ---------------------------------------------------------- */

void read_page_use(Build *b, const XmlNode *e, Str *out)
{
    *out = xml_attr(b->r, e, "page");
    use_name(b, USE_PAGE, *out, attr_place(b, e, "page"));
}

/* An opener, which is looked at again when all pages are known. */
static Str read_opener(Build *b, const XmlNode *e, const char *attribute, Str master)
{
    Str name = xml_attr(b->r, e, attribute);
    if (!name.n)
        return name;
    use_name(b, USE_PAGE, name, attr_place(b, e, attribute));
    VEC_PUSH(b->r->job, &b->openers, (OpenerUse){name, master, attr_place(b, e, attribute)});
    return name;
}

static void read_role(Build *b, const XmlNode *e)
{
    int role = read_choice(b, e, "name", CHOICES(role_choices), -1);
    if (role < 0)
        return;
    read_page_use(b, e, &b->t->role_master[role]);
    Str master = b->t->role_master[role];
    b->t->role_opener[role] = read_opener(b, e, "opener", master);
    b->t->role_picture_opener[role] = read_opener(b, e, "picture-opener", master);
}

static SectionClass *open_class(Build *b, Str name)
{
    for (int i = 0; i < b->section_classes.n; i++)
        if (str_eq(b->section_classes.at[i].name, name))
            return &b->section_classes.at[i];
    VEC_PUSH(b->r->job, &b->section_classes, (SectionClass){.name = name});
    return &b->section_classes.at[b->section_classes.n - 1];
}

/* Classes that share their pages can be named together. */
static void read_class(Build *b, const XmlNode *e)
{
    enum { MOST = 200 };
    Str rest = xml_attr(b->r, e, "name"), name, master;
    read_page_use(b, e, &master);
    Str opener = read_opener(b, e, "opener", master), pictured = read_opener(b, e, "picture-opener", master);
    while (next_word(&rest, &name)) {
        note_class(b, name, STR("h1"));
        *open_class(b, name) = (SectionClass){name, master, opener, pictured};
        if (b->section_classes.n <= MOST)
            continue;
        diag(b->r->diag, DOC003, xml_pos(e, b->file), "too many classes of sections; expected at most %d", MOST);
        return;
    }
}

static void read_part(Build *b, const XmlNode *e)
{
    PartOpening *part = &b->t->part;
    part->class_name = xml_attr(b->r, e, "class");
    note_class(b, part->class_name, STR("h1"));
    read_page_use(b, e, &part->master);
    part->on = (Sides)read_choice(b, e, "on", CHOICES(sides_choices), SIDES_BOTH);
    part->then = (Sides)read_choice(b, e, "then", CHOICES(sides_choices), SIDES_BOTH);
}

void read_roles(Build *b, const XmlNode *roles)
{
    for (const XmlNode *e = xml_first(roles); e; e = xml_next(e)) {
        if (xml_is(e, "role"))
            read_role(b, e);
        else if (xml_is(e, "class"))
            read_class(b, e);
        else if (xml_is(e, "part"))
            read_part(b, e);
        else
            read_page_use(b, e, &b->t->landscape_master);
    }
}

void read_back(Build *b, const XmlNode *e)
{
    b->t->back = (BackCover){.multiple = 0};
    if (xml_has(e, "page"))
        read_page_use(b, e, &b->t->back.master);
    read_number(b, e, "multiple", (Range){1, 64}, &b->t->back.multiple);
}

/* --- names that layout looks up --------------------------------------- */

static PageMaster *master_of(Build *b, Str name)
{
    int i = map_number(&b->t->master_names, name);
    return &b->masters.at[i < 0 ? 0 : i];
}

static Str usable_master(Build *b, Str name)
{
    return master_of(b, name)->name;
}

static bool same_measure(const PageMaster *a, const PageMaster *b)
{
    return a->columns == b->columns && a->width - a->inner - a->outer == b->width - b->inner - b->outer
           && (a->columns == 1 || a->gutter == b->gutter) && a->margin_width == b->margin_width;
}

/* Where the pair was named last. */
static Pos opener_place(const Build *b, Str master, Str opener)
{
    Pos pos = {0};
    for (int i = 0; i < b->openers.n; i++)
        if (str_eq(b->openers.at[i].name, opener) && str_eq(b->openers.at[i].master, master))
            pos = b->openers.at[i].pos;
    return pos;
}

/* A name that is not known has been reported. */
static void check_opener(Build *b, Str master, Str *opener)
{
    if (!opener->n)
        return;
    bool known = map_find(&b->t->master_names, *opener);
    if (known && same_measure(master_of(b, master), master_of(b, *opener)))
        return;
    if (known)
        diag(b->r->diag, TPL004, opener_place(b, master, *opener),
             "page \"" STR_FMT "\" opens sections on page \"" STR_FMT "\", but its text is not as wide; expected the "
             "same columns, gutter, and width between the margins",
             STR_ARG(*opener), STR_ARG(master));
    *opener = (Str){0};
}

static void finish_classes(Build *b)
{
    for (int i = 0; i < b->section_classes.n; i++) {
        SectionClass *c = &b->section_classes.at[i];
        c->master = usable_master(b, c->master);
        check_opener(b, c->master, &c->opener);
        check_opener(b, c->master, &c->picture_opener);
    }
    if (b->t->part.class_name.n)
        b->t->part.master = usable_master(b, b->t->part.master);
    if (!b->t->back.master.n)
        return;
    b->t->back.master = usable_master(b, b->t->back.master);
    master_of(b, b->t->back.master)->folio = FOLIO_NONE;
}

void finish_roles(Build *b, Pos pos)
{
    for (int i = 0; i < COUNT(role_choices); i++) {
        int role = role_choices[i].value;
        Str *master = &b->t->role_master[role];
        if (master->n == 0)
            diag(b->r->diag, TPL003, pos, "no page master for the role \"%s\"; expected one", role_choices[i].name);
        *master = usable_master(b, *master);
        check_opener(b, *master, &b->t->role_opener[role]);
        check_opener(b, *master, &b->t->role_picture_opener[role]);
    }
    finish_classes(b);
    if (b->t->landscape_master.n == 0)
        diag(b->r->diag, TPL003, pos, "no page master for landscape pages; expected one");
    b->t->landscape_master = usable_master(b, b->t->landscape_master);
    for (int i = 0; i < b->fronts.n; i++)
        b->fronts.at[i].master = usable_master(b, b->fronts.at[i].master);
}
