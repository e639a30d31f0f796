/* sheet_dump FILE: every cell of a workbook as its reader sees it, a line each, for tests/sheets.py:
 *
 *     Budget!C7 · number, words, boolean, error or blank · its value · what it shows · formula · verdict
 *
 * with tabs between. The status is 1 when the workbook cannot be read; the reason stands on stderr. */
#include <stdio.h>
#include <stdlib.h>

#include "diag/cell_name.h"
#include "diag/diag.h"
#include "file/file.h"
#include "sheet/formula.h"
#include "sheet/sheet.h"

static const char *const kinds[] = {"blank", "number", "words", "boolean", "error"};
static const char *const verdicts[] = {"agrees", "differs", "not checked"};

static void put_formula(Arena *a, Workbook *w, int sheet, const SheetCell *c, int64_t *reads)
{
    Str why = {0};
    const Expr *e = c->formula ? formula_read(a, w, sheet, c, &why) : NULL;
    if (!c->formula)
        return;
    if (!e) {
        printf("\t?\tnot checked: " STR_FMT, STR_ARG(why));
        return;
    }
    FormulaCheck check = formula_check(a, w, e, c, reads);
    Str text = formula_text(a, w, sheet, e);
    printf("\t" STR_FMT "\t%s", STR_ARG(text), c->stored ? verdicts[check.verdict] : "not stored");
    if (check.verdict != FORMULA_AGREES)
        printf(": " STR_FMT STR_FMT, STR_ARG(check.words),
               STR_ARG(check.words.n ? STR("") : number_text(a, check.expected, -1)));
}

static void put_cell(Arena *a, Workbook *w, int sheet, const SheetCell *c, int64_t *reads)
{
    Buf place = {0};
    Str value = c->kind == VALUE_NUMBER ? number_text(a, c->number, -1) : sheet_cell_text(a, c);
    Str shown = sheet_cell_text(a, c);
    buf_sheet_cell(&place, w->sheets.at[sheet].name, c->row, c->column);
    printf(STR_FMT "\t%s\t" STR_FMT "\t" STR_FMT, STR_ARG(buf_view(&place)), kinds[c->kind], STR_ARG(value),
           STR_ARG(shown));
    put_formula(a, w, sheet, c, reads);
    putchar('\n');
    buf_free(&place);
}

int main(int count, char **arguments)
{
    Arena *a = arena_new();
    SheetFault fault = {0};
    Str bytes, path = str_c(count > 1 ? arguments[1] : "");
    int64_t reads = 0;
    Workbook *w = file_read(a, diag_new(a), path, (Pos){0}, &bytes) ? workbook_open(a, bytes, path, &fault) : NULL;
    for (int i = 0; w && i < w->sheets.n && fault.kind == SHEET_SOUND; i++) {
        const SheetGrid *s = workbook_sheet(w, i, &fault);
        for (int k = 0; s && k < s->cells.n; k++)
            put_cell(a, w, i, &s->cells.at[k], &reads);
    }
    fprintf(stderr, STR_FMT "\n", STR_ARG(fault.message));
    bool good = w && fault.kind == SHEET_SOUND;
    arena_free(a);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
