/* Classifications are compared by rank. One that is none of the known ones is printed as it is, and is reported: it
 * says nothing of what stands above or below it. */
#include "check/marking.h"

static void look_at(Diag *d, Str classification, Pos pos)
{
    if (classification_rank(classification) != CLASSIFICATION_UNKNOWN)
        return;
    diag(d, PCK021, pos,
         "\"" STR_FMT "\" is not a classification that planpress knows; expected OFFICIAL, OFFICIAL-SENSITIVE, "
         "SECRET or TOP SECRET",
         STR_ARG(classification));
}

void marking_of_report(Diag *d, const Doc *report)
{
    if (report->report)
        look_at(d, report->report->classification, report->report->pos);
}

/* The first of those that rank highest; NULL: none has a classification. */
static const PackItem *highest(const Pack *pack)
{
    const PackItem *best = NULL;
    for (int i = 0; i < pack->nitems; i++) {
        const PackItem *item = &pack->items[i];
        if (item->classification.n
            && (!best || classification_rank(item->classification) > classification_rank(best->classification)))
            best = item;
    }
    return best;
}

void marking_of_pack(Diag *d, const Doc *doc)
{
    Pack *pack = doc->pack;
    const PackItem *best = highest(pack);
    int stated = classification_rank(pack->classification);
    look_at(d, pack->classification, pack->classification_pos);
    if (!pack->classification.n && best)
        pack->classification = best->classification;
    if (stated <= 0 || !best || classification_rank(best->classification) <= stated)
        return;
    diag(d, PCK020, pack->classification_pos,
         "the pack is marked " STR_FMT ", and its report \"" STR_FMT "\" " STR_FMT "; expected " STR_FMT " for the "
         "pack too, or "
         "no "
         "classificatio"
         "n of its own",
         STR_ARG(pack->classification), STR_ARG(best->name), STR_ARG(best->classification),
         STR_ARG(best->classification));
    diag_label(d, best->doc->report->pos, "the report");
}
