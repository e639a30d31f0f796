/* The manifest, beside a section and a table that are in order. */
#include "fuzz_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_text("01.md", small_section);
    document_text("t.xml", small_table);
    document_file("document.xml", data, size);
    document_run(DEPTH_READ);
    return 0;
}
