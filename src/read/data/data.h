/* Data files: from a vocabulary in XML to the one model of tables. */
#ifndef READ_DATA_DATA_H
#define READ_DATA_DATA_H

#include "doc/diagram.h"
#include "doc/figure.h"
#include "doc/table.h"
#include "file/file.h"
#include "read/read.h"

/* Reads the data that the manifest calls `id`. NULL: diagnostics were added. Errors inside a table that fits its
 * schema (DAT002, DAT003, DAT005 to DAT019) are reported, and the table is returned all the same. */
Table *data_read(const Reader *r, Doc *doc, Str id, FilePlace place, Pos from);

/* Puts figures of other tables into the cells that take them, and casts these tables, before anything else uses them.
 * Reports what is wrong with them (DAT001, DAT004, DAT017, DAT018, DAT020, DAT033, MD009). */
void data_compute(const Reader *r, Doc *doc);

/* Puts figures into the words, labels, notes and captions of all tables of a document. Reports the errors that only
 * show then (DAT001, DAT004, DAT017, DAT020, MD009). */
void data_bind(const Reader *r, Doc *doc, const FigureStyle *style);

/* Reports figures typed by hand in the words of the data (DAT021). */
void data_look_for_typed(const Reader *r, const Doc *doc);

/* Reads a diagram's file, with figures of the document's tables in its words. NULL: diagnostics were added. Errors
 * in one that fits its schema (DGM001 to DGM006) are reported, and the diagram is returned without the parts
 * concerned. */
Diagram *diagram_read(const Reader *r, Doc *doc, Str id, FilePlace place, Pos from);

/* Compares figures that appear in several tables, and counts of lines, once all data of a document is read (DAT012,
 * DAT014). */
void data_compare(const Reader *r, Doc *doc);

#endif
