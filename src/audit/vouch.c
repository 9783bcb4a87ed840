#include "audit/vouch.h"

#include "audit/sidecar.h"
#include "base/clock.h"
#include "base/limits.h"
#include "trust/commitsig.h"
#include "trust/endorse.h"

#define SHOWN_PATH 200 /* bytes of a path in a sentence */

/* One good signature over a file's bytes. */
struct voucher {
	struct commitsig sig;
	struct span where;  /* "evidence/junit.xml.sig", "commit 0123456789ab" */
	struct span commit; /* full hex, where a commit is it */
	struct span stamped_by, stamp_why; /* of the time stamp over it */
	int64_t stamped_at;
	size_t statement; /* its artifact, where a statement is it; or ARTIFACT_NONE */
};

/* What is known of one file, for one family. */
struct vouched {
	LIST(struct voucher) good;
	struct span bad;     /* a sentence about what does not hold; or empty */
	struct span refused; /* why the first that holds does not count; or empty */
};

/* Statements that name one digest. */
struct naming {
	LIST(size_t) at;
};

struct known_commit {
	struct commitsig sig;
	struct commit_split split;
	bool known;
};

struct vouching {
	const struct vouch_source *source;
	struct report *report;
	struct endorser *endorser;
	struct commitsig_verifier *verifier;
	struct arena *arena;
	struct arena *bytes;    /* one file, for a moment */
	struct vouched **files; /* one an artifact, once it was looked at */
	struct table *named;    /* digest to struct naming */
	struct table *commits;  /* by id */
	struct table *said;     /* places of signatures that a finding is about */
};

/* Whoever set the mark, as far as history says. */
struct claimant {
	struct span mail, committer, signer, commit;
	bool unknown;
};

/* ---- statements that name files --------------------------------------------- */

struct naming_walk {
	struct vouching *v;
	size_t artifact;
};

static int see_subject(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_subject *subject = &fact->as.subject;
	const struct naming_walk *walk = ctx;
	struct naming *naming;
	void **slot;

	(void)err;
	if (!span_is(subject->algorithm, "sha256") || !digest_is_hex(subject->digest))
		return 0;
	slot = table_slot(walk->v->named, subject->digest);
	if (!*slot)
		*slot = ARENA_NEW(walk->v->arena, struct naming);
	naming = *slot;
	if (naming->at.count == 0 ||
	    naming->at.at[naming->at.count - 1] != walk->artifact)
		*LIST_ADD(walk->v->arena, &naming->at) = walk->artifact;
	return 0;
}

static int learn_names(struct vouching *v, struct err *err)
{
	const struct fact_source *facts = &v->source->facts;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < v->report->artifacts.count; i++) {
		const struct artifact *artifact = &v->report->artifacts.at[i];
		struct naming_walk walk = { v, i };
		const struct fact_sink sink = { see_subject, &walk };

		if (artifact->family == FAMILY_ATTESTATION && facts->each &&
		    artifact->counts.attested_subjects > 0)
			rc = facts->each(facts->ctx, artifact, FACT_SUBJECT, 0, &sink,
					 err);
	}
	return rc;
}

static const struct naming *naming_of(const struct vouching *v,
				      const struct artifact *artifact)
{
	return artifact->sha256[0] ? table_get(v->named, span_of(artifact->sha256))
				   : NULL;
}

/* ---- signatures over one file ------------------------------------------------ */

/* A signature is told once, whatever rests on the file. */
static void say_bad(struct vouching *v, struct span where, struct span why)
{
	void **slot = table_slot(v->said, where);

	if (*slot)
		return;
	*slot = v;
	*LIST_ADD(v->arena, &v->report->findings) = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("evidence-signature")),
		.path = where,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = arena_printf(v->arena, "the signature does not hold: %.*s",
					SPAN_ARG(why)),
	};
}

static void take(struct vouching *v, struct vouched *file, const struct voucher *one)
{
	const struct commitsig *sig = &one->sig;

	if (sig->state == COMMITSIG_NONE)
		return;
	if (sig->state == COMMITSIG_GOOD) {
		*LIST_ADD(v->arena, &file->good) = *one;
		return;
	}
	if (sig->state == COMMITSIG_BAD && one->commit.len == 0) {
		say_bad(v, one->where, sig->why);
		if (file->bad.len == 0)
			file->bad = arena_printf(
				v->arena, "The signature in %.*s does not hold: %.*s.",
				SPAN_ARG(span_sub(one->where, 0, SHOWN_PATH)),
				SPAN_ARG(sig->why));
	} else if (file->refused.len == 0) {
		file->refused = arena_printf(
			v->arena, "The signature in %.*s does not count: %.*s%s%.*s.",
			SPAN_ARG(span_sub(one->where, 0, SHOWN_PATH)),
			SPAN_ARG(sig->why), sig->fingerprint.len > 0 ? "; key " : "",
			SPAN_ARG(sig->fingerprint));
	}
}

