#include "audit/fresh.h"

#include "audit/born.h"
#include "audit/discover.h"
#include "audit/imprint.h"
#include "audit/sidecar.h"
#include "base/path.h"
#include "base/table.h"
#include "text/glob.h"

/* What was found out about one commit as a subject, for one scope. */
struct about {
	struct freshness_answer answer;
};

#define STATED_SCOPES                                                                  \
	256 /* scopes that statements name, and imprints that are compared */

/* The run's scope, a rule's own, or one that a statement names. */
struct own_scope {
	struct fresh *fresh;
	const struct config_rule *rule; /* NULL: the run's */
	const struct imprint_scope *stated;
	struct table *declared;   /* subject commit to struct about */
	struct table *undeclared; /* last commit to struct about */
};

/* What an artifact is bound to, by itself or by a statement that names its digest. */
struct binding {
	struct span commit;
	struct span scope, scope_digest; /* struct fact_about */
};

/* Of one artifact, all that are of equal worth: the best of them counts. */
struct bindings {
	LIST(struct binding) at;
};

struct fresh {
	const struct fresh_source *source;
	struct arena *arena;
	struct table *plans;             /* paths that are no scope */
	struct table *evidence;          /* reports, wherever they lie */
	LIST(struct own_scope *) scopes; /* the first is the run's */
	struct bindings *bindings;       /* one an artifact; set by fresh_all() */
	struct table *attested;          /* sha256 to struct bindings */
	struct table *stated;            /* scope's text to struct own_scope */
	struct table *imprints;          /* scope's text to its digest in this tree */
	struct table *births; /* path to struct births, of what is inferred */
	size_t stated_count, imprint_count, compared;
	bool met_shallow;
};

/* A report is made from the scope; it is never part of it. */
static bool is_report(const struct artifact *artifact)
{
	switch (artifact->family) {
	case FAMILY_TESTS:
	case FAMILY_SCAN:
	case FAMILY_SARIF:
	case FAMILY_SBOM:
	case FAMILY_COVERAGE:
	case FAMILY_METRICS:
	case FAMILY_ATTESTATION:
	case FAMILY_CONTROL:
	case FAMILY_VEX:
		return true;
	case FAMILY_NONE:
	case FAMILY_WORKFLOW:
	case FAMILY_DOCUMENT:
	case FAMILY_SOURCE:
	case FAMILY_MANIFEST:
	case FAMILY_CONFIG:
	case FAMILY_VALUE:
	case FAMILIES:
		break;
	}
	return false;
}

static struct own_scope *add_scope(struct fresh *fresh, const struct config_rule *rule)
{
	struct own_scope *scope = ARENA_NEW(fresh->arena, struct own_scope);

	scope->fresh = fresh;
	scope->rule = rule;
	scope->declared = table_new(fresh->arena);
	scope->undeclared = table_new(fresh->arena);
	*LIST_ADD(fresh->arena, &fresh->scopes) = scope;
	return scope;
}

/* The file that history knows: a member's is its archive. */
static struct span file_of(const struct artifact *artifact)
{
	return artifact->origin == ORIGIN_MEMBER ? artifact->container : artifact->path;
}

struct fresh *fresh_new(const struct fresh_source *source, struct arena *arena)
{
	struct fresh *fresh = ARENA_NEW(arena, struct fresh);
	const struct report *report = source->report;

	fresh->source = source;
	fresh->arena = arena;
	fresh->plans = table_new(arena);
	fresh->evidence = table_new(arena);
	fresh->attested = table_new(arena);
	fresh->stated = table_new(arena);
	fresh->imprints = table_new(arena);
	fresh->births = table_new(arena);
	for (size_t i = 0; i < report->plans.count; i++)
		*table_slot_borrowed(fresh->plans, report->plans.at[i].plan.path) =
			fresh;
	for (size_t i = 0; i < report->artifacts.count; i++)
		if (is_report(&report->artifacts.at[i]))
			*table_slot_borrowed(fresh->evidence,
					     file_of(&report->artifacts.at[i])) = fresh;
	add_scope(fresh, NULL);
	return fresh;
}

