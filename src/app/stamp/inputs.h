/* The inputs of a result, and whether they are unchanged. */
#ifndef APP_STAMP_INPUTS_H
#define APP_STAMP_INPUTS_H

#include "app/build/job.h"
#include "base/vec.h"

typedef struct Input {
    Str path;
    Str state;  /* of its contents, or of its size and times */
    bool shown; /* a file for the depfile, not a folder that was only searched */
} Input;
typedef VEC(Input) Inputs;

/* Everything read for a document: files, fonts, and the folders searched for fonts. False: their state when they
 * were read is uncertain. */
bool inputs_of(const Job *j, Inputs *out);
/* The state of one that may have changed while it was read: no state is the same as that. */
#define STATE_UNCERTAIN STR("uncertain")
bool input_is_same(const Input *input);
/* As bytes, for a pipe, with what may come to a document that has errors; read into an arena. False: they are no
 * inputs. */
void inputs_watch(const Job *j, Inputs *inputs, Buf *out);
bool inputs_unpack(Arena *a, Str bytes, Inputs *out);

/* The state of a file by size and times, without reading it; "absent" when it does not exist. */
Str state_of_file(Arena *a, Str path);

#endif
