/* How the program ends before its time: by a signal, or at once because memory has run out or a check has failed.
 * Either way it leaves no temporary files. */
#ifndef APP_ENDING_H
#define APP_ENDING_H

#include "base/base.h"

/* Call it first. Also gives each standard stream that is closed a place where writing fails, so that no file that is
 * opened later takes its number and receives messages. */
void ending_prepare(void);
/* What else to do when a signal ends the program: in a signal handler, so by system calls alone. NULL: nothing. */
void ending_also(void (*tidy)(void));
/* Lets such a signal wait while what must be tidied changes; calls do not nest. */
void ending_waits(bool yes);

#endif