static bool is_evidence(const struct fresh *fresh, struct span path)
{
	const struct config *config = fresh->source->config;

	for (size_t i = 0; i < config->evidence.count; i++)
		if (path_is_below(path, config->evidence.at[i]))
			return true;
	return table_get(fresh->evidence, path) != NULL ||
	       (span_ends(path, SIDECAR_SUFFIX) &&
		table_get(fresh->evidence,
			  span_sub(path, 0, path.len - strlen(SIDECAR_SUFFIX))) !=
			NULL);
}

static bool fits(const struct span *patterns, size_t count, struct span path)
{
	for (size_t i = 0; i < count; i++)
		if (glob_match(patterns[i], path, GLOB_NOCASE))
			return true;
	return false;
}

/* Evidence and what muster writes are never scope; plans and documents by default. */
static bool in_scope(void *ctx, struct span path)
{
	const struct own_scope *scope = ctx;
	const struct fresh *fresh = scope->fresh;
	const struct fresh_source *source = fresh->source;

	if (is_evidence(fresh, path) ||
	    (source->is_own && source->is_own(source->ctx, path)))
		return false;
	if (scope->stated)
		return imprint_has(scope->stated, path);
	if (scope->rule)
		return fits(scope->rule->scope.at, scope->rule->scope.count, path);
	if (source->config->scope.count > 0)
		return fits(source->config->scope.at, source->config->scope.count,
			    path);
	return !table_get(fresh->plans, path) && !discover_is_markdown(path) &&
	       !path_is_below(path, SPAN_LIT("docs")) &&
	       !path_is_below(path, SPAN_LIT("checklists/checks")) &&
	       !span_is(path, "muster.conf");
}

static struct own_scope *scope_of(struct fresh *fresh, const struct config_rule *rule)
{
	if (!rule || rule->scope.count == 0)
		return fresh->scopes.at[0];
	for (size_t i = 1; i < fresh->scopes.count; i++)
		if (fresh->scopes.at[i]->rule == rule && !fresh->scopes.at[i]->stated)
			return fresh->scopes.at[i];
	return add_scope(fresh, rule);
}

static bool has_any(struct own_scope *scope)
{
	const struct tree *tree = scope->fresh->source->tree;

	for (size_t i = 0; i < tree->entries.count; i++)
		if (in_scope(scope, tree->entries.at[i].path))
			return true;
	return false;
}

/*
 * The scope that a statement names for itself: the run's where it names all, or
 * nothing that is there, which nothing could ever make stale.
 */
static struct own_scope *stated_scope(struct fresh *fresh, struct span lines)
{
	struct own_scope *scope = fresh->scopes.at[0];
	struct imprint_scope *stated;
	void **slot;

	if (lines.len == 0)
		return scope;
	slot = table_slot(fresh->stated, lines);
	if (*slot)
		return *slot;
	*slot = scope;
	stated = ARENA_NEW(fresh->arena, struct imprint_scope);
	if (fresh->stated_count++ >= STATED_SCOPES ||
	    !imprint_read(stated, lines, fresh->arena) || imprint_is_whole(stated))
		return scope;
	scope = add_scope(fresh, NULL);
	scope->stated = stated;
	if (has_any(scope))
		*slot = scope;
	return *slot;
}

int fresh_commit_changes(struct scope_change *out, struct fresh *fresh,
			 const struct artifact *artifact,
			 const struct config_rule *rule, struct span commit,
			 struct err *err)
{
	struct own_scope *scope = scope_of(fresh, rule);
	struct scope paths = { in_scope, scope };

	if (scope == fresh->scopes.at[0] && artifact->about.scope_digest.len > 0)
		paths.ctx = stated_scope(fresh, artifact->about.scope);
	return repo_commit_changes(out, fresh->source->repo, commit, &paths,
				   fresh->arena, err);
}

bool fresh_in_scope(struct fresh *fresh, const struct config_rule *rule,
		    struct span path)
{
	return in_scope(scope_of(fresh, rule), path);
}

bool fresh_scope_has_any(struct fresh *fresh, const struct config_rule *rule)
{
	return has_any(scope_of(fresh, rule));
}

bool fresh_met_shallow(const struct fresh *fresh)
{
	return fresh->met_shallow;
}

static void set_answer(struct freshness_answer *out, enum freshness freshness,
		       enum reason reason)
{
	out->freshness = freshness;
	out->reason = reason;
}

