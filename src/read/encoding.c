/* What an office saves under the name of a text file: UTF-8, UTF-16, or a document of a word processor.
 *
 * A file of another kind is named as a whole. Its bytes would mean nothing to a reader, so they are not shown. */
#include "read/encoding.h"

#include "base/utf8.h"

static const struct {
    const char *begins, *what, *help;
} kinds[] = {
    {"\xFF\xFE", "this file was saved as UTF-16; expected UTF-8", NULL},
    {"\xFE\xFF", "this file was saved as UTF-16; expected UTF-8", NULL},
    {"PK\x03\x04", "this is a Word document or another packed file; expected plain text in UTF-8",
     "in Word, choose Save As, Plain Text, and the encoding UTF-8; or convert it with pandoc"},
    {"\xD0\xCF\x11\xE0", "this is an old Word or Excel document; expected plain text in UTF-8",
     "in Word, choose Save As, Plain Text, and the encoding UTF-8"},
    {"{\\rtf", "this is a document in Rich Text Format; expected plain text in UTF-8",
     "in Word, choose Save As, Plain Text, and the encoding UTF-8"},
    {"%PDF", "this is a PDF; expected plain text in UTF-8", "copy its words into a text file"},
};

static const char notepad[] = "in Notepad, choose Save As and select the encoding UTF-8";

/* The place of byte `at` of a file whose bytes before it are UTF-8. */
static Pos place_of(Str text, int file, int at)
{
    Pos pos = {.file = (int16_t)file, .line = 1};
    int start = 0;
    for (int i = 0; i < at; i++)
        if (text.p[i] == '\n')
            pos.line++, start = i + 1;
    pos.col = utf8_count(str_sub(text, start, at)) + 1;
    return pos;
}

bool is_utf8_text(const Reader *r, Str text, int file)
{
    Pos whole = {.file = (int16_t)file};
    for (int i = 0; i < COUNT(kinds); i++) {
        if (!str_starts(text, kinds[i].begins))
            continue;
        diag(r->diag, IO006, whole, "%s", kinds[i].what);
        diag_help(r->diag, "%s", kinds[i].help ? kinds[i].help : notepad);
        return false;
    }
    int bad = utf8_bad(text);
    if (bad < 0)
        return true;
    if (bad < 2 && text.n > 1 && !text.p[0] != !text.p[1])
        diag(r->diag, IO006, whole, "this file was saved as UTF-16; expected UTF-8");
    else
        diag(r->diag, IO006, place_of(text, file, bad), "byte 0x%02X is not UTF-8; expected a file saved as UTF-8",
             (unsigned char)text.p[bad]);
    diag_help(r->diag, notepad);
    return false;
}
