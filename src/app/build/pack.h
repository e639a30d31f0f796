/* Reports joined to the pack of a meeting. */
#ifndef APP_BUILD_PACK_H
#define APP_BUILD_PACK_H

#include "app/build/job.h"

/* Reads the reports of the job's document, a pack, for its audience, and makes all of them its document. False: there
 * is nothing to lay out, and diagnostics were added. */
bool pack_join(Job *j, JobHome *home, const Manifest *manifest);

#endif
