/* Shared by the writer's parts while one file is made. */
#ifndef PDF_WRITER_PRIVATE_H
#define PDF_WRITER_PRIVATE_H

#include "ink/ink.h"
#include "pdf/fonts_private.h"
#include "pdf/image_private.h"
#include "pdf/object/object.h"
#include "pdf/pdf.h"
#include "pdf/standard.h"
#include "pdf/survey.h"
#include "pdf/tags/tags.h"

/* A data table's file. */
typedef struct Attachment {
    const Table *table;
    Str name; /* the table's id; the file's name */
    int spec; /* object of its file specification */
} Attachment;
typedef VEC(Attachment) Attachments;

/* Objects that drawings need, each by its name in the resources. */
typedef struct NamedObjects {
    VEC(int) at;
} NamedObjects;

/* vector.c */
typedef struct VectorUses {
    NamedObjects forms, patterns, masks; /* "/V0", "/P0", "/M0" */
    int *by_picture;                     /* of the page list: 1 + number in forms; NULL: none has been drawn */
    bool *blended;                       /* by picture: it mixes with what is under it */
    unsigned blends;                     /* bits of VectorBlend */
    Map opacities;                       /* names of graphics states, such as "A500-1000" */
} VectorUses;

/* Words across pages: "/B0" and so on in the resources. */
typedef struct BannerForm {
    const PagePath *path; /* the same for all pages that have it */
    int object;
} BannerForm;

typedef struct Writer {
    const PdfJob *job;
    PageList pages; /* the job's, indexed */
    Objects *objects;
    int *page_objects; /* by index */
    FontUses fonts;
    Images images;
    VectorUses vectors;
    int resources; /* the object that all pages and forms use */
    Tags *tags;
    Attachments attachments;
    Claims claims;
    Survey survey;
    VEC(BannerForm) banners;
    const Inks *inks;   /* of the page list's colours; NULL: for screens */
    bool blended;       /* something on the page in hand mixes with what is under it */
    const Node *linked; /* what the last link's description was taken from, and the description */
    Str linked_words;
} Writer;

/* content.c: a page's items as a content stream. */
void page_content(Writer *w, int page, Buf *out);
/* colour.c */
typedef enum PaintKind { PAINT_FILL, PAINT_STROKE, PAINT_SAMPLE /* the numbers alone */ } PaintKind;
typedef struct InkPaint {
    Colour colour;
    InkUse use; /* for screens all are alike */
    PaintKind kind;
} InkPaint;
enum { OVERPRINT_FILLS = 1, OVERPRINT_STROKES = 2 };
int put_colour(const Writer *w, Buf *b, InkPaint paint); /* the overprint that it needs: one of the two, or 0 */
void put_shares(Buf *b, const int16_t *inks);            /* thousandths of each ink */
void put_overprint(Buf *b, int overprint);               /* of the two, the ones that are on from here */
const char *blending_space(const Writer *w);             /* of transparency groups */
void put_press_states(const Writer *w, Buf *resources);  /* what the two above need there, for a press */
void put_press_spaces(const Writer *w, Buf *resources);
/* vector.c: the number of an SVG picture's form ("/V0" is number 0), made when it comes first; -1: nobody prepared it.
 * It fills the unit square, as pictures do. And what all of them need, in three places of the resources. */
int vector_use(Writer *w, const Node *image);
/* The name of the graphics state with these opacities of fills and strokes, in thousandths. */
Str opacity_state(Writer *w, int fill, int stroke);
void put_vector_forms(const Writer *w, Buf *resources);
void put_vector_states(const Writer *w, Buf *resources);
void put_vector_patterns(const Writer *w, Buf *resources);
/* shading.c: a gradient as a pattern, and as a mask of what it lets through. Numbers among patterns and masks. */
int gradient_pattern(Writer *w, const PagePicture *p, const VectorGradient *g);
int gradient_mask(Writer *w, const PagePicture *p, const VectorGradient *g);
int named_add(Arena *a, NamedObjects *o, int object);
void put_matrix(Buf *b, const VectorMatrix *m); /* its six numbers */
/* links.c: makes a page's annotations and adds its /Annots; and what a /Dest says. */
void page_links(Writer *w, int page, Buf *entries);
void put_destination(const Writer *w, Buf *b, const Anchor *anchor);
/* outline.c, labels.c, metadata.c: each adds its entries to the catalogue. */
void add_outline(Writer *w, Buf *catalog);
void add_labels(Writer *w, Buf *catalog);
void add_metadata(Writer *w, Buf *catalog);
bool add_output_intent(Writer *w, Buf *catalog); /* false: a diagnostic was added */
/* press.c: the same for a press, and what XMP says of PDF/X. */
void add_press_intent(Writer *w, Buf *catalog);
void put_press_claims(const Writer *w, Buf *xmp);
void put_date(Buf *b, int64_t epoch); /* "(D:20140731000000Z)" */
/* attach.c: makes the files of the tables that were placed, before the tags are finished; and the catalogue's
 * entries. */
void attach_data(Writer *w);
void add_attachments(Writer *w, Buf *catalog);

#endif
