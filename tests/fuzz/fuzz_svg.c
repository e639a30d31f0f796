/* An SVG picture on a page. */
#include "fuzz_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_text("document.xml", SMALL_MANIFEST("test"));
    document_text("01.md", "# One\n\n![A picture](p.svg)\n");
    document_file("p.svg", data, size);
    document_run(DEPTH_PDF);
    return 0;
}
