/* The entry for an edition is found by the document that holds it; the last without a document is the new edition. */
#include "diff/edition.h"

/* The entry of the list; NULL: there is none. */
static const Edition *listed(const Doc *newer, const Doc *doc)
{
    const Edition *found = NULL;
    for (int i = 0; i < newer->neditions; i++) {
        const Edition *e = &newer->editions[i];
        if (doc == newer ? !e->document.n : str_eq(e->document, doc->name))
            found = e;
    }
    return found;
}

Str edition_words(Arena *a, const Language *l, const Diff *diff, DiffSide side)
{
    const Doc *doc = side == SIDE_OLD ? diff->old_doc : diff->new_doc;
    const Edition *e = listed(diff->new_doc, doc);
    Str name = e && e->title.n ? e->title : doc->edition, date = e && e->date.n ? e->date : doc->date;
    date = language_date(a, l, date);
    if (name.n && date.n)
        return language_fill(a, l, WORD_EDITION_NAMED, (Str[]){name, date}, 2);
    return date.n ? language_fill_one(a, l, WORD_SCHEDULE_EDITION_OF, date) : name;
}
