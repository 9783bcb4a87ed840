#include "plan/settings.h"

#include "base/num.h"

#include <string.h>

static bool claim_named(struct span word, enum claim *out)
{
	for (unsigned i = 0; i < CLAIMS; i++)
		if (span_is(word, claim_word[i])) {
			*out = (enum claim)i;
			return true;
		}
	return false;
}

static int refuse(struct err *err, const struct plan_setting *setting, const char *what)
{
	err_set(err, ERR_USAGE, "[plan] %.*s = \"%.*s\": %s", SPAN_ARG(setting->key),
		SPAN_ARG(setting->value), what);
	return err_fix(err, "see [plan] in the manual's page on configuration");
}

/* "- dropped": the mark, then the claim. */
static int read_mark(struct plan_rules *rules, const struct plan_setting *setting,
		     struct arena *arena, struct err *err)
{
	struct span value = span_trim(setting->value);
	ptrdiff_t space = span_rindex(value, ' ');
	enum claim claim;

	if (space <= 0 || !claim_named(span_from(value, (size_t)space + 1), &claim))
		return refuse(err, setting, "the last word is no claim");
	*LIST_ADD(arena, &rules->marks) =
		(struct custom_mark){ span_trim(span_sub(value, 0, (size_t)space)),
				      claim };
	return 0;
}

/* "done abgenommen": the claim, then the words. */
static int read_word(struct plan_rules *rules, const struct plan_setting *setting,
		     struct arena *arena, struct err *err)
{
	struct span value = span_trim(setting->value);
	ptrdiff_t space = span_index(value, ' ');
	enum claim claim;

	if (space <= 0 || !claim_named(span_sub(value, 0, (size_t)space), &claim))
		return refuse(err, setting, "the first word is no claim");
	*LIST_ADD(arena, &rules->words) = (struct custom_mark){
		utf8_fold(arena, span_trim(span_from(value, (size_t)space))), claim
	};
	return 0;
}

static int read_heading(struct plan_rules *rules, const struct plan_setting *setting,
			struct arena *arena, struct err *err)
{
	struct span value = span_trim(setting->value), kind, words;
	ptrdiff_t space = span_index(value, ' ');

	if (space <= 0)
		return refuse(err, setting, "a kind and words are needed");
	kind = span_sub(value, 0, (size_t)space);
	words = utf8_fold(arena, span_trim(span_from(value, (size_t)space)));
	if (span_is(kind, "criteria"))
		*LIST_ADD(arena, &rules->criteria) = words;
	else if (span_is(kind, "deliverables"))
		*LIST_ADD(arena, &rules->deliverables) = words;
	else if (span_is(kind, "ignore"))
		*LIST_ADD(arena, &rules->ignored) = words;
	else
		return refuse(err, setting,
			      "the kind is none of criteria, deliverables, ignore");
	return 0;
}

static int read_judge(struct plan_rules *rules, const struct plan_setting *setting,
		      struct err *err)
{
	struct span rest = setting->value, word;

	rules->judge_said = true;
	while (span_split(&rest, ' ', &word)) {
		unsigned kind = 0;

		if (word.len == 0)
			continue;
		while (kind < ITEM_KINDS && !span_is(word, item_kind_word[kind]))
			kind++;
		if (kind == ITEM_KINDS)
			return refuse(err, setting,
				      "one of the words is no kind of item");
		rules->judged[kind] = true;
	}
	return 0;
}

static int read_level(struct plan_rules *rules, const struct plan_setting *setting,
		      struct err *err)
{
	for (unsigned i = 0; i < LEVELS; i++)
		if (span_is(setting->value, item_level_word[i])) {
			rules->level = (enum item_level)i;
			rules->level_said = true;
			return 0;
		}
	return refuse(err, setting, "there is no such level");
}

/* "20%", "12.5 %" */
static int read_tolerance(struct plan_rules *rules, const struct plan_setting *setting,
			  struct err *err)
{
	struct span value = span_trim(setting->value);
	int64_t hundredths;

