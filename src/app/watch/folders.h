/* Folders in which something may change, and which of them something has happened in.
 *
 * Folders are watched, not files: editors save by renaming a new file over the old one, and a watch on the old one
 * sees nothing of that. What happened is not told, only where; whoever asks compares contents. */
#ifndef APP_WATCH_FOLDERS_H
#define APP_WATCH_FOLDERS_H

#include "base/str.h"
#include "base/vec.h"

typedef struct Folders Folders;

/* poll: looks into the folders again and again, also where the system could tell of changes. */
Folders *folders_new(bool poll);
void folders_free(Folders *f);

/* Watches these and no others. A folder that is not there is watched for in the nearest one above it that is. What
 * happened in a folder that stays is not forgotten; one that comes anew has changed. */
void folders_set(Folders *f, const Strs *folders);
/* Files on some systems (network drives, what Windows shares with WSL) change without a sign; then all are looked
 * into. */
bool folders_polls(const Folders *f);

int folders_fd(const Folders *f);       /* can be read when something happened; -1: it never can */
int folders_interval(const Folders *f); /* milliseconds between two looks; -1: none are needed */
/* Takes note of what happened since the last call. False: nothing. */
bool folders_look(Folders *f);
bool folders_changed(const Folders *f, Str folder); /* since the last folders_seen */
void folders_seen(Folders *f);

#endif
