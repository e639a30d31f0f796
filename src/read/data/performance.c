/* The vocabulary <performance>: indicators with actual, target and verdict.
 *
 * A column exists when an indicator has content for it. Figures appear with the indicator's unit, or as words that
 * the author gives beside the figure. A verdict follows from actual, target and the direction that is good: a
 * written one is checked, an empty one is worked out. Without an actual or a target there is nothing to judge. */
#include "base/ascii.h"
#include "read/data/data_private.h"

enum { INDICATOR, CODE_COLUMN, BASELINE, PREVIOUS, ACTUAL, TARGET, VERDICT, KINDS_OF_COLUMN };

static const struct {
    const char *name;
    WordId head;
    ColumnKind kind;
} usual[KINDS_OF_COLUMN] = {
    [INDICATOR] = {"indicator", WORD_INDICATOR, COL_TEXT}, [CODE_COLUMN] = {"code", WORD_INDICATOR_CODE, COL_CODE},
    [BASELINE] = {"baseline", WORD_BASELINE, COL_COUNT},   [PREVIOUS] = {"previous", WORD_PREVIOUS, COL_COUNT},
    [ACTUAL] = {"actual", WORD_ACTUAL, COL_COUNT},         [TARGET] = {"target", WORD_TARGET, COL_COUNT},
    [VERDICT] = {"verdict", WORD_PERFORMANCE, COL_STATUS},
};

typedef struct Performance {
    DataReader *d;
    const XmlNode *verdicts;
    Str achieved_note, missed_note; /* ids of the notes to their words */
    int at[KINDS_OF_COLUMN];        /* column of the table, or -1 */
} Performance;

static bool has_child(const XmlNode *e, int kind)
{
    if (kind == INDICATOR)
        return true;
    return kind == CODE_COLUMN ? xml_has(e, "code") : xml_child(e, usual[kind].name) != NULL;
}

/* Marks the columns that an indicator below the element needs. */
static void mark_columns(const XmlNode *parent, bool *wanted)
{
    for (const XmlNode *e = xml_first(parent); e; e = xml_next(e)) {
        if (xml_is(e, "group"))
            mark_columns(e, wanted);
        if (!xml_is(e, "indicator"))
            continue;
        for (int kind = 0; kind < KINDS_OF_COLUMN; kind++)
            wanted[kind] = wanted[kind] || has_child(e, kind);
    }
}

static void make_columns(Performance *p, const XmlNode *root)
{
    DataReader *d = p->d;
    const XmlNode *heads = xml_child(root, "heads");
    bool wanted[KINDS_OF_COLUMN] = {[INDICATOR] = true};
    mark_columns(root, wanted);
    Column *columns = NEWN(d->reader->job, Column, KINDS_OF_COLUMN);
    int n = 0;
    for (int kind = 0; kind < KINDS_OF_COLUMN; kind++) {
        p->at[kind] = wanted[kind] ? n : -1;
        if (!wanted[kind])
            continue;
        Column *column = &columns[n++];
        *column = (Column){.id = str_c(usual[kind].name), .kind = usual[kind].kind, .decimals = d->table->decimals};
        data_head(d, column, heads, usual[kind].name, usual[kind].head);
    }
    d->table->columns = columns;
    d->table->ncolumns = n;
}

/* Words that begin with a figure must begin with that of the cell: the verdict and charts go by that. */
static void check_words(DataReader *d, const Cell *cell, Str words, Pos at)
{
    int from = str_starts(words, "£") ? (int)sizeof "£" - 1 : 0, to = from;
    while (to < words.n
           && (is_digit(words.p[to])
               || ((words.p[to] == ',' || words.p[to] == '.') && to + 1 < words.n && is_digit(words.p[to + 1]))))
        to++;
    Decimal said;
    if (!decimal_parse(str_sub(words, from, to), &said) || decimal_cmp(said, cell_counted(cell)) == 0
        || decimal_cmp(said, cell->value) == 0)
        return;
    Arena *job = d->reader->job;
    diag(d->reader->diag, DAT012, at, "the words begin with " STR_FMT "; expected " STR_FMT ", the figure itself",
         STR_ARG(decimal_format(job, said, -1, true)), STR_ARG(decimal_format(job, cell_counted(cell), -1, true)));
    diag_label(d->reader->diag, cell->pos, "the figure");
}

