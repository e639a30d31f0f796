/* A pass: everything that stays fixed while a document is laid out once. */
#ifndef LAYOUT_PASS_H
#define LAYOUT_PASS_H

#include "base/map.h"
#include "layout/layout.h"

/* A part of the document in its own look. */
typedef struct PassPart {
    const Node *node;                       /* NODE_PART */
    const struct PackItem *item;            /* that it is the paper of, or stands for; NULL: none */
    const struct PagesPublished *published; /* its pages in a pack; NULL: it is in none */
    const Template *tpl;
    Typesetter *typesetter;
    Styler *styler;
    const Colour *colours; /* of the page list, by swatch of the template */
} PassPart;

/* Pictures of the templates in the colours of words: box/icon.c. */
typedef struct Icons {
    Map made;
    NodeMap colours;
} Icons;

typedef struct Pass {
    const LayoutJob *job;
    Arena *arena;
    PassPart *parts;
    int nparts;
    const PassPart *part; /* being set; the next four are its own */
    const Doc *doc;
    const Template *tpl;
    Typesetter *typesetter;
    Styler *styler;
    const struct Facts *facts; /* of the pass before; NULL in the first */
    LayoutStats *stats;
    bool quiet;          /* warnings have been given in an earlier pass */
    bool asked;          /* a folio was asked for since this was last cleared: what is set depends on the pass before */
    Map notes;           /* set footnotes by node and measure: pages/footnotes.c */
    struct Icons *icons; /* made in this pass or an earlier one, whose pages may be kept; in the job's arena */
    Map *shaped;         /* paragraphs shaped in this pass or an earlier one, by node and style; in the job's arena */
} Pass;

/* What is set to be measured, or set again, is not counted and not reported. */
typedef struct PassVoice {
    LayoutStats *stats;
    bool quiet;
} PassVoice;

/* Where items and links are put: on a page, or in a strip. */
typedef struct Surface {
    Pass *pass;
    Items *items;
    PageLinks *links; /* NULL: none are wanted */
} Surface;

static inline void pass_enter(Pass *pass, int part)
{
    pass->part = &pass->parts[part];
    pass->doc = pass->part->node->u.part.doc;
    pass->tpl = pass->part->tpl;
    pass->typesetter = pass->part->typesetter;
    pass->styler = pass->part->styler;
}

static inline PassVoice pass_hush(Pass *pass)
{
    PassVoice voice = {pass->stats, pass->quiet};
    pass->stats = NEW(pass->arena, LayoutStats);
    pass->quiet = true;
    return voice;
}

static inline void pass_speak(Pass *pass, PassVoice voice)
{
    pass->stats = voice.stats;
    pass->quiet = voice.quiet;
}

static inline Colour colour_of(const Pass *pass, Swatch swatch)
{
    return swatch == SWATCH_NONE ? COLOUR_NONE : pass->part->colours[swatch];
}

/* Text always has a colour: without one of its own, the template's first. */
static inline Colour text_colour(const Pass *pass, Swatch swatch)
{
    return colour_of(pass, swatch == SWATCH_NONE ? 0 : swatch);
}

#endif
