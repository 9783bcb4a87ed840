/* muster explain: one item's whole story, from the newest recorded run. */
#include "audit/since.h"
#include "base/limits.h"
#include "cli/auditing.h"
#include "cli/find_item.h"
#include "cli/print.h"
#include "cli/recorded.h"
#include "export/export.h"
#include "store/runs.h"

#include <string.h>

/* Of the commits between evidence and the audited one. */
#define COMMITS_STALE  200 /* looked at, to find what made it stale */
#define COMMITS_FRESH  50
#define COMMITS_SHOWN  10
#define COMMITS_NEWEST 3

#define PATTERNS_SHOWN 5 /* of the scope that a statement names */

/* What a story is told from. */
struct telling {
	const struct invocation *in;
	struct report *report;
	const struct planned *planned;
	const struct item *item;
	struct since *since; /* NULL: there is no repository to ask */
};

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, NULL, "print the story as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* "  found      412 tests, 2 failed": nothing where there is nothing to say. */
static void print_field(FILE *out, const char *indent, const char *name,
			struct span text)
{
	if (text.len == 0)
		return;
	fprintf(out, "%s%-10s ", indent, name);
	print_text(out, text);
	fputc('\n', out);
}

static void print_head(FILE *out, const struct planned *planned,
		       const struct item *item)
{
	print_text(out, planned->plan.path);
	fprintf(out, ":%u  ", item->line);
	print_text(out, item->plain);
	fputs("\n  ", out);
	if (item->headings.count > 0)
		fputs("under ", out);
	for (size_t i = 0; i < item->headings.count; i++) {
		if (i > 0)
			fputs(" > ", out);
		print_text(out, item->headings.at[i]);
	}
	fprintf(out, "%s%s, %s, id ", item->headings.count ? ": " : "",
		item_kind_word[item->kind], item_level_word[item->level]);
	print_text(out, item->id);
	fputs("\n\n", out);
}

static void print_verdict(const struct invocation *in, const struct item *item,
			  const struct judgement *judgement)
{
	FILE *out = in->out;

	if (!judgement->judged) {
		fputs("Not judged", out);
		if (item->skip.len > 0) {
			fputs(": ", out);
			print_text(out, item->skip);
		}
		fputs("\n", out);
		return;
	}
	fprintf(out, "%s%s%s", in->color ? "\033[1m" : "",
		verdict_label[judgement->verdict], in->color ? "\033[0m" : "");
	fprintf(out, "  (%s, %s, freshness %s", reason_word[judgement->reason],
		strength_code[judgement->strength],
		freshness_word[judgement->freshness]);
	if (judgement->row > 0)
		fprintf(out, ", row %u of the decision table", judgement->row);
	if (judgement->raw != judgement->verdict)
		fprintf(out, ", %s without the waiver", verdict_word[judgement->raw]);
	fputs(")\n  ", out);
	print_text(out, judgement->sentence);
	fputs("\n", out);
}

/* "reworded: was "Keys rotated"": what the run before had in its place. */
static void print_lineage(FILE *out, const struct lineage *was)
{
	if (was->how == LINEAGE_NONE)
		return;
	fprintf(out, "  %s: was ",
		lineage_is_reworded(was->how) ? "reworded" : "moved");
	if (lineage_is_reworded(was->how)) {
		fputc('"', out);
		print_text(out, was->text);
		fputs("\", ", out);
	}
	print_text(out, was->plan);
	fprintf(out, ":%u, id ", was->line);
	print_text(out, was->id);
	if (was->commit.len >= 12)
		fprintf(out, ", in %.12s", was->commit.ptr);
	fputc('\n', out);
	if (lineage_is_reworded(was->how))
		fputs("  What was agreed about the old words was not about these.\n",
		      out);
}

static void print_claim(FILE *out, const struct item *item,
			const struct judgement *judgement)
{
	char at[CLOCK_TEXT];

	fputs("\nThe claim\n", out);
	fprintf(out, "  %-10s %s", "says", claim_word[item->claim]);
	if (item->mark.len > 0) {
		fputs(", marked \"", out);
		print_text(out, item->mark);
		fputc('"', out);
	}
	fprintf(out, " (%s)\n", claim_from_word[item->claim_from]);
	print_field(out, "  ", "but says", item->qualified);
	print_field(out, "  ", "hedge", item->hedge);
	if (judgement->judged)
		fprintf(out, "  %-10s %s%s\n", "needs",
			claim_class_word[judgement->needs],
			judgement->required ? ", required" : ", not required");
	if (judgement->marked_commit.len > 0) {
		fprintf(out, "  %-10s ", "marked by");
		print_text(out, judgement->marked_by);
		fputs(" <", out);
		print_text(out, judgement->marked_mail);
		fprintf(out, "> in %.12s, %s\n", judgement->marked_commit.ptr,
			clock_format(judgement->marked_at, at));
		print_field(out, "  ", "through", judgement->marked_through);
		print_field(out, "  ", "signature", judgement->mark_signature);
	}
}

