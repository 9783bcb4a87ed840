/* Documents, sources, values and text. */
#define FAMILIES_READ FAMILY_DOCUMENT, FAMILY_SOURCE, FAMILY_VALUE, FAMILY_NONE
#include "reading.h"
