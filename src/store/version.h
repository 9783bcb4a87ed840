/*
 * version.h - the version of SQLite, as the linked library names itself.
 */
#ifndef STORE_VERSION_H
#define STORE_VERSION_H

const char *version_sqlite(void);

#endif
