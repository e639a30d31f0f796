/* A node is notable when one of the callers may need it; they then check what it is. All others are only counted. */
#include "pdf/survey.h"

#include "pdf/tags/tags.h"

static bool is_notable(const Node *n)
{
    return n->nattrs > 0 || n->kind == NODE_HEADING || n->kind == NODE_TABLE || n->kind == NODE_IMAGE;
}

Survey survey_of(Arena *a, const Doc *doc)
{
    Survey s = {0};
    for (const Node *n = doc->root; n && (n = node_next(n, doc->root)) != NULL;) {
        s.blocks += node_is_block(n->kind) && !tags_is_cell_words(n);
        if (is_notable(n))
            VEC_PUSH(a, &s.notable, n);
    }
    return s;
}
