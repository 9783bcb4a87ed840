/*
 * version.h - versions of the libraries behind this folder's doors, as the linked library names itself.
 */
#ifndef TEXT_VERSION_H
#define TEXT_VERSION_H

const char *version_cmark(void);
const char *version_archive(void);
const char *version_zlib(void);

#endif
