/*
 * artifact.h - one file of the tree under audit, or beside it: what it is, what
 * a reader made of it and what it is bound to.
 */
#ifndef MODEL_ARTIFACT_H
#define MODEL_ARTIFACT_H

#include "base/clock.h"
#include "base/span.h"
#include "model/fact.h"
#include "model/verdict.h"

#include <stdint.h>

enum artifact_origin {
	ORIGIN_TREE,
	ORIGIN_UNTRACKED, /* working tree, under an evidence root */
	ORIGIN_EXTERNAL,  /* from --evidence DIR outside the repository: path "@NAME/..." */
	ORIGIN_MEMBER,	  /* inside an archive: "bundle.zip!/junit.xml" */
	ORIGINS
};
extern const char *const artifact_origin_word[ORIGINS];

/* evidence.md section 9 */
enum artifact_status {
	ARTIFACT_OK,
	ARTIFACT_PARTIAL,
	ARTIFACT_EMPTY,
	ARTIFACT_TOOL_ERROR,
	ARTIFACT_UNSUPPORTED,
	ARTIFACT_AMBIGUOUS,
	ARTIFACT_TEMPLATE,
	ARTIFACT_LFS_POINTER,
	ARTIFACT_TOO_BIG,
	ARTIFACT_UNREADABLE,
	ARTIFACT_MISSING,
	ARTIFACT_STATUSES
};
extern const char *const artifact_status_word[ARTIFACT_STATUSES];

/* What kind of evidence a reader's facts are: verdicts.md, the table of families. */
enum family {
	FAMILY_NONE, /* present, opaque */
	FAMILY_TESTS,
	FAMILY_SCAN,
	FAMILY_SARIF,
	FAMILY_SBOM,
	FAMILY_COVERAGE,
	FAMILY_METRICS,
	FAMILY_WORKFLOW,
	FAMILY_DOCUMENT,
	FAMILY_ATTESTATION,
	FAMILY_SOURCE,   /* tests that sources declare */
	FAMILY_CONTROL,  /* results of a compliance catalogue */
	FAMILY_VEX,      /* statements about vulnerabilities */
	FAMILY_MANIFEST, /* what is deployed: Kubernetes, compose, Dockerfile */
	FAMILY_CONFIG,   /* alerts, dashboards, APIs, migrations, contracts, environment */
	FAMILY_VALUE,    /* any JSON, YAML, TOML or CSV */
	FAMILIES
};
extern const char *const family_word[FAMILIES];

struct artifact {
	int64_t id; /* in the store; 0 before */
	struct span path;      /* as it is shown: a secret in a name has a mark in its place */
	struct span real_path; /* then: where it lies; never stored */
	struct span slug; /* site address, given by audit/ */
	enum artifact_origin origin;
	/* ORIGIN_MEMBER: the archive that it lies in; never stored. */
	struct span container; /* its real path */
	enum artifact_origin container_origin;
	const char *packing; /* "gzip", "zip", "tar", "tar+gzip"; NULL: not packed */
	struct span oid; /* git blob, hex; empty where it is not in git */
	uint64_t size;
	char sha256[65]; /* hex, "" where it was not read */

	struct span format; /* the reader's name, or "none" */
	enum family family;
	unsigned reader_revision;
	enum artifact_status status;
	struct span reason; /* code of evidence.md section 11; empty iff ARTIFACT_OK */
	struct span detail; /* the sentence for people */
	size_t err_offset;
	unsigned err_line, err_column;

	struct fact_about about; /* spans in the run's arena */
	struct fact_counts counts;
	/*
	 * What it says by itself, with nobody's predicate: pass and fail only of what
	 * can show an outcome.  Filled by audit/shown.c.
	 */
	enum outcome outcome;

	bool in_roots;	/* under an evidence root */
	bool cited;	/* an item or a rule names it */
	bool withheld;	/* a secret was found: not copied, not sealed */
	struct span withheld_why;
	struct span raw_name; /* "raw/0123456789abcdef-junit.xml.txt", "" when withheld */

	/* Filled by audit/fresh.c. */
	enum freshness freshness;
	enum reason freshness_reason;
	struct span subject;	 /* commit the evidence is taken to be about, hex */
	struct span last_commit; /* that last changed the path, hex; empty: unknown */
	int64_t last_commit_at;
	struct span changed; /* a path in scope that changed since, for the sentence */
	uint64_t changed_count;
};

/* Where its bytes lie in the end: a member lies where its archive does. */
static inline enum artifact_origin artifact_home(const struct artifact *artifact)
{
	return artifact->origin == ORIGIN_MEMBER ? artifact->container_origin
						 : artifact->origin;
}

#endif