/* Who said what to a sign-off field, and whether it counts. */
static void print_votes(FILE *out, const struct judgement *judgement)
{
	if (judgement->votes.count > 0)
		fputs("\nWho signed\n", out);
	for (size_t i = 0; i < judgement->votes.count; i++) {
		const struct signoff_vote *vote = &judgement->votes.at[i];
		char at[CLOCK_TEXT];

		fprintf(out, "  %-10s ", vote_word[vote->vote]);
		print_text(out, vote->by);
		if (vote->from == VOTE_TICK && vote->commit.len >= 12)
			fprintf(out, " in %.12s", vote->commit.ptr);
		if (vote->from == VOTE_STATEMENT) {
			fputs(" in ", out);
			print_text(out, vote->name);
		}
		if (vote->at != CLOCK_NONE)
			fprintf(out, ", %s", clock_format(vote->at, at));
		fputc('\n', out);
		print_field(out, "             ", "key", vote->fingerprint);
		if (vote->reason == REASON_SIGNED_BY)
			fputs("             it counts\n", out);
		else
			print_field(out, "             ", "not counted", vote->why);
	}
}

static void print_commit(FILE *out, const struct since_commit *one)
{
	char at[CLOCK_TEXT];

	fprintf(out, "     %-10s %s %.12s %.10s ", "",
		one->unread             ? "?"
		: one->change.count > 0 ? "*"
					: " ",
		one->commit.id.ptr, clock_format(one->commit.committed_at, at));
	print_text(out, one->commit.subject);
	fputc('\n', out);
	if (one->change.count == 0)
		return;
	fprintf(out, "     %-10s     changed ", "");
	print_text(out, one->change.first);
	if (one->change.count > 1)
		fprintf(out, " and %ju more", (uintmax_t)one->change.count - 1);
	fputc('\n', out);
}

/* What is about this very content, or the tree's own, has aged through no commit. */
static bool can_age(const struct requirement *requirement)
{
	return requirement->freshness != FRESHNESS_NONE &&
	       requirement->freshness != FRESHNESS_EXACT;
}

/* The commits since, newest first; those that touched the scope have a star. */
static int print_since(const struct telling *t, const struct requirement *requirement,
		       const struct artifact *artifact, struct err *err)
{
	FILE *out = t->in->out;
	size_t touched = 0, shown = 0;
	struct since_list list = { .more = false };
	int rc = 0;

	if (t->since && artifact && can_age(requirement))
		rc = since_commits(&list, t->since, t->planned, t->item, artifact,
				   requirement->freshness == FRESHNESS_STALE
					   ? COMMITS_STALE
					   : COMMITS_FRESH,
				   err);
	if (rc < 0 || list.commits.count == 0)
		return rc;
	for (size_t i = 0; i < list.commits.count; i++)
		touched += list.commits.at[i].change.count > 0 ||
			   list.commits.at[i].unread;
	fprintf(out, "     %-10s %s%zu commit%s since it, %zu %stouched its scope%s\n",
		"history", list.more ? "more than " : "", list.commits.count,
		list.commits.count == 1 ? "" : "s", touched,
		list.more ? "of these " : "", touched > 0 ? ", newest first:" : "");
	for (size_t i = 0; i < list.commits.count && shown < COMMITS_SHOWN; i++) {
		const struct since_commit *one = &list.commits.at[i];

		/* The newest say where we are; of older ones those that matter. */
		if (touched == 0 ||
		    (i >= COMMITS_NEWEST && one->change.count == 0 && !one->unread))
			continue;
		shown++;
		print_commit(out, one);
	}
	return 0;
}

/* What a statement says it is about: its first patterns, those left out apart. */
static void print_scope(FILE *out, struct span lines)
{
	size_t count = 0;
	struct span line;

	fprintf(out, "     %-10s", "about");
	while (span_line(&lines, &line) && count < PATTERNS_SHOWN) {
		if (line.len == 0 || line.ptr[0] == '!')
			continue;
		count++;
		fputc(' ', out);
		print_text(out, line);
	}
	fputs(count == PATTERNS_SHOWN ? " ...\n" : "\n", out);
}

static int print_requirement(const struct telling *t,
			     const struct requirement *requirement, size_t number,
			     struct err *err)
{
	const struct report *report = t->report;
	FILE *out = t->in->out;
	const struct artifact *artifact =
		requirement->artifact == ARTIFACT_NONE
			? NULL
			: &report->artifacts.at[requirement->artifact];
	int rc = 0;

