/* The blocks of an edition, each with a hash of all that is inside.
 *
 * They are found in reading order; then, from the last to the first, each gets the hash of what it holds. A hash covers
 * kinds and words only: labels, levels and other forms may differ between two blocks that are the same. A heading heads
 * what follows it in the same block, up to the next heading of its level or a higher one; the notes at the end of a
 * section belong to no heading. */
#include "diff/match/match_private.h"

bool is_words(NodeKind kind)
{
    return kind == NODE_PARAGRAPH || kind == NODE_HEADING || kind == NODE_CAPTION || kind == NODE_TERM
           || kind == NODE_CODE_BLOCK || kind == NODE_IMAGE;
}

static Str address(const Node *const *n)
{
    return (Str){(const char *)n, sizeof *n};
}

int block_of(const Blocks *b, const Node *n)
{
    return map_number(&b->places, address(&n));
}

static int add_block(Arena *a, Blocks *b, BlockList *list, const Node *n, int parent)
{
    int number = list->n;
    VEC_PUSH(a, list, (Block){.node = n, .parent = parent, .match = NO_BLOCK});
    if (n->id.n > 0 || n->kind == NODE_NOTE) {
        const Node *const *kept = arena_copy(a, &n, sizeof(const Node *));
        map_put_number(a, &b->places, address(kept), number);
    }
    return number;
}

static void list_blocks(Arena *a, Blocks *b, BlockList *list)
{
    const Node *root = b->doc->root, *n = root;
    int current = add_block(a, b, list, n, NO_BLOCK);
    for (;;) {
        if (n->first && !is_words(n->kind)) {
            n = n->first;
            current = add_block(a, b, list, n, current);
            continue;
        }
        list->at[current].end = list->n;
        while (n != root && !n->next) {
            n = n->parent;
            current = list->at[current].parent;
            list->at[current].end = list->n;
        }
        if (n == root)
            return;
        n = n->next;
        current = add_block(a, b, list, n, list->at[current].parent);
    }
}

static void hash_words(Buf *normal, Block *block)
{
    buf_clear(normal);
    block->pointing = put_normal(normal, block->node);
    block->weight = normal->n;
    block->hash = hash_mix(str_hash(buf_view(normal)), block->node->kind);
    if (block->node->kind == NODE_IMAGE) {
        block->hash = hash_mix(block->hash, hash_bytes(block->node->u.image.bytes));
        block->weight += 8;
    }
}

static void hash_block(Blocks *b, int i)
{
    Block *block = &b->at[i];
    block->hash = block->node->kind + 1u;
    block->weight = 1;
    for (int c = block_first(b, i); c != NO_BLOCK; c = block_next(b, c)) {
        block->hash = hash_mix(block->hash, b->at[c].hash);
        block->weight += b->at[c].weight;
    }
}

/* How far each heading among the children of a block reaches. */
static void reach_headings(Blocks *b, int parent)
{
    int open[7], nopen = 0;
    for (int c = block_first(b, parent); c != NO_BLOCK; c = block_next(b, c)) {
        const Node *n = b->at[c].node;
        int level = n->kind == NODE_HEADING ? n->u.heading.level : n->kind == NODE_NOTE ? 0 : 7;
        while (nopen > 0 && b->at[open[nopen - 1]].node->u.heading.level >= level)
            b->at[open[--nopen]].group_end = c;
        b->at[c].group_end = b->at[c].end;
        if (n->kind == NODE_HEADING)
            open[nopen++] = c;
    }
    while (nopen > 0)
        b->at[open[--nopen]].group_end = b->at[parent].end;
}

void blocks_make(Arena *a, const Doc *doc, Blocks *out)
{
    BlockList list = {0};
    Buf normal = {0};
    *out = (Blocks){.doc = doc};
    list_blocks(a, out, &list);
    out->at = list.at;
    out->n = list.n;
    out->at[ROOT_BLOCK].group_end = out->n;
    for (int i = out->n - 1; i >= 0; i--) {
        if (is_words(out->at[i].node->kind))
            hash_words(&normal, &out->at[i]);
        else
            hash_block(out, i);
        reach_headings(out, i);
    }
    buf_free(&normal);
}