static void set_cut_short(struct freshness_answer *out, struct fresh *fresh)
{
	fresh->met_shallow = true;
	set_answer(out, FRESHNESS_UNDATED, REASON_SHALLOW_HISTORY);
}

/* 1 changed, 0 not, -ERR_ABSENT where an object of history is not in this clone. */
static int scope_changed(struct freshness_answer *out, struct own_scope *scope,
			 struct span from, struct err *err)
{
	const struct fresh_source *source = scope->fresh->source;
	struct scope paths = { in_scope, scope };
	struct scope_change change;
	struct err trouble = { 0 };
	int rc = repo_scope_change(&change, source->repo, from, source->commit->id,
				   &paths, scope->fresh->arena, &trouble);

	if (rc == -ERR_ABSENT)
		return rc;
	if (rc < 0) {
		*err = trouble;
		return rc;
	}
	out->changed = change.first;
	out->changed_count = change.count;
	return change.count > 0;
}

/* A subject that somebody declared: this commit, one before it, or a stranger. */
static int date_declared(struct freshness_answer *out, struct own_scope *scope,
			 struct span subject, struct err *err)
{
	struct fresh *fresh = scope->fresh;
	const struct fresh_source *source = fresh->source;
	struct err trouble = { 0 };
	bool is_ancestor = false;
	int rc;

	if (span_eq(subject, source->commit->id) ||
	    span_eq(subject, source->commit->tree)) {
		set_answer(out, FRESHNESS_EXACT, REASON_EXACT);
		return 0;
	}
	if (!repo_has_commit(source->repo, subject)) {
		/* In a shallow clone it may be an ancestor that was not fetched. */
		if (source->shallow)
			set_cut_short(out, fresh);
		else
			set_answer(out, FRESHNESS_FOREIGN, REASON_FOREIGN_SUBJECT);
		return 0;
	}
	rc = repo_is_ancestor(&is_ancestor, source->repo, subject, source->commit->id,
			      &trouble);
	if (rc == -ERR_ABSENT) {
		set_cut_short(out, fresh);
		return 0;
	}
	if (rc < 0) {
		*err = trouble;
		return rc;
	}
	if (!is_ancestor) {
		set_answer(out, FRESHNESS_FOREIGN, REASON_FOREIGN_SUBJECT);
		return 0;
	}
	rc = scope_changed(out, scope, subject, err);
	if (rc == -ERR_ABSENT)
		set_cut_short(out, fresh);
	else if (rc > 0)
		set_answer(out, FRESHNESS_STALE, REASON_SCOPE_CHANGED);
	else if (rc == 0)
		set_answer(out, FRESHNESS_CARRIED, REASON_CARRIED);
	return rc == -ERR_ABSENT || rc >= 0 ? 0 : rc;
}

/* Nothing declared: the bytes came with commit `last`, made from what was there. */
static int date_undeclared(struct freshness_answer *out, struct own_scope *scope,
			   struct span last, struct err *err)
{
	struct fresh *fresh = scope->fresh;
	struct scope paths = { in_scope, scope };
	struct scope_change change;
	struct err trouble = { 0 };
	int rc = scope_changed(out, scope, last, err);

	if (rc == -ERR_ABSENT) {
		set_cut_short(out, fresh);
		return 0;
	}
	if (rc < 0)
		return rc;
	if (rc > 0) {
		set_answer(out, FRESHNESS_STALE, REASON_SCOPE_CHANGED);
		return 0;
	}
	rc = repo_commit_changes(&change, fresh->source->repo, last, &paths,
				 fresh->arena, &trouble);
	if (rc == -ERR_ABSENT) {
		set_cut_short(out, fresh);
		return 0;
	}
	if (rc < 0) {
		*err = trouble;
		return rc;
	}
	if (change.count == 0) {
		set_answer(out, FRESHNESS_INFERRED, REASON_INFERRED);
		return 0;
	}
	set_answer(out, FRESHNESS_UNDATED, REASON_MIXED_COMMIT);
	out->changed = change.first;
	out->changed_count = change.count;
	return 0;
}

/* Ask once for each commit and scope. */
static int remember(struct freshness_answer *out, struct table *table,
		    struct span commit,
		    int (*date)(struct freshness_answer *out, struct own_scope *scope,
				struct span commit, struct err *err),
		    struct own_scope *scope, struct err *err)
{
	void **slot = table_slot(table, commit);
	struct about *about = *slot;
	int rc;

