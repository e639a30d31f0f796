/* The files that a repository begins with, by their paths in it. */
#ifndef APP_INIT_INIT_PRIVATE_H
#define APP_INIT_INIT_PRIVATE_H

#include "app/init/init.h"

typedef struct StarterFile {
    const char *path, *text;
} StarterFile;

enum { STARTER_COUNT = 8 };
extern const StarterFile STARTER_FILES[STARTER_COUNT];

#endif
