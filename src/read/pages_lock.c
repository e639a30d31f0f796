/* pages.lock.xml beside a pack's manifest: the page numbers with which the pack was published, for each audience.
 *
 * Its schema (templates/schemas/pages-lock.xsd) decides the elements and the form of a list of pages. What a pack no
 * longer has, or has in another order, is reported: its readers will look for it in vain. */
#include "read/read.h"

#include "base/ascii.h"
#include "base/vec.h"
#include "doc/pack.h"
#include "file/file.h"
#include "read/xml/xml.h"

enum { LOCKED_PAGES_MOST = 100000 };

typedef struct LockReader {
    const Reader *r;
    Pack *pack;
    int file;
    Map items; /* name → PackItem */
    Map taken; /* page, as "47A" → the XmlNode that has it */
} LockReader;

static int number_at(Str s, int *i)
{
    int number = 0;
    while (*i < s.n && is_digit(s.p[*i]))
        number = number * 10 + (s.p[(*i)++] - '0');
    return number;
}

static int letter_at(Str s, int *i)
{
    int letter = 0;
    for (; *i < s.n && s.p[*i] >= 'A' && s.p[*i] <= 'Z'; ++*i)
        letter = letter * 26 + (s.p[*i] - 'A' + 1);
    return letter;
}

/* False: the page has been published before, which is reported. */
static bool take_page(LockReader *l, const XmlNode *e, PackPage page)
{
    Buf key = {0};
    buf_format(&key, "%d", page.number);
    if (page.letter)
        buf_letters(&key, page.letter, 'A');
    Str label = buf_take(&key, l->r->job);
    const XmlNode *other = map_find(&l->taken, label);
    if (!other) {
        map_put(l->r->job, &l->taken, label, (void *)e);
        return true;
    }
    diag(l->r->diag, PCK028, xml_attr_pos(e, l->file, "pages"),
         "page " STR_FMT " was published already; expected each page once", STR_ARG(label));
    diag_label(l->r->diag, xml_attr_pos(other, l->file, "pages"), "it stands here too");
    return false;
}

/* "40-47 47A 47B", up to what is wrong. */
static PagesPublished read_list(LockReader *l, const XmlNode *e)
{
    Str list = xml_attr(l->r, e, "pages");
    VEC(PackPage) pages = {0};
    for (int i = 0; i < list.n; i++) {
        int first = number_at(list, &i), letter = letter_at(list, &i), last = first;
        if (i < list.n && list.p[i] == '-')
            i++, last = number_at(list, &i);
        if (last < first || last - first > LOCKED_PAGES_MOST - pages.n) {
            diag(l->r->diag, PCK024, xml_attr_pos(e, l->file, "pages"),
                 "%d-%d is not a range of pages; expected the lower number first, and at most %d pages", first, last,
                 LOCKED_PAGES_MOST);
            break;
        }
        for (int number = first; number <= last; number++) {
            if (!take_page(l, e, (PackPage){number, letter}))
                return (PagesPublished){pages.at, pages.n};
            VEC_PUSH(l->r->job, &pages, (PackPage){number, letter});
        }
        l->pack->last_published = int_max(l->pack->last_published, last);
    }
    return (PagesPublished){pages.at, pages.n};
}

static void read_locked_report(LockReader *l, const XmlNode *e)
{
    Str name = xml_attr(l->r, e, "name");
    PagesPublished pages = read_list(l, e);
    PackItem *item = map_find(&l->items, name);
    if (item) {
        item->published = pages;
        return;
    }
    const char *plural = pages.n == 1 ? "" : "s";
    diag(l->r->diag, PCK022, xml_attr_pos(e, l->file, "name"),
         "the report \"" STR_FMT "\" was published on page%s " STR_FMT " and is not in the pack; %s unused",
         STR_ARG(name), plural, STR_ARG(xml_attr(l->r, e, "pages")),
         pages.n == 1 ? "this number stays" : "these numbers stay");
    diag_nearest_key(l->r->diag, name, &l->items);
}

/* Published reports stand in the order of their pages, those of each access. */
static void check_order(const LockReader *l)
{
    const PackItem *before[2] = {0};
    for (int i = 0; i < l->pack->nitems; i++) {
        const PackItem *item = &l->pack->items[i], **last = &before[item->access.exempt];
        if (!item->published.n)
            continue;
        if (*last && (*last)->published.at[0].number > item->published.at[0].number)
            diag(l->r->diag, PCK023, item->pos,
                 "\"" STR_FMT "\" was published before \"" STR_FMT "\" and stands after it now; its pages keep their "
                 "numbers, from %d on, which are out of order",
                 STR_ARG(item->name), STR_ARG((*last)->name), item->published.at[0].number);
        *last = item;
    }
}

static LockedPack read_locked_pack(const LockReader *l, const XmlNode *pack)
{
    VEC(LockedPart) parts = {0};
    for (const XmlNode *e = xml_first(pack); e; e = xml_next(e))
        VEC_PUSH(l->r->job, &parts, (LockedPart){xml_name(e), xml_attr(l->r, e, "name"), xml_attr(l->r, e, "pages")});
    return (LockedPack){parts.at, parts.n};
}

static void keep_pages(LockReader *l, const XmlNode *pack)
{
    for (int i = 0; i < l->pack->nitems; i++)
        if (l->pack->items[i].name.n)
            map_put(l->r->job, &l->items, l->pack->items[i].name, &l->pack->items[i]);
    for (const XmlNode *e = xml_first(pack); e; e = xml_next(e)) {
        if (xml_is(e, "front"))
            l->pack->front_published = read_list(l, e);
        else if (xml_is(e, "exclusion"))
            l->pack->exclusion_published = read_list(l, e);
        else
            read_locked_report(l, e);
    }
    check_order(l);
}

void read_pages_lock(const Reader *r, const Doc *pack)
{
    static const char *const name = "pages-lock";
    LockReader l = {.r = r, .pack = pack->pack};
    XmlFile f = {.path = pages_lock_path(r->job, pack), .folder = pack->folder, .roots = &name, .nroots = 1};
    const XmlNode *root = path_exists(f.path) ? xml_read_file(r, &f, &l.file) : NULL;
    for (const XmlNode *e = root ? xml_first(root) : NULL; e; e = xml_next(e)) {
        int audience = str_is(xml_attr(r, e, "audience"), "members") ? PACK_MEMBERS : PACK_PUBLIC;
        l.pack->locked[audience] = read_locked_pack(&l, e);
        if (audience == (l.pack->members ? PACK_MEMBERS : PACK_PUBLIC))
            keep_pages(&l, e);
    }
}

Str pages_lock_path(Arena *a, const Doc *pack)
{
    return path_join(a, pack->folder, STR(PAGES_LOCK_FILE));
}
