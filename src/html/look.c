/* The look of the page: one style sheet. */
#include "html/html_private.h"

void put_style(Html *w)
{
    put(w, "<style>.vh{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);"
           "white-space:nowrap}</style>\n");
}
