/* Changes that still need a reason: their findings, and a variations.xml to fill in. */
#include "diff/changes/changes_private.h"

#include <inttypes.h>

#include "diff/changes/reasons_private.h"
#include "base/utf8.h"

enum { COMMENT_MOST = 160 }; /* bytes of was and of now in a comment */

/* A variation is itself the reason for its date and its edition. */
static bool needs_reason(const Change *c)
{
    return c->places[0].at || (!str_is(c->at, "document/date") && !str_is(c->at, "document/edition"));
}

static bool is_explained(const Change *c)
{
    return (c->reason && c->reason->reason.n) || !needs_reason(c);
}

int changes_unexplained(const Changes *all)
{
    int n = 0;
    for (int i = 0; i < all->n; i++)
        n += !is_explained(&all->at[i]);
    return n;
}

/* --- findings --- */

void changes_check_reasons(Diag *d, const Changes *changes)
{
    for (int i = 0; i < changes->n; i++) {
        const Change *c = &changes->at[i];
        if (is_explained(c))
            continue;
        diag(d, VAR001, change_pos(changes, c),
             "something was %s at \"" STR_FMT "\" without a reason; expected one in %s", change_form_name(c->form),
             STR_ARG(c->at), VARIATIONS_FILE);
        if (!c->reason)
            diag_help(d, "<change at=\"" STR_FMT "\" kind=\"%s\" hash=\"%016" PRIx64 "\" reason=\"…\"/>",
                      STR_ARG(c->at), change_kind_name(c->looks), c->pin);
        else
            diag_label(d, c->reason->pos, "the reason is empty");
    }
}

void changes_check(Arena *a, Diag *d, const Changes *changes)
{
    check_identities(a, d, changes->diff);
    if (changes->diff->bounded)
        diag(d, VAR006, changes->diff->new_doc->root->pos,
             "the editions differ in more than can be compared in detail; some passages are shown as deleted and "
             "added");
}

/* --- the file --- */

/* One line, cut if it is long. Two hyphens would end the comment, so a space goes between them. */
static void put_words(Buf *out, Str s)
{
    int end = utf8_begin(s, COMMENT_MOST).n;
    for (int i = 0, from = 0; i <= end; i++)
        if (i == end || (s.p[i] == '-' && i > from && s.p[i - 1] == '-')) {
            buf_puts(out, from ? " " : "");
            buf_xml(out, str_sub(s, from, i));
            from = i;
        }
    buf_puts(out, end < s.n ? "\xE2\x80\xA6" : "");
}

static void put_change(Buf *out, const Change *c)
{
    buf_format(out, "    <!-- %d", c->number);
    if (c->was.n)
        buf_puts(out, ", was: "), put_words(out, c->was);
    if (c->now.n)
        buf_puts(out, c->was.n ? " | now: " : ", now: "), put_words(out, c->now);
    buf_puts(out, " -->\n    <change at=\"");
    buf_xml(out, c->at);
    buf_format(out, "\" kind=\"%s\" hash=\"%016" PRIx64 "\" reason=\"\"/>\n", change_kind_name(c->looks), c->pin);
}

void variations_missing(const Changes *changes, Buf *out)
{
    for (int i = 0; i < changes->n; i++)
        if (!is_explained(&changes->at[i]) && !changes->at[i].reason)
            put_change(out, &changes->at[i]);
}

void variations_skeleton(const Changes *changes, Buf *out)
{
    Str day = changes->diff->new_doc->date;
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<variations>\n  <variation id=\"v1\" "
                  "title=\"Variation\"");
    if (day.n)
        buf_format(out, " effective=\"" STR_FMT "\"", STR_ARG(day));
    buf_puts(out, ">\n");
    for (int i = 0; i < changes->n; i++)
        if (needs_reason(&changes->at[i]))
            put_change(out, &changes->at[i]);
    buf_puts(out, "  </variation>\n</variations>\n");
}
