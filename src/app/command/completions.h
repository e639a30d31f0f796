/* Scripts that complete command lines in a shell, and the words that these ask planpress for. */
#ifndef APP_COMMAND_COMPLETIONS_H
#define APP_COMMAND_COMPLETIONS_H

#include "app/options.h"

Status completions(const Options *options);

#endif
