/* Sections as flows.
 *
 * Content with the same page master is one flow. A new flow, and with it a new page, begins where the master changes,
 * where a section's first heading asks for a new page, at the opening of a part and behind it, and around a table on a
 * turned page. Where a flow is to begin on a right or a left-hand page, an empty page may come before it: it counts,
 * and nothing is on it. */
#include "layout/sections_private.h"

#include "doc/product.h"
#include "layout/beside/aside.h"
#include "layout/table/table.h"

static const PageMaster *master_named(const Template *t, Str name)
{
    const PageMaster *m = template_master(t, name);
    return m ? m : &t->masters[0];
}

SectionPages alike(const PageMaster *master)
{
    return (SectionPages){master, master};
}

Setting setting_of(const Run *r, const Place *place)
{
    const PageMaster *m = r->pages.rest;
    Len margin = m->mirror ? int_min(m->inner, m->outer) : m->inner;
    return (Setting){.measure = r->builder.column_measure,
                     .margin = m->columns > 1 ? int_min(margin, m->gutter) : margin,
                     .place = place,
                     .region_height = m->height - m->top - m->bottom,
                     .grid = m->snap ? r->press.pass->tpl->grid : 0};
}

/* ---- where sections begin ---- */

static BreakBefore heading_break(Pass *pass, const Node *n, const Place *place)
{
    char element[3] = {'h', (char)('0' + int_min(n->u.heading.level, 6)), 0};
    return style_block(pass->styler, str_c(element), n->name, place)->break_before;
}

static bool is_heading(const Node *n)
{
    return n && n->kind == NODE_HEADING;
}

Sides side_of(BreakBefore before)
{
    return before == BREAK_RECTO ? SIDES_RECTO : before == BREAK_VERSO ? SIDES_VERSO : SIDES_BOTH;
}

/* An empty page like the master. */
static void press_empty_page(Press *press, const PageMaster *like)
{
    PageMaster *empty = NEW(press->pass->arena, PageMaster);
    *empty = *like;
    empty->nplaced = 0;
    press_page(press, empty, NULL, false);
}

void pass_to(Press *press, const PageMaster *like, Sides side)
{
    bool next_is_verso = (press->list->pages.n - press->part_first) % 2 == 1;
    if (side != SIDES_BOTH && next_is_verso != (side == SIDES_VERSO))
        press_empty_page(press, like);
}

static void begin_on(Run *r, SectionPages pages, Sides side)
{
    const Node *section = r->builder.section;
    end_run(r);
    pass_to(&r->press, pages.first, side);
    begin_run(r, pages, true);
    r->builder.section = section;
}

/* Those of the section, or of a first-level heading in it that has a class of its own. */
static SectionPages pages_of(const Pass *pass, const Node *section, const Node *heading)
{
    bool classed = is_heading(heading) && (heading == section->first || heading->u.heading.level == 1);
    bool pictured = heading == section->first && section->u.section.picture.n;
    return template_pages(pass->tpl, section->u.section.role, classed ? heading->name : (Str){0}, pictured);
}

/* A heading inside a section that has other pages, or a side to begin on. */
static void begin_inside(Run *r, const Node *section, const Node *heading, const Place *place)
{
    Pass *pass = r->press.pass;
    Sides side = side_of(heading_break(pass, heading, place));
    SectionPages pages = pages_of(pass, section, heading);
    if (heading->u.heading.level > 1)
        pages = alike(r->pages.rest);
    if (side != SIDES_BOTH || pages.rest != r->pages.rest)
        begin_on(r, pages, side);
}

/* ---- tables on turned pages ---- */

static bool turns(Pass *pass, const Node *n, Setting s)
{
    const Template *t = pass->tpl;
    if (!t->landscape_master.n || (n->kind != NODE_TABLE && n->kind != NODE_FIGURE))
        return false;
    if (n->kind == NODE_FIGURE)
        return node_attr_found(n, TURNED_FIGURE);
    const TableStyle *style = template_table(t, n->name);
    return n->u.table.landscape || (style->turn && columns_too_wide(pass, n, style, s));
}

/* The table that turns the page, when n is it or the first of the headings right above it; else NULL. A section's own
 * heading stays on its page. */
static const Node *turned_by(Pass *pass, const Node *n, Setting s)
{
    const Node *table = n;
    bool first = n->prev && (n->prev->kind != NODE_HEADING || !n->prev->prev);
    while (table && table->kind == NODE_HEADING && first)
        table = table->next;
    return table && turns(pass, table, s) ? table : NULL;
}

static void warn_of_float(Pass *pass, const Node *table)
{
    if (!pass->quiet && str_is(node_attr(table, "float"), "column"))
        diag(pass->job->diag, LAY009, table->pos,
             "a table on a landscape page cannot float; expected .landscape or float=column, not both");
}