static void take_all(struct vouching *v, struct vouched *file,
		     const struct endorsements *all, struct span where,
		     size_t statement)
{
	for (size_t i = 0; i < all->count; i++) {
		struct voucher one = { .sig = all->at[i],
				       .where = where,
				       .stamped_by = all->stamped_by,
				       .stamp_why = all->stamp_why,
				       .stamped_at = all->stamped_at,
				       .statement = statement };

		take(v, file, &one);
	}
}

/* The file that lies on disk or in the tree: of a member its archive. */
static const struct artifact *home_of(const struct vouching *v,
				      const struct artifact *artifact)
{
	size_t index;

	if (artifact->origin != ORIGIN_MEMBER)
		return artifact;
	index = gather_find(v->source->gather, artifact->container);
	return index == ARTIFACT_NONE ? NULL : &v->report->artifacts.at[index];
}

/* False where no such file lies beside it. */
static bool read_beside(struct span *out, struct vouching *v,
			const struct artifact *home, struct span path)
{
	struct gather *gather = v->source->gather;
	size_t index = gather_find(gather, path);
	const struct tree_entry *entry;
	struct err ignored = { 0 };

	*out = SPAN_EMPTY; /* what cannot be read is no signature, and is told */
	if (index != ARTIFACT_NONE) {
		const struct artifact *beside = &v->report->artifacts.at[index];

		if (beside->status == ARTIFACT_MISSING ||
		    beside->origin == ORIGIN_MEMBER)
			return false;
		if (beside->size <= LIMIT_SIGNATURE_BYTES)
			gather_bytes(out, gather, beside, v->arena, &ignored);
		return true;
	}
	entry = home->origin == ORIGIN_TREE ? tree_find(gather->tree, path) : NULL;
	if (!entry || entry->mode == TREE_SYMLINK || entry->mode == TREE_SUBMODULE)
		return false;
	repo_blob(out, gather->repo, entry->id, LIMIT_SIGNATURE_BYTES, v->arena,
		  &ignored);
	return true;
}

/* The bytes that were judged, or nothing: an untracked file may have changed. */
static bool read_again(struct span *out, struct vouching *v,
		       const struct artifact *artifact)
{
	char sha256[DIGEST_TEXT];
	struct err ignored = { 0 };

	arena_clear(v->bytes);
	if (artifact->origin == ORIGIN_MEMBER ||
	    gather_bytes(out, v->source->gather, artifact, v->bytes, &ignored) < 0)
		return false;
	digest_sha256_hex(*out, sha256);
	return strcmp(sha256, artifact->sha256) == 0;
}

typedef void endorse_fn(struct endorsements *out, struct endorser *endorser,
			const char *family, struct span signature, struct span message,
			struct arena *arena);

static const struct {
	const char *suffix;
	endorse_fn *endorse;
} beside[] = { { ".sig", endorse_ssh },
	       { ".p7s", endorse_cms },
	       { ".asc", endorse_openpgp } };

static void look_beside(struct vouching *v, struct vouched *file,
			const struct artifact *home, const char *family)
{
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		struct span where =
			arena_printf(v->arena, "%.*s%s", SPAN_ARG(gather_place(home)),
				     beside[i].suffix);
		struct endorsements all;
		struct span signature, message, stamp, place = where;

		if (!read_beside(&signature, v, home, where))
			continue;
		where = arena_printf(v->arena, "%.*s%s", SPAN_ARG(home->path),
				     beside[i].suffix);
		if (!read_again(&message, v, home)) {
			file->refused = arena_printf(
				v->arena,
				"What %.*s signs cannot be read again as it was.",
				SPAN_ARG(span_sub(where, 0, SHOWN_PATH)));
			continue;
		}
		beside[i].endorse(&all, v->endorser, family, signature, message,
				  v->arena);
		place = arena_printf(v->arena, "%.*s.tsr", SPAN_ARG(place));
		if (read_beside(&stamp, v, home, place) &&
		    endorse_stamp(&all, v->endorser, stamp, signature, v->arena)) {
			struct endorsements then;
			int64_t now = endorser_judge_at(v->endorser, all.stamped_at);

			beside[i].endorse(&then, v->endorser, family, signature,
					  message, v->arena);
			endorser_judge_at(v->endorser, now);
			endorse_proven(&all, &then);
		}
		take_all(v, file, &all, where, ARTIFACT_NONE);
	}
}

