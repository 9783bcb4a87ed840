#include "audit/ticks.h"

#include "audit/discover.h"
#include "audit/section.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/table.h"
#include "repo/age.h"
#include "repo/trace.h"
#include "trust/commitsig.h"

#include <stdlib.h>

#define CONFIG_NAME "muster.conf"

/* What a traced line is for. */
struct target {
	size_t plan, item;
	size_t waiver; /* of the item, or of the configuration; ITEM_NONE: its mark */
	bool in_config;
};

/* A commit that set something. */
struct tick_commit {
	struct repo_commit about;
	struct commit_split split;
	struct commitsig sig;
	bool known;         /* it could be read */
	enum reason reason; /* REASON_SIGNED_BY: its signature counts for marks */
	struct span why;
};

struct ticks {
	const struct ticks_source *source;
	struct arena *arena, *scratch;
	struct commitsig_verifier *verifier;
	LIST(struct target) targets;
	LIST(struct traced) lines; /* parallel */
	struct table *commits;     /* by id */
	struct table *plan_paths;  /* of now and before */
	struct table *old_plans;   /* by path and blob */
	const struct span **texts; /* lines of each plan, from 1; made when needed */
	unsigned *text_lines;
};

/* ---- lines ----------------------------------------------------------------- */

static struct span as_text(void *ctx, struct span bytes, struct arena *arena)
{
	struct plan_encoding encoding;

	(void)ctx;
	if (!span_starts(bytes, "\xff\xfe") && !span_starts(bytes, "\xfe\xff"))
		return bytes;
	return plan_repair(bytes, &encoding, arena);
}

/* Up to the bar with that number that no backslash stands before. */
static struct span row_start(struct span line, unsigned bars)
{
	for (size_t i = 0; i < line.len && bars > 0; i++) {
		if (line.ptr[i] == '\\')
			i++;
		else if (line.ptr[i] == '|' && --bars == 0)
			return span_sub(line, 0, i);
	}
	return line;
}

static struct span line_key(void *ctx, struct span line, unsigned how,
			    struct arena *arena)
{
	(void)ctx;
	return section_key(how > 0 ? row_start(line, how) : line, arena);
}

static bool is_heading(void *ctx, struct span line)
{
	(void)ctx;
	return section_heading(line) > 0;
}

static bool is_kin(void *ctx, struct span path)
{
	(void)ctx;
	return discover_is_markdown(path);
}

static const struct trace_rules rules = { as_text, line_key, is_heading, is_kin, NULL };

static struct span plan_line(struct ticks *t, size_t plan, unsigned number)
{
	if (!t->texts[plan]) {
		LIST(struct span) lines = { 0 };
		struct span rest = t->source->report->plans.at[plan].plan.text, line;

		LIST_ADD(t->arena, &lines);
		while (span_line(&rest, &line))
			*LIST_ADD(t->arena, &lines) = line;
		t->texts[plan] = lines.at;
		t->text_lines[plan] = (unsigned)lines.count;
	}
	return number < t->text_lines[plan] ? t->texts[plan][number] : SPAN_EMPTY;
}

static bool has_letter(struct span cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if ((unsigned char)cell.ptr[i] >= 0x80 ||
		    (cell.ptr[i] >= 'a' && cell.ptr[i] <= 'z') ||
		    (cell.ptr[i] >= 'A' && cell.ptr[i] <= 'Z'))
			return true;
	return false;
}

/*
 * How far a row says what is claimed: the bar behind the cell of its mark, and
 * behind a cell with words; 0: the whole line.
 */
static unsigned bars_of(struct span line, struct span mark)
{
	unsigned bars = 0, end = 0;
	bool words = false;
	size_t start = 0;

	if (mark.len == 0)
		return 0;
	for (size_t i = 0; i <= line.len; i++) {
		struct span cell;

		if (i < line.len && line.ptr[i] == '\\') {
			i++;
			continue;
		}
		if (i < line.len && line.ptr[i] != '|')
			continue;
		cell = span_trim(span_sub(line, start, i - start));
		start = i + 1;
		bars++;
		if (span_find(cell, mark) >= 0)
			end = bars;
		else if (has_letter(cell)) {
			if (end > 0 && !words)
				return bars;
			words = true;
		}
	}
	return words ? end : 0;
}

