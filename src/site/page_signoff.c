#include "site/page.h"
#include "site/url.h"

#include <stdlib.h>

#define ITEMS_SHOWN  150 /* what somebody reads before signing */
#define ITEMS_EACH   15  /* of each verdict, before the worst get the rest */
#define CARDS_SHOWN  30
#define GROUPS_SHOWN 40
#define PLANS_SHOWN  40

static void add_role(struct site *site, struct value *list,
		     const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];
	const struct signoff_field *field = &item->signoff;
	struct value *role = value_add(list);

	value_text(role, "word", span_of(verdict_word[judgement->verdict]));
	value_text(role, "label",
		   say_word(site, "verdict", verdict_word[judgement->verdict]));
	value_text(role, "role",
		   field->role.len > 0 ? field->role : item_title(site, item));
	value_text(role, "name",
		   field->name.len > 0 ? field->name
		   : field->blank_name ? say(site, "signoff.no-name")
				       : SPAN_EMPTY);
	value_text(role, "state",
		   judgement->sentence.len > 0 ? judgement->sentence
					       : say_reason(site, judgement->reason));
	value_text(role, "date", field->date);
	value_text(role, "plan", planned->plan.title);
	value_printf(role, "line", "%u", item->line);
	value_text(role, "href", url_item(site->scratch, &planned->plan, judgement));
}

static size_t list_length(const struct value *list)
{
	size_t length = 0;

	for (const struct value *at = list->first; at; at = at->next)
		length++;
	return length;
}

/*
 * The statement of seal.md section 6 about this report, byte for byte what `muster
 * signoff --print` writes but for three words that only the signer knows.
 */
static void add_statement(struct site *site, struct value *list,
			  const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct run *run = &site->report->run;
	struct span field = report_field(planned, at, site->scratch);
	struct span slug = item->signoff.role_slug;
	struct value *row;

	if (planned->judgements.at[at].verdict == VERDICT_VERIFIED ||
	    site->options->report_digest.len == 0)
		return;
	if (slug.len == 0)
		slug = SPAN_LIT("ROLE");
	row = value_add(list);
	value_printf(row, "number", "%zu", list_length(list) - 1);
	value_text(row, "field", field);
	value_text(row, "role_slug", slug);
	value_text(row, "role",
		   item->signoff.role.len > 0 ? item->signoff.role
					      : item_title(site, item));
	value_text(row, "place",
		   SAY(site, "signoff.place", say_text("plan", planned->plan.title),
		       say_number("line", item->line)));
	value_printf(row, "command",
		     "muster signoff %.*s --as WHO --key ~/.ssh/id_ed25519%s",
		     SPAN_ARG(field),
		     item->signoff.role_slug.len == 0 ? " --role ROLE" : "");
	value_printf(row, "statement",
		     "muster-signoff v1\nreport: sha256:%.*s\nseal: -\nproject: %.*s\n"
		     "commit: %.*s\nfield: %.*s\nrole: %.*s\ndecision: approve\n"
		     "by: WHO\nat: WHEN\nnote: \n",
		     SPAN_ARG(site->options->report_digest), SPAN_ARG(run->project),
		     SPAN_ARG(run->commit), SPAN_ARG(field), SPAN_ARG(slug));
	value_printf(row, "sign",
		     "ssh-keygen -Y sign -n muster-signoff/%.*s -f KEY FILE",
		     SPAN_ARG(slug));
}

/* ---- fields that are too many for a card each ---------------------------- */

static void add_groups(struct site *site, struct value *value,
		       const struct role_groups *fields)
{
	struct value *list = value_list(value, "groups");
	uint64_t shown = 0;

	for (size_t i = 0; i < fields->groups.count && i < GROUPS_SHOWN; i++) {
		const struct role_group *group = &fields->groups.at[i];
		struct value *row = value_add(list);

		value_verdict(site, row, "verdict", group->judgement->verdict);
		value_text(row, "role", group->role);
		value_text(row, "name", group->first->signoff.name);
		value_text(row, "state", say_reason(site, group->judgement->reason));
		value_count(row, "fields", group->count);
		shown += group->count;
	}
	value_text(value, "groups_more",
		   shown < fields->all ? SAY(site, "signoff.fields-more",
					     say_number("more", fields->all - shown))
				       : SPAN_EMPTY);
}

/* ---- plan by plan -------------------------------------------------------- */

struct plan_rank {
	size_t plan;
	uint64_t blocks, work;
};

static int compare_plans(const void *left, const void *right)
{
	const struct plan_rank *a = left;
	const struct plan_rank *b = right;

	if (a->blocks != b->blocks)
		return a->blocks > b->blocks ? -1 : 1;
	if (a->work != b->work)
		return a->work > b->work ? -1 : 1;
	return (a->plan > b->plan) - (a->plan < b->plan);
}

