/* Tables as open data: files that others can go on with.
 *
 *     table_csv           the figures
 *     table_csvw          what the columns of that file mean (CSV on the Web, a W3C recommendation)
 *     grants_360          grants in the columns of the 360Giving standard
 *
 * Each writes the whole of one file. A program that writes them into a folder gives the names. */
#ifndef OPEN_OPEN_DATA_H
#define OPEN_OPEN_DATA_H

#include "doc/table.h"

/* RFC 4180, UTF-8, CRLF, one head row; figures as plain numbers, empties as their words; where rows have units of their
 * own, a last column with those. */
void table_csv(const Table *t, Buf *out);
/* The metadata for `csv`, which is the name of the file that table_csv's bytes are in. */
void table_csvw(const Doc *doc, const Table *t, Str csv, Buf *out);
/* Whether a table can be given in 360Giving's columns. */
bool table_is_grants(const Table *t);
/* RFC 4180 with the standard's titles. An award to several recipients is one line, with their names together. */
void grants_360(const Doc *doc, const Table *t, Buf *out);

#endif
