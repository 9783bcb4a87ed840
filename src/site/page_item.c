#include "base/limits.h"
#include "base/path.h"
#include "site/page.h"
#include "site/url.h"
#include "text/html.h"

#include <stdlib.h>

#define VOTES_SHOWN    50 /* of a sign-off field */
#define EXCERPT_HITS   4
#define EXCERPT_AROUND 2
#define EXCERPT_LINE   400
#define NEAR_SHOWN     12

/* ---- the claim ---------------------------------------------------------- */

/* What the run before had in its place. */
static void add_lineage(struct site *site, struct value *facts,
			const struct lineage *was)
{
	struct span place =
		arena_printf(site->scratch, "%.*s:%u, id %.*s", SPAN_ARG(was->plan),
			     was->line, SPAN_ARG(was->id));

	switch (was->how) {
	case LINEAGE_DECLARED:
	case LINEAGE_REWORDED:
		fact_text(site, facts, "reworded-was", was->text);
		fact_code(site, facts, "there", place);
		break;
	case LINEAGE_MOVED:
	case LINEAGE_MOVED_FILE:
		fact_code(site, facts, "moved-from", place);
		break;
	case LINEAGE_NONE:
	case LINEAGES:
		return;
	}
	fact_code(site, facts, "in-commit", was->commit);
}

/* "ann@example.org, by a statement of 2026-01-02. It does not count: ..." */
static struct span vote_words(struct site *site, const struct signoff_vote *vote)
{
	/* By where it came from, and whether it has a date. */
	static const char *const keys[VOTE_FROMS][2] = {
		[VOTE_TICK] = { "item.vote-tick", "item.vote-tick-dated" },
		[VOTE_STATEMENT] = { "item.vote-statement",
				     "item.vote-statement-dated" },
	};
	bool dated = vote->at != CLOCK_NONE;
	char at[CLOCK_TEXT] = "";
	struct span words;

	if (dated)
		clock_format(vote->at, at);
	words = SAY(site, keys[vote->from][dated], say_text("by", vote->by),
		    say_text("date", span_sub(span_of(at), 0, 10)));
	if (vote->reason == REASON_SIGNED_BY)
		return words;
	return SAY(site, "item.vote-not", say_text("vote", words),
		   say_text("why", vote->why));
}

/* Everybody who said yes or no to the field, and whether it counts. */
static void add_votes(struct site *site, struct value *facts,
		      const struct judgement *judgement)
{
	static const char *const says[VOTES] = { "approved-by", "rejected-by",
						 "abstained" };

	for (size_t i = 0; i < judgement->votes.count && i < VOTES_SHOWN; i++) {
		const struct signoff_vote *vote = &judgement->votes.at[i];

		fact_text(site, facts, says[vote->vote], vote_words(site, vote));
	}
}

static void add_claim(struct site *site, struct value *value,
		      const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];
	struct value *facts = value_list(value, "facts");
	struct span who = judgement->marked_by;

	value_printf(value, "place", "%.*s:%u", SPAN_ARG(planned->plan.path),
		     item->line);
	value_mark(site, value, "mark", item);
	value_text(value, "text", item_title(site, item));
	fact_text(site, facts, "it-says",
		  item->claim_from == CLAIM_FROM_INHERITED
			  ? SAY(site, "item.inherited",
				say_text("claim", say_word(site, "claim",
							   claim_word[item->claim])))
			  : say_word(site, "claim", claim_word[item->claim]));
	if (who.len > 0 && judgement->marked_mail.len > 0)
		who = arena_printf(site->scratch, "%.*s <%.*s>", SPAN_ARG(who),
				   SPAN_ARG(judgement->marked_mail));
	fact_text(site, facts, "mark-set-by", who);
	fact_time(site, facts, "when", judgement->marked_at);
	fact_code(site, facts, "commit", judgement->marked_commit);
	fact_text(site, facts, "committed-by", judgement->marked_through);
	fact_text(site, facts, "commit-signature", judgement->mark_signature);
	add_votes(site, facts, judgement);
	fact_text(site, facts, "owner", item_owner(planned, at));
	fact_text(site, facts, "due", item->due);
	fact_text(site, facts, "done-on", item->done_on);
	fact_text(site, facts, "weakened-by", item->qualified);
	add_lineage(site, facts, &judgement->was);
	if (judgement->judged && !judgement->parent && item->kind != ITEM_SIGNOFF)
		fact_text(site, facts, "it-needs",
			  say_word(site, "needs", claim_class_word[judgement->needs]));
	fact_text(site, facts, "at-the-gate",
		  say(site, judgement->parent     ? "item.gate-parent"
			    : judgement->required ? "item.gate-required"
						  : "item.gate-optional"));
}

