/* Tables: a caption, rows and cells. */
#include "html/html_private.h"

void put_table(Html *w, const Node *table)
{
    put_blocks(w, table);
}
