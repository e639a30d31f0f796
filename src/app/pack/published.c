/* pages.lock.xml, written from the pages: runs of numbers as 40-47, pages with letters one by one.
 *
 * A supplement is the whole pack, laid out like any other and then left without the pages that were published: so its
 * pages have the numbers that they have in the whole pack, too. */
#include "app/pack/published.h"

#include "base/ascii.h"
#include "doc/pack.h"
#include "file/file.h"
#include "page/changed.h"

/* --- supplements --- */

static const PagesPublished *published_of(const Pack *pack, const Node *part)
{
    for (int i = 0; i < pack->nitems; i++)
        if (pack->items[i].part == part)
            return &pack->items[i].published;
    return part == pack->exclusion ? &pack->exclusion_published : &pack->front_published;
}

bool supplement_is_late(const Pack *pack)
{
    for (int i = 0; i < pack->nitems; i++)
        if (pack->items[i].part && !pack->items[i].published.n)
            return true;
    return false;
}

bool supplement_fits(const Job *j)
{
    const Pack *pack = j->doc->pack;
    Pos pos = j->doc->root->pos;
    if (!pack) {
        diag(j->diag, PCK025, pos, "this document is no pack; expected the name of a pack for a supplement");
        return false;
    }
    bool late = supplement_is_late(pack);
    if (!pack->last_published)
        diag(j->diag, PCK025, pos,
             "no page numbers of this pack have been published; expected pages.lock.xml beside its manifest");
    else if (!late)
        diag(j->diag, PCK025, pos, "every report of this pack has been published; expected one that has not");
    if (!pack->last_published)
        diag_help(j->diag, "when you publish the pack, build it with --lock");
    return pack->last_published && late;
}

void supplement_keep(const Job *j)
{
    PageList *l = j->pages;
    bool *part_kept = NULL, *keep = NEWN(j->arena, bool, l->pages.n + 1);
    int nparts = 0, part = 0;
    for (const Node *n = j->doc->root->first; n; n = n->next)
        nparts++;
    part_kept = NEWN(j->arena, bool, nparts);
    for (const Node *n = j->doc->root->first; n; n = n->next, part++)
        part_kept[part] = part == 0 || !published_of(j->doc->pack, n)->n;
    for (int i = 0; i < l->pages.n; i++)
        keep[i] = part_kept[l->pages.at[i].part];
    pages_keep(j->pass, l, keep);
}

/* --- what is published --- */

/* The number of a label without letters; 0: it has some. */
static int plain_number(Str label)
{
    int number;
    return str_to_int(label, &number) ? number : 0;
}

static void put_pages(Buf *out, const PageList *l, int from, int to)
{
    for (int i = from; i < to;) {
        int first = plain_number(l->pages.at[i].label), end = i + 1;
        while (first && end < to && plain_number(l->pages.at[end].label) == first + end - i)
            end++;
        buf_format(out, "%s" STR_FMT, i > from ? " " : "", STR_ARG(l->pages.at[i].label));
        if (end - i > 1)
            buf_format(out, "-" STR_FMT, STR_ARG(l->pages.at[end - 1].label));
        i = end;
    }
}

static const PackItem *item_of(const Pack *pack, const Node *part)
{
    for (int i = 0; i < pack->nitems; i++)
        if (pack->items[i].part == part)
            return &pack->items[i];
    return NULL;
}

static const LockedPack *locked_before(const Pack *pack)
{
    return &pack->locked[pack->members ? PACK_MEMBERS : PACK_PUBLIC];
}

static const LockedPart *find_locked(const LockedPack *locked, Str kind, Str name)
{
    for (int i = 0; i < locked->n; i++)
        if (str_eq(locked->parts[i].kind, kind) && str_eq(locked->parts[i].name, name))
            return &locked->parts[i];
    return NULL;
}

/* A part that is shorter now keeps all numbers that it had. So does the front sheet, in whose place a supplement has
 * another. */
static LockedPart locked_part(const Job *j, const Node *part, int from, int to)
{
    const Pack *pack = j->doc->pack;
    const PackItem *item = item_of(pack, part);
    LockedPart locked = {.kind = item                      ? STR("report")
                                 : part == pack->exclusion ? STR("exclusion")
                                                           : STR("front"),
                         .name = item ? item->name : (Str){0}};
    const LockedPart *before = find_locked(locked_before(pack), locked.kind, locked.name);
    bool other = pack->supplement && part == j->doc->root->first;
    if (before && (other || published_of(pack, part)->n >= to - from))
        return *before;
    Buf pages = {0};
    put_pages(&pages, j->pages, from, to);
    locked.pages = buf_take(&pages, j->arena);
    return locked;
}

