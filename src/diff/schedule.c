/* The schedule of variations: the changes between two editions as ordinary blocks of a document. */
#include "diff/schedule.h"

static Pos attr_pos(const Node *n, const char *name)
{
    for (int i = 0; i < n->nattrs; i++)
        if (str_is(n->attrs[i].name, name))
            return n->attrs[i].pos;
    return n->pos;
}

bool schedule_asked(const Node *node, ScheduleAsk *out)
{
    if (node->kind != NODE_BOX || !str_is(node->name, "variations"))
        return false;
    *out = (ScheduleAsk){.document = node_attr(node, "document"),
                         .since = node_attr(node, "since"),
                         .document_pos = attr_pos(node, "document"),
                         .since_pos = attr_pos(node, "since")};
    return true;
}

void schedule_fill(Arena *a, Node *block, const ScheduleJob *job)
{
    (void)a;
    (void)block;
    (void)job;
}

Doc *schedule_document(Arena *a, const ScheduleJob *job)
{
    const Doc *edition = job->changes->diff->new_doc;
    Doc *doc = NEW(a, Doc);
    *doc = *edition;
    doc_begin(a, doc, edition->root->pos);
    return doc;
}
