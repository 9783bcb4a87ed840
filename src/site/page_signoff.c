#include "site/page.h"
#include "site/url.h"

#include <stdlib.h>

#define ITEMS_SHOWN 2000

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

struct unverified {
	struct item_ref ref;
	unsigned rank;
};

static int compare_unverified(const void *left, const void *right)
{
	const struct unverified *a = left;
	const struct unverified *b = right;

	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	if (a->ref.plan != b->ref.plan)
		return a->ref.plan < b->ref.plan ? -1 : 1;
	return (a->ref.item > b->ref.item) - (a->ref.item < b->ref.item);
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
	value_text(row, "why",
		   judgement->sentence.len > 0 ? judgement->sentence
					       : say_reason(site, judgement->reason));
}

/* Everything a signer should have read: what is not verified outright, worst first. */
static void add_items(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct value *list = value_list(value, "items");
	LIST(struct unverified) found = { 0 };

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			if (!judgement->judged || judgement->parent ||
			    judgement->verdict == VERDICT_VERIFIED ||
			    judgement->verdict == VERDICT_NOT_APPLICABLE ||
			    planned->plan.items.at[i].kind == ITEM_SIGNOFF)
				continue;
			*LIST_ADD(site->scratch, &found) =
				(struct unverified){ { p, i },
						     verdict_rank[judgement->verdict] };
		}
	}
	if (found.count > 0)
		qsort(found.at, found.count, sizeof(*found.at), compare_unverified);
	for (size_t i = 0; i < found.count && i < ITEMS_SHOWN; i++)
		add_item(site, list, found.at[i].ref);
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
					   found.count),
			       say_number("shown", ITEMS_SHOWN)));
}

int page_signoff(struct site *site, struct err *err)
{
	const struct report *report = site->report;
	struct value *value = page_begin(site, SPAN_LIT("signoff.html"));
	struct value *roles = value_list(value, "roles");
	struct span answer = say_word(site, "answer", result_word[report->run.result]);
	struct value *statements = value_list(value, "statements");
	uint64_t all = 0, signed_fields = 0;
	struct page page = { .template = "signoff",
			     .title = say(site, "signoff.title"),
			     .nav = "signoff.html",
			     .class = "sign",
			     .scripts = { SPAN_INIT("assets/signoff.js") } };

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			if (planned->plan.items.at[i].kind != ITEM_SIGNOFF ||
			    !planned->judgements.at[i].judged)
				continue;
			all++;
			signed_fields +=
				planned->judgements.at[i].verdict == VERDICT_VERIFIED;
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
	value_flag(value, "has_roles", all > 0);
	value_flag(value, "has_statements", statements->first != NULL);
	value_text(value, "how",
		   signed_fields < all ? say(site, "signoff.how") : SPAN_EMPTY);
	add_items(site, value);
	value_text(value, "commit", report->run.commit);
	value_text(value, "digest", site->options->report_digest);
	return page_end(site, &page, value, err);
}