static struct plan_rank *rank_plans(struct site *site)
{
	const struct report *report = site->report;
	struct plan_rank *ranks =
		ARENA_ARRAY(site->scratch, struct plan_rank, report->plans.count + 1);

	for (size_t p = 0; p < report->plans.count; p++) {
		ranks[p] = (struct plan_rank){ .plan = p };
		for (unsigned v = 0; v < VERDICTS; v++) {
			enum standing standing = verdict_standing((enum verdict)v);

			if (standing == STANDING_BLOCKS)
				ranks[p].blocks += site->plans[p].counts[v];
			if (standing == STANDING_WORK)
				ranks[p].work += site->plans[p].counts[v];
		}
	}
	qsort(ranks, report->plans.count, sizeof(*ranks), compare_plans);
	return ranks;
}

/* A number for each verdict that the report has. */
static void add_cells(struct site *site, struct value *row,
		      const uint64_t counts[VERDICTS])
{
	struct value *cells = value_list(row, "cells");

	for (unsigned v = 0; v < VERDICTS; v++)
		if (site->report->run.counts[v] > 0)
			value_add_text(cells, counts[v] > 0 ? words_count(site->scratch,
									  counts[v])
							    : SPAN_LIT("\xE2\x80\x93"));
	value_count(row, "items", counts_total(counts));
}

/* Those with most that blocks, and the sum of the others. */
static void add_plans(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct plan_rank *ranks = rank_plans(site);
	struct value *list = value_list(value, "plans");
	struct value *others;
	uint64_t counts[VERDICTS] = { 0 };
	size_t all = 0;

	value_legend(site, value, "legend", report->run.counts);
	value_bar(site, value, "bar", report->run.counts, 14);
	for (size_t i = 0; i < report->plans.count; i++) {
		const struct plan_index *index = &site->plans[ranks[i].plan];
		const struct plan *plan = &report->plans.at[ranks[i].plan].plan;
		struct value *row;

		if (index->judged == 0)
			continue;
		if (all++ >= PLANS_SHOWN) {
			for (unsigned v = 0; v < VERDICTS; v++)
				counts[v] += index->counts[v];
			continue;
		}
		row = value_add(list);
		value_text(row, "title", plan->title);
		value_text(row, "href", url_plan(site->scratch, plan, 1));
		add_cells(site, row, index->counts);
	}
	value_flag(value, "has_plans", all > 1);
	others = value_list(value, "plans_more");
	if (all > PLANS_SHOWN) {
		others = value_add(others);
		value_text(others, "says",
			   SAY(site, "signoff.plans-more",
			       say_number("more", all - PLANS_SHOWN)));
		value_text(others, "href", SPAN_LIT("plan/index.html"));
		add_cells(site, others, counts);
	}
}

/* ---- what is not verified ------------------------------------------------ */

struct unverified {
	LIST(struct item_ref) of[VERDICTS];
	size_t count;
};

static void collect_unverified(struct site *site, struct unverified *out)
{
	const struct report *report = site->report;

	memset(out, 0, sizeof(*out));
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			if (!judgement->judged || judgement->parent ||
			    judgement->verdict == VERDICT_VERIFIED ||
			    judgement->verdict == VERDICT_NOT_APPLICABLE ||
			    planned->plan.items.at[i].kind == ITEM_SIGNOFF)
				continue;
			out->count++;
			*LIST_ADD(site->scratch, &out->of[judgement->verdict]) =
				(struct item_ref){ p, i };
		}
	}
}

/* Verdicts, the worst first. */
static void worst_first(enum verdict out[VERDICTS])
{
	for (unsigned v = 0; v < VERDICTS; v++) {
		unsigned at = v;

		while (at > 0 && verdict_rank[v] > verdict_rank[out[at - 1]]) {
			out[at] = out[at - 1];
			at--;
		}
		out[at] = (enum verdict)v;
	}
}

/* How many of each are listed: some of every verdict, and more of the worst. */
static void share_rows(size_t out[VERDICTS], const struct unverified *found,
		       const enum verdict order[VERDICTS])
{
	size_t left = ITEMS_SHOWN;

	for (unsigned i = 0; i < VERDICTS; i++) {
		size_t here = found->of[order[i]].count;

		out[order[i]] = here < ITEMS_EACH ? here : ITEMS_EACH;
		left -= out[order[i]];
	}
	for (unsigned i = 0; i < VERDICTS; i++) {
		size_t more = found->of[order[i]].count - out[order[i]];

		more = more < left ? more : left;
		out[order[i]] += more;
		left -= more;
	}
}

