/* The panels that sections name. */
#ifndef READ_PANELS_PRIVATE_H
#define READ_PANELS_PRIVATE_H

#include "read/read.h"
#include "style/style.h"

/* PNL003 and PNL004 for panels that the template does not have, and for those out of order. */
void check_panels(const Reader *r, const Doc *doc, const Template *t);

#endif
