/* What is on this machine that builds use, and what is missing. */
#ifndef APP_DOCTOR_DOCTOR_H
#define APP_DOCTOR_DOCTOR_H

#include "app/options.h"

Status doctor(const Options *options);

#endif
