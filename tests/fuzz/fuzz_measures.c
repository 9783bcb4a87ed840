/* Reports of load tests and benchmarks. */
#define FAMILIES_READ FAMILY_METRICS
#include "reading.h"
