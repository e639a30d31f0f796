/* Data of all vocabularies (the root element says which), read and set in a table. */
#include "fuzz_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_text("document.xml", SMALL_MANIFEST("test"));
    document_text("01.md", small_section);
    document_file("t.xml", data, size);
    document_run(DEPTH_PAGES);
    return 0;
}
