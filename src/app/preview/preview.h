/* VERB_PREVIEW: a document's pages in a browser, as they are while it is written. */
#ifndef APP_PREVIEW_PREVIEW_H
#define APP_PREVIEW_PREVIEW_H

#include "app/options.h"

Status preview(const Options *options);

#endif
