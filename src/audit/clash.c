#include "audit/clash.h"

#include "base/clock.h"
#include "base/table.h"
#include "plan/claim.h"
#include "plan/dates.h"
#include "plan/marks.h"
#include "plan/refs.h"
#include "text/utf8.h"

#define HOUR_S 3600
/* Where the day begins first, it does so that long before it does in UTC. */
#define FIRST_ZONE_S (14 * HOUR_S)

static struct finding *add(struct plan *plan, const char *code, size_t item,
			   unsigned line, struct span message, struct arena *arena)
{
	struct finding *finding = LIST_ADD(arena, &plan->findings);

	*finding = (struct finding){
		.rule = finding_rule_of(span_of(code)),
		.path = plan->path,
		.line = line,
		.column = item == ITEM_NONE ? 0 : plan->items.at[item].column,
		.item = item,
		.other_item = ITEM_NONE,
		.message = message,
	};
	return finding;
}

/* ---- C6 and C14: dates --------------------------------------------------- */

/* Whether a day "2026-01-05" had not begun anywhere by then. */
static bool is_after(struct span date, int64_t then)
{
	int64_t day;

	return then != CLOCK_NONE && clock_parse(date, &day) == CLOCK_DATE &&
	       day - FIRST_ZONE_S > then;
}

/* clang-format off: one language a row */

static const char updated_keys[] =
	"last updated|last update|updated|last modified|last changed|last reviewed|"
	"stand|aktualisiert|letzte \xc3\xa4nderung|zuletzt aktualisiert|"
	"mis \xc3\xa0 jour|mise \xc3\xa0 jour|derni\xc3\xa8re mise \xc3\xa0 jour|"
	"actualizado|\xc3\xbaltima actualizaci\xc3\xb3n|"
	"atualizado|\xc3\xbaltima atualiza\xc3\xa7\xc3\xa3o|"
	"bijgewerkt|laatst bijgewerkt|ultimo aggiornamento|aggiornato|"
	"\xe6\x9b\xb4\xe6\x96\xb0|\xe6\x9c\x80\xe5\x90\x8e\xe6\x9b\xb4\xe6\x96\xb0|"
	"\xe6\x9c\x80\xe7\xb5\x82\xe6\x9b\xb4\xe6\x96\xb0";

/* clang-format on */

static bool says_updated(struct span key, struct arena *arena)
{
	struct span folded = utf8_fold(arena, span_trim(key));

	return folded.len > 0 && starts_with_word(folded, updated_keys) == folded.len;
}

static void date_items(struct planned *planned, int64_t then, const char *commit,
		       struct arena *arena)
{
	struct plan *plan = &planned->plan;

	for (size_t i = 0; i < plan->items.count; i++) {
		const struct item *item = &plan->items.at[i];

		if (item->kind == ITEM_SIGNOFF && is_after(item->signoff.date, then))
			add(plan, "C6", i, item->line,
			    arena_printf(
				    arena,
				    "signed on %.*s, after the commit that says so "
				    "(%s)",
				    SPAN_ARG(item->signoff.date), commit),
			    arena);
		else if (is_after(item->done_on, then))
			add(plan, "C14", i, item->line,
			    arena_printf(arena,
					 "done on %.*s, after the commit that says so "
					 "(%s)",
					 SPAN_ARG(item->done_on), commit),
			    arena);
	}
}

static void date_meta(struct planned *planned, int64_t then, const char *commit,
		      struct arena *arena)
{
	struct plan *plan = &planned->plan;

	for (size_t i = 0; i < plan->meta.count; i++) {
		const struct plan_meta *meta = &plan->meta.at[i];
		struct span iso;

		if (!says_updated(meta->key, arena) ||
		    !date_in(arena, utf8_fold(arena, meta->value), &iso) ||
		    !is_after(iso, then))
			continue;
		add(plan, "C14", ITEM_NONE, meta->line,
		    arena_printf(arena,
				 "\"%.*s\" is %.*s, after the commit that says so (%s)",
				 SPAN_ARG(span_sub(meta->key, 0, 80)), SPAN_ARG(iso),
				 commit),
		    arena);
	}
}