	if (span_ends(value, "%"))
		value = span_trim(span_sub(value, 0, value.len - 1));
	else
		value = SPAN_EMPTY;
	if (value.len == 0 || !num_scaled(value, 2, &hundredths) || hundredths < 1 ||
	    hundredths > 10000)
		return refuse(err, setting, "it is no share from 0.01% to 100%");
	rules->tolerance_bp = hundredths;
	return 0;
}

static int read_setting(struct plan_rules *rules, const struct plan_setting *setting,
			struct arena *arena, struct err *err)
{
	if (span_is_nocase(setting->key, "mark"))
		return read_mark(rules, setting, arena, err);
	if (span_is_nocase(setting->key, "word"))
		return read_word(rules, setting, arena, err);
	if (span_is_nocase(setting->key, "heading"))
		return read_heading(rules, setting, arena, err);
	if (span_is_nocase(setting->key, "judge"))
		return read_judge(rules, setting, err);
	if (span_is_nocase(setting->key, "level"))
		return read_level(rules, setting, err);
	if (span_is_nocase(setting->key, "tolerance"))
		return read_tolerance(rules, setting, err);
	if (span_is_nocase(setting->key, "template")) {
		rules->read_templates = span_is_nocase(setting->value, "read");
		if (!rules->read_templates && !span_is_nocase(setting->value, "skip"))
			return refuse(err, setting, "it is neither skip nor read");
	}
	if (span_is_nocase(setting->key, "encoding")) {
		rules->encoding =
			span_is_nocase(setting->value, "report")   ? ENCODING_REPORT
			: span_is_nocase(setting->value, "refuse") ? ENCODING_REFUSE
								   : ENCODING_REPAIR;
		if (rules->encoding == ENCODING_REPAIR &&
		    !span_is_nocase(setting->value, "repair"))
			return refuse(err, setting,
				      "it is none of repair, report, refuse");
	}
	return 0;
}

int settings_read(struct plan_rules *out, const struct plan_options *options,
		  struct arena *arena, struct err *err)
{
	*out = (struct plan_rules){ .tolerance_bp = 2000 };
	for (size_t i = 0; i < options->setting_count; i++) {
		const struct plan_setting *setting = &options->settings[i];
		int rc;

		if (!span_is_nocase(setting->section, "plan"))
			continue;
		rc = read_setting(out, setting, arena, err);
		if (rc < 0)
			return rc;
	}
	return 0;
}

bool settings_mark(const struct plan_rules *rules, struct span mark, enum claim *out)
{
	for (size_t i = 0; i < rules->marks.count; i++)
		if (span_eq(rules->marks.at[i].mark, mark)) {
			*out = rules->marks.at[i].claim;
			return true;
		}
	return false;
}

bool settings_word(const struct plan_rules *rules, struct span folded, enum claim *out)
{
	for (size_t i = 0; i < rules->words.count; i++)
		if (span_eq(rules->words.at[i].mark, folded)) {
			*out = rules->words.at[i].claim;
			return true;
		}
	return false;
}

unsigned settings_topics(const struct plan_rules *rules, struct span folded)
{
	for (size_t i = 0; i < rules->criteria.count; i++)
		if (span_find(folded, rules->criteria.at[i]) >= 0)
			return TOPIC_CRITERIA;
	for (size_t i = 0; i < rules->deliverables.count; i++)
		if (span_find(folded, rules->deliverables.at[i]) >= 0)
			return TOPIC_DELIVERABLES;
	for (size_t i = 0; i < rules->ignored.count; i++)
		if (span_find(folded, rules->ignored.at[i]) >= 0)
			return TOPIC_IGNORED;
	return 0;
}

void settings_apply(struct reading *r)
{
	const struct plan_rules *rules = r->rules;

	for (size_t i = 0; i < r->plan->items.count; i++) {
		struct item *item = item_at(r, i);

		if (rules->level_said && item->level == LEVEL_MANDATORY &&
		    (item->kind == ITEM_TASK || item->kind == ITEM_ROW) &&
		    note_at(r, i)->declared_level == 0 && !note_at(r, i)->level_word)
			item->level = rules->level;
		if (rules->judge_said && item->judged && !rules->judged[item->kind]) {
			item->judged = false;
			item->skip = SPAN_LIT("[plan] judge leaves this kind out");
		}
	}
}
