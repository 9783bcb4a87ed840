/* Results of compliance catalogues. */
#define FAMILIES_READ FAMILY_CONTROL
#include "reading.h"