/* The nodes up to the table, which is the last. */
static void lay_landscape(Run *r, const Node *first, const Node *table, const Place *place)
{
    const Template *t = r->press.pass->tpl;
    const PageMaster *back = r->pages.rest;
    const Node *section = r->builder.section;
    begin_run(r, alike(master_named(t, t->landscape_master)), false);
    r->builder.section = section;
    warn_of_float(r->press.pass, table);
    for (const Node *n = first; n != table->next && !r->again; n = n->next)
        build_block(&r->builder, n, setting_of(r, place));
    begin_run(r, alike(back), false);
    r->builder.section = section;
}

/* ---- parts ---- */

/* Does a block stand on the page that opens a part? Only words do: a template can look after these whatever the page
 * is like. */
static bool is_standfirst(const Node *n)
{
    return n && (n->kind == NODE_PARAGRAPH || n->kind == NODE_LIST);
}

/* The heading that opens a part, and the paragraphs and lists right behind it; gives the last of these. What follows
 * begins a page, of the section or of the next one. */
static const Node *lay_opening(Run *r, const Node *section, const Node *heading, const Place *outer)
{
    Pass *pass = r->press.pass;
    const PartOpening *part = &pass->tpl->part;
    const PageMaster *master = master_named(pass->tpl, part->master);
    Place place = {outer, STR("part")};
    begin_on(r, alike(master), part->on);
    r->builder.section = section;
    if (heading == section->first)
        build_begin(&r->builder, section);
    const Node *n = heading;
    for (;; n = n->next) {
        if (!r->again)
            build_block(&r->builder, n, setting_of(r, &place));
        if (!is_standfirst(n->next))
            break;
    }
    end_run(r);
    if (n->next || section->next)
        pass_to(&r->press, master, part->then);
    return n;
}

/* ---- sections ---- */

static void begin_section(Run *r, const Node *section, const Place *place)
{
    Pass *pass = r->press.pass;
    SectionPages pages = pages_of(pass, section, section->first);
    BreakBefore before = is_heading(section->first) ? heading_break(pass, section->first, place) : BREAK_AUTO;
    Sides side = is_on_back(pass, section) ? SIDES_BOTH : side_of(before); /* the back has its own place */
    if (pages.rest != r->pages.rest || !r->open || before == BREAK_PAGE || side != SIDES_BOTH)
        begin_on(r, pages, side);
    r->builder.section = section;
    build_begin(&r->builder, section);
}

/* A block of a section, and what has to be on its page; gives the last of these. */
static const Node *lay_block(Run *r, const Node *section, const Node *n, const Place *place)
{
    Pass *pass = r->press.pass;
    if (is_heading(n) && n->u.heading.opens_part)
        return lay_opening(r, section, n, place);
    if (!r->open) /* behind the opening of a part */
        begin_on(r, pages_of(pass, section, n), SIDES_BOTH);
    else if (n != section->first && is_heading(n))
        begin_inside(r, section, n, place);
    r->builder.section = section;
    Setting s = setting_of(r, place);
    const Node *table = turned_by(pass, n, s);
    if (table) {
        lay_landscape(r, n, table, place);
        return table;
    }
    if (!r->again)
        build_block(&r->builder, n, s);
    return n;
}

void lay_section(Run *r, const Node *section)
{
    Place place = {NULL, section_role_name(section->u.section.role)};
    if (!is_heading(section->first) || !section->first->u.heading.opens_part)
        begin_section(r, section, &place);
    for (const Node *n = section->first; n; n = n->next)
        n = lay_block(r, section, n, &place);
    if (r->open)
        asides_end(&r->builder);
}

/* ---- the back ---- */

static bool has_back(const Pass *pass)
{
    return pass->tpl->back.master.n && !pass->job->doc->pack && !pass->tpl->sheet;
}

bool is_on_back(const Pass *pass, const Node *section)
{
    bool last = !section->next && section->u.section.role == ROLE_CONTACT;
    return last && has_back(pass) && str_eq(pass->tpl->role_master[ROLE_CONTACT], pass->tpl->back.master);
}

static void lay_text_of_back(Run *r, const Node *section)
{
    Press *press = &r->press;
    int before = press->list->pages.n;
    lay_section(r, section);
    end_run(r);
    paginate_end(press);
    int pages = press->list->pages.n - before;
    if (pages > 1 && !press->pass->quiet)
        diag(press->pass->job->diag, LAY010, section->first ? section->first->pos : section->pos,
             "the text of the back cover takes %d pages; expected no more than one", pages);
}

void lay_back(Run *r, const Node *section)
{
    Press *press = &r->press;
    end_run(r);
    if (!section)
        paginate_end(press);
    if (!has_back(press->pass))
        return;
    const BackCover *back = &press->pass->tpl->back;
    const PageMaster *master = master_named(press->pass->tpl, back->master);
    int multiple = product_pages_multiple(press->pass->job->doc, int_max(back->multiple, 1));
    while ((press->list->pages.n - press->part_first + 1) % multiple != 0)
        press_empty_page(press, master);
    if (section)
        lay_text_of_back(r, section);
    else
        press_page(press, master, NULL, false);
}
