/* A template, and a small document set with it. */
#include "fuzz_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_text("document.xml", SMALL_MANIFEST("made-up"));
    document_text("01.md", small_section);
    document_text("t.xml", small_table);
    document_file("home/templates/made-up.xml", data, size);
    document_run(DEPTH_PAGES);
    return 0;
}