/* ---- what is traced --------------------------------------------------------- */

static bool is_claim(const struct item *item)
{
	return item->claim != CLAIM_NONE && item->claim != CLAIM_OPEN &&
	       item->claim_from != CLAIM_FROM_INHERITED && item->line > 0;
}

static void trace_line(struct ticks *t, struct target target, size_t path,
		       unsigned line, unsigned how)
{
	*LIST_ADD(t->arena, &t->targets) = target;
	*LIST_ADD(t->arena, &t->lines) =
		(struct traced){ .path = path, .line = line, .how = how };
}

static void trace_plan(struct ticks *t, size_t plan)
{
	const struct planned *planned = &t->source->report->plans.at[plan];

	for (size_t i = 0; i < planned->plan.items.count; i++) {
		const struct item *item = &planned->plan.items.at[i];
		struct target target = { plan, i, ITEM_NONE, false };
		unsigned how = 0;

		if (is_claim(item)) {
			if (item->kind == ITEM_ROW)
				how = bars_of(plan_line(t, plan, item->line),
					      item->mark);
			trace_line(t, target, plan, item->line, how);
		}
		for (target.waiver = 0; target.waiver < item->waivers.count;
		     target.waiver++)
			trace_line(t, target, plan,
				   item->waivers.at[target.waiver].line, 0);
	}
}

/* Every line from the waiver's head to the next head. */
static void trace_waivers(struct ticks *t, struct span text)
{
	const struct config *config = t->source->config;
	size_t path = t->source->report->plans.count;

	for (size_t w = 0; w < config->waivers.count; w++) {
		struct target target = { 0, ITEM_NONE, w, true };
		unsigned from = config->waivers.at[w].line, number = 0;
		struct span rest = text, line;

		while (span_line(&rest, &line)) {
			line = span_trim(line);
			if (++number < from || line.len == 0)
				continue;
			if (number > from && line.ptr[0] == '[')
				break;
			trace_line(t, target, path, number, 0);
		}
	}
}

static int config_text(struct span *out, struct ticks *t, struct err *err)
{
	const struct config *config = t->source->config;

	*out = SPAN_EMPTY;
	if (config->origin != CONFIG_TREE || config->oid.len == 0 ||
	    config->waivers.count == 0)
		return 0;
	return repo_blob(out, t->source->repo, config->oid, LIMIT_CONFIG_BYTES,
			 t->arena, err);
}

static int trace_all(struct ticks *t, struct err *err)
{
	const struct report *report = t->source->report;
	struct span *paths =
		ARENA_ARRAY(t->arena, struct span, report->plans.count + 1);
	struct span text;
	int rc = config_text(&text, t, err);

	if (rc < 0)
		return rc;
	for (size_t p = 0; p < report->plans.count; p++) {
		paths[p] = report->plans.at[p].plan.path;
		*table_slot_borrowed(t->plan_paths, paths[p]) = t;
		if (!report->plans.at[p].plan.is_template)
			trace_plan(t, p);
	}
	paths[report->plans.count] = SPAN_LIT(CONFIG_NAME);
	trace_waivers(t, text);
	rc = repo_trace(t->lines.at, t->lines.count, t->source->repo, t->source->commit,
			paths, &rules, t->arena, err);
	for (size_t i = 0; rc == 0 && i < t->lines.count; i++)
		if (t->lines.at[i].end == TRACE_FOUND)
			*table_slot_borrowed(t->plan_paths, t->lines.at[i].was_in) = t;
	return rc;
}

