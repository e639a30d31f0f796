/* <products>, in manifests and templates. */
#ifndef READ_PRODUCTS_PRODUCTS_H
#define READ_PRODUCTS_PRODUCTS_H

#include "doc/product.h"
#include "read/read.h"
#include "read/xml/xml.h"

typedef struct ProductsRead {
    const Reader *reader;
    int file; /* that the element is in */
} ProductsRead;

/* Adds the settings to those that count less, and sets the place of each kind that is listed. Mistakes are
 * reported and left out (PRD001 to PRD003). */
void read_products(const ProductsRead *in, const XmlNode *list, ProductSettings *out, Pos listed[PRODUCT_KIND_COUNT]);

#endif
