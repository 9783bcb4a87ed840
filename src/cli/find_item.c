#include "cli/find_item.h"

#include "base/num.h"
#include "base/path.h"
#include "store/runs.h"

#include <stdio.h>

#define LISTED 5 /* of several that fit */

/* Whether that item is meant by `words`, in one of the ways below. */
typedef bool means(const struct run_name *name, struct span words);

static bool by_id(const struct run_name *name, struct span words)
{
	return span_eq_nocase(name->id, words) ||
	       (name->declared_id.len > 0 && span_eq_nocase(name->declared_id, words));
}

/* "plan.md:14": what stands on either side of the last colon. */
static bool split_line(struct span words, struct span *out_path, uint64_t *out_line)
{
	ptrdiff_t colon = span_rindex(words, ':');

	*out_path = span_sub(words, 0, colon < 0 ? 0 : (size_t)colon);
	return colon > 0 &&
	       num_u64(span_from(words, (size_t)colon + 1), UINT32_MAX, out_line);
}

/* By whole path or by base name. */
static bool by_line(const struct run_name *name, struct span words)
{
	struct span path;
	uint64_t line;

	if (!split_line(words, &path, &line))
		return false;
	if (!span_eq(name->path, path) && !span_eq(path_base(name->path), path))
		return false;
	return name->line <= line &&
	       line <= (name->end_line ? name->end_line : name->line);
}

static bool by_words(const struct run_name *name, struct span words)
{
	char text[256];

	if (words.len == 0 || words.len >= sizeof(text))
		return false;
	memcpy(text, words.ptr, words.len);
	text[words.len] = '\0';
	return span_find_nocase(name->plain, text) >= 0;
}

/* All of the words, in any order. */
static bool by_all_words(const struct run_name *name, struct span words)
{
	struct span word;
	bool any = false;

	while (span_split(&words, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (!by_words(name, word))
			return false;
		any = true;
	}
	return any;
}

static means *const ways[] = { by_id, by_line, by_words, by_all_words };
#define WAYS (sizeof(ways) / sizeof(ways[0]))

/* One way that is tried. */
struct search {
	struct span words;
	means *means_it;
	struct found_place first;
	size_t count;
	char list[400]; /* of the first that fit */
	size_t used;
};

static void look_at(struct search *search, const struct run_name *name)
{
	size_t room = sizeof(search->list) - search->used;
	int len;

	if (!search->means_it(name, search->words))
		return;
	if (search->count++ == 0)
		search->first = (struct found_place){ name->plan, name->item };
	if (search->count > LISTED)
		return;
	len = snprintf(search->list + search->used, room, "%s%.*s:%u (%.*s)",
		       search->used ? ", " : "", SPAN_ARG(name->path), name->line,
		       SPAN_ARG(name->id));
	if (len > 0 && (size_t)len < room)
		search->used += (size_t)len;
}

/* 1: found; 0: try the next way. */
static int settle(const struct search *search, struct err *err)
{
	if (search->count <= 1)
		return (int)search->count;
	err_set(err, ERR_USAGE, "\"%.*s\" fits %zu items: %s%s",
		SPAN_ARG(search->words), search->count, search->list,
		search->count > LISTED ? ", ..." : "");
	return err_fix(err, "name one by its id or as FILE:LINE");
}

static int none(struct span words, struct err *err)
{
	err_set(err, ERR_USAGE, "no item of the recorded run is meant by \"%.*s\"",
		SPAN_ARG(words));
	return err_fix(err, "give an id, FILE:LINE, or words of the item; "
			    "\"muster items\" lists them");
}

static void look_through(struct search *search, const struct report *report)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct plan *plan = &report->plans.at[p].plan;

		for (size_t i = 0; i < plan->items.count; i++) {
			const struct item *item = &plan->items.at[i];

			look_at(search, &(struct run_name){
						.plan = p,
						.item = i,
						.path = plan->path,
						.id = item->id,
						.declared_id = item->declared_id,
						.plain = item->plain,
						.line = item->line,
						.end_line = item->end_line,
					});
		}
	}
}

int find_item(struct found_item *out, const struct report *report, struct span words,
	      struct err *err)
{
	*out = (struct found_item){ NULL, ITEM_NONE };
	for (size_t i = 0; i < WAYS; i++) {
		struct search search = { .words = words, .means_it = ways[i] };
		int rc;

		look_through(&search, report);
		rc = settle(&search, err);
		if (rc > 0)
			*out = (struct found_item){
				&report->plans.at[search.first.plan], search.first.item
			};
		if (rc != 0)
			return rc < 0 ? rc : 0;
	}
	return none(words, err);
}

/* Which items can be meant that way, by words any; false: none. */
static bool wish_of(struct name_wish *out, means *way, struct span words)
{
	struct span path;

	*out = (struct name_wish){ .line = 0 };
	if (way == by_id)
		out->id = words;
	return words.len > 0 &&
	       (way != by_line || split_line(words, &path, &out->line));
}

int find_recorded(struct found_place *out, struct store *store, int64_t row,
		  struct span words, struct arena *arena, struct err *err)
{
	struct run_name *names = NULL;
	size_t count = 0;

	*out = (struct found_place){ 0, ITEM_NONE };
	for (size_t i = 0; i < WAYS; i++) {
		struct search search = { .words = words, .means_it = ways[i] };
		struct name_wish wish;
		int rc = 0;

		if (!wish_of(&wish, ways[i], words))
			continue;
		/* Those that words are looked for in are the same both times. */
		if (ways[i] != by_all_words)
			rc = runs_names(&names, &count, store, row, &wish, arena, err);
		if (rc < 0)
			return rc;
		for (size_t n = 0; n < count; n++)
			look_at(&search, &names[n]);
		rc = settle(&search, err);
		if (rc > 0)
			*out = search.first;
		if (rc != 0)
			return rc < 0 ? rc : 0;
	}
	return none(words, err);
}