static void add_item(struct site *site, struct value *list, struct item_ref ref)
{
	const struct planned *planned = &site->report->plans.at[ref.plan];
	const struct judgement *judgement = &planned->judgements.at[ref.item];
	struct value *row = value_add(list);

	value_text(row, "word", span_of(verdict_word[judgement->verdict]));
	value_text(row, "label",
		   say_word(site, "verdict", verdict_word[judgement->verdict]));
	value_text(row, "href", url_item(site->scratch, &planned->plan, judgement));
	value_text(row, "text", item_title(site, &planned->plan.items.at[ref.item]));
	value_text(row, "plan",
		   site->report->plans.count > 1 ? planned->plan.title : SPAN_EMPTY);
	value_text(row, "why",
		   judgement->sentence.len > 0 ? judgement->sentence
					       : say_reason(site, judgement->reason));
	value_text(row, "more", SPAN_EMPTY);
}

/* Where the others of a verdict are: in the plan where it is one, else in all. */
static void add_more(struct site *site, struct value *list, enum verdict verdict,
		     size_t more, size_t plan)
{
	const struct report *report = site->report;
	struct value *row = value_add(list);
	unsigned part = plan_part_with(site, plan, verdict);
	const struct plan *only = &report->plans.at[plan].plan;
	bool several = report->plans.count > 1;

	value_text(row, "word", span_of(verdict_word[verdict]));
	value_text(row, "label", say_word(site, "verdict", verdict_word[verdict]));
	value_text(row, "more",
		   SAY(site, "signoff.items-more", say_number("more", more)));
	value_text(row, "href",
		   several ? SPAN_LIT("plan/index.html")
			   : url_plan_filter(site->scratch, only, part, verdict));
	value_text(row, "page",
		   several ? SPAN_LIT("plan/index.html")
			   : url_plan(site->scratch, only, part));
}

/* What a signer should have read: what is not verified outright, worst first. */
static void add_items(struct site *site, struct value *value)
{
	struct value *list = value_list(value, "items");
	enum verdict order[VERDICTS];
	size_t shown[VERDICTS];
	struct unverified found;

	collect_unverified(site, &found);
	worst_first(order);
	share_rows(shown, &found, order);
	for (unsigned i = 0; i < VERDICTS; i++) {
		size_t count = found.of[order[i]].count;

		for (size_t j = 0; j < shown[order[i]]; j++)
			add_item(site, list, found.of[order[i]].at[j]);
		if (shown[order[i]] < count)
			add_more(site, list, order[i], count - shown[order[i]],
				 found.of[order[i]].at[0].plan);
	}
	value_flag(value, "has_items", found.count > 0);
	if (found.count == 0)
		value_text(value, "says", say(site, "signoff.all-verified"));
	else
		value_text(value, "says",
			   SAY(site,
			       found.count > ITEMS_SHOWN ? "signoff.unverified-first"
							 : "signoff.unverified",
			       say_counted("items",
					   words_number(site, found.count, true),
					   found.count)));
}

int page_signoff(struct site *site, struct err *err)
{
	const struct report *report = site->report;
	struct value *value = page_begin(site, SPAN_LIT("signoff.html"));
	struct value *roles = value_list(value, "roles");
	struct span answer = say_word(site, "answer", result_word[report->run.result]);
	struct value *statements = value_list(value, "statements");
	struct role_groups fields;
	uint64_t all = 0, signed_fields = 0;
	bool cards;
	struct page page = { .template = "signoff",
			     .title = say(site, "signoff.title"),
			     .nav = "signoff.html",
			     .class = "sign",
			     .scripts = { SPAN_INIT("assets/signoff.js") } };

	collect_fields(site, &fields);
	cards = fields.all <= CARDS_SHOWN;
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			if (planned->plan.items.at[i].kind != ITEM_SIGNOFF ||
			    !planned->judgements.at[i].judged)
				continue;
			all++;
			signed_fields +=
				planned->judgements.at[i].verdict == VERDICT_VERIFIED;
			if (cards)
				add_role(site, roles, planned, i);
			add_statement(site, statements, planned, i);
		}
	}
	if (all == 0)
		value_text(value, "lead",
			   SAY(site, "signoff.lead-none", say_text("answer", answer)));
	else
		value_text(value, "lead",
			   SAY(site, "signoff.lead", say_text("answer", answer),
			       say_number("signed", signed_fields),
			       say_number("all", all)));
	value_flag(value, "has_roles", cards && all > 0);
	value_flag(value, "has_groups", !cards);
	add_groups(site, value, &fields);
	add_plans(site, value);
	value_flag(value, "has_statements", statements->first != NULL);
	value_text(value, "how",
		   signed_fields < all ? say(site, "signoff.how") : SPAN_EMPTY);
	add_items(site, value);
	value_text(value, "commit", report->run.commit);
	value_text(value, "digest", site->options->report_digest);
	return page_end(site, &page, value, err);
}
