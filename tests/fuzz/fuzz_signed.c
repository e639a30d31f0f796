/* signed-off.xml beside a small document: reading it, and comparing the figures with it. */
#include "fuzz_help.h"

static const char section[] = "# One 1\n\nIt cost {{ t/a/cost }}, 78 per cent of £22.1m, in 2013-14.\n\n- 5 cars\n- 6 "
                              "vans\n\n"
                              "| a | 12 |\n|--|--:|\n| b | 14 |\n\n::: {.table data=t rows=\"a\" caption=\"Costs in "
                              "2014\"}\n:::\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_text("document.xml", SMALL_MANIFEST("test"));
    document_text("01.md", section);
    document_text("t.xml", small_table);
    document_file("signed-off.xml", data, size);
    document_run(DEPTH_READ);
    return 0;
}
