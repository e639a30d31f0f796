/* The forms of Markdown: a section, read with the tests' template and a table to draw on. */
#include "fuzz_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_text("document.xml", SMALL_MANIFEST("test"));
    document_text("t.xml", small_table);
    document_file("01.md", data, size);
    document_run(DEPTH_READ);
    return 0;
}
