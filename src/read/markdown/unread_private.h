/* Text that looks like markup and was not read as any. */
#ifndef READ_MARKDOWN_UNREAD_PRIVATE_H
#define READ_MARKDOWN_UNREAD_PRIVATE_H

#include "base/utf8.h"
#include "read/markdown/markdown_private.h"

/* Reports what looks like markup in the plain text of a block's inlines (MD014). */
void unread_report(Reading *g, Flat *f, const Unread *u, const Md *block, InlineUse use);
/* Reports a rule that is the second line of a table of aligned dashes. */
void unread_rule(Reading *g, const Md *rule);

#endif
