#include "cli/trust_log.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/num.h"
#include "cli/print.h"
#include "repo/age.h"
#include "text/jsonout.h"
#include "trust/commitsig.h"

struct logging {
	struct invocation *in;
	struct repo *repo;
	struct trust trust;
	struct commitsig_verifier *verifier;
	struct commitsig_ask ask;
	struct arena *scratch; /* emptied between commits */
	size_t states[COMMITSIG_STATES];
};

static int read_options(struct logging *log, size_t *out_max, struct err *err)
{
	const char *at = invocation_value(log->in, "at");
	const char *max = invocation_value(log->in, "max");
	uint64_t number = LIMIT_COMMITS;

	log->ask.when = clock_now();
	log->ask.parents_at = CLOCK_NONE;
	log->ask.accept_claimed = invocation_has(log->in, "accept-claimed-time");
	if (at && clock_parse(span_of(at), &log->ask.when) != CLOCK_ZONED) {
		err_set(err, ERR_USAGE, "\"%s\" is no time with a zone", at);
		return err_fix(err, "write it as --at 2027-01-01T00:00:00Z");
	}
	if (max && !num_u64(span_of(max), LIMIT_COMMITS, &number)) {
		err_set(err, ERR_USAGE, "\"%s\" is no number of commits", max);
		return err_fix(err, "write it as --max 20");
	}
	*out_max = (size_t)number;
	return 0;
}

static void print_commit(struct logging *log, const struct repo_commit *commit,
			 const struct commitsig *sig)
{
	FILE *out = log->in->out;

	print_cell(out, span_sub(commit->id, 0, 12), 12);
	fputs("  ", out);
	print_cell(out, span_of(commitsig_state_word[sig->state]), 13);
	fputs("  ", out);
	print_cell(out, span_of(commitsig_kind_word[sig->kind]), 7);
	fputs("  ", out);
	if (sig->principal.len > 0)
		print_text(out, sig->principal);
	else
		print_text(out,
			   sig->fingerprint.len > 0 ? sig->fingerprint : SPAN_LIT("-"));
	if (sig->by_claim)
		fputs("  (by the date that the commit claims)", out);
	if (sig->why.len > 0) {
		fprintf(out, "  %s: ", sig->tag);
		print_text(out, sig->why);
	}
	fputc('\n', out);
}

/* For programs: docs/muster.schema.json, trust_log_line. */
static int write_commit(struct logging *log, const struct repo_commit *commit,
			const struct commitsig *sig, struct err *err)
{
	char text[CLOCK_TEXT];
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_MIB);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member_bool(&json, "by_claim", sig->by_claim);
	jsonout_member_opt(&json, "code", span_of(sig->tag));
	jsonout_member(&json, "commit", commit->id);
	jsonout_member_opt(&json, "fingerprint", sig->fingerprint);
	jsonout_member(&json, "kind", span_of(commitsig_kind_word[sig->kind]));
	jsonout_member_opt(&json, "principal", sig->principal);
	if (sig->signed_at != CLOCK_NONE)
		jsonout_member(&json, "signed_at",
			       span_of(clock_format(sig->signed_at, text)));
	jsonout_member(&json, "state", span_of(commitsig_state_word[sig->state]));
	jsonout_member_opt(&json, "why", sig->why);
	jsonout_end(&json);
	jsonout_line(&json);
	rc = buf_check(&buf, "a commit", err);
	if (rc == 0)
		fwrite(buf.ptr, 1, buf.len, log->in->out);
	buf_release(&buf);
	return rc;
}

/* The latest date of the parents, which a claim may not lie far before. */
static int parents_date(struct logging *log, const struct repo_commit *commit,
			struct err *err)
{
	struct repo_commit parent;
	struct span raw, line;
	const char *type;
	int rc;

	log->ask.parents_at = CLOCK_NONE;
	if (!log->ask.accept_claimed)
		return 0;
	rc = repo_object(&raw, &type, log->repo, commit->id, LIMIT_COMMIT_BYTES,
			 log->scratch, err);
	while (rc == 0 && span_line(&raw, &line) && line.len > 0) {
		if (!span_starts(line, "parent "))
			continue;
		rc = repo_commit(&parent, log->repo, span_from(line, strlen("parent ")),
				 log->scratch, err);
		if (rc == 0 && parent.committed_at > log->ask.parents_at)
			log->ask.parents_at = parent.committed_at;
		if (rc == -(int)ERR_ABSENT)
			rc = 0; /* a shallow clone's end: nothing is known of it */
	}
	return rc;
}

static int log_commit(struct logging *log, const struct repo_commit *commit,
		      struct err *err)
{
	struct commit_split split;
	struct commitsig sig;
	const char *type;
	struct span raw;
	int rc;

	arena_clear(log->scratch);
	rc = parents_date(log, commit, err);
	if (rc == 0)
		rc = repo_object(&raw, &type, log->repo, commit->id, LIMIT_COMMIT_BYTES,
				 log->scratch, err);
	if (rc < 0)
		return rc;
	commitsig_check(&sig, &split, log->verifier, &log->ask, raw, log->scratch);
	log->states[sig.state]++;
	if (invocation_has(log->in, "json"))
		return write_commit(log, commit, &sig, err);
	print_commit(log, commit, &sig);
	return 0;
}

static int log_all(struct logging *log, const char *rev, size_t max, struct err *err)
{
	struct repo_commit tip, *commits;
	size_t count;
	int rc;

	rc = repo_resolve(&tip, log->repo, rev, log->in->arena, err);
	if (rc == 0)
		rc = repo_commits_between(&commits, &count, log->repo, SPAN_EMPTY,
					  tip.id, max, log->in->arena, err);
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = log_commit(log, &commits[i], err);
	if (rc < 0 || log->in->quiet || invocation_has(log->in, "json"))
		return rc;
	for (enum commitsig_state state = 0; state < COMMITSIG_STATES; state++)
		if (log->states[state] > 0)
			fprintf(log->in->out, "%zu %s%s", log->states[state],
				commitsig_state_word[state],
				(count -= log->states[state]) ? ", " : "\n");
	return 0;
}

int trust_log(struct invocation *in, struct err *err)
{
	struct logging log = { .in = in };
	struct repo_options options = {
		.trust_any_owner = invocation_has(in, "trust-repo-owner"),
	};
	const char *folder = invocation_value(in, "trust");
	size_t max = 0;
	int rc;

	rc = read_options(&log, &max, err);
	if (rc == 0 && folder)
		rc = trust_read(&log.trust, folder, in->arena, err);
	if (rc == 0)
		rc = repo_open(&log.repo, &options, err);
	if (rc == 0) {
		log.scratch = arena_new(LIMIT_SCRATCH_BYTES);
		log.verifier =
			commitsig_verifier_new(folder ? &log.trust : NULL, in->arena);
		rc = log_all(&log, in->arg_count == 2 ? in->args[1] : "HEAD", max, err);
		commitsig_verifier_free(log.verifier);
		arena_free(log.scratch);
	}
	repo_close(log.repo);
	trust_release(&log.trust);
	return rc;
}
