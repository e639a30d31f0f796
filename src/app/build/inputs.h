/* What a result was made of, and whether it is still so. */
#ifndef APP_BUILD_INPUTS_H
#define APP_BUILD_INPUTS_H

#include "app/build/job.h"
#include "base/vec.h"

typedef struct Input {
    Str path;
    Str state;  /* of what it holds, or of its size and times */
    bool shown; /* a file that belongs into a depfile; not a folder that is only looked into */
} Input;
typedef VEC(Input) Inputs;

/* All that was read for a document: files, fonts, and the folders where fonts are looked for. False: it cannot be said
 * for certain in which state they were when they were read. */
bool inputs_of(const Job *j, Inputs *out);
bool input_is_same(const Input *input);

/* The state of a file by size and times, without reading it; "absent" when it is not there. */
Str state_of_file(Arena *a, Str path);

#endif
