/* The schedule as a table: one line for each change, at its first place. */
#include "diff/outputs.h"

#include <inttypes.h>

#include "diff/reasons.h"

enum { CSV_FIELDS = 15 };

static void put_line(Buf *out, const Str *fields)
{
    for (int i = 0; i < CSV_FIELDS; i++) {
        buf_puts(out, i ? "," : "");
        buf_csv_words(out, fields[i]);
    }
    buf_puts(out, "\r\n");
}

static void put_heads(Buf *out, const Language *l)
{
    static const WordId heads[CSV_FIELDS] = {
        WORD_SCHEDULE_NUMBER,    WORD_SCHEDULE_KIND,     WORD_SCHEDULE_HEADING,        WORD_SCHEDULE_PART_OF,
        WORD_SCHEDULE_PLACE,     WORD_SCHEDULE_OLD_PAGE, WORD_SCHEDULE_NEW_PAGE,       WORD_SCHEDULE_WAS,
        WORD_SCHEDULE_NOW,       WORD_SCHEDULE_REASON,   WORD_SCHEDULE_VARIATION_HEAD, WORD_SCHEDULE_DECISION,
        WORD_SCHEDULE_EFFECTIVE, WORD_SCHEDULE_ADDRESS,  WORD_SCHEDULE_HASH,
    };
    Str fields[CSV_FIELDS];
    for (int i = 0; i < CSV_FIELDS; i++)
        fields[i] = language_word(l, heads[i]);
    put_line(out, fields);
}

void changes_csv(const ScheduleJob *job, Buf *out)
{
    static const Variation none;
    const Diff *diff = job->changes->diff;
    const Language *l = diff->new_doc->language;
    Arena *scratch = arena_new();
    EditionPlaces places = places_of_both(scratch, diff);
    put_heads(out, l);
    for (int i = 0; i < job->changes->n; i++) {
        const Change *c = &job->changes->at[i];
        const ChangePlace *p = change_home(c);
        const Variation *v = c->reason ? c->reason->variation : &none;
        PlaceWords w = place_of_change(&places, l, c, p);
        put_line(out, (Str[CSV_FIELDS]){
                          str_format(scratch, "%d", c->number),
                          change_kind_words(l, change_kind(c)),
                          w.headed,
                          w.part_of,
                          w.within,
                          schedule_page(job, SIDE_OLD, p->old_node),
                          schedule_page(job, SIDE_NEW, p->new_node),
                          c->was,
                          c->now,
                          c->reason ? c->reason->reason : (Str){0},
                          v->title.n ? v->title : v->id,
                          v->decision,
                          v->effective,
                          c->at,
                          str_format(scratch, "%016" PRIx64, c->pin),
                      });
    }
    arena_free(scratch);
}
