/* Layout: the pass loop, and the order in which things are laid out.
 *
 * One pass sets each part of the document: its template's front matter, its sections (sections.c) and the back. Each
 * flow of content is built as strips (flow/build.c) and cut into pages (pages/paginate.c); running heads and folios
 * come last (pages/furniture.c).
 *
 * Page numbers in the contents and in references depend on pages that contain them. So a pass prints what the
 * previous pass found, and passes repeat until two agree. Shaped words are kept between passes, and so are pages
 * that cannot change (pages/run.c). What masters place on pages is added after all passes. */
#include "layout/layout.h"

#include "doc/pack.h"
#include "layout/facts.h"
#include "layout/resolution_private.h"
#include "layout/sections_private.h"
#include "layout/vectors_private.h"
#include "layout/flow/contents.h"
#include "layout/flow/paragraph.h"
#include "layout/pages/bars.h"
#include "layout/pages/furniture.h"
#include "layout/pages/paginate.h"
#include "layout/pages/run.h"
#include "layout/panels/panels.h"
#include "layout/table/table.h"

#define MAX_PASSES 5

/* ---- front matter ---- */

/* A list of tables or figures is left out where there are none. */
static bool has_entries(const Node *part, FrontKind kind)
{
    if (kind == FRONT_CONTENTS)
        return true;
    NodeKind listed = kind == FRONT_TABLES ? NODE_TABLE : NODE_FIGURE;
    for (const Node *n = part; n; n = node_next_block(n, part))
        if (n->kind == listed && n->number.n)
            return true;
    return false;
}

static void lay_front(Run *r, const Front *front)
{
    Pass *pass = r->press.pass;
    const PageMaster *master = template_master(pass->tpl, front->master);
    if (front->kind == FRONT_COVER) {
        press_page(&r->press, master, NULL, true);
        return;
    }
    if (!has_entries(pass->part->node, front->kind))
        return;
    Place front_place = {NULL, STR("front")}, place = {&front_place, STR("contents")};
    pass_to(&r->press, master, side_of(style_block(pass->styler, STR("toc-title"), STR(""), &place)->break_before));
    begin_run(r, alike(master), true);
    if (!r->again)
        build_contents(&r->builder, front, setting_of(r, &place));
    end_run(r);
}

/* Sections in front of the contents: those of that role that begin the document. Gives the first that is not. */
static const Node *lay_front_sections(Run *r, const Node *section)
{
    for (; section && section->u.section.role == ROLE_FRONT; section = section->next)
        lay_section(r, section);
    end_run(r);
    paginate_end(&r->press);
    return section;
}

/* ---- outline ---- */

/* A page in a pack that the program writes: it has no front matter, and is an entry of the outline by itself. */
static bool is_single_page(const Pass *pass)
{
    return pass->job->doc->pack && pass->part != pass->parts && !pass->doc->report;
}

static void make_entry(Press *p, const Node *heading)
{
    Arena *a = p->pass->arena;
    Str title = title_text(p->pass, heading);
    if (heading->number.n)
        title = str_format(a, STR_FMT "  " STR_FMT, STR_ARG(heading->number), STR_ARG(title));
    VEC_PUSH(a, &p->list->outline, (OutlineEntry){heading, node_heading_depth(heading), title});
}

/* Several parts are entries of their own, above their headings; those of a pack as its agenda has them. */
static void make_part_entry(Press *p)
{
    const PassPart *part = p->pass->part;
    Str title = part->item ? part->item->title : part->node->u.part.doc->title;
    if (part->item && part->item->number.n)
        title = str_format(p->pass->arena, STR_FMT "  " STR_FMT, STR_ARG(part->item->number), STR_ARG(title));
    if (p->pass->nparts > 1)
        VEC_PUSH(p->pass->arena, &p->list->outline, (OutlineEntry){part->node, 0, title});
}

static void make_outline(Press *p)
{
    for (int i = 0; i < p->pass->nparts; i++) {
        pass_enter(p->pass, i);
        make_part_entry(p);
        const Node *section = is_single_page(p->pass) ? NULL : p->pass->part->node->first;
        for (; section; section = section->next)
            for (const Node *n = section->first; n; n = n->next)
                if (n->kind == NODE_HEADING)
                    make_entry(p, n);
    }
}

/* ---- passes ---- */

/* A part has its own front matter, and folios of its own. */
static void lay_part(Run *run, int part)
{
    Pass *pass = run->press.pass;
    pass_enter(pass, part);
    press_part(&run->press, part);
    const Template *t = pass->tpl;
    const Node *section = pass->part->node->first;
    if (t->sheet && !is_single_page(pass)) {
        lay_panels(&run->press);
        section = NULL;
    }
    for (int i = 0; i < t->nfronts && !is_single_page(pass); i++) {
        if (t->fronts[i].kind != FRONT_COVER)
            section = lay_front_sections(run, section);
        lay_front(run, &t->fronts[i]);
    }
    for (; section && !is_on_back(pass, section); section = section->next)
        lay_section(run, section);
    lay_back(run, section);
    end_run(run);
    paginate_end(&run->press);
    press_end_part(&run->press);
}

