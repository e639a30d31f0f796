/* What the program says about itself, made from the tables. */
#ifndef APP_COMMAND_HELP_H
#define APP_COMMAND_HELP_H

#include <stdio.h>

#include "app/options.h"

void options_help(FILE *out, Verb verb); /* VERB_COUNT: the whole program */
void manual_page(FILE *out);             /* in the macros of man(7) */

#endif