/* The envelope's statement names the file, or the file is that envelope. */
static void look_into(struct vouching *v, struct vouched *file, size_t statement,
		      const struct artifact *about, const char *family)
{
	const struct artifact *artifact = &v->report->artifacts.at[statement];
	struct endorsements all;
	struct span text, payload;

	if (artifact->status != ARTIFACT_OK || artifact->packing ||
	    artifact->size > LIMIT_ATTESTATION_BYTES || !read_again(&text, v, artifact))
		return;
	endorse_envelope(&all, &payload, v->endorser, family, text, v->arena);
	if (about != artifact && !endorse_names(payload, about->sha256, v->arena))
		return;
	take_all(v, file, &all, artifact->path, statement);
}

static struct known_commit *commit_of(struct vouching *v, struct span id)
{
	void **slot = table_slot(v->commits, id);
	const struct commitsig_ask ask = {
		.object = COMMIT_COMMIT,
		.format = id.len == 64 ? DIGEST_GIT_SHA256 : DIGEST_GIT_SHA1,
		.when = v->source->when,
		.parents_at = CLOCK_NONE,
	};
	struct known_commit *commit = *slot;
	struct err ignored = { 0 };
	const char *type;
	struct span raw;

	if (commit)
		return commit;
	*slot = commit = ARENA_NEW(v->arena, struct known_commit);
	commit->known = repo_object(&raw, &type, v->source->gather->repo, id,
				    LIMIT_COMMIT_BYTES, v->arena, &ignored) == 0;
	if (commit->known)
		commitsig_check(&commit->sig, &commit->split, v->verifier, &ask, raw,
				v->arena);
	return commit;
}

static void look_at_commit(struct vouching *v, struct vouched *file,
			   const struct artifact *home, const char *family)
{
	struct voucher one = { .commit = home->last_commit,
			       .statement = ARTIFACT_NONE };
	const struct known_commit *commit;

	if (home->origin != ORIGIN_TREE || home->last_commit.len == 0 ||
	    !endorser_has_any(v->endorser))
		return;
	commit = commit_of(v, home->last_commit);
	if (!commit->known)
		return;
	one.sig = commit->sig;
	one.where = arena_printf(v->arena, "commit %.12s", home->last_commit.ptr);
	endorse_commit(&one.sig, v->endorser, family, &commit->split, v->arena);
	take(v, file, &one);
}

static struct vouched *look_at(struct vouching *v, size_t index)
{
	const struct artifact *artifact = &v->report->artifacts.at[index];
	const char *family = family_word[artifact->family];
	const struct artifact *home = home_of(v, artifact);
	const struct naming *naming = naming_of(v, artifact);
	struct vouched *file = v->files[index];

	if (file)
		return file;
	v->files[index] = file = ARENA_NEW(v->arena, struct vouched);
	if (home && home->sha256[0]) {
		look_beside(v, file, home, family);
		look_at_commit(v, file, home, family);
	}
	if (v->source->trust && artifact->family == FAMILY_ATTESTATION)
		look_into(v, file, index, artifact, family);
	for (size_t i = 0; v->source->trust && naming && i < naming->at.count; i++)
		if (naming->at.at[i] != index)
			look_into(v, file, naming->at.at[i], artifact, family);
	return file;
}

/* ---- whose word counts for this item ------------------------------------------- */

/* "Name <mail>" as marked_through has it. */
static struct span mail_in(struct span person)
{
	ptrdiff_t from = span_rindex(person, '<');

	if (from < 0 || !span_ends(person, ">"))
		return SPAN_EMPTY;
	return span_sub(person, (size_t)from + 1, person.len - (size_t)from - 2);
}

static void find_claimant(struct claimant *out, const struct judgement *judgement,
			  const struct item *item)
{
	*out = (struct claimant){
		.mail = judgement->marked_mail,
		.committer = mail_in(judgement->marked_through),
		.signer = judgement->mark_signer,
		.commit = judgement->marked_commit,
		.unknown = item->claim == CLAIM_DONE && judgement->marked_mail.len == 0,
	};
}

static bool is_by(const struct claimant *claimant, const struct voucher *one)
{
	const struct signer *signer = one->sig.signer;

	return (claimant->mail.len > 0 &&
		signer_has_principal(signer, claimant->mail)) ||
	       (claimant->committer.len > 0 &&
		signer_has_principal(signer, claimant->committer)) ||
	       (claimant->signer.len > 0 &&
		signer_has_principal(signer, claimant->signer)) ||
	       (one->commit.len > 0 && span_eq(one->commit, claimant->commit));
}