static void read_measured(Performance *p, Row *row, int kind, const XmlNode *e)
{
    DataReader *d = p->d;
    const Reader *r = d->reader;
    Cell *cell = &row->cells[p->at[kind]];
    Str raw = xml_text(r, e), words = xml_attr(r, e, "words");
    bool filled = str_trim(raw).n > 0;
    cell->pos = filled ? data_start(raw, xml_text_pos(e, d->file)) : xml_pos(e, d->file);
    cell->empty = data_emptiness(d, xml_attr(r, e, "empty"));
    data_use_notes(d, &cell->note, e, "note");
    if (cell->empty && (filled || words.n))
        diag(r->diag, DAT003, cell->pos, "this figure has both %s and empty; expected one or the other",
             filled ? "a value" : "words");
    data_differs(d, e, cell);
    data_correct(d, cell, raw, e);
    if (filled)
        data_figure(d, row, p->at[kind], raw, xml_text_pos(e, d->file));
    if (words.n && cell->number)
        check_words(d, cell, words, xml_attr_pos(e, d->file, "words"));
    if (words.n)
        cell->text = data_words(d, words, xml_attr_pos(e, d->file, "words"), &cell->content);
    else if (!filled && !cell->empty)
        diag(r->diag, DAT003, cell->pos, "%s is empty; expected a figure, words, or the reason in empty",
             usual[kind].name);
}

/* --- verdicts --- */

static bool judged_figure(const Performance *p, const Row *row, int kind, Decimal *out)
{
    if (p->at[kind] < 0)
        return false;
    const Cell *cell = &row->cells[p->at[kind]];
    *out = cell_counted(cell);
    return cell->number;
}

/* The verdict that follows from the figures. good is empty: only whether there is something to judge. */
static Str verdict_of(const Performance *p, const Row *row, Str good)
{
    Decimal actual, target;
    bool both = judged_figure(p, row, ACTUAL, &actual) && judged_figure(p, row, TARGET, &target);
    if (!both)
        return STR("not-applicable");
    if (!good.n)
        return (Str){0};
    int order = decimal_cmp(actual, target);
    bool reached = str_is(good, "higher") ? order >= 0 : order <= 0;
    return reached ? STR("achieved") : STR("missed");
}

static void set_verdict(const Performance *p, Cell *cell, Str verdict)
{
    cell->status = verdict;
    if (!verdict.n)
        return;
    if (str_is(verdict, "not-applicable")) {
        cell->empty = CELL_NOT_APPLICABLE;
        return;
    }
    bool achieved = str_is(verdict, "achieved");
    const char *name = achieved ? "achieved" : "missed";
    Str words = p->verdicts ? xml_attr(p->d->reader, p->verdicts, name) : (Str){0};
    cell->text = words.n ? data_words(p->d, words, xml_attr_pos(p->verdicts, p->d->file, name), &cell->content)
                         : language_word(p->d->table->language, achieved ? WORD_TARGET_ACHIEVED : WORD_TARGET_MISSED);
    cell->note = achieved ? p->achieved_note : p->missed_note;
}

static void report_verdict(const Performance *p, const Row *row, Str written, Str follows, Str good)
{
    Arena *job = p->d->reader->job;
    Diag *sink = p->d->reader->diag;
    Pos pos = row->cells[p->at[VERDICT]].pos;
    Decimal actual = {0}, target = {0};
    if (!judged_figure(p, row, ACTUAL, &actual) || !judged_figure(p, row, TARGET, &target)) {
        diag(sink, DAT013, pos,
             "\"" STR_FMT "\" is " STR_FMT "; expected not-applicable, because actual or target is not a figure",
             STR_ARG(row->label), STR_ARG(written));
        return;
    }
    diag(sink, DAT013, pos,
         "\"" STR_FMT "\" is " STR_FMT "; expected " STR_FMT ", because actual is " STR_FMT ", target is " STR_FMT
         " and " STR_FMT " is good",
         STR_ARG(row->label), STR_ARG(written), STR_ARG(follows), STR_ARG(decimal_format(job, actual, -1, true)),
         STR_ARG(decimal_format(job, target, -1, true)), STR_ARG(good));
    diag_label(sink, row->cells[p->at[ACTUAL]].pos, "actual");
    diag_label(sink, row->cells[p->at[TARGET]].pos, "target");
}

