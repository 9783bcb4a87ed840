/*
 * version.h - the version of OpenSSL's libcrypto, as the linked library names itself.
 */
#ifndef TRUST_VERSION_H
#define TRUST_VERSION_H

const char *version_openssl(void);

#endif
