/* Workflows, manifests and what else configures. */
#define FAMILIES_READ FAMILY_WORKFLOW, FAMILY_MANIFEST, FAMILY_CONFIG
#include "reading.h"
