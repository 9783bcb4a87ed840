/* Reports of tests that ran. */
#define FAMILIES_READ FAMILY_TESTS
#include "reading.h"
