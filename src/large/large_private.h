/* Shared by the files that make large print. */
#ifndef LARGE_LARGE_PRIVATE_H
#define LARGE_LARGE_PRIVATE_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "doc/pack.h"
#include "doc/tree/copies.h"
#include "large/large.h"
#include "page/where.h"
#include "style/large.h"

typedef struct Enlarging {
    const LargeJob *job;
    Arena *arena;
    LargeDocument *to;
    NodeCopies copies;  /* what stands in the place of the original's nodes */
    Map templates;      /* address of a template → the derived one */
    Where *where;       /* on screen; NULL: not known */
    Doc *doc;           /* the original's part that is being copied */
    Nodes notes;        /* of the lists */
    const Node *turned; /* the last reference whose page became a heading */
} Enlarging;

/* large.c */
Node *large_known(const Enlarging *e, const Node *source); /* what stands in its place; NULL: nothing does */
void large_know(Enlarging *e, const Node *source, Node *made);
/* A copy that is known, without children, as the last child of `into`. */
Node *large_copy(Enlarging *e, const Node *source, Node *into);
void large_copy_below(Enlarging *e, const Node *source, Node *into); /* all children and what is below them */
/* Nodes of our own, as the last child of `into`. */
Node *large_node(Enlarging *e, NodeKind kind, Node *into);
Node *large_text(Enlarging *e, Node *into, Str text);
const Language *large_language(const Enlarging *e, const Node *source);

/* notes.c: the marks of notes, their list behind each section, and the ways back */
void large_notes(Enlarging *e, const Node *section, Node *into);
void large_note_mark(Enlarging *e, const Node *source, Node *made);
void large_lead_back(Enlarging *e);

/* references.c: targets in the new tree, and headings instead of pages */
void large_lead(Enlarging *e);

/* printed.c: where the printed pages are */
void large_printed_pages(Enlarging *e, const Node *part, Node *into);

#endif
