/*
 * limits.h - every maximum in one place, each with its reason.
 *
 * Hitting one makes the artifact unreadable or the reading incomplete, never
 * the run wrong: the finding names the limit.  Sizes are bytes.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define LIMIT_KIB ((size_t)1024)
#define LIMIT_MIB ((size_t)1024 * 1024)

/* clang-format off: one limit a line */

/* Plans: cmark-gfm is quadratic in several shapes; these keep it under seconds. */
#define LIMIT_PLAN_BYTES        (1 * LIMIT_MIB)
#define LIMIT_PLAN_LINE         (16 * LIMIT_KIB)  /* inline quadratics */
#define LIMIT_PLAN_RUN          (16 * LIMIT_KIB)  /* non-blank lines that are no table */
#define LIMIT_PLAN_DEPTH        64                /* container markers on one line */
#define LIMIT_PLAN_CELLS        200000            /* header columns times rows */
#define LIMIT_PLAN_NODES        2000000           /* reference amplification */
#define LIMIT_PLAN_MEMORY       (384 * LIMIT_MIB) /* what cmark may hold at once */
#define LIMIT_PLAN_ITEMS        200000
#define LIMIT_PLAN_SCOPES       128               /* each dates its evidence anew */

/* Evidence. */
#define LIMIT_ARTIFACT_BYTES    (64 * LIMIT_MIB)
#define LIMIT_UNPACK_MEMBER     (256 * LIMIT_MIB) /* of a packed report, unpacked */
#define LIMIT_UNPACK_BYTES      (4096 * LIMIT_MIB)
#define LIMIT_UNPACK_RATIO      200               /* once 10 MiB are unpacked: a bomb */
#define LIMIT_UNPACK_FREE       (10 * LIMIT_MIB)
#define LIMIT_UNPACK_MEMBERS    100000
#define LIMIT_UNPACK_NAME       1024
#define LIMIT_UNPACK_AT_ONCE    (256 * LIMIT_MIB) /* members that are held in memory */
#define LIMIT_YAML_BYTES        (1 * LIMIT_MIB)
#define LIMIT_RUN_BYTES         (4096 * LIMIT_MIB)
#define LIMIT_FACTS             1000000           /* rows of one artifact */
#define LIMIT_NOTES             200
#define LIMIT_ENVELOPES         10000             /* signed statements of one artifact: each is a document */
#define LIMIT_XML_DEPTH         256
#define LIMIT_XML_ATTRIBUTES    256
#define LIMIT_XML_TOKEN         (1 * LIMIT_MIB)
#define LIMIT_JSON_DEPTH        128               /* the deepest of 4,054 public reports has 24 */
#define LIMIT_JSON_NODES        16000000
#define LIMIT_JSON_STRING       (8 * LIMIT_MIB)
#define LIMIT_YAML_DEPTH        64
#define LIMIT_YAML_NODES        200000            /* after aliases */
#define LIMIT_RECORD_LINE       (64 * LIMIT_KIB)  /* CSV, LCOV, TAP */
#define LIMIT_RECORDS           5000000
#define LIMIT_COVERAGE_RECORDS  10000000          /* LCOV: 64 MiB of the shortest, "DA:1,1" */
#define LIMIT_TEXT              (4 * LIMIT_KIB)   /* one stored message */
#define LIMIT_TEXT_LONG         (64 * LIMIT_KIB)  /* a step's commands */

/* Workers and what is kept of their answers. */
#define LIMIT_WORKER_BYTES      (512 * LIMIT_MIB) /* address space, the request's window apart */
#define LIMIT_WORKER_CPU_MS     10000             /* an artifact of 64 MiB needs one second */
#define LIMIT_WORKER_WALL_MS    120000            /* a backstop for one that sleeps */
#define LIMIT_WORKER_REPLY      (1024 * LIMIT_MIB) /* a million facts are some 200 MiB */
#define LIMIT_WORKER_DEATHS     20                /* in one run: then the machine is to blame */
#define LIMIT_CACHE_ENTRY       (16 * LIMIT_MIB)
#define LIMIT_CACHE_BYTES       (512 * LIMIT_MIB) /* beyond what the newest run used */