static void read_verdict(Performance *p, Row *row, const XmlNode *indicator, const XmlNode *e)
{
    DataReader *d = p->d;
    const Reader *r = d->reader;
    Cell *cell = &row->cells[p->at[VERDICT]];
    Str raw = xml_text(r, e), written = str_trim(raw), good = xml_attr(r, indicator, "good");
    cell->pos = written.n ? data_start(raw, xml_text_pos(e, d->file)) : xml_pos(e, d->file);
    cell->pos.len = int_max(written.n, 1);
    Str follows = verdict_of(p, row, good);
    set_verdict(p, cell, written.n ? written : follows);
    data_use_notes(d, &cell->note, e, "note");
    if (!follows.n) {
        diag(r->diag, DAT013, cell->pos,
             "\"" STR_FMT "\" has a verdict but does not say which direction is good; expected good=\"higher\" or "
             "good=\"lower\"",
             STR_ARG(row->label));
        return;
    }
    if (written.n && !str_eq(written, follows) && !xml_has(e, "differs"))
        report_verdict(p, row, written, follows, good);
}

/* --- rows --- */

static void bound_indicator(Performance *p, const XmlNode *e, const Row *row)
{
    Bound b = data_bound(p->d, e, false, p->d->rows.n - 1);
    if (!b.has_most && str_is(row->unit, "%"))
        b.has_most = true, b.most = (Decimal){100, 0};
    if (b.has_least || b.has_most)
        data_add_bound(p->d, b);
}

/* A cell for which an indicator has no content. */
static void set_missing(Performance *p, Row *row, int kind)
{
    Cell *cell = &row->cells[p->at[kind]];
    bool figure = kind != INDICATOR && kind != CODE_COLUMN;
    if (figure)
        cell->empty = CELL_NOT_APPLICABLE;
    if (kind == VERDICT)
        cell->status = STR("not-applicable");
}

static void read_code(Performance *p, Cell *cell, const XmlNode *e)
{
    DataReader *d = p->d;
    cell->text = data_words(d, xml_attr(d->reader, e, "code"), xml_attr_pos(e, d->file, "code"), &cell->content);
    data_use_notes(d, &cell->note, e, "code-note");
}

static void read_indicator(Performance *p, const XmlNode *e, int level)
{
    DataReader *d = p->d;
    const Reader *r = d->reader;
    Row *row = data_row(d, ROW_LINE, level, xml_pos(e, d->file));
    row->id = xml_attr(r, e, "id");
    row->unit = data_attr(d, e, "unit");
    row->also = xml_attr(r, e, "also");
    row->decimals = data_number(r, e, "decimals", d->table->decimals);
    data_label(d, row, e, "label");
    data_use_notes(d, &row->cells[INDICATOR].note, e, "note");
    if (xml_has(e, "code"))
        read_code(p, &row->cells[p->at[CODE_COLUMN]], e);
    for (int kind = BASELINE; kind < KINDS_OF_COLUMN; kind++) {
        const XmlNode *child = xml_child(e, usual[kind].name);
        if (p->at[kind] < 0)
            continue;
        if (!child)
            set_missing(p, row, kind);
        else if (kind == VERDICT)
            read_verdict(p, row, e, child);
        else
            read_measured(p, row, kind, child);
        if (child)
            data_same(d, child, d->rows.n - 1, p->at[kind]);
    }
    bound_indicator(p, e, row);
}

static void read_rows(Performance *p, const XmlNode *parent, int level)
{
    for (const XmlNode *e = xml_first(parent); e; e = xml_next(e)) {
        if (xml_is(e, "indicator"))
            read_indicator(p, e, level);
        if (!xml_is(e, "group"))
            continue;
        data_group_row(p->d, e, level);
        read_rows(p, e, level + 1);
    }
}

void data_read_performance(DataReader *d, const XmlNode *root)
{
    Performance p = {.d = d, .verdicts = xml_child(root, "verdicts")};
    d->table->decimals = data_number(d->reader, root, "decimals", -1);
    if (p.verdicts) {
        data_use_notes(d, &p.achieved_note, p.verdicts, "achieved-note");
        data_use_notes(d, &p.missed_note, p.verdicts, "missed-note");
    }
    make_columns(&p, root);
    read_rows(&p, root, 0);
}
