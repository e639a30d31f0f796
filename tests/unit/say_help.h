/* For tests that make or read a tree by themselves: the words that the program adds to it, in English. */
#ifndef TESTS_SAY_HELP_H
#define TESTS_SAY_HELP_H

#include "read_help.h"

#include "say/say.h"

static const Language *only_english(void *self, Str tag, Pos from)
{
    (void)tag, (void)from;
    return ((const Bench *)self)->reader.language;
}

static inline void say_in_english(Bench *b, Doc *doc, const Template *t)
{
    doc->lang = STR("en-GB");
    doc->language = b->reader.language;
    say_document(&(SayJob){
        .arena = b->reader.job, .diag = b->reader.diag, .doc = doc, .tpl = t, .language = only_english, .self = b});
}

#endif
