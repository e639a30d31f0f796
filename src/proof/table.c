/* A table is compared by what each cell stands under and beside, and not by where it stands: large print may set the
 * columns of one in groups, with the labels of its rows in each, or each row by itself with the heads in it. A cell
 * is a fact: its row, the words of the heads over it, the labels before it in its row, and its own words. Two cells
 * that changed places are then two wrong facts, although every word is there. */
#include "proof/proof_private.h"

/* A label that reaches into the rows below. */
typedef struct Reaching {
    int column, until; /* the first row that it does not reach */
    const ProofCell *cell;
} Reaching;

typedef struct FactMaker {
    Proof *proof;
    Arena *arena;
    TableProof *table;
    const ProofCells *cells;
    int first_row, first_body; /* of the table; of the piece: how many rows of heads it has */
    int *heads;                /* by column */
    int ncolumns;
    VEC(Reaching) reaching; /* by column */
    Buf label;              /* of the row in hand, as far as it has been walked */
} FactMaker;

void put_cell_words(const Proof *p, const ProofCell *cell, Buf *out)
{
    for (int i = cell->from; i < cell->to; i++) {
        const ProofToken *token = &p->streams[STREAM_CELLS].at[i];
        if (token->kind != TOKEN_WORD)
            continue;
        buf_puts(out, out->n ? " " : "");
        buf_str(out, p->book->words.at[token->word]);
    }
}

static void measure(FactMaker *f)
{
    for (int i = 0; i < f->cells->n; i++) {
        const ProofCell *cell = &f->cells->at[i];
        f->ncolumns = int_max(f->ncolumns, cell->column + cell->colspan);
        if (cell->head)
            f->first_body = int_max(f->first_body, cell->row + 1);
    }
}

/* The heads over each column, from the top, as one entry of the book. */
static void name_columns(FactMaker *f)
{
    Buf *over = NEWN(f->arena, Buf, f->ncolumns);
    f->heads = NEWN(f->arena, int, f->ncolumns);
    for (int i = 0; i < f->cells->n; i++) {
        const ProofCell *cell = &f->cells->at[i];
        for (int c = cell->column; cell->head && c < cell->column + cell->colspan; c++)
            put_cell_words(f->proof, cell, &over[c]);
    }
    for (int c = 0; c < f->ncolumns; c++) {
        f->heads[c] = wordbook_number(f->proof->book, buf_view(&over[c]));
        buf_free(&over[c]);
    }
}

/* How many facts of the row have that head so far; counts one more. */
static int count_fact(Arena *a, TableProof *t, const CellFact *fact)
{
    int key[] = {fact->row, fact->is_label ? 0 : fact->head, fact->is_label};
    Str raw = str_dup(a, (Str){(const char *)key, (int)sizeof key});
    int n = map_number(&t->seen, raw);
    map_put_number(a, &t->seen, raw, n < 0 ? 1 : n + 1);
    return n < 0 ? 0 : n;
}

void table_add_fact(Proof *p, TableProof *t, CellFact fact)
{
    fact.nth = count_fact(p->book->arena, t, &fact);
    VEC_PUSH(p->book->arena, &t->facts, fact);
}

/* A label is repeated in each group of columns; only the first counts. */
static bool is_repeated(const FactMaker *f, const ProofCell *cell)
{
    return (cell->label || cell->repeats) && f->table->pieces > 0;
}

static void add_fact(FactMaker *f, const ProofCell *cell)
{
    if (cell->from == cell->to || is_repeated(f, cell))
        return;
    CellFact fact = {.row = f->first_row + cell->row - f->first_body,
                     .head = f->heads[cell->column],
                     .label = wordbook_number(f->proof->book, buf_view(&f->label)),
                     .from = cell->from,
                     .to = cell->to,
                     .passage = cell->passage,
                     .is_label = cell->label};
    table_add_fact(f->proof, f->table, fact);
}

/* Keeps those that reach below this row. */
static void end_row(FactMaker *f, int row)
{
    int kept = 0;
    for (int i = 0; i < f->reaching.n; i++)
        if (f->reaching.at[i].until > row + 1)
            f->reaching.at[kept++] = f->reaching.at[i];
    f->reaching.n = kept;
}

static void insert_reaching(FactMaker *f, const ProofCell *cell)
{
    VEC_PUSH(f->arena, &f->reaching, (Reaching){cell->column, cell->row + cell->rowspan, cell});
    for (int i = f->reaching.n - 1; i > 0 && f->reaching.at[i - 1].column > f->reaching.at[i].column; i--) {
        Reaching moved = f->reaching.at[i];
        f->reaching.at[i] = f->reaching.at[i - 1];
        f->reaching.at[i - 1] = moved;
    }
}

/* The cells of one row, from `at` on; gives the first of the next. */
static int walk_row(FactMaker *f, int at)
{
    int row = f->cells->at[at].row, k = 0, before = f->reaching.n;
    Reaching *above = before ? arena_copy(f->arena, f->reaching.at, (size_t)before * sizeof(Reaching)) : NULL;
    buf_clear(&f->label);
    for (; at < f->cells->n && f->cells->at[at].row == row; at++) {
        const ProofCell *cell = &f->cells->at[at];
        while (k < before && above[k].column < cell->column)
            put_cell_words(f->proof, above[k++].cell, &f->label);
        if (!cell->head)
            add_fact(f, cell);
        if (cell->label)
            put_cell_words(f->proof, cell, &f->label);
        if (cell->label && cell->rowspan > 1)
            insert_reaching(f, cell);
    }
    end_row(f, row);
    return at;
}

void table_add(Proof *p, TableProof *t, const ProofCells *cells, int first_row)
{
    FactMaker f = {.proof = p, .arena = p->book->arena, .table = t, .cells = cells, .first_row = first_row};
    measure(&f);
    name_columns(&f);
    for (int i = 0; i < cells->n;)
        i = walk_row(&f, i);
    int rows = cells->n ? cells->at[cells->n - 1].row + 1 - f.first_body : 0;
    t->rows = int_max(t->rows, first_row + rows);
    t->pieces++;
    buf_free(&f.label);
}