static Run *lay_pass(Pass *pass, const Run *before)
{
    Run *run = NEW(pass->arena, Run);
    run->before = before;
    run->press = (Press){.pass = pass, .list = NEW(pass->arena, PageList), .last_page = -1};
    for (int i = 0; i < pass->nparts; i++)
        pass->parts[i].colours = pages_take_colours(pass->arena, run->press.list, pass->parts[i].tpl);
    for (int i = 0; i < COUNT(run->press.open); i++)
        run->press.open[i] = -1;
    for (int i = 0; i < pass->nparts; i++)
        lay_part(run, i);
    return run;
}

static bool has_contents(const Template *t)
{
    for (int i = 0; i < t->nfronts; i++)
        if (t->fronts[i].kind != FRONT_COVER)
            return true;
    return false;
}

/* Does anything printed depend on where things stand? */
static bool prints_pages(const Doc *doc)
{
    for (const Node *part = doc->root->first; part; part = part->next)
        if (has_contents(part->u.part.tpl))
            return true;
    for (const Node *n = doc->root; n; n = node_next(n, doc->root))
        if (n->kind == NODE_REF && n->u.ref.kind != REF_LABEL)
            return true;
    return false;
}

static void warn_of_swing(const LayoutJob *job, const Node *n)
{
    Pos pos = n ? n->pos : (Pos){0};
    Str what = n && n->id.n ? str_format(job->job, "\"" STR_FMT "\"", STR_ARG(n->id)) : STR("something");
    diag(job->diag, LAY001, pos, "page numbers did not settle in %d passes; " STR_FMT " still moves", MAX_PASSES,
         STR_ARG(what));
}

/* The parts of a pack each begin with a right-hand page, which need not be one of the whole. */
static bool are_spreads(const Pass *pass)
{
    return pass->nparts == 1 && pass->tpl->spreads && !pass->tpl->sheet;
}

static PageList *finish(Run *run)
{
    run->press.pass->quiet = false;
    furnish(&run->press);
    if (run->press.pass->job->doc->marked)
        set_bars(&run->press);
    fold_sheets(&run->press);
    make_outline(&run->press);
    run->press.list->spreads = are_spreads(run->press.pass);
    set_vectors(run->press.pass, run->press.list);
    check_resolution(run->press.list, run->press.pass->job->diag);
    return run->press.list;
}

/* What each part of a pack is. */
static void place_in_pack(const Pack *pack, PassPart *parts, int n)
{
    for (int at = 0; at < n; at++) {
        for (int k = 0; k < pack->nitems; k++)
            if (parts[at].node == pack->items[k].part)
                parts[at].item = &pack->items[k];
        parts[at].published = parts[at].item                      ? &parts[at].item->published
                              : parts[at].node == pack->exclusion ? &pack->exclusion_published
                                                                  : &pack->front_published;
    }
}

static PassPart *parts_of(const LayoutJob *job, int *n)
{
    *n = 0;
    for (const Node *node = job->doc->root->first; node; node = node->next)
        ++*n;
    PassPart *parts = NEWN(job->job, PassPart, *n);
    int i = 0;
    for (const Node *node = job->doc->root->first; node; node = node->next, i++) {
        const Template *tpl = node->u.part.tpl;
        parts[i] = (PassPart){.node = node,
                              .tpl = tpl,
                              .typesetter = job->typesetters[i],
                              .styler = styler_new(job->job, tpl)};
    }
    if (job->doc->pack)
        place_in_pack(job->doc->pack, parts, *n);
    return parts;
}

PageList *layout_document(const LayoutJob *job, LayoutStats *stats)
{
    int nparts;
    PassPart *parts = parts_of(job, &nparts);
    bool again = prints_pages(job->doc);
    Map shaped = {0};
    Icons icons = {0};
    Facts *before = NULL;
    Run *run = NULL;
    const Node *swinging = NULL;
    for (int i = 0; i < MAX_PASSES; i++) {
        if (run && !keeps_any(run)) {
            arena_reset(job->pass);
            run = NULL;
        }
        *stats = (LayoutStats){0};
        Pass *pass = NEW(job->pass, Pass);
        *pass = (Pass){.job = job,
                       .arena = job->pass,
                       .parts = parts,
                       .nparts = nparts,
                       .facts = before,
                       .stats = stats,
                       .quiet = i > 0,
                       .icons = &icons,
                       .shaped = &shaped};
        run = lay_pass(pass, run);
        if (!again)
            return finish(run);
        Facts *now = facts_of(job->job, run->press.list);
        if (before && facts_equal(before, now, &swinging))
            return finish(run);
        before = now;
    }
    warn_of_swing(job, swinging);
    return finish(run);
}