/* Git. */
#define LIMIT_PATH_BYTES        4096
#define LIMIT_TREE_DEPTH        256               /* libgit2's own walk overflows at 20,000 */
#define LIMIT_TREE_ENTRIES      2000000           /* trees can name one subtree 2^30 times */
#define LIMIT_TREE_BYTES        (64 * LIMIT_MIB)  /* one folder of 1.5 million names */
#define LIMIT_COMMITS           1000000
#define LIMIT_COMMIT_BYTES      (1 * LIMIT_MIB)
#define LIMIT_TRACE_BYTES       (2048 * LIMIT_MIB) /* old versions of plans that are compared */

/* What muster writes. */
#define LIMIT_SQL_TEXT          ((int)(64 * LIMIT_KIB)) /* a query as written */
#define LIMIT_SQL_VALUE         ((int)LIMIT_MIB)
#define LIMIT_SQL_STEPS         50000000
#define LIMIT_SQL_ROWS          100000
#define LIMIT_SQL_SECONDS       10                /* a backstop behind the steps */
#define LIMIT_SQL_HEAP          (64 * LIMIT_MIB)
#define LIMIT_SEARCH_FILE       (1 * LIMIT_MIB)   /* of the tree's text, for matches() and lines() */
#define LIMIT_SEARCH_BYTES      (64 * LIMIT_MIB)  /* of all of it */
#define LIMIT_SEARCH_STEPS      200000000         /* states of patterns in one query: about a second */
#define LIMIT_SEARCH_PATHS      64                /* paths and patterns that checks name: each is tried on every file */
#define LIMIT_CHECK_ROWS        1000              /* of one check: every row is shown */
#define LIMIT_CHECK_RUNS        256               /* answers of checks in one run */
#define LIMIT_CHECK_TEXT        400               /* bytes of expected and actual */
#define LIMIT_WATCHES           16384             /* folders; the kernel's own default is 8,192 on small machines */
#define LIMIT_PAGE_BYTES        (16 * LIMIT_MIB)
#define LIMIT_JSON_OUT          (256 * LIMIT_MIB)
#define LIMIT_MODEL_BYTES       (4096 * LIMIT_MIB) /* the run's arena */
#define LIMIT_SCRATCH_BYTES     (1024 * LIMIT_MIB) /* one artifact's arena */

/* Keys, configuration, templates, bundles (seal.md section 10). */
#define LIMIT_CONFIG_BYTES      (1 * LIMIT_MIB)
#define LIMIT_CONFIG_NAMED      1000              /* gates, rules, waivers: each is tried on every item */
#define LIMIT_CONFIG_PATTERNS   200               /* each is tried on every path */
#define LIMIT_PATTERN           (1 * LIMIT_KIB)   /* a glob; matching costs its length times the path's */
#define LIMIT_TEMPLATE_BYTES    (1 * LIMIT_MIB)
#define LIMIT_KEY_BYTES         (64 * LIMIT_KIB)
#define LIMIT_TRUST_BYTES       (1 * LIMIT_MIB)
#define LIMIT_CRL_BYTES         (16 * LIMIT_MIB)  /* what large CAs have revoked */
#define LIMIT_SIGNATURE_BYTES   (256 * LIMIT_KIB)
#define LIMIT_SIGNATURE_TRIES   1000              /* keys for one OpenPGP signature, which names none */
#define LIMIT_SIGNATURE_TRIES_ALL 100000          /* in one run: a tree brings its own trust and history */
#define LIMIT_ATTESTATION_BYTES (8 * LIMIT_MIB)
#define LIMIT_BUNDLE_ENTRIES    250000            /* a page an item, and LIMIT_PLAN_ITEMS of those */
#define LIMIT_BUNDLE_FILE       (1024 * LIMIT_MIB)
#define LIMIT_BUNDLE_BYTES      (4096 * LIMIT_MIB)
#define LIMIT_BUNDLE_RATIO      1000              /* once 64 MiB are unpacked */
#define LIMIT_BUNDLE_GIT        (16 * LIMIT_MIB)  /* of a bundle's trees and commits */
#define LIMIT_BUNDLE_TICKS      10000             /* signed commits that fields rest on */
#define LIMIT_BUNDLE_SIGNOFFS   1000
#define LIMIT_SUMS_BYTES        (64 * LIMIT_MIB)
#define LIMIT_BUNDLE_JSON       (64 * LIMIT_MIB)

/* clang-format on */

#endif
