/* What must be the same beyond the sequence of words: the pages of a press file, and the figures of the data. */
#include "proof/report_private.h"

#include "doc/table.h"
#include "text/glyphs.h"

enum { FINDINGS_MOST = 12 };

/* ---- pages ---- */

/* The next run of text from `at` on; NULL: there is none. */
static const Item *next_run(const Page *p, int *at)
{
    while (*at < p->items.n)
        if (p->items.at[(*at)++].kind == ITEM_GLYPHS)
            return &p->items.at[*at - 1];
    return NULL;
}

static bool same_run(const Item *x, const Item *y)
{
    return x->x == y->x && x->y == y->y && x->role == y->role && str_eq(x->u.run->text, y->u.run->text);
}

static Str text_of(const Item *item)
{
    return item ? item->u.run->text : STR("");
}

/* The first run that differs. */
static bool same_page(Diag *d, const Page *screen, const Page *press, int number)
{
    int i = 0, j = 0;
    const Item *x, *y;
    do {
        x = next_run(screen, &i);
        y = next_run(press, &j);
    } while (x && y && same_run(x, y));
    if (!x && !y)
        return true;
    const Node *n = x ? x->node : NULL;
    diag(d, PRD023, n ? n->pos : (Pos){0},
         "page %d of the press product has \"" STR_FMT "\"; expected \"" STR_FMT "\" at the same place as on screen",
         number, STR_ARG(text_of(y)), STR_ARG(text_of(x)));
    return false;
}

bool proof_same_pages(Diag *d, const PageList *screen, const PageList *press)
{
    int n = screen->pages.n, faults = 0;
    if (n != press->pages.n) {
        diag(d, PRD023, (Pos){0}, "the press product has %d pages; expected %d, as on screen", press->pages.n, n);
        return false;
    }
    for (int i = 0; i < n && faults < FINDINGS_MOST; i++)
        faults += !same_page(d, &screen->pages.at[i], &press->pages.at[i], i + 1);
    return faults == 0;
}

/* ---- data ---- */

/* A product, which figures it shows, and which it has somewhere: by their numbers among those of the data. */
typedef struct ShownFigures {
    const Proof *proof;
    bool *shown, *has;
} ShownFigures;

/* A chart in large print may have room for figures that it has not on screen. */
static bool counts(const Proof *p, int stream)
{
    return stream != STREAM_EXTRA && stream != STREAM_CONTENTS && !(p->from_sources && stream == STREAM_DRAWN);
}

static void note_shown(const Map *figures, const ShownFigures *out)
{
    const Proof *p = out->proof;
    for (int s = 0; s < STREAM_COUNT; s++)
        for (int i = 0; i < p->streams[s].n; i++) {
            const ProofToken *token = &p->streams[s].at[i];
            int k = token->kind == TOKEN_WORD ? map_number(figures, figure_core(p->book->words.at[token->word])) : -1;
            if (k < 0)
                continue;
            out->has[k] = true;
            out->shown[k] |= counts(p, s);
        }
}

typedef VEC(Pos) FigurePlaces;

/* Every figure as its table shows it, once, with its place. */
static void collect(Arena *a, const Doc *doc, Map *figures, FigurePlaces *places)
{
    for (int i = 0; i < doc->tables.n; i++) {
        const Table *t = doc->tables.entries[i].value;
        for (int row = 0; row < t->nrows; row++)
            for (int column = 0; column < t->ncolumns; column++) {
                const Cell *cell = &t->rows[row].cells[column];
                Str spoken, shown = cell->number ? figure_core(cell_format(a, t, row, column, &spoken)) : (Str){0};
                if (!shown.n || map_number(figures, shown) >= 0)
                    continue;
                map_put_number(a, figures, shown, places->n);
                VEC_PUSH(a, places, cell->pos);
            }
    }
}

static void collect_all(Arena *a, const Doc *doc, Map *figures, FigurePlaces *places)
{
    for (const Node *part = doc->root->first; part; part = part->next)
        if (part->u.part.doc != doc)
            collect(a, part->u.part.doc, figures, places);
    collect(a, doc, figures, places);
}

/* Of the data, with their places. */
typedef struct DataFigures {
    Map numbers;
    FigurePlaces places;
} DataFigures;

/* One product shows it; is there one that does not have it? */
static bool report_figure(Diag *d, const DataFigures *figures, const ShownFigures *products, int n, int k)
{
    const Proof *shows = NULL, *lacks = NULL;
    for (int i = 0; i < n; i++) {
        shows = !shows && products[i].shown[k] ? products[i].proof : shows;
        lacks = !lacks && !products[i].has[k] ? products[i].proof : lacks;
    }
    if (!shows || !lacks)
        return false;
    diag(d, PRD024, figures->places.at[k], "the figure " STR_FMT " is shown in " STR_FMT " and nowhere in " STR_FMT,
         STR_ARG(figures->numbers.entries[k].key), STR_ARG(shows->name), STR_ARG(lacks->name));
    return true;
}

bool proof_same_data(Diag *d, const Doc *doc, Proof *const *proofs, int n)
{
    if (n == 0)
        return true;
    Arena *a = proofs[0]->book->arena;
    DataFigures figures = {0};
    collect_all(a, doc, &figures.numbers, &figures.places);
    ShownFigures *products = NEWN(a, ShownFigures, n);
    for (int i = 0; i < n; i++) {
        products[i] = (ShownFigures){proofs[i], NEWN(a, bool, figures.places.n), NEWN(a, bool, figures.places.n)};
        note_shown(&figures.numbers, &products[i]);
    }
    int faults = 0;
    for (int k = 0; k < figures.places.n && faults < FINDINGS_MOST; k++)
        faults += report_figure(d, &figures, products, n, k);
    return faults == 0;
}
