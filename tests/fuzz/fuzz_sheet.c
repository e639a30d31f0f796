/* Workbooks, .xlsx and .ods as zips and .fods and .csv as text (the bytes say which), as the source of a table. */
#include "fuzz_help.h"

#include <stdio.h>

static const char table[] = "<table source=\"%s\" name=\"Plan\" key=\"Line\" unit=\"£000\" "
                            "decimals=\"0\"><caption>T</caption><columns>"
                            "<column id=\"item\">Item</column><column id=\"then\" kind=\"amount\">2012/13</column>"
                            "<column id=\"now\" kind=\"amount\">2013/14</column><column id=\"change\" "
                            "kind=\"percent\">Change</column></columns>"
                            "<sheet ref=\"Line\" hidden=\"skip\"><row key=\"1\" id=\"one\"><cell column=\"now\" "
                            "printed=\"9\" reason=\"why\"/></row>"
                            "</sheet></table>";

static const char *name_of(const uint8_t *data, size_t size)
{
    if (size > 1 && data[0] == 'P' && data[1] == 'K')
        return "t.xlsx";
    return size > 0 && data[0] == '<' ? "t.fods" : "t.csv";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *name = name_of(data, size);
    char text[sizeof table + 16];
    int n = snprintf(text, sizeof text, table, name);
    document_text("document.xml", SMALL_MANIFEST("test"));
    document_text("01.md", small_section);
    document_file("t.xml", text, (size_t)n);
    document_file(name, data, size);
    document_run(DEPTH_PAGES);
    document_clear();
    return 0;
}
