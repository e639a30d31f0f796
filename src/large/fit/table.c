/* The way in which a table is set: the first of four in which it fits.
 *
 * It fits when its columns have room for their longest words and figures, and those of words for cells of not too many
 * lines. On a landscape page there is less height, so cells have fewer lines. */
#include "large/fit/fit_private.h"

enum { LINES_UPRIGHT = 9, LINES_TURNED = 6, TABLE_LEAST_COLUMNS = 3 };

static Len width_of(const ColumnNeed *need, int lines)
{
    int64_t wish = need->text / lines;
    wish = wish < need->easy ? need->easy : wish;
    return (Len)(wish < LEN_MAX / 4 ? wish : LEN_MAX / 4);
}

/* With what cells over several columns need more than these. */
static int64_t width_on(Fitting *f, const TableNeeds *needs, int lines)
{
    Len *widths = NEWN(f->arena, Len, needs->n);
    int64_t sum = needs->edges + (int64_t)(needs->n - 1) * needs->gap;
    for (int i = 0; i < needs->n; i++)
        widths[i] = width_of(&needs->columns[i], lines);
    for (int i = 0; i < needs->spans.n; i++) {
        const SpanNeed *s = &needs->spans.at[i];
        int64_t own = (int64_t)(s->n - 1) * needs->gap;
        int end = int_min(s->first + s->n, needs->n);
        for (int k = s->first; k < end; k++)
            own += widths[k];
        widths[end - 1] += own < s->least ? (Len)(s->least - own) : 0;
    }
    for (int i = 0; i < needs->n; i++)
        sum += widths[i];
    return sum;
}

static Len room_for(Fitting *f, const Node *table, bool turned)
{
    Len height;
    return rehearse_measure(f->rehearsal, (RehearsedPlace){table, turned}, &height);
}

static bool fits(Fitting *f, const Node *table, const TableNeeds *needs, bool turned)
{
    return width_on(f, needs, turned ? LINES_TURNED : LINES_UPRIGHT) <= room_for(f, table, turned);
}

/* ---- what is reported ---- */

static int millimetres(int64_t length)
{
    return (int)(length * 254 / PT(720));
}

static Str name_of(Fitting *f, const Node *table)
{
    const Node *caption = node_child(table, NODE_CAPTION);
    Str words = caption ? str_trim(node_text(f->arena, caption)) : table->id;
    return words.n ? str_format(f->arena, " \"" STR_FMT "\"", STR_ARG(words)) : STR("");
}

static void report(Fitting *f, const Node *table, Str name, LargeWay way, int groups)
{
    Str how = way == LARGE_GROUPS  ? str_format(f->arena, "in %d groups of columns", groups)
              : way == LARGE_CARDS ? STR("as cards, one for each row")
                                   : STR("on a landscape page");
    diag(f->job->layout->diag, LGP010, table->pos, "in large print the table" STR_FMT " is set " STR_FMT, STR_ARG(name),
         STR_ARG(how));
}

/* The width in which no word is divided, whatever its cells look like. */
static int64_t least_width(const TableNeeds *needs)
{
    int64_t least = needs->edges + (int64_t)(needs->n - 1) * needs->gap;
    for (int i = 0; i < needs->n; i++)
        least += needs->columns[i].least;
    return least;
}

static void report_long_word(Fitting *f, const Node *table, Str name)
{
    TableNeeds needs = rehearse_table(f->rehearsal, table, (RehearsedPlace){table, false});
    int64_t least = least_width(&needs);
    Len room = room_for(f, table, table->u.table.landscape);
    if (least > room)
        diag(f->job->layout->diag, LGP011, table->pos,
             "in large print the longest words of the table" STR_FMT " need %d mm but have %d mm, and are broken; "
             "expected shorter words, or codes with spaces",
             STR_ARG(name), millimetres(least) + 1, millimetres(room));
}

/* ---- the way ---- */

static LargeWay way_of(Fitting *f, const Node *table, ColumnGroups *groups)
{
    TableNeeds needs = rehearse_table(f->rehearsal, table, (RehearsedPlace){table, false});
    bool few = needs.n < TABLE_LEAST_COLUMNS; /* that cards would not set otherwise */
    if (fits(f, table, &needs, false) || (few && least_width(&needs) <= room_for(f, table, false)))
        return LARGE_PORTRAIT;
    if (rehearse_can_turn(table) && fits(f, table, &needs, true))
        return LARGE_LANDSCAPE;
    if (few)
        return LARGE_PORTRAIT;
    *groups = groups_find(f, table, &needs, room_for(f, table, false));
    return groups->n ? LARGE_GROUPS : LARGE_CARDS;
}

void fit_table(Fitting *f, Node *table)
{
    ColumnGroups groups = {0};
    Str name = name_of(f, table);
    LargeWay way = way_of(f, table, &groups);
    table->u.table.landscape = way == LARGE_LANDSCAPE;
    if (way == LARGE_GROUPS)
        groups_make(f, table, &groups);
    else if (way == LARGE_CARDS)
        cards_make(f, table);
    f->job->counts->tables[way]++;
    if (way != LARGE_PORTRAIT)
        report(f, table, name, way, groups.n);
    report_long_word(f, table, name);
}
