/* The merged tree as text, for tests and for finding out what was matched.
 *
 *       section "01.md"
 *         heading #money "Money"
 *     -   paragraph "We spend little."
 *     >1  table #budget columns: Item -2013/14 +2014/15
 *           row budget/net
 *             cell
 *               paragraph {words} "[-110-]{+111+}"
 *
 * One node per line, kept ones without a sign before them: - deleted, + added, > moved, < left, with the number of a
 * move. Braces hold how a node differs. A group has the name of what it is; its heading is its first child. */
#include "diff/match/match_private.h"

static const char signs[] =
    {[MERGED_KEPT] = ' ', [MERGED_ADDED] = '+', [MERGED_DELETED] = '-', [MERGED_MOVED] = '>', [MERGED_LEFT] = '<'};

static const struct {
    Difference bit;
    const char *name;
} differences[] = {{DIFFERS_WORDS, "words"},     {DIFFERS_FORM, "form"},       {DIFFERS_LABEL, "label"},
                   {DIFFERS_PICTURE, "picture"}, {DIFFERS_FIGURES, "figures"}, {DIFFERS_COLUMNS, "columns"}};

static void put_differences(Buf *out, unsigned differs)
{
    const char *before = " {";
    for (int i = 0; i < COUNT(differences); i++)
        if (differs & differences[i].bit) {
            buf_format(out, "%s%s", before, differences[i].name);
            before = " ";
        }
    if (differs)
        buf_char(out, '}');
}

/* On one line. */
static void put_line(Buf *out, Str text)
{
    for (int i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            buf_puts(out, "\\n");
        else
            buf_char(out, text.p[i]);
}

static void put_word(Buf *out, const DiffWord *word)
{
    if (word->leaf->kind == NODE_TEXT || word->leaf->kind == NODE_CODE || word->leaf->kind == NODE_CODE_BLOCK)
        put_line(out, word->text);
    else if (word->leaf->kind == NODE_SOFT_BREAK)
        buf_char(out, ' ');
    else
        buf_format(out, "<%s>", node_kind_name(word->leaf->kind));
    if (word->figure.n)
        buf_format(out, "<" STR_FMT ">", STR_ARG(word->figure));
}

static void put_words(Buf *out, const DiffWords *words)
{
    for (int r = 0; r < words->nruns; r++) {
        const WordRun *run = &words->runs[r];
        bool old_side = run->state == MERGED_DELETED, kept = run->state == MERGED_KEPT;
        buf_puts(out, kept ? "" : old_side ? "[-" : "{+");
        int from = old_side ? run->old_from : run->new_from, to = old_side ? run->old_to : run->new_to;
        for (int i = from; i < to; i++)
            put_word(out, old_side ? &words->old_words[i] : &words->new_words[i]);
        buf_puts(out, kept ? "" : old_side ? "-]" : "+}");
    }
}

static void put_text(Arena *a, Buf *out, const Merged *m, const Node *n)
{
    if (!is_words(n->kind))
        return;
    buf_puts(out, " \"");
    if (m->words)
        put_words(out, m->words);
    else
        put_line(out, n->kind == NODE_CODE_BLOCK ? n->u.code.text : node_text(a, n));
    buf_char(out, '"');
}

static void put_columns(Buf *out, const Merged *m)
{
    buf_puts(out, " columns");
    for (int i = 0; i < m->ncolumns; i++) {
        const MergedColumn *c = &m->columns[i];
        buf_format(out, " %c%d>%d", signs[c->state] == ' ' ? '=' : signs[c->state], c->old_at, c->new_at);
        if (c->id.n)
            buf_format(out, ":" STR_FMT, STR_ARG(c->id));
    }
}

static void put_name(Buf *out, const Node *n)
{
    if (n->kind == NODE_SECTION)
        buf_format(out, " \"" STR_FMT "\"", STR_ARG(n->u.section.file));
    if (n->kind == NODE_TABLE && n->u.table.data.n)
        buf_format(out, " of " STR_FMT, STR_ARG(n->u.table.data));
    if (n->kind == NODE_ROW && n->u.row.id.n)
        buf_format(out, " " STR_FMT, STR_ARG(n->u.row.id));
    if (n->kind == NODE_CELL)
        buf_format(out, " %d", n->u.cell.column);
    if (n->id.n)
        buf_format(out, " #" STR_FMT, STR_ARG(n->id));
    if (n->name.n)
        buf_format(out, " ." STR_FMT, STR_ARG(n->name));
}

typedef struct MergedDump {
    Arena *scratch;
    Buf *out;
    Map moves; /* address of a twin that has been met → its number */
    int nmoves;
} MergedDump;

static void put_sign(MergedDump *d, const Merged *m)
{
    int number = 0;
    if (m->twin) {
        const Merged *const *twin = arena_copy(d->scratch, &m->twin, sizeof(const Merged *));
        const Merged *const *self = arena_copy(d->scratch, &m, sizeof(const Merged *));
        number = map_number(&d->moves, (Str){(const char *)twin, sizeof *twin});
        if (number < 0)
            number = ++d->nmoves;
        map_put_number(d->scratch, &d->moves, (Str){(const char *)self, sizeof *self}, number);
    }
    buf_char(d->out, signs[m->state]);
    if (number)
        buf_format(d->out, "%-3d", number);
    else
        buf_puts(d->out, "   ");
}

static void put_merged(MergedDump *d, const Merged *m, int depth)
{
    const Node *n = merged_node(m);
    put_sign(d, m);
    for (int i = 0; i < depth; i++)
        buf_puts(d->out, "  ");
    buf_puts(d->out, n ? node_kind_name(n->kind) : "group");
    if (n)
        put_name(d->out, n);
    if (m->generated)
        buf_puts(d->out, " generated");
    put_differences(d->out, m->differs);
    if (m->columns && (m->differs & DIFFERS_COLUMNS))
        put_columns(d->out, m);
    if (n && m->state != MERGED_LEFT)
        put_text(d->scratch, d->out, m, n);
    buf_char(d->out, '\n');
}

static void put_figures(Buf *out, const Diff *diff)
{
    for (int i = 0; i < diff->figures.n; i++) {
        const FigureChange *f = diff->figures.entries[i].value;
        buf_format(out, "figure %c " STR_FMT "%s\n",
                   !f->new_table   ? '-'
                   : !f->old_table ? '+'
                                   : ' ',
                   STR_ARG(f->path), f->computed ? " computed" : "");
    }
}

void diff_dump(const Diff *diff, Buf *out)
{
    MergedDump d = {.scratch = arena_new(), .out = out};
    int depth = 0;
    for (const Merged *m = diff->root; m;) {
        put_merged(&d, m, depth);
        if (m->first) {
            m = m->first;
            depth++;
            continue;
        }
        while (m != diff->root && !m->next) {
            m = m->parent;
            depth--;
        }
        m = m == diff->root ? NULL : m->next;
    }
    put_figures(out, diff);
    if (diff->bounded)
        buf_puts(out, "bounded\n");
    arena_free(d.scratch);
}