static void add_findings(struct site *site, struct value *value, size_t plan, size_t at)
{
	const struct planned *planned = &site->report->plans.at[plan];
	struct value *list = value_list(value, "findings");
	size_t count;
	const struct finding_ref *refs = item_findings(&site->plans[plan], at, &count);

	for (size_t i = 0; i < count; i++) {
		const struct finding *finding =
			&planned->plan.findings.at[refs[i].finding];
		struct value *entry = value_add(list);

		value_text(entry, "message", finding->message);
		value_text(entry, "title",
			   finding->rule ? span_of(finding->rule->title) : SPAN_EMPTY);
	}
	value_flag(value, "has_findings", count > 0);
}

/* ---- evidence ----------------------------------------------------------- */

/* How the plan's words led to it; empty where that goes without saying. */
static struct span how_words(const struct site *site,
			     const struct requirement *requirement)
{
	return say_word(site, "how", ref_how_word[requirement->how]);
}

static bool names_evidence(const struct site *site,
			   const struct requirement *requirement)
{
	return requirement->artifact != ARTIFACT_NONE || requirement->path.len > 0 ||
	       how_words(site, requirement).len > 0;
}

static void add_artifact(struct site *site, struct value *list,
			 const struct requirement *requirement)
{
	const struct report *report = site->report;
	struct value *row = value_add(list);
	enum verdict icon;

	if (requirement->artifact < report->artifacts.count) {
		const struct artifact *artifact =
			&report->artifacts.at[requirement->artifact];

		value_text(row, "href",
			   page_href(site, url_artifact(site->scratch, artifact)));
		value_text(row, "path", artifact->path);
		value_text(row, "says", artifact_says(site, artifact, &icon));
	} else {
		value_text(row, "href", SPAN_EMPTY);
		value_text(row, "path",
			   requirement->path.len > 0 ? requirement->path
						     : requirement->text);
		value_text(row, "says", requirement->actual);
	}
	value_text(row, "how", how_words(site, requirement));
	value_text(row, "freshness",
		   say_word(site, "freshness", freshness_word[requirement->freshness]));
	value_text(row, "freshness_why",
		   words_freshness(site, requirement->freshness,
				   requirement->freshness_reason));
	value_printf(row, "strength", "%s %.*s", strength_code[requirement->strength],
		     SPAN_ARG(say_word(site, "strength",
				       strength_word[requirement->strength])));
	value_text(row, "cap", requirement->strength_cap);
}

static void add_near(struct value *value, const struct judgement *judgement)
{
	struct value *near = value_list(value, "near");
	size_t shown = 0;

	for (size_t r = 0; r < judgement->requirements.count; r++) {
		const struct requirement *requirement = &judgement->requirements.at[r];

		for (size_t c = 0; c < requirement->candidates.count; c++)
			if (shown++ < NEAR_SHOWN)
				value_add_text(near, requirement->candidates.at[c]);
	}
	value_flag(value, "has_near", shown > 0);
}

static void add_suggestions(struct value *value, const struct judgement *judgement)
{
	struct value *list = value_list(value, "suggestions");

	for (size_t i = 0; i < judgement->suggestions.count; i++) {
		struct value *entry = value_add(list);

		value_text(entry, "why", judgement->suggestions.at[i].why);
		value_text(entry, "annotation",
			   judgement->suggestions.at[i].annotation);
	}
	value_flag(value, "has_suggestions", judgement->suggestions.count > 0);
}

