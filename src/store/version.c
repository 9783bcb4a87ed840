#include "store/version.h"

#include <sqlite3.h>

const char *version_sqlite(void)
{
	return sqlite3_libversion();
}
