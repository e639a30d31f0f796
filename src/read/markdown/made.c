/* Blocks that planpress fills: `::: {.variations …}`, the schedule of variations, `::: {.editions}`, a table of the
 * editions that the manifest lists, and `::: {.contacts}`, the contact officers of a report.
 *
 * Each is a NODE_BOX of that name. What the manifest states is known when the block is read; a schedule stays empty
 * until both editions have been compared. Text inside is refused when the block ends. */
#include "diff/schedule.h"
#include "read/markdown/markdown_private.h"
#include "say/report_head.h"

static const Str schedule_attrs[] = {{"document", 8}, {"since", 5},     {"kinds", 5}, {"columns", 7},
                                     {"form", 4},     {"variation", 9}, {"lang", 4}};
static const Str editions_attrs[] = {{"lang", 4}};
static const Str index_attrs[] = {{"see", 3}, {"also", 4}, {"lang", 4}};
static const Str list_attrs[] = {{"lang", 4}};

typedef struct MadeBlock {
    const char *name;
    AttrsKnown known;
} MadeBlock;

static const MadeBlock made_blocks[] = {
    {"variations", {schedule_attrs, COUNT(schedule_attrs), MD017, "schedule", false}},
    {"editions", {editions_attrs, COUNT(editions_attrs), MD017, "table of editions", false}},
    {"index", {index_attrs, COUNT(index_attrs), MD017, "index", false}},
    {"abbreviations", {list_attrs, COUNT(list_attrs), MD017, "list of abbreviations", false}},
    {REPORT_CONTACTS_BLOCK, {NULL, 0, MD017, "list of contact officers", false}},
};

static const MadeBlock *made_block(Str name)
{
    for (int i = 0; i < COUNT(made_blocks); i++)
        if (str_is(name, made_blocks[i].name))
            return &made_blocks[i];
    return NULL;
}

Node *made_block_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    const MadeBlock *made = g->t && attrs->nclasses > 0 ? made_block(attrs->classes[0]) : NULL;
    if (!made)
        return NULL;
    Node *box = node_new(g->r->job, NODE_BOX, pos);
    attrs_set(g->r->job, box, attrs, NULL);
    attrs_check(g, attrs, &made->known);
    g->doc->has_places |= str_is(box->name, "index") || str_is(box->name, "abbreviations");
    schedule_check(g->r->diag, box);
    node_append(parent, box);
    return box;
}

/* What it holds goes, and labels in it are lost. */
static void refuse_text(Reading *g, Node *box)
{
    if (!box->first)
        return;
    diag(g->r->diag, VAR013, box->first->pos, "planpress fills the block \"" STR_FMT "\"; expected no text inside it",
         STR_ARG(box->name));
    for (const Node *n = box->first; n; n = node_next(n, box))
        doc_lose(g->r->job, g->doc, n->id);
    while (box->first)
        node_remove(box->first);
}

static void fill_contacts(Reading *g, Node *box)
{
    Node *list = report_contacts(g->r->job, g->doc, box->pos);
    if (list)
        node_append(box, list);
    else
        diag(g->r->diag, RPT001, box->pos,
             "the manifest names no contact officers; expected <contact name=\"…\"/> in its <report>");
}

void made_block_end(Reading *g, Node *box)
{
    if (box->kind != NODE_BOX || !made_block(box->name))
        return;
    refuse_text(g, box);
    if (str_is(box->name, REPORT_CONTACTS_BLOCK))
        fill_contacts(g, box);
    if (!str_is(box->name, "editions"))
        return;
    if (g->doc->neditions > 0)
        node_append(box, editions_table(g->r->job, g->doc, g->figures.language, box->pos));
    else
        diag(g->r->diag, VAR014, box->pos, "the manifest lists no editions; expected <editions> in it");
}
