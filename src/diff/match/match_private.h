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
    int parent;                        /* NO_BLOCK: of the root */
    int end;                           /* behind the last block inside */
    int group_end;                     /* of a heading: behind the last block that it heads; else end */
    int match;                         /* in the other edition, or NO_BLOCK */
    int weight;                        /* bytes of words */
    uint64_t hash;                     /* of the kinds and words of all of it, without what is no content */
    bool kept;                         /* it and its match are in the same place */
    bool moved_group;                  /* a heading: it moved with all that it heads */
    bool pointing;                     /* words that have marks of notes, references or links to labels among them */
    bool aligned;                      /* its children have been matched with those of its match */
    const struct BlockWords *words;    /* once they are needed */
    const struct ColumnMatch *columns; /* of a table of the new edition that matches one; NULL: as they stand */
} Block;

typedef VEC(Block) BlockList;
typedef VEC(int) BlockNumbers;

typedef struct Blocks {
    const Doc *doc;
    Block *at;
    int n;
    const ShownFigure *shown; /* by address of their words */
    int nshown;
    Map places; /* address of a node → number of its block: labelled ones and notes */
} Blocks;

/* Words of a block with what tells them apart, as arrays side by side. */
typedef struct BlockWords {
    DiffWord *words;
    int *plain;  /* number of its text; equal numbers: equal texts, whatever their form */
    int *formed; /* number of its text and form */
    unsigned char *weights;
    int n;
    const int *bag; /* plain numbers of the words that count, in order of their numbers */
    int nbag;
} BlockWords;

/* The columns of two tables that match. */
typedef struct ColumnMatch {
    int *match[2]; /* by edition and column: that of the other edition, or -1 */
    bool *kept;    /* by new column: both are in one order */
} ColumnMatch;

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
    struct WordSeen *seen; /* by number of a lexeme; nseen of them, all 0 between uses */
    int nseen;
    int *places;       /* by old block, for whatever needs it */
    int64_t time_left; /* in steps; below 0: none */
    bool bounded;
} Matching;

/* The blocks with one hash. */
typedef struct Occurrence {
    int at[2], n[2]; /* by edition: the last, and how many */
} Occurrence;

Occurrence *occurrence_of(Matching *m, Map *found, const uint64_t *hash);
/* Matches the blocks of hashes that are there once on each side, of at least that weight; false: there is none. */
bool match_occurrences(Matching *m, const Map *found, int least);

/* In how many places of a range a word stands, and the last. */
typedef struct WordSeen {
    int n[2], at[2];
} WordSeen;

enum { LIKENESS_MOST = 1000, FIGURE_WEIGHT = 4 /* of a word; of others 0 to 3 */ };

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
void put_leaf(Buf *out, const Node *leaf, bool *space); /* one inline */
const Node *inner_link(const Node *leaf,
                       const Node *block);             /* the link to a place in the document around it, or NULL */
uint64_t form_of(const Node *leaf, const Node *block); /* of the inlines around it; 0: none */
uint64_t hash_mix(uint64_t h, uint64_t with);
uint64_t hash_bytes(Str s);
/* The next inline without others in it, below root; a picture's words are its own. NULL: no more. */
const Node *leaf_next(const Node *n, const Node *root);

/* -- Words (words.c, compare.c) */
int lexeme_of(Matching *m, uint64_t hash); /* its number; new when there is none */
/* Of the order of blocks: to move one more counts most, then how long they are. */
static inline int order_weight(const Block *block)
{
    enum { EACH = 100, BYTES_FOR_ONE = 8 };
    return EACH + int_min(block->weight / BYTES_FOR_ONE, EACH);
}
/* Of a block of words; of another block what its blocks of words are counted by, without words. */
const BlockWords *block_words(Matching *m, DiffSide side, int block);
/* Tells marks of notes and references apart by what they lead to. All blocks must have been matched. */
void words_point(Matching *m, DiffSide side, int block);
/* How alike the words are: 0 to LIKENESS_MOST, each by how few blocks have it. */
int words_likeness(const Matching *m, const BlockWords *a, const BlockWords *b);
/* How the words of two blocks differ; NULL: not at all. All blocks must have been matched. */
const DiffWords *words_compare(Matching *m, int old_block, int new_block);

/* -- Figures of the data in words (shown.c) */
void shown_make(Arena *a, Blocks *b);
/* The first that begins in a text at or after a place; NULL: none. *at: where. */
const ShownFigure *shown_in(const Blocks *b, Str text, int from, int *at);
/* The path of the figure that a block of words in a table's cell shows; empty: none. */
Str shown_in_cell(Arena *a, const Node *block);

/* -- Matching (match.c, and what it consists of) */
void match_all(Matching *m);
void match_pair(Matching *m, int old_block, int new_block);
void match_subtrees(Matching *m, int old_block, int new_block); /* block by block, as they hold the same */
static inline bool can_match(const Matching *m, int old_block, int new_block)
{
    const Block *was = block_at(m, SIDE_OLD, old_block), *now = block_at(m, SIDE_NEW, new_block);
    return was->match == NO_BLOCK && now->match == NO_BLOCK && was->node->kind == now->node->kind;
}
/* Blocks of both sides in their order; of the unmatched ones, those that are equal are matched in that order (gaps.c).
 */
void match_in_order(Matching *m, const BlockNumbers lists[2]);
/* Stretches of both lists, without what is matched, between blocks that match in one order. */
typedef struct Gap {
    BlockNumbers of[2];
} Gap;
typedef VEC(Gap) Gaps;
void gaps_find(Matching *m, const BlockNumbers lists[2], Gaps *out);
/* The unmatched ones that are alike, in order (alike.c). */
void match_alike_in_order(Matching *m, const BlockNumbers lists[2]);
void match_alike_anywhere(Matching *m, const BlockNumbers lists[2], int least);
/* Whether there is time for that many steps; if not, the result is bounded. */
bool may_spend(Matching *m, int64_t steps);
void match_table(Matching *m, int old_block, int new_block); /* table.c */
void match_notes(Matching *m);                               /* notes.c */

/* -- The result (merge.c, differs.c, figures.c) */
Merged *merge_all(Matching *m);
void fill_columns(Matching *m, Merged *merged, const ColumnMatch *columns); /* columns.c */
unsigned differences_of(const Node *old_node, const Node *new_node);
void figures_compare(Arena *a, Diff *diff);

#endif