	fprintf(out, "  %zu. %s  ", number, outcome_word[requirement->outcome]);
	print_text(out, requirement->text);
	fprintf(out, "  (%s", basis_word[requirement->basis]);
	if (requirement->line > 0)
		fprintf(out, ", line %u", requirement->line);
	fputs(")\n", out);
	print_field(out, "     ", "expected", requirement->expected);
	print_field(out, "     ", "found", requirement->actual);
	print_field(out, "     ", "flaky",
		    requirement_flaky_says(requirement, t->in->arena));
	if (requirement->how != HOW_UNRESOLVED) {
		fprintf(out, "     %-10s ", "file");
		print_text(out, requirement->path);
		fprintf(out, "%s(%s)\n", requirement->path.len ? " " : "",
			ref_how_word[requirement->how]);
	}
	if (artifact && requirement->artifact_line > 0)
		fprintf(out, "     %-10s %u\n", "at line", requirement->artifact_line);
	if (artifact && artifact->status != ARTIFACT_OK) {
		fprintf(out, "     %-10s %s, %.*s", "reading",
			artifact_status_word[artifact->status],
			SPAN_ARG(artifact->reason));
		if (artifact->err_line > 0)
			fprintf(out, " at line %u, column %u", artifact->err_line,
				artifact->err_column);
		fputc('\n', out);
		print_field(out, "     ", "", artifact->detail);
	}
	if (requirement->freshness != FRESHNESS_NONE) {
		fprintf(out, "     %-10s %s", "freshness",
			freshness_word[requirement->freshness]);
		if (requirement->freshness_reason != REASON_NONE)
			fprintf(out, " (%s)",
				reason_word[requirement->freshness_reason]);
		if (artifact && artifact->subject.len >= 12 &&
		    (can_age(requirement) ||
		     span_eq(artifact->subject, report->run.commit)))
			fprintf(out, ", about %.12s", artifact->subject.ptr);
		fputc('\n', out);
	}
	if (artifact && artifact->about.scope.len > 0)
		print_scope(out, artifact->about.scope);
	rc = print_since(t, requirement, artifact, err);
	if (rc < 0)
		return rc;
	if (artifact && can_age(requirement) && artifact->changed_count > 0) {
		fprintf(out, "     %-10s %ju file%s in its scope, first ", "changed",
			(uintmax_t)artifact->changed_count,
			artifact->changed_count == 1 ? "" : "s");
		print_text(out, artifact->changed);
		fputc('\n', out);
	}
	fprintf(out, "     %-10s %s, %s\n", "strength",
		strength_code[requirement->strength],
		strength_word[requirement->strength]);
	print_field(out, "     ",
		    requirement->strength >= STRENGTH_SIGNED ? "signed" : "capped",
		    requirement->strength_cap);
	for (size_t i = 0; i < requirement->candidates.count; i++)
		print_field(out, "     ", i == 0 ? "tried" : "",
			    requirement->candidates.at[i]);
	return 0;
}

static void print_suggestions(FILE *out, const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->suggestions.count; i++) {
		const struct suggestion *suggestion = &judgement->suggestions.at[i];

		fputs(i == 0 ? "\nCould be meant, and counts once it is declared\n"
			     : "",
		      out);
		fputs("  ", out);
		print_text(out, suggestion->annotation);
		fputs("\n     ", out);
		print_text(out, suggestion->why);
		fputc('\n', out);
	}
}

static void print_findings(const struct telling *t, size_t index)
{
	FILE *out = t->in->out;

	for (size_t i = 0; i < t->planned->plan.findings.count; i++) {
		const struct finding *finding = &t->planned->plan.findings.at[i];

		if (finding->item != index && finding->other_item != index)
			continue;
		fprintf(out, "\n%s %s", finding_level_word[finding->rule->level],
			finding->rule->code);
		if (finding_certainty(finding->rule))
			fprintf(out, ", %s", finding_certainty(finding->rule));
		fprintf(out, ", line %u: ", finding->line);
		print_text(out, finding->message);
		fputc('\n', out);
	}
}

static int print_story(const struct telling *t, const struct judgement *judgement,
		       size_t index, struct err *err)
{
	FILE *out = t->in->out;
	int rc = 0;

	print_head(out, t->planned, t->item);
	print_verdict(t->in, t->item, judgement);
	print_lineage(out, &judgement->was);
	print_claim(out, t->item, judgement);
	print_votes(out, judgement);
	if (judgement->requirements.count > 0)
		fputs("\nWhat it needs\n", out);
	for (size_t i = 0; i < judgement->requirements.count && rc == 0; i++)
		rc = print_requirement(t, &judgement->requirements.at[i], i + 1, err);
	if (rc < 0)
		return rc;
	print_suggestions(out, judgement);
	print_findings(t, index);
	if (judgement->fix.len > 0) {
		fputs("\nThe shortest way to verified\n  ", out);
		print_text(out, judgement->fix);
		fputc('\n', out);
	}
	return 0;
}

