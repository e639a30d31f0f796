/* The verify verb with --products: whether all products of documents say the same. */
#ifndef APP_PROOF_PROVE_H
#define APP_PROOF_PROVE_H

#include "app/options.h"

Status prove_products(const Options *options);

#endif
