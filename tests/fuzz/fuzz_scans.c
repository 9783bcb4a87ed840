/* Reports of scanners. */
#define FAMILIES_READ FAMILY_SCAN, FAMILY_SARIF
#include "reading.h"
