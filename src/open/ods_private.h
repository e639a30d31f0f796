/* Private to workbooks: the package, and the notes of all tables. */
#ifndef OPEN_ODS_PRIVATE_H
#define OPEN_ODS_PRIVATE_H

#include "base/vec.h"
#include "open/open_data.h"

/* --- ods_package.c: a package of files in one ---------------------------------- */

typedef struct PackageFile {
    const char *name;
    Str bytes;
    bool stored; /* without compression */
} PackageFile;

/* In the order given, with a fixed date: the same files give the same bytes. */
void package_write(const PackageFile *files, int n, Buf *out);

/* --- ods_notes.c: the notes of a workbook, numbered through all its tables --------- */

typedef struct BookNote {
    Str table; /* the sheet of its table */
    Str text;
} BookNote;

typedef struct BookNotes {
    Arena *a;
    VEC(BookNote) notes; /* the first has number 1 */
} BookNotes;

/* The notes of one table. */
typedef struct TableNotes {
    BookNotes *book;
    const Table *table;
    Str sheet;
    Map numbers; /* id, or address of a note among the words → its number, boxed */
} TableNotes;

typedef VEC(int) NoteNumbers;

/* Adds the numbers of the notes that a heading, caption or cell has marks for. */
void notes_of_marks(TableNotes *t, const Marks *marks, NoteNumbers *out);
void notes_of_cell(TableNotes *t, const Cell *cell, NoteNumbers *out);
/* A note whose words the language has. */
void notes_of_word(TableNotes *t, WordId word, NoteNumbers *out);
/* " [note 2] [note 3]", or empty. */
Str notes_shown(Arena *a, const Language *l, const NoteNumbers *numbers);

#endif