static bool is_listed(const Pack *pack, Str name)
{
    for (int i = 0; i < pack->nitems; i++)
        if (str_eq(pack->items[i].name, name))
            return true;
    return false;
}

/* Numbers of reports that are gone stay taken, too. */
static LockedPack lock_pages(const Job *j)
{
    VEC(LockedPart) parts = {0};
    const LockedPack *before = locked_before(j->doc->pack);
    int part = 0, from = 0, to;
    for (const Node *n = j->doc->root->first; n; n = n->next, part++, from = to) {
        for (to = from; to < j->pages->pages.n && j->pages->pages.at[to].part == part; to++)
            ;
        if (to > from)
            VEC_PUSH(j->arena, &parts, locked_part(j, n, from, to));
    }
    for (int i = 0; i < before->n; i++)
        if (before->parts[i].name.n && !is_listed(j->doc->pack, before->parts[i].name))
            VEC_PUSH(j->arena, &parts, before->parts[i]);
    return (LockedPack){parts.at, parts.n};
}

static void put_pack(Buf *out, const LockedPack *pack, const char *audience)
{
    if (!pack->n)
        return;
    buf_format(out, "  <pack audience=\"%s\">\n", audience);
    for (int i = 0; i < pack->n; i++) {
        buf_format(out, "    <" STR_FMT, STR_ARG(pack->parts[i].kind));
        if (pack->parts[i].name.n) {
            buf_puts(out, " name=\"");
            buf_xml(out, pack->parts[i].name);
            buf_char(out, '"');
        }
        buf_format(out, " pages=\"" STR_FMT "\"/>\n", STR_ARG(pack->parts[i].pages));
    }
    buf_puts(out, "  </pack>\n");
}

bool published_fits(const Job *j)
{
    Str pack, report;
    if (j->doc->pack)
        return true;
    diag(j->diag, PCK026, j->doc->root->pos, "this document is no pack; expected the name of a pack for --lock");
    if (str_cut(j->name, '/', &pack, &report))
        diag_help(j->diag, "name its pack: planpress build --lock " STR_FMT, STR_ARG(pack));
    return false;
}

/* The label of the first page of a list: "47" of "47-49 47A". */
static Str first_of(Str pages)
{
    int n = 0;
    while (n < pages.n && pages.p[n] != '-' && pages.p[n] != ' ')
        n++;
    return str_sub(pages, 0, n);
}

/* A part of the pack that begins on the page now, against what was published for the other audience. */
static void compare_part(const Job *j, const Node *part, Str now)
{
    const Pack *pack = j->doc->pack;
    const PackItem *item = item_of(pack, part);
    const LockedPack *others = &pack->locked[pack->members ? PACK_PUBLIC : PACK_MEMBERS];
    const LockedPart *other = item && !item->access.exempt ? find_locked(others, STR("report"), item->name) : NULL;
    if (!other || str_eq(first_of(other->pages), now))
        return;
    diag(j->diag, PCK027, item->pos,
         "\"" STR_FMT "\" begins on page " STR_FMT " here, and was published for %s from page " STR_FMT " on; expected "
         "the same page",
         STR_ARG(item->name), STR_ARG(now), pack->members ? "the public" : "members", STR_ARG(first_of(other->pages)));
}

void published_compare(const Job *j)
{
    const PageList *l = j->pages;
    int part = 0, i = 0;
    for (const Node *n = j->doc->pack ? j->doc->root->first : NULL; n; n = n->next, part++) {
        if (i < l->pages.n && l->pages.at[i].part == part)
            compare_part(j, n, l->pages.at[i].label);
        while (i < l->pages.n && l->pages.at[i].part == part)
            i++;
    }
}

Str published_text(const Job *j)
{
    const Pack *pack = j->doc->pack;
    LockedPack packs[PACK_AUDIENCES];
    for (int i = 0; i < PACK_AUDIENCES; i++)
        packs[i] = pack->locked[i];
    packs[pack->members ? PACK_MEMBERS : PACK_PUBLIC] = lock_pages(j);
    Buf out = {0};
    buf_puts(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pages-lock>\n");
    put_pack(&out, &packs[PACK_PUBLIC], "public");
    put_pack(&out, &packs[PACK_MEMBERS], "members");
    buf_puts(&out, "</pages-lock>\n");
    return buf_take(&out, j->arena);
}

bool published_write(const Job *j, Str text)
{
    OutFile *out = outfile_open(j->arena, pages_lock_path(j->arena, j->doc), j->diag);
    return out && outfile_write(out, text.p, (size_t)text.n) && outfile_commit(out);
}
