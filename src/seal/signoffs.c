#include "seal/signoffs.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/table.h"
#include "seal/fields.h"
#include "seal/gitproof.h"
#include "trust/approval.h"

struct checking {
	struct verifying *v;
	struct commitsig_verifier *verifier;
	struct table *fields; /* name to a struct field_needs */
	const struct content_file *report;
	size_t ticks; /* seen so far */
};

/* ---- one statement ------------------------------------------------------------ */

/* Whether it is about this bundle; the error is said. */
static bool is_bound(struct checking *c, const struct approval *approval,
		     struct span path)
{
	struct verifying *v = c->v;
	const struct identity *identity = &v->out->identity;
	const struct field_needs *needs = table_get(c->fields, approval->field);
	const char *other = NULL;

	if (!c->report || !span_is(approval->report, c->report->sha256))
		other = "is about another report";
	else if (approval->seal.len > 0 &&
		 !span_is(approval->seal, v->out->seal_digest))
		other = "is about another seal";
	else if (!span_eq(approval->project, identity->project) ||
		 !span_eq(approval->commit, identity->commit))
		other = "is about another project or commit";
	else if (!needs)
		other = "is about a field that the report does not have";
	if (other) {
		verify_error(v, "E_SIGNOFF_OTHER_BUNDLE", path, "%s", other);
		return false;
	}
	if (needs->role.len == 0 || span_eq(needs->role, approval->role))
		return true;
	verify_error(v, "E_SIGNOFF_ROLE", path, "the field is for %.*s",
		     SPAN_ARG(needs->role));
	return false;
}

/* The newest sign-off is a vote on that field. */
static void add_vote(struct checking *c, struct field_needs *needs)
{
	*LIST_ADD(c->v->arena, &needs->votes) = c->v->out->signoffs.count - 1;
}

/* [role] of the configuration may name people; the error is said. */
static bool is_listed(struct checking *c, const struct field_needs *needs,
		      const struct verify_signoff *signoff)
{
	if (field_lists(needs, signoff->by))
		return true;
	verify_error(c->v, "E_SIGNOFF_ROLE", signoff->name,
		     "the configuration does not list %.*s for this role",
		     SPAN_ARG(signoff->by));
	return false;
}

/*
 * Whether it counts.  `when` is the time at which its key must be valid.
 */
static bool check_statement(struct checking *c, struct span path, struct span text,
			    struct span armour, int64_t when)
{
	struct verifying *v = c->v;
	struct field_needs *needs;
	struct verify_signoff *signoff;
	struct approval_answer answer;
	struct approval approval;
	struct err err = { 0 };

	if (approval_parse(&approval, text, v->arena, &err) < 0) {
		verify_error_of(v, &err, "E_SIGNOFF_SYNTAX", path);
		return false;
	}
	needs = table_get(c->fields, approval.field);
	signoff = LIST_ADD(v->arena, &v->out->signoffs);
	*signoff = (struct verify_signoff){
		.name = path,
		.field = approval.field,
		.role = approval.role,
		.by = approval.by,
		.decision = vote_word[approval.decision],
		.at = approval.at,
	};
	approval_judge(&answer, c->verifier, &approval, text, armour, when,
		       v->options->accept_claimed_time, v->arena);
	signoff->key = answer.sig.fingerprint;
	if (!is_bound(c, &approval, path))
		return false;
	if (answer.reason != REASON_SIGNED_BY) {
		verify_error(v, answer.code, path, "%.*s", SPAN_ARG(answer.why));
		return false;
	}
	signoff->by = signer_principal(answer.sig.signer);
	if (!is_listed(c, needs, signoff))
		return false;
	signoff->sole = field_is_sole(needs, answer.sig.signer);
	signoff->counts = true;
	add_vote(c, needs);
	if (answer.sig.by_claim)
		verify_warning(v, "W_TIME_CLAIMED", path,
			       "the key is valid only at the time that it claims");
	return true;
}

/* A file of signoffs/ with its other half; whether it is a statement that counts. */
static bool check_file(struct checking *c, const struct content_file *file)
{
	struct verifying *v = c->v;
	const struct content_file *other;

	if (span_ends(file->path, ".sig")) {
		if (!content_find(&v->content,
				  span_sub(file->path, 0,
					   file->path.len - strlen(".sig"))))
			verify_error(v, "E_SIGNOFF_UNSIGNED", file->path,
				     "has no statement beside it");
		return false;
	}
	v->out->signoff_files++;
	other = content_find(&v->content,
			     arena_printf(v->arena, "%.*s.sig", SPAN_ARG(file->path)));
	if (!other) {
		verify_error(v, "E_SIGNOFF_UNSIGNED", file->path, "has no signature");
		return false;
	}
	return check_statement(c, file->path, file->bytes, other->bytes,
			       v->signoffs_at != CLOCK_NONE ? v->signoffs_at : v->when);
}

