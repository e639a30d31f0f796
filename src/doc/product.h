/* Products: what is made of a document. One source gives a PDF for screens, a PDF for a printer (PDF/X-4), a PDF in
 * large print and a web page.
 *
 * A product's settings are written as attributes, in a template for all its documents and in a manifest for one. Each
 * attribute counts by itself: that of the manifest, else that of the template, else the default. */
#ifndef DOC_PRODUCT_H
#define DOC_PRODUCT_H

#include "base/arena.h"
#include "doc/doc.h"

typedef enum ProductKind {
    PRODUCT_SCREEN,
    PRODUCT_PRESS,
    PRODUCT_LARGE_PRINT,
    PRODUCT_HTML,
    PRODUCT_KIND_COUNT
} ProductKind;

/* One bit for each kind. */
#define PRODUCT_BIT(kind) (1u << (kind))
#define PRODUCTS_ALL (PRODUCT_BIT(PRODUCT_KIND_COUNT) - 1)

typedef enum Stock { STOCK_COATED, STOCK_UNCOATED, STOCK_COUNT } Stock;

typedef struct PressSettings {
    Str profile; /* its name in the font catalogue; empty: the first there for the stock */
    Stock stock;
    Len bleed;       /* beyond the trim */
    Len safe;        /* live matter stays this far inside it */
    bool marks;      /* crop marks and registration */
    int ink;         /* the most, all four together, in per cent */
    bool rich_black; /* of large black fields */
    int dpi;         /* pictures with fewer are reported */
    int multiple;    /* the binding: of which the number of pages is one */
} PressSettings;

typedef struct LargeSettings {
    Len size; /* of all that is read */
} LargeSettings;

typedef struct HtmlSettings {
    bool data;  /* the tables as CSV and workbook beside it, and links to them */
    bool fonts; /* the template's faces in the page; else those of the reader's system */
} HtmlSettings;

/* Of the settings only those of its kind count. */
typedef struct Product {
    ProductKind kind;
    Pos pos; /* of its element; no line: none lists it */
    PressSettings press;
    LargeSettings large;
    HtmlSettings html;
} Product;

/* The least size of large print. */
#define LARGE_PRINT_LEAST PT(16)

/* One attribute of a <product>, as written. */
typedef struct ProductSetting {
    ProductKind kind;
    Attr attr;
} ProductSetting;
typedef VEC(ProductSetting) ProductSettings;

const char *product_word(ProductKind kind);    /* "large-print", as in kind="large-print" */
const char *product_title(ProductKind kind);   /* "large print", in messages */
const char *product_ending(ProductKind kind);  /* of the file's name: "-large-print.pdf" */
bool product_find(Str word, ProductKind *out); /* false: there is no such kind */

/* Sets what an attribute says. */
typedef enum ProductSet {
    PRODUCT_SET,
    PRODUCT_NO_SETTING, /* a product of this kind has no such attribute */
    PRODUCT_NO_VALUE,   /* it cannot have this value */
} ProductSet;
ProductSet product_set(Product *p, const Attr *a);
Str product_value_words(Str name); /* what is expected of the attribute: "a length such as 3mm, at most 20mm" */

/* The settings of all kinds: defaults with what the attributes say, in order. Invalid ones are passed over. multiple:
 * of pages, where no attribute gives one. `out` has room for PRODUCT_KIND_COUNT. */
void products_resolve(const ProductSettings *settings, int multiple, Product *out);

/* Of which the number of pages is one; 1: any number will do. A document that lists the press product is filled up for
 * its binding, and then has as many pages on a screen. */
int product_pages_multiple(const Doc *doc, int otherwise);

#endif