static void add_evidence(struct site *site, struct value *value,
			 const struct item *item, const struct judgement *judgement)
{
	struct value *list = value_list(value, "evidence");

	for (size_t i = 0; i < judgement->requirements.count; i++)
		if (names_evidence(site, &judgement->requirements.at[i]))
			add_artifact(site, list, &judgement->requirements.at[i]);
	value_flag(value, "has_evidence", list->first != NULL);
	value_text(value, "no_evidence",
		   say(site, judgement->parent            ? "item.evidence-parent"
			     : item->kind == ITEM_SIGNOFF ? "item.evidence-signoff"
							  : "item.evidence-none"));
	value_text(value, "no_checks",
		   say(site, judgement->parent            ? "item.checks-parent"
			     : item->kind == ITEM_SIGNOFF ? "item.checks-signoff"
							  : "item.checks-none"));
	add_near(value, judgement);
	add_suggestions(value, judgement);
}

/* ---- excerpt ------------------------------------------------------------ */

struct hits {
	unsigned line[EXCERPT_HITS];
	size_t count;
};

static void add_hit(struct hits *hits, unsigned line)
{
	if (line == 0 || hits->count == EXCERPT_HITS)
		return;
	for (size_t i = 0; i < hits->count; i++)
		if (hits->line[i] == line)
			return;
	hits->line[hits->count++] = line;
}

/* Facts that say no bring the lines they stand on. */
static int take_bad_line(void *ctx, const struct fact *fact, struct err *err)
{
	struct hits *hits = ctx;

	(void)err;
	if (fact->kind == FACT_CASE && (fact->as.test.outcome == TEST_FAILED ||
					fact->as.test.outcome == TEST_ERRORED))
		add_hit(hits, fact->as.test.line);
	if (fact->kind == FACT_PROBLEM && !fact->as.problem.suppressed &&
	    fact->as.problem.severity <= SEVERITY_HIGH)
		add_hit(hits, fact->as.problem.line);
	return 0;
}

static int compare_unsigned(const void *left, const void *right)
{
	unsigned a = *(const unsigned *)left;
	unsigned b = *(const unsigned *)right;

	return (a > b) - (a < b);
}

static int find_hits(struct site *site, const struct judgement *judgement,
		     const struct artifact *artifact, size_t index, struct hits *out,
		     struct err *err)
{
	struct fact_sink sink = { take_bad_line, out };
	int rc = 0;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < judgement->requirements.count; i++)
		if (judgement->requirements.at[i].artifact == index)
			add_hit(out, judgement->requirements.at[i].artifact_line);
	if (out->count == 0 && artifact->family == FAMILY_TESTS)
		rc = site_facts(site, artifact, FACT_CASE, FACTS_WORST_FIRST,
				EXCERPT_HITS, &sink, err);
	if (out->count == 0 && rc == 0 &&
	    (artifact->family == FAMILY_SCAN || artifact->family == FAMILY_SARIF))
		rc = site_facts(site, artifact, FACT_PROBLEM, FACTS_WORST_FIRST,
				EXCERPT_HITS, &sink, err);
	qsort(out->line, out->count, sizeof(out->line[0]), compare_unsigned);
	return rc;
}

static bool is_hit(const struct hits *hits, unsigned line)
{
	for (size_t i = 0; i < hits->count; i++)
		if (hits->line[i] == line)
			return true;
	return false;
}

static bool is_near_hit(const struct hits *hits, unsigned line)
{
	for (size_t i = 0; i < hits->count; i++)
		if (line + EXCERPT_AROUND >= hits->line[i] &&
		    line <= hits->line[i] + EXCERPT_AROUND)
			return true;
	return false;
}