/* ---- ticks of signed commits ---------------------------------------------------- */

/* clang-format off: what each state of a commit's signature comes to here */
static const char *const tick_code[COMMITSIG_STATES] = {
	[COMMITSIG_NONE] = "E_SIG_BAD",
	[COMMITSIG_GOOD] = "",
	[COMMITSIG_BAD] = "E_SIG_BAD",
	[COMMITSIG_UNKNOWN_KEY] = "E_SIGNOFF_UNTRUSTED",
	[COMMITSIG_NOT_YET] = "E_KEY_NOT_YET_VALID",
	[COMMITSIG_EXPIRED] = "E_KEY_EXPIRED",
	[COMMITSIG_REVOKED] = "E_KEY_REVOKED",
	[COMMITSIG_NOT_ALLOWED] = "E_SIGNOFF_ROLE",
	[COMMITSIG_MALFORMED] = "E_SIG_BAD",
	[COMMITSIG_UNSUPPORTED] = "E_SIG_BAD",
};
/* clang-format on */

/* The time at which keys of commits must be valid: seal.md section 3.5. */
static int64_t commit_time(const struct verifying *v)
{
	if (v->sealed_at != CLOCK_NONE)
		return v->sealed_at;
	return v->signoffs_at != CLOCK_NONE ? v->signoffs_at : v->when;
}

/* Why a good signature is none on its marks; NULL: it is. */
static const char *rule_broken(const struct commit_split *split,
			       const struct signer *signer, struct span by)
{
	if (split->parents != 1)
		return "is a merge or a first commit, which signs no mark";
	if (!signer_has_principal(signer, by))
		return "is signed by somebody else than the report says";
	if (!signer_has_principal(signer, split->author.mail) ||
	    !signer_has_principal(signer, split->committer.mail))
		return "has another author or committer than its signer";
	return NULL;
}

/* The commit once more, by the verifier's own trust; what is wrong is said. */
static bool check_commit(struct checking *c, struct verify_signoff *tick,
			 const struct field_needs *needs, struct span raw)
{
	struct verifying *v = c->v;
	const struct commitsig_ask ask = {
		.object = COMMIT_COMMIT,
		.format = verify_git_format(v),
		.when = commit_time(v),
		.accept_claimed = v->options->accept_claimed_time,
		.parents_at = CLOCK_NONE,
	};
	const struct signer *signer;
	struct commit_split split;
	struct commitsig sig;
	const char *broken;

	commitsig_check(&sig, &split, c->verifier, &ask, raw, v->arena);
	tick->key = sig.fingerprint;
	tick->at = split.committer.when;
	if (sig.state != COMMITSIG_GOOD) {
		verify_error(v,
			     strcmp(sig.tag, "E_SIG_DUPLICATE") == 0
				     ? sig.tag
				     : tick_code[sig.state],
			     tick->name, "%.*s", SPAN_ARG(sig.why));
		return false;
	}
	signer = signers_find_role(&v->trust.signers, sig.wire, needs->role, true,
				   sig.by_claim ? split.committer.when : ask.when);
	if (!signer) {
		verify_error(v, "E_SIGNOFF_ROLE", tick->name,
			     "the key may not sign commits for %.*s",
			     SPAN_ARG(tick->role));
		return false;
	}
	if (signer_at(signer, sig.by_claim ? split.committer.when : ask.when) !=
	    SIGNER_VALID) {
		verify_error(v, "E_KEY_EXPIRED", tick->name,
			     "the key may not sign for this role at that time");
		return false;
	}
	broken = rule_broken(&split, signer, tick->by);
	if (!broken && v->options->history &&
	    !v->options->history->is_ancestor(v->options->history->ctx,
					      span_from(tick->name, strlen("git/")),
					      v->out->identity.commit))
		broken = "is not in the history of the sealed commit";
	if (broken) {
		verify_error(v, "E_SIGNOFF_BAD", tick->name, "%s", broken);
		return false;
	}
	if (sig.by_claim)
		verify_warning(v, "W_TIME_CLAIMED", tick->name,
			       "the key is valid only at the time that it claims");
	tick->by = signer_principal(signer);
	tick->sole = field_is_sole(needs, signer);
	return is_listed(c, needs, tick);
}

