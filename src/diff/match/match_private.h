/* What the parts of the engine share: the blocks of both editions, which of them match, and their words.
 *
 * The blocks of an edition are an array in reading order, so that what is inside a block follows it, up to its end.
 * Blocks of words (paragraphs, headings, captions, terms, code, pictures) have no blocks inside. */
#ifndef DIFF_MATCH_MATCH_PRIVATE_H
#define DIFF_MATCH_MATCH_PRIVATE_H

#include "base/vec.h"
#include "diff/diff.h"

enum { NO_BLOCK = -1, ROOT_BLOCK = 0 };

typedef struct Block {
    const Node *node;
    int parent;                     /* NO_BLOCK: of the root */
    int end;                        /* behind the last block inside */
    int group_end;                  /* of a heading: behind the last block that it heads; else end */
    int match;                      /* in the other edition, or NO_BLOCK */
    int weight;                     /* bytes of words */
    uint64_t hash;                  /* of the kinds and words of all of it, without what is no content */
    bool kept;                      /* it and its match are in the same place */
    bool moved_group;               /* a heading: it moved with all that it heads */
    bool pointing;                  /* words that have marks of notes or references among them */
    const struct BlockWords *words; /* once they are needed */
} Block;

typedef VEC(Block) BlockList;

typedef struct Blocks {
    const Doc *doc;
    Block *at;
    int n;
    Map places; /* address of a node → number of its block: labelled ones and notes */
} Blocks;

/* Words of a block with what tells them apart, as arrays side by side. */
typedef struct BlockWords {
    DiffWord *words;
    int *plain;  /* number of its text; equal numbers: equal texts, whatever their form */
    int *formed; /* number of its text and form */
    signed char *weights;
    int n;
    const int *bag; /* plain numbers of the words that count, in order of their numbers */
    int nbag;
} BlockWords;

/* A text that occurs in words of either edition. */
typedef struct Lexeme {
    uint64_t hash;
    int number, blocks; /* in how many blocks of words */
    int last_block;     /* counted for this one already */
} Lexeme;

typedef struct Lexicon {
    Map numbers; /* hash → Lexeme */
    VEC(Lexeme *) at;
} Lexicon;

typedef struct Matching {
    Arena *arena; /* of the result */
    Arena *work;
    Blocks sides[2];
    Lexicon lexicon;
    bool bounded;
} Matching;

static inline Block *block_at(const Matching *m, DiffSide side, int i)
{
    return &m->sides[side].at[i];
}

/* -- Blocks (blocks.c) */
void blocks_make(Arena *a, const Doc *doc, Blocks *out);
bool is_words(NodeKind kind);                 /* a block of words */
int block_of(const Blocks *b, const Node *n); /* labelled or a note; NO_BLOCK: not in there */
static inline int block_first(const Blocks *b, int i)
{
    return b->at[i].end > i + 1 ? i + 1 : NO_BLOCK;
}
static inline int block_next(const Blocks *b, int i)
{
    int parent = b->at[i].parent, next = b->at[i].end;
    return parent != NO_BLOCK && next < b->at[parent].end ? next : NO_BLOCK;
}

/* -- What is content in a block of words (normal.c) */
/* Puts its words as they are compared: without ends of lines, forms of quotation marks and spaces. True: it has marks
 * of notes or references. */
bool put_normal(Buf *out, const Node *block);
/* The same of one text; *space: whether a space has just been put. */
void put_normal_text(Buf *out, Str text, bool *space);
uint64_t form_of(const Node *leaf, const Node *block); /* of the inlines around it; 0: none */
uint64_t hash_mix(uint64_t h, uint64_t with);
uint64_t hash_bytes(Str s);
/* The next inline without others in it, below root; a picture's words are its own. NULL: no more. */
const Node *leaf_next(const Node *n, const Node *root);

/* -- Words (split.c, words.c) */
const BlockWords *block_words(Matching *m, DiffSide side, int block);
/* How the words of two blocks differ; NULL: not at all. */
const DiffWords *words_compare(Matching *m, int old_block, int new_block);

/* -- Matching (match.c) */
void match_all(Matching *m);
void match_pair(Matching *m, int old_block, int new_block);

/* -- The result (merge.c, differs.c, figures.c) */
Merged *merge_all(Matching *m);
unsigned differences_of(const Node *old_node, const Node *new_node);
void figures_compare(Arena *a, Diff *diff);

#endif
