/* Tables as open data: files for others to use.
 *
 *     table_csv           the figures
 *     table_csvw          what the columns of that file mean (CSV on the Web, a W3C recommendation)
 *     workbook_ods        all tables of a document in one accessible workbook
 *     grants_360          grants in the columns of the 360Giving standard
 *
 * Each writes one whole file. The program that writes them into a folder chooses the names. */
#ifndef OPEN_OPEN_DATA_H
#define OPEN_OPEN_DATA_H

#include "doc/table.h"

/* RFC 4180, UTF-8, CRLF, one heading row. Figures are plain numbers, empty cells have their words, and a last column
 * gives units when rows have their own. */
void table_csv(const Table *t, Buf *out);
/* The metadata for `csv`, the name of the file with table_csv's bytes. */
void table_csvw(const Doc *doc, const Table *t, Str csv, Buf *out);
/* OpenDocument: a cover, contents, notes, and a sheet for each table. The same document gives the same bytes. */
void workbook_ods(const Doc *doc, Buf *out);
/* Whether a table fits 360Giving's columns. */
bool table_is_grants(const Table *t);
/* RFC 4180 with the standard's titles. An award to several recipients is one line with all their names. */
void grants_360(const Doc *doc, const Table *t, Buf *out);

#endif