static bool is_good_statement(const struct vouched *file,
			      const struct claimant *claimant, size_t statement)
{
	for (size_t i = 0; i < file->good.count; i++)
		if (file->good.at[i].statement == statement &&
		    !is_by(claimant, &file->good.at[i]))
			return true;
	return false;
}

static bool has_subject(const struct artifact *artifact)
{
	return is_commit_id(artifact->about.subject_commit);
}

static bool states_binding(const struct artifact *statement)
{
	return has_subject(statement) || statement->about.scope_digest.len > 0;
}

/*
 * Whether what dates the file is signed too, or the operator's own word.  Statements
 * date it before its own words do (audit/fresh.h), so every one must be signed.
 */
static bool is_binding_signed(const struct vouching *v, const struct vouched *file,
			      const struct claimant *claimant,
			      const struct requirement *requirement,
			      const struct artifact *artifact)
{
	const struct naming *naming = naming_of(v, artifact);
	bool any = false;

	if (requirement->of_tree && artifact->origin == ORIGIN_TREE)
		return true;
	if (artifact->family == FAMILY_ATTESTATION)
		return states_binding(artifact);
	for (size_t i = 0; naming && i < naming->at.count; i++) {
		if (!states_binding(&v->report->artifacts.at[naming->at.at[i]]))
			continue;
		any = true;
		if (!is_good_statement(file, claimant, naming->at.at[i]))
			return false;
	}
	return any || has_subject(artifact) ||
	       (artifact_home(artifact) != ORIGIN_TREE &&
		v->report->run.subject.len > 0);
}

static struct span signer_words(const struct vouching *v, const struct voucher *one)
{
	return arena_printf(v->arena, "%.*s, key %.*s, in %.*s",
			    SPAN_ARG(one->sig.principal),
			    SPAN_ARG(one->sig.fingerprint),
			    SPAN_ARG(span_sub(one->where, 0, SHOWN_PATH)));
}

/* The first two that count and are two people; NULL where there are none. */
static void choose(const struct voucher *out[2], const struct vouched *file,
		   const struct claimant *claimant)
{
	out[0] = out[1] = NULL;
	for (size_t i = 0; i < file->good.count; i++) {
		const struct voucher *one = &file->good.at[i];

		if (is_by(claimant, one))
			continue;
		if (!out[0])
			out[0] = one;
		for (size_t k = 0; k < i && !out[1]; k++) {
			const struct voucher *other = &file->good.at[k];

			if (is_by(claimant, other) ||
			    !endorse_independent(&other->sig, &one->sig))
				continue;
			out[0] = other;
			out[1] = one;
		}
	}
}

/* One that counts, and that an authority has stamped; else NULL. */
static const struct voucher *find_stamped(const struct vouched *file,
					  const struct claimant *claimant)
{
	for (size_t i = 0; i < file->good.count; i++)
		if (file->good.at[i].stamped_by.len > 0 &&
		    !is_by(claimant, &file->good.at[i]))
			return &file->good.at[i];
	return NULL;
}

struct level {
	enum strength strength;
	struct span says;
	int64_t until; /* of S4 and S5: when a key of it ends; 0: never */
};

static struct level at(const struct vouching *v, enum strength strength,
		       const char *before, struct span signer, const char *behind)
{
	return (struct level){
		strength,
		arena_printf(v->arena, "%s%.*s%s", before, SPAN_ARG(signer), behind), 0
	};
}