	if (!about) {
		about = ARENA_NEW(scope->fresh->arena, struct about);
		rc = date(&about->answer, scope, commit, err);
		if (rc < 0)
			return rc;
		*slot = about;
	}
	*out = about->answer;
	return 0;
}

/* The digest of what those patterns name in the audited tree; "" past the limit. */
static const char *imprint_of_tree(struct fresh *fresh, struct span lines,
				   const struct imprint_scope *scope)
{
	const struct tree *tree = fresh->source->tree;
	void **slot = table_slot(fresh->imprints, lines);
	char *digest = *slot;

	if (digest)
		return digest;
	digest = ARENA_ARRAY(fresh->arena, char, DIGEST_TEXT);
	*slot = digest;
	if (fresh->imprint_count++ < STATED_SCOPES)
		imprint_digest(digest, tree->entries.at, tree->entries.count, scope);
	return digest;
}

/*
 * No commit held what it was made from when it was made; this one may.  Only where
 * the imprint covers all that counts here can it tell.
 */
static void date_imprint(struct freshness_answer *out, struct own_scope *scope,
			 const struct binding *binding)
{
	struct fresh *fresh = scope->fresh;
	const struct tree *tree = fresh->source->tree;
	struct imprint_scope stated;
	const char *digest;

	set_answer(out, FRESHNESS_UNDATED, REASON_UNDATED);
	if (!digest_is_hex(binding->scope_digest) ||
	    fresh->compared++ >= STATED_SCOPES ||
	    !imprint_read(&stated, binding->scope, fresh->arena))
		return;
	for (size_t i = 0; i < tree->entries.count; i++)
		if (in_scope(scope, tree->entries.at[i].path) &&
		    !imprint_has(&stated, tree->entries.at[i].path))
			return;
	digest = imprint_of_tree(fresh, binding->scope, &stated);
	if (digest[0] != '\0' && span_is(binding->scope_digest, digest))
		set_answer(out, FRESHNESS_EXACT, REASON_EXACT);
	else if (digest[0] != '\0')
		set_answer(out, FRESHNESS_STALE, REASON_SCOPE_CHANGED);
}

/* `rule` NULL: the scope that the binding names, or the run's. */
static int date_binding(struct freshness_answer *out, struct fresh *fresh,
			const struct binding *binding, const struct config_rule *rule,
			struct err *err)
{
	struct own_scope *scope =
		rule ? scope_of(fresh, rule) : stated_scope(fresh, binding->scope);

	*out = (struct freshness_answer){ 0 };
	if (binding->commit.len > 0)
		return remember(out, scope->declared, binding->commit, date_declared,
				scope, err);
	date_imprint(out, scope, binding);
	return 0;
}

/*
 * Bytes that history had before the file are as old as they were there.  A copy of a
 * file that is still there may also be a second report of the same words: nobody can
 * tell.
 */
static int date_births(struct freshness_answer *out, struct own_scope *scope,
		       const struct births *births, struct err *err)
{
	for (size_t i = 0; births && i < births->at.count; i++) {
		const struct birth *birth = &births->at.at[i];
		struct freshness_answer one;
		int rc = remember(&one, scope->undeclared, birth->commit,
				  date_undeclared, scope, err);

		if (rc < 0)
			return rc;
		if (birth->copied && one.freshness == FRESHNESS_STALE)
			set_answer(&one, FRESHNESS_UNDATED, REASON_UNDATED);
		if (one.freshness <= out->freshness)
			continue;
		*out = one;
		out->born = birth->commit;
	}
	return 0;
}

