/* Reports of coverage. */
#define FAMILIES_READ FAMILY_COVERAGE
#include "reading.h"
