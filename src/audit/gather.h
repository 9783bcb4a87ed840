/*
 * gather.h - which files are evidence, and what they say.
 *
 * Every file under an evidence root, every file that a plan names, and the
 * workflows become artifacts; each is read once, in path order, and its facts go
 * to the store.  A file that cannot be read costs its artifact, never the run.
 */
#ifndef AUDIT_GATHER_H
#define AUDIT_GATHER_H

#include "audit/run.h"
#include "audit/seen.h"
#include "base/table.h"
#include "repo/walk.h"

/* A file from --evidence DIR. */
struct external {
	struct span path;  /* "@NAME/..." */
	const char *root;  /* folder on disk */
	struct span below; /* path below it */
};

struct gather {
	struct repo *repo;
	struct seen *seen; /* asks about files beside the tree */
	struct store *store;
	const struct audit_options *options;
	const struct config *config;
	const struct tree *tree;
	struct report *report; /* artifacts, findings and inputs go here */
	struct arena *arena;
	struct table *by_path;           /* artifact path -> its index, a size_t */
	struct table *plan_paths;        /* plans are no evidence */
	struct table *raw_names;         /* sha256 -> the raw name its bytes have */
	struct table *raw_taken;         /* raw name -> itself */
	LIST(struct external) externals; /* where "@NAME/..." lies on disk */
	size_t archives_seen;            /* artifacts up to here were looked into */
	uint64_t bytes_left;             /* of LIMIT_RUN_BYTES */
};

/* Files under the evidence roots of tree, work tree and --evidence folders. */
int gather_roots(struct gather *gather, struct err *err);

/*
 * Members of the archives among the artifacts added since the last call: an
 * archive is known by its name here (.zip, .tar, .tgz, .tar.gz) and by its bytes,
 * because plans may name its members before anything is read.
 */
void gather_archives(struct gather *gather);

/* Workflows, which items speak of without naming them. */
void gather_workflows(struct gather *gather);

/*
 * A file of the tree that a plan names: marks it cited, adds it when it is new.
 * Links and submodules get a row that says that nobody follows them.
 */
void gather_cited(struct gather *gather, const struct tree_entry *entry);

/* The same for one that is not there: a row with status missing and a reason. */
enum missing {
	MISSING_NOWHERE,
	MISSING_REMOVED,   /* it was in the tree once */
	MISSING_UNTRACKED, /* it is in the work tree, outside every root: not read */
	MISSING_IGNORED,   /* by git */
	MISSINGS
};
void gather_missing(struct gather *gather, struct span path, enum missing why);

/* Where the artifact lies, which is not what is shown of it. */
struct span gather_place(const struct artifact *artifact);

/* The bytes of an artifact that is no member, in `arena`. */
int gather_bytes(struct span *out, struct gather *gather,
		 const struct artifact *artifact, struct arena *arena, struct err *err);

/* Sort by path, then read every one; the report's list is final afterwards. */
int gather_read(struct gather *gather, struct err *err);

/* Index in the report, or ARTIFACT_NONE. */
size_t gather_find(const struct gather *gather, struct span path);

/*
 * The name under which options->keep has a copy of an earlier run, of bytes with that
 * digest; empty where it has none.
 */
struct span gather_earlier(struct gather *gather, struct span path, const char *sha256,
			   uint64_t size);

/* gather_keep() for bytes that gather_earlier() has named. */
int gather_keep_earlier(struct span *out, struct gather *gather, struct span path,
			const char *sha256, struct span earlier, struct err *err);

/*
 * Name of the raw copy of bytes with that digest, and hand the bytes to
 * options->keep where they are new: seal.md section 2.1.
 */
int gather_keep(struct span *out, struct gather *gather, struct span path,
		const char *sha256, struct span bytes, struct err *err);

/*
 * The file beside one from --evidence, named like it with `suffix` behind.  Of a
 * member it is the one beside its archive.  ERR_ABSENT where there is none.
 */
int gather_sidecar(struct span *out, const struct gather *gather,
		   const struct artifact *artifact, const char *suffix, size_t limit,
		   struct arena *arena);

/* Whether muster itself writes there: never plan, evidence or scope. */
bool gather_is_own(const struct audit_options *options, struct span path);

#endif