/* { by, commit, vote } of bundle.json. */
static bool check_tick(struct checking *c, struct field_needs *needs, struct node node)
{
	struct verifying *v = c->v;
	struct span commit = node_text(node_get(node, "commit"));
	struct span raw = verify_commit_bytes(v, commit);
	struct verify_signoff *tick = LIST_ADD(v->arena, &v->out->signoffs);
	enum vote vote;

	*tick = (struct verify_signoff){
		.name = arena_printf(v->arena, "git/%.*s", SPAN_ARG(commit)),
		.field = needs->field,
		.role = needs->said_role,
		.by = node_text(node_get(node, "by")),
		.decision = vote_word[VOTE_ABSTAIN],
		.at = CLOCK_NONE,
	};
	if (!vote_of_word(node_text(node_get(node, "vote")), &vote)) {
		verify_error(v, "E_SIGNOFF_SYNTAX", SPAN_LIT("bundle.json"),
			     "a tick says neither yes nor no");
		return false;
	}
	tick->decision = vote_word[vote];
	if (raw.len == 0) {
		verify_warning(v, "W_GIT_MISSING", tick->name,
			       "the commit that a sign-off rests on is not in the "
			       "bundle: it counts for nothing");
		return false;
	}
	tick->counts = check_commit(c, tick, needs, raw);
	if (tick->counts)
		add_vote(c, needs);
	return tick->counts;
}

/* ---- the plot ------------------------------------------------------------------- */

static struct field_needs *read_field(struct checking *c, struct node node)
{
	struct field_needs *needs = ARENA_NEW(c->v->arena, struct field_needs);

	field_read(needs, node);
	*table_slot(c->fields, needs->field) = needs;
	return needs;
}

/* What the report counts must be there, and hold. */
static void check_counted(struct checking *c, struct field_needs *needs,
			  const struct table *statements)
{
	struct node counted = node_get(needs->node, "counted");

	if (!node_is(counted, NODE_ARRAY))
		return;
	for (struct node n = node_first(counted); node_exists(n); n = node_next(n)) {
		const bool *counts = table_get(statements, node_text(n));

		if (!counts)
			verify_error(c->v, "E_SIGNOFF_MISSING", SPAN_LIT("signoffs"),
				     "a statement that the report counts is not there");
		needs->doubtful |= !counts || !*counts;
	}
}

static void check_ticks(struct checking *c, struct field_needs *needs)
{
	struct node ticks = node_get(needs->node, "ticks");

	if (!node_is(ticks, NODE_ARRAY))
		return;
	for (struct node n = node_first(ticks); node_exists(n); n = node_next(n)) {
		if (++c->ticks > LIMIT_BUNDLE_TICKS) {
			verify_error(c->v, "E_LIMIT_ENTRIES", SPAN_LIT("bundle.json"),
				     "there are more ticks than the limit");
			return;
		}
		needs->doubtful |= !check_tick(c, needs, n);
	}
}

/* Every statement; those of the bundle into `statements`, by digest. */
static void check_files(struct checking *c, struct table *statements)
{
	struct verifying *v = c->v;

	for (size_t i = 0; i < v->content.files.count; i++) {
		const struct content_file *file = &v->content.files.at[i];
		bool *counts;

		if (!span_starts(file->path, "signoffs/"))
			continue;
		counts = ARENA_NEW(v->arena, bool);
		*counts = check_file(c, file);
		if (span_ends(file->path, ".signoff"))
			*table_slot_borrowed(statements, span_of(file->sha256)) =
				counts;
	}
	for (size_t i = 0; i < v->options->statement_count; i++) {
		const struct verify_statement *added = &v->options->statements[i];

		v->out->signoff_files++;
		check_statement(c, added->name, added->text, added->armour, v->when);
	}
}

void verify_signoffs(struct verifying *v)
{
	SCOPED_COMMITSIG_VERIFIER verifier =
		commitsig_verifier_new(v->options->trust ? &v->trust : NULL, v->arena);
	struct node list = node_get(v->out->identity.root, "signoffs");
	struct table *statements = table_new(v->arena);
	LIST(struct field_needs *) fields = { 0 };
	struct checking c = {
		.v = v,
		.verifier = verifier,
		.fields = table_new(v->arena),
		.report = content_find(&v->content, SPAN_LIT("report.json")),
	};

	for (struct node n = node_is(list, NODE_ARRAY) ? node_first(list) : NODE_NONE;
	     node_exists(n); n = node_next(n))
		*LIST_ADD(v->arena, &fields) = read_field(&c, n);
	check_files(&c, statements);
	for (size_t i = 0; i < fields.count && c.ticks <= LIMIT_BUNDLE_TICKS; i++) {
		check_counted(&c, fields.at[i], statements);
		check_ticks(&c, fields.at[i]);
	}
	for (size_t i = 0; i < fields.count; i++)
		field_judge(v, fields.at[i]);
}
