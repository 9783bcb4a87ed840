/*
 * watch.h - whether something below some folders has changed: inotify.
 *
 * Says that, never what: who is told builds again and looks.  Folders that come later
 * are watched too.  Names that editors and git use for a moment (*.lock, *.swp, *~)
 * do not count, nor does what was left out.
 */
#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include "base/arena.h"
#include "base/err.h"

struct watch;

/* In `arena`; ERR_IO where the system has no watches left at all. */
int watch_open(struct watch **out, struct arena *arena, struct err *err);
void watch_close(struct watch *watch);

/* Whatever starts with this path does not count; before the folders. */
void watch_except(struct watch *watch, const char *prefix);

/* `path` and all below it, links not followed; nothing where it is no folder. */
void watch_tree(struct watch *watch, const char *path);

/* Files of these names (NULL-terminated) in one folder; borrowed. */
void watch_names(struct watch *watch, const char *path, const char *const *names);

/* For poll(). */
int watch_fd(const struct watch *watch);

/* Take what has happened; true where some of it counts. */
bool watch_changed(struct watch *watch);

/* Folders that could not be watched: the system's limit, or ours. */
size_t watch_missed(const struct watch *watch);

#endif