/* The same commits that the words are about, for one requirement. */
static int tell_since(struct told_since *out, const struct telling *t,
		      const struct requirement *requirement, struct err *err)
{
	struct arena *arena = t->in->arena;
	struct since_list list;
	int rc;

	*out = (struct told_since){ 0 };
	if (!t->since || requirement->artifact == ARTIFACT_NONE ||
	    !can_age(requirement))
		return 0;
	rc = since_commits(&list, t->since, t->planned, t->item,
			   &t->report->artifacts.at[requirement->artifact],
			   requirement->freshness == FRESHNESS_STALE ? COMMITS_STALE
								     : COMMITS_FRESH,
			   err);
	if (rc < 0)
		return rc;
	out->known = true;
	out->more = list.more;
	for (size_t i = 0; i < list.commits.count; i++) {
		const struct since_commit *one = &list.commits.at[i];

		*LIST_ADD(arena, &out->commits) = (struct told_commit){
			.id = one->commit.id,
			.subject = one->commit.subject,
			.at = one->commit.committed_at,
			.changed = one->change.first,
			.changed_count = one->change.count,
		};
	}
	return 0;
}

static int print_json(const struct telling *t, const struct judgement *judgement,
		      size_t index, struct err *err)
{
	struct told_since *since = ARENA_ARRAY(t->in->arena, struct told_since,
					       judgement->requirements.count + 1);
	struct buf json;
	int rc = 0;

	for (size_t i = 0; i < judgement->requirements.count && rc == 0; i++)
		rc = tell_since(&since[i], t, &judgement->requirements.at[i], err);
	if (rc < 0)
		return rc;
	buf_init(&json, LIMIT_JSON_OUT);
	rc = export_explain_json(&json, t->report, t->planned, index, since, err);
	if (rc == 0)
		fwrite(json.ptr, 1, json.len, t->in->out);
	buf_release(&json);
	return rc;
}

/* Whether some requirement is about a commit before the audited one. */
static bool has_history(const struct report *report, const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *one = &judgement->requirements.at[i];

		if (one->artifact != ARTIFACT_NONE && can_age(one) &&
		    report->artifacts.at[one->artifact].subject.len > 0 &&
		    !span_eq(report->artifacts.at[one->artifact].subject,
			     report->run.commit))
			return true;
	}
	return false;
}

/* Its plan is loaded whole, and of all else what the story needs. */
static int explain(struct invocation *in, struct recorded *recorded,
		   const struct found_place *found, struct err *err)
{
	const struct judgement *judgement;
	struct err ignored = { 0 };
	struct config config;
	struct report report;
	struct telling t = { .in = in, .report = &report };
	int rc = runs_plan(&report, recorded->store, recorded->report.run.row,
			   found->plan, in->arena, err);

	if (rc < 0)
		return rc;
	t.planned = &report.plans.at[found->plan];
	if (found->item >= t.planned->judgements.count)
		return err_set(err, ERR_FORMAT, "the recorded run lost that item");
	t.item = &t.planned->plan.items.at[found->item];
	judgement = &t.planned->judgements.at[found->item];
	rc = auditing_operator_config(&config, in, err);
	if (rc < 0)
		return rc;
	/* A run of a commit that is gone is told without its history. */
	if (recorded->repo && has_history(&report, judgement) &&
	    since_open(&t.since, recorded->repo, &report, rc == 1 ? &config : NULL,
		       in->arena, &ignored) < 0)
		t.since = NULL;
	return invocation_has(in, "json")
		       ? print_json(&t, judgement, found->item, err)
		       : print_story(&t, judgement, found->item, err);
}

static int run(struct invocation *in, struct err *err)
{
	struct found_place found;
	struct recorded recorded;
	struct span words = SPAN_EMPTY;
	int rc = recorded_head(&recorded, in, err);

	for (int i = 0; i < in->arg_count; i++)
		words = arena_printf(in->arena, "%.*s%s%s", SPAN_ARG(words),
				     i ? " " : "", in->args[i]);
	if (rc == 0)
		rc = find_recorded(&found, recorded.store, recorded.report.run.row,
				   words, in->arena, err);
	if (rc == 0)
		rc = explain(in, &recorded, &found, err);
	recorded_close(&recorded);
	return rc;
}

const struct command command_explain = {
	.name = "explain",
	.args = "ITEM",
	.summary = "Tell one item's whole story",
	.examples = "  muster explain unit-tests\n"
		    "  muster explain checklists/release.md:14\n"
		    "  muster explain rate limiting\n"
		    "  muster explain unit-tests --json | jq .item.verdict\n",
	.options = options,
	.min_args = 1,
	.max_args = -1,
	.run = run,
};
