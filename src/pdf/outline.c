/* The outline ("bookmarks"): entries with levels become a tree. Skipped levels are closed up. Only the first level
 * is unfolded. */
#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

enum { DEEPEST = 9 };

typedef struct OutlineObject {
    const OutlineEntry *from;
    const Anchor *anchor;
    int parent; /* index, or -1: the outline itself; the next four too, -1 for none */
    int previous, next, first, last;
    int below; /* how many entries it has, at any depth */
    int object;
} OutlineObject;

/* Fills entries from the list and returns their number; omits those that are on no page. */
static int gather(Writer *w, OutlineObject *entries)
{
    int open[DEEPEST], levels[DEEPEST], depth = 0, n = 0, last_top = -1;
    for (int i = 0; i < w->pages.outline.n; i++) {
        const OutlineEntry *from = &w->pages.outline.at[i];
        const Anchor *anchor = from->node ? anchor_find(&w->pages, from->node) : NULL;
        if (!anchor)
            continue;
        while (depth > 0 && (levels[depth - 1] >= from->level || depth == DEEPEST))
            depth--;
        int parent = depth ? open[depth - 1] : -1;
        int previous = parent < 0 ? last_top : entries[parent].last;
        entries[n] = (OutlineObject){.from = from,
                                     .anchor = anchor,
                                     .parent = parent,
                                     .previous = previous,
                                     .next = -1,
                                     .first = -1,
                                     .last = -1,
                                     .object = object_new(w->objects)};
        if (previous >= 0)
            entries[previous].next = n;
        else if (parent >= 0)
            entries[parent].first = n;
        if (parent >= 0)
            entries[parent].last = n;
        else
            last_top = n;
        for (int k = 0; k < depth; k++)
            entries[open[k]].below++;
        open[depth] = n++;
        levels[depth++] = from->level;
    }
    return n;
}

static void put_link(Buf *b, const char *key, const OutlineObject *entries, int entry)
{
    if (entry < 0)
        return;
    buf_format(b, "/%s ", key);
    put_ref(b, entries[entry].object);
}

static void write_entry(Writer *w, const OutlineObject *entries, const OutlineObject *e, int root)
{
    Buf b = {0};
    buf_puts(&b, "/Title");
    put_text(&b, e->from->title);
    buf_puts(&b, "/Parent ");
    put_ref(&b, e->parent < 0 ? root : entries[e->parent].object);
    put_link(&b, "Prev", entries, e->previous);
    put_link(&b, "Next", entries, e->next);
    put_link(&b, "First", entries, e->first);
    put_link(&b, "Last", entries, e->last);
    if (e->below)
        buf_format(&b, "/Count %d", -e->below);
    buf_puts(&b, "/Dest");
    put_destination(w, &b, e->anchor);
    object_set(w->objects, e->object, buf_view(&b));
    buf_free(&b);
}

void add_outline(Writer *w, Buf *catalog)
{
    OutlineObject *entries = NEWN(w->job->arena, OutlineObject, w->pages.outline.n);
    int n = gather(w, entries);
    if (n == 0)
        return;
    int root = object_new(w->objects);
    int tops = 0, last = 0;
    for (int i = 0; i < n; i++) {
        write_entry(w, entries, &entries[i], root);
        if (entries[i].parent < 0) {
            tops++;
            last = i;
        }
    }
    Str entries_text = str_format(w->job->arena, "/Type/Outlines/First %d 0 R/Last %d 0 R/Count %d", entries[0].object,
                                  entries[last].object, tops);
    object_set(w->objects, root, entries_text);
    buf_puts(catalog, "/PageMode/UseOutlines/Outlines ");
    put_ref(catalog, root);
}