static int date_in_scope(struct freshness_answer *out, struct fresh *fresh,
			 const struct artifact *artifact,
			 const struct config_rule *rule, struct err *err)
{
	size_t index = (size_t)(artifact - fresh->source->report->artifacts.at);
	const struct bindings *bindings = &fresh->bindings[index];

	for (size_t i = 0; i < bindings->at.count; i++) {
		struct freshness_answer one;
		int rc = date_binding(&one, fresh, &bindings->at.at[i], rule, err);

		if (rc < 0)
			return rc;
		if (i == 0 || one.freshness < out->freshness)
			*out = one;
	}
	if (bindings->at.count > 0)
		return 0;
	*out = (struct freshness_answer){ 0 };
	if (artifact->last_commit.len > 0) {
		struct own_scope *scope = scope_of(fresh, rule);
		int rc = remember(out, scope->undeclared, artifact->last_commit,
				  date_undeclared, scope, err);

		if (rc < 0 || out->freshness != FRESHNESS_INFERRED)
			return rc;
		return date_births(out, scope,
				   table_get(fresh->births, file_of(artifact)), err);
	}
	set_answer(out, FRESHNESS_UNDATED, REASON_UNDATED);
	if (artifact_home(artifact) == ORIGIN_TREE && fresh->source->shallow)
		set_cut_short(out, fresh);
	return 0;
}

/* The sidecar's bytes, tracked or beside an untracked file; empty for none. */
static struct span read_sidecar(struct fresh *fresh, const struct artifact *artifact)
{
	const struct fresh_source *source = fresh->source;
	struct span path = arena_printf(fresh->arena, "%.*s" SIDECAR_SUFFIX,
					SPAN_ARG(file_of(artifact)));
	const struct tree_entry *entry = tree_find(source->tree, path);
	struct err ignored = { 0 }; /* one that cannot be read binds nothing */
	struct span bytes = SPAN_EMPTY;
	int rc = -1;

	if (entry && entry->mode != TREE_SYMLINK && entry->mode != TREE_SUBMODULE)
		rc = repo_blob(&bytes, source->repo, entry->id, SIDECAR_BYTES,
			       fresh->arena, &ignored);
	else if (!entry && artifact_home(artifact) == ORIGIN_UNTRACKED)
		rc = seen_read(&bytes, source->seen, path, SIDECAR_BYTES, fresh->arena,
			       &ignored);
	else if (artifact_home(artifact) == ORIGIN_EXTERNAL && source->sidecar)
		rc = source->sidecar(source->ctx, &bytes, artifact, fresh->arena);
	return rc < 0 ? SPAN_EMPTY : sidecar_commit(path, bytes, fresh->arena);
}

/* All that is declared must agree; false where it does not. */
static bool agree(struct span *subject, struct span other)
{
	if (other.len == 0)
		return true;
	if (subject->len == 0)
		*subject = other;
	return span_eq(*subject, other);
}

static void bind(struct fresh *fresh, struct bindings *bindings,
		 const struct binding *binding)
{
	for (size_t i = 0; i < bindings->at.count; i++)
		if (span_eq(bindings->at.at[i].commit, binding->commit) &&
		    span_eq(bindings->at.at[i].scope, binding->scope) &&
		    span_eq(bindings->at.at[i].scope_digest, binding->scope_digest))
			return;
	if (bindings->at.count < STATED_SCOPES)
		*LIST_ADD(fresh->arena, &bindings->at) = *binding;
}

/* Whether a statement says what it was made from: one, not several of them. */
static bool states_scope(const struct artifact *artifact)
{
	return artifact->family == FAMILY_ATTESTATION &&
	       artifact->counts.attestations == 1 &&
	       artifact->about.scope_digest.len > 0;
}

static struct binding binding_of(const struct artifact *artifact)
{
	struct binding binding = { 0 };

	if (is_commit_id(artifact->about.subject_commit))
		binding.commit = artifact->about.subject_commit;
	if (states_scope(artifact)) {
		binding.scope = artifact->about.scope;
		binding.scope_digest = artifact->about.scope_digest;
	}
	return binding;
}

static bool binds(const struct binding *binding)
{
	return binding->commit.len > 0 || binding->scope_digest.len > 0;
}

/* A statement names this file by its digest: evidence.md section 7. */
static bool bind_attested(struct fresh *fresh, struct bindings *bindings,
			  const struct artifact *artifact, struct span subject)
{
	const struct bindings *attested =
		artifact->sha256[0] && artifact->family != FAMILY_ATTESTATION
			? table_get(fresh->attested, span_of(artifact->sha256))
			: NULL;
	bool agreed = !attested || subject.len == 0;

	for (size_t i = 0; attested && i < attested->at.count; i++) {
		const struct binding *one = &attested->at.at[i];

		if (subject.len > 0 && one->commit.len > 0 &&
		    !span_eq(one->commit, subject))
			continue;
		agreed = true;
		bind(fresh, bindings, one);
	}
	return agreed;
}