static struct level until(struct level level, int64_t end)
{
	level.until = end;
	return level;
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

/* One signer: an authority's time stamp corroborates it, or nobody does. */
static struct level alone(const struct vouching *v, const struct voucher *one,
			  const struct voucher *stamped)
{
	char text[CLOCK_TEXT];

	if (!stamped && one->stamp_why.len > 0)
		return (struct level){
			STRENGTH_SIGNED,
			arena_printf(v->arena,
				     "Signed by %.*s; its time stamp does not count: "
				     "%.*s.",
				     SPAN_ARG(signer_words(v, one)),
				     SPAN_ARG(one->stamp_why)),
			one->sig.ends_at,
		};
	if (!stamped)
		return until(at(v, STRENGTH_SIGNED, "Signed by ", signer_words(v, one),
				"; nobody independent has signed it too."),
			     one->sig.ends_at);
	clock_format(stamped->stamped_at, text);
	return (struct level){
		STRENGTH_CORROBORATED,
		arena_printf(v->arena, "Signed by %.*s, and stamped at %s by %.*s.",
			     SPAN_ARG(signer_words(v, stamped)), text,
			     SPAN_ARG(span_sub(stamped->stamped_by, 0, SHOWN_PATH))),
		0,
	};
}

/* What one file comes to, where S3 is what it is worth without signatures. */
static struct level level_of(struct vouching *v, const struct requirement *requirement,
			     const struct claimant *claimant, size_t index)
{
	const struct artifact *artifact = &v->report->artifacts.at[index];
	const struct vouched *file = look_at(v, index);
	const struct voucher *by[2];
	struct span first;

	if (file->bad.len > 0)
		return (struct level){ STRENGTH_PRESENT, file->bad, 0 };
	if (file->good.count == 0)
		return (struct level){ STRENGTH_BOUND, file->refused, 0 };
	choose(by, file, claimant);
	first = signer_words(v, by[0] ? by[0] : &file->good.at[0]);
	if (v->source->self_declared)
		return at(v, STRENGTH_BOUND, "It is signed by ", first,
			  ", and only the audited tree vouches for that key.");
	if (!by[0])
		return at(v, STRENGTH_BOUND,
			  "Only whoever set the mark has signed it: ", first, ".");
	if (claimant->unknown)
		return at(v, STRENGTH_BOUND, "It is signed by ", first,
			  ", but history does not say who set the mark.");
	if (!is_binding_signed(v, file, claimant, requirement, artifact))
		return at(v, STRENGTH_BOUND, "It is signed by ", first,
			  ", but what says which commit it is about is not.");
	if (!by[1])
		return alone(v, by[0], find_stamped(file, claimant));
	return (struct level){
		STRENGTH_CORROBORATED,
		arena_printf(v->arena, "Signed by %.*s, and independently by %.*s.",
			     SPAN_ARG(first), SPAN_ARG(signer_words(v, by[1]))),
		sooner(by[0]->sig.ends_at, by[1]->sig.ends_at),
	};
}

/* Of several files the weakest counts. */
static void vouch_one(struct vouching *v, struct requirement *requirement,
		      const struct claimant *claimant)
{
	struct level least = { STRENGTHS, SPAN_EMPTY, 0 };
	int64_t end = 0;

	if (requirement->outcome != OUTCOME_PASS)
		return;
	for (size_t i = 0; i < requirement->rests_on.count; i++) {
		struct level one =
			level_of(v, requirement, claimant, requirement->rests_on.at[i]);

		end = sooner(end, one.until);
		if (one.strength < least.strength)
			least = one;
	}
	if (least.strength < STRENGTH_BOUND && requirement->strength > least.strength) {
		requirement->strength = least.strength;
		requirement->strength_cap = least.says;
	} else if (requirement->strength == STRENGTH_BOUND && least.says.len > 0 &&
		   least.strength >= STRENGTH_BOUND && least.strength < STRENGTHS) {
		requirement->strength = least.strength;
		requirement->strength_cap = least.says;
		requirement->signed_until = end;
	}
}

static void vouch_plan(struct vouching *v, struct planned *planned)
{
	for (size_t i = 0; i < planned->judgements.count; i++) {
		struct judgement *judgement = &planned->judgements.at[i];
		struct claimant claimant;

		find_claimant(&claimant, judgement, &planned->plan.items.at[i]);
		for (size_t r = 0; r < judgement->requirements.count; r++)
			vouch_one(v, &judgement->requirements.at[r], &claimant);
	}
}

int vouch_all(const struct vouch_source *source, struct arena *arena, struct err *err)
{
	SCOPED_ENDORSER endorser = endorser_new(source->trust, source->when, arena);
	SCOPED_COMMITSIG_VERIFIER verifier =
		commitsig_verifier_new(source->trust, arena);
	struct vouching v = {
		.source = source,
		.report = source->gather->report,
		.endorser = endorser,
		.verifier = verifier,
		.arena = arena,
		.bytes = arena_new(LIMIT_SCRATCH_BYTES),
		.named = table_new(arena),
		.commits = table_new(arena),
		.said = table_new(arena),
	};
	int rc = learn_names(&v, err);

	v.files = ARENA_ARRAY(arena, struct vouched *, v.report->artifacts.count + 1);
	for (size_t p = 0; rc == 0 && p < v.report->plans.count; p++)
		vouch_plan(&v, &v.report->plans.at[p]);
	arena_free(v.bytes);
	return rc;
}