void clash_dates(struct report *report, int64_t commit_at, struct arena *arena)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		struct planned *planned = &report->plans.at[p];
		int64_t then = planned->last_commit.len > 0 ? planned->last_commit_at
							    : commit_at;
		char text[CLOCK_TEXT];

		if (planned->plan.is_template)
			continue;
		clock_format(then, text);
		text[10] = '\0'; /* the day is enough */
		date_items(planned, then, text, arena);
		date_meta(planned, then, text, arena);
	}
}

/* ---- C20: two plans ------------------------------------------------------ */

/* The first claim of each kind about one file. */
struct said {
	size_t done_plan, done_item; /* plan: index + 1 */
	size_t open_plan, open_item;
	bool told;
};

/* The file that an item is about, as it was found; else as it is written. */
static struct span subject_of(const struct match *match, const struct plan *plan,
			      size_t index)
{
	const struct item *item = &plan->items.at[index];

	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];
		const struct found *found;

		if (ref->role != REF_SUBJECT || ref->kind != REF_PATH || ref->in_body ||
		    !span_eq(ref_clean_path(ref->locator), item->subject))
			continue;
		found = match_found(match, plan, index, i);
		if (found && found->path.len > 0)
			return found->path;
		/* A bare name may be another file for another plan. */
		return span_index(item->subject, '/') > 0 ? item->subject : SPAN_EMPTY;
	}
	return SPAN_EMPTY;
}

static bool may_clash(const struct item *item)
{
	return item->subject.len > 0 && item->polarity > 0 &&
	       item->claim_from != CLAIM_FROM_INHERITED &&
	       (item->kind == ITEM_TASK || item->kind == ITEM_ROW ||
		item->kind == ITEM_DELIVERABLE || item->kind == ITEM_CRITERION) &&
	       (item->claim == CLAIM_DONE || claim_is_negative(item->claim));
}

static void tell(struct report *report, const struct said *said, struct span path,
		 struct arena *arena)
{
	struct plan *plan = &report->plans.at[said->done_plan - 1].plan;
	const struct plan *other = &report->plans.at[said->open_plan - 1].plan;
	const struct item *done = &plan->items.at[said->done_item];
	const struct item *open = &other->items.at[said->open_item];

	add(plan, "C20", said->done_item, done->line,
	    arena_printf(arena, "\"%.*s\" is done here and %s in %.*s, line %u",
			 SPAN_ARG(span_sub(path, 0, 80)), claim_word[open->claim],
			 SPAN_ARG(other->path), open->line),
	    arena);
}

static void meet(struct report *report, struct said *said, size_t plan, size_t item,
		 struct span path, struct arena *arena)
{
	if (report->plans.at[plan].plan.items.at[item].claim == CLAIM_DONE) {
		if (said->done_plan == 0) {
			said->done_plan = plan + 1;
			said->done_item = item;
		}
	} else if (said->open_plan == 0) {
		said->open_plan = plan + 1;
		said->open_item = item;
	}
	if (said->told || said->done_plan == 0 || said->open_plan == 0 ||
	    said->done_plan == said->open_plan)
		return;
	tell(report, said, path, arena);
	said->told = true;
}

void clash_plans(struct report *report, const struct match *match, struct arena *arena)
{
	struct table *paths = table_new(arena);

	for (size_t p = 0; p < report->plans.count && report->plans.count > 1; p++) {
		const struct plan *plan = &report->plans.at[p].plan;

		for (size_t i = 0; i < plan->items.count && !plan->is_template; i++) {
			struct span path;
			void **slot;

			if (!may_clash(&plan->items.at[i]))
				continue;
			path = subject_of(match, plan, i);
			if (path.len == 0)
				continue;
			slot = table_slot(paths, path);
			if (!*slot)
				*slot = ARENA_NEW(arena, struct said);
			meet(report, *slot, p, i, path, arena);
		}
	}
}