/* False where two sources disagree. */
static bool find_bindings(struct fresh *fresh, struct artifact *artifact)
{
	size_t index = (size_t)(artifact - fresh->source->report->artifacts.at);
	struct bindings *bindings = &fresh->bindings[index];
	struct binding own = binding_of(artifact);
	bool agreed = agree(&own.commit, read_sidecar(fresh, artifact));

	if (artifact_home(artifact) != ORIGIN_TREE)
		agreed = agree(&own.commit, fresh->source->subject) && agreed;
	agreed = bind_attested(fresh, bindings, artifact, own.commit) && agreed;
	if (binds(&own) && bindings->at.count == 0)
		bind(fresh, bindings, &own);
	artifact->subject = own.commit;
	if (own.commit.len == 0 && bindings->at.count > 0)
		artifact->subject = bindings->at.at[0].commit;
	return agreed;
}

/* ---- files that statements name ------------------------------------------ */

struct attest_walk {
	struct fresh *fresh;
	struct binding binding;
};

static int see_subject(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_subject *subject = &fact->as.subject;
	struct attest_walk *walk = ctx;
	struct fresh *fresh = walk->fresh;
	void **slot;

	(void)err;
	if (!span_is(subject->algorithm, "sha256") || !digest_is_hex(subject->digest))
		return 0;
	slot = table_slot(fresh->attested, subject->digest);
	if (!*slot)
		*slot = ARENA_NEW(fresh->arena, struct bindings);
	bind(fresh, *slot, &walk->binding);
	return 0;
}

static int learn_attested(struct fresh *fresh, struct err *err)
{
	const struct fresh_source *source = fresh->source;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < source->report->artifacts.count; i++) {
		const struct artifact *artifact = &source->report->artifacts.at[i];
		struct attest_walk walk = { fresh, binding_of(artifact) };
		struct fact_sink sink = { see_subject, &walk };

		if (artifact->family != FAMILY_ATTESTATION || !binds(&walk.binding) ||
		    artifact->counts.attested_subjects == 0 || !source->each)
			continue;
		if (artifact->status == ARTIFACT_OK)
			rc = source->each(source->each_ctx, artifact, FACT_SUBJECT, 0,
					  &sink, err);
	}
	return rc;
}

static void mark_conflict(struct artifact *artifact)
{
	artifact->status = ARTIFACT_AMBIGUOUS;
	artifact->reason = SPAN_LIT("subject-conflict");
	artifact->detail = SPAN_LIT("it is declared to be about two different commits");
	artifact->freshness = FRESHNESS_UNDATED;
	artifact->freshness_reason = REASON_UNDATED;
	artifact->subject = SPAN_EMPTY;
}

static int date_artifact(struct fresh *fresh, struct artifact *artifact,
			 struct err *err)
{
	size_t index = (size_t)(artifact - fresh->source->report->artifacts.at);
	struct freshness_answer answer;
	int rc;

	if (!find_bindings(fresh, artifact)) {
		mark_conflict(artifact);
		return 0;
	}
	rc = date_in_scope(&answer, fresh, artifact, NULL, err);
	if (rc < 0)
		return rc;
	/* What its imprint binds to this commit is about it. */
	if (artifact->subject.len == 0 && answer.freshness == FRESHNESS_EXACT)
		artifact->subject = fresh->source->commit->id;
	if (fresh->bindings[index].at.count == 0)
		artifact->subject =
			answer.born.len > 0 ? answer.born : artifact->last_commit;
	artifact->freshness = answer.freshness;
	artifact->freshness_reason = answer.reason;
	artifact->changed = answer.changed;
	artifact->changed_count = answer.changed_count;
	return 0;
}

/* One call for all of the tree's; the others are in no commit. */
/* What is in an archive changed when the archive did. */
static void date_members(struct report *report, struct arena *arena)
{
	struct table *files = table_new(arena);

	for (size_t i = 0; i < report->artifacts.count; i++) {
		struct artifact *artifact = &report->artifacts.at[i];
		const struct artifact *archive;

		if (artifact->origin != ORIGIN_MEMBER) {
			*table_slot_borrowed(files, artifact->path) = artifact;
			continue;
		}
		/* By path, so the archive stands before its members. */
		archive = table_get(files, artifact->container);
		if (!archive)
			continue;
		artifact->last_commit = archive->last_commit;
		artifact->last_commit_at = archive->last_commit_at;
	}
}

