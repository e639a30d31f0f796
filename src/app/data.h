/* The data verb: writes the tables of documents as open data. */
#ifndef APP_DATA_H
#define APP_DATA_H

#include "app/options.h"

Status data(const Options *options);

#endif