static void draw_line(struct buf *html, unsigned number, struct span line, bool hit,
		      struct arena *arena)
{
	buf_addf(html, "<span class=\"ln%s\"><span class=\"no\">%u</span>",
		 hit ? " hit" : "", number);
	buf_adds(html, hit ? "<mark>" : "");
	html_text(html, words_cut(arena, line, EXCERPT_LINE));
	buf_adds(html, hit ? "</mark></span>\n" : "</span>\n");
}

static struct span draw_lines(struct site *site, struct span bytes,
			      const struct hits *hits)
{
	struct buf html;
	struct span line, out;
	unsigned number = 0;
	unsigned last = 0;

	buf_init(&html, 1 << 16);
	while (number < hits->line[hits->count - 1] + EXCERPT_AROUND &&
	       span_line(&bytes, &line)) {
		number++;
		if (!is_near_hit(hits, number))
			continue;
		if (last > 0 && number != last + 1)
			html_raw(&html, "<span class=\"gap\">\xE2\x8B\xAE</span>\n");
		draw_line(&html, number, line, is_hit(hits, number), site->scratch);
		last = number;
	}
	out = arena_copy(site->scratch, buf_span(&html));
	buf_release(&html);
	return out;
}

/* The artifact whose lines say most: of the first requirement that does not hold. */
static size_t telling_artifact(const struct site *site,
			       const struct judgement *judgement)
{
	size_t with_line = ARTIFACT_NONE;

	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *requirement = &judgement->requirements.at[i];

		if (requirement->artifact >= site->report->artifacts.count)
			continue;
		if (requirement->outcome != OUTCOME_PASS)
			return requirement->artifact;
		if (with_line == ARTIFACT_NONE && requirement->artifact_line > 0)
			with_line = requirement->artifact;
	}
	return with_line;
}

static int add_excerpt(struct site *site, struct value *value,
		       const struct judgement *judgement, struct err *err)
{
	struct value *list = value_list(value, "excerpts");
	size_t index = telling_artifact(site, judgement);
	const struct artifact *artifact;
	struct hits hits;
	struct span bytes;
	struct value *excerpt;
	int rc;

	if (index == ARTIFACT_NONE)
		return 0;
	artifact = &site->report->artifacts.at[index];
	rc = find_hits(site, judgement, artifact, index, &hits, err);
	if (rc < 0)
		return rc;
	if (hits.count == 0 || artifact->withheld ||
	    !site_raw(site, artifact->raw_name, &bytes) || span_index(bytes, '\0') >= 0)
		return 0;
	excerpt = value_add(list);
	value_text(excerpt, "href",
		   page_href(site, url_artifact(site->scratch, artifact)));
	value_text(excerpt, "path", artifact->path);
	value_text(excerpt, "file", path_base(artifact->path));
	value_text(excerpt, "raw", page_href(site, artifact->raw_name));
	value_slot(excerpt, "lines", draw_lines(site, bytes, &hits));
	return 0;
}

/* ---- over the runs ------------------------------------------------------ */

static const struct past_run *run_of(const struct report *report, int64_t number)
{
	for (size_t i = report->history.count; i > 0; i--)
		if (report->history.at[i - 1].number == number)
			return &report->history.at[i - 1];
	return NULL;
}

/* The verdict of runs `from` to `to`. */
static void add_span(struct site *site, struct value *list, enum verdict verdict,
		     int64_t from, int64_t to)
{
	const struct report *report = site->report;
	const struct past_run *run = run_of(report, from);
	bool is_this = from == report->run.number;
	struct value *entry = value_add(list);

	value_text(entry, "word", span_of(verdict_word[verdict]));
	value_text(entry, "label", say_word(site, "verdict", verdict_word[verdict]));
	value_printf(entry, "from", "%lld", (long long)from);
	if (to > from)
		value_printf(entry, "to", "%lld", (long long)to);
	else
		value_text(entry, "to", SPAN_EMPTY);
	value_date(entry, "when",
		   is_this ? report->run.as_of
		   : run   ? run->as_of
			   : CLOCK_NONE);
	value_text(entry, "href",
		   is_this || run_is_shown(site, from)
			   ? page_href(site, url_run(site->scratch, from))
			   : SPAN_EMPTY);
}