static int date_paths(struct fresh *fresh, struct err *err)
{
	struct report *report = fresh->source->report;
	size_t all = report->artifacts.count, count = 0;
	struct path_age *ages = ARENA_ARRAY(fresh->arena, struct path_age, all + 1);
	size_t *index = ARENA_ARRAY(fresh->arena, size_t, all + 1);
	struct err trouble = { 0 };
	int rc;

	for (size_t i = 0; i < all; i++) {
		struct artifact *artifact = &report->artifacts.at[i];

		artifact->last_commit = SPAN_EMPTY;
		artifact->last_commit_at = CLOCK_NONE;
		if (artifact->origin != ORIGIN_TREE ||
		    artifact->status == ARTIFACT_MISSING)
			continue;
		ages[count].path = artifact->path;
		index[count++] = i;
	}
	rc = repo_ages(ages, count, fresh->source->repo, fresh->source->commit->id,
		       fresh->arena, &trouble);
	if (rc == -ERR_ABSENT) {
		fresh->met_shallow = true;
		return 0;
	}
	if (rc < 0) {
		*err = trouble;
		return rc;
	}
	for (size_t i = 0; i < count; i++) {
		struct artifact *artifact = &report->artifacts.at[index[i]];

		if (!ages[i].known)
			continue;
		artifact->last_commit = ages[i].commit;
		artifact->last_commit_at = ages[i].changed_at;
	}
	date_members(report, fresh->arena);
	return 0;
}

/* Files of the tree that nothing but their last commit dates, in whatever scope. */
static int learn_births(struct fresh *fresh, struct err *err)
{
	const struct fresh_source *source = fresh->source;
	const struct report *report = source->report;
	const struct born_source history = {
		.repo = source->repo,
		.commit = source->commit->id,
		.tree = source->tree,
		.roots = source->config->evidence.at,
		.root_count = source->config->evidence.count,
	};
	struct born_file *files = ARENA_ARRAY(fresh->arena, struct born_file,
					      report->artifacts.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < report->artifacts.count; i++) {
		const struct artifact *artifact = &report->artifacts.at[i];
		const struct tree_entry *entry;

		if (fresh->bindings[i].at.count > 0 ||
		    artifact->last_commit.len == 0 ||
		    artifact_home(artifact) != ORIGIN_TREE)
			continue;
		entry = tree_find(source->tree, file_of(artifact));
		if (entry)
			files[count++] = (struct born_file){ entry->path, entry->id,
							     artifact->last_commit };
	}
	return born_find(fresh->births, &history, files, count, fresh->arena, err);
}

int fresh_all(struct fresh *fresh, struct err *err)
{
	struct report *report = fresh->source->report;
	int rc;

	fresh->bindings =
		ARENA_ARRAY(fresh->arena, struct bindings, report->artifacts.count + 1);
	rc = date_paths(fresh, err);
	if (rc == 0)
		rc = learn_attested(fresh, err);
	for (size_t i = 0; rc == 0 && i < report->artifacts.count; i++)
		if (report->artifacts.at[i].status != ARTIFACT_MISSING)
			rc = date_artifact(fresh, &report->artifacts.at[i], err);
	if (rc == 0)
		rc = learn_births(fresh, err);
	for (size_t i = 0; rc == 0 && i < report->artifacts.count; i++)
		if (table_get(fresh->births, file_of(&report->artifacts.at[i])))
			rc = date_artifact(fresh, &report->artifacts.at[i], err);
	return rc;
}

int fresh_for_rule(struct freshness_answer *out, struct fresh *fresh,
		   const struct artifact *artifact, const struct config_rule *rule,
		   struct err *err)
{
	if (!rule || rule->scope.count == 0 || artifact->status == ARTIFACT_AMBIGUOUS) {
		*out = (struct freshness_answer){
			.freshness = artifact->freshness,
			.reason = artifact->freshness_reason,
			.changed = artifact->changed,
			.changed_count = artifact->changed_count,
		};
		return 0;
	}
	return date_in_scope(out, fresh, artifact, rule, err);
}
