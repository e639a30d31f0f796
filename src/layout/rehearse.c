/* Measuring without pages.
 *
 * A pass that sets nothing has all that measuring needs: the part's styles and typesetter, and shaped paragraphs. The
 * setting of a place follows from what stands around it: the measure of the section's pages, less what boxes, lists and
 * quotations take from it. */
#include "layout/rehearse.h"

#include "layout/box/box.h"
#include "layout/box/icon.h"
#include "layout/flow/drawing.h"
#include "layout/flow/image.h"

struct Rehearsal {
    Pass pass;
    Map shaped;
    Icons icons;
    LayoutStats stats;
};

Rehearsal *rehearsal_new(const LayoutJob *job)
{
    Rehearsal *r = NEW(job->pass, Rehearsal);
    int n = 0;
    for (const Node *part = job->doc->root->first; part; part = part->next)
        n++;
    PassPart *parts = NEWN(job->pass, PassPart, n);
    int i = 0;
    for (const Node *part = job->doc->root->first; part; part = part->next, i++)
        parts[i] = (PassPart){.node = part,
                              .tpl = part->u.part.tpl,
                              .typesetter = job->typesetters[i],
                              .styler = styler_new(job->job, part->u.part.tpl)};
    r->pass = (Pass){.job = job,
                     .arena = job->pass,
                     .parts = parts,
                     .nparts = n,
                     .stats = &r->stats,
                     .quiet = true,
                     .icons = &r->icons,
                     .shaped = &r->shaped};
    return r;
}

static void enter_part_of(Pass *pass, const Node *n)
{
    const Node *part = node_up(n, NODE_PART);
    for (int i = 0; i < pass->nparts; i++)
        if (pass->parts[i].node == part)
            pass_enter(pass, i);
}

/* ---- places ---- */

static const PageMaster *master_of(const Pass *pass, const Node *section, bool turned)
{
    const Template *t = pass->tpl;
    const PageMaster *landscape = turned ? template_master(t, t->landscape_master) : NULL;
    const Node *first = section->first;
    Str class_name = first && first->kind == NODE_HEADING ? first->name : (Str){0};
    return landscape ? landscape : template_pages(t, section->u.section.role, class_name, false).rest;
}

static Setting setting_on(Pass *pass, const Node *section, bool turned)
{
    const PageMaster *m = master_of(pass, section, turned);
    Place *place = NEW(pass->arena, Place);
    *place = (Place){NULL, section_role_name(section->u.section.role)};
    return (Setting){.measure = m->width - m->inner - m->outer - m->margin_width - m->margin_gap,
                     .place = place,
                     .region_height = m->height - m->top - m->bottom};
}

static void go_into(Pass *pass, Setting *s, Str name)
{
    Place *place = NEW(pass->arena, Place);
    *place = (Place){s->place, name};
    s->place = place;
}

static void set_in(Pass *pass, Setting *s, const char *element, const Node *n, const char *place)
{
    const Style *style = style_block(pass->styler, str_c(element), n->name, s->place);
    s->measure -= style->indent_left + style->indent_right;
    go_into(pass, s, str_c(place));
}

static void enter_block(Pass *pass, const Node *n, Setting *s)
{
    const BoxStyle *box = n->kind == NODE_BOX ? template_box(pass->tpl, n->name) : NULL;
    if (box) {
        go_into(pass, s, box->name);
        box_inner(box, s);
    } else if (n->kind == NODE_QUOTE) {
        set_in(pass, s, "quote", n, "quote");
    } else if (n->kind == NODE_LIST && !n->u.list.definitions) {
        set_in(pass, s, n->u.list.ordered ? "ol" : "ul", n, "list");
    } else if (n->kind == NODE_DEFINITION) {
        set_in(pass, s, "dd", n, "definition");
    }
}

static Setting setting_at(Pass *pass, RehearsedPlace place)
{
    VEC(const Node *) around = {0};
    const Node *n = place.at->parent;
    for (; n->kind != NODE_SECTION; n = n->parent)
        VEC_PUSH(pass->arena, &around, n);
    Setting s = setting_on(pass, n, place.turned);
    for (int i = around.n - 1; i >= 0; i--)
        enter_block(pass, around.at[i], &s);
    s.measure = int_max(s.measure, PT(1));
    return s;
}

static Setting enter(Rehearsal *r, RehearsedPlace place)
{
    enter_part_of(&r->pass, place.at);
    return setting_at(&r->pass, place);
}

Len rehearse_measure(Rehearsal *r, RehearsedPlace place, Len *height)
{
    Setting s = enter(r, place);
    *height = s.region_height;
    return s.measure;
}

bool rehearse_can_turn(const Node *block)
{
    return block->parent->kind == NODE_SECTION;
}

/* ---- what stands there ---- */

TableNeeds rehearse_table(Rehearsal *r, const Node *table, RehearsedPlace place)
{
    Setting s = enter(r, place);
    return table_needs(&r->pass, table, s);
}

bool rehearse_drawing(Rehearsal *r, const Node *figure, RehearsedPlace place, Str *words)
{
    Setting s = enter(r, place);
    return drawing_fits(&r->pass, figure->first, &s, words);
}

Len rehearse_picture(Rehearsal *r, const Node *image, RehearsedPlace place)
{
    Setting s = enter(r, place);
    Len w, h;
    picture_size(image, &s, &w, &h);
    return w;
}

Len rehearse_type(Rehearsal *r, RehearsedPlace place)
{
    Setting s = enter(r, place);
    return style_block(r->pass.styler, STR("td"), STR(""), s.place)->size;
}