static void add_runs(struct site *site, struct value *value,
		     const struct planned *planned, size_t at)
{
	const struct judgement *judgement = &planned->judgements.at[at];
	const struct past_list *past = item_past(site, planned, at);
	struct value *list = value_list(value, "spans");
	int64_t now = site->report->run.number;
	size_t count = past ? past->at.count : 0;

	for (size_t i = 0; i < count; i++) {
		const struct past_verdict *one = past->at.at[i];
		int64_t until = i + 1 < count ? past->at.at[i + 1]->run - 1 : now - 1;

		if (i + 1 == count && one->verdict == judgement->verdict) {
			add_span(site, list, one->verdict, one->run, now);
			return;
		}
		add_span(site, list, one->verdict, one->run, until);
	}
	add_span(site, list, judgement->verdict, now, now);
}

/* ---- the page ----------------------------------------------------------- */

/* The nearest item with a page, one way or the other. */
static struct span neighbour(struct site *site, const struct planned *planned,
			     size_t at, int step)
{
	size_t i = at;

	for (;;) {
		if ((step < 0 && i == 0) ||
		    (step > 0 && i + 1 >= planned->judgements.count))
			return SPAN_EMPTY;
		i = step < 0 ? i - 1 : i + 1;
		if (item_shown(&planned->judgements.at[i]))
			return page_href(site, url_item(site->scratch, &planned->plan,
							&planned->judgements.at[i]));
	}
}

int page_item(struct site *site, size_t plan, size_t at, struct err *err)
{
	const struct planned *planned = &site->report->plans.at[plan];
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];
	struct value *value =
		page_begin(site, url_item(site->arena, &planned->plan, judgement));
	struct span in_plan =
		url_plan(site->scratch, &planned->plan, site->plans[plan].part[at]);
	struct page page = { .template = "item",
			     .title = words_cut(site->scratch, item_title(site, item),
						120),
			     .nav = "plan/index.html",
			     .class = "item" };
	int rc;

	value_text(value, "plan", planned->plan.title);
	value_text(value, "plan_href", page_href(site, in_plan));
	value_printf(value, "in_plan", "%.*s%.*s#i-%.*s", SPAN_ARG(site->root),
		     SPAN_ARG(in_plan), SPAN_ARG(judgement->slug));
	value_text(value, "section", item_section(&site->plans[plan], planned, item));
	value_text(value, "title", item_title(site, item));
	value_verdict(site, value, "verdict", judgement->verdict);
	value_text(value, "sentence",
		   judgement->sentence.len > 0 ? judgement->sentence
					       : say_reason(site, judgement->reason));
	value_text(value, "fix", judgement->fix);
	value_text(value, "reason", span_of(reason_word[judgement->reason]));
	value_text(value, "strength", span_of(strength_code[judgement->strength]));
	value_text(value, "freshness", span_of(freshness_word[judgement->freshness]));
	value_text(value, "raw_verdict",
		   judgement->raw != judgement->verdict && !judgement->parent
			   ? say_word(site, "in-sentence", verdict_word[judgement->raw])
			   : SPAN_EMPTY);
	value_text(value, "waived",
		   judgement->verdict == VERDICT_WAIVED ? judgement->sentence
							: SPAN_EMPTY);
	add_claim(site, value, planned, at);
	add_findings(site, value, plan, at);
	add_evidence(site, value, item, judgement);
	value_checks(site, value, judgement);
	value_flag(value, "has_checks", judgement->requirements.count > 0);
	rc = add_excerpt(site, value, judgement, err);
	if (rc < 0)
		return rc;
	add_runs(site, value, planned, at);
	value_text(value, "previous", neighbour(site, planned, at, -1));
	value_text(value, "next", neighbour(site, planned, at, 1));
	return page_end(site, &page, value, err);
}
