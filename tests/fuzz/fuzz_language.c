/* A language file, and a small document that has most of its words said: references, cells without a figure, a chart, a
 * diagram's worth of numbers in words. */
#include "fuzz_help.h"

static const char manifest[] = "<document template=\"test\" "
                               "lang=\"qx\"><title>T</title><organisation>O</organisation><date>2014-02-01</date>"
                               "<data><table id=\"t\" file=\"t.xml\"/></data><sections><section "
                               "file=\"01.md\"/></sections></document>";
static const char table[] = "<table unit='£000' rounding-note='yes'><caption>C</caption><columns><column "
                            "id='i'>I</column>"
                            "<column id='a' kind='amount'>A</column><column id='b' kind='amount'>B</column></columns>"
                            "<row id='x' label='X'><cell>10</cell><cell>-12</cell></row>"
                            "<row id='y' label='Y'><cell empty='nil'/><cell empty='not-applicable'/></row>"
                            "<row id='z' label='Z' unit='£m'><cell>3</cell><cell correct='4' "
                            "reason='r'>5</cell></row><source>S</source></table>";
static const char section[] = "# One {#one}\n\nSee {{ ref t u }}, {{ ref one t }} and {{ page one u }}: {{ count t | "
                              "words }} lines, {{ t/z/a | million }}.\n\n"
                              "::: {.table data=t #t}\n:::\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n: D {#u}\n\n::: {.chart "
                              "type=bar data=t rows=\"x y\"}\n:::\n\n"
                              "::: outcome\nDone.\n:::\n\n::: {.outcome lang=cy}\nWedi {{ count t | words }}.\n:::\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    document_text("document.xml", manifest);
    document_text("01.md", section);
    document_text("t.xml", table);
    document_file("home/templates/languages/qx.xml", data, size);
    document_run(DEPTH_PAGES);
    return 0;
}
