#include "trust/version.h"

#include <openssl/crypto.h>

const char *version_openssl(void)
{
	return OpenSSL_version(OPENSSL_VERSION_STRING);
}
