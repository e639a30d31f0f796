/* The verbs that list things: templates, fonts, schemas, codes. */
#ifndef APP_SHOW_H
#define APP_SHOW_H

#include "app/options.h"

Status show_templates(const Options *options);
Status show_fonts(const Options *options);
Status show_schema(const Options *options);
Status show_codes(const Options *options);

#endif
