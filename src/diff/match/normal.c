/* Words as they are compared.
 *
 * What is no content is left out: where a line of the source ends, whether a space may end a line, how many spaces
 * stand side by side, whether quotation marks are straight or curly, and that a short form was explained. What is
 * around words (emphasis, a link and its target, a language) counts, so each change of it is a mark between them. */
#include "diff/match/match_private.h"

#include <string.h>

#include "base/ascii.h"

enum { CONTEXT = 1, LINE_END, CODE, PICTURE, NOTE_MARK, REFERENCE, EMPTY };

uint64_t hash_mix(uint64_t h, uint64_t with)
{
    h = (h ^ with) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

/* Pictures are large: eight bytes at a time. */
uint64_t hash_bytes(Str s)
{
    uint64_t h = (uint64_t)s.n, word;
    for (int i = 0; s.n - i >= 8; i += 8) {
        memcpy(&word, s.p + i, 8);
        h = hash_mix(h, word);
    }
    return hash_mix(h, str_hash(str_sub(s, s.n & ~7, s.n)));
}

/* Behind all that is inside n. */
static const Node *leaf_after(const Node *n, const Node *root)
{
    while (n != root && !n->next)
        n = n->parent;
    return n == root ? NULL : n->next;
}

const Node *leaf_next(const Node *n, const Node *root)
{
    n = n == root ? n->first : leaf_after(n, root);
    while (n && n->first && n->kind != NODE_IMAGE)
        n = n->first;
    return n;
}

static uint64_t hash_of_inline(const Node *n)
{
    uint64_t h = hash_mix(n->kind, n->name.n ? str_hash(n->name) : 0);
    if (n->kind == NODE_LINK && !n->u.link.node)
        h = hash_mix(h, str_hash(n->u.link.target));
    for (int i = 0; i < n->nattrs; i++)
        if (!str_is(n->attrs[i].name, "expansion"))
            h = hash_mix(hash_mix(h, str_hash(n->attrs[i].name)), str_hash(n->attrs[i].value));
    return h;
}

/* A span without any meaning of its own: readers do not see that words are marked for an index. */
static bool is_plain_span(const Node *n)
{
    bool plain = n->kind == NODE_SPAN && (n->name.n == 0 || str_is(n->name, "index"));
    for (int i = 0; i < n->nattrs && plain; i++)
        plain = str_is(n->attrs[i].name, "expansion") || str_is(n->attrs[i].name, "index");
    return plain;
}

uint64_t form_of(const Node *leaf, const Node *block)
{
    uint64_t h = 0;
    for (const Node *up = leaf->parent; up != block; up = up->parent)
        if (!is_plain_span(up))
            h = hash_mix(hash_of_inline(up), h);
    return h;
}

static void put_number(Buf *out, uint64_t n)
{
    buf_put(out, &n, sizeof n);
}

/* Quotation marks of either form, and spaces of three; the length of such a character, or 0. */
static int special(Str s, int i, char *plain)
{
    unsigned char c = (unsigned char)s.p[i];
    if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0) {
        *plain = ' ';
        return 2;
    }
    if (c != 0xE2 || i + 2 >= s.n || (unsigned char)s.p[i + 1] != 0x80)
        return 0;
    unsigned char last = (unsigned char)s.p[i + 2];
    if (last >= 0x98 && last <= 0x9B)
        *plain = '\'';
    else if (last >= 0x9C && last <= 0x9F)
        *plain = '"';
    else if (last == 0xAF || last == 0x89)
        *plain = ' ';
    else
        return 0;
    return 3;
}

void put_normal_text(Buf *out, Str s, bool *space)
{
    buf_reserve(out, s.n);
    for (int i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        char plain = (char)c;
        int n = c >= 0x80 ? special(s, i, &plain) : 1;
        if (n == 0)
            n = 1;
        i += n;
        bool is_blank_one = is_space((unsigned char)plain);
        if (!is_blank_one)
            out->p[out->n++] = plain;
        else if (!*space)
            out->p[out->n++] = ' ';
        *space = is_blank_one;
    }
}

static void put_picture(Buf *out, const Node *image)
{
    bool space = true;
    buf_char(out, PICTURE);
    put_number(out, hash_bytes(image->u.image.bytes));
    for (const Node *n = leaf_next(image, image); n; n = leaf_next(n, image))
        if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
            put_normal_text(out, n->u.text.text, &space);
        else
            put_normal_text(out, STR(" "), &space);
}

static void put_reference(Buf *out, const Node *ref)
{
    buf_char(out, REFERENCE);
    buf_char(out, (char)ref->u.ref.kind);
    for (int i = 0; i < ref->u.ref.ntargets; i++)
        put_number(out, str_hash(ref->u.ref.targets[i]->id));
}

void put_leaf(Buf *out, const Node *n, bool *space)
{
    bool was_space = *space;
    *space = false;
    switch (n->kind) {
    case NODE_TEXT:
        *space = was_space;
        put_normal_text(out, n->u.text.text, space);
        break;
    case NODE_SOFT_BREAK:
        *space = was_space;
        put_normal_text(out, STR(" "), space);
        break;
    case NODE_LINE_BREAK: buf_char(out, LINE_END); break;
    case NODE_CODE:
        buf_char(out, CODE);
        buf_str(out, n->u.text.text);
        buf_char(out, CODE);
        break;
    case NODE_IMAGE: put_picture(out, n); break;
    case NODE_NOTE_REF: buf_char(out, NOTE_MARK); break;
    case NODE_REF: put_reference(out, n); break;
    default:
        buf_char(out, EMPTY);
        put_number(out, hash_of_inline(n));
        break;
    }
}

const Node *inner_link(const Node *leaf, const Node *block)
{
    const Node *up = leaf->parent;
    while (up != block && (up->kind != NODE_LINK || !up->u.link.node))
        up = up->parent;
    return up == block ? NULL : up;
}

bool put_normal(Buf *out, const Node *block)
{
    bool space = true, pointing = false;
    uint64_t form = 0;
    if (block->kind == NODE_CODE_BLOCK) {
        buf_str(out, block->u.code.text);
        return false;
    }
    for (const Node *n = leaf_next(block, block); n; n = leaf_next(n, block)) {
        uint64_t now = n->parent == block ? 0 : form_of(n, block);
        if (now != form) {
            buf_char(out, CONTEXT);
            put_number(out, now);
        }
        form = now;
        pointing = pointing || n->kind == NODE_NOTE_REF || n->kind == NODE_REF || (now && inner_link(n, block));
        put_leaf(out, n, &space);
    }
    if (space && out->n > 0 && out->p[out->n - 1] == ' ')
        out->n--;
    return pointing;
}