/* Of two ends; 0 is none. */
static int64_t sooner(int64_t a, int64_t b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

/* ---- commits ---------------------------------------------------------------- */

/* A plan by its name, or one that was followed; or the configuration. */
static bool is_plan_path(struct ticks *t, struct span path)
{
	struct tree_entry entry = { .path = path };
	struct tree tree = { .entries = { &entry, 1, 1 } };
	struct discovered found;

	if (table_get(t->plan_paths, path) || span_is(path, CONFIG_NAME))
		return true;
	discover_plans(&found, &tree, t->source->config, t->scratch);
	return found.plans.count > 0;
}

static bool is_other(void *ctx, struct span path)
{
	return !is_plan_path(ctx, path);
}

static struct span no_trust(const struct ticks *t, const struct commitsig *sig)
{
	if (t->source->trust || sig->state != COMMITSIG_UNKNOWN_KEY)
		return sig->why;
	return SPAN_LIT("no trust folder says whose key it is");
}

/* The rule that makes a signature one of the marks in the commit. */
static struct span broken_rule(struct ticks *t, const struct tick_commit *commit)
{
	const struct scope others = { is_other, t };
	const struct signer *signer = commit->sig.signer;
	struct scope_change change;
	struct err err = { 0 };

	if (commit->split.parents > 1)
		return SPAN_LIT("it is a merge, which signs nobody else's mark");
	if (commit->split.parents == 0)
		return SPAN_LIT("it is the first commit, which has nothing before it");
	if (!signer)
		return SPAN_LIT("no line of allowed_signers names its key");
	if (!signer_has_principal(signer, commit->split.author.mail))
		return arena_printf(t->arena, "its author is %.*s, its signer %.*s",
				    SPAN_ARG(span_sub(commit->split.author.mail, 0,
						      100)),
				    SPAN_ARG(commit->sig.principal));
	if (!signer_has_principal(signer, commit->split.committer.mail))
		return arena_printf(t->arena, "its committer is %.*s, its signer %.*s",
				    SPAN_ARG(span_sub(commit->split.committer.mail, 0,
						      100)),
				    SPAN_ARG(commit->sig.principal));
	if (repo_commit_changes(&change, t->source->repo, commit->about.id, &others,
				t->scratch, &err) < 0)
		return SPAN_LIT("what it changes cannot be read");
	if (change.count == 0)
		return SPAN_EMPTY;
	return arena_printf(t->arena, "it changes %.*s too, which is no plan",
			    SPAN_ARG(span_sub(change.first, 0, 200)));
}

static enum reason reason_of_state(enum commitsig_state state)
{
	switch (state) {
	case COMMITSIG_NONE:
		return REASON_UNSIGNED;
	case COMMITSIG_GOOD:
		return REASON_SIGNED_BY;
	case COMMITSIG_EXPIRED:
		return REASON_EXPIRED_KEY;
	case COMMITSIG_NOT_ALLOWED:
		return REASON_WRONG_ROLE;
	case COMMITSIG_BAD:
	case COMMITSIG_UNKNOWN_KEY:
	case COMMITSIG_NOT_YET:
	case COMMITSIG_REVOKED:
	case COMMITSIG_MALFORMED:
	case COMMITSIG_UNSUPPORTED:
	case COMMITSIG_STATES:
		break;
	}
	return REASON_UNTRUSTED;
}

static void judge_commit(struct ticks *t, struct tick_commit *commit, struct span raw)
{
	struct commitsig_ask ask = {
		.object = COMMIT_COMMIT,
		.format = DIGEST_GIT_SHA1,
		.when = t->source->when,
		.parents_at = CLOCK_NONE,
	};

	commitsig_check(&commit->sig, &commit->split, t->verifier, &ask, raw, t->arena);
	commit->reason = reason_of_state(commit->sig.state);
	commit->why = no_trust(t, &commit->sig);
	if (commit->reason != REASON_SIGNED_BY)
		return;
	commit->why = broken_rule(t, commit);
	if (commit->why.len > 0)
		commit->reason = REASON_UNSIGNED;
}

static int commit_of(struct tick_commit **out, struct ticks *t, struct span id,
		     struct err *err)
{
	void **slot = table_slot_borrowed(t->commits, id);
	struct tick_commit *commit = *slot;
	struct err trouble = { 0 };
	const char *type;
	struct span raw;
	int rc;

	*out = commit;
	if (commit)
		return 0;
	*slot = *out = commit = ARENA_NEW(t->arena, struct tick_commit);
	commit->reason = REASON_UNSIGNED;
	commit->why = SPAN_LIT("the commit cannot be read");
	rc = repo_commit(&commit->about, t->source->repo, id, t->arena, &trouble);
	if (rc == 0)
		rc = repo_object(&raw, &type, t->source->repo, id, LIMIT_COMMIT_BYTES,
				 t->arena, &trouble);
	if (rc == -ERR_IO)
		*err = trouble;
	if (rc < 0)
		return rc == -ERR_IO ? rc : 0;
	commit->known = true;
	judge_commit(t, commit, raw);
	arena_clear(t->scratch);
	return 0;
}

/* ---- marks ------------------------------------------------------------------ */

/* What people read beside the name. */
static struct span signature_words(struct ticks *t, const struct tick_commit *commit)
{
	const struct commitsig *sig = &commit->sig;

	if (sig->state == COMMITSIG_NONE)
		return SPAN_LIT("not signed");
	if (sig->state != COMMITSIG_GOOD)
		return arena_printf(t->arena, "not accepted: %.*s",
				    SPAN_ARG(span_sub(commit->why, 0, 200)));
	return arena_printf(t->arena, "signed by %.*s, key %.*s%s%s%.*s",
			    SPAN_ARG(sig->principal), SPAN_ARG(sig->fingerprint),
			    t->source->self_declared
				    ? " (only the audited tree vouches for it)"
				    : "",
			    commit->why.len > 0 ? "; it counts for no mark: " : "",
			    SPAN_ARG(commit->why));
}

static void fill_mark(struct ticks *t, struct judgement *judgement,
		      const struct tick_commit *commit)
{
	const struct repo_commit *about = &commit->about;

	judgement->marked_by = about->author;
	judgement->marked_mail = about->author_mail;
	judgement->marked_commit = about->id;
	judgement->marked_at = about->committed_at;
	if (!span_eq(about->author, about->committer) ||
	    !span_eq_nocase(about->author_mail, about->committer_mail))
		judgement->marked_through =
			arena_printf(t->arena, "%.*s <%.*s>",
				     SPAN_ARG(span_sub(about->committer, 0, 200)),
				     SPAN_ARG(span_sub(about->committer_mail, 0, 200)));
	judgement->mark_signature = signature_words(t, commit);
	if (commit->reason == REASON_SIGNED_BY && !t->source->self_declared)
		judgement->mark_signer = commit->sig.principal;
	judgement->mark_ends_at = commit->sig.ends_at;
}

static struct judgement *judgement_of(const struct ticks *t, size_t plan, size_t item)
{
	return &t->source->report->plans.at[plan].judgements.at[item];
}

static const struct item *item_of(const struct ticks *t, size_t plan, size_t item)
{
	return &t->source->report->plans.at[plan].plan.items.at[item];
}

static int fill_marks(struct ticks *t, struct err *err)
{
	for (size_t i = 0; i < t->targets.count; i++) {
		const struct target *target = &t->targets.at[i];
		struct tick_commit *commit;
		int rc;

		if (t->lines.at[i].end != TRACE_FOUND)
			continue;
		rc = commit_of(&commit, t, t->lines.at[i].commit, err);
		if (rc < 0)
			return rc;
		if (target->waiver == ITEM_NONE && commit->known)
			fill_mark(t, judgement_of(t, target->plan, target->item),
				  commit);
	}
	return 0;
}

/* A claim that is taken over from above was made where that was. */
static void inherit_marks(struct ticks *t)
{
	for (size_t p = 0; p < t->source->report->plans.count; p++) {
		const struct plan *plan = &t->source->report->plans.at[p].plan;

		for (size_t i = 0; i < plan->items.count; i++) {
			struct judgement *to = judgement_of(t, p, i);
			size_t above = plan->items.at[i].parent;
			const struct judgement *from;

			if (plan->items.at[i].claim_from != CLAIM_FROM_INHERITED ||
			    above >= i)
				continue; /* what is above comes before */
			from = judgement_of(t, p, above);
			to->marked_by = from->marked_by;
			to->marked_mail = from->marked_mail;
			to->marked_commit = from->marked_commit;
			to->marked_at = from->marked_at;
			to->marked_through = from->marked_through;
			to->mark_signature = from->mark_signature;
			to->mark_signer = from->mark_signer;
			to->mark_ends_at = from->mark_ends_at;
		}
	}
}

/* ---- plans as they were ------------------------------------------------------- */

static const struct plan *old_plan(struct ticks *t, const struct traced *line)
{
	struct span key = arena_printf(t->arena, "%.*s\n%.*s", SPAN_ARG(line->was_in),
				       SPAN_ARG(line->was_id));
	void **slot = table_slot_borrowed(t->old_plans, key);
	struct err err = { 0 };
	struct span bytes;
	struct plan *plan;

	if (*slot)
		return *slot;
	plan = ARENA_NEW(t->arena, struct plan);
	*slot = plan; /* one without items where it cannot be read */
	if (repo_blob(&bytes, t->source->repo, line->was_id, LIMIT_PLAN_BYTES, t->arena,
		      &err) < 0 ||
	    plan_parse(plan, line->was_in, bytes, t->source->plans, t->arena,
		       t->scratch, &err) < 0)
		*plan = (struct plan){ .incomplete = true };
	arena_clear(t->scratch);
	return plan;
}

/* The sign-off field of that line; ITEM_NONE where there is none. */
static size_t field_at(const struct plan *plan, unsigned line)
{
	for (size_t i = 0; i < plan->items.count; i++)
		if (plan->items.at[i].kind == ITEM_SIGNOFF &&
		    plan->items.at[i].line == line)
			return i;
	return ITEM_NONE;
}

/* Whether a field's part of the plan still says what it said; else why not. */
static struct span what_changed(struct ticks *t, size_t plan, size_t item,
				const struct traced *line)
{
	const struct plan *now = &t->source->report->plans.at[plan].plan;
	const struct plan *was = old_plan(t, line);
	struct section_lines before, after;
	size_t field = field_at(was, line->was_line);
	struct span out = SPAN_EMPTY;
	unsigned differs;

	if (field == ITEM_NONE || was->incomplete)
		return SPAN_LIT("the plan of that commit cannot be compared");
	section_lines(&before, was, field, section_of(was, field, t->scratch),
		      t->scratch);
	section_lines(&after, now, item, section_of(now, item, t->scratch), t->scratch);
	if (!section_same(&before, &after, &differs))
		out = differs > 0
			      ? arena_printf(t->arena,
					     "what it stands for has changed since, "
					     "first in line %u",
					     differs)
			      : SPAN_LIT("something it stands for was removed since");
	arena_clear(t->scratch);
	return out;
}

/* ---- sign-offs ---------------------------------------------------------------- */

const struct signer *ticks_may_sign(const struct trust *trust,
				    const struct signoff_field *field, struct span wire,
				    bool tick, int64_t when)
{
	struct span role = field->statement ? SPAN_EMPTY : field->role_slug;

	return signers_find_role(&trust->signers, wire, role, tick, when);
}

/* No done item of the field's part is known to be somebody else's. */
bool ticks_is_sole(struct ticks *t, size_t plan, size_t item,
		   const struct signer *signer)
{
	const struct planned *planned = &t->source->report->plans.at[plan];
	struct report_claimants made;
	bool is_sole = report_claimants(&made, planned, item, t->scratch);

	for (size_t i = 0; i < made.mails.count; i++)
		is_sole = is_sole && signer_has_principal(signer, made.mails.at[i]);
	arena_clear(t->scratch);
	return is_sole;
}

/*
 * Whether a merge took the tick back in that a commit after it had taken out: then
 * it is the merge's, whoever signed the tick.  In doubt it did.
 */
static bool was_taken_out(struct ticks *t, const struct target *target,
			  const struct traced *line)
{
	const struct item *item = item_of(t, target->plan, target->item);
	struct span text = plan_line(t, target->plan, item->line);
	struct err err = { 0 };
	bool held = false;
	int rc = repo_trace_held(&held, t->source->repo, t->source->commit, line,
				 t->source->report->plans.at[target->plan].plan.path,
				 text, &rules, &err);

	return rc < 0 || !held;
}

int64_t ticks_lapse(const struct signer *signer)
{
	return signer->valid_before == CLOCK_NONE ? 0 : signer->valid_before;
}

static void judge_tick(struct ticks *t, const struct target *target,
		       const struct traced *line, const struct tick_commit *commit,
		       struct signoff_vote *vote)
{
	const struct item *item = item_of(t, target->plan, target->item);
	const struct signer *signer;

	vote->reason = commit->reason;
	vote->why = commit->why;
	if (vote->reason != REASON_SIGNED_BY)
		return;
	signer = ticks_may_sign(t->source->trust, &item->signoff, commit->sig.wire,
				true, t->source->when);
	if (!signer) {
		vote->reason = REASON_WRONG_ROLE;
		vote->why = SPAN_LIT("the key may not sign for this role");
		return;
	}
	if (signer_at(signer, t->source->when) != SIGNER_VALID) {
		vote->reason = REASON_EXPIRED_KEY;
		vote->why = SPAN_LIT("the key may not sign for this role any more");
		return;
	}
	vote->by = signer_principal(signer);
	vote->lapses_at = sooner(ticks_lapse(signer), commit->sig.ends_at);
	if (was_taken_out(t, target, line)) {
		vote->reason = REASON_UNSIGNED;
		vote->why = SPAN_LIT("a merge took the tick back in that another "
				     "commit had taken out");
		return;
	}
	vote->why = what_changed(t, target->plan, target->item, line);
	if (vote->why.len > 0)
		vote->reason = REASON_SUPERSEDED;
	vote->sole = ticks_is_sole(t, target->plan, target->item, signer);
}

/* A field that is ticked, with name and date. */
static bool is_ticked(const struct item *item)
{
	return item->claim == CLAIM_DONE && !item->signoff.blank_name &&
	       !item->signoff.blank_date;
}

static int add_vote(struct ticks *t, size_t at, struct err *err)
{
	const struct target *target = &t->targets.at[at];
	const struct traced *line = &t->lines.at[at];
	const struct item *item;
	struct signoff_vote *vote;
	struct tick_commit *commit;
	int rc;

	if (target->waiver != ITEM_NONE)
		return 0;
	item = item_of(t, target->plan, target->item);
	if (item->kind != ITEM_SIGNOFF || !is_ticked(item))
		return 0;
	vote = LIST_ADD(t->arena, &judgement_of(t, target->plan, target->item)->votes);
	*vote = (struct signoff_vote){
		.from = VOTE_TICK,
		.vote = item->signoff.decision == DECISION_REJECT ||
					item->signoff.decision == DECISION_CONDITIONAL
				? VOTE_REJECT
				: VOTE_APPROVE,
		.reason = REASON_UNSIGNED,
		.why = SPAN_LIT("history ends before the commit that ticked it"),
		.by = item->signoff.name,
		.at = CLOCK_NONE,
		.self_declared = t->source->self_declared,
	};
	if (line->end != TRACE_FOUND)
		return 0;
	rc = commit_of(&commit, t, line->commit, err);
	if (rc < 0)
		return rc;
	vote->commit = line->commit;
	vote->at = commit->about.committed_at;
	vote->fingerprint = commit->sig.fingerprint;
	if (commit->about.author_mail.len > 0)
		vote->by = commit->about.author_mail;
	judge_tick(t, target, line, commit, vote);
	return 0;
}

/* ---- waivers -------------------------------------------------------------------- */

/* "@lead" and "lead" are one name. */
static struct span person(struct span name)
{
	name = span_trim(name);
	return name.len > 1 && name.ptr[0] == '@' ? span_from(name, 1) : name;
}

/*
 * Whether the commit is signed by the approver, who may approve.  *until, which
 * may be an end already, comes to be the sooner.
 */
static bool is_approved_by(int64_t *until, struct ticks *t, const struct traced *line,
			   struct span approver, struct err *err)
{
	struct tick_commit *commit;
	const struct signer *signer;

	if (line->end != TRACE_FOUND || t->source->self_declared ||
	    commit_of(&commit, t, line->commit, err) < 0 ||
	    commit->reason != REASON_SIGNED_BY)
		return false;
	signer = signers_find_both(&t->source->trust->signers, commit->sig.wire, "git",
				   NAMESPACE_WAIVE, t->source->when);
	if (!signer || signer_at(signer, t->source->when) != SIGNER_VALID ||
	    !signer_has_principal(signer, person(approver)))
		return false;
	*until = sooner(sooner(*until, commit->sig.ends_at), ticks_lapse(signer));
	return true;
}

/* A plan's own stood below the same words when it was signed. */
static bool stood_there(struct ticks *t, const struct target *target,
			const struct traced *line)
{
	const struct plan *was = old_plan(t, line);
	const struct item *now = item_of(t, target->plan, target->item);

	for (size_t i = 0; i < was->items.count; i++) {
		const struct item *item = &was->items.at[i];

		for (size_t w = 0; w < item->waivers.count; w++)
			if (item->waivers.at[w].line == line->was_line)
				return span_eq(item->plain, now->plain) &&
				       span_eq(item->declared_id, now->declared_id);
	}
	return false;
}

static bool same_waiver(const struct config_waiver *a, const struct config_waiver *b)
{
	return span_eq(a->name, b->name) && span_eq(a->item, b->item) &&
	       span_eq(a->plan, b->plan) && span_eq(a->reason, b->reason) &&
	       span_eq(a->owner, b->owner) && span_eq(a->approver, b->approver) &&
	       span_eq(a->expires, b->expires);
}

/* Whether the configuration of that commit says the same of the waiver. */
static bool said_there(struct ticks *t, const struct config_waiver *waiver,
		       const struct traced *line)
{
	struct err err = { 0 };
	struct config was;
	struct span bytes;

	config_default(&was, t->arena);
	if (repo_blob(&bytes, t->source->repo, line->was_id, LIMIT_CONFIG_BYTES,
		      t->arena, &err) < 0 ||
	    config_read(&was, SPAN_LIT(CONFIG_NAME), bytes, CONFIG_TREE, t->arena,
			&err) < 0)
		return false;
	for (size_t i = 0; i < was.waivers.count; i++)
		if (same_waiver(&was.waivers.at[i], waiver))
			return true;
	return false;
}

/* All of its lines are its approver's, and one commit has the whole. */
static void approve_config(struct ticks *t, size_t first, size_t end, struct err *err)
{
	struct config_waiver *waiver =
		&t->source->config->waivers.at[t->targets.at[first].waiver];
	bool said = false;

	for (size_t i = first; i < end; i++)
		if (!is_approved_by(&waiver->approved_until, t, &t->lines.at[i],
				    waiver->approver, err))
			return;
	for (size_t i = first; i < end && !said; i++)
		if (i == first ||
		    !span_eq(t->lines.at[i].was_id, t->lines.at[i - 1].was_id))
			said = said_there(t, waiver, &t->lines.at[i]);
	waiver->approved = said;
}

static void approve(struct ticks *t, struct err *err)
{
	for (size_t i = 0, end; i < t->targets.count; i = end) {
		const struct target *target = &t->targets.at[i];
		struct item_waiver *waiver;

		end = i + 1;
		if (target->waiver == ITEM_NONE)
			continue;
		if (target->in_config) {
			while (end < t->targets.count && t->targets.at[end].in_config &&
			       t->targets.at[end].waiver == target->waiver)
				end++;
			approve_config(t, i, end, err);
			continue;
		}
		waiver = &t->source->report->plans.at[target->plan]
				  .plan.items.at[target->item]
				  .waivers.at[target->waiver];
		waiver->approved =
			is_approved_by(&waiver->approved_until, t, &t->lines.at[i],
				       waiver->approver, err) &&
			stood_there(t, target, &t->lines.at[i]);
	}
}

/* ---- the whole ------------------------------------------------------------------ */

int ticks_find(struct ticks **out, const struct ticks_source *source,
	       struct arena *arena, struct err *err)
{
	struct ticks *t = ARENA_NEW(arena, struct ticks);
	SCOPED_COMMITSIG_VERIFIER verifier =
		commitsig_verifier_new(source->trust, arena);
	struct err trouble = { 0 };
	int rc;

	*out = t;
	*t = (struct ticks){
		.source = source,
		.arena = arena,
		.scratch = source->scratch,
		.verifier = verifier,
		.commits = table_new(arena),
		.plan_paths = table_new(arena),
		.old_plans = table_new(arena),
		.texts = ARENA_ARRAY(arena, const struct span *,
				     source->report->plans.count + 1),
		.text_lines =
			ARENA_ARRAY(arena, unsigned, source->report->plans.count + 1),
	};
	rc = trace_all(t, &trouble);
	if (rc == 0)
		rc = fill_marks(t, &trouble);
	if (rc == 0)
		inherit_marks(t);
	for (size_t i = 0; rc == 0 && i < t->targets.count; i++)
		rc = add_vote(t, i, &trouble);
	if (rc == 0)
		approve(t, &trouble);
	t->verifier = NULL;
	arena_clear(t->scratch);
	if (rc == -ERR_ABSENT)
		return 0; /* shallow: said already, and nothing is known */
	if (rc < 0)
		*err = trouble;
	return rc;
}
