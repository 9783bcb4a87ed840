/* Bills of materials, statements about vulnerabilities, attestations. */
#define FAMILIES_READ FAMILY_SBOM, FAMILY_VEX, FAMILY_ATTESTATION
#include "reading.h"
